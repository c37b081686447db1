"""Thing that is not where it is taken from

What it checks:
Who gives or drops a prop holds it at that moment; who takes one takes it from nobody, or from somebody who is in the
scene. Holders are followed through scenes and episodes in story order, from the bible's `starts` on. In a flashback
only what it tells itself counts.

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
from ...story.nodes import Change
from ..rule import Moment, Subject

CODE = "D209"
SEVERITY = Severity.ERROR
_VERBS = {"gives": "gives away", "drops": "drops"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each hand-over that cannot be."""
    for moment in subject.moments():
        change = moment.beat
        if not isinstance(change, Change) or not change.what or not _is_followed(subject, moment, change.what):
            continue
        holder = moment.before().holder(change.what)
        if change.kind == "takes" and holder not in ("", change.who) and holder not in moment.before().present:
            yield _finding(moment, change, f"{change.who} takes {change.what} from {holder}, who is not in the scene",
                           f"bring {holder} in, or tell how {change.who} came by it")
        elif change.kind in _VERBS and holder != change.who:
            owner = f"{holder} holds it" if holder else "nobody holds it"
            yield _finding(moment, change, f"{change.who} {_VERBS[change.kind]} {change.what}, but {owner}",
                           f"write [[takes: {change.who}, {change.what}]] before this, or set it under starts: holds in"
                           " series.yaml")


def _is_followed(subject: Subject, moment: Moment, prop: str) -> bool:
    """Whether it is known who holds `prop` here: nobody can know what went on before a flashback, or hold to account a
    thing that was never declared."""
    if f"holds:{prop}" in moment.before().since:
        return True
    return prop in subject.bible.props and not subject.bible.partial and moment.scene.storytime != "flashback"


def _finding(moment: Moment, change: Change, message: str, help: str) -> Diagnostic:
    since = moment.before().since.get(f"holds:{change.what}")
    labels = (Label(since, f"{change.what} last changes hands here"),) if since else ()
    return Diagnostic(CODE, SEVERITY, message, change.span, help, labels)
