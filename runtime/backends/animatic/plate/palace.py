"""The throne hall of a palace."""

from __future__ import annotations

import math

from ..canvas import darken, fill, lighten, linear, mix, path, rect, stroke
from .elements import column, fire, mist, shaft
from .furniture import OUTSIDE, stairs
from .period import GOLD, lamp_stand, lattice, timber_shell
from .room import Room, box
from .scene import Scene
from .sky import heavens


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
    shaft(far, [room.at(-10, 18, 26), room.at(-8.5, 18, 26), room.at(2.4, 0, 22), room.at(-1.8, 0, 22)], tint, 0.22
          if look.dark else 0.34, 22)
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
        sheet.paint.drawRect(rect(px - r, at - 0.5 * k, px + r, at), fill(shader=linear((px - r, 0), (px + r, 0), [darken(GOLD,
            0.6), lighten(GOLD, 0.3), GOLD, darken(GOLD, 0.6)])))
    for i in range(9):
        y0, y1 = foot - (2 + i * 0.95) * k, foot - (2.7 + i * 0.95) * k
        side = 1 if i % 2 else -1
        sheet.paint.drawPath(path(f"M{px - side * r * 0.75} {y0} Q{px + side * r * 0.3} {(y0 + y1) / 2 - 0.1 * k} "
                                  f"{px + side * r * 0.75} {y1}"), stroke(GOLD, 0.13 * k, 0.65))


def _gold_screen(scene: Scene, room: Room) -> None:
    c = scene.sheet("far").paint
    s = room.wall(-4.6, 4.6, 3.0, 12.4, 40)
    c.drawRect(s, fill(shader=linear((s.left(), s.top()), (s.right(), s.bottom()),
                                     [darken(GOLD, 0.45), lighten(GOLD, 0.12), darken(GOLD, 0.3), darken(GOLD, 0.5)])))
    for i in range(6):
        x = s.left() + s.width() * i / 5
        c.drawLine(x, s.top(), x, s.bottom(), stroke("#5a2418", 7))
    cx, cy = (s.left() + s.right()) / 2, s.top() + s.height() * 0.34
    for turn in range(46):
        a = turn * 0.31
        r = 8 + turn * 2.3
        c.drawCircle(cx + math.cos(a) * r, cy + math.sin(a) * r * 0.8, 6.5 - turn * 0.05,
                     fill(lighten(GOLD, 0.3) if turn % 3 else "#8a2c1c", 0.85))
    c.drawRect(s, stroke("#5a1c14", 10))
    c.drawPath(path(f"M{s.left() - 12} {s.top()} Q{cx} {s.top() - 92} {s.right() + 12} {s.top()} L{s.right()} {s.top() + 14} "
                    f"Q{cx} {s.top() - 66} {s.left()} {s.top() + 14} Z"), fill(GOLD))


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
    c.drawPath(path(f"M{px - 1.1 * k} {foot - 3.3 * k} L{px + 1.1 * k} {foot - 3.3 * k} Q{px + 0.9 * k} {foot - 2.0 * k} {px} "
                    f"{foot - 1.95 * k} Q{px - 0.9 * k} {foot - 2.0 * k} {px - 1.1 * k} {foot - 3.3 * k} Z"),
               fill(shader=linear((px - k, 0), (px + k, 0), [darken(bronze, 0.5), lighten(bronze, 0.3), darken(bronze, 0.5)])))
    if scene.look.lit or scene.look.dark:
        fire(scene, "mid", px, foot - 3.25 * k, 1.7 * k)
