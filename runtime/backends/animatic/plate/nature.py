"""Places without walls: forest, mountain, river, road, field, sky; and the bamboo grove."""

from __future__ import annotations

import math
from itertools import pairwise

from ..canvas import darken, fill, glow, lighten, linear, mix, path, polygon, rect, spline, stroke
from .elements import mist, shaft
from .flora import bamboo_stalk, blades, blossom, canopy, lawn, pine, rock, spray, tree
from .room import Room
from .scene import HEIGHT, HORIZON, Scene
from .sky import heavens, moon, ridges

_BEAM = {"night": ("#7f9cff", 0.2), "dusk": ("#ff9a64", 0.34), "dawn": ("#ffd6a8", 0.34), "day": ("#fff6d8", 0.3)}


def ground_tone(scene: Scene, colour: str) -> str:
    """The ground's colour, white under snow."""
    return mix(colour, "#eef2fa", 0.82) if scene.look.weather == "snow" else colour


def beams(scene: Scene, name: str, count: int = 4) -> None:
    """Sun or moon between the trunks."""
    tint, power = _BEAM[scene.look.time]
    if scene.look.wet or scene.look.weather == "fog":
        power *= 0.4
    rnd = scene.random
    for _ in range(count):
        x, w = scene.middle + rnd.uniform(-0.5, 0.4) * scene.width, rnd.uniform(26, 74)
        shaft(scene.sheet(name), [(x, -40), (x + w, -40), (x + w + 300, 1240), (x + 190, 1240)], tint,
              power * rnd.uniform(0.5, 1), 16)
    scene.pool(scene.middle + 120, 1150, 340, tint, power * 2.0, down=130)


def draw_bamboo(scene: Scene) -> None:
    """A bamboo grove: stalks in depth, shafts of light, mist, a path of stones."""
    look, rnd = scene.look, scene.random
    heavens(scene, clouds=False, moonlit=False)
    back, far, mid = scene.sheet("back"), scene.sheet("far"), scene.sheet("mid")
    air = mix(look.haze, look.wall, 0.35)
    back.shine.drawRect(rect(0, 0, scene.width, HEIGHT), fill(air, 0.5))
    for _ in range(34):
        x, t = rnd.uniform(-10, scene.width + 10), rnd.random()
        back.shine.drawRect(rect(x, -10, x + 5 + 7 * t, HORIZON + 180), fill(mix(air, look.trim, 0.18 + 0.22 * t), 0.8))
    if look.time == "night":
        moon(scene, "back", scene.middle + 130, 400, 74)
    else:
        tint, power = _BEAM[look.time]
        glow(back.shine, scene.middle + 60, 420, 560, tint, power * 1.7)
    ground = ground_tone(scene, mix(look.trim, "#5a5638", 0.3))
    lawn(scene, "far", HORIZON + 110, ground, far=mix(ground, air, 0.6))
    for z in range(3):
        tone = mix(look.wall, air, 0.62 - 0.2 * z)
        for _ in range((15, 11, 8)[z]):
            x = rnd.uniform(-20, scene.width + 20)
            if abs(x - scene.middle) < (40, 100, 190)[z]:
                continue
            bamboo_stalk(scene, "far", x, HORIZON + 130 + 60 * z + rnd.uniform(0, 40), (13, 19, 27)[z], tone,
                         lean=rnd.uniform(-0.03, 0.03), leaves=(3, 4, 5)[z])
    _path(scene, ground)
    beams(scene, "far", 4)
    mist(scene, "far", HORIZON + 160, 110, mix(air, "#ffffff", 0.3), 0.2 if look.has("mist") else 0.1, 10)
    for x, thick in ((-30, 44), (70, 38), (150, 30), (scene.width - 40, 46), (scene.width - 130, 34), (scene.width + 30, 40),
                     (scene.width - 215, 27)):
        bamboo_stalk(scene, "mid", x, 1290 + rnd.uniform(-60, 120), thick, darken(look.wall, 0.12),
                     lean=rnd.uniform(-0.02, 0.02), leaves=5)
    blades(scene, "mid", 1220, 70, look.wall, 90, spread=200)
    for x, y in ((60, 1300), (scene.width - 90, 1330), (190, 1250)):
        rock(mid.paint, x, y, rnd.uniform(90, 150), rnd.uniform(46, 80), "#6a6e68", rnd)
    near = scene.sheet("near").paint
    for side in (1, -1):
        for i in range(4):
            spray(near, -30 if side > 0 else scene.width + 30, 120 + i * 105 + rnd.uniform(0, 40), rnd.uniform(240, 330), side,
                  darken(look.trim, 0.15), rnd, 8)
    far.haze = (air, 0.12)
    scene.key_side = 0.6


def _path(scene: Scene, ground: str) -> None:
    """A path of flat stones that winds into the grove."""
    room, c, rnd = Room(scene.middle), scene.sheet("far").paint, scene.random
    left = [room.at(-2.0 + math.sin(z * 0.22) * 1.2, 0, z) for z in (4, 7, 11, 16, 24, 40, 62)]
    right = [room.at(2.0 + math.sin(z * 0.22) * 1.2, 0, z) for z in (62, 40, 24, 16, 11, 7, 4)]
    c.drawPath(polygon(left + right), fill(lighten(ground, 0.16), 0.8))
    for z in (5.0, 6.3, 7.8, 9.6, 11.6, 14.0, 17.0, 21.0, 26.0, 33.0, 43.0):
        k = room.size(z)
        for dx in (-0.9, 0.8):
            x, y = room.at(math.sin(z * 0.22) * 1.2 + dx + rnd.uniform(-0.2, 0.2), 0, z + rnd.uniform(-0.3, 0.3))
            w, h = rnd.uniform(0.6, 0.85) * k, rnd.uniform(0.11, 0.16) * k * 14 / z
            c.drawOval(rect(x - w, y - h, x + w, y + h), fill(shader=linear((0, y - h), (0, y + h), ["#9a9a8c", "#6a6a60"])))


def draw_forest(scene: Scene) -> None:
    """A forest: trunks in planes of haze, beams, ferns, a clearing."""
    look, rnd = scene.look, scene.random
    heavens(scene, clouds=False, moonlit=False)
    back = scene.sheet("back")
    air = mix(look.haze, look.wall, 0.3)
    back.shine.drawRect(rect(0, 0, scene.width, HEIGHT), fill(air, 0.55))
    tint, power = _BEAM[look.time]
    if look.time == "night":
        moon(scene, "back", scene.middle + 70, 380, 60)
    glow(back.shine, scene.middle + 40, 480, 620, tint, power * 1.5)
    ground = ground_tone(scene, look.trim)
    for plane in range(2):
        for _ in range(16 - 4 * plane):
            pine(scene, "far", rnd.uniform(-30, scene.width + 30), HORIZON + 90 + 50 * plane, rnd.uniform(420, 760), look.wall,
                 air, 0.66 - 0.24 * plane)
        if plane == 0:
            mist(scene, "far", HORIZON + 60, 90, mix(air, "#ffffff", 0.25), 0.16, 8)
    lawn(scene, "far", HORIZON + 120, ground, far=mix(ground, air, 0.55))
    blades(scene, "far", HORIZON + 118, 54, mix(look.wall, air, 0.4), 150, spread=26)
    beams(scene, "far", 5)
    mist(scene, "far", HORIZON + 110, 80, mix(air, "#ffffff", 0.25), 0.17 if look.has("mist") else 0.08, 9)
    mid = scene.sheet("mid").paint
    for x, w in ((-20, 120), (scene.width - 70, 150), (150, 62), (scene.width - 235, 54)):
        foot = 1260 + rnd.uniform(-30, 90)
        bark = mix(look.accent, "#2a201a", 0.6)
        mid.drawPath(path(f"M{x - w * 0.75} {foot} C{x - w * 0.3} {foot - 120} {x - w * 0.5} 500 {x - w * 0.36} -40 "
                          f"L{x + w * 0.36} -40 C{x + w * 0.46} 500 {x + w * 0.3} {foot - 130} {x + w * 0.85} {foot} Z"),
                     fill(shader=linear((x - w * 0.5, 0), (x + w * 0.5, 0), [darken(bark, 0.35), lighten(bark, 0.12), bark,
                     darken(bark, 0.5)], [0, 0.3, 0.6, 1])))
        for _ in range(26):
            bx, by = x + rnd.uniform(-0.36, 0.34) * w, rnd.uniform(60, foot - 90)
            mid.drawPath(path(f"M{bx} {by} q{rnd.uniform(-4, 4)} 30 {rnd.uniform(-3, 3)} {rnd.uniform(50, 120)}"),
                         stroke(darken(bark, 0.55), 2.6, 0.6))
    blades(scene, "mid", 1210, 62, mix(look.wall, ground, 0.3), 130, spread=250)
    for x in (40, 230, scene.width - 60, scene.width - 200):
        for i in range(9):
            spray(mid, x, 1290, rnd.uniform(60, 130), 1 if i % 2 else -1, mix(look.wall, "#5a7a3c", 0.3), rnd, 7)
    canopy(scene, "near", darken(look.wall, 0.3), high=400)
    scene.key_side = 0.55


def draw_mountain(scene: Scene) -> None:
    """A cliff above a sea of cloud: peaks in the distance, a leaning pine."""
    look, rnd = scene.look, scene.random
    heavens(scene, line=HORIZON + 60)
    air = look.haze
    ridges(scene, "back", HORIZON + 120, 4, 470, look.trim, air)
    for y, power in ((HORIZON + 40, 0.16), (HORIZON + 130, 0.24), (HORIZON + 210, 0.3)):
        mist(scene, "back", y, 80, mix(air, "#ffffff", 0.45 if not look.dark else 0.1), power, 10)
    far = scene.sheet("far")
    stone = ground_tone(scene, mix(look.wall, "#5a5048", 0.4))
    edge = [(0.0, 1090.0), (140, 1068), (300, 1090), (470, 1076), (640, 1098), (800, 1070), (scene.width, 1086)]
    edge = [(x * scene.width / 936 if x < scene.width else x, y) for x, y in edge]
    ledge = spline(edge)
    for x, y in ((scene.width, HEIGHT), (0.0, HEIGHT)):
        ledge.lineTo(x, y)
    ledge.close()
    far.paint.drawPath(ledge, fill(shader=linear((0, 1060), (0, HEIGHT), [lighten(stone, 0.18), stone, darken(stone, 0.45)],
                                                 [0, 0.2, 1])))
    for _ in range(60):
        t = rnd.random() ** 1.4
        x, y = rnd.uniform(0, scene.width), 1110 + t * 520
        w = 20 + 120 * t
        far.paint.drawPath(path(f"M{x} {y} l{w * 0.4} {-w * 0.05} l{w * 0.5} {w * 0.07} l{-w * 0.3} {w * 0.06} Z"),
                           fill(darken(stone, 0.3) if rnd.random() < 0.6 else lighten(stone, 0.15), 0.55))
    mid = scene.sheet("mid").paint
    rock(mid, 70, 1160, 330, 250, darken(stone, 0.1), rnd)
    rock(mid, scene.width - 40, 1150, 240, 150, darken(stone, 0.1), rnd)
    rock(mid, 250, 1170, 130, 70, stone, rnd)
    _leaning_pine(scene)
    blades(scene, "mid", 1120, 40, mix(look.trim, "#6a7a4a", 0.5), 50, spread=60)
    if look.time == "night":
        scene.pool(scene.middle + 150, 1150, 560, "#a9c0ff", 0.75, down=260)
    scene.key_side = -0.5 if look.time in ("dawn", "dusk") else 0.6


def _leaning_pine(scene: Scene) -> None:
    """A pine that grows out over the drop, its needles in flat clouds."""
    mid, rnd, bark = scene.sheet("mid").paint, scene.random, "#33261f"
    x, y = 70.0, 960.0
    mid.drawPath(path(f"M{x - 36} {y + 60} C{x + 20} {y - 80} {x - 30} {y - 210} {x + 90} {y - 330} L{x + 112} {y - 318} "
                      f"C{x + 20} {y - 200} {x + 66} {y - 70} {x + 26} {y + 60} Z"),
                 fill(shader=linear((x - 30, 0), (x + 60, 0), [lighten(bark, 0.18), darken(bark, 0.4)])))
    for bx, by, w in ((x + 110, y - 350, 150), (x + 40, y - 430, 120), (x + 190, y - 270, 110), (x - 50, y - 300, 110),
                      (x + 70, y - 210, 90)):
        mid.drawLine(x + 60, y - 250, bx, by + 14, stroke(bark, 8))
        for _ in range(34):
            dx, dy = rnd.gauss(0, 0.45) * w, rnd.gauss(0, 0.1) * w
            s = rnd.uniform(12, 26)
            tone = mix("#1d3428", "#4a6a4a", max(0.0, min(1.0, 0.5 - dy / w * 3)))
            mid.drawOval(rect(bx + dx - s * 1.3, by + dy - s * 0.5, bx + dx + s * 1.3, by + dy + s * 0.5), fill(tone))


def draw_river(scene: Scene) -> None:
    """Water between banks: hills that stand on their reflections, reeds, a jetty."""
    look, room, rnd = scene.look, Room(scene.middle), scene.random
    heavens(scene, line=HORIZON)
    air = look.haze
    ridges(scene, "back", HORIZON + 20, 3, 300, look.trim, air)
    mist(scene, "back", HORIZON + 10, 60, mix(air, "#ffffff", 0.4 if not look.dark else 0.1), 0.2, 9)
    far = scene.sheet("far")
    water = mix(look.wall, look.sky, 0.45)
    far.paint.drawRect(rect(0, HORIZON + 36, scene.width, HEIGHT), fill(shader=linear((0, HORIZON + 36), (0, HEIGHT),
        [mix(water, look.horizon, 0.5), water, darken(water, 0.35)], [0, 0.3, 1])))
    for i in range(7):
        x = rnd.uniform(-20, scene.width)
        tree(scene, "back", x, HORIZON + 48, rnd.uniform(80, 150),
             mix(look.accent, air, 0.4)) if look.has("trees") and i < 5 else None
    for _ in range(150):
        t = rnd.random() ** 1.6
        y = HORIZON + 46 + t * (HEIGHT - HORIZON - 46)
        x, w = rnd.uniform(-40, scene.width + 40), 14 + 190 * t
        tone = lighten(look.horizon, 0.25) if rnd.random() < 0.55 else darken(water, 0.35)
        far.paint.drawOval(rect(x - w, y - 0.7 - 2.6 * t, x + w, y + 0.7 + 2.6 * t), fill(tone, 0.1 + 0.16 * rnd.random()))
    if look.time in ("dawn", "dusk", "night"):
        gx = scene.middle - scene.width * 0.16 if look.time != "night" else scene.middle + scene.width * 0.2
        hue = "#ffd9a0" if look.time != "night" else "#cfdcff"
        for i in range(40):
            y = HORIZON + 44 + i * 9.5
            w = (16 + i * 2.4) * rnd.uniform(0.3, 1.0)
            far.shine.drawOval(rect(gx + rnd.gauss(0, 8) - w, y - 1.6, gx + rnd.gauss(0, 8) + w, y + 1.8),
                               fill(hue, 0.5 * (1 - i / 44)))
    scene.mirror = (HORIZON + 38, 0.6, 8)
    mid = scene.sheet("mid").paint
    wood = mix(look.trim, "#6a5444", 0.7)
    for i in range(18):
        z = 4.0 + i
        tone = mix(wood, "#000000", rnd.uniform(0, 0.25))
        mid.drawPath(room.floor(-2.6, 2.6, z, z + 0.93, 0.0), fill(tone))
    for side in (-1, 1):
        mid.drawPath(room.quad([(side * 2.6, 0, 4), (side * 2.6, -0.5, 4), (side * 2.6, -0.5, 22), (side * 2.6, 0, 22)]),
                     fill(darken(wood, 0.5)))
        for z in (21.0, 14.0, 8.5):
            x, y = room.at(side * 2.7, 1.6, z)
            _, low = room.at(0, -1.6, z)
            k = room.size(z)
            mid.drawRect(rect(x - 0.22 * k, y, x + 0.22 * k, low), fill(shader=linear((x - 0.22 * k, 0), (x + 0.22 * k, 0),
                [lighten(wood, 0.1), darken(wood, 0.5)])))
    blades(scene, "near", 1700, 420, darken(mix(look.accent, "#4a5a3a", 0.5), 0.3), 40, spread=30, sides=True, tip="#5a4430")
    scene.key_side = -0.5


def draw_road(scene: Scene) -> None:
    """A road that runs to the horizon between trees and poles."""
    look, room, rnd = scene.look, Room(scene.middle), scene.random
    heavens(scene, line=HORIZON)
    ridges(scene, "back", HORIZON + 14, 3, 190, darken(look.accent, 0.4), look.haze)
    ground = ground_tone(scene, mix(look.accent, "#5a6a3c", 0.45))
    lawn(scene, "far", HORIZON, ground, far=mix(ground, look.haze, 0.6))
    c = scene.sheet("far").paint
    tone = ground_tone(scene, look.trim)
    left = [room.at(-4.2 + 9 * math.sin(min(1.5, z / 90)) * (z / 220), 0, z) for z in (3.4, 6, 10, 18, 32, 60, 120, 300)]
    right = [room.at(4.2 + 9 * math.sin(min(1.5, z / 90)) * (z / 220), 0, z) for z in (300, 120, 60, 32, 18, 10, 6, 3.4)]
    c.drawPath(polygon(left + right), fill(shader=linear((0, HORIZON), (0, HEIGHT),
                                                         [mix(tone, look.haze, 0.5), tone, darken(tone, 0.25)], [0, 0.25, 1])))
    for dx in (-1.7, 1.7):
        points = [room.at(dx + 9 * math.sin(min(1.5, z / 90)) * (z / 220), 0, z) for z in (3.4, 6, 10, 18, 32, 60, 120)]
        for i, (a, b) in enumerate(pairwise(points)):
            c.drawLine(*a, *b, stroke(darken(tone, 0.35), 40 / (i + 1) ** 1.5, 0.45, blur=5 / (i + 1)))
    for z in (70.0, 48.0, 34.0, 25.0):
        for side in (-1, 1):
            x, y = room.at(side * rnd.uniform(6.5, 8.5), 0, z)
            if look.has("trees"):
                tree(scene, "far", x, y, 12.5 * room.size(z), mix(mix(look.accent, "#3f6a34", 0.8), look.haze,
                    min(0.45, z / 160)), bare=look.weather == "snow")
    for side, z in ((-1, 16.0), (1, 14.0)):
        x, y = room.at(side * 7.0, 0, z)
        if look.has("trees"):
            tree(scene, "mid", x, y, 14 * room.size(z), mix(look.accent, "#3f6a34", 0.8), bare=look.weather == "snow")
    blades(scene, "mid", 1170, 46, ground, 0)
    for side in (-1, 1):
        for _ in range(60):
            z = rnd.uniform(6, 20)
            x, y = room.at(side * rnd.uniform(4.6, 9), 0, z)
            h = 0.7 * room.size(z) * rnd.uniform(0.5, 1.1)
            lean = rnd.uniform(-0.3, 0.3) * h
            c.drawPath(path(f"M{x - 2} {y} Q{x} {y - h * 0.6} {x + lean} {y - h} Q{x + 2} {y - h * 0.5} {x + 3} {y} Z"),
                       fill(mix(darken(ground, 0.35), lighten(ground, 0.2), rnd.random())))
    if look.time == "night":
        scene.pool(scene.middle + 90, 1080, 520, "#a9c0ff", 0.75, down=260)
    scene.mirror = (HORIZON + 30, 0.5, 20) if look.wet else None
    scene.key_side = -0.55


def draw_field(scene: Scene) -> None:
    """A field under a great sky: grain or flowers to the horizon, a lone tree."""
    look, rnd = scene.look, scene.random
    heavens(scene, line=HORIZON + 20)
    ridges(scene, "back", HORIZON + 30, 2, 130, darken(look.trim, 0.3), look.haze, jag=0.4)
    ground = ground_tone(scene, look.wall)
    lawn(scene, "far", HORIZON + 24, ground, far=mix(mix(ground, look.accent, 0.4), look.haze, 0.5))
    snow = look.weather == "snow"
    if look.has("trees"):
        tree(scene, "far", scene.middle - 250, HORIZON + 110, 430, mix(look.trim, "#3f5a34", 0.4), bare=snow)
        tree(scene, "far", scene.middle + 360, HORIZON + 60, 150, mix(mix(look.trim, "#3f5a34", 0.4), look.haze, 0.35),
             bare=snow)
    if not snow:
        for row in range(13):
            t = row / 12
            y = HORIZON + 60 + 560 * t**1.6
            blades(scene, "far" if t < 0.6 else "mid", y, 14 + 96 * t, mix(ground, look.accent, 0.25 + 0.3 * rnd.random()),
                   int(150 - 70 * t), spread=10 + 44 * t,
                   tip=look.accent if row % 2 else "")
        for _ in range(90):
            t = rnd.random() ** 1.3
            y = HORIZON + 80 + 620 * t
            blossom(scene.sheet("far" if t < 0.5 else "mid").paint, rnd.uniform(0, scene.width), y, 2.5 + 10 * t,
                    rnd.choice(("#e8586a", "#f2e8d8", "#e8b04a", "#c98ae0")))
        blades(scene, "near", 1700, 330, darken(look.wall, 0.25), 34, spread=30, sides=True, tip=look.accent)
    if look.time == "night":
        scene.pool(scene.middle + 90, 1080, 560, "#a9c0ff", 0.6, down=260)
    scene.key_side = -0.6


def draw_sky(scene: Scene) -> None:
    """Above the clouds: a bright floor of cumulus under the sky."""
    look, rnd = scene.look, scene.random
    heavens(scene, line=1010, moonlit=False)
    if look.time == "night":
        moon(scene, "back", scene.middle, 520, 120)
    tones = {"dawn": ("#ffe0c4", "#c98fa8"), "day": ("#ffffff", "#9fbad6"), "dusk": ("#ffae78", "#6a3a6a"),
             "night": ("#5f78b8", "#141c44")}[look.time]
    for name, base, size, count in (("back", 980, 70, 34), ("far", 1110, 110, 26), ("mid", 1330, 190, 20)):
        canvas = scene.sheet(name).shine if name == "back" else scene.sheet(name).paint
        light, dark = tones
        if name != "back":
            canvas.drawRect(rect(0, base + size * 0.4, scene.width, HEIGHT), fill(shader=linear((0, base), (0, base + size * 3),
                [mix(light, dark, 0.5), dark])))
        else:
            canvas.drawRect(rect(0, base + 20, scene.width, HEIGHT), fill(mix(light, dark, 0.4)))
        for _ in range(count):
            x, y = rnd.uniform(-60, scene.width + 60), base + rnd.uniform(-0.25, 0.5) * size
            for _ in range(5):
                r = size * rnd.uniform(0.4, 0.85)
                px, py = x + rnd.gauss(0, size * 0.6), y + rnd.uniform(-0.2, 0.5) * size
                canvas.drawCircle(px, py, r, fill(blur=size * 0.05, shader=linear((px, py - r), (px, py + r * 0.9),
                    [light, mix(light, dark, 0.45), (dark, 0.6)])))
    scene.sheet("far").ambient = scene.sheet("mid").ambient = 1.15 if look.dark else 1.0
    mist(scene, "mid", 1480, 120, tones[0], 0.16, 8)
    scene.key_side = 0.5


