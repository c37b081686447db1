"""drop-dead: what no product needs, directly or through others, is not made."""

from __future__ import annotations

from ..base.nodes import replace
from ..plan.nodes import Plan


def run(plan: Plan) -> Plan:
    """`plan` without the tasks that none of its products reaches."""
    tasks = plan.by_key()
    wanted = [product.key for product in plan.products]
    alive: set[str] = set()
    while wanted:
        key = wanted.pop()
        if key not in alive:
            alive.add(key)
            wanted += [one.key for one in tasks[key].inputs]
    return replace(plan, tasks=tuple(task for task in plan.tasks if task.key in alive))
