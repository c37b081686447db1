"""Pictures on their way to a server and back: PNGs of the very size out, what a server calls a picture in, looked at closely."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...assemble import window
from ...files import disk, read_small
from ...job import Fault

os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(1 << 26))
Picture = npt.NDArray[np.uint8]

_LARGEST = 1 << 28  # bytes of a file
_KINDS = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"RIFF", "WebP"))
_FLAT = 2  # levels out of 255: what differs by no more is one colour


def fitting(source: Path | Picture, width: int, height: int, part: Any = None) -> bytes:
    """`source` (a PNG file, or RGB pixels) as a PNG of `width` and `height`: as large as needed to fill that, the rest cut off
    on both sides; with a `part` ({factor, x}: a task's `window`), that part of it. Raises Fault."""
    import cv2

    pixels = source if isinstance(source, np.ndarray) else _decoded(_bytes_of(source), str(source.name)[:12])
    fits = part is None or (isinstance(part, Mapping) and all(isinstance(part.get(one), int | float) for one in ("factor", "x")))
    if not fits:
        raise Fault(f"{part!r} is no window", "the plan is damaged: make it again")
    high, wide = pixels.shape[:2]
    if part is not None or (wide, high) != (width, height):
        factor, x = (float(part["factor"]), float(part["x"])) if part else (1.0, 0.0)
        left, top, right, bottom = (round(edge) for edge in window.box(wide, high, width / height, factor, x))
        cut = pixels[top:max(bottom, top + 1), left:max(right, left + 1)]
        how = cv2.INTER_AREA if cut.shape[1] > width else cv2.INTER_LANCZOS4
        pixels = np.asarray(cv2.resize(cut, (width, height), interpolation=how), np.uint8)
    return _encoded(pixels)


def whole(source: Path) -> bytes:
    """The PNG file `source` as it is. Raises Fault for what is none."""
    data = _bytes_of(source)
    _decoded(data, source.name[:12])
    return data


def checked(data: bytes, width: int, height: int) -> bytes:
    """What a server calls a picture of `width` and `height`, as a PNG of RGB with 8 bits. Raises Fault where it is none, has
    another size, or nothing can be seen on it."""
    pixels = _decoded(data, "what the server sent")
    high, wide = pixels.shape[:2]
    if (wide, high) != (width, height):
        raise Fault(f"the server made a picture of {wide}x{high} where {width}x{height} was asked for",
                    "the model behind it may make other sizes than its manifest says")
    if is_flat(pixels):
        raise Fault("the picture that the server made is all one colour", "some servers blank what their filter stops: "
                    "change the words of the shot, or look at the server's log")
    return _encoded(pixels)


def is_flat(pixels: Picture) -> bool:
    """Whether a picture is all one colour."""
    return bool((pixels.max(axis=(0, 1)).astype(int) - pixels.min(axis=(0, 1))).max() <= _FLAT)


def _decoded(data: bytes, what: str) -> Picture:
    import cv2

    kind = next((name for head, name in _KINDS if data.startswith(head)), "")
    if not kind:
        raise Fault(f"{what} is no picture" + (", but nothing at all" if not data else ""))
    try:
        found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    except (cv2.error, MemoryError):
        found = None
    if found is None:
        raise Fault(f"{what} is a damaged {kind}, or one of impossible size")
    return np.asarray(found[:, :, ::-1], np.uint8)


def _encoded(pixels: Picture) -> bytes:
    import cv2

    done, data = cv2.imencode(".png", np.ascontiguousarray(pixels[:, :, ::-1]))
    if not done:
        raise Fault("a picture cannot be written as a PNG")
    return bytes(data)


def _bytes_of(file: Path) -> bytes:
    with disk("a picture cannot be read"):
        return read_small(file, _LARGEST)
