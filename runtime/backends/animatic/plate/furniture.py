"""Rooms and what stands in them: shells, windows, curtains, seats, tables, shelves, beds, doors, pictures."""

from __future__ import annotations

import math
from typing import Any

from ..canvas import CLEAR, PLUS, darken, fill, glow, lighten, linear, mix, path, polygon, radial, rect, stroke
from .elements import drape, shaft
from .room import Room, boards, box, soft, tiles
from .scene import HEIGHT, Scene
from .sky import city_glow, heavens, skyline

OUTSIDE = {"night": "#5a78d8", "dusk": "#ff9a72", "dawn": "#ffc8a4", "day": "#fff6e4"}
"""The light that windows let in, by hour."""


def outside(scene: Scene, *, city: bool = True, line: float = 900.0, high: float = 520.0) -> None:
    """What is seen through the windows: the sky, and a city at its foot."""
    heavens(scene, line=line)
    if city:
        skyline(scene, "back", line, high)
        if scene.look.dark:
            city_glow(scene, "back", line)


def shell(scene: Scene, room: Room, half: float, tall: float, depth: float, *, floor: str = "boards", ground: str = "",
          wall: str = "", ceiling: str = "", skirting: str = "", glossy: float = 0.25) -> None:
    """A room: floor (boards, tiles, checker, carpet, stone), side walls, back wall, ceiling; the floor mirrors a little."""
    look, far, rnd = scene.look, scene.sheet("far"), scene.random
    c = far.paint
    wall, ground = wall or look.wall, ground or mix(look.trim, "#7a5a40", 0.35)
    ceiling = ceiling or lighten(wall, 0.25)
    c.drawRect(rect(0, 0, scene.width, HEIGHT), fill(darken(wall, 0.4)))
    reach = half + 6
    if floor == "boards":
        boards(c, room, (-reach, reach), (3.2, depth), ground, 0.9, rnd)
    elif floor in ("tiles", "checker", "stone"):
        step = {"tiles": 2.0, "checker": 1.6, "stone": 2.6}[floor]
        tiles(c, room, (-reach, reach), (3.2, depth), ground, step, rnd, vary=0.03 if floor == "tiles" else 0.06,
              checker=darken(ground, 0.45) if floor == "checker" else "", joint=0.35)
    else:
        c.drawPath(room.floor(-reach, reach, 3.2, depth), fill(ground))
    back = room.wall(-half, half, 0, tall, depth)
    shader = linear((0, back.top()), (0, back.bottom()), [darken(wall, 0.1), wall, darken(wall, 0.1)], [0, 0.5, 1])
    c.drawRect(back, fill(shader=shader))
    for side in (-1, 1):
        x, _ = room.at(side * half, 0, depth)
        edge, _ = room.at(side * half, 0, depth * 0.55)
        shader = linear((x, 0), (edge, 0), [darken(wall, 0.16), darken(wall, 0.32)])
        c.drawPath(room.side(side * half, 0, tall, 3.2, depth), fill(shader=shader))
    shader = linear((0, 0), (0, back.top()), [darken(ceiling, 0.3), ceiling])
    c.drawPath(room.floor(-half, half, 3.2, depth, tall), fill(shader=shader))
    trim = skirting or darken(wall, 0.35)
    c.drawRect(room.wall(-half, half, 0, 0.45, depth), fill(trim))
    c.drawRect(room.wall(-half, half, tall - 0.35, tall, depth), fill(lighten(wall, 0.15)))
    for side in (-1, 1):
        c.drawPath(room.side(side * half, 0, 0.45, 3.2, depth), fill(darken(trim, 0.2)))
    # corners gather shadow
    for data in (room.wall(-half, half, tall - 2.2, tall, depth), ):
        c.drawRect(data, fill(shader=linear((0, data.top()), (0, data.bottom()), [("#000000", 0.3), ("#000000", 0)])))
    low = room.at(0, 0, depth)[1]
    c.drawRect(rect(0, low, scene.width, low + 70), fill(shader=linear((0, low), (0, low + 70),
        [("#000000", 0.34), ("#000000", 0)])))
    if glossy > 0:
        scene.mirror = (low, glossy, 12)


def window(scene: Scene, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, panes: tuple[int, int],
           frame: str, *, light: float = 1.0, bar: float = 0.16) -> None:
    """A window in a wall that faces the camera: open to the back sheet, barred, lit from outside, wet in rain."""
    far, look = scene.sheet("far"), scene.look
    c, k = far.paint, room.size(z)
    hole = room.wall(x[0], x[1], y[0], y[1], z)
    c.drawRect(hole, fill("#000000", mode=CLEAR))
    far.shine.drawRect(hole, fill(shader=linear((hole.left(), hole.top()), (hole.right(), hole.bottom()), [
        ("#ffffff", 0.07), ("#ffffff", 0.0), ("#ffffff", 0.05), ("#ffffff", 0.0)], [0, 0.35, 0.5, 0.7])))  # fmt: skip
    if look.wet:
        for _ in range(int(hole.width() * hole.height() / 2600)):
            dx, dy = scene.random.uniform(hole.left(), hole.right()), scene.random.uniform(hole.top(), hole.bottom())
            r = scene.random.uniform(1.0, 3.2)
            far.shine.drawOval(rect(dx - r, dy - r * 1.3, dx + r, dy + r * 1.3), fill("#c9dcff", 0.16))
            far.shine.drawCircle(dx - r * 0.3, dy - r * 0.4, r * 0.4, fill("#ffffff", 0.4))
    paint = fill(shader=linear((hole.left(), 0), (hole.right(), 0), [lighten(frame, 0.1), frame, darken(frame, 0.2)]))
    for i in range(panes[0] + 1):
        at = hole.left() + hole.width() * i / panes[0]
        w = bar * k * (1.2 if i in (0, panes[0]) else 0.75)
        c.drawRect(rect(at - w / 2, hole.top() - bar * k * 0.6, at + w / 2, hole.bottom() + bar * k * 0.6), paint)
    for j in range(panes[1] + 1):
        at = hole.top() + hole.height() * j / panes[1]
        w = bar * k * (1.2 if j in (0, panes[1]) else 0.75)
        c.drawRect(rect(hole.left() - bar * k * 0.6, at - w / 2, hole.right() + bar * k * 0.6, at + w / 2), paint)
    _daylight(scene, room, x, y, z, light)


def _daylight(scene: Scene, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, light: float) -> None:
    look, far = scene.look, scene.sheet("far")
    tint = OUTSIDE[look.time]
    power = {"night": 0.34, "dusk": 0.62, "dawn": 0.7, "day": 0.85}[look.time] * light * (0.6 if look.wet else 1.0)
    cx, cy = room.at((x[0] + x[1]) / 2, (y[0] + y[1]) / 2, z)
    wide = (x[1] - x[0]) * room.size(z)
    scene.pool(cx, cy + 80, max(220.0, wide * 0.9), tint, power * 0.8, down=420)
    a, b = room.at(x[0], 0.0, z - 0.5), room.at(x[1], 0.0, z - 0.5)
    lean = -3.0 if (x[0] + x[1]) / 2 > 0 else 3.0
    d, e = room.at(x[1] + lean, 0.0, max(6.0, z - 12)), room.at(x[0] + lean, 0.0, max(6.0, z - 12))
    far.shine.drawPath(polygon([a, b, d, e]), fill(blur=13, mode=PLUS, shader=linear(a, (a[0], d[1]), [(tint, 0.26 * power),
        (tint, 0)])))
    if look.time != "night" and not look.wet:
        shaft(far, [room.at(x[0], y[1], z), room.at(x[1], y[1], z), d, e], tint, 0.13 * light, 26)


def curtains(scene: Scene, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, colour: str, width: float,
             *, sheer: bool = True) -> None:
    """Curtains drawn back to both sides of a window, with a rail."""
    c, k = scene.sheet("far").paint, room.size(z)
    left, low = room.at(x[0], y[0], z)
    right, top = room.at(x[1], y[1], z)
    w = width * k
    if sheer:
        for a, b in ((left - w * 0.2, left + w * 1.6), (right - w * 1.6, right + w * 0.2)):
            for i in range(6):
                u, v = a + (b - a) * i / 6, a + (b - a) * (i + 1) / 6
                c.drawRect(rect(u, top, v, low), fill(shader=linear((u, 0), (v, 0), [
                    ("#ffffff", 0.04), ("#ffffff", 0.2), ("#ffffff", 0.05)])))  # fmt: skip
    drape(c, left - w * 0.75, left + w * 0.45, top, low, colour, 5, random=scene.random)
    drape(c, right - w * 0.45, right + w * 0.75, top, low, colour, 5, random=scene.random)
    c.drawRect(rect(left - w, top - 0.16 * k, right + w, top + 0.02 * k), fill(darken(colour, 0.6)))


def sofa(scene: Scene, name: str, room: Room, x: float, z: float, wide: float, colour: str, *, cushion: str = "") -> None:
    """A sofa seen from the front, its middle at `x`, its front edge at depth `z`."""
    c = scene.sheet(name).paint
    half = wide / 2
    box(c, room, (x - half, x + half), (0.3, 3.4), (z + 2.2, z + 3.0), darken(colour, 0.1), round_=0.45, shadow=0.5)
    seats = 3 if wide > 6 else 2
    for i in range(seats):
        a = x - half + 0.7 + (wide - 1.4) * i / seats
        b = a + (wide - 1.4) / seats
        box(c, room, (a + 0.05, b - 0.05), (1.6, 3.7), (z + 1.7, z + 2.3), lighten(colour, 0.05), round_=0.4)
        box(c, room, (a + 0.03, b - 0.03), (1.05, 1.75), (z, z + 2.2), lighten(colour, 0.1), round_=0.25)
    box(c, room, (x - half + 0.3, x + half - 0.3), (0.3, 1.1), (z + 0.1, z + 2.2), darken(colour, 0.16), round_=0.12)
    for side in (-1, 1):
        edge = x + side * (half - 0.38)
        box(c, room, (edge - 0.42, edge + 0.42), (0.3, 2.35), (z - 0.05, z + 2.7), colour, round_=0.4)
    if cushion:
        for dx, tone in ((-half + 1.5, cushion), (half - 1.6, darken(cushion, 0.2))):
            px, py = room.at(x + dx, 2.45, z + 1.2)
            k = room.size(z + 1.2)
            c.save()
            c.translate(px, py)
            c.rotate(8 if dx < 0 else -10)
            shape = path(f"M{-0.62 * k} {-0.6 * k} Q0 {-0.5 * k} {0.62 * k} {-0.6 * k} Q{0.54 * k} 0 {0.62 * k} {0.6 * k} "
                         f"Q0 {0.52 * k} {-0.62 * k} {0.6 * k} Q{-0.54 * k} 0 {-0.62 * k} {-0.6 * k} Z")  # fmt: skip
            c.drawPath(shape, fill(shader=radial((-0.2 * k, -0.2 * k), 1.0 * k,
                                                 [lighten(tone, 0.15), tone, darken(tone, 0.35)])))
            c.restore()


def table(scene: Scene, name: str, room: Room, x: tuple[float, float], z: tuple[float, float], high: float, colour: str,
          *, cloth: str = "", thick: float = 0.25) -> None:
    """A table with four legs, or with a cloth to the floor."""
    c = scene.sheet(name).paint
    if cloth:
        box(c, room, x, (0.05, high), z, cloth, shadow=0.5, round_=0.1)
        front = room.wall(x[0], x[1], 0.05, high, z[0])
        for i in range(9):
            at = front.left() + front.width() * (i + 0.5) / 9
            c.drawRect(rect(at - 4, front.top() + 10, at + 5, front.bottom()), fill(shader=linear((at - 4, 0), (at + 5, 0), [
                ("#000000", 0.0), ("#000000", 0.2), ("#000000", 0.0)])))  # fmt: skip
        return
    c.drawPath(room.floor(x[0], x[1], z[0] - 0.3, z[1], 0), fill("#000000", 0.42, blur=room.size(z[0]) * 0.25))
    for lx in (x[0] + 0.25, x[1] - 0.25):
        for lz in (z[1] - 0.25, z[0] + 0.15):
            box(c, room, (lx - 0.13, lx + 0.13), (0, high), (lz, lz + 0.2), darken(colour, 0.3))
    box(c, room, x, (high - thick, high), z, colour, round_=0.05)


def chair(scene: Scene, name: str, room: Room, x: float, z: float, colour: str, *, back: float = 3.9,
          wide: float = 1.5) -> None:
    """An upright chair that faces the camera."""
    c, h = scene.sheet(name).paint, wide / 2
    for lx in (x - h + 0.1, x + h - 0.1):
        box(c, room, (lx - 0.08, lx + 0.08), (0, 1.7), (z + 1.2, z + 1.3), darken(colour, 0.4))
        box(c, room, (lx - 0.08, lx + 0.08), (0, 1.7), (z, z + 0.1), darken(colour, 0.4))
    box(c, room, (x - h, x + h), (2.0, back), (z + 1.15, z + 1.35), colour, round_=0.3)
    box(c, room, (x - h, x + h), (1.55, 1.85), (z, z + 1.3), lighten(colour, 0.06), round_=0.12, shadow=0.0)


def shelves(scene: Scene, name: str, room: Room, x: tuple[float, float], y: tuple[float, float], z: float, colour: str,
            rows: int, *, lit: bool = False, books: bool = True) -> None:
    """A bookcase against the back wall: spines, vases, boxes; with light strips when `lit`."""
    sheet, rnd = scene.sheet(name), scene.random
    c, k = sheet.paint, room.size(z)
    box(c, room, x, y, (z - 0.9, z), darken(colour, 0.1))
    inner = room.wall(x[0] + 0.12, x[1] - 0.12, y[0] + 0.15, y[1] - 0.15, z - 0.9)
    c.drawRect(inner, fill(darken(colour, 0.55)))
    step = inner.height() / rows
    for j in range(rows):
        top, low = inner.top() + j * step, inner.top() + (j + 1) * step
        c.drawRect(rect(inner.left(), low - 0.09 * k, inner.right(), low), fill(lighten(colour, 0.1)))
        at = inner.left() + 3
        while at < inner.right() - 8 and books:
            kind = rnd.random()
            if kind < 0.72:
                for _ in range(rnd.randint(3, 7)):
                    w, h = rnd.uniform(0.1, 0.24) * k, step * rnd.uniform(0.5, 0.82)
                    if at + w > inner.right() - 4:
                        break
                    tone = rnd.choice(("#7a3a34", "#2f4a5e", "#5a6a4a", "#c9b894", "#46384a", "#a87a42", "#e0d8c8", "#38404c"))
                    c.drawRect(rect(at, low - 0.09 * k - h, at + w, low - 0.09 * k), fill(shader=linear((at, 0), (at + w, 0), [
                        darken(tone, 0.3), tone, darken(tone, 0.35)])))  # fmt: skip
                    c.drawRect(rect(at, low - 0.09 * k - h * 0.8, at + w, low - 0.09 * k - h * 0.75), fill("#e8d8a8", 0.5))
                    at += w + 0.5
            elif kind < 0.88:
                r = step * 0.2
                foot = low - 0.09 * k
                tone = rnd.choice(("#9ab0b8", "#d8ccb8", "#5a7a78", "#b5653c"))
                if at + 2 * r < inner.right() - 4:
                    c.drawPath(path(f"M{at + r * 0.6} {foot} Q{at - r * 0.3} {foot - r * 1.4} {at + r * 0.75} {foot - r * 2.2} "
                                    f"L{at + r * 1.25} {foot - r * 2.2} Q{at + r * 2.3} {foot - r * 1.4} {at + r * 1.4} {foot} "
                                    f"Z"),
                               fill(shader=linear((at, 0), (at + 2 * r, 0), [lighten(tone, 0.2), tone, darken(tone, 0.45)])))
                at += 2.6 * r
            at += rnd.uniform(0.1, 0.5) * k
        if lit and scene.look.lit:
            sheet.shine.drawRect(rect(inner.left(), top + 2, inner.right(), top + step * 0.75),
                                 fill(shader=linear((0, top), (0, top + step * 0.75), [
                ("#ffc77a", 0.42), ("#ffb060", 0.0)])))  # fmt: skip
            sheet.shine.drawRect(rect(inner.left(), top + 1, inner.right(), top + 3.5), fill("#fff0cc", 0.95))
    if lit and scene.look.lit:
        scene.pool((inner.left() + inner.right()) / 2, (inner.top() + inner.bottom()) / 2, inner.width(), "#ffb866", 0.4,
                   down=inner.height())


def art(scene: Scene, name: str, box_: Any, colours: tuple[str, str, str], frame: str = "#2a2420") -> None:
    """A framed picture: an abstract of hills and a disc. `box_` is its rectangle."""
    c, rnd = scene.sheet(name).paint, scene.random
    c.drawRect(rect(box_.left() - 3, box_.top() + 6, box_.right() + 8, box_.bottom() + 12), fill("#000000", 0.35, blur=8))
    c.drawRect(box_, fill(frame))
    inner = rect(box_.left() + 7, box_.top() + 7, box_.right() - 7, box_.bottom() - 7)
    w, h = inner.width(), inner.height()
    c.save()
    c.clipRect(inner)
    c.drawRect(inner, fill(shader=linear((0, inner.top()), (0, inner.bottom()), [lighten(colours[0], 0.4), colours[0]])))
    c.drawCircle(inner.left() + w * 0.64, inner.top() + h * 0.36, w * 0.17, fill(colours[2]))
    for i in range(3):
        y = inner.top() + h * (0.52 + 0.15 * i)
        a, b = rnd.uniform(-0.1, 0.1) * h, rnd.uniform(-0.1, 0.1) * h
        c.drawPath(path(f"M{inner.left()} {y} C{inner.left() + w * 0.3} {y + a - h * 0.1} {inner.left() + w * 0.6} "
                        f"{y + b + h * 0.1} "
                        f"{inner.right()} {y - h * 0.04} L{inner.right()} {inner.bottom()} L{inner.left()} {inner.bottom()} Z"),
                   fill(mix(colours[1], "#000000", 0.15 + 0.2 * i)))
    c.restore()


def door(scene: Scene, name: str, room: Room, x: tuple[float, float], high: float, z: float, colour: str, *, leaves: int = 1,
         glass: bool = False) -> None:
    """A panelled door with its frame in a wall that faces the camera."""
    c, k = scene.sheet(name).paint, room.size(z)
    outer = room.wall(x[0] - 0.22, x[1] + 0.22, 0, high + 0.22, z)
    c.drawRect(outer, fill(lighten(colour, 0.12)))
    span = (x[1] - x[0]) / leaves
    for i in range(leaves):
        leaf = room.wall(x[0] + span * i + 0.03, x[0] + span * (i + 1) - 0.03, 0, high, z)
        c.drawRect(leaf, fill(shader=linear((leaf.left(), 0), (leaf.right(), 0), [lighten(colour, 0.06), colour, darken(colour,
            0.25)])))
        for top, low in ((0.07, 0.44), (0.52, 0.93)):
            panel = rect(leaf.left() + leaf.width() * 0.16, leaf.top() + leaf.height() * top,
                         leaf.right() - leaf.width() * 0.16,
                         leaf.top() + leaf.height() * low)
            if glass and top < 0.3:
                c.drawRect(panel, fill(shader=linear((panel.left(), panel.top()), (panel.right(), panel.bottom()),
                                                     ["#b9cdd4", "#6f8a94", "#9fb6be"])))
            else:
                c.drawRect(panel, fill(darken(colour, 0.14)))
            c.drawRect(panel, stroke(darken(colour, 0.4), 1.8))
            c.drawLine(panel.left(), panel.bottom(), panel.right(), panel.bottom(), stroke(lighten(colour, 0.25), 1.4, 0.7))
        knob = leaf.right() - leaf.width() * 0.09 if (leaves == 1 or i == 0) else leaf.left() + leaf.width() * 0.09
        c.drawCircle(knob, leaf.top() + leaf.height() * 0.53, max(2.0, 0.1 * k), fill("#d9b870"))


def rug(scene: Scene, name: str, room: Room, x: tuple[float, float], z: tuple[float, float], colour: str, edge: str) -> None:
    """A rug with a border."""
    c = scene.sheet(name).paint
    c.drawPath(room.floor(x[0], x[1], z[0], z[1]), soft(fill(edge), 6))
    m = 0.3
    c.drawPath(room.floor(x[0] + m, x[1] - m, z[0] + m, z[1] - m), fill(colour))
    c.drawPath(room.floor(x[0] + 2 * m, x[1] - 2 * m, z[0] + 2 * m, z[1] - 2 * m), stroke(lighten(edge, 0.2), 2, 0.7))


def bed(scene: Scene, name: str, room: Room, x: tuple[float, float], z: tuple[float, float], sheet_colour: str, blanket: str,
        head: str, *, tall: float = 4.2) -> None:
    """A bed whose head stands against the back wall."""
    c = scene.sheet(name).paint
    box(c, room, (x[0] - 0.2, x[1] + 0.2), (0, tall), (z[1], z[1] + 0.4), head, round_=0.4, shadow=0.3)
    span = (x[1] - x[0] - 0.4) / 4
    for i in range(4):
        a = x[0] + 0.2 + i * span
        box(c, room, (a + 0.05, a + span - 0.05), (2.0, tall - 0.35), (z[1] - 0.15, z[1]), lighten(head, 0.08), round_=0.25)
    box(c, room, x, (0.25, 1.1), z, darken(head, 0.25), shadow=0.5)
    box(c, room, (x[0] + 0.05, x[1] - 0.05), (1.1, 1.85), z, sheet_colour, round_=0.3)
    half = (x[1] - x[0]) / 2
    for i in (0, 1):
        a = x[0] + 0.35 + i * half
        box(c, room, (a, a + half - 0.7), (1.8, 2.75), (z[1] - 1.3, z[1] - 0.5), lighten(sheet_colour, 0.15), round_=0.4)
    box(c, room, (x[0] - 0.06, x[1] + 0.06), (0.7, 1.95), (z[0] - 0.05, z[0] + (z[1] - z[0]) * 0.55), blanket, round_=0.3)
    front = room.wall(x[0], x[1], 0.7, 1.9, z[0] - 0.05)
    for i in range(5):
        at = front.left() + front.width() * (i + 0.5) / 5
        c.drawPath(path(f"M{at} {front.top() + 4} Q{at + 8} {(front.top() + front.bottom()) / 2} {at - 4} "
                        f"{front.bottom() - 4}"),
                   stroke(darken(blanket, 0.35), 3, 0.5))


def stairs(scene: Scene, name: str, room: Room, x: tuple[float, float], z: float, steps: int, colour: str, *, rise: float = 0.5,
           run: float = 0.7, carpet: str = "") -> None:
    """Steps that climb away from the camera."""
    c = scene.sheet(name).paint
    for i in range(steps - 1, -1, -1):
        box(c, room, x, (0, rise * (i + 1)), (z + run * i, z + run * (i + 1)), mix(colour, "#000000", 0.02 * i), shadow=0.3
            if i == 0 else 0)
        if carpet:
            w = (x[1] - x[0]) * 0.25
            mid = (x[0] + x[1]) / 2
            c.drawRect(room.wall(mid - w, mid + w, rise * i, rise * (i + 1), z + run * i), fill(darken(carpet, 0.2)))
            c.drawPath(room.floor(mid - w, mid + w, z + run * i, z + run * (i + 1), rise * (i + 1)), fill(carpet))


def chandelier(scene: Scene, name: str, x: float, y: float, size: float, *, cord: float, spill: float = 1.0) -> None:
    """Tiers of crystal and small lights."""
    sheet = scene.sheet(name)
    sheet.paint.drawLine(x, y - size - cord, x, y, stroke("#5a4a2a", 3))
    for tier, (drop, wide, count) in enumerate(((-0.55, 0.5, 6), (-0.2, 0.8, 9), (0.2, 1.0, 12))):
        cy = y + drop * size
        sheet.paint.drawOval(rect(x - wide * size, cy - 0.1 * size, x + wide * size, cy + 0.1 * size), stroke("#c9a04a", 4))
        for i in range(count):
            a = math.tau * i / count
            px, py = x + math.cos(a) * wide * size, cy + math.sin(a) * 0.1 * size
            sheet.paint.drawPath(path(f"M{px - 3} {py} L{px} {py + 0.3 * size} L{px + 3} {py} Z"), fill("#e8f0f8", 0.55))
            if scene.look.lit:
                glow(sheet.shine, px, py - 6, 0.2 * size, "#ffdf9a", 0.55)
                sheet.shine.drawCircle(px, py - 6, 3.4, fill("#fff8e0"))
        if tier == 2 and scene.look.lit:
            scene.lamp(x, cy, size * 4.2, "#ffcf8a", 0.6, "steady", name, spill)
