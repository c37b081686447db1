"""SkyReels V2 Diffusion Forcing: clips of any length, piece by piece with an overlap, within one call (diffusers).

The same weights go through two pipelines: from a picture (and to another), and on from a clip. Going on needs as many frames of
the clip before as the pieces overlap; with one frame only it begins as with a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames

ACTIONS = ("i2v", "flf2v", "extend")
NEEDS = ("ftfy",)
CONTEXT = 17
"""Frames that pieces overlap by: the smaller of the two numbers that the pipelines advise (17, 37)."""
BASE = 97
"""Frames of one piece: 97 for the weights of 540P, 121 for those of 720P, by the documentation of the pipelines."""
NOISE = 20
"""Noise on what is gone on from (`addnoise_condition`), which the pipelines advise for long clips."""
SHIFT = 5.0
"""Shift of the scheduler for clips from a picture, by the pipelines' example."""
_OWN = (*motion.WORDS, motion.SHIFT, "base_num_frames", "overlap_history", "addnoise_condition")


load = motion.wan("SkyReelsV2DiffusionForcingImageToVideoPipeline")


def run(held: motion.Held, ask: Ask) -> Frames:
    """The clip. `extend` repeats as many frames as are asked for."""
    pipe = held.pipe
    motion.check(ask, ACTIONS, *grid(pipe))
    overlap, base = int(motion.number(ask, "overlap_history", CONTEXT)), int(motion.number(ask, "base_num_frames", BASE))
    step = pipe.vae_scale_factor_temporal
    if not 1 <= overlap < base or (overlap - 1) % step or (base - 1) % step:
        raise Fault(f"pieces of {base} frames cannot overlap by {overlap}", f"both are {step}n+1, and the overlap is the smaller")
    if ask.frames <= step:
        raise Fault(f"this model makes at least {step + 1} frames, and not {ask.frames}")
    if ask.action == "extend":
        return _goes_on(held, ask, base, overlap)
    count, more = 1, {}
    if ask.frames > base:
        if ask.action == "flf2v":  # the pipeline takes the last picture for as many frames as the pieces overlap by
            raise Fault(f"a clip of more than {base} frames cannot end with a given picture", "make it from the first one alone")
        base, overlap = pieces(ask.frames, base, overlap, step)
        count = (ask.frames - overlap) // (base - overlap)
        more = {"overlap_history": overlap, "addnoise_condition": motion.number(ask, "addnoise_condition", NOISE)}
    last = {"last_image": motion.shown(ask, "last")} if ask.action == "flf2v" else {}
    with motion.shifted(pipe, ask, SHIFT), _same_noise(ask):
        video = pipe(image=motion.shown(ask, "first"), **last, **more, **_common(held, pipe, ask, count),
                     num_frames=ask.frames, base_num_frames=base).frames
    return motion.frames(video, ask)


def grid(pipe: Any) -> tuple[int, int, int, int]:
    """Frames are the first number times n, plus the second; widths multiples of the third, heights of the fourth."""
    patch, scale = pipe.transformer.config.patch_size, pipe.vae_scale_factor_spatial
    return pipe.vae_scale_factor_temporal, 1, scale * patch[2], scale * patch[1]


def pieces(frames: int, base: int, overlap: int, step: int) -> tuple[int, int]:
    """The frames of one piece, and of the overlap, so that pieces of equal length make up `frames` exactly: the choice that makes
    the fewest frames, with no piece longer than `base` and no overlap below `overlap`. All of these are `step` times n, plus 1,
    and `frames` is more than `base`. In diffusers 0.42.1 the pipeline that begins with a picture fails where the last piece is
    shorter than the others."""
    whole, most, least = ((one - 1) // step + 1 for one in (frames, base, overlap))
    fits = [(count * ((whole - shared) // count + shared), shared, count) for shared in range(least, most)
            for count in range(2, whole - shared + 1)
            if (whole - shared) % count == 0 and (whole - shared) // count + shared <= most]
    _, shared, count = min(fits)  # never empty: pieces with one frame of their own always fit
    return ((whole - shared) // count + shared - 1) * step + 1, (shared - 1) * step + 1


def _goes_on(held: motion.Held, ask: Ask, base: int, overlap: int) -> Frames:
    """The clip that goes on. The pipeline answers with the frames that it was given and, after them, those that it went on from
    once more, before the new ones."""
    from diffusers import SkyReelsV2DiffusionForcingVideoToVideoPipeline

    step = held.pipe.vae_scale_factor_temporal
    given = motion.before(ask, overlap)
    if (ask.repeats - 1) % step:
        raise Fault(f"this model goes on by repeating {step}n+1 frames, and not {ask.repeats}")
    given = given[-((len(given) - 1) // step * step + 1):]
    more = len(given) - ask.repeats  # what it goes on from, and is not to be repeated
    count = ask.frames + more
    pipe = SkyReelsV2DiffusionForcingVideoToVideoPipeline(**held.pipe.components)
    pipe.set_progress_bar_config(disable=True)
    noise = motion.number(ask, "addnoise_condition", NOISE)
    parts = 1 + max(0, -(-(count - base) // (base - len(given))))
    with motion.shifted(pipe, ask, SHIFT), _same_noise(ask):
        video = pipe(video=given, overlap_history=len(given), base_num_frames=min(base, count), num_frames=count,
                     addnoise_condition=noise, **_common(held, pipe, ask, parts)).frames
    return motion.frames(video, ask, len(given) + more)


def _common(held: motion.Held, pipe: Any, ask: Ask, count: int) -> dict[str, Any]:
    call = motion.usual(pipe.__call__, ask, own=_OWN)
    return {**motion.told(held, ask), **motion.steps(pipe.__call__, ask, count), **call, "width": ask.width, "height": ask.height,
            "fps": ask.fps, "generator": ask.generator(), "output_type": "np"}


@contextmanager
def _same_noise(ask: Ask) -> Iterator[None]:
    """The pipelines draw the noise of `addnoise_condition` from the generator of the whole program: it is given the task's seed,
    and put back."""
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(ask.generator().initial_seed())
        yield
