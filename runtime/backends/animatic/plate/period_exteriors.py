"""Old China outdoors: the courtyard, the market street, the battlefield."""

from __future__ import annotations

import math

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import column, drape, lantern, mist
from .flora import blossom, plum, rock
from .nature import ground_tone
from .period import GOLD, fire
from .room import Room, box, tiles
from .scene import HEIGHT, HORIZON, Scene
from .sky import heavens, ridges


def roof(scene: Scene, name: str, room: Room, x: tuple[float, float], y: float, z: float, high: float, tone: str) -> None:
    """A tiled roof with upturned eaves over a front at depth `z`; the eaves at height `y`, the ridge `high` above."""
    c, k = scene.sheet(name).paint, room.size(z)
    (x0, eave), (x1, _) = room.at(x[0], y, z), room.at(x[1], y, z)
    ridge = eave - high * k
    inset = (x1 - x0) * 0.1
    lift = 0.95 * k
    shape = path(f"M{x0 - 0.9 * k} {eave - lift} Q{x0 + inset * 0.3} {eave + 0.15 * k} {x0 + inset * 1.6} {eave + 0.1 * k} "
                 f"L{x1 - inset * 1.6} {eave + 0.1 * k} Q{x1 - inset * 0.3} {eave + 0.15 * k} {x1 + 0.9 * k} {eave - lift} "
                 f"Q{x1 - inset * 0.4} {eave - high * 0.5 * k} {x1 - inset} {ridge} L{x0 + inset} {ridge} "
                 f"Q{x0 + inset * 0.4} {eave - high * 0.5 * k} {x0 - 0.9 * k} {eave - lift} Z")  # fmt: skip
    snow = scene.look.weather == "snow"
    top = mix(tone, "#eef2fa", 0.8) if snow else lighten(tone, 0.12)
    c.drawPath(shape, fill(shader=linear((0, ridge), (0, eave), [top, mix(top, tone, 0.5 if snow else 1.0), darken(tone, 0.35)], [0, 0.6, 1])))
    c.save()
    c.clipPath(shape)
    count = int((x1 - x0) / (0.36 * k))
    for i in range(count + 1):
        t = i / max(1, count)
        top_x, low_x = x0 + inset + (x1 - x0 - 2 * inset) * t, x0 - 0.4 * k + (x1 - x0 + 0.8 * k) * t
        c.drawPath(path(f"M{top_x} {ridge} Q{(top_x + low_x) / 2 + (top_x - low_x) * 0.2} {(ridge + eave) / 2} {low_x} {eave + 0.2 * k}"), stroke(darken(tone, 0.45), max(1.0, 0.05 * k), 0.4 if snow else 0.8))
    c.restore()
    for i in range(count):
        u = x0 + inset + (x1 - x0 - 2 * inset) * (i + 0.5) / count
        c.drawCircle(u, eave + 0.1 * k, 0.11 * k, fill(lighten(tone, 0.1)))
    c.drawRoundRect(rect(x0 + inset - 0.2 * k, ridge - 0.4 * k, x1 - inset + 0.2 * k, ridge + 0.06 * k), 4, 4, fill(darken(tone, 0.3)))
    for side, u in ((-1, x0 + inset), (1, x1 - inset)):
        c.drawPath(path(f"M{u} {ridge - 0.3 * k} Q{u + side * 0.5 * k} {ridge - 0.5 * k} {u + side * 0.45 * k} {ridge - 1.1 * k} Q{u + side * 0.05 * k} {ridge - 0.8 * k} {u - side * 0.3 * k} {ridge - 0.36 * k} Z"), fill(darken(tone, 0.3)))


def draw_courtyard(scene: Scene) -> None:
    """A courtyard: the main house with lit lattice, red columns, lanterns, a plum in flower, flagstones."""
    look, room, rnd = scene.look, Room(scene.middle), scene.random
    heavens(scene, line=HORIZON)
    ridges(scene, "back", HORIZON + 10, 3, 330, mix(look.trim, "#2c3a4a", 0.5), look.haze)
    far = scene.sheet("far")
    c = far.paint
    stone = ground_tone(scene, look.wall)
    c.drawRect(rect(0, HORIZON + 150, scene.width, HEIGHT), fill(stone))
    tiles(c, room, (-16, 16), (4, 31), stone, 2.3, rnd, vary=0.08, joint=0.45)
    red = mix(look.accent, "#5a2018", 0.2)
    box(c, room, (-10, 10), (0, 1.2), (30.5, 40), mix(stone, "#8a8680", 0.3), shadow=0.4)
    for i in range(3):
        box(c, room, (-2.6, 2.6), (0, 1.2 - 0.4 * i), (30.2 - 0.5 * i, 30.7 - 0.5 * i), lighten(stone, 0.1))
    c.drawRect(room.wall(-9, 9, 1.2, 10, 33), fill(mix(look.trim, red, 0.35)))
    paper = {"night": 1.6, "dusk": 1.2}.get(look.time, 0.55)
    for i in range(6):
        x = -8.6 + i * 2.9
        _lit_lattice(scene, room, (x, x + 2.5), (2.0, 8.6), 32.9, paper)
    box(c, room, (-9.6, 9.6), (9.4, 10.6), (31, 33), mix("#2a5a5c", red, 0.35))
    for i in range(19):
        x, y = room.at(-9 + i * 1.0, 10.0, 31)
        c.drawRect(rect(x - 7, y - 6, x + 7, y + 6), fill(GOLD if i % 2 else "#8a3a2c", 0.85))
    for x in (-9.0, -5.4, -1.9, 1.9, 5.4, 9.0):
        column(far, room, x, 31.2, 0.34, 1.2, 10, red)
    roof(scene, "far", room, (-10.6, 10.6), 10.4, 30.6, 5.6, mix("#3c4648", look.trim, 0.3))
    for side in (-1, 1):
        wing = sorted((side * 9.4, side * 16.0))
        c.drawPath(room.side(side * 9.4, 0, 8.0, 9, 30), fill(mix(look.trim, red, 0.3)))
        for z in (28.0, 22.0, 16.5, 12.0):
            column(far, room, side * 9.2, z, 0.34, 0, 8.2, red)
            pane = room.side(side * 9.38, 2.0, 7.0, z + 0.6, z + 4.0)
            c.drawPath(pane, fill("#2c2420"))
            if look.dark:
                far.shine.drawPath(pane, fill("#ffb060", 0.55))
            else:
                c.drawPath(pane, fill("#d8ccb0", 0.8))
            for i in range(1, 5):
                z1 = z + 0.6 + 3.4 * i / 5
                c.drawPath(polygon([room.at(side * 9.38, 2.0, z1), room.at(side * 9.38, 7.0, z1)], False), stroke(darken(red, 0.5), 70 / z))
        eave = room.quad([(side * 7.6, 8.0, 8), (side * 7.6, 8.0, 30), (side * 11.5, 10.8, 30), (side * 11.5, 10.8, 8)])
        tile = mix("#3c4648", "#eef2fa", 0.75 if look.weather == "snow" else 0.0)
        c.drawPath(eave, fill(shader=linear(room.at(side * 7.6, 8, 14), room.at(side * 11.5, 10.8, 14), [darken(tile, 0.3), tile])))
        del wing
    for x, z, size in ((-3.6, 30.5, 30), (3.6, 30.5, 30), (-7.3, 21, 34), (7.3, 21, 34), (-7.4, 13.5, 46), (7.4, 13.5, 46)):
        if look.has("lanterns") or look.light == "lantern":
            px, py = room.at(x, 8.0 if z > 25 else 7.0, z)
            lantern(scene, "far" if z > 16 else "mid", px, py, size, "#d8352a", cord=40, spill=0.6)
    if look.has("trees"):
        x, y = room.at(-5.6, 0, 18.5)
        box(scene.sheet("mid").paint, room, (-7.0, -4.2), (0, 0.8), (17.4, 19.6), mix(stone, "#7a766e", 0.4), shadow=0.4)
        for angle in (-1.35, -1.9, -0.95):
            plum(scene, "mid", x, y - 20, angle, 120, "#e89aa8" if look.weather != "snow" else "#d8586c", 4)
    x, y = room.at(5.4, 0, 17)
    k = room.size(17)
    mid = scene.sheet("mid").paint
    mid.drawPath(path(f"M{x - 1.2 * k} {y - 1.5 * k} L{x + 1.2 * k} {y - 1.5 * k} Q{x + 1.4 * k} {y - 0.5 * k} {x + 0.8 * k} {y} L{x - 0.8 * k} {y} Q{x - 1.4 * k} {y - 0.5 * k} {x - 1.2 * k} {y - 1.5 * k} Z"),
                 fill(shader=linear((x - k, 0), (x + k, 0), ["#4a4640", "#8a857a", "#3a3632"])))
    mid.drawOval(rect(x - 1.15 * k, y - 1.62 * k, x + 1.15 * k, y - 1.38 * k), fill("#2c3a40"))
    if look.dark:
        scene.pool(*room.at(0, 3, 31), 330, "#ffb060", 0.75, down=260)
        scene.pool(scene.middle, 1180, 420, "#8fa8ff", 0.3, down=160)
    scene.mirror = (room.at(0, 0, 29)[1] + 8, 0.65 if look.wet else 0.14, 16)
    for _ in range(14):
        blossom(scene.sheet("mid").paint, rnd.uniform(0, scene.width), rnd.uniform(1080, 1500), rnd.uniform(3, 6), "#e8a0ac") if look.weather in ("clear", "wind") else None
    plum(scene, "near", scene.width + 40, 140, 2.75, 190, "#d8808f", 3)
    scene.key_side = -0.55


def _lit_lattice(scene: Scene, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, power: float) -> None:
    """A lattice door with lamplight inside."""
    far, c = scene.sheet("far"), scene.sheet("far").paint
    pane = room.wall(x[0], x[1], y[0], y[1], z)
    c.drawRect(pane, fill("#c9b890"))
    if scene.look.dark:
        far.shine.drawRect(pane, fill(shader=linear((0, pane.top()), (0, pane.bottom()), [("#ffc878", 0.5 * min(1.6, power)), ("#ff9a48", 0.5 * min(1.6, power))])))
    bar = fill("#3a1c14")
    for i in range(5):
        u = pane.left() + pane.width() * i / 4
        c.drawRect(rect(u - 1.6, pane.top(), u + 1.6, pane.bottom()), bar)
    for j in range(9):
        v = pane.top() + pane.height() * 0.68 * j / 8
        c.drawRect(rect(pane.left(), v - 1.4, pane.right(), v + 1.4), bar)
    low = rect(pane.left(), pane.top() + pane.height() * 0.68, pane.right(), pane.bottom())
    c.drawRect(low, fill("#5a2a1c"))
    c.drawRect(rect(low.left() + 6, low.top() + 8, low.right() - 6, low.bottom() - 6), stroke("#8a4a30", 2.4))


def draw_market(scene: Scene) -> None:
    """A market street: stalls under awnings, banners, lanterns overhead, a gate tower at the end."""
    look, room, rnd = scene.look, Room(scene.middle), scene.random
    heavens(scene, line=HORIZON)
    ridges(scene, "back", HORIZON + 20, 2, 240, "#3a4450", look.haze)
    far = scene.sheet("far")
    c = far.paint
    ground = ground_tone(scene, mix(look.wall, "#8a7a66", 0.4))
    c.drawRect(rect(0, HORIZON + 20, scene.width, HEIGHT), fill(ground))
    tiles(c, room, (-12, 12), (4, 80), ground, 2.0, rnd, vary=0.1, joint=0.35)
    red = mix(look.accent, "#5a2018", 0.25)
    box(c, room, (-7.5, 7.5), (0, 9), (74, 82), mix(look.trim, "#6a6660", 0.5))
    c.drawRoundRect(room.wall(-2.4, 2.4, 0, 6, 73.9), 30, 30, fill("#14100e"))
    roof(scene, "far", room, (-8.5, 8.5), 12.5, 73, 5.5, "#3c4648")
    c.drawRect(room.wall(-7, 7, 9, 12.6, 73.5), fill(red))
    for z0, z1 in ((52.0, 72.0), (37.0, 52.0), (26.0, 37.0), (17.5, 26.0), (10.5, 17.5)):
        for side in (-1, 1):
            _house(scene, room, side, z0, z1, red)
    for z in (48.0, 36.0, 27.0, 20.0):
        (ax, ay), (bx, by) = room.at(-8.6, 11.2, z), room.at(8.6, 11.2, z)
        sag = 1.5 * room.size(z)
        name = "far" if z > 22 else "mid"
        scene.sheet(name).paint.drawPath(path(f"M{ax} {ay} Q{(ax + bx) / 2} {ay + 2 * sag} {bx} {by}"), stroke("#1c1412", max(1.2, 30 / z)))
        for i in range(1, 8):
            t = i / 8
            x = ax + (bx - ax) * t
            y = ay + 4 * sag * t * (1 - t)
            size = 0.55 * room.size(z)
            lantern(scene, name, x, y + size * 1.1, size, rnd.choice(("#d8352a", "#e0702a", "#d8352a", "#e8a83a")), spill=0.16)
    for side, z in ((-1, 21.0), (1, 16.0), (-1, 13.0), (1, 24.5)):
        _stall(scene, room, side, z)
    if look.dark:
        glow(far.shine, *room.at(0, 5, 60), 330, "#ff9a50", 0.4)
        scene.pool(scene.middle, HORIZON + 240, 430, "#ff9c50", 0.75, down=330)
    far.haze = (look.haze, 0.08)
    scene.mirror = (HORIZON + 76, 0.7 if look.wet else 0.14, 18)
    scene.key_side = -0.6
    x = scene.width - 150
    drape(scene.sheet("near").paint, x, x + 210, -30, 430, mix(look.accent, "#4a1810", 0.4), 3, random=rnd)


def _house(scene: Scene, room: Room, side: int, z0: float, z1: float, red: str) -> None:
    far, look, rnd = scene.sheet("far"), scene.look, scene.random
    c, x = far.paint, side * 9.4
    air = min(0.6, z0 / 130)
    plaster = mix(rnd.choice((look.wall, mix(look.wall, look.trim, 0.5), mix(look.wall, "#8a6a4a", 0.5))), look.haze, air)
    wood = mix(mix(look.trim, red, 0.3), look.haze, air)
    two = rnd.random() < 0.55
    tall = 12.5 if two else 8.2
    c.drawPath(room.side(x, 0, tall, z0, z1), fill(plaster))
    c.drawPath(room.side(x, 0, 6.4, z0 + 0.3, z1 - 0.3), fill(darken(wood, 0.4)))
    inner = room.side(x, 0.6, 5.6, z0 + 0.9, z1 - 0.9)
    if look.dark:
        far.shine.drawPath(inner, fill("#ffae58", 0.7 - air * 0.6))
    else:
        c.drawPath(inner, fill(darken(wood, 0.55)))
    if two:
        for i in range(3):
            a = z0 + (z1 - z0) * (i + 0.15) / 3
            b = z0 + (z1 - z0) * (i + 0.85) / 3
            pane = room.side(x, 8.2, 11.4, a, b)
            c.drawPath(pane, fill("#b8a880"))
            if look.dark and rnd.random() < 0.7:
                far.shine.drawPath(pane, fill("#ffb868", 0.6 - air * 0.5))
            for j in range(1, 4):
                zz = a + (b - a) * j / 4
                c.drawPath(polygon([room.at(x, 8.2, zz), room.at(x, 11.4, zz)], False), stroke(darken(wood, 0.5), max(1.0, 60 / z0)))
    for i in range(4):
        z = z0 + (z1 - z0) * i / 3
        c.drawPath(polygon([room.at(x, 0, z), room.at(x, tall, z)], False), stroke(wood, max(1.5, 190 / z0)))
    for y in (6.6, tall):
        tile = mix("#3c4448", look.haze, air)
        if look.weather == "snow":
            tile = mix(tile, "#eef2fa", 0.75)
        eave = room.quad([(x - side * 2.0, y, z0 - 0.6), (x - side * 2.0, y, z1 + 0.4), (x + side * 0.6, y + 1.7, z1 + 0.4), (x + side * 0.6, y + 1.7, z0 - 0.6)])
        c.drawPath(eave, fill(tile if y > 7 or not two else darken(tile, 0.1)))
        c.drawPath(polygon([room.at(x - side * 2.0, y, z0 - 0.6), room.at(x - side * 2.0, y, z1 + 0.4)], False), stroke(darken(tile, 0.5), max(1.5, 90 / z0)))
        if not two:
            break
    hue = rnd.choice((look.accent, "#2c5a5a", "#c9a03a", "#8a2c3c"))
    px = sorted((x - side * 0.4, x - side * 1.9))
    flag = room.wall(px[0], px[1], 3.4, 7.6, z0 + 1.0)
    c.drawRect(flag, fill(shader=linear((0, flag.top()), (0, flag.bottom()), [mix(hue, look.haze, air), darken(mix(hue, look.haze, air), 0.3)])))
    y = flag.top() + flag.width() * 0.6
    while y < flag.bottom() - flag.width() * 0.4:
        c.drawCircle((flag.left() + flag.right()) / 2, y, flag.width() * 0.2, stroke("#f0e4c8", max(1.2, flag.width() * 0.07), 0.8))
        y += flag.width() * 0.75


def _stall(scene: Scene, room: Room, side: int, z: float) -> None:
    """A stall with goods under a striped awning."""
    mid, rnd = scene.sheet("mid"), scene.random
    c = mid.paint
    a, b = sorted((side * 5.6, side * 9.2))
    box(c, room, (a, b), (0, 2.5), (z, z + 2.4), "#6a4a30", shadow=0.5)
    box(c, room, (a - 0.15, b + 0.15), (2.5, 2.75), (z - 0.15, z + 2.5), "#8a6440")
    k = room.size(z + 1)
    for i in range(7):
        x, y = room.at(a + 0.4 + (b - a - 0.8) * i / 6, 2.75, z + 0.9)
        hue = rnd.choice(("#d8562c", "#e0a02c", "#b8382c", "#6a8a3c", "#e8d8b0", "#a85a8a"))
        for dx, dy in ((-0.16, 0), (0.16, 0), (0, -0.22)):
            c.drawCircle(x + dx * k, y - 0.16 * k + dy * k, 0.17 * k, fill(mix(hue, "#000000", rnd.uniform(0, 0.2))))
    for px in (a + 0.1, b - 0.1):
        x, y = room.at(px, 0, z)
        c.drawLine(x, y, x, room.at(px, 7.4, z)[1], stroke("#3a2a1c", 0.16 * k))
    hue = rnd.choice((scene.look.accent, "#2f6a6a", "#c98a2c"))
    n = 8
    for i in range(n):
        u, v = a - 0.4 + (b - a + 0.8) * i / n, a - 0.4 + (b - a + 0.8) * (i + 1) / n
        tone = hue if i % 2 else "#e8dcc4"
        c.drawPath(room.quad([(u, 6.7, z - 1.0), (v, 6.7, z - 1.0), (v, 7.9, z + 1.8), (u, 7.9, z + 1.8)]), fill(tone))
        (p0, q0), (p1, _) = room.at(u, 6.7, z - 1.0), room.at(v, 6.7, z - 1.0)
        c.drawPath(path(f"M{p0} {q0} L{p1} {q0} Q{(p0 + p1) / 2} {q0 + 0.7 * k} {p0} {q0} Z"), fill(darken(tone, 0.15)))
    if scene.look.dark:
        lx, ly = room.at((a + b) / 2, 5.9, z + 0.2)
        lantern(scene, "mid", lx, ly, 0.5 * k, "#e8a03a", cord=18, spill=0.6)


def draw_battlefield(scene: Scene) -> None:
    """A field after battle: torn banners, broken spears, tents and fires under smoke."""
    look, rnd = scene.look, scene.random
    heavens(scene, line=HORIZON + 40)
    ridges(scene, "back", HORIZON + 60, 3, 240, look.trim, look.haze)
    back = scene.sheet("back").shine
    for x, tall in ((0.2, 420.0), (0.74, 520.0)):
        for i in range(26):
            t = i / 25
            px, py = x * scene.width + 90 * t * t + rnd.gauss(0, 12), HORIZON + 70 - tall * t
            r = 16 + 74 * t
            back.drawCircle(px, py, r, fill("#0c0a0c", 0.16 * (1 - t * 0.7), blur=r * 0.3))
        glow(back, x * scene.width, HORIZON + 76, 130, "#ff7a3a", 0.75 if look.dark else 0.4)
    far = scene.sheet("far")
    ground = ground_tone(scene, mix(look.wall, "#4a3c30", 0.35))
    c = far.paint
    room = Room(scene.middle)
    top = HORIZON + 64
    c.drawRect(rect(0, top, scene.width, HEIGHT), fill(shader=linear((0, top), (0, HEIGHT), [mix(ground, look.haze, 0.5), ground, darken(ground, 0.4)], [0, 0.3, 1])))
    for _ in range(70):
        t = rnd.random() ** 1.5
        y = top + 12 + t * 620
        x, w = rnd.uniform(0, scene.width), 10 + 90 * t
        c.drawPath(path(f"M{x} {y} q{w * 0.5} {-w * 0.16} {w} 0 q{-w * 0.5} {w * 0.14} {-w} 0 Z"), fill(darken(ground, 0.4) if rnd.random() < 0.6 else lighten(ground, 0.1), 0.6))
    for x, z, s in ((-14.0, 60.0, 1.0), (-6.0, 70.0, 0.8), (12.0, 64.0, 1.0), (20.0, 72.0, 0.9)):
        px, py = room.at(x, 0, z)
        k = room.size(z) * 4.2 * s
        cloth = mix(mix(look.accent, "#b8a888", 0.6), look.haze, 0.4)
        c.drawPath(path(f"M{px - k} {py} Q{px - k * 0.3} {py - k * 0.5} {px} {py - k * 1.2} Q{px + k * 0.3} {py - k * 0.5} {px + k} {py} Z"), fill(shader=linear((px - k, 0), (px + k, 0), [lighten(cloth, 0.1), darken(cloth, 0.35)])))
        c.drawPath(path(f"M{px - k * 0.14} {py} L{px} {py - k * 0.6} L{px + k * 0.16} {py} Z"), fill("#1a1412"))
    for x, z in ((-9.0, 40.0), (8.0, 36.0), (3.4, 52.0), (-3.6, 48.0)):
        _banner(scene, "far", room, x, z)
    mist(scene, "far", HORIZON + 130, 90, mix(look.haze, "#8a7a70", 0.3), 0.2, 10)
    for x, z in ((-5.2, 19.0), (6.4, 16.5)):
        _banner(scene, "mid", room, x, z)
    mid = scene.sheet("mid").paint
    for _ in range(11):
        z = rnd.uniform(12, 26)
        x, y = room.at(rnd.choice((-1, 1)) * rnd.uniform(2.6, 8.5), 0, z)
        k = room.size(z)
        lean = rnd.uniform(-0.5, 0.5)
        tall = rnd.uniform(2.5, 4.6) * k
        tx, ty = x + lean * tall, y - tall
        mid.drawLine(x, y, tx, ty, stroke("#2a1f18", 0.1 * k))
        if rnd.random() < 0.6:
            a = math.atan2(ty - y, tx - x)
            mid.drawPath(polygon([(tx + math.cos(a) * 0.6 * k, ty + math.sin(a) * 0.6 * k), (tx - math.sin(a) * 0.13 * k, ty + math.cos(a) * 0.13 * k), (tx + math.sin(a) * 0.13 * k, ty - math.cos(a) * 0.13 * k)]), fill("#9aa0a8"))
    for x, z in ((-6.6, 15.0), (7.4, 21.0)):
        px, py = room.at(x, 0, z)
        for i in range(4):
            mid.drawLine(px - 60 + i * 34, py, px + 50 - i * 30, py - 40, stroke("#1c1410", 13))
        fire(scene, "mid", px, py - 14, 1.7 * room.size(z))
    for x, y in ((110, 1330), (scene.width - 120, 1370)):
        rock(mid, x, y, 150, 70, darken(ground, 0.1), rnd)
    far.haze = (look.haze, 0.1)
    scene.key_side = -0.6


def _banner(scene: Scene, name: str, room: Room, x: float, z: float) -> None:
    """A war banner, torn, streaming from its pole."""
    c, k, rnd = scene.sheet(name).paint, room.size(z), scene.random
    px, foot = room.at(x, 0, z)
    top = foot - 9.5 * k
    lean = rnd.uniform(-0.06, 0.06) * 9.5 * k
    c.drawLine(px, foot, px + lean, top, stroke("#2a1d16", 0.15 * k))
    hue = mix(scene.look.accent, scene.look.haze, min(0.5, z / 90))
    w = 2.6 * k
    x0, y0 = px + lean, top + 0.3 * k
    hem = " ".join(f"L{x0 + w * (1 - 0.12 * (i % 2)) - rnd.uniform(0, 0.2) * w} {y0 + (3.8 - i * 0.55) * k * 0.9}" for i in range(6))
    c.drawPath(path(f"M{x0} {y0} Q{x0 + w * 0.5} {y0 + 0.3 * k} {x0 + w} {y0 - 0.1 * k} {_reverse(hem)} Q{x0 + w * 0.5} {y0 + 3.6 * k} {x0} {y0 + 3.4 * k} Z"),
               fill(shader=linear((x0, 0), (x0 + w, 0), [darken(hue, 0.25), lighten(hue, 0.1), darken(hue, 0.4)])))
    c.drawCircle(x0 + w * 0.45, y0 + 1.7 * k, 0.62 * k, stroke(GOLD, 0.16 * k, 0.7))
    c.drawPath(polygon([(x0 - 0.12 * k, top), (x0, top - 0.8 * k), (x0 + 0.12 * k, top)]), fill("#b8b8b0"))


def _reverse(hem: str) -> str:
    parts = hem.split("L")[1:]
    return " ".join("L" + part.strip() for part in reversed(parts))


