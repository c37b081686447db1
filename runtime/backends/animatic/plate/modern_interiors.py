"""Rooms of today: living room, bedroom, office, kitchen."""

from __future__ import annotations

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import bokeh, floor_lamp, pendant, plant
from .furniture import (
    OUTSIDE,
    art,
    bed,
    curtains,
    outside,
    rug,
    shell,
    shelves,
    sofa,
    table,
    window,
)
from .room import Room, box
from .scene import Scene


def draw_living_room(scene: Scene) -> None:
    """A living room above the city: a great window, a sofa, lamplight."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=880, high=470)
    shell(scene, room, 8.2, 14.5, 27, ground=mix(look.trim, "#8a6a4a", 0.4), glossy=0.3)
    far, c = scene.sheet("far"), scene.sheet("far").paint
    window(scene, room, (-1.2, 7.0), (2.2, 12.6), 27, (3, 2), "#23262e")
    curtains(scene, room, (-1.2, 7.0), (0.3, 13.2), 26.8, mix(look.accent, "#6a3a4c", 0.35), 1.7)
    panel = room.wall(-8.2, -2.9, 0.45, 14.1, 27)
    for i in range(1, 6):
        x = panel.left() + panel.width() * i / 6
        c.drawLine(x, panel.top(), x, panel.bottom(), stroke(darken(look.wall, 0.3), 2, 0.5))
    art(scene, "far", room.wall(-6.9, -3.9, 7.3, 11.3, 26.9), (look.accent, look.trim, "#e0a05a"))
    box(c, room, (-7.6, -3.4), (0, 2.3), (25.2, 27), mix(look.trim, "#3a2a22", 0.3), shadow=0.4)
    for x, h, tone in ((-6.9, 1.2, "#b5653c"), (-6.2, 0.7, "#d8ccb8"), (-4.1, 1.5, "#4a6a70")):
        px, py = room.at(x, 2.3, 25.6)
        k = room.size(25.6)
        c.drawPath(path(f"M{px - 0.2 * k} {py} Q{px - 0.5 * k} {py - h * 0.5 * k} {px - 0.12 * k} {py - h * k} "
                        f"L{px + 0.12 * k} {py - h * k} "
                        f"Q{px + 0.5 * k} {py - h * 0.5 * k} {px + 0.2 * k} {py} Z"),
                   fill(shader=linear((px - 0.4 * k, 0), (px + 0.4 * k, 0), [lighten(tone, 0.15), tone, darken(tone, 0.5)])))
    rug(scene, "far", room, (-6.2, 6.2), (12.5, 22), mix(look.accent, "#b8a890", 0.55), darken(look.accent, 0.2))
    sofa(scene, "mid", room, 0.9, 19.5, 9.0, mix(look.accent, "#39465e", 0.35), cushion="#c98a4a")
    floor_lamp(scene, "mid", room, -5.2, 20.5, 8.6, reach=330)
    px, py = room.at(6.9, 0, 20)
    plant(scene.sheet("mid").paint, px, py, 330, scene.random)
    table(scene, "mid", room, (-1.8, 3.4), (14.6, 16.6), 1.35, mix(look.trim, "#2a1c16", 0.4))
    tx, ty = room.at(0.4, 1.35, 15.4)
    _tea(scene, tx, ty)
    if look.lit:
        far.shine.drawRect(room.wall(-8.2, 8.2, 14.05, 14.2, 27), fill("#ffd9a0", 0.75))
        scene.pool(*room.at(0, 14, 26.5), 420, "#ffbf7a", 0.5, down=150, sheets=("far",))
    scene.key_side = -0.7
    _near_leaves(scene)


def _tea(scene: Scene, x: float, y: float) -> None:
    c = scene.sheet("mid").paint
    for dx, r, tone in ((0, 22, "#e6e2da"), (58, 12, "#e6e2da"), (-52, 12, "#e6e2da")):
        c.drawRoundRect(rect(x + dx - r, y - r * 1.5, x + dx + r, y), r * 0.5, r * 0.6,
                        fill(shader=linear((x + dx - r, 0), (x + dx + r, 0), [lighten(tone, 0.1), tone, darken(tone, 0.45)])))
    c.drawRect(rect(x + 90, y - 9, x + 170, y), fill("#3a4658"))
    c.drawRect(rect(x + 96, y - 17, x + 164, y - 9), fill("#a8583c"))


def _near_leaves(scene: Scene) -> None:
    """Leaves close to the lens in the lower corner."""
    plant(scene.sheet("near").paint, scene.width - 60, 1780, 620, scene.random, leaf="#22382c")


def draw_bedroom(scene: Scene) -> None:
    """A bedroom: a wide bed, two lamps, a window with curtains."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=900, high=380)
    shell(scene, room, 7.8, 13.5, 25, floor="boards", ground=mix(look.trim, "#8a6a50", 0.4), glossy=0.15)
    c = scene.sheet("far").paint
    window(scene, room, (2.9, 7.0), (3.0, 11.6), 25, (2, 2), "#e8e2d8")
    curtains(scene, room, (2.9, 7.0), (0.3, 12.2), 24.8, mix(look.accent, "#3a3a5a", 0.3), 1.5)
    for i in range(9):
        x = -7.4 + i * 1.08
        c.drawRect(room.wall(x, x + 0.95, 0.6, 8.2, 24.95), fill(lighten(look.wall, 0.04) if i % 2 else darken(look.wall,
            0.05)))
    art(scene, "far", room.wall(-4.6, -1.0, 8.2, 11.2, 24.9), (mix(look.accent, "#c98a8a", 0.5), look.trim, "#f0d9b0"))
    rug(scene, "far", room, (-6.6, 3.4), (11, 18), lighten(look.wall, 0.15), mix(look.accent, look.wall, 0.4))
    bed(scene, "mid", room, (-6.0, 1.0), (17.0, 24.4), "#efe8e2", mix(look.accent, "#5a4a6a", 0.25),
        mix(look.trim, "#5a4440", 0.4))
    for x in (-7.1, 2.0):
        box(scene.sheet("mid").paint, room, (x - 0.7, x + 0.7), (0, 2.0), (22.6, 24.2), mix(look.trim, "#4a3428", 0.4),
            shadow=0.4)
        _bedside(scene, room, x, 2.0, 23.2)
    px, py = room.at(6.6, 0, 19)
    plant(scene.sheet("mid").paint, px, py, 300, scene.random)
    scene.key_side = -0.6
    drape_near(scene, mix(look.accent, "#2c2438", 0.5))


def _bedside(scene: Scene, room: Room, x: float, y: float, z: float) -> None:
    sheet, k = scene.sheet("mid"), room.size(z)
    px, py = room.at(x, y, z)
    sheet.paint.drawPath(path(f"M{px - 0.25 * k} {py} Q{px - 0.5 * k} {py - 0.5 * k} {px - 0.06 * k} {py - 0.95 * k} "
                              f"L{px + 0.06 * k} {py - 0.95 * k} "
                              f"Q{px + 0.5 * k} {py - 0.5 * k} {px + 0.25 * k} {py} Z"), fill("#8a7a6a"))
    shade = path(f"M{px - 0.42 * k} {py - 2.0 * k} L{px + 0.42 * k} {py - 2.0 * k} L{px + 0.75 * k} {py - 0.95 * k} "
                 f"L{px - 0.75 * k} {py - 0.95 * k} Z")
    sheet.paint.drawPath(shade, fill("#e0cfae"))
    if scene.look.lit:
        sheet.shine.drawPath(shade, fill(shader=linear((0, py - 2 * k), (0, py - k), [("#d8934a", 0.9), "#ffe2a8"])))
        scene.lamp(px, py - 1.4 * k, 300, "#ffb868", 0.75, "steady", "mid", 0.9)


def drape_near(scene: Scene, colour: str) -> None:
    """A curtain close to the lens at the left edge."""
    c = scene.sheet("near").paint
    for i in range(5):
        x = -60 + i * 46.0
        c.drawPath(path(f"M{x} 0 C{x + 30} 500 {x - 24} 1100 {x + 10} 1664 L{x + 58} 1664 C{x + 30} 1100 {x + 78} 500 {x + 50} "
                        f"0 Z"),
                   fill(shader=linear((x, 0), (x + 56, 0), [darken(colour, 0.5), lighten(colour, 0.12), darken(colour, 0.5)])))


def draw_office(scene: Scene) -> None:
    """A corner office: glass to the floor, the city below, a desk, lit shelves, a floor like water."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=960, high=720)
    shell(scene, room, 8.6, 15.0, 30, floor="tiles", ground=mix(look.trim, "#4a4440", 0.35),
          wall=mix(look.wall, "#6a6f7a", 0.25), glossy=0.5)
    far = scene.sheet("far")
    window(scene, room, (-3.6, 8.6), (0.5, 14.0), 30, (4, 1), "#15181f", light=1.1, bar=0.2)
    c = far.paint
    c.drawRect(room.wall(-3.6, 8.6, 12.2, 12.45, 30), fill("#15181f"))
    _side_glass(scene, room)
    shelves(scene, "far", room, (-8.5, -3.9), (0.4, 13.2), 30, mix(look.accent, "#3a2a20", 0.45), 6, lit=True)
    for i in range(3):
        at = room.wall(-7.2 + i * 5.6, -5.2 + i * 5.6, 14.9, 15.0, 24)
        if look.lit or look.dark:
            far.shine.drawRect(rect(at.left(), at.top() - 9, at.right(), at.top() + 3), fill("#fff2d8", 0.9))
            glow(far.shine, (at.left() + at.right()) / 2, at.top(), 130, "#ffd9a0", 0.4)
    wood = mix(look.accent, "#2e1e16", 0.35)
    mid = scene.sheet("mid").paint
    _armchair(scene, room)
    box(mid, room, (-4.6, 4.6), (2.35, 2.75), (17.0, 20.5), wood, shadow=0.0, round_=0.04)
    box(mid, room, (-4.3, -1.6), (0, 2.35), (17.4, 20.2), darken(wood, 0.25), shadow=0.5)
    box(mid, room, (1.6, 4.3), (0, 2.35), (17.4, 20.2), darken(wood, 0.25), shadow=0.5)
    mid.drawRect(room.wall(-1.6, 1.6, 0.4, 2.35, 19.8), fill(darken(wood, 0.5)))
    _desk_things(scene, room)
    px, py = room.at(7.2, 0, 22)
    plant(mid, px, py, 340, scene.random, leaf="#3a6048", pot="#3a3d44")
    scene.key_side = -0.55
    bokeh(scene, "near", (-40, 1250, 240, 1664), ("#ffb45e", "#8fc6ff"), 5, (26, 60), 0.16)


def _side_glass(scene: Scene, room: Room) -> None:
    """The window wall turns the corner."""
    far = scene.sheet("far")
    tint = OUTSIDE[scene.look.time]
    far.shine.drawPath(room.side(8.6, 0.5, 14.0, 14, 30), fill(shader=linear(room.at(8.6, 14, 30), room.at(8.6, 0, 30), [
        (mix(scene.look.sky, tint, 0.2), 0.75), (mix(scene.look.horizon, tint, 0.15), 0.85)])))  # fmt: skip
    for z in (30.0, 25.5, 22.0, 19.0):
        far.paint.drawPath(polygon([room.at(8.6, 0, z), room.at(8.6, 15, z)], False), stroke("#15181f", 170 / z))
        far.shine.drawPath(polygon([room.at(8.6, 0, z), room.at(8.6, 15, z)], False), stroke("#0c0e14", 170 / z))


def _armchair(scene: Scene, room: Room) -> None:
    c = scene.sheet("mid").paint
    leather = mix(scene.look.trim, "#1c1a1e", 0.5)
    box(c, room, (-1.5, 1.5), (1.4, 6.6), (23.0, 23.6), leather, round_=0.6)
    for y in (3.2, 4.2, 5.2):
        a, b = room.at(-1.4, y, 23), room.at(1.4, y, 23)
        c.drawLine(*a, *b, stroke(darken(leather, 0.5), 2.4))
    for side in (-1, 1):
        box(c, room, (side * 1.75 - 0.2, side * 1.75 + 0.2), (1.4, 3.0), (21.6, 23.2), lighten(leather, 0.06), round_=0.2)


def _desk_things(scene: Scene, room: Room) -> None:
    """A lamp, a screen seen from behind, papers."""
    mid, look, z = scene.sheet("mid"), scene.look, 18.6
    c, k = mid.paint, room.size(z)
    x, y = room.at(-3.1, 2.75, z)
    brass = "#b8924a"
    c.drawOval(rect(x - 0.5 * k, y - 0.1 * k, x + 0.5 * k, y + 0.1 * k), fill(darken(brass, 0.4)))
    c.drawRect(rect(x - 0.05 * k, y - 1.5 * k, x + 0.05 * k, y), fill(brass))
    shade = path(f"M{x - 0.85 * k} {y - 1.35 * k} Q{x - 0.8 * k} {y - 1.9 * k} {x} {y - 1.95 * k} Q{x + 0.8 * k} {y - 1.9 * k} "
                 f"{x + 0.85 * k} {y - 1.35 * k} Z")
    c.drawPath(shade, fill("#1f5a48"))
    if look.lit:
        mid.shine.drawPath(shade, fill(shader=linear((0, y - 1.95 * k), (0, y - 1.35 * k),
                                                     [("#1f8a64", 0.5), ("#9affc8", 0.75)])))
        mid.shine.drawOval(rect(x - 0.8 * k, y - 1.42 * k, x + 0.8 * k, y - 1.28 * k), fill("#fff2cc"))
        scene.lamp(x, y - 1.2 * k, 260, "#ffc878", 0.8, "steady", "mid", 0.9)
    sx, sy = room.at(2.7, 2.75, z)
    c.drawRect(rect(sx - 0.15 * k, sy - 0.5 * k, sx + 0.15 * k, sy), fill("#20242c"))
    c.drawRoundRect(rect(sx - 1.25 * k, sy - 2.0 * k, sx + 1.25 * k, sy - 0.45 * k), 5, 5,
                    fill(shader=linear((0, sy - 2 * k), (0, sy - 0.4 * k), ["#4a505c", "#23272f"])))
    if look.dark:
        glow(mid.shine, sx, sy - 1.2 * k, 1.9 * k, "#7fb0ff", 0.22)
    px, py = room.at(-0.2, 2.75, 17.6)
    c.drawPath(polygon([(px - 46, py + 6), (px + 40, py + 2), (px + 52, py - 14), (px - 30, py - 10)]), fill("#ece8de"))
    c.drawPath(polygon([(px + 60, py + 4), (px + 118, py + 4), (px + 110, py - 10), (px + 58, py - 10)]), fill("#3a2a24"))


def draw_kitchen(scene: Scene) -> None:
    """A kitchen: cupboards, a hood, an island under pendant lamps."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=900, high=300)
    shell(scene, room, 7.6, 13.0, 24, floor="tiles", ground=mix(look.wall, "#a89a88", 0.5), glossy=0.3)
    c = scene.sheet("far").paint
    tile = lighten(look.wall, 0.2)
    wall = room.wall(-7.6, 7.6, 3.6, 8.2, 24)
    c.drawRect(wall, fill(tile))
    for i in range(31):
        x = wall.left() + wall.width() * i / 30
        c.drawLine(x, wall.top(), x, wall.bottom(), stroke(darken(tile, 0.25), 1, 0.6))
    for j in range(10):
        y = wall.top() + wall.height() * j / 9
        c.drawLine(wall.left(), y, wall.right(), y, stroke(darken(tile, 0.25), 1, 0.6))
    window(scene, room, (-1.7, 2.5), (4.4, 9.8), 24, (2, 1), "#efeae0")
    cupboard = look.trim
    for x0, x1 in ((-7.6, -4.9), (-4.9, -2.2), (3.0, 5.4), (5.4, 7.6)):
        box(c, room, (x0 + 0.04, x1 - 0.04), (7.9, 12.2), (22.8, 24), cupboard)
        knob = room.at(x1 - 0.4, 8.4, 22.8)
        c.drawRect(rect(knob[0] - 2, knob[1] - 22, knob[0] + 2, knob[1]), fill("#d8b878"))
    for i in range(7):
        x0 = -7.6 + i * 2.17
        box(c, room, (x0 + 0.03, x0 + 2.14), (0.3, 3.3), (21.6, 24), darken(cupboard, 0.06))
        a, b = room.at(x0 + 0.7, 2.9, 21.6), room.at(x0 + 1.5, 2.9, 21.6)
        c.drawLine(*a, *b, stroke("#d8b878", 3))
    box(c, room, (-7.6, 7.6), (3.3, 3.6), (21.4, 24), "#d9d4ca")
    _stove(scene, room)
    mid = scene.sheet("mid").paint
    box(mid, room, (-4.4, 4.4), (0, 3.1), (15.5, 18), mix(look.accent, "#4a3a30", 0.35), shadow=0.5)
    box(mid, room, (-4.7, 4.7), (3.1, 3.4), (15.2, 18.3), "#e6e0d4")
    x, y = room.at(-1.2, 3.4, 16.6)
    k = room.size(16.6)
    mid.drawPath(path(f"M{x - 0.9 * k} {y - 0.45 * k} L{x + 0.9 * k} {y - 0.45 * k} Q{x + 0.6 * k} {y} {x} {y} Q{x - 0.6 * k} "
                      f"{y} {x - 0.9 * k} {y - 0.45 * k} Z"), fill("#8aa0a4"))
    for dx, tone in ((-0.45, "#d8562c"), (0.05, "#e0a02c"), (0.5, "#b8382c"), (-0.2, "#7a9a3c")):
        mid.drawCircle(x + dx * k, y - 0.6 * k, 0.27 * k, fill(tone))
    for px in (-2.6, 2.6):
        ax, ay = room.at(px, 10.0, 17)
        pendant(scene, "mid", ax, ay, 52, mix(look.accent, "#2a2a2a", 0.3), cord=300)
    scene.key_side = -0.5
    _near_leaves(scene)


def _stove(scene: Scene, room: Room) -> None:
    c = scene.sheet("far").paint
    box(c, room, (-5.9, -2.9), (0.3, 3.62), (21.5, 24), "#2a2c30")
    c.drawRoundRect(room.wall(-5.5, -3.3, 0.9, 2.5, 21.5), 6, 6, fill("#14161a"))
    hood = [room.at(-5.9, 7.9, 22.4), room.at(-2.9, 7.9, 22.4), room.at(-3.7, 9.2, 23), room.at(-5.1, 9.2, 23)]
    c.drawPath(polygon(hood), fill(shader=linear(hood[0], hood[1], ["#9aa0a8", "#d8dce0", "#7a8088"])))
    k = room.size(22)
    for px, h in ((-5.2, 0.9), (-3.8, 0.6)):
        x, y = room.at(px, 3.65, 22)
        c.drawRoundRect(rect(x - 0.5 * k, y - h * k, x + 0.5 * k, y), 4, 4, fill(shader=linear((x - 0.5 * k, 0), (x + 0.5 * k,
            0), ["#6a3028", "#b8583c", "#4a2018"])))


