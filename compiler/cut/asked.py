"""The writer's own shots. What `[[shot: …]]` or a shot slug states always wins; what it leaves open is filled in here.

How long it holds: with seconds, for at least that long, and on to the end of the line or action that runs then (to a
clause of it, once six seconds are over). Without,
until the next shot that the writer asks for, the end of the scene, or until somebody who is not in it speaks or acts.
A line of somebody else that begins before the seconds are over is heard under the shot, which is cut when they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..story.nodes import ShotAsk
from .choice import Memory, angle_of_thing, pair_size, size_for
from .errors import finding
from .framing import CAPACITY, Framing
from .sheet import Bit, Here

UNTIMED, LONGEST = 1.5, 6.0
"""Seconds that a shot without any of its own stands when nothing happens in it; after the second, a shot that has had
its seconds is cut at the next clause."""
_DETAIL, _WIDE = ("", "cu", "bcu", "ecu"), ("", "els", "ws", "fs")
_WIDER = (("single", 1), ("two-shot", 2), ("three-shot", 3), ("group", 6))
_USUAL = {"three-shot": "mls", "group": "fs", "ots": "mcu", "insert": "cu", "pov": "ms",
          "reaction": "cu", "establishing": "ws"}


@node
class Asked:
    """A shot of the writer's, made complete. `people` are those whose speech or action keeps it on screen."""

    ask: ShotAsk
    framing: Framing
    people: tuple[str, ...]


def complete(ask: ShotAsk, here: Here, after: Bit | None, memory: Memory, shapes: Mapping[str, str],
             tall: bool) -> tuple[Asked, tuple[Diagnostic, ...]]:
    """`ask` as a framing. `here` holds where it stands, `after` is what happens next in the scene, if anything; `shapes` are the
    shapes of the props by id, `tall` whether the frame is higher than wide."""
    composition = ask.composition or _composition(ask)
    subjects, over, found = _subjects(ask, composition, here, after, memory)
    people = (*subjects, *((over,) if over else ()))
    if len(people) > CAPACITY.get(composition, 6) and composition != "insert":
        wider = next((name for name, count in _WIDER if count >= len(people)), "group")
        found.append(finding("D403", ask.span, what=composition, count=len(people), holds=CAPACITY[composition],
                             instead=wider))
        composition, subjects, over = wider, people, ""
    if composition in ("ots", "reverse") and not over:
        if composition == "ots":
            found.append(finding("D404", ask.span, who=subjects[0] if subjects else "nobody"))
        composition = "single" if len(subjects) < 2 else "two-shot"
    prop = _shown(ask, composition, people, after)
    if prop:
        composition, subjects, over = "insert", (), ""
    elif not over:
        composition, subjects = _fitting(composition, subjects, here)
    size = ask.size or (pair_size(tall) if composition == "two-shot" else _size(composition, after))
    angle = ask.angle or (angle_of_thing(shapes.get(prop, "")) if prop else "eye")
    framing = Framing(composition, size, subjects[: CAPACITY.get(composition, 6)], over, prop, angle,
                      "front" if composition == "pov" else "")
    named = (*ask.subjects, *ask.on)
    kept = named or (() if composition in ("establishing", "insert") else framing.who)
    return Asked(ask, framing, kept), tuple(found)


def _shown(ask: ShotAsk, composition: str, people: tuple[str, ...], after: Bit | None) -> str:
    """The thing that the shot is of, if it is of a thing."""
    if composition == "insert":
        return _thing(ask) or (after.prop if after is not None else "")
    return _thing(ask) if composition in ("establishing", "pov") and not people else ""


def _fitting(composition: str, subjects: tuple[str, ...], here: Here) -> tuple[str, tuple[str, ...]]:
    """The composition that can be filmed with the people there are: a two-shot of one person is a single."""
    if composition in ("two-shot", "three-shot") and len(subjects) < int(composition == "three-shot") + 2:
        composition = "two-shot" if len(subjects) == 2 else "single"
    if composition in ("single", "reaction", "reverse", "insert") and not subjects:
        return "establishing", here.present[:6]
    return composition, subjects


def keeps(asked: Asked, bit: Bit, shown: int, new_beat: bool, fps: int) -> bool:
    """Whether `bit` still belongs to the writer's shot, of which `shown` frames have been filled. `new_beat` when it
    begins something new."""
    seconds = asked.ask.seconds
    if seconds is not None and shown >= int((seconds if new_beat else max(seconds, LONGEST)) * fps + 0.5):
        return False
    if shown < int((seconds if seconds is not None else UNTIMED) * fps + 0.5):
        return True
    if bit.voices:
        speaking = {who for voice in bit.voices for who in voice.seen}
        return not speaking or bool(speaking & set(asked.people))
    if bit.kind in ("title", "hold"):
        return True
    return not bit.who or bool(set(bit.who) & set(asked.people))


def _composition(ask: ShotAsk) -> str:
    if ask.on:
        return "ots"
    if not ask.subjects:
        if ask.props or (ask.free and ask.size in _DETAIL):
            return "insert"
        return "establishing" if ask.size in _WIDE else "single"
    return ("single", "two-shot", "three-shot")[len(ask.subjects) - 1] if len(ask.subjects) <= 3 else "group"


def _subjects(ask: ShotAsk, composition: str, here: Here, after: Bit | None,
              memory: Memory) -> tuple[tuple[str, ...], str, list[Diagnostic]]:
    """Who is in the shot, over whose shoulder, and nothing amiss so far."""
    named = ask.subjects
    near = _near(here, after, memory)
    match composition:
        case "ots":
            if ask.on:
                others = [who for who in named if who != ask.on[0]]
                return ask.on[:1], others[0] if others else _opposite(ask.on[0], near), []
            subject = named[0] if named else (near[0] if near else "")
            if len(named) > 1:
                return named[1:2], named[0], []
            across = _opposite(subject, near)
            return ((across,) if across else (subject,) if subject else ()), subject if across else "", []
        case "reverse":
            last = memory.last
            across = named[0] if named else last.over if last and last.over else _opposite(
                last.who[0] if last and last.who else "", near)
            behind = last.who[0] if last and last.who and last.who[0] != across else _opposite(across, near)
            return ((across,) if across else near[:1]), behind if across else "", []
        case "establishing" | "group":
            return tuple(dict.fromkeys((*named, *here.present)))[:6], "", []
        case "insert":
            return (), "", []
        case "pov":
            return _seen_from(named, ask, near, after), "", []
    wanted = {"two-shot": 2, "three-shot": 3}.get(composition, 1)
    filled = tuple(dict.fromkeys((*named, *near)))[: max(wanted, len(named))]
    return filled, "", []


def _near(here: Here, after: Bit | None, memory: Memory) -> tuple[str, ...]:
    """People to fill a shot with, likeliest first: who acts next, whom they face, who was shown last, who is here."""
    coming = (*after.who, after.other) if after is not None else ()
    shown = memory.last.who if memory.last is not None else ()
    return tuple(one for one in dict.fromkeys((*coming, *(one for one in shown if one in here.present), *here.present))
                 if one)


def _opposite(who: str, near: tuple[str, ...]) -> str:
    return next((one for one in near if one != who), "")


def _seen_from(named: tuple[str, ...], ask: ShotAsk, near: tuple[str, ...], after: Bit | None) -> tuple[str, ...]:
    """Whom a point of view shows: with two names the second (`LIN POV on WEI`), with one whoever stands opposite."""
    if ask.on:
        return ask.on[:1]
    if len(named) > 1:
        return named[1:2]
    if named and after is not None and after.kind == "pov":
        return after.who[:1]
    across = _opposite(named[0], near) if named else (near[0] if near else "")
    return (across,) if across else ()


def _thing(ask: ShotAsk) -> str:
    return ask.props[0] if ask.props else ask.free[0] if ask.free else ""


def _size(composition: str, after: Bit | None) -> str:
    usual = _USUAL.get(composition)
    return usual or size_for(after.tension if after is not None else 0.5)
