"""Reads the vocabularies and facts of the standard library.

A vocabulary file is a YAML mapping `id: {label, aliases, exact, …facts}`. Words are compared without case, width
(NFKC), spaces and punctuation, so `Push In`, `push-in` and the full-width form are one. `aliases` are found inside
free text too; words under `exact` only when they stand alone. An alias may be `{words: […], …facts}`, where the facts
replace those of its entry (`furious` is anger at full intensity). The key `_` holds facts of the whole file; `ids:
exact` in it keeps ids and labels out of free text.
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..compiler.base import made
from .scan import Aliases, Match, Reading, fold, reading_of

_HERE = Path(__file__).parent
_FORM = "vocabulary-1"  # raise it when `_index` makes something else of the same file
_TABLES = ("entries", "facts", "exact", "loose", "special")
"""Of a vocabulary, in the order in which they stand in its file in `made`."""
_LONGEST_GUESS = 60
_PROSE = frozenset(("emotions", "gestures", "postures", "sounds", "weathers"))
"""What every paragraph of action is searched for."""


class Vocabulary:
    """One vocabulary. `entries` maps an id to its data (`label`, `aliases`, facts); read, never change. It is read table by
    table, when somebody first asks: most are never asked for."""

    __slots__ = ("_aliases", "_exact", "_loose", "_parts", "_special", "_written", "entries", "facts", "name")

    name: str
    entries: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any]
    _exact: Mapping[str, str]
    _loose: Mapping[str, str]
    _written: Mapping[str, str]
    _special: Mapping[str, Mapping[str, Any]]
    _aliases: Aliases

    def __init__(self, name: str, parts: Mapping[str, bytes]) -> None:
        self.name, self._parts = name, parts

    def __getattr__(self, table: str) -> Any:
        """A table that nobody has asked for before."""
        if table == "_aliases":
            found: Any = of_prose() if self.name in _PROSE else Aliases({self.name: self._loose})
        elif table == "_written":
            found = {}
            for _, own, inside in _words(self.entries, self.facts):
                for word in (*own, *inside):
                    found.setdefault(fold(word), word)
        elif table in Vocabulary.__slots__:
            found = json.loads(self._parts[table.lstrip("_")])
            if table == "entries":
                found = {id: MappingProxyType(entry) for id, entry in found.items()}
            found = MappingProxyType(found)
        else:
            raise AttributeError(table)
        setattr(self, table, found)
        return found

    def __repr__(self) -> str:
        return f"Vocabulary({self.name!r})"

    def find(self, words: str) -> str | None:
        """The id that `words` as a whole name, or None."""
        return self._exact.get(fold(words))

    def nearest(self, words: str) -> str | None:
        """The word of this vocabulary most like `words`, as a person would write it, or None when nothing is near."""
        wanted = fold(words)[:_LONGEST_GUESS]
        if not wanted:
            return None
        cutoff = 0.6 if _NOT_ASCII.search(wanted) else 0.7
        from difflib import get_close_matches  # most words are known

        close = get_close_matches(wanted, self._written, 8, cutoff)
        if not close:
            return None
        id = self._exact[close[0]]
        return id if fold(id) in close else self._written[close[0]]

    def search(self, text: str) -> str | None:
        """The id whose alias occurs inside free text; the longest alias wins, the earlier among equals."""
        best = max(self._every(text), key=lambda one: (len(one.key), -one.start), default=None)
        return best.id if best else None

    def matches(self, text: str) -> tuple[Match, ...]:
        """All aliases inside free text from left to right, the longest at each place, none overlapping."""
        return _apart(self._every(text))

    def within(self, reading: Reading, start: int, end: int) -> tuple[Match, ...]:
        """`matches(text[start:end])` of the text of `reading`, places counted from `start`. It is quicker where several
        parts of one text are looked through: its words are cut and looked up once."""
        every = reading.every(self._aliases).get(self.name, ())
        if reading.cuts(start, end):
            return self.matches(reading.text[start:end])
        if not every or start >= end:
            return ()
        found = []
        for one in every[bisect_left(every, (start,)) : bisect_left(every, (end,))]:
            fits = one if one.end <= end else self._aliases.longest(self.name, reading, one.start, end)
            if fits is not None:
                found.append(Match(fits.start - start, fits.end - start, fits.id, fits.key))
        return _apart(found)

    def fact(self, words: str, name: str) -> Any:
        """The fact `name` of what `words` name as a whole or, failing that, contain: the alias's own where it has one,
        otherwise the entry's. None where there is no such fact."""
        key = fold(words)
        if key not in self._exact:
            best = max(self._every(words), key=lambda one: (len(one.key), -one.start), default=None)
            if best is None:
                return None
            key = best.key
        own = self._special.get(key, {})
        return own[name] if name in own else self.entries[self._exact[key]].get(name)

    def _every(self, text: str) -> Sequence[Match]:
        """The longest alias that begins at each word of `text`."""
        return reading_of(text).every(self._aliases).get(self.name, ())


def occurring(reading: Reading) -> Collection[str]:
    """The vocabularies of prose of which some alias may occur in a text, or in a part of it: a quick look, which is sure
    only of those that it leaves out."""
    prose = of_prose()
    found = reading.every(prose)  # a part of the text may begin or end inside `Lin's`
    return found if reading.whole else {*found, *prose.every(reading.parted())}


def _apart(found: Iterable[Match]) -> tuple[Match, ...]:
    """Those of `found`, which are in order, that do not overlap one before."""
    kept: list[Match] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary called `name` (`sizes`, `emotions` …). Raises KeyError when there is none."""
    return Vocabulary(name, dict(zip(_TABLES, _tables("vocabulary", name), strict=True)))


@cache
def of_prose() -> Aliases:
    """Those of all vocabularies of prose together, so that a word of none of them is looked up once."""
    return Aliases({name: vocabulary(name)._loose for name in sorted(_PROSE)})


@cache
def data(name: str) -> Mapping[str, Any]:
    """The file of facts called `name` (`backends`, `prices`). Raises KeyError when there is none."""
    return MappingProxyType(json.loads(_tables("facts", name)[0]))


def names() -> tuple[str, ...]:
    """The names of all vocabularies."""
    return tuple(sorted(file.stem for file in (_HERE / "vocabulary").glob("*.yaml")))


def strength(words: str) -> float:
    """How strong the emotion in `words` is, 0 to 1: the alias's own intensity (`furious` 1.0, `annoyed` 0.3), moved by
    words such as "slightly" or 极度. 0.5 where nothing is said."""
    emotions = vocabulary("emotions")
    base = emotions.fact(words, "intensity")
    value = 0.5 if base is None else float(base)
    modifiers = vocabulary("degrees")
    by = modifiers.fact(words, "factor") if modifiers.search(words) else None
    return max(0.0, min(1.0, value * float(by))) if by is not None else value


def tables() -> Iterator[tuple[str, str]]:
    """Name and text of every file of `made` that this module reads."""
    for folder in ("vocabulary", "facts"):
        for file in sorted((_HERE / folder).glob("*.yaml")):
            yield f"{folder}/{file.stem}.json", made.written(made.basis(_FORM, [file]), _made(file))


def _tables(folder: str, name: str) -> Sequence[bytes]:
    """What is made of the file `name` of `folder`, table by table, each as JSON. Raises KeyError when there is none."""
    if f"{name}.yaml" not in _listed(folder):
        raise KeyError(name)
    file = os.path.join(_HERE, folder, f"{name}.yaml")
    ready = made.tables(f"{folder}/{name}.json", made.basis(_FORM, [file]))
    return made.written("", _made(Path(file))).encode().split(b"\n")[1:-1] if ready is None else ready


@cache
def _listed(folder: str) -> frozenset[str]:
    return frozenset(os.listdir(os.path.join(_HERE, folder)))


def _made(file: Path) -> tuple[dict[str, Any], ...]:
    """The tables of a vocabulary; of a file of facts, what it says."""
    raw = _parsed(file)
    return _index(raw) if file.parent.name == "vocabulary" else (raw,)


def _index(raw: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """A vocabulary's tables: its entries, and those that find an id by its words."""
    facts = raw.pop("_", {})
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    special: dict[str, Mapping[str, Any]] = {}
    for id, own, inside in _words(raw, facts):
        for word in (*own, *inside):
            exact.setdefault(fold(word), id)
        for word in inside:
            loose.setdefault(fold(word), id)
        for alias in raw[id].get("aliases", ()):
            if isinstance(alias, dict):
                rest = {key: value for key, value in alias.items() if key != "words"}
                special.update((fold(word), rest) for word in alias["words"])
    return raw, facts, exact, loose, special


def _words(entries: Mapping[str, Mapping[str, Any]], facts: Mapping[str, Any]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Of each entry its id, the words that name it as a whole, and those that are found inside free text too."""
    for id, entry in entries.items():
        own = [id, *([entry["label"]] if "label" in entry else []), *entry.get("exact", ())]
        inside: list[str] = [] if facts.get("ids") == "exact" else own[: 2 if "label" in entry else 1]
        for alias in entry.get("aliases", ()):
            inside.extend(alias["words"] if isinstance(alias, dict) else [alias])
        yield id, own, inside


def _parsed(file: Path) -> dict[str, Any]:
    import yaml  # a run that finds the tables made never needs it here

    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
