"""What is worn on the head and the face: pins, crowns, hats, ears, glasses, masks, earrings."""

from __future__ import annotations

import math
from typing import Any

from .. import canvas as ink
from .cloth import cloth_tones
from .hair import Hair
from .turn import Turn
from .wardrobe import GOLD

_GOLDS = ["#fff2c4", "#dcb45c", "#8a6020"]


def draw_face_wear(canvas: Any, turn: Turn) -> None:
    """What lies on the face over its features: glasses, a mask over nose and mouth."""
    worn = turn.person.accessories
    if "mask" in worn:
        _mask(canvas, turn)
    if "glasses" in worn:
        _glasses(canvas, turn)


def draw_over(canvas: Any, turn: Turn, hair: Hair, sway: float) -> None:
    """What sits on the hair or at the ears."""
    worn = turn.person.accessories
    if "fox-ears" in worn:
        _fox_ear(canvas, turn, True)
        _fox_ear(canvas, turn, False)
    if "earrings" in worn:
        _earrings(canvas, turn, sway)
    if "hairpin" in worn:
        _hairpin(canvas, turn, hair, sway)
    if "crown" in worn:
        _crown(canvas, turn, hair)
    elif turn.person.hair_style == "topknot" and turn.person.garment != "peasant":
        _guan(canvas, turn, hair, turn.person.colours[2])
    if "veil" in worn:
        _veil(canvas, turn)
    if "hat" in worn:
        _hat(canvas, turn)


def _earrings(canvas: Any, turn: Turn, sway: float) -> None:
    stone = ink.saturate(turn.person.colours[2], 1.2)
    for far in (True, False):
        x, y, width = turn.ear(far)
        if width < 1.5 and far:
            continue
        x += (-1 if far else 1) * width * 0.1
        y += 11
        dx = sway * 1.2
        canvas.drawCircle(x, y, 1.1, ink.fill(GOLD))
        canvas.drawPath(ink.taper([(x, y), (x + dx * 0.5, y + 5), (x + dx, y + 9)], 0.7, 0.8, 0.8), ink.fill(GOLD))
        drop = ink.path(
            f"M{x + dx} {y + 7} C{x + dx + 2.6} {y + 11} {x + dx + 2.2} {y + 15} {x + dx} {y + 15} "
            f"C{x + dx - 2.2} {y + 15} {x + dx - 2.6} {y + 11} {x + dx} {y + 7}Z"
        )
        canvas.drawPath(
            drop, ink.fill(shader=ink.radial((x + dx - 0.8, y + 11), 5, [ink.lighten(stone, 0.7), stone, ink.darken(stone, 0.4)]))
        )
        canvas.drawCircle(x + dx - 0.8, y + 11.4, 0.7, ink.fill("#ffffff", 0.95))


def _hairpin(canvas: Any, turn: Turn, hair: Hair, sway: float) -> None:
    """A flower pin with hanging beads."""
    x, y = hair.pin
    side = -1.0 if x < 0 else 1.0
    canvas.drawPath(ink.taper([(x - side * 16, y + 6), (x + side * 17, y - 5)], 1.8, 0.5, 0.7), ink.fill(GOLD))
    colour = turn.person.colours[2] if ink.luma(turn.person.colours[2]) > 0.25 else "#e6a8b4"
    cx, cy = x + side * 14, y - 4
    for k in range(3):
        bx = cx + side * (1.6 * k - 1.5)
        for i in range(4):
            px, py = bx + sway * 0.7 * i, cy + 5 + i * 3.4 + k
            canvas.drawCircle(px, py, 0.85 if i < 3 else 1.5, ink.fill(_GOLDS[1] if i < 3 else ink.saturate(colour, 1.3)))
    for i in range(5):
        a = math.tau * i / 5 - 0.4
        px, py = cx + math.cos(a) * 3.9, cy + math.sin(a) * 3.9
        canvas.drawOval(
            ink.rect(px - 2.8, py - 2.8, px + 2.8, py + 2.8),
            ink.fill(shader=ink.radial((cx, cy), 8, ["#ffffff", colour, ink.darken(colour, 0.25)])),
        )
    canvas.drawCircle(cx, cy, 1.7, ink.fill(GOLD))


def _crown(canvas: Any, turn: Turn, hair: Hair) -> None:
    if turn.person.woman:
        _tiara(canvas, turn)
    else:
        _guan(canvas, turn, hair, GOLD)


def _tiara(canvas: Any, turn: Turn) -> None:
    """A phoenix crown: a band over the parting, a fan of gold leaves and pearls."""
    points = [turn.skull(phi, -41, 1.12) for phi in (-66, -44, -22, 0, 22, 44, 66)]
    for i in range(13):
        phi = -60 + 10 * i
        x, y = turn.skull(phi, -43, 1.12)
        tall = 7.0 + 11.0 * math.cos(math.radians(phi)) ** 2
        k = 3.4 * max(0.35, turn.narrow(phi * 0.4))
        leaf = ink.path(
            f"M{x - k} {y + 2} C{x - k * 1.2} {y - tall * 0.5} {x - k * 0.3} {y - tall * 0.8} {x} {y - tall} "
            f"C{x + k * 0.3} {y - tall * 0.8} {x + k * 1.2} {y - tall * 0.5} {x + k} {y + 2}Z"
        )
        canvas.drawPath(leaf, ink.fill(shader=ink.linear((x, y - tall), (x, y + 2), _GOLDS)))
        canvas.drawPath(leaf, ink.stroke("#6a4716", 0.5, 0.8))
        canvas.drawCircle(x, y - tall - 0.8, 1.3, ink.fill("#fff8ee"))
        if i % 2 == 0:
            canvas.drawCircle(x, y - tall * 0.35, 1.5, ink.fill("#c3203a"))
    canvas.drawPath(ink.taper(points, 4.4, 0.7, 0.7), ink.fill(GOLD))
    canvas.drawPath(ink.taper([(x, y - 0.9) for x, y in points], 1.0, 0.5, 0.5), ink.fill("#fff2c4"))
    x, y = turn.skull(0, -38.5, 1.13)
    canvas.drawCircle(x, y + 4.4, 1.7, ink.fill("#c3203a"))


def _guan(canvas: Any, turn: Turn, hair: Hair, colour: str) -> None:
    """The small crown that holds a man's topknot, with its pin."""
    x, y = hair.pin
    tones = cloth_tones(colour)
    canvas.drawPath(ink.taper([(x - 17, y - 1.5), (x + 17, y - 3.5)], 2.2, 0.6, 0.8), ink.fill(GOLD))
    for k in (-1, 1, 0):
        px = x + k * 4.6
        tall = 13.0 if k == 0 else 9.5
        petal = ink.path(
            f"M{px - 4.6} {y + 3} C{px - 6} {y - 3} {px - 3 + k * 2} {y - tall * 0.7} {px + k * 2.6} {y - tall} "
            f"C{px + 3 + k * 2} {y - tall * 0.7} {px + 6} {y - 3} {px + 4.6} {y + 3}Z"
        )
        canvas.drawPath(
            petal, ink.fill(shader=ink.linear((px - 5, y - tall), (px + 5, y + 3), [tones.light, colour, tones.deep]))
        )
        canvas.drawPath(petal, ink.stroke(tones.line, 0.6, 0.8))
    band = [(x - 9, y + 2), (x, y + 4), (x + 9, y + 2)]
    canvas.drawPath(ink.taper(band, 4.6, 0.85, 0.85), ink.fill(GOLD))
    canvas.drawPath(ink.taper([(px, py - 1) for px, py in band], 1.0, 0.4, 0.4), ink.fill("#fff2c4", 0.9))
    canvas.drawCircle(x, y - 3.4, 1.9, ink.fill("#b3202c" if colour == GOLD else "#8fd0b4"))


def _straw(turn: Turn) -> bool:
    return turn.person.garment in ("hanfu", "robe-scholar", "robe-monk", "armour", "peasant", "cloak")


def _hat(canvas: Any, turn: Turn) -> None:
    """A conical straw hat in period dress, a felt hat or a soft beret in modern."""
    x, y = turn.crown(1.02)
    if _straw(turn):
        shape = ink.path(
            f"M{x - 66} {y + 22} C{x - 40} {y + 2} {x - 14} {y - 16} {x} {y - 22} C{x + 14} {y - 16} {x + 40} {y + 2} {x + 66} {y + 22} "
            f"C{x + 40} {y + 32} {x - 40} {y + 32} {x - 66} {y + 22}Z"
        )
        canvas.drawPath(shape, ink.fill(shader=ink.linear((x - 60, y), (x + 60, y + 10), ["#e3cd92", "#c9a862", "#7a5a2c"])))
        for i in range(-6, 7):
            canvas.drawPath(
                ink.taper([(x, y - 21), (x + i * 5, y + 4), (x + i * 10.6, y + 27 - abs(i) * 0.6)], 0.9, 0.3, 0.6),
                ink.fill("#6b4c22", 0.55),
            )
        for k in (0.35, 0.6, 0.85):
            ring = [(x - 64 * k, y - 22 + 44 * k), (x, y - 22 + 51 * k), (x + 64 * k, y - 22 + 44 * k)]
            canvas.drawPath(ink.taper(ring, 0.9, 0.5, 0.5), ink.fill("#6b4c22", 0.5))
        canvas.drawPath(shape, ink.stroke("#4a3418", 0.8, 0.8))
        return
    colour = ink.mix(turn.person.colours[2], "#2a2630", 0.45)
    tones = cloth_tones(colour)
    crown = ink.path(
        f"M{x - 35} {y + 21} C{x - 38} {y - 6} {x - 26} {y - 19} {x - 6} {y - 18} C{x} {y - 14} {x + 4} {y - 18} {x + 12} {y - 18} "
        f"C{x + 30} {y - 17} {x + 38} {y - 4} {x + 35} {y + 21} C{x + 12} {y + 28} {x - 12} {y + 28} {x - 35} {y + 21}Z"
    )
    shader = ink.linear((x - 40, y), (x + 40, y + 8), [tones.light, colour, tones.deep])
    canvas.drawPath(crown, ink.fill(shader=shader))
    canvas.drawPath(crown, ink.stroke(tones.line, 0.7, 0.8))
    band = [(x - 35.5, y + 15), (x, y + 21.5), (x + 35.5, y + 15)]
    canvas.drawPath(ink.taper(band, 6.4, 0.9, 0.9), ink.fill(tones.deep))
    brim = ink.path(
        f"M{x - 52} {y + 20} C{x - 34} {y + 13} {x - 34} {y + 17} {x - 34} {y + 19} C{x - 12} {y + 26} {x + 12} {y + 26} {x + 34} {y + 19} "
        f"C{x + 34} {y + 17} {x + 34} {y + 13} {x + 52} {y + 20} C{x + 26} {y + 36} {x - 26} {y + 36} {x - 52} {y + 20}Z"
    )
    canvas.drawPath(brim, ink.fill(shader=shader))
    canvas.drawPath(brim, ink.stroke(tones.line, 0.7, 0.8))


def _veil(canvas: Any, turn: Turn) -> None:
    """A sheer veil from a comb on the crown, falling on both sides of the face."""
    colour = "#ffffff" if turn.person.garment == "wedding-dress" else ink.lighten(turn.person.colours[0], 0.3)
    left, right = turn.near(-20, 1.13), turn.far(-20, 1.13)
    top = turn.crown(1.12)
    shape = ink.spline(
        [
            (left[0] - 14, 96),
            (left[0] - 8, 30),
            left,
            turn.near(-42, 1.13),
            top,
            turn.far(-42, 1.13),
            right,
            (right[0] + 8, 30),
            (right[0] + 14, 96),
            (right[0] - 3, 60),
            (right[0] - 3, 0),
            turn.far(-36, 1.05),
            (top[0], top[1] + 7),
            turn.near(-36, 1.05),
            (left[0] + 3, 0),
            (left[0] + 3, 60),
        ],
        True,
        0.7,
    )
    canvas.drawPath(shape, ink.fill(colour, 0.42))
    canvas.drawPath(shape, ink.stroke(colour, 0.7, 0.6))
    for i in range(7):
        x, y = turn.skull(-45 + 15 * i, -49, 1.1)
        canvas.drawCircle(x, y, 2.2, ink.fill("#ffffff", 0.95))
        canvas.drawCircle(x + 0.5, y + 0.5, 1.1, ink.fill(ink.mix(colour, "#d8c9a8", 0.6)))


def _fox_ear(canvas: Any, turn: Turn, far: bool) -> None:
    s = 1.0 if far else -1.0
    x, y = turn.skull(s * 46, -47, 1.04)
    hair = turn.person.hair
    k = max(0.62, turn.narrow(s * 20)) * 1.15
    outer = ink.path(
        f"M{x - 12 * k} {y + 8} C{x - 11 * k} {y - 10} {x + s * 2 - 3} {y - 26} {x + s * 10 * k} {y - 34} "
        f"C{x + s * 9 + 6 * k} {y - 20} {x + 13 * k} {y - 8} {x + 12 * k} {y + 8} "
        f"C{x + 4 * k} {y + 3} {x - 4 * k} {y + 3} {x - 12 * k} {y + 8}Z"
    )
    canvas.drawPath(outer, ink.fill(shader=ink.linear((x, y - 34), (x, y + 8), [hair.light, hair.base, hair.shade])))
    canvas.drawPath(outer, ink.stroke(hair.deep, 0.8, 0.8))
    inner = ink.path(
        f"M{x - 7 * k} {y + 3} C{x - 6 * k} {y - 8} {x + s * 2 - 1} {y - 18} {x + s * 8.4 * k} {y - 26} "
        f"C{x + s * 7 + 3 * k} {y - 14} {x + 8 * k} {y - 6} {x + 7 * k} {y + 3}Z"
    )
    canvas.drawPath(inner, ink.fill(shader=ink.linear((x, y - 26), (x, y + 5), ["#f6d8d0", "#e8a8a0", "#a86a6a"])))
    for i in range(9):
        bx = x + (i - 4) * 2.7 * k
        tall = 7 + 6 * (1 - abs(i - 4) / 4)
        tuft = [(bx - s * 0.5, y + 14 - abs(i - 4)), (bx + s * 1.0, y + 2), (bx + s * 2.4 + (i - 4) * 0.4, y + 4 - tall)]
        canvas.drawPath(ink.taper(tuft, 3.6, 0.0, 0, 0.45), ink.fill(hair.base if abs(i - 4) > 2 else "#fff4ea", 0.95))


def _glasses(canvas: Any, turn: Turn) -> None:
    old = turn.person.age >= 50
    colour = "#3a2a22" if turn.person.variant % 2 else "#23262e"
    for side in (-1, 1):
        points = [
            turn.face(side * (16.4 + dx), 1.2 + turn.low + dy, 5.5)
            for dx, dy in (
                (-10.0, -2.4),
                (-6, -7.6),
                (0, -8.4),
                (7, -7.8),
                (10.6, -3.6),
                (9.4, 4.4),
                (3.6, 8.6),
                (-3.6, 8.6),
                (-8.6, 4.4),
            )
        ]
        lens = ink.spline(points, True)
        canvas.drawPath(lens, ink.fill("#dfeaf6", 0.1))
        canvas.drawPath(lens, ink.stroke(colour, 1.5 if not old else 1.1))
        shine = [turn.face(side * 16.4 - 5, -4.5 + turn.low, 5.5), turn.face(side * 16.4 - 1, 3 + turn.low, 5.5)]
        canvas.drawPath(ink.taper([shine[0], (shine[0][0] - 2.2, shine[0][1] + 5)], 1.6, 0.3, 0.3), ink.fill("#ffffff", 0.5))
    bridge = [turn.face(u, v + turn.low, z) for u, v, z in ((-6.5, -1.0, 5.5), (0, -3.0, 7.5), (6.5, -1.0, 5.5))]
    canvas.drawPath(ink.taper(bridge, 1.4, 0.9, 0.9), ink.fill(colour))
    x, y, _ = turn.ear(False)
    canvas.drawPath(ink.taper([turn.face(-26.6, -1.5 + turn.low, 4), (x + 1, y - 7)], 1.6, 0.9, 0.7), ink.fill(colour))
    if turn.yaw < 0.25:
        x, y, _ = turn.ear(True)
        canvas.drawPath(ink.taper([turn.face(26.6, -1.5 + turn.low, 4), (x - 1, y - 7)], 1.6, 0.9, 0.7), ink.fill(colour))


def _mask(canvas: Any, turn: Turn) -> None:
    """A half mask: a surgeon's on a modern face, black silk on a period one."""
    period = _straw(turn)
    colour = "#1d1c24" if period else "#e8eef2"
    tones = cloth_tones(colour)
    outline = turn.outline()
    far, near = outline[6:10], outline[11:15]
    top = [turn.face(-28, 10, -1), turn.face(-12, 8, 3), turn.face(0, 6.5, 9), turn.face(12, 8, 3), turn.face(27, 10, -1)]
    shape = ink.spline(
        [
            *top,
            *((x + 0.8, y + 0.8) for x, y in far),
            (outline[10][0], outline[10][1] + 1.5),
            *((x - 0.8, y + 0.8) for x, y in near),
        ],
        True,
        0.75,
    )
    canvas.drawPath(shape, ink.fill(shader=ink.linear(top[0], outline[8], [tones.light, colour, tones.shade])))
    for k in (0.25, 0.5, 0.75):
        line = [turn.face(u, 9 + 34 * k - abs(u) * 0.18, 6 - abs(u) * 0.2) for u in (-24, -10, 0, 10, 23)]
        canvas.drawPath(ink.taper(line, 1.0, 0, 0), ink.fill(tones.deep, 0.6))
    canvas.drawPath(shape, ink.stroke(tones.line, 0.8, 0.7))
    x, y, _ = turn.ear(False)
    canvas.drawPath(ink.taper([top[0], (x + 1, y - 6)], 1.1, 0.8, 0.8), ink.fill(tones.deep))
