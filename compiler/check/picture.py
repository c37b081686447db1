"""What the writer's own shots put into the picture, and how long they stand there."""

from __future__ import annotations

from ..story.nodes import Act, Beat, Change, Edit, Line, Marker, ShotAsk, Title

UNSEEN = frozenset(("vo", "os", "phone", "radio", "pa"))
"""Channels of voices whose speaker is not in the picture."""


def on_screen(ask: ShotAsk) -> tuple[str, ...]:
    """Whose face a shot shows: the far one of an over-the-shoulder, whom a point of view looks at. Nobody's where it is
    of a thing, of a part of somebody (`LIN'S HAND`), or of an empty place."""
    if ask.free or ask.composition in ("insert", "establishing"):
        return ()
    if ask.on or ask.composition == "pov":
        return ask.on
    if ask.composition == "ots":
        return ask.subjects[1:2]
    return ask.subjects


def people(ask: ShotAsk) -> frozenset[str]:
    """Everybody whom a shot names."""
    return frozenset((*ask.subjects, *ask.on))


def takes_over(ask: ShotAsk, beat: Beat) -> bool:
    """Whether `beat` needs another picture than `ask`: somebody who is not in it speaks or acts, or the shot is over."""
    match beat:
        case Line():
            return beat.channel not in UNSEEN and people(ask).isdisjoint(beat.speakers)
        case Act():
            return bool(beat.who) and people(ask).isdisjoint(beat.who)
        case Title():
            return beat.style == "title"
        case Edit() | ShotAsk() | Marker():
            return True
    return False


def leaving(beat: Beat) -> tuple[str, ...]:
    """Who goes out of the picture in `beat`, by a directive or in prose."""
    match beat:
        case Act():
            return tuple([who for who, gesture in beat.gestures if gesture.startswith("exit")]) if beat.gestures else ()
        case Change(kind="exit"):
            return (beat.who,)
    return ()
