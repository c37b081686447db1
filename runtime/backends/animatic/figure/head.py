"""The bare head: skin, the planes of the face, ears and nose. Features that move are drawn over it."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink
from .mouth import LINE
from .turn import Turn


def face_path(turn: Turn) -> Any:
    """The contour of the face as a closed path."""
    return ink.spline(turn.outline(), True)


def skull_path(turn: Turn) -> Any:
    """The contour of the cranium behind the face."""
    heights = (-4.0, -18.0, -32.0, -44.0, -51.0)
    far = [turn.far(y, 0.97) for y in heights]
    near = [turn.near(y, 0.97) for y in heights]
    nape = [turn.face(-8, 16), turn.skull(-150, 24, 0.56), turn.skull(-134, 15, 0.8), turn.near(7, 0.94)]
    return ink.spline([*nape, *near, turn.crown(0.97), *far[::-1], turn.face(16, 10)], True)


def draw_head(canvas: Any, turn: Turn, key_side: float, shadow: Any | None) -> None:
    """Skull, ears and face; `key_side` is the light's side in the head's own drawing space (-1 behind the turn, 1
    before it), `shadow` the path of the hair whose shadow falls on the brow."""
    skin = turn.person.skin
    middle = turn.face(0, 0)[0]
    lit, dim = (middle + 40 * key_side, -30), (middle - 44 * key_side, 34)
    flesh = ink.fill(shader=ink.linear(lit, dim, [skin.light, skin.base, ink.mix(skin.base, skin.shade, 0.55)], [0, 0.45, 1]))
    tufted = turn.person.hair_style != "bald"
    canvas.drawPath(skull_path(turn), ink.fill(turn.person.hair.shade) if tufted else flesh)
    if not tufted:
        canvas.drawPath(skull_path(turn), ink.stroke(skin.line, 0.8, 0.6))
    _ear(canvas, turn, True)
    face = face_path(turn)
    canvas.drawPath(face, flesh)
    canvas.save()
    ink.clip(canvas, face)
    _planes(canvas, turn, key_side)
    if shadow is not None:
        canvas.save()
        canvas.translate(-key_side * 1.8, 4.2)
        canvas.drawPath(shadow, ink.fill(skin.shade, 0.9, blur=0.7))
        canvas.translate(-key_side * -0.6, -2.4)
        canvas.drawPath(shadow, ink.fill(skin.deep, 0.55, blur=1.4))
        canvas.restore()
    canvas.restore()
    _ear(canvas, turn, False)
    _contour(canvas, turn)


def _contour(canvas: Any, turn: Turn) -> None:
    """The jaw's line: tapered, darker skin, heaviest under the chin."""
    points = turn.outline()
    skin = turn.person.skin
    far, near = points[3:11], points[10:15]
    canvas.drawPath(ink.taper(far, 0.95, 0.25, 0.9, 0.7), ink.fill(skin.line, 0.75))
    canvas.drawPath(ink.taper(near, 0.95, 0.9, 0.1, 0.2), ink.fill(skin.line, 0.75))


def _planes(canvas: Any, turn: Turn, key_side: float) -> None:
    """Soft form shadow on the side away from the light, warm cheeks, a lit forehead and chin."""
    one, skin = turn.person, turn.person.skin
    away = -1.0 if key_side > 0 else 1.0
    if away > 0 and turn.yaw > 0.15:
        edge = [turn.face(u, v) for u, v in ((25, -40), (24, -16), (22.5, 2), (20, 14), (17, 26), (9, 38), (4, 50))]
        outer = [(60.0, 50.0), (60.0, -40.0)]
    else:
        edge = [turn.face(away * u, v) for u, v in ((30, -40), (28, -16), (26.5, 2), (23, 12), (21, 24), (13, 37), (7, 50))]
        outer = [(away * 70.0, 50.0), (away * 70.0, -40.0)]
    shade = ink.polygon([*edge, *outer])
    canvas.drawPath(shade, ink.fill(skin.shade, 0.62, blur=3.0))
    canvas.drawPath(shade, ink.fill(skin.deep, 0.2, blur=7.0))
    chin = turn.face(0, 56)
    canvas.drawOval(ink.rect(chin[0] - 30, chin[1] - 13, chin[0] + 30, chin[1] + 8), ink.fill(skin.shade, 0.5, blur=4.5))
    warm = ink.mix(skin.shade, "#e0606a", 0.55)
    for side in (-1, 1):
        x, y = turn.face(side * 19, 13.5 + turn.low)
        k = max(0.35, turn.narrow(side * 19))
        strength = 0.5 if one.woman or one.child else 0.3
        canvas.drawOval(ink.rect(x - 9.5 * k, y - 5, x + 9.5 * k, y + 5), ink.fill(warm, strength, blur=4.2))
        if one.cheek < -0.2 or (one.age > 50 and one.cheek < 0.5):
            x, y = turn.face(side * 23, 24)
            canvas.drawOval(ink.rect(x - 5 * k, y - 9, x + 5 * k, y + 8), ink.fill(skin.shade, 0.34, blur=3.4))
    x, y = turn.face(-6 * away, -27)
    canvas.drawOval(ink.rect(x - 13, y - 7, x + 13, y + 7), ink.fill(skin.light, 0.4, blur=5))
    x, y = turn.face(-19 * away, 7 + turn.low)
    canvas.drawOval(ink.rect(x - 6, y - 2.6, x + 6, y + 2.6), ink.fill(skin.light, 0.45, blur=2.4))
    x, y = turn.face(0, 43 + one.chin * 0.6)
    canvas.drawOval(ink.rect(x - 4, y - 2.4, x + 4, y + 2.2), ink.fill(skin.light, 0.4, blur=1.8))


def _ear(canvas: Any, turn: Turn, far: bool) -> None:
    x, y, width = turn.ear(far)
    if width < 0.6:
        return
    skin = turn.person.skin
    side = 1.0 if far else -1.0
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(side * width / 6.0, 1.0)
    ear = ink.path("M-3.4 -7 C-2 -12.5 5.5 -13 6.2 -6.5 C6.8 -1 4.8 3 3.2 6.5 C2 9.6 -1.4 10.4 -2.6 7 Z")
    canvas.drawPath(ear, ink.fill(shader=ink.linear((-4, -8), (6, 8), [skin.base, ink.mix(skin.base, skin.shade, 0.7)])))
    canvas.drawPath(
        ink.path("M-0.6 -6.6 C1.6 -9.6 4.4 -8 4 -4.4 C3.7 -1 1.6 0.6 1 3.2 C-0.6 1.6 -1.2 -3 -0.6 -6.6Z"),
        ink.fill(skin.shade, 0.9),
    )
    rim = [(-1.4, -9.4), (2.4, -11.4), (5.8, -8), (5.6, -2), (3.4, 5), (0.6, 8.4), (-2, 7.4)]
    canvas.drawPath(ink.taper(rim, 0.9, 0.3, 0.5), ink.fill(skin.line, 0.75))
    canvas.drawPath(ink.taper([(-0.2, -6.4), (2.6, -7.8), (3.4, -4.4), (1.4, 0.4)], 0.8, 0.1, 0.1), ink.fill(skin.line, 0.6))
    canvas.restore()


def draw_nose(canvas: Any, turn: Turn, key_side: float) -> None:
    """The nose: a lit ridge, a shadow plane on the side away from the light and a short line below the tip."""
    one, skin = turn.person, turn.person.skin
    man = 0.0 if one.woman or one.child else 1.0
    low = turn.low * 0.9
    tip_v = 17.8 + low + 1.2 * man - (2.2 if one.child else 0.0)
    z = 10.5 + 2.0 * man - (4.0 if one.child else 0.0)
    wing = (4.0 + 0.9 * man) * (0.9 if one.child else 1.0)
    bridge, middle = turn.face(0, 1.0 + low, 4.5), turn.face(0, 10 + low, 7.5)
    tip, base = turn.face(0, tip_v, z), turn.face(0, tip_v + 3.4, z * 0.62)
    alar = {s: turn.face(s * wing, tip_v + 1.8, 2.2) for s in (-1, 1)}
    away = -1 if key_side > 0 else 1
    _nose_mass(canvas, turn, bridge, middle, tip, base, alar)
    plane = ink.spline([bridge, middle, tip, base, alar[away], turn.face(away * 3.4, 11 + low, 2.5)], True, 0.8)
    canvas.drawPath(plane, ink.fill(skin.shade, 0.62 if turn.yaw < 0.2 or away < 0 else 0.4, blur=0.9))
    for s in (-1, 1):
        root = turn.face(s * 5.2, -4.0 + low, 1.5)
        canvas.drawOval(
            ink.rect(root[0] - 2.2, root[1] - 5.5, root[0] + 2.2, root[1] + 5.5), ink.fill(skin.shade, 0.42, blur=1.7)
        )
    under = ink.spline([alar[-1], (base[0], base[1] - 0.6), alar[1], (base[0], base[1] + 1.6)], True, 0.8)
    canvas.drawPath(under, ink.fill(skin.deep, 0.6, blur=0.6))
    light = turn.face(-abs(away) * 0.7 - turn.yaw * 2, tip_v - 1.6, z - 1)
    canvas.drawOval(ink.rect(light[0] - 1.3, light[1] - 1.5, light[0] + 1.3, light[1] + 1.5), ink.fill("#ffffff", 0.42, blur=0.7))
    canvas.drawPath(
        ink.taper([turn.face(-away * 0.6, 3 + low, 5), turn.face(-away * 0.7, 13 + low, 9)], 1.5, 0.2, 0.4),
        ink.fill(skin.light, 0.5, blur=0.6),
    )
    _nose_line(canvas, turn, (bridge, middle, tip, base), alar, man)


def _nose_mass(canvas: Any, turn: Turn, bridge: Any, middle: Any, tip: Any, base: Any, alar: Any) -> None:
    """At strong turns the nose stands out beyond the far cheek, so it brings its own skin."""
    amount = max(0.0, min(1.0, (turn.yaw - 0.42) / 0.2))
    if amount:
        shape = ink.spline([(bridge[0] - 4, bridge[1] - 3), bridge, middle, tip, base, (alar[-1][0] - 1, alar[-1][1])], True, 0.8)
        canvas.drawPath(shape, ink.fill(turn.person.skin.base, amount, blur=0.25))


def _nose_line(canvas: Any, turn: Turn, spine: Any, alar: Any, man: float) -> None:
    bridge, middle, tip, base = spine
    skin = turn.person.skin
    turned = max(0.0, min(1.0, (turn.yaw - 0.1) / 0.3))
    side = max(0.0, min(1.0, (turn.yaw - 0.45) / 0.25))
    edge = (tip[0] + 0.5 * turned, tip[1] + 0.6)
    line = [edge, (base[0] + 0.9 * turned, base[1] - 0.7), base, ((base[0] * 0.55 + alar[-1][0] * 0.45), base[1] + 0.1)]
    canvas.drawPath(ink.taper(line, 0.9 + 0.2 * man, 0.0, 0.2, 0.6), ink.fill(skin.line, 0.25 + 0.6 * turned))
    ridge = [(bridge[0] + 0.4, bridge[1]), middle, tip, (base[0] + 0.8, base[1] - 0.8)]
    canvas.drawPath(ink.taper(ridge, 0.85, 0.0, 0.7, 0.8), ink.fill(skin.line, 0.16 * turned + 0.62 * side))
    x, y = alar[-1]
    canvas.drawPath(
        ink.taper([(x + 0.9, y - 2.6), (x - 0.3, y - 0.7), (x + 0.8, y + 1.0)], 0.75, 0, 0.1),
        ink.fill(skin.line, 0.4 + 0.25 * turned),
    )
    if turn.yaw < 0.4:
        x, y = alar[1]
        canvas.drawPath(
            ink.taper([(x - 0.9, y - 2.4), (x + 0.2, y - 0.7), (x - 0.8, y + 1.0)], 0.7, 0, 0.1),
            ink.fill(skin.line, 0.4 * (1 - turn.yaw / 0.4)),
        )
    for s in (-1, 1):
        k = turn.narrow(s * 2)
        nx, ny = turn.face(s * 2.1, LINE - 9.6 + turn.low * 0.9 + 1.1 * man - (2.0 if turn.person.child else 0), 4.0)
        canvas.drawPath(
            ink.taper([(nx - 1.2 * k, ny + 0.3), (nx, ny - 0.2), (nx + 1.2 * k, ny + 0.3)], 0.8, 0, 0),
            ink.fill(skin.line, 0.75 if s < 0 or turn.yaw < 0.45 else 0.2),
        )
