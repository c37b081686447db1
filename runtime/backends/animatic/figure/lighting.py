"""The set's light on a finished layer: warm key to cool fill, a rim from behind, a darker foot."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from .. import canvas as ink
from ..light import Light

_KEY, _FILL, _FLOOR = 0.34, 0.5, 0.62
"""Opacity of the key's tint, of the fill's shade and of the floor's dark at their strongest."""


def light_layer(image: ink.Image, light: Light, scale: float, x: float, y: float, low: float) -> None:
    """Light `image` (BGRA premultiplied) in place. The origin of the figure is at pixel (x, y), `scale` is pixels per
    head, `low` how far down (heads) the darkening towards the floor is complete."""
    tint(ink.surface(image).getCanvas(), light, scale, x, y, low, image.shape[1], image.shape[0])
    rim(image, light, scale)


def tint(canvas: Any, light: Light, scale: float, x: float, y: float, low: float, width: int, height: int) -> None:
    """The part of the light that is a colour by place, painted where the layer already is (SrcATop)."""
    everywhere = ink.rect(0, 0, width, height)
    side = 1.0 if light.key_side > 0 else -1.0
    span = 0.62 * scale
    weight = 0.55 + 0.45 * min(1.0, abs(light.key_side))
    lit, dim = (x + side * span * 1.35, y - 0.3 * scale), (x - side * span * 1.25, y + 0.3 * scale)
    dark = 1.0 - light.ambient
    shade = ink.mix(ink.multiply(light.fill, "#8a86a0"), "#0a0818", 0.25 + 0.4 * dark)
    canvas.drawRect(everywhere, ink.fill(mode=ink.ATOP, shader=ink.linear(
        lit, dim, [(shade, 0.0), (shade, 0.06 + 0.12 * dark), (shade, _FILL * weight * (0.45 + 0.55 * dark))],
        [0, 0.42, 1])))  # fmt: skip
    veil = ink.mix(light.fill, "#101020", 0.45)
    canvas.drawRect(everywhere, ink.fill(veil, 0.34 * dark, mode=ink.ATOP))
    canvas.drawRect(everywhere, ink.fill(mode=ink.ATOP, shader=ink.linear(
        lit, dim, [(light.key, _KEY * weight * (0.5 + 0.3 * dark)), (light.key, 0.07), (light.key, 0.0)],
        [0, 0.5, 0.8])))  # fmt: skip
    foot = ink.mix(light.floor, "#05040a", 0.5)
    start, end = y + 0.9 * scale, y + low * scale
    canvas.drawRect(everywhere, ink.fill(mode=ink.ATOP, shader=ink.linear(
        (0, start), (0, max(end, start + 1)), [(foot, 0.0), (foot, _FLOOR * (0.55 + 0.45 * dark))])))  # fmt: skip


def rim(image: ink.Image, light: Light, scale: float) -> None:
    """Light from behind along the edge on the rim's side: alpha minus the alpha shifted away, softened and added."""
    gain = edge(image[..., 3], light, scale)
    red, green, blue = ink.channels(light.rim)
    strength = 0.62 + 0.3 * (1 - light.ambient)
    add = cv2.merge([cv2.multiply(gain, np.full_like(gain, 1), scale=strength * c / 255) for c in (blue, green, red)])
    bgr = cv2.add(np.ascontiguousarray(image[..., :3]), add)
    cover = cv2.merge([image[..., 3]] * 3)
    image[..., :3] = cv2.min(bgr, cover)


def edge(alpha: Any, light: Light, scale: float) -> Any:
    """How much rim light every pixel gets, 0 to 255."""
    side = 1.0 if light.rim_side > 0 else -1.0
    step = max(1.0, 0.024 * scale)
    height, width = alpha.shape
    alpha = np.ascontiguousarray(alpha)
    moved = cv2.warpAffine(alpha, np.array([[1, 0, -side * step], [0, 1, step * 0.62]], np.float32), (width, height))
    band = cv2.subtract(alpha, moved)
    size = max(1, round(0.011 * scale)) * 2 + 1
    return cv2.multiply(cv2.blur(band, (size, size)), alpha, scale=1.15 / 255)
