"""Wan: clips from a first picture, or from a first and a last (WanImageToVideoPipeline of diffusers).

Three kinds of weights go through it, and their own configuration says which they are: Wan2.2 I2V A14B (two experts, one for the
noisy steps), Wan2.2 TI2V 5B (`expand_timesteps`: the first picture only) and Wan2.1 with an image encoder (I2V, and FLF2V, whose
place for two pictures has to be filled).
"""

from __future__ import annotations

import math
from typing import Any

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames

ACTIONS = ("i2v", "flf2v", "extend")
NEEDS = ("ftfy",)

load = motion.wan("WanImageToVideoPipeline")


def run(held: motion.Held, ask: Ask) -> Frames:
    """The clip. `extend` begins with the last frame of the clip before, which is the one frame that can be repeated."""
    pipe = held.pipe
    motion.check(ask, ACTIONS, *grid(pipe))
    call = motion.usual(pipe.__call__, ask, own=(*motion.WORDS, motion.SHIFT))
    pictures = _pictures(pipe, ask)
    with motion.shifted(pipe, ask):
        video = pipe(**pictures, **motion.told(held, ask), **motion.steps(pipe.__call__, ask), **call, width=ask.width,
                     height=ask.height, num_frames=ask.frames, generator=ask.generator(), output_type="np").frames
    return motion.frames(video, ask)


def grid(pipe: Any) -> tuple[int, int, int, int]:
    """Frames are the first number times n, plus the second; widths multiples of the third, heights of the fourth. The pipeline
    rounds to these by itself, and refuses what is no multiple of 16."""
    patch, scale = _maker(pipe).config.patch_size, pipe.vae_scale_factor_spatial
    return pipe.vae_scale_factor_temporal, 1, math.lcm(16, scale * patch[2]), math.lcm(16, scale * patch[1])


def _pictures(pipe: Any, ask: Ask) -> dict[str, Any]:
    maker, fewest = _maker(pipe).config, 1 + pipe.vae_scale_factor_temporal
    pair = maker.pos_embed_seq_len is not None  # made for two pictures, and fails on one
    if ask.action == "flf2v":
        if pipe.config.expand_timesteps or (maker.image_dim is not None and not pair):
            raise Fault("these weights begin with a picture and cannot end with one",
                        "use a model made for a first and a last picture")
        if ask.frames < fewest:
            raise Fault(f"a clip from a first and a last picture has at least {fewest} frames, and not {ask.frames}")
        return {"image": motion.shown(ask, "first"), "last_image": motion.shown(ask, "last")}
    first = motion.before(ask)[-1] if ask.action == "extend" else motion.shown(ask, "first")
    if not pair:
        return {"image": first}
    return {"image": first, "last_image": first}  # it has come to its last picture in the clip before: it stays near it


def _maker(pipe: Any) -> Any:
    return pipe.transformer if pipe.transformer is not None else pipe.transformer_2
