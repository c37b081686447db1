"""Large rooms of today, and the car: lobby, bar, banquet hall, car."""

from __future__ import annotations

import math

from ..canvas import CLEAR, PLUS, clip, darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import bokeh, candle, column, drape, plant, shaft
from .furniture import chair, chandelier, outside, shell, stairs, window
from .room import Room, box
from .scene import HEIGHT, Scene
from .sky import WINDOWS


def draw_lobby(scene: Scene) -> None:
    """A marble lobby: columns, a stair with a red runner, a chandelier, a floor that mirrors it."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=900, high=420)
    marble = lighten(look.wall, 0.15)
    shell(scene, room, 9.6, 20, 36, floor="checker", ground=lighten(look.wall, 0.2), wall=look.wall, glossy=0.6)
    far = scene.sheet("far")
    c = far.paint
    for x0, x1 in ((-9.2, -5.4), (5.4, 9.2)):
        window(scene, room, (x0, x1), (3.0, 15.5), 36, (2, 3), "#6a5a40")
        arch = room.wall(x0, x1, 15.5, 17.2, 36)
        c.drawOval(rect(arch.left(), arch.top(), arch.right(), arch.bottom() + arch.height()),
                   stroke(darken(look.wall, 0.3), 6))
    stairs(scene, "far", room, (-4.0, 4.0), 26.5, 11, marble, carpet=mix("#8a1f2a", look.accent, 0.1))
    for side in (-1, 1):
        rail = [room.at(side * 4.2, 2.2 + i * 0.5, 26.5 + i * 0.7) for i in range(12)]
        for i, (px, py) in enumerate(rail):
            foot = room.at(side * 4.2, 0.5 * i, 26.5 + i * 0.7)
            c.drawLine(px, py, *foot, stroke("#8a6a2a", 4))
        c.drawPath(polygon(rail, False), stroke("#d9b04a", 9))
    upper = room.wall(-9.6, 9.6, 5.4, 6.0, 35)
    c.drawRect(upper, fill(darken(look.wall, 0.2)))
    for side in (-1, 1):
        for z in (30.0, 21.0):
            column(scene.sheet("far" if z > 25 else "mid"), room, side * 6.4, z, 0.75, 0, 21, lighten(look.wall, 0.25),
                   base=look.accent)
    x, y = room.at(0, 14.6, 27)
    chandelier(scene, "mid", x, y, 130, cord=500, spill=1.2)
    for side in (-1, 1):
        px, py = room.at(side * 5.2, 0, 19)
        plant(scene.sheet("mid").paint, px, py, 300, scene.random, pot=look.accent)
        sx, sy = room.at(side * 9.4, 9.5, 31)
        scene.lamp(sx - side * 30, sy, 150, "#ffca80", 0.5, "steady", "far", 0.8) if look.lit else None
    scene.key_side = -0.45


def draw_bar(scene: Scene) -> None:
    """A bar at night: a counter, bottles against violet light, neon, haze."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=900, high=300)
    shell(scene, room, 8.4, 13.0, 27, floor="tiles", ground=darken(look.trim, 0.35), wall=darken(look.wall, 0.05),
          ceiling=darken(look.wall, 0.3), glossy=0.6)
    far = scene.sheet("far")
    pink, cyan = look.accent, "#3fd0ff"
    on = look.lit or look.dark
    _backbar(scene, room, pink)
    for i, y in enumerate((11.9, 12.3)):
        far.shine.drawRect(room.wall(-8.2, 8.2, y, y + 0.1, 26.9), fill((pink, cyan)[i], 0.9 if on else 0.3, blur=1))
    if on:
        glow(far.shine, *room.at(0, 12.1, 26.9), 520, pink, 0.28)
    _neon_sign(scene, room, on, pink, cyan)
    mid = scene.sheet("mid").paint
    counter = mix(look.trim, "#1a0e14", 0.5)
    box(mid, room, (-7.4, 7.4), (0, 4.0), (19.5, 21.5), counter, shadow=0.5)
    box(mid, room, (-7.7, 7.7), (4.0, 4.3), (19.2, 21.8), lighten(counter, 0.25), round_=0.05)
    if on:
        strip = room.wall(-7.4, 7.4, 3.55, 3.75, 19.5)
        scene.sheet("mid").shine.drawRect(strip, fill(cyan, 0.9, blur=2))
        scene.pool(scene.middle, strip.top() + 60, 560, cyan, 0.42, down=110)
        scene.pool(*room.at(-6, 9, 26), 400, pink, 0.9)
        scene.pool(*room.at(6, 9, 26), 400, "#7a4aff", 0.9)
        scene.pool(scene.middle, 1300, 520, pink, 0.25, down=240)
    for x in (-5.4, -2.2, 2.2, 5.4):
        px, foot = room.at(x, 0, 17.6)
        k = room.size(17.6)
        mid.drawOval(rect(px - 0.7 * k, foot - 0.12 * k, px + 0.7 * k, foot + 0.12 * k), fill("#3a3a44"))
        mid.drawLine(px, foot, px, foot - 2.9 * k, stroke("#8a8a9a", 7))
        mid.drawRoundRect(rect(px - 0.75 * k, foot - 3.35 * k, px + 0.75 * k, foot - 2.85 * k), 10, 12,
                          fill(shader=linear((px - k, 0), (px + k, 0), [darken(pink, 0.6), darken(pink, 0.1), darken(pink,
                          0.65)])))
    for x in (-4.0, -3.4, 3.6):
        px, py = room.at(x, 4.3, 20)
        _tumbler(scene, px, py, room.size(20))
    if on:
        for a, b, hue in ((-6, -1, pink), (6, 1, "#6a5aff")):
            shaft(far, [room.at(a - 0.2, 13, 22), room.at(a + 0.2, 13, 22), room.at(b + 2.2, 0, 18), room.at(b - 2.2, 0, 18)],
                  hue, 0.24, 14)
    scene.key_side = -0.7
    bokeh(scene, "near", (-40, 1200, scene.width + 40, 1664), (pink, cyan, "#a06aff"), 8, (30, 74), 0.18)


def _backbar(scene: Scene, room: Room, pink: str) -> None:
    far, rnd = scene.sheet("far"), scene.random
    c, on = far.paint, scene.look.lit or scene.look.dark
    for j in range(4):
        top, low = room.at(0, 10.8 - j * 1.6, 26.6)[1], room.at(0, 9.3 - j * 1.6, 26.6)[1]
        left, right = room.at(-5.6, 0, 26.6)[0], room.at(5.6, 0, 26.6)[0]
        c.drawRect(rect(left, top, right, low), fill("#140c16"))
        if on:
            hue = mix(pink, "#7a4aff", j / 3)
            far.shine.drawRect(rect(left, top, right, low), fill(shader=linear((0, low), (0, top), [(hue, 0.6), (hue, 0.08)])))
            far.shine.drawRect(rect(left, low - 3, right, low), fill(lighten(hue, 0.6), 0.95))
        at = left + 4
        while at < right - 14:
            w, h = rnd.uniform(8, 15), (low - top) * rnd.uniform(0.58, 0.9)
            tone = rnd.choice(("#c9d8e0", "#d89a3c", "#3a6a5a", "#8a3a5a", "#4a5aa0", "#e0e0d0"))
            c.drawPath(path(f"M{at} {low} L{at} {low - h * 0.6} Q{at + w * 0.3} {low - h * 0.72} {at + w * 0.34} {low - h} "
                            f"L{at + w * 0.66} {low - h} "
                            f"Q{at + w * 0.7} {low - h * 0.72} {at + w} {low - h * 0.6} L{at + w} {low} Z"),
                       fill(alpha=0.9, shader=linear((at, 0), (at + w, 0), [darken(tone, 0.4), lighten(tone, 0.2), darken(tone,
                       0.5)])))
            at += w + rnd.uniform(1, 8)


def _neon_sign(scene: Scene, room: Room, on: bool, pink: str, cyan: str) -> None:
    """A cocktail glass in neon tube, with a star."""
    far = scene.sheet("far")
    x, y = room.at(6.9, 9.2, 26.8)
    s = 52.0
    shapes = ((f"M{x - s} {y - s} L{x + s} {y - s} L{x} {y + s * 0.1} Z M{x} {y + s * 0.1} L{x} {y + s * 1.05} M{x - s * 0.5} "
               f"{y + s * 1.05} L{x + s * 0.5} {y + s * 1.05}", pink),
              (f"M{x + s * 0.2} {y - s * 0.55} L{x + s * 0.95} {y - s * 1.5}", cyan))
    for data, hue in shapes:
        line = path(data)
        if on:
            far.shine.drawPath(line, stroke(hue, 17, 0.35, blur=9))
            far.shine.drawPath(line, stroke(hue, 7, 0.95))
            far.shine.drawPath(line, stroke("#fff0f6", 2.6))
        else:
            far.paint.drawPath(line, stroke("#8a8090", 6))
    if on:
        scene.lamp(x, y, 260, pink, 0.45, "neon", "far", 0.9)


def _tumbler(scene: Scene, x: float, y: float, k: float) -> None:
    c = scene.sheet("mid").paint
    c.drawPath(path(f"M{x - 0.22 * k} {y - 0.55 * k} L{x + 0.22 * k} {y - 0.55 * k} L{x + 0.17 * k} {y} L{x - 0.17 * k} {y} Z"),
               fill("#e8f0f8", 0.45))
    c.drawPath(path(f"M{x - 0.2 * k} {y - 0.3 * k} L{x + 0.2 * k} {y - 0.3 * k} L{x + 0.17 * k} {y} L{x - 0.17 * k} {y} Z"),
               fill("#e09a3c", 0.9))


def draw_banquet(scene: Scene) -> None:
    """A ballroom: a stage with drapes, chandeliers, round tables in white, flowers."""
    look, room = scene.look, Room(scene.middle)
    outside(scene, line=900, high=300)
    shell(scene, room, 10.0, 19, 38, floor="checker", ground=mix(look.trim, "#c9a878", 0.5), wall=look.wall, glossy=0.45)
    far = scene.sheet("far")
    c = far.paint
    box(c, room, (-6.5, 6.5), (0, 1.5), (33, 38), mix(look.trim, "#3a2018", 0.3), shadow=0.4)
    red = mix("#7a1f2c", look.trim, 0.2)
    hall = room.wall(-6.2, 6.2, 1.5, 16.6, 37.8)
    drape(c, hall.left(), hall.left() + hall.width() * 0.3, hall.top(), hall.bottom(), red, 5, pinch=0.3, random=scene.random)
    drape(c, hall.right() - hall.width() * 0.3, hall.right(), hall.top(), hall.bottom(), red, 5, pinch=0.3, random=scene.random)
    for i in range(5):
        a = hall.left() + hall.width() * i / 5
        w = hall.width() / 5
        c.drawPath(path(f"M{a} {hall.top()} Q{a + w / 2} {hall.top() + 110} {a + w} {hall.top()} Z"),
                   fill(shader=linear((0, hall.top()), (0, hall.top() + 60), [lighten(red, 0.1), darken(red, 0.3)])))
        c.drawPath(path(f"M{a} {hall.top()} Q{a + w / 2} {hall.top() + 110} {a + w} {hall.top()}"), stroke("#d9b04a", 3))
    x, y = room.at(0, 8.6, 37)
    if look.lit:
        for r, power in ((250, 0.4), (120, 0.4)):
            glow(far.shine, x, y, r, "#ffd9a0", power)
    for r in (92, 78):
        c.drawCircle(x, y, r, stroke("#e0bc6a", 5))
    for i in range(14):
        a = math.tau * i / 14
        c.drawCircle(x + 85 * math.cos(a), y + 85 * math.sin(a), 15, fill(("#f2dce0", "#e8a0a8", "#ffffff")[i % 3]))
    for side in (-1, 1):
        for z in (35.0, 27.0):
            column(far, room, side * 8.2, z, 0.7, 0, 20, lighten(look.wall, 0.2), base=look.accent)
            px, py = room.at(side * 8.2, 9.5, z)
            if look.lit:
                scene.lamp(px, py, 130, "#ffc878", 0.4, "steady", "far", 0.6)
    for x0, z, size in ((0.0, 28.0, 150.0), (-6.2, 24.0, 92.0), (6.2, 24.0, 92.0)):
        cx, cy = room.at(x0, 15.4, z)
        chandelier(scene, "mid", cx, cy, size, cord=500, spill=0.7)
    for x0, z in ((-6.0, 26.0), (6.0, 26.0), (-6.6, 18.0), (6.8, 18.0)):
        _round_table(scene, room, x0, z)
    scene.key_side = -0.45


def _round_table(scene: Scene, room: Room, x: float, z: float) -> None:
    mid, k = scene.sheet("mid"), room.size(z)
    c = mid.paint
    px, py = room.at(x, 2.8, z)
    _, foot = room.at(x, 0, z)
    w, d = 2.5 * k, 0.42 * k
    for side in (-1, 1):
        chair(scene, "mid", room, x + side * 2.3, z + 0.8, "#c9a45a", back=4.3, wide=1.3)
    c.drawOval(rect(px - w, foot - d * 0.9, px + w, foot + d * 0.9), fill("#000000", 0.4, blur=10))
    c.drawPath(path(f"M{px - w} {py} L{px - w * 0.94} {foot} Q{px} {foot + d * 1.7} {px + w * 0.94} {foot} L{px + w} {py} Z"),
               fill(shader=linear((px - w, 0), (px + w, 0), ["#a89a8c", "#f4ece0", "#d8cabc", "#8a7c70"], [0, 0.35, 0.6, 1])))
    for i in range(7):
        u = px - w * 0.8 + w * 1.6 * i / 6
        c.drawLine(u, py + d * 0.8, u + (u - px) * -0.03, foot, stroke("#8a7c70", 2.4, 0.35))
    c.drawOval(rect(px - w, py - d, px + w, py + d), fill("#f8f2e8"))
    for i in range(9):
        a = math.tau * i / 9
        r = 0.42 * k
        c.drawCircle(px + math.cos(a) * r * 0.8, py - 0.9 * k + math.sin(a) * r * 0.5, r * 0.42,
                     fill(("#e8a0ac", "#f6e4e6", "#d8707f", "#ffffff")[i % 4]))
    c.drawPath(path(f"M{px - 0.14 * k} {py - 0.7 * k} L{px + 0.14 * k} {py - 0.7 * k} L{px + 0.22 * k} {py} L{px - 0.22 * k} "
                    f"{py} Z"), fill("#c9a04a"))
    for dx in (-1.2, 1.2):
        candle(scene, "mid", px + dx * k, py, 9, 0.7 * k, reach=110, spill=0.18)


def draw_car(scene: Scene) -> None:
    """The back seat of a car, looking back: the rear window, leather, passing lights."""
    look = scene.look
    outside(scene, line=820, high=420)
    back = scene.sheet("back")
    if look.dark:
        bokeh(scene, "back", (0, 520, scene.width, 900), (*WINDOWS, "#ff5a5a", "#ff9a4a", "#8fd0ff"), 60, (8, 30), 0.6)
        for part, hue in ((0.32, "#fff0d0"), (0.4, "#fff0d0"), (0.66, "#ff4a3c"), (0.74, "#ff4a3c")):
            glow(back.shine, scene.width * part, 800, 90, hue, 0.9)
    far, mid = scene.sheet("far"), scene.sheet("mid")
    c, m = far.paint, scene.middle
    cloth = darken(look.wall, 0.1)
    c.drawRect(rect(0, 0, scene.width, HEIGHT), fill(shader=linear((0, 0), (0, 900), [darken(cloth, 0.5), cloth])))
    c.drawPath(path(f"M0 0 L{scene.width} 0 L{scene.width} 330 Q{m} 250 0 330 Z"),
               fill(shader=linear((0, 0), (0, 330), [darken(look.trim, 0.2), lighten(look.trim, 0.18)])))
    _rear_window(scene)
    _seats(scene)
    tint = {"night": "#7a96ff", "dusk": "#ff9a68", "dawn": "#ffc8a0", "day": "#fff8ea"}[look.time]
    scene.pool(m, 660, 420, tint, 0.5 if look.dark else 0.9, down=460)
    scene.pool(m - 420, 800, 260, tint, 0.4)
    if look.dark:
        scene.pool(m - 300, 1000, 320, "#ffb060", 0.7)
        scene.pool(m + 330, 1050, 260, "#ff5a6a", 0.3)
        scene.lamp(m - 250, 620, 220, "#ffcf8a", 0.3, "neon", "back", 0.0)
        scene.lamp(m + 190, 700, 200, "#8fd0ff", 0.3, "neon", "back", 0.0)
    far.shine.drawPath(path(f"M{m - 300} 480 L{m - 150} 462 L{m - 260} 850 L{m - 370} 842 Z"), fill("#ffffff", 0.05, mode=PLUS))
    glow(mid.shine, m, 1664, 300, "#3a5aff", 0.1)
    mid.paint.drawRect(rect(0, 1200, scene.width, HEIGHT), fill(shader=linear((0, 1200), (0, HEIGHT), [("#000000", 0),
        ("#000000", 0.5)])))
    scene.key_side = -0.7


def _rear_window(scene: Scene) -> None:
    """The rear window with its heating wires, the side panes, drops when it rains."""
    far, m, look = scene.sheet("far"), scene.middle, scene.look
    c = far.paint
    glass = path(f"M{m - 330} 470 Q{m} 405 {m + 330} 470 L{m + 396} 840 Q{m} 880 {m - 396} 840 Z")
    c.drawPath(glass, fill("#000000", mode=CLEAR))
    c.drawPath(glass, stroke("#0e0f13", 16))
    for i in range(8):
        y = 500.0 + i * 42
        far.shine.drawLine(m - 350, y, m + 350, y, stroke("#c0683c", 1.4, 0.28))
    for side in (-1, 1):
        pane = path(f"M{m + side * 480} 430 L{m + side * 388} 480 L{m + side * 452} 900 L{m + side * 640} 960 "
                    f"L{m + side * 640} 400 Z")
        c.drawPath(pane, fill("#000000", mode=CLEAR))
        c.drawPath(pane, stroke("#0e0f13", 13))
    if look.wet:
        for _ in range(300):
            x, y, r = scene.random.uniform(m - 380, m + 380), scene.random.uniform(440, 860), scene.random.uniform(1.5, 5)
            far.shine.drawCircle(x, y, r, fill("#b9ccf0", 0.16))
            far.shine.drawCircle(x - r * 0.3, y - r * 0.3, r * 0.35, fill("#ffffff", 0.5))


def _seats(scene: Scene) -> None:
    """The back of the rear bench with its head-rests."""
    mid, m, look = scene.sheet("mid"), scene.middle, scene.look
    leather = look.trim
    for side in (-1, 1):
        x0, x1 = sorted((m + side * 8.0, m + side * 440.0))
        seat = path(f"M{x0} 1664 L{x0 + 8} 940 Q{x0 + 14} 872 {x0 + 90} 864 L{x1 - 90} 864 Q{x1 - 14} 872 {x1 - 8} 940 L{x1} "
                    f"1664 Z")
        mid.paint.drawPath(seat, fill(shader=linear((x0, 0), (x1, 0), [darken(leather, 0.4), lighten(leather, 0.16), leather,
            darken(leather, 0.45)], [0, 0.3, 0.6, 1])))
        mid.paint.save()
        clip(mid.paint, seat)
        for i in range(1, 5):
            u = x0 + (x1 - x0) * i / 5
            mid.paint.drawPath(path(f"M{u} 900 Q{u + 6} 1200 {u - 4} 1664"), stroke(darken(leather, 0.55), 4, 0.8))
            mid.paint.drawPath(path(f"M{u + 4} 900 Q{u + 10} 1200 {u} 1664"), stroke(lighten(leather, 0.3), 1.6, 0.5))
        mid.paint.restore()
        mid.paint.drawRoundRect(rect((x0 + x1) / 2 - 100, 730, (x0 + x1) / 2 + 100, 872), 44, 44,
                                fill(shader=linear((0, 730), (0, 872), [lighten(leather, 0.2), darken(leather, 0.3)])))


