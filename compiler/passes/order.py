"""order: voices first, as in animation; then stage by stage, in each one model after the other, and of a model's tasks first
those that unblock the longest rest of the road; ties stay in film order."""

from __future__ import annotations

from ..base.nodes import replace
from ..plan.nodes import Plan


def run(plan: Plan) -> Plan:
    """`plan` by stage, within a stage by model (the one with the longest way first), and within a model by the longest
    estimated way from a task to a product (critical path first).

    Inputs come before the tasks that read them, as they do in `plan`: no stage is earlier than those of its inputs, tasks of
    one stage that read each other have one model, and within it the way from an input is never shorter.
    """
    rest = _ways(plan)
    longest: dict[tuple[int, str], float] = {}
    for task in plan.tasks:
        group = (task.stage, task.model)
        longest[group] = max(longest.get(group, 0.0), rest[task.key])
    rows = [(task.stage, -longest[task.stage, task.model], task.model, -rest[task.key], at) for at, task in enumerate(plan.tasks)]
    return replace(plan, tasks=tuple(plan.tasks[row[-1]] for row in sorted(rows)))


def _ways(plan: Plan) -> dict[str, float]:
    """Estimated seconds from the start of each task to the end of the last product that needs it."""
    after: dict[str, float] = {}
    for task in reversed(plan.tasks):
        way = task.estimate.seconds + after.get(task.key, 0.0)
        for one in task.inputs:
            after[one.key] = max(after.get(one.key, 0.0), way)
    return {task.key: task.estimate.seconds + after.get(task.key, 0.0) for task in plan.tasks}
