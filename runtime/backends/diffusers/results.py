"""What came out of a model: judged, and written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ...job import Fault, Job, Transient
from . import pictures
from .ask import Ask, Frames, Words

NOTE = "bad-frames"
"""The file in a task's journal that says that it has made bad frames once."""
_AGAIN = ("try a profile with another precision or attention for this model; some VAEs fail at float16")


def frames(found: Any, ask: Ask, job: Job, *, trained: bool) -> np.ndarray[Any, Any]:
    """The pixels of what a model made, 8 bits each, of exactly the frames and size that were asked for. What is no number makes
    the task be tried once more; so does, with weights that were `trained`, a result half of whose frames are of one colour.
    Raises Fault and Transient."""
    pixels = found.pixels if isinstance(found, Frames) else None
    wanted = (ask.frames, ask.height, ask.width, 3)
    if pixels is None or pixels.shape != wanted:
        raise Fault(f"{wanted[0]} frames of {wanted[2]}x{wanted[1]} were asked for, and there came "
                    f"{_shape(pixels) if pixels is not None else type(found).__name__}",
                    "the manifest of this model promises what its pipeline does not do: correct its frames, multiple or area")
    if pixels.dtype != np.uint8:
        if not np.isfinite(pixels).all():
            raise _bad("values that are no numbers", job)
        pixels = (pixels.clip(0, 1) * 255).round().astype(np.uint8)
    if trained:
        plain = sum(bool((frame == frame[0, 0]).all()) for frame in pixels)
        if plain * 2 >= len(pixels):
            raise _bad(f"{plain} of {len(pixels)} frames of one colour", job)
    _good(job)
    return pixels


def write_still(pixels: np.ndarray[Any, Any], file: Path) -> None:
    """Writes the one frame of `pixels` as a PNG."""
    pictures.write(pixels[0], file)


def write_words(found: Any, job: Job) -> None:
    """Writes encoded words as safetensors, the same bytes for the same words. Raises Fault and Transient."""
    import torch
    from safetensors.torch import save

    if not isinstance(found, Words) or not found.tensors:
        raise Fault("the model that reads words gave none back", "this is a fault in its adapter: please report it")
    tensors = {name: found.tensors[name].detach().to("cpu").contiguous().clone() for name in sorted(found.tensors)}
    if not all(bool(torch.isfinite(one).all()) for one in tensors.values() if one.is_floating_point()):
        raise _bad("values that are no numbers", job)
    job.outputs["embedding"].write_bytes(save(tensors))


def read_words(file: Path) -> Words:
    """The encoded words in `file`. Raises Fault for anything else."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return Words(load_file(file, device="cpu"))
    except (SafetensorError, OSError, ValueError, KeyError) as error:
        raise Fault(f"encoded words cannot be read: {error}", "dramac cache verify finds damaged files") from error


def _bad(what: str, job: Job) -> Fault:
    """A fault that may pass, the first time; then one that does not. It is noted where it outlives the worker."""
    note = job.journal / NOTE
    if job.journal == Path() or note.exists():
        note.unlink(missing_ok=True)
        return Fault(f"bad frames, twice: {what}", _AGAIN)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.touch()
    return Transient(f"bad frames: {what}", _AGAIN)


def _good(job: Job) -> None:
    """Forgets that the task has made bad frames."""
    if job.journal != Path():
        (job.journal / NOTE).unlink(missing_ok=True)


def _shape(pixels: np.ndarray[Any, Any]) -> str:
    return f"{pixels.shape[0]} frames of {pixels.shape[2]}x{pixels.shape[1]}" if pixels.ndim == 4 else f"shape {pixels.shape}"
