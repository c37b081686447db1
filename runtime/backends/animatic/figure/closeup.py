"""A hand drawn large: how it holds a thing, in the sleeve of whoever it belongs to.

Lengths are those of the thing's own box of 240 (see `props`), about the middle of the thing. A hand has a part behind the
thing and a part before it, so that fingers close about what they hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold
from .frame import Frame
from .person import Person, person_of
from .torso import hue
from .turn import Point
from .wardrobe import GARMENTS, Garment

_FIST, _CORNER, _PALM = "fist", "corner", "palm"
_REACH = 620.0
"""How long a forearm is drawn: beyond the edge of any frame."""


@dataclass(frozen=True, slots=True)
class Grip:
    """How a thing is held: the `kind` of the hand, at (`x`, `y`) of the thing, turned by `turn` degrees and `size` times as
    large; the forearm leaves towards `arm` degrees (0 right, 90 down). The thing is drawn `scale` times its size, and the
    whole `zoom` times about the thing's middle, moved by (`dx`, `dy`) and leaning by `lean` degrees."""

    kind: str
    x: float
    y: float
    turn: float = 0.0
    size: float = 1.0
    arm: float = 52.0
    scale: float = 1.0
    zoom: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    lean: float = 0.0


GRIPS: dict[str, Grip] = {
    "disc": Grip(_PALM, 0, 22, -24, 1.25, 62, 0.62, 1.0, 0, -14),
    "ring": Grip(_PALM, -4, 26, -24, 1.35, 62, 0.36, 1.0, 0, -14),
    "key": Grip(_PALM, 0, 20, -24, 1.3, 62, 0.5, 1.0, 0, -14),
    "watch": Grip(_PALM, 0, 22, -24, 1.35, 62, 0.5, 1.0, 0, -14),
    "pill": Grip(_PALM, 0, 24, -24, 1.4, 62, 0.36, 1.0, 0, -14),
    "comb": Grip(_PALM, 0, 22, -24, 1.35, 62, 0.56, 1.0, 0, -14),
    "sword": Grip(_FIST, 0, 88, 0, 0.66, 38, 1.0, 1.75, 10, -78, 14),
    "dagger": Grip(_FIST, -19, 66, 15, 0.86, 42, 1.0, 1.25, 10, -20),
    "gun": Grip(_FIST, 56, 56, -14, 1.05, 30),
    "cup": Grip(_FIST, 88, -8, 0, 0.95, 32),
    "bottle": Grip(_FIST, 0, -66, 0, 1.2, 40),
    "wine-glass": Grip(_FIST, 0, 66, 0, 0.92, 36),
    "fan": Grip(_FIST, 0, 92, 0, 0.9, 46),
    "flower": Grip(_FIST, 4, 90, 6, 0.95, 46),
    "lantern": Grip(_FIST, 0, -104, 0, 0.8, -34, 0.9, 1.0, 0, 24),
    "bell": Grip(_FIST, 0, -104, 0, 0.8, -34, 0.86, 1.0, 0, 24),
    "bag": Grip(_FIST, 0, -88, 90, 0.95, -70, 0.9, 1.0, 0, 24),
    "letter": Grip(_CORNER, 84, 74, -8, 1.15),
    "photo": Grip(_CORNER, 58, 84, -4, 1.15),
    "book": Grip(_CORNER, 74, 66, -4, 1.15),
    "document": Grip(_CORNER, 64, 84, -4, 1.15),
    "scroll": Grip(_CORNER, 84, 56, 0, 1.15),
    "card": Grip(_CORNER, 84, 50, -10, 1.2),
    "phone": Grip(_CORNER, 40, 62, 6, 1.3),
    "mask": Grip(_CORNER, 62, 66, 6, 1.1),
    "box": Grip(_PALM, 4, 100, -62, 1.3, 40, 1.0, 1.0, 0, -16),
    "thing": Grip(_PALM, 0, 100, -62, 1.3, 40, 1.0, 1.0, 0, -16),
}
"""How each shape is held; what is not here (a fox) is shown by itself."""


class Hand:
    """The hand of the one in `costume` (SHOT.insert.hand) about a thing of `shape`, lit from `key` (-1 left, 1 right)."""

    def __init__(self, costume: Mapping[str, Any], grip: Grip, key: float) -> None:
        self._one = person_of(costume)
        self._grip = grip
        self._frame = Frame(self._one, 0.0, key)
        slim = (0.86 if self._one.woman else 1.06) * (0.8 if self._one.child else 1.0)
        self._size = grip.size * slim

    def behind(self, canvas: Any) -> None:
        """Draw what is seen of the arm and the hand behind the thing."""
        grip = self._grip
        wrist = self._wrist()
        self._forearm(canvas, wrist)
        self._within(canvas)
        if grip.kind == _PALM:
            _open_hand(canvas, self._one)
        elif grip.kind == _FIST:
            _fist_back(canvas, self._one)
        else:
            _corner_back(canvas, self._one)
        canvas.restore()

    def before(self, canvas: Any) -> None:
        """Draw the fingers before the thing."""
        if self._grip.kind == _PALM:
            return
        self._within(canvas)
        (_fist_front if self._grip.kind == _FIST else _corner_front)(canvas, self._one)
        canvas.restore()

    def _within(self, canvas: Any) -> None:
        grip = self._grip
        canvas.save()
        canvas.translate(grip.x, grip.y)
        canvas.rotate(grip.turn)
        canvas.scale(self._size, self._size)

    def _wrist(self) -> Point:
        """Where the forearm begins, in the thing's box."""
        grip = self._grip
        x, y = {_PALM: (16.0, 66.0), _FIST: (44.0, 6.0), _CORNER: (40.0, 52.0)}[grip.kind]
        a = math.radians(grip.turn)
        return (grip.x + (x * math.cos(a) - y * math.sin(a)) * self._size,
                grip.y + (x * math.sin(a) + y * math.cos(a)) * self._size)

    def _forearm(self, canvas: Any, wrist: Point) -> None:
        """The forearm from the wrist out of the picture, bare at the wrist and then in its sleeve."""
        one, k = self._one, self._size
        garment = GARMENTS[one.garment]
        a = math.radians(self._grip.arm)
        way = (math.cos(a), math.sin(a))
        width = {_PALM: 33.0, _FIST: 23.0, _CORNER: 27.0}[self._grip.kind] * k
        skin = _tube(wrist, way, -14 * k, _REACH, width, width * 1.5)
        _flesh(canvas, skin, one, wrist, way, width)
        if garment.sleeve in ("bare", "cap", "short"):
            return
        if garment.sleeve == "wide":
            self._wide(canvas, wrist, way, width, garment)
        else:
            self._fitted(canvas, wrist, way, width, garment)

    def _fitted(self, canvas: Any, wrist: Point, way: Point, width: float, garment: Garment) -> None:
        one, k = self._one, self._size
        colour = hue(one, garment.top)
        loose = 1.12 * garment.loose
        pattern = (one.pattern, one.colours[1], one.colours[2]) if garment.top == 0 else None
        if "cuffs" in garment.extras:
            shirt = _tube(wrist, way, 10 * k, 60 * k, width * 1.12 * loose, width * 1.16 * loose)
            drape(canvas, self._frame, shirt, hue(one, garment.under), line=0.9)
        start = (20 if "cuffs" in garment.extras else 9) * k
        sleeve = _tube(wrist, way, start, _REACH, width * 1.2 * loose, width * 1.75 * loose)
        drape(canvas, self._frame, sleeve, colour, pattern=pattern, line=1.1, sheen=garment.sheen)
        across = (-way[1], way[0])
        for along, side, length in ((46.0, -1, 0.8), (74.0, 1, 0.9), (110.0, -1, 0.7)):
            x, y = _along(wrist, way, along * k)
            start_at = (x + across[0] * side * width * 1.2 * loose, y + across[1] * side * width * 1.2 * loose)
            stop = (x + across[0] * -side * width * length * 0.3 + way[0] * 26 * k,
                    y + across[1] * -side * width * length * 0.3 + way[1] * 26 * k)
            fold(canvas, [start_at, _mix(start_at, stop, 0.55), stop], colour, 7.0 * k, 0.6)
        band = _cuff(one, garment)
        if band:
            cuff = _tube(wrist, way, start - 1, start + 20 * k, width * 1.24 * loose, width * 1.3 * loose)
            drape(canvas, self._frame, cuff, band, line=1.1)

    def _wide(self, canvas: Any, wrist: Point, way: Point, width: float, garment: Garment) -> None:
        """The mouth of a robe's sleeve, open about the wrist and falling below it."""
        one, k = self._one, self._size
        colour, trim, lining = hue(one, garment.top), hue(one, garment.under), one.colours[2]
        start = _along(wrist, way, 20 * k)
        down = (0.0, 1.0) if way[1] < 0.9 else (-0.5, 0.86)
        top = (start[0] + way[1] * width * 1.7, start[1] - abs(way[0]) * width * 1.7)
        low = (start[0] + down[0] * width * 4 + 10 * k, start[1] + down[1] * width * 4.6)
        end = _along(wrist, way, _REACH)
        inside = ink.spline([top, (start[0] - 8 * k, start[1]), low, (low[0] + 34 * k, low[1] - 20 * k),
                             (start[0] + 40 * k, start[1] + 10), (top[0] + 26 * k, top[1])], True, 0.8)
        canvas.drawPath(inside, ink.fill(cloth_tones(lining).deep))
        _flesh(canvas, _tube(wrist, way, -14 * k, 170 * k, width, width * 1.2), one, wrist, way, width)
        outer = ink.polygon([top, (top[0] + 30 * k, top[1] - 10 * k), (end[0] + width, end[1] - width * 5), (end[0], end[1] + width * 5),
                             (low[0] + 110 * k, low[1] + 150 * k), low, (start[0] + 30 * k, start[1] + width * 1.4),
                             (start[0] + 26 * k, start[1] - width * 0.4)])
        pattern = (one.pattern, one.colours[1], one.colours[2])
        drape(canvas, self._frame, outer, colour, pattern=pattern, line=1.1, sheen=garment.sheen * 0.5)
        canvas.save()
        ink.clip(canvas, outer)
        edge = [top, (start[0] + 26 * k, start[1] - width * 0.4), (start[0] + 30 * k, start[1] + width * 1.4), low]
        canvas.drawPath(ink.taper(edge, 30.0 * k, 0.9, 0.9), ink.fill(trim))
        for f in (0.25, 0.55, 0.85):
            x, y = _mix((start[0] + 60 * k, start[1]), (low[0] + 60 * k, low[1]), f)
            fold(canvas, [(x - 20 * k, y), (x + 70 * k, y + 30 * k * f), (x + 190 * k, y + 120 * k * f)], colour, 9.0 * k, 0.6)
        canvas.restore()


def _cuff(one: Person, garment: Garment) -> str | None:
    if "bracers" in garment.extras:
        return ink.mix(one.colours[0], one.colours[2], 0.2)
    if "ribbed" in garment.extras:
        return ink.darken(one.colours[garment.top], 0.06)
    return None


def _along(start: Point, way: Point, length: float) -> Point:
    return start[0] + way[0] * length, start[1] + way[1] * length


def _mix(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _tube(start: Point, way: Point, near: float, far: float, narrow: float, wide: float) -> Any:
    """A straight limb from `near` to `far` along `way`, half as wide as `narrow` and `wide` say, its start rounded."""
    (ax, ay), (bx, by), (nx, ny) = _along(start, way, near), _along(start, way, far), (-way[1], way[0])
    round_ = [(ax - way[0] * narrow * 0.16, ay - way[1] * narrow * 0.16)]
    left = [(ax + nx * narrow, ay + ny * narrow), (bx + nx * wide, by + ny * wide)]
    right = [(bx - nx * wide, by - ny * wide), (ax - nx * narrow, ay - ny * narrow)]
    return ink.polygon([*left, *right, *round_])


def _flesh(canvas: Any, shape: Any, one: Person, at: Point, way: Point, width: float) -> None:
    skin = one.skin
    shader = ink.linear((at[0] + way[1] * width, at[1] - way[0] * width), (at[0] - way[1] * width, at[1] + way[0] * width),
                        [skin.light, skin.base, skin.shade], [0, 0.45, 1])
    canvas.drawPath(shape, ink.fill(shader=shader))
    canvas.drawPath(shape, ink.stroke(skin.line, 1.2, 0.7))


def _digit(canvas: Any, one: Person, points: Sequence[Point], width: float, nail: bool = False, shade: float = 0.0) -> None:
    """A finger through `points`, its tip last: rounded, lit from above, with a nail when asked. `shade` 0 to 1 darkens it."""
    skin = one.skin
    line = ink.spline(points, False, 1.0)
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    nx, ny = (y1 - y0) / length * width / 2, -(x1 - x0) / length * width / 2
    if ny > 0 or (ny == 0 and nx > 0):
        nx, ny = -nx, -ny
    tones = [ink.mix(tone, skin.deep, shade) for tone in (skin.light, skin.base, skin.shade)]
    canvas.drawPath(line, ink.stroke(skin.line, width + 2.0, 0.9))
    paint = ink.stroke(skin.base, width, shader=ink.linear((x0 + nx, y0 + ny), (x0 - nx, y0 - ny), tones, [0, 0.5, 1]))
    canvas.drawPath(line, paint)
    if nail:
        (px, py) = points[-2]
        angle = math.degrees(math.atan2(y1 - py, x1 - px))
        canvas.save()
        canvas.translate(x1, y1)
        canvas.rotate(angle)
        box = ink.rect(-width * 0.34, -width * 0.27, width * 0.36, width * 0.27)
        tone = ink.mix(one.lip, skin.light, 0.45) if one.woman and not one.child else ink.mix(skin.light, "#ffe9e2", 0.5)
        canvas.drawRoundRect(box, width * 0.24, width * 0.24, ink.fill(tone))
        canvas.drawRoundRect(box, width * 0.24, width * 0.24, ink.stroke(skin.line, 0.7, 0.6))
        canvas.drawLine(-width * 0.2, -width * 0.1, width * 0.22, -width * 0.1, ink.stroke("#ffffff", 1.2, 0.5))
        canvas.restore()


def _crease(canvas: Any, one: Person, points: Sequence[Point], width: float = 1.6, strength: float = 0.6) -> None:
    canvas.drawPath(ink.taper(points, width, 0.1, 0.2), ink.fill(one.skin.line, strength))


def _shape(canvas: Any, one: Person, data: str, lit: Point, dim: Point) -> None:
    skin = one.skin
    path = ink.path(data)
    canvas.drawPath(path, ink.fill(shader=ink.linear(lit, dim, [skin.light, skin.base, skin.shade], [0, 0.5, 1])))
    canvas.drawPath(path, ink.stroke(skin.line, 1.1, 0.85))


def _open_hand(canvas: Any, one: Person) -> None:
    """A palm that lies open upwards: fingers up, the thumb on the left; its middle is the origin."""
    for x, y, tip_x, tip_y, width in ((27, -34, 43, -88, 17.5), (10, -42, 17, -112, 19), (-8, -43, -9, -117, 19.5),
                                      (-25, -37, -33, -103, 19)):  # fmt: skip
        _digit(canvas, one, [(x, y + 16), (x + (tip_x - x) * 0.5, y + (tip_y - y) * 0.52), (tip_x, tip_y)], width)
        for part in (0.36, 0.7):
            mx, my = x + (tip_x - x) * part, y + (tip_y - y) * part
            _crease(canvas, one, [(mx - width * 0.36, my), (mx, my + 1.6), (mx + width * 0.36, my)], 1.4, 0.5)
    _shape(canvas, one, "M-36 -34 C-40 -50 -22 -52 0 -52 C24 -52 38 -44 40 -28 C44 0 42 34 34 60 C30 76 2 82 -8 72 "
           "C-22 58 -34 26 -36 -34Z", (-30, -50), (40, 70))  # fmt: skip
    _digit(canvas, one, [(-12, 46), (-40, 20), (-60, -14), (-66, -34)], 22.0)
    skin = one.skin
    ball = ink.path("M-34 18 C-18 12 -2 26 2 46 C4 64 -6 72 -12 66 C-26 52 -36 34 -34 18Z")
    canvas.drawPath(ball, ink.fill(shader=ink.linear((-30, 18), (4, 66), [skin.light, (skin.base, 0.0)])))
    _crease(canvas, one, [(-31, -12), (-12, 0), (0, 26), (-2, 58)], 2.0, 0.55)
    _crease(canvas, one, [(-33, -16), (-6, -12), (22, -2), (34, 14)], 1.8, 0.45)
    _crease(canvas, one, [(36, -26), (10, -28), (-14, -42)], 1.6, 0.4)


def _fist_back(canvas: Any, one: Person) -> None:
    """The hand behind a shaft at the origin that runs up and down: the palm to the right of it."""
    _shape(canvas, one, "M-8 -30 C6 -42 34 -40 46 -30 C58 -20 62 8 54 26 C46 38 14 42 -4 36 C-12 28 -12 -20 -8 -30Z",
           (0, -40), (40, 40))  # fmt: skip


def _fist_front(canvas: Any, one: Person) -> None:
    """Four fingers round the shaft, one below the other, and the thumb over them."""
    _shape(canvas, one, "M12 -29 C24 -36 44 -36 50 -26 C58 -14 60 8 54 24 C48 34 28 36 14 33 C10 16 8 -12 12 -29Z",
           (14, -34), (50, 34))  # fmt: skip
    for y, left, width in ((27.5, -15, 14.0), (12.5, -19, 15.5), (-3.5, -20, 16.0), (-20, -18, 15.5)):
        _digit(canvas, one, [(26, y - 3), (4, y - 1.4), (left, y + 1.5)], width)
        _crease(canvas, one, [(10, y - width * 0.3), (12, y + width * 0.05), (10, y + width * 0.3)], 1.3, 0.45)
    _digit(canvas, one, [(44, -20), (26, -37), (4, -40), (-10, -36)], 14.5, nail=True)
    _crease(canvas, one, [(24, -30), (22, -36), (25, -43)], 1.3, 0.4)


def _corner_back(canvas: Any, one: Person) -> None:
    """What of a hand is seen behind the lower right corner of something flat, which is at the origin."""
    for x, y, width in ((16, -46, 15.0), (24, -26, 16.0)):
        _digit(canvas, one, [(34, y + 34), (x + 12, y + 8), (x - 14, y)], width, shade=0.12)
    _shape(canvas, one, "M-6 8 C10 -22 42 -26 54 -6 C66 18 66 50 56 72 C44 84 22 80 12 66 C2 46 -14 26 -6 8Z", (0, -10), (60, 70))


def _corner_front(canvas: Any, one: Person) -> None:
    """The thumb before it, and the ball of the hand at its edge."""
    _shape(canvas, one, "M14 24 C24 6 48 2 56 16 C64 40 62 60 54 74 C42 82 26 78 20 66 C10 52 8 36 14 24Z", (14, 8), (58, 72))
    _digit(canvas, one, [(36, 44), (20, 22), (0, 2), (-15, -16)], 20.0, nail=True)
    _crease(canvas, one, [(2, 14), (10, 8), (18, 4)], 1.4, 0.45)
