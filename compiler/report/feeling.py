"""What words feel like, -1 (bad) to 1 (good), by small lexicons of our own; and what an emotion tag means on that scale.

The score of a text is the sum of its words' weights over the root of that sum's square plus a constant, so that it stays
between -1 and 1 and long texts do not run away (the normalisation of Hutto and Gilbert, VADER, ICWSM 2014, with its
constant 15; our weights are theirs in range, -4 to 4, not in value). A word of denial close before turns a weight round
and weakens it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import sqrt

from ...stdlib import data
from ...stdlib.scan import words_of

_CONSTANT = 15.0
_DENIED = -0.6
_NEAR = 3
"""A denial reaches over two words."""
_LONGEST = 4
"""Characters of the longest word in the Chinese lexicon; checked by a test."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def of_text(text: str) -> float | None:
    """How `text` feels, or None where no word of it is in a lexicon."""
    total, told = 0.0, 0
    for weight in (*_latin(text), *_chinese(text)):
        total += weight
        told += 1
    return round(total / sqrt(total * total + _CONSTANT), 3) if told else None


def of_emotion(emotion: str, intensity: float) -> float | None:
    """How a line tagged with `emotion` (stdlib) is played at `intensity`; None where the tag leans to neither side."""
    weight = float(data("lexicon-en")["emotions"].get(emotion, 0.0))
    return round(weight * (0.4 + 0.6 * intensity), 3) if weight else None


def _latin(text: str) -> list[float]:
    words = [word.casefold().replace("\u2019", "'") for word in words_of(text) if not _HAN.match(word)]
    table, deny = _lexicon("en")
    found = []
    for at, word in enumerate(words):
        if weight := table.get(word):
            denied = any(one in deny for one in words[max(0, at - _NEAR) : at])
            found.append(weight * (_DENIED if denied else 1.0))
    return found


def _chinese(text: str) -> list[float]:
    """The longest word of the lexicon at each place. A denial stands directly before its word, or one character off."""
    if not _HAN.search(text):
        return []
    table, deny = _lexicon("zh")
    found, at = [], 0
    while at < len(text):
        size = next((size for size in range(_LONGEST, 0, -1) if text[at : at + size] in table), 0)
        if size:
            denied = text[max(0, at - 1) : at] in deny or text[max(0, at - 2) : max(0, at - 1)] in deny
            found.append(table[text[at : at + size]] * (_DENIED if denied else 1.0))
        at += size or 1
    return found


@cache
def _lexicon(language: str) -> tuple[Mapping[str, float], frozenset[str]]:
    raw = data(f"lexicon-{language}")
    table = {word: float(weight) for weight, words in raw["words"].items() for word in words.split()}
    return table, frozenset(raw["denials"].split())
