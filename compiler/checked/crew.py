"""Reads many scripts at once, in processes: a script's tree stays where it was made, its record and findings come back.

A worker answers each message with one of its own, and the foreman listens before it speaks, so that neither can wait for
the other for ever. Workers hold a script only until the state is known in which its episode begins, and are given scripts
in story order; so they hold few.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from ..story.state import State
from .episode import Desk, Work
from .reading import CrewLost, forks
from .result import Findings
from .series import Chain
from .shelf import Shelf, mark_of

_AHEAD = 6
"""How many scripts a worker may hold that wait for their states."""


def read_together(desk: Desk, told: Chain, indices: Sequence[int], processes: int) -> Iterator[tuple[int, Findings]]:
    """As `reading.read_here`, in `processes` processes, none of which stays behind however this is left. Raises CrewLost and
    Varies."""
    with _crew(desk, processes) as crew:
        waiting = deque(indices)
        where: dict[int, _Worker] = {}
        idle = list(crew)
        busy = 0
        while True:
            for worker in list(idle):
                message = worker.next(waiting)
                if message is not None:
                    where.update(dict.fromkeys(message[1], worker))
                    idle.remove(worker)
                    busy += 1
                    worker.send(message)
            if not busy:
                return
            for worker in _answering(crew):
                records, findings = worker.receive()
                idle.append(worker)
                busy -= 1
                for index, record in records:
                    for ready, before in told.add(index, record):
                        if ready in where:
                            where[ready].states.append((ready, before))
                yield from findings


@dataclass(slots=True)
class _Worker:
    """A process, the line to it, and the states that it is to be told. `held` counts the scripts that it holds."""

    process: Any
    line: Connection
    states: list[tuple[int, State]] = field(default_factory=list)
    held: int = 0

    def next(self, waiting: deque[int]) -> tuple[list[tuple[int, State]], list[int]] | None:
        """What to do next: judge the scripts whose states are known, and read another; None where there is nothing."""
        states, self.states = self.states, []
        self.held -= len(states)
        more = [waiting.popleft()] if waiting and self.held < _AHEAD else []
        self.held += len(more)
        return (states, more) if states or more else None

    def send(self, message: Any) -> None:
        try:
            self.line.send(message)
        except OSError as fault:
            raise CrewLost from fault

    def receive(self) -> Any:
        try:
            return self.line.recv()
        except (EOFError, OSError) as fault:
            raise CrewLost from fault


def _answering(crew: Sequence[_Worker]) -> list[_Worker]:
    lines = {worker.line: worker for worker in crew}
    return [lines[line] for line in wait(list(lines)) if isinstance(line, Connection)]


@contextmanager
def _crew(desk: Desk, processes: int) -> Iterator[list[_Worker]]:
    context: Any = multiprocessing.get_context("fork" if forks() else "spawn")
    crew: list[_Worker] = []
    gc.freeze()  # what the workers share with this process they need not copy
    try:
        for _ in range(processes):
            mine, theirs = context.Pipe()
            others = [mine, *(worker.line for worker in crew)] if forks() else []
            process = context.Process(target=_work, args=(desk, theirs, others), daemon=True)
            process.start()
            theirs.close()
            crew.append(_Worker(process, mine))
        yield crew
    finally:
        gc.unfreeze()
        for worker in crew:
            worker.line.close()
        for worker in crew:
            worker.process.join(1.0)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _work(desk: Desk, line: Connection, others: Sequence[Connection]) -> None:
    """What a worker does: answer every message, until the line is closed. Ctrl-C is the foreman's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    gc.disable()  # trees have no cycles, and looking for them takes a third of the time
    shelf = Shelf(desk)
    held: dict[int, tuple[Work, Any]] = {}
    while True:
        try:
            states, more = line.recv()
            found = []
            for index, before in states:
                work, record = held.pop(index)
                found.append((index, desk.judge(work, before)))
                shelf.save(desk.project.scripts[index], record, mark_of(before), found[-1][1])
            for index in more:
                held[index] = desk.read(desk.project.scripts[index])
            line.send(([(index, held[index][1]) for index in more], found))
        except (EOFError, OSError):
            return
