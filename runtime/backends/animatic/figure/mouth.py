"""The mouth: lips, teeth and tongue for a spoken shape under an emotion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import canvas as ink
from .expression import MOUTHS, Face, Lips
from .turn import Point, Turn

LINE = 30.6
"""How far below the eyes the lips meet."""


@dataclass(frozen=True, slots=True)
class _Curves:
    """The four curves of a mouth, from the near corner to the far one, on the picture."""

    top: list[Point]
    inner_top: list[Point]
    inner_bottom: list[Point]
    bottom: list[Point]
    open: float
    full: float


def spoken(mouth: str, face: Face) -> Lips:
    """The lips' shape: the spoken one, or the emotion's own when resting; raises KeyError for an unknown shape."""
    lips = MOUTHS[mouth]
    if mouth != "X":
        return Lips(
            lips.open * (1.0 + 0.12 * face.bare),
            lips.wide * (1 + (face.stretch - 1) * 0.6),
            lips.round,
            lips.teeth,
            lips.lower,
            lips.tongue,
            lips.bite,
            lips.jaw,
        )
    return Lips(
        open=face.part,
        wide=face.stretch,
        teeth=face.bare,
        lower=face.bare * 0.8 * (face.corner < 1.5),
        jaw=face.part * 0.35,
        round=0.35 if face.part > 3 else 0.0,
    )


def jaw_drop(mouth: str, face: Face) -> float:
    """How far the chin goes down, du."""
    return spoken(mouth, face).jaw


def draw_mouth(canvas: Any, turn: Turn, mouth: str, face: Face) -> None:
    """The whole mouth, from the shadow below it to the light on the lip."""
    lips = spoken(mouth, face)
    curves = _curves(turn, lips, face)
    one = turn.person
    if curves.open > 0.25:
        _inside(canvas, turn, curves, lips)
    _lips(canvas, turn, curves, lips)
    line = ink.mix(one.lip, "#3a0d14", 0.62)
    if curves.open <= 0.25:
        canvas.drawPath(ink.taper(curves.inner_top, 1.0 if one.woman else 1.15, 0.25, 0.25, 0.5), ink.fill(line, 0.9))
    else:
        canvas.drawPath(ink.taper(curves.inner_top, 0.7, 0.6, 0.6), ink.fill(line, 0.8))
    for index, side in ((0, -1), (-1, 1)):
        x, y = curves.inner_top[index]
        k = turn.narrow(side * 7)
        canvas.drawOval(ink.rect(x - 1.3 * k, y - 0.8, x + 1.3 * k, y + 0.9), ink.fill(line, 0.45, blur=0.5))
    _around(canvas, turn, curves, face)


def _curves(turn: Turn, lips: Lips, face: Face) -> _Curves:
    one = turn.person
    half = (7.9 if one.woman else 9.3) * (0.82 if one.child else 1.0) * lips.wide * (1 - 0.12 * face.pout)
    full = (1.05 if one.woman else 0.74) * (0.75 if one.child else 1.0) * (1 - 0.35 * face.press) * (1 + 0.25 * face.pout)
    full *= 1 - 0.3 * one.lines
    opened = max(0.0, lips.open)
    pressed = 0.6 if lips.open < 0 else 0.0
    mid = LINE + turn.low * 0.8 - face.pout * 0.4 - opened * 0.12 + one.chin * 0.35
    soften = 1 - 0.45 * lips.round
    near, far = _corners(turn, face, soften)
    up, down = mid - opened * 0.3, mid + opened * 0.78
    bow = 2.5 * full * (1 - pressed * 0.35)
    under = 3.5 * full * (1 - pressed * 0.3)
    r = lips.round
    bend = -face.corner * soften

    def curve(heights: tuple[float, float, float], wide: float, deep: float) -> list[Point]:
        side_y, quarter, centre = heights
        xs = (-1.0, -0.62 - 0.2 * r, -0.22 - 0.12 * r, 0.22 + 0.12 * r, 0.62 + 0.2 * r, 1.0)
        ys = (near + side_y, quarter + near * 0.42, centre, centre, quarter + far * 0.42, far + side_y)
        return [turn.face(x * half * wide, y, deep + 3.2 * (1 - x * x)) for x, y in zip(xs, ys)]

    arch = bend * 0.25
    top = curve((mid, up - bow * 0.72, up - bow), 1.0, 0.4)
    dip = turn.face(0, up - bow * 0.62, 4.0)
    top.insert(3, dip)
    inner_top = curve((mid, up - 0.1 + arch * 0.3, up + 0.25 + arch), 0.97, 0)
    inner_bottom = curve((mid, down - opened * 0.12 + arch * 0.3, down + 0.25 + arch), 0.97, 0)
    if opened < 0.25:
        inner_bottom = inner_top
    bottom = curve((mid, down + under * 0.72, down + under), 0.93, 0.2)
    return _Curves(top, inner_top, inner_bottom, bottom, opened, full)


def _corners(turn: Turn, face: Face, soften: float) -> tuple[float, float]:
    """Offsets of the near and far corner from the lips' line, down positive."""
    near = far = -face.corner * soften
    if face.lopsided:
        if turn.mirrored:
            near -= face.lopsided
        else:
            far -= face.lopsided
    return near, far


def _inside(canvas: Any, turn: Turn, c: _Curves, lips: Lips) -> None:
    hole = ink.spline([*c.inner_top, *c.inner_bottom[-2:0:-1]], True, 0.9)
    canvas.save()
    ink.clip(canvas, hole)
    canvas.drawPath(hole, ink.fill("#4a1220"))
    top = min(p[1] for p in c.inner_top)
    bottom = max(p[1] for p in c.inner_bottom)
    left, right = c.inner_top[0][0], c.inner_top[-1][0]
    middle, tall = (left + right) / 2, bottom - top
    canvas.drawRect(
        ink.rect(left - 2, top, right + 2, top + tall * 0.8),
        ink.fill(shader=ink.linear((0, top), (0, bottom), [("#1c060c", 0.75), ("#1c060c", 0.0)])),
    )
    if lips.tongue > 0:
        lift = top + tall * (0.78 - 0.5 * lips.tongue * (lips.tongue > 0.8) - 0.14 * lips.tongue)
        canvas.drawOval(
            ink.rect(middle - (right - left) * 0.34, lift, middle + (right - left) * 0.34, bottom + tall),
            ink.fill("#c9606a", shader=ink.linear((0, lift), (0, bottom), ["#d87a80", "#a8424e"])),
        )
    if lips.teeth > 0:
        edge = min(max(1.1, tall * 0.36), 2.5) if lips.lower < 0.3 else max(0.9, tall * 0.52)
        shift = (c.inner_top[2][0], c.inner_top[2][1] + edge), (c.inner_top[3][0], c.inner_top[3][1] + edge)
        teeth = [c.inner_top[0], *shift, c.inner_top[-1], (right, top - 3), (left, top - 3)]
        canvas.drawPath(ink.spline(teeth[:4], False, 0.9), ink.fill("#f4eee8"))
        canvas.drawPath(ink.polygon(teeth), ink.fill("#f4eee8"))
    if lips.lower > 0.2:
        low = [
            c.inner_bottom[0],
            *((x, y - tall * 0.4) for x, y in c.inner_bottom[1:5]),
            c.inner_bottom[-1],
            (right, bottom + 3),
            (left, bottom + 3),
        ]
        canvas.drawPath(ink.polygon(low), ink.fill("#e4dad4"))
        seam = [((a[0] + b[0]) / 2, a[1] + (b[1] - a[1]) * 0.55) for a, b in zip(c.inner_top, c.inner_bottom)]
        canvas.drawPath(ink.taper(seam, 0.45, 0.3, 0.3), ink.fill("#5a2a30", 0.55))
    canvas.drawPath(ink.taper([(x, y + 0.5) for x, y in c.inner_top], 1.5, 0.8, 0.8), ink.fill("#2a0810", 0.4, blur=0.6))
    canvas.restore()


def _lips(canvas: Any, turn: Turn, c: _Curves, lips: Lips) -> None:
    one = turn.person
    grown = one.woman and not one.child
    strength = 0.95 if grown else 0.5
    upper = ink.spline([*c.top, *c.inner_top[::-1]], True, 0.85)
    x0 = c.top[3][0]
    y1 = c.bottom[2][1]
    dark = ink.mix(one.lip, ink.mix(one.skin.deep, "#7a1f30", 0.5), 0.34)
    canvas.drawPath(upper, ink.fill(dark, strength, blur=0.22))
    if lips.bite > 0:
        return
    lower = ink.spline([*c.inner_bottom, *c.bottom[::-1]], True, 0.85)
    shader = ink.linear((x0, c.inner_bottom[2][1]), (x0, y1), [one.lip, ink.lighten(one.lip, 0.12), dark], [0, 0.45, 1])
    canvas.drawPath(lower, ink.fill(alpha=strength * 0.95, blur=0.22, shader=shader))
    if grown:
        a, b = c.bottom[2], c.inner_bottom[2]
        x, y = a[0] * 0.6 + c.bottom[3][0] * 0.4, a[1] * 0.55 + b[1] * 0.45
        canvas.drawOval(ink.rect(x - 2.3, y - 0.6, x + 2.0, y + 0.5), ink.fill("#ffffff", 0.5, blur=0.4))


def _around(canvas: Any, turn: Turn, c: _Curves, face: Face) -> None:
    """The shadow below the lower lip, the lines a smile or a grimace draws beside the mouth."""
    one = turn.person
    x, y = (c.bottom[2][0] + c.bottom[3][0]) / 2, c.bottom[2][1] + 1.7
    canvas.drawOval(ink.rect(x - 4.2, y - 0.9, x + 4.2, y + 0.9), ink.fill(one.skin.deep, 0.34, blur=0.8))
    smile = max(0.0, face.corner) / 3.4
    pull = max(smile, 0.6 * max(0.0, face.bare) if face.corner < 0 else 0.0)
    if pull > 0.25:
        for index, side in ((0, -1), (-1, 1)):
            cx, cy = c.inner_top[index]
            k = turn.narrow(side * 9) * side
            line = [(cx + 2.2 * k, cy - 4.0), (cx + 3.0 * k, cy - 0.6), (cx + 2.1 * k, cy + 2.4)]
            canvas.drawPath(ink.taper(line, 0.7, 0, 0), ink.fill(one.skin.line, 0.26 * pull))
    if "dimples" in one.features and smile > 0.2:
        for side in (-1, 1):
            cx, cy = turn.face(side * 13.5, LINE - 2.5)
            canvas.drawPath(
                ink.taper([(cx, cy - 1.8), (cx + side * 0.9, cy), (cx, cy + 1.8)], 1.0, 0, 0),
                ink.fill(one.skin.deep, 0.85 * min(1, smile * 1.4)),
            )
