"""The measured lengths of spoken lines, each read once from the store and then remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..compiler.base import kept
from ..runtime.listing import listed

if TYPE_CHECKING:
    from ..runtime.store import Store  # loaded where a length is read from one

SHELF = "lengths"
_MOST, _DAYS = 64 << 20, 60.0


def length_of(store: Store, key: str) -> float | None:
    """The seconds that the speech task `key` lasts, read from its result in `store`. None where there is none, or a damaged
    one: it counts as not spoken, and the build makes it again."""
    file = store.output(key, "timing")
    if file is None:
        return None
    try:
        seconds = float(json.loads(file.read_bytes())["seconds"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return seconds if isfinite(seconds) and seconds >= 0 else None


class Lengths(Mapping[str, float]):
    """The lengths by speech task key that a lock has `told`, and else of all that the store in `root` had when this was made.
    What was read from a record is remembered until that record is written again; `keep` remembers it for the next run. Who
    only looks at a plan may rely on it; a build reads the results themselves."""

    def __init__(self, root: Path, told: Mapping[str, float] = MappingProxyType({})) -> None:
        self._root, self._told = root, told
        self.there = listed(root)
        data = kept.load(SHELF, str(root)) if self.there else {}
        self._known: dict[str, tuple[int, float]] = {}
        self._read: dict[str, float | None] = {}
        with_form = data.items() if isinstance(data, dict) else ()
        for key, entry in with_form:
            match entry:
                case [int(number), float(seconds)] if self.there.get(key) == number:
                    self._known[key] = (number, seconds)

    def __getitem__(self, key: str) -> float:
        if key in self._told:
            return self._told[key]
        known = self._known.get(key)
        if known is not None:
            return known[1]
        if key not in self._read:
            self._read[key] = self._length(key) if key in self.there else None
        seconds = self._read[key]
        if seconds is None:
            raise KeyError(key)
        return seconds

    def _length(self, key: str) -> float | None:
        from ..runtime.store import Store

        return length_of(Store(self._root), key)

    def __contains__(self, key: object) -> bool:
        return key in self._told or key in self._known or (key in self.there and self.get(str(key)) is not None)

    def __iter__(self) -> Iterator[str]:
        return (key for key in dict.fromkeys((*self._told, *self.there)) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def keep(self) -> None:
        """Remember what was read for the next run. Silent where that is not possible."""
        new = {key: (self.there[key], seconds) for key, seconds in self._read.items() if seconds is not None}
        if new:
            kept.save(SHELF, str(self._root), self._known | new)
            kept.tidy(SHELF, _MOST, _DAYS)
