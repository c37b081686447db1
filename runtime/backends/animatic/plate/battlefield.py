"""A field after battle."""

from __future__ import annotations

import math

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, stroke
from .elements import fire, mist
from .flora import rock
from .nature import ground_tone
from .period import GOLD
from .room import Room
from .scene import HEIGHT, HORIZON, Scene
from .sky import heavens, ridges


def draw_battlefield(scene: Scene) -> None:
    """A field after battle: torn banners, broken spears, tents and fires under smoke."""
    look, rnd = scene.look, scene.random
    heavens(scene, line=HORIZON + 40)
    ridges(scene, "back", HORIZON + 60, 3, 240, look.trim, look.haze)
    back = scene.sheet("back").shine
    for x, tall in ((0.2, 420.0), (0.74, 520.0)):
        for i in range(26):
            t = i / 25
            px, py = x * scene.width + 90 * t * t + rnd.gauss(0, 12), HORIZON + 70 - tall * t
            r = 16 + 74 * t
            back.drawCircle(px, py, r, fill("#0c0a0c", 0.16 * (1 - t * 0.7), blur=r * 0.3))
        glow(back, x * scene.width, HORIZON + 76, 130, "#ff7a3a", 0.75 if look.dark else 0.4)
    far = scene.sheet("far")
    ground = ground_tone(scene, mix(look.wall, "#4a3c30", 0.35))
    c = far.paint
    room = Room(scene.middle)
    top = HORIZON + 64
    c.drawRect(rect(0, top, scene.width, HEIGHT), fill(shader=linear((0, top), (0, HEIGHT),
        [mix(ground, look.haze, 0.5), ground, darken(ground, 0.4)], [0, 0.3, 1])))
    for _ in range(70):
        t = rnd.random() ** 1.5
        y = top + 12 + t * 620
        x, w = rnd.uniform(0, scene.width), 10 + 90 * t
        c.drawPath(path(f"M{x} {y} q{w * 0.5} {-w * 0.16} {w} 0 q{-w * 0.5} {w * 0.14} {-w} 0 Z"),
                   fill(darken(ground, 0.4) if rnd.random() < 0.6 else lighten(ground, 0.1), 0.6))
    _tents(scene, room)
    for x, z in ((-9.0, 40.0), (8.0, 36.0), (3.4, 52.0), (-3.6, 48.0)):
        _banner(scene, "far", room, x, z)
    mist(scene, "far", HORIZON + 130, 90, mix(look.haze, "#8a7a70", 0.3), 0.2, 10)
    for x, z in ((-5.2, 19.0), (6.4, 16.5)):
        _banner(scene, "mid", room, x, z)
    mid = scene.sheet("mid").paint
    _wreckage(scene, room)
    for x, y in ((110, 1330), (scene.width - 120, 1370)):
        rock(mid, x, y, 150, 70, darken(ground, 0.1), rnd)
    far.haze = (look.haze, 0.1)
    scene.key_side = -0.6


def _tents(scene: Scene, room: Room) -> None:
    """A camp in the distance."""
    c, look = scene.sheet("far").paint, scene.look
    for x, z, s in ((-14.0, 60.0, 1.0), (-6.0, 70.0, 0.8), (12.0, 64.0, 1.0), (20.0, 72.0, 0.9)):
        px, py = room.at(x, 0, z)
        k = room.size(z) * 4.2 * s
        cloth = mix(mix(look.accent, "#b8a888", 0.6), look.haze, 0.4)
        c.drawPath(path(f"M{px - k} {py} Q{px - k * 0.3} {py - k * 0.5} {px} {py - k * 1.2} Q{px + k * 0.3} {py - k * 0.5} "
                        f"{px + k} {py} Z"), fill(shader=linear((px - k, 0), (px + k, 0),
                        [lighten(cloth, 0.1), darken(cloth, 0.35)])))
        c.drawPath(path(f"M{px - k * 0.14} {py} L{px} {py - k * 0.6} L{px + k * 0.16} {py} Z"), fill("#1a1412"))


def _wreckage(scene: Scene, room: Room) -> None:
    """Spears stuck in the ground, and fires among beams."""
    mid, rnd = scene.sheet("mid").paint, scene.random
    for _ in range(11):
        z = rnd.uniform(12, 26)
        x, y = room.at(rnd.choice((-1, 1)) * rnd.uniform(2.6, 8.5), 0, z)
        k = room.size(z)
        lean = rnd.uniform(-0.5, 0.5)
        tall = rnd.uniform(2.5, 4.6) * k
        tx, ty = x + lean * tall, y - tall
        mid.drawLine(x, y, tx, ty, stroke("#2a1f18", 0.1 * k))
        if rnd.random() < 0.6:
            a = math.atan2(ty - y, tx - x)
            mid.drawPath(polygon([(tx + math.cos(a) * 0.6 * k, ty + math.sin(a) * 0.6 * k),
                                  (tx - math.sin(a) * 0.13 * k, ty + math.cos(a) * 0.13 * k), (tx + math.sin(a) * 0.13 * k,
                                  ty - math.cos(a) * 0.13 * k)]), fill("#9aa0a8"))
    for x, z in ((-6.6, 15.0), (7.4, 21.0)):
        px, py = room.at(x, 0, z)
        for i in range(4):
            mid.drawLine(px - 60 + i * 34, py, px + 50 - i * 30, py - 40, stroke("#1c1410", 13))
        fire(scene, "mid", px, py - 14, 1.7 * room.size(z))


def _banner(scene: Scene, name: str, room: Room, x: float, z: float) -> None:
    """A war banner, torn, streaming from its pole."""
    c, k, rnd = scene.sheet(name).paint, room.size(z), scene.random
    px, foot = room.at(x, 0, z)
    top = foot - 9.5 * k
    lean = rnd.uniform(-0.06, 0.06) * 9.5 * k
    c.drawLine(px, foot, px + lean, top, stroke("#2a1d16", 0.15 * k))
    hue = mix(scene.look.accent, scene.look.haze, min(0.5, z / 90))
    w = 2.6 * k
    x0, y0 = px + lean, top + 0.3 * k
    hem = " ".join(f"L{x0 + w * (1 - 0.12 * (i % 2)) - rnd.uniform(0, 0.2) * w} {y0 + (3.8 - i * 0.55) * k * 0.9}"
                   for i in range(6))
    c.drawPath(path(f"M{x0} {y0} Q{x0 + w * 0.5} {y0 + 0.3 * k} {x0 + w} {y0 - 0.1 * k} {_reverse(hem)} Q{x0 + w * 0.5} "
                    f"{y0 + 3.6 * k} {x0} {y0 + 3.4 * k} Z"),
               fill(shader=linear((x0, 0), (x0 + w, 0), [darken(hue, 0.25), lighten(hue, 0.1), darken(hue, 0.4)])))
    c.drawCircle(x0 + w * 0.45, y0 + 1.7 * k, 0.62 * k, stroke(GOLD, 0.16 * k, 0.7))
    c.drawPath(polygon([(x0 - 0.12 * k, top), (x0, top - 0.8 * k), (x0 + 0.12 * k, top)]), fill("#b8b8b0"))


def _reverse(hem: str) -> str:
    parts = hem.split("L")[1:]
    return " ".join("L" + part.strip() for part in reversed(parts))
