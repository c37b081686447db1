"""Finishing details of garments: sashes, belts, plates, buttons, pockets, hoods, capes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold, folds, seam, shadow
from .frame import Frame
from .torso import hue
from .wardrobe import Garment

GOLD = "#d9ae52"


def draw_waist(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """Sash or belt. Raises KeyError for an unknown one."""
    one = frame.person
    belt = garment.belt
    if belt == "none" and "sash" in one.accessories:
        belt = "sash"
    if belt in ("none", "rope") and "belt" in one.accessories:
        belt = "belt"
    if belt != "none":
        _BELTS[belt](canvas, frame, garment)


def _band(frame: Frame, top: float, bottom: float) -> Any:
    w = frame.person.waist + (2.5 if frame.person.woman else 5.0)
    return frame.path(f"M{-w} {top} C{-w * 0.4} {top + 5} {w * 0.4} {top + 5} {w} {top} L{w + 1} {bottom} "
                      f"C{w * 0.4} {bottom + 6} {-w * 0.4} {bottom + 6} {-w - 1} {bottom}Z")  # fmt: skip


def _sash(canvas: Any, frame: Frame, garment: Garment) -> None:
    one = frame.person
    colour = hue(one, 1)
    low = 178.0 if one.woman else 190.0
    for x, length in ((-7.0, 330.0), (3.0, 376.0)):
        tail = frame.path(f"M{x - 4} {low} C{x - 9} {low + 60} {x - 5} {length - 60} {x - 9} {length} L{x + 4} {length + 6} "
                          f"C{x + 8} {length - 60} {x + 3} {low + 60} {x + 5} {low}Z")  # fmt: skip
        drape(canvas, frame, tail, colour, left=-30, right=30, line=0.7)
        fold(canvas, frame.line((x, low + 6), (x - 2, low + 80), (x - 2, length - 10)), colour, 2.2, 0.6)
    band = _band(frame, low - 22, low)
    drape(canvas, frame, band, colour, line=0.8, pattern=("brocade", one.colours[0], one.colours[2]) if one.pattern in (
        "brocade", "cloud", "floral") else None)  # fmt: skip
    for k in (0.3, 0.62):
        y = low - 22 + 22 * k
        seam(canvas, frame.line((-one.waist, y), (0, y + 5), (one.waist, y)), colour, 0.9, 0.5)
    knot = frame.path(f"M-9 {low - 18} C-3 {low - 14} 2 {low - 14} 6 {low - 18} L5 {low + 2} C1 {low} -4 {low} -8 {low + 2}Z")
    drape(canvas, frame, knot, ink.lighten(colour, 0.08), line=0.9)


def _obi(canvas: Any, frame: Frame, garment: Garment) -> None:
    one = frame.person
    drape(canvas, frame, _band(frame, 142, 186), hue(one, 1), line=0.8, pattern=("brocade", one.colours[2], one.colours[2]))
    for y in (146, 182):
        w = one.waist + 2
        canvas.drawPath(ink.taper(frame.line((-w, y - 1), (0, y + 5), (w, y - 1)), 2.6, 0.9, 0.9), ink.fill(GOLD))
    for x in (-5.0, 4.0):
        tail = frame.path(f"M{x - 4} 186 L{x - 6} 360 L{x + 6} 366 L{x + 4} 186Z")
        drape(canvas, frame, tail, hue(one, 2), left=-24, right=24, line=0.7)


def _belt(canvas: Any, frame: Frame, garment: Garment) -> None:
    one = frame.person
    colour = "#2a2022" if garment.lower in ("trousers", "robe") else ink.mix(one.colours[1], "#1c1418", 0.3)
    y = 184.0 if one.woman else 196.0
    drape(canvas, frame, _band(frame, y - 6, y + 5), colour, line=0.8, sheen=0.8)
    x0, y0 = frame.at(-6, y - 4)
    x1, y1 = frame.at(6, y + 9)
    canvas.drawRoundRect(ink.rect(x0, y0, x1, y1), 2, 2, ink.stroke(GOLD, 2.0))


def _rope(canvas: Any, frame: Frame, garment: Garment) -> None:
    colour = "#a98d5c"
    drape(canvas, frame, _band(frame, 186, 192), colour, line=0.8)
    for x, low in ((-4.0, 236.0), (3.0, 250.0)):
        line = frame.line((x, 190), (x - 3, 214), (x - 1, low))
        canvas.drawPath(ink.taper(line, 3.4, 0.9, 0.8), ink.fill(cloth_tones(colour).line))
        canvas.drawPath(ink.taper(line, 2.4, 0.9, 0.8), ink.fill(colour))


_BELTS: dict[str, Callable[[Any, Frame, Garment], None]] = {"sash": _sash, "obi": _obi, "belt": _belt, "rope": _rope}


def draw_extras(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """Details on the trunk, in the garment's order."""
    for name in garment.extras:
        made = _EXTRAS.get(name)
        if made is not None:
            made(canvas, frame, garment, body)


def _placket(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    one = frame.person
    if garment.tie and "vest" not in garment.extras and one.garment != "uniform":
        return
    colour = hue(one, garment.top)
    low = garment.hem
    for x in (-3.4, 3.4):
        seam(canvas, frame.line((x, 92), (x, 160), (x, low)), colour, 0.8, 0.6)
    metal = GOLD if one.garment == "uniform" else cloth_tones(colour).light
    for k in range(6):
        x, y = frame.at(0, 104 + k * (low - 112) / 5.6)
        canvas.drawCircle(x, y, 1.8, ink.fill(metal))
        canvas.drawCircle(x, y, 1.8, ink.stroke(cloth_tones(colour).line, 0.5, 0.8))


def _vest(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    one = frame.person
    n, w = one.neck, one.waist + 3
    s = one.shoulder
    colour = one.colours[0]
    for side in (-1, 1):
        half = frame.path(f"M{side * (n + 10)} 67 L{side * (s * 0.62)} 73 C{side * s * 0.66} 100 {side * s * 0.7} 116 {side * s * 0.79} 128 "
                          f"L{side * w} 184 L{side * (one.hip + 1)} 240 L{side * 10} 254 L0 240 L0 156 "
                          f"C{side * 8} 130 {side * (n + 2)} 96 {side * (n + 10)} 67Z")  # fmt: skip
        drape(canvas, frame, half, colour, left=-s, right=s, line=0.9, pattern=(one.pattern, one.colours[1], one.colours[2]))
    for k in range(4):
        x, y = frame.at(1.5, 168 + 20 * k)
        canvas.drawCircle(x, y, 2.2, ink.fill(one.colours[2]))
    for side in (-1, 1):
        seam(canvas, frame.line((side * 18, 206), (side * 34, 204)), colour, 1.6, 0.8)


def _frogs(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    one = frame.person
    s = one.shoulder
    line = [(1.0, 76.0), (14, 84), (s * 0.46, 92), (s * 0.68, 104), (s * 0.74, 124)]
    canvas.drawPath(ink.taper(frame.line(*line), 2.0, 0.9, 0.9), ink.fill(one.colours[2]))
    for x, y in (line[0], line[2], line[4]):
        px, py = frame.at(x, y)
        for side in (-1, 1):
            canvas.drawOval(ink.rect(px + side * 3.2 - 3, py - 1.6, px + side * 3.2 + 3, py + 1.6), ink.stroke(one.colours[2], 1.1))
        canvas.drawCircle(px, py, 1.7, ink.fill(one.colours[2]))


def _cuirass(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """Lamellar armour: rows of small plates on the chest, a bright mirror plate on each side."""
    one = frame.person
    s, w = one.shoulder, one.waist + 4
    steel = one.colours[0]
    plate = ink.spline(frame.line((-s * 0.5, 78), (0, 90), (s * 0.5, 78), (s * 0.8, 112), (s * 0.82, 130), (w, 184),
                                  (one.hip, 206), (0, 214), (-one.hip, 206), (-w, 184), (-s * 0.82, 130), (-s * 0.8, 112)),
                       True, 0.7)  # fmt: skip
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
            canvas.drawRoundRect(box, 2.4, 2.4, ink.fill(shader=ink.linear((x, py - 4), (x, py + 7),
                                                                           [(tones.light, 0.7), (tones.deep, 0.65)])))  # fmt: skip
            canvas.drawRoundRect(box, 2.4, 2.4, ink.stroke(tones.line, 0.6, 0.7))
    canvas.restore()
    for side in (-1, 1):
        x, y = frame.at(side * s * 0.36, 116)
        r = s * 0.25
        disc = ink.radial((x - r * 0.3, y - r * 0.4), r * 1.5, [ink.lighten(steel, 0.6), steel, tones.deep])
        canvas.drawCircle(x, y, r, ink.fill(shader=disc))
        canvas.drawCircle(x, y, r, ink.stroke(GOLD, 1.8))
        canvas.drawCircle(x, y, r * 0.62, ink.stroke(tones.line, 0.8, 0.6))
    edge = frame.line((-s * 0.5, 79), (0, 91), (s * 0.5, 79))
    canvas.drawPath(ink.taper(edge, 4.0, 0.9, 0.9), ink.fill(GOLD))


def _tassets(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    one = frame.person
    h = one.hip
    steel = one.colours[0]
    for side in (-1, 1):
        flap = frame.path(f"M{side * 6} 202 L{side * (h + 2)} 200 C{side * (h * 1.3)} 260 {side * (h * 1.42)} 320 {side * h * 1.44} 384 "
                          f"C{side * h} 396 {side * h * 0.7} 396 {side * 16} 388Z")  # fmt: skip
        drape(canvas, frame, flap, steel, line=1.0, sheen=0.4)
        tones = cloth_tones(steel)
        canvas.save()
        ink.clip(canvas, flap)
        for row in range(11):
            y = 214.0 + row * 16
            canvas.drawPath(ink.taper(frame.line((side * 4, y + 12), (side * h * 0.7, y + 15), (side * h * 1.5, y + 10)), 2.0, 0.9, 0.9),
                            ink.fill(tones.line, 0.75))  # fmt: skip
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
            wing = frame.path(f"M{side * (s * 0.6)} {y - 2} C{side * s * 0.82} {y - 13} {side * (s + 13)} {y - 8} {side * (s + 17 + k)} {y + 21} "
                              f"C{side * (s + 2)} {y + 26} {side * s * 0.78} {y + 24} {side * s * 0.6} {y + 14}Z")  # fmt: skip
            drape(canvas, frame, wing, steel, line=1.0, sheen=0.5)
            rim = frame.line((side * (s + 17 + k), y + 21), (side * s * 0.95, y + 25), (side * s * 0.6, y + 14))
            canvas.drawPath(ink.taper(rim, 2.2, 0.8, 0.8), ink.fill(GOLD if k == 0 else tones.light, 0.9))
        x, y = frame.at(side * s * 0.86, 84)
        canvas.drawCircle(x, y, 4.4, ink.fill(GOLD))
        canvas.drawCircle(x - 1, y - 1.2, 1.7, ink.fill("#fff3cf"))


def _kasaya(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """The monk's patched stole over one shoulder."""
    one = frame.person
    s, n = one.shoulder, one.neck
    stole = frame.path(f"M{-n - 6} 63 C{-n - 20} 68 {-s * 0.8} 72 {-s * 0.9} 84 C{-s * 0.6} 140 10 190 {one.hip + 4} 226 "
                       f"L{one.hip + 10} 170 C30 140 {n * 0.2} 110 {-n - 6} 63Z")  # fmt: skip
    colour = ink.mix(one.colours[1], "#8e2f20", 0.35)
    shadow(canvas, body, stole, 0, 5, 0.35, 3)
    drape(canvas, frame, stole, colour, line=0.9)
    canvas.save()
    ink.clip(canvas, stole)
    for k in range(7):
        canvas.drawPath(ink.taper(frame.line((-s + k * 28, 60), (-s + 30 + k * 28, 240)), 1.6, 0.9, 0.9), ink.fill(GOLD, 0.8))
        canvas.drawPath(ink.taper(frame.line((-s, 70 + k * 26), (s, 130 + k * 26)), 1.4, 0.9, 0.9), ink.fill(GOLD, 0.6))
    canvas.restore()


def _beads(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    import math

    n = frame.person.neck
    for i in range(27):
        a = math.pi * i / 26
        x, y = frame.at(math.cos(a) * (n + 12), 70 + math.sin(a) * 82)
        canvas.drawCircle(x, y, 4.0, ink.fill(shader=ink.radial((x - 1.2, y - 1.4), 5, ["#a8673a", "#5c2d18"])))


def _pendants(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    n = frame.person.neck
    for side in (-1, 1):
        line = frame.line((side * (n + 4), 70), (side * 20, 104), (0, 120))
        canvas.drawPath(ink.taper(line, 2.4, 0.9, 0.9), ink.fill(GOLD))
    x, y = frame.at(0, 122)
    canvas.drawCircle(x, y, 6.5, ink.fill(shader=ink.radial((x - 2, y - 2), 8, ["#fff0bd", GOLD, "#8a5f1c"])))
    canvas.drawCircle(x, y, 2.8, ink.fill("#c3203a"))


def _jade(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    x, y = frame.at(-frame.person.waist * 0.62, 226)
    canvas.drawPath(ink.taper([(x, y - 34), (x, y - 6)], 1.6, 0.9, 0.9), ink.fill("#7a2430"))
    canvas.drawCircle(x, y, 7, ink.stroke("#9fd0b4", 4.4))
    canvas.drawCircle(x - 1, y - 1, 7.6, ink.stroke("#e2fff0", 0.9, 0.7))
    for k in (-2.4, 0, 2.4):
        canvas.drawPath(ink.taper([(x, y + 9), (x + k, y + 34)], 2.0, 0.9, 0.6), ink.fill("#7a2430"))


def _pocket(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    colour = hue(frame.person, garment.top)
    s = frame.person.shoulder
    x = -s * 0.42
    seam(canvas, frame.line((x - 9, 134), (x + 9, 131)), colour, 1.8, 0.8)
    if "cuffs" in garment.extras and garment.tie:
        cloth = frame.path(f"M{x - 7} 133 L{x - 4} 126 L{x - 1} 130 L{x + 3} 124 L{x + 7} 131Z")
        drape(canvas, frame, cloth, hue(frame.person, 1), line=0.7)


def _pockets(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    colour = hue(frame.person, garment.top)
    s = frame.person.shoulder
    low = 122.0 if frame.person.garment == "uniform" else 222.0
    for side in (-1, 1):
        x = side * s * (0.42 if low < 200 else 0.46)
        pocket = frame.path(f"M{x - 11} {low} L{x + 11} {low} L{x + 11} {low + 22} L{x} {low + 25} L{x - 11} {low + 22}Z")
        drape(canvas, frame, pocket, colour, left=-s, right=s, line=0.8)
        seam(canvas, frame.line((x - 11, low + 7), (x, low + 10), (x + 11, low + 7)), colour, 1.0)


def _epaulettes(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    one = frame.person
    n, s = one.neck, one.shoulder
    for side in (-1, 1):
        bar = frame.path(f"M{side * (n + 13)} 68 L{side * (s - 4)} 75 L{side * (s - 1)} 84 L{side * (n + 14)} 77Z")
        drape(canvas, frame, bar, ink.darken(one.colours[0], 0.3), line=0.9)
        for k in (0.4, 0.62, 0.84):
            x, y = frame.at(side * (n + 13 + (s - n - 16) * k), 71 + 7 * k)
            canvas.drawPath(ink.taper([(x - 2.4, y + 2.2), (x, y - 2), (x + 2.4, y + 2.2)], 1.5, 0.9, 0.9), ink.fill(GOLD))


def _badge(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    x, y = frame.at(frame.person.shoulder * 0.42, 112)
    star = ink.path("M0 -7 L2.2 -2.4 L7 -2 L3.4 1.4 L4.4 6.4 L0 3.8 L-4.4 6.4 L-3.4 1.4 L-7 -2 L-2.2 -2.4Z")
    canvas.save()
    canvas.translate(x, y)
    canvas.drawPath(star, ink.fill(GOLD))
    canvas.drawPath(star, ink.stroke("#6a4a14", 0.6))
    canvas.restore()


def _crest(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    x, y = frame.at(frame.person.shoulder * 0.46, 126)
    shield = ink.path(f"M{x - 6} {y - 7} L{x + 6} {y - 7} C{x + 6} {y + 2} {x + 4} {y + 6} {x} {y + 9} C{x - 4} {y + 6} {x - 6} {y + 2} {x - 6} {y - 7}Z")
    canvas.drawPath(shield, ink.fill(frame.person.colours[2]))
    canvas.drawPath(shield, ink.stroke(GOLD, 1.1))


def _kangaroo(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    w = frame.person.waist
    colour = hue(frame.person, garment.top)
    pouch = frame.path(f"M{-w * 0.62} 196 L{w * 0.62} 196 C{w * 0.7} 208 {w * 0.86} 222 {w * 0.92} 238 L{-w * 0.92} 238 "
                       f"C{-w * 0.86} 222 {-w * 0.7} 208 {-w * 0.62} 196Z")  # fmt: skip
    drape(canvas, frame, pouch, colour, line=0.9)


def _strings(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    for side in (-1, 1):
        line = frame.line((side * 8, 92), (side * 10, 112), (side * 8.5, 136))
        canvas.drawPath(ink.taper(line, 2.0, 0.9, 0.9), ink.fill(frame.person.colours[2]))
        x, y = line[-1]
        canvas.drawCircle(x, y + 1, 1.8, ink.fill(cloth_tones(frame.person.colours[2]).deep))


def _ribbed(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    colour = hue(frame.person, garment.top)
    h, hem = frame.person.hip + 6, garment.hem
    canvas.save()
    ink.clip(canvas, body)
    for i in range(-16, 17):
        x = i / 16 * h
        seam(canvas, frame.line((x, hem - 12), (x, hem + 4)), colour, 1.0, 0.6)
    seam(canvas, frame.line((-h, hem - 13), (0, hem - 10), (h, hem - 13)), colour, 1.2, 0.7)
    canvas.restore()


def _cable(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    colour = hue(frame.person, garment.top)
    tones = cloth_tones(colour)
    canvas.save()
    ink.clip(canvas, body)
    for x0 in (-18.0, 0.0, 18.0):
        for k in range(16):
            y = 84 + k * 10.0
            a, b = frame.at(x0 - 4, y), frame.at(x0 + 4, y + 8)
            c, d = frame.at(x0 + 4, y), frame.at(x0 - 4, y + 8)
            canvas.drawPath(ink.taper([a, ((a[0] + b[0]) / 2, a[1] + 2), b], 1.5, 0, 0), ink.fill(tones.deep, 0.55))
            canvas.drawPath(ink.taper([c, ((c[0] + d[0]) / 2, c[1] + 6), d], 1.3, 0, 0), ink.fill(tones.light, 0.6))
    canvas.restore()


def _zips(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    s = frame.person.shoulder
    for line in ([(-s * 0.7, 150), (-s * 0.42, 140)], [(s * 0.42, 206), (s * 0.62, 190)], [(-s * 0.42, 206), (-s * 0.62, 190)]):
        points = frame.line(*line)
        canvas.drawPath(ink.taper(points, 2.4, 0.9, 0.9), ink.fill("#0e0c0d", 0.8))
        canvas.drawPath(ink.taper(points, 1.3, 0.9, 0.9), ink.fill("#c9ccd2"))


def _stethoscope(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    n = frame.person.neck
    for side, low in ((-1, 150.0), (1, 168.0)):
        line = frame.line((side * (n + 1), 57), (side * (n + 11), 78), (side * (n + 13), 110), (side * (n + 4), low))
        canvas.drawPath(ink.taper(line, 3.4, 0.9, 0.9), ink.fill("#24303a"))
    x, y = frame.at(n + 4, 170)
    canvas.drawCircle(x, y, 6, ink.fill("#aeb8c0"))
    canvas.drawCircle(x, y, 3.6, ink.fill("#e9eef2"))


def _lace(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    s = frame.person.shoulder
    for i in range(-6, 7):
        x, y = frame.at(i / 6 * s * 0.72, 112 + 5 * (1 - (i / 6) ** 2))
        for k in range(6):
            canvas.rotate(0)
            canvas.drawCircle(x + 3 * (k % 3 - 1), y + 3 * (k // 3), 1.5, ink.fill("#ffffff", 0.8))
        canvas.drawCircle(x, y, 4.4, ink.stroke("#ffffff", 0.8, 0.8))


def _glitter(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    from .strand import noise

    canvas.save()
    ink.clip(canvas, body)
    for i in range(130):
        x, y = frame.at((noise(2, i) - 0.5) * 130, 108 + 130 * noise(4, i))
        canvas.drawCircle(x, y, 0.5 + 0.9 * noise(6, i), ink.fill("#fff6dc", 0.35 + 0.6 * noise(8, i)))
    canvas.restore()


def _sweep(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    w, s = frame.person.waist, frame.person.shoulder
    colour = hue(frame.person, 0)
    lines = [[(s * 0.7, 112 + 8 * k), (0, 140 + 9 * k), (-w, 176 + 4 * k)] for k in range(5)]
    folds(canvas, frame, body, lines, colour, 2.6, 0.6)


def _patch(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    colour = ink.mix(hue(frame.person, 1), hue(frame.person, 2), 0.4)
    x = frame.person.waist * 0.4
    drape(canvas, frame, frame.path(f"M{x} 214 L{x + 18} 212 L{x + 19} 232 L{x - 1} 233Z"), colour, line=0.9)


def _buttons(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    for k in range(3):
        x, y = frame.at(3, 176 + 26 * k)
        canvas.drawCircle(x, y, 2.6, ink.fill(frame.person.colours[2]))
        canvas.drawCircle(x, y, 2.6, ink.stroke(cloth_tones(frame.person.colours[0]).line, 0.6, 0.8))


_EXTRAS: dict[str, Callable[[Any, Frame, Garment, Any], None]] = {
    "placket": _placket, "vest": _vest, "frogs": _frogs, "cuirass": _cuirass, "tassets": _tassets, "kasaya": _kasaya,
    "beads": _beads, "pendants": _pendants, "jade": _jade, "pocket": _pocket, "pockets": _pockets, "badge": _badge,
    "epaulettes": _epaulettes, "crest": _crest, "kangaroo": _kangaroo, "strings": _strings, "ribbed": _ribbed,
    "cable": _cable, "zips": _zips, "stethoscope": _stethoscope, "lace": _lace, "glitter": _glitter, "sweep": _sweep,
    "patch": _patch, "buttons": _buttons,
}  # fmt: skip


def draw_back_layer(canvas: Any, frame: Frame, garment: Garment, sway: float) -> None:
    """Cape or hood lining behind the figure."""
    one = frame.person
    s, n = one.shoulder, one.neck
    if "cape" in garment.extras or "mantle" in garment.extras:
        colour = one.colours[2] if "cape" in garment.extras else ink.darken(one.colours[0], 0.25)
        p = sway * 18
        cape = frame.path(f"M{-s * 0.7} 72 C{-s - 16} 90 {-s - 34 + p * 0.3} 320 {-s - 40 + p} 640 L{s + 40 + p} 640 "
                          f"C{s + 34 + p * 0.3} 320 {s + 16} 90 {s * 0.7} 72Z")  # fmt: skip
        drape(canvas, frame, cape, colour, line=0.8)
        lines = [[(f * s, 120), (f * s * 1.2 + p * 0.4, 400), (f * (s + 34) + p, 640)] for f in (-0.9, -0.7, 0.7, 0.9)]
        folds(canvas, frame, cape, lines, colour, 5.0, 0.7)
    if garment.collar == "hood":
        hood = frame.path(f"M{-n - 16} 66 C{-n - 26} 46 {-n - 8} 34 0 36 C{n + 8} 34 {n + 26} 46 {n + 16} 66 C20 86 -20 86 {-n - 16} 66Z")
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
        half = frame.path(f"M{side * (n - 1)} 56 C{side * (n + 16)} 60 {side * (s + 2)} 68 {side * (s + 9)} 88 "
                          f"C{side * (s + 26)} 240 {side * (s + 40) + p * 0.5} 460 {side * (s + 48) + p} 632 "
                          f"L{side * (s * 0.52) + p} 640 C{side * s * 0.62 + p * 0.4} 420 {side * s * 0.66} 240 {side * s * 0.5} 150 "
                          f"C{side * s * 0.36} 116 {side * n} 96 {side * 5} 84 C{side * n * 0.7} 76 {side * n * 0.95} 66 "
                          f"{side * (n - 1)} 56Z")  # fmt: skip
        drape(canvas, frame, half, colour, left=frame.at(-s * 1.2, 0)[0], right=frame.at(s * 1.2, 0)[0], line=0.9,
              pattern=(one.pattern, one.colours[1], one.colours[2]))  # fmt: skip
        lines = [[(side * s * 0.8, 84), (side * (s + f * 30) * 0.9, 300), (side * (s * 0.6 + f * 42) + p, 632)] for f in (0.0, 0.4, 0.8)]
        lines.append([(side * n, 84), (side * s * 0.5, 110), (side * s * 0.72, 170)])
        folds(canvas, frame, half, lines, colour, 4.6, 0.6)
        hood = frame.path(f"M{side * (n - 2)} 50 C{side * (n + 14)} 44 {side * (n + 30)} 56 {side * (n + 30)} 72 "
                          f"C{side * (n + 14)} 84 {side * 18} 86 0 90 C{side * n * 0.6} 80 {side * n} 66 {side * (n - 2)} 50Z")  # fmt: skip
        drape(canvas, frame, hood, ink.lighten(colour, 0.05), left=-70, right=70, line=0.9)
        fold(canvas, frame.line((side * (n + 4), 58), (side * (n + 16), 68), (side * (n + 4), 84)), colour, 3.0, 0.8)
    x, y = frame.at(0, 91)
    canvas.drawCircle(x, y, 5.6, ink.fill(shader=ink.radial((x - 2, y - 2), 7, ["#fff0c4", GOLD, "#7a5418"])))
