"""Draws a coiffure: back hair, knots, cap, sheets, curls and plaits."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .hair import Hair
from .person import Tones
from .strand import Sheet, draw_sheet, noise, shape_of


def draw_back(canvas: Any, hair: Hair, tones: Tones) -> None:
    """What hangs behind the body."""
    for sheet in hair.back:
        draw_sheet(canvas, sheet, tones)


def draw_under(canvas: Any, hair: Hair, tones: Tones) -> None:
    """What is behind the face: buns and knots."""
    for x, y, rx, ry in hair.knots:
        _knot(canvas, x, y, rx, ry, tones)
    for sheet in hair.under:
        draw_sheet(canvas, sheet, tones)


def draw_front(canvas: Any, hair: Hair, tones: Tones) -> None:
    """What lies over the face: the scalp's cap, sheets, curls, a plait."""
    if hair.cap:
        cap = ink.spline(hair.cap, True, 0.8)
        xs = [x for x, _ in hair.cap]
        shader = ink.linear((min(xs), -60), (max(xs), 10), [ink.mix(tones.base, tones.light, 0.12), tones.base, tones.shade])
        canvas.drawPath(cap, ink.fill(shader=shader))
        if hair.fade:
            _stubble_cap(canvas, cap, xs, tones)
    for sheet in hair.front:
        draw_sheet(canvas, sheet, tones)
    for i, (x, y, r) in enumerate(hair.curls):
        _curl(canvas, x, y, r, i, tones)
    if hair.braid:
        _plait(canvas, hair, tones)


def front_shape(hair: Hair) -> Any:
    """The silhouette of what lies over the face, for the shadow it casts there."""
    shape = shape_of([s for s in hair.front if isinstance(s, Sheet)])
    if hair.cap:
        shape.addPath(ink.spline(hair.cap, True, 0.8))
    for x, y, r in hair.curls:
        shape.addCircle(x, y, r)
    return shape


def _stubble_cap(canvas: Any, cap: Any, xs: list[float], tones: Tones) -> None:
    """Very short hair: no locks, a soft sheen and the grain of the hair."""
    canvas.save()
    ink.clip(canvas, cap)
    left, wide = min(xs), max(xs) - min(xs)
    canvas.drawOval(ink.rect(left + wide * 0.2, -58, left + wide * 0.75, -38), ink.fill(tones.light, 0.35, blur=5))
    for i in range(90):
        x, y = left + wide * noise(7, i), -58 + 66 * noise(8, i)
        canvas.drawPath(ink.taper([(x, y), (x + 0.8, y + 2.4)], 0.5, 0.6, 0), ink.fill(tones.deep, 0.4))
    canvas.restore()


def _knot(canvas: Any, x: float, y: float, rx: float, ry: float, tones: Tones) -> None:
    """A coil of hair: three turns, each a crescent with its own light."""
    ball = ink.rect(x - rx, y - ry, x + rx, y + ry)
    canvas.drawOval(
        ball,
        ink.fill(
            shader=ink.radial(
                (x - rx * 0.3, y - ry * 0.45), rx * 1.7, [ink.mix(tones.base, tones.light, 0.35), tones.base, tones.deep]
            )
        ),
    )
    oval = ink.path("")
    oval.addOval(ball)
    canvas.save()
    ink.clip(canvas, oval)
    for k in range(4):
        f = 0.96 - 0.25 * k
        line = [
            (x + rx * f * math.cos(a) * 1.02, y + ry * (f * math.sin(a) + 0.14 * k))
            for a in (math.pi * (0.98 + 0.13 * j + 0.12 * k) for j in range(8))
        ]
        canvas.drawPath(ink.taper(line, rx * 0.11, 0.0, 0.1), ink.fill(tones.deep, 0.75))
        lit = [(px + rx * 0.03, py + ry * 0.13) for px, py in line[1:6]]
        canvas.drawPath(ink.taper(lit, rx * 0.13, 0, 0), ink.fill(tones.light, 0.5))
    canvas.restore()
    canvas.drawOval(ball, ink.stroke(tones.deep, 0.5, 0.6))


def _curl(canvas: Any, x: float, y: float, r: float, index: int, tones: Tones) -> None:
    lift = noise(index, 3)
    fill = ink.mix(ink.mix(tones.base, tones.light, 0.16 * lift), tones.shade, 0.3 * noise(index, 5))
    canvas.drawCircle(
        x,
        y,
        r,
        ink.fill(shader=ink.radial((x - r * 0.3, y - r * 0.4), r * 1.5, [ink.mix(fill, tones.light, 0.3), fill, tones.shade])),
    )
    turn = math.pi * 2 * noise(index, 9)
    line = [
        (x + r * (0.92 - 0.13 * k) * math.cos(turn + k * 0.85), y + r * (0.92 - 0.13 * k) * math.sin(turn + k * 0.85))
        for k in range(7)
    ]
    canvas.drawPath(ink.taper(line, r * 0.13, 0.4, 0), ink.fill(ink.mix(tones.shade, tones.deep, 0.5), 0.55))
    glint = [(px - r * 0.1, py - r * 0.12) for px, py in line[:4]]
    canvas.drawPath(ink.taper(glint, r * 0.14, 0, 0), ink.fill(tones.light, 0.5))


def _plait(canvas: Any, hair: Hair, tones: Tones) -> None:
    """A braid over the shoulder: alternating bulges along its line, a band and a brush of loose ends."""
    line = ink.dense(hair.braid, 4)
    n = len(line) - 4
    for i in range(n):
        (x, y), (nx, ny) = line[i], line[min(len(line) - 1, i + 2)]
        angle = math.degrees(math.atan2(ny - y, nx - x)) - 90
        size = 6.6 * (1 - 0.28 * i / n)
        side = 1 if i % 2 else -1
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(angle)
        lobe = ink.path(
            f"M{-side * size * 0.5} {-size * 0.9} C{side * size} {-size * 1.3} {side * size * 1.5} "
            f"{size * 0.2} {-side * size * 0.15} {size * 1.35} C{-side * size * 0.7} {size * 0.5} "
            f"{-side * size * 0.9} {-size * 0.3} {-side * size * 0.5} {-size * 0.9}Z"
        )
        shader = ink.linear((-size, -size), (size, size), [ink.mix(tones.base, tones.light, 0.3), tones.base, tones.shade])
        canvas.drawPath(lobe, ink.fill(shader=shader))
        canvas.drawPath(lobe, ink.stroke(tones.deep, 0.55, 0.8))
        for k in (0.35, 0.65):
            canvas.drawPath(
                ink.taper(
                    [(side * size * (k - 0.4), -size * 0.8), (side * size * k, 0), (side * size * (k - 0.45), size * 0.9)],
                    0.5,
                    0,
                    0,
                ),
                ink.fill(tones.light if k > 0.5 else tones.deep, 0.5),
            )
        canvas.restore()
    (x, y), (ex, ey) = line[n - 1], line[-1]
    brush = Sheet(
        ((x - 4, y), (ex - 5, ey - 6), (ex - 1, ey + 8)), ((x + 4, y), (ex + 5, ey - 6), (ex + 1, ey + 8)), 3, 0.1, -1, 0, 5, 5
    )
    draw_sheet(canvas, brush, tones)
    canvas.drawRoundRect(ink.rect(x - 4.4, y - 2.4, x + 4.4, y + 2.4), 2, 2, ink.fill("#b02a3a"))
