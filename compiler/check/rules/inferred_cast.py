"""Cast read off the script

What it checks:
Says, for a script without a series bible, who was taken for the cast and what for the places.

Why it matters:
Without a bible every cue is a new person: a slip of the pen (`JANET` for `JANE`) becomes somebody else with another
face and voice, and nothing can tell.

Example:
A folder that holds `pilot.fountain` and no `series.yaml`.

Fix:
Write a `series.yaml` with the cast and locations, or let `dramac new` begin one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...base.nodes import replace
from ..rule import Subject

CODE = "D200"
SEVERITY = Severity.HINT
_SHOWN = 12


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One hint for a series whose bible was inferred."""
    bible = subject.bible
    if not bible.inferred or not subject.episodes:
        return
    message = f"there is no series bible; cast read off the script: {_some(tuple(bible.cast))}"
    if bible.places:
        message += f"; places: {_some(tuple(bible.places))}"
    span = replace(subject.episodes[0].span, end=subject.episodes[0].span.start)
    yield Diagnostic(CODE, SEVERITY, message, span,
                     "write a series.yaml to give them faces, voices and wardrobes, and to have names checked")


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown or "nobody"
