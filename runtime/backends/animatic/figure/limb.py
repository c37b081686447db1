"""Arms: bones, sleeves and the hands at their ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold
from .frame import Frame, reach
from .hands import draw_hand
from .turn import Point

UPPER, LOWER = 104.0, 92.0
"""Lengths of the upper arm and the forearm on the standard body, du."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A posed arm: joints on the picture, the hand's shape and direction (radians), and its side (1 the side that the
    figure faces)."""

    side: int
    shoulder: Point
    elbow: Point
    wrist: Point
    hand: str
    angle: float
    flip: bool
    behind: bool = False


def pose_arm(
    frame: Frame,
    side: int,
    target: Point,
    hand: str,
    turn: float | None,
    behind: bool = False,
    bend: float | None = None,
    at_elbow: Point | None = None,
) -> Arm:
    """The arm whose wrist is at `target` (standard body point, not turned); `turn` is the hand's direction in
    degrees (0 right, 90 down) or None to follow the forearm."""
    joint = frame.joint(side)
    x, y = frame.at(*target)
    k = frame.arm_scale
    if at_elbow is not None:
        elbow = frame.at(*at_elbow)
    else:
        elbow = reach(joint, (x, y), UPPER * k, LOWER * k, side * (1.0 if bend is None else bend))
    angle = math.atan2(y - elbow[1], x - elbow[0]) if turn is None else math.radians(turn)
    return Arm(side, joint, elbow, (x, y), hand, angle, side > 0, behind)


def limb(points: Sequence[Point], widths: Sequence[float], round_start: bool = False) -> Any:
    """A smooth tube through `points` with the given half widths, its start a dome when asked."""
    line = ink.dense(points, 6)
    n = len(line)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, i - 1)], line[min(n - 1, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        place = i / (n - 1) * (len(widths) - 1)
        j = min(len(widths) - 2, int(place))
        w = widths[j] + (widths[j + 1] - widths[j]) * (place - j)
        left.append((x - (by - ay) / length * w, y + (bx - ax) / length * w))
        right.append((x + (by - ay) / length * w, y - (bx - ax) / length * w))
    dome: list[Point] = []
    if round_start:
        (x, y), w = line[0], widths[0]
        begin = math.atan2(right[0][1] - y, right[0][0] - x)
        dome = [(x + w * math.cos(begin - math.pi * k / 8), y + w * math.sin(begin - math.pi * k / 8)) for k in range(1, 8)]
    return ink.polygon([*left, *right[::-1], *dome])


def bones(arm: Arm) -> list[Point]:
    """The arm's middle line, rounded at the elbow."""
    s, e, w = arm.shoulder, arm.elbow, arm.wrist
    return [s, _mix(s, e, 0.5), _mix(s, e, 0.86), _mix(e, w, 0.14), _mix(e, w, 0.55), w]


def skin_arm(canvas: Any, frame: Frame, arm: Arm) -> None:
    """The bare arm."""
    one = frame.person
    k = (0.8 if one.woman else 1.12) * (0.55 + 0.45 * one.bulk) * (0.76 if one.child else 1.0)
    shape = limb(bones(arm), [14.0 * k, 12.6 * k, 10.4 * k, 10.6 * k, 9.4 * k, 6.6 * k], True)
    skin = one.skin
    lit, dim = frame.at(frame.key * frame.shoulder, 90)[0], frame.at(-frame.key * frame.shoulder, 90)[0]
    high = ink.mix(skin.base, skin.light, 0.45)  # an arm lies in no highlight; on dark skin a full one looks like another's
    canvas.drawPath(shape, ink.fill(shader=ink.linear((lit, 0), (dim, 0), [high, skin.base, skin.shade])))
    line = bones(arm)
    for edge_side in (-1, 1):
        edge = limb(line[1:], [12.6 * k, 10.4 * k, 10.6 * k, 9.4 * k, 6.6 * k])
        half = [(edge.getPoint(i).x(), edge.getPoint(i).y()) for i in range(edge.countPoints())]
        middle = len(half) // 2
        rim = half[:middle:4] if edge_side < 0 else half[middle::4]
        canvas.drawPath(ink.taper(rim, 0.9, 0.1, 0.4), ink.fill(skin.line, 0.75))


def hand(canvas: Any, frame: Frame, arm: Arm) -> None:
    """The hand at the end of the arm."""
    if arm.hand:
        draw_hand(canvas, frame.person, arm.wrist, arm.angle, arm.hand, arm.flip)


def sleeve(
    canvas: Any,
    frame: Frame,
    arm: Arm,
    colour: str,
    loose: float = 1.0,
    length: float = 1.0,
    pattern: tuple[str, str, str] | None = None,
    cuff: str | None = None,
    sheen: float = 0.0,
) -> Any:
    """A fitted sleeve to `length` of the arm (0.35 short, 1 to the wrist); returns its shape."""
    one = frame.person
    k = (0.84 if one.woman else 1.12) * (0.5 + 0.5 * one.bulk) * (0.76 if one.child else 1.0)
    line = _cut(bones(arm), length)
    widths = [14.2 * k, 14.4 * k * loose, 13.4 * k * loose, 13.0 * k * loose, 11.6 * k * loose, 9.4 * k * loose]
    if length < 0.6:
        widths = [15.0 * k, 15.6 * k * loose, 15.6 * k * loose]
    shape = limb(line, widths, True)
    drape(canvas, frame, shape, colour, pattern=pattern, line=0.6, sheen=sheen)
    canvas.save()
    ink.clip(canvas, shape)
    if length > 0.6:
        _elbow_folds(canvas, arm, colour, k * loose)
    canvas.restore()
    if cuff:
        end, before = line[-1], line[-2]
        back = _mix(end, before, 0.22)
        band = limb([back, _mix(back, end, 0.5), end], [widths[-1] + 0.6] * 3)
        drape(canvas, frame, band, cuff, line=0.7)
    return shape


def wide_sleeve(
    canvas: Any,
    frame: Frame,
    arm: Arm,
    colour: str,
    lining: str,
    trim: str,
    sway: float,
    drop: float = 70.0,
    pattern: tuple[str, str, str] | None = None,
) -> Any:
    """The hanging sleeve of a robe: fitted at the shoulder, opening to a long mouth below the wrist."""
    one = frame.person
    k = (0.86 if one.woman else 1.08) * (0.76 if one.child else 1.0)
    drop *= frame.arm_scale
    rise, run = arm.elbow[1] - arm.wrist[1], abs(arm.wrist[0] - arm.elbow[0])
    if rise > 30 and rise > 1.5 * run:
        skin_arm(canvas, frame, arm)
        arm = replace(arm, wrist=_mix(arm.elbow, arm.wrist, 0.42), angle=-0.3 if arm.side > 0 else math.pi + 0.3)
    bent = abs(math.cos(arm.angle)) > 0.55
    shape, edge, hem = (_bent_sleeve if bent else _hanging_sleeve)(arm, k, drop, sway)
    drape(canvas, frame, shape, colour, pattern=pattern, line=0.7)
    (ex, ey), (wx, wy) = arm.elbow, arm.wrist
    canvas.save()
    ink.clip(canvas, shape)
    for i in range(4):
        f = (i + 0.6) / 4.4
        start = _mix((ex, ey - 4), (wx, wy - 6), f)
        stop = _mix(hem[0], hem[1], f)
        middle = ((start[0] + stop[0]) / 2 + sway * 2 - arm.side * 2, (start[1] + stop[1]) / 2)
        fold(canvas, [start, middle, (stop[0], stop[1] + 4)], colour, 3.2, 0.55)
    _elbow_folds(canvas, arm, colour, k * 1.2)
    canvas.restore()
    canvas.save()
    ink.clip(canvas, shape)
    canvas.drawPath(ink.taper(edge, 15.0, 0.8, 0.8), ink.fill(trim))
    canvas.restore()
    inward = [(x - math.cos(arm.angle) * 8.5, y - math.sin(arm.angle) * 8.5) for x, y in edge]
    canvas.drawPath(ink.taper(inward, 0.9, 0.5, 0.5), ink.fill(cloth_tones(lining).line, 0.6))
    canvas.drawPath(ink.taper(edge, 1.0, 0.6, 0.6), ink.fill(cloth_tones(trim).line, 0.8))
    return shape


_Sleeve = tuple[Any, list[Point], tuple[Point, Point]]
"""A sleeve's outline, the edge of its mouth from the top down, its lower hem from the elbow to the mouth."""


def _bent_sleeve(arm: Arm, k: float, drop: float, sway: float) -> _Sleeve:
    """The sleeve of a forearm held across or away from the body: cloth hangs from all of it."""
    (sx, sy), (ex, ey), (wx, wy) = arm.shoulder, arm.elbow, arm.wrist
    dx, s = math.cos(arm.angle), arm.side
    out = s * 15.0 * k
    swing = sway * 6
    outward = dx * s > 0
    under = ex - s * 6 if outward else ex + s * 11 * k
    low = (wx + dx * 1.0 + swing, wy + drop)
    corner = (under - s * (0 if outward else 5) + swing * 0.6, max(ey, wy - 10) + drop * 0.8)
    mouth = [(wx + dx * 9, wy - 10 * k), (wx + dx * 7 + swing * 0.4, wy + drop * 0.45), low]
    if outward:
        back = [(sx - s * 15 * k, sy + 26), (ex - s * 16 * k, ey + 16), corner]
        points = [
            (sx - s * 4, sy - 14 * k),
            (sx + out * 0.82, sy - 7 * k),
            _mix((sx, sy - 15 * k), (ex, ey - 14 * k), 0.55),
            (ex + s * 4, ey - 12 * k),
            *mouth,
            *back[::-1],
        ]
    else:
        points = [
            (sx - s * 4, sy - 14 * k),
            (sx + out * 0.82, sy - 7 * k),
            (sx + out, sy + 16 * k),
            (ex + s * 13 * k, ey - 8),
            (ex + s * 13 * k, ey + drop * 0.36),
            corner,
            low,
            mouth[1],
            mouth[0],
            (ex - s * 15 * k, ey - 13),
            (sx - s * 14 * k, sy + 28),
        ]
    return ink.spline(points, True, 0.75), mouth, (corner, low)


def _hanging_sleeve(arm: Arm, k: float, drop: float, sway: float) -> _Sleeve:
    """The sleeve of an arm that hangs: it widens to a mouth at the wrist that falls towards the hem."""
    (sx, sy), (ex, ey), (wx, wy) = arm.shoulder, arm.elbow, arm.wrist
    s = arm.side
    swing = sway * 8
    outer = (wx + s * 17 * k + swing, wy + 16)
    inner = (wx - s * 22 * k + swing, wy + drop * 0.42)
    points = [
        (sx - s * 4, sy - 14 * k),
        (sx + s * 12.3 * k, sy - 7 * k),
        (sx + s * 15 * k, sy + 16 * k),
        (ex + s * 16 * k, ey),
        outer,
        (wx + swing, wy + drop * 0.34),
        inner,
        (ex - s * 17 * k, ey + 18),
        (sx - s * 15 * k, sy + 28),
    ]
    edge = [outer, (wx + swing, wy + drop * 0.34), inner]
    return ink.spline(points, True, 0.75), edge, (outer, inner)


def _elbow_folds(canvas: Any, arm: Arm, colour: str, k: float) -> None:
    (sx, sy), (ex, ey), (wx, wy) = arm.shoulder, arm.elbow, arm.wrist
    s = arm.side
    for t, reach_in in ((-0.1, 15.0), (0.03, 17.0), (0.14, 13.0)):
        x, y = _mix((ex, ey), (sx, sy), -t) if t < 0 else _mix((ex, ey), (wx, wy), t)
        fold(canvas, [(x - s * 13 * k, y + 2), (x - s * 4 * k, y + 3.4), (x + s * (reach_in - 10) * k, y + 1)], colour, 2.0, 0.7)
    x, y = _mix((sx, sy), (ex, ey), 0.3)
    fold(canvas, [(x - s * 12 * k, y - 8), (x - s * 8 * k, y + 12), (x - s * 7 * k, y + 34)], colour, 2.2, 0.5)


def _cut(line: list[Point], length: float) -> list[Point]:
    """The first part of a line of six points."""
    if length >= 0.99:
        return line
    whole = ink.dense(line, 6)
    part = whole[: max(3, int(len(whole) * length))]
    step = max(1, (len(part) - 1) // 4)
    kept = part[::step]
    return kept if kept[-1] == part[-1] else [*kept, part[-1]]


def _mix(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
