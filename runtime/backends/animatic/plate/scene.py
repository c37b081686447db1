"""A set under construction: sheets of paint and of light, and the lamps that light them.

Paint is drawn in its own colours, as under white light. `finish` multiplies it by a light map (the ambient light plus
a pool for every lamp) and adds what shines by itself. So one drawing serves dawn, day, dusk and night.
Places are design units: the plate is 1664 high, `width` wide (936 for 9:16), the middle of the frame at `middle`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from ..canvas import Image, blank, channels, glow, over, surface
from ..light import Light
from .layers import Lamp, Layer, Plate
from .look import Look

HEIGHT = 1664.0
HORIZON = 760.0
"""Height of the camera's eye in a plate."""
UNIT = 128.0
"""Design units a head (hu) takes where figures of a wide shot stand."""
EYE = 4.86
"""The camera's height above the floor in hu: chest height, usual for dialogue."""
FLOOR = HORIZON + EYE * UNIT
DEPTHS = {"back": 0.25, "far": 0.5, "mid": 0.78, "near": 1.5}
_SMALL = 8


@dataclass(frozen=True, slots=True)
class Pool:
    """Light that falls on paint: an ellipse about (x, y), colour and strength (1 doubles a white wall)."""

    x: float
    y: float
    across: float
    down: float
    colour: str
    strength: float
    sheets: tuple[str, ...]


class Brush:
    """A canvas of paint that also covers light: whatever is painted hides the shine that was drawn before it, as a
    column hides the window behind it. Takes the same calls as a Skia canvas."""

    def __init__(self, paint: Any, shine: Any) -> None:
        self._paint, self._shine = paint, shine

    def __getattr__(self, name: str) -> Any:
        first, second = getattr(self._paint, name), getattr(self._shine, name)
        if not name.startswith("draw"):

            def both(*given: Any) -> Any:
                second(*given)
                return first(*given)

            return both

        def draw(*given: Any) -> None:
            first(*given)
            cover = skia.Paint(given[-1])
            if cover.getBlendMode() == skia.BlendMode.kSrcOver:
                cover.setBlendMode(skia.BlendMode.kDstOut)
                second(*given[:-1], cover)

        return draw


@dataclass(slots=True)
class Sheet:
    """One layer: `paint` is lit by the set, `shine` is light itself and is added."""

    name: str
    paint: Any
    shine: Any
    albedo: Image
    emission: Image
    haze: tuple[str, float] = ("#000000", 0.0)
    ambient: float = 1.0


@dataclass(slots=True)
class Scene:
    """The set that a drawing function fills. `random` is seeded by the plate's seed."""

    look: Look
    pixels: tuple[int, int]
    random: random.Random
    sheets: dict[str, Sheet] = field(default_factory=dict)
    pools: list[Pool] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    mirror: tuple[float, float, float] | None = None
    key_side: float | None = None

    @property
    def scale(self) -> float:
        """Pixels a design unit."""
        return self.pixels[1] / HEIGHT

    @property
    def width(self) -> float:
        """The plate's width in design units."""
        return self.pixels[0] / self.scale

    @property
    def middle(self) -> float:
        """The frame's middle line in design units."""
        return self.width / 2

    def sheet(self, name: str) -> Sheet:
        """The sheet `name` (back, far, mid, near), made when first asked for."""
        if name not in self.sheets:
            albedo, emission = blank(*self.pixels), blank(*self.pixels)
            paint, shine = surface(albedo).getCanvas(), surface(emission).getCanvas()
            paint.scale(self.scale, self.scale)
            shine.scale(self.scale, self.scale)
            self.sheets[name] = Sheet(name, Brush(paint, shine), shine, albedo, emission)
        return self.sheets[name]

    def pool(self, x: float, y: float, across: float, colour: str, strength: float, *, down: float = 0.0,
             sheets: Sequence[str] = ("far", "mid")) -> None:
        """Let light fall on paint around (x, y)."""
        self.pools.append(Pool(x, y, across, down or across, colour, strength, tuple(sheets)))

    def lamp(self, x: float, y: float, radius: float, colour: str, strength: float, kind: str = "steady",
             sheet: str = "far", spill: float = 1.0) -> None:
        """A practical light: its glow in the air, its living flicker and the light on what is near (`spill`)."""
        glow(self.sheet(sheet).shine, x, y, radius, colour, strength * 0.55)
        self.lamps.append(Lamp(x, y, radius, colour, strength, kind, sheet))
        if spill > 0:
            self.pool(x, y, radius * 1.25, colour, strength * 1.1 * spill, sheets=("far", "mid", "near"))

    def finish(self) -> Plate:
        """Light everything and hand over the plate."""
        made: list[Layer] = []
        for name, depth in DEPTHS.items():
            if name in self.sheets:
                made.append(Layer(name, depth, self._lit(self.sheets[name])))
        if self.mirror is not None:
            _reflect(made, self.mirror, self.scale)
        k = self.scale
        lamps = tuple(Lamp(m.x * k, m.y * k, m.radius * k, m.colour, m.strength, m.kind, m.layer) for m in self.lamps)
        return Plate(*self.pixels, HORIZON * k, FLOOR * k, UNIT * k, tuple(made), self._light(), lamps,
                     self.look.haze, not self.look.interior, self.look.weather)  # fmt: skip

    def _light(self) -> Light:
        side = self.key_side
        if side is None:
            warm = sum(m.strength * m.radius for m in self.lamps) or 1.0
            lean = sum((m.x - self.middle) * m.strength * m.radius for m in self.lamps) / warm / (self.width / 2)
            side = max(-1.0, min(1.0, lean * 2.5)) or 0.6
        if abs(side) < 0.45:
            side = 0.45 if side >= 0 else -0.45
        look = self.look
        return Light(look.key, round(side, 3), look.fill, look.rim, round(-side, 3), look.level, look.ground)

    def _light_map(self, sheet: Sheet) -> NDArray[np.float32]:
        """Factors for the paint of `sheet`, at an eighth of the size."""
        high, wide = max(2, self.pixels[1] // _SMALL), max(2, self.pixels[0] // _SMALL)
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        x = (x + 0.5) * (self.width / wide)
        y = (y + 0.5) * (HEIGHT / high)
        drop = np.clip(y / HEIGHT, 0, 1)[..., None]
        top, bottom = (np.array(channels(c)[::-1], np.float32) / 255 for c in (self.look.above, self.look.below))
        total = (top * (1 - drop) + bottom * drop) * sheet.ambient
        for pool in self.pools:
            if sheet.name in pool.sheets:
                far = ((x - pool.x) / pool.across) ** 2 + ((y - pool.y) / pool.down) ** 2
                colour = np.array(channels(pool.colour)[::-1], np.float32) / 255
                total += (pool.strength / (1 + 2.2 * far) ** 1.7)[..., None] * colour
        return np.ascontiguousarray(total, np.float32)

    def _lit(self, sheet: Sheet) -> Image:
        light = self._light_map(sheet)
        out = sheet.albedo.copy()
        full = cv2.resize(light, self.pixels, interpolation=cv2.INTER_CUBIC)
        alpha = sheet.albedo[..., 3:].astype(np.float32) / 255
        colour = sheet.albedo[..., :3].astype(np.float32) / 255 * full
        # a soft shoulder from 0.75 up keeps the hue of a wall beside a lamp instead of clipping it to white
        bright = np.maximum(colour - 0.75, 0)
        colour = np.minimum(colour, 0.75) + 0.25 * (1 - np.exp(-bright * 3)) * np.maximum(alpha, 0.02)
        if sheet.haze[1] > 0:
            air = np.array(channels(sheet.haze[0])[::-1], np.float32) / 255
            colour = colour * (1 - sheet.haze[1]) + air * alpha * sheet.haze[1]
        colour += sheet.emission[..., :3].astype(np.float32) / 255
        np.copyto(out[..., :3], np.clip(colour * 255 + 0.5, 0, 255).astype(np.uint8))
        return out


def _reflect(layers: list[Layer], mirror: tuple[float, float, float], scale: float) -> None:
    """Mirror what stands above the line into a glossy floor: `mirror` is (line, strength, blur)."""
    line, strength, blur = round(mirror[0] * scale), mirror[1], mirror[2] * scale
    flat = layers[0].image.copy()
    for layer in layers[1:]:
        if layer.name != "near":
            over(flat, layer.image, 0, 0)
    ground = next(layer.image for layer in layers if layer.name == ("far" if len(layers) > 1 else "back"))
    high = min(ground.shape[0] - line, line)
    if high < 8:
        return
    image = flat[line - high : line][::-1, :, :3].astype(np.float32)
    image = cv2.GaussianBlur(image, (0, 0), sigmaX=max(0.6, blur * 0.35), sigmaY=max(0.8, blur))
    fade = np.linspace(1, 0.25, high, dtype=np.float32)[:, None, None] * strength
    below = ground[line : line + high]
    cover = below[..., 3:].astype(np.float32) / 255
    lift = image * fade * (0.35 + 0.65 * image / 255) * cover
    np.copyto(below[..., :3], np.clip(below[..., :3] * (1 - 0.25 * fade) + lift, 0, 255).astype(np.uint8))
