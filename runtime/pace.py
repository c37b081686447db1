"""How many tasks a worker is handed at once: one, until it is known that they are so small that handing over is what costs."""

from __future__ import annotations

from ..compiler.plan.nodes import Task

SMALL = 0.02  # seconds; work as long as this is worth being handed out by itself
AT_ONCE = 0.05  # seconds of work handed over at once
MOST = 64
KNOWN = 3  # tasks of one kind that must have been seen


class Pace:
    """What tasks of one action by one backend took in this build."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], tuple[int, float]] = {}

    def note(self, task: Task, seconds: float) -> None:
        """Notes that `task` took `seconds`. One that took long weighs as much as all before it."""
        count, mean = self._seen.get((task.backend, task.action), (0, 0.0))
        self._seen[task.backend, task.action] = (count + 1, max(seconds, mean) if seconds > SMALL else 0.8 * mean + 0.2 * seconds)

    def many(self, task: Task) -> int:
        """How many tasks like `task` may be handed over at once."""
        count, mean = self._seen.get((task.backend, task.action), (0, 0.0))
        if count < KNOWN or mean > SMALL:
            return 1
        return min(MOST, max(1, int(AT_ONCE / max(mean, 1e-6))))
