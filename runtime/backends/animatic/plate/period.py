"""Interiors of old China: what timber halls share, and the hall of a great house."""

from __future__ import annotations

import math
from typing import Any

from ..canvas import CLEAR, darken, fill, lighten, linear, mix, path, polygon, rect, stroke
from .elements import candle, column, drape, lantern
from .furniture import OUTSIDE, table
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
    c.drawRect(wall, fill(shader=linear((0, wall.top()), (0, wall.bottom()),
                                        [darken(look.wall, 0.35), look.wall, darken(look.wall, 0.2)])))
    for side in (-1, 1):
        c.drawPath(room.side(side * half, 0, tall, 3.2, depth), fill(darken(look.wall, 0.28)))
    c.drawPath(room.floor(-half, half, 3.2, depth, tall), fill(shader=linear((0, 60), (0, wall.top()), [darken(wood, 0.6),
        darken(wood, 0.15)])))
    z = depth - 1.5
    while z > 9:
        box(c, room, (-half, half), (tall - 1.0, tall - 0.15), (z, z + 0.8), darken(wood, 0.05))
        z -= 4.5
    x = -half
    while x < half:
        c.drawPath(polygon([room.at(x, tall, 8), room.at(x, tall, depth)], False), stroke(darken(wood, 0.6), 2.2))
        x += 1.3
    low = room.at(0, 0, depth)[1]
    c.drawRect(rect(0, low, scene.width, low + 60), fill(shader=linear((0, low), (0, low + 60),
        [("#000000", 0.4), ("#000000", 0)])))
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
        far.shine.drawRect(hole, fill(shader=linear((0, hole.top()), (0, hole.bottom()),
                                                    [(tint, power), (darken(tint, 0.25), power * 0.8)])))
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
        c.drawPath(panel, fill(shader=linear(room.at(a, high, near), room.at(b, 0.3, far),
                                             [lighten(silk, 0.1), darken(silk, 0.22 if i % 2 else 0.05)])))
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
    sheet.paint.drawPath(path(f"M{px - 0.7 * k} {foot} Q{px} {foot - 0.7 * k} {px + 0.7 * k} {foot}"),
                         stroke("#3a2a1a", 0.12 * k))
    sheet.paint.drawPath(path(f"M{px - 0.9 * k} {top} Q{px} {top + 0.7 * k} {px + 0.9 * k} {top}"), stroke("#7a5a2a", 0.1 * k))
    for dx in (-0.85, 0.0, 0.85):
        candle(scene, name, px + dx * k, top, 0.26 * k, (0.9 if dx else 1.2) * k, reach=3.6 * k, wax="#d8583c"
               if name == "mid" else "#ecdcc0", spill=0.3)


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
        c.drawPath(path(f"M{x - w * wide / 2} {inner.bottom()} Q{x - w * 0.12} {y + h * 0.2} {x} {y} Q{x + w * 0.1} "
                        f"{y + h * 0.22} {x + w * wide / 2} {inner.bottom()} Z"),
                   fill(shader=linear((0, y), (0, y + h * 0.45), [mix("#2c3a3c", "#8a9a90", 0.3 * (2 - i) / 2),
                   ("#e6dabc", 0.1)])))
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
    c.drawPath(path(f"M{x - 0.2 * k} {y} Q{x - 0.55 * k} {y - 0.6 * k} {x - 0.13 * k} {y - 1.1 * k} L{x + 0.13 * k} "
                    f"{y - 1.1 * k} Q{x + 0.55 * k} {y - 0.6 * k} {x + 0.2 * k} {y} Z"),
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
    c.drawCircle((panel.left() + panel.right()) / 2, (panel.top() + panel.bottom()) / 2, panel.width() * 0.3,
                 stroke(GOLD, 3, 0.8))
    box(c, room, (x - 1.15, x + 1.15), (1.75, 2.05), (z, z + 1.5), lighten(wood, 0.05))
    box(c, room, (x - 0.95, x + 0.95), (2.05, 2.25), (z + 0.1, z + 1.3), mix(scene.look.accent, "#a8382c", 0.4), round_=0.1)
    for side in (-1, 1):
        box(c, room, (x + side * 1.05 - 0.09, x + side * 1.05 + 0.09), (0, 3.3), (z, z + 0.2), darken(wood, 0.2))
        box(c, room, (x + side * 1.05 - 0.09, x + side * 1.05 + 0.09), (3.1, 3.35), (z, z + 1.5), wood)
