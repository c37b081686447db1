"""Who sits: thighs that come forward to the knees, shins to the floor, cloth over the lap; on a seat, or on the ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold
from .frame import Frame
from .limb import limb
from .lower import draw_shoe
from .person import Person
from .turn import Point
from .wardrobe import Garment

LEVEL = 282.0
"""The standard height of what is sat on."""
_AHEAD = 30.0
"""How much lower in the picture the feet are than the foot of the seat, which stands farther off, du."""
_THIGH = 178.0
SEEN = 0.3
"""How far somebody has come to sit from where their legs are drawn bent."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What a figure sits on: `high` its height in du of the figure (0 the ground), `table` whether a table stands before it."""

    high: float
    table: bool = False

    @property
    def ground(self) -> bool:
        """Whether the legs are folded on the ground."""
        return self.high < 60.0


def levels(person: Person, seat: Seat) -> tuple[float, float]:
    """The du from the eyes down to what `person` sits on, and to the floor under the feet."""
    at = Frame(person, 0.0, 1.0).y(LEVEL)
    return at, at + seat.high + (_AHEAD if not seat.ground else 26.0)


def garment_seated(garment: Garment) -> Garment:
    """`garment` as it lies on who sits: jackets end on the lap, and nothing hangs to the ground."""
    extras = tuple(one for one in garment.extras if one not in ("long", "sweep", "tassets"))
    return replace(garment, hem=min(garment.hem, 256.0), extras=extras)


def draw_seated(canvas: Any, frame: Frame, garment: Garment, colour: str, coat: str, seat: Seat, amount: float) -> None:
    """The lower body of who has come the part `amount` of the way to sitting; `coat` is the colour of a coat that is longer than
    the trunk, or empty. Raises KeyError for an unknown cut."""
    legs = _Legs(frame, seat, amount)
    cloth = garment.lower not in ("trousers", "jeans") and (garment.lower != "pleated" or frame.person.woman)
    if seat.ground and amount > 0.5:
        if cloth:
            _folded_robe(canvas, legs, garment, colour)
        else:
            _crossed(canvas, legs, colour)
        return
    if cloth:
        _lap(canvas, legs, garment, colour)
    else:
        _trousers(canvas, legs, garment, colour)
    if coat:
        _coat(canvas, legs, coat)


class _Legs:
    """The joints of the bent legs: the side that is nearer to us is -1."""

    def __init__(self, frame: Frame, seat: Seat, amount: float) -> None:
        person = frame.person
        self.frame, self.person, self.t = frame, person, amount
        at, floor = levels(person, seat)
        self.level = frame.floor + (at - frame.floor) * amount
        self.floor = frame.floor + (floor - frame.floor) * amount
        turn = min(0.78, frame.sin * 2.2)
        long = _THIGH * (frame.y(430) - frame.y(250)) / 180.0 if not person.child else 120.0
        front = 1 - turn / 0.78
        self.front = front
        spread = (0.5 if person.woman else 0.74) + (0.16 if person.woman else 0.3) * front
        h = person.hip
        self.hips: dict[int, Point] = {}
        self.knees: dict[int, Point] = {}
        self.feet: dict[int, Point] = {}
        for side in (-1, 1):
            hip = frame.at(side * h * 0.5, 246)
            x = side * h * spread + turn * long * (0.86 if side < 0 else 0.74)
            y = at + 12 + (9 if side < 0 else -3) * turn + 24 * front
            stands = frame.at(side * (h * 0.5 + 1), 430)
            knee = _mix(stands, (x, y), amount)
            foot = min(self.floor - 10, at + 217.0 * (0.72 if person.child else 1.0))
            foot += (3 if side < 0 else -9) * turn * amount
            self.hips[side], self.knees[side] = hip, knee
            self.feet[side] = _mix(frame.at(side * (h * 0.5 + 3), 650), (x - side * (3 + 7 * front) + 7 * turn, foot), amount)


def _mix(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _tube(canvas: Any, frame: Frame, points: list[Point], widths: list[float], colour: str, line: float = 0.65) -> Any:
    shape = limb(points, widths, True)
    drape(canvas, frame, shape, colour, line=line)
    return shape


def _shoes(canvas: Any, legs: _Legs, side: int, heel: bool) -> None:
    """A shoe on the floor, pointing where the knees point."""
    x, y = legs.feet[side]
    canvas.save()
    canvas.translate(x, y)
    draw_shoe(canvas, legs.frame, side, heel)
    canvas.restore()


def _trousers(canvas: Any, legs: _Legs, garment: Garment, colour: str) -> None:
    frame, one = legs.frame, legs.person
    loose = 1.14 if "piping" in garment.extras or one.garment == "peasant" else 1.0
    k = loose * (0.72 + 0.28 * one.bulk) * (0.8 if one.child else 1.0) * (0.94 if one.woman else 1.04)
    h, w = one.hip, one.waist
    seat = frame.line((-w - 1.5, 192), (w + 1.5, 192), (h * 1.02, 240), (h * 0.95, 276), (0, 288), (-h * 0.95, 276), (-h * 1.02, 240))
    drape(canvas, frame, ink.spline(seat, True, 0.7), ink.darken(colour, 0.1), line=0.5)
    for side in (1, -1):
        hip, knee, foot = legs.hips[side], legs.knees[side], legs.feet[side]
        _shoes(canvas, legs, side, one.woman and garment.lower != "jeans")
        shin = [(knee[0], knee[1] + 4), _mix(knee, foot, 0.45), (foot[0], foot[1] - 4)]
        wide = 1 + 0.14 * legs.front
        shape = _tube(canvas, frame, shin, [25 * k * wide, 21.5 * k * wide, 17.5 * k], ink.darken(colour, 0.12))
        _under(canvas, shape, knee, 26 * k)
        end = (hip[0], hip[1] + 8)
        near = 1 + 0.26 * legs.front
        thigh = _tube(canvas, frame, [knee, _mix(knee, end, 0.5), end], [26 * k * near, 31 * k * near, 33 * k], colour)
        canvas.save()
        ink.clip(canvas, thigh)
        for t, across in ((0.72, 0.8), (0.86, 1.0), (0.12, 0.7)):
            x, y = _mix(knee, end, t)
            fold(canvas, [(x - 20 * k * across, y + 12), (x, y + 3), (x + 18 * k * across, y - 9)], colour, 2.4, 0.6)
        _light(canvas, frame, thigh, colour)
        canvas.restore()


def _under(canvas: Any, shape: Any, knee: Point, wide: float) -> None:
    """The shadow of the thigh on the shin."""
    canvas.save()
    ink.clip(canvas, shape)
    canvas.drawOval(ink.rect(knee[0] - wide * 1.5, knee[1] - 6, knee[0] + wide * 1.5, knee[1] + wide * 1.25),
                    ink.fill("#140a1c", 0.42, blur=7))
    canvas.restore()


def _light(canvas: Any, frame: Frame, shape: Any, colour: str) -> None:
    """Light from above on what lies level: the thighs."""
    box = shape.getBounds()
    light = cloth_tones(colour).light
    canvas.drawRect(box, ink.fill(shader=ink.linear((0, box.top()), (0, box.top() + box.height() * 0.7), [(light, 0.5), (light, 0.0)])))


_HEMS = {"skirt": 0.0, "pleated": 0.0, "sheath": 0.52}
"""How far a skirt reaches down from the knees to the floor; other kinds cover the feet."""
_FLARES = {"robe": 18.0, "ruqun": 24.0, "mermaid": 6.0, "ball": 64.0, "sheath": -5.0, "skirt": 5.0, "pleated": 8.0}


def _lap(canvas: Any, legs: _Legs, garment: Garment, colour: str) -> None:
    """A skirt or robe: over the thighs to the knees, and down from there."""
    frame, one = legs.frame, legs.person
    reach = _HEMS.get(garment.lower, 0.97)
    if reach < 0.9:
        for side in (1, -1):
            _bare_shin(canvas, legs, side)
    else:
        for side in (1, -1):
            _shoes(canvas, legs, side, False)
    near, far = legs.knees[-1], legs.knees[1]
    flare, r = _FLARES[garment.lower], 27.0 * (1 + 0.3 * legs.front) * (0.75 + 0.25 * one.bulk) * (0.8 if one.child else 1.0)
    wide = flare * 0.6 if garment.lower == "ball" else 0.0
    w, h = one.waist + 1, one.hip
    left, right = min(near[0], far[0]) - r - wide, max(near[0], far[0]) + r + wide
    ground = max(foot[1] for foot in legs.feet.values()) + 8
    low = near[1] + (ground - near[1]) * reach if reach else near[1] + r * 0.95
    side_low = min(low, frame.y(LEVEL) + 10)
    back = frame.at(-h * 1.1 - wide, 250)
    points = [*frame.line((w, 182), (h * 1.05, 228)), (far[0] + r * 0.5, far[1] - r * 0.85), (right, far[1] + r * 0.3)]
    if reach:
        hem = (right + flare, low - 4), ((left + right) / 2, low + 7), (min(left, back[0] * 0.4 + left * 0.6) - flare, low)
        points += [(right + flare * 0.5, (far[1] + low) / 2), *hem, (left - flare * 0.4, (near[1] + low) / 2), (left, near[1] + r * 0.7)]
    else:
        points += [(far[0] + r * 0.3, low), ((near[0] + far[0]) / 2, low - 3), (near[0] - r * 0.5, low + 3), (left, near[1])]
    points += [(back[0] * 0.72 + left * 0.28, side_low), back, *frame.line((-h * 1.05, 228), (-w, 182))]
    shape = ink.spline(points, True, 0.62)
    pattern = (one.pattern, one.colours[1], one.colours[2])
    drape(canvas, frame, shape, colour, pattern=pattern if garment.bottom == 0 else None, sheen=garment.sheen * 0.5, line=0.7)
    canvas.save()
    ink.clip(canvas, shape)
    _cloth_of_lap(canvas, legs, garment, colour, (left, right, low), r)
    canvas.restore()


def _cloth_of_lap(canvas: Any, legs: _Legs, garment: Garment, colour: str, box: tuple[float, float, float], r: float) -> None:
    """Light on the thighs, the shadow under the knees, folds over and below them, a robe's trimmed edge and hem."""
    frame, one = legs.frame, legs.person
    near, far = legs.knees[-1], legs.knees[1]
    left, right, low = box
    tones = cloth_tones(colour)
    deep = min(near[1], far[1])
    for side, knee in ((1, far), (-1, near)):
        hip = legs.hips[side]
        top = limb([(knee[0], knee[1] - r * 0.25), _mix(knee, hip, 0.5), hip], [r * 0.6, r * 0.75, r * 0.8], True)
        canvas.drawPath(top, ink.fill(tones.light, 0.4, blur=r * 0.35))
    if low > near[1] + r * 1.5:
        canvas.drawRect(ink.rect(left - 90, deep + r * 0.85, right + 90, low + 20), ink.fill(shader=ink.linear(
            (0, deep + r * 0.75), (0, low), [("#140a1c", 0.4), ("#140a1c", 0.16), ("#140a1c", 0.28)], [0, 0.35, 1])))
        middle = (left + right) / 2
        for n in range(7):
            f = (n + 0.5) / 7 * 2 - 1
            start = (middle + f * (right - left) * 0.45, deep + r * (1.05 - 0.25 * abs(f)))
            end = (middle + f * ((right - left) * 0.5 + _FLARES[garment.lower]), low + 6)
            fold(canvas, [start, _mix(start, end, 0.5), end], colour, 4.0, 0.6)
    for side, knee in ((1, far), (-1, near)):
        hip = legs.hips[side]
        for k in (-0.55, 0.5):
            line = [(hip[0] + k * 16, hip[1] - 4), _mix((hip[0] + k * 24, hip[1] + 10), knee, 0.5), (knee[0] + k * r, knee[1] + r * 0.2)]
            fold(canvas, line, colour, 3.2, 0.45)
    between = _mix(near, far, 0.5)
    crease = [frame.at(0, 236), _mix(frame.at(0, 250), between, 0.55), (between[0], between[1] + r * 0.9)]
    fold(canvas, crease, colour, 5.0, 0.75)
    if garment.lower in ("robe", "ruqun"):
        trim = one.colours[1]
        edge = [*frame.line((-one.waist * 0.25, 190), (-4, 232)), (between[0] - 3, between[1] - 2), (between[0] + 3, low + 4)]
        canvas.drawPath(ink.taper(edge, 6.0, 0.6, 1.0, 0.9), ink.fill(trim, 0.95))
        canvas.drawPath(ink.taper([(x + 3.4, y) for x, y in edge], 0.9, 0.4, 0.6), ink.fill(cloth_tones(trim).line, 0.7))
        band = [(left - 40, low - 8), ((left + right) / 2, low), (right + 40, low - 11)]
        canvas.drawPath(ink.taper(band, 10, 0.9, 0.9), ink.fill(trim, 0.95))


def _bare_shin(canvas: Any, legs: _Legs, side: int) -> None:
    one, skin = legs.person, legs.person.skin
    knee, foot = legs.knees[side], legs.feet[side]
    _shoes(canvas, legs, side, True)
    k = (0.8 + 0.2 * one.bulk) * (0.8 if one.child else 1.0)
    shape = limb([knee, _mix(knee, foot, 0.32), _mix(knee, foot, 0.7), foot], [17 * k, 16.5 * k, 10.5 * k, 7.2 * k], True)
    lit, dim = knee[0] + legs.frame.key * 16, knee[0] - legs.frame.key * 18
    canvas.drawPath(shape, ink.fill(shader=ink.linear((lit, 0), (dim, 0), [skin.light, skin.base, skin.shade])))
    canvas.drawPath(shape, ink.stroke(skin.line, 0.7, 0.65))
    _under(canvas, shape, knee, 20 * k)


def _coat(canvas: Any, legs: _Legs, colour: str) -> None:
    """The skirts of a coat, which lie beside the thighs."""
    frame, h = legs.frame, legs.person.hip
    for side in (1, -1):
        hip, knee = legs.hips[side], legs.knees[side]
        out = -1.0 if side < 0 else 1.0
        points = [*frame.line((side * 8, 214), (side * h * 1.08, 224)), (hip[0] + out * h * 0.72, hip[1] + 12),
                  _off(_mix(hip, knee, 0.66), out * 24, 26), _off(_mix(hip, knee, 0.72), out * 10, -4), _off(_mix(hip, knee, 0.4), -out * 6, -16)]
        shape = ink.spline(points, True, 0.6)
        drape(canvas, frame, shape, colour, line=0.7)


def _off(point: Point, dx: float, dy: float) -> Point:
    return point[0] + dx, point[1] + dy


def _folded_robe(canvas: Any, legs: _Legs, garment: Garment, colour: str) -> None:
    """On the heels, as on a mat: knees forward under the cloth, which spreads about them."""
    frame, one = legs.frame, legs.person
    h, w = one.hip, one.waist
    shift = 46.0 * min(0.78, frame.sin * 2.2)
    low, wide = legs.floor, (1.9 if one.woman else 1.75)
    points = [*frame.line((w, 186), (h * 1.08, 226)), (h * 1.5 + shift, low - 62), (h * wide + shift, low - 26),
              (h * wide * 1.06 + shift, low - 6), (h * 0.7 + shift, low + 4), (shift * 0.6, low - 2), (-h * 0.7 + shift * 0.4, low + 5),
              (-h * wide * 1.05, low - 2), (-h * wide * 0.96, low - 26), (-h * 1.42, low - 60), *frame.line((-h * 1.08, 226), (-w, 186))]
    shape = ink.spline(points, True, 0.68)
    pattern = (one.pattern, one.colours[1], one.colours[2])
    drape(canvas, frame, shape, colour, pattern=pattern if garment.bottom == 0 else None, line=0.7)
    canvas.save()
    ink.clip(canvas, shape)
    tones = cloth_tones(colour)
    for side in (1, -1):
        knee = (side * h * 0.95 + shift, low - 34.0)
        top = limb([knee, _mix(knee, legs.hips[side], 0.6), legs.hips[side]], [24, 27, 26], True)
        canvas.drawPath(top, ink.fill(tones.light, 0.42, blur=9))
        fold(canvas, [_off(legs.hips[side], side * 14, -2), _off(knee, side * 30, -24), _off(knee, side * 46, 26)], colour, 4.0, 0.6)
        fold(canvas, [_off(legs.hips[side], -side * 6, 8), _off(knee, -side * 24, -8), _off(knee, -side * 16, 30)], colour, 4.0, 0.6)
    fold(canvas, [frame.at(0, 236), (shift * 0.5, low - 46), (shift * 0.7, low)], colour, 5.5, 0.8)
    canvas.drawRect(ink.rect(-h * 3, low - 24, h * 3, low + 8), ink.fill(shader=ink.linear(
        (0, low - 24), (0, low + 4), [("#140a1c", 0.0), ("#140a1c", 0.36)])))
    if garment.lower in ("robe", "ruqun"):
        trim = one.colours[1]
        band = [(-h * wide * 1.1, low - 8), (0.0, low - 5), (h * wide * 1.1 + shift, low - 11)]
        canvas.drawPath(ink.taper(band, 8, 0.8, 0.8), ink.fill(trim, 0.95))
    canvas.restore()


def _crossed(canvas: Any, legs: _Legs, colour: str) -> None:
    """Cross-legged: the knees out to both sides, the shins before the body, one over the other."""
    frame, one = legs.frame, legs.person
    h, low = one.hip, legs.floor
    k = (0.75 + 0.25 * one.bulk) * (0.8 if one.child else 1.0)
    shift = 34.0 * min(0.78, frame.sin * 2.2)
    seat = ink.spline([*frame.line((-one.waist, 192), (one.waist, 192), (h * 1.05, 236)), (h * 1.3, low - 22), (0.0, low - 6),
                       (-h * 1.3, low - 22), *frame.line((-h * 1.05, 236))], True, 0.7)
    drape(canvas, frame, seat, ink.darken(colour, 0.14), line=0.6)
    knees = {side: (side * h * 2.05 + shift, low - 32.0 + (4 if side < 0 else 0)) for side in (-1, 1)}
    for side in (1, -1):
        hip = legs.hips[side]
        _tube(canvas, frame, [knees[side], _mix(knees[side], hip, 0.5), hip], [22 * k, 29 * k, 32 * k], colour)
    for side in (1, -1):
        end = (-side * h * 0.72 + shift, low - 17.0 + (6 if side < 0 else -2))
        canvas.save()
        canvas.translate(end[0] - side * 8, end[1] - 4)
        canvas.rotate(side * 62)
        draw_shoe(canvas, frame, side, False)
        canvas.restore()
        _tube(canvas, frame, [knees[side], _mix(knees[side], end, 0.5), end], [21 * k, 20 * k, 16 * k], ink.darken(colour, 0.06))
