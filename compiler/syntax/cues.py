"""Character cues: `LIN (V.O.)`, `@McClane`, `＠林晚（画外）`, a second one of a pair with `^`."""

from __future__ import annotations

import re

from .rows import HAS_CJK
from .tree import Name
from .words import Words

_JOINTS = re.compile(r"\s*[和与跟、&＆/]\s*")
_OPEN, _CLOSE = ("(", "（"), (")", "）")
_MOST = 8
_COLONS = ":："


def core(text: str) -> str:
    """A stripped line without `^` and extensions."""
    text = text[:-1].rstrip() if text.endswith("^") else text
    for _ in range(_MOST):
        start = _opening(text) if text.endswith(_CLOSE) else -1
        if start < 0:
            break
        text = text[:start].rstrip()
    return text


def is_cue(text: str) -> bool:
    """Whether a stripped line is in capitals, as a cue is. At least one letter; extensions may be in any case."""
    return core(text).isupper()


def is_cast(text: str, cast: frozenset[str]) -> bool:
    """Whether a stripped line, extensions and a last full-width colon aside, is a name of the cast, or several."""
    name = core(text).rstrip("：").rstrip()
    return name in cast or (len(name) < 200 and all(part in cast for part in _JOINTS.split(name)))


def is_unmarked(text: str, cast: frozenset[str]) -> bool:
    """Whether a stripped line without capitals (Chinese, Japanese …) names the cast and so reads as a cue."""
    return bool(cast) and HAS_CJK.search(text) is not None and is_cast(text, cast)


def is_dual(text: str) -> bool:
    """Whether a cue says that it is spoken at once with the one before."""
    return text.endswith("^")


def read_cue(words: Words) -> tuple[Name, tuple[Name, ...]]:
    """The name and the extensions of a cue, marks and brackets gone."""
    words = words.strip()
    if words.text[:1] in ("@", "＠"):
        words = words.cut(1).strip()
    if words.text.endswith("^"):
        words = words.cut(0, len(words.text) - 1).strip()
    found: list[Name] = []
    for _ in range(_MOST):
        start = _opening(words.text) if words.text.endswith(_CLOSE) else -1
        if start <= 0:
            break
        inner = words.cut(start + 1, len(words.text) - 1).strip()
        if inner.text:
            found.append(inner.name())
        words = words.cut(0, start).strip()
    if HAS_CJK.search(words.text):
        words = words.cut(0, len(words.text.rstrip(_COLONS))).strip()
    return words.name(), tuple(reversed(found))


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
