"""Action paragraphs: who and what they mention, and the gestures, emotions and sounds that they clearly tell.

A clause belongs to the person it begins with, else to the subject of its sentence; only the words between that
subject and the next name are read. What can be read in two ways is left out: a missed nod costs less than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

from ...stdlib import vocabulary
from ..base.source import Span
from ..bible.names import Mention, Names
from .acting import read_emotion, read_gestures
from .nodes import Act
from .noise import read_sounds
from .pronoun import Circle, Referent, referents
from .text import clauses, one_line, sentences

_LEAD = re.compile(r"\W*(?:(?:(?:and|then|but|so|now|suddenly|slowly|finally|quietly|still|young|old|the|a|poor|both"
                   r"|only|again|[a-z]+ly)\b|只见|突然|忽然|此时|这时|而|但是|但|于是|一旁的|对面的|身后的|此刻|终于)\W*){0,3}",
                   re.IGNORECASE)
_JOIN = re.compile(r"(?:\W|\band\b|[和与跟及])*", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s+|\s*的", re.IGNORECASE)
_BODY = re.compile(r"\W*(?:own |left |right |two |whole )?(?:eyes?|hands?|face|voice|lips?|knees?|fists?|head|breath|"
                   r"body|shoulders?|heart|jaw|chin|gaze|expression|smile|brows?|cheeks?|fingers?|legs?)\b"
                   r"|\W*(?:双|左|右)?(?:手|眼|脸|声音|嘴|膝|拳|头|身|肩|心|目光|眉|泪)", re.IGNORECASE)
_THING = re.compile(r"\W*(?:the|an?|his|her|their|its|some|another|this|that|one)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w")

_Somebody = Mention | Referent
_Item = TypeVar("_Item")


def read_act(text: str, span: Span, names: Names, circle: Circle) -> Act:
    """The act that the paragraph `text` tells. `circle` decides what pronouns mean."""
    text = one_line(text)
    mentions = names.mentions(text)
    people: list[_Somebody] = sorted(
        [*(one for one in mentions if one.kind == "cast"), *referents(text, circle)], key=lambda one: one.start)
    things = frozenset(one.start for one in mentions if one.kind != "cast")
    props = [one.start for one in mentions if one.kind == "prop"]
    gestures: list[tuple[str, str]] = []
    emotions: list[tuple[str, str]] = []
    sounds: list[str] = []
    loud = vocabulary("sounds").may_occur(text)
    if not people and not loud:
        return Act(text, props=_ids(mentions, "prop"), places=_ids(mentions, "place"), span=span)
    at = 0
    for start, end in sentences(text):
        subjects: tuple[str, ...] = ()
        listing = aside = False
        for first, last in clauses(text, start, end):
            begin = at
            while at < len(people) and people[at].start < last:
                at += 1
            inside = people[begin:at]
            leaders, after = _leaders(text, first, inside)
            bare = bool(leaders) and _WORD.search(text, after, last) is None
            if leaders and (listing or not bare or not subjects):
                subjects, aside = _once((*subjects, *leaders)) if listing else leaders, False
            elif not leaders and not _carries(text, first, things, inside):
                aside = True
                sounds.extend(read_sounds(text[first:last]) if loud else ())
                continue
            listing = bare and (listing or subjects == leaders)
            stop = next((one.start for one in inside if one.start >= after and _other(one, subjects)), last)
            handles = bisect_left(props, after) < bisect_left(props, last)
            if subjects and after < stop:
                emotion = read_emotion(text, after, stop, aside)
                emotions.extend((who, emotion) for who in subjects if emotion)
                for gesture in read_gestures(text, after, stop, aside, handles, stop < last):
                    gestures.extend((who, gesture) for who in subjects)
            sounds.extend(read_sounds(text[first:last]) if loud else ())
    return Act(text, _once(one.id for one in people), _ids(mentions, "prop"), _ids(mentions, "place"),
               gestures=_once(gestures), emotions=_once(emotions), sounds=_once(sounds), span=span)


def _leaders(text: str, first: int, inside: list[_Somebody]) -> tuple[tuple[str, ...], int]:
    """The people that the clause at `first` begins with and where they end; nobody, and `first`, where it begins with
    something else, such as a thing or a relative of theirs."""
    if not inside:
        return (), first
    lead = _LEAD.match(text, first)
    if lead is None or lead.end() < inside[0].start:
        return (), first
    after, found = first, []
    for index, one in enumerate(inside):
        if index:
            joined = _JOIN.match(text, after)
            if joined is None or joined.end() < one.start:
                break
        owned = _OWNED.match(text, one.end)
        owner = owned is not None or (isinstance(one, Referent) and one.owner)
        if owner and _BODY.match(text, owned.end() if owned else one.end) is None:
            return (), first
        found.append(one.id)
        after = one.end
    return tuple(found), after


def _carries(text: str, first: int, things: frozenset[int], inside: list[_Somebody]) -> bool:
    """Whether a clause without a person in front still tells of the sentence's subject."""
    thing = _THING.match(text, first)
    if thing is not None:
        return _BODY.match(text, thing.end()) is not None
    lead = _LEAD.match(text, first)
    start = lead.end() if lead else first
    return start not in things and not any(one.start == start for one in inside)


def _other(one: _Somebody, subjects: tuple[str, ...]) -> bool:
    return isinstance(one, Mention) and one.id not in subjects


def _ids(mentions: Iterable[Mention], kind: str) -> tuple[str, ...]:
    return _once(one.id for one in mentions if one.kind == kind)


def _once(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
