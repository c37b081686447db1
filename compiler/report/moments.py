"""The cut and the states laid side by side: what holds in each shot of the finished film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..base.nodes import node
from ..base.source import Span
from ..cut.nodes import Cut, Shot
from ..cut.version import Version, seconds_of
from ..story.nodes import Episode, Line
from ..story.state import Flow, State


@node
class Played:
    """A shot in its place: from `start` for `seconds`, in scene `scene` (counted from zero), while `state` holds."""

    start: float
    seconds: float
    scene: int
    state: State
    shot: Shot


@node
class Said:
    """A line in its place, and whether its length is an estimate. `scene` counts from zero."""

    line: Line
    text: str
    scene: int
    start: float
    seconds: float
    estimated: bool


def played(episode: Episode, flow: Flow, cut: Cut) -> tuple[Played, ...]:
    """Every shot of `cut` with its scene and the state at the last beat that it shows. A shot is placed by the spans that
    the director gave it, never before the one in front of it."""
    places: dict[Span, list[tuple[int, int]]] = {}
    for at, part in enumerate(episode.scenes):
        places.setdefault(part.span, []).append((at, -1))
        for beat, one in enumerate(part.beats):
            places.setdefault(one.span, []).append((at, beat))
    found: list[Played] = []
    last = (0, -1)
    for shot, start in zip(cut.shots, cut.starts()):
        last = _place(shot, places, last)
        scene, beat = last
        state = flow.scenes[scene][beat] if beat >= 0 else flow.opening[scene]
        own = shot.frames
        if found:  # an overlap belongs to the shot that comes in
            before = found[-1]
            found[-1] = Played(before.start, start / cut.fps - before.start, before.scene, before.state, before.shot)
        found.append(Played(start / cut.fps, own / cut.fps, scene, state, shot))
    return tuple(found)


def _place(shot: Shot, places: Mapping[Span, Sequence[tuple[int, int]]], last: tuple[int, int]) -> tuple[int, int]:
    """The last beat that `shot` shows: of the places that each of its spans may be, the first that is not before `last`.
    The heading of a later scene begins that scene."""
    found = []
    for span in shot.spans:
        ahead = [one for one in places.get(span, ()) if one >= last]
        found += ahead[:1]
    if not found:
        return last
    scene = min(one[0] for one in found)
    return max(one for one in found if one[0] == scene)


def said(episode: Episode, cut: Cut, version: Version) -> tuple[Said, ...]:
    """Every line of the episode that the cut lets us hear, in order of the script."""
    begins: dict[int, float] = {}
    for shot, start in zip(cut.shots, cut.starts()):
        for one in shot.spoken:
            begins.setdefault(one.line, max(0.0, (start + one.frame) / cut.fps))
    found = []
    for at, scene in enumerate(episode.scenes):
        for beat in scene.beats:
            if isinstance(beat, Line) and beat.index in begins:
                lasts = seconds_of(beat, version, episode.language)
                found.append(Said(beat, beat.text(version.language), at, begins[beat.index], lasts.seconds,
                                  not lasts.measured))
    return tuple(found)
