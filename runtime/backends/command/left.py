"""What a tool has left, read as from a stranger, and brought to what was wanted or refused."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from ...job import Fault
from ..finisher.conform import filled
from ..finisher.source import Image
from .tools import Tool

_SLACK = Fraction(3, 20)
"""Seconds by which a result may be shorter or longer: tools work in chunks, and drop or repeat the end."""
_SKEW = 0.02
"""How far the shape of a result may be from what is wanted: sizes are rounded to multiples of something."""
_LARGEST = 16384
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
Shown = Generator[Image, None, None]
"""Pictures one after another; closed, they let go of their file."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`frames` frames at `fps` of `size`."""

    frames: int
    fps: int
    size: tuple[int, int]


def result(tool: Tool, folder: Path, want: Wanted, given: tuple[int, int], *, exact: bool) -> Shown:
    """The frames of what `tool` has left in `folder` (result.mp4, or pictures in result/), as `want` says, when it was `given`
    so many frames at so many a second. `exact`: each of its frames is one that it was given, so that the first that comes of
    each is taken; else the nearest in time. Raises Fault at once where length or shape are others, and while reading where the
    result is damaged."""
    film, pictures = folder / "result.mp4", _pictures(folder / "result")
    if tool.takes("out") and film.is_file():
        rate, count, size = _known(tool, film)
        frames = _film(tool, film)
    elif pictures:
        count = len(pictures)
        rate = Fraction(want.fps if count == want.frames and not exact else given[1] * max(1, round(count / given[0])))
        first = _read(tool, pictures[0])
        size = first.shape[1], first.shape[0]
        frames = (_read(tool, one) for one in pictures)
    else:
        raise Fault(f"{tool.name} ended well and left nothing", f"{tool.where}: does its command say where {{out}} is to go?")
    _check(tool, want, rate, count, size)
    return _timed(frames, want, rate, exact=exact)


def _check(tool: Tool, want: Wanted, rate: Fraction, count: int, size: tuple[int, int]) -> None:
    is_, should = count / rate, Fraction(want.frames, want.fps)
    if abs(is_ - should) > max(_SLACK, 2 / rate):
        raise Fault(f"{tool.name} left {count} frames at {float(rate):g} a second, {float(is_):.2f} s, where "
                    f"{float(should):.2f} s are wanted ({want.frames} at {want.fps})",
                    f"{tool.where}: `fps` names the only rate that it takes")
    skew = size[0] / size[1] / (want.size[0] / want.size[1])
    if not 1 - _SKEW <= skew <= 1 + _SKEW:
        raise Fault(f"{tool.name} left pictures of {size[0]}x{size[1]} where the shape of "
                    f"{want.size[0]}x{want.size[1]} is wanted",
                    f"{tool.where} names its command")


def _timed(frames: Iterator[Image], want: Wanted, rate: Fraction, *, exact: bool) -> Shown:
    """`want.frames` of `frames`, which come at `rate`, by time; the last is held. Each fills the wanted size."""
    at, image = -1, None
    for number in range(want.frames):
        place = number * rate / want.fps
        wanted = -int(-place // 1) if exact else int(place + Fraction(1, 2))
        while at < wanted:
            coming = next(frames, None)
            if coming is None:
                break
            at, image = at + 1, coming
        if image is None:
            raise Fault("the tool's result holds no picture")
        yield filled(image, *want.size)


def _known(tool: Tool, film: Path) -> tuple[Fraction, int, tuple[int, int]]:
    """Rate, frames and size of a film, which is decoded once to count: headers lie."""
    try:
        with av.open(str(film)) as opened:
            if not opened.streams.video:
                raise Fault(f"{tool.name} left a file without pictures", f"{tool.where} names its command")
            stream = opened.streams.video[0]
            stream.thread_count = 1
            rate = stream.average_rate or stream.guessed_rate
            count, size = 0, (0, 0)
            for frame in opened.decode(stream):
                count, size = count + 1, (frame.width, frame.height)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _damaged(tool, error) from error
    if not count or not rate or not 0 < max(size) <= _LARGEST:
        raise Fault(f"{tool.name} left a film without a frame", f"{tool.where} names its command")
    return Fraction(rate), count, size


def _film(tool: Tool, film: Path) -> Iterator[Image]:
    try:
        with av.open(str(film)) as opened:
            stream = opened.streams.video[0]
            stream.thread_count = 1
            for frame in opened.decode(stream):
                yield frame.to_ndarray(format="bgr24")
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _damaged(tool, error) from error


def _pictures(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.suffix.lower() in _PICTURES and one.is_file())


def _read(tool: Tool, file: Path) -> Image:
    image = cv2.imdecode(np.frombuffer(file.read_bytes() or b"\0", np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise Fault(f"{tool.name} left a picture that cannot be read: {file.name}", f"{tool.where} names its command")
    return np.asarray(image, np.uint8)


def _damaged(tool: Tool, error: Exception) -> Fault:
    return Fault(f"{tool.name} left a film that cannot be read: {error}", f"{tool.where} names its command")
