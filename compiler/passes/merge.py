"""Equal tasks become one. Keys name content, so tasks with one key are one task asked for more than once."""

from __future__ import annotations

from collections.abc import Collection

from ..base.nodes import replace
from ..base.source import Span
from ..plan.nodes import Plan, Task


def merge(plan: Plan, actions: Collection[str]) -> Plan:
    """`plan` with tasks of equal key among `actions` merged into the first of them, which keeps all their spans."""
    first: dict[str, int] = {}
    kept: list[Task] = []
    asked: dict[int, dict[Span, None]] = {}  # a set that is seen in every scene has a span for each: they are put in once
    for task in plan.tasks:
        if task.action not in actions:
            kept.append(task)
        elif task.key in first:
            at = first[task.key]
            if at not in asked:
                asked[at] = dict.fromkeys(kept[at].spans)
            asked[at].update(dict.fromkeys(task.spans))
        else:
            first[task.key] = len(kept)
            kept.append(task)
    for at, spans in asked.items():
        kept[at] = replace(kept[at], spans=tuple(spans))
    return replace(plan, tasks=tuple(kept))
