"""What is outside: skies, moons, clouds, ridges and city skylines."""

from __future__ import annotations

import math
from typing import Any

from ..canvas import PLUS, darken, fill, glow, lighten, linear, mix, multiply, path, polygon, radial, rect
from .scene import HEIGHT, HORIZON, Scene

WINDOWS = ("#ffd98f", "#ffc670", "#ffe7b8", "#bfe0ff", "#ffb45a")


def heavens(scene: Scene, name: str = "back", line: float = HORIZON, clouds: bool = True, moonlit: bool = True) -> None:
    """The sky down to `line` and its glow, with moon (unless not `moonlit`), stars, sun and clouds as the hour and
    weather have them."""
    sheet, look = scene.sheet(name), scene.look
    wide = rect(0, 0, scene.width, HEIGHT)
    sheet.paint.drawRect(wide, fill("#000000"))
    sheet.shine.drawRect(wide, fill(shader=linear((0, 0), (0, line), [look.zenith, look.sky, look.horizon], [0, 0.55, 1])))
    clear = look.weather in ("clear", "wind", "embers", "")
    if look.time == "night" and clear:
        _stars(scene, sheet.shine, line)
    if look.time == "night" and moonlit and (clear or look.has("moon")):
        moon(scene, name, scene.middle + scene.width * 0.2, 330, 66 if look.has("moon") else 46)
    if look.time in ("dawn", "dusk") and clear:
        sun = scene.middle - scene.width * 0.16
        glow(sheet.shine, sun, line - 60, 620, look.horizon, 0.75)
        sheet.shine.drawCircle(sun, line - 96, 50, fill("#fff2d6", 0.95, blur=3))
        glow(sheet.shine, sun, line - 96, 220, "#ffd9a0", 0.7)
    if look.time == "day" and clear:
        glow(sheet.shine, scene.width * 0.78, 120, 760, "#fff6e0", 0.5)
    if clouds and look.weather not in ("fog",):
        cloud_bank(scene, sheet.shine, line, 4 if clear else 9)


def moon(scene: Scene, name: str, x: float, y: float, size: float) -> None:
    """A full moon with its halo."""
    canvas = scene.sheet(name).shine
    glow(canvas, x, y, size * 8, "#8fa8e8", 0.4)
    glow(canvas, x, y, size * 3, "#c9d8ff", 0.45)
    canvas.drawCircle(x, y, size, fill(shader=radial((x - size * 0.2, y - size * 0.2), size * 1.3, [
        "#fffdf2", "#f0ecdc", "#cfd2da"], [0, 0.6, 1])))  # fmt: skip
    for dx, dy, r in ((-0.3, -0.2, 0.26), (0.25, 0.1, 0.32), (-0.1, 0.42, 0.2), (0.35, -0.4, 0.14), (-0.5, 0.25, 0.13)):
        canvas.drawCircle(x + dx * size, y + dy * size, r * size, fill("#b9bed0", 0.42, blur=size * 0.05))


def _stars(scene: Scene, canvas: Any, line: float) -> None:
    for _ in range(int(scene.width / 7)):
        x, y = scene.random.uniform(0, scene.width), scene.random.uniform(0, line * 0.85)
        r = 0.7 + 1.5 * scene.random.random() ** 4
        canvas.drawCircle(x, y, r, fill("#e6ecff", scene.random.uniform(0.25, 0.9) * (1 - y / line * 0.7)))
        if r > 1.75:
            glow(canvas, x, y, 16, "#b9c9ff", 0.35)


def cloud_bank(scene: Scene, canvas: Any, line: float, count: int) -> None:
    """Soft clouds lit from below at dawn and dusk, from above by day, by the moon at night."""
    look = scene.look
    body = {"dawn": "#d9a4ac", "day": "#ffffff", "dusk": "#7a3a62", "night": "#22305f"}[look.time]
    under = {"dawn": "#ffd9b4", "day": "#c3d3e4", "dusk": "#ff9460", "night": "#41548c"}[look.time]
    if look.wet or look.weather == "snow":
        body, under = mix(look.sky, "#000000", 0.25), lighten(look.sky, 0.12)
    for _ in range(count):
        x, y = scene.random.uniform(-80, scene.width + 80), scene.random.uniform(80, line - 130)
        span = scene.random.uniform(170, 420) * (0.5 + y / line)
        canvas.save()
        canvas.translate(x, y)
        thick = scene.random.uniform(0.1, 0.17)
        for i in range(8):
            a = -span * 0.5 + span * (i + scene.random.random() * 0.6) / 8
            rise = math.sin((a / span + 0.5) * math.pi)
            r = span * thick * (0.5 + 0.9 * rise)
            canvas.save()
            canvas.translate(a, -r * 0.35)
            canvas.scale(1.9, 0.62)
            canvas.drawCircle(0, 0, r, fill(shader=radial((0, 0), r, [(body, 0.5), (body, 0.3), (body, 0)], [0, 0.5, 1])))
            canvas.translate(0, r * 0.55)
            canvas.drawCircle(0, 0, r * 0.8, fill(shader=radial((0, 0), r * 0.8, [(under, 0.42), (under, 0)])))
            canvas.restore()
        canvas.restore()


def ridges(scene: Scene, name: str, line: float, count: int, high: float, colour: str, air: str, *, jag: float = 1.0) -> None:
    """Mountain ridges one before the other, the far ones the colour of the air, each with mist at its foot."""
    sheet = scene.sheet(name)
    for i in range(count):
        t = (i + 1) / count
        base = line + i * 14
        tall = high * (1.1 - 0.62 * t)
        shade = mix(air, multiply(colour, scene.look.above), 0.18 + 0.72 * t)
        points = _ridge(scene, base, tall, jag)
        shape = polygon([(0, HEIGHT), *points, (scene.width, HEIGHT)])
        top = min(y for _, y in points)
        sheet.shine.drawPath(shape, fill(shader=linear((0, top), (0, base + 50), [shade, mix(shade, air, 0.3),
                                                                                   mix(shade, air, 0.85)], [0, 0.5, 1])))


def _ridge(scene: Scene, base: float, tall: float, jag: float) -> list[tuple[float, float]]:
    phase = [scene.random.uniform(0, 6.28) for _ in range(5)]
    bend = scene.random.uniform(0.7, 1.3)
    points = []
    steps = int(scene.width / 9)
    for j in range(steps + 1):
        u = j / steps * scene.width / 936
        wave = 0.5 + 0.32 * math.sin(u * 4.1 * bend + phase[0]) + 0.2 * math.sin(u * 8.7 + phase[1])
        crag = abs(math.sin(u * 17 + phase[2])) * 0.13 + abs(math.sin(u * 41 + phase[3])) * 0.05
        points.append((j / steps * scene.width, base - tall * max(0.05, wave + jag * (crag - 0.09))))
    return points


def skyline(scene: Scene, name: str, line: float, high: float, *, rows: int = 3, left: float = 0.0,
            right: float = 0.0) -> None:
    """A city at a distance: towers in rows, the far ones hazy, lit windows by night, aircraft lights on top."""
    sheet, look, rnd = scene.sheet(name), scene.look, scene.random
    end = right or scene.width
    near = {"dawn": "#5a5468", "day": "#7d93a8", "dusk": "#3a2a4c", "night": "#0d1228"}[look.time]
    if look.time in ("dusk", "night"):
        glow(sheet.shine, (left + end) / 2, line, (end - left) * 0.75, mix(look.horizon, "#ff8a6a", 0.3), 0.4)
    for row in range(rows):
        t = (row + 1) / rows
        body = mix(look.horizon, near, 0.32 + 0.6 * t)
        x = left - rnd.uniform(0, 40)
        while x < end:
            wide = rnd.uniform(34, 82) * (0.65 + 0.5 * t)
            tall = high * (1.15 - 0.5 * t) * rnd.uniform(0.3, 1.0) ** 1.2
            _tower(scene, sheet.shine, x, line + 26 * row, wide, tall, body, t)
            x += wide + rnd.uniform(-6, 12)


def _tower(scene: Scene, canvas: Any, x: float, foot: float, wide: float, tall: float, body: str, t: float) -> None:
    look, rnd = scene.look, scene.random
    top = foot - tall
    kind = rnd.random()
    if kind < 0.25:
        shape = path(f"M{x} {HEIGHT} L{x} {top} L{x + wide * 0.7} {top - wide * 0.3} L{x + wide} {top} L{x + wide} {HEIGHT} Z")
    elif kind < 0.45:
        step = tall * 0.14
        shape = path(f"M{x} {HEIGHT} L{x} {top + step} L{x + wide * 0.2} {top + step} L{x + wide * 0.2} {top} "
                     f"L{x + wide * 0.8} {top} L{x + wide * 0.8} {top + step} L{x + wide} {top + step} "
                     f"L{x + wide} {HEIGHT} Z")  # fmt: skip
    else:
        shape = polygon([(x, HEIGHT), (x, top), (x + wide, top), (x + wide, HEIGHT)])
    canvas.drawPath(shape, fill(shader=linear((x, 0), (x + wide, 0), [lighten(body, 0.07), body, darken(body, 0.18)])))
    if kind > 0.8:
        canvas.drawRect(rect(x + wide * 0.48, top - tall * 0.2, x + wide * 0.52, top), fill(body))
        if look.dark:
            glow(canvas, x + wide * 0.5, top - tall * 0.2, 14, "#ff4a4a", 0.9)
    bright = {"night": 0.34, "dusk": 0.24, "dawn": 0.07, "day": 0.0}[look.time]
    pitch, gap = 6.0 + 4.5 * t, 9.0 + 5.5 * t
    warm = rnd.choice(WINDOWS)
    y = top + gap * 0.8
    while y < min(foot + 60, top + tall + 60):
        lit_row = rnd.random()
        u = x + pitch * 0.8
        while u < x + wide - pitch * 0.9:
            if rnd.random() < bright * (1.7 if lit_row < 0.3 else 0.7):
                hue = warm if rnd.random() < 0.75 else rnd.choice(WINDOWS)
                canvas.drawRect(rect(u, y, u + pitch * 0.55, y + gap * 0.5),
                                fill(hue, rnd.uniform(0.3, 0.95) * (0.35 + 0.65 * t)))
            elif not look.dark:
                canvas.drawRect(rect(u, y, u + pitch * 0.55, y + gap * 0.5), fill(darken(body, 0.15), 0.5))
            u += pitch
        y += gap


def city_glow(scene: Scene, name: str, line: float, count: int = 26) -> None:
    """Streets between the towers: rows of small lights near the line."""
    canvas = scene.sheet(name).shine
    for _ in range(count):
        x, y = scene.random.uniform(0, scene.width), line + scene.random.uniform(-40, 120)
        hue = scene.random.choice((*WINDOWS, "#ff7a8a", "#8fc6ff"))
        r = scene.random.uniform(3, 13)
        canvas.drawCircle(x, y, r, fill(hue, 0.35, mode=PLUS, blur=r * 0.15))
