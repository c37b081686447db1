"""The tasks of two plans: which are new, which are in the store, what the rest is expected to cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..plan.nodes import Plan, Task
from .nodes import ActionWork, Work


def work_of(tasks: Iterable[Task], cached: Collection[str]) -> Work:
    """The work in `tasks`, of which those with a key in `cached` are made."""
    total = Work()
    for task in tasks:
        if task.key in cached:
            total = total.plus(Work(1, 1))
            continue
        gpu = task.resource == "gpu"
        seconds = task.estimate.seconds
        total = total.plus(Work(1, 0, seconds if gpu else 0.0, 0.0 if gpu else seconds, task.estimate.money))
    return total


def by_action(before: Plan, after: Plan, cached: Collection[str]) -> tuple[ActionWork, ...]:
    """The tasks of both plans by action, in the order of the road."""
    old, new = before.by_key(), after.by_key()
    order: dict[str, int] = {}
    for task in (*after.tasks, *before.tasks):
        order.setdefault(task.action, task.stage)
    found = []
    for action in sorted(order, key=lambda one: order[one]):
        fresh = [task for key, task in new.items() if task.action == action and key not in old]
        kept = sum(task.action == action and key in old for key, task in new.items())
        dropped = sum(task.action == action and key not in new for key, task in old.items())
        found.append(ActionWork(action, kept, dropped, work_of(fresh, cached)))
    return tuple(found)


class Bill:
    """Tasks that are new and have not been accounted for: whoever needs one first pays for it."""

    def __init__(self, fresh: Mapping[str, Task], cached: Collection[str]) -> None:
        self._left = dict(fresh)
        self._order = {key: at for at, key in enumerate(fresh)}
        self._cached = cached

    def take(self, keys: Iterable[str]) -> tuple[Work, tuple[str, ...]]:
        """What those of `keys` cost that nobody took before, and their actions in the order of the road."""
        tasks = [task for key in keys if (task := self._left.pop(key, None)) is not None]
        tasks.sort(key=lambda task: self._order[task.key])
        return work_of(tasks, self._cached), tuple(dict.fromkeys(task.action for task in tasks))
