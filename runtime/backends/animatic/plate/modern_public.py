"""Public rooms of today: hospital, school, corridor, restaurant."""

from __future__ import annotations

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import bokeh, candle, pendant, plant, shaft
from .furniture import art, bed, chair, curtains, door, outside, shell, table, window
from .room import Room, box
from .scene import Scene


def ceiling_panels(scene: Scene, room: Room, tall: float, xs: tuple[float, ...], zs: tuple[tuple[float, float], ...],
                   light: str = "#eef8ff", spill: float = 0.35) -> None:
    """Fluorescent panels in a ceiling, with the light they throw down."""
    far = scene.sheet("far")
    on = scene.look.lit
    for x in xs:
        for z0, z1 in zs:
            panel = room.floor(x - 0.9, x + 0.9, z0, z1, tall - 0.02)
            far.paint.drawPath(panel, fill("#dfe6ea"))
            far.paint.drawPath(panel, stroke("#8a949a", 2))
            if on:
                far.shine.drawPath(panel, fill(light, 0.92))
                px, py = room.at(x, tall, (z0 + z1) / 2)
                glow(far.shine, px, py, 240, light, 0.22)
                scene.pool(px, py + 240, 330, light, spill, down=420)


def draw_hospital(scene: Scene) -> None:
    """A ward: a bed with rails, a drip, a monitor that draws a heartbeat, a curtain, a window."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=900, high=330)
    shell(scene, room, 7.6, 13.0, 24, floor="tiles", ground="#c3ced2", glossy=0.4)
    c = scene.sheet("far").paint
    c.drawRect(room.wall(-7.6, 7.6, 0.45, 4.6, 24), fill(mix(look.trim, look.accent, 0.2)))
    c.drawRect(room.wall(-7.6, 7.6, 4.6, 4.9, 24), fill(look.accent))
    window(scene, room, (2.2, 6.9), (4.4, 11.2), 24, (2, 1), "#eef2f2")
    for i in range(12):
        left, top = room.at(2.2, 11.2 - i * 0.24, 23.9)
        right, low = room.at(6.9, 11.05 - i * 0.24, 23.9)
        c.drawRect(rect(left, top, right, low), fill("#e4eaec", 0.9))
    box(c, room, (-6.9, -0.9), (5.6, 6.3), (23.5, 24), "#dfe4e6", round_=0.1)
    for i in range(5):
        x, y = room.at(-6.2 + i * 1.1, 5.95, 23.5)
        c.drawCircle(x, y, 6, fill("#8fa4ac" if i % 2 else look.accent))
    bed(scene, "mid", room, (-5.9, -0.4), (17, 23.4), "#f4f8fa", mix(look.accent, "#dce8ec", 0.45), "#c7d2d6", tall=4.0)
    mid = scene.sheet("mid")
    for x in (-6.05, -0.25):
        for y in (2.3, 3.0):
            mid.paint.drawPath(polygon([room.at(x, y, 18.5), room.at(x, y, 22)], False), stroke("#aab6bc", 5))
    _drip(scene, room)
    _monitor(scene, room)
    for i in range(6):
        u = 5.2 + i * 0.42
        left, top = room.at(u, 11.6, 19)
        right, low = room.at(u + 0.46, 0.7, 19)
        tone = mix(look.accent, "#e8f2f2", 0.55)
        mid.paint.drawRect(rect(left, top, right, low), fill(shader=linear((left, 0), (right, 0), [darken(tone, 0.25),
            lighten(tone, 0.2), darken(tone, 0.2)])))
    ceiling_panels(scene, room, 13.0, (-3.4, 3.4), ((13.0, 16.0), (19.0, 22.0)))
    scene.key_side = 0.5


def _drip(scene: Scene, room: Room) -> None:
    c, k = scene.sheet("mid").paint, room.size(21)
    x, y = room.at(0.9, 0, 21)
    c.drawLine(x, y, x, y - 8.2 * k, stroke("#9aa8b0", 5))
    c.drawLine(x - 0.6 * k, y - 8.2 * k, x + 0.6 * k, y - 8.2 * k, stroke("#9aa8b0", 4))
    c.drawPath(path(f"M{x - 0.75 * k} {y - 7.9 * k} L{x - 0.2 * k} {y - 7.9 * k} L{x - 0.24 * k} {y - 6.2 * k} Q{x - 0.47 * k} "
                    f"{y - 5.8 * k} {x - 0.7 * k} {y - 6.2 * k} Z"),
               fill("#dcecf2", 0.85))
    c.drawPath(path(f"M{x - 0.47 * k} {y - 5.9 * k} C{x - 0.4 * k} {y - 4 * k} {x - 1.2 * k} {y - 4 * k} {x - 1.6 * k} "
                    f"{y - 3 * k}"), stroke("#cfe0e6", 2, 0.9))


def _monitor(scene: Scene, room: Room) -> None:
    mid, k = scene.sheet("mid"), room.size(22)
    x, y = room.at(2.6, 0, 22)
    mid.paint.drawRect(rect(x - 5, y - 4 * k, x + 5, y), fill("#8a979e"))
    mid.paint.drawRoundRect(rect(x - 1.15 * k, y - 6.2 * k, x + 1.15 * k, y - 4.2 * k), 6, 6, fill("#3a444a"))
    screen = rect(x - 1.0 * k, y - 6.05 * k, x + 1.0 * k, y - 4.4 * k)
    mid.shine.drawRect(screen, fill("#06181c"))
    for row, tone in ((0.3, "#5aff9a"), (0.68, "#5ac8ff")):
        base = screen.top() + screen.height() * row
        points = []
        for i in range(41):
            u = i / 40
            beat = (i % 14)
            dy = {5: -0.06, 6: 0.26, 7: -0.12, 9: 0.05}.get(beat, 0.0) if row < 0.5 else 0.04 * ((i % 8) - 4) / 4
            points.append((screen.left() + 4 + u * (screen.width() - 8), base - dy * screen.height()))
        mid.shine.drawPath(polygon(points, False), stroke(tone, 2.2))
    scene.lamp(x, y - 5.2 * k, 130, "#5affc0", 0.3, "neon", "mid", 0.5)


def draw_school(scene: Scene) -> None:
    """A classroom: blackboard, lectern, rows of desks, tall windows at the side."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, city=False, line=900)
    shell(scene, room, 8.4, 13.0, 27, floor="boards", ground="#9a7a58", glossy=0.18)
    far = scene.sheet("far")
    c = far.paint
    c.drawRect(room.wall(-8.4, 8.4, 0.45, 4.4, 27), fill(mix(look.trim, look.wall, 0.25)))
    board = room.wall(-5.6, 3.4, 4.9, 10.6, 26.9)
    c.drawRect(rect(board.left() - 8, board.top() - 8, board.right() + 8, board.bottom() + 8), fill("#8a6a44"))
    c.drawRect(board, fill(shader=linear((board.left(), board.top()), (board.right(), board.bottom()),
                                         [lighten(look.accent, 0.08), darken(look.accent, 0.25)])))
    rnd = scene.random
    for j in range(4):
        y = board.top() + board.height() * (0.2 + 0.2 * j)
        x = board.left() + 20
        while x < board.right() - 60 - 40 * j:
            w = rnd.uniform(14, 44)
            c.drawPath(path(f"M{x} {y} q{w * 0.25} -9 {w * 0.5} 0 t{w * 0.5} 0"), stroke("#f0f4ea", 2.4, 0.5))
            x += w + 12
    c.drawRect(rect(board.left(), board.bottom() + 2, board.right(), board.bottom() + 10), fill("#a88a5a"))
    _side_windows(scene, room, 8.4, -1)
    clock = room.at(5.2, 10.4, 26.9)
    c.drawCircle(*clock, 34, fill("#f2f2ea"))
    c.drawCircle(*clock, 34, stroke("#3a3a3a", 4))
    c.drawLine(clock[0], clock[1], clock[0] + 13, clock[1] - 9, stroke("#222222", 3.4))
    c.drawLine(clock[0], clock[1], clock[0] - 5, clock[1] - 24, stroke("#222222", 2.6))
    door(scene, "far", room, (5.4, 7.9), 8.0, 26.95, "#a07850")
    mid = scene.sheet("mid").paint
    box(mid, room, (-1.5, 1.5), (0, 4.0), (23, 24.4), "#8a6238", shadow=0.5)
    for z in (19.5, 15.5):
        for x in (-5.4, 0.0, 5.4):
            if x == 0.0 and z < 18:
                continue
            chair(scene, "mid", room, x, z + 1.6, "#8a6a4a")
            table(scene, "mid", room, (x - 1.5, x + 1.5), (z, z + 1.5), 2.6, "#c09a68", thick=0.2)
            a, b = room.at(x - 0.7, 2.6, z + 0.7), room.at(x + 0.3, 2.6, z + 0.7)
            mid.drawRect(rect(a[0], a[1] - 9, b[0], b[1]), fill(rnd.choice(("#b5483c", "#3c6a9a", "#d8b04a", "#4a8a6a"))))
    ceiling_panels(scene, room, 13.0, (-4.0, 4.0), ((12.0, 16.0), (20.0, 24.0)), spill=0.26)
    scene.key_side = -0.75


def _side_windows(scene: Scene, room: Room, half: float, side: int) -> None:
    """Tall windows in a side wall and the light they lay across the floor."""
    from .furniture import OUTSIDE

    far, look = scene.sheet("far"), scene.look
    tint = OUTSIDE[look.time]
    for z0 in (9.0, 14.0, 19.0, 23.2):
        z1 = z0 + 3.2
        pane = room.side(side * half, 3.2, 11.4, z0, z1)
        far.shine.drawPath(pane, fill(shader=linear(room.at(side * half, 11.4, z1), room.at(side * half, 3.2, z1), [
            (mix(look.sky, tint, 0.35), 0.9), (mix(look.horizon, tint, 0.5), 0.95)])))  # fmt: skip
        for f in (0.0, 0.5, 1.0):
            z = z0 + (z1 - z0) * f
            far.shine.drawPath(polygon([room.at(side * half, 3.2, z), room.at(side * half, 11.4, z)], False),
                               stroke("#2a2c30", 130 / z))
        for y in (3.2, 7.3, 11.4):
            far.shine.drawPath(polygon([room.at(side * half, y, z0), room.at(side * half, y, z1)], False), stroke("#2a2c30", 4))
        if look.time != "night":
            shaft(far, [room.at(side * half, 11, z0), room.at(side * half, 11, z1), room.at(side * 1.5, 0, z1 - 1.5),
                        room.at(side * 1.5, 0, z0 - 1.5)], tint, 0.16, 18)
    px, py = room.at(side * half, 6, 21)
    scene.pool(px, py, 330, tint, 0.75 if look.time != "night" else 0.35, down=420)


def draw_corridor(scene: Scene) -> None:
    """A long corridor: doors in rhythm, lights receding to a far window."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=860, high=220)
    shell(scene, room, 5.2, 12.0, 60, floor="tiles", ground=mix(look.trim, "#8a8a8a", 0.3), glossy=0.55)
    far = scene.sheet("far")
    c = far.paint
    window(scene, room, (-2.6, 2.6), (2.4, 9.8), 60, (2, 1), "#2a2c30", light=1.6, bar=0.25)
    for side in (-1, 1):
        c.drawPath(room.side(side * 5.2, 3.6, 3.95, 4, 60), fill(darken(look.accent, 0.2)))
        for z in (15.0, 22.5, 30.0, 38.0, 47.0):
            a, b = z, z + 3.0
            c.drawPath(room.side(side * 5.2, 0, 8.3, a - 0.3, b + 0.3), fill(lighten(look.wall, 0.1)))
            c.drawPath(room.side(side * 5.2, 0, 8.0, a, b), fill(shader=linear(room.at(side * 5.2, 8, a),
                room.at(side * 5.2, 0, a), [look.accent, darken(look.accent, 0.35)])))
            c.drawPath(room.side(side * 5.2, 5.2, 7.0, a + 0.9, b - 0.9), fill("#b9c8cc"))
            kx, ky = room.at(side * 5.2, 3.9, a + 0.4)
            c.drawCircle(kx, ky, 60 / z, fill("#e0c070"))
            sx, sy = room.at(side * 5.2, 9.2, (a + b) / 2)
            c.drawRect(rect(sx - 160 / z, sy - 90 / z, sx + 160 / z, sy + 90 / z), fill("#e8ecee"))
    for z in (10.0, 17.0, 25.0, 33.0, 42.0, 52.0):
        panel = room.floor(-1.2, 1.2, z, z + 2.4, 11.98)
        c.drawPath(panel, fill("#d8dee2"))
        if look.lit:
            far.shine.drawPath(panel, fill("#f2fbff", 0.95))
            px, py = room.at(0, 12, z + 1)
            glow(far.shine, px, py, 900 / z + 60, "#dff0ff", 0.26)
            fx, fy = room.at(0, 0, z + 1)
            scene.pool(fx, fy, 3600 / z, "#e6f4ff", 0.3, down=1400 / z, sheets=("far",))
    box(c, room, (3.9, 5.1), (1.3, 1.7), (24, 28), "#7a8a94", shadow=0.4)
    px, py = room.at(-4.6, 0, 24)
    plant(scene.sheet("mid").paint, px, py, 190, scene.random)
    scene.key_side = 0.5


def draw_restaurant(scene: Scene) -> None:
    """A restaurant: tables with candles, hanging lamps, bottles on a lit wall, the street outside."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=960, high=460)
    shell(scene, room, 8.6, 13.5, 28, floor="boards", ground=mix(look.trim, "#5a3a26", 0.4), wall=darken(look.wall, 0.15),
          glossy=0.3)
    window(scene, room, (-8.0, -0.6), (2.6, 11.0), 28, (3, 1), "#241c18")
    curtains(scene, room, (-8.0, -0.6), (0.4, 11.6), 27.8, mix("#6a2430", look.wall, 0.2), 1.3)
    _bottle_wall(scene, room, (1.6, 8.4), 28)
    for x, z in ((-4.9, 21.5), (4.9, 22.0), (-5.6, 15.4), (5.8, 15.8)):
        chair(scene, "mid", room, x - 0.1, z + 2.0, mix(look.accent, "#4a2a22", 0.55), back=4.4)
        table(scene, "mid", room, (x - 1.9, x + 1.9), (z, z + 2.0), 2.7, "#efe6d8", cloth="#e9e0d2")
        tx, ty = room.at(x, 2.7, z + 1.0)
        k = room.size(z + 1)
        _glass(scene, tx - 0.8 * k, ty, k)
        _glass(scene, tx + 0.9 * k, ty, k)
        candle(scene, "mid", tx, ty, 12, 0.5 * k, reach=170, spill=0.3)
    for x, z in ((-4.9, 22), (0.0, 24), (4.9, 22)):
        px, py = room.at(x, 9.6, z)
        pendant(scene, "mid" if z < 24 else "far", px, py, 38, "#7a5a2a", cord=420, spill=0.5)
    art(scene, "far", room.wall(-0.3, 1.3, 6.0, 9.0, 27.9), (look.accent, look.trim, "#e8c070"))
    scene.key_side = 0.6
    bokeh(scene, "near", (scene.width - 240, 1300, scene.width + 30, 1664), ("#ffb45e", "#ff8a5a", "#ffe0a0"), 6, (30, 64), 0.2)


def _glass(scene: Scene, x: float, y: float, k: float) -> None:
    c = scene.sheet("mid").paint
    c.drawPath(path(f"M{x - 0.22 * k} {y - 1.0 * k} Q{x - 0.24 * k} {y - 0.55 * k} {x} {y - 0.45 * k} Q{x + 0.24 * k} "
                    f"{y - 0.55 * k} {x + 0.22 * k} {y - 1.0 * k} Z"), fill("#e8f0f4", 0.4))
    c.drawPath(path(f"M{x - 0.2 * k} {y - 0.8 * k} Q{x - 0.2 * k} {y - 0.55 * k} {x} {y - 0.47 * k} Q{x + 0.2 * k} "
                    f"{y - 0.55 * k} {x + 0.2 * k} {y - 0.8 * k} Z"), fill("#8a1f33", 0.85))
    c.drawLine(x, y - 0.46 * k, x, y, stroke("#e8f0f4", 2, 0.6))
    c.drawLine(x - 0.16 * k, y, x + 0.16 * k, y, stroke("#e8f0f4", 2.4, 0.6))


def _bottle_wall(scene: Scene, room: Room, x: tuple[float, float], z: float) -> None:
    far, rnd = scene.sheet("far"), scene.random
    c, k = far.paint, room.size(z)
    box(c, room, x, (0.4, 11.6), (z - 0.8, z), darken(scene.look.trim, 0.3))
    for j in range(5):
        top, low = room.at(x[0], 10.9 - j * 1.55, z - 0.8)[1], room.at(x[0], 9.5 - j * 1.55, z - 0.8)[1]
        left, right = room.at(x[0] + 0.2, 0, z - 0.8)[0], room.at(x[1] - 0.2, 0, z - 0.8)[0]
        c.drawRect(rect(left, top, right, low), fill("#1c1210"))
        if scene.look.lit:
            far.shine.drawRect(rect(left, top, right, low), fill(shader=linear((0, low), (0, top), [("#ffb45a", 0.55),
                ("#ff8a3c", 0.05)])))
        at = left + 4
        while at < right - 12:
            w, h = rnd.uniform(8, 13), (low - top) * rnd.uniform(0.62, 0.9)
            tone = rnd.choice(("#2f5a3c", "#7a2a22", "#c98a2c", "#d8d0c0", "#3a4a6a", "#5a2a4a"))
            c.drawPath(path(f"M{at} {low} L{at} {low - h * 0.6} Q{at + w * 0.3} {low - h * 0.72} {at + w * 0.34} {low - h} "
                            f"L{at + w * 0.66} {low - h} "
                            f"Q{at + w * 0.7} {low - h * 0.72} {at + w} {low - h * 0.6} L{at + w} {low} Z"),
                       fill(shader=linear((at, 0), (at + w, 0), [darken(tone, 0.3), lighten(tone, 0.3), darken(tone, 0.4)])))
            at += w + rnd.uniform(2, 8)
    scene.pool((room.at(x[0], 0, z)[0] + room.at(x[1], 0, z)[0]) / 2, room.at(0, 6, z)[1], 6 * k, "#ffa850", 0.5
               if scene.look.lit else 0.0)
