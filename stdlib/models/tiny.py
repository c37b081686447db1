"""The models of a target at their smallest: the same code, frames and order of work, with random weights on any machine."""

from __future__ import annotations

from dataclasses import replace

from .chosen import Models
from .read import Manifest

WEIGHTS = "tiny"
AREA = 64 * 114
"""Pixels of a picture: 64x112 of a vertical film whose model works in steps of 16, 64x96 in steps of 32."""
STEPS = 2


def shrunk(models: Models) -> Models:
    """`models` with the weights `WEIGHTS`, which whoever runs them makes at random, pictures of at most AREA pixels, and STEPS
    steps. What enlarges, fills in between and moves lips brings no weights of ours and is left as it is: it works on small
    pictures as on large ones."""
    return replace(models, still=_small(models.still), keyframe=_small(models.keyframe),
                   video=_small(models.video) if models.video is not None else None,
                   readers={id: _small(one) for id, one in models.readers.items()})


def _small(one: Manifest) -> Manifest:
    steps = 0 if one.role == "text" else STEPS
    return replace(one, weights=WEIGHTS, area=min(one.area or AREA, AREA), steps=steps, revision="", hub={}, vram={}, load={},
                   profile={**one.profile, "precision": "float32"})
