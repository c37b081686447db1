"""How a set lights the people in it: the word between the plates, which know their lamps, and the figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a set on a figure. Colours are `#rrggbb`; sides run from -1 (screen left) to 1 (screen right).

    key      colour of the strongest light, which comes from `key_side`
    fill     colour of the shadow side
    rim      colour of the edge light from behind, strongest on `rim_side`
    ambient  0 dark to 1 bright: how much light there is in all
    floor    colour that the ground throws back and into which feet sink
    """

    key: str
    key_side: float
    fill: str
    rim: str
    rim_side: float
    ambient: float
    floor: str
