"""Exact keys: what is made and how it is computed.

A task's key stands for what is made: two machines that make it with other kernels share the result. The exact key stands for
the very bytes: it folds in the task's profile (precision, attention, tiling, versions …) and the exact keys of its inputs, so
that a change of one profile reaches everything behind it. A plan in exact keys shares nothing with one in plain keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..base.digest import digest
from ..base.nodes import replace
from .nodes import Input, Plan, Product, Task

_FINDING = ("hub", "needs")
"""Words of a profile that say where the worker finds weights and packages, and nothing of how it computes."""


def exact(plan: Plan) -> Plan:
    """`plan` in the space of exact keys. Inputs come before the tasks that read them, as they do in every plan."""
    new: dict[str, str] = {}
    tasks = []
    for task in plan.tasks:
        inputs = tuple([Input(one.role, new[one.key], one.name) for one in task.inputs])
        new[task.key] = exact_key(task, [one.key for one in inputs])
        tasks.append(replace(task, key=new[task.key], inputs=inputs))
    return replace(plan, tasks=tuple(tasks),
                   products=tuple(Product(one.file, new[one.key], one.name) for one in plan.products))


def exact_key(task: Task, inputs: Sequence[str] = ()) -> str:
    """The exact key of `task`, which has its plain key, from the exact keys of its `inputs` in order."""
    profile = {name: value for name, value in task.profile.items() if name not in _FINDING}
    return digest({"exact": 1, "key": task.key, "profile": profile, "inputs": inputs})
