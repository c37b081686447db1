"""Prop that nobody declared

What it checks:
What `[[takes: …]]`, `[[gives: …]]` and `[[drops: …]]` hand about is one of the bible's `props`.

Why it matters:
Who holds a thing is followed from scene to scene and episode to episode by its name; an undeclared thing is lost.

Example:
`[[takes: LIN, jade pendent]]` with `jade pendant` declared.

Fix:
Write the declared name, add the spelling to its `aliases`, or declare the thing under `props`.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D204"
SEVERITY = Severity.ERROR
check = unknown("prop", CODE, SEVERITY, "no prop called {text} is declared",
                "declare it under props in series.yaml, or add an alias")
