"""Weather that moves: rain, snow, fog, embers, leaves and lightning, as tiles that slide and particles that fly.

A tile is drawn once, repeats downwards and slides by whole pixels, so that a frame of rain costs one addition.
"""

from __future__ import annotations

import math
import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import Image, blank, fill, linear, path, radial, stroke, surface

_FALLING = frozenset({"rain", "storm", "snow"})


class Weather:
    """The moving weather of one shot. `coarse` enlarges what is near (a close-up has fewer, larger drops)."""

    def __init__(self, kind: str, width: int, height: int, fps: int, seed: int, coarse: float) -> None:
        self.kind, self.width, self.height, self.fps = kind, width, height, fps
        rnd = random.Random(seed)
        self.behind: list[tuple[Image, float, float]] = []
        self.front: list[tuple[Image, float, float]] = []
        scale = height / 1280
        if kind in ("rain", "storm"):
            heavy = 1.5 if kind == "storm" else 1.0
            self.behind = [(_streaks(width, height, rnd, int(300 * heavy), 34 * scale, 1.1 * scale, 0.26), 26 * scale, 0.0),
                           (_streaks(width, height, rnd, int(130 * heavy), 70 * scale, 1.6 * scale, 0.3), 40 * scale, 0.0)]
            self.front = [(_streaks(width, height, rnd, int(26 * heavy), 150 * scale * coarse, 2.6 * scale * coarse, 0.3),
                           66 * scale, 0.0)]
        elif kind == "snow":
            self.behind = [(_flakes(width, height, rnd, 420, 2.0 * scale, 0.75), 1.6 * scale, 10.0),
                           (_flakes(width, height, rnd, 190, 3.6 * scale, 0.85), 2.7 * scale, 20.0)]
            self.front = [(_flakes(width, height, rnd, 34, 8.5 * scale * coarse, 0.5), 5.2 * scale, 44.0)]
        self.fog = _fog(width, height, rnd) if kind in ("fog",) else None
        self.bits = _particles(kind, rnd, scale * coarse)
        self.flashes = _flashes(rnd) if kind == "storm" else []
        self.phase = rnd.random() * 10

    def draw(self, frame: Image, number: int, front: bool) -> None:
        """Add what falls behind the people, or before the lens, to the BGR `frame`."""
        for tile, speed, wind in self.front if front else self.behind:
            cv2.add(frame, self._window(tile, speed, wind, number), dst=frame)
        if not front and self.fog is not None:
            self._drift_fog(frame, number)
        if front:
            for bit in self.bits:
                bit.draw(frame, number / self.fps, self.width, self.height)

    def through(self, frame: Image, mask: Image, x: int, y: int, number: int) -> None:
        """Rain or snow seen through a window: added to the part of `frame` at (x, y) where `mask` (8 bit) is open."""
        if self.kind not in _FALLING:
            return
        high, wide = mask.shape[:2]
        part = frame[y : y + high, x : x + wide]
        cover = cv2.cvtColor(mask, cv2.COLOR_GRAY2BGR)
        for tile, speed, wind in self.behind:
            window = self._window(tile, speed, wind, number)[y : y + high, x : x + wide]
            cv2.add(part, cv2.multiply(window, cover, scale=1 / 255), dst=part)

    def _window(self, tile: Image, speed: float, wind: float, number: int) -> Image:
        top = int(self.height - (number * speed) % self.height)
        left = int(_PAD / 2 + wind * math.sin(number / self.fps * 0.7 + self.phase)) if wind else 0
        return tile[top : top + self.height, left : left + self.width]

    def gain(self, number: int) -> float:
        """How much brighter lightning makes frame `number`."""
        now, total = number / self.fps, 1.0
        for at, power in self.flashes:
            since = (now - at) % 9.0
            if since < 0.5:
                flicker = 1.0 if since < 0.06 or 0.12 < since < 0.2 else 0.35
                total += power * flicker * (1 - since / 0.5)
        return total

    def _drift_fog(self, frame: Image, number: int) -> None:
        assert self.fog is not None
        small = self.fog
        wide = small.shape[1] // 2
        step = number / self.fps * wide * 0.045
        left = int(step) % wide
        part = small[:, left : left + wide]
        shift = np.array([[1, 0, -(step % 1.0)], [0, 1, 0]], np.float32)  # part pixels at a quarter of the size would jump
        part = cv2.warpAffine(part, shift, (wide, small.shape[0]), borderMode=cv2.BORDER_REPLICATE)
        cv2.add(frame, cv2.resize(part, (self.width, self.height), interpolation=cv2.INTER_LINEAR), dst=frame)


_PAD = 120


def _streaks(width: int, height: int, rnd: random.Random, count: int, length: float, thick: float, strength: float) -> Image:
    """A tile of slanting drops, twice the frame's height, the lower half equal to the upper."""
    image = blank(width, height)
    canvas = surface(image).getCanvas()
    for _ in range(count):
        x, y = rnd.uniform(-20, width + 20), rnd.uniform(0, height)
        long = length * rnd.uniform(0.6, 1.3)
        lean = long * 0.11
        for wrap in (0, -height):
            shader = linear((x, y + wrap), (x - lean, y + wrap + long), [("#c4d6ff", 0), ("#d6e4ff", strength * rnd.uniform(0.5,
                1))])
            canvas.drawLine(x, y + wrap, x - lean, y + wrap + long, stroke(width=thick, shader=shader))
    return np.ascontiguousarray(np.vstack([image, image])[..., :3])


def _flakes(width: int, height: int, rnd: random.Random, count: int, size: float, strength: float) -> Image:
    image = blank(width + _PAD, height)
    canvas = surface(image).getCanvas()
    for _ in range(count):
        x, y, r = rnd.uniform(0, width + _PAD), rnd.uniform(0, height), size * rnd.uniform(0.6, 1.4)
        power = strength * rnd.uniform(0.5, 1)
        for wrap in (0, -height, height):
            shader = radial((x, y + wrap), r, [("#ffffff", power), ("#f2f6ff", power * 0.7), ("#ffffff", 0)], [0, 0.5, 1])
            canvas.drawCircle(x, y + wrap, r, fill(shader=shader))
    return np.ascontiguousarray(np.vstack([image, image])[..., :3])


def _fog(width: int, height: int, rnd: random.Random) -> Image:
    """Banks of fog at a quarter of the size, twice as wide as the frame, repeating sideways."""
    wide, high = width // 4, height // 4
    image = blank(wide, high)
    canvas = surface(image).getCanvas()
    for _ in range(34):
        x, y = rnd.uniform(0, wide), high * rnd.betavariate(2.6, 1.6)
        r = wide * rnd.uniform(0.16, 0.42)
        for wrap in (-wide, 0, wide):
            canvas.save()
            canvas.translate(x + wrap, y)
            canvas.scale(1, 0.34)
            canvas.drawCircle(0, 0, r, fill(shader=radial((0, 0), r, [("#8f9cb4", 0.16), ("#8f9cb4", 0.07), ("#8f9cb4", 0)],
                                                          [0, 0.5, 1])))
            canvas.restore()
    return np.ascontiguousarray(np.hstack([image, image])[..., :3])


def _flashes(rnd: random.Random) -> list[tuple[float, float]]:
    return [(rnd.uniform(0.5, 3.0), 0.55), (rnd.uniform(4.2, 7.5), 0.4)]


class _Bit:
    """An ember that rises, or a leaf that the wind carries: its path repeats after its life."""

    def __init__(self, rnd: random.Random, sprites: list[Image], rising: bool) -> None:
        self.sprites, self.rising = sprites, rising
        self.x, self.y, self.life = rnd.random(), rnd.random(), rnd.uniform(3.0, 7.0)
        self.phase, self.sway, self.speed = rnd.uniform(0, 6.28), rnd.uniform(0.02, 0.07), rnd.uniform(0.7, 1.3)

    def draw(self, frame: Image, now: float, width: int, height: int) -> None:
        t = (now / self.life + self.y) % 1.0
        if self.rising:
            x = self.x + self.sway * math.sin(now * 1.7 + self.phase) + 0.06 * t
            y = 1.08 - 1.2 * t * self.speed
            bright = math.sin(t * math.pi) * (0.75 + 0.25 * math.sin(now * 9 + self.phase))
        else:
            x = -0.1 + 1.25 * ((t * self.speed + self.x) % 1.0)
            y = self.y * 0.9 + 0.16 * t + 0.05 * math.sin(now * 2.6 + self.phase)
            bright = 1.0
        sprite = self.sprites[int(now * 9 + self.phase * 3) % len(self.sprites)]
        _stamp(frame, sprite, round(x * width - sprite.shape[1] / 2), round(y * height - sprite.shape[0] / 2), bright,
               self.rising)


def _stamp(frame: Image, sprite: Image, x: int, y: int, bright: float, additive: bool) -> None:
    high, wide = sprite.shape[:2]
    x0, y0, x1, y1 = max(0, x), max(0, y), min(frame.shape[1], x + wide), min(frame.shape[0], y + high)
    if x1 <= x0 or y1 <= y0 or bright <= 0.02:
        return
    source, part = sprite[y0 - y : y1 - y, x0 - x : x1 - x], frame[y0:y1, x0:x1]
    if additive:
        cv2.add(part, cv2.convertScaleAbs(source[..., :3], alpha=bright), dst=part)
        return
    cover = cv2.cvtColor(cv2.bitwise_not(source[..., 3]), cv2.COLOR_GRAY2BGR)
    cv2.add(cv2.multiply(part, cover, scale=1 / 255), np.ascontiguousarray(source[..., :3]), dst=part)


def _particles(kind: str, rnd: random.Random, scale: float) -> list[_Bit]:
    if kind == "embers":
        sprites = [_ember(size * scale) for size in (6.0, 9.0, 13.0)]
        return [_Bit(rnd, [rnd.choice(sprites)], True) for _ in range(46)]
    if kind == "wind":
        kinds = [_leaves(13 * scale, hue) for hue in ("#c98a3c", "#a8542c", "#7a8a3c")]
        return [_Bit(rnd, rnd.choice(kinds), False) for _ in range(15)]
    return []


def _ember(size: float) -> Image:
    side = int(size * 4) + 2
    image = blank(side, side)
    middle = side / 2
    surface(image).getCanvas().drawCircle(middle, middle, middle, fill(shader=radial((middle, middle), middle, [
        ("#fff0c0", 1), ("#ff9a3c", 0.85), ("#ff5a1c", 0.25), ("#ff3a10", 0)], [0, 0.14, 0.38, 1])))  # fmt: skip
    return image


def _leaves(size: float, hue: str) -> list[Image]:
    """A tumbling leaf in eight turns."""
    side = int(size * 2.6)
    out = []
    for turn in range(8):
        image = blank(side, side)
        canvas: Any = surface(image).getCanvas()
        canvas.translate(side / 2, side / 2)
        canvas.rotate(turn * 45 + 12)
        canvas.scale(1, 0.35 + 0.6 * abs(math.cos(turn * 0.7)))
        canvas.drawPath(path(f"M{-size} 0 Q0 {-size * 0.62} {size} 0 Q0 {size * 0.62} {-size} 0 Z"), fill(hue, blur=0.8))
        canvas.drawLine(-size, 0, size, 0, stroke("#5a3418", 1.2, 0.7))
        out.append(image)
    return out


def glimmer(seed: int, now: float) -> float:
    """How a flame's light wavers about 0, -1 to 1: sums of sines faster than breath, slower than flicker fusion."""
    p = seed * 1.37
    return 0.5 * math.sin(now * 7.3 + p) + 0.3 * math.sin(now * 13.1 + 2.3 * p) + 0.2 * math.sin(now * 3.1 + 0.7 * p)


def shimmer(radius: int, colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """A soft round light of `colour` (BGR) as an image to add."""
    y, x = np.mgrid[-1 : 1 : (2 * radius + 1) * 1j, -1 : 1 : (2 * radius + 1) * 1j].astype(np.float32)
    fall = np.clip(1 - np.sqrt(x * x + y * y), 0, 1) ** 2.2
    return np.asarray((fall[..., None] * np.array(colour, np.float32)).astype(np.uint8))
