"""Pictures on their way into a model: read, cut and brought to size here and nowhere else, so that no pipeline does it its own
way."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ...assemble import window
from ...job import Fault

_MOST = 1 << 26  # pixels
_LEVEL = 6  # of compression


def read(file: Path) -> Image.Image:
    """The picture in the PNG `file`, RGB with 8 bits. Raises Fault for anything else, and for one of impossible size."""
    try:
        with Image.open(file, formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST:
                raise Fault(f"a picture of {picture.width}x{picture.height} is too large")
            found: Image.Image = picture.convert("RGB")
            return found
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Fault(f"a picture cannot be read: {error}", "dramac cache verify finds damaged files") from error


def filling(picture: Image.Image, width: int, height: int, part: Any = None) -> Image.Image:
    """`picture` in `width` x `height`: as large as needed to fill that (Lanczos), and what is too much cut off on both sides
    alike; with a `part` ({factor, x}: a task's `window`), that part of it. One of that size, wanted whole, is left as it is.
    Raises Fault for another part."""
    if part is None and picture.size == (width, height):
        return picture
    factor, x = (1.0, 0.0) if part is None else _place(part)
    return picture.resize((width, height), Image.Resampling.LANCZOS,
                          box=window.box(picture.width, picture.height, width / height, factor, x))


def _place(part: Any) -> tuple[float, float]:
    try:
        found = float(part["factor"]), float(part["x"])
    except (TypeError, KeyError, ValueError):
        found = (math.nan, math.nan)
    if not all(map(math.isfinite, found)):
        raise Fault(f"{part!r} is no window", "the plan is damaged: make it again")
    return found


def write(pixels: np.ndarray[Any, Any], file: Path) -> None:
    """Writes `pixels` (height, width, 3; 8 bits) to the PNG `file`: the same bytes for the same picture."""
    Image.fromarray(pixels).save(file, format="PNG", compress_level=_LEVEL)
