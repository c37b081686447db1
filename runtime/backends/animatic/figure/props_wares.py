"""Things of daily life: phones, cups, bottles, lanterns, flowers, masks, a small fox."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .strand import Sheet, draw_sheet
from .person import Tones


def _round(shape: Any, colour: str) -> Any:
    """A fill that makes a shape look turned: light left of the middle, dark to the right, a bounce at the edge."""
    box = shape.getBounds()
    return ink.fill(shader=ink.linear((box.left(), 0), (box.right(), 0), [
        ink.mix(colour, "#1a1420", 0.25), ink.lighten(colour, 0.5), colour, ink.mix(colour, "#1a1420", 0.55), ink.mix(colour, "#1a1420", 0.3)],
        [0, 0.25, 0.5, 0.86, 1]))  # fmt: skip


def _edge(canvas: Any, shape: Any, colour: str, width: float = 2.0) -> None:
    canvas.drawPath(shape, ink.stroke(ink.mix(colour, "#120a12", 0.75), width, 0.8))


def phone(canvas: Any, main: str, second: str) -> None:
    """A phone, its screen lit with a message."""
    canvas.save()
    canvas.rotate(8)
    ink.glow(canvas, 0, 0, 150, second, 0.35)
    body = ink.path("")
    body.addRoundRect(ink.rect(-60, -114, 60, 114), 16, 16)
    canvas.drawPath(body, ink.fill(shader=ink.linear((-60, -110), (60, 110), [ink.lighten(main, 0.5), main, "#050608"])))
    canvas.drawPath(body, ink.stroke(ink.lighten(main, 0.5), 1.6, 0.9))
    screen = ink.path("")
    screen.addRoundRect(ink.rect(-53, -106, 53, 106), 11, 11)
    canvas.drawPath(screen, ink.fill(shader=ink.linear((0, -106), (0, 106), [ink.mix(second, "#0c1430", 0.55), ink.mix(second, "#0c1024", 0.75), ink.mix(second, "#2a1440", 0.6)])))
    canvas.drawRoundRect(ink.rect(-16, -101, 16, -94), 4, 4, ink.fill("#050608"))
    for y, left, right, colour in ((-72, -44, 20, "#eef3fa"), (-38, -14, 44, "#7fd08a"), (-4, -44, 30, "#eef3fa"), (30, -44, -6, "#eef3fa")):
        canvas.drawRoundRect(ink.rect(left, y, right, y + 26), 9, 9, ink.fill(colour, 0.95))
        for k in range(2 if right - left > 45 else 1):
            canvas.drawRoundRect(ink.rect(left + 8, y + 7 + 8 * k, right - 8 - 12 * k, y + 10.5 + 8 * k), 2, 2, ink.fill("#2a3444", 0.75))
    canvas.drawRoundRect(ink.rect(-44, 76, 44, 94), 9, 9, ink.fill("#ffffff", 0.18))
    canvas.save()
    ink.clip(canvas, screen)
    canvas.drawPath(ink.polygon([(-60, -114), (10, -114), (-60, 40)]), ink.fill("#ffffff", 0.1))
    canvas.restore()
    canvas.restore()


def cup(canvas: Any, main: str, second: str) -> None:
    """A porcelain cup on its saucer, steam rising."""
    for k, x in enumerate((-22, 4, 26)):
        line = [(x, -64), (x + 9, -82), (x - 7, -100), (x + 4, -118 + 6 * k)]
        canvas.drawPath(ink.taper(line, 7, 0.2, 0.0, 0.4), ink.fill("#ffffff", 0.28, blur=2.5))
    saucer = ink.path("M-100 80 C-96 66 96 66 100 80 C92 100 -92 100 -100 80Z")
    canvas.drawPath(saucer, _round(saucer, main))
    _edge(canvas, saucer, main, 1.4)
    canvas.drawOval(ink.rect(-58, 72, 58, 90), ink.fill("#1c1420", 0.3, blur=4))
    canvas.drawPath(ink.path("M62 -28 C104 -36 108 34 50 40"), ink.stroke(ink.mix(main, "#2a2030", 0.5), 15))
    canvas.drawPath(ink.path("M62 -28 C104 -36 108 34 50 40"), ink.stroke(ink.lighten(main, 0.2), 11))
    body = ink.path("M-72 -52 C-70 10 -48 66 -34 82 C-14 88 14 88 34 82 C48 66 70 10 72 -52Z")
    canvas.drawPath(body, _round(body, main))
    canvas.save()
    ink.clip(canvas, body)
    for k in range(3):
        x = -46 + k * 44
        canvas.drawPath(ink.path(f"M{x - 16} 8 C{x - 10} -10 {x + 10} -10 {x + 16} 8 C{x + 8} 2 {x + 4} 16 {x} 22 C{x - 4} 16 {x - 8} 2 {x - 16} 8Z"), ink.fill(second, 0.85))
        canvas.drawPath(ink.taper([(x - 20, 30), (x, 42), (x + 20, 28)], 3, 0.2, 0.2), ink.fill(second, 0.8))
    for y, w in ((-34, 3.0), (58, 2.4)):
        canvas.drawPath(ink.taper([(-72, y - 6), (0, y + 6), (72, y - 6)], w, 0.9, 0.9), ink.fill(second, 0.9))
    canvas.restore()
    _edge(canvas, body, main, 1.6)
    canvas.drawOval(ink.rect(-72, -66, 72, -38), ink.fill(ink.mix(main, "#5a4a50", 0.25)))
    canvas.drawOval(ink.rect(-64, -60, 64, -40), ink.fill(shader=ink.linear((0, -60), (0, -40), ["#6b3f1c", "#a8692c"])))
    canvas.drawOval(ink.rect(-40, -56, -4, -50), ink.fill("#ffe6b0", 0.5, blur=2))
    canvas.drawOval(ink.rect(-72, -66, 72, -38), ink.stroke(ink.lighten(main, 0.6), 2.4))
    canvas.drawPath(ink.taper([(-50, -26), (-42, 16), (-30, 50)], 8, 0.2, 0.1), ink.fill("#ffffff", 0.75, blur=1.5))


def bottle(canvas: Any, main: str, second: str) -> None:
    """A bottle of glass or glaze with a paper label."""
    body = ink.path("M-16 -112 L16 -112 L16 -66 C20 -44 50 -30 52 4 L50 100 C48 114 -48 114 -50 100 L-52 4 C-50 -30 -20 -44 -16 -66Z")
    canvas.drawOval(ink.rect(-56, 98, 60, 118), ink.fill("#0c0810", 0.4, blur=5))
    canvas.drawPath(body, _round(body, main))
    _edge(canvas, body, main)
    label = ink.path("M-51 18 C-20 26 20 26 51 18 L50 78 C20 86 -20 86 -50 78Z")
    canvas.drawPath(label, _round(label, second))
    canvas.drawPath(label, ink.stroke(ink.darken(second, 0.5), 1.2, 0.7))
    canvas.drawPath(ink.path("M-18 36 L18 36 M0 30 L0 68 M-14 50 L14 50 M-12 66 L12 66"), ink.stroke("#5a1c20", 4.4, 0.9))
    cork = ink.path("")
    cork.addRoundRect(ink.rect(-13, -120, 13, -104), 4, 4)
    canvas.drawPath(cork, _round(cork, "#b08a5a"))
    canvas.drawPath(ink.taper([(-34, -16), (-40, 10), (-40, 92)], 7, 0.2, 0.2), ink.fill("#ffffff", 0.6, blur=1.5))
    canvas.drawPath(ink.taper([(-9, -100), (-9, -66), (-16, -46)], 4, 0.3, 0.2), ink.fill("#ffffff", 0.6, blur=1))


def box(canvas: Any, main: str, second: str) -> None:
    """A small chest, its lid a little open on a glow."""
    front = ink.polygon([(-96, 2), (60, 14), (60, 100), (-96, 84)])
    side = ink.polygon([(60, 14), (104, -14), (104, 64), (60, 100)])
    ink.glow(canvas, 0, -20, 110, "#ffdf9a", 0.8)
    inside = ink.polygon([(-96, 2), (-48, -24), (104, -14), (60, 14)])
    canvas.drawPath(inside, ink.fill(shader=ink.linear((0, -24), (0, 14), ["#ffe9b0", "#c8862e"])))
    lid = ink.path("M-96 -6 L-52 -92 C-48 -98 -40 -100 -32 -98 L96 -88 C104 -88 106 -80 104 -74 L104 -18 L-48 -28Z")
    canvas.drawPath(lid, ink.fill(shader=ink.linear((-60, -96), (90, -10), [ink.lighten(main, 0.35), main, ink.darken(main, 0.45)])))
    _edge(canvas, lid, main)
    canvas.drawPath(front, ink.fill(shader=ink.linear((-96, 0), (60, 90), [ink.lighten(main, 0.22), main, ink.darken(main, 0.3)])))
    canvas.drawPath(side, ink.fill(ink.darken(main, 0.48)))
    for shape in (front, side):
        _edge(canvas, shape, main)
    for line in ([(-96, 12), (60, 25)], [(-96, 74), (60, 90)], [(60, 25), (104, -4)], [(60, 90), (104, 55)]):
        canvas.drawPath(ink.taper(line, 7, 0.95, 0.95), ink.fill(second))
        canvas.drawPath(ink.taper([(x, y - 1.8) for x, y in line], 1.8, 0.9, 0.9), ink.fill(ink.lighten(second, 0.6)))
    clasp = ink.path("")
    clasp.addRoundRect(ink.rect(-34, 22, -2, 60), 5, 5)
    canvas.drawPath(clasp, ink.fill(shader=ink.linear((-34, 20), (0, 60), [ink.lighten(second, 0.6), second, ink.darken(second, 0.5)])))
    _edge(canvas, clasp, second, 1.4)
    canvas.drawCircle(-18, 37, 5, ink.fill("#1c1008"))
    canvas.drawPath(ink.polygon([(-20, 38), (-16, 38), (-14, 52), (-22, 52)]), ink.fill("#1c1008"))


def lantern(canvas: Any, main: str, second: str) -> None:
    """A silk lantern, lit from within."""
    ink.glow(canvas, 0, 0, 128, second, 0.75)
    canvas.drawPath(ink.taper([(0, -120), (0, -80)], 4, 0.9, 0.9), ink.fill("#3a2418"))
    body = ink.path("M-30 -70 C-84 -58 -92 -10 -84 20 C-74 54 -44 70 -30 72 L30 72 C44 70 74 54 84 20 C92 -10 84 -58 30 -70Z")
    canvas.drawPath(body, ink.fill(shader=ink.radial((0, 8), 96, [ink.lighten(second, 0.55), ink.mix(main, second, 0.55), main, ink.darken(main, 0.45)], [0, 0.3, 0.68, 1])))
    canvas.save()
    ink.clip(canvas, body)
    for k in (-0.86, -0.55, -0.2, 0.2, 0.55, 0.86):
        canvas.drawPath(ink.taper([(k * 30, -72), (k * 92, 0), (k * 30, 74)], 2.2, 0.8, 0.8), ink.fill(ink.darken(main, 0.45), 0.7))
    canvas.restore()
    _edge(canvas, body, main, 1.6)
    for y in (-78, 70):
        cap = ink.path("")
        cap.addRoundRect(ink.rect(-36, y, 36, y + 13), 4, 4)
        canvas.drawPath(cap, ink.fill(shader=ink.linear((-36, 0), (36, 0), ["#fbe4a0", "#c9963c", "#6a4418"])))
        _edge(canvas, cap, "#c9963c", 1.2)
    for k in range(-4, 5):
        canvas.drawPath(ink.taper([(k * 1.6, 83), (k * 2.4, 118)], 2.6, 0.9, 0.7), ink.fill(ink.mix(main, second, 0.2 + 0.05 * k)))


def bag(canvas: Any, main: str, second: str) -> None:
    """A handbag."""
    canvas.drawPath(ink.path("M-44 -30 C-44 -118 44 -118 44 -30"), ink.stroke(ink.darken(main, 0.55), 13))
    canvas.drawPath(ink.path("M-44 -30 C-44 -118 44 -118 44 -30"), ink.stroke(ink.lighten(main, 0.1), 9))
    body = ink.path("M-84 -32 L84 -32 C92 10 100 60 100 88 C98 102 -98 102 -100 88 C-100 60 -92 10 -84 -32Z")
    canvas.drawPath(body, _round(body, main))
    _edge(canvas, body, main)
    flap = ink.path("M-86 -34 L86 -34 C90 0 76 28 0 36 C-76 28 -90 0 -86 -34Z")
    canvas.drawPath(flap, ink.fill(shader=ink.linear((-60, -34), (70, 36), [ink.lighten(main, 0.35), main, ink.darken(main, 0.35)])))
    _edge(canvas, flap, main)
    canvas.drawPath(ink.taper([(-80, -8), (-40, 22), (0, 29), (40, 22), (80, -8)], 1.6, 0.8, 0.8), ink.fill(ink.lighten(main, 0.5), 0.8))
    clasp = ink.path("")
    clasp.addRoundRect(ink.rect(-15, 20, 15, 48), 6, 6)
    canvas.drawPath(clasp, ink.fill(shader=ink.linear((-15, 20), (15, 48), [ink.lighten(second, 0.7), second, ink.darken(second, 0.5)])))
    _edge(canvas, clasp, second, 1.4)
    for x in (-44, 44):
        canvas.drawCircle(x, -30, 9, ink.stroke(second, 4))


def flower(canvas: Any, main: str, second: str) -> None:
    """A rose on its stem."""
    canvas.drawPath(ink.taper([(0, 0), (6, 50), (-4, 118)], 8, 0.8, 0.9), ink.fill(ink.darken(second, 0.25)))
    for side, y in ((-1, 58), (1, 82)):
        leaf = ink.path(f"M0 {y + 8} C{side * 18} {y - 22} {side * 52} {y - 26} {side * 66} {y - 34} C{side * 60} {y - 4} {side * 34} {y + 12} 0 {y + 8}Z")
        canvas.drawPath(leaf, ink.fill(shader=ink.linear((0, y), (side * 66, y - 30), [ink.darken(second, 0.35), second, ink.lighten(second, 0.35)])))
        canvas.drawPath(ink.taper([(0, y + 6), (side * 34, y - 12), (side * 62, y - 32)], 1.8, 0.9, 0.1), ink.fill(ink.darken(second, 0.45)))
    rings = ((76, 6, 0.4, 0.0), (62, 6, 0.9, 0.08), (48, 5, 0.2, 0.16), (33, 4, 0.7, 0.22), (19, 3, 0.1, 0.1))
    for radius, count, turn, tone in rings:
        for k in range(count):
            a = math.tau * (k / count) + turn
            x, y = math.cos(a) * radius * 0.52, -38 + math.sin(a) * radius * 0.46
            r = radius * 0.62
            petal = ink.rect(x - r, y - r * 0.9, x + r, y + r * 0.9)
            colour = ink.lighten(main, tone)
            canvas.drawOval(petal, ink.fill(shader=ink.radial((x + math.cos(a) * r * 0.5, y + math.sin(a) * r * 0.5), r * 1.7,
                                                              [ink.lighten(colour, 0.35), colour, ink.darken(main, 0.5)])))  # fmt: skip
            canvas.drawOval(petal, ink.stroke(ink.darken(main, 0.55), 1.2, 0.45))
    canvas.drawPath(ink.path("M-10 -38 C-8 -50 10 -50 10 -40 C10 -32 -2 -32 -2 -38 C-2 -42 4 -42 4 -39"), ink.stroke(ink.darken(main, 0.55), 2.4))


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
        canvas.drawRect(ink.rect(left, -42, right, 42), ink.fill(shader=ink.linear((0, -42), (0, 42), [
            ink.lighten(colour, 0.35), ink.lighten(colour, 0.2), colour, ink.mix(colour, "#2a1420", 0.5), ink.mix(colour, "#2a1420", 0.3)],
            [0, 0.2, 0.5, 0.86, 1])))  # fmt: skip
    canvas.drawRect(ink.rect(-1.5, -42, 2.5, 42), ink.fill("#2a1420", 0.3))
    canvas.restore()
    _edge(canvas, whole, main, 1.6)
    canvas.drawPath(ink.taper([(-82, -22), (0, -26), (84, -20)], 11, 0.3, 0.3), ink.fill("#ffffff", 0.75, blur=1.6))
    canvas.restore()


def mask(canvas: Any, main: str, second: str) -> None:
    """A painted theatre mask."""
    shape = ink.path("M-78 -84 C-40 -112 40 -112 78 -84 C92 -30 84 40 44 88 C22 108 -22 108 -44 88 C-84 40 -92 -30 -78 -84Z")
    canvas.drawPath(shape, ink.fill(shader=ink.radial((-24, -36), 150, [ink.lighten(main, 0.7), main, ink.multiply(main, "#8a7a80")])))
    canvas.save()
    ink.clip(canvas, shape)
    for side in (-1, 1):
        canvas.drawPath(ink.path(f"M{side * 8} -58 C{side * 30} -86 {side * 64} -88 {side * 90} -104 C{side * 84} -70 {side * 60} -54 {side * 34} -52Z"), ink.fill(second))
        canvas.drawPath(ink.path(f"M{side * 60} 2 C{side * 80} 10 {side * 80} 50 {side * 52} 70 C{side * 58} 44 {side * 56} 20 {side * 60} 2Z"), ink.fill(second, 0.85))
        eye = ink.path(f"M{side * 14} -20 C{side * 28} -40 {side * 52} -40 {side * 68} -30 C{side * 56} -12 {side * 30} -8 {side * 14} -20Z")
        canvas.drawPath(eye, ink.fill("#120a10"))
        canvas.drawPath(eye, ink.stroke("#2a1418", 3.4))
        canvas.drawPath(ink.taper([(side * 16, -6), (side * 40, 2), (side * 64, -10)], 3, 0.1, 0.1), ink.fill(ink.multiply(main, "#8a6a6a"), 0.7))
    canvas.drawPath(ink.path("M-5 -24 C-8 10 -14 22 -12 30 C-4 36 4 36 12 30 C14 22 8 10 5 -24Z"), ink.fill(ink.multiply(main, "#d8ccc8"), 0.8))
    canvas.drawPath(ink.path("M-30 58 C-14 48 -6 54 0 54 C6 54 14 48 30 58 C16 74 -16 74 -30 58Z"), ink.fill(second))
    canvas.drawPath(ink.taper([(-30, 58), (0, 61), (30, 58)], 3, 0.1, 0.1), ink.fill("#2a0810"))
    canvas.drawCircle(0, -66, 9, ink.fill(second))
    canvas.restore()
    _edge(canvas, shape, main, 2.4)
    canvas.drawPath(ink.taper([(-56, -70), (-66, -20), (-56, 30)], 8, 0.2, 0.2), ink.fill("#ffffff", 0.6, blur=2.4))


def fox(canvas: Any, main: str, second: str) -> None:
    """A small sitting fox."""
    tones = Tones(main, ink.multiply(main, "#b98a80"), ink.multiply(main, "#7a4a48"), ink.lighten(main, 0.35), ink.multiply(main, "#4a2424"))
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
        ear = ink.path(f"M{side * 14} -74 C{side * 22} -98 {side * 40} -112 {side * 54} -118 C{side * 60} -92 {side * 58} -70 {side * 48} -52Z")
        canvas.drawPath(ear, ink.fill(main))
        canvas.drawPath(ink.path(f"M{side * 26} -72 C{side * 32} -90 {side * 42} -98 {side * 50} -102 C{side * 52} -86 {side * 50} -72 {side * 44} -60Z"), ink.fill("#3a2026"))
        _edge(canvas, ear, main, 1.4)
    head = ink.path("M0 -88 C40 -88 62 -62 60 -40 C52 -22 26 -2 0 8 C-26 -2 -52 -22 -60 -40 C-62 -62 -40 -88 0 -88Z")
    canvas.drawPath(head, ink.fill(shader=ink.linear((-50, -80), (50, 0), [tones.light, main, tones.shade])))
    for side in (-1, 1):
        canvas.drawPath(ink.path(f"M{side * 59} -38 C{side * 44} -44 {side * 24} -36 {side * 8} -22 L0 8 C{side * 26} -2 {side * 52} -20 {side * 59} -38Z"), ink.fill(second))
        eye = ink.path(f"M{side * 14} -44 C{side * 22} -58 {side * 36} -58 {side * 44} -50 C{side * 36} -40 {side * 24} -36 {side * 14} -44Z")
        canvas.drawPath(eye, ink.fill("#c8861c"))
        canvas.drawOval(ink.rect(side * 28 - 4, -55, side * 28 + 4, -39), ink.fill("#160c0a"))
        canvas.drawCircle(side * 28 - 2, -51, 2.4, ink.fill("#ffffff"))
        canvas.drawPath(ink.taper([(side * 12, -43), (side * 28, -57), (side * 47, -52)], 3.4, 0.2, 0.3), ink.fill("#2a1412"))
    _edge(canvas, head, main, 1.4)
    canvas.drawPath(ink.path("M-9 -8 C-4 -14 4 -14 9 -8 C7 2 3 6 0 7 C-3 6 -7 2 -9 -8Z"), ink.fill("#1c1012"))
    canvas.drawCircle(-3, -8, 2, ink.fill("#ffffff", 0.7))


def bundle(canvas: Any, main: str, second: str) -> None:
    """Something wrapped in cloth and tied."""
    canvas.drawOval(ink.rect(-88, 78, 94, 112), ink.fill("#0c0810", 0.4, blur=7))
    body = ink.path("M-90 30 C-94 -20 -50 -46 -16 -50 L16 -50 C50 -46 94 -20 90 30 C90 78 60 98 0 98 C-60 98 -90 78 -90 30Z")
    canvas.drawPath(body, ink.fill(shader=ink.radial((-30, -6), 140, [ink.lighten(main, 0.4), main, ink.mix(main, "#1a1018", 0.6)])))
    canvas.save()
    ink.clip(canvas, body)
    for x, bend in ((-70, -30), (-36, -12), (0, 4), (36, 18), (70, 34)):
        canvas.drawPath(ink.taper([(x * 0.18, -50), (x * 0.7, -10), (x + bend * 0.2, 60)], 7, 0.1, 0.0), ink.fill(ink.mix(main, "#1a1018", 0.55), 0.6))
        canvas.drawPath(ink.taper([(x * 0.18 + 5, -46), (x * 0.7 + 7, -8), (x + 9, 52)], 4, 0.1, 0.0), ink.fill(ink.lighten(main, 0.4), 0.5))
    canvas.restore()
    _edge(canvas, body, main)
    for side in (-1, 1):
        ear = ink.path(f"M0 -48 C{side * 16} -84 {side * 46} -108 {side * 66} -104 C{side * 62} -76 {side * 34} -50 0 -44Z")
        canvas.drawPath(ear, ink.fill(shader=ink.linear((0, -48), (side * 66, -104), [ink.mix(main, "#1a1018", 0.4), main, ink.lighten(main, 0.3)])))
        _edge(canvas, ear, main)
    knot = ink.path("M-22 -58 C-8 -66 8 -66 22 -58 C24 -48 20 -40 12 -38 L-12 -38 C-20 -40 -24 -48 -22 -58Z")
    canvas.drawPath(knot, ink.fill(shader=ink.linear((-22, -60), (22, -38), [ink.lighten(second, 0.4), second, ink.darken(second, 0.5)])))
    _edge(canvas, knot, second)
