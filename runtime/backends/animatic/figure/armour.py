"""What is hard or lies over the shoulders: plates, lamellae, pauldrons, capes, cloaks and hoods."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold, folds, shadow
from .frame import Frame
from .wardrobe import GOLD, Garment


def draw_cuirass(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """Lamellar armour: rows of small plates on the chest, a bright mirror plate over the heart, held by straps."""
    one = frame.person
    s, w = one.shoulder, one.waist + 4
    steel = one.colours[0]
    plate = ink.spline(
        frame.line(
            (-s * 0.5, 78),
            (0, 90),
            (s * 0.5, 78),
            (s * 0.8, 112),
            (s * 0.82, 130),
            (w, 184),
            (one.hip, 206),
            (0, 214),
            (-one.hip, 206),
            (-w, 184),
            (-s * 0.82, 130),
            (-s * 0.8, 112),
        ),
        True,
        0.7,
    )
    shadow(canvas, body, plate, 0, 4, 0.4, 3)
    drape(canvas, frame, plate, steel, line=1.0, sheen=0.6)
    tones = cloth_tones(steel)
    canvas.save()
    ink.clip(canvas, plate)
    for row in range(9):
        y = 140.0 + row * 9
        for i in range(-8, 9):
            x, py = frame.at(i * 10.0 + (5 if row % 2 else 0), y)
            box = ink.rect(x - 4.6, py - 4, x + 4.6, py + 7)
            canvas.drawRoundRect(
                box, 2.4, 2.4, ink.fill(shader=ink.linear((x, py - 4), (x, py + 7), [(tones.light, 0.7), (tones.deep, 0.65)]))
            )
            canvas.drawRoundRect(box, 2.4, 2.4, ink.stroke(tones.line, 0.6, 0.7))
    canvas.restore()
    x, y = frame.at(0, 128)
    r = s * 0.34
    for side in (-1, 1):
        for end in ((side * s * 0.52, 84), (side * s * 0.8, 158)):
            strap = [frame.at(*end), (x + side * r * 0.7, y + (r * 0.5 if end[1] > 100 else -r * 0.6))]
            canvas.drawPath(ink.taper(strap, 6.0, 1.0, 1.0), ink.fill(cloth_tones(one.colours[1]).shade))
            canvas.drawPath(ink.taper(strap, 1.0, 0.9, 0.9), ink.fill(GOLD, 0.8))
    disc = ink.radial((x - frame.key * -r * 0.3, y - r * 0.4), r * 1.5, [ink.lighten(steel, 0.62), ink.lighten(steel, 0.12), tones.deep])
    canvas.drawCircle(x, y, r, ink.fill(shader=disc))
    canvas.drawCircle(x, y, r, ink.stroke(GOLD, 2.6))
    canvas.drawCircle(x, y, r * 0.74, ink.stroke(tones.line, 0.9, 0.7))
    canvas.drawCircle(x, y, r * 0.3, ink.stroke(GOLD, 1.2, 0.9))
    for i in range(8):
        turn = math.tau * i / 8
        canvas.drawCircle(x + math.cos(turn) * r * 0.87, y + math.sin(turn) * r * 0.87, 1.5, ink.fill(GOLD))
    edge = frame.line((-s * 0.5, 79), (0, 91), (s * 0.5, 79))
    canvas.drawPath(ink.taper(edge, 4.0, 0.9, 0.9), ink.fill(GOLD))


def draw_tassets(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """The skirt of plates that hangs from the belt over hips and thighs, inside `body`."""
    one = frame.person
    h = one.hip
    steel = one.colours[0]
    for side in (-1, 1):
        flap = frame.path(
            f"M{side * 6} 202 L{side * (h + 2)} 200 C{side * (h * 1.3)} 260 {side * (h * 1.42)} 320 {side * h * 1.44} 384 "
            f"C{side * h} 396 {side * h * 0.7} 396 {side * 16} 388Z"
        )
        drape(canvas, frame, flap, steel, line=1.0, sheen=0.4)
        tones = cloth_tones(steel)
        canvas.save()
        ink.clip(canvas, flap)
        for row in range(11):
            y = 214.0 + row * 16
            canvas.drawPath(
                ink.taper(frame.line((side * 4, y + 12), (side * h * 0.7, y + 15), (side * h * 1.5, y + 10)), 2.0, 0.9, 0.9),
                ink.fill(tones.line, 0.75),
            )
            for i in range(9):
                x, py = frame.at(side * (8 + i * 9.5), y + (0 if i % 2 else 1))
                canvas.drawRoundRect(ink.rect(x - 4, py - 4, x + 4, py + 10), 2, 2, ink.stroke(tones.light, 0.7, 0.45))
        canvas.restore()
        rim = frame.line((side * h * 1.44, 384), (side * h, 394), (side * 16, 388))
        canvas.drawPath(ink.taper(rim, 4.0, 0.9, 0.9), ink.fill(one.colours[2]))


def _pauldrons(canvas: Any, frame: Frame) -> None:
    one = frame.person
    steel, s = one.colours[0], one.shoulder
    tones = cloth_tones(steel)
    for side in (-1, 1):
        for k in (2, 1, 0):
            y = 74 + 13.0 * k
            wing = frame.path(
                f"M{side * (s * 0.6)} {y - 2} C{side * s * 0.82} {y - 13} {side * (s + 13)} {y - 8} {side * (s + 17 + k)} {y + 21} "
                f"C{side * (s + 2)} {y + 26} {side * s * 0.78} {y + 24} {side * s * 0.6} {y + 14}Z"
            )
            drape(canvas, frame, wing, steel, line=1.0, sheen=0.5)
            rim = frame.line((side * (s + 17 + k), y + 21), (side * s * 0.95, y + 25), (side * s * 0.6, y + 14))
            canvas.drawPath(ink.taper(rim, 2.2, 0.8, 0.8), ink.fill(GOLD if k == 0 else tones.light, 0.9))
        x, y = frame.at(side * s * 0.86, 84)
        canvas.drawCircle(x, y, 4.4, ink.fill(GOLD))
        canvas.drawCircle(x - 1, y - 1.2, 1.7, ink.fill("#fff3cf"))


def draw_back_layer(canvas: Any, frame: Frame, garment: Garment, sway: float) -> None:
    """Cape or hood lining behind the figure."""
    one = frame.person
    s, n = one.shoulder, one.neck
    if "cape" in garment.extras or "mantle" in garment.extras:
        colour = one.colours[2] if "cape" in garment.extras else ink.darken(one.colours[0], 0.25)
        p = sway * 18
        cape = frame.path(
            f"M{-s * 0.7} 72 C{-s - 16} 90 {-s - 34 + p * 0.3} 320 {-s - 40 + p} 640 L{s + 40 + p} 640 "
            f"C{s + 34 + p * 0.3} 320 {s + 16} 90 {s * 0.7} 72Z"
        )
        drape(canvas, frame, cape, colour, line=0.8)
        lines = [[(f * s, 120), (f * s * 1.2 + p * 0.4, 400), (f * (s + 34) + p, 640)] for f in (-0.9, -0.7, 0.7, 0.9)]
        folds(canvas, frame, cape, lines, colour, 5.0, 0.7)
    if garment.collar == "hood":
        hood = frame.path(
            f"M{-n - 16} 66 C{-n - 26} 46 {-n - 8} 34 0 36 C{n + 8} 34 {n + 26} 46 {n + 16} 66 C20 86 -20 86 {-n - 16} 66Z"
        )
        drape(canvas, frame, hood, ink.darken(one.colours[0], 0.3), line=0.8)


def draw_over_arms(canvas: Any, frame: Frame, garment: Garment, sway: float) -> None:
    """Pauldrons and mantles, which lie over the shoulders."""
    if "pauldrons" in garment.extras:
        _pauldrons(canvas, frame)
    if "mantle" in garment.extras:
        _mantle(canvas, frame, sway)


def _mantle(canvas: Any, frame: Frame, sway: float) -> None:
    """A cloak that falls open before the body, clasped below the throat."""
    one = frame.person
    s, n = one.shoulder, one.neck
    colour = one.colours[0]
    p = sway * 14
    for side in (-1, 1):
        half = frame.path(
            f"M{side * (n - 1)} 56 C{side * (n + 16)} 60 {side * (s + 2)} 68 {side * (s + 9)} 88 "
            f"C{side * (s + 26)} 240 {side * (s + 40) + p * 0.5} 460 {side * (s + 48) + p} 632 "
            f"L{side * (s * 0.52) + p} 640 C{side * s * 0.62 + p * 0.4} 420 {side * s * 0.66} 240 {side * s * 0.5} 150 "
            f"C{side * s * 0.36} 116 {side * n} 96 {side * 5} 84 C{side * n * 0.7} 76 {side * n * 0.95} 66 "
            f"{side * (n - 1)} 56Z"
        )
        drape(
            canvas,
            frame,
            half,
            colour,
            left=frame.at(-s * 1.2, 0)[0],
            right=frame.at(s * 1.2, 0)[0],
            line=0.9,
            pattern=(one.pattern, one.colours[1], one.colours[2]),
        )
        lines = [
            [(side * s * 0.8, 84), (side * (s + f * 30) * 0.9, 300), (side * (s * 0.6 + f * 42) + p, 632)]
            for f in (0.0, 0.4, 0.8)
        ]
        lines.append([(side * n, 84), (side * s * 0.5, 110), (side * s * 0.72, 170)])
        folds(canvas, frame, half, lines, colour, 4.6, 0.6)
        hood = frame.path(
            f"M{side * (n - 2)} 50 C{side * (n + 14)} 44 {side * (n + 30)} 56 {side * (n + 30)} 72 "
            f"C{side * (n + 14)} 84 {side * 18} 86 0 90 C{side * n * 0.6} 80 {side * n} 66 {side * (n - 2)} 50Z"
        )
        drape(canvas, frame, hood, ink.lighten(colour, 0.05), left=-70, right=70, line=0.9)
        fold(canvas, frame.line((side * (n + 4), 58), (side * (n + 16), 68), (side * (n + 4), 84)), colour, 3.0, 0.8)
    x, y = frame.at(0, 91)
    canvas.drawCircle(x, y, 5.6, ink.fill(shader=ink.radial((x - 2, y - 2), 7, ["#fff0c4", GOLD, "#7a5418"])))
