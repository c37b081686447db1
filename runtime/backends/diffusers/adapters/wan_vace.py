"""Wan VACE: clips that hold to given frames and pictures (WanVACEPipeline of diffusers).

What is given stands in a clip of the full length, grey where frames are to be made, and a mask says which they are: black is
kept, white is made. So a first picture, a last one and the end of the clip before are one and the same thing to it. Pictures of
people and of the set, where there are any, go in as references.
"""

from __future__ import annotations

from typing import Any

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames

ACTIONS = ("i2v", "flf2v", "extend")
NEEDS = ("ftfy",)
_GREY = (128, 128, 128)  # as the example of the pipeline fills what is to be made

load = motion.wan("WanVACEPipeline")


def run(held: motion.Held, ask: Ask) -> Frames:
    """The clip. `extend` holds to as many frames of the clip before as are to be repeated."""
    pipe = held.pipe
    motion.check(ask, ACTIONS, *grid(pipe))
    call = motion.usual(pipe.__call__, ask, own=(*motion.WORDS, motion.SHIFT))
    clip, mask = _conditions(ask)
    people = [ask.images[role] for role in sorted(ask.images, key=_rank) if role not in ("first", "last")]
    with motion.shifted(pipe, ask):
        video = pipe(video=clip, mask=mask, reference_images=people or None, **motion.told(held, ask),
                     **motion.steps(pipe.__call__, ask), **call, width=ask.width, height=ask.height, num_frames=ask.frames,
                     generator=ask.generator(), output_type="np").frames
    return motion.frames(video, ask)


def grid(pipe: Any) -> tuple[int, int, int, int]:
    """Frames are the first number times n, plus the second; widths multiples of the third, heights of the fourth."""
    maker = pipe.transformer if pipe.transformer is not None else pipe.transformer_2
    patch, scale = maker.config.patch_size, pipe.vae_scale_factor_spatial
    return pipe.vae_scale_factor_temporal, 1, scale * patch[2], scale * patch[1]


def _conditions(ask: Ask) -> tuple[list[Any], list[Any]]:
    """The clip to hold to and its mask, a picture a frame."""
    from PIL import Image

    size = (ask.width, ask.height)
    start = motion.before(ask, max(1, ask.frames - 1))[-ask.repeats:] if ask.action == "extend" else [motion.shown(ask, "first")]
    end = [motion.shown(ask, "last")] if ask.action == "flf2v" else []
    free = ask.frames - len(start) - len(end)
    if free < 0:
        raise Fault(f"a clip of {ask.frames} frames has no room for the {len(start) + len(end)} that are given")
    grey, kept, made = Image.new("RGB", size, _GREY), Image.new("L", size, 0), Image.new("L", size, 255)
    return [*start, *[grey] * free, *end], [*[kept] * len(start), *[made] * free, *[kept] * len(end)]


def _rank(role: str) -> tuple[bool, int, str]:
    """People in order, before the set."""
    name, _, number = role.partition(":")
    return name != "person", int(number) if number.isdigit() else 0, role
