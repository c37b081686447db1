"""What holds at a place of a script: its episode, scene and beat, and the state of the people there."""

from __future__ import annotations

from ..analyse import Analysis
from ..base.nodes import node
from ..story.nodes import Beat, Episode, Scene
from ..story.state import State


@node
class Moment:
    """Scene `number` of `episode` and the last beat that begins at or before the place; before the first beat of a
    scene there is none, and `state` is the one in which the scene begins."""

    episode: Episode
    scene: Scene
    number: int
    beat: Beat | None
    state: State


def moment(analysis: Analysis, path: str, offset: int) -> Moment | None:
    """The moment at `offset` of the file `path`; None outside the scenes of a script. A change of state that stands at
    the place counts already."""
    best: Moment | None = None
    begun = -1
    for episode, flow in zip(analysis.episodes, analysis.flows, strict=True):
        for number, scene in enumerate(episode.scenes):
            span = scene.span
            if span.path != path or not begun <= span.start <= offset:
                continue
            beat, at = _beat(scene, path, offset)
            state = flow.scenes[number][at] if at >= 0 else flow.opening[number]
            best, begun = Moment(episode, scene, number, beat, state), span.start
    return best


def _beat(scene: Scene, path: str, offset: int) -> tuple[Beat | None, int]:
    """The last beat of `scene` that begins at or before `offset`, and its number (-1: none)."""
    last = -1
    for index, beat in enumerate(scene.beats):
        if beat.span.path == path and beat.span.start <= offset:
            last = index
    return (scene.beats[last], last) if last >= 0 else (None, -1)
