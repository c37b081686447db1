"""Qwen-Image-Edit-Plus: changes a picture by words, or makes a new one of the people and the place in several.

Its words are read together with the pictures, so they cannot be encoded apart. Pictures are made ready for the reader with
Pillow, whether torchvision is installed or not: the two differ in their last bits, and a film must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames
from ..calls import pretrained, steps_of
from ..profile import Profile
from .flux2 import order

ACTIONS = ("keyframe", "keyframe_edit")
STEPS = 40
"""Where the manifest names no number."""
_GUIDED = {"negative_prompt": " ", "true_cfg_scale": 4.0}
"""Guided as the pipeline's own example is, where the manifest's call says nothing else."""
_PICTURE = "<|image_pad|>"


def load(folder: Path, profile: Profile) -> Any:
    """The pipeline, whose reader is told which of its tokens are pictures, as it needs to know to place them."""
    from diffusers import QwenImageEditPlusPipeline
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    pipe = pretrained(QwenImageEditPlusPipeline, folder, profile, processor=None)
    try:
        pictures = Qwen2VLImageProcessorPil.from_pretrained(str(folder / "processor"), local_files_only=True)
    except (OSError, ValueError) as error:
        raise Fault(f"the picture processor in {folder / 'processor'} cannot be loaded: {error}",
                    "are the weights whole?") from error
    pipe.processor = _Processor(pictures, pipe.tokenizer)
    pipe.text_encoder.register_forward_pre_hook(_kinds, with_kwargs=True)
    return pipe


def run(held: Any, ask: Ask) -> Frames:
    """A picture of exactly the size that is asked for."""
    given = [ask.images[role] for role in order(ask)]
    if not given:
        raise Fault("Qwen-Image-Edit-Plus makes no picture from words alone", "set from_words: false in its manifest")
    found = held(image=given, prompt=ask.prompt, width=ask.width, height=ask.height, generator=ask.generator(),
                 output_type="np", **{**_GUIDED, **motion.usual(held.__call__, ask)}, **steps_of(ask, ask.steps or STEPS))
    return Frames(np.asarray(found.images))


@dataclass(frozen=True, slots=True)
class _Processor:
    """Makes words and pictures ready for the reader, as the model's own processor does, which cannot be made without
    torchvision: each mark of a picture in the words is repeated as often as the picture has patches that are put together."""

    pictures: Any
    tokenizer: Any

    def __call__(self, *, text: list[str], images: Any, padding: bool, return_tensors: str) -> Any:
        from transformers import BatchFeature

        seen = self.pictures(images=images, return_tensors=return_tensors)
        counts = iter((seen["image_grid_thw"].prod(dim=-1) // self.pictures.merge_size**2).tolist())
        told = []
        for one in text:
            first, *rest = one.split(_PICTURE)
            told.append(first + "".join(_PICTURE * next(counts) + part for part in rest))
        read = self.tokenizer(told, padding=padding, return_tensors=return_tensors)
        return BatchFeature({**read, **seen})


def _kinds(reader: Any, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Before the reader works: which tokens are words (0) and which pictures (1). The pipeline does not say so."""
    if named.get("mm_token_type_ids") is None and named.get("image_grid_thw") is not None:
        named["mm_token_type_ids"] = (named["input_ids"] == reader.config.image_token_id).int()
    return given, named
