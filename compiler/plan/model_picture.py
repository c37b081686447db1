"""Picture tasks of a target whose pictures are made by models: what `picture` is for the animatic.

One road for every shot: its words, references and plate, the keyframe of its setup, its clips, then the finish, which cuts it
to the very frames of the cut. Equal tasks stand here as often as they are asked for; passes make them one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ..base.nodes import replace
from ..base.source import Span
from ..cut.nodes import Cut, Shot
from .finish import bench, segment, transition
from .model_motion import footage
from .model_still import Stills
from .nodes import Task
from .picture import Segment, heard_in, label_of

GPU, CPU = "diffusers", "finisher"


def gpu_backend(picture: str) -> str:
    """The backend that holds models, of a target with the picture backend `picture`: `null` makes nothing there too."""
    return picture if picture == "null" else GPU


def model_picture_tasks(cut: Cut, speech: Mapping[int, Task], stills: Stills, backend: str) -> tuple[list[Task], list[Segment]]:
    """Every task behind the pictures of `cut`, in order, but for those of its segments; and the segments in film order.
    `cut` is legal for the models of `stills` (passes/legalise.py). With the backend `null` the finish makes nothing too."""
    cpu = backend if backend == "null" else CPU
    tasks: list[Task] = []
    segments: list[Segment] = []
    finished: list[Task] = []
    tails = [after.transition.frames for after in cut.shots[1:]] + [0]
    for at, (shot, tail) in enumerate(zip(cut.shots, tails, strict=True)):
        made, steps = _shot(cut, shot, stills, speech, cpu)
        tasks += [*made, *steps]
        finished.append(steps[-1])
        label = label_of(shot)
        if shot.transition.frames:
            before = cut.shots[at - 1]
            task = transition(cut, finished[-2], before.frames - shot.transition.frames, steps[-1], asdict(shot.transition), cpu,
                              f"{shot.transition.kind} to {label}", before.spans[-1:] + shot.spans[:1])
            segments.append(Segment(task, shot.transition.frames))
        start, stop = shot.transition.frames, shot.frames - tail
        if stop > start:
            segments.append(Segment(segment(cut, steps[-1], start, stop, cpu, label, shot.spans), stop - start))
    return tasks, segments


def _shot(cut: Cut, shot: Shot, stills: Stills, speech: Mapping[int, Task], cpu: str) -> tuple[list[Task], list[Task]]:
    """The tasks of one shot: those of models, and the steps that finish it."""
    take = 1 if stills.models.video else shot.take
    tasks, still = stills.shown(shot, take)
    moved, made = footage(cut, shot, still, stills, heard_in(shot, speech), speech)
    steps = bench(cut, shot, made, cpu, label_of(shot))
    return [*tasks, *_spanned(moved, shot.spans)], list(_spanned(steps, shot.spans))


def _spanned(tasks: Sequence[Task], spans: tuple[Span, ...]) -> list[Task]:
    return [replace(task, spans=spans) for task in tasks]
