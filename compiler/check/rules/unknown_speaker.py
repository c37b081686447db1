"""Speaker that nobody declared

What it checks:
Every cue names one of the cast (by name, alias or translated name), or one of the bible's `extras`, numbered or not
(`GUARD #2`).

Why it matters:
A speaker without a declaration has no face and no voice; most often the name is a slip, and the line would be spoken by
a stranger.

Example:
With `LIN YUE` in the cast, the cue `LIN YEU`.

Fix:
Write the declared name, add the spelling to its `aliases`, or declare the speaker under `cast` or `extras`.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D201"
SEVERITY = Severity.ERROR
check = unknown("speaker", CODE, SEVERITY, "nobody called {text} is in the cast",
                "declare them under cast or extras in series.yaml, or add an alias")
