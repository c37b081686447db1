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
    "hospital": ("modern_public", "#dfe7e8", "#a9bfc4", "#5a8f9c"),
    "school": ("modern_public", "#cfd6c4", "#6f8a6a", "#3f5a48"),
    "corridor": ("modern_public", "#b8b4ac", "#6a6660", "#8a5a3c"),
    "restaurant": ("modern_public", "#8a6a52", "#4a362a", "#c9a04a"),
    "lobby": ("modern_halls", "#c4b8a4", "#6a5a48", "#c9a04a"),
    "bar": ("modern_halls", "#2b2230", "#5a2f52", "#d8485c"),
    "banquet": ("modern_halls", "#c9a878", "#7a4a3c", "#e8d9b4"),
    "car": ("modern_halls", "#2b2e35", "#4a4038", "#8d9098"),
    "street": ("modern_exteriors", "#6b6f78", "#3b3f48", "#c0573c"),
    "rooftop": ("modern_exteriors", "#5a606b", "#2c323c", "#e0764a"),
    "garden": ("garden", "#c9bda6", "#6f6a62", "#5f7f4c"),
    "hall": ("period", "#6b4a38", "#3e2a22", "#a3402c"),
    "palace": ("palace", "#8a2c28", "#4a2420", "#d9b04a"),
    "inn": ("inn", "#7a5638", "#4a3222", "#c9402c"),
    "courtyard": ("period_exteriors", "#8a8478", "#5a4a3c", "#a3402c"),
    "market": ("market", "#a3845c", "#6b4a38", "#c9402c"),
    "battlefield": ("battlefield", "#6b5a48", "#3a322c", "#a3402c"),
    "bamboo": ("nature", "#6f8a5a", "#3c5238", "#c9d2b0"),
    "forest": ("nature", "#4a5f42", "#2a3a2c", "#8a7a52"),
    "mountain": ("nature", "#7a8490", "#46505c", "#a8b4bc"),
    "river": ("nature", "#6a8a96", "#3c5560", "#b0bfae"),
    "road": ("nature", "#8a7a66", "#5a5044", "#a8a890"),
    "field": ("nature", "#8a9a5a", "#5a6a3c", "#c9b878"),
    "sky": ("nature", "#8fb0d0", "#4a6a96", "#f2c9a0"),
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
