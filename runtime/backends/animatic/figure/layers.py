"""Drawn parts as images: a layer is a picture with its place, cropped to what is on it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import cv2
import numpy as np

from .. import canvas as ink

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer:
    """`image` (BGRA premultiplied) whose top left pixel lies at (`x`, `y`) from the figure's origin."""

    image: ink.Image
    x: int
    y: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom from the origin."""
        return self.x, self.y, self.x + self.image.shape[1], self.y + self.image.shape[0]


class Shelf(Generic[T]):
    """The last few things made, by key: the oldest goes when there are more than `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._made: OrderedDict[Hashable, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._made)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for `key`, or what `make` makes now."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        value = self._made[key] = make()
        if len(self._made) > self._size:
            self._made.popitem(last=False)
        return value


def paint(
    scale: float, left: float, top: float, right: float, bottom: float, mirrored: bool, draw: Callable[[Any], None]
) -> Layer:
    """Draw on a fresh picture that covers the box (heads from the origin; mirrored about x = 0 when asked) in du;
    `draw` gets the canvas. `scale` is pixels per head."""
    x0, y0 = int(np.floor(left * scale)), int(np.floor(top * scale))
    width, height = int(np.ceil(right * scale)) - x0, int(np.ceil(bottom * scale)) - y0
    image = ink.blank(width, height)
    canvas = ink.surface(image).getCanvas()
    canvas.translate(-x0, -y0)
    canvas.scale(-scale / 100 if mirrored else scale / 100, scale / 100)
    draw(canvas)
    return Layer(image, x0, y0)


def crop(layer: Layer, margin: int = 2) -> Layer:
    """The layer without its empty edges."""
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(layer.image[..., 3]))
    if width == 0 or height == 0:
        return Layer(ink.blank(1, 1), layer.x, layer.y)
    x0, y0 = max(0, x - margin), max(0, y - margin)
    x1, y1 = min(layer.image.shape[1], x + width + margin), min(layer.image.shape[0], y + height + margin)
    return Layer(np.ascontiguousarray(layer.image[y0:y1, x0:x1]), layer.x + x0, layer.y + y0)


def cut(layer: Layer, box: tuple[int, int, int, int]) -> Layer:
    """A copy of the part of the layer inside a box from the origin; what lies outside the layer is empty."""
    x0, y0, x1, y1 = box
    image = ink.blank(x1 - x0, y1 - y0)
    ink.over(image, layer.image, layer.x - x0, layer.y - y0)
    return Layer(image, x0, y0)


def stack(layers: list[Layer]) -> Layer:
    """The layers over one another, the first at the bottom."""
    x0, y0 = min(one.box[0] for one in layers), min(one.box[1] for one in layers)
    x1, y1 = max(one.box[2] for one in layers), max(one.box[3] for one in layers)
    image = ink.blank(x1 - x0, y1 - y0)
    first = layers[0]
    image[first.y - y0 : first.box[3] - y0, first.x - x0 : first.box[2] - x0] = first.image
    for one in layers[1:]:
        ink.over(image, one.image, one.x - x0, one.y - y0)
    return Layer(image, x0, y0)


def moved(layer: Layer, matrix: Any) -> Layer:
    """The layer after an affine map (2 x 3, pixels from the origin), in the smallest box that holds it."""
    x0, y0, x1, y1 = layer.box
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]], np.float64) @ np.asarray(matrix).T
    left, top = np.floor(corners.min(0)).astype(int) - 1
    right, bottom = np.ceil(corners.max(0)).astype(int) + 1
    shift = np.array(matrix, np.float64)
    shift[:, 2] += shift[:, :2] @ np.array([layer.x, layer.y]) - np.array([left, top])
    image = cv2.warpAffine(layer.image, shift, (int(right - left), int(bottom - top)), flags=cv2.INTER_LINEAR)
    return Layer(np.asarray(image, np.uint8), int(left), int(top))
