"""Who is in a scene: who is here when it begins, who comes, goes out or falls dead in it, who is still here when it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..base.nodes import replace
from ..base.source import Span
from ..bible.nodes import Bible
from .handed import HANDED
from .nodes import Act, Beat, Change, Episode, Fact, Line, Scene, ShotAsk
from .snapshot import State
from .text import leads, sentences

UNSEEN = frozenset(("vo", "phone", "radio", "pa", "os"))
"""Channels that put nobody into the picture. (O.S. is near, not in it; an inner voice is that of someone we see.)"""
_EVIDENT = frozenset((*HANDED, "marks", "dies"))
_NAMED = "named"
"""Evidence that somebody is only spoken of: the living are then taken to be here, the dead are not."""


def people_of(beat: Beat) -> tuple[str, ...]:
    """Everybody whom a beat names."""
    if isinstance(beat, Line):
        return beat.speakers
    if isinstance(beat, Act):
        return beat.who
    match beat:
        case ShotAsk():
            return (*beat.subjects, *beat.on)
        case Change():
            return (beat.who, beat.to)
        case Fact():
            return beat.who
    return ()


def everybody(episode: Episode) -> dict[str, None]:
    """Everybody whom an episode names, in order."""
    together = dict.fromkeys([beat.speakers if isinstance(beat, Line) else people_of(beat)
                              for scene in episode.scenes for beat in scene.beats])  # few differ
    return {who: None for one in together for who in one}


def here_at_start(scene: Scene, dead: frozenset[str]) -> tuple[str, ...]:
    """Who is here when the scene begins: everybody whom its action mentions, who speaks in the picture, whom a shot
    shows or who handles something; not those of whom the first directive says that they enter, nor those who come in
    with their first mention, nor the dead of whom it only speaks."""
    here: dict[str, None] = {}
    told: dict[str, str] = {}
    for beat in scene.beats:
        if isinstance(beat, Line):
            if beat.channel not in UNSEEN:
                for who in beat.speakers:
                    here[who] = None
            continue
        if isinstance(beat, Act) and not beat.gestures and not beat.emotions:
            for who in beat.who:
                if who not in dead:
                    here[who] = None
            continue
        for who, how in _evidence(beat):
            if how in ("enter", "exit"):
                told.setdefault(who, how)
            elif how == "comes" and who not in here:
                told.setdefault(who, "enter")
            elif how != _NAMED or who not in dead:
                here.setdefault(who)
    return tuple(who for who in here if told.get(who) != "enter")


def _evidence(beat: Beat) -> list[tuple[str, str]]:
    """The people whom a beat other than a line tells of: `enter` or `exit` where it is a directive that says so, `comes` where
    prose does, `named` where prose has them do nothing, otherwise that they are here."""
    match beat:
        case Act():
            return _of_act(beat)
        case ShotAsk():
            return [(who, "") for who in (*beat.subjects, *beat.on)]
        case Change(kind="enter" | "exit"):
            return [(beat.who, beat.kind)]
        case Change() if beat.kind in _EVIDENT:
            return [(who, "") for who in (beat.who, beat.to) if who]
    return []


def _of_act(act: Act) -> list[tuple[str, str]]:
    if not act.gestures and not act.emotions:
        return [(who, _NAMED) for who in act.who]
    coming = who_comes(act)
    doing = {who for who, _ in (*act.gestures, *act.emotions)}
    return [(who, "comes" if who in coming else "" if who in doing else _NAMED) for who in act.who]


def who_comes(act: Act) -> list[str]:
    """Who comes in, in a paragraph."""
    return [who for who, gesture in act.gestures if gesture.startswith("enter")]


def _shown(beat: Beat) -> Iterator[str]:
    """Who surely is in the picture at a beat: speaks, does something or comes in."""
    match beat:
        case Line() if beat.channel not in UNSEEN:
            yield from beat.speakers
        case Act():
            yield from (who for who, _ in (*beat.gestures, *beat.emotions))
            yield from (one.who for one in beat.handlings)
        case Change(kind="enter"):
            yield beat.who


def returning(beat: Beat, out: Collection[str], bible: Bible) -> Iterator[str]:
    """Which of those who have gone `out` in prose a beat shows again: who speaks in the picture, comes in, does something, or
    is who a sentence begins with."""
    yield from _shown(beat)
    if isinstance(beat, Act):
        yield from (who for who in beat.who if who in out and _begins(beat.text, who, bible))


def _begins(text: str, who: str, bible: Bible) -> bool:
    """Whether a sentence of `text` begins with a name of `who`, alone or in company."""
    one = bible.cast.get(who)
    names = (who, *one.aliases, *one.names.values()) if one is not None else (who,)
    starts = [text[first:].lstrip(" \"“”「").casefold() for first, _ in sentences(text)]
    folded = text.casefold()
    return any(start.startswith(name.casefold()) for start in starts for name in names) or (len(folded) == len(text) and any(
        at > 0 and leads(text, at) for name in names for at in (folded.find(name.casefold()),)))


def still_here(episode: Episode, scenes: Sequence[Sequence[State]], bible: Bible) -> tuple[str, ...]:
    """Who of those with several outfits or with marks is surely in the picture of the last scene of an episode, and has not
    left when it ends; nobody where that is no scene of the present."""
    last = episode.scenes[-1] if episode.scenes else None
    if last is None or last.storytime != "present" or not last.beats:
        return ()
    shown = {who for beat in last.beats for who in _shown(beat)}
    end = scenes[-1][-1]
    asked = [who for who in end.present if who in bible.cast and (len(bible.cast[who].wardrobe) > 1 or who in end.marks)]
    return tuple(who for who in asked if who in shown or any(
        isinstance(beat, Act) and who in beat.who and _begins(beat.text, who, bible) for beat in last.beats))


def after_death(state: State, who: str, span: Span) -> State:
    """`state` after prose tells that `who` dies. A directive that says the same, before or after, has the last word."""
    if who in state.dead:
        return state
    return replace(state, present=tuple(one for one in state.present if one != who), dead=state.dead | {who},
                   since={**state.since, f"falls:{who}": span})


def after_going(state: State, act: Act) -> State:
    """`state` after prose tells that some go out. They are back as soon as they are seen to do or say something."""
    left = [who for who in act.goes if who in state.present]
    if not left:
        return state
    return replace(state, present=tuple(one for one in state.present if one not in left),
                   since={**state.since, **{f"goes:{who}": act.span for who in left}})


def after_coming_back(state: State, who: Collection[str]) -> State:
    """`state` with those of `who` who had gone out in prose here again."""
    here = [one for one in who if f"goes:{one}" in state.since and state.alive(one)]
    if not here:
        return state
    return replace(state, present=tuple(dict.fromkeys((*state.present, *here))),
                   since={key: span for key, span in state.since.items() if key not in {f"goes:{one}" for one in here}})
