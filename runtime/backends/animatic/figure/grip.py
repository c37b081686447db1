"""Things in hands."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from .limb import Arm
from .person import Person
from .props import paint_thing

_SIZE = {
    "sword": 235.0,
    "fan": 62.0,
    "scroll": 66.0,
    "lantern": 84.0,
    "bag": 70.0,
    "flower": 66.0,
    "gun": 52.0,
    "dagger": 74.0,
    "ring": 14.0,
    "pill": 11.0,
    "key": 26.0,
    "disc": 30.0,
    "watch": 28.0,
    "card": 30.0,
    "comb": 30.0,
    "fox": 70.0,
    "letter": 52.0,
    "document": 60.0,
    "book": 54.0,
    "photo": 46.0,
    "mask": 58.0,
    "box": 44.0,
}
"""How large a thing is in a hand, du; most are 40."""
_POINTED = frozenset({"flower", "fan", "comb", "key"})
_BLADES = frozenset({"sword", "dagger"})
_LOW, _HIGH = 172.0, 100.0
"""Between these heights of the wrist a blade leans out a little more."""


def is_blade(thing: Mapping[str, Any] | None) -> bool:
    """Whether a thing is held upright at the side, away from faces."""
    return thing is not None and str(thing.get("shape")) in _BLADES


def holder(thing: Mapping[str, Any] | None, person: Person, lowered: bool = False) -> Callable[[Any, Arm], None] | None:
    """A function that draws `thing` at an arm's hand, or None when nothing is held. A blade points up, or down when
    `lowered`."""
    if not thing:
        return None
    shape = str(thing.get("shape") or "thing")
    colours = tuple(str(c) for c in thing.get("colours") or ())
    size = _SIZE.get(shape, 40.0)

    def draw(canvas: Any, arm: Arm) -> None:
        x, y = arm.wrist
        x, y = x + math.cos(arm.angle) * 19, y + math.sin(arm.angle) * 19
        canvas.save()
        canvas.translate(x, y)
        if shape in _BLADES:
            raised = max(0.0, min(1.0, (_LOW - arm.wrist[1]) / (_LOW - _HIGH)))
            canvas.rotate((1.0 + 6.0 * raised) * arm.side + (180.0 if lowered else 0.0))
            canvas.translate(0, -size * 0.34)
        elif shape in _POINTED:
            canvas.rotate(18.0 * arm.side)
            canvas.translate(0, -size * (0.34 if shape == "flower" else 0.3))
        elif shape in ("lantern", "bag", "bell"):
            canvas.translate(0, size * 0.42)
        else:
            canvas.rotate(-6.0 * arm.side)
            canvas.translate(0, -size * 0.22)
        canvas.scale(size / 240, size / 240)
        paint_thing(canvas, shape, colours)
        canvas.restore()

    return draw
