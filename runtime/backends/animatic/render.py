"""The two jobs of the backend: a plate to a file, and the frames of a shot or a transition to a segment."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2

from ...assemble.encode import SegmentWriter
from ...job import Fault, Job
from .canvas import Image
from .grade import i420
from .plate import draw_plate
from .plate.layers import load, save
from .stage import Picture
from .transition import blend

_REPORT_EVERY = 12


def plate(job: Job) -> None:
    """Draw the set of `job.params` into the output `layers`."""
    cv2.setNumThreads(1)
    save(draw_plate(job.params), job.outputs["layers"])


def draw(job: Job) -> None:
    """Draw a shot's frames `[start, stop)`, or a transition's, into the output `video`. Raises Fault for inputs that
    are missing or damaged."""
    cv2.setNumThreads(1)
    profile = job.params["profile"]
    frames, at = _transition(job) if "transition" in job.params else _shot(job)
    with SegmentWriter(job.outputs["video"], profile["width"], profile["height"], profile["fps"],
                       profile["encoder"]) as out:
        for number in range(frames):
            out.write(i420(at(number)))
            if number % _REPORT_EVERY == 0:
                job.report(number / frames)
    job.report(1.0)


def _shot(job: Job) -> tuple[int, Callable[[int], Image]]:
    start, stop = int(job.params["start"]), int(job.params["stop"])
    picture = _picture(job, job.params["shot"], "plate")
    return stop - start, lambda number: picture.frame(start + number)


def _transition(job: Job) -> tuple[int, Callable[[int], Image]]:
    """Frame i of `n` is frame `frames - n + i` of the first shot blended with frame i of the second."""
    kind, count = str(job.params["transition"]["kind"]), int(job.params["transition"]["frames"])
    first = _picture(job, job.params["from"], "plate.from")
    second = _picture(job, job.params["to"], "plate.to")
    skip = first.frames - count
    return count, lambda number: blend(kind, first.frame(skip + number), second.frame(number), (number + 0.5) / count)


def _picture(job: Job, shot: Mapping[str, Any], role: str) -> Picture:
    profile = job.params["profile"]
    timings = {str(one["input"]): _timing(job, str(one["input"])) for one in shot.get("spoken") or ()}
    return Picture(shot, load(_input(job, role)), timings, int(profile["width"]), int(profile["height"]),
                   int(profile["fps"]))


def _input(job: Job, role: str) -> Path:
    if role not in job.inputs:
        raise Fault(f"a drawing task lacks its input {role!r}")
    return job.inputs[role]


def _timing(job: Job, role: str) -> Mapping[str, Any]:
    try:
        found = json.loads(_input(job, role).read_text("utf-8"))
    except ValueError as error:
        raise Fault(f"the timing of {role!r} is not JSON: {error}",
                    "Remove it from the store and build again.") from error
    if not isinstance(found, dict):
        raise Fault(f"the timing of {role!r} holds no phones")
    return found
