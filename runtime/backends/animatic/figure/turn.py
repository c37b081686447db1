"""The head in space: where points of the face and of the skull land on the picture at a turn and a nod.

Lengths are du, hundredths of a head; the origin lies between the eyes of a head that faces the camera, x grows towards
the side the head turns to (a head that turns left is drawn turned right and mirrored), y grows downwards.
The face is a shallow paraboloid before a skull that is an ellipsoid; both turn about the axis through the ears.
"""

from __future__ import annotations

import math
from itertools import pairwise

from .person import Person

Point = tuple[float, float]
Vector = tuple[float, float, float]
MAX_YAW = 0.8
"""Beyond this a drawn face turns no further: the far eye would leave the cheek."""
_DEGREES = 80.0
_FULL = 2.35
"""The skull's profile is a superellipse of this degree: a little fuller than an ellipse (2)."""
_DEPTH, _CURVE = 24.0, 90.0
_SKULL_A, _SKULL_B, _SKULL_Z, _SKULL_Y, _SKULL_H = 36.0, 40.0, -5.0, -14.0, 41.0

# Face contours at three turns, clockwise from the top of the forehead by the far side, the chin and the near jaw.
_FRONT: tuple[Point, ...] = (
    (0, -50),
    (20, -46),
    (31, -32),
    (33.4, -14),
    (32.6, -2),
    (32, 8),
    (28.8, 20),
    (22.4, 31.5),
    (13.4, 42),
    (5.8, 47.6),
    (0, 48.8),
    (-5.8, 47.6),
    (-13.4, 42),
    (-22.4, 31.5),
    (-28.8, 20),
    (-32, 8),
    (-32.6, -2),
    (-33.4, -14),
    (-31, -32),
    (-20, -46),
)
_QUARTER: tuple[Point, ...] = (
    (8, -50),
    (25, -45),
    (33.6, -31),
    (34.8, -14),
    (31.9, -3),
    (33, 7.5),
    (30.8, 18.5),
    (27.4, 29.5),
    (22.6, 40.4),
    (18.2, 47),
    (13.4, 49),
    (7.6, 47.6),
    (-0.6, 42.6),
    (-11.5, 34.4),
    (-19.5, 24),
    (-24.6, 11),
    (-27.5, -2),
    (-31, -14),
    (-30, -32),
    (-15, -46),
)
_SIDE: tuple[Point, ...] = (
    (12, -50),
    (25, -44),
    (31.6, -31),
    (32.2, -14),
    (28.2, -3),
    (30, 8),
    (29.4, 19),
    (29, 30),
    (28, 40.4),
    (25, 47.2),
    (20, 49.4),
    (13.6, 48),
    (4.6, 44.2),
    (-6.5, 37.6),
    (-14, 27),
    (-17, 11),
    (-19.5, -2),
    (-24, -14),
    (-25, -32),
    (-11, -46),
)
# What a man's jaw, a full cheek and a longer chin move, by the same points (outwards; down for the chin).
_JAW = (0, 0, 0, 0, 0, 0.3, 1.6, 3.0, 3.4, 2.0, 0, 2.0, 3.4, 3.0, 1.6, 0.3, 0, 0, 0, 0)
_CHEEK = (0, 0, 0, 0, 0, 0.6, 2.2, 3.4, 2.6, 1.0, 0, 1.0, 2.6, 3.4, 2.2, 0.6, 0, 0, 0, 0)
_CHIN = (0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.62, 0.9, 1, 0.9, 0.62, 0.3, 0.1, 0, 0, 0, 0, 0)


class Turn:
    """A head of `person` at `yaw` (-1 to 1), `pitch` (-1 up to 1 down) with the jaw dropped by `jaw` du."""

    def __init__(self, person: Person, yaw: float, pitch: float = 0.0, jaw: float = 0.0) -> None:
        self.person = person
        self.mirrored = yaw < 0
        self.yaw = min(MAX_YAW, abs(yaw))
        self.pitch = max(-1.0, min(1.0, pitch))
        self.jaw = jaw
        angle = math.radians(self.yaw * _DEGREES)
        self.sin, self.cos = math.sin(angle), math.cos(angle)
        self.low = 4.0 if person.child else 1.5 if person.age < 18 else 0.0
        """How much lower than a grown person's the features sit."""

    def face(self, u: float, v: float, z: float = 0.0) -> Point:
        """The picture point of the face at `u` beside its middle line (positive: the far side), `v` down, `z` out."""
        u *= self.person.width
        depth = _DEPTH + z - u * u / _CURVE
        return u * self.cos + depth * self.sin, self._nod(v, 1.0 - (u / 60.0) ** 2 + z * 0.03)

    def narrow(self, u: float) -> float:
        """How wide a small flat shape at `u` looks, of 1 seen face on."""
        return max(0.22, self.cos - 2 * u / _CURVE * self.sin)

    def skull(self, phi: float, y: float, r: float = 1.0) -> Point:
        """The picture point of the skull at `phi` degrees round (0 front, 90 the far side, -90 the near side, 180
        back) and height `y`, `r` times its radius out; below its widest place it falls straight."""
        rho = self._rho(y, r)
        a = math.radians(phi)
        across = _SKULL_A * self.person.width * math.sin(a) * self.cos + _SKULL_B * math.cos(a) * self.sin
        front = math.cos(a) * self.cos - math.sin(a) * self.sin
        return r * rho * across + _SKULL_Z * self.sin, self._nod(y, front * 0.8)

    def scalp(self, phi: float, y: float, r: float = 1.0) -> Vector:
        """The direction of a place on the scalp from the skull's middle: a unit vector (far side, down, front)."""
        ny = max(-1.0, min(1.0, (y - _SKULL_Y) / _SKULL_H))
        flat, a = math.sqrt(1.0 - ny * ny), math.radians(phi)
        return math.sin(a) * flat, ny, math.cos(a) * flat

    def over(self, start: Vector, stop: Vector, r: float = 1.0, steps: int = 8, bulge: float = 0.0) -> list[Point]:
        """The way over the scalp from one direction to another (a great circle), cut where it passes out of sight
        behind the head; `r` times the skull's radius out, `bulge` more in the middle of the way."""
        dot = max(-1.0, min(1.0, sum(a * b for a, b in zip(start, stop))))
        angle = math.acos(dot) or 1e-6
        made: list[Point] = []
        for i in range(steps + 1):
            t = i / steps
            k0, k1 = math.sin((1 - t) * angle) / math.sin(angle), math.sin(t * angle) / math.sin(angle)
            x, y, z = (a * k0 + b * k1 for a, b in zip(start, stop))
            if z * self.cos - x * self.sin < -0.12 and len(made) > 2:
                break
            made.append(self._place((x, y, z), r + bulge * math.sin(t * math.pi)))
        return made

    def _place(self, way: Vector, r: float) -> Point:
        flat = math.sqrt(max(1e-9, 1.0 - way[1] * way[1]))
        full = (1.0 - abs(way[1]) ** _FULL) ** (1.0 / _FULL) / flat if way[1] < 0 and flat > 1e-3 else 1.0
        out, r = r, r * min(full, 1.2)
        across = _SKULL_A * self.person.width * way[0] * self.cos + _SKULL_B * way[2] * self.sin
        front = way[2] * self.cos - way[0] * self.sin
        return r * across + _SKULL_Z * self.sin, self._nod(_SKULL_Y + _SKULL_H * out * way[1], front * 0.8)

    def far(self, y: float, r: float = 1.0) -> Point:
        """The outermost point of the skull on the side the head turns to."""
        return self.skull(self._edge(), y, r)

    def near(self, y: float, r: float = 1.0) -> Point:
        """The outermost point of the skull on the side that the head turns away from."""
        return self.skull(self._edge() - 180.0, y, r)

    def crown(self, r: float = 1.0, x: float = 0.0) -> Point:
        """The top of the skull, `x` du beside it."""
        return x + (_SKULL_Z - 2) * self.sin, self._nod(_SKULL_Y - _SKULL_H * r, 0.1)

    def outline(self) -> list[Point]:
        """The contour of the face, clockwise from the top of the forehead."""
        keys = self._keys()
        one = self.person
        middle = self.face(0, 30)[0]
        made: list[Point] = []
        for i, (x, y) in enumerate(keys):
            side = 1.0 if i < 10 else -1.0
            x = middle + (x - middle) * one.width if 3 <= i <= 17 else x * one.width
            x += side * (one.jaw * _JAW[i] + one.cheek * _CHEEK[i]) * (0.75 if side > 0 and self.yaw > 0.2 else 1.0)
            y += _CHIN[i] * (one.chin + self.jaw)
            made.append((x, self._nod(y, 0.8 if y > -20 else 0.5)))
        return made

    def cheek(self, v: float) -> float:
        """Where the far contour of the face is at height `v`."""
        points = self.outline()[1:10]
        for (ax, ay), (bx, by) in pairwise(points):
            if v <= by or (bx, by) == points[-1]:
                return ax + (bx - ax) * max(0.0, min(1.0, (v - ay) / ((by - ay) or 1.0)))
        return points[-1][0]

    def ear(self, far: bool) -> tuple[float, float, float]:
        """Middle x, middle y and half width of an ear; no width when it is hidden."""
        if far:
            width = max(0.0, 4.2 * (1 - self.yaw / 0.3))
            return 34.2 * self.person.width - 10 * self.sin, self._nod(6, 0), width
        x = _between(self.yaw, -34.2 * self.person.width, -26.5, -18.5)
        return x, self._nod(6, 0), _between(self.yaw, 4.2, 6.6, 8.4)

    def _keys(self) -> list[Point]:
        return [
            (_between(self.yaw, a[0], b[0], c[0]), _between(self.yaw, a[1], b[1], c[1]))
            for a, b, c in zip(_FRONT, _QUARTER, _SIDE)
        ]

    def _edge(self) -> float:
        return math.degrees(math.atan2(_SKULL_A * self.cos, _SKULL_B * self.sin))

    def _nod(self, y: float, depth: float) -> float:
        """`y` after the nod: what is in front (`depth` 1) goes down, what is behind (-1) comes up."""
        return y + self.pitch * 6.5 * depth - (self.pitch * 0.05 * y if y > 0 else 0.0)

    def _rho(self, y: float, r: float) -> float:
        t = (y - _SKULL_Y) / (_SKULL_H * r)
        return 1.0 if t >= 0 else max(0.0, 1.0 - abs(t) ** _FULL) ** (1.0 / _FULL)


def _between(yaw: float, front: float, quarter: float, side: float) -> float:
    """The quadratic through the values at yaw 0, 0.45 and 0.8 (Lagrange), so turns have no kinks."""
    a, b, c = 0.0, 0.45, MAX_YAW
    return (
        front * (yaw - b) * (yaw - c) / ((a - b) * (a - c))
        + quarter * (yaw - a) * (yaw - c) / ((b - a) * (b - c))
        + side * (yaw - a) * (yaw - b) / ((c - a) * (c - b))
    )
