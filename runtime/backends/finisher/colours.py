"""The colours of what a model made, in so few numbers that they can be remembered of every shot: what the drift check compares.

They are taken before the look is laid over them, in OKLab (Ottosson 2020, https://bottosson.github.io/posts/oklab/), in which
a distance of 0.02 is about what one just notices (CSS Color Module Level 4, "deltaE OK").
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .source import Image

COLUMNS, ROWS = 9, 16
EVERY = 12
"""One frame in so many is looked at."""

# BGR, linear light, to the cone responses of OKLab, and from their cube roots to L, a, b
_CONES = np.array([[0.0514459929, 0.5363325363, 0.4122214708], [0.1073969566, 0.6806995451, 0.2119034982],
                   [0.6299787005, 0.2817188376, 0.0883024619]], np.float64)
_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                 [0.0259040371, 0.7827717662, -0.8086757660]], np.float64)


def cells(image: Image) -> NDArray[np.float64]:
    """`image` (BGR) in ROWS x COLUMNS cells, the mean colour of each in OKLab: shape (ROWS, COLUMNS, 3)."""
    fine = cv2.resize(image, (COLUMNS * 4, ROWS * 4), interpolation=cv2.INTER_AREA).astype(np.float64) / 255
    light = np.where(fine <= 0.04045, fine / 12.92, ((fine + 0.055) / 1.055) ** 2.4)
    lab = np.cbrt(light @ _CONES.T) @ _LAB.T
    return np.asarray(lab.reshape(ROWS, 4, COLUMNS, 4, 3).mean(axis=(1, 3)))


class Colours:
    """Gathers the colours of the frames that it sees."""

    def __init__(self) -> None:
        self._seen: list[NDArray[np.float64]] = []
        self._last: tuple[int, Image] | None = None

    def see(self, number: int, image: Image) -> None:
        """Frame `number` of a shot passes by."""
        self._last = number, image
        if not self._seen or number % EVERY == 0:
            self._seen.append(cells(image))

    def facts(self) -> dict[str, Any]:
        """The mean of each cell over the shot, row by row, and the mean colour of the first and of the last frame, in
        thousandths; nothing where no frame came by."""
        if self._last is None:
            return {}
        found = np.mean(self._seen, axis=0).reshape(-1, 3)
        ends = self._seen[0].mean(axis=(0, 1)), cells(self._last[1]).mean(axis=(0, 1))
        first, last = (_thousandths(one) for one in ends)
        return {"colours": {"columns": COLUMNS, "rows": ROWS, "cells": _thousandths(found), "first": first, "last": last}}


def _thousandths(values: NDArray[np.float64]) -> Any:
    return np.rint(values * 1000).astype(int).tolist()
