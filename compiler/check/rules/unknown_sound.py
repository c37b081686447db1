"""Sound that does not exist

What it checks:
What `[[sound: …]]` names is one of the sound effects that the compiler can make.

Why it matters:
The place would stay silent.

Example:
`[[sound: thundr]]`

Fix:
Write the name of a sound that exists, or a phrase that holds it (`door slams`).
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D217"
SEVERITY = Severity.ERROR
check = unknown("sound", CODE, SEVERITY, "there is no sound called {text}",
                "write one that exists, such as thunder, door or heartbeat")
