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

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Subject, advice, renamed

CODE = "D217"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such name."""
    for one in subject.unresolved("sound"):
        message = f"there is no sound called {one.text}"
        yield Diagnostic(CODE, SEVERITY, message, one.span,
                         advice(one, "write one that exists, such as thunder, door or heartbeat"), fix=renamed(one))
