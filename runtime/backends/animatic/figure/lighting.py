"""The set's light on a finished layer: warm key to cool fill, a rim from behind, a darker foot."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .. import canvas as ink
from ..light import Light

_HALF = 128.0
"""Gains are stored in bytes as 128ths, so light can brighten up to twofold."""


def light_layer(image: ink.Image, light: Light, scale: float, x: float, y: float, low: float, chin: bool = False) -> None:
    """Light `image` (BGRA premultiplied) in place. The origin of the figure is at pixel (x, y), `scale` is pixels per
    head, `low` how far down (heads) the darkening towards the floor is complete; with `chin` the rim ends below the
    chin (locks of hair that lie on the body have no light behind them)."""
    tint(image, light, scale, x, y, low)
    add_rim(image, edge(image[..., 3], light, scale, y if chin else None), light)


def tint(image: ink.Image, light: Light, scale: float, x: float, y: float, low: float) -> None:
    """The part of the light that is a gain by place: key to fill across the figure, dark towards the floor."""
    height, width = image.shape[:2]
    cols = np.linspace(0, width, 24, dtype=np.float32)[None, :, None]
    rows = np.linspace(0, height, 48, dtype=np.float32)[:, None, None]
    side = 1.0 if light.key_side > 0 else -1.0
    across = (cols - x) / scale * -side * 0.62 + (rows - y) / scale * 0.18 + 0.5
    t = np.clip(across, 0, 1)
    t = t * t * (3 - 2 * t)
    lit, dim, foot = _gains(light)
    gain = lit * (1 - t) + dim * t
    down = np.clip(((rows - y) / scale - 0.9) / max(0.3, low - 0.9), 0, 1)
    gain = gain * (1 - down + foot * down)
    small = np.concatenate([gain, np.ones_like(gain[..., :1])], -1) * _HALF
    full = cv2.resize(np.clip(small, 0, 255).astype(np.float32), (width, height)).astype(np.uint8)
    cover = cv2.cvtColor(image[..., 3], cv2.COLOR_GRAY2BGRA)
    cover[..., 3] = 255
    np.copyto(image, cv2.min(cv2.multiply(image, full, scale=1 / _HALF), cover))


def _gains(light: Light) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Gains (BGR) on the key's side, on the other side, and at the feet: light colours mixed into white, so that skin
    keeps its own colour, and scaled by how bright the set is."""

    def white(colour: str, amount: float) -> NDArray[np.float32]:
        red, green, blue = ink.channels(ink.mix("#ffffff", ink.saturate(colour, 0.9), amount))
        rgb = np.array([blue, green, red], np.float32) / 255
        bright = float(rgb @ np.array([0.0722, 0.7152, 0.2126], np.float32))
        return np.asarray(rgb / max(0.35, bright), np.float32)

    weight = 0.6 + 0.4 * min(1.0, abs(light.key_side))
    lit = white(light.key, 0.42) * (0.84 + 0.24 * light.ambient)
    dim = white(light.fill, 0.5) * (0.46 + 0.42 * light.ambient) * (1.06 - 0.14 * weight)
    foot = white(light.floor, 0.4) * (0.5 + 0.42 * light.ambient)
    return lit.astype(np.float32), dim.astype(np.float32), foot.astype(np.float32)


def add_rim(image: ink.Image, gain: Any, light: Light) -> None:
    """Add the rim's colour where `gain` (0 to 255) says, never above the alpha."""
    strength = 0.62 + 0.3 * (1 - light.ambient)
    red, green, blue = ink.channels(light.rim)
    tint = cv2.merge([gain, gain, gain, gain])
    add = cv2.multiply(tint, (strength * blue / 255, strength * green / 255, strength * red / 255, 0.0))
    cover = cv2.cvtColor(image[..., 3], cv2.COLOR_GRAY2BGRA)
    cover[..., 3] = 255
    np.copyto(image, cv2.min(cv2.add(image, add), cover))


def edge(alpha: Any, light: Light, scale: float, y: float | None = None) -> Any:
    """How much rim light every pixel gets, 0 to 255: alpha minus the alpha shifted away from the light, softened. What
    is thinner than a lock of hair gets none. It fades below the chin when the eyes' row `y` is given."""
    side = 1.0 if light.rim_side > 0 else -1.0
    step = max(1.0, 0.018 * scale)
    height, width = alpha.shape
    size = max(3, round(0.03 * scale)) | 1
    alpha = cv2.morphologyEx(np.ascontiguousarray(alpha), cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    moved = cv2.warpAffine(alpha, np.array([[1, 0, -side * step], [0, 1, step * 0.62]], np.float32), (width, height))
    band = cv2.subtract(alpha, moved)
    size = max(1, round(0.007 * scale)) * 2 + 1
    gain = cv2.multiply(cv2.blur(band, (size, size)), alpha, scale=1.15 / 255)
    if y is not None:
        rows = np.clip(1.0 - ((np.arange(height, dtype=np.float32) - y) / scale - 0.1) / 0.16, 0.0, 1.0)
        gain = (gain * rows[:, None]).astype(np.uint8)
    return gain
