"""Putting one picture over another, fast: BGRA premultiplied images over opaque BGR frames, warped only where seen."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import Image

Affine = NDArray[np.float64]


def over(frame: Image, image: Image, x: int, y: int, opacity: float = 1.0) -> None:
    """Draw premultiplied `image` (BGRA) on the BGR `frame` with its corner at (x, y), cut at the edges."""
    high, wide = image.shape[:2]
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + wide, frame.shape[1]), min(y + high, frame.shape[0])
    if x1 <= x0 or y1 <= y0 or opacity <= 0:
        return
    source = image[y0 - y : y1 - y, x0 - x : x1 - x]
    if opacity < 1:
        source = cv2.convertScaleAbs(source, alpha=opacity)
    part = frame[y0:y1, x0:x1]
    keep = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(source, 3)), cv2.COLOR_GRAY2BGR)
    cv2.add(cv2.multiply(part, keep, scale=1 / 255), cv2.cvtColor(source, cv2.COLOR_BGRA2BGR), dst=part)


def bounds(image: Image, where: Affine, width: int, height: int) -> tuple[int, int, int, int]:
    """The part of a frame (left, top, right, bottom) that `image` covers under the affine map; empty when outside."""
    high, wide = image.shape[:2]
    corners = where[:, :2] @ np.array([[0, wide, 0, wide], [0, 0, high, high]], np.float64) + where[:, 2:]
    left, top = math.floor(corners[0].min()), math.floor(corners[1].min())
    right, bottom = math.ceil(corners[0].max()), math.ceil(corners[1].max())
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def warped(image: Image, where: Affine, box: tuple[int, int, int, int], edge: int = cv2.BORDER_CONSTANT) -> Image:
    """`image` under the affine map, only the part `box` of the frame."""
    left, top, right, bottom = box
    local = where.copy()
    local[:, 2] -= (left, top)
    return np.asarray(cv2.warpAffine(image, local, (right - left, bottom - top), flags=cv2.INTER_LINEAR,
                                     borderMode=edge))


def place(frame: Image, image: Image, where: Affine) -> None:
    """Draw premultiplied `image` on the BGR `frame` under the affine map, touching only what it covers."""
    height, width = frame.shape[:2]
    box = bounds(image, where, width, height)
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    turned = abs(where[0, 0] - 1) > 1e-4 or abs(where[0, 1]) > 1e-5
    if not turned:
        over(frame, image, round(where[0, 2]), round(where[1, 2]))
        return
    over(frame, warped(image, where, box), box[0], box[1])


def blurred(image: Image, sigma: float) -> Image:
    """`image` out of focus; wide blurs are made at a half or a quarter of the size, where they look the same."""
    if sigma < 0.4:
        return image
    shrink = 4 if sigma > 10 else 2 if sigma > 3 else 1
    if shrink == 1:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE))
    high, wide = image.shape[:2]
    small = cv2.resize(image, (max(1, wide // shrink), max(1, high // shrink)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(small, (wide, high), interpolation=cv2.INTER_LINEAR))
