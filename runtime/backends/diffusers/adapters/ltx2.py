"""LTX-2: clips with pictures pinned to their first and last moments, or to the end of another clip (LTX2ConditionPipeline).

The pipeline makes sound with the pictures. It is not used: what is heard in a film comes from its own voices, sounds and music,
and a clip between two steps holds pictures only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames
from ..calls import pretrained
from ..profile import Profile

ACTIONS = ("i2v", "flf2v", "extend")
NEEDS = ("av",)  # it compresses pictures as those were that the model has learnt from
TOKENS = 1024  # max_sequence_length of the pipeline


def load(folder: Path, profile: Profile) -> Any:
    """The pipeline, with its reader: no other model reads words as it does."""
    from diffusers import LTX2ConditionPipeline

    return pretrained(LTX2ConditionPipeline, folder, profile)


def run(held: Any, ask: Ask) -> Frames:
    """The clip. The number of frames is always said: some of its weights would choose one of their own."""
    from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

    motion.check(ask, ACTIONS, *grid(held))
    least = grid(held)[2] * (2 if held.vae.config.decoder_spatial_padding_mode == "reflect" else 1)
    if min(ask.width, ask.height) < least:
        raise Fault(f"this model cannot make pictures of {ask.width}x{ask.height}", f"neither side may be below {least}")
    call = motion.usual(held.__call__, ask)
    if ask.prompt is None:
        raise Fault("LTX-2 reads its words itself, and they were given to it encoded", "its manifest names no `text`")
    pinned = [LTX2VideoCondition(frames=frames, index=at, strength=1.0) for frames, at in _pinned(held, ask)]
    counted = motion.steps(held.__call__, ask, least=_least(held))
    video = held(conditions=pinned, prompt=ask.prompt, **counted, **call, width=ask.width, height=ask.height,
                 num_frames=ask.frames, frame_rate=float(ask.fps), max_sequence_length=ask.tokens or TOKENS,
                 generator=ask.generator(), output_type="np").frames
    return motion.frames(video, ask)


def _least(pipe: Any) -> int:
    """The fewest steps: the schedule of the weights is stretched between its first step and its last, which have to differ."""
    return 2 if pipe.scheduler.config.get("shift_terminal") else 1


def grid(pipe: Any) -> tuple[int, int, int, int]:
    """Frames are the first number times n, plus the second; widths multiples of the third, heights of the fourth."""
    across = pipe.vae_spatial_compression_ratio * pipe.transformer_spatial_patch_size
    return pipe.vae_temporal_compression_ratio * pipe.transformer_temporal_patch_size, 1, across, across


def _pinned(pipe: Any, ask: Ask) -> list[tuple[Any, int]]:
    """The pictures that are held to, each with the latent frame that it stands at: 0 the first, -1 the last."""
    if ask.action != "extend":
        ends = [(motion.shown(ask, "last"), -1)] if ask.action == "flf2v" else []
        if ends and ask.frames == 1:
            raise Fault("a clip of one frame cannot begin with one picture and end with another")
        return [(motion.shown(ask, "first"), 0), *ends]
    step = pipe.vae_temporal_compression_ratio
    if (ask.repeats - 1) % step:
        raise Fault(f"this model goes on by repeating {step}n+1 frames, and not {ask.repeats}")
    given = motion.before(ask, ask.frames)[-ask.repeats:]
    return [(given if len(given) > 1 else given[0], 0)]
