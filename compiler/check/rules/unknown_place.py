"""Place that nobody declared

What it checks:
The place of every scene heading is one of the bible's `locations`, or begins with one (`HOUSE - STAIR` plays
in `HOUSE`).

Why it matters:
An undeclared place has no look of its own, and a second spelling of one place is built and paid for twice.

Example:
With `FOX SHRINE` declared, the heading `INT. FOX SHRNE - NIGHT`.

Fix:
Write the declared name, add the spelling to its `aliases`, or declare the place under `locations`.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D202"
SEVERITY = Severity.ERROR
check = unknown("place", CODE, SEVERITY, "no place called {text} is declared",
                "declare it under locations in series.yaml, or add an alias")
