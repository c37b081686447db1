"""Accessories worn on the body and behind it."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .cloth import drape, folds
from .collar import draw_tie
from .frame import Frame
from .limb import limb
from .strand import noise
from .wardrobe import GOLD


def draw_body_accessories(canvas: Any, frame: Frame) -> None:
    """Necklace, scarf, fur collar, tie, hilt, bag: what lies over the clothes before the arms."""
    worn = frame.person.accessories
    if frame.away:
        if "scarf" in worn:
            _scarf(canvas, frame)
        if "fur-collar" in worn:
            _fur(canvas, frame)
        return
    if "tie" in worn and frame.person.garment in ("shirt", "coat", "sweater", "leather-jacket", "blazer"):
        draw_tie(canvas, frame, frame.person.colours[2], 236)
    if "necklace" in worn:
        _necklace(canvas, frame)
    if "scarf" in worn:
        _scarf(canvas, frame)
    if "fur-collar" in worn:
        _fur(canvas, frame)
    if "sword-hilt" in worn:
        _hilt(canvas, frame)
    if "bag" in worn:
        _bag(canvas, frame)


def draw_behind(canvas: Any, frame: Frame, sway: float) -> None:
    """A tail behind the body."""
    if "fox-tail" in frame.person.accessories:
        _tail(canvas, frame, sway)
    if "veil" in frame.person.accessories:
        _veil(canvas, frame, sway)
    if "sword-hilt" in frame.person.accessories:
        _scabbard(canvas, frame)


def _necklace(canvas: Any, frame: Frame) -> None:
    n = frame.person.neck
    line = [frame.at(math.cos(a) * (n + 6.5), 64 + math.sin(a) * 27) for a in (math.pi * i / 12 for i in range(13))]
    canvas.drawPath(ink.taper([(x, y + 1.4) for x, y in line], 1.6, 0.6, 0.6), ink.fill("#5a2a20", 0.35, blur=0.6))
    canvas.drawPath(ink.taper(line, 1.5, 0.7, 0.7), ink.fill(GOLD))
    canvas.drawPath(ink.taper([(x, y - 0.3) for x, y in line[3:10]], 0.6, 0.2, 0.2), ink.fill("#fff4cf"))
    x, y = frame.at(0, 95)
    drop = ink.path(
        f"M{x} {y - 5} C{x + 4.6} {y + 1} {x + 3.6} {y + 6.5} {x} {y + 6.5} C{x - 3.6} {y + 6.5} {x - 4.6} {y + 1} {x} {y - 5}Z"
    )
    stone = ink.saturate(frame.person.colours[2], 1.3)
    canvas.drawPath(drop, ink.fill(shader=ink.radial((x - 1.4, y), 8, [ink.lighten(stone, 0.6), stone, ink.darken(stone, 0.4)])))
    canvas.drawPath(drop, ink.stroke(GOLD, 0.9))
    canvas.drawCircle(x - 1.3, y + 0.6, 1.1, ink.fill("#ffffff", 0.9))


def _scarf(canvas: Any, frame: Frame) -> None:
    one = frame.person
    n = one.neck
    colour = one.colours[1] if abs(ink.luma(one.colours[1]) - ink.luma(one.colours[0])) > 0.1 else one.colours[2]
    if not frame.away:
        tail = frame.path(f"M{-n * 0.9} 76 C{-n - 6} 110 {-n - 2} 160 {-n - 8} 206 L{n * 0.15} 210 C{n * 0.3} 160 2 116 4 80Z")
        drape(canvas, frame, tail, colour, line=0.8)
        folds(
            canvas, frame, tail, [[(-n * 0.4, 86), (-n * 0.6, 140), (-n * 0.5, 206)], [(-n * 0.9, 90), (-n, 204)]], colour, 3, 0.6
        )
        for k in range(7):
            x = -n - 7 + k * (n * 1.15 + 6) / 6
            canvas.drawPath(ink.taper(frame.line((x, 206), (x - 1, 217)), 1.3, 0.9, 0.6), ink.fill(colour))
    wrap = frame.path(
        f"M{-n - 5} 44 C{-n * 0.4} 58 {n * 0.4} 58 {n + 5} 44 C{n + 16} 54 {n + 20} 68 {n + 16} 80 C{n * 0.5} 98 {-n * 0.5} 98 "
        f"{-n - 16} 80 C{-n - 20} 68 {-n - 16} 54 {-n - 5} 44Z"
    )
    drape(canvas, frame, wrap, colour, line=0.9)
    lines = [[(-n - 14, 60 + 8 * k), (0, 76 + 8 * k), (n + 14, 62 + 7 * k)] for k in range(3)]
    folds(canvas, frame, wrap, [*lines, [(-n, 52), (n * 0.2, 80), (n, 84)]], colour, 3.2, 0.7)


def _fur(canvas: Any, frame: Frame) -> None:
    """A thick fur about the neck and down the front: a soft roll with a feathered edge."""
    one = frame.person
    n, s = one.neck, one.shoulder
    colour = ink.mix(one.colours[2], "#efe9e2", 0.5)
    for side in (1, -1):
        places = [
            (side * (n - 3), 52.0),
            (side * (n + 12), 60.0),
            (side * (n + 15), 84.0),
            (side * 14.0, 122.0),
            (side * 4.0, 150.0),
        ]
        if frame.away:
            places = [(0.0, 58.0), (side * (n + 4), 58.0), (side * (s * 0.55), 76.0), (side * s * 0.6, 96.0)]
        line = ink.dense(frame.line(*places), 12)
        canvas.drawPath(ink.taper([(x, y + 4) for x, y in line], 30, 0.6, 0.4), ink.fill("#1c1220", 0.35, blur=3))
        roll = ink.taper(line, 25, 0.65, 0.35)
        for i in range(len(line) - 1):
            (x, y), (nx, ny) = line[i], line[i + 1]
            length = math.hypot(nx - x, ny - y) or 1.0
            dx, dy = (nx - x) / length, (ny - y) / length
            for edge in (-1, 1):
                reach = 13.5 + 3.0 * noise(i, edge + 4)
                root = (x + dy * edge * 6, y - dx * edge * 6)
                tip = (x + dy * edge * reach + dx * 5, y - dx * edge * reach + dy * 5)
                canvas.drawPath(ink.taper([root, tip], 5.0, 0.8, 0.0, 0.3), ink.fill(ink.mix(colour, "#8a8094", 0.2)))
        x0, x1 = line[0][0] - side * 14, line[2][0] + side * 14
        tones = [ink.lighten(colour, 0.6), colour, ink.mix(colour, "#7a7088", 0.4)]
        canvas.drawPath(roll, ink.fill(shader=ink.linear((min(x0, x1), 0), (max(x0, x1), 0), tones), blur=0.8))
        for i in range(len(line) - 3):
            (x, y), (nx, ny) = line[i], line[i + 3]
            for k in range(4):
                off = 17 * (noise(i, k + 9) - 0.5)
                shade = ink.lighten(colour, 0.5) if (i + k) % 2 else ink.mix(colour, "#7a7088", 0.45)
                hair = [(x + off, y), (nx + off * 1.15, ny)]
                canvas.drawPath(ink.taper(hair, 1.3, 0.1, 0.0), ink.fill(shade, 0.6))


def _hilt(canvas: Any, frame: Frame) -> None:
    x, y = frame.at(frame.person.waist * 0.85, 196)
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(-52)
    canvas.drawRoundRect(ink.rect(2, -4, 40, 4), 3, 3, ink.fill(shader=ink.linear((0, -4), (0, 4), ["#6a4630", "#2c1a12"])))
    for k in range(6):
        canvas.drawPath(ink.taper([(8 + k * 5, -4), (12 + k * 5, 4)], 1.4, 0.9, 0.9), ink.fill("#c9a25a", 0.8))
    canvas.drawOval(ink.rect(-3, -9, 4, 9), ink.fill(shader=ink.linear((0, -9), (0, 9), ["#fbe7a8", GOLD, "#7a5418"])))
    canvas.drawCircle(42, 0, 5.4, ink.fill(GOLD))
    canvas.restore()


def _scabbard(canvas: Any, frame: Frame) -> None:
    a, b = frame.at(frame.person.waist * 0.85, 196), frame.at(-frame.person.hip * 2.1, 318)
    canvas.drawPath(ink.taper([a, b], 9, 0.9, 0.7), ink.fill(shader=ink.linear(a, b, ["#3c2a2a", "#1a1216"])))
    for t in (0.2, 0.6, 0.97):
        x, y = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
        canvas.drawCircle(x, y, 4.6, ink.fill(GOLD))


def _bag(canvas: Any, frame: Frame) -> None:
    one = frame.person
    colour = ink.mix(one.colours[2], "#6b4a34", 0.5)
    strap = frame.line((-one.shoulder * 0.72, 72), (0, 140), (one.hip, 214))
    canvas.drawPath(ink.taper(strap, 6.0, 0.9, 0.9), ink.fill(ink.darken(colour, 0.3)))
    canvas.drawPath(ink.taper(strap, 4.4, 0.9, 0.9), ink.fill(colour))
    x = one.hip * 0.72
    body = frame.path(
        f"M{x} 210 L{x + 40} 208 C{x + 46} 240 {x + 44} 262 {x + 42} 272 L{x - 2} 272 C{x - 4} 250 {x - 4} 230 {x} 210Z"
    )
    drape(canvas, frame, body, colour, line=0.9, sheen=0.6)
    flap = frame.path(f"M{x} 210 L{x + 40} 208 C{x + 44} 224 {x + 40} 240 {x + 20} 242 C{x + 2} 242 {x - 2} 226 {x} 210Z")
    drape(canvas, frame, flap, ink.lighten(colour, 0.08), line=0.9)
    px, py = frame.at(x + 20, 240)
    canvas.drawCircle(px, py, 3, ink.fill(GOLD))


def _tail(canvas: Any, frame: Frame, sway: float) -> None:
    """A great brush of fur that curls up beside the figure."""
    one = frame.person
    h, p = one.hip, sway * 12
    line = [
        frame.at(-h * 0.2, 250),
        frame.at(-h * 1.5 - p * 0.4, 318),
        frame.at(-h * 2.7 - p, 286),
        frame.at(-h * 3.0 - p * 1.5, 200),
        frame.at(-h * 2.6 - p * 2, 120),
        frame.at(-h * 2.9 - p * 2.2, 62),
    ]
    tones = one.hair
    brush = limb(line, [8.0, 22.0, 33.0, 36.0, 25.0, 1.0])
    canvas.drawPath(
        brush, ink.fill(shader=ink.linear(line[1], line[4], [tones.shade, ink.lighten(tones.base, 0.08), tones.light]))
    )
    canvas.save()
    ink.clip(canvas, brush)
    x, y = line[-1]
    canvas.drawOval(ink.rect(x - 60, y - 30, x + 60, y + 52), ink.fill("#fbf5ec", 0.95, blur=9))
    dense = ink.dense(line, 6)
    for i in range(3, len(dense) - 4):
        (ax, ay), (bx, by) = dense[i], dense[i + 4]
        for k in (-22, -12, -3, 7, 17):
            off = k + 4 * ((i * 3 + k) % 3)
            nx, ny = -(by - ay) / 30, (bx - ax) / 30
            hair = [(ax + nx * off * 0.5, ay + ny * off * 0.5), (bx + nx * off, by + ny * off)]
            canvas.drawPath(ink.taper(hair, 2.0, 0.2, 0.0), ink.fill(tones.light if (i + k) % 2 else tones.shade, 0.35))
    canvas.restore()
    canvas.drawPath(brush, ink.stroke(tones.deep, 0.8, 0.6))


def _veil(canvas: Any, frame: Frame, sway: float) -> None:
    """A sheer veil down the back."""
    one = frame.person
    colour = "#ffffff" if one.garment == "wedding-dress" else ink.lighten(one.colours[0], 0.35)
    p = sway * 20
    s = one.shoulder
    shape = frame.path(
        f"M-30 -40 C{-s * 0.9} 0 {-s - 16} 120 {-s - 34 + p * 0.5} 300 C{-s - 44 + p} 460 {-s - 50 + p} 560 {-s - 54 + p} 640 "
        f"L{s + 54 + p} 640 C{s + 44 + p} 460 {s + 34} 300 {s + 16} 120 C{s * 0.9} 0 40 -40 30 -40Z"
    )
    canvas.drawPath(shape, ink.fill(colour, 0.5))
    for f in (-0.95, -0.7, 0.7, 0.95):
        line = frame.line((f * 36, -20), (f * s * 1.1, 200), (f * (s + 50) + p, 636))
        canvas.drawPath(ink.taper(line, 3.0, 0.2, 0.6), ink.fill(colour, 0.5))
