"""Time of day with a slip

What it checks:
The last part of a heading that is read as a part of the place is not one slip of the finger away from a time of day or
from a word such as CONTINUOUS. Only what is hardly another word counts: `HOUSE - LAWN` is no DAWN.

Why it matters:
A scene without a time of day plays at that of the scene before it, or by day, on a part of the place that does not exist.

Example:
`INT. HOUSE - NIGTH`.

Fix:
Correct the word. If the place has a part of that name, declare it under `locations` (`HOUSE - NIGTH`).
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D237"
SEVERITY = Severity.WARNING
check = unknown("time", CODE, SEVERITY, "{text} is read as a part of the place, not as a time of day",
                "declare that part of the place under locations in series.yaml")
