"""Finishing details of garments: buttons, pockets, plackets, badges, zips, lace, beads."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import canvas as ink
from .armour import draw_cuirass, draw_tassets
from .cloth import cloth_tones, drape, folds, seam, shadow
from .frame import Frame
from .strand import noise
from .torso import hue
from .wardrobe import GOLD, Garment


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
        half = frame.path(
            f"M{side * (n + 10)} 67 L{side * (s * 0.62)} 73 C{side * s * 0.66} 100 {side * s * 0.7} 116 {side * s * 0.79} 128 "
            f"L{side * w} 184 L{side * (one.hip + 1)} 240 L{side * 10} 254 L0 240 L0 156 "
            f"C{side * 8} 130 {side * (n + 2)} 96 {side * (n + 10)} 67Z"
        )
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
            canvas.drawOval(
                ink.rect(px + side * 3.2 - 3, py - 1.6, px + side * 3.2 + 3, py + 1.6), ink.stroke(one.colours[2], 1.1)
            )
        canvas.drawCircle(px, py, 1.7, ink.fill(one.colours[2]))


def _kasaya(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    """The monk's patched stole over one shoulder."""
    one = frame.person
    s, n = one.shoulder, one.neck
    stole = frame.path(
        f"M{-n - 6} 63 C{-n - 20} 68 {-s * 0.8} 72 {-s * 0.9} 84 C{-s * 0.6} 140 10 190 {one.hip + 4} 226 "
        f"L{one.hip + 10} 170 C30 140 {n * 0.2} 110 {-n - 6} 63Z"
    )
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
    shield = ink.path(
        f"M{x - 6} {y - 7} L{x + 6} {y - 7} C{x + 6} {y + 2} {x + 4} {y + 6} {x} {y + 9} C{x - 4} {y + 6} {x - 6} {y + 2} {x - 6} {y - 7}Z"
    )
    canvas.drawPath(shield, ink.fill(frame.person.colours[2]))
    canvas.drawPath(shield, ink.stroke(GOLD, 1.1))


def _kangaroo(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
    w = frame.person.waist
    colour = hue(frame.person, garment.top)
    pouch = frame.path(
        f"M{-w * 0.62} 196 L{w * 0.62} 196 C{w * 0.7} 208 {w * 0.86} 222 {w * 0.92} 238 L{-w * 0.92} 238 "
        f"C{-w * 0.86} 222 {-w * 0.7} 208 {-w * 0.62} 196Z"
    )
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
            canvas.drawCircle(x + 3 * (k % 3 - 1), y + 3 * (k // 3), 1.5, ink.fill("#ffffff", 0.8))
        canvas.drawCircle(x, y, 4.4, ink.stroke("#ffffff", 0.8, 0.8))


def _glitter(canvas: Any, frame: Frame, garment: Garment, body: Any) -> None:
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
    "placket": _placket,
    "vest": _vest,
    "frogs": _frogs,
    "cuirass": draw_cuirass,
    "tassets": draw_tassets,
    "kasaya": _kasaya,
    "beads": _beads,
    "pendants": _pendants,
    "jade": _jade,
    "pocket": _pocket,
    "pockets": _pockets,
    "badge": _badge,
    "epaulettes": _epaulettes,
    "crest": _crest,
    "kangaroo": _kangaroo,
    "strings": _strings,
    "ribbed": _ribbed,
    "cable": _cable,
    "zips": _zips,
    "stethoscope": _stethoscope,
    "lace": _lace,
    "glitter": _glitter,
    "sweep": _sweep,
    "patch": _patch,
    "buttons": _buttons,
}
