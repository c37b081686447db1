"""How long the scenes of a script last, directed on estimates: no voice is spoken and nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...compiler.analyse import Analysis
from ...compiler.bible.casting import complete
from ...compiler.cut.clock import END_HOLD
from ...compiler.cut.direct import direct
from ...compiler.cut.version import Version
from ...compiler.story.state import Flow


def scene_seconds(analysis: Analysis, path: str) -> Iterator[tuple[int, float]]:
    """Where each scene of the script `path` begins, and the seconds that the director gives it in the script's own
    language. Scenes are directed one at a time, so that transitions between them count as cuts."""
    bible = complete(analysis.bible, (analysis.bible.series.language, *analysis.bible.series.dubs))
    for episode, flow in zip(analysis.episodes, analysis.flows, strict=True):
        for number, scene in enumerate(episode.scenes):
            if scene.span.path != path or not scene.beats:
                continue
            states = Flow(flow.episode, (flow.opening[number],), (flow.scenes[number],), flow.after)
            cut, _ = direct(replace(episode, scenes=(scene,)), states, bible, Version(language=episode.language))
            frames = cut.starts()[-1] + cut.shots[-1].frames if cut.shots else 0
            held = END_HOLD if number < len(episode.scenes) - 1 else 0.0
            if frames:
                yield scene.span.start, max(0.0, frames / cut.fps - held)
