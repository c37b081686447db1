"""The insert: a thing that matters, large and lit, before a dim set out of focus; in the hand that holds it, if one does."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from . import camera
from .canvas import ATOP, PLUS, Image, blank, fill, linear, mix, radial, rect, surface
from .compose import blurred, place
from .figure.closeup import GRIPS, Grip, Hand
from .figure.props import BOX, paint_thing
from .light import Light

_DIM = 0.62


class Insert:
    """One thing, drawn once: its image, its shadow and the light about it. `thing` is SHOT.insert: shape, colours, and in
    `hand` the costume of whoever holds it, if anybody does."""

    def __init__(self, thing: Mapping[str, Any], light: Light, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.middle = 0.4
        side = int(min(width, height) * 0.86)
        shape, colours = str(thing.get("shape") or "thing"), tuple(str(c) for c in thing.get("colours") or ())
        grip = GRIPS.get(shape) if thing.get("hand") else None
        if grip is None:
            self.image = blank(side, side)
            paint_thing(_canvas(self.image, side / BOX), shape, colours)
        else:
            if height <= width:  # fingers and wrist need the height that a vertical frame has
                side, self.middle = round(side * 0.74), 0.45
            self.image = _held(shape, colours, Hand(thing["hand"], grip, light.key_side), grip, width, height, side / BOX)
        _lit(self.image, light)
        shadow = np.zeros_like(self.image)
        shadow[..., 3] = (self.image[..., 3] * 0.62).astype(np.uint8)
        self.shadow = blurred(shadow, side * 0.03)
        self.halo = blank(width, width)
        half = width / 2
        tint = mix(light.key, "#ffffff", 0.25)
        surface(self.halo).getCanvas().drawCircle(half, half, half, fill(mode=PLUS, shader=radial((half, half), half, [
            (tint, 0.42), (tint, 0.18), (tint, 0)], [0, 0.45, 1])))  # fmt: skip

    def draw(self, frame: Image, view: camera.View, number: int, now: float, seed: int) -> None:
        """Dim the set and show the thing; it turns a little in the hand that holds the camera."""
        np.copyto(frame, cv2.convertScaleAbs(frame, alpha=_DIM))
        dx, dy, dr = camera.drift(seed % 997 + 3, number, 24, 0.8)
        x, y = self.width / 2 + dx * 0.006 * self.width, self.height * self.middle + dy * 0.004 * self.height
        pulse = 0.88 + 0.12 * math.sin(now * 1.3)
        half = self.width // 2
        top = int(y) - half
        part = frame[max(0, top) : top + 2 * half, : 2 * half]
        light = self.halo[max(0, -top) : max(0, -top) + part.shape[0], : part.shape[1], :3]
        cv2.scaleAdd(np.ascontiguousarray(light), pulse, part, dst=part)
        lens = camera.matrix(view, 1.0, self.width, self.height)
        turn = math.radians(1.3 * dr)
        for image, drop in ((self.shadow, 0.035), (self.image, 0.0)):
            c, s, m, n = math.cos(turn), math.sin(turn), image.shape[1] / 2, image.shape[0] / 2
            here = np.array([[c, -s, x - c * m + s * n], [s, c, y + drop * self.height - s * m - c * n]], np.float64)
            place(frame, image, camera.chain(lens, here))


def _canvas(image: Image, scale: float) -> Any:
    """A canvas whose origin is the middle of `image`, `scale` pixels a unit."""
    canvas = surface(image).getCanvas()
    canvas.translate(image.shape[1] / 2, image.shape[0] / 2)
    canvas.scale(scale, scale)
    return canvas


def _held(shape: str, colours: tuple[str, ...], hand: Hand, grip: Grip, width: int, height: int, scale: float) -> Image:
    """The thing in the hand, on a picture that reaches beyond the frame wherever the frame is about to go."""
    image = blank(round(width * 1.2), round(height * 1.45))
    canvas = _canvas(image, scale)
    canvas.translate(grip.dx, grip.dy)
    canvas.rotate(grip.lean)
    canvas.scale(grip.zoom, grip.zoom)
    hand.behind(canvas)
    canvas.save()
    canvas.scale(grip.scale, grip.scale)
    paint_thing(canvas, shape, colours)
    canvas.restore()
    hand.before(canvas)
    return image


def _lit(image: Image, light: Light) -> None:
    """Key light from its side and falling shadow on the other, within the thing's own shape."""
    high, side = image.shape[:2]
    canvas = surface(image).getCanvas()
    left, right = (0.0, float(side)) if light.key_side <= 0 else (float(side), 0.0)
    canvas.drawRect(rect(0, 0, side, high), fill(mode=ATOP, shader=linear((left, 0), (right, side * 0.4), [
        (light.key, 0.26), (light.key, 0.0), ("#05040c", 0.0), ("#05040c", 0.42)], [0, 0.35, 0.55, 1])))  # fmt: skip
