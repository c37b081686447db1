"""Finishing what models made: brought to the film's frames and size, graded, lettered, encoded. CPU work.

One step is one task here, in the order of a colourist's bench; the pass fuse-finish makes one task of a segment's steps.
A step reads inputs of the task by role, or (`at`) what the step of that number made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ...stdlib import data
from ..base.source import Span
from ..cut.nodes import Cut, Shot
from . import stages
from .backends import identity, version_of
from .model_motion import Footage
from .nodes import Estimate, Input, Task, make_task
from .picture import camera, safe


def bench(cut: Cut, shot: Shot, made: Footage, backend: str, label: str) -> list[Task]:
    """The steps of a whole shot before it is divided into segments: conform, grade, letter."""
    roles = [f"clip:{at}" for at in range(len(made.tasks))]
    name = "image" if made.still else "video"
    inputs = tuple(Input(role, task.key, name) for role, task in zip(roles, made.tasks, strict=True))
    conform = _step(cut, backend, {"do": "conform", "read": roles, **_conform(cut, shot, made)}, inputs, shot.frames, label)
    style = shot.setup.style
    grade = _step(cut, backend, {"do": "grade", "read": ["video"], "grade": style.grade, "treatment": style.treatment,
                                 "grain": style.grain, "vignette": style.vignette}, _after(conform), shot.frames, label)
    letter = _step(cut, backend, {"do": "letter", "read": ["video"], **_letters(cut, shot), **identity("animatic")},
                   _after(grade), shot.frames, label)
    return [conform, grade, letter]


def segment(cut: Cut, shot: Task, start: int, stop: int, backend: str, label: str, spans: tuple[Span, ...]) -> Task:
    """Frames `[start, stop)` of a finished shot, encoded."""
    params = {"do": "encode", "read": ["video"], "start": start, "stop": stop, **_encoded(cut)}
    return _step(cut, backend, params, _after(shot), stop - start, label, spans)


def transition(cut: Cut, before: Task, tail: int, shot: Task, joint: Mapping[str, Any], backend: str, label: str,
               spans: tuple[Span, ...]) -> Task:
    """The stretch in which one finished shot goes over into the next: the last frames of `before`, from its frame `tail`, and
    the first of `shot`."""
    frames = int(joint["frames"])
    params = {"do": "transition", "read": ["from", "to"], "kind": joint["kind"], "from_start": tail, "frames": frames,
              **_encoded(cut)}
    inputs = (Input("from", before.key, "video"), Input("to", shot.key, "video"))
    return _step(cut, backend, params, inputs, frames, label, spans)


def _step(cut: Cut, backend: str, step: dict[str, Any], inputs: tuple[Input, ...], frames: int, label: str,
          spans: tuple[Span, ...] = ()) -> Task:
    facts = data("lowering")["finish"]
    estimate = Estimate(round(float(facts["seconds"]) * frames / cut.fps, 3), str(facts["source"]))
    return make_task("finish", backend, version_of(backend), {"frames": frames, "steps": [step]}, inputs=inputs,
                     outputs=("video",), stage=stages.FINISH, estimate=estimate, label=label, spans=spans)


def _encoded(cut: Cut) -> dict[str, Any]:
    return {"fps": cut.fps, "encoder": data("lowering")["encoder"]}


def _after(task: Task) -> tuple[Input, ...]:
    return (Input("video", task.key, "video"),)


def _conform(cut: Cut, shot: Shot, made: Footage) -> dict[str, Any]:
    found: dict[str, Any] = {"frames": shot.frames, "fps": cut.fps, "width": cut.width, "height": cut.height}
    if not made.still:
        return found | {"keep": list(made.keep), "skip": list(made.skip), "from_fps": made.fps}
    window = {"factor": made.window.factor, "x": made.window.x} if made.window else None
    return found | {"still": True, "move": shot.move, "window": window}


def _letters(cut: Cut, shot: Shot) -> dict[str, Any]:
    subtitles: Sequence[dict[str, Any]] = [{"start": one.start, "stop": one.stop, "rows": [list(row) for row in one.rows]}
                                           for one in shot.subtitles]
    cards = [{**asdict(one), "lang": cut.language} for one in shot.cards]
    found = {"subtitles": subtitles, "cards": cards, "label": shot.label, "fade_in": shot.fade_in, "fade_out": shot.fade_out,
             "fade_colour": shot.fade_colour, **safe(cut, shot)}
    # titles keep off faces: where the director has them, as in the animatic
    return found | ({"framing": {**camera(shot.setup), "move": shot.move}} if cards else {})
