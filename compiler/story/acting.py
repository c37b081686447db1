"""What the words after a subject show: a gesture, an emotion; and what a clause sounds like.

The vocabularies find candidates; the rules here drop those that are not acting: a noun (`the waves`), an adjective of
a thing (`the cold tea`), a denied or suffered act, leaving something instead of leaving.
"""

from __future__ import annotations

import re

from ...stdlib import Match, vocabulary
from ...stdlib.scan import Reading
from ..base.pattern import Lazy
from .paragraph import Paragraph
from .signals import alone
from .text import negated

_ARTICLE = Lazy(r"\b(?:the|an?|of|some|these|those|no|any)\s+$", re.IGNORECASE)
_AFTER = Lazy(r"\W*(?:$|(?:at|of|with|as|to|in|by|for|from|about|that|now|again|on|into|through|behind|over|"
                    r"under|away|back|down|up|out|off|eyes?|face|voice|stare|look|glare|gaze|expression|\w+ly)\b)",
                    re.IGNORECASE)
_THROUGH = Lazy(r"\W*(?:$|(?:from|in|into|to|through|with|at|on|onto|behind|by|without|again|out|off|left|right|"
                      r"first|last|alone|together|\w+ly)\b)", re.IGNORECASE)
_ROOM = Lazy(r"\W*(?:the|her|his|their|this|an?)\s+(\w+(?:\s\w+)?)", re.IGNORECASE)
_ANY_ROOM = Lazy(r"\b(?:room|house|home|building|chamber|apartment|flat|shop|tent|scene|frame|doorway|gate)\b",
                       re.IGNORECASE)
_OPENING = Lazy(r"\W*(?:\w+ly\s+)?$", re.IGNORECASE)
_HANDLES = Lazy(r"\W*(?:\w+ly\s+)?(?:(gives|hands|passes|offers|returns)|(takes|picks|grabs|pulls|collects))\b",
                      re.IGNORECASE)
_PASSIVE = Lazy(r"被|遭")
_THING = Lazy(r"[的](?![眼目声脸表笑神样])")
_SHORT = frozenset("哭笑")
_FORMS = ("ly", "ing", "ed", "s")
_NOT_FEELING = frozenset(("kind", "level"))
_VERBS = frozenset(("tears", "warms", "cools"))
"""Nouns of feeling that are something else right behind a subject: `Lin tears the letter`."""
_NEAR = 48
"""Code points around a candidate that are looked at."""


def may_gesture(told: Paragraph) -> bool:
    """Whether a gesture may be told anywhere in the paragraph: a quick look, which is sure only of a no."""
    single, first, several = alone()
    if "gestures" in told.occurring or not single.isdisjoint(told.signals):
        return True
    if first.isdisjoint(told.signals):
        return False
    small = {word.lower() for word in told.reading.words}
    return any(phrase <= small for phrase in several)


def read_gestures(reading: Reading, start: int, end: int, opening: bool, handles: bool,
                  followed: bool) -> tuple[str, ...]:
    """The gestures that the words `[start, end)` after a subject tell, at most two; with `opening` only one that
    they begin with. `handles` says that a prop is named after them, so that "gives" alone tells giving,
    `followed` that somebody is named right behind them (`leaves Wei`)."""
    words = reading.text[start:end]
    handled = _HANDLES.match(words) if handles else None
    if handled is not None:
        return ("give",) if handled[1] else ("take",)
    gestures = vocabulary("gestures")
    whole = gestures.find(words) if len(words) < _NEAR else None
    if whole is not None:
        return () if followed and gestures.entries[whole].get("presence") else (whole,)
    found = []
    for one in gestures.within(reading, start, end)[: 1 if opening else 4]:
        if opening and not _OPENING.match(words, 0, one.start):
            break
        if negated(words, 0, one.start) or _is_suffered(words, one) or _is_noun(words, one):
            continue
        if gestures.entries[one.id].get("presence") and not _goes(words, one, followed):
            continue
        found.append(one.id)
    return tuple(found[:2])


def read_emotion(reading: Reading, start: int, end: int, opening: bool) -> str:
    """The first emotion that the words `[start, end)` after a subject tell, or the empty string; with `opening` only
    one that they begin with. A smile with another feeling (`smiles coldly`) is the other feeling."""
    words = reading.text[start:end]
    found = ""
    for one in vocabulary("emotions").within(reading, start, end)[: 1 if opening else 4]:
        if opening and not _OPENING.match(words, 0, one.start):
            break
        if one.id != "neutral" and not negated(words, 0, one.start) and _is_felt(words, one):
            found = one.id
            if found != "joy":
                break
    return found


def _is_suffered(words: str, one: Match) -> bool:
    """What is done to the subject: 被打."""
    return not words.isascii() and _PASSIVE.search(words, 0, one.start) is not None


def _is_noun(words: str, one: Match) -> bool:
    """A single word right behind an article: `the waves`, `a faint`."""
    if one.start < 2 or " " in words[one.start : one.end]:
        return False
    return _ARTICLE.search(words[max(0, one.start - _NEAR) : one.start]) is not None


def _goes(words: str, one: Match, followed: bool) -> bool:
    """Whether someone moves in or out here: nothing, a preposition or a room follows (`leaves the room`), not a thing
    (`leaves the letter`)."""
    after = words[one.end : one.end + _NEAR]
    if not words[one.start].isascii():
        return True
    if followed and not after.strip():
        return False
    if _THROUGH.match(after):
        return True
    room = _ROOM.match(after)
    return room is not None and (_ANY_ROOM.search(room[1]) or vocabulary("places").search(room[1])) is not None


def _is_felt(words: str, one: Match) -> bool:
    """Whether a word of emotion tells what the subject feels, not what a thing is like."""
    word, after = words[one.start : one.end], words[one.end : one.end + _NEAR]
    if not word.isascii():
        return (len(word) > 1 or word in _SHORT) and _THING.match(after) is None
    if word.lower() in _NOT_FEELING or _is_noun(words, one):
        return False
    if word.lower() in _VERBS and _OPENING.match(words, 0, one.start):
        return False
    return word.lower().endswith(_FORMS) or _AFTER.match(after) is not None
