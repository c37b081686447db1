"""Arms: bones, sleeves and the hands at their ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
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


def pose_arm(frame: Frame, side: int, target: Point, hand: str, turn: float | None, behind: bool = False,
             bend: float | None = None) -> Arm:  # fmt: skip
    """The arm whose wrist is at `target` (standard body point, not turned); `turn` is the hand's direction in
    degrees (0 right, 90 down) or None to follow the forearm."""
    joint = frame.joint(side)
    x, y = frame.at(*target)
    k = frame.arm_scale
    elbow = reach(joint, (x, y), UPPER * k, LOWER * k, side * (1.0 if bend is None else bend))
    angle = math.atan2(y - elbow[1], x - elbow[0]) if turn is None else math.radians(turn)
    return Arm(side, joint, elbow, (x, y), hand, angle, side > 0, behind)


def limb(points: Sequence[Point], widths: Sequence[float]) -> Any:
    """A smooth tube through `points` with the given half widths."""
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
    return ink.polygon([*left, *right[::-1]])


def bones(arm: Arm) -> list[Point]:
    """The arm's middle line, rounded at the elbow."""
    s, e, w = arm.shoulder, arm.elbow, arm.wrist
    return [s, _mix(s, e, 0.5), _mix(s, e, 0.86), _mix(e, w, 0.14), _mix(e, w, 0.55), w]


def skin_arm(canvas: Any, frame: Frame, arm: Arm) -> None:
    """The bare arm."""
    one = frame.person
    k = (0.8 if one.woman else 1.12) * (0.55 + 0.45 * one.bulk) * (0.76 if one.child else 1.0)
    shape = limb(bones(arm), [14.0 * k, 12.6 * k, 10.4 * k, 10.6 * k, 9.4 * k, 6.6 * k])
    skin = one.skin
    left, right = sorted((arm.shoulder[0] - 14, arm.wrist[0] + 14))
    lit, dim = (right, left) if frame.key > 0 else (left, right)
    canvas.drawPath(shape, ink.fill(shader=ink.linear((lit, 0), (dim, 40), [skin.light, skin.base, skin.shade])))
    canvas.drawPath(shape, ink.stroke(skin.line, 0.8, 0.7))
    canvas.drawCircle(*arm.shoulder, 13.2 * k, ink.fill(skin.base, 0.9, blur=1.0))


def hand(canvas: Any, frame: Frame, arm: Arm) -> None:
    """The hand at the end of the arm."""
    if arm.hand:
        draw_hand(canvas, frame.person, arm.wrist, arm.angle, arm.hand, arm.flip)


def sleeve(canvas: Any, frame: Frame, arm: Arm, colour: str, loose: float = 1.0, length: float = 1.0,
           pattern: tuple[str, str, str] | None = None, cuff: str | None = None, sheen: float = 0.0) -> Any:  # fmt: skip
    """A fitted sleeve to `length` of the arm (0.35 short, 1 to the wrist); returns its shape."""
    one = frame.person
    k = (0.84 if one.woman else 1.12) * (0.5 + 0.5 * one.bulk) * (0.76 if one.child else 1.0)
    line = _cut(bones(arm), length)
    widths = [16.5 * k, 15.4 * k * loose, 13.2 * k * loose, 13.0 * k * loose, 11.8 * k * loose, 9.6 * k * loose]
    if length < 0.6:
        widths = [16.5 * k, 16.2 * k * loose, 15.6 * k * loose]
    shape = limb(line, widths)
    cap = ink.path("")
    cap.addCircle(*arm.shoulder, 15.6 * k)
    canvas.drawPath(cap, ink.fill(cloth_tones(colour).base))
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


def wide_sleeve(canvas: Any, frame: Frame, arm: Arm, colour: str, lining: str, trim: str, sway: float, drop: float = 70.0,
                pattern: tuple[str, str, str] | None = None) -> Any:  # fmt: skip
    """The hanging sleeve of a robe: fitted at the shoulder, opening to a long mouth below the wrist."""
    one = frame.person
    k = (0.86 if one.woman else 1.08) * (0.76 if one.child else 1.0)
    drop *= frame.arm_scale
    (sx, sy), (ex, ey), (wx, wy) = arm.shoulder, arm.elbow, arm.wrist
    dx, dy = math.cos(arm.angle), math.sin(arm.angle)
    out = arm.side * 15.0 * k
    down = max(0.35, 1 - 0.55 * abs(dy)) if wy > sy + 120 else 1.0
    tip = wx + dx * 8, wy + dy * 8
    mouth_x = tip[0] - arm.side * 4 * (1 - down) + sway * 7 - (arm.side * 16 if abs(dx) > 0.6 else 0)
    low = (mouth_x, max(tip[1] + drop * down, ey + drop * 0.72))
    inner = (ex + (wx - ex) * 0.15 + sway * 4 - arm.side * 7, max(ey, wy) + drop * 0.66 * down)
    shape = ink.spline([(sx - arm.side * 4, sy - 14 * k), (sx + out * 0.82, sy - 7 * k), (sx + out, sy + 14 * k),
                        (ex + arm.side * 14 * k, ey), (tip[0] + arm.side * 3, tip[1] - 10 * k), (tip[0] + dx * 3, tip[1]),
                        low, inner, (ex - arm.side * 17 * k, ey + 14), (sx - arm.side * 15 * k, sy + 26)], True, 0.8)  # fmt: skip
    drape(canvas, frame, shape, colour, pattern=pattern, line=0.7)
    canvas.save()
    ink.clip(canvas, shape)
    for i in range(4):
        f = (i + 1) / 5
        start = _mix((ex, ey - 6), (wx, wy - 6), f)
        stop = low[0] + (inner[0] - low[0]) * (1 - f), low[1] + (inner[1] - low[1]) * (1 - f) + 4
        fold(canvas, [start, ((start[0] + stop[0]) / 2 + sway * 2, (start[1] + stop[1]) / 2), stop], colour, 3.2, 0.55)
    _elbow_folds(canvas, arm, colour, k * 1.2)
    canvas.restore()
    edge = [(tip[0] + dx * 2, tip[1] - 8 * k), ((tip[0] + low[0]) / 2 + dx * 3, (tip[1] + low[1]) / 2), low]
    canvas.drawPath(ink.taper([(x - dx * 2.2, y) for x, y in edge], 7.5, 0.8, 0.7), ink.fill(trim))
    canvas.drawPath(ink.taper([(x + dx * 1.5, y) for x, y in edge], 0.9, 0.5, 0.5), ink.fill(cloth_tones(trim).line, 0.7))
    canvas.drawPath(ink.taper([(x - dx * 6, y) for x, y in edge], 0.8, 0.5, 0.5), ink.fill(cloth_tones(lining).line, 0.4))
    return shape


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
