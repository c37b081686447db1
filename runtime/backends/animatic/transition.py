"""How one shot's picture becomes the next one's, over a few frames that both share."""

from __future__ import annotations

import math

import cv2
import numpy as np

from .camera import ease
from .canvas import Image

KINDS = ("dissolve", "wipe", "whip", "iris-in", "iris-out")


def blend(kind: str, first: Image, second: Image, t: float) -> Image:
    """The picture at `t` (0 the outgoing `first`, 1 the incoming `second`) of a transition. Kinds that are not drawn
    over frames (cuts) change in the middle."""
    if kind == "dissolve":
        part = t * t * (3 - 2 * t)
        return np.asarray(cv2.addWeighted(first, 1 - part, second, part, 0))
    if kind == "wipe":
        return _wipe(first, second, t)
    if kind == "whip":
        return _whip(first, second, t)
    if kind in ("iris-in", "iris-out"):
        return _iris(first, second, t, kind == "iris-in")
    return second if t >= 0.5 else first


def _wipe(first: Image, second: Image, t: float) -> Image:
    """From left to right with a soft, leaning edge."""
    height, width = first.shape[:2]
    lean, soft = 0.18 * width, 0.1 * width
    edge = -soft - lean + ease(t) * (width + 2 * (soft + lean))
    y, x = np.ogrid[0:height, 0:width]
    line = edge + lean * (1 - 2 * y / height)
    return _masked(first, second, np.clip((line - x) / soft + 0.5, 0, 1).astype(np.float32))


def _whip(first: Image, second: Image, t: float) -> Image:
    """Both pictures fly by to the left, smeared, the second arriving as the first leaves."""
    width = first.shape[1]
    travel = ease(t)
    shift = int(travel * width)
    joined = np.hstack([first, second])[:, shift : shift + width]
    smear = max(1, int(0.28 * width * math.sin(math.pi * t)))
    return np.asarray(cv2.blur(joined, (smear, 1), borderType=cv2.BORDER_REPLICATE))


def _iris(first: Image, second: Image, t: float, opening: bool) -> Image:
    """A round opening about the eye line with a dark soft rim: iris-in grows over the first picture and shows the second,
    iris-out shrinks about the first until the second is all there is."""
    height, width = first.shape[:2]
    reach = math.hypot(width, height) * 0.66 * ease(t if opening else 1 - t)
    soft = 0.02 * height
    y, x = np.ogrid[0:height, 0:width]
    far = np.sqrt((x - width / 2) ** 2 + (y - height * 0.4) ** 2)
    inside = np.clip((reach - far) / soft + 0.5, 0, 1).astype(np.float32)
    out = _masked(first, second, inside if opening else 1 - inside)
    rim = np.clip(1 - np.abs(far - reach) / (3 * soft), 0, 1) ** 2 * min(1.0, 8 * t * (1 - t))
    return np.asarray((out * (1 - 0.7 * rim[..., None])).astype(np.uint8))


def _masked(first: Image, second: Image, mask: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Image:
    cover = cv2.cvtColor((mask * 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.add(cv2.multiply(second, cover, scale=1 / 255),
                              cv2.multiply(first, cv2.bitwise_not(cover), scale=1 / 255)))
