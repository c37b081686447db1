"""Sashes, obis, belts and ropes about the waist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones, drape, fold, seam
from .frame import Frame
from .torso import hue
from .wardrobe import GOLD, Garment


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
    return frame.path(
        f"M{-w} {top} C{-w * 0.4} {top + 5} {w * 0.4} {top + 5} {w} {top} L{w + 1} {bottom} "
        f"C{w * 0.4} {bottom + 6} {-w * 0.4} {bottom + 6} {-w - 1} {bottom}Z"
    )


def _sash(canvas: Any, frame: Frame, garment: Garment) -> None:
    one = frame.person
    colour = hue(one, 1)
    low = 178.0 if one.woman else 190.0
    for x, length in ((-7.0, 330.0), (3.0, 376.0)):
        tail = frame.path(
            f"M{x - 4} {low} C{x - 9} {low + 60} {x - 5} {length - 60} {x - 9} {length} L{x + 4} {length + 6} "
            f"C{x + 8} {length - 60} {x + 3} {low + 60} {x + 5} {low}Z"
        )
        drape(canvas, frame, tail, colour, left=-30, right=30, line=0.7)
        fold(canvas, frame.line((x, low + 6), (x - 2, low + 80), (x - 2, length - 10)), colour, 2.2, 0.6)
    band = _band(frame, low - 22, low)
    drape(
        canvas,
        frame,
        band,
        colour,
        line=0.8,
        pattern=("brocade", one.colours[0], one.colours[2]) if one.pattern in ("brocade", "cloud", "floral") else None,
    )
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
