"""Reads the scripts of a series: here, or where there is much of it, in several processes."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial

from ..story.nodes import Episode
from .episode import Desk, Given, Work
from .result import Findings
from .series import Chain
from .shelf import Shelf

ENOUGH = 600_000
"""Code points to read from which processes pay; below, one is quicker. (Starting one takes about as long as reading
50 000 of them where processes are forked.)"""
_ENOUGH_SPAWNED = 3_000_000
_MOST = 16
_HELD = 4
"""How many scripts are held that have to wait for all others, and else would be read again."""


class CrewLost(Exception):
    """A worker ended before its work did."""


def read(told: Chain, indices: Sequence[int], shelf: Shelf) -> None:
    """Read the scripts `indices` of the series `told`, and judge those that need not wait for the others. Raises CrewLost
    and Varies."""
    processes = hands(told.desk, indices)
    if processes == 1:
        for index, found in read_here(told.desk, told, indices, shelf):
            told.take(index, found)
        return
    from .crew import read_together  # the machinery of processes takes 20 ms to load

    for index, found in read_together(told.desk, told, indices, processes):
        told.take(index, found)


def hands(desk: Desk, indices: Sequence[int]) -> int:
    """How many processes the reading of the scripts `indices` is worth; one is this one."""
    size = sum(len(desk.project.scripts[index].text) for index in indices)
    if size < (ENOUGH if forks() else _ENOUGH_SPAWNED) or threading.active_count() > 1:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _MOST, len(indices)))


def read_here(desk: Desk, told: Chain, indices: Sequence[int], shelf: Shelf) -> Iterator[tuple[int, Findings]]:
    """Read the scripts `indices` in this process, adding their records to `told`; the findings of each. Raises Varies."""
    works: dict[int, Work] = {}
    for index in indices:
        if index in told.held:
            yield index, _judged(desk, shelf, told, index, told.held.pop(index), told.stale.pop(index))
            continue
        work, record = desk.read(desk.project.scripts[index])
        if index in told.stale or not record.borrows():
            works[index] = work
        elif len(told.held) < _HELD:
            told.held[index] = work
        for ready, given in told.add(index, record, partial(itself, work.bones)):
            yield ready, _judged(desk, shelf, told, ready, works.pop(ready), given)


def _judged(desk: Desk, shelf: Shelf, told: Chain, index: int, work: Work, given: Given) -> Findings:
    found = desk.judge(work, given)
    shelf.save(desk.project.scripts[index], told.records[index], work.bones, given, found)
    return found


def itself(bones: Episode) -> Episode:
    """`bones`, for who asks for them when they are there already."""
    return bones


def forks() -> bool:
    """Whether processes begin as copies of this one, which is quick; elsewhere it is not safe."""
    return sys.platform == "linux"
