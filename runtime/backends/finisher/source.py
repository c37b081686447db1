"""Where frames come from: streams that can be asked for any stretch of their frames, and hold one or two at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from ...assemble import clips
from ...job import Fault

Image = NDArray[np.uint8]
"""BGR, 8 bits, shape (height, width, 3)."""


class Source(Protocol):
    """Frames of one size and rate. `frames`: how many; `size`: width and height."""

    @property
    def frames(self) -> int: ...

    @property
    def size(self) -> tuple[int, int]: ...

    @property
    def fps(self) -> int: ...

    def read(self, start: int, stop: int) -> Iterator[Image]:
        """Frames `[start, stop)` in order; each belongs to the caller, who may draw on it."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """`keep` frames of a clip after its first `skip`."""

    file: Path
    skip: int
    keep: int


class Joined:
    """Pieces of clips one after another, in the models' own sizes: what a model made of a shot."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Raises Fault for a clip that cannot be read or has fewer frames than are wanted of it."""
        self.pieces = pieces
        self.frames = sum(one.keep for one in pieces)
        for at, one in enumerate(pieces):
            there = clips.known(one.file).frames
            if one.skip + one.keep > there:
                raise Fault(f"clip {at} has {there} frames, and {one.keep} after its first {one.skip} are wanted of it",
                            "what made it does not keep to the plan: please report it")

    def read(self, start: int, stop: int) -> Iterator[Image]:
        """Frames `[start, stop)` in order, BGR."""
        first = 0
        for one in self.pieces:
            begin, end = max(start, first) - first + one.skip, min(stop, first + one.keep) - first + one.skip
            first += one.keep
            if begin < end:
                yield from _stretch(one.file, begin, end)


class Whole:
    """All frames of a clip that another step made. Raises Fault for one that cannot be read."""

    def __init__(self, file: Path) -> None:
        found = clips.known(file)
        if found.step is None or found.step.numerator != 1:
            raise Fault("a clip has no whole number of frames a second", "dramac cache verify finds damaged files")
        self.file, self.frames = file, found.frames
        self.size, self.fps = (found.width, found.height), found.step.denominator

    def read(self, start: int, stop: int) -> Iterator[Image]:
        """Frames `[start, stop)` in order, BGR."""
        return _stretch(self.file, start, stop)


def _stretch(file: Path, begin: int, end: int) -> Iterator[Image]:
    """Frames `[begin, end)` of a clip. Those before are decoded and dropped: a clip is one chain of differences."""
    with closing(clips.read(file)) as frames:
        for at, frame in enumerate(frames):
            if at >= begin:
                yield np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
            if at + 1 >= end:
                return
