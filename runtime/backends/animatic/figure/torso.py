"""The upper body: neck, trunk and the layer of cloth over it."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink
from .cloth import drape, folds
from .frame import Frame
from .person import Person
from .turn import Point
from .wardrobe import Garment


def hue(person: Person, index: int) -> str:
    """The colour that a garment's number names."""
    if index >= 0:
        return person.colours[index]
    return {-1: person.skin.base, -2: "#f2f1ee", -3: "#2b2d36"}[index]


def draw_neck(canvas: Any, frame: Frame, jaw: Any, lean: float) -> None:
    """Neck and the skin of the upper chest; `jaw` is the face's contour, whose shadow falls on it; `lean` shifts the
    top of the neck with the head."""
    one, skin = frame.person, frame.person.skin
    n, s = one.neck, one.shoulder
    back = -6.5 * frame.sin + lean
    shape = ink.spline(
        [
            (back - n, 18.0),
            (back - n * 0.97, 36.0),
            frame.at(-n * 1.0, 54),
            frame.at(-n * 1.25, 62),
            frame.at(-n - 24, 71),
            frame.at(-s + 9, 79),
            frame.at(-s + 3, 92),
            frame.at(-s * 0.7, 122),
            frame.at(-22, 150),
            frame.at(22, 150),
            frame.at(s * 0.7, 122),
            frame.at(s - 3, 92),
            frame.at(s - 9, 79),
            frame.at(n + 24, 71),
            frame.at(n * 1.25, 62),
            frame.at(n, 54),
            (back + n * 0.97, 36.0),
            (back + n, 18.0),
        ],
        True,
        0.9,
    )
    lit, dim = frame.at(frame.key * s, 90)[0], frame.at(-frame.key * s, 90)[0]
    canvas.drawPath(shape, ink.fill(shader=ink.linear((lit, 0), (dim, 0), [skin.light, skin.base, skin.shade])))
    canvas.save()
    ink.clip(canvas, shape)
    if not frame.away:
        for side in (-1, 1):
            tendon = frame.line((side * n * 0.86, 40), (side * n * 0.55, 56), (side * 4.5, 71))
            canvas.drawPath(ink.taper(tendon, 1.6, 0, 0.4), ink.fill(skin.shade, 0.35 if one.woman else 0.6, blur=0.8))
            bone = frame.line((side * 5.5, 75.5), (side * 16, 73.5), (side * (n + 22), 72.5))
            canvas.drawPath(ink.taper(bone, 2.0, 0.5, 0.0, 0.25), ink.fill(skin.deep, 0.4, blur=0.5))
            canvas.drawPath(ink.taper([(x, y - 1.8) for x, y in bone], 1.5, 0.3, 0), ink.fill(skin.light, 0.6, blur=0.5))
        if not one.woman and one.age > 15:
            x, y = frame.at(1.5, 52)
            canvas.drawOval(ink.rect(x - 2.6, y - 4, x + 2.6, y + 4), ink.fill(skin.shade, 0.6, blur=1.0))
        canvas.save()
        canvas.translate(-frame.key * 2.5, 10.5)
        canvas.drawPath(jaw, ink.fill(skin.deep, 0.75, blur=1.0))
        canvas.translate(-frame.key * 1.0, 3.5)
        canvas.drawPath(jaw, ink.fill(skin.shade, 0.6, blur=2.4))
        canvas.restore()
    else:
        canvas.drawRect(ink.rect(-60, 10, 60, 54), ink.fill(skin.deep, 0.7, blur=4))
    canvas.restore()
    edges = (
        [(back - n * 0.98, 26.0), (back - n * 0.97, 38.0), frame.at(-n * 1.0, 54), frame.at(-n * 1.3, 63)],
        [(back + n * 0.98, 26.0), (back + n * 0.97, 38.0), frame.at(n, 54), frame.at(n * 1.3, 63)],
    )
    for edge in edges:
        canvas.drawPath(ink.taper(edge, 0.8, 0.2, 0.3), ink.fill(skin.line, 0.7))


def lapel_low(garment: Garment) -> float:
    """Where a lapel ends and a jacket closes."""
    return 232.0 if garment.open > 0.5 else 144.0 if garment.open < 0.2 else 178.0


def neckline(garment: Garment, person: Person) -> list[Point]:
    """The right half of a garment's upper edge, from the middle outwards to where it meets the shoulder's line."""
    n, s = person.neck, person.shoulder
    match garment.collar:
        case "lapel":
            low = min(lapel_low(garment), 190.0)
            return [(0, low - 2), (n * 0.5, 60 + (low - 60) * 0.56), (n * 0.8, 92), (n + 3.0, 64)]
        case "cross" | "v":
            return [(0, 128), (n * 0.55, 100), (n + 3.0, 64)]
        case "shirt" | "hood":
            return [(0, 84), (n * 0.7, 74), (n + 2.5, 62)]
        case "scoop":
            return [(0, 104), (n * 0.8, 101), (n + 14, 84), (n + 19, 69.5)]
        case "strapless":
            return [(0, 117), (s * 0.2, 108), (s * 0.5, 105), (s * 0.76, 104)]
        case "mandarin" | "turtle" | "plate":
            return [(0, 66), (n * 0.8, 62), (n + 1.5, 56)]
        case _:
            return [(0, 78), (n * 0.75, 74), (n + 6, 65.5)]


def trunk_path(frame: Frame, garment: Garment, hem: float, loose: float = 0.0, flare: float = 0.0) -> Any:
    """The upper garment's outline down to `hem`, wider there by `flare`."""
    one = frame.person
    edge = neckline(garment, one)
    start = edge[-1][1]
    contour = [p for p in frame.trunk(loose=loose) if p[1] > start + 4 or p[1] > 80]
    if garment.collar == "strapless":
        contour = [p for p in frame.trunk(0.985) if p[1] > 108]
    if loose > 0.5 or not one.woman:
        contour = [(x + (3 * loose if y > 150 else 0), y) for x, y in contour]
    if hem > 240:
        last = contour[-1]
        contour.append((last[0] + flare, hem))
    elif hem > 0:
        contour = [*[p for p in contour if p[1] < hem - 12], (one.hip * 0.97 + flare, hem)]
    right = [*edge[1:], *contour]
    left = [(-x, y) for x, y in reversed(right)]
    bottom = right[-1][1]
    full = [edge[0], *right, (right[-1][0] * 0.5, bottom + 2.0), (left[0][0] * 0.5, bottom + 2.0), *left]
    return ink.spline(frame.line(*full), True, 0.72)


def draw_trunk(canvas: Any, frame: Frame, garment: Garment, colour: str, breath: float) -> Any:
    """The upper garment with its folds; returns its shape."""
    one = frame.person
    loose = max(0.0, garment.loose - 1.0) * 2.2
    hem = garment.hem or 232.0
    flare = 2.0 + 6 * loose + (16 if "long" in garment.extras else 0)
    shape = trunk_path(frame, garment, hem, loose, flare)
    pattern = (one.pattern, one.colours[1], one.colours[2])
    drape(canvas, frame, shape, colour, pattern=pattern if garment.top == 0 else None, sheen=garment.sheen)
    s, w, h = one.shoulder, one.waist, one.hip
    lines: list[list[Point]] = [[(side * s * 0.8, 112), (side * s * 0.62, 128), (side * s * 0.4, 136)] for side in (-1, 1)]
    lines += [[(side * s * 0.86, 100), (side * s * 0.74, 124), (side * (w + 4), 160)] for side in (-1, 1)]
    lines += [[(side * w * 0.96, 172), (side * w * 0.55, 182), (side * w * 0.15, 186)] for side in (-1, 1)]
    lines += [[(side * w * 0.95, 194), (side * w * 0.6, 198), (side * w * 0.3, 198)] for side in (-1, 1)]
    lines += [[(side * h * 0.35, 200), (side * h * 0.45, 224), (side * h * 0.5, hem)] for side in (-1, 1)]
    folds(canvas, frame, shape, lines, colour, 2.6, 0.34 if garment.sheen < 0.6 else 0.5)
    _bust(canvas, frame, shape, breath)
    return shape


def _bust(canvas: Any, frame: Frame, shape: Any, breath: float) -> None:
    """Form shadow and light of the chest, a little stronger when the lungs are full."""
    one = frame.person
    canvas.save()
    ink.clip(canvas, shape)
    s, swell = one.shoulder, 1 + 0.15 * breath
    for side in (-1, 1):
        if one.woman and not one.child:
            x, y = frame.at(side * s * 0.36, 141)
            canvas.drawOval(ink.rect(x - s * 0.3, y - 6, x + s * 0.3, y + 8), ink.fill("#1c0f26", 0.1 * swell, blur=6))
            x, y = frame.at(side * s * 0.34 + frame.key * 4, 121)
            canvas.drawOval(ink.rect(x - s * 0.2, y - 11, x + s * 0.2, y + 9), ink.fill("#fff3e0", 0.13, blur=6))
        elif not one.child:
            x, y = frame.at(side * s * 0.38 + frame.key * 4, 112)
            canvas.drawOval(ink.rect(x - s * 0.3, y - 14, x + s * 0.3, y + 12), ink.fill("#fff3e0", 0.1, blur=8))
    canvas.restore()
