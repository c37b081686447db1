"""Looks prose through for the words of vocabularies, and for names: cuts a text into words and finds where aliases stand.

Words are compared without case, width (NFKC), spaces and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from ..compiler.base.pattern import ByScript

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
_KNOWN_WORDS = 50_000
_NO_LETTERS: frozenset[str] = frozenset()
_NOTHING: Mapping[str, Sequence[Any]] = MappingProxyType({})
_APOSTROPHES = "'\u2019"
_What = TypeVar("_What")
"""What is known of a word."""


class Match(NamedTuple):
    """An alias found in free text: code points `[start, end)`, the id, and the alias's key in the index."""

    start: int
    end: int
    id: str
    key: str


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


class _Known(dict[str, "tuple[_What, frozenset[str], bool] | None"], Generic[_What]):
    """What is known of words; None of those that are nothing, and with which nothing begins. A word is learnt when it is
    first asked for."""

    def __init__(self, learn: Callable[[str], tuple[_What, frozenset[str], bool]]) -> None:
        self._learn = learn

    def __missing__(self, word: str) -> tuple[_What, frozenset[str], bool] | None:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        _, letters, alone = learnt = self._learn(word)
        self[word] = known = learnt if alone or letters else None
        return known


class Scan(Generic[_What]):
    """A quick look at prose that saves most words a long one. Of each word `learn` tells what it is, the letters with which
    something longer may go on behind it, and whether it is something by itself; that is remembered."""

    def __init__(self, learn: Callable[[str], tuple[_What, frozenset[str], bool]]) -> None:
        self._known = _Known(learn)

    def places(self, words: Sequence[str]) -> list[tuple[int, _What, str | None]]:
        """The numbers of those of `words` that are something or with which something longer may begin; what each is; and the
        letter with which that goes on (empty where the next word has none), None where it is not worth while to read on."""
        known = [*map(self._known.__getitem__, words)]
        if not any(known):
            return []
        found: list[tuple[int, _What, str | None]] = []
        last = len(words) - 1
        for index, one in enumerate(known):
            if one is None:
                continue
            what, letters, alone = one
            letter = None
            if letters and index < last:
                after = words[index + 1]
                letter = after[0].lower() if after.isascii() else fold(after)[:1]
                letter = letter if not letter or letter in letters else None
            if alone or letter is not None:
                found.append((index, what, letter))
        return found


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

    def alone(self, key: str) -> Hits:
        """What the word `key` (folded) is by itself."""
        return self._named(key, key) if key in self._ids or key[-1:] == "s" else ()

    def _learn(self, word: str) -> tuple[Hits, frozenset[str], bool]:
        key = fold(word)
        hits = self.alone(key)
        return hits, self.openings.letters(key), bool(hits)

    def _named(self, key: str, last: str) -> Hits:
        """What the words `key` name in each vocabulary, where `last` is the last of them."""
        found: dict[str, tuple[str, str, str]] = {}
        for form in _forms(key, last):
            for name, id in self._ids.get(form, ()):
                found.setdefault(name, (name, id, form))
        return tuple(found.values())

    def every(self, reading: Reading) -> Mapping[str, Sequence[Match]]:
        """The longest alias that begins at each word of a text, by vocabulary."""
        found: dict[str, list[Match]] = {}
        for index, hits, letter in self._scan.places(reading.words):
            self.add(found, reading, index, hits, letter is not None)
        return found or _NOTHING

    def add(self, found: dict[str, list[Match]], reading: Reading, index: int, hits: Hits, further: bool) -> None:
        """Add to `found` the longest alias that begins at word `index` of a text, by vocabulary. By itself the word is the
        `hits`; `further` says that longer ones may begin with it."""
        start = reading.start(index)
        end = start + len(reading.words[index])
        longer = self._further(reading, index) if further else None
        if longer:
            best = {**{name: Match(start, end, id, form) for name, id, form in hits}, **longer}
            for name, one in best.items():
                found.setdefault(name, []).append(one)
        else:
            for name, id, form in hits:
                found.setdefault(name, []).append(Match(start, end, id, form))

    def longest(self, name: str, reading: Reading, start: int, stop: int) -> Match | None:
        """The longest alias of the vocabulary `name` that begins at `start`, where a word does, and ends at `stop` at the
        latest."""
        words, starts = reading.words, reading.starts()
        key, best, end = "", None, start
        for at in range(bisect_left(starts, start), len(words)):
            begin = starts[at]
            if begin + len(words[at]) > stop or (key and not _is_gap(reading.text, end, begin)):
                break
            word = fold(words[at])
            key += word
            end = begin + len(words[at])
            best = next((Match(start, end, id, form) for known, id, form in self._named(key, word) if known == name), best)
            if key not in self.openings.beginnings:
                break
        return best

    def _further(self, reading: Reading, index: int) -> dict[str, Match]:
        """The longest alias of two words or more that begins at word `index`, by vocabulary. A word is read on only while
        some alias begins so."""
        words, first, best = reading.words, reading.start(index), {}
        key, end = fold(words[index]), first + len(words[index])
        beginnings = self.openings.beginnings
        for at in range(index + 1, len(words)):
            if key not in beginnings or not _is_gap(reading.text, end, begin := reading.start(at)):
                break
            word = fold(words[at])
            key += word
            end = begin + len(words[at])
            best.update({name: Match(first, end, id, form) for name, id, form in self._named(key, word)})
        return best


class Reading:
    """A text that several vocabularies look through: its words, where they begin (once somebody asks), and what was
    found of the aliases of each. It is `whole` where no apostrophe may part a word in two."""

    __slots__ = ("_found", "_parted", "_starts", "text", "whole", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.whole = "'" not in text and "\u2019" not in text
        if self.whole and text.isascii():
            self.words: Sequence[str] = text.encode("ascii").translate(_SPACED).decode("ascii").split()
        else:
            self.words = _cut(text)
        self._found: tuple[Aliases | None, Mapping[str, Sequence[Match]]] = (None, _NOTHING)
        self._starts: list[int] = []
        self._parted: Reading | None = None

    def every(self, aliases: Aliases) -> Mapping[str, Sequence[Match]]:
        """`aliases.every` of this text."""
        if self._found[0] is not aliases:
            self._found = (aliases, aliases.every(self))
        return self._found[1]

    def keep(self, aliases: Aliases, found: Mapping[str, Sequence[Match]]) -> None:
        """Remember what was `found` of `aliases`."""
        self._found = (aliases, found)

    def start(self, index: int) -> int:
        """Where word `index` begins. Between two words stands nothing that a word holds, so each is the next of its kind;
        most names stand in front, so no more of them are looked up than were asked for."""
        starts = self._starts
        if index < len(starts):
            return starts[index]
        text, words = self.text, self.words
        if not index and text.startswith(words[0]):
            starts.append(0)
            return 0
        at = starts[-1] + len(words[len(starts) - 1]) if starts else 0
        for word in words[len(starts) : index + 1]:
            at = text.index(word, at)
            starts.append(at)
            at += len(word)
        return starts[index]

    def starts(self) -> list[int]:
        """Where each word begins."""
        if len(self._starts) < len(self.words):
            self.start(len(self.words) - 1)
        return self._starts

    def parted(self) -> Reading:
        """The same text without apostrophes, so that `Lin's` is two words; this very reading where there are none."""
        if self.whole:
            return self
        if self._parted is None:
            self._parted = Reading(self.text.replace("'", " ").replace("\u2019", " "))
        return self._parted

    def cuts(self, start: int, end: int) -> bool:
        """Whether a word goes on over one of two places."""
        if not (_may_cut(self.text, start) or _may_cut(self.text, end)):
            return False
        starts = self.starts()
        before = [(place, bisect_left(starts, place) - 1) for place in (start, end)]
        return any(at >= 0 and starts[at] + len(self.words[at]) > place for place, at in before)


def _cut(text: str) -> list[str]:
    """The words of `text`."""
    return _ASCII_TOKEN.findall(text) if text.isascii() else _TOKEN.of(text).findall(text)


def _may_cut(text: str, place: int) -> bool:
    """Whether a word may go on over `place`: a quick look, which is sure only of a no."""
    return 0 < place < len(text) and _goes_on(text[place]) and _goes_on(text[place - 1])


reading_of = lru_cache(256)(Reading)
"""The reading of a text, for who has but the text. Prose is looked through several times in a row."""


def words_of(text: str) -> Sequence[str]:
    """The words of `text` as they stand, which several vocabularies look through."""
    return reading_of(text).words


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or letter in _APOSTROPHES


def _is_gap(text: str, end: int, begin: int) -> bool:
    """Whether what stands between two words of a text lets them be read as one alias."""
    return text[end:begin] == " " or _GAP.fullmatch(text, end, begin) is not None


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
