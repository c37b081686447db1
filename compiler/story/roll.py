"""The roll call of a script: who speaks and where it plays, for a project that has no bible."""

from __future__ import annotations

import re

from ..base.pattern import Lazy
from ..syntax.tree import Heading, Script, Speech
from .heading import place_words

_AND = Lazy(r"\s+(?:AND|&|\+)\s+|\s*[&＆/／、]\s*", re.IGNORECASE)
_WITH = Lazy(r"[和与跟及]")
_VOICE = Lazy(r"(?:['’]s?)? voice$|的?(?:声音|画外音)$", re.IGNORECASE)
_MOST = 8


def roll_call(script: Script) -> tuple[tuple[str, ...], tuple[tuple[str, bool], ...]]:
    """The names of all cues of `script`, and the places of all headings with whether they lie inside (as the first one
    says), each once, in order of appearance. Joint cues
    are split and `'S VOICE` taken off, as lowering reads them; every `GUARD #2` is a person of their own."""
    cues = [" ".join(one.cue.text.split()) for one in script.body if isinstance(one, Speech)]
    whole = {cue.casefold() for cue in cues}
    names: dict[str, str] = {}
    places: dict[str, tuple[str, bool]] = {}
    for cue in cues:
        for part in _split(cue, whole):
            name = _VOICE.sub("", part).strip() or part
            names.setdefault(name.casefold(), name)
    for element in script.body:
        if isinstance(element, Heading):
            place, interior = place_words(element)
            if place:
                places.setdefault(place.casefold(), (place, interior))
    return tuple(names.values()), tuple(places.values())


def _split(cue: str, whole: set[str]) -> list[str]:
    parts = [part.strip() for part in _AND.split(cue) if part.strip()]
    if len(parts) == 1:
        joined = [part.strip() for part in _WITH.split(cue)]
        if 1 < len(joined) <= _MOST and all(part.casefold() in whole for part in joined):
            return joined
    return parts if 1 <= len(parts) <= _MOST else [cue]
