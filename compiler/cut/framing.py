"""Framings, and how each places its people: x across the frame, who looks where, whose shoulder stands in front."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.nodes import node
from ..bible.nodes import Bible
from .axis import LEFT, OPPOSITE, RIGHT
from .dress import costume, holding, thing
from .nodes import Figure, Set, Setup, Style
from .sheet import Here

TIGHTNESS = ("els", "ws", "fs", "mls", "ms", "mcu", "cu", "bcu", "ecu")
HANDS = TIGHTNESS.index("mcu")
"""In anything tighter than this the hands, and what they hold, are out of the picture."""
CAPACITY = {"single": 1, "reaction": 1, "reverse": 2, "ots": 2, "pov": 2, "insert": 0, "two-shot": 2, "three-shot": 3,
            "group": 6, "establishing": 6}
"""How many people a composition holds in a vertical frame."""
ALONE = frozenset(("single", "reaction"))
_LEAD_ROOM, _OTS_SUBJECT, _OTS_SHOULDER, _TWO, _WIDE_TWO = 0.14, 0.22, 0.72, 0.44, 0.36

Position = tuple[tuple[str, ...], str, str, str, str, int]
"""Where a camera stands, as `Framing.position` tells it."""
Placed = tuple[str, float, str, bool]
"""A person of a framing: who, x across the frame, facing, whether in the foreground."""


@node
class Framing:
    """What a shot shows. `who` is in the picture, most important first; `over` whose shoulder stands in front; `prop`
    the thing of an insert; `look` a facing that overrides the axis (`front` in a point of view)."""

    composition: str
    size: str
    who: tuple[str, ...] = ()
    over: str = ""
    prop: str = ""
    angle: str = "eye"
    look: str = ""

    def key(self) -> tuple[str, str, tuple[str, ...], str, str]:
        """What makes two framings look the same: a reaction and a single are one picture, so are two orders of
        people."""
        kind = "single" if self.composition in ALONE else self.composition
        return (kind, self.size, tuple(sorted(self.who)), self.over, self.prop)

    def position(self) -> Position:
        """Where the camera stands, whatever lens it has: sizes up to a medium long shot are taken from one place, those up to a
        big close-up from another."""
        near = sum(self.tightness() > TIGHTNESS.index(size) for size in ("mls", "bcu"))
        return (tuple(sorted(self.who)), self.over, self.prop, self.angle, self.look, near)

    def tightness(self) -> int:
        """The place of the size on the ladder from widest to tightest."""
        return TIGHTNESS.index(self.size)


def setup_of(framing: Framing, set: Set, style: Style, side: Mapping[str, str], here: Here, before: Here,
             bible: Bible) -> Setup:
    """The camera position of `framing`, its people placed and dressed as they are now. The thing of an insert lies in the
    hand of whoever has it, or had it `before` (a sword goes into its sheath)."""
    placed = place(framing, side)
    hands = framing.tightness() <= HANDS
    figures = tuple(
        Figure(costume(who, here, bible), x, facing, foreground,
               holding(who, here, bible) if hands and not foreground else None)
        for who, x, facing, foreground in placed)
    insert = thing(framing.prop, bible) if framing.prop else None
    has = next((who for state in (here, before) for who, props in state.holding if framing.prop in props), "") if insert else ""
    hand = costume(has, here, bible) if has else None
    return Setup(set, style, framing.size, framing.composition, framing.angle, figures, insert, hand)


def place(framing: Framing, side: Mapping[str, str]) -> tuple[Placed, ...]:
    """Each person of `framing` in their place."""
    people = framing.who[: CAPACITY.get(framing.composition, 6)]
    if framing.composition == "insert" or not people:
        return ()
    if framing.over:
        return _over_shoulder(people[0], framing.over, side)
    if len(people) == 1:
        facing = framing.look or _facing(people[0], side)
        return ((people[0], _single_x(facing), facing, False),)
    return _row(people, framing, side)


def _facing(who: str, side: Mapping[str, str]) -> str:
    return OPPOSITE[side.get(who, LEFT)]


def _single_x(facing: str) -> float:
    """Room in front of the face: somebody who looks right stands left of the middle."""
    return -_LEAD_ROOM if facing == RIGHT else _LEAD_ROOM if facing == LEFT else 0.0


def _over_shoulder(subject: str, over: str, side: Mapping[str, str]) -> tuple[Placed, ...]:
    facing = _facing(subject, side)
    toward = 1.0 if facing == RIGHT else -1.0
    return ((over, _OTS_SHOULDER * toward, "away", True), (subject, -_OTS_SUBJECT * toward, facing, False))


def _row(people: tuple[str, ...], framing: Framing, side: Mapping[str, str]) -> tuple[Placed, ...]:
    """People side by side, those of the left side on the left. Of a pair on one side the second turns to the front, as
    nobody may look the other way within a scene."""
    ordered = sorted(people, key=lambda who: (side.get(who, LEFT) == RIGHT, people.index(who)))
    wide = framing.tightness() <= TIGHTNESS.index("fs")
    if len(ordered) == 2:
        reach = _WIDE_TWO if wide else _TWO
    else:
        reach = 0.62 if wide else 0.68
    step = 2 * reach / (len(ordered) - 1)
    same = len({side.get(who, LEFT) for who in ordered}) == 1
    found = []
    for at, who in enumerate(ordered):
        facing = framing.look or _facing(who, side)
        if same and len(ordered) == 2 and who != people[0]:
            facing = "front"
        found.append((who, round(-reach + step * at, 2), facing, False))
    return tuple(found)


def tighter(size: str, by: int) -> str:
    """The size `by` steps tighter (or wider, when negative) on the ladder, within it."""
    at = TIGHTNESS.index(size) + by
    return TIGHTNESS[max(0, min(len(TIGHTNESS) - 1, at))]
