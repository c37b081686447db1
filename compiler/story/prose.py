"""Action paragraphs: who and what they mention, and the gestures, emotions and sounds that they clearly tell.

A clause belongs to the person it begins with, else to the subject of its sentence; only the words between that
subject and the next name are read. What can be read in two ways is left out: a missed nod costs less than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ..base.pattern import Lazy
from ..base.source import Span
from ..bible.names import Mention
from .absent import absent, quoted, within
from .acting import may_gesture, read_emotion, read_gestures
from .death import deaths, may_die
from .going import goers, may_go
from .handling import lately, read_handlings
from .masked import Clause
from .nodes import Act, Beat, Posture, make_act
from .noise import read_sounds
from .paragraph import Paragraph
from .posture import everybody, posture_of, read_postures
from .pronoun import Circle, Referent, referents
from .text import clauses_of

_LEAD = Lazy(r"\W*(?:(?:(?:and|then|but|so|now|suddenly|slowly|finally|quietly|still|young|old|the|a|poor|both"
                   r"|only|again|[a-z]+ly)\b|只见|突然|忽然|此时|这时|而|但是|但|于是|一旁的|对面的|身后的|此刻|终于)\W*){0,3}",
                   re.IGNORECASE)
_JOIN = Lazy(r"(?:\W|\band\b|[和与跟及])*", re.IGNORECASE)
_AND = frozenset((", ", " and ", ", and "))
_OWNED = Lazy(r"['’]s?\s+|\s*(?:的|一家|全家|满门|麾下|手下|部下|父母|母亲|父亲|家人)", re.IGNORECASE)
_BODY = Lazy(r"\W*(?:own |left |right |two |whole )?(?:eyes?|hands?|face|voice|lips?|knees?|fists?|head|breath|"
                   r"body|shoulders?|heart|jaw|chin|gaze|expression|smile|brows?|cheeks?|fingers?|legs?)\b"
                   r"|\W*(?:双|左|右)?(?:手|眼|脸|声音|嘴|膝|拳|头|身|肩|心|目光|眉|泪)", re.IGNORECASE)
_THING = Lazy(r"\W*(?:the|an?|his|her|their|its|some|another|this|that|one)\s+", re.IGNORECASE)
_WORD = Lazy(r"\w")

_Somebody = Mention | Referent
_Item = TypeVar("_Item")


def read_act(told: Paragraph, span: Span, circle: Circle, before: Sequence[Beat] = ()) -> Act:
    """The act that a paragraph tells. `circle` decides what pronouns mean, and `before` (the beats that stand before it in
    the scene) what "it" may mean."""
    text, mentions = told.text, told.mentions
    if not told.signals and not told.occurring and text.isascii() and "prop" not in [one.kind for one in mentions]:
        return _plainly(text, mentions, span)
    people = _people(told, circle)
    props = [one.start for one in mentions if one.kind == "prop"]
    known = ((), True) if props else lately(told, before)
    handled = bool(props or known[0])
    loud = "sounds" in told.occurring
    feels = bool(people) and "emotions" in told.occurring
    acts = bool(people) and (bool(props) or may_gesture(told))
    mortal = bool(people) and may_die(told)
    going = bool(people) and may_go(told)
    poses = "postures" in told.occurring
    if not (loud or handled or feels or acts or mortal or going or poses):
        return make_act(text, _seen(text, people), places=_ids(mentions, "place"), span=span)
    ranges = clauses_of(_without_dots(text, mentions))
    sounds = [one for first, last, _ in ranges for one in read_sounds(told.reading, first, last)] if loud else ()
    gestures: list[tuple[str, str]] = []
    emotions: list[tuple[str, str]] = []
    dead: list[str] = []
    gone: list[str] = []
    placed: list[Posture] = []
    parts: list[Clause] = []
    start, end = 0, -1
    if handled or feels or acts or mortal or going or poses:
        things = frozenset([one.start for one in mentions if one.kind != "cast"])
        for part, stop in _parts(text, ranges, people, things):
            parts.append(part)
            subjects, after, last = part.subjects, part.after, part.last
            start, end = (start, end) if part.end == end else (part.first, part.end)
            dead += deaths(told, part, start, circle) if mortal else ()
            gone += goers(told, part, start, circle) if going else ()
            if poses and not subjects and (behind := everybody(text, part.first, last)) >= 0:
                placed += [posture_of("", how) for how in read_postures(told.reading, behind, stop, last, opening=False)]
            if subjects and after < stop:
                emotion = read_emotion(told.reading, after, stop, part.aside) if feels else ""
                emotions += [(who, emotion) for who in subjects if emotion]
                handles = bisect_left(props, after) < bisect_left(props, last)
                for gesture in read_gestures(told.reading, after, stop, part.aside, handles, stop < last) if acts else ():
                    gestures += [(who, gesture) for who in subjects]
                for how in read_postures(told.reading, after, stop, last, part.aside) if poses else ():
                    placed += [posture_of(who, how) for who in subjects]
    handlings = read_handlings(text, mentions, circle, parts, known, before) if handled else ()
    return make_act(text, _seen(text, people), _ids(mentions, "prop"), _ids(mentions, "place"), handlings,
                    gestures=_once(gestures), emotions=_once(emotions), sounds=_once(sounds), deaths=_once(dead),
                    goes=_once(gone), postures=tuple(placed), span=span)


def _plainly(text: str, mentions: Sequence[Mention], span: Span) -> Act:
    """The act of a paragraph that names at most people and places, and tells nothing of them: most do."""
    if not mentions:
        return make_act(text, span=span)
    people: list[_Somebody] = [one for one in mentions if one.kind == "cast"]
    places = _ids(mentions, "place") if len(people) < len(mentions) else ()
    return make_act(text, _seen(text, people), (), places, span=span)


def _parts(text: str, ranges: Iterable[tuple[int, int, int]], people: list[_Somebody],
           things: frozenset[int]) -> Iterator[tuple[Clause, int]]:
    """The clauses in `ranges` with those whom each tells of, and where the words about them end: at the next name."""
    at, sentence = 0, -1
    subjects: tuple[str, ...] = ()
    listing = aside = near = False
    for first, last, end in ranges:
        if end != sentence:
            sentence, subjects, listing, aside, near = end, (), False, False, True
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
            yield Clause((), first, first, last, end, behind=subjects), last
            continue
        others = [one.start for one in inside if one.start >= after and _other(one, subjects)]
        yield Clause(subjects, first, after, last, end, not leaders, near, aside=aside), others[0] if others else last
        near = not others
        listing = bare and (listing or subjects == leaders)


def _people(told: Paragraph, circle: Circle) -> list[_Somebody]:
    """The names and pronouns of people, in order."""
    people: list[_Somebody] = [one for one in told.mentions if one.kind == "cast"]
    pronouns = referents(told, circle)
    if pronouns:
        people += pronouns
        people.sort(key=lambda one: one.start)
    return people


def _leaders(text: str, first: int, inside: list[_Somebody]) -> tuple[tuple[str, ...], int]:
    """The people that the clause at `first` begins with and where they end; nobody, and `first`, where it begins with
    something else, such as a thing or a relative of theirs."""
    if not inside:
        return (), first
    if text[first : inside[0].start].strip():
        lead = _LEAD.match(text, first)
        if lead is None or lead.end() < inside[0].start:
            return (), first
    ascii, after, found = text.isascii(), first, []
    for index, one in enumerate(inside):
        if index and text[after : one.start] not in _AND:
            joined = _JOIN.match(text, after)
            if joined is None or joined.end() < one.start:
                break
        owned = None if ascii and not text.startswith("'", one.end) else _OWNED.match(text, one.end)
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


def _without_dots(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with the full stops of names filled, so that `Mrs. Crowe` ends no sentence."""
    for one in mentions if text.find(".", 0, -1) >= 0 else ():
        name = text[one.start : one.end]
        if "." in name:
            text = text[: one.start] + name.replace(".", "_") + text[one.end :]
    return text


def _seen(text: str, people: list[_Somebody]) -> tuple[str, ...]:
    """Those of `people` who can be in the picture, once and in order."""
    if not people:
        return ()
    closed = quoted(text)
    if not closed and len(people) == 1 and isinstance(one := people[0], Mention):  # most
        return () if absent(text, one.start, one.end) else (one.id,)
    return _once([one.id for one in people if isinstance(one, Referent) or not (
        absent(text, one.start, one.end) or (closed and within(closed, one.start)))])


def _ids(mentions: Sequence[Mention], kind: str) -> tuple[str, ...]:
    found = [one.id for one in mentions if one.kind == kind]
    return _once(found) if found else ()


def _once(items: Sequence[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items)) if len(items) > 1 else tuple(items)
