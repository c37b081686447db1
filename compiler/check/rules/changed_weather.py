"""Weather that jumps

What it checks:
Action that runs on (CONTINUOUS, SAME, MOMENTS LATER; also where that begins an episode) keeps its weather, in the same place
and when it goes outside: rain does not turn into a clear sky or snow, nor the other way round. Two places under SAME may have
each their own. Only weather that headings or action tell is compared, not what the bible has for a place; action that tells of
the change (the rain stops, 雨停了) is fine.

Why it matters:
Wet hair under a blue sky shows that the two halves of a moment were not thought of together.

Example:
`EXT. STREET - NIGHT, RAIN`, and then `EXT. BRIDGE - CONTINUOUS` with "The sun burns down on a clear sky."

Fix:
Give both scenes one weather, tell how it changes, or say in the heading how much time has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....stdlib.scan import reading_of
from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...base.source import NOWHERE, Span
from ...story.heading import read_heading
from ...story.nodes import Act, Episode, Scene
from ...story.noise import SKIES, SKY, SKY_ENDS, read_weather
from ...story.possible import same_place
from ...story.snapshot import Flow, State
from ...story.text import sentences
from ...syntax.tree import Heading
from ..rule import Subject
from ..seams import runs_on, scene_before

CODE = "D246"
SEVERITY = Severity.WARNING
_TURNS = Lazy(
    rf"{SKY_ENDS.pattern}|\b{SKIES}\s+(?:beg[iau]n|start)\w*|\b(?:beg[iau]n\w*|start\w*|turn\w*|giv\w+ way|chang\w+"
    rf"|breaks? (?:out|through))"
    rf"(?:\s+(?:to|into|in|with|a|the|through))*\s+(?:\w+\s+)?{SKIES}"
    r"|(?:开始|渐渐|突然|忽然|骤然|转眼)[^，。]{0,4}(?:下|飘|刮|落|起|降)[^，。]{0,3}[雨雪雾风]|[雨雪][^，。]{0,4}(?:下"
    r"|飘|落)(?:了)?起来", re.IGNORECASE)
_Told = tuple[str, Span, str]
"""A weather, where it is told, and the words there."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each scene whose weather cannot follow."""
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        for number, scene in enumerate(episode.scenes):
            if not runs_on(scene) or not scene.weather:
                continue
            before = _weather_before(subject, episode, number, flow)
            if before is None or SKY.get(before[0], "") == SKY.get(scene.weather, ""):
                continue
            now = _told(subject, scene)
            if now is None or before[0] not in SKY or now[0] not in SKY or _TURNS.search(now[2]) or SKY_ENDS.search(before[2]):
                continue
            if SKY[now[0]] != SKY[before[0]]:
                yield Diagnostic(CODE, SEVERITY, f"{now[0]} here, but {before[0]} a moment ago", now[1],
                                 "give both scenes one weather, or tell how it changes",
                                 (Label(before[1], f"{before[0]} here"),))


def _weather_before(subject: Subject, episode: Episode, number: int, flow: Flow) -> _Told | None:
    """The weather told last before a scene, as far back as the action runs on through places with one sky."""
    scene = episode.scenes[number]
    while runs_on(episode.scenes[number]):
        first, number = number, scene_before(episode, number)
        if number < 0:
            return _over(episode.scenes[first], scene, flow.opening[first])
        other = episode.scenes[number]
        if not same_place(other.place, scene.place) and (scene.interior or "same" in (scene.follows, other.follows)):
            return None
        told = _told(subject, other, True)
        if told is not None:
            return told
    return None


def _over(first: Scene, scene: Scene, state: State) -> _Told | None:
    """The weather at the end of the episode before, where the action runs on from there to `scene` by way of the `first`
    one of its story time."""
    where = state.since.get("sky")
    if where is None or not state.sky[0] or first.storytime != "present":
        return None
    apart = not same_place(state.sky[1], scene.place) and (scene.interior or first.follows == "same")
    return None if apart else (state.sky[0], where, "")


def _told(subject: Subject, scene: Scene, last: bool = False) -> _Told | None:
    """The weather that the heading or the action of a scene tells first, or `last`."""
    script = subject.scripts.get(scene.heading.path)
    if script is not None and scene.heading != NOWHERE:
        heading = next((one for one in script.body if isinstance(one, Heading) and one.span == scene.heading), None)
        if heading is not None:
            weather = read_heading(heading, subject.bible, subject.names, None)[0].weather
            if weather:
                return weather, scene.heading, ""
    for beat in reversed(scene.beats) if last else scene.beats:
        if isinstance(beat, Act):
            told = [beat.text[first:end] for first, end in sentences(beat.text)]
            skies = (read_weather(reading_of(one), subject.names.mentions(one)) for one in (reversed(told) if last else told))
            weather = next((one for one in skies if one in SKY), "")
            if weather:
                words = " ".join(one.text for one in scene.beats if isinstance(one, Act))
                return weather, beat.span, words
    return None
