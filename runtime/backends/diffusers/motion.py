"""What adapters that make clips have in common: sizes and lengths that must be legal, words, and what a pipeline may be told."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...job import Fault
from .ask import Ask, Frames
from .calls import pretrained
from .profile import Profile

if TYPE_CHECKING:
    from PIL.Image import Image

SET = frozenset((
    "prompt", "prompt_2", "prompt_embeds", "prompt_embeds_mask", "negative_prompt_embeds", "negative_prompt_embeds_mask",
    "negative_prompt_2", "pooled_prompt_embeds", "negative_pooled_prompt_embeds", "prompt_attention_mask",
    "negative_prompt_attention_mask", "height", "width", "num_frames", "num_inference_steps", "num_videos_per_prompt",
    "num_images_per_prompt", "generator", "latents", "audio_latents", "image", "image_embeds", "last_image", "video", "mask",
    "reference_images", "conditions", "references", "ip_adapter_image", "ip_adapter_image_embeds", "frame_rate", "fps",
    "output_type", "output", "return_dict", "device", "callback_on_step_end", "callback_on_step_end_tensor_inputs",
    "max_sequence_length", "state"))
"""What an adapter says to its pipeline itself, so that a manifest's `call` may not."""


WORDS = ("negative_prompt",)
"""What the reader of the words is told by `call`, and not the pipeline."""
SHIFT = "flow_shift"


@dataclass(frozen=True, slots=True)
class Held:
    """A pipeline without its text encoder, and where it came from: the encoder is fetched from there when words have not been
    encoded by a task of their own."""

    pipe: Any
    folder: Path
    profile: Profile


def check(ask: Ask, actions: Collection[str], step: int, plus: int, wide: int, tall: int) -> None:
    """Raises Fault for an action that is not among `actions`, and for sizes and lengths that the pipeline would round: frames
    other than `step` times a whole number and `plus`, a width that is no multiple of `wide`, or a height of `tall`."""
    if ask.action not in actions:
        raise Fault(f"this model does not do {ask.action}", "it does " + ", ".join(sorted(actions)))
    if ask.frames < plus or (ask.frames - plus) % step:
        raise Fault(f"this model cannot make {ask.frames} frames",
                    f"it makes {step}n+{plus}: the manifest's `frames` must say so")
    if ask.width < wide or ask.height < tall or ask.width % wide or ask.height % tall:
        raise Fault(f"this model cannot make pictures of {ask.width}x{ask.height}",
                    f"width must be a multiple of {wide} and height of {tall}: the manifest's `multiple` must say so")


def shown(ask: Ask, role: str) -> Image:
    """The picture `role` of the right size. Raises Fault where it is missing or of another size."""
    if role not in ask.images:
        raise Fault(f"{ask.action} needs the picture {role!r}, and it was not given")
    return _sized(ask, ask.images[role], role)


def before(ask: Ask, most: int = 1) -> list[Image]:
    """The last frames of the clip before, `most` of them or as many as there are. Raises Fault for none, for fewer than are to
    be repeated, for more to be repeated than `most`, and for another size."""
    if not 1 <= ask.repeats <= most:
        raise Fault(f"this model goes on by repeating 1 to {most} frames, and not {ask.repeats}")
    if ask.frames <= ask.repeats:
        raise Fault(f"a clip of {ask.frames} frames that repeats {ask.repeats} would go on with none")
    if len(ask.before) < ask.repeats:
        raise Fault(f"{ask.repeats} frames of the clip before are to be repeated, and {len(ask.before)} were given")
    return [_sized(ask, one, "before") for one in list(ask.before)[-most:]]


def _sized(ask: Ask, picture: Image, role: str) -> Image:
    if picture.size != (ask.width, ask.height):
        raise Fault(f"the picture {role!r} is {picture.width}x{picture.height} where {ask.width}x{ask.height} belongs")
    return picture


def wan(kind: str) -> Callable[[Path, Profile], Held]:
    """An adapter's `load`, for the class `kind` of diffusers, a pipeline of the Wan family: without its text encoder, and with
    its VAE and image encoder (where it has one) in float32, as the examples of those pipelines do."""
    def load(folder: Path, profile: Profile) -> Held:
        import diffusers
        from transformers import CLIPVisionModel

        exact = replace(profile, precision="float32", quantisation="")
        parts = {"text_encoder": None, "tokenizer": None,
                 "vae": pretrained(diffusers.AutoencoderKLWan, folder / "vae", exact)}
        if (folder / "image_encoder").is_dir():
            parts["image_encoder"] = pretrained(CLIPVisionModel, folder / "image_encoder", exact)
        return Held(pretrained(getattr(diffusers, kind), folder, profile, **parts), folder, profile)

    return load


def told(held: Held, ask: Ask) -> dict[str, Any]:
    """The words as a pipeline of the Wan family takes them: encoded, those to keep away from too. Words that come as they are
    are read with the encoder from the pipeline's own folder, which is let go at once: it is as large as a model."""
    if ask.words is not None:
        tensors = dict(ask.words.tensors)
    else:
        from .adapters import umt5

        reader = umt5.load(held.folder, held.profile)
        reader.to(ask.device)
        tensors = dict(umt5.run(reader, ask).tensors)
    if "prompt_embeds" not in tensors:
        raise Fault("the words were encoded for another model: there are no prompt_embeds among them")
    return {name: one.to(ask.device) for name, one in tensors.items()}


def usual(call: Callable[..., Any], ask: Ask, own: Collection[str] = ()) -> dict[str, Any]:
    """The arguments of the manifest's `call` that go to the pipeline's `call`; those in `own` are the adapter's. Raises Fault for
    one that the pipeline does not take, or that is not a manifest's to say."""
    takes = set(inspect.signature(call).parameters) - SET - {"self"}
    strange = sorted(set(ask.call) - takes - set(own))
    if strange:
        raise Fault(f"the manifest's call has {strange[0]!r}, which this model does not take",
                    "it takes " + ", ".join(sorted(takes | set(own))))
    return {name: value for name, value in ask.call.items() if name not in own}


def steps(call: Callable[..., Any], ask: Ask, pieces: int = 1, least: int = 1) -> dict[str, Any]:
    """The number of steps, the pipeline's own where none is asked for, and that it tells of each. A pipeline that makes a clip of
    several `pieces` takes that number for each. Raises Fault for fewer steps than the pipeline can take."""
    count = ask.steps or int(inspect.signature(call).parameters["num_inference_steps"].default)
    if count < least:
        raise Fault(f"this model takes at least {least} steps, and not {count}",
                    "the manifest's or target's `steps` say how many")
    return {"num_inference_steps": count, "callback_on_step_end": _telling(ask.report, count * pieces)}


def _telling(report: Callable[[float], None], count: int) -> Callable[..., dict[str, Any]]:
    """A pipeline's `callback_on_step_end` that reports which part of `count` steps is done, however the pipeline counts them."""
    done = 0

    def step(pipe: Any, at: int, moment: Any, found: dict[str, Any]) -> dict[str, Any]:
        nonlocal done
        done += 1
        report(min(1.0, done / count))
        return {}

    return step


def frames(video: Any, ask: Ask, skip: int = 0) -> Frames:
    """What a pipeline answered as "np" (one clip, floats from 0 to 1), without the first `skip` frames. Raises Fault where it is
    not what was asked for: nothing is cut or stretched to fit."""
    import numpy as np

    pixels = np.asarray(video[0])[skip:]
    if pixels.shape != (ask.frames, ask.height, ask.width, 3):
        raise Fault(f"the model made {_shape(pixels.shape)} where {_shape((ask.frames, ask.height, ask.width, 3))} was asked for")
    return Frames(pixels)


def _shape(shape: tuple[int, ...]) -> str:
    return f"{shape[0]} frames of {shape[2]}x{shape[1]}" if len(shape) == 4 else f"something of shape {shape}"


def number(ask: Ask, name: str, usual: float) -> float:
    """The adapter's own argument `name` of the manifest's call, or `usual`. Raises Fault for what is no number."""
    value = ask.call.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Fault(f"the manifest's call has {name}: {value!r}, where a number belongs")
    return value


@contextmanager
def shifted(pipe: Any, ask: Ask, usual: float = 0.0) -> Iterator[None]:
    """Gives `pipe` for one clip the scheduler that the examples of its pipeline use, shifted towards noise by `flow_shift` of the
    call, or by `usual`; 0: it keeps its own. What one clip is given is not left to the next."""
    shift, before = number(ask, SHIFT, usual), pipe.scheduler
    if shift:
        from diffusers import UniPCMultistepScheduler

        pipe.scheduler = UniPCMultistepScheduler.from_config(before.config, flow_shift=shift)
    try:
        yield
    finally:
        pipe.scheduler = before
