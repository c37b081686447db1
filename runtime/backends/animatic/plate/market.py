"""A market street of old China."""

from __future__ import annotations

from ..canvas import darken, fill, glow, linear, mix, path, polygon, rect, stroke
from .elements import drape, lantern
from .nature import ground_tone
from .period_exteriors import roof
from .room import Room, box, tiles
from .scene import HEIGHT, HORIZON, Scene
from .sky import heavens, ridges


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
        scene.sheet(name).paint.drawPath(path(f"M{ax} {ay} Q{(ax + bx) / 2} {ay + 2 * sag} {bx} {by}"),
                                         stroke("#1c1412", max(1.2, 30 / z)))
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
                c.drawPath(polygon([room.at(x, 8.2, zz), room.at(x, 11.4, zz)], False),
                           stroke(darken(wood, 0.5), max(1.0, 60 / z0)))
    for i in range(4):
        z = z0 + (z1 - z0) * i / 3
        c.drawPath(polygon([room.at(x, 0, z), room.at(x, tall, z)], False), stroke(wood, max(1.5, 190 / z0)))
    for y in (6.6, tall):
        tile = mix("#3c4448", look.haze, air)
        if look.weather == "snow":
            tile = mix(tile, "#eef2fa", 0.75)
        eave = room.quad([(x - side * 2.0, y, z0 - 0.6), (x - side * 2.0, y, z1 + 0.4), (x + side * 0.6, y + 1.7, z1 + 0.4),
                          (x + side * 0.6, y + 1.7, z0 - 0.6)])
        c.drawPath(eave, fill(tile if y > 7 or not two else darken(tile, 0.1)))
        c.drawPath(polygon([room.at(x - side * 2.0, y, z0 - 0.6), room.at(x - side * 2.0, y, z1 + 0.4)], False),
                   stroke(darken(tile, 0.5), max(1.5, 90 / z0)))
        if not two:
            break
    hue = rnd.choice((look.accent, "#2c5a5a", "#c9a03a", "#8a2c3c"))
    px = sorted((x - side * 0.4, x - side * 1.9))
    flag = room.wall(px[0], px[1], 3.4, 7.6, z0 + 1.0)
    c.drawRect(flag, fill(shader=linear((0, flag.top()), (0, flag.bottom()),
                                        [mix(hue, look.haze, air), darken(mix(hue, look.haze, air), 0.3)])))
    y = flag.top() + flag.width() * 0.6
    while y < flag.bottom() - flag.width() * 0.4:
        c.drawCircle((flag.left() + flag.right()) / 2, y, flag.width() * 0.2, stroke("#f0e4c8", max(1.2, flag.width() * 0.07),
            0.8))
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
