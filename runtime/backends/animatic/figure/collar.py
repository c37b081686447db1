"""Necklines and what shows in them: crossed robe collars, lapels, shirts and ties, hoods, high collars."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold, seam, shadow
from .frame import Frame
from .torso import hue, lapel_low, neckline
from .wardrobe import Garment


def draw_nape_collar(canvas: Any, frame: Frame, garment: Garment) -> None:
    """The part of a collar that stands behind the neck."""
    if garment.collar in ("strapless", "scoop", "crew"):
        return
    n = frame.person.neck
    band = hue(frame.person, garment.under if garment.collar in ("cross", "shirt") else garment.top)
    back = frame.path(f"M{-n - 10} 74 C{-n - 8} 58 {-n - 4} 52 {-n} 51 L{n} 51 C{n + 4} 52 {n + 8} 58 {n + 10} 74Z")
    canvas.drawPath(back, ink.fill(cloth_tones(band).deep))


def draw_inner(canvas: Any, frame: Frame, garment: Garment) -> None:
    """What lies under the outer layer at the neck, drawn before it: shirt, inner robe, knitwear."""
    one = frame.person
    n = one.neck
    if garment.collar == "cross":
        robe = frame.path(f"M{-n - 4} 60 L0 118 L{n + 4} 60 C{n + 10} 66 30 84 16 140 L-16 140 C-30 84 {-n - 10} 66 {-n - 4} 60Z")
        drape(canvas, frame, robe, ink.mix(one.colours[2], "#f4efe6", 0.55))
    elif garment.collar == "lapel" and garment.open > 0.2:
        _shirt_front(canvas, frame, garment)
    elif garment.collar == "shirt" and one.garment == "waistcoat":
        return


def _shirt_front(canvas: Any, frame: Frame, garment: Garment) -> None:
    one = frame.person
    n = one.neck
    colour = hue(one, garment.under)
    low = min(290.0 if garment.open > 0.5 else 240.0, (garment.hem or 290.0) + 2.0)  # tucked in under a short jacket
    if "knit" in garment.extras:
        shape = frame.path(
            f"M{-n - 2} 50 C-6 56 6 56 {n + 2} 50 C{n + 8} 64 42 72 40 90 L24 {low} L-24 {low} L-40 90 "
            f"C-42 72 {-n - 8} 64 {-n - 2} 50Z"
        )
        drape(canvas, frame, shape, colour)
        _ribs(canvas, frame, n, 50, 62, colour)
        return
    if "crew" in garment.extras or (one.woman and not garment.tie and garment.open > 0.55):
        shape = frame.path(f"M{-n - 14} 70 C{-n} 92 {n} 92 {n + 14} 70 L45 88 L36 132 L24 {low} L-24 {low} L-36 132 L-45 88Z")
        drape(canvas, frame, shape, colour)
        return
    shape = frame.path(f"M{-n - 2} 58 L0 86 L{n + 2} 58 L42 84 L33 130 L22 {low} L-22 {low} L-33 130 L-42 84Z")
    drape(canvas, frame, shape, colour)
    fold(canvas, frame.line((-2, 92), (-1.5, 160), (-2, low)), colour, 1.2, 0.4)
    if not garment.tie:
        for y in range(98, int(low), 22):
            x, py = frame.at(1.5, y)
            canvas.drawCircle(x, py, 1.3, ink.fill(cloth_tones(colour).deep, 0.8))
    if garment.tie:
        draw_tie(canvas, frame, one.colours[2], low)
    shirt_collar(canvas, frame, colour)


def shirt_collar(canvas: Any, frame: Frame, colour: str) -> None:
    """Two stiff wings about the neck."""
    n = frame.person.neck
    for side in (-1, 1):
        wing = frame.path(
            f"M{side * (n + 1)} 55 C{side * (n + 3.5)} 60 {side * (n + 3)} 64 {side * (n + 1)} 68 "
            f"L{side * (n * 0.82)} 95 L{side * 1.2} 82 C{side * n * 0.45} 76 {side * n * 0.85} 68 "
            f"{side * (n + 1)} 55Z"
        )
        drape(canvas, frame, wing, colour, left=frame.at(-n * 2.5, 0)[0], right=frame.at(n * 2.5, 0)[0], line=0.75)
        edge = frame.line((side * (n * 0.84), 91.5), (side * (n * 0.95), 76), (side * (n + 1), 66))
        seam(canvas, edge, colour, 0.5, 0.35)


def draw_tie(canvas: Any, frame: Frame, colour: str, low: float) -> None:
    """A necktie from the collar to `low`."""
    blade = frame.path(f"M-5 90 L5 90 L10.5 {low - 44} L0 {low - 30} L-10.5 {low - 44}Z")
    drape(canvas, frame, blade, colour, line=0.8, sheen=0.5)
    canvas.save()
    ink.clip(canvas, blade)
    for k in range(9):
        y = 96 + 19 * k
        a, b = frame.at(-12, y + 9), frame.at(12, y - 5)
        canvas.drawPath(ink.taper([a, b], 1.6, 0.9, 0.9), ink.fill(cloth_tones(colour).light, 0.55))
    canvas.restore()
    knot = frame.path("M-7.5 80 C-3 78 3 78 7.5 80 L4.6 93 C2 95 -2 95 -4.6 93Z")
    drape(canvas, frame, knot, colour, line=0.85)


def draw_collar(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    """The neckline itself, over the outer layer `body`. Raises KeyError for an unknown kind."""
    _COLLARS[garment.collar](canvas, frame, garment, body, colour)


def _cross(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    """Right over left: two bands from the nape crossing below the throat, an inner white edge above each."""
    one = frame.person
    n = one.neck
    band = hue(one, garment.under)
    width = 11.0 if one.woman else 12.5
    pale = ink.mix(one.colours[2], "#f8f4ec", 0.6)
    for side in (1, -1):
        points = [(side * (n + 1.5), 55.0), (side * (n + 4.5), 64.0), (side * (n + 3), 78.0)]
        points += [(n * 0.62, 97.0), (1.0, 115.0)] if side > 0 else [(-n * 0.3, 112.0), (34.0, 178.0)]
        inner = [(x - side * 3.6, y - 1.5) for x, y in points]
        canvas.drawPath(ink.taper(frame.line(*inner), 5.5, 0.2, 0.9, 0.2), ink.fill(pale))
        canvas.drawPath(
            ink.taper(frame.line(*[(x - side * 2.3, y - 1) for x, y in inner]), 0.7, 0.5, 0.5),
            ink.fill(cloth_tones(pale).line, 0.7),
        )
        strip = ink.taper(frame.line(*[(x + side * 2.4, y + 1) for x, y in points]), width, 0.3, 0.55 if side > 0 else 0.95, 0.22)
        shadow(canvas, body, strip, -frame.key * 1.5, 3.0, 0.35, 2.0)
        drape(
            canvas,
            frame,
            strip,
            band,
            left=-60,
            right=60,
            line=0.8,
            pattern=(one.pattern, one.colours[2], one.colours[2]) if one.pattern in ("brocade", "cloud") else None,
        )
        if "gold" in garment.extras:
            for off in (-3.6, 3.6):
                edge = frame.line(*[(x + side * (2.4 + off), y + 1 + off * 0.4) for x, y in points])
                canvas.drawPath(ink.taper(edge, 1.3, 0.9, 0.9), ink.fill("#e2b64e"))


def _lapel(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    one = frame.person
    n = one.neck
    low = lapel_low(garment)
    apart = 15.0 * garment.open
    notch = "crew" not in garment.extras
    if garment.open > 0.5:
        _open_front(canvas, frame, garment, colour, low, apart)
    for side in (-1, 1):
        lapel = frame.path(
            f"M{side * (n + 1)} 54 C{side * (n + 8)} 62 {side * (n + 11)} 70 {side * (n + 15)} 82 "
            f"L{side * (n + 8.5)} 97 L{side * (n + 20)} 104 C{side * (n + 14)} 132 {side * (apart + 12)} "
            f"{low - 34} {side * (apart + 1)} {low} C{side * (apart * 0.8 + 2)} {low - 40} {side * n * 0.62} 116 "
            f"{side * n * 0.82} 88 C{side * (n - 2)} 72 {side * n} 62 {side * (n + 1)} 54Z"
        )
        shadow(canvas, body, lapel, -frame.key * 1.8, 3.5, 0.35, 2.2)
        shade = ink.lighten(colour, 0.05) if one.garment != "suit" or one.age < 45 else ink.darken(colour, 0.12)
        drape(
            canvas,
            frame,
            lapel,
            shade,
            left=frame.at(-50, 0)[0],
            right=frame.at(50, 0)[0],
            line=0.9,
            sheen=garment.sheen,
            pattern=(one.pattern, one.colours[1], one.colours[2]),
        )
        if notch:
            seam(canvas, frame.line((side * (n + 8.5), 97), (side * (n + 2), 90), (side * (n - 2), 80)), colour, 1.0)
        if "piping" in garment.extras:
            edge = frame.line((side * (n + 20), 104), (side * (n + 12), 136), (side * (apart + 3), low))
            canvas.drawPath(ink.taper(edge, 1.6, 0.9, 0.9), ink.fill(one.colours[2]))
    if garment.open <= 0.5:
        for i, y in enumerate((low + 6, low + 34)):
            x, py = frame.at(3.0, y)
            canvas.drawCircle(x, py, 2.5, ink.fill(cloth_tones(colour).line))
            canvas.drawCircle(x - 0.6, py - 0.7, 0.9, ink.fill(cloth_tones(colour).light, 0.7))
            if i == 0:
                fold(canvas, frame.line((4, y), (18, y + 5), (34, y + 16)), colour, 2.4, 0.6)
        seam(canvas, frame.line((1, low), (0.5, low + 40), (6, garment.hem - 4), (14, garment.hem + 2)), colour, 1.1)


def _open_front(canvas: Any, frame: Frame, garment: Garment, colour: str, low: float, apart: float) -> None:
    """A jacket worn open below its lapels: shirt and legs show between its edges."""
    one = frame.person
    under = hue(one, garment.under)
    hem = garment.hem
    spread = apart + 9 * garment.open
    gap = frame.path(
        f"M0 172 L{-apart * 0.7} 190 C{-apart} {low} {-spread} {hem - 40} {-spread - 5} {hem + 4} "
        f"L{spread + 5} {hem + 4} C{spread} {hem - 40} {apart} {low} {apart * 0.7} 190Z"
    )
    tucked = 246.0
    canvas.save()
    ink.clip(canvas, gap)
    if hem > tucked:
        legs = hue(one, garment.bottom)
        drape(canvas, frame, gap, legs, left=-60, right=60, line=0.0)
        if hem > 280:
            fold(canvas, frame.line((0, 262), (0, 330), (1, hem)), legs, 4.0, 0.9)
    drape(canvas, frame, frame.path(f"M-70 150 L70 150 L70 {tucked} L-70 {tucked}Z"), under, left=-60, right=60, line=0.4)
    fold(canvas, frame.line((-4, 150), (-7, 200), (-3, tucked)), under, 2.4, 0.5)
    if garment.tie:
        draw_tie(canvas, frame, one.colours[2], 250)
    for side in (-1, 1):
        inner = frame.line((side * apart * 0.6, 176), (side * spread * 0.9, hem * 0.6 + low * 0.4), (side * (spread + 5), hem))
        canvas.drawPath(ink.taper([(x - side * 3, y) for x, y in inner], 11, 0.4, 1.0, 0.9), ink.fill("#160d1e", 0.4, blur=2.5))
    canvas.restore()
    for side in (-1, 1):
        inner = frame.line((side * apart * 0.7, 190), (side * spread * 0.92, (low + hem) / 2), (side * (spread + 5), hem + 3))
        seam(canvas, inner, colour, 1.2)


def _shirt(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    one = frame.person
    tie_colour = one.colours[2] if one.garment != "uniform" else ink.mix(one.colours[0], "#0c1018", 0.5)
    if garment.tie:
        draw_tie(canvas, frame, tie_colour, 248)
    shirt_collar(canvas, frame, ink.lighten(colour, 0.06))


def _hood(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    n = frame.person.neck
    for side in (-1, 1):
        lobe = frame.path(
            f"M{side * (n - 1)} 54 C{side * (n + 16)} 54 {side * (n + 30)} 64 {side * (n + 26)} 77 "
            f"C{side * (n + 12)} 92 {side * 12} 100 0 104 C{side * 4} 96 {side * n * 0.9} 82 "
            f"{side * (n + 1)} 70 C{side * (n + 2)} 64 {side * n} 58 {side * (n - 1)} 54Z"
        )
        shadow(canvas, body, lobe, -frame.key * 1.5, 4, 0.4, 2.6)
        drape(canvas, frame, lobe, ink.lighten(colour, 0.04), left=-60, right=60, line=0.8)
        fold(canvas, frame.line((side * (n + 6), 62), (side * (n + 14), 72), (side * (n + 2), 90)), colour, 2.6, 0.7)


def _crew(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    edge = neckline(garment, frame.person)
    line = [(-x, y) for x, y in reversed(edge)] + edge[1:]
    band = ink.taper(frame.line(*[(x, y + 1.6) for x, y in line]), 4.2, 0.9, 0.9)
    drape(canvas, frame, band, ink.darken(colour, 0.08), line=0.7)


def _scoop(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    edge = neckline(garment, frame.person)
    line = [(-x, y) for x, y in reversed(edge)] + edge[1:]
    canvas.drawPath(ink.taper(frame.line(*line), 2.0, 0.8, 0.8), ink.fill(cloth_tones(colour).light, 0.9))
    seam(canvas, frame.line(*[(x, y + 2) for x, y in line]), colour, 0.7, 0.6)


def _strapless(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    edge = neckline(garment, frame.person)
    line = [(-x, y) for x, y in reversed(edge)] + edge[1:]
    canvas.drawPath(ink.taper(frame.line(*[(x, y + 1) for x, y in line]), 2.6, 0.7, 0.7), ink.fill(frame.person.colours[2], 0.85))
    for side in (-1, 1):
        fold(canvas, frame.line((side * 2, 122), (side * 14, 132), (side * 30, 128)), colour, 2.4, 0.5)
        seam(canvas, frame.line((side * 22, 112), (side * 20, 150), (side * 15, 186)), colour, 0.8, 0.5)


def _mandarin(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    one = frame.person
    n = one.neck
    for side in (-1, 1):
        stand = frame.path(
            f"M{side * (n - 0.5)} 47 C{side * (n + 2.5)} 54 {side * (n + 4)} 60 {side * (n + 6)} 66 "
            f"C{side * n * 0.8} 74 {side * 6} 78 0 78 L0 66 C{side * 6} 62 {side * n * 0.8} 56 {side * (n - 0.5)} 47Z"
        )
        drape(canvas, frame, stand, colour, left=-n * 1.6, right=n * 1.6, line=0.8)
        edge = frame.line((0, 66), (side * n * 0.6, 59), (side * (n - 0.5), 48))
        canvas.drawPath(ink.taper(edge, 1.7, 0.9, 0.9), ink.fill(one.colours[2]))


def _turtle(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    n = frame.person.neck
    roll = frame.path(
        f"M{-n - 1} 44 C{-n * 0.4} 51 {n * 0.4} 51 {n + 1} 44 C{n + 5} 52 {n + 5} 60 {n + 6} 67 C{n * 0.5} 76 {-n * 0.5} 76 "
        f"{-n - 6} 67 C{-n - 5} 60 {-n - 5} 52 {-n - 1} 44Z"
    )
    drape(canvas, frame, roll, ink.lighten(colour, 0.03), line=0.8)
    _ribs(canvas, frame, n, 47, 70, colour)


def _ribs(canvas: Any, frame: Frame, n: float, top: float, bottom: float, colour: str) -> None:
    for i in range(-5, 6):
        x = i / 5 * (n + 3)
        canvas.drawPath(
            ink.taper(
                frame.line((x * 0.92, top + 3.5 * (1 - (i / 5) ** 2)), (x, bottom + 3 * (1 - (i / 5) ** 2))), 0.9, 0.4, 0.4
            ),
            ink.fill(cloth_tones(colour).deep, 0.5),
        )


def _plate(canvas: Any, frame: Frame, garment: Garment, body: Any, colour: str) -> None:
    one = frame.person
    n = one.neck
    scarf = frame.path(
        f"M{-n - 3} 47 C{-n * 0.4} 56 {n * 0.4} 56 {n + 3} 47 C{n + 9} 58 {n + 9} 66 {n + 12} 74 C{n * 0.5} 90 {-n * 0.5} 90 "
        f"{-n - 12} 74 C{-n - 9} 66 {-n - 9} 58 {-n - 3} 47Z"
    )
    drape(canvas, frame, scarf, one.colours[2], line=0.8)
    for k in (0, 1, 2):
        fold(canvas, frame.line((-n - 4, 56 + 6 * k), (-2, 66 + 6 * k), (n + 5, 58 + 6 * k)), one.colours[2], 2.2, 0.8)


_COLLARS = {
    "cross": _cross,
    "lapel": _lapel,
    "shirt": _shirt,
    "hood": _hood,
    "crew": _crew,
    "scoop": _scoop,
    "strapless": _strapless,
    "mandarin": _mandarin,
    "turtle": _turtle,
    "plate": _plate,
    "v": _scoop,
}
