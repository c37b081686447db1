"""The shrine: candles before a great statue in a hall whose roof has given way."""

from __future__ import annotations

import math
from typing import Any

import skia

from ..canvas import CLEAR, clip, darken, fill, glow, lighten, linear, mix, path, polygon, radial, rect, spline, stroke
from .elements import candle, column, drape, lantern, mist, shaft
from .room import Room, box, tiles
from .scene import HEIGHT, Scene, Sheet
from .sky import heavens

_BACK, _TALL, _HALF = 36.0, 17.0, 8.6
_GOLD = "#b98a3c"


def draw_shrine(scene: Scene) -> None:
    """Draw the shrine into `scene`."""
    room = Room(scene.middle)
    heavens(scene, clouds=True)
    far = scene.sheet("far")
    _shell(scene, far, room)
    _halo(scene, far, room)
    _statue(scene, far, room)
    _altar(scene, far, room)
    if scene.look.has("statues"):
        for side in (-1, 1):
            _guardian(scene, far, room, side)
    _beams_of_light(scene, far, room)
    mid = scene.sheet("mid")
    for side in (-1, 1):
        for z in (27.0, 19.0):
            column(far if z > 20 else mid, room, side * 6.4, z, 0.62, 0, _TALL + 3, mix(scene.look.accent, "#3a1c14", 0.45))
        _banner(scene, mid, room, side)
        _stand(scene, room, side)
    _near(scene)
    if scene.look.has("lanterns"):
        for side in (-1, 1):
            x, y = room.at(side * 4.6, 12.5, 22)
            lantern(scene, "mid", x, y, 40, cord=400)
    mist(scene, "mid", 1050, 90, "#8fa0d8" if scene.look.dark else "#fff0d8", 0.07)
    scene.mirror = (room.at(0, 0, _BACK - 5)[1] + 6, 0.5 if scene.look.wet else 0.3, 16)
    scene.key_side = -0.6


def _shell(scene: Scene, far: Sheet, room: Room) -> None:
    look, rnd, c = scene.look, scene.random, far.paint
    wood, stone = look.trim, mix(look.wall, "#6c6a70", 0.5)
    c.drawRect(rect(0, 0, scene.width, HEIGHT), fill(darken(wood, 0.3)))
    tiles(c, room, (-12.0, 12.0), (4.0, _BACK), darken(stone, 0.1), 2.0, rnd, vary=0.09)
    wall = room.wall(-_HALF, _HALF, 0, _TALL, _BACK)
    c.drawRect(wall, fill(shader=linear((0, wall.top()), (0, wall.bottom()),
                                        [darken(look.wall, 0.45), look.wall, darken(look.wall, 0.3)])))
    for side in (-1, 1):
        c.drawPath(room.side(side * _HALF, 0, _TALL, 8, _BACK), fill(darken(look.wall, 0.35)))
        for z0 in (10.0, 14.0, 18.0, 22.0, 26.0, 30.0):
            _lattice(scene, far, room, side, z0 + 0.5, z0 + 3.4)
    _roof(scene, far, room)
    for x in (-_HALF + 0.3, -4.6, 4.6, _HALF - 0.3):
        box(c, room, (x - 0.35, x + 0.35), (0, _TALL), (_BACK - 0.6, _BACK), mix(look.accent, "#2c1410", 0.4))
    box(c, room, (-_HALF, _HALF), (13.6, 14.6), (_BACK - 0.8, _BACK), mix(look.accent, "#2a1612", 0.35))
    for i in range(13):
        x = -7.8 + i * 1.3
        box(c, room, (x - 0.32, x + 0.32), (14.6, 15.4), (_BACK - 1.2, _BACK), mix("#2f5a58", wood, 0.45))


def _lattice(scene: Scene, far: Sheet, room: Room, side: int, z0: float, z1: float) -> None:
    """A paper window in a side wall; by night the moon, by day the sun stands behind it."""
    c = far.paint
    pane = room.side(side * _HALF, 4.2, 11.5, z0, z1)
    c.drawPath(pane, fill("#2a2622"))
    tint = {"night": "#5f7cd0", "dusk": "#ff9a68", "dawn": "#ffc9a2", "day": "#fff4dc"}[scene.look.time]
    power = {"night": 0.62, "dusk": 0.75, "dawn": 0.8, "day": 0.95}[scene.look.time]
    far.shine.drawPath(pane, fill(tint, power))
    for i in range(1, 6):
        z = z0 + (z1 - z0) * i / 6
        bar = polygon([room.at(side * _HALF, 4.2, z), room.at(side * _HALF, 11.5, z)], False)
        far.shine.drawPath(bar, stroke("#0b0a0e", 2.4))
    for i in range(1, 9):
        y = 4.2 + 7.3 * i / 9
        bar = polygon([room.at(side * _HALF, y, z0), room.at(side * _HALF, y, z1)], False)
        far.shine.drawPath(bar, stroke("#0b0a0e", 2.0))
    far.shine.drawPath(pane, stroke("#0b0a0e", 6))


def _roof(scene: Scene, far: Sheet, room: Room) -> None:
    """Ceiling boards, rafters, and the hole through which sky and rain come in."""
    look, rnd, c = scene.look, scene.random, far.paint
    wood = darken(look.trim, 0.15)
    c.drawPath(room.floor(-_HALF, _HALF, 8, _BACK, _TALL), fill(shader=linear((0, 100), (0, 340), [darken(wood, 0.55), wood])))
    x = -_HALF
    while x < _HALF:
        c.drawPath(polygon([room.at(x, _TALL, 10), room.at(x, _TALL, _BACK)], False), stroke(darken(wood, 0.6), 2.5))
        x += 0.9
    hole = [(-0.6, 33.5), (1.2, 32.2), (2.6, 33.8), (4.4, 31.0), (4.0, 26.0), (4.9, 23.2), (3.0, 22.2), (1.4, 23.6),
            (0.5, 22.0),
            (-1.2, 24.0), (-0.7, 28.0), (-1.6, 31.0)]  # fmt: skip
    points = [room.at(px, _TALL, pz) for px, pz in hole]
    c.drawPath(polygon(points), fill("#000000", mode=CLEAR))
    glow_colour = mix(look.sky, "#9ab4ff" if look.dark else "#ffffff", 0.35)
    far.shine.drawPath(polygon(points), stroke(glow_colour, 5, 0.2, blur=4))
    for _ in range(7):
        px, pz = rnd.choice(hole)
        ax, ay = room.at(px, _TALL, pz)
        bx, by = room.at(px + rnd.uniform(-1.2, 1.2), _TALL, pz + rnd.uniform(-1.5, 1.5))
        c.drawLine(ax, ay, bx, by, stroke(darken(wood, 0.5), rnd.uniform(3, 7)))
    for z in (20.0, 25.0, 30.0, 34.5):
        box(c, room, (-_HALF, _HALF), (_TALL - 1.1, _TALL - 0.3), (z, z + 0.9), darken(wood, 0.1))


def _halo(scene: Scene, far: Sheet, room: Room) -> None:
    """The gilded disc behind the statue, with rays and a painted ring."""
    look, c = scene.look, far.paint
    x, y = room.at(0, 11.2, 35)
    r = 4.6 * room.size(35)
    c.drawCircle(x, y, r * 1.3, fill(shader=radial((x, y), r * 1.3, [(darken(_GOLD, 0.3), 0.6), (darken(_GOLD, 0.5), 0)])))
    for i in range(48):
        a = i * math.tau / 48
        inner, outer = r * 0.98, r * (1.24 if i % 2 else 1.14)
        da = 0.05
        c.drawPath(polygon([(x + math.cos(a - da) * inner, y + math.sin(a - da) * inner),
                            (x + math.cos(a) * outer, y + math.sin(a) * outer),
                            (x + math.cos(a + da) * inner, y + math.sin(a + da) * inner)]), fill(darken(_GOLD, 0.15)))
    c.drawCircle(x, y, r, fill(shader=radial((x, y - r * 0.2), r * 1.1, [mix(look.accent, "#3a1a14", 0.25), darken(look.accent,
        0.45), darken(look.accent, 0.65)], [0, 0.6, 1])))
    for radius, width in ((1.0, 5), (0.9, 2), (0.66, 2.5)):
        c.drawCircle(x, y, r * radius, stroke(_GOLD, width))
    for i in range(16):
        a = i * math.tau / 16
        px, py = x + math.cos(a) * r * 0.78, y + math.sin(a) * r * 0.78
        c.drawCircle(px, py, r * 0.075, fill(lighten(_GOLD, 0.15)))
        c.drawCircle(px, py, r * 0.035, fill(darken(look.accent, 0.5)))
    if look.dark:
        glow(far.shine, x, y, r * 1.9, "#ff9c48", 0.20)


def _statue(scene: Scene, far: Sheet, room: Room) -> None:
    """A seated deity in worn gold: robe, hands in the lap, a serene head with a crown (a fox's ears in a fox shrine)."""
    x, foot = room.at(0, 4.2, 33.5)
    k = room.size(33.5)
    c = far.paint
    lit, base, dim = mix(_GOLD, "#d9b078", 0.3), mix(_GOLD, "#5a4638", 0.45), mix(_GOLD, "#241a1a", 0.78)

    def tone(x0: float, x1: float) -> Any:
        return fill(shader=linear((x + x0 * k, 0), (x + x1 * k, 0), [dim, base, lit, base, dim], [0, 0.25, 0.42, 0.62, 1]))

    def shape(data: str) -> Any:
        made = path(data)
        made.transform(skia.Matrix.MakeAll(k, 0, x, 0, k, foot, 0, 0, 1))
        return made

    lotus = [(-3.4 + i * 0.75, 0.9) for i in range(10)]
    for px, h in lotus:
        c.drawPath(shape(f"M{px - 0.1} 0.5 Q{px - 0.35} {-h * 0.4} {px + 0.35} {-h} Q{px + 1.0} {-h * 0.4} {px + 0.8} 0.5 Z"),
                   tone(px - 0.2, px + 0.9))
    c.drawPath(shape("M-3.5 -0.3 C-3.7 -1.9 -2.4 -2.3 -1.6 -2.4 L1.6 -2.4 C2.4 -2.3 3.7 -1.9 3.5 -0.3 C2 0.25 -2 0.25 -3.5 "
                     "-0.3 Z"), tone(-3.5, 3.5))
    c.drawPath(shape("M-1.75 -1.0 C-2.5 -2.6 -2.35 -5.0 -1.35 -5.7 L-0.5 -6.0 L0.5 -6.0 L1.35 -5.7 C2.35 -5.0 2.5 -2.6 1.75 "
                     "-1.0 Z"), tone(-2.4, 2.4))
    for data in ("M-1.1 -5.7 C-0.4 -4.4 0.5 -3.4 1.7 -2.6", "M-1.35 -5.2 C-0.7 -3.9 0.1 -2.9 1.2 -2.2",
                 "M1.1 -5.7 C0.9 -5.1 0.6 -4.7 0.3 -4.2",
                 "M-3.0 -1.2 C-1.5 -0.6 1.5 -0.6 3.0 -1.2", "M-2.6 -1.8 C-1.2 -1.3 1.2 -1.3 2.6 -1.8"):  # fmt: skip
        c.drawPath(shape(data), stroke(dim, 3.4, 0.85))
    c.drawPath(shape("M-0.95 -1.6 C-0.6 -2.15 0.6 -2.15 0.95 -1.6 C0.6 -1.25 -0.6 -1.25 -0.95 -1.6 Z"), tone(-1, 1))
    c.drawPath(shape("M-0.42 -6.4 L0.42 -6.4 L0.55 -5.7 L-0.55 -5.7 Z"), fill(dim))
    c.drawPath(shape("M-0.92 -7.6 C-0.98 -6.6 -0.5 -5.95 0 -5.95 C0.5 -5.95 0.98 -6.6 0.92 -7.6 C0.9 -8.7 -0.9 -8.7 -0.92 -7.6 "
                     "Z"), tone(-0.95, 0.95))
    for s in (-1, 1):
        c.drawPath(shape(f"M{s * 0.94} -7.5 C{s * 1.2} -7.4 {s * 1.12} -6.5 {s * 0.95} -6.3 Z"), fill(base))
        c.drawPath(shape(f"M{s * 0.18} -7.28 Q{s * 0.42} -7.14 {s * 0.66} -7.3"), stroke(darken(dim, 0.5), 3))
        c.drawPath(shape(f"M{s * 0.16} -7.62 Q{s * 0.42} -7.82 {s * 0.72} -7.6"), stroke(dim, 2.4))
    c.drawPath(shape("M0 -7.4 L-0.12 -6.9 L0.1 -6.86"), stroke(dim, 2.2))
    c.drawPath(shape("M-0.24 -6.52 Q0 -6.42 0.24 -6.52"), stroke(darken(dim, 0.4), 3))
    c.drawPath(shape("M-0.98 -7.75 C-1.05 -8.2 -0.95 -8.6 -0.8 -8.75 L-0.5 -8.3 L-0.3 -9.1 L0 -8.5 L0.3 -9.1 L0.5 -8.3 L0.8 "
                     "-8.75 C0.95 -8.6 1.05 -8.2 0.98 -7.75 C0.5 -8.1 -0.5 -8.1 -0.98 -7.75 Z"), tone(-1, 1))
    c.drawCircle(*_map(x, foot, k, 0, -8.05), 0.1 * k, fill("#b43a2c"))
    crack = spline([_map(x, foot, k, *p) for p in ((0.3, -5.2), (0.7, -4.4), (0.5, -3.8), (1.0, -3.1))])
    c.drawPath(crack, stroke(darken(dim, 0.6), 1.8, 0.8))


def _map(x: float, y: float, k: float, dx: float, dy: float) -> tuple[float, float]:
    return x + dx * k, y + dy * k


def _altar(scene: Scene, far: Sheet, room: Room) -> None:
    look, c = scene.look, far.paint
    red = mix(look.accent, "#4a1a14", 0.3)
    box(c, room, (-4.4, 4.4), (0, 1.0), (30.0, 35), mix(look.wall, "#5a5650", 0.4), shadow=0.5)
    box(c, room, (-3.9, 3.9), (1.0, 4.2), (31.4, 35), darken(red, 0.15), top=darken(_GOLD, 0.35))
    cloth = room.wall(-3.4, 3.4, 1.2, 4.15, 31.35)
    c.drawRect(cloth, fill(shader=linear((0, cloth.top()), (0, cloth.bottom()), [lighten(red, 0.1), darken(red, 0.35)])))
    for i in range(9):
        px = -3.4 + i * 0.85
        x, y = room.at(px + 0.42, 1.2, 31.3)
        k = room.size(31.3)
        c.drawPath(path(f"M{x - 0.4 * k} {y - 4} Q{x} {y + 16} {x + 0.4 * k} {y - 4} Z"), fill(darken(_GOLD, 0.1)))
    x, y = room.at(0, 2.7, 31.3)
    for r in (26, 19, 9):
        c.drawCircle(x, y, r, stroke(_GOLD, 2.6))
    _offerings(scene, far, room)
    spots = [(-3.5, 4.2, 1.5), (-2.75, 4.2, 1.0), (-2.1, 4.2, 1.9), (2.0, 4.2, 1.7), (2.7, 4.2, 1.1), (3.4, 4.2, 1.5)]
    if look.has("candles") or look.light in ("candles", "fire"):
        for px, py, high in spots:
            cx, cy = room.at(px, py, 31.8)
            candle(scene, "far", cx, cy, 13, high * room.size(31.8), wax="#e8dcc6", reach=130, spill=0.13)
        scene.pool(scene.middle, room.at(0, 5.0, 33)[1], 300, "#ff9a48", 0.5, down=300)


def _offerings(scene: Scene, far: Sheet, room: Room) -> None:
    """The incense burner with its thread of smoke, and bowls of fruit."""
    c, k = far.paint, room.size(31.6)
    x, y = room.at(0, 4.2, 31.6)
    bronze = "#6e5a34"
    c.drawPath(path(f"M{x - 0.75 * k} {y - 0.95 * k} L{x + 0.75 * k} {y - 0.95 * k} Q{x + 0.7 * k} {y - 0.2 * k} "
                    f"{x + 0.35 * k} {y - 0.12 * k} "
                    f"L{x + 0.5 * k} {y} L{x - 0.5 * k} {y} L{x - 0.35 * k} {y - 0.12 * k} Q{x - 0.7 * k} {y - 0.2 * k} "
                    f"{x - 0.75 * k} {y - 0.95 * k} Z"),
               fill(shader=linear((x - k, 0), (x + k, 0), [darken(bronze, 0.5), lighten(bronze, 0.35), darken(bronze, 0.55)])))
    for dx in (-0.25, 0.0, 0.25):
        c.drawLine(x + dx * k, y - 0.95 * k, x + dx * k * 1.5, y - 2.0 * k, stroke("#8a5a3a", 2))
        glow(far.shine, x + dx * k * 1.5, y - 2.0 * k, 9, "#ff7a3a", 0.9)
    smoke = spline([(x, y - 2.0 * k), (x + 10, y - 3.6 * k), (x - 14, y - 5.4 * k), (x + 16, y - 8 * k), (x - 8, y - 10.5 * k)])
    far.shine.drawPath(smoke, stroke("#b9c0dd", 7, 0.13, blur=5))
    for px in (-1.35, 1.3):
        bx, by = room.at(px, 4.2, 31.6)
        for dx, dy in ((-0.22, -0.45), (0.22, -0.45), (0, -0.75)):
            c.drawCircle(bx + dx * k, by + dy * k, 0.24 * k, fill(shader=radial((bx + dx * k - 2, by + dy * k - 3), 0.3 * k,
                ["#ffb35a", "#a8481c"])))
        c.drawPath(path(f"M{bx - 0.55 * k} {by - 0.35 * k} L{bx + 0.55 * k} {by - 0.35 * k} Q{bx + 0.4 * k} {by} {bx} {by} "
                        f"Q{bx - 0.4 * k} {by} {bx - 0.55 * k} {by - 0.35 * k} Z"), fill("#9aa6a0"))


def _guardian(scene: Scene, far: Sheet, room: Room, side: int) -> None:
    """A stone fox seated on a plinth at either side of the altar."""
    z, px = 29.0, side * 5.3
    k = room.size(z)
    c = far.paint
    stone = mix(scene.look.wall, "#8a8c94", 0.6)
    box(c, room, (px - 0.9, px + 0.9), (0, 2.4), (z - 0.6, z + 0.8), darken(stone, 0.2), shadow=0.5)
    x, y = room.at(px, 2.4, z)

    def p(dx: float, dy: float) -> str:
        return f"{x - side * dx * k:.1f} {y + dy * k:.1f}"

    body = path(f"M{p(-0.8, 0)} C{p(-1.1, -1.2)} {p(-0.6, -2.2)} {p(-0.1, -2.6)} L{p(-0.25, -3.0)} L{p(-0.3, -3.9)} "
                f"L{p(0.1, -3.4)} "
                f"L{p(0.42, -3.85)} L{p(0.5, -3.2)} L{p(1.05, -2.75)} L{p(0.5, -2.4)} C{p(0.75, -1.6)} {p(0.7, -0.8)} "
                f"{p(0.8, 0)} Z")
    c.drawPath(body, fill(shader=linear((x - k, 0), (x + k, 0), [lighten(stone, 0.1) if side > 0 else darken(stone, 0.6), stone,
        darken(stone, 0.6) if side > 0 else lighten(stone, 0.1)])))
    c.drawPath(path(f"M{p(-0.75, -0.1)} C{p(-2.0, -0.6)} {p(-1.9, -2.6)} {p(-1.1, -3.3)} C{p(-1.3, -2.2)} {p(-0.9, -1.4)} "
                    f"{p(-0.4, -0.9)} Z"), fill(darken(stone, 0.3)))
    c.drawPath(path(f"M{p(-0.15, -2.3)} L{p(0.5, -2.25)} L{p(0.45, -1.95)} L{p(-0.2, -2.0)} Z"),
               fill(mix(scene.look.accent, "#000000", 0.2)))


def _beams_of_light(scene: Scene, far: Sheet, room: Room) -> None:
    """Moonlight or sun through the broken roof, and its pool on the floor."""
    look = scene.look
    tint = {"night": "#7f9cff", "dusk": "#ff9a70", "dawn": "#ffd0a8", "day": "#fff2d4"}[look.time]
    power = {"night": 0.36, "dusk": 0.4, "dawn": 0.42, "day": 0.5}[look.time] * (0.75 if look.wet else 1)
    a, b = room.at(-0.6, _TALL, 28), room.at(4.0, _TALL, 28)
    d, e = room.at(3.0, 0, 24), room.at(-3.4, 0, 24)
    shaft(far, [a, b, d, e], tint, power, 20)
    shaft(far, [room.at(1.0, _TALL, 28), room.at(2.4, _TALL, 28), room.at(1.2, 0, 24), room.at(-0.6, 0, 24)], tint, power * 0.8,
          9)
    x, y = room.at(-0.3, 0, 24)
    scene.pool(x, y, 260, tint, 0.7, down=80, sheets=("far",))
    for side in (-1, 1):
        x, y = room.at(side * 8.6, 8, 28)
        scene.pool(x, y, 210, tint, 0.45, down=260, sheets=("far", "mid"))


def _banner(scene: Scene, mid: Sheet, room: Room, side: int) -> None:
    """A long prayer banner between the columns, torn at its hem."""
    x, top = room.at(side * 4.75, 17.5, 21)
    k = room.size(21)
    w, low = 1.05 * k, room.at(0, 6.2, 21)[1]
    colour = mix(scene.look.accent, "#7a4a2c", 0.15)
    c = mid.paint
    rnd = scene.random
    hem = [(x + w / 2 - w * i / 7, low + rnd.uniform(-26, 18)) for i in range(8)]
    shape = polygon([(x - w / 2, top), (x + w / 2, top), *hem])
    c.save()
    clip(c, shape)
    drape(c, x - w / 2, x + w / 2, top, low + 30, colour, 3, random=rnd)
    c.drawRect(rect(x - w / 2 + 5, top, x - w / 2 + 9, low + 30), fill(_GOLD, 0.8))
    c.drawRect(rect(x + w / 2 - 9, top, x + w / 2 - 5, low + 30), fill(_GOLD, 0.8))
    y = 300.0
    while y < low - 40:
        c.drawCircle(x, y, w * 0.2, stroke(_GOLD, 2.4, 0.75))
        c.drawCircle(x, y, w * 0.09, fill(_GOLD, 0.75))
        y += 74
    c.restore()


def _stand(scene: Scene, room: Room, side: int) -> None:
    """A wrought rack of candles in front of each row of columns, and candles set on the floor."""
    if not (scene.look.has("candles") or scene.look.light in ("candles", "fire")):
        return
    mid, z = scene.sheet("mid"), 16.5
    k = room.size(z)
    x, foot = room.at(side * 3.9, 0, z)
    iron = "#241d1a"
    mid.paint.drawLine(x, foot, x, foot - 4.6 * k, stroke(iron, 7))
    mid.paint.drawPath(path(f"M{x - 0.7 * k} {foot} Q{x} {foot - 0.8 * k} {x + 0.7 * k} {foot}"), stroke(iron, 6))
    for level, half in ((3.0, 0.85), (4.1, 0.55)):
        y = foot - level * k
        mid.paint.drawLine(x - half * k, y, x + half * k, y, stroke(iron, 7))
        for i in (-1, 0, 1):
            candle(scene, "mid", x + i * half * 0.85 * k, y, 15, k * scene.random.uniform(0.5, 0.9), reach=190, spill=0.08)
    scene.pool(x, foot - 3.5 * k, 260, "#ff9c4a", 0.22, down=300, sheets=("mid", "far"))
    for dx, z0, high in ((0.9, 15.0, 0.5), (1.5, 16.0, 0.8), (-0.9, 15.6, 0.36), (0.2, 14.2, 0.4)):
        cx, cy = room.at(side * 3.9 + side * dx, 0, z0)
        glow(mid.shine, cx, cy + 6, 90, "#ff9a48", 0.2)
        candle(scene, "mid", cx, cy, 22, high * room.size(z0), reach=150, spill=0.08)


def _near(scene: Scene) -> None:
    """Candles close to the lens at the lower corners."""
    if not (scene.look.has("candles") or scene.look.light in ("candles", "fire")):
        return
    for x, y, high, wide in ((86.0, 1560.0, 190.0, 62.0), (170.0, 1610.0, 120.0, 56.0),
                             (scene.width - 92, 1580.0, 170.0, 62.0)):
        candle(scene, "near", x, y + 120, wide, high + 120, reach=300, spill=0.0)
