"""The clips that model tasks hand to one another: RGB frames in, MP4 out, and back.

One form for all of them, so that a step can be put before any other: H.264 with a colour for every pixel (4:4:4), nearly without
loss, one constant rate, no sound. The same frames give the same bytes, on one thread and on any processor.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sized
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..job import Fault
from . import ffmpeg, probe
from .encode import FrameWriter

Picture = npt.NDArray[np.uint8]

_LARGEST = 8192  # pixels on a side: as much as H.264 holds


def write(path: Path, frames: Iterable[Picture], fps: int, report: Callable[[float], None] | None = None) -> int:
    """Writes `frames` (RGB, 8 bits, each of shape (height, width, 3), all of one size) at `fps` frames a second to `path`, and
    returns how many they were. `report` takes the fraction done, where `frames` has a length. Raises Fault, and leaves no file,
    for no frame, frames of several sizes or another form, and when the encoder fails."""
    total = len(frames) if isinstance(frames, Sized) else 0
    coming = iter(frames)
    first = next(coming, None)
    if first is None:
        raise Fault("a clip without a frame was to be written")
    _check(first, first.shape)
    height, width = first.shape[:2]
    with FrameWriter(path, first.nbytes, ffmpeg.clip(path, width, height, fps)) as writer:
        for frame in chain((first,), coming):
            _check(frame, first.shape)
            writer.write(np.ascontiguousarray(frame))
            if report is not None and total:
                report(min(1.0, writer.frames / total))
    return writer.frames


def read(path: Path) -> Generator[Picture, None, None]:
    """The frames of the clip `path` in order, each RGB of shape (height, width, 3). Raises Fault for what is no such clip, and
    for one that breaks off."""
    pictures = known(path)
    with tempfile.TemporaryFile() as errors:
        child = ffmpeg.start_reading(ffmpeg.pixels(path), errors)
        assert child.stdout is not None
        try:
            size = pictures.width * pictures.height * 3
            for at in range(pictures.frames):
                data = child.stdout.read(size)
                if len(data) < size:
                    child.wait()
                    errors.seek(0)
                    raise ffmpeg.complaint(child.returncode, errors.read()) if child.returncode else _broken(at, pictures)
                yield np.frombuffer(data, np.uint8).reshape(pictures.height, pictures.width, 3)
        finally:
            child.kill()
            child.stdout.close()
            child.wait()


def last(path: Path, count: int) -> list[Picture]:
    """The last `count` frames of the clip `path`, in order. Raises Fault as `read` does, and for a shorter clip."""
    found = deque(read(path), maxlen=count)
    if len(found) < count:
        raise Fault(f"a clip of {len(found)} frames has no last {count}")
    return list(found)


def known(path: Path) -> probe.Pictures:
    """The one video stream of the clip `path`, undecoded. Raises Fault where there is none, or one of impossible size."""
    pictures = probe.media(path, "mp4", "the clip").pictures
    if len(pictures) != 1:
        raise Fault(f"a clip has one video stream, and this file has {len(pictures)}")
    one = pictures[0]
    if not (0 < one.width <= _LARGEST and 0 < one.height <= _LARGEST and one.frames):
        raise Fault(f"a clip of {one.frames} frames of {one.width}x{one.height} is none",
                    "dramac cache verify finds damaged files")
    return one


def _check(frame: Picture, shape: tuple[int, ...]) -> None:
    if frame.ndim != 3 or frame.shape != shape or shape[2] != 3 or frame.dtype != np.uint8:
        raise Fault(f"a frame of {frame.dtype} and shape {frame.shape} was written where RGB of 8 bits and one size belongs")


def _broken(at: int, pictures: probe.Pictures) -> Fault:
    return Fault(f"the clip breaks off after {at} of {pictures.frames} frames", "dramac cache verify finds damaged files")
