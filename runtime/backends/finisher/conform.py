"""Conforming: what a model made becomes the shot's very frames, in the film's size and rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from ...job import Fault
from .source import Image, Joined


def filled(image: Image, width: int, height: int) -> Image:
    """`image` scaled until it fills `width` x `height`, and what stands over cut off on both sides alike. Enlarged by an 8 x 8
    Lanczos kernel, made smaller by areas, which lets no fine pattern through as a coarse one."""
    high, wide = image.shape[:2]
    scale = max(width / wide, height / high)
    if scale != 1.0:
        to = max(width, round(wide * scale)), max(height, round(high * scale))
        way = cv2.INTER_LANCZOS4 if scale > 1 else cv2.INTER_AREA
        image = np.asarray(cv2.resize(image, to, interpolation=way))
    x, y = (image.shape[1] - width) // 2, (image.shape[0] - height) // 2
    return np.ascontiguousarray(image[y : y + height, x : x + width])


class Conformed:
    """`made`, whose frames come at `rate` a second, as `frames` frames at `fps`, each of `size`: of every moment the last frame
    that the model has made by then. `seen` is handed every frame of the model's that is used, in the film's size."""

    def __init__(self, made: Joined, rate: int, frames: int, fps: int, size: tuple[int, int],
                 seen: Callable[[int, Image], None] = lambda at, image: None) -> None:
        """Raises Fault when `made` is too short."""
        self._made, self._rate, self._seen = made, rate, seen
        self.frames, self.fps, self.size = frames, fps, size
        last = self._at(frames - 1)
        if last >= made.frames:
            raise Fault(f"{made.frames} frames at {rate} a second were made where {last + 1} are needed for {frames} at {fps}",
                        "what made them does not keep to the plan: please report it")

    def read(self, start: int, stop: int) -> Iterator[Image]:
        """Frames `[start, stop)` of the shot."""
        first = self._at(start)
        source = self._made.read(first, self._at(stop - 1) + 1)
        at, image = first - 1, None
        for number in range(start, stop):
            while at < self._at(number):
                at, image = at + 1, next(source)
                if at == self._at(number):
                    image = filled(image, *self.size)
                    self._seen(number, image)
            assert image is not None
            yield image.copy()

    def _at(self, number: int) -> int:
        """The model's frame that the film's frame `number` shows."""
        return number * self._rate // self.fps
