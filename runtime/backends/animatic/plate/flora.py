"""What grows: trees of several kinds, bamboo, grass, reeds, hanging branches, blossoms."""

from __future__ import annotations

import math
from typing import Any

from ..canvas import darken, fill, lighten, linear, mix, path, polygon, radial, rect, stroke
from .elements import branch
from .scene import Scene


def crown(canvas: Any, x: float, y: float, wide: float, high: float, leaf: str, random: Any, *, light: float = -0.5,
          count: int = 44) -> None:
    """A tree's crown as clumps of leaves, dark below, light towards `light` (-1 left, 1 right) and the top."""
    clumps = []
    for _ in range(count):
        a, r = random.uniform(0, math.tau), math.sqrt(random.random())
        clumps.append((math.sin(a) * r, math.cos(a) * r, random.uniform(0.17, 0.3)))
    for cx, cy, r in sorted(clumps, key=lambda one: -one[1]):
        px, py, size = x + cx * wide / 2, y + cy * high / 2, r * wide * 0.62
        lit = 0.5 - 0.42 * cy + 0.2 * cx * light
        tone = mix(darken(leaf, 0.55), lighten(leaf, 0.2), max(0.0, min(1.0, lit)))
        for _ in range(14 if wide < 260 else 30):
            turn, reach = random.uniform(0, math.tau), math.sqrt(random.random()) * size
            dx, dy = math.cos(turn) * reach, math.sin(turn) * reach * 0.75
            s = min(size * random.uniform(0.1, 0.26), 34)
            shade = mix(darken(tone, 0.2), lighten(tone, 0.16), max(0.0, min(1.0, 0.5 - dy / size * 0.6)))
            canvas.drawOval(rect(px + dx - s * 1.25, py + dy - s * 0.7, px + dx + s * 1.25, py + dy + s * 0.7), fill(shade))


def tree(scene: Scene, name: str, x: float, y: float, high: float, leaf: str, *, bark: str = "#3a2c24",
         bare: bool = False) -> None:
    """A tree whose foot is at (x, y)."""
    c, rnd = scene.sheet(name).paint, scene.random
    w = high * 0.05
    trunk = path(f"M{x - w * 1.5} {y} C{x - w} {y - high * 0.2} {x - w * 0.9} {y - high * 0.35} {x - w * 0.5} "
                 f"{y - high * 0.62} "
                 f"L{x + w * 0.5} {y - high * 0.62} C{x + w * 0.9} {y - high * 0.3} {x + w} {y - high * 0.15} {x + w * 1.7} "
                 f"{y} Z")
    c.drawPath(trunk, fill(shader=linear((x - w, 0), (x + w, 0), [darken(bark, 0.2), lighten(bark, 0.15), darken(bark, 0.5)])))
    for angle in (-2.2, -1.75, -1.3, -0.9):
        branch(c, x, y - high * 0.5, angle + rnd.uniform(-0.15, 0.15), high * 0.2, bark, rnd, 3 if bare else 1)
    if not bare:
        crown(c, x, y - high * 0.7, high * 0.74, high * 0.62, leaf, rnd)


def pine(scene: Scene, name: str, x: float, y: float, high: float, leaf: str, haze: str = "", air: float = 0.0) -> None:
    """A conifer: ragged tiers; `air` 0 to 1 fades it into `haze`."""
    c, rnd = scene.sheet(name).paint, scene.random
    tone = mix(leaf, haze, air) if haze else leaf
    bark = mix("#2e241e", haze, air) if haze else "#2e241e"
    c.drawRect(rect(x - high * 0.016, y - high * 0.9, x + high * 0.016, y), fill(bark))
    tiers = 9
    for i in range(tiers):
        t = i / tiers
        top, wide = y - high * (1.0 - 0.1 * i), high * (0.05 + 0.2 * t)
        drop = high * 0.16
        points = [(x, top)]
        for side in (1, -1):
            edge = [(x + side * wide * f, top + drop * (0.55 + 0.45 * f) + rnd.uniform(-0.1, 0.18) * drop)
                    for f in (0.35, 0.7, 1.0, 0.62, 0.3)]
            points += edge if side > 0 else edge[::-1]
        c.drawPath(polygon(points), fill(shader=linear((x - wide, 0), (x + wide, 0),
                                                       [lighten(tone, 0.08), tone, darken(tone, 0.35)])))


def bamboo_stalk(scene: Scene, name: str, x: float, y: float, thick: float, tone: str, *, lean: float = 0.0,
                 leaves: int = 0) -> None:
    """A stalk that runs out of the picture at the top, with its joints."""
    c, rnd = scene.sheet(name).paint, scene.random
    top = -60.0
    shift = lean * (y - top)
    step = thick * rnd.uniform(6.5, 9)
    at = y
    while at > top:
        nxt = max(top, at - step)
        xa, xb = x + shift * (y - at) / (y - top), x + shift * (y - nxt) / (y - top)
        h = thick / 2
        quad = polygon([(xa - h, at), (xa + h, at), (xb + h * 0.97, nxt + 3), (xb - h * 0.97, nxt + 3)])
        c.drawPath(quad, fill(shader=linear((xa - h, 0), (xa + h, 0), [darken(tone, 0.4), lighten(tone, 0.22), tone,
            darken(tone, 0.5)], [0, 0.32, 0.6, 1])))
        c.drawLine(xb - h * 1.12, nxt, xb + h * 1.12, nxt, stroke(lighten(tone, 0.28), max(1.3, thick * 0.09)))
        c.drawLine(xb - h * 1.05, nxt + thick * 0.13, xb + h * 1.05, nxt + thick * 0.13,
                   stroke(darken(tone, 0.5), max(1.0, thick * 0.08)))
        if leaves and rnd.random() < 0.5:
            spray(c, xb, nxt, thick * rnd.uniform(3.0, 5.0), rnd.choice((-1, 1)), darken(tone, 0.1), rnd, leaves)
        at = nxt


def spray(canvas: Any, x: float, y: float, length: float, side: int, tone: str, random: Any, count: int) -> None:
    """A twig with long drooping leaves."""
    tx, ty = x + side * length, y + length * 0.14
    canvas.drawLine(x, y, tx, ty, stroke(darken(tone, 0.3), max(1.0, length * 0.016)))
    for i in range(count):
        t = (i + 1) / count
        bx, by = x + (tx - x) * t, y + (ty - y) * t
        a = (0.35 + random.uniform(-0.3, 0.75)) if side > 0 else math.pi - (0.35 + random.uniform(-0.3, 0.75))
        size = length * random.uniform(0.3, 0.5)
        ex, ey = bx + math.cos(a) * size, by + abs(math.sin(a)) * size * 0.9 + size * 0.12
        nx, ny = -(ey - by) * 0.12, (ex - bx) * 0.12
        mx, my = (bx + ex) / 2, (by + ey) / 2
        canvas.drawPath(path(f"M{bx} {by} Q{mx + nx} {my + ny} {ex} {ey} Q{mx - nx} {my - ny} {bx} {by} Z"),
                        fill(mix(darken(tone, 0.25), lighten(tone, 0.25), random.random())))


def blades(scene: Scene, name: str, y: float, high: float, tone: str, count: int, *, spread: float = 30.0,
           tip: str = "",
           sides: bool = False) -> None:
    """A row of grass or reeds along the height `y`; `sides` leaves the middle free."""
    c, rnd = scene.sheet(name).paint, scene.random
    for _ in range(count):
        x, foot = rnd.uniform(-20, scene.width + 20), y + rnd.uniform(0, spread)
        if sides:  # crowd the outer quarters
            x = x * 0.27 if x < scene.middle else scene.width - (scene.width - x) * 0.27
        h = high * rnd.uniform(0.5, 1.1)
        lean = rnd.uniform(-0.35, 0.35) * h
        w = max(1.2, h * 0.028)
        shade = mix(darken(tone, 0.4), lighten(tone, 0.18), rnd.random())
        c.drawPath(path(f"M{x - w} {foot} Q{x + lean * 0.2} {foot - h * 0.6} {x + lean} {foot - h} Q{x + lean * 0.2 + w} "
                        f"{foot - h * 0.55} {x + w} {foot} Z"), fill(shade))
        if tip and rnd.random() < 0.5:
            c.drawOval(rect(x + lean - w * 1.4, foot - h - w * 3, x + lean + w * 1.4, foot - h + w * 5),
                       fill(mix(tip, darken(tip, 0.3), rnd.random())))


def blossom(canvas: Any, x: float, y: float, size: float, tone: str) -> None:
    """A five-petalled flower."""
    for i in range(5):
        a = i * math.tau / 5 - math.pi / 2
        canvas.drawCircle(x + math.cos(a) * size * 0.5, y + math.sin(a) * size * 0.5, size * 0.42,
                          fill(mix(tone, "#ffffff", 0.1 * (i % 3))))
    canvas.drawCircle(x, y, size * 0.2, fill("#c9a03a"))


def plum(scene: Scene, name: str, x: float, y: float, angle: float, length: float, tone: str, depth: int = 3) -> None:
    """A dark, crooked branch in blossom."""
    c, rnd = scene.sheet(name).paint, scene.random

    def bloom(canvas: Any, px: float, py: float) -> None:
        for _ in range(4):
            blossom(canvas, px + rnd.gauss(0, 13), py + rnd.gauss(0, 13), rnd.uniform(6, 12), tone)

    branch(c, x, y, angle, length, "#2a1c1a", rnd, depth, bloom)


def canopy(scene: Scene, name: str, leaf: str, *, top: float = -20.0, high: float = 330.0, count: int = 60) -> None:
    """Leaves that hang into the picture from above, thick at the corners."""
    c, rnd = scene.sheet(name).paint, scene.random
    for _ in range(count):
        u = rnd.random()
        edge = abs(u - 0.5) * 2
        x, y = u * scene.width, top + high * (0.15 + 0.85 * edge**1.6) * rnd.random()
        r = rnd.uniform(18, 52)
        for _ in range(6):
            dx, dy = rnd.gauss(0, r * 0.7), rnd.gauss(0, r * 0.5)
            s = r * rnd.uniform(0.2, 0.42)
            c.drawOval(rect(x + dx - s, y + dy - s * 0.6, x + dx + s, y + dy + s * 0.6),
                       fill(mix(darken(leaf, 0.5), lighten(leaf, 0.12), rnd.random())))


def rock(canvas: Any, x: float, y: float, wide: float, high: float, tone: str, random: Any) -> None:
    """A boulder with a lit top and a shadowed side."""
    pts = [(x - wide / 2, y), (x - wide * 0.46, y - high * 0.5), (x - wide * 0.2, y - high * random.uniform(0.85, 1.0)),
           (x + wide * 0.14, y - high), (x + wide * 0.4, y - high * 0.62), (x + wide / 2, y)]
    canvas.drawPath(polygon(pts), fill(shader=linear((x - wide / 2, y - high), (x + wide / 2, y),
                                                     [lighten(tone, 0.2), tone, darken(tone, 0.5)], [0, 0.4, 1])))
    canvas.drawPath(polygon([pts[3], (x + wide * 0.02, y - high * 0.4), (x + wide * 0.2, y), pts[5], pts[4]]),
                    fill(darken(tone, 0.4), 0.6))


def lawn(scene: Scene, name: str, y: float, colour: str, *, far: str = "") -> None:
    """Level ground from `y` down, paler with distance, with soft patches."""
    c, rnd, h = scene.sheet(name).paint, scene.random, 1664.0
    c.drawRect(rect(0, y, scene.width, h), fill(shader=linear((0, y), (0, h),
                                                              [far or lighten(colour, 0.15), colour, darken(colour, 0.3)], [0,
                                                              0.35, 1])))
    for _ in range(46):
        t = rnd.random() ** 1.5
        py = y + 6 + t * (h - y)
        w, hh = 40 + 260 * t, 4 + 26 * t
        px = rnd.uniform(-60, scene.width + 60)
        tone = lighten(colour, 0.12) if rnd.random() < 0.5 else darken(colour, 0.2)
        c.drawOval(rect(px - w, py - hh, px + w, py + hh), fill(shader=_patch(px, py, w, hh, tone)))


def _patch(x: float, y: float, wide: float, high: float, tone: str) -> Any:
    import skia

    squash = skia.Matrix.Scale(1, high / wide)
    squash.postTranslate(0, y * (1 - high / wide))
    return radial((x, y), wide, [(tone, 0.35), (tone, 0)]).makeWithLocalMatrix(squash)
