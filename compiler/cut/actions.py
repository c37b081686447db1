"""A paragraph of action as bits of time: sentence by sentence, who does it, what they handle, what they see."""

from __future__ import annotations

import re

from ...stdlib import Vocabulary, vocabulary
from ..base.nodes import node, replace
from ..base.pattern import Lazy
from ..story.nodes import Act, Change
from .ground import Ground, mentioned, names_of
from .sheet import Bit, Here
from .tension import of_act
from .time import action_seconds, sentences

LOOK, SEEN, DETAIL, LONGEST, SHORTEST = 1.0, 1.4, 1.4, 4.5, 0.9
"""Seconds: the look before a point of view, the thing seen, an insert; no bit of action is longer or shorter than the
last two (a detail is read in a second; average vertical drama cuts every 2 to 4)."""
STRIKE, AFTER_BLOW = 1.3, 1.1
"""Seconds of a blow, and of the face that was struck."""
_BLOWS = frozenset(("slap", "hit"))
_SEES = Lazy(
    r"\b(?:sees?|saw|spots?|notices?|spies|watch(?:es)?|discovers?|(?:star|gaz|glar|glanc|peer)(?:es?|s)\s+(?:down\s+|up\s+|"
    r"over\s+|back\s+)?at|looks?\s+(?:down\s+|up\s+|over\s+|back\s+)?(?:at|into)|eyes\s+(?:fall|land|fix|lock)\s+on|"
    r"catch(?:es)?\s+sight\s+of)\b|看见|看到|瞧见|望见|瞥见|盯着|注视|凝视|看向|望向|看着|望着|发现|目光落在|视线落在",
    re.IGNORECASE)
_PRONOUN = Lazy(r"\s*(?:her|him|them)\b|[她他]", re.IGNORECASE)
_HANDLING = frozenset(("give", "take", "reach", "draw", "point", "raise-hand"))
ENTERING, LEAVING = ("enter-left", "enter-right"), ("exit-left", "exit-right")


@node
class _Sentence:
    """One sentence of action with what belongs to it."""

    text: str
    who: tuple[str, ...]
    props: tuple[str, ...]
    gestures: tuple[tuple[str, str], ...]
    emotions: tuple[tuple[str, str], ...]
    sounds: tuple[str, ...]


def act_bits(ground: Ground, at: int, act: Act, moves: tuple[Change, ...]) -> tuple[Bit, ...]:
    """The bits of `act` (beat `at`). `moves` are the entrances, exits and hand-overs told by directives beside it."""
    act = _with_moves(act, moves)
    tension = of_act(act, ground.along(at), ground.lift(at))
    here = ground.here[at]
    found: list[Bit] = []
    for one in _sentences(ground, act):
        for bit in _bits(ground, at, one, tension, here):
            found.extend(_halves(ground, bit))
    if not found:
        found = [Bit("act", at, ground.frames(action_seconds(act.text)), tension, here, who=act.who[:3], told=act.text)]
    return _joined(ground, found)


def entrance(gesture: str) -> str:
    """`enter` or `exit` when `gesture` brings somebody in or takes them out, else `act`."""
    return "enter" if gesture in ENTERING else "exit" if gesture in LEAVING else "act"


def gesture_frames(ground: Ground, gesture: str) -> int:
    """How long `gesture` takes."""
    usual = vocabulary("gestures").entries.get(gesture, {}).get("frames", 36)
    return ground.frames(float(usual) / 24)


def _with_moves(act: Act, moves: tuple[Change, ...]) -> Act:
    """`act` with the gestures of `moves` where the prose does not already tell them."""
    gestures = list(act.gestures)
    for one in moves:
        told = {gesture for who, gesture in gestures if who == one.who}
        if one.kind == "enter" and not told & set(ENTERING):
            gestures.append((one.who, f"enter-{one.side or 'right'}"))
        elif one.kind == "exit" and not told & set(LEAVING):
            gestures.append((one.who, f"exit-{one.side or 'left'}"))
        elif one.kind == "gives" and "give" not in told:
            gestures.append((one.who, "give"))
    who = tuple(dict.fromkeys((*act.who, *(one.who for one in moves))))
    props = tuple(dict.fromkeys((*act.props, *(one.what for one in moves if one.kind in ("gives", "takes", "drops")))))
    return replace(act, gestures=tuple(gestures), who=who, props=props)


def _sentences(ground: Ground, act: Act) -> tuple[_Sentence, ...]:
    """The sentences of `act`. Everything that the paragraph tells belongs to exactly one of them: the first that names
    it, or the first of all."""
    texts = sentences(act.text) or (act.text,)
    who = [_named(ground, text, act.who) for text in texts]
    props = [_named(ground, text, act.props) for text in texts]
    told = {one for group in who for one in group}
    who[0] = tuple(dict.fromkeys((*who[0], *(one for one in act.who if one not in told))))
    shown = {one for group in props for one in group}
    props[0] = (*props[0], *(one for one in act.props if one not in shown))
    gestures = [_place(texts, who, person, vocabulary("gestures"), gesture) for person, gesture in act.gestures]
    emotions = [_place(texts, who, person, vocabulary("emotions"), emotion) for person, emotion in act.emotions]
    sounds = [_place(texts, who, "", vocabulary("sounds"), sound) for sound in act.sounds]
    found, carried = [], who[0]
    for index, text in enumerate(texts):
        carried = who[index] or carried[:1]
        found.append(_Sentence(
            text, carried, props[index],
            tuple(one for one, place in zip(act.gestures, gestures, strict=True) if place == index),
            tuple(one for one, place in zip(act.emotions, emotions, strict=True) if place == index),
            tuple(one for one, place in zip(act.sounds, sounds, strict=True) if place == index)))
    return tuple(found)


def _named(ground: Ground, text: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `ids` that `text` names, in order of mention."""
    places = [(mentioned(text, names_of(ground.bible, one)), one) for one in ids]
    return tuple(one for at, one in sorted(places, key=lambda place: place[0]) if at >= 0)


def _place(texts: tuple[str, ...], who: list[tuple[str, ...]], person: str, words: Vocabulary, id: str) -> int:
    """The sentence that tells `id` (a word of the vocabulary `words`) of `person`."""
    said = [index for index, text in enumerate(texts) if any(one.id == id for one in words.matches(text))]
    named = [index for index, group in enumerate(who) if person in group]
    both = [index for index in said if index in named]
    return (both or said or named or [0])[0]


def _bits(ground: Ground, at: int, one: _Sentence, tension: float, here: Here) -> tuple[Bit, ...]:
    struck = _struck(one)
    if struck is not None:
        return _blow(ground, at, one, struck, tension, _seeing(here, one.who))
    total = max(action_seconds(one.text), _doing(ground, one.gestures))
    kind = next((entrance(gesture) for _, gesture in one.gestures if entrance(gesture) != "act"), "act")
    subject = _subject(one)
    plain = Bit(kind, at, ground.frames(total), tension, _seeing(here, one.who), who=subject, gestures=one.gestures,
                emotions=one.emotions, sounds=one.sounds, told=one.text)
    target, seen_prop = _sight(ground, one)
    if kind == "act" and subject and (target or seen_prop):
        look = replace(plain, kind="look", frames=ground.frames(max(LOOK, total * 0.4)), who=subject[:1], other=target)
        sight = Bit("pov" if target else "insert", at, ground.frames(max(SEEN, total * 0.6)), tension, plain.here,
                    who=(target,) if target else (), other=subject[0], prop="" if target else seen_prop)
        return (look, sight)
    if not one.props:
        return (plain,)
    detail = Bit("insert", at, ground.frames(DETAIL), tension, plain.here, who=subject[:1], prop=one.props[0])
    if not subject or (total < 1.6 and not one.gestures):
        return (replace(detail, frames=max(detail.frames, plain.frames), sounds=one.sounds, emotions=one.emotions,
                        told=one.text),)
    rest = plain.frames - detail.frames // 2
    return (replace(plain, frames=max(rest, ground.frames(LOOK))), detail)


def _doing(ground: Ground, gestures: tuple[tuple[str, str], ...]) -> float:
    """Seconds that `gestures` take: those of one person come one after the other."""
    by_person: dict[str, float] = {}
    for who, gesture in gestures:
        by_person[who] = by_person.get(who, 0.2) + gesture_frames(ground, gesture) / ground.version.fps
    return max(by_person.values(), default=0.0)


def _struck(one: _Sentence) -> tuple[str, str] | None:
    """Who strikes whom in a sentence that sounds like a blow and names two people."""
    if not _BLOWS & set(one.sounds) or len(one.who) < 2:
        return None
    doer = next((person for person, gesture in one.gestures if gesture not in LEAVING), one.who[0])
    return doer, next(person for person in one.who if person != doer)


def _blow(ground: Ground, at: int, one: _Sentence, struck: tuple[str, str], tension: float,
          here: Here) -> tuple[Bit, ...]:
    """Somebody strikes somebody: the entrance, if they come in for it, the blow with both in the picture, and the face
    that was struck."""
    coming = tuple(pair for pair in one.gestures if entrance(pair[1]) == "enter")
    rest = tuple(pair for pair in one.gestures if pair not in coming)
    hand = rest if any(who == struck[0] for who, _ in rest) else ((struck[0], "raise-hand"), *rest)
    found = [Bit("enter", at, ground.frames(_doing(ground, coming)), tension, here, who=(struck[0],), gestures=coming)]
    return (*(found if coming else ()),
            Bit("act", at, ground.frames(max(STRIKE, _doing(ground, hand) * 0.8)), tension, here, who=struck,
                gestures=hand, sounds=one.sounds, told=one.text),
            Bit("react", at, ground.frames(AFTER_BLOW), tension, here, who=(struck[1],), other=struck[0],
                emotions=(*one.emotions, *(((struck[1], "shock"),) if struck[1] not in dict(one.emotions) else ()))))


def _sight(ground: Ground, one: _Sentence) -> tuple[str, str]:
    """Whom, or which thing, somebody in the sentence sees: what it names after the verb, or means by a pronoun
    there."""
    verb = _SEES.search(one.text)
    if verb is None:
        return "", ""
    after = one.text[verb.end() :]
    before = _named(ground, one.text[: verb.start()], one.who) or one.who[:1]
    people = [who for who in _named(ground, after, one.who) if who not in before]
    if not people and len(before) == 1 and _PRONOUN.match(after):
        people = [who for who in one.who if who not in before]
    props = _named(ground, after, one.props)
    return (people[0] if people and len(before) == 1 else ""), (props[0] if props and not people else "")


def _subject(one: _Sentence) -> tuple[str, ...]:
    """Whom the picture of a sentence is about: whoever gestures first, and everyone else it names."""
    doing = [person for person, gesture in one.gestures if gesture in _HANDLING or entrance(gesture) != "act"]
    return tuple(dict.fromkeys((*doing, *one.who)))


def _seeing(here: Here, who: tuple[str, ...]) -> Here:
    """`here` with those in it whom the action names: somebody who has just gone out is still seen going."""
    missing = tuple(one for one in who if one not in here.present)
    return replace(here, present=(*here.present, *missing)) if missing else here


def _halves(ground: Ground, bit: Bit) -> tuple[Bit, ...]:
    """`bit`, cut into equal parts when it is longer than a shot should be. What happens in it happens in the first."""
    count = -(-bit.frames // ground.frames(LONGEST))
    if count <= 1:
        return (bit,)
    sizes = [bit.frames * (index + 1) // count - bit.frames * index // count for index in range(count)]
    rest = replace(bit, gestures=(), emotions=(), sounds=(), told="")
    return (replace(bit, frames=sizes[0]), *(replace(rest, frames=size) for size in sizes[1:]))


def _joined(ground: Ground, found: list[Bit]) -> tuple[Bit, ...]:
    """`found` with bits that are too short for a shot of their own added to the one before."""
    kept: list[Bit] = []
    for bit in found:
        if kept and bit.frames < ground.frames(SHORTEST) and not bit.prop:
            last = kept[-1]
            kept[-1] = replace(last, frames=last.frames + bit.frames, gestures=last.gestures + bit.gestures,
                               emotions=last.emotions + bit.emotions, sounds=last.sounds + bit.sounds,
                               told=f"{last.told} {bit.told}".strip())
        else:
            kept.append(bit)
    return tuple(kept)
