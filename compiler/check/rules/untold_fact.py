"""Somebody acts on what they were never told

What it checks:
Who `[[knows: WHO, FACT]]` says to act on a fact was told it before: by a `[[reveals: FACT]]` while they were present, or
by one that names them. What a flashback or a dream tells is known to the audience, not to the people of the present;
only what a child is told there (YOUNG LIN, `same_person: LIN YUE`) the grown person knows.

Why it matters:
That somebody knows too much is the mistake that viewers of mysteries and revenge dramas look for, and it costs the
twist.

Example:
`[[reveals: pendant-secret -> LIN]]` in episode 2, and in episode 4 `[[knows: WEI, pendant-secret]]`.

Fix:
Tell them in a scene before this one with `[[reveals: …]]`. Who knew it before the story began is told in the first scene:
`[[reveals: pendant-secret -> WEI]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import fold
from ...base.diagnostic import Diagnostic, Label, Severity
from ...story.nodes import Fact
from ...story.state import State
from ..rule import Subject

CODE = "D231"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each person who knows what nobody told them."""
    for moment in subject.moments(Fact):
        fact = moment.beat
        if isinstance(fact, Fact) and fact.kind == "knows":
            before = moment.before()
            yield from (_finding(fact, who, before) for who in fact.who if not before.knows(who, fact.id))


def _finding(fact: Fact, who: str, before: State) -> Diagnostic:
    message = f"{who} acts on {fact.id}, but was never told"
    help = f"tell it first, with [[reveals: {fact.id}]] while {who} is there, or with [[reveals: {fact.id} -> {who}]]"
    key = fold(fact.id)
    last = before.since.get(f"reveals:{key}")
    storytime, hearers = before.told.get(key, ("", ()))
    labels = (Label(last, f"told here {_hearers(storytime, hearers)}"),) if last else ()
    return Diagnostic(CODE, SEVERITY, message, fact.span, help, labels)


def _hearers(storytime: str, who: tuple[str, ...]) -> str:
    """To whom, and in which story time, a fact is told."""
    apart = f", in a {storytime}" if storytime else ""
    return (f"to {', '.join(who[:4])}{' and others' if len(who) > 4 else ''}" if who else "to nobody") + apart
