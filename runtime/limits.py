"""How far a build goes with a task: how long it may take, how often it is tried, how long it waits in between."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..compiler.plan.nodes import Task
from .dispatch import seconds_of


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout`: seconds that no task may exceed. A task with an estimate may take `factor` times that, and `floor` seconds
    in any case: estimates come from other machines. `retries`: after a transient failure, waiting about `backoff` seconds
    first and twice as long each time. `deaths`: of workers, that one task may cause before it is given up."""

    timeout: float = 4 * 3600.0
    floor: float = 900.0
    factor: float = 30.0
    retries: int = 3
    backoff: float = 0.5
    deaths: int = 2

    def allowed(self, task: Task, load: float = 0.0) -> float:
        """The seconds that `task` may take, with `load` more for its model. Who asks a server has a patience of his own."""
        if task.resource == "net":
            return self.timeout
        seconds = seconds_of(task)
        return min(self.timeout, max(self.floor, self.factor * (seconds + load))) if seconds else self.timeout

    def pause(self, attempt: int) -> float:
        """The seconds to wait after the failed `attempt` (from 1). Drawn between half and the whole of what is due, so that
        those who failed together do not come back together."""
        return self.backoff * float(2 ** (attempt - 1)) * random.uniform(0.5, 1.0)


USUAL = Limits()
