"""Keys along the graph: what reads a changed task is another task itself."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.nodes import replace
from ..plan.nodes import Input, Plan, Task, make_task


def rekey(plan: Plan, changed: Mapping[str, Task]) -> Plan:
    """`plan` with the tasks whose keys are in `changed` replaced, and everything after them keyed again. What is put in a
    task's place reads tasks by their old keys too."""
    new: dict[str, str] = {}
    tasks = []
    for old in plan.tasks:
        task = changed.get(old.key, old)
        if any(new.get(one.key, one.key) != one.key for one in task.inputs):
            task = with_inputs(task, tuple(Input(one.role, new.get(one.key, one.key), one.name) for one in task.inputs))
        new[old.key] = task.key
        tasks.append(task)
    products = tuple(replace(one, key=new.get(one.key, one.key)) for one in plan.products)
    return replace(plan, tasks=tuple(tasks), products=products)


def with_inputs(task: Task, inputs: tuple[Input, ...]) -> Task:
    """`task` with other inputs, and so another key."""
    again = make_task(task.action, task.backend, task.version, task.params, inputs=inputs, outputs=task.outputs)
    return replace(task, key=again.key, inputs=inputs)
