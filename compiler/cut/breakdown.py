"""Script breakdown: a scene as bits of time in order, with the writer's shots, edits, sounds and music between them."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.nodes import replace
from ..story.nodes import Act, Beat, Change, Edit, Hold, Line, Music, ShotAsk, Sound, Title
from .actions import act_bits, gesture_frames
from .ground import Ground
from .lines import line_bits
from .sheet import Bit, Item, Mark
from .tension import of_line, of_place
from .time import weight

ENTRANCE, HAND_OVER, HANDLED, DEATH, TITLE = 1.6, 1.8, 1.3, 2.4, 2.2
"""Seconds: somebody comes or goes, gives a thing, picks it up, dies; the shortest time that a title stands."""
PEAK = 0.55
"""A scene whose strongest line stays below this has no peak to mark."""
_ASIDE = (ShotAsk, Change, Sound, Music)
_MOVES = frozenset(("enter", "exit", "gives", "takes", "drops", "dies"))
"""Directives that may stand between an action and the directive that tells the same."""
BESIDE = 6
"""Beats by which the two may be apart."""


def break_down(ground: Ground) -> tuple[Item, ...]:
    """The items of a scene in order. Every line of it stands in exactly one run of bits, every other beat that is seen
    or heard in its place; words laid over the picture get no time of their own, unless the scene is too short for them."""
    beats = ground.scene.beats
    found: list[Item] = []
    notes: dict[int, list[Item]] = {}
    for at, note in ground.notes:
        notes.setdefault(at, []).append(Mark(at, note, ground.before(at)))
    before: Line | None = None
    paired, quiet, peak = -1, 0, _peak(ground)
    for at, beat in enumerate(beats):
        found.extend(notes.get(at, ()))
        match beat:
            case Line() if at != paired:
                partner = _partner(beats, at)
                paired = at + 1 if partner is not None else -1
                said = line_bits(ground, at, beat, partner, before, peak=at == peak, quiet=quiet)
                quiet = 0 if any(one.kind in ("listen", "react") for one in said) else quiet + 1
                before = partner or beat
                found.extend(said)
            case Act():
                found.extend(act_bits(ground, at, beat, tuple(_told_beside(beats, at))))
                quiet += 1
            case Change():
                found.append(Mark(at, beat, ground.here[at]))
                found.extend(_change_bits(ground, at, beat))
            case Title() if beat.style == "overlay":
                found.append(Mark(at, beat, ground.here[at]))
            case Title():
                found.append(_bit(ground, "title", at, title_seconds(ground, beat)))
            case Hold():
                found.append(_bit(ground, "hold", at, beat.seconds))
            case ShotAsk() | Edit() | Sound() | Music():
                found.append(Mark(at, beat, ground.here[at]))
    return (*_with_room(ground, found), *notes.get(len(beats), ()))


def _peak(ground: Ground) -> int:
    """The beat of the scene's strongest line (the last of equals), or -1."""
    best, level = -1, PEAK
    for at, beat in enumerate(ground.scene.beats):
        if isinstance(beat, Line):
            tension = of_line(beat, beat.text(ground.version.language), ground.along(at), ground.lift(at))
            if tension >= level:
                best, level = at, tension
    return best


def _partner(beats: tuple[Beat, ...], at: int) -> Line | None:
    """The line that is spoken at the same time as the line at `at`: the next beat, when it is marked as dual."""
    after = beats[at + 1] if at + 1 < len(beats) else None
    return after if isinstance(after, Line) and after.dual else None


def _told_beside(beats: tuple[Beat, ...], at: int) -> Iterator[Change]:
    """The moves told by directives beside the action at `at`."""
    for index in range(max(0, at - BESIDE), min(len(beats), at + BESIDE + 1)):
        beat = beats[index]
        if isinstance(beat, Change) and _moves(beat) and _owner(beats, index) == at:
            yield beat


def _owner(beats: tuple[Beat, ...], at: int) -> int:
    """The action that tells the change at `at` in prose: the one after it, or before it, that names who changes; -1
    where neither does."""
    change = beats[at]
    for step in (1, -1):
        index = at + step
        while 0 <= index < len(beats) and abs(index - at) < BESIDE and isinstance(beats[index], _ASIDE):
            index += step
        act = beats[index] if 0 <= index < len(beats) else None
        if isinstance(act, Act) and isinstance(change, Change) and change.who in act.who:
            return index
    return -1


def _moves(change: Change) -> bool:
    return change.kind in _MOVES


def _change_bits(ground: Ground, at: int, change: Change) -> tuple[Bit, ...]:
    """The bits of a move that no action tells: an entrance, an exit, a death, a thing that changes hands."""
    if not _moves(change) or _owner(ground.scene.beats, at) >= 0:
        return ()
    if change.kind in ("enter", "exit"):
        gesture = f"{change.kind}-{change.side or ('right' if change.kind == 'enter' else 'left')}"
        bit = _bit(ground, change.kind, at, ENTRANCE)
        present = bit.here.present if change.who in bit.here.present else (*bit.here.present, change.who)
        return (replace(bit, frames=max(bit.frames, gesture_frames(ground, gesture)), who=(change.who,),
                        here=replace(bit.here, present=present), gestures=((change.who, gesture),)),)
    if change.kind == "dies":
        bit = _bit(ground, "act", at, DEATH)
        return (replace(bit, who=(change.who,), here=replace(bit.here, present=(*bit.here.present, change.who)),
                        gestures=((change.who, "fall"),)),)
    detail = replace(_bit(ground, "insert", at, HANDLED), prop=change.what, who=(change.who,))
    if change.kind == "gives":
        both = tuple(dict.fromkeys((change.who, change.to)))
        giving = replace(_bit(ground, "give", at, HAND_OVER), who=both, other=change.to,
                         gestures=((change.who, "give"), (change.to, "take")))
        return (giving, detail)
    return (detail,)


def title_seconds(ground: Ground, title: Title) -> float:
    """How long `title` stands: as the writer says, or as long as it takes to read."""
    words = dict(title.words)
    language = ground.version.language if ground.version.language in words else title.words[0][0]
    return title.seconds if title.seconds is not None else max(TITLE, 0.8 + weight(words[language], language))


def _with_room(ground: Ground, items: list[Item]) -> tuple[Item, ...]:
    """`items`, held at the end until the last overlay has been read; one overlay follows another."""
    clock = free = last = 0
    for at, item in enumerate(items):
        if isinstance(item, Bit):
            clock, last = clock + item.frames, at + 1
        elif isinstance(item.beat, Title):
            free, last = max(clock, free) + ground.frames(title_seconds(ground, item.beat)), max(last, at + 1)
            held = item.at
    if free <= clock:
        return tuple(items)
    return (*items[:last], _bit(ground, "hold", held, (free - clock) / ground.version.fps), *items[last:])


def _bit(ground: Ground, kind: str, at: int, seconds: float) -> Bit:
    return Bit(kind, at, ground.frames(seconds), of_place(ground.along(at), ground.lift(at)),
               ground.here[at])
