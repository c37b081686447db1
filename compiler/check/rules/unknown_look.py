"""Look that nobody declared

What it checks:
The name in `[[look: …]]` is one of the bible's `looks` or of the looks that come with the compiler.

Why it matters:
A scene whose look is unknown would be graded as if it had none.

Example:
`[[look: rain-nior]]` with `rain-noir` declared.

Fix:
Write the declared name, or declare the look under `looks`.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D203"
SEVERITY = Severity.ERROR
check = unknown("look", CODE, SEVERITY, "no look called {text} is declared",
                "declare it under looks in series.yaml")
