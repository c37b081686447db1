"""How a line is spoken: parentheticals and the like, matched to the emotions and manners of stdlib."""

from __future__ import annotations

import re
from functools import lru_cache

from ...stdlib import strength, vocabulary
from ..base.nodes import node
from ..base.pattern import Lazy
from .text import negated, one_line

_PARTS = Lazy(r"[,，、;；/。]|\bbut\b|\bthen\b", re.IGNORECASE)
_PAUSE = Lazy(r"(?:a |an )?(long |longer |short |brief |tiny |长|短|稍|略)?(?:[a-z]{0,12} )?"
                    r"(?:beat|pause|silence|pauses|停顿|停|顿|沉默|片刻沉默|顿了顿|沉默片刻)\.?", re.IGNORECASE)
_TO_SOMEONE = Lazy(r"to\s+(?!(?:her|him|one|it)?self\b|themselves\b)|对(?!自己)|向|朝", re.IGNORECASE)
_PAUSES = {"long": 1.6, "longer": 1.6, "长": 1.6, "short": 0.4, "brief": 0.4, "tiny": 0.4, "短": 0.4, "稍": 0.4,
           "略": 0.4}
PAUSE = 0.8
"""Seconds of a plain `(beat)`: short of the one second at which a silence in talk becomes marked (Jefferson 1989)."""


@node
class Delivery:
    """How what follows is spoken: ids of `emotions` and `manners`, intensity 0 to 1, and the writer's own `words`."""

    emotion: str = ""
    intensity: float = 0.5
    manner: tuple[str, ...] = ()
    words: str = ""


_PLAIN = Delivery()


@lru_cache(512)
def read_delivery(text: str, before: Delivery = _PLAIN) -> Delivery:
    """The delivery that `text` asks for. What it does not mention of the emotion stays as it was `before`; a manner
    lasts until the next parenthetical. A script has many parentheticals, and few that differ."""
    words = one_line(text)
    emotion, intensity, manner = "", 0.5, []
    for part in _PARTS.split(words):
        part = part.strip()
        if not part or _TO_SOMEONE.match(part):
            continue
        if not emotion:
            emotion = _found("emotions", part)
            intensity = round(strength(part), 3) if emotion else 0.5
        how = _found("manners", part)
        if how and how not in manner:
            manner.append(how)
    if not emotion:
        return Delivery(before.emotion, before.intensity, tuple(manner), words)
    return Delivery(emotion, intensity, tuple(manner), words)


@lru_cache(512)
def read_pause(text: str) -> float | None:
    """The seconds of a parenthetical that is nothing but a pause (`beat`, `long pause`, 停顿), otherwise None."""
    found = _PAUSE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return _PAUSES.get((found[1] or "").strip().lower(), PAUSE)


def _found(kind: str, part: str) -> str:
    """The id that a part names as a whole or holds, unless it is denied (`not angry`, 没有生气)."""
    words = vocabulary(kind)
    whole = words.find(part)
    if whole is not None:
        return whole
    best = max(words.matches(part), key=lambda one: (one.end - one.start, -one.start), default=None)
    return best.id if best is not None and not negated(part, 0, best.start) else ""
