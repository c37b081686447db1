"""Frames in between, by the processor: what moves is put where it is at that moment.

Optical flow both ways (dense inverse search: Kroeger, Timofte, Dai and Van Gool 2016, in OpenCV); the flow of the moment in
between is the first frame's, carried along itself (after Baker et al. 2011, "A Database and Evaluation Methodology for Optical
Flow", 3.3.2); where flow there and flow back do not agree (Sundaram, Brox and Keutzer 2010), something is covered or uncovered,
or there is a cut: there the two frames are laid over one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from ...assemble import clips
from ...facts import write_facts
from ...job import Job
from . import told
from .conform import filled
from .source import Image, Joined, Piece

Flow = NDArray[np.float32]
_LONG = 640
"""Pixels of the longer side at which flow is found: enough for what a video model makes, a quarter of the time at 720p."""


def interpolate(job: Job) -> None:
    """params: keep, skip, from_fps, frames, fps, width, height; inputs `clip:0` …; output `video`, a clip. Raises Fault."""
    frames, fps, rate, size = (told.whole(job.params, "frames", 1), told.fps(job.params), told.fps(job.params, "from_fps"),
                               told.size(job.params))
    files = told.clips_of(job)
    keep, skip = told.several(job.params, "keep", len(files)), told.several(job.params, "skip", len(files))
    source = Joined([Piece(*one) for one in zip(files, skip, keep, strict=True)])
    coming = between((filled(one, *size) for one in source.read(0, source.frames)), rate, frames, fps)
    clips.write(job.outputs["video"], _told(coming, frames, job), fps)
    write_facts(job, {"frames": frames, "made_of": source.frames})
    job.report(1.0)


def _told(coming: Iterator[Image], frames: int, job: Job) -> Iterator[Image]:
    for number, frame in enumerate(coming):
        yield np.ascontiguousarray(frame[..., ::-1])
        job.report((number + 1) / frames)


def between(source: Iterator[Image], rate: int, frames: int, fps: int) -> Iterator[Image]:
    """`frames` frames at `fps` of what `source` shows at `rate` frames a second, in order. Its last frame is held where it
    ends before. Raises ValueError for a source without a frame."""
    first, second = next(source, None), next(source, None)
    if first is None:
        raise ValueError("there is no frame to go out from")
    at, pair = 0, None
    for number in range(frames):
        whole, part = divmod(number * rate, fps)
        while at < whole and second is not None:
            at, first, second, pair = at + 1, second, next(source, None), None
        if not part or second is None:
            yield first
            continue
        pair = pair or Pair(first, second)
        yield pair.at(part / fps)


class Pair:
    """Two neighbouring frames, and how everything moves from the one to the other."""

    def __init__(self, first: Image, second: Image) -> None:
        self._first, self._second = first, second
        high, wide = first.shape[:2]
        shrink = min(1.0, _LONG / max(high, wide))
        small = max(16, round(wide * shrink)), max(16, round(high * shrink))
        grey = [cv2.cvtColor(cv2.resize(one, small, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
                for one in (first, second)]
        finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        self._there = np.asarray(finder.calc(grey[0], grey[1], None), np.float32)
        self._back = np.asarray(finder.calc(grey[1], grey[0], None), np.float32)
        self._scale = np.array([wide / small[0], high / small[1]], np.float32)

    def at(self, moment: float) -> Image:
        """The picture at `moment`, 0 the first frame to 1 the second."""
        there, sure_there = _carried(self._there, self._back, moment)
        back, sure_back = _carried(self._back, self._there, 1 - moment)
        sure = sure_there + sure_back
        share = np.divide(sure_there, sure, out=np.full_like(sure, 0.5), where=sure > 1e-3)[..., None]
        high, wide = self._first.shape[:2]
        flow = cv2.resize(there * share - back * (1 - share), (wide, high), interpolation=cv2.INTER_LINEAR) * self._scale
        trust = np.minimum(1.0, cv2.resize(sure, (wide, high), interpolation=cv2.INTER_LINEAR))
        moved = cv2.addWeighted(_moved(self._first, flow, -moment), 1 - moment, _moved(self._second, flow, 1 - moment), moment, 0)
        plain = cv2.addWeighted(self._first, 1 - moment, self._second, moment, 0)
        return np.asarray(cv2.blendLinear(moved, plain, trust, 1 - trust))


def _moved(image: Image, flow: Flow, part: float) -> Image:
    """Of every place, what `image` shows a `part` of `flow` away from it."""
    return np.asarray(cv2.remap(image, _places(*image.shape[:2]) + flow * np.float32(part), None, cv2.INTER_CUBIC,
                                borderMode=cv2.BORDER_REPLICATE))


@lru_cache(maxsize=4)
def _places(high: int, wide: int) -> Flow:
    """The x and y of every place."""
    return np.stack(np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32)), axis=2)


def _carried(flow: Flow, other: Flow, moment: float) -> tuple[Flow, NDArray[np.float32]]:
    """`flow`, which stands at the places where things were, carried to where they are at `moment`; and how sure it is there,
    0 or 1. `other` is the flow the other way."""
    high, wide = flow.shape[:2]
    ends = _places(high, wide) + flow
    met = cv2.remap(other, ends, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    length = np.square(flow).sum(axis=2)
    sure = np.square(flow + met).sum(axis=2) < 0.01 * (length + np.square(met).sum(axis=2)) + 0.5
    to = np.rint(_places(high, wide) + flow * np.float32(moment)).astype(np.int32)
    inside = sure & (to[..., 0] >= 0) & (to[..., 0] < wide) & (to[..., 1] >= 0) & (to[..., 1] < high)
    # of two things that come to one place, the nearer moves more, mostly: it is laid down last
    order = np.argsort(length[inside], kind="stable")
    place = (to[..., 1] * wide + to[..., 0])[inside][order]
    out, held = np.zeros_like(flow), np.zeros((high, wide), np.float32)
    out.reshape(-1, 2)[place] = flow[inside][order]
    held.reshape(-1)[place] = 1.0
    return _closed(out, held)


def _closed(flow: Flow, held: NDArray[np.float32]) -> tuple[Flow, NDArray[np.float32]]:
    """Cracks between carried places closed with the flow around them; what is farther from any stays unsure."""
    weight = cv2.boxFilter(held, -1, (3, 3), borderType=cv2.BORDER_REPLICATE)
    around = cv2.boxFilter(flow * held[..., None], -1, (3, 3), borderType=cv2.BORDER_REPLICATE)
    filled_in = np.divide(around, weight[..., None], out=np.zeros_like(flow), where=weight[..., None] > 1e-3)
    out = np.where(held[..., None] > 0, flow, filled_in)
    return np.asarray(out, np.float32), np.minimum(1.0, np.where(held > 0, 1.0, weight * 3)).astype(np.float32)
