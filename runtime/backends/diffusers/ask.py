"""What an adapter is asked for, and what it answers: the border between the worker that holds models and the code that calls one.

An adapter is a module of `adapters/`, named as the manifests' `adapter` says, with

    ACTIONS                the actions that it does
    load(folder, profile)  whatever it wants to hold (a pipeline, mostly), from a folder of weights in the layout of its
                           pipeline's save_pretrained, on the CPU, in the profile's precision; never from the network
    run(held, ask)         Frames for actions that make pictures, Words for text_encode

and a module of the same name in `tiny/` has `build(folder)`, which writes weights of the smallest sizes that the same code
takes, random and the same each time.
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
    """Pictures: RGB, 8 bits, of shape (frames, height, width, 3). One frame for a still."""

    pixels: np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """One piece of work. `width`, `height` (pixels), `frames` and `fps` are what must come out, exactly; `steps` 0: the
    pipeline's own number. `call` are the manifest's arguments for the pipeline.

    `prompt` is the words where the model encodes them itself, else None and `words` holds them encoded. `images` are RGB
    pictures by role, brought to width and height: `person:0` …, `plate`, `picture` (to be changed), `first`, `last`.
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
