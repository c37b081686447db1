"""The inn at the road."""

from __future__ import annotations

from ..canvas import darken, fill, lighten, linear, mix, path, rect, stroke
from .elements import candle, column, lantern
from .furniture import stairs, table
from .period import lattice, timber_shell
from .room import Room, box
from .scene import Scene
from .sky import heavens, ridges


def draw_inn(scene: Scene) -> None:
    """An inn: low beams, a stair to the gallery, square tables, wine jars, red lanterns."""
    look, room = scene.look, Room(scene.middle)
    heavens(scene)
    ridges(scene, "back", 880, 2, 200, "#2c3a4a", look.haze)
    timber_shell(scene, room, 9.0, 17.5, 28, ground=mix(look.trim, "#6a4a30", 0.5), floor="boards", glossy=0.18)
    far = scene.sheet("far")
    c = far.paint
    wood = mix(look.trim, "#4a2c1a", 0.4)
    lattice(scene, room, (-8.2, -3.4), (4.0, 8.2), 28, paper=0.0)
    lattice(scene, room, (-2.4, 2.0), (11.2, 15.0), 28, paper=0.85, pattern=1)
    lattice(scene, room, (3.2, 7.6), (11.2, 15.0), 28, paper=0.85, pattern=1)
    box(c, room, (-9, 9), (8.8, 9.5), (24.5, 28), wood)
    for i in range(19):
        x, top = room.at(-8.8 + i * 0.98, 11.0, 24.5)
        c.drawLine(x, top, x, room.at(0, 9.5, 24.5)[1], stroke(darken(wood, 0.15), 5))
    a, b = room.at(-9, 11.0, 24.5), room.at(9, 11.0, 24.5)
    c.drawLine(*a, *b, stroke(lighten(wood, 0.1), 11))
    stairs(scene, "far", room, (5.2, 8.6), 19.5, 13, wood, rise=0.68, run=0.5)
    box(c, room, (-1.6, 4.2), (0, 3.6), (25.5, 27), mix(look.accent, wood, 0.6), shadow=0.4)
    rnd = scene.random
    for i in range(7):
        x, y = room.at(-1.2 + i * 0.85, 3.6, 26.2)
        _jar(scene, "far", x, y, rnd.uniform(34, 46))
    for i in range(5):
        x, y = room.at(-1.0 + i * 1.1, 6.4, 27.6)
        _jar(scene, "far", x, y, 40)
    shelf = room.wall(-1.6, 4.2, 6.2, 6.4, 27.5)
    c.drawRect(shelf, fill(lighten(wood, 0.08)))
    for side in (-1, 1):
        column(scene.sheet("mid"), room, side * 6.2, 20.5, 0.42, 0, 18, mix(look.accent, "#4a2418", 0.4))
    for x, z in ((-4.4, 19.0), (3.6, 21.0), (-6.2, 14.0), (6.4, 14.6)):
        _square_table(scene, room, x, z, wood)
    for x, y, z, size in ((-3.6, 12.4, 21, 40), (3.2, 12.8, 22, 38), (0.0, 14.2, 25, 32), (-6.4, 11.4, 17, 50)):
        px, py = room.at(x, y, z)
        lantern(scene, "mid" if z < 24 else "far", px, py, size, mix(look.accent, "#e03a28", 0.5), cord=300, spill=0.5)
    scene.key_side = -0.6


def _jar(scene: Scene, name: str, x: float, y: float, size: float) -> None:
    c = scene.sheet(name).paint
    tone = scene.random.choice(("#5a3a28", "#6a4a34", "#3a3430"))
    c.drawPath(path(f"M{x - size * 0.25} {y} Q{x - size * 0.52} {y - size * 0.5} {x - size * 0.24} {y - size * 0.85} "
                    f"L{x + size * 0.24} {y - size * 0.85} Q{x + size * 0.52} {y - size * 0.5} {x + size * 0.25} {y} Z"),
               fill(shader=linear((x - size * 0.4, 0), (x + size * 0.4, 0),
                                  [darken(tone, 0.4), lighten(tone, 0.25), darken(tone, 0.5)])))
    c.drawOval(rect(x - size * 0.26, y - size * 1.02, x + size * 0.26, y - size * 0.78), fill("#b83a2c"))
    c.drawRect(rect(x - size * 0.15, y - size * 0.62, x + size * 0.15, y - size * 0.3), fill("#c84030"))


def _square_table(scene: Scene, room: Room, x: float, z: float, wood: str) -> None:
    mid = scene.sheet("mid")
    for dx in (-2.2, 2.2):
        box(mid.paint, room, (x + dx - 0.35, x + dx + 0.35), (1.3, 1.55), (z + 0.2, z + 1.6), darken(wood, 0.1))
        for dz in (0.3, 1.4):
            box(mid.paint, room, (x + dx - 0.1, x + dx + 0.1), (0, 1.3), (z + dz, z + dz + 0.15), darken(wood, 0.35))
    table(scene, "mid", room, (x - 1.5, x + 1.5), (z, z + 2.0), 2.6, lighten(wood, 0.05))
    px, py = room.at(x, 2.6, z + 0.9)
    k = room.size(z + 0.9)
    mid.paint.drawOval(rect(px - 0.34 * k, py - 0.62 * k, px + 0.34 * k, py), fill("#d8d4c4"))
    mid.paint.drawRect(rect(px - 0.1 * k, py - 0.8 * k, px + 0.1 * k, py - 0.55 * k), fill("#d8d4c4"))
    for dx in (-0.8, 0.7):
        mid.paint.drawRoundRect(rect(px + dx * k - 0.17 * k, py - 0.26 * k, px + dx * k + 0.17 * k, py), 3, 3, fill("#e4e0d0"))
    if scene.look.dark:
        candle(scene, "mid", px + 0.35 * k, py - 2, 9, 0.5 * k, reach=150, spill=0.3)
