"""Things that many sets share: flames, lanterns, lamps, shafts of light, mist, columns, cloth, plants."""

from __future__ import annotations

import math
from typing import Any

from ..canvas import PLUS, clip, darken, fill, glow, lighten, linear, mix, path, polygon, radial, rect, spline, stroke
from .room import Room
from .scene import Scene, Sheet

FLAME = "#ffb257"


def flame(sheet: Sheet, x: float, y: float, high: float) -> None:
    """A candle flame whose foot is at (x, y): light, blue at the foot, white-hot within."""
    w = high * 0.26
    body = path(f"M{x} {y} C{x - w * 1.5} {y - high * 0.25} {x - w * 0.7} {y - high * 0.6} {x} {y - high} "
                f"C{x + w * 0.7} {y - high * 0.6} {x + w * 1.5} {y - high * 0.25} {x} {y} Z")  # fmt: skip
    sheet.shine.drawPath(body, fill(blur=high * 0.05, shader=linear((0, y), (0, y - high), [
        ("#6a78ff", 0.7), "#ffd98a", "#fff3cf", "#ff9d3c"], [0, 0.22, 0.55, 1])))  # fmt: skip
    sheet.shine.drawOval(rect(x - w * 0.45, y - high * 0.62, x + w * 0.45, y - high * 0.12),
                         fill("#fffbe8", 0.9, blur=high * 0.05))


def candle(scene: Scene, name: str, x: float, y: float, width: float, high: float, *, wax: str = "#f2e6cf",
           reach: float = 0.0, spill: float = 0.16) -> None:
    """A candle standing at (x, y). Wax glows near its flame; `reach` is the radius of its light."""
    sheet = scene.sheet(name)
    top = y - high
    body = path(f"M{x - width / 2} {y} L{x - width / 2} {top + width * 0.3} Q{x - width * 0.2} {top - width * 0.1} {x} "
                f"{top + width * 0.1} Q{x + width * 0.3} {top - width * 0.15} {x + width / 2} {top + width * 0.35} "
                f"L{x + width / 2} {y} Z")  # fmt: skip
    sheet.paint.drawPath(body, fill(shader=linear((x - width / 2, 0), (x + width / 2, 0), [
        darken(wax, 0.35), wax, darken(wax, 0.2), darken(wax, 0.5)], [0, 0.35, 0.7, 1])))  # fmt: skip
    drip = scene.random.uniform(0.2, 0.5) * high
    side = scene.random.choice((-1, 1))
    sheet.paint.drawPath(path(f"M{x + side * width * 0.3} {top + width * 0.2} L{x + side * width * 0.42} {top + drip}"),
                         stroke(lighten(wax, 0.2), width * 0.2, 0.8))
    if not scene.look.lit and not scene.look.dark:
        return
    sheet.shine.drawPath(body, fill(shader=linear((0, top), (0, top + high * 0.75), [("#ff9a3c", 0.75), ("#ff7a20", 0)])))
    flame(sheet, x, top + width * 0.1, max(width * 1.5, 12))
    scene.lamp(x, top - width * 0.6, reach or high * 2.2, FLAME, 0.5, "flame", name, spill)


def lantern(scene: Scene, name: str, x: float, y: float, size: float, colour: str = "#d8352a", *, cord: float = 0.0,
            spill: float = 0.35) -> None:
    """A round paper lantern of radius `size` about (x, y), hung on a cord of `cord` upwards."""
    sheet = scene.sheet(name)
    lit = scene.look.lit or scene.look.dark
    sheet.paint.drawLine(x, y - size - cord, x, y - size, stroke("#1c1210", max(1.5, size * 0.05)))
    shape = rect(x - size, y - size * 0.86, x + size, y + size * 0.86)
    sheet.paint.drawOval(shape, fill(shader=radial((x, y), size * 1.05, [lighten(colour, 0.15), colour,
                                                                          darken(colour, 0.5)], [0, 0.5, 1])))
    if lit:
        sheet.shine.drawOval(shape, fill(shader=radial((x, y + size * 0.1), size * 1.05, [
            "#ffd890", mix(colour, "#ff9a3c", 0.55), (colour, 0.75), (darken(colour, 0.5), 0.6)], [0, 0.35, 0.75, 1])))
    for i in (-0.72, -0.4, 0.0, 0.4, 0.72):
        half = size * math.sqrt(max(0.0, 1 - i * i * 0.2)) * abs(i)
        rib = path(f"M{x} {y - size * 0.86} Q{x + math.copysign(half * 2, i)} {y} {x} {y + size * 0.86}")
        sheet.paint.drawPath(rib, stroke(darken(colour, 0.5), max(1.0, size * 0.03), 0.6))
    for cap in (-1, 1):
        sheet.paint.drawRoundRect(rect(x - size * 0.42, y + cap * size * 0.86 - size * 0.09, x + size * 0.42,
                                       y + cap * size * 0.86 + size * 0.09), 3, 3, fill("#7a5a22"))
    for i in range(-2, 3):
        sheet.paint.drawLine(x + i * size * 0.06, y + size * 0.95, x + i * size * 0.09, y + size * 1.6,
                             stroke("#c9a03a", max(1.2, size * 0.04)))
    if lit:
        scene.lamp(x, y, size * 5.5, mix(colour, "#ff9a48", 0.6), 0.6, "flame", name, spill)


def shaft(sheet: Sheet, corners: list[tuple[float, float]], colour: str, strength: float, blur: float = 14.0) -> None:
    """A beam of light in dusty air from the first two corners to the last two, fading on the way."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    top, foot = ((ax + bx) / 2, (ay + by) / 2), ((cx + dx) / 2, (cy + dy) / 2)
    sheet.shine.drawPath(polygon(corners), fill(blur=blur, mode=PLUS, shader=linear(top, foot, [
        (colour, strength), (colour, strength * 0.45), (colour, 0)], [0, 0.55, 1])))


def mist(scene: Scene, name: str, y: float, high: float, colour: str, strength: float, count: int = 9) -> None:
    """Banks of mist about the height `y`."""
    canvas = scene.sheet(name).shine
    for _ in range(count):
        x = scene.random.uniform(-0.1, 1.1) * scene.width
        at = y + scene.random.gauss(0, high * 0.3)
        across = scene.random.uniform(180, 420)
        canvas.save()
        canvas.translate(x, at)
        canvas.scale(1, high / across * scene.random.uniform(0.5, 0.9))
        glow(canvas, 0, 0, across, colour, strength * scene.random.uniform(0.5, 1))
        canvas.restore()


def column(sheet: Sheet, room: Room, x: float, z: float, radius: float, y0: float, y1: float, colour: str,
           base: str = "#6f6a64") -> None:
    """A round column from `y0` to `y1` at (x, z) on a stone base."""
    k = room.size(z)
    cx, foot = room.at(x, y0, z)
    _, top = room.at(x, y1, z)
    r = radius * k
    shades = [darken(colour, 0.62), darken(colour, 0.12), lighten(colour, 0.16), colour, darken(colour, 0.6)]
    sheet.paint.drawRect(rect(cx - r, top, cx + r, foot),
                         fill(shader=linear((cx - r, 0), (cx + r, 0), shades, [0, 0.22, 0.4, 0.62, 1])))
    sheet.paint.drawRect(rect(cx - r, top, cx + r, foot), fill(shader=linear((0, top), (0, foot), [
        ("#000000", 0.5), ("#000000", 0.0), ("#000000", 0.0), ("#000000", 0.35)], [0, 0.25, 0.8, 1])))  # fmt: skip
    for grow, low, high in ((1.5, 0.0, 0.28), (1.25, 0.28, 0.6)):
        left, right = cx - r * grow, cx + r * grow
        shape = rect(left, foot - high * k, right, foot - low * k)
        sheet.paint.drawRoundRect(shape, k * 0.08, k * 0.08, fill(shader=linear((left, 0), (right, 0), [
            darken(base, 0.5), lighten(base, 0.12), darken(base, 0.15), darken(base, 0.6)], [0, 0.35, 0.6, 1])))


def drape(canvas: Any, x0: float, x1: float, y0: float, y1: float, colour: str, folds: int, *, pinch: float = 0.0,
          random: Any = None, alpha: float = 1.0) -> None:
    """Hanging cloth between `x0` and `x1` with soft folds; `pinch` gathers it at 60 % of its length."""
    mid, span = (x0 + x1) / 2, x1 - x0
    waist = y0 + (y1 - y0) * 0.6
    squeeze = 1 - pinch
    left = f"M{x0} {y0} C{x0} {y0 + (y1 - y0) * 0.4} {mid - span / 2 * squeeze} {waist - 60} {mid - span / 2 * squeeze} {waist}"
    right = (f"L{mid + span / 2 * squeeze} {waist} C{mid + span / 2 * squeeze} {waist - 60} {x1} "
             f"{y0 + (y1 - y0) * 0.4} {x1} {y0} Z")  # fmt: skip
    low = f"L{x0 + span * 0.04} {y1} L{x1 - span * 0.04} {y1} "
    canvas.save()
    clip(canvas, path(left + low + right))
    for i in range(folds):
        a, b = x0 + span * i / folds, x0 + span * (i + 1) / folds
        soften = 0 if random is None else random.uniform(-0.06, 0.06)
        shades = [darken(colour, 0.5), lighten(colour, 0.14 + soften), colour, darken(colour, 0.55)]
        canvas.drawRect(rect(a - 0.5, y0, b + 0.5, y1), fill(alpha=alpha, shader=linear((a, 0), (b, 0), shades,
                                                                                         [0, 0.35, 0.6, 1])))
    canvas.drawRect(rect(x0, y0, x1, y1), fill(shader=linear((0, y0), (0, y1), [
        ("#000000", 0.4), ("#000000", 0.0), ("#000000", 0.0), ("#000000", 0.35)], [0, 0.2, 0.7, 1])))  # fmt: skip
    canvas.restore()


def bokeh(scene: Scene, name: str, area: tuple[float, float, float, float], colours: tuple[str, ...], count: int,
          size: tuple[float, float] = (6, 18), strength: float = 0.3) -> None:
    """Out-of-focus points of light within (left, top, right, bottom)."""
    canvas = scene.sheet(name).shine
    for _ in range(count):
        x = scene.random.uniform(area[0], area[2])
        y = scene.random.uniform(area[1], area[3])
        r = scene.random.uniform(*size)
        hue = scene.random.choice(colours)
        power = strength * scene.random.uniform(0.4, 1)
        canvas.drawCircle(x, y, r, fill(mode=PLUS, shader=radial((x, y), r, [
            (hue, power * 0.75), (hue, power * 0.8), (hue, power), (hue, 0)], [0, 0.7, 0.9, 1])))  # fmt: skip


def floor_lamp(scene: Scene, name: str, room: Room, x: float, z: float, high: float, *, reach: float = 360.0,
               spill: float = 1.0) -> None:
    """A standing lamp with a cloth shade."""
    sheet, k = scene.sheet(name), room.size(z)
    cx, foot = room.at(x, 0, z)
    _, top = room.at(x, high, z)
    sheet.paint.drawRect(rect(cx - 0.05 * k, top, cx + 0.05 * k, foot), fill("#2a2420"))
    sheet.paint.drawOval(rect(cx - 0.7 * k, foot - 0.16 * k, cx + 0.7 * k, foot + 0.12 * k), fill("#1e1a18"))
    shade = path(f"M{cx - 0.55 * k} {top - 1.5 * k} L{cx + 0.55 * k} {top - 1.5 * k} L{cx + 1.0 * k} {top} "
                 f"L{cx - 1.0 * k} {top} Z")  # fmt: skip
    sheet.paint.drawPath(shade, fill("#d8c4a0"))
    if scene.look.lit:
        sheet.shine.drawPath(shade, fill(shader=linear((0, top - 1.5 * k), (0, top), [
            ("#c98a42", 0.9), ("#ffd894", 1), ("#fff0c4", 1)], [0, 0.7, 1])))  # fmt: skip
        shaft(sheet, [(cx - 0.8 * k, top), (cx + 0.8 * k, top), (cx + 3.2 * k, foot), (cx - 3.2 * k, foot)],
              "#ffb860", 0.22, 18)
        scene.lamp(cx, top - 0.5 * k, reach, "#ffbc6a", 0.8, "steady", name, spill)


def pendant(scene: Scene, name: str, x: float, y: float, size: float, colour: str, *, cord: float, spill: float = 0.6,
            light: str = "#ffca82") -> None:
    """A hanging lamp with a dome of half-width `size`, its rim at `y`."""
    sheet = scene.sheet(name)
    sheet.paint.drawLine(x, y - size - cord, x, y - size * 0.7, stroke("#181614", 2.5))
    dome = path(f"M{x - size} {y} C{x - size} {y - size * 0.95} {x + size} {y - size * 0.95} {x + size} {y} Z")
    sheet.paint.drawPath(dome, fill(shader=linear((x - size, 0), (x + size, 0), [
        darken(colour, 0.4), lighten(colour, 0.2), darken(colour, 0.5)], [0, 0.35, 1])))  # fmt: skip
    if scene.look.lit:
        sheet.shine.drawOval(rect(x - size * 0.92, y - size * 0.12, x + size * 0.92, y + size * 0.12), fill("#fff0c8"))
        shaft(sheet, [(x - size * 0.9, y), (x + size * 0.9, y), (x + size * 4, y + size * 9), (x - size * 4, y + size * 9)],
              light, 0.2, 16)
        scene.lamp(x, y + size * 0.1, size * 6, light, 0.6, "steady", name, spill)


def plant(canvas: Any, x: float, y: float, size: float, random: Any, leaf: str = "#3f6a48", pot: str = "#8a8078") -> None:
    """A potted plant with broad leaves; (x, y) is the foot of the pot, `size` its height."""
    for i in range(13):
        angle = -math.pi / 2 + (i - 6) * 0.24 + random.uniform(-0.08, 0.08)
        length = size * random.uniform(0.5, 0.74)
        bx, by = x, y - size * 0.26
        tx, ty = bx + math.cos(angle) * length, by + math.sin(angle) * length
        nx, ny = -math.sin(angle) * length * 0.15, math.cos(angle) * length * 0.15
        mx, my = bx + (tx - bx) * 0.55, by + (ty - by) * 0.55 - length * 0.08
        tone = mix(darken(leaf, 0.45), lighten(leaf, 0.15), random.random())
        canvas.drawPath(path(f"M{bx} {by} Q{mx + nx} {my + ny} {tx} {ty} Q{mx - nx} {my - ny} {bx} {by} Z"), fill(tone))
        canvas.drawPath(path(f"M{bx} {by} Q{mx} {my} {tx} {ty}"), stroke(darken(tone, 0.4), max(1, size * 0.006), 0.8))
    r = size * 0.15
    canvas.drawPath(path(f"M{x - r} {y - size * 0.28} L{x + r} {y - size * 0.28} L{x + r * 0.75} {y} L{x - r * 0.75} {y} Z"),
                    fill(shader=linear((x - r, 0), (x + r, 0), [darken(pot, 0.4), lighten(pot, 0.2), darken(pot, 0.45)],
                                       [0, 0.35, 1])))


def branch(canvas: Any, x: float, y: float, angle: float, length: float, colour: str, random: Any, depth: int,
           leaf: Any = None) -> None:
    """A branching limb from (x, y); `leaf(canvas, x, y)` is drawn at the ends."""
    tx, ty = x + math.cos(angle) * length, y + math.sin(angle) * length
    bend = random.uniform(-0.15, 0.15) * length
    canvas.drawPath(spline([(x, y), ((x + tx) / 2 - math.sin(angle) * bend, (y + ty) / 2 + math.cos(angle) * bend), (tx, ty)]),
                    stroke(colour, max(1.6, length * 0.09 * (0.6 + depth * 0.25))))
    if depth <= 0:
        if leaf is not None:
            leaf(canvas, tx, ty)
        return
    for _ in range(random.choice((2, 2, 3))):
        branch(canvas, tx, ty, angle + random.uniform(-0.65, 0.65), length * random.uniform(0.6, 0.8), colour, random,
               depth - 1, leaf)


def fire(scene: Scene, name: str, x: float, y: float, high: float) -> None:
    """A fire of several tongues whose foot is at (x, y)."""
    sheet, rnd = scene.sheet(name), scene.random
    for hue, grow, power in (("#ff5a1c", 1.0, 0.75), ("#ff9a3c", 0.76, 0.85), ("#ffd878", 0.5, 0.9)):
        for i in range(5):
            dx = (i - 2) * high * 0.2 * grow
            h = high * grow * (1.0 - 0.16 * abs(i - 2)) * rnd.uniform(0.8, 1.1)
            w, lean = high * 0.19 * grow, rnd.uniform(-0.14, 0.14) * h
            sheet.shine.drawPath(path(f"M{x + dx - w} {y} Q{x + dx - w * 1.1} {y - h * 0.5} {x + dx + lean} {y - h} "
                                      f"Q{x + dx + w * 1.2} {y - h * 0.45} {x + dx + w} {y} Z"),
                                 fill(blur=high * 0.03, shader=linear((0, y), (0, y - h), [(lighten(hue, 0.25), power),
                                 (hue, power * 0.8), (hue, 0.05)])))
    scene.lamp(x, y - high * 0.4, high * 3.4, "#ff8a3c", 0.75, "flame", name, 0.8)
