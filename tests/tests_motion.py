"""What the tests of adapters that make clips share: weights built once, and asks."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from PIL import Image

from dramac.runtime.backends.diffusers import profile
from dramac.runtime.backends.diffusers.ask import Ask, Frames, Words

AS_IT_IS = profile.Profile()
"""On the CPU: float32, everything resident."""


def adapter(name: str) -> ModuleType:
    return import_module(f"dramac.runtime.backends.diffusers.adapters.{name}")


def built(folder: Path, name: str) -> Path:
    """The folder of the tiny weights `name`, built there if they are not yet."""
    place = folder / name
    if not place.exists():
        torch.set_num_threads(1)
        place.mkdir(parents=True)
        import_module(f"dramac.runtime.backends.diffusers.tiny.{name}").build(place)
    return place


def picture(number: int, width: int, height: int) -> Image.Image:
    noise = np.random.default_rng(number).integers(0, 255, (4, 4, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((width, height), Image.Resampling.BILINEAR)


def ask(action: str = "i2v", **other: Any) -> Ask:
    """A small piece of work: 5 to 9 frames of 64x96, 2 steps. `seen`: roles of pictures; `given`: frames of the clip before."""
    seed, width, height = other.pop("seed", 7), other.pop("width", 64), other.pop("height", 96)
    given, seen = other.pop("given", 1 if action == "extend" else 0), other.pop("seen", ("first", "last"))
    values: dict[str, Any] = {
        "action": action, "width": width, "height": height, "frames": 9, "fps": 24, "steps": 2,
        "prompt": "a woman turns", "words": None, "tokens": 32,
        "images": {role: picture(at, width, height) for at, role in enumerate(seen)},
        "before": [picture(100 + at, width, height) for at in range(given)], "repeats": 1,
        "generator": lambda: torch.Generator("cpu").manual_seed(seed), "report": lambda done: None, "call": {}}
    return Ask(**values | other)


def told(words: Words | None) -> dict[str, Any]:
    """What an ask says of words that were encoded."""
    return {} if words is None else {"prompt": None, "words": words}


def digest(made: Frames) -> str:
    return hashlib.sha256(np.ascontiguousarray(made.pixels).tobytes()).hexdigest()
