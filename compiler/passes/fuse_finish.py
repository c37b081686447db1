"""fuse-finish: the steps that finish a segment become one task, which decodes once, writes no files in between and encodes once.

A step that several segments need (both sides of a dissolve) is done again in each, on the frames that it needs: that is
cheaper than writing and reading it without loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..base.nodes import replace
from ..plan.nodes import Input, Plan, Task, make_task
from .rekey import rekey


def run(plan: Plan) -> Plan:
    """`plan` in which no step of finishing reads another: the last of each segment does all of them, in order. Steps are
    numbered from 0; a step reads inputs of the task by role, and other steps by number."""
    steps = {task.key: task for task in plan.tasks if task.action == "finish"}
    read = {one.key for task in plan.tasks if task.action != "finish" for one in task.inputs}
    read |= {product.key for product in plan.products}
    changed = {key: _fused(task, steps) for key, task in steps.items() if key in read}
    kept = tuple(task for task in plan.tasks if task.key not in steps or task.key in read)
    return rekey(replace(plan, tasks=kept), changed)


def _fused(task: Task, steps: Mapping[str, Task]) -> Task:
    """`task` with the steps behind it in it."""
    if not any(one.key in steps for one in task.inputs):
        return task
    inputs: dict[tuple[str, str], str] = {}
    program: list[dict[str, Any]] = []
    seconds = _laid(task, steps, inputs, program, {})
    params = {"frames": task.params["frames"], "steps": program}
    made = make_task(task.action, task.backend, task.version, params,
                     inputs=tuple(Input(role, key, name) for (key, name), role in inputs.items()), outputs=task.outputs)
    estimate = replace(task.estimate, seconds=round(seconds, 3))
    return replace(task, key=made.key, params=params, inputs=made.inputs, estimate=estimate)


def _laid(task: Task, steps: Mapping[str, Task], inputs: dict[tuple[str, str], str], program: list[dict[str, Any]],
          done: dict[str, int]) -> float:
    """Lays the steps behind `task` and its own at the end of `program`; the seconds that they take together."""
    seconds = task.estimate.seconds
    places: dict[str, str | int] = {}
    for one in task.inputs:
        before = steps.get(one.key)
        if before is None:
            places[one.role] = inputs.setdefault((one.key, one.name), f"clip:{len(inputs)}")
            continue
        if one.key not in done:
            seconds += _laid(before, steps, inputs, program, done)
        places[one.role] = done[one.key]
    first = len(program)
    program += [{**step, "read": [places[at] if isinstance(at, str) else first + at for at in step["read"]]}
                for step in task.params["steps"]]
    done[task.key] = len(program) - 1
    return seconds
