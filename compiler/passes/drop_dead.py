"""drop-dead: what no product needs, directly or through others, is not made."""

from __future__ import annotations

from ..base.nodes import replace
from ..plan.nodes import Plan


def run(plan: Plan) -> Plan:
    """`plan` without the tasks that none of its products reaches. Inputs come before the tasks that read them, as they do in
    `plan`."""
    needed = {product.key for product in plan.products}
    kept = []
    for task in reversed(plan.tasks):
        if task.key in needed:
            kept.append(task)
            for one in task.inputs:
                needed.add(one.key)
    return replace(plan, tasks=tuple(kept[::-1]))
