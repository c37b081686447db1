"""Which tasks stand behind a shot of a plan for models: what reads a plan after a build asks it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..base.nodes import node
from ..cut.nodes import Cut
from .nodes import Plan, Task


@node
class Filmed:
    """A shot (`number` from 1) of a cut: the task that finishes its own stretch of the film, the first of its clips and the
    picture that begins it, with the `window` that is seen of it; and the keyframe of its camera position."""

    number: int
    finish: Task
    clip: Task
    picture: Task
    window: Mapping[str, Any] | None
    keyframe: Task


def filmed(plan: Plan, cut: Cut, file: str) -> tuple[Filmed, ...]:
    """The shots of `cut`, whose film is the product `file` of `plan`, that a model has moved and that have a stretch of the film
    to themselves, in order."""
    tasks = plan.by_key()
    film = next((tasks[one.key] for one in plan.products if one.file == file and one.key in tasks), None)
    segments = {one.role: one.key for one in film.inputs} if film else {}
    found = []
    for segment, number in enumerate(_shots(cut)):
        finish = tasks.get(segments.get(f"segment:{segment}", ""))
        if number and finish is not None and finish.action == "finish":
            one = _filmed(number, finish, tasks)
            found += [one] if one else []
    return tuple(found)


def _shots(cut: Cut) -> list[int]:
    """Of every segment of the film, the number of the shot that it shows; 0 where one goes over into the next."""
    found = []
    tails = [after.transition.frames for after in cut.shots[1:]] + [0]
    for number, (shot, tail) in enumerate(zip(cut.shots, tails, strict=True), 1):
        found += [0] if shot.transition.frames else []
        found += [number] if shot.frames - tail > shot.transition.frames else []
    return found


def _filmed(number: int, finish: Task, tasks: Mapping[str, Task]) -> Filmed | None:
    clip = _input(finish, tasks, "clip:0")
    while clip is not None and clip.action in ("lipsync", "upscale", "interpolate"):
        clip = _input(clip, tasks, "clip:0")
    picture = _input(clip, tasks, "first") if clip else None
    keyframe = picture
    while keyframe is not None and keyframe.action == "keyframe_edit":
        keyframe = _input(keyframe, tasks, "picture")
    if clip is None or picture is None or keyframe is None:
        return None
    return Filmed(number, finish, clip, picture, clip.params.get("window"), keyframe)


def _input(task: Task, tasks: Mapping[str, Task], role: str) -> Task | None:
    return next((tasks.get(one.key) for one in task.inputs if one.role == role), None)
