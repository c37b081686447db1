"""Weather and sounds in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...stdlib import Match, vocabulary
from ...stdlib.read import occurring
from ...stdlib.scan import Reading
from ..base.pattern import Lazy
from ..bible.names import Mention
from .text import clauses_of, negated

_LIKE = Lazy(r"(?:\blike|\bas if|像|如|似|仿佛)\W*(?:\w{1,12}\W+)?$", re.IGNORECASE)
_OF = Lazy(r"\s+of\b|般|一样|似的", re.IGNORECASE)
_NOT_WEATHER = frozenset((
    "clear", "dry", "storms", "winds", "shower", "showers", "smoke", "smoky", "sparks", "ash", "ashes", "burning",
    "ablaze", "haze", "breeze", "breezy", "烟雾", "火光", "燃烧", "大火", "阳光"))
"""Words that tell more often of a stove, a cigarette or a temper than of the sky."""

_NOT_SOUND = frozenset(("storms", "burns", "vanishes"))


def read_weather(reading: Reading, mentions: Sequence[Mention] = ()) -> str:
    """The weather that a paragraph of action tells, as an id of stdlib `weathers`, or the empty string. Names (a woman
    called Rain) and comparisons (`a storm of applause`) do not count."""
    if "weathers" not in occurring(reading):
        return ""
    text, weathers = reading.text, vocabulary("weathers")
    taken = [(one.start, one.end) for one in mentions]
    for first, last, _ in clauses_of(text):
        clause = text[first:last]
        for one in weathers.within(reading, first, last)[:3]:
            if _is_weather(clause, one) and not _covered(first + one.start, taken):
                return one.id
    return ""


def _is_weather(clause: str, one: Match) -> bool:
    word = clause[one.start : one.end].lower()
    return (word not in _NOT_WEATHER and not negated(clause, 0, one.start)
            and _LIKE.search(clause[max(0, one.start - 24) : one.start]) is None
            and _OF.match(clause[one.end : one.end + 4]) is None)


def _covered(at: int, taken: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in taken)


def read_sounds(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The sounds that the clause `[start, end)` of action tells (`the door slams`), at most two, as ids of stdlib
    `sounds`."""
    found = vocabulary("sounds").within(reading, start, end)[:2]
    if not found:
        return ()
    clause = reading.text[start:end]
    return tuple(one.id for one in found
                 if clause[one.start : one.end].lower() not in _NOT_SOUND and not negated(clause, 0, one.start)
                 and _LIKE.search(clause[max(0, one.start - 24) : one.start]) is None)
