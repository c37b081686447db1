"""order: voices first, as in animation; then the tasks that unblock the longest rest of the road; ties stay in film order."""

from __future__ import annotations

from dataclasses import replace

from ..plan.nodes import Plan


def run(plan: Plan) -> Plan:
    """`plan` by stage, and within a stage by the longest estimated way from a task to a product (critical path first).

    Inputs come before the tasks that read them, as they do in `plan`: no stage is earlier than those of its inputs, and
    within one stage the way from an input is never shorter.
    """
    rest = _ways(plan)
    film_order = {task.key: at for at, task in enumerate(plan.tasks)}
    tasks = sorted(plan.tasks, key=lambda task: (task.stage, -rest[task.key], film_order[task.key]))
    return replace(plan, tasks=tuple(tasks))


def _ways(plan: Plan) -> dict[str, float]:
    """Estimated seconds from the start of each task to the end of the last product that needs it."""
    after: dict[str, float] = {}
    for task in reversed(plan.tasks):
        way = task.estimate.seconds + after.get(task.key, 0.0)
        for one in task.inputs:
            after[one.key] = max(after.get(one.key, 0.0), way)
    return {task.key: task.estimate.seconds + after.get(task.key, 0.0) for task in plan.tasks}
