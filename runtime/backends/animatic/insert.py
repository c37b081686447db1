"""The insert: a thing that matters, large and lit, before a dim set out of focus."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from . import camera
from .canvas import ATOP, PLUS, Image, blank, fill, linear, mix, radial, rect, surface
from .compose import blurred, place
from .figure.props import paint_thing
from .light import Light

_DIM = 0.62


class Insert:
    """One thing, drawn once: its image, its shadow and the light about it."""

    def __init__(self, thing: Mapping[str, Any], light: Light, width: int, height: int) -> None:
        self.width, self.height = width, height
        side = int(min(width, height) * 0.86)
        self.image = blank(side, side)
        canvas = surface(self.image).getCanvas()
        canvas.translate(side / 2, side / 2)
        canvas.scale(side / 240, side / 240)
        paint_thing(canvas, str(thing.get("shape") or "thing"), tuple(str(c) for c in thing.get("colours") or ()))
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
        x, y = self.width / 2 + dx * 0.006 * self.width, self.height * 0.4 + dy * 0.004 * self.height
        pulse = 0.88 + 0.12 * math.sin(now * 1.3)
        half = self.width // 2
        top = int(y) - half
        part = frame[max(0, top) : top + 2 * half, : 2 * half]
        light = self.halo[max(0, -top) : max(0, -top) + part.shape[0], : part.shape[1], :3]
        cv2.scaleAdd(np.ascontiguousarray(light), pulse, part, dst=part)
        lens = camera.matrix(view, 1.0, self.width, self.height)
        turn = math.radians(1.3 * dr)
        for image, drop in ((self.shadow, 0.035), (self.image, 0.0)):
            c, s, m = math.cos(turn), math.sin(turn), image.shape[0] / 2
            here = np.array([[c, -s, x - c * m + s * m], [s, c, y + drop * self.height - s * m - c * m]], np.float64)
            place(frame, image, camera.chain(lens, here))


def _lit(image: Image, light: Light) -> None:
    """Key light from its side and falling shadow on the other, within the thing's own shape."""
    side = image.shape[0]
    canvas = surface(image).getCanvas()
    left, right = (0.0, float(side)) if light.key_side <= 0 else (float(side), 0.0)
    canvas.drawRect(rect(0, 0, side, side), fill(mode=ATOP, shader=linear((left, 0), (right, side * 0.4), [
        (light.key, 0.26), (light.key, 0.0), ("#05040c", 0.0), ("#05040c", 0.42)], [0, 0.35, 0.55, 1])))  # fmt: skip
