"""FLUX.2 klein: one call makes a picture from words alone, or from words and one or several pictures.

The pictures are, in this order, what is to be changed, the people from front to back, and the place. The distilled models work
without guidance; the others are guided away from nothing said, which their reader encodes too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames, Words
from ..calls import pretrained, steps_of
from ..profile import Profile
from . import qwen3

ACTIONS = ("reference", "plate", "keyframe", "keyframe_edit")
STEPS = 4
"""Of a distilled model, where the manifest names no number."""
_SMALLEST = 64
"""Pixels on a side of a picture that the pipeline takes."""


@dataclass(frozen=True, slots=True)
class Held:
    """The pipeline without its reader, and what is needed to load that."""

    pipe: Any
    folder: Path
    profile: Profile


def load(folder: Path, profile: Profile) -> Held:
    """The pipeline; its reader of words stays where it is until words come that nobody has encoded."""
    from diffusers import Flux2KleinPipeline

    return Held(pretrained(Flux2KleinPipeline, folder, profile, text_encoder=None, tokenizer=None), folder, profile)


def run(held: Held, ask: Ask) -> Frames:
    """A picture of exactly the size that is asked for."""
    words = ask.words or _read(held, ask)
    pipe, call = held.pipe, motion.usual(held.pipe.__call__, ask)
    told = {name: one.to(ask.device, pipe.transformer.dtype) for name, one in words.tensors.items()}
    if not pipe.config.is_distilled and float(call.get("guidance_scale", 4.0)) > 1 and "negative_prompt_embeds" not in told:
        raise Fault("this FLUX.2 model is not distilled: it is guided, and nobody has encoded what it is guided away from",
                    "set guidance_scale: 1 in the manifest's call, or use a distilled model")
    given = [_large_enough(ask.images[role]) for role in order(ask)]
    found = pipe(image=given or None, width=ask.width, height=ask.height, generator=ask.generator(), output_type="np",
                 **{**call, **told}, **steps_of(ask, ask.steps or STEPS))
    return Frames(np.asarray(found.images))


def order(ask: Ask) -> list[str]:
    """The roles of the pictures that are given, as the model is to see them."""
    people = sorted((role for role in ask.images if role.startswith("person:")), key=lambda role: int(role.partition(":")[2]))
    return [role for role in ("picture", *people, "plate") if role in ask.images]


def _read(held: Held, ask: Ask) -> Words:
    """The words of `ask`, encoded by the reader that lies beside the model; it is put out again at once."""
    if not (held.folder / "text_encoder").is_dir():
        raise Fault(f"the weights in {held.folder} have no reader of words (text_encoder)",
                    "name one in the manifest (text), so that words are encoded by a task of their own")
    from ..placement import place

    reader = qwen3.load(held.folder, held.profile)
    place(reader, ask.device, "resident")
    return qwen3.run(reader, replace(ask, call={}, report=lambda done: None))


def _large_enough(picture: Image.Image) -> Image.Image:
    """`picture`, enlarged where the pipeline would refuse it."""
    scale = _SMALLEST / min(picture.size)
    if scale <= 1:
        return picture
    return picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
