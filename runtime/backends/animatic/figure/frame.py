"""The body in numbers: where joints and edges lie under the clothes, and how the torso turns with the head."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .person import Person
from .turn import Point

_TOP, _FLOOR = 70.0, 668.0
_CROWN = 52.0


class Frame:
    """The body of `person` turned after `yaw`, facing right in its own drawing space, lit from `key` (-1 behind the
    turn, 1 before it). Heights are given for a body of 7.2 heads and fitted to the person's by `y`."""

    def __init__(self, person: Person, yaw: float, key: float, away: bool = False) -> None:
        self.person, self.away = person, away
        angle = math.radians(min(0.8, abs(yaw)) * 40.0)
        self.sin, self.cos = math.sin(angle), math.cos(angle)
        self.key = 1.0 if key > 0 else -1.0
        self.floor = person.stature * 100 - _CROWN
        self._lift = 8.0 if person.child else 5.0 if person.woman else 3.0
        self._k = (self.floor + self._lift - _TOP) / (_FLOOR - _TOP)
        self.shoulder, self.waist, self.hip = person.shoulder, person.waist, person.hip
        self.arm_scale = self._k * (0.94 if person.woman else 1.0)

    def y(self, height: float) -> float:
        """A height of the standard body on this one."""
        lift = self._lift * max(0.0, min(1.0, (height - 36.0) / 22.0))
        return (height if height < _TOP else _TOP + (height - _TOP) * self._k) - lift

    def at(self, x: float, height: float) -> Point:
        """A point of the standard body's front, turned: the middle comes forward, the far side draws in."""
        width = self.shoulder * 1.25
        depth = 17.0 * max(-0.6, 1.0 - (x / width) ** 2)
        lean = 1.0 if height > 66 else max(0.0, (height - 40) / 26)
        return x * (self.cos * lean + 1 - lean) + depth * self.sin * lean - 3.0 * self.sin, self.y(height)

    def path(self, data: str) -> Any:
        """An SVG path of standard body points (absolute M L C Q Z only), turned with the body."""
        return ink.path(data, self.at)

    def line(self, *points: Point) -> list[Point]:
        """Standard body points, turned."""
        return [self.at(*p) for p in points]

    def joint(self, side: int) -> Point:
        """The shoulder's joint: `side` 1 the side that the figure faces, -1 the other."""
        return self.at(side * (self.shoulder - 13.0 * self.person.bulk), 92.0)

    def trunk(self, x_scale: float = 1.0, loose: float = 0.0) -> list[Point]:
        """The torso's right contour from the neck to the hip as standard points: x, height."""
        s, one = self.shoulder, self.person
        bust = (0.77 if one.woman else 0.82) * s + 1.5 * (one.bulk - 1) * 40
        belly = max(0.0, one.bulk - 1.05) * 60
        return [
            (one.neck * 0.95, 58.0),
            (one.neck + 5, 66.5),
            (one.neck + 0.44 * (s - one.neck), 71.0),
            (s - 8, 78.5),
            (s - 1.5, 89.0),
            (s * 0.955 * x_scale, 103.0),
            (bust * x_scale, 122.0 + 3 * loose),
            (max(self.waist + loose * 8, belly + self.waist) * x_scale, 184.0),
            ((self.hip + loose * 4) * x_scale, 236.0),
        ]


def reach(joint: Point, target: Point, upper: float, lower: float, bend: float) -> Point:
    """The elbow between shoulder and wrist (law of cosines); `bend` 1 or -1 says to which side it points. A wrist
    nearer than the bones allow foreshortens them instead of folding the arm out of the body."""
    dx, dy = target[0] - joint[0], target[1] - joint[1]
    distance = math.hypot(dx, dy) or 1e-6
    short = max(0.6, min(1.0, distance / (upper + lower) / 0.62))
    upper, lower = upper * short, lower * short
    if distance >= upper + lower:
        t = upper / (upper + lower)
        return joint[0] + dx * t, joint[1] + dy * t
    along = (upper * upper - lower * lower + distance * distance) / (2 * distance)
    off = math.sqrt(max(0.0, upper * upper - along * along)) * bend
    return joint[0] + dx / distance * along - dy / distance * off, joint[1] + dy / distance * along + dx / distance * off
