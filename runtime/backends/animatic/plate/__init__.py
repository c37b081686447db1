"""Draws sets: `draw_plate` makes the layers of a place at an hour, in a weather, under a light."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from .layers import Plate
from .look import look_of
from .scene import Scene

MARGIN = 1.3
"""How much larger than the frame a plate is, so that the camera can move."""

# kind: (module, wall, second, accent): the colours where a set names none
_KINDS: dict[str, tuple[str, str, str, str]] = {
    "living-room": ("modern_interiors", "#cfc4b4", "#7d6a58", "#4e6b7a"),
    "bedroom": ("modern_interiors", "#c9b8ae", "#8a7068", "#5a6a86"),
    "office": ("modern_interiors", "#b9bec6", "#3f4855", "#8a6b4a"),
    "kitchen": ("modern_interiors", "#d8d2c6", "#8a9a90", "#b5653c"),
    "shrine": ("shrine", "#4f4638", "#2e2a26", "#8a3a2c"),
}


def kinds() -> tuple[str, ...]:
    """The place kinds that can be drawn, sorted."""
    return tuple(sorted(_KINDS))


def draw_plate(params: Mapping[str, Any]) -> Plate:
    """The plate of `params` (set, width, height, seed). Raises Fault for a kind of place that cannot be drawn."""
    from ....job import Fault

    place = params["set"]
    kind = str(place.get("kind") or "")
    if kind not in _KINDS:
        raise Fault(f"the animatic backend draws no place of kind {kind!r}", f"It draws {', '.join(kinds())}.")
    name, *colours = _KINDS[kind]
    look = look_of(place, (colours[0], colours[1], colours[2]))
    width, height = (2 * round(int(params[side]) * MARGIN / 2) for side in ("width", "height"))
    scene = Scene(look, (width, height), random.Random(int(params.get("seed") or 0)))
    draw: Callable[[Scene], None] = getattr(import_module(f".{name}", __name__), "draw_" + kind.replace("-", "_"))
    draw(scene)
    return scene.finish()
