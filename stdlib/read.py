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
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from ..compiler.base import kept
from ..compiler.base.pattern import ByScript

_HERE = Path(__file__).parent
_INDEX = 1  # raise it when `_index` makes something else of the same files
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = ByScript(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['\u2019][^\W_{_CJK}]+)*", r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
"""The same, for texts without other letters, where it is more than twice as quick."""
_SPACED = bytes([code if chr(code).isalnum() and code < 128 else 32 for code in range(256)])
"""What is no word turned into spaces: in a text without apostrophes that is quicker still."""
_GAP = re.compile(r"[\s\-_/'\u2019\u00b7&*]{0,4}|\.")
_NOT_WORD = re.compile(r"[\W_]+")
_SMALL = bytes(range(256)).lower()
_MARKS = bytes([code for code in range(128) if not chr(code).isalnum()])
"""ASCII in small letters, and what of it is no word: a table is several times as quick as an expression."""
_LONGEST_GUESS = 60
_KNOWN_WORDS = 50_000
_PROSE = frozenset(("emotions", "gestures", "sounds", "weathers"))
"""What every paragraph of action is searched for."""
_NO_LETTERS: frozenset[str] = frozenset()
_NOTHING: Mapping[str, Sequence[Any]] = MappingProxyType({})
_APOSTROPHES = "'\u2019"
_Alone = TypeVar("_Alone")
"""What is known of a word that stands alone."""


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
    _aliases: Aliases = field(default_factory=lambda: Aliases({}), repr=False, compare=False)

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
        text, every = reading.text, reading.every(self._aliases).get(self.name, ())
        if (_may_cut(text, start) or _may_cut(text, end)) and reading.cuts(start, end):
            return self.matches(text[start:end])
        if not every or start >= end:
            return ()
        found = []
        for one in every[bisect_left(every, (start,)) : bisect_left(every, (end,))]:
            fits = one if one.end <= end else self._longest(reading, bisect_left(reading.starts(), one.start), end)
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

    def _longest(self, reading: Reading, index: int, stop: int) -> Match | None:
        """The longest alias that begins at word `index` of a text and ends at `stop` at the latest. A word is read on only
        while some alias begins so."""
        words, starts, loose = reading.words, reading.starts(), self._loose
        key, best, end = "", None, 0
        for at in range(index, len(words)):
            begin = starts[at]
            if begin + len(words[at]) > stop or (at > index and not _is_gap(reading.text, end, begin)):
                break
            word = fold(words[at])
            key += word
            end = begin + len(words[at])
            for form in _forms(key, word):
                if form in loose:
                    best = Match(starts[index], end, loose[form], form)
                    break
            if key not in self._aliases.openings.beginnings:
                break
        return best


class Openings:
    """What the `aliases` (folded) begin with."""

    def __init__(self, aliases: Iterable[str]) -> None:
        self._sorted = sorted(set(aliases))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What is left of an alias when one letter or more are cut off its end."""
        return frozenset([alias[:end] for alias in self._sorted for end in range(1, len(alias))])

    def letters(self, key: str) -> frozenset[str]:
        """The letters with which aliases that begin with `key` go on behind it."""
        if key not in self.beginnings:
            return _NO_LETTERS
        letters, at = set(), bisect_left(self._sorted, key)
        while at < len(self._sorted) and self._sorted[at].startswith(key):
            letters.add(self._sorted[at][len(key) : len(key) + 1])
            at += 1
        return frozenset(letters - {""})


class Scan(Generic[_Alone]):
    """A quick look at prose that saves most words a long one. Of each word `learn` tells what it is by itself (None for
    nothing) and the letters with which something longer may go on behind it; that is remembered."""

    def __init__(self, learn: Callable[[str], tuple[_Alone | None, frozenset[str]]]) -> None:
        self._learn = learn
        self._dull: set[str] = set()
        self._known: dict[str, tuple[_Alone | None, frozenset[str]]] = {}

    def places(self, words: Sequence[str]) -> list[tuple[int, _Alone | None, bool]]:
        """The numbers of those of `words` that are something or with which something longer may begin; what each is
        alone; and whether it is worth while to read on."""
        dull = self._dull
        if dull.issuperset(words):
            return []
        found = []
        for index in [index for index, word in enumerate(words) if word not in dull]:
            alone, letters = self._known.get(words[index]) or self._met(words[index])
            after = fold(words[index + 1])[:1] if letters and index + 1 < len(words) else None
            further = after is not None and (not after or after in letters)
            if further or alone is not None:
                found.append((index, alone, further))
        return found

    def _met(self, word: str) -> tuple[_Alone | None, frozenset[str]]:
        """What is known of a `word` that is met for the first time."""
        if len(self._dull) + len(self._known) >= _KNOWN_WORDS:
            self._dull.clear()
            self._known.clear()
        known = alone, letters = self._learn(word)
        if alone is None and not letters:
            self._dull.add(word)
        else:
            self._known[word] = known
        return known


Hits = tuple[tuple[str, str, str], ...]
"""What words are: vocabulary, id and alias, for each vocabulary that has them."""


class Aliases:
    """The aliases (folded) of vocabularies that are looked for together: vocabulary to alias to id."""

    def __init__(self, loose: Mapping[str, Mapping[str, str]]) -> None:
        self._ids: dict[str, list[tuple[str, str]]] = {}
        for name, aliases in loose.items():
            for alias, id in aliases.items():
                self._ids.setdefault(alias, []).append((name, id))
        self.openings = Openings(self._ids)
        self._scan = Scan(self._learn)

    def alone(self, key: str) -> Hits | None:
        """What the word `key` (folded) is by itself."""
        return self._named(key, key) or None if key in self._ids or key[-1:] == "s" else None

    def _learn(self, word: str) -> tuple[Hits | None, frozenset[str]]:
        key = fold(word)
        return self.alone(key), self.openings.letters(key)

    def _named(self, key: str, last: str) -> Hits:
        """What the words `key` name in each vocabulary, where `last` is the last of them."""
        found: dict[str, tuple[str, str, str]] = {}
        for form in _forms(key, last):
            for name, id in self._ids.get(form, ()):
                found.setdefault(name, (name, id, form))
        return tuple(found.values())

    def every(self, reading: Reading) -> Mapping[str, Sequence[Match]]:
        """The longest alias that begins at each word of a text, by vocabulary."""
        return self.at(self._scan.places(reading.words), reading)

    def at(self, places: Sequence[tuple[int, Hits | None, bool]], reading: Reading) -> Mapping[str, Sequence[Match]]:
        """The longest alias that begins at each of the `places` of a text, by vocabulary."""
        if not places:
            return _NOTHING
        found: dict[str, list[Match]] = {}
        for index, alone, further in places:
            start = reading.starts()[index]
            end = start + len(reading.words[index])
            best = {name: Match(start, end, id, form) for name, id, form in alone or ()}
            if further:
                best.update(self._further(reading, index))
            for name, one in best.items():
                found.setdefault(name, []).append(one)
        return found

    def _further(self, reading: Reading, index: int) -> dict[str, Match]:
        """The longest alias of two words or more that begins at word `index`, by vocabulary. A word is read on only while
        some alias begins so."""
        words, starts, best = reading.words, reading.starts(), {}
        key, end = fold(words[index]), starts[index] + len(words[index])
        for at in range(index + 1, len(words)):
            if key not in self.openings.beginnings or not _is_gap(reading.text, end, starts[at]):
                break
            word = fold(words[at])
            key += word
            end = starts[at] + len(words[at])
            best.update({name: Match(starts[index], end, id, form) for name, id, form in self._named(key, word)})
        return best


class Reading:
    """A text that several vocabularies look through: its words, where they begin (once somebody asks), and what was
    found of the aliases of each."""

    __slots__ = ("_found", "_starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: tuple[str, ...] = tuple(_cut(text))
        self._found: tuple[Aliases | None, Mapping[str, Sequence[Match]]] = (None, _NOTHING)
        self._starts: list[int] | None = None

    def every(self, aliases: Aliases) -> Mapping[str, Sequence[Match]]:
        """`aliases.every` of this text."""
        if self._found[0] is not aliases:
            self._found = (aliases, aliases.every(self))
        return self._found[1]

    def keep(self, aliases: Aliases, found: Mapping[str, Sequence[Match]]) -> None:
        """Remember what was `found` of `aliases`."""
        self._found = (aliases, found)

    def starts(self) -> list[int]:
        """Where each word begins. Between two words stands nothing that a word holds, so each is the next of its kind."""
        if self._starts is None:
            text, at = self.text, 0
            self._starts = starts = []
            for word in self.words:
                at = text.index(word, at)
                starts.append(at)
                at += len(word)
        return self._starts

    def cuts(self, *places: int) -> bool:
        """Whether a word goes on over one of `places`."""
        starts = self.starts()
        before = [(place, bisect_left(starts, place) - 1) for place in places]
        return any(at >= 0 and starts[at] + len(self.words[at]) > place for place, at in before)


def _cut(text: str) -> list[str]:
    """The words of `text`."""
    if not text.isascii():
        return _TOKEN.of(text).findall(text)
    if "'" in text:
        return _ASCII_TOKEN.findall(text)
    return text.encode("ascii").translate(_SPACED).decode("ascii").split()


def _may_cut(text: str, place: int) -> bool:
    """Whether a word may go on over `place`: a quick look, which is sure only of a no."""
    return 0 < place < len(text) and _goes_on(text[place]) and _goes_on(text[place - 1])


reading_of = lru_cache(256)(Reading)
"""The reading of a text, for who has but the text. Prose is looked through several times in a row."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` as they stand, which several vocabularies look through."""
    return reading_of(text).words


def occurring(reading: Reading) -> Collection[str]:
    """The vocabularies of prose of which some alias may occur in a text, or in a part of it: a quick look, which is sure
    only of those that it leaves out."""
    return _PROSE if "'" in reading.text or "\u2019" in reading.text else reading.every(of_prose())


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or letter in _APOSTROPHES


def _is_gap(text: str, end: int, begin: int) -> bool:
    """Whether what stands between two words of a text lets them be read as one alias."""
    return text[end:begin] == " " or _GAP.fullmatch(text, end, begin) is not None


def _apart(found: Iterable[Match]) -> tuple[Match, ...]:
    """Those of `found`, which are in order, that do not overlap one before."""
    kept: list[Match] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@lru_cache(16384)
def fold(words: str) -> str:
    """`words` as they are compared: NFKC, no case, letters and digits only."""
    if words.isascii():
        return words.lower() if words.isalnum() else words.encode("ascii").translate(_SMALL, _MARKS).decode("ascii")
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
                      of_prose() if name in _PROSE else Aliases({name: loose}))


@cache
def of_prose() -> Aliases:
    """Those of all vocabularies of prose together, so that a word of none of them is looked up once."""
    library = _library()["vocabulary"]
    return Aliases({name: library[name]["loose"] for name in sorted(_PROSE)})


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
