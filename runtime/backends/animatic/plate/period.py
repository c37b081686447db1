"""Interiors of old China: the great hall, the palace, the inn."""

from __future__ import annotations

import math
from typing import Any

from ..canvas import CLEAR, darken, fill, lighten, linear, mix, path, polygon, rect, stroke
from .elements import candle, column, drape, lantern, mist, shaft
from .furniture import OUTSIDE, stairs, table
from .room import Room, boards, box, tiles
from .scene import HEIGHT, Scene
from .sky import heavens, ridges

GOLD = "#c9993f"


def timber_shell(scene: Scene, room: Room, half: float, tall: float, depth: float, *, ground: str, floor: str = "stone",
                 glossy: float = 0.25) -> None:
    """A timber hall: stone or board floor, plastered walls between posts, a ceiling of beams."""
    look, c = scene.look, scene.sheet("far").paint
    wood = mix(look.trim, "#3a2418", 0.3)
    c.drawRect(rect(0, 0, scene.width, HEIGHT), fill(darken(wood, 0.4)))
    if floor == "boards":
        boards(c, room, (-half - 5, half + 5), (3.2, depth), ground, 1.1, scene.random)
    else:
        tiles(c, room, (-half - 5, half + 5), (3.2, depth), ground, 2.2, scene.random, vary=0.07)
    wall = room.wall(-half, half, 0, tall, depth)
    c.drawRect(wall, fill(shader=linear((0, wall.top()), (0, wall.bottom()), [darken(look.wall, 0.35), look.wall, darken(look.wall, 0.2)])))
    for side in (-1, 1):
        c.drawPath(room.side(side * half, 0, tall, 3.2, depth), fill(darken(look.wall, 0.28)))
    c.drawPath(room.floor(-half, half, 3.2, depth, tall), fill(shader=linear((0, 60), (0, wall.top()), [darken(wood, 0.6), darken(wood, 0.15)])))
    z = depth - 1.5
    while z > 9:
        box(c, room, (-half, half), (tall - 1.0, tall - 0.15), (z, z + 0.8), darken(wood, 0.05))
        z -= 4.5
    x = -half
    while x < half:
        c.drawPath(polygon([room.at(x, tall, 8), room.at(x, tall, depth)], False), stroke(darken(wood, 0.6), 2.2))
        x += 1.3
    low = room.at(0, 0, depth)[1]
    c.drawRect(rect(0, low, scene.width, low + 60), fill(shader=linear((0, low), (0, low + 60), [("#000000", 0.4), ("#000000", 0)])))
    if look.lit:
        scene.pool(scene.middle, 820, 640, "#ff9c55", 0.42, down=560)
    scene.mirror = (low, glossy, 13)


def lattice(scene: Scene, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, *, paper: float = 0.8,
            pattern: int = 0, frame: str = "") -> None:
    """A lattice window with paper through which the hour shines; `paper` 0 is open to the outside."""
    far, look = scene.sheet("far"), scene.look
    c, wood = far.paint, frame or mix(look.accent, "#2c1610", 0.5)
    hole = room.wall(x[0], x[1], y[0], y[1], z)
    tint = OUTSIDE[look.time]
    power = {"night": 0.3, "dusk": 0.6, "dawn": 0.7, "day": 0.62}[look.time] * paper
    if paper <= 0:
        c.drawRect(hole, fill("#000000", mode=CLEAR))
    else:
        c.drawRect(hole, fill("#6a6458" if look.dark else "#d8ccb0"))
        far.shine.drawRect(hole, fill(shader=linear((0, hole.top()), (0, hole.bottom()), [(tint, power), (darken(tint, 0.25), power * 0.8)])))
    bar = fill(darken(wood, 0.3) if paper > 0 else wood)
    k = room.size(z)
    _bars(c, hole, 0.09 * k, bar, pattern)
    for r in (rect(hole.left() - 0.18 * k, hole.top() - 0.18 * k, hole.right() + 0.18 * k, hole.top()),
              rect(hole.left() - 0.18 * k, hole.bottom(), hole.right() + 0.18 * k, hole.bottom() + 0.18 * k),
              rect(hole.left() - 0.18 * k, hole.top(), hole.left(), hole.bottom()),
              rect(hole.right(), hole.top(), hole.right() + 0.18 * k, hole.bottom())):  # fmt: skip
        c.drawRect(r, fill(wood))
    cx, cy = (hole.left() + hole.right()) / 2, (hole.top() + hole.bottom()) / 2
    scene.pool(cx, cy + 60, max(150, hole.width() * 1.1), tint, 0.5 if look.dark else 0.45, down=330)


def _bars(canvas: Any, hole: Any, thick: float, bar: Any, pattern: int) -> None:
    """The lattice itself: squares, or steps about a middle panel."""
    columns = max(2, round(hole.width() / 34))
    rows = max(3, round(hole.height() / 34))
    for i in range(columns + 1):
        x = hole.left() + hole.width() * i / columns
        canvas.drawRect(rect(x - thick / 2, hole.top(), x + thick / 2, hole.bottom()), bar)
    for j in range(rows + 1):
        y = hole.top() + hole.height() * j / rows
        canvas.drawRect(rect(hole.left(), y - thick / 2, hole.right(), y + thick / 2), bar)
    if pattern:
        w, h = hole.width() / columns, hole.height() / rows
        for i in range(columns):
            for j in range(rows):
                if (i + j) % 2 == 0:
                    x, y = hole.left() + w * i, hole.top() + h * j
                    canvas.drawRect(rect(x + w * 0.28, y + h * 0.28, x + w * 0.72, y + h * 0.72), bar)


def folding_screen(scene: Scene, name: str, room: Room, x: tuple[float, float], high: float, z: float, panels: int) -> None:
    """A painted screen: mountains, a sun, plum branches over silk panels."""
    c, look, rnd = scene.sheet(name).paint, scene.look, scene.random
    frame = mix(look.accent, "#2a1410", 0.55)
    silk = mix("#cdb98a", look.wall, 0.25)
    step = (x[1] - x[0]) / panels
    for i in range(panels):
        near, far = (z, z + 0.9) if i % 2 else (z + 0.9, z)
        a, b = x[0] + step * i, x[0] + step * (i + 1)
        panel = room.quad([(a, 0.3, near), (b, 0.3, far), (b, high, far), (a, high, near)])
        c.drawPath(panel, fill(shader=linear(room.at(a, high, near), room.at(b, 0.3, far), [lighten(silk, 0.1), darken(silk, 0.22 if i % 2 else 0.05)])))
        c.save()
        c.clipPath(panel)
        for layer in range(3):
            y = high * (0.52 - 0.13 * layer)
            points = [room.at(a + step * t / 5, y + rnd.uniform(-0.5, 0.7), (near + far) / 2) for t in range(6)]
            points += [room.at(b, 0.2, far), room.at(a, 0.2, near)]
            c.drawPath(polygon(points), fill(mix("#4a6a66", "#20302e", layer / 3), 0.5))
        if i == 1:
            c.drawCircle(*room.at((a + b) / 2, high * 0.76, (near + far) / 2), 0.55 * room.size(z), fill("#b8442c", 0.75))
        c.restore()
        c.drawPath(panel, stroke(frame, 0.16 * room.size(z)))


def lamp_stand(scene: Scene, name: str, room: Room, x: float, z: float, high: float) -> None:
    """A tall stand with three candles."""
    sheet, k = scene.sheet(name), room.size(z)
    px, foot = room.at(x, 0, z)
    top = foot - high * k
    sheet.paint.drawLine(px, foot, px, top, stroke("#3a2a1a", 0.14 * k))
    sheet.paint.drawPath(path(f"M{px - 0.7 * k} {foot} Q{px} {foot - 0.7 * k} {px + 0.7 * k} {foot}"), stroke("#3a2a1a", 0.12 * k))
    sheet.paint.drawPath(path(f"M{px - 0.9 * k} {top} Q{px} {top + 0.7 * k} {px + 0.9 * k} {top}"), stroke("#7a5a2a", 0.1 * k))
    for dx in (-0.85, 0.0, 0.85):
        candle(scene, name, px + dx * k, top, 0.26 * k, (0.9 if dx else 1.2) * k, reach=3.6 * k, wax="#d8583c" if name == "mid" else "#ecdcc0", spill=0.3)


def draw_hall(scene: Scene) -> None:
    """The hall of a great house: a painted scroll over a long altar table, two chairs of honour, candles, a screen."""
    look, room = scene.look, Room(scene.middle)
    heavens(scene)
    ridges(scene, "back", 860, 3, 260, "#2c3a4a", look.haze)
    timber_shell(scene, room, 8.8, 15.5, 30, ground=mix(look.trim, "#6a625a", 0.5), glossy=0.32)
    far = scene.sheet("far")
    c = far.paint
    for a, b in ((-8.4, -4.9), (4.9, 8.4)):
        lattice(scene, room, (a, b), (4.0, 12.4), 30, pattern=1)
        c.drawRect(room.wall(a - 0.2, b + 0.2, 0, 3.8, 29.95), fill(mix(look.accent, "#3a1e16", 0.5)))
    _scroll(scene, room)
    board = room.wall(-3.0, 3.0, 12.6, 14.2, 29.9)
    c.drawRect(board, fill("#1c1512"))
    c.drawRect(board, stroke(GOLD, 4))
    for i in range(4):
        _glyph(scene, board.left() + board.width() * (i + 0.5) / 4, (board.top() + board.bottom()) / 2, board.height() * 0.3)
    red = mix(look.accent, "#5a2418", 0.25)
    for side in (-1, 1):
        for z in (29.0, 20.5):
            column(far if z > 25 else scene.sheet("mid"), room, side * (4.5 if z > 25 else 6.6), z, 0.5, 0, 16, red)
    wood = mix(look.trim, "#4a2414", 0.5)
    box(c, room, (-3.6, 3.6), (3.5, 3.8), (27.6, 29.4), wood)
    for x in (-3.3, 3.1):
        box(c, room, (x, x + 0.3), (0, 3.5), (27.7, 28.0), darken(wood, 0.2))
    for px, h in ((-2.6, 1.6), (2.6, 1.6)):
        x, y = room.at(px, 3.8, 28.2)
        candle(scene, "far", x, y, 14, h * room.size(28), wax="#c8402c", reach=190, spill=0.5)
    _vase(scene, room, -1.1)
    _vase(scene, room, 1.1)
    for side in (-1, 1):
        _honour_chair(scene, room, side * 2.1, 24.4, wood)
    table(scene, "mid", room, (-0.75, 0.75), (24.2, 25.6), 3.2, wood)
    if look.has("screen"):
        folding_screen(scene, "mid", room, (4.4, 9.6), 8.6, 19.5, 4)
    if look.lit or look.dark:
        for side in (-1, 1):
            lamp_stand(scene, "mid", room, side * 4.9, 17.5, 5.6)
    if look.has("lanterns"):
        for side in (-1, 1):
            lantern(scene, "mid", *room.at(side * 3.2, 13.2, 22), 44, cord=300)
    scene.key_side = -0.6
    near_drapes(scene, mix(look.accent, "#4a1c18", 0.4))


def near_drapes(scene: Scene, colour: str) -> None:
    """A gathered curtain near the lens at the upper right."""
    drape(scene.sheet("near").paint, scene.width - 210, scene.width + 60, -40, 1250, colour, 4, pinch=0.35, random=scene.random)


def _scroll(scene: Scene, room: Room) -> None:
    """A hanging scroll: a mountain, mist and a crane."""
    c = scene.sheet("far").paint
    s = room.wall(-1.9, 1.9, 5.4, 12.2, 29.85)
    c.drawRect(rect(s.left() + 4, s.top() + 6, s.right() + 8, s.bottom() + 12), fill("#000000", 0.4, blur=7))
    c.drawRect(s, fill("#6a4a34"))
    inner = rect(s.left() + 12, s.top() + 26, s.right() - 12, s.bottom() - 26)
    c.drawRect(inner, fill("#e6dabc"))
    w, h = inner.width(), inner.height()
    c.save()
    c.clipRect(inner)
    for i, (px, top, wide) in enumerate(((0.3, 0.24, 0.5), (0.68, 0.38, 0.6), (0.42, 0.6, 0.8))):
        x, y = inner.left() + w * px, inner.top() + h * top
        c.drawPath(path(f"M{x - w * wide / 2} {inner.bottom()} Q{x - w * 0.12} {y + h * 0.2} {x} {y} Q{x + w * 0.1} {y + h * 0.22} {x + w * wide / 2} {inner.bottom()} Z"),
                   fill(shader=linear((0, y), (0, y + h * 0.45), [mix("#2c3a3c", "#8a9a90", 0.3 * (2 - i) / 2), ("#e6dabc", 0.1)])))
    c.drawCircle(inner.left() + w * 0.76, inner.top() + h * 0.15, w * 0.1, fill("#b8442c"))
    c.restore()
    for y in (s.top(), s.bottom()):
        c.drawRoundRect(rect(s.left() - 10, y - 6, s.right() + 10, y + 6), 5, 5, fill("#3a2418"))


def _glyph(scene: Scene, x: float, y: float, size: float) -> None:
    """Strokes that read as writing from afar."""
    c, rnd = scene.sheet("far").paint, scene.random
    for _ in range(5):
        a, b = rnd.uniform(-1, 1) * size, rnd.uniform(-1, 1) * size
        if rnd.random() < 0.6:
            c.drawLine(x - size * 0.8, y + a, x + size * rnd.uniform(0.4, 0.9), y + a - 2, stroke(GOLD, size * 0.2))
        else:
            c.drawLine(x + b, y - size * 0.9, x + b * 0.8, y + size * 0.9, stroke(GOLD, size * 0.2))


def _vase(scene: Scene, room: Room, px: float) -> None:
    c, k = scene.sheet("far").paint, room.size(28.2)
    x, y = room.at(px, 3.8, 28.2)
    c.drawPath(path(f"M{x - 0.2 * k} {y} Q{x - 0.55 * k} {y - 0.6 * k} {x - 0.13 * k} {y - 1.1 * k} L{x + 0.13 * k} {y - 1.1 * k} Q{x + 0.55 * k} {y - 0.6 * k} {x + 0.2 * k} {y} Z"),
               fill(shader=linear((x - 0.4 * k, 0), (x + 0.4 * k, 0), ["#dce8ea", "#8fb0b8", "#3a5a66"])))
    for i in range(6):
        a = -math.pi / 2 + (i - 2.5) * 0.34
        tx, ty = x + math.cos(a) * 1.2 * k, y - 1.1 * k + math.sin(a) * 1.2 * k
        c.drawLine(x, y - 1.1 * k, tx, ty, stroke("#3a2a20", 2))
        c.drawCircle(tx, ty, 5.5, fill("#d8687a"))
        c.drawCircle((x + tx) / 2 + 5, (y - 1.1 * k + ty) / 2, 4, fill("#e8909c"))


def _honour_chair(scene: Scene, room: Room, x: float, z: float, wood: str) -> None:
    c = scene.sheet("mid").paint
    box(c, room, (x - 1.05, x + 1.05), (2.1, 5.4), (z + 1.3, z + 1.5), wood, round_=0.25)
    panel = room.wall(x - 0.6, x + 0.6, 2.8, 4.9, z + 1.28)
    c.drawRect(panel, fill(darken(wood, 0.3)))
    c.drawCircle((panel.left() + panel.right()) / 2, (panel.top() + panel.bottom()) / 2, panel.width() * 0.3, stroke(GOLD, 3, 0.8))
    box(c, room, (x - 1.15, x + 1.15), (1.75, 2.05), (z, z + 1.5), lighten(wood, 0.05))
    box(c, room, (x - 0.95, x + 0.95), (2.05, 2.25), (z + 0.1, z + 1.3), mix(scene.look.accent, "#a8382c", 0.4), round_=0.1)
    for side in (-1, 1):
        box(c, room, (x + side * 1.05 - 0.09, x + side * 1.05 + 0.09), (0, 3.3), (z, z + 0.2), darken(wood, 0.2))
        box(c, room, (x + side * 1.05 - 0.09, x + side * 1.05 + 0.09), (3.1, 3.35), (z, z + 1.5), wood)


def draw_palace(scene: Scene) -> None:
    """The throne hall: gilded columns, a dais with steps, a throne before a golden screen, braziers."""
    look, room = scene.look, Room(scene.middle)
    heavens(scene)
    timber_shell(scene, room, 11.0, 22, 42, ground=mix(look.trim, "#2a2024", 0.4), glossy=0.6)
    far = scene.sheet("far")
    c = far.paint
    red = mix(look.wall, "#7a1f1c", 0.35)
    for i in range(7):
        x = -10.5 + i * 3.0
        lattice(scene, room, (x + 0.4, x + 2.6), (3.5, 13.5), 42, paper=0.7, pattern=1, frame=mix(GOLD, red, 0.5))
    box(c, room, (-11, 11), (15.0, 17.2), (41.2, 42), mix("#1f5a5a", red, 0.2))
    for i in range(16):
        x, y = room.at(-10.6 + i * 1.4, 16.1, 41.2)
        c.drawCircle(x, y, 11, stroke(GOLD, 3))
    stairs(scene, "far", room, (-5.0, 5.0), 30.5, 6, mix("#b8a890", red, 0.15), carpet=red)
    box(c, room, (-7.2, 7.2), (0, 3.0), (34.7, 41), mix("#b8a890", red, 0.2), top=mix(red, "#3a1412", 0.2))
    _gold_screen(scene, room)
    _throne(scene, room)
    scene.pool(*room.at(0, 8, 38), 330, "#ffb45a" if look.dark else "#fff0d0", 0.4 if look.dark else 0.12, down=400)
    for z in (38.0, 29.0, 21.0, 15.0):
        for side in (-1, 1):
            _gilt_column(scene, room, side * 7.4, z, red)
    for side in (-1, 1):
        _brazier(scene, room, side * 4.7, 22.5)
        lamp_stand(scene, "far", room, side * 5.9, 32, 5.0)
    tint = OUTSIDE[look.time]
    shaft(far, [room.at(-10, 18, 26), room.at(-8.5, 18, 26), room.at(2.4, 0, 22), room.at(-1.8, 0, 22)], tint, 0.22 if look.dark else 0.34, 22)
    mist(scene, "mid", 1010, 60, "#ffcf9a", 0.05, 6)
    scene.key_side = -0.55


def _gilt_column(scene: Scene, room: Room, x: float, z: float, red: str) -> None:
    sheet = scene.sheet("far" if z > 24 else "mid")
    column(sheet, room, x, z, 0.85, 0, 23, red, base="#8a8478")
    k = room.size(z)
    px, foot = room.at(x, 0, z)
    r = 0.85 * k
    for y in (1.2, 10.5, 18.0):
        at = foot - y * k
        sheet.paint.drawRect(rect(px - r, at - 0.5 * k, px + r, at), fill(shader=linear((px - r, 0), (px + r, 0), [darken(GOLD, 0.6), lighten(GOLD, 0.3), GOLD, darken(GOLD, 0.6)])))
    for i in range(9):
        y0, y1 = foot - (2 + i * 0.95) * k, foot - (2.7 + i * 0.95) * k
        side = 1 if i % 2 else -1
        sheet.paint.drawPath(path(f"M{px - side * r * 0.75} {y0} Q{px + side * r * 0.3} {(y0 + y1) / 2 - 0.1 * k} {px + side * r * 0.75} {y1}"), stroke(GOLD, 0.13 * k, 0.65))


def _gold_screen(scene: Scene, room: Room) -> None:
    c = scene.sheet("far").paint
    s = room.wall(-4.6, 4.6, 3.0, 12.4, 40)
    c.drawRect(s, fill(shader=linear((s.left(), s.top()), (s.right(), s.bottom()), [darken(GOLD, 0.45), lighten(GOLD, 0.12), darken(GOLD, 0.3), darken(GOLD, 0.5)])))
    for i in range(6):
        x = s.left() + s.width() * i / 5
        c.drawLine(x, s.top(), x, s.bottom(), stroke("#5a2418", 7))
    cx, cy = (s.left() + s.right()) / 2, s.top() + s.height() * 0.34
    for turn in range(46):
        a = turn * 0.31
        r = 8 + turn * 2.3
        c.drawCircle(cx + math.cos(a) * r, cy + math.sin(a) * r * 0.8, 6.5 - turn * 0.05, fill(lighten(GOLD, 0.3) if turn % 3 else "#8a2c1c", 0.85))
    c.drawRect(s, stroke("#5a1c14", 10))
    c.drawPath(path(f"M{s.left() - 12} {s.top()} Q{cx} {s.top() - 92} {s.right() + 12} {s.top()} L{s.right()} {s.top() + 14} Q{cx} {s.top() - 66} {s.left()} {s.top() + 14} Z"), fill(GOLD))


def _throne(scene: Scene, room: Room) -> None:
    c = scene.sheet("far").paint
    box(c, room, (-2.3, 2.3), (4.2, 9.0), (38.6, 39.2), mix(GOLD, "#6a3a1c", 0.35), round_=0.6)
    p = room.wall(-1.7, 1.7, 5.0, 8.4, 38.55)
    c.drawRoundRect(p, 14, 14, fill("#7a1f1c"))
    for i in (-1, 0, 1):
        c.drawCircle((p.left() + p.right()) / 2 + i * 30, (p.top() + p.bottom()) / 2, 11, stroke(lighten(GOLD, 0.2), 3))
    box(c, room, (-2.5, 2.5), (3.0, 4.6), (37.0, 39.0), GOLD, top="#8a2420", round_=0.1)
    for side in (-1, 1):
        box(c, room, (side * 2.4 - 0.25, side * 2.4 + 0.25), (4.6, 6.0), (37.0, 39.0), lighten(GOLD, 0.05), round_=0.25)


def _brazier(scene: Scene, room: Room, x: float, z: float) -> None:
    """A bronze tripod with fire."""
    mid, k = scene.sheet("mid"), room.size(z)
    px, foot = room.at(x, 0, z)
    c, bronze = mid.paint, "#5a4a30"
    for dx in (-0.7, 0.0, 0.7):
        c.drawLine(px + dx * k, foot, px + dx * 0.6 * k, foot - 2.2 * k, stroke(darken(bronze, 0.2), 0.2 * k))
    c.drawPath(path(f"M{px - 1.1 * k} {foot - 3.3 * k} L{px + 1.1 * k} {foot - 3.3 * k} Q{px + 0.9 * k} {foot - 2.0 * k} {px} {foot - 1.95 * k} Q{px - 0.9 * k} {foot - 2.0 * k} {px - 1.1 * k} {foot - 3.3 * k} Z"),
               fill(shader=linear((px - k, 0), (px + k, 0), [darken(bronze, 0.5), lighten(bronze, 0.3), darken(bronze, 0.5)])))
    if scene.look.lit or scene.look.dark:
        fire(scene, "mid", px, foot - 3.25 * k, 1.7 * k)


def fire(scene: Scene, name: str, x: float, y: float, high: float) -> None:
    """A fire of several tongues whose foot is at (x, y)."""
    sheet, rnd = scene.sheet(name), scene.random
    for hue, grow, power in (("#ff5a1c", 1.0, 0.75), ("#ff9a3c", 0.76, 0.85), ("#ffd878", 0.5, 0.9)):
        for i in range(5):
            dx = (i - 2) * high * 0.2 * grow
            h = high * grow * (1.0 - 0.16 * abs(i - 2)) * rnd.uniform(0.8, 1.1)
            w, lean = high * 0.19 * grow, rnd.uniform(-0.14, 0.14) * h
            sheet.shine.drawPath(path(f"M{x + dx - w} {y} Q{x + dx - w * 1.1} {y - h * 0.5} {x + dx + lean} {y - h} Q{x + dx + w * 1.2} {y - h * 0.45} {x + dx + w} {y} Z"),
                                 fill(blur=high * 0.03, shader=linear((0, y), (0, y - h), [(lighten(hue, 0.25), power), (hue, power * 0.8), (hue, 0.05)])))
    scene.lamp(x, y - high * 0.4, high * 3.4, "#ff8a3c", 0.75, "flame", name, 0.8)


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
    c.drawPath(path(f"M{x - size * 0.25} {y} Q{x - size * 0.52} {y - size * 0.5} {x - size * 0.24} {y - size * 0.85} L{x + size * 0.24} {y - size * 0.85} Q{x + size * 0.52} {y - size * 0.5} {x + size * 0.25} {y} Z"),
               fill(shader=linear((x - size * 0.4, 0), (x + size * 0.4, 0), [darken(tone, 0.4), lighten(tone, 0.25), darken(tone, 0.5)])))
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


