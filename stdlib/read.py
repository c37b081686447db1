"""Reads the vocabularies and facts of the standard library.

A vocabulary file is a YAML mapping `id: {label, aliases, exact, …facts}`. Words are compared without case, width
(NFKC), spaces and punctuation, so `Push In`, `push-in` and the full-width form are one. `aliases` are found inside
free text too; words under `exact` only when they stand alone. An alias may be `{words: […], …facts}`, where the facts
replace those of its entry (`furious` is anger at full intensity). The key `_` holds facts of the whole file; `ids:
exact` in it keeps ids and labels out of free text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..compiler.base import kept

_HERE = Path(__file__).parent
_INDEX = 1  # raise it when `_index` makes something else of the same files
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['\u2019][^\W_{_CJK}]+)*")
_GAP = re.compile(r"[\s\-_/'\u2019\u00b7&*]{0,4}|\.")
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_GUESS = 60
_KNOWN_WORDS = 50_000


class Match(NamedTuple):
    """An alias found in free text: code points `[start, end)`, the id, and the alias's key in the index."""

    start: int
    end: int
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One vocabulary. `entries` maps an id to its data (`label`, `aliases`, facts); read, never change."""

    name: str
    entries: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any] = field(default_factory=dict)
    _exact: Mapping[str, str] = field(default_factory=dict, repr=False)
    _loose: Mapping[str, str] = field(default_factory=dict, repr=False)
    _written: Mapping[str, str] = field(default_factory=dict, repr=False)
    _special: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    _beginnings: frozenset[str] = field(default=frozenset(), repr=False)
    _never: set[str] = field(default_factory=set, repr=False, compare=False)

    def find(self, words: str) -> str | None:
        """The id that `words` as a whole name, or None."""
        return self._exact.get(fold(words))

    def nearest(self, words: str) -> str | None:
        """The word of this vocabulary most like `words`, as a person would write it, or None when nothing is near."""
        wanted = fold(words)[:_LONGEST_GUESS]
        if not wanted:
            return None
        cutoff = 0.6 if _NOT_ASCII.search(wanted) else 0.7
        close = get_close_matches(wanted, self._written, 8, cutoff)
        if not close:
            return None
        id = self._exact[close[0]]
        return id if fold(id) in close else self._written[close[0]]

    def may_occur(self, text: str) -> bool:
        """Whether some alias may occur in `text`, or in a part of it: a quick look, which is sure only of a no."""
        return "'" in text or "\u2019" in text or not self._never.issuperset(words_of(text))

    def search(self, text: str) -> str | None:
        """The id whose alias occurs inside free text; the longest alias wins, the earlier among equals."""
        best = max(self._every(text), key=lambda one: (len(one.key), -one.start), default=None)
        return best.id if best else None

    def matches(self, text: str) -> tuple[Match, ...]:
        """All aliases inside free text from left to right, the longest at each place, none overlapping."""
        found: list[Match] = []
        if self._never.issuperset(words_of(text)):
            return ()
        for one in self._every(text):
            if not found or one.start >= found[-1].end:
                found.append(one)
        return tuple(found)

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

    def _every(self, text: str) -> Iterator[Match]:
        """The longest alias that begins at each word of `text`. A word is read on only while some alias begins so."""
        words = words_of(text)
        never = self._never
        if never.issuperset(words):
            return
        places = [index for index, word in enumerate(words) if word not in never and self._may_begin(word, words, index)]
        if not places:
            return
        tokens = [(one.start(), one.end(), fold(one.group())) for one in _TOKEN.finditer(text)]
        for index in places:
            start, _, first = tokens[index]
            key, best = "", None
            for at in range(index, len(tokens)):
                begin, end, word = tokens[at]
                if at > index and not _GAP.fullmatch(text, tokens[at - 1][1], begin):
                    break
                key += word
                for form in _forms(key, word):
                    if form in self._loose:
                        best = Match(start, end, self._loose[form], form)
                        break
                if key not in self._beginnings:
                    break
            if best is not None and first:
                yield best


    def _may_begin(self, word: str, words: Sequence[str], index: int) -> bool:
        """Whether an alias may begin with `word`, which is `words[index]`: a quick look that saves most words a long
        one."""
        key = fold(word)
        if any(form in self._loose for form in _forms(key, key)):
            return True
        if key not in self._beginnings:
            if len(self._never) >= _KNOWN_WORDS:
                self._never.clear()
            self._never.add(word)
            return False
        if index + 1 == len(words):
            return False
        after = fold(words[index + 1])
        key += after
        return key in self._beginnings or any(form in self._loose for form in _forms(key, after))


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@lru_cache(256)
def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` as they stand, which several vocabularies look through."""
    return tuple(_TOKEN.findall(text))


@lru_cache(16384)
def fold(words: str) -> str:
    """`words` as they are compared: NFKC, no case, letters and digits only."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", words).casefold())


def _forms(key: str, last: str) -> tuple[str, ...]:
    """`key` and, where its last word looks like an English plural or possessive, its singular."""
    if len(last) < 4 or not last.endswith("s") or last.endswith("ss") or not last.isascii():
        return (key,)
    return (key, key[:-1], key[:-2]) if last.endswith("es") else (key, key[:-1])


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary called `name` (`sizes`, `emotions` …). Raises KeyError when there is none."""
    made = _library()["vocabulary"][name]
    entries = {id: MappingProxyType(entry) for id, entry in made["entries"].items()}
    exact, loose, written, special = (MappingProxyType(made[part]) for part in ("exact", "loose", "written", "special"))
    return Vocabulary(name, MappingProxyType(entries), MappingProxyType(made["facts"]), exact, loose, written, special,
                      frozenset(word[:end] for word in loose for end in range(1, len(word))))


@cache
def data(name: str) -> Mapping[str, Any]:
    """The file of facts called `name` (`backends`, `prices`). Raises KeyError when there is none."""
    return MappingProxyType(_library()["facts"][name])


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


@cache
def _library() -> dict[str, Any]:
    """All files of this package, read and indexed, from what an earlier run kept where no file has changed since."""
    files = {folder: sorted((_HERE / folder).glob("*.yaml")) for folder in ("vocabulary", "facts")}
    stamps = [(str(file), now.st_size, now.st_mtime_ns) for one in files.values() for file in one for now in (file.stat(),)]
    key = f"{_INDEX}{stamps}"
    kept_library: dict[str, Any] | None = kept.load("stdlib", key)
    if kept_library is not None:
        return kept_library
    library: dict[str, Any] = json.loads(json.dumps({
        "vocabulary": {file.stem: _index(_parsed(file)) for file in files["vocabulary"]},
        "facts": {file.stem: _parsed(file) for file in files["facts"]},
    }, default=str))
    kept.save("stdlib", key, library)
    return library


def _index(raw: dict[str, Any]) -> dict[str, Any]:
    """A vocabulary's entries, and the tables that find an id by its words."""
    facts = raw.pop("_", {})
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    written: dict[str, str] = {}
    special: dict[str, Mapping[str, Any]] = {}
    for id, entry in raw.items():
        own = [id, *([entry["label"]] if "label" in entry else []), *entry.get("exact", ())]
        inside: list[str] = [] if facts.get("ids") == "exact" else own[: 2 if "label" in entry else 1]
        for alias in entry.get("aliases", ()):
            words = alias["words"] if isinstance(alias, dict) else [alias]
            inside.extend(words)
            if isinstance(alias, dict):
                rest = {key: value for key, value in alias.items() if key != "words"}
                special.update((fold(word), rest) for word in words)
        for word in (*own, *inside):
            exact.setdefault(fold(word), id)
            written.setdefault(fold(word), word)
        for word in inside:
            loose.setdefault(fold(word), id)
    return {"entries": raw, "facts": facts, "exact": exact, "loose": loose, "written": written, "special": special}


def _parsed(file: Path) -> dict[str, Any]:
    import yaml  # a run that finds the library kept never needs it here

    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
