"""What an adapter is asked for, and what it answers: the border between the worker that holds models and the code that calls one.

An adapter is a module of `adapters/`, named as the manifests' `adapter` says, with

    ACTIONS                the actions that it does
    load(folder, profile)  whatever it wants to hold, from a folder of weights in the layout of its pipeline's save_pretrained,
                           on the CPU, never from the network: a pipeline, a model, or an object whose `pipe` is one, so that
                           the worker can bring it to the device and set what the profile asks for (`placement`, `options`).
                           `calls.pretrained` loads as the profile says
    run(held, ask)         Frames for actions that make pictures, Words for text_encode
    NEEDS                  (where there are any) packages that its pipeline fails without, looked for before anything is loaded
    CONTEXT                (where it goes on from clips) how many frames of the clip before it wants, at least
    place(held, device, placement)   (only where `placement.place` would not do)

and a module of the same name in `tiny/` has `build(folder)`, which writes weights of the smallest sizes that the same code
takes, random and the same each time; so has one for each other kind of weights that it calls, which manifests name as `tiny`.
Errors that a person can do something about are raised as Fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import torch
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Words:
    """Encoded words, by the names under which the pipeline takes them (`prompt_embeds`, …); one prompt, batch of 1."""

    tensors: Mapping[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Frames:
    """Pictures: RGB, of shape (frames, height, width, 3), one frame for a still; floats from 0 to 1 as a pipeline's "np" gives
    them (what is no number in them is found then), or 8 bits."""

    pixels: np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """One piece of work. `width`, `height` (pixels), `frames` and `fps` are what must come out, exactly; `steps` 0: the
    pipeline's own number. `call` are the manifest's arguments for the pipeline.

    `prompt` is the words where the model encodes them itself, else None and `words` holds them encoded; `tokens`: how many of
    them the model takes, 0 where that is not known. `images` are RGB pictures by role: `picture` (to be changed), `first` and
    `last` brought to width and height; `person:0` … and `plate` in the size that they were made in, whose shape may be another.
    `before` is the clip to go on from, its last frames, at least `repeats` of them. `generator` gives a new generator on the
    CPU with the task's seed. `report` takes the fraction done, after every step. `device` is where the model computes.
    """

    action: str
    width: int
    height: int
    frames: int
    fps: int
    steps: int
    prompt: str | None
    words: Words | None
    tokens: int
    images: Mapping[str, Image]
    before: Sequence[Image]
    repeats: int
    generator: Callable[[], torch.Generator]
    report: Callable[[float], None]
    device: str = "cpu"
    call: Mapping[str, Any] = field(default_factory=dict)
