"""The words for a clip: what people do and feel, in order, and what the camera does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...stdlib import data
from ..cut.nodes import Gesture, Mood, Posture, Shot
from ..cut.told import filled
from .camera import camera_of
from .fit import Part
from .people import short, thing
from .still import posture, surroundings
from .words import phrase


def clip(shot: Shot, start: int, stop: int, lips: bool) -> list[Part]:
    """The words for frames `[start, stop)` of `shot`. `lips` says whether the model itself has to move the mouths."""
    acted = [part for who in dict.fromkeys(one.costume for one in shot.setup.figures if not one.foreground)
             for part in _person(shot, who.character, short(who), start, stop, lips)]
    held = [Part(f"{thing(shot.setup.insert)} lies there", 1)] if shot.setup.insert else []
    around = (Part(part.text, 2 + part.rank) for part in surroundings(camera_of(shot.setup)[0].set))
    return [*acted, *done(shot, start, stop), *held, Part(phrase("moves", shot.move)), *around, Part(data("prompts")["style"], 6)]


def done(shot: Shot, start: int, stop: int) -> list[Part]:
    """What the script says is done in frames `[start, stop)`, with people as they are known by their clothes."""
    people = {one.costume.character: short(one.costume) for one in shot.setup.figures}
    found = [one for one in shot.told if start <= one.frame < stop]
    words = [filled(one.words, [people.get(who, "somebody") for who in one.who]) for one in found]
    return [Part(one.rstrip(".。 "), 1) for one in words]


def ending(shot: Shot) -> list[Part]:
    """The words for the last picture of `shot`, as a change to its first."""
    found = []
    for one in shot.setup.figures:
        told = [mood for mood in shot.moods if mood.character == one.costume.character]
        if told and not one.foreground:
            found.append(Part(f"{short(one.costume)} is now {feeling(told[-1])}"))
    return [*found, Part(f"a moment later, {phrase('moves', shot.move)}"), Part("everything else stays as it is")]


def feeling(one: Mood) -> str:
    """A face: `very angry, hard eyes, looking down`."""
    steps: Sequence[tuple[float, str]] = data("prompts")["intensity"]
    degree = next(word for limit, word in steps if one.intensity < limit or limit > 1)
    words = phrase("emotions", one.emotion)
    told = words if one.emotion == "neutral" or not degree else f"{degree} {words}"
    return ", ".join(part for part in (told, phrase("gaze", one.gaze)) if part)


def _person(shot: Shot, who: str, name: str, start: int, stop: int, lips: bool) -> list[Part]:
    """What one person does and feels in frames `[start, stop)`."""
    own = [one for one in shot.moods if one.character == who]
    before = [one for one in own if one.frame <= start][-1:]
    felt = [*before, *(one for one in own if start < one.frame < stop)]
    done = [one for one in shot.gestures if one.character == who and start <= one.frame < stop]
    sat = next((one.posture for one in shot.setup.figures if one.costume.character == who), None)
    steps = [*((max(one.frame, start), 0, _is(one)) for one in felt), *((one.frame, 1, _does(one, sat)) for one in done)]
    told = list(dict.fromkeys(words for _, _, words in sorted(steps)))
    speaking = any(one.mouth == who and one.frame < stop for one in shot.spoken)
    if lips:
        told.append(str(data("prompts")["speaks" if speaking else "listens"]))
    words = ", then ".join(one for one in told if one)
    return [Part(f"{name} {words}")] if words else []


def _is(one: Mood) -> str:
    return f"is {feeling(one)}"


def _does(one: Gesture, sat: Posture | None) -> str:
    """A gesture in words; of who sits or sits down, on what and at what."""
    words = phrase("gestures", one.gesture)
    if one.gesture != "sit" or sat is None:
        return words
    return posture(replace(sat, kind="sit")) if one.frame == 0 and one.frames <= 1 else posture(replace(sat, kind="sits-down"))
