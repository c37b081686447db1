"""Camera moves for shots whose move the writer leaves open."""

from __future__ import annotations

from ..base.digest import seed_of
from .choice import CLOSE, MIDDLE
from .coverage import Draft
from .framing import TIGHTNESS
from .ground import Ground
from .tension import STRONG

STILL, DRIFT = 3.0, 2.2
"""Seconds: no picture stands still for the first; a picture of several people begins to drift at the second."""
_VIOLENT = frozenset(("fall", "draw", "hit", "slap", "sword-draw", "sword-clash", "glass"))
_SOFT = frozenset(("tender", "sad", "tears", "joy", "shy"))
_STARTLED = frozenset(("shock", "fear"))
_OUTDOORS = ("crane-down", "tilt-down", "push-in")
_INDOORS = ("push-in", "truck-right", "pan-right")
_ASIDE = ("truck-left", "truck-right")


def move_of(draft: Draft, ground: Ground, frames: int, *, scene_ends: bool, film_ends: bool) -> str:
    """The move of `draft`, which lasts `frames`: the writer's, or one that follows the tension and the composition."""
    if draft.ask is not None and draft.ask.move:
        return draft.ask.move
    seconds = frames / ground.version.fps
    framing, tension = draft.framing, draft.tension()
    if any(bit.hook for _, bit in draft.bits) and framing.composition != "establishing":
        return "push-in"
    felt = {emotion for _, bit in draft.bits for _, emotion in bit.emotions}
    if framing.composition == "establishing":
        return _arrival(ground)
    if film_ends and framing.who:
        return "push-in" if tension >= MIDDLE else "pull-out"
    if framing.composition == "pov" or _violent(draft) or (felt & _STARTLED and tension >= 0.9):
        return "handheld"
    if scene_ends and felt & _SOFT and seconds >= 1.8:
        return "pull-out"
    if framing.composition == "insert":
        return "push-in"
    if len(framing.who) > 1:
        return _aside(draft) if seconds >= DRIFT else "static"
    close = framing.tightness() >= TIGHTNESS.index("cu")
    if close and tension >= (STRONG if framing.composition == "reaction" else CLOSE):
        return "push-in"
    return "push-in" if seconds >= STILL else "static"


def _arrival(ground: Ground) -> str:
    """How the camera arrives at a place: always in the same way, so that a place seen twice is one shot."""
    choices = _INDOORS if ground.scene.interior else _OUTDOORS
    return choices[seed_of("arrival", ground.scene.place, ground.scene.corner) % len(choices)]


def _aside(draft: Draft) -> str:
    return _ASIDE[seed_of("drift", draft.framing.who) % 2]


def _violent(draft: Draft) -> bool:
    doings = {gesture for _, bit in draft.bits for _, gesture in bit.gestures}
    sounds = {sound for _, bit in draft.bits for sound in bit.sounds}
    return bool((doings | sounds) & _VIOLENT)


