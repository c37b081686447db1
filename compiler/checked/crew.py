"""Reads many scripts at once, in processes: a script's tree stays where it was made, its record and findings come back.

A worker answers each message with one of its own, and the foreman listens before it speaks, so that neither can wait for
the other for ever. Workers hold a script only until it is known what the series gives it, and are given scripts in story
order; so they hold few.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any

from ..base import expressions
from .episode import Desk, Given, Work
from .hands import CrewLost, forks
from .record import Record, itself
from .result import Judged
from .series import Chain
from .shelf import Shelf

_AHEAD = 6
"""How many scripts a worker may hold that wait to be judged."""


def read_together(desk: Desk, told: Chain, indices: Sequence[int], processes: int) -> Iterator[tuple[int, Judged]]:
    """As `reading.read_here`, in `processes` processes, none of which stays behind however this is left. Raises CrewLost and
    Varies."""
    with _crew(desk, processes) as crew:
        waiting = deque(indices)
        where: dict[int, _Worker] = {}
        idle = list(crew)
        busy = 0
        while True:
            for worker in list(idle):
                message = worker.next(waiting, told)
                if message is not None:
                    where.update({index: worker for index, _ in message[1]})
                    idle.remove(worker)
                    busy += 1
                    worker.send(message)
            if not busy:
                return
            for worker in _answering(crew):
                records, findings = worker.receive()
                idle.append(worker)
                busy -= 1
                for index, record, bones, holds in records:
                    worker.held -= not holds
                    for ready, given in told.add(index, record, partial(itself, bones)):
                        where[ready].known.append((ready, given))
                yield from findings


@dataclass(slots=True)
class _Worker:
    """A process, the line to it, and what is known by now of scripts that it holds; `held` counts those."""

    process: Any
    line: Connection
    known: list[tuple[int, Given]] = field(default_factory=list)
    held: int = 0

    def next(self, waiting: deque[int], told: Chain) -> tuple[list[tuple[int, Given]], list[tuple[int, bool]]] | None:
        """What to do next: judge the scripts of which is known what they are given, and read another (and hold it even
        if it has to wait for all others: then it is already known). None where there is nothing."""
        known, self.known = self.known, []
        self.held -= len(known)
        more = [waiting.popleft()] if waiting and self.held < _AHEAD else []
        self.held += len(more)
        return (known, [(index, index in told.stale) for index in more]) if known or more else None

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
    held: dict[int, tuple[Work, Record]] = {}
    while True:
        try:
            known, more = line.recv()
            found, records = [], []
            for index, given in known:
                work, record = held.pop(index)
                found.append((index, shelf.judge(work, record, given)))
            for index, hold in more:
                work, record = desk.read(desk.project.scripts[index])
                holds = hold or not record.borrows
                if holds:
                    held[index] = work, record
                records.append((index, record, work.bones, holds))
            line.send((records, found))
        except (EOFError, OSError):
            expressions.keep()
            return
