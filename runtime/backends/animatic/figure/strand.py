"""Hair as sheets of strands: every strand lies between two guide curves that run from roots to tips.

A sheet is the ruled surface between its guides, so locks, shine and single hairs all follow the flow of the hair.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from .. import canvas as ink
from .person import Tones

Point = tuple[float, float]
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A lock or a curtain of hair between guide curves `a` and `b` (roots first). `locks` tips of uneven length by
    `rag` (fraction of the length); `shine` where the light band lies along the strands (0 root, 1 tip; negative for
    none); `tone` -1 in shadow to 1 lit; `seed` makes two sheets differ."""

    a: tuple[Point, ...]
    b: tuple[Point, ...]
    locks: int = 4
    rag: float = 0.07
    shine: float = 0.3
    tone: float = 0.0
    seed: int = 0
    lines: int = 10
    edge: float = 0.75


def leaf(
    centre: Sequence[Point],
    width: float,
    *,
    root: float = 0.5,
    belly: float = 0.4,
    shine: float = 0.4,
    tone: float = 0.0,
    seed: int = 0,
    lines: int = 4,
) -> Sheet:
    """One pointed lock: `width` du wide at the relative place `belly`, `root` of that at its start."""
    line = ink.dense(centre, 4)
    n = len(line)
    a: list[Point] = []
    b: list[Point] = []
    for i, (x, y) in enumerate(line):
        (px, py), (qx, qy) = line[max(0, i - 1)], line[min(n - 1, i + 1)]
        length = math.hypot(qx - px, qy - py) or 1.0
        t = i / (n - 1)
        swell = (
            root + (1 - root) * math.sin(t / belly * math.pi / 2)
            if t < belly
            else math.cos((t - belly) / (1 - belly) * math.pi / 2) ** 0.8
        )
        nx, ny = -(qy - py) / length * width * swell / 2, (qx - px) / length * width * swell / 2
        a.append((x + nx, y + ny))
        b.append((x - nx, y - ny))
    return Sheet(tuple(a), tuple(b), 1, 0.0, shine, tone, seed, lines, 0.8)


def noise(seed: int, index: int) -> float:
    """A fixed pseudo-random number 0 to 1 for a place (integer hash by multiplication and xor-shift)."""
    x = (seed * 374761393 + index * 668265263 + 0x9E3779B9) & 0xFFFFFFFF
    x = ((x ^ (x >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((x ^ (x >> 16)) & 0xFFFF) / 65535.0


def draw_sheet(canvas: Any, sheet: Sheet, tones: Tones) -> None:
    """The sheet filled, with shadowed gaps between locks, fine strands, shine and a darker edge."""
    a, b = _sample(sheet.a), _sample(sheet.b)
    sheet = _seen(sheet, abs(canvas.getTotalMatrix().getScaleX()))
    shape = ink.polygon(_border(sheet, a, b))
    base = (
        ink.mix(tones.base, tones.light, 0.22 * sheet.tone) if sheet.tone > 0 else ink.mix(tones.base, tones.shade, -sheet.tone)
    )
    root, tip = _between(a, b, 0.5, 0), _between(a, b, 0.5, 1)
    shader = ink.linear(
        root,
        tip,
        [ink.mix(base, tones.deep, 0.12), ink.mix(base, tones.light, 0.14), base, ink.mix(base, tones.shade, 0.55)],
        [0, 0.28, 0.55, 1],
    )
    canvas.drawPath(shape, ink.fill(shader=shader))
    canvas.save()
    ink.clip(canvas, shape)
    _gaps(canvas, sheet, a, b, tones)
    if sheet.shine >= 0:
        _shine(canvas, sheet, a, b, tones)
    _strands(canvas, sheet, a, b, tones)
    canvas.restore()
    canvas.drawPath(shape, ink.stroke(tones.deep, 0.5, 0.55 * sheet.edge))


def _seen(sheet: Sheet, scale: float) -> Sheet:
    """The sheet with as many single hairs as can be told apart at `scale` pixels a du."""
    return sheet if scale > 2.6 else replace(sheet, lines=sheet.lines // 2 if scale > 1.2 else 0)


def shape_of(sheets: Sequence[Sheet]) -> Any:
    """The silhouette of several sheets as one path (they may overlap)."""
    made = ink.path("")
    for sheet in sheets:
        made.addPath(ink.polygon(_border(sheet, _sample(sheet.a), _sample(sheet.b))))
    return made


def _sample(guide: Sequence[Point]) -> list[Point]:
    """A guide as `_SAMPLES` + 1 points evenly spaced along its length."""
    dense = ink.dense(guide, 10)
    lengths = [0.0]
    for (ax, ay), (bx, by) in pairwise(dense):
        lengths.append(lengths[-1] + math.hypot(bx - ax, by - ay))
    made: list[Point] = []
    j = 0
    for i in range(_SAMPLES + 1):
        goal = lengths[-1] * i / _SAMPLES
        while j < len(dense) - 2 and lengths[j + 1] < goal:
            j += 1
        span = lengths[j + 1] - lengths[j] or 1.0
        t = (goal - lengths[j]) / span
        (ax, ay), (bx, by) = dense[j], dense[j + 1]
        made.append((ax + (bx - ax) * t, ay + (by - ay) * t))
    return made


def _between(a: list[Point], b: list[Point], s: float, t: float) -> Point:
    """The strand at `s` across (0 guide a, 1 guide b) at `t` along; beyond the tip it goes on straight."""
    place = t * _SAMPLES
    i = min(_SAMPLES - 1, max(0, int(place)))
    f = place - i
    ax, ay = a[i][0] + (a[i + 1][0] - a[i][0]) * f, a[i][1] + (a[i + 1][1] - a[i][1]) * f
    bx, by = b[i][0] + (b[i + 1][0] - b[i][0]) * f, b[i][1] + (b[i + 1][1] - b[i][1]) * f
    return ax + (bx - ax) * s, ay + (by - ay) * s


def _border(sheet: Sheet, a: list[Point], b: list[Point]) -> list[Point]:
    """Down guide a, along ragged tips, up guide b."""
    tips: list[Point] = []
    n = max(1, sheet.locks)
    if sheet.rag <= 0:
        return [*a, *b[::-1]]
    for i in range(n):
        reach = 1.0 + sheet.rag * (0.35 + noise(sheet.seed, i))
        peak = (i + 0.35 + 0.3 * noise(sheet.seed, i + 40)) / n
        if i:
            tips.append(_between(a, b, i / n, 1.0 - sheet.rag * (0.6 + 0.6 * noise(sheet.seed, i + 80))))
        for k in (-0.3, -0.12, 0.0, 0.12, 0.3):
            s = min(1.0, max(0.0, peak + k / n))
            tips.append(_between(a, b, s, reach - sheet.rag * 1.1 * (abs(k) / 0.3) ** 1.3))
    start, end = int(_SAMPLES * (1 - sheet.rag)), int(_SAMPLES * (1 - sheet.rag))
    return [*a[: start + 1], *tips, *b[end::-1]]


def _gaps(canvas: Any, sheet: Sheet, a: list[Point], b: list[Point], tones: Tones) -> None:
    """Dark wedges where locks part, opening towards the tips, and a lit flank beside each."""
    n = sheet.locks
    for i in range(1, n):
        s = i / n + 0.12 / n * (noise(sheet.seed, i + 11) - 0.5)
        start = 0.1 + 0.45 * noise(sheet.seed, i + 21)
        line = [_between(a, b, s, start + (1.02 - start) * k / 6) for k in range(7)]
        width = _span(a, b) / n
        canvas.drawPath(ink.taper(line, width * 0.42, 0.0, 0.9, 0.9), ink.fill(tones.shade, 0.6))
        canvas.drawPath(ink.taper(line, width * 0.16, 0.0, 0.7, 0.85), ink.fill(tones.deep, 0.8))
        lit = [_between(a, b, s + 0.3 / n, start * 0.8 + (0.92 - start * 0.8) * k / 5) for k in range(6)]
        canvas.drawPath(ink.taper(lit, width * 0.2, 0.0, 0.0), ink.fill(tones.light, 0.2 + 0.1 * max(0.0, sheet.tone)))


def _strands(canvas: Any, sheet: Sheet, a: list[Point], b: list[Point], tones: Tones) -> None:
    for i in range(sheet.lines):
        s = (i + 0.5 + 0.8 * (noise(sheet.seed, i + 120) - 0.5)) / sheet.lines
        start = 0.25 * noise(sheet.seed, i + 160)
        end = 0.72 + 0.3 * noise(sheet.seed, i + 200)
        line = [_between(a, b, s, start + (end - start) * k / 6) for k in range(7)]
        dark = i % 2 == 0
        canvas.drawPath(
            ink.taper(line, 0.5 if dark else 0.42, 0.0, 0.0), ink.fill(tones.deep if dark else tones.light, 0.5 if dark else 0.36)
        )


def _shine(canvas: Any, sheet: Sheet, a: list[Point], b: list[Point], tones: Tones) -> None:
    """The band of light across the strands, with ends drawn out like brush hairs."""
    n = max(6, sheet.lines)
    upper: list[Point] = []
    lower: list[Point] = []
    for i in range(2 * n + 1):
        s = i / (2 * n)
        swell = math.sin(math.pi * min(1.0, max(0.0, s))) ** 0.6
        jag = 0.05 * (i % 2) * (0.5 + noise(sheet.seed, i + 300))
        upper.append(_between(a, b, s, sheet.shine - (0.045 + jag * 0.8) * swell))
        lower.append(_between(a, b, s, sheet.shine + (0.05 + jag * 1.5) * swell))
    band = ink.polygon(upper + lower[::-1])
    canvas.drawPath(band, ink.fill(tones.light, 0.3, blur=1.6))
    canvas.drawPath(band, ink.fill(tones.light, 0.5, blur=0.35))


def _span(a: list[Point], b: list[Point]) -> float:
    """How wide the sheet is at its widest."""
    return max(math.hypot(p[0] - q[0], p[1] - q[1]) for p, q in zip(a, b))
