"""Thing that is not where it is taken from

What it checks:
Who a directive says to give or drop a prop holds it at that moment; who takes one takes it from nobody, or from somebody
who is in the scene; who hands it on, and whom it is given to, have not left. Holders are followed through scenes and
episodes in story order, by directives and by what action plainly tells, from the bible's `starts` on. In a flashback or a
dream only what it tells itself counts. What action tells is judged by D240, a thing that lies elsewhere by D241.

Why it matters:
A pendant that was given away two episodes ago cannot hang on its old neck; viewers notice, and the shot is paid for
twice.

Example:
`[[gives: LIN -> WEI, jade pendant]]`, and in the next episode `[[drops: LIN, jade pendant]]`.

Fix:
Tell how the thing got there with `[[takes: …]]` or `[[gives: …]]`, or set who holds it at the start in the bible.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...bible.nodes import Bible
from ...story.snapshot import Handled
from ..rule import Subject
from ..whereabouts import last_told

CODE = "D209"
SEVERITY = Severity.ERROR
_VERBS = {"gives": "gives away", "drops": "drops", "takes": "takes"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each hand-over that cannot be."""
    for flow in subject.flows:
        for one in flow.handled:
            if one.event.directive and one.fault in ("held", "nobody", "away"):
                yield _finding(one, subject.bible, *(_gone(one) if one.fault == "away" else _said(one)))


def _said(one: Handled) -> tuple[str, str]:
    """What is wrong with who holds the thing, and what to do."""
    event, holder = one.event, one.before.holder(one.event.prop)
    if event.kind == "takes":
        return (f"{event.who} takes {event.prop} from {holder}, who is not in the scene",
                f"bring {holder} in, or tell how {event.who} came by it")
    owner = f"{holder} holds it" if holder else "nobody holds it"
    return (f"{event.who} {_VERBS[event.kind]} {event.prop}, but {owner}",
            f"write [[takes: {event.who}, {event.prop}]] before this, or set it under starts: holds in series.yaml")


def _gone(one: Handled) -> tuple[str, str]:
    """Who is not here to hand the thing on, or to be given it."""
    event = one.event
    who = event.to if event.to and event.who in one.before.present else event.who
    what = f"{event.who} gives {event.prop} to {who}" if who == event.to else f"{who} {_VERBS[event.kind]} {event.prop}"
    why = "who is not in the scene" if who == event.to else "but is not in the scene"
    return f"{what}, {why}", f"move this, or bring {who} in with [[enter: {who}]]"


def _finding(one: Handled, bible: Bible, message: str, help: str) -> Diagnostic:
    event, since = one.event, one.before.since
    labels = last_told(event.prop, one.before, bible)
    if one.fault == "away":
        left = next((since[f"exit:{who}"] for who in (event.to, event.who) if f"exit:{who}" in since), None)
        labels = (Label(left, "they leave here"),) if left else ()
    return Diagnostic(CODE, SEVERITY, message, event.span, help, labels)
