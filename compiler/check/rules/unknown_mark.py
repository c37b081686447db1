"""Mark that cannot be drawn

What it checks:
What `[[marks: WEI = …]]` names is one of the marks that the picture knows: cuts, bruises, blood, tears, dirt, sweat, a
bandage, in free words (`cut on cheek`).

Why it matters:
The words go into prompts as they are, but the animatic leaves the mark out.

Example:
`[[marks: WEI = inky thumb]]`.

Fix:
Use one of the words known, or accept that only generated pictures show it.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D221"
SEVERITY = Severity.HINT
check = unknown("mark", CODE, SEVERITY, "the animatic knows no mark called {text} and leaves it out",
                "cuts, bruises, blood, tears, dirt, sweat and bandages are drawn")
