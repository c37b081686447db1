"""Which tasks of a plan must run, and which of them can run now. Plain bookkeeping: no disk, no clock, no workers."""

from __future__ import annotations

from collections.abc import Mapping

from ..compiler.plan.nodes import Plan, Task
from .record import Record


class Schedule:
    """The tasks that `plan` still needs, given the records `found` in the store by key.

    Needed is a task without a record that a product, or a task that nothing takes from, rests on. What rests only
    under tasks that are done is not needed again, even when its own results have been forgotten.
    """

    def __init__(self, plan: Plan, found: Mapping[str, Record]) -> None:
        self.records = dict(found)
        self.tasks: dict[str, Task] = {}
        for task in plan.tasks:
            self.tasks.setdefault(task.key, task)
        self._place = {key: number for number, key in enumerate(self.tasks)}
        self.needed = self._rest_on(plan)
        self._open = {key: {one.key for one in self.tasks[key].inputs} & self.needed for key in self.needed}
        self._takers: dict[str, list[str]] = {}
        for task in self._in_order(self.needed):
            for given in sorted(self._open[task.key]):
                self._takers.setdefault(given, []).append(task.key)
        self._ready = {key for key in self.needed if not self._open[key]}

    def _rest_on(self, plan: Plan) -> set[str]:
        given = {one.key for task in self.tasks.values() for one in task.inputs}
        to_see = [one.key for one in plan.products] + [key for key in self.tasks if key not in given]
        needed: set[str] = set()
        while to_see:
            key = to_see.pop()
            if key in self.tasks and key not in self.records and key not in needed:
                needed.add(key)
                to_see += [one.key for one in self.tasks[key].inputs]
        return needed

    def ready(self) -> tuple[Task, ...]:
        """The tasks that can run now, in plan order."""
        return self._in_order(self._ready)

    def take(self, task: Task) -> None:
        """Notes that `task`, which was ready, is in hand."""
        self._ready.remove(task.key)

    def give_back(self, task: Task) -> None:
        """Notes that `task` is to be tried again."""
        self._ready.add(task.key)

    def finish(self, task: Task, record: Record) -> None:
        """Notes that the results of `task` are in the store; what waited for it may become ready."""
        self.records[task.key] = record
        self.needed.discard(task.key)
        for taker in self._takers.get(task.key, ()):
            self._open[taker].discard(task.key)
            if not self._open[taker] and taker in self.needed:
                self._ready.add(taker)

    def fail(self, task: Task) -> tuple[Task, ...]:
        """Notes that `task` cannot be done. The tasks that cannot be done either for want of it, in plan order."""
        self.needed.discard(task.key)
        lost: set[str] = set()
        to_see = list(self._takers.get(task.key, ()))
        while to_see:
            key = to_see.pop()
            if key in self.needed:
                self.needed.discard(key)
                lost.add(key)
                to_see += self._takers.get(key, ())
        return self._in_order(lost)

    def unreachable(self) -> tuple[Task, ...]:
        """The tasks that are needed and not ready: when nothing is in hand, those whose inputs rest on themselves."""
        return self._in_order(self.needed - self._ready)

    def _in_order(self, keys: set[str]) -> tuple[Task, ...]:
        return tuple(self.tasks[key] for key in sorted(keys, key=self._place.__getitem__))
