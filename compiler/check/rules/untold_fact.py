"""Somebody acts on what they were never told

What it checks:
Who `[[knows: WHO, FACT]]` says to act on a fact was told it before: by a `[[reveals: FACT]]` while they were present, or
by one that names them. What a flashback or a dream tells is known to the audience, not to the people of the present.

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
from ...base.source import Span
from ...story.nodes import Fact
from ...story.state import FORKS
from ..rule import Moment, Subject

CODE = "D231"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each person who knows what nobody told them."""
    told: dict[str, tuple[Span, str]] = {}
    for moment in subject.moments():
        fact = moment.beat
        if not isinstance(fact, Fact):
            continue
        if fact.kind == "reveals":
            told[fold(fact.id)] = (fact.span, _hearers(moment, fact))
        elif fact.kind == "knows":
            for who in fact.who:
                if not moment.before().knows(who, fact.id):
                    yield _finding(fact, who, told.get(fold(fact.id)))


def _finding(fact: Fact, who: str, last: tuple[Span, str] | None) -> Diagnostic:
    message = f"{who} acts on {fact.id}, but was never told"
    help = f"tell it first, with [[reveals: {fact.id}]] while {who} is there, or with [[reveals: {fact.id} -> {who}]]"
    return Diagnostic(CODE, SEVERITY, message, fact.span, help, (Label(last[0], f"told here {last[1]}"),) if last else ())


def _hearers(moment: Moment, fact: Fact) -> str:
    """To whom, and in which story time, a fact is told."""
    who = fact.who or moment.before().present
    apart = f", in a {moment.scene.storytime}" if moment.scene.storytime in FORKS else ""
    return (f"to {', '.join(who[:4])}{' and others' if len(who) > 4 else ''}" if who else "to nobody") + apart
