"""The finish of a picture: a curve with the colours of the look, bloom, vignette, the treatments of memory and dream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ....stdlib.read import vocabulary
from .canvas import Image

_QUARTER = 4
_THRESHOLD = 208
"""Only what is brighter blooms; skin stays below, and the faces are masked besides."""
_PLAIN: Mapping[str, Any] = {"shadows": "#808080", "highlights": "#808080", "saturation": 1.0, "contrast": 1.0,
                             "warmth": 0.0}
_TREATMENTS: dict[str, dict[str, Any]] = {
    "flashback": {"saturation": 0.42, "lift": 0.05, "edge": "#f1e3c6", "edge_strength": 0.5, "bloom": 1.5,
                  "warmth": 0.25},
    "dream": {"saturation": 0.78, "lift": 0.07, "edge": "#e6dcff", "edge_strength": 0.62, "bloom": 2.3, "warmth": 0.0},
}  # fmt: skip

Face = tuple[float, float, float]
"""A face in the frame: middle x, y and half height in pixels."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What the pictures to be graded are like before: the exponent that sets their middle tones, how much of an S the curve of
    a neutral look is, and how strongly their lights bloom without a treatment."""

    gamma: float
    curve: float
    bloom: float


DRAWN = Stock(0.86, 0.3, 0.5)
"""Drawn sets are dark and flat: they must read on a phone in daylight."""
FILMED = Stock(1.0, 0.0, 0.0)
"""Pictures with tones and lights of their own: a neutral look leaves them as they are."""


class Grade:
    """The finish for one shot. `style` is SHOT.style (grade, treatment, grain, vignette)."""

    def __init__(self, style: Mapping[str, Any], width: int, height: int, seed: int, stock: Stock = DRAWN) -> None:
        entries = vocabulary("grades").entries
        look = {**_PLAIN, **entries.get(str(style.get("grade") or "neutral"), {})}
        self.extra = _TREATMENTS.get(str(style.get("treatment") or ""), {})
        self.look, self.stock = look, stock
        self.bloom = stock.bloom + 0.5 * (float(self.extra.get("bloom", 1.0)) - 1)
        self.saturation = float(look["saturation"]) * float(self.extra.get("saturation", 1.0))
        self.curve = self._curve()
        self.shade = _vignette(width, height, float(style.get("vignette", 0.5)))
        self.edge = _edge(width, height, self.extra) if self.extra else None
        self.grain = float(style.get("grain") or 0.0)
        self.noise = _noise(width, height, self.grain, seed) if self.grain > 0 else []
        self.mix = _saturation_matrix(self.saturation)

    def _curve(self) -> NDArray[np.float32]:
        """Per channel (B, G, R) the curve 0 to 1 over 256 steps: contrast as an S, tints of shadows and highlights."""
        x = np.linspace(0, 1, 256, dtype=np.float32)
        strength = self.stock.curve + 0.3 * (float(self.look["contrast"]) - 1)
        raised = x**self.stock.gamma
        base = raised * (1 - strength) + (raised * raised * (3 - 2 * raised)) * strength
        base = 0.5 + (base - 0.5) * (0.75 + 0.25 * float(self.look["contrast"]))
        base = base + float(self.extra.get("lift", 0.0)) * (1 - x)
        dark, light = (_bgr(str(self.look[name])) - 0.5 for name in ("shadows", "highlights"))
        warm = (float(self.look["warmth"]) + float(self.extra.get("warmth", 0.0))) * np.array([-0.035, 0.004, 0.03])
        low, high = ((1 - x) ** 2 * x * 3.2)[:, None], (x * x)[:, None]
        return np.asarray(base[:, None] + low * dark * 0.7 + high * light * 0.55 + x[:, None] * warm, np.float32)

    def apply(self, frame: Image, faces: Sequence[Face], number: int, gain: float = 1.0) -> Image:
        """The finished frame (BGR). `gain` scales all light: the flicker of flames, a flash of lightning."""
        table = np.clip(self.curve * (255 * gain) + 0.5, 0, 255).astype(np.uint8)[None]
        out = cv2.LUT(frame, table)
        if self.bloom > 0:
            _bloom(out, faces, self.bloom)
        if self.mix is not None:
            out = cv2.transform(out, self.mix)
        out = cv2.multiply(out, self.shade, scale=1 / 255)
        if self.edge is not None:
            keep, added = self.edge
            out = cv2.add(cv2.multiply(out, keep, scale=1 / 255), added)
        if self.noise:
            plus, minus = self.noise[(number // 2) % len(self.noise)]
            out = cv2.subtract(cv2.add(out, plus), minus)
        return np.asarray(out)


def _bloom(frame: Image, faces: Sequence[Face], strength: float) -> None:
    """Let bright lights spread, at a quarter of the size; faces do not glow."""
    height, width = frame.shape[:2]
    small = cv2.resize(frame, (max(1, width // _QUARTER), max(1, height // _QUARTER)), interpolation=cv2.INTER_AREA)
    small = cv2.subtract(small, (_THRESHOLD, _THRESHOLD, _THRESHOLD, 0))
    for x, y, half in faces:
        centre = (round(x / _QUARTER), round(y / _QUARTER))
        cv2.ellipse(small, centre, (max(1, round(half * 0.78 / _QUARTER)), max(1, round(half / _QUARTER))), 0, 0, 360,
                    (0, 0, 0), -1)
    spread = cv2.stackBlur(small, (2 * (width // 60) + 1, 2 * (width // 60) + 1))
    spread = cv2.convertScaleAbs(spread, alpha=strength * 1.7)
    cv2.add(frame, cv2.resize(spread, (width, height), interpolation=cv2.INTER_LINEAR), dst=frame)


def _bgr(colour: str) -> NDArray[np.float32]:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (5, 3, 1)], np.float32)


def _vignette(width: int, height: int, strength: float) -> Image:
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    fall = 1 - strength * np.clip(x * x * 0.5 + y * y * 0.62 - 0.22, 0, 1)
    return np.repeat((fall * 255 + 0.5).astype(np.uint8)[..., None], 3, 2)


def _edge(width: int, height: int, extra: Mapping[str, Any]) -> tuple[Image, Image]:
    """The soft bright rim of a memory: what is kept of the picture, and what is added."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    rim = np.clip((np.abs(x) ** 3.2 + np.abs(y) ** 4.2 - 0.18) * 0.9, 0, 1) * float(extra["edge_strength"])
    keep = np.repeat(((1 - rim) * 255 + 0.5).astype(np.uint8)[..., None], 3, 2)
    added = (rim[..., None] * _bgr(str(extra["edge"])) * 255 + 0.5).astype(np.uint8)
    return keep, added


def _noise(width: int, height: int, strength: float, seed: int) -> list[tuple[Image, Image]]:
    """Four plates of grain, what brightens and what darkens."""
    random = np.random.default_rng(seed)
    plates = []
    for _ in range(4):
        grains = random.normal(0, 9 * strength, (height, width, 1)).astype(np.int16).repeat(3, 2)
        plates.append((np.clip(grains, 0, 255).astype(np.uint8), np.clip(-grains, 0, 255).astype(np.uint8)))
    return plates


def _saturation_matrix(amount: float) -> NDArray[np.float32] | None:
    """The colour matrix (BGR) that scales saturation about Rec. 709 luma; None when nothing changes."""
    if abs(amount - 1) < 0.01:
        return None
    weights = np.array([0.0722, 0.7152, 0.2126], np.float32)
    return np.asarray((1 - amount) * np.tile(weights, (3, 1)) + amount * np.eye(3, dtype=np.float32), np.float32)


def i420(frame: Image) -> NDArray[np.uint8]:
    """A BGR frame as I420 (rows: Y, then U and V) in BT.709 limited range, which the segments are tagged with.

    OpenCV's own conversion is BT.601 and would shift reds and greens, so the matrix of ITU-R BT.709 is written out; the
    chroma is taken from the picture at half size.
    """
    height, width = frame.shape[:2]
    out = np.empty((height * 3 // 2, width), np.uint8)
    planes = cv2.transform(frame, _BT709)
    cv2.extractChannel(planes, 0, dst=out[:height])
    half = cv2.resize(planes, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    quarter = height * width // 4
    flat = out[height:].reshape(-1)
    flat[:quarter] = half[..., 1].reshape(-1)
    flat[quarter:] = half[..., 2].reshape(-1)
    return out


# ITU-R BT.709, 8 bit, limited range; columns B, G, R and the offset
_BT709 = np.array([[0.0620, 0.6142, 0.1826, 16], [0.4392, -0.3386, -0.1006, 128], [-0.0403, -0.3989, 0.4392, 128]],
                  np.float32)
