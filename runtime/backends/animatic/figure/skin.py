"""What time, life and the make-up department leave on a face: lines, beards, freckles, wounds, tears."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink
from .expression import Face
from .mouth import LINE
from .strand import Sheet, draw_sheet, leaf, noise
from .turn import Point, Turn


def draw_age(canvas: Any, turn: Turn, face: Face) -> None:
    """Lines of age and of feeling: forehead, between the brows, beside nose and mouth, below the eyes."""
    one, skin = turn.person, turn.person.skin
    old = one.lines
    line = ink.fill(skin.line, 0.3 + 0.4 * old)
    if old > 0.08:
        for side in (-1, 1):
            fold = [turn.face(side * 7.5, 18), turn.face(side * 11.5, 23.5), turn.face(side * 12.6, 30)]
            canvas.drawPath(ink.taper(fold, 0.8 + 0.7 * old, 0.0, 0.0), line)
            canvas.drawPath(
                ink.taper([(x + side * 0.8, y) for x, y in fold], 2.4, 0, 0), ink.fill(skin.shade, 0.5 * old, blur=1.0)
            )
            for k in range(3 if old > 0.3 else 2):
                foot = [turn.face(side * 27, 0.5 + 2.0 * k), turn.face(side * 30.5, -0.5 + 3.6 * k)]
                canvas.drawPath(ink.taper(foot, 0.7, 0.4, 0.0), line)
            bag = [turn.face(side * 8, 6.5), turn.face(side * 15, 9.2), turn.face(side * 22.5, 6.8)]
            canvas.drawPath(ink.taper(bag, 0.8, 0, 0), ink.fill(skin.line, 0.55 * old))
    if old > 0.4:
        for k, v in enumerate((-22.0, -26.5, -31.0)):
            wave = [turn.face(u, v + (0.8 if i % 2 else 0.0), 1) for i, u in enumerate((-15 + k, -7, 0, 7, 15 - k))]
            canvas.drawPath(ink.taper(wave, 0.7, 0, 0), ink.fill(skin.line, 0.55 * old))
        for side in (-1, 1):
            canvas.drawPath(ink.taper([turn.face(side * 10, 35), turn.face(side * 11, 40)], 0.8, 0, 0), line)
            sunk = turn.face(side * 21, 22)
            canvas.drawOval(ink.rect(sunk[0] - 5, sunk[1] - 8, sunk[0] + 5, sunk[1] + 8), ink.fill(skin.shade, 0.4 * old, blur=3))
    if face.frown > 0.1:
        for side in (-1, 1):
            knot = [
                turn.face(side * 2.6, -16 + turn.low, 2),
                turn.face(side * 2.9, -12 + turn.low, 2),
                turn.face(side * 2.2, -8.5 + turn.low, 2),
            ]
            canvas.drawPath(ink.taper(knot, 0.95, 0, 0), ink.fill(skin.line, 0.6 * min(1, face.frown)))


def draw_flush(canvas: Any, turn: Turn, face: Face) -> None:
    """Blush on cheeks and nose; or the blood leaving the face."""
    skin = turn.person.skin
    if face.flush > 0.05:
        for side in (-1, 1):
            x, y = turn.face(side * 18.5, 12.5 + turn.low)
            k = max(0.35, turn.narrow(side * 18))
            canvas.drawOval(ink.rect(x - 10 * k, y - 5, x + 10 * k, y + 5), ink.fill("#e8505c", 0.36 * face.flush, blur=3.4))
            if face.flush > 0.82:
                for i in (-1, 0, 1):
                    cx = x + i * 3.6 * k
                    canvas.drawPath(
                        ink.taper([(cx + 1.2, y - 2.0), (cx - 1.2, y + 2.0)], 0.8, 0.3, 0.3), ink.fill("#c83a4c", 0.4)
                    )
        x, y = turn.face(0, 17, 9)
        canvas.drawOval(ink.rect(x - 5, y - 2.6, x + 5, y + 2.6), ink.fill("#e8505c", 0.2 * face.flush, blur=2))
    if face.pale > 0.05:
        x, y = turn.face(0, -4)
        canvas.drawOval(
            ink.rect(x - 32, y - 34, x + 32, y + 8), ink.fill(ink.mix(skin.base, "#8fa0c4", 0.5), 0.3 * face.pale, blur=7)
        )


def draw_features(canvas: Any, turn: Turn) -> None:
    """Freckles, moles and an old scar."""
    one, skin = turn.person, turn.person.skin
    side = -1.0 if turn.mirrored else 1.0
    if "freckles" in one.features:
        for i in range(26):
            u, v = 44 * (noise(11, i) - 0.5), 8 + 10 * noise(12, i)
            x, y = turn.face(u, v, 6 - abs(u) * 0.25)
            canvas.drawCircle(x, y, 0.42 + 0.4 * noise(13, i), ink.fill(ink.mix(skin.line, "#a8643c", 0.4), 0.6))
    if "mole" in one.features:
        u, v = ((10.5, 27.0), (17.0, 12.5), (-11.0, 36.0))[one.variant // 5 % 3]
        x, y = turn.face(u * side, v)
        canvas.drawCircle(x, y, 0.95, ink.fill(ink.mix(skin.line, "#2a1412", 0.6)))
    if "scar" in one.features:
        line = [turn.face(side * u, v) for u, v in ((19, -20), (17, -9), (20, 8), (19, 17))]
        canvas.drawPath(ink.taper(line, 2.2, 0.2, 0.1), ink.fill(ink.mix(skin.light, "#e88a8a", 0.5), 0.9))
        canvas.drawPath(ink.taper([(x + 0.8, y) for x, y in line], 0.7, 0.1, 0.1), ink.fill(skin.line, 0.7))


def draw_stubble(canvas: Any, turn: Turn) -> None:
    """The shadow of a beard under the skin, before the mouth is drawn."""
    one = turn.person
    if one.facial_hair == "none":
        return
    colour = ink.mix(one.hair.base, one.skin.deep, 0.45)
    x, y = turn.face(0, 37 + one.chin * 0.5)
    strength = 0.3 if one.facial_hair == "stubble" else 0.16
    canvas.drawOval(ink.rect(x - 19, y - 14, x + 19, y + 15), ink.fill(colour, strength, blur=5))
    if one.facial_hair == "stubble":
        for i in range(150):
            u, v = 48 * (noise(31, i) - 0.5), 24 + 27 * noise(32, i)
            if (abs(u) < 8.5 and 28.5 < v < 35) or abs(u) + (v - 24) * 0.75 < 9:
                continue
            px, py = turn.face(u, v, 2 - abs(u) * 0.1)
            canvas.drawPath(ink.taper([(px, py), (px + 0.2, py + 1.1)], 0.42, 0.8, 0.1), ink.fill(one.hair.deep, 0.45))


def draw_beard(canvas: Any, turn: Turn, jaw: float) -> None:
    """Moustache and beard; `jaw` is how far the chin is dropped."""
    one = turn.person
    kind = one.facial_hair
    if kind in ("none", "stubble"):
        return
    tones = one.hair
    mid = LINE + one.chin * 0.35
    if kind in ("beard", "long-beard"):
        _jaw_hair(canvas, turn, jaw, mid)
    for side in (1, -1):
        droop = 9.0 if kind == "long-beard" else 1.5
        tip = turn.face(side * (12.5 if kind != "long-beard" else 13.5), mid + droop + 0.5, 1)
        line = [turn.face(side * 0.6, mid - 5.6, 5), turn.face(side * 5.5, mid - 4.4, 4), turn.face(side * 10, mid - 1.2, 2), tip]
        draw_sheet(canvas, leaf(line, 4.2, root=0.7, belly=0.35, shine=-1, tone=0.1, seed=3 + side, lines=5), tones)


def _jaw_hair(canvas: Any, turn: Turn, jaw: float, mid: float) -> None:
    one = turn.person
    tones = one.hair
    side_low = [turn.face(s * 30.0, 2, -2) for s in (-1, 1)]
    outline = turn.outline()
    near, far = outline[10:15][::-1], outline[6:10]
    edge = [*(((x - 0.8, y + 0.8)) for x, y in near), *(((x + 0.6, y + 1.0)) for x, y in reversed(far))]
    mouth = [
        turn.face(13.5, mid - 3, 1),
        turn.face(11, mid + 3.4 + jaw * 0.6, 2),
        turn.face(5.5, mid + 6.4 + jaw, 3),
        turn.face(0, mid + 6.0 + jaw, 3),
        turn.face(-5.5, mid + 6.4 + jaw, 3),
        turn.face(-11, mid + 3.4 + jaw * 0.6, 2),
        turn.face(-13.5, mid - 3, 1),
    ]
    shape = ink.spline([side_low[0], *edge, side_low[1], turn.face(25, 20), *mouth, turn.face(-25, 20)], True, 0.7)
    canvas.drawPath(shape, ink.fill(tones.base, 0.9, blur=0.9))
    canvas.save()
    ink.clip(canvas, shape)
    for i in range(46):
        u = 52 * ((i + 0.5) / 46 - 0.5)
        x, y = turn.face(u, mid + 3 + 5 * noise(41, i) - abs(u) * 0.5, 1)
        tip = (x + u * 0.05, y + 9 + 4 * noise(42, i))
        canvas.drawPath(ink.taper([(x, y), tip], 0.7, 0.3, 0), ink.fill(tones.light if i % 3 else tones.deep, 0.5))
    canvas.restore()


def draw_chin_beard(canvas: Any, turn: Turn) -> None:
    """The part of a beard that hangs from the chin."""
    one, tones = turn.person, turn.person.hair
    if one.facial_hair not in ("beard", "long-beard"):
        return
    low = 49.5 + one.chin
    x, y = turn.face(0, low, 1)
    if one.facial_hair == "long-beard":
        a = [turn.face(-17, low - 8, 0), (x - 15, y + 10), (x - 12, y + 40), (x - 3, y + 70)]
        b = [turn.face(17, low - 8, 0), (x + 14, y + 10), (x + 11, y + 40), (x + 2, y + 70)]
        draw_sheet(canvas, Sheet(tuple(a), tuple(b), 5, 0.1, 0.45, 0.15, 8, 14, 0.5), tones)
        return
    a = [turn.face(-15, low - 5, 0), (x - 11, y + 2), (x - 5, y + 7)]
    b = [turn.face(15, low - 5, 0), (x + 11, y + 2), (x + 5, y + 7)]
    draw_sheet(canvas, Sheet(tuple(a), tuple(b), 5, 0.16, -1, 0.0, 8, 10, 0.3), tones)


def draw_marks(canvas: Any, turn: Turn) -> None:
    """Wounds, dirt and sweat on the face."""
    side = -1.0 if turn.mirrored else 1.0
    for mark in sorted(turn.person.marks):
        made = _MARKS.get(mark)
        if made is not None:
            made(canvas, turn, side)


def _cut_at(canvas: Any, points: list[Point]) -> None:
    canvas.drawPath(ink.taper(points, 2.6, 0, 0), ink.fill("#8e1420", 0.5, blur=0.8))
    canvas.drawPath(ink.taper(points, 1.3, 0, 0), ink.fill("#8e0f1c"))
    canvas.drawPath(ink.taper([(x, y - 0.4) for x, y in points], 0.5, 0, 0), ink.fill("#e8606a", 0.9))
    x, y = points[len(points) // 2]
    canvas.drawPath(ink.taper([(x, y), (x - 0.3, y + 4), (x + 0.2, y + 7.5)], 1.2, 0.5, 0.6), ink.fill("#9a1422", 0.9))


def _cut_cheek(canvas: Any, turn: Turn, side: float) -> None:
    _cut_at(canvas, [turn.face(side * u, v) for u, v in ((13, 17), (18, 15), (24, 11))])


def _cut_brow(canvas: Any, turn: Turn, side: float) -> None:
    _cut_at(canvas, [turn.face(-side * u, v) for u, v in ((14, -21), (18, -18), (23, -17.5))])


def _bruise(canvas: Any, turn: Turn, side: float) -> None:
    for u, v, r, colour, a in ((19, 9, 7.5, "#6a2a58", 0.34), (21, 8, 5.0, "#43205a", 0.34), (16, 11, 5, "#8a6a2a", 0.22)):
        x, y = turn.face(-side * u, v)
        canvas.drawOval(ink.rect(x - r, y - r * 0.6, x + r, y + r * 0.6), ink.fill(colour, a, blur=2.4))


def _blood(canvas: Any, turn: Turn, side: float) -> None:
    start = turn.face(-side * 6.5, LINE + 0.8, 2)
    line = [
        start,
        turn.face(-side * 7.6, 38),
        turn.face(-side * 7.0, 44 + turn.person.chin),
        turn.face(-side * 7.4, 48.5 + turn.person.chin),
    ]
    canvas.drawPath(ink.taper(line, 2.0, 0.6, 0.7), ink.fill("#9a0f1c"))
    canvas.drawPath(ink.taper([(x - 0.35, y) for x, y in line], 0.5, 0.2, 0.2), ink.fill("#f08088", 0.7))
    line = [turn.face(side * 22, -27, 1), turn.face(side * 23, -16), turn.face(side * 26, -6)]
    canvas.drawPath(ink.taper(line, 2.2, 0.8, 0.3), ink.fill("#9a0f1c", 0.95))
    for i in range(5):
        x, y = turn.face(side * (14 + 9 * noise(51, i)), 8 + 12 * noise(52, i))
        canvas.drawCircle(x, y, 0.5 + 0.7 * noise(53, i), ink.fill("#9a0f1c", 0.9))


def _dirt(canvas: Any, turn: Turn, side: float) -> None:
    for u, v, r in ((16, 17, 6), (-21, 10, 5), (8, -25, 6), (-9, 39, 4), (24, -4, 3.5)):
        x, y = turn.face(side * u, v)
        canvas.drawOval(ink.rect(x - r, y - r * 0.55, x + r, y + r * 0.55), ink.fill("#3b2a20", 0.3, blur=1.6))
        canvas.drawPath(
            ink.taper([(x - r * 0.8, y + 1), (x, y - 0.5), (x + r * 0.9, y + 0.4)], 1.6, 0, 0), ink.fill("#2e2018", 0.35)
        )


def _sweat(canvas: Any, turn: Turn, side: float) -> None:
    for u, v, r in ((-20, -24, 1.5), (24, -20, 1.2), (28, 6, 1.4), (-27, 14, 1.3), (12, -29, 1.0)):
        x, y = turn.face(side * u, v)
        _drop(canvas, x, y, r)


def _drop(canvas: Any, x: float, y: float, r: float) -> None:
    drop = ink.path(
        f"M{x} {y - r * 2.2} C{x + r * 0.5} {y - r} {x + r} {y - r * 0.2} {x + r} {y + r * 0.3} "
        f"C{x + r} {y + r * 1.5} {x - r} {y + r * 1.5} {x - r} {y + r * 0.3} C{x - r} {y - r * 0.2} {x - r * 0.5} {y - r} {x} {y - r * 2.2}Z"
    )
    canvas.drawPath(drop, ink.fill("#dff0ff", 0.75))
    canvas.drawPath(drop, ink.stroke("#8fb4d8", 0.35, 0.8))
    canvas.drawCircle(x - r * 0.3, y, r * 0.35, ink.fill("#ffffff", 0.95))


def _bandage(canvas: Any, turn: Turn, side: float) -> None:
    top = [turn.face(u, v, 3) for u, v in ((-33, -20), (-16, -27), (0, -29), (16, -28), (33, -23))]
    low = [turn.face(u, v, 3) for u, v in ((34, -15), (16, -20), (0, -21.5), (-16, -19.5), (-34, -12))]
    shape = ink.spline([*top, *low], True, 0.8)
    canvas.drawPath(shape, ink.fill(shader=ink.linear(top[0], top[-1], ["#f4efe6", "#e6ddd0", "#c9bfb4"])))
    canvas.drawPath(shape, ink.stroke("#9a8d80", 0.6, 0.8))
    for k in (0.33, 0.66):
        line = [(a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k) for a, b in zip(top, low[::-1])]
        canvas.drawPath(ink.taper(line, 0.6, 0.4, 0.4), ink.fill("#a89a8c", 0.8))
    x, y = turn.face(side * 14, -24, 4)
    canvas.drawOval(ink.rect(x - 4, y - 2.6, x + 4, y + 2.6), ink.fill("#b0202c", 0.6, blur=1.2))


_MARKS = {
    "cut-cheek": _cut_cheek,
    "cut-brow": _cut_brow,
    "bruise": _bruise,
    "blood": _blood,
    "dirt": _dirt,
    "sweat": _sweat,
    "bandage": _bandage,
}


def draw_tears(canvas: Any, turn: Turn, face: Face, run: float) -> None:
    """Tears: brimming on the lid, then running down the cheek; `run` 0 to 1 is where the newest drop is."""
    amount = max(face.tears, 0.8 if "tears" in turn.person.marks else 0.0)
    if amount < 0.1:
        return
    for side in (-1, 1):
        k = turn.narrow(side * 17)
        if k < 0.3:
            continue
        places = [turn.face(side * u, v + turn.low, 1) for u, v in ((18, 4.6), (19.5, 10), (19.8, 18), (18, 27), (14.5, 36))]
        places = places[: 3 + round(2 * min(1.0, amount))]
        canvas.drawPath(ink.taper(places, 1.9 * k + 0.3, 0.5, 0.3), ink.fill("#e6f2ff", 0.3 * amount, blur=0.25))
        canvas.drawPath(ink.taper([(x - 0.5, y) for x, y in places], 0.5, 0.1, 0.1), ink.fill("#ffffff", 0.7 * amount))
        canvas.drawPath(ink.taper([(x + 0.8, y) for x, y in places], 0.5, 0.2, 0.2), ink.fill("#7a9cc8", 0.4 * amount))
        line = ink.dense(places, 8)
        x, y = line[min(len(line) - 1, int((0.25 + 0.75 * run) * (len(line) - 1)))]
        _drop(canvas, x, y, 1.7 * amount)
