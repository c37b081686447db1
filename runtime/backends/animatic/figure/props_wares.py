"""Things of daily life: phones, cups, bottles, boxes, lanterns, bags."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink


def rounded(shape: Any, colour: str) -> Any:
    """A fill that makes a shape look turned: light left of the middle, dark to the right, a bounce at the edge."""
    box = shape.getBounds()
    return ink.fill(
        shader=ink.linear(
            (box.left(), 0),
            (box.right(), 0),
            [
                ink.mix(colour, "#1a1420", 0.25),
                ink.lighten(colour, 0.5),
                colour,
                ink.mix(colour, "#1a1420", 0.55),
                ink.mix(colour, "#1a1420", 0.3),
            ],
            [0, 0.25, 0.5, 0.86, 1],
        )
    )


def outline(canvas: Any, shape: Any, colour: str, width: float = 2.0) -> None:
    """The edge of `shape`, in a darker shade of its own colour."""
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
    canvas.drawPath(
        screen,
        ink.fill(
            shader=ink.linear(
                (0, -106),
                (0, 106),
                [ink.mix(second, "#0c1430", 0.55), ink.mix(second, "#0c1024", 0.75), ink.mix(second, "#2a1440", 0.6)],
            )
        ),
    )
    canvas.drawRoundRect(ink.rect(-16, -101, 16, -94), 4, 4, ink.fill("#050608"))
    for y, left, right, colour in (
        (-72, -44, 20, "#eef3fa"),
        (-38, -14, 44, "#7fd08a"),
        (-4, -44, 30, "#eef3fa"),
        (30, -44, -6, "#eef3fa"),
    ):
        canvas.drawRoundRect(ink.rect(left, y, right, y + 26), 9, 9, ink.fill(colour, 0.95))
        for k in range(2 if right - left > 45 else 1):
            canvas.drawRoundRect(
                ink.rect(left + 8, y + 7 + 8 * k, right - 8 - 12 * k, y + 10.5 + 8 * k), 2, 2, ink.fill("#2a3444", 0.75)
            )
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
    canvas.drawPath(saucer, rounded(saucer, main))
    outline(canvas, saucer, main, 1.4)
    canvas.drawOval(ink.rect(-58, 72, 58, 90), ink.fill("#1c1420", 0.3, blur=4))
    canvas.drawPath(ink.path("M62 -28 C104 -36 108 34 50 40"), ink.stroke(ink.mix(main, "#2a2030", 0.5), 15))
    canvas.drawPath(ink.path("M62 -28 C104 -36 108 34 50 40"), ink.stroke(ink.lighten(main, 0.2), 11))
    body = ink.path("M-72 -52 C-70 10 -48 66 -34 82 C-14 88 14 88 34 82 C48 66 70 10 72 -52Z")
    canvas.drawPath(body, rounded(body, main))
    canvas.save()
    ink.clip(canvas, body)
    for k in range(3):
        x = -46 + k * 44
        canvas.drawPath(
            ink.path(
                f"M{x - 16} 8 C{x - 10} -10 {x + 10} -10 {x + 16} 8 C{x + 8} 2 {x + 4} 16 {x} 22 C{x - 4} 16 {x - 8} 2 {x - 16} 8Z"
            ),
            ink.fill(second, 0.85),
        )
        canvas.drawPath(ink.taper([(x - 20, 30), (x, 42), (x + 20, 28)], 3, 0.2, 0.2), ink.fill(second, 0.8))
    for y, w in ((-34, 3.0), (58, 2.4)):
        canvas.drawPath(ink.taper([(-72, y - 6), (0, y + 6), (72, y - 6)], w, 0.9, 0.9), ink.fill(second, 0.9))
    canvas.restore()
    outline(canvas, body, main, 1.6)
    canvas.drawOval(ink.rect(-72, -66, 72, -38), ink.fill(ink.mix(main, "#5a4a50", 0.25)))
    canvas.drawOval(ink.rect(-64, -60, 64, -40), ink.fill(shader=ink.linear((0, -60), (0, -40), ["#6b3f1c", "#a8692c"])))
    canvas.drawOval(ink.rect(-40, -56, -4, -50), ink.fill("#ffe6b0", 0.5, blur=2))
    canvas.drawOval(ink.rect(-72, -66, 72, -38), ink.stroke(ink.lighten(main, 0.6), 2.4))
    canvas.drawPath(ink.taper([(-50, -26), (-42, 16), (-30, 50)], 8, 0.2, 0.1), ink.fill("#ffffff", 0.75, blur=1.5))


def bottle(canvas: Any, main: str, second: str) -> None:
    """A bottle of glass or glaze with a paper label."""
    body = ink.path(
        "M-16 -112 L16 -112 L16 -66 C20 -44 50 -30 52 4 L50 100 C48 114 -48 114 -50 100 L-52 4 C-50 -30 -20 -44 -16 -66Z"
    )
    canvas.drawOval(ink.rect(-56, 98, 60, 118), ink.fill("#0c0810", 0.4, blur=5))
    canvas.drawPath(body, rounded(body, main))
    outline(canvas, body, main)
    label = ink.path("M-51 18 C-20 26 20 26 51 18 L50 78 C20 86 -20 86 -50 78Z")
    canvas.drawPath(label, rounded(label, second))
    canvas.drawPath(label, ink.stroke(ink.darken(second, 0.5), 1.2, 0.7))
    canvas.drawPath(ink.path("M-18 36 L18 36 M0 30 L0 68 M-14 50 L14 50 M-12 66 L12 66"), ink.stroke("#5a1c20", 4.4, 0.9))
    cork = ink.path("")
    cork.addRoundRect(ink.rect(-13, -120, 13, -104), 4, 4)
    canvas.drawPath(cork, rounded(cork, "#b08a5a"))
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
    canvas.drawPath(
        lid, ink.fill(shader=ink.linear((-60, -96), (90, -10), [ink.lighten(main, 0.35), main, ink.darken(main, 0.45)]))
    )
    outline(canvas, lid, main)
    canvas.drawPath(
        front, ink.fill(shader=ink.linear((-96, 0), (60, 90), [ink.lighten(main, 0.22), main, ink.darken(main, 0.3)]))
    )
    canvas.drawPath(side, ink.fill(ink.darken(main, 0.48)))
    for shape in (front, side):
        outline(canvas, shape, main)
    for line in ([(-96, 12), (60, 25)], [(-96, 74), (60, 90)], [(60, 25), (104, -4)], [(60, 90), (104, 55)]):
        canvas.drawPath(ink.taper(line, 7, 0.95, 0.95), ink.fill(second))
        canvas.drawPath(ink.taper([(x, y - 1.8) for x, y in line], 1.8, 0.9, 0.9), ink.fill(ink.lighten(second, 0.6)))
    clasp = ink.path("")
    clasp.addRoundRect(ink.rect(-34, 22, -2, 60), 5, 5)
    canvas.drawPath(
        clasp, ink.fill(shader=ink.linear((-34, 20), (0, 60), [ink.lighten(second, 0.6), second, ink.darken(second, 0.5)]))
    )
    outline(canvas, clasp, second, 1.4)
    canvas.drawCircle(-18, 37, 5, ink.fill("#1c1008"))
    canvas.drawPath(ink.polygon([(-20, 38), (-16, 38), (-14, 52), (-22, 52)]), ink.fill("#1c1008"))


def lantern(canvas: Any, main: str, second: str) -> None:
    """A silk lantern, lit from within."""
    ink.glow(canvas, 0, 0, 128, second, 0.75)
    canvas.drawPath(ink.taper([(0, -120), (0, -80)], 4, 0.9, 0.9), ink.fill("#3a2418"))
    body = ink.path("M-30 -70 C-84 -58 -92 -10 -84 20 C-74 54 -44 70 -30 72 L30 72 C44 70 74 54 84 20 C92 -10 84 -58 30 -70Z")
    canvas.drawPath(
        body,
        ink.fill(
            shader=ink.radial(
                (0, 8),
                96,
                [ink.lighten(second, 0.55), ink.mix(main, second, 0.55), main, ink.darken(main, 0.45)],
                [0, 0.3, 0.68, 1],
            )
        ),
    )
    canvas.save()
    ink.clip(canvas, body)
    for k in (-0.86, -0.55, -0.2, 0.2, 0.55, 0.86):
        canvas.drawPath(
            ink.taper([(k * 30, -72), (k * 92, 0), (k * 30, 74)], 2.2, 0.8, 0.8), ink.fill(ink.darken(main, 0.45), 0.7)
        )
    canvas.restore()
    outline(canvas, body, main, 1.6)
    for y in (-78, 70):
        cap = ink.path("")
        cap.addRoundRect(ink.rect(-36, y, 36, y + 13), 4, 4)
        canvas.drawPath(cap, ink.fill(shader=ink.linear((-36, 0), (36, 0), ["#fbe4a0", "#c9963c", "#6a4418"])))
        outline(canvas, cap, "#c9963c", 1.2)
    for k in range(-4, 5):
        canvas.drawPath(
            ink.taper([(k * 1.6, 83), (k * 2.4, 118)], 2.6, 0.9, 0.7), ink.fill(ink.mix(main, second, 0.2 + 0.05 * k))
        )


def bag(canvas: Any, main: str, second: str) -> None:
    """A handbag."""
    canvas.drawPath(ink.path("M-44 -30 C-44 -118 44 -118 44 -30"), ink.stroke(ink.darken(main, 0.55), 13))
    canvas.drawPath(ink.path("M-44 -30 C-44 -118 44 -118 44 -30"), ink.stroke(ink.lighten(main, 0.1), 9))
    body = ink.path("M-84 -32 L84 -32 C92 10 100 60 100 88 C98 102 -98 102 -100 88 C-100 60 -92 10 -84 -32Z")
    canvas.drawPath(body, rounded(body, main))
    outline(canvas, body, main)
    flap = ink.path("M-86 -34 L86 -34 C90 0 76 28 0 36 C-76 28 -90 0 -86 -34Z")
    canvas.drawPath(
        flap, ink.fill(shader=ink.linear((-60, -34), (70, 36), [ink.lighten(main, 0.35), main, ink.darken(main, 0.35)]))
    )
    outline(canvas, flap, main)
    canvas.drawPath(
        ink.taper([(-80, -8), (-40, 22), (0, 29), (40, 22), (80, -8)], 1.6, 0.8, 0.8), ink.fill(ink.lighten(main, 0.5), 0.8)
    )
    clasp = ink.path("")
    clasp.addRoundRect(ink.rect(-15, 20, 15, 48), 6, 6)
    canvas.drawPath(
        clasp, ink.fill(shader=ink.linear((-15, 20), (15, 48), [ink.lighten(second, 0.7), second, ink.darken(second, 0.5)]))
    )
    outline(canvas, clasp, second, 1.4)
    for x in (-44, 44):
        canvas.drawCircle(x, -30, 9, ink.stroke(second, 4))
