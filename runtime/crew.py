"""The workers of one build: hired when first needed, given tasks of one resource class, kept with their backends."""

from __future__ import annotations

import selectors
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..compiler.plan.nodes import Task
from .job import Fault
from .lock import Lock
from .workers import Worker


@dataclass(slots=True)
class Work:
    """A task in a worker's hands: its lock, its scratch folder, which attempt it is, and when it began (monotonic)."""

    task: Task
    lock: Lock
    scratch: Path
    attempt: int
    began: float


@dataclass(slots=True)
class Hand:
    """A hired worker: its number (from 1), its resource class, the backends it has loaded and the work in hand."""

    number: int
    resource: str
    worker: Worker
    backends: set[str] = field(default_factory=set)
    work: Work | None = None
    ready: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What was heard of a worker: its answers, oldest first, and whether it is still there."""

    hand: Hand
    answers: list[dict[str, Any]]
    alive: bool


class Crew:
    """Workers by resource class, `room` of each at most. A class that is not named has the room of cpu."""

    def __init__(self, hire: Callable[[], Worker], room: dict[str, int]) -> None:
        self._hire = hire
        self._room = room
        self._hands: list[Hand] = []
        self._hired = 0
        self._selector = selectors.DefaultSelector()

    def at_work(self) -> list[Hand]:
        """The workers with work in hand."""
        return [hand for hand in self._hands if hand.work is not None]

    def full(self, resource: str) -> bool:
        """Whether all workers that `resource` may have are at work."""
        kind = self._kind(resource)
        busy = sum(1 for hand in self._hands if hand.resource == kind and hand.work is not None)
        return busy >= self._room[kind]

    def idle(self, task: Task) -> Hand | None:
        """A worker for `task`: one that has its backend loaded, else one with the fewest backends, else a new one.

        None when all are at work, or when the system starts no further process: then those there are must do. Raises
        Fault when it does not start the first one.
        """
        kind = self._kind(task.resource)
        if self.full(kind):
            return None
        free = [hand for hand in self._hands if hand.resource == kind and hand.work is None]
        if free:
            return min(free, key=lambda hand: (task.backend not in hand.backends, len(hand.backends), hand.number))
        try:
            worker = self._hire()
        except OSError as error:
            if not self.at_work():
                raise Fault(f"no worker process can be started: {error.strerror}", "end other programs") from error
            self._room[kind] = sum(1 for hand in self._hands if hand.resource == kind) or self._room[kind]
            return None
        self._hired += 1
        hand = Hand(self._hired, kind, worker)
        self._hands.append(hand)
        self._selector.register(worker, selectors.EVENT_READ, hand)
        return hand

    def listen(self, seconds: float) -> list[News]:
        """Waits for at most `seconds` until workers have something to say, and returns it."""
        return [News(key.data, *key.data.worker.hear()) for key, _ in self._selector.select(seconds)]

    def dismiss(self, hand: Hand) -> tuple[str, str]:
        """Ends a worker. How it had ended, in words, and what it printed last."""
        self._selector.unregister(hand.worker)
        self._hands.remove(hand)
        return hand.worker.kill()

    def dismiss_all(self) -> None:
        """Ends every worker."""
        for hand in list(self._hands):
            self.dismiss(hand)
        self._selector.close()

    def _kind(self, resource: str) -> str:
        return resource if resource in self._room else "cpu"
