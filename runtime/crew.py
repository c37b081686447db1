"""The workers of a build: hired when first needed, given tasks of one resource class, kept with their backends."""

from __future__ import annotations

import selectors
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from ..compiler.plan.nodes import Task
from .dispatch import KINDS, Seat
from .job import Fault
from .workers import Worker


@dataclass(slots=True)
class Work:
    """A task in a worker's hands: which attempt it is, the seconds that it may take, and when it was handed over
    (monotonic)."""

    task: Task
    attempt: int
    allowed: float
    began: float


@dataclass(slots=True)
class Hand:
    """A hired worker: its seat (number from 1, resource class, what it has loaded), the work in hand by task key, in the
    order in which it is done, the folder that it works in, and when it was last heard of (monotonic)."""

    seat: Seat
    worker: Worker
    works: dict[str, Work] = field(default_factory=dict)
    scratch: Path | None = None
    heard: float = 0.0
    ready: bool = False

    @property
    def number(self) -> int:
        """Its number, from 1, in order of hiring."""
        return self.seat.number


@dataclass(frozen=True, slots=True)
class News:
    """What was heard of a worker: its answers, oldest first, and whether it is still there."""

    hand: Hand
    answers: list[dict[str, Any]]
    alive: bool


NETS = 8
"""How many servers' answers are waited for at once, where nobody says: what public servers allow to begin with."""

Hire = Callable[[str, int], Worker]
"""Makes a worker for one class of tasks (cpu, io, gpu or net), the so manieth of its class (from 0). Raises OSError."""


def local(kind: str, place: int) -> Worker:
    """A worker process on this machine; one for GPU tasks sees one GPU."""
    from .workers.local import LocalWorker  # not needed by a build that needs nothing

    return LocalWorker(gpu=place if kind == "gpu" else None)


class Crew:
    """At most `workers` for each of cpu and io, `gpus` for gpu and `nets` for net; `hire` makes one. A resource class that is not
    named has the room of cpu. Used with `with`, at whose end all are dismissed; several plans may follow each other on
    one crew."""

    def __init__(self, workers: int, hire: Hire = local, gpus: int = 1, nets: int = NETS) -> None:
        self._hire = hire
        self.room = {"cpu": max(1, workers), "io": max(1, workers), "gpu": max(1, gpus),
                     "net": max(1, nets)}
        self._hands: list[Hand] = []
        self._hired = 0
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for hand in list(self._hands):
            self.dismiss(hand)
        self._selector.close()

    def hands(self) -> list[Hand]:
        """All workers that were hired and are there."""
        return list(self._hands)

    def at_work(self) -> list[Hand]:
        """The workers with work in hand."""
        return [hand for hand in self._hands if hand.works]

    def free(self) -> list[Seat]:
        """The seats of those who have nothing to do; and, of each class that has none of these and room for more, one of a
        worker that may be hired."""
        seats = [hand.seat for hand in self._hands if not hand.works]
        for kind in KINDS:
            if not any(seat.kind == kind for seat in seats) and self.room[kind] > self._count(kind):
                seats.append(Seat(self._hired + 1, kind, place=self._place(kind)))
        return seats

    def hand(self, seat: Seat) -> Hand | None:
        """Who sits on the free `seat`: hired now, where nobody does. None when the system starts no further process: then
        those there are must do. Raises Fault when it does not start the first one."""
        for hand in self._hands:
            if hand.seat is seat:
                return hand
        return self._another(seat)

    def prepare(self, backends: Iterable[str]) -> None:
        """Has the cpu workers that have nothing to do load `backends`, which will be wanted soon."""
        wanted = set(backends)
        free = [hand for hand in self._hands if hand.seat.kind == "cpu" and not hand.works]
        if not free and self._hired < self.room["cpu"]:  # ever: one that died of it is not followed by another
            another = self._another(Seat(self._hired + 1, "cpu", place=self._place("cpu")))
            free = [another] if another else []
        for hand in free:
            for backend in sorted(wanted - hand.seat.held.keys()):
                hand.worker.prepare(backend)
                hand.seat.held[backend] = None

    def _place(self, kind: str) -> int:
        """The least place among the workers of a class that nobody has."""
        taken = {hand.seat.place for hand in self._hands if hand.seat.kind == kind}
        return next(place for place in range(len(taken) + 1) if place not in taken)

    def _count(self, kind: str) -> int:
        return sum(1 for hand in self._hands if hand.seat.kind == kind)

    def _another(self, seat: Seat) -> Hand | None:
        try:
            worker = self._hire(seat.kind, seat.place)
        except OSError as error:
            if not self.at_work():
                raise Fault(f"no worker process can be started: {error.strerror}", "end other programs") from error
            self.room[seat.kind] = self._count(seat.kind) or self.room[seat.kind]
            return None
        self._hired += 1
        seat.number = self._hired
        hand = Hand(seat, worker)
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
