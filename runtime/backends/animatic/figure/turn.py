"""The head in space: where points of the face and of the skull land on the picture at a turn and a nod.

Lengths are du, hundredths of a head; the origin lies between the eyes of a head that faces the camera, x grows towards
the side the head turns to (a head that turns left is drawn turned right and mirrored), y grows downwards.
The face is a shallow paraboloid before a skull that is an ellipsoid; both turn about the axis through the ears.
"""

from __future__ import annotations

import math

from .person import Person

Point = tuple[float, float]
MAX_YAW = 0.8
"""Beyond this a drawn face turns no further: the far eye would leave the cheek."""
_DEGREES = 80.0
_DEPTH, _CURVE = 24.0, 90.0
_SKULL_A, _SKULL_B, _SKULL_Z, _SKULL_Y, _SKULL_H = 36.0, 40.0, -5.0, -14.0, 41.0

# Face contours at three turns, clockwise from the top of the forehead by the far side, the chin and the near jaw.
_FRONT: tuple[Point, ...] = (
    (0, -50), (20, -46), (31, -32), (33.8, -14), (33.2, -2), (32.9, 8), (30.6, 20), (25.2, 31.5), (16, 41.6),
    (7.2, 47.2), (0, 48.6), (-7.2, 47.2), (-16, 41.6), (-25.2, 31.5), (-30.6, 20), (-32.9, 8), (-33.2, -2),
    (-33.8, -14), (-31, -32), (-20, -46),
)  # fmt: skip
_QUARTER: tuple[Point, ...] = (
    (8, -50), (25, -45), (33.6, -31), (35.2, -14), (32.7, -3), (34, 7.5), (32.2, 19), (29.2, 30), (24.6, 40.4),
    (19.6, 46.6), (14, 48.8), (7.6, 47.6), (-1, 43.2), (-12.5, 35.4), (-20.5, 25), (-25, 11), (-27.5, -2),
    (-31, -14), (-30, -32), (-15, -46),
)  # fmt: skip
_SIDE: tuple[Point, ...] = (
    (12, -50), (25, -44), (31.6, -31), (32.2, -14), (28.2, -3), (30, 8), (29.4, 19), (29, 30), (28, 40.4),
    (25, 47.2), (20, 49.4), (13.6, 48), (4.6, 44.2), (-6.5, 37.6), (-14, 27), (-17, 11), (-19.5, -2), (-24, -14),
    (-25, -32), (-11, -46),
)  # fmt: skip
# What a man's jaw, a full cheek and a longer chin move, by the same points (outwards; down for the chin).
_JAW = (0, 0, 0, 0, 0, 0.4, 1.6, 2.9, 4.0, 3.0, 0, 3.0, 4.0, 2.9, 1.6, 0.4, 0, 0, 0, 0)
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

    def ear(self, far: bool) -> tuple[float, float, float]:
        """Middle x, middle y and half width of an ear; no width when it is hidden."""
        if far:
            width = max(0.0, 4.2 * (1 - self.yaw / 0.3))
            return 34.2 * self.person.width - 10 * self.sin, self._nod(6, 0), width
        x = _between(self.yaw, -34.2 * self.person.width, -26.5, -18.5)
        return x, self._nod(6, 0), _between(self.yaw, 4.2, 6.6, 8.4)

    def _keys(self) -> list[Point]:
        return [(_between(self.yaw, a[0], b[0], c[0]), _between(self.yaw, a[1], b[1], c[1]))
                for a, b, c in zip(_FRONT, _QUARTER, _SIDE)]  # fmt: skip

    def _edge(self) -> float:
        return math.degrees(math.atan2(_SKULL_A * self.cos, _SKULL_B * self.sin))

    def _nod(self, y: float, depth: float) -> float:
        """`y` after the nod: what is in front (`depth` 1) goes down, what is behind (-1) comes up."""
        return y + self.pitch * 6.5 * depth - (self.pitch * 0.05 * y if y > 0 else 0.0)

    def _rho(self, y: float, r: float) -> float:
        t = (y - _SKULL_Y) / (_SKULL_H * r)
        return 1.0 if t >= 0 else math.sqrt(max(0.0, 1.0 - t * t))


def _between(yaw: float, front: float, quarter: float, side: float) -> float:
    """The quadratic through the values at yaw 0, 0.45 and 0.8 (Lagrange), so turns have no kinks."""
    a, b, c = 0.0, 0.45, MAX_YAW
    return (front * (yaw - b) * (yaw - c) / ((a - b) * (a - c)) + quarter * (yaw - a) * (yaw - c) / ((b - a) * (b - c))
            + side * (yaw - a) * (yaw - b) / ((c - a) * (c - b)))  # fmt: skip
