"""How often the tasks of a build were tried, and what may be tried again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .limits import Limits


class Trials:
    """The attempts at tasks (by key) so far, under `limits`. `alone`: tasks that were with others in the hands of a worker that
    died; one of them did it, so each is tried by itself."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tries: Counter[str] = Counter()
        self._deaths: Counter[str] = Counter()
        self.alone: set[str] = set()

    def begin(self, key: str) -> int:
        """Counts an attempt; its number, from 1."""
        self._tries[key] += 1
        return self._tries[key]

    def once_more(self, key: str) -> bool:
        """Whether a task that failed for a reason that may pass is tried again."""
        return self._tries[key] - self._deaths[key] <= self._limits.retries

    def died(self, key: str) -> bool:
        """Counts a worker that the task has cost; whether it is tried again."""
        self._deaths[key] += 1
        return self._deaths[key] < self._limits.deaths

    def together(self, keys: Iterable[str]) -> None:
        """Notes that `keys` were together in the hands of a worker that died, which counts as no attempt."""
        for key in keys:
            self.alone.add(key)
            self._tries[key] -= 1
