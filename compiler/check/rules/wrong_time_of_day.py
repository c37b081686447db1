"""Day turns into night at once

What it checks:
A heading that says CONTINUOUS, SAME, MOMENTS LATER or just LATER, and a time of day that is against that of the scene
before: night after day, day after night, and (except under LATER) dusk after dawn and, where headings say so, afternoon after
morning. Dawn and dusk go with both day and night.
Scenes of a flashback or a dream are compared with each other, those of the present with the last one of the present. Words
that tell how much time has passed (LATER THAT NIGHT, THE NEXT DAY, THREE HOURS LATER, 第二天) are taken as meant.

Why it matters:
The light of the two scenes would not cut together, and viewers take the second for another day.

Example:
`INT. HOUSE - DAY`, and then `INT. HALL - NIGHT - CONTINUOUS`.

Fix:
Correct the time of day, take the word out, or say how much time has passed: LATER THAT NIGHT, THE NEXT DAY.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import vocabulary
from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import NOWHERE
from ...story.clock import Clock, clocks
from ...story.nodes import Episode, Scene
from ...story.state import FORKS, Flow, State
from ..rule import Subject

CODE = "D250"
SEVERITY = Severity.WARNING
_JUMP = frozenset(("day", "night"))
_PASSED = (("LATER THAT NIGHT", "当晚"), ("THE NEXT DAY", "第二天"))
_TURN = frozenset(("dawn", "dusk"))
_PARTS = ("morning", "afternoon")
_APART = (frozenset(_PARTS), frozenset(("dawn", "afternoon")), frozenset(("morning", "dusk")))


_WHEN = {"day": "by day", "morning": "in the morning", "afternoon": "in the afternoon"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each heading whose time of day cannot follow."""
    gaps = {id: entry["gap"] for id, entry in vocabulary("continuity").entries.items()}
    for episode, flow in zip(subject.episodes, subject.flows, strict=True):
        for scene, before in clocks(episode, _start(episode, flow)):
            gap = gaps.get(scene.follows, "told")
            if not scene.timed or gap == "told" or not before.time:
                continue
            both = {scene.time, "day" if before.time in _PARTS else before.time}
            parts = {scene.part or scene.time, before.time}
            if both == _JUMP or (gap != "long" and (both == _TURN or parts in _APART)):
                yield _finding(scene, before, gap, episode.language.startswith("zh"))


def _start(episode: Episode, flow: Flow) -> Clock:
    """The clock of the present when an episode begins."""
    first = next((at for at, scene in enumerate(episode.scenes) if scene.storytime not in FORKS), None)
    state = flow.opening[first] if first is not None else State()
    return Clock(state.clock, state.since.get("clock", NOWHERE))


def _finding(scene: Scene, before: Clock, gap: str, chinese: bool) -> Diagnostic:
    now, then = (_WHEN.get(one, f"at {one}") for one in (scene.part or scene.time, before.time))
    how = {"none": "at once", "short": "moments later", "long": "with no more than LATER"}[gap]
    english, passed = _PASSED[scene.time in ("dawn", "day")]
    return Diagnostic(CODE, SEVERITY, f"this plays {now}, but follows {how} on a scene {then}", scene.heading,
                      f"correct the time of day, or say how much time has passed ({passed if chinese else english})",
                      (Label(before.heading, then),))
