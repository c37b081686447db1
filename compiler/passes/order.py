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
    groups: dict[tuple[int, str], list[tuple[float, int]]] = {}
    for at, (task, way) in enumerate(zip(plan.tasks, _ways(plan), strict=True)):
        groups.setdefault((task.stage, task.model), []).append((-way, at))
    for rows in groups.values():
        rows.sort()
    order = sorted(groups.items(), key=lambda group: (group[0][0], group[1][0][0], group[0][1]))
    return replace(plan, tasks=tuple([plan.tasks[at] for _, rows in order for _, at in rows]))


def _ways(plan: Plan) -> list[float]:
    """Estimated seconds from the start of each task to the end of the last product that needs it."""
    after: dict[str, float] = {}
    ways = []
    for task in reversed(plan.tasks):
        way = task.estimate.seconds + after.get(task.key, 0.0)
        ways.append(way)
        for one in task.inputs:
            if after.get(one.key, 0.0) < way:
                after[one.key] = way
    return ways[::-1]
