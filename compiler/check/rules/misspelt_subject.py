"""Name with a slip in a shot

What it checks:
What a `[[shot: …]]` or a slug such as CLOSE ON shows, and nobody declared, is not one slip of the finger away from a name
of the cast, a prop or a place. Only what is hardly another word counts: with LIN in the cast, `LINN` is doubted, and `LINE`
is not.

Why it matters:
A shot may show anything, so a misspelt name becomes a thing in the picture, and who was meant is not in it.

Example:
`[[shot: CU LINN]]`, where `LIN` is in the cast.

Fix:
Correct the name. If it is another, declare it under `cast` or `props`, or add it to the `aliases` of the one it resembles.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D238"
SEVERITY = Severity.WARNING
check = unknown("subject", CODE, SEVERITY, "{text} is read as something to look at",
                "declare it under cast or props in series.yaml")
