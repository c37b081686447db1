"""Directive about somebody who was not declared

What it checks:
The people in `wears`, `takes`, `gives`, `drops`, `marks`, `enter` and `exit` are of the cast or extras.

Why it matters:
The directive has no effect, and the continuity of everybody it should have touched goes wrong.

Example:
`[[enter: WIE from left]]` with `WEI` in the cast.

Fix:
Write the declared name, add the spelling to its `aliases`, or declare the person under `cast` or `extras`.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D220"
SEVERITY = Severity.ERROR
check = unknown("character", CODE, SEVERITY, "nobody called {text} is in the cast",
                "declare them under cast or extras in series.yaml, or add an alias")
