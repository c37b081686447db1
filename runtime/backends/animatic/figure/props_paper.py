"""Things of paper: letters, photographs, books, scrolls, fans."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink


def sheet(canvas: Any, shape: Any, colour: str) -> None:
    """Fill a shape as paper: warm light from the top left, a soft curl of shadow, a fine edge."""
    box = shape.getBounds()
    shader = ink.linear(
        (box.left(), box.top()), (box.right(), box.bottom()), [ink.lighten(colour, 0.5), colour, ink.multiply(colour, "#c8b8a8")]
    )
    canvas.drawPath(shape, ink.fill(shader=shader))
    canvas.drawPath(shape, ink.stroke(ink.multiply(colour, "#7a6858"), 1.4, 0.8))


def _shade(canvas: Any, shape: Any) -> None:
    canvas.save()
    canvas.translate(5, 8)
    canvas.drawPath(shape, ink.fill("#0e0a10", 0.35, blur=6))
    canvas.restore()


def _lines(canvas: Any, left: float, top: float, right: float, rows: int, step: float, colour: str) -> None:
    for k in range(rows):
        end = right - (right - left) * (0.35 if k == rows - 1 else 0.08 * ((k * 7) % 3))
        x = left
        while x < end:
            wide = 7 + (k * 5 + int(x * 3)) % 11
            canvas.drawRoundRect(
                ink.rect(x, top + k * step, min(end, x + wide), top + k * step + 3.4), 1.6, 1.6, ink.fill(colour, 0.72)
            )
            x += wide + 4


def letter(canvas: Any, main: str, second: str) -> None:
    """An envelope with a wax seal, the letter half drawn out."""
    canvas.save()
    canvas.rotate(-7)
    page = ink.path("M-78 -96 L80 -96 L80 30 L-78 30Z")
    _shade(canvas, page)
    sheet(canvas, page, ink.lighten(main, 0.4))
    _lines(canvas, -64, -82, 66, 6, 12, "#4a3c3a")
    back = ink.path("M-104 -22 L104 -22 L104 96 L-104 96Z")
    _shade(canvas, back)
    sheet(canvas, back, main)
    for side in (-1, 1):
        flap = ink.polygon([(side * 104, -22), (side * 104, 96), (side * 4, 40)])
        canvas.drawPath(flap, ink.fill(ink.multiply(main, "#e8dccc" if side < 0 else "#d2c2b2")))
        canvas.drawPath(flap, ink.stroke(ink.multiply(main, "#8a7664"), 1.2, 0.7))
    front = ink.path("M-104 96 L-8 32 Q0 27 8 32 L104 96Z")
    canvas.drawPath(front, ink.fill(shader=ink.linear((0, 28), (0, 96), [ink.lighten(main, 0.4), main])))
    canvas.drawPath(front, ink.stroke(ink.multiply(main, "#8a7664"), 1.4, 0.8))
    _seal(canvas, 0, 40, 21, second)
    canvas.restore()


def _seal(canvas: Any, x: float, y: float, r: float, colour: str) -> None:
    blob = ink.spline(
        [
            (
                x + r * (1 + 0.1 * (k % 3 - 1)) * math.cos(math.tau * k / 11),
                y + r * (1 + 0.1 * ((k * 2) % 3 - 1)) * math.sin(math.tau * k / 11),
            )
            for k in range(11)
        ],
        True,
    )
    canvas.drawPath(
        blob,
        ink.fill(
            shader=ink.radial((x - r * 0.4, y - r * 0.5), r * 1.8, [ink.lighten(colour, 0.45), colour, ink.darken(colour, 0.6)])
        ),
    )
    canvas.drawCircle(x, y, r * 0.64, ink.stroke(ink.darken(colour, 0.5), 2.0, 0.8))
    for k in range(4):
        a = math.tau * k / 4 + 0.78
        canvas.drawPath(
            ink.taper([(x, y), (x + math.cos(a) * r * 0.5, y + math.sin(a) * r * 0.5)], 4, 0.4, 0.8),
            ink.fill(ink.darken(colour, 0.45), 0.8),
        )


def photo(canvas: Any, main: str, second: str) -> None:
    """A photograph with a white border: two people before a sky, one corner folded."""
    canvas.save()
    canvas.rotate(6)
    card = ink.path("M-86 -108 L86 -108 L86 84 L62 108 L-86 108Z")
    _shade(canvas, card)
    sheet(canvas, card, main)
    canvas.save()
    canvas.clipRect(ink.rect(-72, -94, 72, 58))
    canvas.drawRect(
        ink.rect(-72, -94, 72, 58), ink.fill(shader=ink.linear((0, -94), (0, 58), [ink.lighten(second, 0.5), second, "#c89a6a"]))
    )
    canvas.drawOval(ink.rect(-100, 24, 110, 110), ink.fill(ink.mix(second, "#3a4a3a", 0.7)))
    for x, skin, hair, cloth, tall in ((-24, "#e6bfa2", "#2a1c1a", "#8e2f3c", 0.0), (24, "#dcb090", "#1c1a20", "#2f3a52", -10.0)):
        canvas.drawPath(
            ink.path(
                f"M{x - 32} 62 C{x - 30} {26 + tall} {x - 14} {16 + tall} {x} {16 + tall} C{x + 14} {16 + tall} {x + 30} {26 + tall} {x + 32} 62Z"
            ),
            ink.fill(cloth),
        )
        canvas.drawOval(ink.rect(x - 19, -36 + tall, x + 19, 14 + tall), ink.fill(hair))
        canvas.drawOval(ink.rect(x - 14, -24 + tall, x + 14, 14 + tall), ink.fill(skin))
        canvas.drawPath(
            ink.path(
                f"M{x - 15} {-8 + tall} C{x - 10} {-26 + tall} {x + 10} {-26 + tall} {x + 15} {-8 + tall} C{x + 4} {-16 + tall} {x - 6} {-16 + tall} {x - 15} {-8 + tall}Z"
            ),
            ink.fill(hair),
        )
        canvas.drawPath(ink.taper([(x - 5, 4 + tall), (x, 7 + tall), (x + 5, 4 + tall)], 1.6, 0, 0), ink.fill("#7a3038"))
    canvas.drawRect(ink.rect(-72, -94, 72, 58), ink.fill("#e8b070", 0.16))
    canvas.drawPath(ink.polygon([(-72, -94), (-10, -94), (-72, 20)]), ink.fill("#ffffff", 0.16))
    canvas.restore()
    fold = ink.polygon([(62, 108), (62, 84), (86, 84)])
    canvas.drawPath(fold, ink.fill(ink.multiply(main, "#c8bcae")))
    canvas.drawPath(ink.taper([(-60, 80), (-10, 78), (34, 82)], 3.0, 0.3, 0.3), ink.fill("#3a3a5a", 0.7))
    canvas.restore()


def book(canvas: Any, main: str, second: str) -> None:
    """A closed book, standing a little turned."""
    pages = ink.polygon([(-70, 96), (72, 84), (92, 70), (92, -92), (80, -100), (60, -84)])
    canvas.drawPath(pages, ink.fill(shader=ink.linear((60, 0), (92, 0), ["#efe6d2", "#cdbfa4"])))
    for k in range(8):
        canvas.drawPath(
            ink.taper([(72 + k * 2.4, 82 - k * 1.6), (64 + k * 3.6, -84 - k)], 0.8, 0.8, 0.8), ink.fill("#8a7658", 0.6)
        )
    cover = ink.path("M-84 -92 C-80 -100 -74 -102 -66 -102 L70 -90 C74 -90 76 -86 76 -82 L74 88 L-72 104 C-80 104 -86 98 -86 92Z")
    _shade(canvas, cover)
    canvas.drawPath(
        cover, ink.fill(shader=ink.linear((-80, -90), (80, 90), [ink.lighten(main, 0.3), main, ink.darken(main, 0.5)]))
    )
    canvas.drawPath(cover, ink.stroke(ink.darken(main, 0.7), 2))
    canvas.drawPath(ink.taper([(-64, -100), (-63, 0), (-62, 102)], 5, 0.9, 0.9), ink.fill(ink.darken(main, 0.5), 0.8))
    frame = ink.polygon([(-48, -84), (60, -74), (59, 72), (-46, 84)])
    canvas.drawPath(frame, ink.stroke(second, 2.6, 0.9))
    for k, (w, h) in enumerate(((60, 7), (44, 5), (30, 4))):
        canvas.drawRoundRect(ink.rect(6 - w / 2, -48 + k * 16, 6 + w / 2, -48 + k * 16 + h), 2, 2, ink.fill(second, 0.95))
    canvas.drawCircle(6, 36, 17, ink.stroke(second, 2.4))
    canvas.drawPath(ink.taper([(-78, -80), (-20, -92), (40, -84)], 3, 0.2, 0.2), ink.fill("#ffffff", 0.35, blur=1))


def document(canvas: Any, main: str, second: str) -> None:
    """Two sheets with a heading, paragraphs, a signature and a red stamp."""
    canvas.save()
    canvas.rotate(4)
    rear = ink.path("M-78 -102 L88 -108 L94 104 L-72 110Z")
    _shade(canvas, rear)
    sheet(canvas, rear, ink.multiply(main, "#e6ded2"))
    canvas.rotate(-7)
    page = ink.path("M-84 -110 L84 -110 L84 110 L-84 110Z")
    _shade(canvas, page)
    sheet(canvas, page, main)
    canvas.drawRoundRect(ink.rect(-48, -94, 48, -84), 2, 2, ink.fill("#2a2830"))
    _lines(canvas, -66, -66, 66, 5, 12, "#4a4650")
    _lines(canvas, -66, 4, 66, 4, 12, "#4a4650")
    canvas.drawPath(
        ink.taper([(-64, 82), (-50, 70), (-44, 86), (-30, 72), (-22, 84), (2, 74)], 2.2, 0.5, 0.2), ink.fill("#25306a")
    )
    canvas.drawCircle(46, 74, 25, ink.stroke(second, 3.4, 0.85))
    canvas.drawCircle(46, 74, 18, ink.stroke(second, 1.6, 0.8))
    star = [
        (
            46 + (14 if k % 2 == 0 else 5.6) * math.sin(math.tau * k / 10),
            74 - (14 if k % 2 == 0 else 5.6) * math.cos(math.tau * k / 10),
        )
        for k in range(10)
    ]
    canvas.drawPath(ink.polygon(star), ink.fill(second, 0.85))
    canvas.restore()


def scroll(canvas: Any, main: str, second: str) -> None:
    """An open hand scroll with brush writing and a seal."""
    page = ink.path("M-74 -82 C-60 -78 60 -78 74 -82 L74 82 C60 78 -60 78 -74 82Z")
    _shade(canvas, page)
    sheet(canvas, page, main)
    for c in range(4):
        x = 48 - c * 29
        for k in range(6 if c < 3 else 3):
            y = -62 + k * 22
            strokes = (
                [(x - 8, y), (x + 8, y - 1)],
                [(x, y - 6), (x - 1, y + 11)],
                [(x - 1, y + 2), (x - 8, y + 11)],
                [(x + 1, y + 3), (x + 9, y + 11)],
            )
            for i, line in enumerate(strokes):
                if (i * 3 + k + c) % 4:
                    canvas.drawPath(ink.taper(line, 3.4, 0.9, 0.2), ink.fill("#1c1618", 0.9))
    canvas.drawRoundRect(ink.rect(-52, 30, -26, 56), 3, 3, ink.fill("#b8222e"))
    canvas.drawPath(ink.path("M-46 36 L-32 36 M-46 43 L-32 43 M-39 34 L-39 51 M-46 51 L-32 51"), ink.stroke("#f6e6d6", 2.2))
    for side in (-1, 1):
        x = side * 84
        canvas.drawRoundRect(
            ink.rect(x - 14, -88, x + 14, 88),
            8,
            8,
            ink.fill(shader=ink.linear((x - 14, 0), (x + 14, 0), [ink.lighten(main, 0.4), main, ink.multiply(main, "#8a7a68")])),
        )
        canvas.drawRoundRect(ink.rect(x - 14, -88, x + 14, 88), 8, 8, ink.stroke(ink.multiply(main, "#6a5a48"), 1.4, 0.8))
        for y in (-1, 1):
            canvas.drawRoundRect(
                ink.rect(x - 9, min(y * 84, y * 112), x + 9, max(y * 84, y * 112)),
                5,
                5,
                ink.fill(shader=ink.linear((x - 9, 0), (x + 9, 0), [ink.lighten(second, 0.35), second, ink.darken(second, 0.6)])),
            )


def card(canvas: Any, main: str, second: str) -> None:
    """A bank or business card."""
    canvas.save()
    canvas.rotate(-12)
    shape = ink.path("")
    shape.addRoundRect(ink.rect(-108, -66, 108, 66), 12, 12)
    _shade(canvas, shape)
    canvas.drawPath(
        shape, ink.fill(shader=ink.linear((-108, -66), (108, 66), [ink.lighten(main, 0.35), main, ink.darken(main, 0.4)]))
    )
    canvas.save()
    ink.clip(canvas, shape)
    for k in range(7):
        canvas.drawCircle(120, 90, 60 + 26 * k, ink.stroke(second, 1.4, 0.35))
    canvas.drawPath(ink.polygon([(-108, -66), (-20, -66), (-90, 66), (-108, 66)]), ink.fill("#ffffff", 0.1))
    canvas.restore()
    canvas.drawRoundRect(
        ink.rect(-86, -26, -48, 4), 5, 5, ink.fill(shader=ink.linear((-86, -26), (-48, 4), ["#fbeab0", "#d2a850", "#8a6424"]))
    )
    for y in (-18, -10, -2):
        canvas.drawRect(ink.rect(-86, y, -48, y + 1.2), ink.fill("#6a4a1c", 0.8))
    for k in range(4):
        canvas.drawRoundRect(ink.rect(-86 + k * 42, 20, -54 + k * 42, 29), 3, 3, ink.fill(second, 0.9))
    canvas.drawRoundRect(ink.rect(-86, 42, -10, 49), 2, 2, ink.fill(second, 0.7))
    canvas.drawPath(shape, ink.stroke(ink.lighten(main, 0.5), 1.2, 0.7))
    canvas.restore()


def fan(canvas: Any, main: str, second: str) -> None:
    """A folding fan, open, painted with a branch of plum blossom."""
    canvas.save()
    canvas.translate(0, 84)
    n = 18
    for k in range(n + 1):
        a = math.radians(-164 + 148 * k / n)
        canvas.drawPath(
            ink.taper([(0, 0), (math.cos(a) * 176, math.sin(a) * 176)], 6, 0.9, 0.5),
            ink.fill(ink.mix("#6b4426", "#3a2214", (k % 2) * 0.6)),
        )
    for k in range(n):
        a, b = math.radians(-164 + 148 * k / n), math.radians(-164 + 148 * (k + 1) / n)
        leaf = ink.polygon(
            [
                (math.cos(a) * 70, math.sin(a) * 70),
                (math.cos(a) * 180, math.sin(a) * 180),
                (math.cos(b) * 180, math.sin(b) * 180),
                (math.cos(b) * 70, math.sin(b) * 70),
            ]
        )
        tone = main if k % 2 else ink.multiply(main, "#dcd0c6")
        canvas.drawPath(leaf, ink.fill(tone))
        canvas.drawPath(leaf, ink.stroke(ink.multiply(main, "#a89484"), 0.8, 0.7))
    branch = [(-150, -62), (-96, -104), (-30, -122), (40, -142), (104, -118)]
    canvas.drawPath(ink.taper(branch, 7, 0.9, 0.1, 0.2), ink.fill("#3a2420"))
    canvas.drawPath(ink.taper([(-60, -114), (-40, -146), (-6, -162)], 4, 0.9, 0.1, 0.2), ink.fill("#3a2420"))
    for x, y, r in ((-92, -112, 10), (-44, -136, 9), (-12, -160, 8), (4, -126, 11), (48, -146, 9), (88, -122, 10), (24, -150, 6)):
        for k in range(5):
            a = math.tau * k / 5
            canvas.drawCircle(
                x + math.cos(a) * r * 0.7, y + math.sin(a) * r * 0.7, r * 0.56, ink.fill(ink.lighten(second, 0.15 * (k % 3)))
            )
        canvas.drawCircle(x, y, r * 0.28, ink.fill("#ffe9a8"))
    edge = ink.path("")
    edge.addArc(ink.rect(-180, -180, 180, 180), -164, 148)
    canvas.drawPath(edge, ink.stroke(second, 3.0, 0.9))
    canvas.drawCircle(0, 0, 7, ink.fill("#d2a850"))
    canvas.drawPath(ink.taper([(0, 4), (-4, 18), (0, 30)], 6, 0.5, 0.9), ink.fill(second))
    canvas.restore()
