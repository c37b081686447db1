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

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..rule import Subject, advice, renamed

CODE = "D202"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such name."""
    for one in subject.unresolved("place"):
        message = f"no place called {one.text} is declared"
        yield Diagnostic(CODE, SEVERITY, message, one.span,
                         advice(one, "declare it under locations in series.yaml, or add an alias"), fix=renamed(one))
