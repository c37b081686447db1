"""The head from behind: hair from the crown to the nape or down the back, ears, knots."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink
from .coiffure import draw_under
from .hair import Hair
from .strand import Sheet, draw_sheet, noise
from .turn import Turn

_LENGTH = {"long": 152.0, "half-up": 156.0, "bob": 46.0, "curly": 62.0}


def draw_nape(canvas: Any, turn: Turn, hair: Hair, sway: float) -> None:
    """The whole back of the head."""
    one = turn.person
    tones, skin = one.hair, one.skin
    for side in (-1, 1):
        x = side * 34.0
        canvas.drawOval(ink.rect(x - 4, -5, x + 4, 17), ink.fill(skin.shade))
        canvas.drawOval(ink.rect(x - 4, -5, x + 4, 17), ink.stroke(skin.line, 0.6, 0.7))
    if one.hair_style == "bald":
        head = ink.path("M-35 -8 C-38 -44 -22 -56 0 -56 C22 -56 38 -44 35 -8 C34 14 24 34 16 44 L-16 44 C-24 34 -34 14 -35 -8Z")
        canvas.drawPath(head, ink.fill(shader=ink.linear((-30, -50), (30, 30), [skin.light, skin.base, skin.deep])))
        return
    length = _LENGTH.get(one.hair_style, 38.0)
    drift = sway * 8 * (length > 60)
    r = 38.5 if length > 40 else 37.0
    low = r + (10 if length > 100 else 4) if length > 40 else 15.0
    dome = [
        (-r, -8),
        (-r * 0.98, -26),
        (-r * 0.86, -42),
        (-r * 0.55, -54),
        (0, -59),
        (r * 0.55, -54),
        (r * 0.86, -42),
        (r * 0.98, -26),
        (r, -8),
    ]
    canvas.drawPath(
        ink.spline([*dome, (low * 0.7, max(16.0, length * 0.5)), (-low * 0.7, max(16.0, length * 0.5))], True, 0.8),
        ink.fill(tones.base),
    )
    for side in (-1, 1):
        a = [
            (side * -4, -58.5),
            (side * -5.0, -30),
            (side * -4, 10),
            (side * -3.0 + drift * 0.5, length * 0.6),
            (side * -3 + drift, length),
        ]
        b = [
            (side * 3, -58.8),
            (side * r * 0.55, -54.5),
            (side * r * 0.86, -42),
            (side * r * 0.98, -26),
            (side * r, -8),
            (side * low + drift * 0.5, max(16.0, length * 0.6)),
            (side * low * 0.96 + drift, length),
        ]
        sheet = Sheet(tuple(a), tuple(b), 6 if length > 40 else 4, 0.05, 0.34, 0.15 * side, 21 + side, 14)
        draw_sheet(canvas, sheet, tones)
    up = one.hair_style in ("bun", "topknot", "half-up", "ponytail")
    if up:
        for i in range(9):
            phi = i / 8 * 2 - 1
            start = (phi * 33, 22 - 14 * abs(phi))
            line = [start, (phi * 26, -18), (phi * 8, -44)]
            canvas.drawPath(ink.taper(line, 1.1, 0.1, 0.2), ink.fill(tones.light if noise(3, i) > 0.5 else tones.deep, 0.5))
    if one.hair_style == "ponytail":
        tail = Sheet(
            ((-5, -44), (-15, -20), (-15 + drift, 60), (-4 + drift, 118)),
            ((5, -44), (15, -20), (15 + drift, 60), (6 + drift, 118)),
            5,
            0.08,
            0.2,
            0.3,
            5,
            12,
        )
        draw_sheet(canvas, tail, tones)
    draw_under(canvas, hair, tones)
    for x, y, radius in hair.curls:
        canvas.drawCircle(x, y, radius, ink.fill(tones.base))
        canvas.drawCircle(x, y, radius * 0.7, ink.stroke(tones.light, 0.8, 0.5))
