"""Coming or going that cannot be

What it checks:
Nobody enters twice without leaving in between, and nobody leaves who is not in the scene. The dead may be carried out.

Why it matters:
One of the two directives stands in the wrong place, and who is in the picture between them is wrong.

Example:
`[[enter: WEI]]` twice in a scene; `[[exit: MEI]]` where MEI is never mentioned.

Fix:
Take the wrong one out, or tell the missing exit or entrance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import Span
from ...story.nodes import Act, Change, Line, Scene
from ...story.presence import who_comes
from ..rule import Subject

CODE = "D216"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each such directive. Directives are held against each other, and against prose only where somebody
    comes in and speaks there."""
    scene: Scene | None = None
    said: Mapping[str, tuple[int, Span]] = {}
    told_of: set[Span] = set()
    told: dict[str, tuple[str, Span]] = {}
    for moment in subject.moments(Change):
        if moment.scene is not scene:
            scene, told = moment.scene, {}
            said = _said_inside(scene)
        change = moment.beat
        if not isinstance(change, Change) or change.kind not in ("enter", "exit"):
            continue
        last, where = told.get(change.who, ("", change.span))
        told[change.who] = (change.kind, change.span)
        before = moment.before()
        at, inside = said.get(change.who, (moment.index, where))
        if not last and change.kind == "enter" and at < moment.index:
            last, where = "enter", inside
        elif where in told_of and change.kind == "enter":
            continue  # once more: it has been said
        if last == change.kind == "enter" and change.who in before.present:
            told_of.add(change.span)
            yield Diagnostic(CODE, SEVERITY, f"{change.who} enters, but is already in the scene", change.span,
                             f"take one out, or write [[exit: {change.who}]] in between",
                             (Label(where, f"{change.who} enters here"),))
        elif (change.kind == "exit" and change.who not in before.present and before.alive(change.who)
              and f"goes:{change.who}" not in before.since):
            labels = (Label(where, f"{change.who} leaves here"),) if last else ()
            yield Diagnostic(CODE, SEVERITY, f"{change.who} leaves, but is not in the scene", change.span,
                             f"take it out, or write [[enter: {change.who}]] first", labels)


def _said_inside(scene: Scene) -> Mapping[str, tuple[int, Span]]:
    """Those who come in in prose and then speak in the picture: at which beat they speak, and where they come in. Who does
    something after that may be going out in words that nobody here knows."""
    come: dict[str, Span] = {}
    found: dict[str, tuple[int, Span]] = {}
    for index, beat in enumerate(scene.beats):
        if isinstance(beat, Act):
            come.update((who, beat.span) for who in who_comes(beat))
            for who in (*beat.goes, *(who for who, gesture in beat.gestures if gesture.startswith("exit")),
                        *(who for who in beat.who if who in found)):
                come.pop(who, None)
                found.pop(who, None)
        elif isinstance(beat, Line) and not beat.channel:
            found.update((who, (index, come[who])) for who in beat.speakers if who in come and who not in found)
    return found
