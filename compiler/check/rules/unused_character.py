"""Character whom no episode uses

What it checks:
Everybody in the bible's cast speaks, is mentioned, shown or told of in some episode. Nothing is said while a script, or
one that scripts include, cannot be read.

Why it matters:
It is a leftover, or a name that the scripts spell differently from the bible.

Example:
AUNT HE in the cast, and only AUNTIE in the action.

Fix:
Take the entry out, or add the spelling of the scripts to its `aliases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...story.presence import people_of
from ..rule import Subject

CODE = "D213"
SEVERITY = Severity.HINT


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One hint for each character without a use."""
    if subject.bible.inferred or not subject.episodes or not subject.whole:
        return
    used = {who for _, beat in subject.beats() for who in people_of(beat)}
    for character in subject.bible.cast.values():
        if character.id not in used:
            yield Diagnostic(CODE, SEVERITY, f"no episode uses {character.id}", character.span,
                             "add the spelling of the scripts to its aliases, or take it out")
