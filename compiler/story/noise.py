"""Weather and sounds in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...stdlib import Match, vocabulary
from ...stdlib.read import occurring
from ...stdlib.scan import Reading, reading_of
from ..base.pattern import Lazy
from ..bible.names import Mention
from .absent import quoted
from .text import clauses_of, negated, sentences

_LIKE = Lazy(r"(?:\blike|\bas if|像|如|似|仿佛)\W*(?:\w{1,12}\W+)?$", re.IGNORECASE)
_OF = Lazy(r"\s+of\b|般|一样|似的", re.IGNORECASE)
_NOT_WEATHER = frozenset((
    "clear", "dry", "storms", "winds", "shower", "showers", "smoke", "smoky", "sparks", "ash", "ashes", "burning",
    "ablaze", "haze", "breeze", "breezy", "烟雾", "火光", "燃烧", "大火", "阳光"))
"""Words that tell more often of a stove, a cigarette or a temper than of the sky."""

SKY = {"clear": "clear", "rain": "wet", "storm": "wet", "snow": "snow"}
"""Of the weathers that are compared from scene to scene, the kind of sky."""
SKIES = (r"(?:sk(?:y|ies)|sun(?:light)?|clouds?|weather|downpour|rain\w*|drizzle|shower|snow\w*|storm|thunder|sleet"
         r"|hail|fog|mist)\b"
         r"(?:\s+(?:outside|overhead|above|has|have|is|are|suddenly|finally|slowly|abruptly))*")
SKY_ENDS = Lazy(
    rf"\b{SKIES}\s+(?:stop|eas|clear|break|part|lift|let|turn|die|dying|fad|giv|pass|chang|ceas|thin|abat|comes? out)\w*"
    r"|\b(?:stop|ceas)\w* (?:rain|snow|pour|drizzl|storm)ing|[雨雪云雾风][^，。]{0,6}(?:停|歇|散|转|变|渐|小了|住了)"
    r"|放晴|天[^，。]{0,3}(?:变|转|晴)",
    re.IGNORECASE)
"""A change that what came before may undergo: that it begins to rain is none."""
_NOT_SOUND = frozenset(("storms", "burns", "vanishes"))


def read_weather(reading: Reading, mentions: Sequence[Mention] = ()) -> str:
    """The weather that a paragraph of action tells, as an id of stdlib `weathers`, or the empty string. Names (a woman
    called Rain) and comparisons (`a storm of applause`) do not count."""
    if "weathers" not in occurring(reading):
        return ""
    text, weathers = reading.text, vocabulary("weathers")
    taken = sorted([*((one.start, one.end) for one in mentions), *quoted(text)])
    for first, last, _ in clauses_of(text):
        clause = text[first:last]
        for one in weathers.within(reading, first, last)[:3]:
            if _is_weather(clause, one) and not _covered(first + one.start, taken):
                return one.id
    return ""


def last_sky(reading: Reading, mentions: Sequence[Mention], before: str) -> str:
    """The weather of `SKY` under which a paragraph of action ends that begins under `before`; empty where it changes to
    what is not told."""
    text = reading.text
    told = (read_weather(reading_of(text[first:last])) for first, last in reversed(list(sentences(text))))
    sky = next((one for one in told if one in SKY), before) if not mentions else _named(reading, mentions, before)
    return "" if sky and SKY_ENDS.search(text) is not None else sky


def _named(reading: Reading, mentions: Sequence[Mention], before: str) -> str:
    """The same where the paragraph names somebody, who may be called Rain: of all of it, not sentence by sentence."""
    sky = read_weather(reading, mentions)
    return sky if sky in SKY else before


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
