"""Character cues: `LIN (V.O.)`, `@McClane`, `＠林晚（画外）`, a second one of a pair with `^`."""

from __future__ import annotations

from functools import lru_cache

from ..base.pattern import Lazy
from ..base.source import make_span
from .rows import Row, has_cjk
from .tree import Name, make_name
from .words import Words

_JOINTS = Lazy(r"\s*[和与跟、&＆/]\s*")
_OPEN, _CLOSE = ("(", "（"), (")", "）")
_TAILS = frozenset(("^", *_CLOSE))
_MOST, _LONGEST_NAME, _LONGEST_ABBREVIATION = 8, 8, 5
_ENDS = ("...", "…", "!", "?", ",", ";", "--", "—")
_STOPS = Lazy("[。，！？；]|[.!?…]$")
_SIGNS = Lazy("[@＠^()（）:：*_]")
_WRAPPED = Lazy(r"(\*{1,3}|_)([^*_\s](?:[^*_]*[^*_\s])?)\1")
_SMALL = Lazy("[a-z]")
_LONGEST_CUE = 100
"""Code points of a cue whose parts are remembered."""
_COLONS = ":："


def core(text: str) -> str:
    """A stripped line without `^` and extensions."""
    if text[-1:] not in _TAILS:
        return text
    text = text[:-1].rstrip() if text.endswith("^") else text
    for _ in range(_MOST):
        start = _opening(text) if text.endswith(_CLOSE) else -1
        if start < 0:
            break
        text = text[:start].rstrip()
    return text


def is_cue(text: str) -> bool:
    """Whether a stripped line is in capitals, as a cue is. At least one letter; extensions may be in any case. A sentence
    in a script without capitals is none, whatever abbreviations are in it."""
    name = core(text)
    if name.isascii():
        return name.isupper()
    return _in_capitals(name) and not (_STOPS.search(name) and any(map(_has_no_case, name)))


def is_cast(text: str, cast: frozenset[str]) -> bool:
    """Whether a stripped line, extensions and a last full-width colon aside, is a name of the cast, or several."""
    if not cast:
        return False
    name = core(text)
    if name.endswith("："):
        name = name.rstrip("：").rstrip()
    return name in cast or (len(name) < 200 and all(part in cast for part in _JOINTS.split(name)))


def is_unmarked(text: str, cast: frozenset[str]) -> bool:
    """Whether a stripped line without capitals (Chinese, Japanese …) names the cast and so reads as a cue."""
    return bool(cast) and not text.isascii() and is_cast(text, cast) and any(map(_has_no_case, core(text)))


def _in_capitals(name: str) -> bool:
    """As `str.isupper`, but letters that have no capital of their own (`ß`, `º`) count for nothing."""
    if name.isupper():
        return True
    if _SMALL.search(name):
        return False
    return any(map(str.isupper, name)) and not any(one.islower() and one.upper() != one and len(one.upper()) == 1
                                                   for one in name)


def _has_no_case(one: str) -> bool:
    """Whether a character is a letter of a script without capitals."""
    return one > "\u02ff" and one.isalpha() and one.upper() == one.lower()


def is_sentence(text: str) -> bool:
    """Whether a line that `is_cue` says more than a name does: it ends as a sentence ends, or is very long."""
    name = core(text)
    words = name.split()
    if not words or len(words) >= _LONGEST_NAME or name.endswith(_ENDS):
        return True
    return any(word.endswith(".") and len(word) > _LONGEST_ABBREVIATION and "." not in word[:-1] for word in words[1:])


def is_dual(text: str) -> bool:
    """Whether a cue says that it is spoken at once with the one before."""
    return text.endswith("^")


def read_cue(words: Words) -> tuple[Name, tuple[Name, ...]]:
    """The name and the extensions of a cue, marks, brackets and emphasis around the whole name gone."""
    words = words.strip()
    text = words.text
    if _SIGNS.search(text) is None:
        return make_name(text, words.span), ()
    name, extensions = _remembered(text) if len(text) < _LONGEST_CUE else _parts(text)
    return words.cut(*name).name(), tuple([words.cut(*one).name() for one in extensions])


def cue_of(row: Row, path: str) -> tuple[Name, tuple[Name, ...]]:
    """As `read_cue` of the whole of `row`."""
    if row.places is not None:
        return read_cue(Words(row, path))
    text, start = row.text.strip(), row.lead()
    if _SIGNS.search(text) is None:
        return make_name(text, make_span(path, start, start + len(text))), ()
    name, extensions = _remembered(text) if len(text) < _LONGEST_CUE else _parts(text)
    return _piece(text, path, start, name), tuple([_piece(text, path, start, one) for one in extensions])


def _piece(text: str, path: str, start: int, part: tuple[int, int]) -> Name:
    """The `part` of a cue that begins at `start` of its file."""
    first, last = part
    return make_name(text[first:last], make_span(path, start + first, start + last))


def _parts(text: str) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
    """Where in a stripped cue the name and the extensions stand."""
    words = Words(Row(text, 0, len(text)), "")
    if words.text[:1] in ("@", "＠"):
        words = words.cut(1).strip()
    if words.text.endswith("^"):
        words = words.cut(0, len(words.text) - 1).strip()
    found: list[Words] = []
    for _ in range(_MOST):
        start = _opening(words.text) if words.text.endswith(_CLOSE) else -1
        if start <= 0:
            break
        inner = words.cut(start + 1, len(words.text) - 1).strip()
        if inner.text:
            found.append(inner)
        words = words.cut(0, start).strip()
    if has_cjk(words.text):
        words = words.cut(0, len(words.text.rstrip(_COLONS))).strip()
    if wrapped := _WRAPPED.fullmatch(words.text):
        words = words.cut(*wrapped.span(2))
    return (words.start, words.end), tuple([(one.start, one.end) for one in reversed(found)])


_remembered = lru_cache(1024)(_parts)
"""A script has many cues, and few that differ."""


def _opening(text: str) -> int:
    """Where the bracket opens that the last character closes; -1 when none does."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] in _CLOSE:
            depth += 1
        elif text[index] in _OPEN:
            depth -= 1
            if not depth:
                return index
    return -1


def is_parenthetical(text: str) -> bool:
    """Whether a stripped line stands wholly in one pair of brackets."""
    return text[0] in _OPEN and text[-1] in _CLOSE and len(text) > 1 and _opening(text) == 0
