"""One-point perspective for sets: a pin-hole camera at chest height, in head units (hu), so that floors, beams, windows
and furniture agree with each other and with the people.

X runs right from the middle, Y up from the floor, Z into the picture; figures of a wide shot stand at Z = 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import skia

from ..canvas import Point, darken, fill, lighten, linear, mix, polygon, rect, stroke
from .scene import EYE, HORIZON, UNIT

STAND = 10.0
FOCAL = UNIT * STAND


@dataclass(frozen=True, slots=True)
class Room:
    """The projection about the vertical line `middle`."""

    middle: float

    def at(self, x: float, y: float, z: float) -> Point:
        """Where (x, y, z) is in the plate."""
        k = FOCAL / z
        return self.middle + x * k, HORIZON + (EYE - y) * k

    def size(self, z: float) -> float:
        """Design units a hu takes at depth `z`."""
        return FOCAL / z

    def quad(self, corners: Sequence[tuple[float, float, float]]) -> Any:
        """A closed polygon through points in space."""
        return polygon([self.at(*corner) for corner in corners])

    def wall(self, x0: float, x1: float, y0: float, y1: float, z: float) -> Any:
        """The rectangle that faces the camera at depth `z`."""
        left, bottom = self.at(x0, y0, z)
        right, top = self.at(x1, y1, z)
        return rect(left, top, right, bottom)

    def side(self, x: float, y0: float, y1: float, z0: float, z1: float) -> Any:
        """The part of a side wall at `x` between two depths."""
        return self.quad([(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)])

    def floor(self, x0: float, x1: float, z0: float, z1: float, y: float = 0.0) -> Any:
        """A level rectangle at height `y`."""
        return self.quad([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)])


def soft(paint: Any, radius: float) -> Any:
    """Round the corners that `paint` draws by `radius`."""
    if radius > 0:
        paint.setPathEffect(skia.CornerPathEffect.Make(radius))
    return paint


def box(canvas: Any, room: Room, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], colour: str,
        *, round_: float = 0.0, top: str = "", shadow: float = 0.0) -> None:
    """A cuboid: front face, and the top, underside and flank that the camera sees. `shadow` 0 to 1 on the floor."""
    (x0, x1), (y0, y1), (z0, z1) = x, y, z
    if shadow > 0:
        spread = (x1 - x0) * 0.06 + 0.1
        canvas.drawPath(room.floor(x0 - spread, x1 + spread, max(2.0, z0 - 0.5), z1 + 0.2, y0),
                        fill("#000000", shadow, blur=room.size(z0) * 0.16))
    r = round_ * room.size(z0)
    flank = darken(colour, 0.32)
    if x1 < 0:
        canvas.drawPath(room.side(x1, y0, y1, z0, z1), soft(fill(flank), r * 0.6))
    if x0 > 0:
        canvas.drawPath(room.side(x0, y0, y1, z0, z1), soft(fill(flank), r * 0.6))
    if y1 < EYE:
        (_, near), (_, far) = room.at(0, y1, z0), room.at(0, y1, z1)
        lid = top or lighten(colour, 0.16)
        shader = linear((0, far), (0, near), [mix(lid, colour, 0.5), lid])
        canvas.drawPath(room.floor(x0, x1, z0, z1, y1), soft(fill(shader=shader), r * 0.6))
    if y0 > EYE:
        canvas.drawPath(room.floor(x0, x1, z0, z1, y0), soft(fill(darken(colour, 0.45)), r * 0.6))
    front = room.wall(x0, x1, y0, y1, z0)
    shader = linear((0, front.top()), (0, front.bottom()), [lighten(colour, 0.06), colour, darken(colour, 0.26)],
                    [0, 0.3, 1])
    canvas.drawRoundRect(front, r, r, fill(shader=shader))


def boards(canvas: Any, room: Room, x: tuple[float, float], z: tuple[float, float], colour: str, step: float,
           random: Any, *, vary: float = 0.08, y: float = 0.0) -> None:
    """Floor or ceiling boards that run into the depth, each a little different in tone, with joints."""
    edge = x[0]
    while edge < x[1]:
        tone = random.uniform(-vary, vary)
        paint = fill(lighten(colour, tone) if tone > 0 else darken(colour, -tone))
        canvas.drawPath(room.floor(edge, min(edge + step, x[1]), z[0], z[1], y), paint)
        canvas.drawPath(polygon([room.at(edge, y, z[0]), room.at(edge, y, z[1])], False),
                        stroke(darken(colour, 0.45), 1.4, 0.7))
        edge += step
    for _ in range(int((x[1] - x[0]) / step * 2.2)):
        left = x[0] + step * random.randrange(max(1, int((x[1] - x[0]) / step)))
        depth = z[0] * (z[1] / z[0]) ** random.random()
        canvas.drawPath(polygon([room.at(left, y, depth), room.at(left + step, y, depth)], False),
                        stroke(darken(colour, 0.5), 1.3, 0.6))


def tiles(canvas: Any, room: Room, x: tuple[float, float], z: tuple[float, float], colour: str, step: float,
          random: Any, *, vary: float = 0.06, checker: str = "", joint: float = 0.5) -> None:
    """A tiled floor; `checker` is a second colour."""
    rows = max(1, round((z[1] - z[0]) / step))
    columns = max(1, round((x[1] - x[0]) / step))
    for j in range(rows):
        for i in range(columns):
            base = checker if checker and (i + j) % 2 else colour
            tone = random.uniform(-vary, vary)
            left, near = x[0] + i * step, z[0] + j * step
            canvas.drawPath(room.floor(left, left + step, near, near + step),
                            fill(lighten(base, tone) if tone > 0 else darken(base, -tone)))
    for i in range(columns + 1):
        left = x[0] + i * step
        canvas.drawPath(polygon([room.at(left, 0, z[0]), room.at(left, 0, z[1])], False),
                        stroke(darken(colour, 0.45), 1.5, joint))
    for j in range(rows + 1):
        near = z[0] + j * step
        canvas.drawPath(polygon([room.at(x[0], 0, near), room.at(x[1], 0, near)], False),
                        stroke(darken(colour, 0.45), max(0.7, 16 / near), joint))
