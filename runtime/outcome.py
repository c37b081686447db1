"""What a build came to."""

from __future__ import annotations

from dataclasses import dataclass

from ..compiler.plan.nodes import Task


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that could not be done: why, what a person may do, and the detail for a bug report."""

    task: Task
    message: str
    help: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to, each in plan order. `done`: made now. `cached`: in the store before, or made by another
    build meanwhile. `skipped`: not tried for want of a failed one. `stopped`: ended before all was tried."""

    done: tuple[Task, ...]
    cached: tuple[Task, ...]
    failed: tuple[Failure, ...]
    skipped: tuple[Task, ...]
    stopped: bool
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether all that the plan needs is in the store now."""
        return not (self.failed or self.skipped or self.stopped)

    def after(self, before: Outcome | None) -> Outcome:
        """This outcome of a plan's second round, together with that of the first, `before`."""
        if before is None:
            return self
        again = {task.key for task in self.done}
        made = {task.key for task in before.done}
        return Outcome((*(task for task in before.done if task.key not in again), *self.done),
                       tuple(task for task in self.cached if task.key not in made), self.failed, self.skipped, self.stopped,
                       before.seconds + self.seconds)
