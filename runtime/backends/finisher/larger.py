"""Enlarging by the processor: a Lanczos kernel, then edges made steeper within what is there. No detail is invented."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ...assemble import clips
from ...facts import write_facts
from ...job import Job
from . import told
from .conform import filled
from .source import Image, Joined, Piece

_AMOUNT = 0.6
"""How much of what a blur takes away is added again."""


def upscale(job: Job) -> None:
    """params: keep, skip, frames, fps, width, height; inputs `clip:0` …; output `video`, a clip. Raises Fault."""
    frames, fps, size = told.whole(job.params, "frames", 1), told.fps(job.params), told.size(job.params)
    files = told.clips_of(job)
    keep, skip = told.several(job.params, "keep", len(files)), told.several(job.params, "skip", len(files))
    source = Joined([Piece(*one) for one in zip(files, skip, keep, strict=True)])

    def coming() -> Iterator[Image]:
        for number, frame in enumerate(source.read(0, min(frames, source.frames))):
            yield np.ascontiguousarray(larger(frame, *size)[..., ::-1])
            job.report((number + 1) / frames)

    written = clips.write(job.outputs["video"], coming(), fps)
    told.exactly(written, frames)
    write_facts(job, {"frames": frames})
    job.report(1.0)


def larger(image: Image, width: int, height: int) -> Image:
    """`image` filling `width` x `height`; where that enlarges it, an unsharp mask as wide as the enlargement blurs, whose result
    stays between the darkest and the lightest of its neighbours, so that no edge gets a halo."""
    scale = max(width / image.shape[1], height / image.shape[0])
    found = filled(image, width, height)
    if scale <= 1:
        return found
    soft = cv2.GaussianBlur(found, (0, 0), 0.55 * scale, borderType=cv2.BORDER_REPLICATE)
    sharp = cv2.addWeighted(found, 1 + _AMOUNT, soft, -_AMOUNT, 0)
    reach = np.ones((2 * round(scale / 2) + 1,) * 2, np.uint8)
    return np.asarray(cv2.min(cv2.max(sharp, cv2.erode(found, reach)), cv2.dilate(found, reach)))
