"""Mark that vanishes

What it checks:
A wound, a bruise, blood, dirt or a bandage does not end (`[[marks: WEI = none]]`) in the scene in which it was seen, nor in
one that follows on it with CONTINUOUS, SAME or MOMENTS LATER (also where that begins an episode), while its bearer is seen
before and after. A wound does not heal between two scenes of one night either. It is fine where action tells of washing, wiping,
healing, make-up or, of a bandage, of taking it off. Tears and sweat may dry.

Why it matters:
A cut that is gone in the next shot tells viewers that the blow did not count.

Example:
`[[marks: WEI = cut on cheek]]`, and in the next scene, CONTINUOUS, `[[marks: WEI = none]]`.

Fix:
Let the mark last, tell how it goes, or say in the heading how much time has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....stdlib import vocabulary
from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...base.source import Span
from ...story.directive import NO_MARKS
from ...story.nodes import Act, Change, Line, Title
from ...story.state import FORKS
from ..rule import Moment, Subject
from ..seams import Stretch, scene_before

CODE = "D245"
SEVERITY = Severity.WARNING
_WASHED = Lazy(r"\b(?:wip|wash|clean|dab|rins|scrub|bath|shower|dry|mop|brush|splash|lick)\w*|\b(?:towel|napkin|tissue"
                     r"|handkerchief|sink|basin|cloth)\b|[擦洗抹拭冲]|沐浴|毛巾|纸巾|手帕|清理|清洁", re.IGNORECASE)
_BARED = Lazy(r"\b(?:unwrap|unwind|remov|peel|unravel)\w*|\b(?:takes?|taking|tears?|rips?|pulls?) (?:\w+ ){0,4}?off\b"
                    r"|[拆解摘]|取下|扯下|撕下", re.IGNORECASE)
_HEALED = Lazy(r"\b(?:heal|knit|mend|conceal|disappear|vanish|fad)\w*|\b(?:make-?up|magic|spell|closes? up|closing up"
                     r"|powders?|foundation|covers? (?:it|the|her|his)|weeks?|months?|years?|days? later|next day)\b"
                     r"|愈|治|消失|褪|遮|粉底|法术|灵力|施法|天后|月后|年后|次日|第二天", re.IGNORECASE)
_HOW = {"blood": _WASHED, "dirt": _WASHED, "bandage": _BARED}
_DRIES = frozenset(("tears", "sweat"))


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each end of marks that comes too soon."""
    for moment in subject.moments(Change):
        change = moment.beat
        if not isinstance(change, Change) or change.kind != "marks" or change.what != NO_MARKS:
            continue
        state, who = moment.before(), change.who
        marks = tuple(one for one in state.marks.get(who, ()) if one not in _DRIES and one in vocabulary("marks").entries)
        if not marks or moment.scene.storytime == "montage":
            continue
        if moment.scene.storytime in FORKS and f"marks:{who}" not in state.since:
            continue
        found = _too_soon(Stretch(moment.episode, moment.flow, subject.names), moment, change, marks)
        if found is not None:
            labels = vocabulary("marks").entries
            gone = ", ".join(str(labels[one]["label"]).lower() for one in marks)
            yield Diagnostic(CODE, SEVERITY, f"{who} loses a mark at once ({gone})", change.span,
                             "tell how it goes, or say in the heading how much time has passed",
                             (Label(found, f"{who} is seen with it here"),))


def _too_soon(stretch: Stretch, moment: Moment, change: Change, marks: tuple[str, ...]) -> Span | None:
    """Where the marks were seen just before they end, if nothing tells of their end."""
    here = moment.number, moment.index
    wounds = [one for one in marks if one not in _HOW]
    first = _marked(stretch, change, here) or stretch.seen_before(change.who, *here, leaves=not wounds)
    last = stretch.seen_after(change.who, *here)
    if first is None and wounds:
        first, marks = _same_night(stretch, moment, change.who), tuple(wounds)
    over = stretch.came_over(change.who, *here) if first is None else None
    if over is not None:
        first = (over[0], 0)
    if first is None or last is None:
        return None
    told = " ".join(stretch.texts(first, last))
    if _HEALED.search(told) or all(one in _HOW and _HOW[one].search(told) for one in marks):
        return None
    return over[1] if over is not None else stretch.beat(first).span


def _marked(stretch: Stretch, change: Change, here: tuple[int, int]) -> tuple[int, int] | None:
    """Where in this scene the mark was made, if that was shown before it ends."""
    for at in stretch.back(*here):
        one = stretch.beat(at)
        if at[0] != here[0]:
            return None
        if isinstance(one, Change) and one.kind == "marks" and one.who == change.who and one.what != NO_MARKS:
            shown = any(isinstance(stretch.beat((at[0], index)), Act | Line) for index in range(at[1], here[1]))
            return at if shown else None
    return None


def _same_night(stretch: Stretch, moment: Moment, who: str) -> tuple[int, int] | None:
    """Where `who` was seen in the scene before, if both play in one night, dusk or dawn and no time is told to pass."""
    scenes, scene = stretch.episode.scenes, moment.scene
    before = scene_before(stretch.episode, moment.number)
    if before < 0 or scene.follows or scene.time == "day" or scenes[before].time != scene.time:
        return None
    if before != moment.number - 1 or any(isinstance(one, Title) for one in (*scenes[before].beats, *scene.beats)):
        return None
    if moment.flow.opening[moment.number].marks.get(who) != moment.before().marks.get(who):
        return None
    beats = scenes[before].beats
    return next(((before, index) for index in reversed(range(len(beats))) if stretch.shows(who, beats[index])), None)
