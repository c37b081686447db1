"""How alike two people look, and the stable chance that casting draws with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ...stdlib import fold
from ..base.digest import seed_of
from .nodes import Character
from .words import rgb

FAR = 5.0
"""The distance from which two people are told apart at a glance: at least two features that show in a close-up."""


T = TypeVar("T")


class Draw:
    """A stream of choices that depends on a name and the number of the attempt alone."""

    def __init__(self, id: str, attempt: int) -> None:
        self._id, self._attempt, self._count = fold(id) or id, attempt, 0

    def one(self, choices: Sequence[T]) -> T:
        """One of `choices`, which are not empty."""
        self._count += 1
        return choices[seed_of(self._id, self._attempt, self._count) % len(choices)]


def distance(one: Character, other: Character) -> float:
    """How far apart two people look, 0 for twins. Weights follow what a viewer sees in a close-up: sex and hair first,
    then beard, colours of hair and clothes, age, build, skin."""
    a, b = one.appearance, other.appearance
    total = 4.0 * (a.sex != b.sex) + 2.5 * (a.hair_style != b.hair_style) + 1.5 * (a.facial_hair != b.facial_hair)
    total += 2.0 * _apart(a.hair_colour, b.hair_colour) + 1.0 * _apart(a.skin, b.skin) + 0.3 * _apart(a.eyes, b.eyes)
    total += min(2.0, abs(one.age - other.age) / 12) + 0.8 * (a.build != b.build) + 0.4 * (a.height != b.height)
    total += 0.5 * min(1, len(set(a.features) ^ set(b.features)))
    mine, theirs = one.wardrobe.get(one.wearing), other.wardrobe.get(other.wearing)
    if mine is None or theirs is None:
        return total
    total += 0.8 * (mine.garment != theirs.garment) + 0.6 * min(1, len(set(mine.accessories) ^ set(theirs.accessories)))
    return total + 2.0 * _apart(mine.colours[0] if mine.colours else "", theirs.colours[0] if theirs.colours else "")


def _apart(one: str, other: str) -> float:
    """How far apart two colours are, 0 to 1; full from a quarter of the cube's diagonal on."""
    if not one or not other:
        return 0.0
    gap: float = sum((a - b) ** 2 for a, b in zip(rgb(one), rgb(other))) ** 0.5
    return min(1.0, gap / 110.0)
