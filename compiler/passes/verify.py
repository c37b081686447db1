"""What every plan must satisfy, as data. A plan that breaks an invariant is a fault of the compiler, never of a script.

The cheap invariants are looked at on every run; the dear ones, which look at every parameter, when somebody asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from ...stdlib.models import manifest, served
from ..plan.nodes import RATE, Plan, Task, make_task

CLIPS = frozenset(("i2v", "flf2v", "extend"))
SIZED = CLIPS | {"reference", "plate", "keyframe", "keyframe_edit"}
RESOURCES = frozenset(("cpu", "gpu", "io", "net"))


class InvalidPlan(Exception):
    """The compiler made a plan that does not hold; the message lists every breach."""


def verify(plan: Plan, *, merged: bool = True, keys: bool = False, known: Collection[str] = frozenset()) -> None:
    """Raise InvalidPlan unless `plan` satisfies every cheap invariant, and with `keys` the dear ones too; equal tasks may
    stand twice until `merged`. Tasks with a key among those `known` were verified by themselves when they were made."""
    wanted = {**INVARIANTS, **DEAR} if keys else INVARIANTS
    breaches = [f"{name}: {what}" for name, holds in wanted.items() for what in holds(plan)]
    fresh = [task for task in plan.tasks if task.key not in known]
    made = plan.by_key() if fresh else {}
    breaches += [f"{name}: {what}" for name, holds in OF_TASKS.items() for what in holds(fresh, made)]
    if merged and len({task.key for task in plan.tasks}) < len(plan.tasks):
        counts = Counter(task.key for task in plan.tasks)
        breaches += [f"tasks are merged: {key} stands {count} times" for key, count in counts.items() if count > 1]
    if breaches:
        raise InvalidPlan("\n".join(breaches))


def _keys_are_content(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        again = make_task(task.action, task.backend, task.version, task.params, inputs=task.inputs, outputs=task.outputs)
        if again.key != task.key:
            yield f"{task.label} has key {task.key}, its content {again.key}"


def _inputs_come_first(plan: Plan) -> Iterator[str]:
    made: dict[str, Task] = {}
    for task in plan.tasks:
        for one in task.inputs:
            before = made.get(one.key)
            if before is None or one.name not in before.outputs:
                yield f"{task.label} reads {one.name} of {one.key}, which nothing before it makes"
            elif before.stage > task.stage:
                yield f"{task.label} of stage {task.stage} reads {before.label} of stage {before.stage}"
        made[task.key] = task


def _products_exist(plan: Plan) -> Iterator[str]:
    wanted = {product.key for product in plan.products}
    made = {task.key: task for task in plan.tasks if task.key in wanted}
    files = Counter(product.file for product in plan.products)
    for product in plan.products:
        task = made.get(product.key)
        if task is None or product.name not in task.outputs:
            yield f"{product.file} has no task"
    yield from (f"{file} is delivered twice" for file, count in files.items() if count > 1)


def _gpu_work_has_a_model(tasks: Sequence[Task], made: Mapping[str, Task]) -> Iterator[str]:
    for task in tasks:
        if task.resource not in RESOURCES:
            yield f"{task.label} needs {task.resource!r}"
        if (task.resource in ("gpu", "net")) != bool(task.model):
            yield f"{task.label} needs {task.resource} and the model {task.model!r}"
        if task.model and task.params.get("model") != task.model:
            yield f"{task.label} is made by {task.model}, and its key says {task.params.get('model')}"


def _numbers_are_legal(tasks: Sequence[Task], made: Mapping[str, Task]) -> Iterator[str]:
    """Frames and sizes are those that the model's manifest allows."""
    for task in tasks:
        model = manifest(task.model) if task.action in SIZED and task.model else None
        if model is None:
            continue
        if task.params.get("server"):
            model = served(model, task.params["server"])
        width, height = task.params["width"], task.params["height"]
        odd = (width, height) not in model.sizes if model.sizes else width % model.multiple or height % model.multiple
        if odd or (model.area and width * height > model.area):
            yield f"{task.label}: {model.label} makes no {width}x{height}"
        if task.action not in CLIPS:
            continue
        frames, most = task.params["frames"], model.frames.most(task.params["fps"])
        if model.frames.fitting(frames) != frames or (most and frames > most) or frames < model.frames.least(task.params["fps"]):
            yield f"{task.label}: {model.label} makes no {frames} frames"


def _segments_add_up(tasks: Sequence[Task], made: Mapping[str, Task]) -> Iterator[str]:
    """A master joins exactly the frames that its segments have, and its sound is as long."""
    for task in tasks:
        if task.action != "master" or "frames" not in task.params:
            continue
        segments = [made[one.key] for one in task.inputs if one.role.startswith("segment:") and one.key in made]
        have = [_frames(one) for one in segments]
        if have != list(task.params["frames"]):
            yield f"{task.label} joins {task.params['frames']} frames of segments that have {have}"
        if task.params["samples"] != round(sum(have) * RATE / task.params["fps"]):
            yield f"{task.label} has {task.params['samples']} samples for {sum(have)} frames"


def _frames(segment: Task) -> int:
    params = segment.params
    if segment.action == "draw":
        return int(params["transition"]["frames"] if "transition" in params else params["stop"] - params["start"])
    return int(params["frames"])


def _params_are_json(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        bad = next(_not_json(task.params), None)
        if bad is not None:
            yield f"{task.label} has a parameter of type {bad}"


def _not_json(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _not_json(item) if isinstance(name, str) else (f"key {type(name).__name__}",)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _not_json(item)
    elif not isinstance(value, str | int | float | bool | None):
        yield type(value).__name__


INVARIANTS: dict[str, Callable[[Plan], Iterator[str]]] = {
    "inputs come first": _inputs_come_first,
    "products exist": _products_exist,
}

OF_TASKS: dict[str, Callable[[Sequence[Task], Mapping[str, Task]], Iterator[str]]] = {
    "work on a GPU has a model": _gpu_work_has_a_model,
    "numbers are legal": _numbers_are_legal,
    "segments add up": _segments_add_up,
}
"""What tasks must satisfy, each with the tasks that it reads (by key)."""

DEAR: dict[str, Callable[[Plan], Iterator[str]]] = {
    "a key is its content": _keys_are_content,
    "parameters are JSON": _params_are_json,
}
