"""Prop in the hands of one who does not hold it

What it checks:
Who uses, gives, drops or breaks a prop in action holds it, or picks it up where it lies. A prop that somebody else holds,
who is not in the scene, is an error; one that somebody holds who is in the scene, but has neither shown it there nor handed
it over, is a warning. Only what action plainly tells is judged ("LIN raises the sword", 林晚举起剑), against everything that
directives and action have told since the bible's `starts`. In a flashback or a dream only what it tells itself counts.

Why it matters:
The one sword of the story cannot be in two hands, and the picture shows it in the hand where it was told last.

Example:
`[[gives: LIN -> WEI, jade pendant]]` in episode 2, and in episode 4, without WEI: `LIN opens the pendant.`

Fix:
Tell how they came by it (`LIN takes the pendant from WEI`, `[[takes: LIN, jade pendant]]`), or correct the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ...bible.nodes import Bible
from ...story.snapshot import Handled
from ..rule import Subject
from ..whereabouts import last_told

CODE = "D240"
SEVERITY = Severity.ERROR
_VERBS = {"takes": "takes", "gives": "gives away", "drops": "puts down", "uses": "uses", "breaks": "breaks"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first finding on each prop in each paragraph."""
    for flow in subject.flows:
        told: set[tuple[int, int, str]] = set()
        for one in flow.handled:
            event = one.event
            key = (one.scene, event.beat, event.prop)
            if not event.directive and one.fault in ("held", "shared", "away") and key not in told:
                told.add(key)
                yield _finding(one, subject.bible)


def _finding(one: Handled, bible: Bible) -> Diagnostic:
    event, state = one.event, one.before
    holder = state.holder(event.prop)
    what = f"{event.who} {_VERBS[event.kind]} {event.prop}"
    if one.fault == "away":
        message = f"{event.who} gives {event.prop} to {event.to}, who is not in the scene"
        help = f"bring {event.to} in with [[enter: {event.to}]]"
    else:
        away = ", who is not in the scene" if one.fault == "held" and holder not in state.present else ""
        verb = f"{what} from {holder}" if event.kind == "takes" else f"{what}, but {holder} holds it"
        message = verb + away
        help = f"tell how {event.who} came by it, with [[takes: {event.who}, {event.prop}]] or in action"
    return Diagnostic(CODE, Severity.WARNING if one.fault == "shared" else SEVERITY, message, event.span, help,
                      last_told(event.prop, state, bible))
