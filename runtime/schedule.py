"""Which tasks of a plan must run, and which of them can run now. Plain bookkeeping: no disk, no clock, no workers."""

from __future__ import annotations

from collections.abc import Collection

from ..compiler.plan.nodes import Plan, Task


class Schedule:
    """The tasks that `plan` still needs, given the keys `found` of those whose results are in the store.

    Needed is a task that is not found and that a product, or a task that nothing takes from, rests on. What rests only
    under tasks that are done is not needed again, even when its own results have been forgotten. Each task is looked at
    once for each of its inputs, so a plan of any length costs time in proportion.
    """

    def __init__(self, plan: Plan, found: Collection[str]) -> None:
        self._found = frozenset(found)
        self.tasks: dict[str, Task] = {}
        for task in plan.tasks:
            self.tasks.setdefault(task.key, task)
        self._place = {key: number for number, key in enumerate(self.tasks)}
        self.needed = self._rest_on(plan)
        self._open = {key: {one.key for one in self.tasks[key].inputs} & self.needed for key in self.needed}
        self.takers: dict[str, list[str]] = {}
        """The keys of the needed tasks that take from a needed task, in plan order."""
        for task in self._in_order(self.needed):
            for given in self._open[task.key]:
                self.takers.setdefault(given, []).append(task.key)

    def _rest_on(self, plan: Plan) -> set[str]:
        given = {one.key for task in self.tasks.values() for one in task.inputs}
        to_see = [one.key for one in plan.products] + [key for key in self.tasks if key not in given]
        needed: set[str] = set()
        while to_see:
            key = to_see.pop()
            if key in self.tasks and key not in self._found and key not in needed:
                needed.add(key)
                to_see += [one.key for one in self.tasks[key].inputs]
        return needed

    def ready(self) -> tuple[Task, ...]:
        """The needed tasks that wait for no other, in plan order: at the beginning, those that can run now."""
        return self._in_order({key for key in self.needed if not self._open[key]})

    def wanted(self) -> tuple[Task, ...]:
        """The needed tasks in plan order."""
        return self._in_order(self.needed)

    def finish(self, task: Task) -> tuple[Task, ...]:
        """Notes that the results of `task` are there. The tasks that can run now because of it, in plan order."""
        self.needed.discard(task.key)
        freed = []
        for taker in self.takers.get(task.key, ()):
            waits = self._open[taker]
            waits.discard(task.key)
            if not waits and taker in self.needed:
                freed.append(self.tasks[taker])
        return tuple(freed)

    def fail(self, task: Task) -> tuple[Task, ...]:
        """Notes that `task` cannot be done. The tasks that cannot be done either for want of it, in plan order."""
        self.needed.discard(task.key)
        lost: set[str] = set()
        to_see = list(self.takers.get(task.key, ()))
        while to_see:
            key = to_see.pop()
            if key in self.needed:
                self.needed.discard(key)
                lost.add(key)
                to_see += self.takers.get(key, ())
        return self._in_order(lost)

    def _in_order(self, keys: set[str]) -> tuple[Task, ...]:
        return tuple(self.tasks[key] for key in sorted(keys, key=self._place.__getitem__))
