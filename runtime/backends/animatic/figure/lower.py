"""The lower body: skirts, robes, trousers, legs and shoes."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold, folds
from .frame import Frame
from .strand import noise
from .turn import Point
from .wardrobe import Garment


def draw_lower(canvas: Any, frame: Frame, garment: Garment, colour: str, sway: float, stride: float, kneel: float) -> None:
    """Everything below the waist. Raises KeyError for an unknown cut."""
    if kneel > 0.5:
        _kneeling(canvas, frame, garment, colour, min(1.0, max(0.0, kneel - 1)))
        return
    if garment.lower in ("trousers", "jeans") or (garment.lower == "pleated" and not frame.person.woman):
        _trousers(canvas, frame, garment, colour, stride)
    else:
        length, hem, waist = _SKIRTS[garment.lower]
        if length < 600:
            _bare_legs(canvas, frame, stride)
        elif garment.lower != "ball":
            _toes(canvas, frame)
        _skirt(canvas, frame, garment, colour, sway, length, hem, waist)


_SKIRTS: dict[str, tuple[float, float, float]] = {
    "robe": (654.0, 2.35, 176.0),
    "ruqun": (658.0, 2.7, 148.0),
    "skirt": (404.0, 1.9, 182.0),
    "pleated": (372.0, 1.75, 184.0),
    "mermaid": (660.0, 2.1, 180.0),
    "ball": (664.0, 4.0, 180.0),
    "sheath": (560.0, 0.86, 182.0),
}
"""Where a skirt ends (standard height), how wide its hem is in hips, where it begins."""


def _skirt(canvas: Any, frame: Frame, garment: Garment, colour: str, sway: float, length: float, wide: float, top: float) -> None:
    one = frame.person
    w, h = one.waist + 1, one.hip + (3 if garment.lower in ("robe", "ruqun", "ball") else 0)
    hem = h * wide if one.woman else h * min(wide, 2.0) + 6
    push = sway * 9.0
    if garment.lower == "mermaid":
        right = [(w, top), (h, 232), (h * 0.92, 330), (h * 0.72, 430), (h * 0.86, 520), (hem * 0.72, 600), (hem, length)]
    elif garment.lower == "ball":
        right = [(w, top), (h * 1.35, 222), (h * 2.2, 330), (h * 3.0, 470), (hem * 0.9, 590), (hem, length)]
    elif garment.lower == "sheath":
        right = [(w, top), (h, 232), (h * 0.98, 300), (h * 0.86, 420), (h * wide, length)]
    else:
        right = [
            (w, top),
            (h * 1.02, 226),
            (h + (hem - h) * 0.32, 226 + (length - 226) * 0.4),
            (h + (hem - h) * 0.72, 226 + (length - 226) * 0.75),
            (hem, length),
        ]

    def moved(x: float, y: float) -> Point:
        low = max(0.0, (y - 230) / 430)
        return frame.at(x + push * low * low * 1.6, y)

    edge = _hem_edge(right[-1][0], length, 7 if garment.lower != "sheath" else 3, garment.lower)
    left = [(-x, y) for x, y in reversed(right)]
    shape = ink.spline([moved(*p) for p in [*right, *edge, *left]], True, 0.72)
    pattern = (one.pattern, one.colours[1], one.colours[2])
    drape(canvas, frame, shape, colour, pattern=pattern if garment.bottom == 0 else None, sheen=garment.sheen * 0.6)
    canvas.save()
    ink.clip(canvas, shape)
    n = {"sheath": 3, "pleated": 12, "ball": 11, "mermaid": 7}.get(garment.lower, 8)
    start = 430.0 if garment.lower == "mermaid" else top + 6
    for i in range(n):
        f = (i + 0.5) / n * 2 - 1
        drift = 0.25 * (noise(3, i) - 0.5) / n * 6
        begin = start + (30 + 70 * noise(9, i) if garment.lower not in ("pleated",) else 0)
        line = [
            moved(f * w * 0.9, begin),
            moved((f + drift * 0.3) * (w + right[-1][0]) * 0.42, (begin + length) * 0.52),
            moved((f + drift) * right[-1][0] * 0.95, length + 4),
        ]
        fold(canvas, line, colour, 4.4 if garment.lower != "pleated" else 2.6, 0.62 if garment.lower != "sheath" else 0.4)
    if garment.lower in ("robe", "ruqun"):
        _robe_front(canvas, frame, garment, moved, length, w, right[-1][0])
    canvas.drawRect(
        ink.rect(-400, frame.y(length) - 70, 400, frame.y(length) + 8),
        ink.fill(shader=ink.linear((0, frame.y(length) - 70), (0, frame.y(length) + 4), [("#140a1c", 0.0), ("#140a1c", 0.28)])),
    )
    canvas.restore()
    if garment.lower == "sheath":
        slit = [moved(h * 0.62, 400), moved(h * 0.66, 470), moved(h * 0.7, length)]
        canvas.drawPath(ink.taper(slit, 3.2, 0, 1, 0.9), ink.fill(cloth_tones(colour).deep, 0.9))


def _hem_edge(x: float, y: float, waves: int, kind: str) -> list[Point]:
    """A hem from right to left with soft waves."""
    made: list[Point] = []
    for i in range(1, 2 * waves):
        f = 1 - i / waves
        made.append((x * f, y + (3.4 if i % 2 else -0.6) * (0.6 if kind == "sheath" else 1.0) + 6 * (1 - f * f)))
    return made


def _robe_front(canvas: Any, frame: Frame, garment: Garment, moved: Any, length: float, w: float, hem: float) -> None:
    """The overlapping front edge and the trimmed hem of a robe."""
    one = frame.person
    trim = one.colours[1]
    front = [moved(-w * 0.25, 190), moved(-w * 0.2, 360), moved(-hem * 0.12, 520), moved(-hem * 0.1, length + 6)]
    canvas.drawPath(ink.taper(front, 7.0, 0.5, 1.0, 0.9), ink.fill(trim, 0.95))
    canvas.drawPath(ink.taper([(x + 3.6, y) for x, y in front], 0.9, 0.4, 0.6), ink.fill(cloth_tones(trim).line, 0.7))
    band = [moved(x * hem * 1.04, length - 7 + 6 * (1 - x * x)) for x in (-1, -0.6, -0.2, 0.2, 0.6, 1)]
    canvas.drawPath(ink.taper(band, 11, 0.9, 0.9), ink.fill(trim, 0.95))
    if "gold" in garment.extras:
        gold = [(x, y - 10) for x, y in band]
        canvas.drawPath(ink.taper(gold, 3.0, 0.9, 0.9), ink.fill("#e2b64e", 0.95))


def _trousers(canvas: Any, frame: Frame, garment: Garment, colour: str, stride: float) -> None:
    one = frame.person
    h = one.hip
    loose = 1.0 + (0.22 if "piping" in garment.extras or one.garment == "peasant" else 0.16)
    step = stride * 13.0
    for side in (-1, 1):
        lift = max(0.0, step * side)
        x = side * (h * 0.5 + 1)
        _shoe(canvas, frame, x + side * 2, 656 - lift * 0.4, side, one.woman and garment.lower != "jeans")
        leg = [
            (side * 0.5, 192),
            (side * (one.waist + 1.5), 192),
            (side * h * 0.97, 226),
            (side * h * 1.02, 252),
            (side * h * 0.99 * loose, 300),
            (x + side * 21 * loose, 430 - lift),
            (x + side * 17.5 * loose, 540 - lift),
            (x + side * 16.5 * loose, 646 - lift),
            (x, 650 - lift),
            (x - side * 16 * loose, 646 - lift),
            (x - side * 16.5 * loose, 540 - lift),
            (x - side * 19.5 * loose, 430 - lift),
            (x - side * (h * 0.44), 300),
            (side * 0.5, 262),
        ]
        shape = ink.spline(frame.line(*leg), True, 0.7)
        drape(canvas, frame, shape, colour, pattern=_bottom_pattern(frame, garment), line=0.65)
        lines: list[list[Point]] = [
            [(x - side * 2, 272), (x, 400), (x + side * 1, 640)],
            [(x + side * 15, 424 - lift), (x + side * 4, 432 - lift), (x - side * 6, 430 - lift)],
            [(x + side * 14, 440 - lift), (x + side * 3, 446 - lift), (x - side * 4, 442 - lift)],
            [(x + side * 13, 628 - lift), (x + side * 3, 634 - lift), (x - side * 9, 628 - lift)],
            [(side * h * 0.2, 258), (side * h * 0.5, 252), (side * h * 0.9, 236)],
        ]
        folds(canvas, frame, shape, lines, colour, 2.6, 0.55 if garment.lower == "trousers" else 0.75)
        if garment.lower == "jeans":
            seam_line = frame.line((side * h * 0.98, 236), (x + side * 16.5, 430 - lift), (x + side * 14.5, 640 - lift))
            canvas.drawPath(ink.taper(seam_line, 0.8, 0.7, 0.7), ink.fill(cloth_tones(colour).light, 0.8))


def _bottom_pattern(frame: Frame, garment: Garment) -> tuple[str, str, str] | None:
    one = frame.person
    same = garment.bottom == 0 and one.garment in ("suit", "pyjamas")
    return (one.pattern, one.colours[1], one.colours[2]) if same else None


def _bare_legs(canvas: Any, frame: Frame, stride: float) -> None:
    one, skin = frame.person, frame.person.skin
    h = one.hip
    for side in (-1, 1):
        x = side * h * 0.44
        lift = max(0.0, stride * side) * 10
        _shoe(canvas, frame, x, 654 - lift * 0.3, side, True)
        leg = [
            (side * 2, 250),
            (side * h * 0.96, 250),
            (x + side * h * 0.42, 320),
            (x + side * 12.5, 410 - lift),
            (x + side * 15.5, 468 - lift),
            (x + side * 9.5, 560 - lift),
            (x + side * 6.4, 640 - lift),
            (x - side * 6.4, 640 - lift),
            (x - side * 8, 560 - lift),
            (x - side * 13.5, 476 - lift),
            (x - side * 10.5, 416 - lift),
            (side * 2.5, 300),
        ]
        shape = ink.spline(frame.line(*leg), True, 0.75)
        a, b = frame.at(x + frame.key * 16, 400), frame.at(x - frame.key * 18, 400)
        canvas.drawPath(shape, ink.fill(shader=ink.linear(a, b, [skin.light, skin.base, skin.shade])))
        canvas.drawPath(shape, ink.stroke(skin.line, 0.7, 0.65))
        knee = frame.line((x - side * 6, 424 - lift), (x, 429 - lift), (x + side * 6, 423 - lift))
        canvas.drawPath(ink.taper(knee, 1.6, 0, 0), ink.fill(skin.shade, 0.9, blur=0.5))


def _shoe(canvas: Any, frame: Frame, x: float, y: float, side: int, heel: bool) -> None:
    canvas.save()
    canvas.translate(*frame.at(x, y))
    draw_shoe(canvas, frame, side, heel)
    canvas.restore()


def draw_shoe(canvas: Any, frame: Frame, side: int, heel: bool) -> None:
    """A shoe about the origin."""
    one = frame.person
    colour = "#23202a" if ink.luma(one.colours[0]) < 0.6 or not one.woman else one.colours[1]
    turn = 3.5 + 5 * frame.sin
    if heel:
        shape = ink.path(f"M-8 -12 C-9 0 {turn - 8} 12 {turn * 0.6} 13 C{9 + turn} 12 9 0 8 -12 C4 -2 -4 -2 -8 -12Z")
    else:
        shape = ink.path(f"M-12 -10 C-15 6 {turn - 14} 12 {turn} 12.5 C{17 + turn} 12 15 4 12 -10Z")
    drape(canvas, frame, shape, colour, line=0.8, sheen=0.8)


def _toes(canvas: Any, frame: Frame) -> None:
    for side in (-1, 1):
        _shoe(canvas, frame, side * frame.person.hip * 0.42, 655, side, False)


def _kneeling(canvas: Any, frame: Frame, garment: Garment, colour: str, down: float) -> None:
    """Folded legs: thighs come forward to the knees on the ground, cloth pools about them."""
    one = frame.person
    h = one.hip
    robe = garment.lower not in ("trousers", "jeans")
    if not robe and down < 0.5:
        _knees(canvas, frame, colour)
        return
    wide = (2.1 if robe else 1.45) * (1 + 0.7 * down)
    low = 456.0 - 190.0 * down

    def at(y: float) -> float:
        return 230 + (y - 230) * (low - 230) / 226

    shape = ink.spline(
        frame.line(
            (one.waist, 190),
            (h * 1.05, 222),
            (h * wide * 0.86, at(320)),
            (h * wide, at(420)),
            (h * wide * 0.9, at(452)),
            (h * 0.5, at(462)),
            (0, at(456)),
            (-h * 0.5, at(462)),
            (-h * wide * 0.9, at(452)),
            (-h * wide, at(420)),
            (-h * wide * 0.86, at(320)),
            (-h * 1.05, 222),
            (-one.waist, 190),
        ),
        True,
        0.75,
    )
    drape(canvas, frame, shape, colour, line=0.65)
    lines = [
        [(f * h * 0.5, at(236)), (f * h * 0.9, at(330)), (f * h * wide * 0.92, at(446))]
        for f in (-0.9, -0.55, -0.2, 0.25, 0.6, 0.9)
    ]
    lines += [[(-h * 0.1, at(300)), (0, at(380)), (2, at(456))]]
    folds(canvas, frame, shape, lines, colour, 4.0, 0.65)


def _knees(canvas: Any, frame: Frame, colour: str) -> None:
    """Kneeling in trousers: both thighs foreshortened to the knees, the shins folded away behind."""
    h, w = frame.person.hip, frame.person.waist
    behind = ink.spline(
        frame.line((-h * 1.1, 400), (h * 1.1, 400), (h * 1.25, 446), (h * 0.9, 460), (-h * 0.9, 460), (-h * 1.25, 446)), True, 0.7
    )
    drape(canvas, frame, behind, ink.darken(colour, 0.35), line=0.6)
    for side in (-1, 1):
        thigh = ink.spline(
            frame.line(
                (0, 192),
                (side * (w + 1.5), 192),
                (side * h * 1.02, 236),
                (side * h * 1.14, 330),
                (side * h * 1.16, 410),
                (side * h * 0.98, 446),
                (side * h * 0.55, 456),
                (side * h * 0.14, 442),
                (side * 2, 400),
                (side * 0.5, 262),
            ),
            True,
            0.72,
        )
        drape(canvas, frame, thigh, colour, line=0.7)
        lines = [
            [(side * h * 0.2, 256), (side * h * 0.6, 262), (side * h, 244)],
            [(side * h * 0.3, 280), (side * h * 0.7, 340), (side * h * 0.9, 430)],
            [(side * h * 0.1, 300), (side * h * 0.3, 380), (side * h * 0.4, 450)],
            [(side * h * 0.3, 424), (side * h * 0.7, 416), (side * h * 1.1, 424)],
        ]
        folds(canvas, frame, thigh, lines, colour, 3.2, 0.7)
