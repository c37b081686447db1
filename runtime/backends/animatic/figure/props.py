"""Things: what a hand holds and what an insert shows large. Every shape is drawn in a box of 240 about its middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import canvas as ink
from . import props_glass, props_living, props_metal, props_paper, props_wares

Painter = Callable[[Any, str, str], None]
BOX = 240.0
"""Side of the box that a thing is drawn in."""

_PAINTERS: dict[str, tuple[Painter, str, str]] = {
    "disc": (props_metal.disc, "#9fc8ad", "#4f8f74"),
    "ring": (props_metal.ring, "#e2c070", "#dff2ff"),
    "sword": (props_metal.sword, "#c8d0dc", "#7a2430"),
    "dagger": (props_metal.dagger, "#c8d0dc", "#3a2a24"),
    "key": (props_metal.key, "#c9a24e", "#8a6424"),
    "bell": (props_metal.bell, "#c9a24e", "#7a2430"),
    "watch": (props_metal.watch, "#d0b070", "#3a2a24"),
    "gun": (props_metal.gun, "#3a3d44", "#5a3a2a"),
    "comb": (props_metal.comb, "#7a4a2e", "#d9b05a"),
    "letter": (props_paper.letter, "#f2ead8", "#b0202c"),
    "photo": (props_paper.photo, "#f4efe6", "#7a90a8"),
    "book": (props_paper.book, "#2f4f6b", "#d9b05a"),
    "document": (props_paper.document, "#f6f3ec", "#b0202c"),
    "scroll": (props_paper.scroll, "#efe2c4", "#7a2430"),
    "card": (props_paper.card, "#1f2430", "#d9b05a"),
    "fan": (props_paper.fan, "#f2e6d8", "#b0404c"),
    "phone": (props_wares.phone, "#16181f", "#6fb0ff"),
    "cup": (props_wares.cup, "#eef0ee", "#4a78a0"),
    "bottle": (props_wares.bottle, "#3a5c4a", "#e8dcc0"),
    "box": (props_wares.box, "#7a2430", "#d9b05a"),
    "lantern": (props_wares.lantern, "#c8283a", "#ffd27a"),
    "bag": (props_wares.bag, "#6b4a34", "#d9b05a"),
    "flower": (props_living.flower, "#d8405a", "#4a7a4a"),
    "pill": (props_living.pill, "#d8404c", "#f4efe8"),
    "mask": (props_living.mask, "#f2eee6", "#b0202c"),
    "fox": (props_living.fox, "#d9822f", "#fff4e6"),
    "wine-glass": (props_glass.wine_glass, "#7a1228", "#cfd8e6"),
    "thing": (props_living.bundle, "#8a7a66", "#5a4a3a"),
}
SHAPES = tuple(_PAINTERS)


def paint_thing(canvas: Any, shape: str, colours: Sequence[str] = ()) -> None:
    """Draw a thing about the canvas's origin in a box of 240. `colours` are its main and second colour; what is not
    given takes the usual ones. A shape that is not known is drawn as a wrapped bundle."""
    painter, main, second = _PAINTERS.get(shape, _PAINTERS["thing"])
    said = [_valid(c) for c in colours]
    main = said[0] or main if said else main
    second = (said[1] or second) if len(said) > 1 else second
    painter(canvas, main, second)


def draw_thing(shape: str, colours: Sequence[str], size: int) -> ink.Image:
    """A thing as a picture of `size` x `size` pixels, BGRA premultiplied."""
    image = ink.blank(size, size)
    canvas = ink.surface(image).getCanvas()
    canvas.translate(size / 2, size / 2)
    canvas.scale(size / (BOX * 1.04), size / (BOX * 1.04))
    paint_thing(canvas, shape, colours)
    return image


def _valid(value: str) -> str:
    try:
        ink.channels(value)
    except ValueError:
        return ""
    return value
