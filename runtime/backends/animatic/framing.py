"""Composition: where the people of a shot stand in the frame, how large they are, and how the set lies behind them.

Sizes are the height of a head (chin to crown, hu) as a part of the frame's height; eyes lie near the upper third, as
portrait framing has it, and above the band of the subtitles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import camera, overhead
from .lying import FALLS, Rest, framed, postures, rest_of, unit_of
from .plate.scene import EYE
from .seating import KNEELS, Sitter, kneelers, sitters
from .text import band

HEADS = {"els": 0.035, "ws": 0.10, "fs": 0.125, "mls": 0.18, "ms": 0.26, "mcu": 0.36, "cu": 0.48, "bcu": 0.60,
         "ecu": 0.95}
_EYES = {"els": 0.46, "ws": 0.25, "fs": 0.115, "mls": 0.205, "ms": 0.275, "mcu": 0.325, "cu": 0.335, "bcu": 0.35,
         "ecu": 0.39}
_SET_ZOOM = {"els": 0.86, "ws": 1.0, "fs": 1.04, "mls": 1.1, "ms": 1.18, "mcu": 1.3, "cu": 1.42, "bcu": 1.5,
             "ecu": 1.62}
_HORIZON = {"els": 0.47, "ws": 0.444, "fs": 0.44, "mls": 0.43, "ms": 0.42, "mcu": 0.4, "cu": 0.385, "bcu": 0.385,
            "ecu": 0.4}
_BLUR = {"els": 0.0, "ws": 0.0, "fs": 0.0, "mls": 0.002, "ms": 0.0042, "mcu": 0.0075, "cu": 0.0105, "bcu": 0.013,
         "ecu": 0.017}
_CROPPED = frozenset({"bcu", "ecu"})
"""Sizes that cut the crown off by design."""
_STANDING = frozenset({"els", "ws", "fs", "mls"})
_STATURE = {"short": 0.95, "average": 1.0, "tall": 1.05}
_TALL = 6.8
"""Height of a grown person's eyes above the ground, in hu."""
CROWN, CHIN = 0.56, 0.5
"""From the line of the eyes up to the crown with its hair, and down to the chin, in hu."""
_TOPS = {"fox-ears": 0.83, "hat": 0.79, "bun": 0.77, "topknot": 0.77, "crown": 0.73, "curly": 0.7}
"""How far above the eyes what stands higher than a crown of hair reaches, in hu."""
_EAR = 0.42
"""Half the width of a head with its hair, in hu."""
_MARGIN = 0.03
_INSIDE = 0.1
"""How far inside the frame the middle of the head before the lens is, in its own hu: most of it is seen, not all."""
_HEADROOM = 0.01
"""What is left free over the highest thing on a head when the camera is nearest, as a part of the frame's height."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: index in the shot, the point between the eyes and `unit` (pixels a hu), all in frame
    pixels at rest. `front` for the dark shoulder before the lens; `rest` where it lies, or comes to lie. `sunk` is how much lower
    than standing the eyes are there (own hu), for who sits or kneels all the time; `sitter` for who sits at some time."""

    index: int
    x: float
    y: float
    unit: float
    front: bool = False
    rest: Rest | None = None
    sunk: float = 0.0
    sitter: Sitter | None = None


@dataclass(frozen=True, slots=True)
class Framing:
    """A composed shot. `zoom` enlarges the plate, `horizon` is where its horizon lies (part of the frame's height),
    `shift` moves the set sideways (part of the width), `mirror` turns it over for the reverse angle, `blur` is the
    defocus of the set (Gaussian sigma as a part of the frame's height), `keystone` -1 seen from below to 1 from above,
    `roll` the tilt of the horizon in degrees; `above` when the camera looks straight down."""

    places: tuple[Place, ...]
    zoom: float
    horizon: float
    shift: float
    mirror: bool
    blur: float
    keystone: float
    roll: float
    above: bool = False


def stature(costume: Mapping[str, Any]) -> tuple[float, float]:
    """A person's height to the eyes in grown-up hu, and the size of the own head against a grown one's."""
    age = int(costume.get("age") or 30)
    if age < 12:
        heads, head = 4.6 + 0.13 * max(4, age), 0.86 + 0.008 * age
    elif age < 18:
        heads, head = 6.7, 0.97
    else:
        heads, head = (7.3 if costume.get("sex") == "m" else 7.05), 1.0
    if age >= 68:
        heads -= 0.25
    return (heads * _STATURE.get(str(costume.get("height")), 1.0) - 0.5) * head, head


def headroom(costume: Mapping[str, Any]) -> float:
    """How far above the eyes a person's hair, ears and headgear reach, in hu of the own head."""
    worn = (str(costume.get("hair_style")), *(str(one) for one in costume.get("accessories") or ()))
    return max((_TOPS.get(one, CROWN) for one in worn), default=CROWN)


def compose(shot: Mapping[str, Any], width: int, height: int) -> Framing:
    """The framing of `shot` in a frame of `width` x `height` pixels. No head is cut by the frame's edge unless the size
    is BCU or ECU, not by its ears or its hat either, nor at the end of a push; and the head before the lens of an
    over-the-shoulder keeps off the face."""
    size = str(shot.get("size") or "ms")
    size = size if size in HEADS else "ms"
    place = shot.get("set") or {}
    if place.get("kind") == "car" and size in _STANDING:
        size = "ms"  # nobody stands up in a car
    people: list[Mapping[str, Any]] = list(shot.get("figures") or ())
    back = [i for i, one in enumerate(people) if not one.get("foreground")]
    down = postures(shot)
    low = {i: kind for i, kind in down.items() if i in back}
    if shot.get("angle") == "overhead" and not low:
        return _from_above(people, back, size, width, height)
    if low and low.keys() == set(back):
        return _lain(shot, people, low, size, width, height)
    angle, composition = str(shot.get("angle") or "eye"), str(shot.get("composition") or "single")
    interior = bool(place.get("interior"))
    unit = _unit(size, composition, len(back), interior, width, height)
    top = _top(str(shot.get("move") or "static"), height)
    if size not in _CROPPED:
        highest = max((headroom(people[i].get("costume") or {}) for i in back), default=CROWN)
        unit = min(unit, (band(width, height)[1] - top) / (highest + CHIN))
    eyes = _eye_line(size, composition, unit, height)
    eyes += {"low": 0.014, "high": 0.02, "overhead": 0.02}.get(angle, 0.0) * height
    upright = [i for i in back if low.get(i, FALLS) == FALLS]  # who lies is below the frame where the others are near
    seated = sitters(shot)
    sunk = {i: one.drop for i, one in seated.items() if one.always} | dict.fromkeys(kneelers(shot), KNEELS)
    places = _row(people, upright, unit, eyes, top, size, width, _thirds(composition, len(upright), width, height))
    places = _lowered(places, {i: sunk[i] for i in upright if i in sunk}, size, composition, height)
    if size in _STANDING:
        places = [*places, *_at_their_feet(people, low, unit, size, width, height)]
    places = [replace(spot, sitter=seated.get(spot.index)) for spot in places]
    fronts = [i for i, one in enumerate(people) if one.get("foreground") and down.get(i, FALLS) == FALLS]
    if fronts:
        places = _over_shoulder(people[fronts[0]], fronts[0], places, width, height, sunk.get(fronts[0], 0.0))
    bend = {"low": -0.105, "high": 0.1, "overhead": 0.1}.get(angle, 0.0)
    zoom = max(_SET_ZOOM[size], 1.14 if bend or angle == "dutch" else 0.0)
    look = str(people[back[0]].get("facing") or "front") if back else "front"
    shift = {"left": 0.05, "right": -0.05}.get(look, 0.0) * (1.0 if len(back) < 2 else 0.3) * min(1.0, zoom - 0.85) * 2
    return Framing(tuple(places), zoom, _HORIZON[size] - bend, shift, composition == "reverse",
                   _blur(size, composition),
                   {"low": -0.5, "high": 0.5, "overhead": 0.5}.get(angle, 0.0), 5.0 if angle == "dutch" else 0.0)


def _lain(shot: Mapping[str, Any], people: Sequence[Mapping[str, Any]], low: Mapping[int, str], size: str, width: int,
          height: int) -> Framing:
    """The framing of people who lie, or come to lie: the camera looks down on them; who falls is seen from head to feet."""
    places = []
    falls = FALLS in low.values()
    shown = "ws" if falls else size
    for i, kind in low.items():
        costume = people[i].get("costume") or {}
        high, head = stature(costume)
        unit = unit_of(shown, kind, width, height) * head
        x = width * (0.5 + 0.5 * float(people[i].get("x") or 0.0))
        rest = rest_of(shown, kind, unit, high / head, x, str(people[i].get("facing") or ""), width, height)
        eyes = _HORIZON["ws"] * height + EYE * unit - high * unit / head if falls else rest.y
        places.append(Place(i, width / 2 if falls else rest.x, eyes, unit, False, rest))
    plate = framed(shown)
    near = any(one.rest is not None and one.rest.near for one in places)
    horizon = _HORIZON["ws"] if falls else 0.27
    return Framing(tuple(places), max(1.16, _SET_ZOOM[plate]), horizon, 0.0, shot.get("composition") == "reverse",
                   0.004 if near else 0.0, 0.0 if falls else 0.4, 0.0)


def _from_above(people: Sequence[Mapping[str, Any]], back: Sequence[int], size: str, width: int, height: int) -> Framing:
    """The framing of a camera that looks straight down: people about the middle of the frame, apart from each other."""
    unit = overhead.unit_of(size, width, height)
    apart = 1.75 * unit
    order = sorted(back, key=lambda i: (float(people[i].get("x") or 0.0), i))
    row = max(1, min(len(order), int(width * 0.94 / apart) if len(order) > 1 else 1))
    places = []
    for n, i in enumerate(order):
        line, at = divmod(n, row)
        count = min(row, len(order) - line * row)
        x = width / 2 + (at - (count - 1) / 2) * apart
        places.append(Place(i, x, height * 0.44 + line * apart * 1.1, unit))
    return Framing(tuple(places), 1.0, 0.44, 0.0, False, 0.0, 0.0, 0.0, True)


def _at_their_feet(people: Sequence[Mapping[str, Any]], low: Mapping[int, str], unit: float, size: str, width: int,
                   height: int) -> list[Place]:
    """Those who lie before others who stand."""
    found = []
    for i, kind in low.items():
        if kind != FALLS:
            high, head = stature(people[i].get("costume") or {})
            x = width * (0.5 + 0.5 * float(people[i].get("x") or 0.0))
            rest = rest_of("ws", kind, unit * head, high / head, x, str(people[i].get("facing") or ""), width, height)
            ground = (_HORIZON[size] * height + EYE * unit) * 0.985
            rest = replace(rest, y=max(rest.y, ground - rest.axes()[1][1] * high * unit / 2))
            found.append(Place(i, rest.x, rest.y, unit * head, False, rest))
    return found


def _unit(size: str, composition: str, count: int, interior: bool, width: int, height: int) -> float:
    """Pixels a hu, smaller where several heads must stand side by side."""
    unit = HEADS[size] * height
    if composition == "establishing":
        unit = min(unit, 0.085 * height)
    if interior:
        unit = max(unit, 0.075 * height)  # deeper in the room stands its furniture
    if count > 1:
        room = width * (1 - 2 * _MARGIN)
        unit = min(unit, room / count / (2 * _EAR) * (0.92 if count == 2 else 0.98))
    elif size not in _CROPPED:
        unit = min(unit, width * (1 - 2 * _MARGIN) / (2 * _EAR))
    return unit


def _eye_line(size: str, composition: str, unit: float, height: int) -> float:
    """The height of a grown person's eyes in the frame."""
    if size in ("els", "ws") or composition == "establishing":
        return _HORIZON[size] * height + (EYE - _TALL) * unit  # feet where the ground of the set is
    slack = min(HEADS[size] * height - unit, 0.3 * height)  # two faces that one would fill the frame with stay high
    return _EYES[size] * height + max(0.0, slack) * 0.45


def _top(move: str, height: int) -> float:
    """How high a head may reach at rest for it to be in the frame when `move` is nearest."""
    centre = camera.CENTRE * height
    return centre - (centre - _HEADROOM * height) / camera.closest(move)


def _wideness(width: int, height: int) -> float:
    """0 for a frame that is no wider than high, 1 from 16:9 on."""
    return min(1.0, max(0.0, (width / height - 1) / 0.77))


def _thirds(composition: str, count: int, width: int, height: int) -> float:
    """How much farther from the middle people stand than in a vertical frame, for which places are given: alone on a third of a
    wide one, with room before the face; together nearer to each other, for they are smaller against it."""
    wide = _wideness(width, height)
    return 1 + 1.1 * wide if count == 1 and composition != "ots" else 1 - 0.28 * wide if count == 2 else 1.0


def _row(people: Sequence[Mapping[str, Any]], back: Sequence[int], unit: float, eyes: float, top: float, size: str,
         width: int, spread: float = 1.0) -> list[Place]:
    """The figures that are not in the foreground, from left to right, `spread` times as far from the middle as is said, faces
    apart, bodies may overlap, nothing above `top`."""
    if not back:
        return []
    built = {i: stature(people[i].get("costume") or {}) for i in back}
    tall = max(high for high, _ in built.values())
    wide = size in ("els", "ws", "fs", "mls")
    found: list[Place] = []
    for i in back:
        high, head = built[i]
        own = unit * head
        # alone and close, everybody's eyes are on the line; together or in full figure, the short stay short
        drop = (_TALL - high) * unit if wide else min(0.42, (tall - high) * 0.55) * unit if len(back) > 1 else 0.0
        y = eyes + drop
        if size not in _CROPPED:
            y = max(y, top + headroom(people[i].get("costume") or {}) * own)
        found.append(Place(i, width * (0.5 + 0.5 * spread * float(people[i].get("x") or 0.0)), y, own))
    return _spread(found, width, size)


_FULL = {"els": 1.0, "ws": 1.0, "fs": 1.0, "mls": 0.4}
"""How much of the way down to their seat the eyes of those go who all sit: in a picture that shows no feet little, or none."""


def _lowered(places: Sequence[Place], sunk: Mapping[int, float], size: str, composition: str, height: int) -> list[Place]:
    """`places` with the heads of those who sit or kneel (`sunk`: by how many own hu) lower; where others stand among them, so
    much that it is seen."""
    if not sunk:
        return list(places)
    part = 1.0 if composition == "establishing" else _FULL.get(size, 0.0)
    mixed = len(sunk) < len(places)
    least = min(sunk.values())
    found = []
    for spot in places:
        if spot.index not in sunk:
            found.append(spot)
            continue
        low = sunk[spot.index]
        down = spot.unit * (max(part, 0.75) * low if mixed else part * least + max(part, 0.6) * (low - least))
        if part < 1:
            down = min(down, max(0.0, min(_DEEPEST * height, _CHIN * height - CHIN * spot.unit) - spot.y))
        found.append(replace(spot, y=spot.y + down, sunk=sunk[spot.index]))
    return found


_DEEPEST, _CHIN = 0.5, 0.68
"""Where the eyes and the chin of who sits go at most among people who stand, as a part of the frame's height: above the
subtitles."""


def _spread(places: list[Place], width: int, size: str) -> list[Place]:
    """Move heads inside the frame and apart from each other, keeping their order."""
    order = sorted(range(len(places)), key=lambda at: (places[at].x, at))
    low, high = [], []
    for at in order:
        half = min(_EAR * places[at].unit + _MARGIN * width, width / 2) if size not in _CROPPED else width * 0.4
        low.append(half)
        high.append(width - half)
    xs = [min(max(places[at].x, low[n]), high[n]) for n, at in enumerate(order)]
    for n in range(1, len(xs)):
        gap = 0.96 * _EAR * (places[order[n - 1]].unit + places[order[n]].unit)
        xs[n] = max(xs[n], xs[n - 1] + gap)
    for n in range(len(xs) - 1, -1, -1):
        limit = high[n] if n == len(xs) - 1 else xs[n + 1] - 0.96 * _EAR * (places[order[n + 1]].unit + places[order[n]].unit)
        xs[n] = min(xs[n], limit)
    made = list(places)
    for n, at in enumerate(order):
        made[at] = replace(places[at], x=xs[n])
    return made


def _over_shoulder(figure: Mapping[str, Any], index: int, places: Sequence[Place], width: int, height: int,
                   sunk: float = 0.0) -> list[Place]:
    """`places` and before them, at the side of the frame, the head and shoulder from behind: nearer, so larger than who
    is looked at, whose eyes are on the same line however tall the two are, unless one sits (`sunk` of who looks) and the
    other stands, and who makes room."""
    subject = places[0] if places else Place(-1, width / 2, 0.3 * height, 0.3 * height)
    wide = _wideness(width, height)
    unit = max(min(max(subject.unit * 1.1, 0.3 * height), 0.46 * height), subject.unit * 1.06) * (1 + 0.18 * wide)
    right = float(figure.get("x") or (1.0 if subject.x < width / 2 else -1.0)) > 0
    sign = 1.0 if right else -1.0
    side = (width if right else 0.0) - sign * (_INSIDE + 0.42 * wide) * unit
    apart = 0.47 * unit + 0.46 * subject.unit
    edge = _EAR * subject.unit + _MARGIN * width
    at = max(edge, min(subject.x, side - apart)) if right else min(width - edge, max(subject.x, side + apart))
    made = [replace(subject, x=at)] if len(places) == 1 else list(places)
    x = max(side, at + apart) if right else min(side, at - apart)
    level = min(0.5, max(-0.3, 0.3 * (sunk - subject.sunk)))
    return [*made, Place(index, x, subject.y + level * unit, unit, True)]


def face(spot: Place) -> tuple[float, float, float, float]:
    """What the face of the figure at `spot` covers, brow to chin and as much as it moves about: left, top, right,
    bottom."""
    if spot.rest is not None and spot.rest.near:
        half = 0.5 * spot.unit
        return spot.rest.x - half, spot.rest.y - half, spot.rest.x + half, spot.rest.y + half
    return (spot.x - _EAR * spot.unit, spot.y - 0.3 * spot.unit, spot.x + _EAR * spot.unit,
            spot.y + (CHIN + 0.06) * spot.unit)


def faces_of(framing: Framing) -> list[tuple[float, float, float, float]]:
    """What titles keep off: the faces of a shot but for the shoulder before the lens."""
    return [face(spot) for spot in framing.places if not spot.front]


def outer_side(spot: Place, places: Sequence[Place], facing: str) -> tuple[int, bool]:
    """The side of the picture (-1 left, 1 right) on which the figure at `spot` has nobody next to it, who stands alone
    the one behind, and whether it has people on both."""
    left, right = any(one.x < spot.x for one in places), any(one.x > spot.x for one in places)
    if left != right:
        return (1 if left else -1), False
    return (1 if facing == "left" else -1), left


def _blur(size: str, composition: str) -> float:
    if composition == "insert":
        return 0.013
    if composition == "ots":
        return max(_BLUR[size], 0.0065)
    if composition == "establishing":
        return 0.0
    return _BLUR[size]
