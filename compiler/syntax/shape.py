"""Cuts the text of a directive into the terminals of `grammar/directive.lark`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...stdlib import vocabulary
from ..base.pattern import Lazy
from .machine import Piece
from .near import nearest, shot_words
from .rows import CJK, HAS_CJK, has_cjk
from .subjects import JOINTS, joints

_BASE = Lazy(
    r"(?P<COMMA>[,，、])|(?P<ARROW>->|=>|→|➔|⇒)|(?P<EQUALS>[=＝])|(?P<WORD>(?:(?!->|=>)[^\s,，、=＝→➔⇒])+)|\S")
_TIME = Lazy(r"(\d{1,6}(?:\.\d{1,4})?)(s|sec|secs|second|seconds|秒|秒钟)", re.IGNORECASE)
_UNIT = Lazy(r"(?:s|secs?|seconds?|秒钟?)", re.IGNORECASE)
_NUMBER = Lazy(r"\d{1,6}(?:\.\d{1,4})?")
_SCRIPTS = Lazy(f"[{CJK}]+|[^{CJK}]+")
_AND = frozenset({"and", "&", "+", *JOINTS})
_ON = frozenset({"on", "onto", "toward", "towards", "at",
                 "对", "对着", "看", "看着", "看向", "望", "望着", "望向", "拍"})
_FILL = frozenset({"of", "shot", "hold", "for", "的"})
_ARTICLES = frozenset({"the", "a", "an"})
_SHOT_WORDS = (("SIZE", "sizes"), ("COMPOSITION", "compositions"), ("ANGLE", "angles"), ("MOVE", "moves"))
_KNOWN = frozenset(type for type, _ in _SHOT_WORDS)
_LONGEST_ALIAS, _LONGEST_CJK, _LONGEST_SLIP = 5, 8, 30


def base(text: str) -> list[Piece]:
    """Words, separators and arrows. Linear."""
    return [Piece(one.lastgroup or "WORD", one.group(), one.start(), one.end()) for one in _BASE.finditer(text)]


def joined(text: str, pieces: Sequence[Piece], type: str = "NAME") -> list[Piece]:
    """One piece from the first to the last of `pieces`; none for none."""
    if not pieces:
        return []
    start, end = pieces[0].start, pieces[-1].end
    return [Piece(type, " ".join(text[start:end].split()), start, end)]


def seconds(pieces: Sequence[Piece], at: int) -> tuple[Piece, int] | None:
    """The length of time that begins at `pieces[at]` (`4s`, `4 s`, `4秒`) and how many pieces it takes."""
    one = pieces[at]
    if found := _TIME.fullmatch(one.text):
        return Piece("SECONDS", one.text, one.start, one.end, found.group(1)), 1
    if _NUMBER.fullmatch(one.text):
        if at + 1 < len(pieces) and _UNIT.fullmatch(pieces[at + 1].text):
            unit = pieces[at + 1]
            return Piece("SECONDS", f"{one.text} {unit.text}", one.start, unit.end, one.text), 2
        return Piece("NUMBER", one.text, one.start, one.end, one.text), 1
    return None


def shot(text: str, cast: frozenset[str]) -> list[Piece]:
    """The terminals of `[[shot: …]]`. At each word the longest phrase wins that a name of the cast or a word of the
    shot vocabularies makes, the cast first among equals; what is left between is a NAME."""
    return _tidy(_slips(_Shot(text, cast).read(), text, cast))


class _Shot:
    """One walk over the words of a shot."""

    def __init__(self, text: str, cast: frozenset[str]) -> None:
        self._text, self._cast = text, {_plain(name): name for name in cast}
        self._names = cast
        self._words = list(_by_script(base(text), self._cast))
        self._found: list[Piece] = []
        self._loose: list[Piece] = []

    def read(self) -> list[Piece]:
        at = 0
        while at < len(self._words):
            at += self._one(at)
        self._flush()
        return self._found

    def _one(self, at: int) -> int:
        """Read what begins at word `at`; returns how many words it takes."""
        word = self._words[at]
        if word.type != "WORD":
            return self._take(word)
        timed = seconds(self._words, at)
        if timed and not (self._loose and timed[0].type == "NUMBER"):
            return self._take(timed[0], timed[1])
        if known := self._known(at):
            return self._take(*known)
        plain = word.text.casefold()
        if plain.replace(".", "") == "os":
            return self._take(Piece("OS", word.text, word.start, word.end))
        if plain in _AND:
            return self._take(Piece("AND", word.text, word.start, word.end))
        if plain in _ON:
            return self._take(Piece("ON", word.text, word.start, word.end))
        if plain in _FILL and not self._loose and (self._found or plain == "hold"):
            return 1
        self._loose.append(word)
        if plain in _ARTICLES and len(self._loose) == 1:
            return self._description(at)
        return 1

    def _description(self, at: int) -> int:
        """After an article, all words up to a mark belong to one description."""
        end = at + 1
        while end < len(self._words) and self._words[end].type == "WORD" and not seconds(self._words, end):
            if self._words[end].text.casefold() in _AND | _ON:
                break
            self._loose.append(self._words[end])
            end += 1
        return end - at

    def _known(self, at: int) -> tuple[Piece, int] | None:
        """The longest known phrase that begins at word `at`."""
        stop = at + 1
        while stop < len(self._words) and stop < at + _LONGEST_ALIAS and self._words[stop].type == "WORD":
            stop += 1
        for end in range(stop, at, -1):
            first, last = self._words[at], self._words[end - 1]
            phrase = self._text[first.start : last.end]
            if type_id := self._look_up(phrase):
                return Piece(type_id[0], " ".join(phrase.split()), first.start, last.end, type_id[1]), end - at
        return None

    def _look_up(self, phrase: str) -> tuple[str, str] | None:
        if _plain(phrase) in self._cast:
            return "NAME", ""
        if _plain(phrase) in _AND | _ON:
            return None
        for type, name in _SHOT_WORDS:
            if id := vocabulary(name).find(phrase):
                return type, id
        return None

    def _take(self, piece: Piece, count: int = 1) -> int:
        self._flush()
        self._found.append(piece)
        return count

    def _flush(self) -> None:
        """Words that nothing knew become a NAME, or several that 和 joins."""
        if not self._loose:
            return
        (name,) = joined(self._text, self._loose)
        at = name.start
        for start, end in joints(self._text[name.start : name.end], self._names):
            start, end = start + name.start, end + name.start
            self._found.append(Piece("NAME", self._text[at:start], at, start))
            self._found.append(Piece("AND", self._text[start:end], start, end))
            at = end
        self._found.append(Piece("NAME", " ".join(self._text[at : name.end].split()), at, name.end))
        self._loose = []


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _by_script(pieces: list[Piece], cast: dict[str, str]) -> Iterator[Piece]:
    """Cut words at the border of Chinese and Latin letters, and Chinese ones where a known word begins or ends."""
    for piece in pieces:
        whole = _plain(piece.text) in cast or _TIME.fullmatch(piece.text)
        if piece.type != "WORD" or whole or not has_cjk(piece.text):
            yield piece
            continue
        for run in _SCRIPTS.finditer(piece.text):
            start, end = piece.start + run.start(), piece.start + run.end()
            if HAS_CJK.match(run.group()):
                yield from (Piece("WORD", word, start + at, start + at + len(word))
                            for at, word in _segment(run.group(), cast))
            else:
                yield Piece("WORD", run.group(), start, end)


def _segment(run: str, cast: dict[str, str]) -> Iterator[tuple[int, str]]:
    """A Chinese run cut into names of the cast, words of the shot vocabularies of two characters or more, and the
    rest. A whole run that a vocabulary knows stays whole."""
    if _in_shot(run):
        yield 0, run
        return
    at = loose = 0
    while at < len(run):
        size = next((size for size in range(min(len(run) - at, _LONGEST_CJK), 1, -1)
                     if run[at : at + size] in cast or _in_shot(run[at : at + size])), 0)
        if size == 0:
            at += 1
            continue
        if loose < at:
            yield loose, run[loose:at]
        yield at, run[at : at + size]
        at = loose = at + size
    if loose < len(run):
        yield loose, run[loose:]


def _in_shot(words: str) -> bool:
    return any(vocabulary(name).find(words) for _, name in _SHOT_WORDS)


def _slips(pieces: list[Piece], text: str, cast: frozenset[str]) -> list[Piece]:
    """`push inn` is no `push` beside an inn: a known word and the name right after it are one name when together they
    are one slip away from a longer word."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else piece
        if piece.type == "NAME" and before.type in _KNOWN and piece.text not in cast and not piece.text.isupper():
            phrase = " ".join(text[before.start : piece.end].split())
            if len(phrase) < _LONGEST_SLIP and nearest(phrase.casefold(), shot_words()):
                found[-1] = Piece("NAME", phrase, before.start, piece.end)
                continue
        found.append(piece)
    return found


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """`LIN's POV` names LIN; 林晚的特写 names 林晚; a mark left alone is dropped."""
    tidy: list[Piece] = []
    for index, piece in enumerate(pieces):
        after = pieces[index + 1].type if index + 1 < len(pieces) else ""
        if piece.type == "NAME" and after in ("COMPOSITION", "SIZE"):
            for owner in ("'s", "’s", "'S", "’S", "的"):
                if piece.text.endswith(owner) and len(piece.text) > len(owner):
                    piece = Piece("NAME", piece.text[: -len(owner)], piece.start, piece.end - len(owner))
                    break
        if piece.type == "NAME" and piece.text in ("的", "-", "–", "—", ":", "："):
            continue
        tidy.append(piece)
    return tidy
