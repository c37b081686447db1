"""What a model's work is expected to take, from its manifest: in proportion to frames, pixels and steps."""

from __future__ import annotations

from ...stdlib import data
from ...stdlib.models import Manifest
from .nodes import Estimate

FULL = (720, 1280)


def prior(model: Manifest, frames: int, width: int, height: int) -> Estimate:
    """The estimate of `frames` frames (1 for a picture or an encoding) of `width` and `height` by `model`."""
    vram = float(model.vram.get("gigabytes", 0.0))
    if model.time is None:
        guess = data("lowering")["guess"][model.role]
        share = 1.0 if model.role == "text" else _pixels(width, height, FULL)
        length = frames / (model.fps or 24) if model.role not in ("text", "keyframe") else 1.0
        return Estimate(round(float(guess["seconds"]) * share * length, 3), str(guess["source"]), vram)
    time = model.time
    share = frames / time.frames
    if time.width and time.height:
        share *= _pixels(width, height, (time.width, time.height))
    if time.steps and model.steps:
        share *= model.steps / time.steps
    source = f"no figure known; guessed from {time.source}" if time.guess else f"{time.source}; {time.hardware}"
    return Estimate(round(time.seconds * share, 3), source, vram)


def _pixels(width: int, height: int, known: tuple[int, int]) -> float:
    return width * height / (known[0] * known[1])
