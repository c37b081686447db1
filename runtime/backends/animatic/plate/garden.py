"""Behind a house of today: a paved patio with glass doors, lawn, a board fence, a table under its parasol."""

from __future__ import annotations

import math

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import plant
from .flora import blades, crown, lawn, tree
from .furniture import chair, table
from .room import Room, box, tiles
from .scene import HEIGHT, HORIZON, Scene
from .sky import heavens

_BACK, _FENCE = 25.0, 34.0


def draw_garden(scene: Scene) -> None:
    """The garden side of a house, which stands on the left; the fence and the trees of the neighbours behind."""
    look, room, rnd = scene.look, Room(scene.middle), scene.random
    heavens(scene, line=HORIZON)
    leaf = mix(look.accent, "#4f6f3c", 0.45)
    if look.weather == "snow":
        leaf = mix(leaf, "#e6ecf2", 0.6)
    back = scene.sheet("back").paint
    for x, wide, high in ((-5.0, 420, 330), (2.0, 460, 300), (8.5, 430, 350), (14.0, 400, 310)):
        px, foot = room.at(x, 4.0, 46)
        crown(back, px, foot - high * 0.3, wide, high, mix(leaf, look.haze, 0.35), rnd, count=60)
    far = scene.sheet("far")
    lawn(scene, "far", room.at(0, 0, _FENCE)[1] - 2, mix(leaf, "#7c8f4a", 0.5), far=mix(leaf, look.haze, 0.3))
    _fence(scene, room)
    stone = mix(look.trim, "#b0a698", 0.65)
    tiles(far.paint, room, (-14, 6.0), (4.0, _BACK), stone, 2.6, rnd, vary=0.05, joint=0.35)
    far.paint.drawPath(polygon([room.at(6.0, 0, 4.0), room.at(6.0, 0, _BACK)], False), stroke(darken(stone, 0.35), 5, 0.8))
    _house(scene, room)
    for x, z in ((7.2, 24.0), (8.6, 19.5), (10.4, 15.0)):
        px, foot = room.at(x, 0, z)
        crown(far.paint, px, foot - 3200 / z * 0.32, 4200 / z, 3000 / z, leaf, rnd, count=40)
    tree(scene, "far", room.at(11.0, 0, 27)[0], room.at(0, 0, 27)[1], 620, leaf)
    _seats(scene, room)
    plant(scene.sheet("mid").paint, *room.at(-5.6, 0, 12.5), 300, rnd, leaf, "#b06a48")
    plant(scene.sheet("mid").paint, *room.at(-7.4, 0, 15.5), 210, rnd, leaf, "#8a8078")
    _lights(scene, room)
    if look.wet:
        scene.mirror = (room.at(0, 0, _BACK)[1] + 6, 0.5, 20)
    blades(scene, "near", HEIGHT - 20, 230, leaf, 60, sides=True)
    scene.key_side = 0.6 if not look.dark else -0.6


def _fence(scene: Scene, room: Room) -> None:
    c, look = scene.sheet("far").paint, scene.look
    wood = mix("#9a7858", look.haze, 0.18)
    for i in range(64):
        x = -16 + i * 0.72
        tone = scene.random.uniform(-0.1, 0.1)
        board = room.wall(x, x + 0.68, 0, 6.2, _FENCE)
        c.drawRect(board, fill(lighten(wood, tone) if tone > 0 else darken(wood, -tone)))
        c.drawLine(board.right(), board.top(), board.right(), board.bottom(), stroke(darken(wood, 0.45), 1.4))
    for y in (1.2, 5.2):
        c.drawRect(room.wall(-16, 30, y, y + 0.35, _FENCE), fill(darken(wood, 0.16)))
    shade = room.wall(-16, 30, 0, 0.9, _FENCE)
    c.drawRect(shade, fill(shader=linear((0, shade.top()), (0, shade.bottom()), [("#000000", 0.0), ("#000000", 0.35)])))


def _house(scene: Scene, room: Room) -> None:
    """The back wall in clapboard, wide glass doors, a lamp beside them, the eaves above."""
    far, look = scene.sheet("far"), scene.look
    c, wall, right = far.paint, lighten(look.wall, 0.1), 4.6
    c.drawRect(room.wall(-20, right, 0, 13.5, _BACK), fill(wall))
    c.drawPath(room.side(right, 0, 13.5, _BACK, _FENCE - 1), fill(darken(wall, 0.3)))
    for i in range(27):
        _, y = room.at(0, 0.5 * i, _BACK)
        c.drawLine(room.at(-20, 0, _BACK)[0], y, room.at(right, 0, _BACK)[0], y, stroke(darken(wall, 0.22), 1.8, 0.8))
    eaves = room.wall(-20, right + 0.9, 13.2, 14.3, _BACK - 1.2)
    c.drawRect(eaves, fill(darken(look.trim, 0.2)))
    c.drawPath(room.quad([(-20, 14.2, _BACK - 1.2), (right + 0.9, 14.2, _BACK - 1.2), (right - 2.6, 21, _BACK + 6),
                          (-20, 21, _BACK + 6)]), fill(shader=linear(room.at(0, 21, _BACK + 6), room.at(0, 14, _BACK),
                                                                     [darken(look.trim, 0.35), look.trim])))
    doors = room.wall(-6.2, 1.6, 0.25, 8.2, _BACK - 0.02)
    c.drawRect(doors, fill("#e9e6df"))
    warm = "#ffcf90"
    for i in range(2):
        wide = doors.width() / 2
        pane = rect(doors.left() + wide * i + 9, doors.top() + 9, doors.left() + wide * (i + 1) - 7, doors.bottom() - 7)
        c.drawRect(pane, fill(shader=linear((pane.left(), pane.top()), (pane.right(), pane.bottom()),
                                            [mix(look.sky, "#2c3640", 0.45), "#39434c", mix(look.sky, "#2c3640", 0.3)])))
        if look.dark:
            far.shine.drawRect(pane, fill(shader=linear((0, pane.top()), (0, pane.bottom()),
                                                        [(warm, 0.75), (mix(warm, "#c07a3c", 0.4), 0.6)])))
        curtain = rect(pane.left(), pane.top(), pane.left() + wide * 0.17, pane.bottom())
        c.drawRect(curtain, fill("#efe9de", 0.85))
        c.drawLine(pane.left() + wide * 0.3, pane.top() + 14, pane.left() + wide * 0.62, pane.bottom() - 30,
                   stroke("#ffffff", 7, 0.14))
    if look.dark:
        scene.pool(*room.at(-2.3, 0.5, _BACK - 3), 300, warm, 0.8, down=160)
    px, py = room.at(2.9, 7.2, _BACK)
    c.drawRoundRect(rect(px - 9, py - 20, px + 9, py + 20), 4, 4, fill("#2a2622"))
    if look.dark or look.lit:
        far.shine.drawRoundRect(rect(px - 6, py - 14, px + 6, py + 14), 3, 3, fill("#ffe2ae"))
        scene.lamp(px, py, 150, "#ffc880", 0.6, "steady", "far", 0.8)


def _seats(scene: Scene, room: Room) -> None:
    """A table with its parasol and two chairs."""
    wood = "#8a6a4c"
    chair(scene, "mid", room, 3.4, 19.4, lighten(wood, 0.12))
    table(scene, "mid", room, (3.6, 6.8), (16.6, 18.6), 2.2, wood)
    chair(scene, "mid", room, 7.4, 17.2, lighten(wood, 0.12))
    c, cloth = scene.sheet("mid").paint, mix(scene.look.accent, "#c8563c", 0.5)
    x, top = room.at(5.2, 9.4, 17.6)
    k = room.size(17.6)
    c.drawRect(rect(x - 0.09 * k, top, x + 0.09 * k, room.at(0, 2.2, 17.6)[1]), fill("#e6e0d4"))
    edge = [(x + (i / 4 - 1) * 3.5 * k, top + (1.9 + 0.12 * (i % 2)) * k) for i in range(9)]
    for i in range(8):
        (ax, ay), (bx, by) = edge[i], edge[i + 1]
        tone = darken(cloth, 0.05 + 0.3 * abs(i - 2.5) / 5.5) if i % 2 else mix(darken(cloth, 0.3 * abs(i - 2.5) / 5.5), "#f0e6d6", 0.75)
        c.drawPath(path(f"M{x} {top - 0.2 * k} Q{(x + ax) / 2} {top + 0.35 * k} {ax} {ay} L{bx} {by} "
                        f"Q{(x + bx) / 2} {top + 0.35 * k} {x} {top - 0.2 * k} Z"), fill(tone))


def _lights(scene: Scene, room: Room) -> None:
    """A string of small bulbs from the eaves to the fence."""
    look, mid = scene.look, scene.sheet("mid")
    for (x0, y0, z0), (x1, y1, z1), drop in (((-7.5, 12.6, 22), (10.5, 10.4, 30), 2.4), ((-7.0, 13.4, 16), (9.5, 11.6, 24), 2.6)):
        line = []
        for i in range(25):
            t = i / 24
            line.append(room.at(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - drop * math.sin(math.pi * t), z0 + (z1 - z0) * t))
        mid.paint.drawPath(polygon(line, False), stroke("#241e1c", 1.8, 0.9))
        for x, y in line[1:-1:2]:
            mid.paint.drawCircle(x, y + 6, 5.5, fill("#f3ead2"))
            if look.dark:
                mid.shine.drawCircle(x, y + 6, 5, fill("#fff0c0"))
                glow(mid.shine, x, y + 6, 46, "#ffc46a", 0.5)
    if look.dark:
        scene.pool(scene.middle, room.at(0, 4, 18)[1], 520, "#ffc078", 0.55, down=420)
    box(scene.sheet("mid").paint, room, (-13.5, -9.0), (0, 2.0), (12, 14), mix(look.trim, "#6a5a4a", 0.4), shadow=0.35)
