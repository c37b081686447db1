"""Who sits, kneels or lies in a scene, on what, and since when; and who looks up at whom.

A posture lasts until the person does what nobody does in it, or the scene is over; a scene that goes on takes it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...stdlib import data, vocabulary
from ..base.nodes import node, replace
from ..story.nodes import Act, Beat, Change, Line, Scene
from ..story.nodes import Posture as Told
from .axis import OPPOSITE
from .clock import Slot
from .nodes import Figure, Posture, Set, Setup
from .sheet import Bit

STILL = frozenset(("nod", "shake", "lower-head", "look-up", "turn-away", "hand-to-chest", "clench", "reach", "raise-hand"))
"""What can be done lying."""
SEATED = STILL | {"bow", "point", "give", "take", "lean-in", "sit"}
"""What can be done sitting."""
_KNELT = STILL | {"bow", "point", "give", "take", "lean-in", "kneel"}
_DOWN = {"fall": "fall", "lie": "lie", "kneel": "kneel", "slump": "sit", "sit": "sit"}
_HEIGHT = {"sit": 2, "kneel": 2, "lie": 0, "fall": 0}
_COMES = ("enter-left", "enter-right", "step-forward", "walk", "run", "rise")
_ON_FEET = frozenset((*_COMES, "exit-left", "exit-right"))
_AT_TABLES = frozenset(("chair", "stool", "bench"))
_ON_FLOORS = frozenset(("mat", "floor"))
UPRIGHT = Posture("")

Down = Mapping[str, Posture]
"""Who does not stand, and how."""
Seats = Mapping[tuple[int, str], Posture]
"""Who sits down in a beat of a scene, and on what."""


@node
class Settled:
    """A scene whose gestures tell who sits down and who gets up. `opening` are those who do not stand when it begins, `seats`
    what is sat down on in it, by beat and person, `closing` those who do not stand at its end."""

    scene: Scene
    opening: tuple[tuple[str, Posture], ...] = ()
    seats: tuple[tuple[tuple[int, str], Posture], ...] = ()
    closing: tuple[tuple[str, Posture], ...] = ()


def settle(scene: Scene, place: Set, before: Down, present: Sequence[Sequence[str]]) -> Settled:
    """`scene`, which plays in `place`, with gestures for what its postures tell. `before` are those who do not stand when it
    begins, `present` those who are there at each beat. In a car everybody sits, and nothing more is told."""
    if place.kind == "car":
        return Settled(scene, tuple(before.items()), (), tuple(before.items()))
    walk = _Walk(place, dict(before), present)
    beats = tuple(walk.beat(at, beat) for at, beat in enumerate(scene.beats))
    if not walk.opening and not walk.seats and beats == scene.beats:
        return Settled(scene, tuple(before.items()), (), tuple(walk.down.items()))
    return Settled(replace(scene, beats=beats), tuple({**before, **walk.opening}.items()), tuple(walk.seats.items()),
                   tuple(walk.down.items()))


class _Walk:
    """Beat by beat through a scene."""

    def __init__(self, place: Set, down: dict[str, Posture], present: Sequence[Sequence[str]]) -> None:
        self.place, self.down, self.present = place, down, present
        self.opening: dict[str, Posture] = {}
        self.seats: dict[tuple[int, str], Posture] = {}
        self.met: set[str] = set(down)

    def beat(self, at: int, beat: Beat) -> Beat:
        """`beat`, once it has happened."""
        if isinstance(beat, Act):
            return self.act(at, beat)
        if isinstance(beat, Line):
            self.met.update(beat.speakers)
            for who in beat.speakers:
                if who in self.down and self.down[who].kind == "fall":
                    del self.down[who]
        elif isinstance(beat, Change) and beat.kind in ("enter", "exit"):
            self.met.add(beat.who)
            self.down.pop(beat.who, None)
        return beat

    def act(self, at: int, act: Act) -> Act:
        gestures = list(act.gestures)
        postures = [replace(one, who=who) for one in act.postures for who in ([one.who] if one.who else self.present[at])]
        for one in postures:
            gestures = self.told(at, act, one, gestures)
        for who, gesture in gestures:
            if gesture == "lie" and vocabulary("seats").search(act.text) == "bed":
                self.seats[at, who] = Posture("lie", "bed")
            _set(self.down, who, after_gesture(self.down.get(who), gesture, self.seats.get((at, who))))
        for who in act.goes:
            self.down.pop(who, None)
        self.met.update(act.who, (who for who, _ in act.gestures))
        return act if tuple(gestures) == act.gestures else replace(act, gestures=tuple(gestures))

    def told(self, at: int, act: Act, one: Told, gestures: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """`gestures` with that of one posture, where it is one."""
        who, now = one.who, self.down.get(one.who)
        own = [gesture for person, gesture in gestures if person == who]
        if one.kind == "up":
            if now is None or "rise" in own:
                return gestures
            return _before(gestures, who, "rise")
        if one.kind == "sit-up":
            if now is not None and now.kind in ("lie", "fall"):
                seat = "bed" if self.place.kind == "bedroom" or "bed" in self.place.features else "floor"
                self.seats[at, who] = Posture("sit", seat)
                return _after(gestures, who, "sit", ("rise",))
            return [pair for pair in gestures if pair != (who, "rise")]
        taken = self.seat(one)
        gestures = [pair for pair in gestures if pair not in ((who, "slump"), (who, "fall"), (who, "sit"))]
        own = [gesture for gesture in own if gesture != "sit"]
        up = "rise" in own or bool(set(own) & _ON_FEET)
        if now is not None and now.kind == "sit" and not up:
            if one.seat or one.table:
                self.down[who] = self.seats[at, who] = taken
            return gestures
        if one.kind == "sit" and who not in self.met and not set(own) - SEATED:
            self.opening[who] = self.down[who] = taken
            return gestures
        self.seats[at, who] = taken
        return _after(gestures, who, "sit", _COMES)

    def seat(self, one: Told) -> Posture:
        """What is sat on: as it is told, else what the others sit on, else what such a place has."""
        others = [posture for who, posture in self.down.items() if posture.kind == "sit" and who != one.who]
        facts = data("seating")
        usual = list(facts.get(self.place.kind) or facts["inside" if self.place.interior else "outside"])
        seat, table = one.seat, one.table
        if not seat and not table:
            if others:
                return others[-1]
            seat, table = usual[0], usual[1] if len(usual) > 1 else ""
        elif not seat:
            shared = next((posture.seat for posture in reversed(others) if posture.table == table), "")
            seat = shared or str(usual[0] if usual[1:] == [table] else facts["at"][table])
        elif not table and seat in _AT_TABLES:
            table = usual[1] if len(usual) > 1 and usual[0] in _AT_TABLES else ""
        return Posture("sit", seat, "low" if table and seat in _ON_FLOORS else table)


def _before(gestures: Iterable[tuple[str, str]], who: str, gesture: str) -> list[tuple[str, str]]:
    """`gestures` with one of `who` before all others of theirs."""
    found = list(gestures)
    at = next((at for at, (person, _) in enumerate(found) if person == who), len(found))
    return [*found[:at], (who, gesture), *found[at:]]


def _after(gestures: Iterable[tuple[str, str]], who: str, gesture: str, ways: Sequence[str]) -> list[tuple[str, str]]:
    """`gestures` with one of `who` behind the last of `ways` that they have gone, else before all others of theirs."""
    found = list(gestures)
    gone = [at for at, (person, way) in enumerate(found) if person == who and way in ways]
    if not gone:
        return _before(found, who, gesture)
    return [*found[: gone[-1] + 1], (who, gesture), *found[gone[-1] + 1 :]]


def after_gesture(posture: Posture | None, gesture: str, seat: Posture | None = None) -> Posture | None:
    """The posture of somebody in `posture` (None: they stand) once they have made `gesture`; `seat` is what they sit down on."""
    if gesture == "sit":
        return (seat if seat is not None and seat.kind == "sit" else None) or posture or Posture("sit", "floor")
    if posture is not None:
        stays = {"sit": SEATED, "kneel": _KNELT}.get(posture.kind, STILL | {"fall", "lie"})
        if gesture in stays:
            return posture
    if gesture == "slump":
        return Posture("sit", "floor")
    if gesture == "lie" and seat is not None and seat.kind == "lie":
        return seat
    return Posture(_DOWN[gesture]) if gesture in _DOWN else None


def _set(down: dict[str, Posture], who: str, posture: Posture | None) -> None:
    """Let `who` come to be in `posture`, or stand."""
    if posture is None:
        down.pop(who, None)
    else:
        down[who] = posture


def after_slot(slot: Slot, before: Down, seats: Seats) -> dict[str, Posture]:
    """Who does not stand after a shot, if those of `before` did not when it began: who fell lies until they speak or do
    something, who sits, kneels or lies until they get up or go, and the dead for good."""
    down = dict(before)
    for _, bit in slot.bits:
        for who in [who for voice in bit.voices for who in voice.seen if who in down and down[who].kind == "fall"]:
            del down[who]
        for who, gesture in bit.gestures:
            _set(down, who, after_gesture(down.get(who), gesture, seats.get((bit.beat, who))))
    for who in [who for who in down if who not in slot.draft.here.present]:
        del down[who]
    fallen = {who: down.get(who, UPRIGHT) for who in slot.draft.here.fallen}
    return {**down, **{who: one if one.kind in ("lie", "fall") else Posture("fall") for who, one in fallen.items()}}


def placed(setup: Setup, slot: Slot, down: Down, seats: Seats) -> Setup:
    """`setup` with the posture in which everybody begins its shot, and the seat of those who sit down in it. Who looks down on
    somebody, over a shoulder or with the own eyes, does so from above."""
    taken = {who: seats[bit.beat, who] for _, bit in slot.bits for who, gesture in bit.gestures
             if gesture == "sit" and (bit.beat, who) in seats}
    figures = tuple(_placed(one, down, taken) for one in setup.figures)
    angle = setup.angle
    if angle == "eye" and setup.composition in ("ots", "pov"):
        looked = next((one.costume.character for one in figures if not one.foreground), "")
        level = _level(looked, _other(looked, slot, figures), down)
        angle = {"up": "high", "down": "low"}.get(level, angle)
    return setup if figures == setup.figures and angle == setup.angle else replace(setup, figures=figures, angle=angle)


def _placed(one: Figure, down: Down, taken: Down) -> Figure:
    who = one.costume.character
    posture = down.get(who)
    if posture is None:
        return replace(one, posture=replace(taken[who], kind="")) if who in taken else one
    return replace(one, posture=replace(posture, kind="lie") if posture.kind == "fall" else posture)


def eyeline(who: str, facing: str, slot: Slot, figures: Sequence[Figure], down: Down) -> str:
    """`facing`, up or down to the eyes of whoever `who` faces: somebody who sits looks up at somebody who stands."""
    if facing not in OPPOSITE:
        return facing
    level = _level(who, _other(who, slot, figures), down)
    return f"{facing}-{level}" if level else facing


def _level(who: str, other: str, down: Down) -> str:
    """Whether the eyes of `other` are above those of `who` (`up`), below them (`down`), or as high."""
    if not who or not other:
        return ""
    mine, theirs = (_eyes(down.get(one)) for one in (who, other))
    return "up" if theirs > mine else "down" if theirs < mine else ""


def _eyes(posture: Posture | None) -> int:
    if posture is None:
        return 3
    return 1 if posture.seat in _ON_FLOORS else _HEIGHT.get(posture.kind, 3)


def _other(who: str, slot: Slot, figures: Sequence[Figure]) -> str:
    """Whom `who` faces: the only other one in the picture, else whom the shot is about beside them, else the only other one
    there."""
    seen = [one.costume.character for one in figures if one.costume.character != who]
    if len(seen) == 1:
        return seen[0]
    told = [one for one in _concerned(bit for _, bit in slot.bits) if one != who]
    if told and not seen:
        return told[0]
    there = [one for one in slot.draft.here.present if one != who]
    return there[0] if len(there) == 1 else ""


def _concerned(bits: Iterable[Bit]) -> Iterable[str]:
    for bit in bits:
        yield from (one for one in (bit.other, *bit.who) if one)
