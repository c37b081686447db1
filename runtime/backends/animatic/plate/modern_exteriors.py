"""The city outdoors: a street of shops, a rooftop."""

from __future__ import annotations

import math

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import bokeh, mist, shaft
from .room import Room, box, tiles
from .scene import HEIGHT, HORIZON, Scene
from .sky import city_glow, heavens, skyline

_NEON = ("#ff4f8b", "#3fd8ff", "#ffb03c", "#8f6aff", "#4affb0")


def draw_street(scene: Scene) -> None:
    """A street that runs into the city: shop windows, signs, lamps, wet asphalt."""
    look, room = scene.look, Room(scene.middle)
    heavens(scene, line=HORIZON)
    skyline(scene, "back", HORIZON + 30, 430)
    far = scene.sheet("far")
    c = far.paint
    ground = darken(look.trim, 0.1)
    c.drawRect(rect(0, HORIZON, scene.width, HEIGHT), fill(shader=linear((0, HORIZON), (0, HEIGHT),
        [mix(ground, look.haze, 0.45), ground, darken(ground, 0.2)], [0, 0.3, 1])))
    _road(scene, room, ground)
    for z0, z1 in ((58.0, 92.0), (40.0, 58.0), (27.0, 40.0), (17.5, 27.0), (10.0, 17.5)):
        for side in (-1, 1):
            _facade(scene, room, side, z0, z1)
    _wires(scene, room)
    for z, side in ((44.0, 1), (34.0, -1), (25.0, 1), (18.0, -1)):
        _street_lamp(scene, room, side, z)
    if look.dark:
        glow(far.shine, scene.middle, HORIZON, 330, mix(look.horizon, "#ff8a6a", 0.35), 0.4)
        for x, z, hue in ((-1.4, 60.0, "#fff0d0"), (-0.5, 60.0, "#fff0d0"), (1.2, 48.0, "#ff4438"), (2.0, 48.0, "#ff4438")):
            px, py = room.at(x, 0.9, z)
            far.shine.drawCircle(px, py, 110 / z + 1, fill(lighten(hue, 0.4)))
            glow(far.shine, px, py, 1800 / z, hue, 0.85)
    far.haze = (look.haze, 0.1 if look.weather != "fog" else 0.4)
    scene.mirror = (HORIZON + 64, 0.75 if look.wet else 0.42 if look.dark else 0.1, 26)
    _parked(scene, room)
    scene.key_side = -0.65
    if look.dark:
        bokeh(scene, "near", (-60, 1300, 220, 1690), _NEON, 5, (34, 78), 0.2)
        bokeh(scene, "near", (scene.width - 200, 1350, scene.width + 60, 1690), _NEON, 5, (34, 78), 0.2)


def _road(scene: Scene, room: Room, ground: str) -> None:
    c, look = scene.sheet("far").paint, scene.look
    kerb = lighten(ground, 0.2)
    for side in (-1, 1):
        tiles(c, room, (side * 8.2 - (4 if side < 0 else 0), side * 8.2 + (4 if side > 0 else 0)), (4.0, 70.0),
              mix(ground, "#8a8a92", 0.35), 2.0, scene.random, joint=0.3)
        c.drawPath(room.quad([(side * 8.2, 0, 4), (side * 8.2, 0.3, 4), (side * 8.2, 0.3, 80), (side * 8.2, 0, 80)]),
                   fill(kerb))
    for i in range(1, 14):
        z = 5.0 * i
        c.drawPath(room.floor(-0.14, 0.14, z, z + 2.4), fill("#e8e0c0", 0.75))
    for i in range(-5, 6):
        c.drawPath(room.floor(i * 1.5 - 0.42, i * 1.5 + 0.42, 13.0, 17.0), fill("#e6e4dc", 0.55))
    if look.wet:
        for _ in range(9):
            x, z = scene.random.uniform(-7, 7), scene.random.uniform(6, 26)
            px, py = room.at(x, 0, z)
            w = scene.random.uniform(1.2, 3.0) * room.size(z)
            c.drawOval(rect(px - w, py - w * 0.16, px + w, py + w * 0.16), fill(darken(look.sky, 0.3), 0.5, blur=3))


def _facade(scene: Scene, room: Room, side: int, z0: float, z1: float) -> None:
    """A building on one side: storeys with windows, a shop below with its sign."""
    far, look, rnd = scene.sheet("far"), scene.look, scene.random
    c, x = far.paint, side * 12.0
    tall = rnd.uniform(24, 44)
    air = min(0.7, z0 / 110)
    base = mix(rnd.choice((look.wall, mix(look.wall, look.accent, 0.25), darken(look.wall, 0.2),
                           mix(look.wall, "#7a5a4a", 0.4))), look.haze, air)
    c.drawPath(room.side(x, 0, tall, z0, z1), fill(shader=linear(room.at(x, tall, z0), room.at(x, 0, z0),
        [darken(base, 0.25), base])))
    face = sorted((side * 12.0, side * 30.0))
    c.drawRect(room.wall(face[0], face[1], 0, tall, z1), fill(darken(base, 0.35)))
    for level in range(int((tall - 6) / 4.2)):
        y = 7.4 + level * 4.2
        count = max(2, round((z1 - z0) / (3.0 + z0 * 0.03)))
        for i in range(count):
            a = z0 + (z1 - z0) * (i + 0.22) / count
            b = z0 + (z1 - z0) * (i + 0.78) / count
            pane = room.side(x, y, y + 2.5, a, b)
            lit = look.dark and rnd.random() < 0.42
            c.drawPath(pane, fill(darken(mix(look.sky, base, 0.4), 0.3)))
            if lit:
                hue = rnd.choice(("#ffd08a", "#ffc070", "#ffe6b8", "#a8d0ff"))
                far.shine.drawPath(pane, fill(hue, rnd.uniform(0.4, 0.85) * (1 - air * 0.6)))
            c.drawPath(pane, stroke(darken(base, 0.4), 2))
        c.drawPath(polygon([room.at(x, y - 0.7, z0), room.at(x, y - 0.7, z1)], False),
                   stroke(lighten(base, 0.14), max(1, 60 / z0)))
    _shop(scene, room, side, z0, z1, base, air)


def _shop(scene: Scene, room: Room, side: int, z0: float, z1: float, base: str, air: float) -> None:
    far, look, rnd = scene.sheet("far"), scene.look, scene.random
    c, x = far.paint, side * 11.95
    warm = rnd.choice(("#ffc878", "#ffe0a8", "#ffb868", "#cfe8ff"))
    pane = room.side(x, 0.6, 4.9, z0 + 0.6, z1 - 0.6)
    c.drawPath(pane, fill(darken(base, 0.5)))
    if look.dark:
        far.shine.drawPath(pane, fill(shader=linear(room.at(x, 4.9, z0), room.at(x, 0.6, z0),
                                                    [(warm, 0.9 - air * 0.4), (mix(warm, "#c0602c", 0.35), 0.6 - air * 0.3)])))
        fx, fy = room.at(side * 9.5, 0, (z0 + z1) / 2)
        scene.pool(fx, fy, 2600 / z0, warm, 0.55, down=900 / z0, sheets=("far", "mid"))
    for i in range(4):
        z = z0 + 0.6 + (z1 - z0 - 1.2) * i / 3
        line = polygon([room.at(x, 0.6, z), room.at(x, 4.9, z)], False)
        far.shine.drawPath(line, stroke(darken(base, 0.75), max(1.2, 60 / z)))
    awning = rnd.choice((look.accent, "#2f5a6a", "#6a3a5a", "#3a6a4a"))
    c.drawPath(room.quad([(x, 6.0, z0 + 0.4), (x, 6.0, z1 - 0.4), (x - side * 1.6, 5.0, z1 - 0.4),
                          (x - side * 1.6, 5.0, z0 + 0.4)]), fill(mix(awning, look.haze, air)))
    if look.has("neon-sign") or look.light == "neon" or rnd.random() < 0.5:
        _sign(scene, room, side, (z0 + z1) / 2, air)


def _sign(scene: Scene, room: Room, side: int, z: float, air: float) -> None:
    """An upright sign that stands out from the wall: a lit box with strokes like writing."""
    far, rnd = scene.sheet("far"), scene.random
    hue = rnd.choice(_NEON)
    x0, x1 = sorted((side * 11.8, side * 10.0))
    y0 = rnd.uniform(7.0, 9.5)
    board = room.wall(x0, x1, y0, y0 + rnd.uniform(4.5, 7.5), z)
    far.paint.drawRoundRect(board, 3, 3, fill("#1a1620"))
    on = scene.look.dark
    inner = rect(board.left() + 3, board.top() + 3, board.right() - 3, board.bottom() - 3)
    if on:
        far.shine.drawRect(inner, fill(hue, 0.22))
        far.shine.drawRect(inner, stroke(hue, 3.2))
        far.shine.drawRect(inner, stroke(hue, 9, 0.35, blur=5))
    cell = inner.width()
    y = inner.top() + cell * 0.15
    while y + cell * 0.8 < inner.bottom():
        for _ in range(4):
            ax, ay = inner.left() + cell * rnd.uniform(0.2, 0.8), y + cell * rnd.uniform(0.05, 0.75)
            bx, by = (inner.left() + cell * rnd.uniform(0.2, 0.8), ay) if rnd.random() < 0.5 else (ax,
                y + cell * rnd.uniform(0.05, 0.75))
            (far.shine if on else far.paint).drawLine(ax, ay, bx, by, stroke(lighten(hue, 0.65) if on else "#c8c0b8",
                max(1.4, cell * 0.08)))
        y += cell
    if on:
        cx, cy = (board.left() + board.right()) / 2, (board.top() + board.bottom()) / 2
        scene.lamp(cx, cy, min(300, 4200 / z), hue, 0.5 * (1 - air * 0.5), "neon", "far", 0.8)
        fx, fy = room.at(side * 7, 0, z - 2)
        scene.pool(fx, fy, 2400 / z, hue, 0.5, down=800 / z, sheets=("far",))


def _wires(scene: Scene, room: Room) -> None:
    c = scene.sheet("far").paint
    for z, y in ((20.0, 17.0), (28.0, 19.5), (38.0, 16.0)):
        (ax, ay), (bx, by) = room.at(-12, y, z), room.at(12, y + 1.0, z + 3)
        for sag in (60, 78):
            c.drawPath(path(f"M{ax} {ay} Q{(ax + bx) / 2} {(ay + by) / 2 + sag * 24 / z} {bx} {by}"),
                       stroke("#101018", 40 / z + 0.6, 0.8))


def _street_lamp(scene: Scene, room: Room, side: int, z: float) -> None:
    name = "mid" if z < 26 else "far"
    sheet, k = scene.sheet(name), room.size(z)
    x, foot = room.at(side * 8.9, 0, z)
    _, top = room.at(0, 12.5, z)
    sheet.paint.drawLine(x, foot, x, top, stroke("#16161c", 0.2 * k))
    sheet.paint.drawPath(path(f"M{x} {top} Q{x} {top - 0.9 * k} {x - side * 1.6 * k} {top - 0.8 * k}"),
                         stroke("#16161c", 0.14 * k))
    hx, hy = x - side * 1.8 * k, top - 0.72 * k
    sheet.paint.drawOval(rect(hx - 0.6 * k, hy - 0.14 * k, hx + 0.6 * k, hy + 0.14 * k), fill("#202028"))
    if scene.look.dark:
        sheet.shine.drawOval(rect(hx - 0.45 * k, hy, hx + 0.45 * k, hy + 0.16 * k), fill("#fff2d0"))
        scene.lamp(hx, hy + 0.1 * k, min(330.0, 5.5 * k), "#ffc27a", 0.7, "steady", name, 0.4)
        shaft(sheet, [(hx - 0.4 * k, hy), (hx + 0.4 * k, hy), (hx + 3.4 * k, foot), (hx - 3.4 * k, foot)], "#ffbe74", 0.17, 16)
        fx, fy = room.at(side * 7.1, 0, z)
        scene.pool(fx, fy, 3.6 * k, "#ffc27a", 0.8, down=1.1 * k)


def _parked(scene: Scene, room: Room) -> None:
    """A car at the kerb."""
    mid, look = scene.sheet("mid"), scene.look
    c, k = mid.paint, room.size(20)
    x, y = room.at(6.4, 0, 20)
    body = mix(look.accent, "#20242c", 0.55)
    c.drawOval(rect(x - 2.6 * k, y - 0.25 * k, x + 2.6 * k, y + 0.3 * k), fill("#000000", 0.6, blur=12))
    c.drawPath(path(f"M{x - 1.5 * k} {y - 3.1 * k} Q{x} {y - 3.5 * k} {x + 1.5 * k} {y - 3.1 * k} L{x + 2.0 * k} {y - 1.9 * k} "
                    f"L{x - 2.0 * k} {y - 1.9 * k} Z"),
               fill(shader=linear((0, y - 3.4 * k), (0, y - 1.9 * k), [lighten(body, 0.12), darken(body, 0.3)])))
    c.drawPath(path(f"M{x - 1.3 * k} {y - 2.95 * k} Q{x} {y - 3.25 * k} {x + 1.3 * k} {y - 2.95 * k} L{x + 1.7 * k} "
                    f"{y - 2.0 * k} L{x - 1.7 * k} {y - 2.0 * k} Z"),
               fill(shader=linear((x - k, y - 3 * k), (x + k, y - 2 * k), [mix(look.sky, "#ffffff", 0.2), darken(look.sky,
               0.4)])))
    c.drawRoundRect(rect(x - 2.35 * k, y - 2.05 * k, x + 2.35 * k, y - 0.4 * k), 0.4 * k, 0.45 * k,
                    fill(shader=linear((0, y - 2 * k), (0, y - 0.4 * k), [lighten(body, 0.25), body, darken(body, 0.5)],
                                       [0, 0.4, 1])))
    for s in (-1, 1):
        c.drawRoundRect(rect(x + s * 1.75 * k - 0.4 * k, y - 0.75 * k, x + s * 1.75 * k + 0.4 * k, y + 0.1 * k), 8, 8,
                        fill("#0c0c10"))
        lamp = rect(x + s * 1.75 * k - 0.42 * k, y - 1.55 * k, x + s * 1.75 * k + 0.42 * k, y - 1.2 * k)
        c.drawRoundRect(lamp, 6, 6, fill("#7a1a1c"))
        if look.dark:
            mid.shine.drawRoundRect(lamp, 6, 6, fill("#ff4a40", 0.9))
            glow(mid.shine, x + s * 1.75 * k, y - 1.37 * k, 1.3 * k, "#ff3a30", 0.5)
    c.drawRect(rect(x - 0.55 * k, y - 1.2 * k, x + 0.55 * k, y - 0.85 * k), fill("#d8dce0"))


def draw_rooftop(scene: Scene) -> None:
    """A roof over the city: a parapet, a glass rail, a water tank, strings of bulbs."""
    look, room = scene.look, Room(scene.middle)
    heavens(scene, line=870)
    skyline(scene, "back", 960, 640, rows=4)
    if look.dark:
        city_glow(scene, "back", 960, 44)
    far = scene.sheet("far")
    c = far.paint
    ground = look.wall
    edge = room.at(0, 0, 30)[1]
    c.drawRect(rect(0, edge, scene.width, HEIGHT), fill(ground))
    tiles(c, room, (-16, 16), (4, 30), ground, 2.4, scene.random, vary=0.07, joint=0.4)
    box(c, room, (-18, 18), (0, 2.6), (29.4, 30.4), darken(look.wall, 0.12), top=lighten(look.wall, 0.2))
    for i in range(-6, 7):
        x, top = room.at(i * 2.2, 4.7, 30)
        _, low = room.at(0, 2.6, 30)
        c.drawLine(x, top, x, low, stroke("#20242c", 5))
    left, rail = room.at(-18, 4.7, 30)
    right, _ = room.at(18, 4.7, 30)
    c.drawLine(left, rail, right, rail, stroke("#2c313b", 9))
    far.shine.drawRect(rect(left, rail, right, room.at(0, 2.6, 30)[1]), fill(mix(look.sky, "#ffffff", 0.3), 0.13))
    _tank(scene, room)
    box(c, room, (5.2, 12), (0, 7.4), (24, 29), darken(look.wall, 0.2), shadow=0.4)
    door_ = room.wall(6.0, 7.9, 0, 5.6, 24)
    c.drawRect(door_, fill(mix(look.accent, "#3a3a40", 0.5)))
    c.drawRect(door_, stroke("#1c1c20", 4))
    if look.dark:
        lx, ly = room.at(6.95, 6.4, 23.9)
        scene.sheet("far").shine.drawRoundRect(rect(lx - 16, ly - 7, lx + 16, ly + 7), 5, 5, fill("#fff0cc"))
        scene.lamp(lx, ly, 240, "#ffb868", 0.75, "neon", "far", 1.0)
    _bulbs(scene, room)
    for x, z in ((-6.4, 22.0), (-5.0, 23.0)):
        box(scene.sheet("mid").paint, room, (x - 0.6, x + 0.6), (0, 1.2), (z, z + 1.2), "#7a5a44", shadow=0.4)
        px, py = room.at(x, 1.1, z + 0.5)
        for _ in range(16):
            a = scene.random.uniform(-math.pi, 0)
            r = scene.random.uniform(20, 74)
            scene.sheet("mid").paint.drawOval(rect(px + math.cos(a) * r - 15, py + math.sin(a) * r - 9,
                                                   px + math.cos(a) * r + 15, py + math.sin(a) * r + 9),
                                              fill(mix("#2f5a3c", "#7a9a5a", scene.random.random())))
    if look.dark:
        scene.pool(scene.middle, 1150, 520, mix(look.horizon, "#ff7ab0", 0.4), 0.5, down=220)
    scene.mirror = (edge + 4, 0.6 if look.wet else 0.16, 18)
    scene.key_side = 0.6
    mist(scene, "back", 950, 60, look.haze, 0.12, 6)


def _tank(scene: Scene, room: Room) -> None:
    c, k = scene.sheet("far").paint, room.size(27)
    x, y = room.at(-8.6, 0, 27)
    metal = mix(scene.look.wall, "#8a5a44", 0.4)
    for dx in (-1.6, 1.6):
        c.drawLine(x + dx * k, y, x + dx * 0.8 * k, y - 4.4 * k, stroke("#22242a", 9))
    c.drawRect(rect(x - 2.2 * k, y - 9.0 * k, x + 2.2 * k, y - 4.2 * k), fill(shader=linear((x - 2.2 * k, 0), (x + 2.2 * k, 0),
        [darken(metal, 0.5), lighten(metal, 0.12), metal, darken(metal, 0.5)])))
    c.drawPath(path(f"M{x - 2.5 * k} {y - 8.9 * k} L{x} {y - 10.6 * k} L{x + 2.5 * k} {y - 8.9 * k} Z"),
               fill(darken(metal, 0.3)))
    for j in range(4):
        yy = y - (5.0 + j * 1.15) * k
        c.drawLine(x - 2.2 * k, yy, x + 2.2 * k, yy, stroke(darken(metal, 0.5), 3, 0.7))


def _bulbs(scene: Scene, room: Room) -> None:
    """Strings of bulbs from mast to mast."""
    mid = scene.sheet("mid")
    for (ax, az), (bx, bz), high in (((-9.0, 26.0), (7.0, 25.0), 11.0), ((-7.0, 19.0), (9.0, 23.0), 12.2)):
        (x0, y0), (x1, y1) = room.at(ax, high, az), room.at(bx, high, bz)
        sag = 110
        mid.paint.drawPath(path(f"M{x0} {y0} Q{(x0 + x1) / 2} {(y0 + y1) / 2 + 2 * sag} {x1} {y1}"), stroke("#15161c", 2.4))
        for i in range(1, 15):
            t = i / 15
            x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * (x0 + x1) / 2 + t * t * x1
            y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * ((y0 + y1) / 2 + 2 * sag) + t * t * y1
            mid.paint.drawCircle(x, y + 9, 6.5, fill("#d8c8a0"))
            if scene.look.dark:
                mid.shine.drawCircle(x, y + 9, 6.5, fill("#fff2cc"))
                scene.lamp(x, y + 9, 64, "#ffb860", 0.5, "flame", "mid", 0.22)


