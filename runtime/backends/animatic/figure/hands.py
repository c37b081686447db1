"""Hands: a palm and jointed fingers in a few acting shapes."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .person import Person
from .turn import Point

_Finger = tuple[float, float, float, float, float]
"""Root x, root y, direction in degrees (0 along the hand, positive towards the little finger), length, bend."""

_SHAPES: dict[str, tuple[_Finger, ...]] = {
    "relaxed": ((6.2, 21, 6, 15, 24), (2.2, 23, 3, 19, 22), (-2.4, 23.5, 0, 20, 18), (-6.6, 22, -4, 18, 16)),
    "open": ((6.6, 20, 17, 16, 5), (2.4, 23, 6, 21, 3), (-2.4, 23.5, -4, 22, 2), (-6.8, 21.5, -15, 19.5, 0)),
    "flat": ((6.2, 21, 7, 15, 4), (2.2, 23.5, 3, 19.5, 3), (-2.2, 24, 0, 20.5, 3), (-6.4, 22.5, -3, 18.5, 3)),
    "point": ((5.8, 20, 30, 9, 120), (2.0, 22, 26, 10, 120), (-2.0, 22.5, 22, 10, 120), (-6.2, 21.5, -2, 21, 2)),
    "fist": ((6.0, 17.5, 8, 8, 50), (2.1, 19.5, 4, 9, 50), (-2.1, 20, 0, 9.5, 50), (-6.3, 19, -4, 9, 50)),
}
_SHAPES["hold"] = _SHAPES["fist"]
_THUMB: dict[str, tuple[float, float, float, float, float]] = {
    "relaxed": (-7.5, 8, -18, 17, 14),
    "open": (-8.5, 7, -48, 18, 10),
    "flat": (-8.5, 7, -34, 16, 10),
    "point": (-7, 9, -12, 15, 40),
    "fist": (-7.5, 10, 6, 13, 55),
    "hold": (-7.5, 10, 6, 13, 55),
}


def draw_hand(canvas: Any, person: Person, wrist: Point, angle: float, shape: str, flip: bool) -> None:
    """A hand from `wrist` along `angle` (radians, 0 to the right, pi/2 down); `flip` puts the thumb on the other side.
    Raises KeyError for an unknown shape."""
    skin = person.skin
    size = (0.86 if person.woman else 1.04) * (0.72 if person.child else 1.0)
    slim = 0.86 if person.woman else 1.0
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(math.degrees(angle) - 90)
    canvas.scale((-1 if flip else 1) * size * slim, size)
    fingers = _SHAPES[shape]
    if shape not in ("fist", "hold"):
        for finger in fingers:
            _finger(canvas, finger, 5.0, person)
    palm = ink.path(
        "M-6.2 -3 C-7.4 2 -10 7 -9.6 13 C-9.4 18 -9 23 -7 25 C-2 27.5 3 27 6.6 25 C9.4 22.5 9.4 17 9 12 C8.6 6 6.4 2 6.2 -3Z"
    )
    canvas.drawPath(palm, ink.fill(shader=ink.linear((-9, 0), (9, 18), [skin.light, skin.base, skin.shade])))
    edge = [(-6.2, -2), (-8.6, 6), (-9.5, 13), (-8.8, 20)], [(6.2, -2), (8.2, 8), (9.1, 16), (8.4, 22)]
    for line in edge:
        canvas.drawPath(ink.taper(line, 0.8, 0.1, 0.4), ink.fill(skin.line, 0.8))
    if shape in ("fist", "hold"):
        for finger in fingers:
            _knuckle(canvas, finger, person)
    elif shape in ("relaxed", "flat"):
        for x, y, *_ in fingers[:3]:
            canvas.drawPath(ink.taper([(x - 2.1, y + 1), (x - 2.2, y - 3)], 0.6, 0.4, 0), ink.fill(skin.line, 0.5))
    _finger(canvas, _THUMB[shape], 5.6, person)
    canvas.restore()


def _finger(canvas: Any, finger: _Finger, width: float, person: Person) -> None:
    """A finger of two straight parts; the second turns by `bend` degrees. Seen bent, it shortens."""
    x, y, direction, length, bend = finger
    skin = person.skin
    a, b = math.radians(direction), math.radians(direction + bend)
    first, second = length * 0.52, length * 0.48
    if bend > 90:
        second *= 0.35
    middle = x + math.sin(a) * first, y + math.cos(a) * first
    tip = middle[0] + math.sin(b) * second, middle[1] + math.cos(b) * second
    start = x - math.sin(a) * 4, y - math.cos(a) * 4
    line = [start, (x, y), middle, tip]
    body = ink.taper(line, width, 0.9, 0.62, 0.3)
    cap = width * 0.31
    canvas.drawPath(body, ink.stroke(skin.line, 0.9, 0.85))
    canvas.drawCircle(tip[0], tip[1], cap + 0.45, ink.fill(skin.line, 0.85))
    fill = ink.fill(shader=ink.linear((x - width / 2, y), (x + width / 2, y), [skin.light, skin.base, skin.shade]))
    canvas.drawPath(body, fill)
    canvas.drawCircle(tip[0], tip[1], cap, fill)


def _knuckle(canvas: Any, finger: _Finger, person: Person) -> None:
    x, y, _, length, _ = finger
    skin = person.skin
    box = ink.rect(x - 2.5, y - 6, x + 2.5, y + length * 0.72)
    canvas.drawRoundRect(box, 2.4, 2.6, ink.fill(shader=ink.linear((x, y - 6), (x, y + 7), [skin.light, skin.base, skin.shade])))
    canvas.drawRoundRect(box, 2.4, 2.6, ink.stroke(skin.line, 0.65, 0.75))
