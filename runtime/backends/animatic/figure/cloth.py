"""Cloth: a shape filled with light from one side, folds, seams and a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .. import canvas as ink
from .frame import Frame
from .person import Tones
from .strand import noise
from .turn import Point


@lru_cache(maxsize=256)
def cloth_tones(colour: str) -> Tones:
    """The shades of a cloth: shadows cooler and stronger, lights warmer; white cloth shades to blue grey."""
    pale = ink.luma(colour) > 0.8
    shade = ink.multiply(colour, "#c3c2d8" if pale else "#a9a0b8")
    deep = ink.multiply(colour, "#9a9ab8" if pale else "#6b6284")
    light = ink.lighten(ink.saturate(colour, 1.05), 0.5 if pale else 0.17)
    return Tones(colour, shade, deep, light, ink.mix(ink.multiply(colour, "#544a66"), "#140e1a", 0.25))


def drape(
    canvas: Any,
    frame: Frame,
    shape: Any,
    colour: str,
    *,
    left: float | None = None,
    right: float | None = None,
    pattern: tuple[str, str, str] | None = None,
    line: float = 0.55,
    sheen: float = 0.0,
) -> None:
    """Fill `shape` as cloth of `colour`: lit on the light's side, shaded on the other, edged with a thin line.
    `pattern` is (id, second colour, trim); `sheen` 0 to 1 adds the gloss of silk or leather."""
    tones = cloth_tones(colour)
    box = shape.getBounds()
    x0, x1 = (left if left is not None else box.left()), (right if right is not None else box.right())
    lit, dim = (x1, x0) if frame.key > 0 else (x0, x1)
    shader = ink.linear(
        (lit, box.top()),
        (dim, box.top() + (x1 - x0) * 0.4),
        [tones.light, tones.base, tones.base, tones.shade, ink.mix(tones.shade, tones.deep, 0.6)],
        [0, 0.22, 0.5, 0.8, 1],
    )
    canvas.drawPath(shape, ink.fill(shader=shader))
    if pattern and pattern[0] != "plain":
        canvas.save()
        ink.clip(canvas, shape)
        draw_pattern(canvas, pattern, box, colour)
        canvas.drawPath(
            shape,
            ink.fill(
                shader=ink.linear(
                    (lit, box.top()), (dim, box.top()), [(tones.deep, 0.0), (tones.deep, 0.0), (tones.deep, 0.4)], [0, 0.45, 1]
                )
            ),
        )
        canvas.restore()
    if sheen:
        canvas.save()
        ink.clip(canvas, shape)
        x = x0 + (x1 - x0) * (0.3 if frame.key < 0 else 0.7)
        wide = (x1 - x0) * 0.09
        canvas.drawRect(
            ink.rect(x - wide, box.top(), x + wide, box.bottom()),
            ink.fill(ink.lighten(tones.light, 0.35), 0.35 * sheen, blur=wide * 0.7),
        )
        canvas.restore()
    if line:
        canvas.drawPath(shape, ink.stroke(tones.line, 0.7, line))


def fold(canvas: Any, points: Sequence[Point], colour: str, width: float = 2.4, strength: float = 0.6) -> None:
    """One fold: a tapered shadow with a narrow light beside it."""
    tones = cloth_tones(colour)
    canvas.drawPath(
        ink.taper([(x + width * 0.55, y) for x, y in points], width * 0.9, 0, 0.15, 0.6), ink.fill(tones.light, 0.5 * strength)
    )
    canvas.drawPath(ink.taper(points, width, 0, 0.2, 0.6), ink.fill(tones.deep, 0.75 * strength))


def folds(
    canvas: Any,
    frame: Frame,
    shape: Any,
    lines: Sequence[Sequence[Point]],
    colour: str,
    width: float = 2.6,
    strength: float = 0.6,
) -> None:
    """Several folds of standard body points, kept inside `shape`."""
    canvas.save()
    ink.clip(canvas, shape)
    for points in lines:
        fold(canvas, frame.line(*points), colour, width, strength)
    canvas.restore()


def shadow(canvas: Any, clip_to: Any, shape: Any, dx: float, dy: float, strength: float, blur: float = 2.0) -> None:
    """The shadow that `shape` casts on `clip_to`, moved by (dx, dy)."""
    canvas.save()
    ink.clip(canvas, clip_to)
    canvas.translate(dx, dy)
    canvas.drawPath(shape, ink.fill("#1a0f24", strength, blur=blur))
    canvas.restore()


def seam(canvas: Any, points: Sequence[Point], colour: str, width: float = 0.8, strength: float = 0.8) -> None:
    """A stitched line or the edge of a layer."""
    canvas.drawPath(ink.taper(points, width, 0.5, 0.5), ink.fill(cloth_tones(colour).line, strength))


def draw_pattern(canvas: Any, pattern: tuple[str, str, str], box: Any, ground: str) -> None:
    """Repeat a woven or printed pattern over a box; the caller clips. Raises KeyError for an unknown pattern."""
    kind, second, trim = pattern
    motif = (
        second
        if abs(ink.luma(second) - ink.luma(ground)) > 0.12
        else ink.mix(ground, "#ffffff" if ink.luma(ground) < 0.5 else "#3a2a2a", 0.3)
    )
    _PATTERNS[kind](canvas, box, motif, trim)


def _stripes(canvas: Any, box: Any, motif: str, trim: str) -> None:
    x = box.left() - 2
    while x < box.right():
        canvas.drawRect(ink.rect(x, box.top(), x + 1.5, box.bottom()), ink.fill(motif, 0.55))
        x += 7.5


def _check(canvas: Any, box: Any, motif: str, trim: str) -> None:
    for step, width, alpha, colour in ((16.0, 5.0, 0.35, motif), (16.0, 1.0, 0.6, trim)):
        x = box.left() + (0 if width > 2 else 10)
        while x < box.right():
            canvas.drawRect(ink.rect(x, box.top(), x + width, box.bottom()), ink.fill(colour, alpha))
            x += step
        y = box.top() + (0 if width > 2 else 10)
        while y < box.bottom():
            canvas.drawRect(ink.rect(box.left(), y, box.right(), y + width), ink.fill(colour, alpha))
            y += step


def _grid(box: Any, step: float) -> list[tuple[float, float, int]]:
    """Staggered places over a box, numbered."""
    made: list[tuple[float, float, int]] = []
    row = 0
    y = box.top() + step * 0.4
    while y < box.bottom():
        x = box.left() + (step * 0.5 if row % 2 else 0.0)
        while x < box.right() + step:
            made.append((x, y, len(made)))
            x += step
        y += step * 0.8
        row += 1
    return made


def _dots(canvas: Any, box: Any, motif: str, trim: str) -> None:
    for x, y, _ in _grid(box, 11.0):
        canvas.drawCircle(x, y, 1.9, ink.fill(motif, 0.85))


def _floral(canvas: Any, box: Any, motif: str, trim: str) -> None:
    for x, y, i in _grid(box, 24.0):
        canvas.save()
        canvas.translate(x + 5 * (noise(i, 1) - 0.5), y + 5 * (noise(i, 2) - 0.5))
        canvas.rotate(360 * noise(i, 3))
        k = 0.75 + 0.5 * noise(i, 4)
        canvas.scale(k, k)
        canvas.drawPath(
            ink.path("M0 0 C4 6 9 7 13 5 C10 1 5 -1 0 0Z M0 0 C-2 -6 -7 -8 -11 -7 C-10 -2 -5 1 0 0Z"),
            ink.fill(ink.mix(motif, "#3f6b4a", 0.5), 0.6),
        )
        for _ in range(5):
            canvas.rotate(72)
            canvas.drawOval(ink.rect(-2.2, -6.2, 2.2, -0.6), ink.fill(motif, 0.9))
        canvas.drawCircle(0, 0, 1.4, ink.fill(trim))
        canvas.restore()


def _brocade(canvas: Any, box: Any, motif: str, trim: str) -> None:
    gold = ink.mix(trim, "#e6c36a", 0.35)
    for x, y, _ in _grid(box, 26.0):
        canvas.save()
        canvas.translate(x, y)
        canvas.drawCircle(0, 0, 8.4, ink.stroke(gold, 0.9, 0.75))
        for _quarter in range(4):
            canvas.rotate(90)
            canvas.drawPath(ink.path("M0 0 C2 -3 5 -3.5 5.4 -6.2 C2.4 -6.8 0.4 -4.4 0 0Z"), ink.fill(gold, 0.7))
        canvas.drawCircle(0, 0, 1.3, ink.fill(gold, 0.9))
        canvas.restore()


def _cloud(canvas: Any, box: Any, motif: str, trim: str) -> None:
    for x, y, i in _grid(box, 34.0):
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1 if i % 2 else -1, 1)
        swirl = ink.path("M-13 3 C-8 -1 -5 4 -1 1 C3 -2 -1 -6 -4 -3 M-1 1 C4 5 8 0 12 3 M3 -1 C5 -5 10 -4 9 -1")
        canvas.drawPath(swirl, ink.stroke(ink.mix(motif, trim, 0.4), 1.2, 0.75))
        canvas.restore()


_PATTERNS = {"stripes": _stripes, "check": _check, "dots": _dots, "floral": _floral, "brocade": _brocade, "cloud": _cloud}
