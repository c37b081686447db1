"""Phrases for ids of the standard library."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...stdlib import data, vocabulary
from ..base.pattern import Lazy
from ..bible.words import colours_in

_ARTICLE = Lazy(r"^(?:an?|the)\s+", re.IGNORECASE)
_COUNTED = Lazy(r"(?:an?|the|one|two|three|four|five|six|his|her|their|its|some|several|many|no)\s", re.IGNORECASE)
_LATER = Lazy(r"\s(?:with|of|in|on|over|and|for|under|from|to|at|by|like)\b|,")
"""What comes behind the noun of a description."""
_MANY = Lazy(r"[^su]s$")
"""The end of a noun that is many, or looks like it: `robes`, but not `dress` or `hibiscus`."""


def phrase(kind: str, id: str) -> str:
    """What a prompt says for `id` of `kind` (a vocabulary, or `facing`, `gaze`, `sides`); its label where nothing is written;
    the id itself where it has none."""
    told = data("prompts").get(kind, {}).get(id)
    if told is not None:
        return str(told)
    return label(kind, id)


@cache
def words_of(kind: str, id: str) -> str:
    """What the entry `id` of the vocabulary `kind` says in a prompt; empty for none."""
    return str(vocabulary(kind).entries.get(id, {}).get("words", "")) if id else ""


@cache
def label(kind: str, id: str) -> str:
    """The label of `id` in the vocabulary `kind`, in small letters."""
    try:
        entry = vocabulary(kind).entries.get(id, {})
    except KeyError:
        entry = {}
    return str(entry.get("label", id)).lower().replace("-", " ") if id else ""


def a(words: str) -> str:
    """`words` with their article: `an office`; as they are where they have one, are many, or are not English."""
    if not words or not words[0].isascii() or _COUNTED.match(words) or _MANY.search(_LATER.split(words)[0]):
        return words
    return f"{'an' if words[0] in 'aeiouAEIOU' else 'a'} {words}"


def named(words: str, colours: Sequence[str] = (), kind: str = "", *, the: bool = False) -> str:
    """A thing called `words`, with its article (or `the`): in its `colours` (`#rrggbb`), unless the first of them is one that the
    words tell, and of a `kind` (a pattern)."""
    tints = list(dict.fromkeys(colour(hex) for hex in colours))
    told = not tints or tints[0] in words.casefold() or tints[0] in map(colour, colours_in(words))
    bare = _ARTICLE.sub("", words)
    whole = " ".join(part for part in ("" if told else " and ".join(tints), kind, bare) if part)
    if the:
        return f"the {whole}"
    return words if bare != words and whole == bare else a(whole)


@cache
def colour(hex: str, kind: str = "colours") -> str:
    """The word of the vocabulary `kind` (colours, hair_colours, eye_colours, skins) whose colour is nearest to `#rrggbb`."""
    wanted = _rgb(hex)
    if wanted is None:
        return hex
    best, apart = hex, 1e9
    for id, entry in vocabulary(kind).entries.items():
        own = _rgb(str(entry.get("hex", "")))
        if own is None:
            continue
        distance = sum(weight * (one - other) ** 2 for weight, one, other in zip((3, 4, 2), wanted, own, strict=True))
        if distance < apart:
            best, apart = id.replace("-", " "), distance
    return best


def _rgb(hex: str) -> tuple[int, int, int] | None:
    if len(hex) != 7 or hex[0] != "#":
        return None
    try:
        return int(hex[1:3], 16), int(hex[3:5], 16), int(hex[5:7], 16)
    except ValueError:
        return None
