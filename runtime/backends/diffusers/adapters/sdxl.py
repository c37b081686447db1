"""Stable Diffusion XL: a picture from words, and from one other picture where an IP-Adapter lies beside it.

The adapter's weights are looked for in the folder `ip_adapter` of the model's: one safetensors file, and in `image_encoder` the
model that looks at the picture. Without them a picture that is to be followed is refused. How strongly it is followed is
`ip_adapter_scale` in the manifest's call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ....job import Fault
from .. import motion
from ..ask import Ask, Frames
from ..calls import pretrained, steps_of
from ..profile import Profile
from ..windows import encoded
from .flux2 import order

ACTIONS = ("reference", "plate", "keyframe")
STEPS = 30
"""Where the manifest names no number."""
SCALE = "ip_adapter_scale"
_USUAL = 0.6
_GUIDANCE = 5.0
"""Of the pipeline, where the manifest's call has none; above 1 it is told what is unwanted too."""
_FOLDER = "ip_adapter"


def load(folder: Path, profile: Profile) -> Any:
    """The pipeline, with the IP-Adapter where there is one. Nothing invisible is written into pictures, whatever is installed:
    labels are the finish's."""
    from diffusers import StableDiffusionXLPipeline

    pipe = pretrained(StableDiffusionXLPipeline, folder, profile, add_watermarker=False)
    weights = sorted((folder / _FOLDER).glob("*.safetensors"))
    if len(weights) > 1:
        raise Fault(f"{folder / _FOLDER} holds {len(weights)} IP-Adapters", "leave the one that is to be used")
    if weights:
        try:
            pipe.load_ip_adapter(str(folder), subfolder=_FOLDER, weight_name=weights[0].name, local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise Fault(f"the IP-Adapter {weights[0]} cannot be loaded: {error}",
                        f"its image encoder is looked for in {folder / _FOLDER / 'image_encoder'}") from error
    return pipe


def run(held: Any, ask: Ask) -> Frames:
    """A picture of exactly the size that is asked for."""
    call = motion.usual(held.__call__, ask, (SCALE,))
    if ask.prompt is None:
        raise Fault("Stable Diffusion XL reads its words itself, and they were given to it encoded",
                    "its manifest names no `text`")
    scale = motion.number(ask, SCALE, _USUAL)
    given = [ask.images[role] for role in order(ask)]
    if len(given) > 1:
        raise Fault(f"Stable Diffusion XL follows one picture, not {len(given)}", "set references: 1 in its manifest")
    if getattr(held.unet, "encoder_hid_proj", None) is not None:
        held.set_ip_adapter_scale(scale if given else 0.0)
        call["ip_adapter_image"] = given[0] if given else Image.new("RGB", (64, 64))
    elif given:
        raise Fault("Stable Diffusion XL cannot follow a picture without an IP-Adapter, and none lies beside its weights",
                    "put one into the folder ip_adapter of its weights, or set references: 0 in its manifest")
    words = encoded(held, ask.prompt, call.pop("negative_prompt", None), skip=call.pop("clip_skip", None),
                    guided=float(call.get("guidance_scale", _GUIDANCE)) > 1)
    found = held(**words, width=ask.width, height=ask.height, generator=ask.generator(), output_type="np",
                 **call, **steps_of(ask, ask.steps or STEPS))
    return Frames(np.asarray(found.images))
