"""Transition that is read as a cut

What it checks:
The words of a transition are one of the field's own: CUT TO, SMASH CUT TO, DISSOLVE TO, FADE OUT and the like.

Why it matters:
An unknown transition becomes a plain cut, which may not be what was meant.

Example:
`> MELT TO:`

Fix:
Use one of the transitions known, or leave the line out.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D222"
SEVERITY = Severity.HINT
check = unknown("transition", CODE, SEVERITY, "{text} is not a transition that I know: it becomes a cut",
                "use a standard one such as CUT TO or DISSOLVE TO")
