"""Equal tasks become one. Keys name content, so tasks with one key are one task asked for more than once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..plan.nodes import Plan, Task


def merge(plan: Plan, actions: Collection[str]) -> Plan:
    """`plan` with tasks of equal key among `actions` merged into the first of them, which keeps all their spans."""
    first: dict[str, int] = {}
    kept: list[Task] = []
    for task in plan.tasks:
        if task.action not in actions:
            kept.append(task)
        elif task.key in first:
            at = first[task.key]
            spans = tuple(dict.fromkeys((*kept[at].spans, *task.spans)))
            kept[at] = replace(kept[at], spans=spans)
        else:
            first[task.key] = len(kept)
            kept.append(task)
    return replace(plan, tasks=tuple(kept))
