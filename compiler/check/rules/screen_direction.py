"""Screen direction that turns round

What it checks:
Sides that the writer gives. Who leaves to one side comes in from the other where the next scene is CONTINUOUS, and from the
same side where they come back in the same scene. A reverse angle shows the one who was behind the camera, not the one whom the
over-the-shoulder before it shows. Over-the-shoulders of the same two people that name a shoulder or side keep to the line
between them: over the left shoulder of the one, over the right of the other.

Why it matters:
Viewers lose their sense of the place: somebody who walks on seems to come back, and two who talk with each other seem to look
the same way.

Example:
`[[exit: WEI to right]]`, and `[[enter: WEI from right]]` in the scene that follows at once.

Fix:
Change one of the two sides, or show another shot in between (a wide one, or one along the line).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.nodes import node
from ...base.pattern import Lazy
from ...story.nodes import Change, Edit, Scene, ShotAsk
from ..picture import takes_over
from ..rule import Subject

CODE = "D255"
SEVERITY = Severity.WARNING
_OTHER = {"left": "right", "right": "left"}
_SIDE = Lazy(
    r"(?:^|\b(?:over|past|from)\s+|['\u2019]s\s+)(?:(?:the|his|her|their|camera|screen|frame)\s+)*(left|right)"
    r"(?:[\s-]+(?:shoulder|side))?$"
    r"|^(?:从|自|越?过)?\s*(左|右)(?:肩膀?|侧|边)?$", re.IGNORECASE)
_WIDE = frozenset(("two-shot", "three-shot", "group", "establishing"))


@node
class _Over:
    """A shot over the shoulder of `near` that shows `far`; `side` is that of the shoulder, where it is said."""

    ask: ShotAsk
    near: str
    far: str
    side: str


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each side that is against the one before."""
    for episode in subject.episodes:
        gone: dict[str, Change] = {}
        for scene in episode.scenes:
            yield from _ways(scene, gone if scene.continuous and scene.follows != "same" else {})
            yield from _shoulders(scene)
            gone = _exits(scene)


def _exits(scene: Scene) -> dict[str, Change]:
    """Who has left a scene when it is over, and how."""
    last = {beat.who: beat for beat in scene.beats if isinstance(beat, Change) and beat.kind in ("enter", "exit")}
    return {who: beat for who, beat in last.items() if beat.kind == "exit"}


def _ways(scene: Scene, before: dict[str, Change]) -> Iterator[Diagnostic]:
    """Entrances from a side where nobody can come from: `before` is how people left the scene that this one follows."""
    last: dict[str, Change] = {}
    for beat in scene.beats:
        if isinstance(beat, Edit):
            last, before = {}, {}
        if not isinstance(beat, Change) or beat.kind not in ("enter", "exit"):
            continue
        who, side = beat.who, beat.side
        left = last.get(who)
        if beat.kind == "enter" and side and left is not None and left.kind == "exit" and left.side == _OTHER[side]:
            yield _finding(beat, left, f"{who} comes back from the {side}, but left to the {left.side}")
        elif beat.kind == "enter" and side and left is None and who in before and before[who].side == side:
            yield _finding(beat, before[who], f"{who} comes in from the {side}, but just left to the {side}")
        last[who] = beat


def _finding(beat: Change, left: Change, message: str) -> Diagnostic:
    return Diagnostic(CODE, SEVERITY, message, beat.span, f"write [[enter: {beat.who} from {_OTHER[beat.side]}]], or change "
                      "the side of the exit", (Label(left.span, f"{left.who} leaves here, to the {left.side}"),))


def _shoulders(scene: Scene) -> Iterator[Diagnostic]:
    """Over-the-shoulders and reverse angles that cross the line between two people."""
    shot: _Over | None = None
    line: _Over | None = None
    for beat in scene.beats:
        if not isinstance(beat, ShotAsk):
            if shot is not None and takes_over(shot.ask, beat):
                shot = None
            if isinstance(beat, Edit):
                line = None
            continue
        if beat.composition == "reverse" and shot is not None and beat.subjects[:1] == (shot.far,):
            yield Diagnostic(CODE, SEVERITY, f"the reverse angle shows {shot.far}, as the shot before it does", beat.span,
                             f"write `reverse on {shot.near}`", (Label(shot.ask.span, f"{shot.far} is shown here"),))
        shot = _over(beat)
        if beat.composition in _WIDE:
            line = None
        if shot is None or not shot.side:
            continue
        if line is not None and _crosses(line, shot):
            right = _OTHER[line.side] if shot.near == line.far else line.side
            yield Diagnostic(CODE, SEVERITY, f"this crosses the line between {shot.near} and {shot.far}", beat.span,
                             f"film over the {right} shoulder of {shot.near}",
                             (Label(line.ask.span, f"over the {line.side} shoulder of {line.near} here"),))
        line = shot


def _over(ask: ShotAsk) -> _Over | None:
    """`ask` as a shot over a shoulder; None where it is none, or does not say who is who."""
    people = (*ask.subjects, *ask.on)
    if ask.composition not in ("", "ots") or len(people) != 2 or (ask.composition == "" and not ask.on):
        return None
    side = next((found for text in ask.free if (found := _SIDE.search(text.strip()))), None)
    word = (side[1] or side[2]).lower() if side else ""
    return _Over(ask, people[0], people[1], {"左": "left", "右": "right"}.get(word, word))


def _crosses(one: _Over, other: _Over) -> bool:
    """Whether two shots of the same people stand on different sides of the line between them."""
    if (other.near, other.far) == (one.far, one.near):
        return one.side == other.side
    return (other.near, other.far) == (one.near, one.far) and one.side != other.side
