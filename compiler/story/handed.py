"""What is done with props in a scene, by directives and by prose, each deed once.

A directive beside prose that tells the same deed (`[[gives: LIN -> WEI, pendant]]` and "Lin hands him the pendant") is one
event, in either order: it stands where the prose has it, and is the directive's, whose line a finding names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base.nodes import node
from ..base.pattern import Lazy
from ..base.source import Span
from .nodes import Act, Beat, Change, Fact, Handling, Line, Marker, Music, Scene, ShotAsk, Sound, StoryBeat, Title

HANDED = frozenset(("takes", "gives", "drops"))
"""The directives that move a prop."""
_ASIDE = (Change, Sound, Music, ShotAsk, Fact, StoryBeat, Marker)
_AWAY = Lazy(
    r"\b(?:sheathes|pockets|holsters|(?:in|into|inside|under|beneath|up|at|on|around) (?:her|his|their|its|the) (?:\w+ )?"
    r"(?:sheath|scabbard|holster|pockets?|sleeves?|belt|bag|handbag|purse|wallet|backpack|satchel|coat|jacket|robes?|dress|"
    r"bodice|bosom|waistband|sash|boot|neck))\b"
    r"|\b(?:out of|through) (?:the |a |an )?(?:\w+ )?(?:window|door|car|train|boat|plane)\b|\bout the (?:window|door)\b"
    r"|\boverboard\b|\b(?:off|over|from) (?:the |a )?(?:\w+ )?(?:balcony|roof|bridge|cliff|edge|wall|railing|fence)\b"
    r"|\b(?:mails|posts|sends|ships) (?:it|the)\b|\b(?:mailbox|letterbox|postbox)\b"
    r"|窗外|[扔抛丢甩掷]出|[扔抛丢]下[楼山桥悬]|寄[出走给]|邮筒|信箱"
    r"|[入回]鞘|入怀|[入进]怀[里中]|[入进]袖|[入进][^，。]{0,4}(?:口袋|衣袋|兜|包)[里中]?|[插别]在?[^，。]{0,3}腰|收进|收起|收好|揣",
    re.IGNORECASE)


@node
class Event:
    """One thing that `who` does with `prop`: `kind` is takes, gives (to `to`), drops, uses, breaks or mends, as in
    `nodes.Handling`, or doubt where it may have changed hands, and nobody can tell to whom. It happens at beat `beat` of
    its scene; `span` is that of the directive or of the paragraph that tells it. Of what is dropped, `stowed` says that it
    does not lie here: it goes along (into a sheath, a pocket) or flies off (out of the window)."""

    kind: str
    who: str
    prop: str
    to: str
    beat: int
    span: Span
    directive: bool
    stowed: bool = False


def moves_props(beat: Beat) -> bool:
    """Whether a beat moves a prop, or may do so."""
    if isinstance(beat, Act):
        return bool(beat.handlings) and any(one.sure or one.kind in HANDED for one in beat.handlings)
    return isinstance(beat, Change) and beat.kind in HANDED


def puts_away(act: Act) -> bool:
    """Whether a paragraph tells of a place on somebody's body where things are kept, or of the way out."""
    return _AWAY.search(act.text) is not None


def events_of(scene: Scene) -> tuple[Event, ...]:
    """The events of a scene in the order in which they happen; none of them goes back to an earlier beat."""
    beats = scene.beats
    moving = [index for index, beat in enumerate(beats) if not isinstance(beat, Line) and moves_props(beat)]
    if not moving:
        return ()
    acts = [index for index in moving if isinstance(beats[index], Act)]
    taken: set[int] = set()
    found: list[Event] = []
    for index in acts:
        found.extend(_of_act(beats, index, taken))
    found.extend(_of_change(beats, index) for index in moving if index not in taken and index not in acts)
    return tuple(sorted(found, key=lambda one: one.beat))


def beside(beats: Sequence[Beat], index: int) -> list[int]:
    """Where the directives stand that come directly before and after a beat, and, of a directive, the paragraph of
    action at either end of them."""
    found: list[int] = []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(beats) and _is_aside(beats[at]):
            found.append(at)
            at += step
        if 0 <= at < len(beats) and isinstance(beats[at], Act) and not isinstance(beats[index], Act):
            found.append(at)
    return sorted(found)


def _of_act(beats: Sequence[Beat], index: int, taken: set[int]) -> list[Event]:
    """The events of a paragraph with those of the directives beside it that tell the same, which become `taken`."""
    act = beats[index]
    if not isinstance(act, Act):
        return []
    away = puts_away(act)
    near = [at for at in beside(beats, index) if at not in taken and moves_props(beats[at])]
    directed = {_of_change(beats, at).prop for at in near}
    told = [Event(one.kind if one.sure else "doubt", one.who, one.prop, one.to, index, act.span, False,
                  away and one.kind == "drops")
            for one in _settled(act.handlings) if one.sure or (one.kind in HANDED and one.prop not in directed)]
    found: list[Event] = []
    for prop in dict.fromkeys(one.prop for one in told):
        own = [one for one in told if one.prop == prop]
        for at in near:
            change = _of_change(beats, at)
            if change.prop != prop:
                continue
            where = _place_in(own, change)
            if where is not None:
                taken.add(at)
                first, same = where
                own[first : first + same] = [change]
        found.extend(_in_order(own))
    return found


def _settled(handlings: Sequence[Handling]) -> list[Handling]:
    """`handlings` without what may be told of a thing that the same person has just put down: who puts a letter into a
    drawer and locks it has moved it once."""
    return [one for index, one in enumerate(handlings)
            if one.sure or one.kind != "drops" or not any((last.sure, last.kind, last.who, last.prop) == (
                True, "drops", one.who, one.prop) for last in handlings[:index])]


def _place_in(own: Sequence[Event], change: Event) -> tuple[int, int] | None:
    """Where in the events `own` of a prop that a paragraph tells the directive `change` belongs, and how many of them
    it replaces (none or one); None where the paragraph tells nothing of the same people."""
    open = [index for index, one in enumerate(own) if not one.directive]
    for index in open:
        if _is_same(own[index], change):
            return index, 1
    if change.kind == "takes":
        return next(((index, 0) for index in open if own[index].who == change.who), None)
    return next(((index + 1, 0) for index in reversed(open)
                 if own[index].who == change.who and own[index].kind in ("uses", "takes")), None)


def _is_same(told: Event, change: Event) -> bool:
    """Whether prose tells what a directive tells: the same deed, or one with the same end."""
    if told.kind == change.kind:
        return told.who == change.who and (not told.to or told.to == change.to)
    match change.kind, told.kind:
        case "takes", "gives":
            return told.to == change.who
        case "gives", "takes":
            return told.who == change.to
        case "gives", "drops":
            return told.who == change.who
    return False


def _in_order(events: Sequence[Event]) -> list[Event]:
    """`events` as they follow one another, none at a later beat than one after it."""
    found: list[Event] = []
    for one in reversed(events):
        beat = min(one.beat, found[-1].beat) if found else one.beat
        found.append(one if beat == one.beat else _at(one, beat))
    return found[::-1]


def _at(event: Event, beat: int) -> Event:
    return Event(event.kind, event.who, event.prop, event.to, beat, event.span, event.directive, event.stowed)


def _of_change(beats: Sequence[Beat], index: int) -> Event:
    change = beats[index]
    if not isinstance(change, Change):
        raise TypeError("not a directive")
    stowed = change.kind == "drops" and any(isinstance(one := beats[at], Act) and puts_away(one)
                                            for at in beside(beats, index))
    return Event(change.kind, change.who, change.what, change.to, index, change.span, True, stowed)


def _is_aside(beat: Beat) -> bool:
    return isinstance(beat, _ASIDE) or (isinstance(beat, Title) and beat.style == "overlay")
