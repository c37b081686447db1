"""Pictures and clips by diffusion models, held by the worker. See `ask` for what an adapter is.

A task names its model, the digest of its weights, the adapter that calls it, its arguments and steps, the seed and what must
come out; its profile says how it is to be computed. Words come as they are (`prompt`) or encoded by another task; pictures are
PNGs, by role; clips are those of `assemble.clips`. What was asked for comes out exactly, frame for frame and pixel for pixel, or
the task fails. The same task gives the same bytes on the same machine: one picture or clip at a time, noise drawn on the CPU,
one thread.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ...facts import write_facts
from ...job import Job
from . import engine

if TYPE_CHECKING:
    from .hold import Holder

ACTIONS: tuple[str, ...] = ("text_encode", "reference", "plate", "keyframe", "keyframe_edit", "i2v", "flf2v", "extend")
VERSION = "2"


def prepare() -> None:
    """Imports what every task needs; that takes seconds. Raises Fault where it is missing."""
    engine.begin()


def run(job: Job) -> None:
    """Does one task: `embedding` (safetensors) of text_encode, `image` (PNG) of stills, `video` (MP4) of clips. Raises Fault
    for a task that is not well-formed, weights that are missing or others than those pinned, a package that is missing, a model
    that does not fit into memory, and for what does not come out as it was asked for; Transient for bad frames, once."""
    device = engine.begin()
    from . import results, task

    want, trained = task.wanted(job, device)
    ask = task.asked(job, want, device)
    try:
        found, use = holder().use(want, lambda held: want.adapter.run(held, ask))
    except (TypeError, AttributeError, ValueError, KeyError) as error:
        raise task.blamed(want, error) from error
    if job.action == "text_encode":
        results.write_words(found, job)
    else:
        pixels = results.frames(found, ask, job, trained=trained)
        if "image" in job.outputs:
            results.write_still(pixels, job.outputs["image"])
        else:
            from ...assemble import clips

            clips.write(job.outputs["video"], pixels, ask.fps, lambda done: job.report(task.WORK + (1 - task.WORK) * done))
    write_facts(job, task.facts(want, use, device))


@cache
def holder() -> Holder:
    """The models that this worker holds."""
    from .hold import Holder, free_memory

    device = engine.begin()
    return Holder(device, lambda: free_memory(device))
