"""Things of metal, stone and horn: blades, rings, keys, bells."""

from __future__ import annotations

import math
from typing import Any

import skia

from .. import canvas as ink


def sheen(canvas: Any, shape: Any, colour: str, angle: float = 40.0, line: float = 2.0) -> None:
    """Fill a shape as polished metal: bright and dark bands across it, a thin dark edge."""
    box = shape.getBounds()
    cx, cy = box.centerX(), box.centerY()
    r = max(box.width(), box.height()) / 2
    a = math.radians(angle)
    p, q = (cx - math.cos(a) * r, cy - math.sin(a) * r), (cx + math.cos(a) * r, cy + math.sin(a) * r)
    light, dark = ink.lighten(colour, 0.65), ink.mix(colour, "#1c1420", 0.55)
    shader = ink.linear(
        p, q, [ink.lighten(colour, 0.25), light, colour, dark, ink.lighten(colour, 0.15), dark], [0, 0.18, 0.42, 0.66, 0.82, 1]
    )
    canvas.drawPath(shape, ink.fill(shader=shader))
    canvas.drawPath(shape, ink.stroke(ink.mix(colour, "#140c14", 0.75), line, 0.8))


def disc(canvas: Any, main: str, second: str) -> None:
    """A jade disc with a hole, cloud-carved, on a tasselled cord."""
    cord = [(0, -34), (-3, -70), (0, -116)]
    canvas.drawPath(ink.taper(cord, 6, 0.9, 0.9), ink.fill("#8e1c2a"))
    ring = ink.path("")
    ring.addCircle(0, 4, 84)
    ring.addCircle(0, 4, 28)
    ring.setFillType(skia.PathFillType.kEvenOdd)
    light, dark = ink.lighten(main, 0.55), ink.mix(main, second, 0.8)
    canvas.drawCircle(4, 12, 86, ink.fill("#0c1410", 0.35, blur=6))
    canvas.drawPath(ring, ink.fill(shader=ink.radial((-30, -36), 150, [light, main, dark])))
    canvas.save()
    ink.clip(canvas, ring)
    for k in range(8):
        canvas.save()
        canvas.translate(0, 4)
        canvas.rotate(45 * k)
        swirl = ink.path("M36 -6 C48 -20 70 -16 72 0 C73 12 58 14 57 4 C56 -2 64 -4 64 1 M40 8 C46 20 60 24 70 18")
        canvas.drawPath(swirl, ink.stroke(ink.darken(main, 0.4), 3.4, 0.6))
        canvas.translate(-0.8, -1.2)
        canvas.drawPath(swirl, ink.stroke(light, 1.6, 0.8))
        canvas.restore()
    canvas.drawOval(ink.rect(-70, -78, 20, -30), ink.fill("#ffffff", 0.42, blur=9))
    canvas.restore()
    for r, w, c, a in (
        (84, 2.4, ink.darken(main, 0.55), 0.9),
        (78, 1.6, light, 0.6),
        (28, 2.6, ink.darken(main, 0.6), 0.9),
        (32.5, 1.4, light, 0.6),
    ):
        canvas.drawCircle(0, 4, r, ink.stroke(c, w, a))
    canvas.drawPath(ink.taper([(0, 88), (0, 96)], 8, 0.9, 0.9), ink.fill("#8e1c2a"))
    for k in range(-4, 5):
        canvas.drawPath(
            ink.taper([(k * 0.8, 94), (k * 2.2, 118)], 2.6, 0.9, 0.7), ink.fill(ink.mix("#8e1c2a", "#d84a5a", (k + 4) / 12))
        )


def ring(canvas: Any, main: str, second: str) -> None:
    """A ring with a cut stone."""
    canvas.drawOval(ink.rect(-66, -34, 66, 98), ink.stroke(ink.mix(main, "#1c1208", 0.7), 23))
    canvas.drawOval(
        ink.rect(-66, -34, 66, 98),
        ink.stroke(
            shader=ink.linear(
                (-70, -30),
                (70, 100),
                [
                    ink.lighten(main, 0.7),
                    main,
                    ink.mix(main, "#3a2208", 0.55),
                    ink.lighten(main, 0.35),
                    ink.mix(main, "#3a2208", 0.6),
                ],
                [0, 0.3, 0.55, 0.75, 1],
            ),
            width=19,
        ),
    )
    canvas.drawOval(ink.rect(-60, -28, 60, 92), ink.stroke(ink.lighten(main, 0.8), 1.6, 0.6))
    gem = [(-40, -74), (-22, -104), (22, -104), (40, -74), (0, -22)]
    for side in (-1, 1):
        canvas.drawPath(ink.taper([(side * 42, -68), (side * 26, -40), (side * 20, -24)], 8, 0.8, 0.9), ink.fill(main))
    shape = ink.polygon(gem)
    canvas.drawPath(shape, ink.fill(second))
    facets = [
        ((-40, -74), (-16, -74), (0, -22), 0.25),
        ((-16, -74), (16, -74), (0, -22), 0.75),
        ((16, -74), (40, -74), (0, -22), -0.15),
        ((-40, -74), (-22, -104), (-16, -74), 0.6),
        ((-22, -104), (22, -104), (0, -88), 0.35),
        ((22, -104), (40, -74), (16, -74), 0.05),
        ((-22, -104), (-16, -74), (0, -88), 0.9),
        ((22, -104), (16, -74), (0, -88), 0.2),
        ((-16, -74), (16, -74), (0, -88), 0.5),
    ]
    for a, b, c, tone in facets:
        colour = ink.lighten(second, tone) if tone >= 0 else ink.mix(second, "#1c2c4a", -tone * 2)
        canvas.drawPath(ink.polygon([a, b, c]), ink.fill(colour))
    canvas.drawPath(shape, ink.stroke(ink.mix(second, "#20304a", 0.6), 1.6, 0.8))
    star(canvas, -24, -96, 26)


def star(canvas: Any, x: float, y: float, r: float) -> None:
    """A four-pointed glint."""
    shape = ink.path(
        f"M{x} {y - r} Q{x + r * 0.08} {y - r * 0.08} {x + r} {y} Q{x + r * 0.08} {y + r * 0.08} {x} {y + r} "
        f"Q{x - r * 0.08} {y + r * 0.08} {x - r} {y} Q{x - r * 0.08} {y - r * 0.08} {x} {y - r}Z"
    )
    canvas.drawPath(shape, ink.fill("#ffffff", 0.95))


def _blade(canvas: Any, tip: float, base: float, half: float, main: str) -> None:
    edge = ink.mix(main, "#1a2030", 0.6)
    left = ink.path(f"M0 {tip} C{-half * 0.7} {tip + 10} {-half} {tip + 26} {-half} {tip + 40} L{-half} {base} L0 {base}Z")
    right = ink.path(f"M0 {tip} C{half * 0.7} {tip + 10} {half} {tip + 26} {half} {tip + 40} L{half} {base} L0 {base}Z")
    canvas.drawPath(
        left, ink.fill(shader=ink.linear((0, tip), (0, base), [ink.lighten(main, 0.85), ink.lighten(main, 0.4), main]))
    )
    canvas.drawPath(
        right,
        ink.fill(shader=ink.linear((0, tip), (0, base), [main, ink.mix(main, "#2a3448", 0.55), ink.mix(main, "#2a3448", 0.3)])),
    )
    canvas.drawPath(ink.taper([(0, tip + 6), (0, base)], 1.4, 0.3, 0.9), ink.fill(ink.lighten(main, 0.8)))
    for side in (left, right):
        canvas.drawPath(side, ink.stroke(edge, 0.9, 0.7))


def sword(canvas: Any, main: str, second: str) -> None:
    """A straight double-edged sword, point up, with a tassel."""
    _blade(canvas, -118, 58, 7.5, main)
    guard = ink.path("M-22 56 C-12 50 12 50 22 56 C24 62 18 68 10 66 L-10 66 C-18 68 -24 62 -22 56Z")
    sheen(canvas, guard, "#d2a850", 20, 1.2)
    grip = ink.path("M-5 66 L5 66 L5.6 104 L-5.6 104Z")
    canvas.drawPath(
        grip, ink.fill(shader=ink.linear((-6, 0), (6, 0), [ink.lighten(second, 0.2), second, ink.darken(second, 0.6)]))
    )
    for k in range(6):
        canvas.drawPath(ink.taper([(-5.5, 69 + 6 * k), (5.5, 73 + 6 * k)], 1.4, 0.9, 0.9), ink.fill("#d9b060", 0.7))
    pommel = ink.path("")
    pommel.addOval(ink.rect(-8, 102, 8, 115))
    sheen(canvas, pommel, "#d2a850", 40, 1.0)
    for k in range(-2, 3):
        canvas.drawPath(ink.taper([(k * 0.6, 113), (k * 2 - 2, 119)], 1.8, 0.9, 0.6), ink.fill(second))


def dagger(canvas: Any, main: str, second: str) -> None:
    """A short blade, point up."""
    canvas.save()
    canvas.rotate(14)
    _blade(canvas, -112, 30, 15, main)
    guard = ink.path("M-34 28 C-20 20 20 20 34 28 C36 36 26 42 14 38 L-14 38 C-26 42 -36 36 -34 28Z")
    sheen(canvas, guard, "#c9a24e", 20, 1.6)
    grip = ink.path("M-9 38 L9 38 C12 60 11 80 9 98 L-9 98 C-11 80 -12 60 -9 38Z")
    canvas.drawPath(
        grip, ink.fill(shader=ink.linear((-11, 0), (11, 0), [ink.lighten(second, 0.3), second, ink.darken(second, 0.6)]))
    )
    for k in range(6):
        canvas.drawPath(ink.taper([(-10.5, 43 + 9.4 * k), (10.5, 48 + 9.4 * k)], 2.2, 0.9, 0.9), ink.fill("#c9a24e", 0.8))
    pommel = ink.path("")
    pommel.addCircle(0, 106, 11)
    sheen(canvas, pommel, "#c9a24e", 40, 1.4)
    star(canvas, -7, -60, 16)
    canvas.restore()


def key(canvas: Any, main: str, second: str) -> None:
    """An old key with a trefoil bow."""
    canvas.save()
    canvas.rotate(-28)
    shaft = ink.path("M-7 -24 L7 -24 L7 96 L36 96 L36 84 L28 84 L28 74 L38 74 L38 62 L7 62 L7 96 L7 108 L-7 108Z")
    sheen(canvas, shaft, main, 10, 1.8)
    for x, y in ((0, -78), (-27, -46), (27, -46)):
        canvas.drawCircle(x, y, 22, ink.stroke(ink.mix(main, "#140c08", 0.7), 14))
        canvas.drawCircle(
            x,
            y,
            22,
            ink.stroke(
                shader=ink.linear(
                    (x - 22, y - 22), (x + 22, y + 22), [ink.lighten(main, 0.7), main, ink.mix(main, "#2a1808", 0.55)]
                ),
                width=10.5,
            ),
        )
    collar = ink.path("")
    collar.addRoundRect(ink.rect(-13, -22, 13, -8), 5, 5)
    sheen(canvas, collar, second, 15, 1.6)
    star(canvas, -14, -92, 14)
    canvas.restore()


def bell(canvas: Any, main: str, second: str) -> None:
    """A small bronze bell on a ribbon."""
    canvas.drawPath(ink.taper([(0, -66), (-6, -90), (0, -118)], 9, 0.9, 0.9), ink.fill(second))
    loop = ink.path("")
    loop.addCircle(0, -64, 14)
    canvas.drawPath(loop, ink.stroke(ink.mix(main, "#1c1208", 0.5), 7))
    canvas.drawCircle(0, 92, 13, ink.fill(shader=ink.radial((-4, 87), 18, [ink.lighten(main, 0.5), main, "#3a2410"])))
    body = ink.path(
        "M-30 -42 C-18 -58 18 -58 30 -42 C44 -12 50 30 76 70 C80 82 62 88 0 90 C-62 88 -80 82 -76 70 C-50 30 -44 -12 -30 -42Z"
    )
    sheen(canvas, body, main, 8)
    for y, w in ((-18, 38), (-8, 41), (52, 64)):
        canvas.drawPath(ink.taper([(-w, y), (0, y + 8), (w, y)], 2.6, 0.6, 0.6), ink.fill(ink.mix(main, "#2a1808", 0.6), 0.8))
    canvas.drawOval(ink.rect(-36, -30, -20, 50), ink.fill("#fff6dc", 0.6, blur=6))


def watch(canvas: Any, main: str, second: str) -> None:
    """A wrist watch."""
    for side in (-1, 1):
        strap = ink.path(
            f"M-32 {side * 50} C-30 {side * 80} -28 {side * 100} -24 {side * 118} L24 {side * 118} C28 {side * 100} 30 {side * 80} 32 {side * 50}Z"
        )
        canvas.drawPath(
            strap, ink.fill(shader=ink.linear((-32, 0), (32, 0), [ink.lighten(second, 0.25), second, ink.darken(second, 0.55)]))
        )
        canvas.drawPath(strap, ink.stroke(ink.darken(second, 0.7), 1.8))
        for x in (-22, 22):
            canvas.drawPath(
                ink.taper([(x, side * 60), (x * 0.86, side * 116)], 1.4, 0.9, 0.9), ink.fill(ink.lighten(second, 0.4), 0.7)
            )
    case = ink.path("")
    case.addCircle(0, 0, 64)
    sheen(canvas, case, main)
    canvas.drawCircle(0, 0, 51, ink.fill(shader=ink.radial((-14, -18), 80, ["#fdfbf5", "#ebe5d8", "#b8b0a2"])))
    canvas.drawCircle(0, 0, 51, ink.stroke("#4a3a28", 1.6, 0.8))
    for k in range(12):
        a = math.tau * k / 12
        dx, dy = math.sin(a), -math.cos(a)
        canvas.drawPath(
            ink.taper([(dx * 40, dy * 40), (dx * 47, dy * 47)], 4 if k % 3 == 0 else 2.2, 0.9, 0.9), ink.fill("#2a2420")
        )
    canvas.drawPath(ink.taper([(0, 4), (-16, -24)], 5, 0.9, 0.5), ink.fill("#1c1820"))
    canvas.drawPath(ink.taper([(0, 6), (22, -30)], 3.8, 0.9, 0.4), ink.fill("#1c1820"))
    canvas.drawPath(ink.taper([(0, 10), (4, 42)], 1.6, 0.9, 0.4), ink.fill("#b0202c"))
    canvas.drawCircle(0, 0, 4.4, ink.fill("#1c1820"))
    canvas.drawPath(ink.path("M-42 -20 C-34 -42 -8 -52 14 -46 C-10 -40 -28 -24 -34 4Z"), ink.fill("#ffffff", 0.4, blur=2))


def gun(canvas: Any, main: str, second: str) -> None:
    """A pistol in profile."""
    canvas.save()
    canvas.rotate(-4)
    grip = ink.path("M10 -4 L66 -4 C72 30 84 64 88 96 C76 104 52 104 42 98 C36 66 26 36 10 14Z")
    canvas.drawPath(
        grip, ink.fill(shader=ink.linear((10, 0), (90, 60), [ink.lighten(second, 0.25), second, ink.darken(second, 0.6)]))
    )
    canvas.drawPath(grip, ink.stroke(ink.darken(second, 0.75), 2))
    for k in range(7):
        canvas.drawPath(
            ink.taper([(34 + 4 * k, 24 + 9 * k), (62 + 3 * k, 14 + 10 * k)], 1.8, 0.6, 0.6),
            ink.fill(ink.darken(second, 0.5), 0.7),
        )
    canvas.drawPath(ink.path("M-22 0 C-24 34 4 42 20 30"), ink.stroke(ink.darken(main, 0.4), 7))
    canvas.drawPath(ink.taper([(2, 2), (-2, 16), (4, 24)], 5, 0.9, 0.6), ink.fill(ink.darken(main, 0.5)))
    frame = ink.path("M-112 -24 L70 -24 L72 2 L-40 4 L-44 -2 L-112 -2Z")
    sheen(canvas, frame, ink.darken(main, 0.2), 85)
    slide = ink.path("M-116 -54 C-114 -58 70 -58 78 -52 L80 -22 L-116 -22Z")
    sheen(canvas, slide, main, 88)
    for k in range(8):
        canvas.drawPath(ink.taper([(44 + k * 4, -50), (42 + k * 4, -28)], 1.8, 0.9, 0.9), ink.fill("#0c0d10", 0.7))
    canvas.drawRect(ink.rect(-20, -52, 14, -36), ink.fill("#0c0d10", 0.75))
    canvas.drawRect(ink.rect(-108, -62, -100, -55), ink.fill(ink.darken(main, 0.5)))
    canvas.drawPath(ink.taper([(-110, -50), (-30, -51), (60, -49)], 2.6, 0.3, 0.3), ink.fill("#ffffff", 0.4))
    canvas.restore()


def comb(canvas: Any, main: str, second: str) -> None:
    """A half-moon comb of wood or horn, inlaid with a flower."""
    for k in range(21):
        x = -86 + k * 8.6
        low = 74 - 0.0026 * x * x
        canvas.drawPath(ink.taper([(x, -6), (x, low)], 5.4, 0.95, 0.5, 0.3), ink.fill(ink.darken(main, 0.12 + 0.2 * k / 20)))
        canvas.drawPath(ink.taper([(x - 1.2, -4), (x - 1.2, low - 8)], 1.4, 0.8, 0.3), ink.fill(ink.lighten(main, 0.4), 0.7))
    back = ink.path("M-98 4 C-96 -60 -46 -92 0 -92 C46 -92 96 -60 98 4 C60 14 -60 14 -98 4Z")
    canvas.drawPath(
        back, ink.fill(shader=ink.linear((-80, -80), (90, 10), [ink.lighten(main, 0.45), main, ink.darken(main, 0.5)]))
    )
    canvas.drawPath(back, ink.stroke(ink.darken(main, 0.7), 2.2))
    for x, s in ((0.0, 1.0), (-46.0, 0.65), (46.0, 0.65)):
        y = -40 + abs(x) * 0.35
        for k in range(5):
            a = math.tau * k / 5 - 1.57
            px, py = x + math.cos(a) * 13 * s, y + math.sin(a) * 13 * s
            canvas.drawCircle(
                px, py, 9 * s, ink.fill(shader=ink.radial((x, y), 26 * s, ["#fff8e6", second, ink.darken(second, 0.3)]))
            )
        canvas.drawCircle(x, y, 5 * s, ink.fill("#b0202c"))
    canvas.drawPath(ink.taper([(-84, -20), (-58, -66), (-10, -84), (30, -80)], 4, 0.1, 0.1), ink.fill("#ffffff", 0.5, blur=1))
