"""Flowers, faces and foxes, and what no other shape fits: things with a life or a secret."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .person import Tones
from .props_wares import outline
from .strand import Sheet, draw_sheet


def flower(canvas: Any, main: str, second: str) -> None:
    """A rose on its stem."""
    canvas.drawPath(ink.taper([(0, 0), (6, 50), (-4, 118)], 8, 0.8, 0.9), ink.fill(ink.darken(second, 0.25)))
    for side, y in ((-1, 58), (1, 82)):
        leaf = ink.path(
            f"M0 {y + 8} C{side * 18} {y - 22} {side * 52} {y - 26} {side * 66} {y - 34} C{side * 60} {y - 4} {side * 34} {y + 12} 0 {y + 8}Z"
        )
        canvas.drawPath(
            leaf,
            ink.fill(
                shader=ink.linear((0, y), (side * 66, y - 30), [ink.darken(second, 0.35), second, ink.lighten(second, 0.35)])
            ),
        )
        canvas.drawPath(
            ink.taper([(0, y + 6), (side * 34, y - 12), (side * 62, y - 32)], 1.8, 0.9, 0.1), ink.fill(ink.darken(second, 0.45))
        )
    rings = ((76, 6, 0.4, 0.0), (62, 6, 0.9, 0.08), (48, 5, 0.2, 0.16), (33, 4, 0.7, 0.22), (19, 3, 0.1, 0.1))
    for radius, count, turn, tone in rings:
        for k in range(count):
            a = math.tau * (k / count) + turn
            x, cy = math.cos(a) * radius * 0.52, -38 + math.sin(a) * radius * 0.46
            r = radius * 0.62
            petal = ink.rect(x - r, cy - r * 0.9, x + r, cy + r * 0.9)
            colour = ink.lighten(main, tone)
            canvas.drawOval(
                petal,
                ink.fill(
                    shader=ink.radial(
                        (x + math.cos(a) * r * 0.5, cy + math.sin(a) * r * 0.5),
                        r * 1.7,
                        [ink.lighten(colour, 0.35), colour, ink.darken(main, 0.5)],
                    )
                ),
            )
            canvas.drawOval(petal, ink.stroke(ink.darken(main, 0.55), 1.2, 0.45))
    canvas.drawPath(
        ink.path("M-10 -38 C-8 -50 10 -50 10 -40 C10 -32 -2 -32 -2 -38 C-2 -42 4 -42 4 -39"),
        ink.stroke(ink.darken(main, 0.55), 2.4),
    )


def pill(canvas: Any, main: str, second: str) -> None:
    """A capsule in two colours."""
    canvas.drawOval(ink.rect(-90, 40, 96, 74), ink.fill("#0c0810", 0.35, blur=9))
    canvas.save()
    canvas.rotate(-24)
    whole = ink.path("")
    whole.addRoundRect(ink.rect(-104, -42, 104, 42), 42, 42)
    canvas.save()
    ink.clip(canvas, whole)
    for left, right, colour in ((-104, 0, main), (0, 104, second)):
        canvas.drawRect(
            ink.rect(left, -42, right, 42),
            ink.fill(
                shader=ink.linear(
                    (0, -42),
                    (0, 42),
                    [
                        ink.lighten(colour, 0.35),
                        ink.lighten(colour, 0.2),
                        colour,
                        ink.mix(colour, "#2a1420", 0.5),
                        ink.mix(colour, "#2a1420", 0.3),
                    ],
                    [0, 0.2, 0.5, 0.86, 1],
                )
            ),
        )
    canvas.drawRect(ink.rect(-1.5, -42, 2.5, 42), ink.fill("#2a1420", 0.3))
    canvas.restore()
    outline(canvas, whole, main, 1.6)
    canvas.drawPath(ink.taper([(-82, -22), (0, -26), (84, -20)], 11, 0.3, 0.3), ink.fill("#ffffff", 0.75, blur=1.6))
    canvas.restore()


def mask(canvas: Any, main: str, second: str) -> None:
    """A painted theatre mask."""
    shape = ink.path("M-78 -84 C-40 -112 40 -112 78 -84 C92 -30 84 40 44 88 C22 108 -22 108 -44 88 C-84 40 -92 -30 -78 -84Z")
    canvas.drawPath(
        shape, ink.fill(shader=ink.radial((-24, -36), 150, [ink.lighten(main, 0.7), main, ink.multiply(main, "#8a7a80")]))
    )
    canvas.save()
    ink.clip(canvas, shape)
    for side in (-1, 1):
        canvas.drawPath(
            ink.path(
                f"M{side * 8} -58 C{side * 30} -86 {side * 64} -88 {side * 90} -104 C{side * 84} -70 {side * 60} -54 {side * 34} -52Z"
            ),
            ink.fill(second),
        )
        canvas.drawPath(
            ink.path(
                f"M{side * 60} 2 C{side * 80} 10 {side * 80} 50 {side * 52} 70 C{side * 58} 44 {side * 56} 20 {side * 60} 2Z"
            ),
            ink.fill(second, 0.85),
        )
        eye = ink.path(
            f"M{side * 14} -20 C{side * 28} -40 {side * 52} -40 {side * 68} -30 C{side * 56} -12 {side * 30} -8 {side * 14} -20Z"
        )
        canvas.drawPath(eye, ink.fill("#120a10"))
        canvas.drawPath(eye, ink.stroke("#2a1418", 3.4))
        canvas.drawPath(
            ink.taper([(side * 16, -6), (side * 40, 2), (side * 64, -10)], 3, 0.1, 0.1),
            ink.fill(ink.multiply(main, "#8a6a6a"), 0.7),
        )
    canvas.drawPath(
        ink.path("M-5 -24 C-8 10 -14 22 -12 30 C-4 36 4 36 12 30 C14 22 8 10 5 -24Z"),
        ink.fill(ink.multiply(main, "#d8ccc8"), 0.8),
    )
    canvas.drawPath(ink.path("M-30 58 C-14 48 -6 54 0 54 C6 54 14 48 30 58 C16 74 -16 74 -30 58Z"), ink.fill(second))
    canvas.drawPath(ink.taper([(-30, 58), (0, 61), (30, 58)], 3, 0.1, 0.1), ink.fill("#2a0810"))
    canvas.drawCircle(0, -66, 9, ink.fill(second))
    canvas.restore()
    outline(canvas, shape, main, 2.4)
    canvas.drawPath(ink.taper([(-56, -70), (-66, -20), (-56, 30)], 8, 0.2, 0.2), ink.fill("#ffffff", 0.6, blur=2.4))


def fox(canvas: Any, main: str, second: str) -> None:
    """A small sitting fox."""
    tones = Tones(
        main, ink.multiply(main, "#b98a80"), ink.multiply(main, "#7a4a48"), ink.lighten(main, 0.35), ink.multiply(main, "#4a2424")
    )
    tail = Sheet(((30, 92), (92, 96), (110, 40), (84, -14)), ((10, 70), (60, 62), (66, 26), (80, -16)), 4, 0.08, -1, 0.2, 3, 10)
    draw_sheet(canvas, tail, tones)
    canvas.drawOval(ink.rect(66, -24, 98, 26), ink.fill(second, 0.95, blur=4))
    body = ink.path("M-34 -6 C-58 40 -58 90 -44 108 L44 108 C60 84 52 30 26 -6Z")
    canvas.drawPath(body, ink.fill(shader=ink.linear((-50, 0), (50, 100), [tones.light, main, tones.shade])))
    canvas.drawPath(ink.path("M-18 0 C-30 40 -22 66 -6 76 C12 66 20 36 12 0Z"), ink.fill(second))
    for x in (-20, 16):
        leg = ink.path(f"M{x - 12} 44 C{x - 14} 76 {x - 14} 96 {x - 16} 110 L{x + 12} 110 C{x + 12} 92 {x + 12} 70 {x + 12} 44Z")
        canvas.drawPath(leg, ink.fill(shader=ink.linear((0, 44), (0, 110), [main, tones.shade, "#3a2220"])))
    for side in (-1, 1):
        ear = ink.path(
            f"M{side * 14} -74 C{side * 22} -98 {side * 40} -112 {side * 54} -118 C{side * 60} -92 {side * 58} -70 {side * 48} -52Z"
        )
        canvas.drawPath(ear, ink.fill(main))
        canvas.drawPath(
            ink.path(
                f"M{side * 26} -72 C{side * 32} -90 {side * 42} -98 {side * 50} -102 C{side * 52} -86 {side * 50} -72 {side * 44} -60Z"
            ),
            ink.fill("#3a2026"),
        )
        outline(canvas, ear, main, 1.4)
    head = ink.path("M0 -88 C40 -88 62 -62 60 -40 C52 -22 26 -2 0 8 C-26 -2 -52 -22 -60 -40 C-62 -62 -40 -88 0 -88Z")
    canvas.drawPath(head, ink.fill(shader=ink.linear((-50, -80), (50, 0), [tones.light, main, tones.shade])))
    for side in (-1, 1):
        canvas.drawPath(
            ink.path(
                f"M{side * 59} -38 C{side * 44} -44 {side * 24} -36 {side * 8} -22 L0 8 C{side * 26} -2 {side * 52} -20 {side * 59} -38Z"
            ),
            ink.fill(second),
        )
        eye = ink.path(
            f"M{side * 14} -44 C{side * 22} -58 {side * 36} -58 {side * 44} -50 C{side * 36} -40 {side * 24} -36 {side * 14} -44Z"
        )
        canvas.drawPath(eye, ink.fill("#c8861c"))
        canvas.drawOval(ink.rect(side * 28 - 4, -55, side * 28 + 4, -39), ink.fill("#160c0a"))
        canvas.drawCircle(side * 28 - 2, -51, 2.4, ink.fill("#ffffff"))
        canvas.drawPath(ink.taper([(side * 12, -43), (side * 28, -57), (side * 47, -52)], 3.4, 0.2, 0.3), ink.fill("#2a1412"))
    outline(canvas, head, main, 1.4)
    canvas.drawPath(ink.path("M-9 -8 C-4 -14 4 -14 9 -8 C7 2 3 6 0 7 C-3 6 -7 2 -9 -8Z"), ink.fill("#1c1012"))
    canvas.drawCircle(-3, -8, 2, ink.fill("#ffffff", 0.7))


def bundle(canvas: Any, main: str, second: str) -> None:
    """Something wrapped in cloth and tied."""
    canvas.drawOval(ink.rect(-88, 78, 94, 112), ink.fill("#0c0810", 0.4, blur=7))
    body = ink.path("M-90 30 C-94 -20 -50 -46 -16 -50 L16 -50 C50 -46 94 -20 90 30 C90 78 60 98 0 98 C-60 98 -90 78 -90 30Z")
    canvas.drawPath(
        body, ink.fill(shader=ink.radial((-30, -6), 140, [ink.lighten(main, 0.4), main, ink.mix(main, "#1a1018", 0.6)]))
    )
    canvas.save()
    ink.clip(canvas, body)
    for x, bend in ((-70.0, -30.0), (-36.0, -12.0), (0.0, 4.0), (36.0, 18.0), (70.0, 34.0)):
        canvas.drawPath(
            ink.taper([(x * 0.18, -50), (x * 0.7, -10), (x + bend * 0.2, 60)], 7, 0.1, 0.0),
            ink.fill(ink.mix(main, "#1a1018", 0.55), 0.6),
        )
        canvas.drawPath(
            ink.taper([(x * 0.18 + 5, -46), (x * 0.7 + 7, -8), (x + 9, 52)], 4, 0.1, 0.0), ink.fill(ink.lighten(main, 0.4), 0.5)
        )
    canvas.restore()
    outline(canvas, body, main)
    for side in (-1, 1):
        ear = ink.path(f"M0 -48 C{side * 16} -84 {side * 46} -108 {side * 66} -104 C{side * 62} -76 {side * 34} -50 0 -44Z")
        canvas.drawPath(
            ear,
            ink.fill(
                shader=ink.linear((0, -48), (side * 66, -104), [ink.mix(main, "#1a1018", 0.4), main, ink.lighten(main, 0.3)])
            ),
        )
        outline(canvas, ear, main)
    knot = ink.path("M-22 -58 C-8 -66 8 -66 22 -58 C24 -48 20 -40 12 -38 L-12 -38 C-20 -40 -24 -48 -22 -58Z")
    canvas.drawPath(
        knot, ink.fill(shader=ink.linear((-22, -60), (22, -38), [ink.lighten(second, 0.4), second, ink.darken(second, 0.5)]))
    )
    outline(canvas, knot, second)
