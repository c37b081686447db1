"""The time of day that the scenes of one story time hand on to one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from ...stdlib import vocabulary
from ..base.nodes import node
from ..base.source import NOWHERE, Span
from .nodes import Episode, Scene

_PRESENT = frozenset(("present", "intercut"))


@node
class Clock:
    """A time of day (of stdlib `times`, or morning or afternoon; empty: nobody has told it) and the heading that gives it."""

    time: str = ""
    heading: Span = field(default=NOWHERE, compare=False)


def clocks(episode: Episode, start: Clock) -> Iterator[tuple[Scene, Clock]]:
    """Every scene with the clock that it finds: that of the last scene in its story time. `start` is what the present
    has when the episode begins. A flashback or a dream has its own clock, from its first scene on; a montage has none."""
    present, other, last = start, Clock(), ""
    for scene in episode.scenes:
        if scene.storytime in _PRESENT:
            yield scene, present
            present = _after(scene, present)
        else:
            if scene.storytime != last:
                other = Clock()
            if scene.storytime == "montage":
                present = Clock()
            yield scene, Clock() if scene.storytime == "montage" else other
            other = _after(scene, other)
        last = scene.storytime


def clock_after(episode: Episode, start: Clock) -> Clock:
    """The clock of the present when `episode` is over."""
    present = start
    for scene in episode.scenes:
        if scene.storytime == "montage":
            present = Clock()
        elif scene.storytime in _PRESENT:
            present = _after(scene, present)
    return present


def _after(scene: Scene, before: Clock) -> Clock:
    """The clock that `scene` leaves. A heading without a time keeps it only under a word such as CONTINUOUS or LATER."""
    if scene.timed:
        return Clock(scene.part or scene.time, scene.heading)
    follows = vocabulary("continuity").entries.get(scene.follows)
    return before if scene.heading == NOWHERE or (follows is not None and follows["gap"] != "told") else Clock()
