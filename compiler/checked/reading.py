"""Reads the scripts of a series: here, or where there is much of it, in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from .episode import Work
from .hands import hands
from .record import itself
from .result import Judged
from .series import Chain
from .shelf import Keeper

_HELD = 4
"""How many scripts are held that have to wait for all others, and else would be read again."""


def read(told: Chain, indices: Sequence[int], keeper: Keeper) -> None:
    """Read the scripts `indices` of the series `told`, and judge those that need not wait for the others. Raises CrewLost
    and Varies."""
    processes = hands(told.desk, indices)
    if processes == 1:
        for index, found in read_here(told, indices, keeper):
            told.take(index, found)
        return
    from .crew import read_together  # the machinery of processes takes 20 ms to load

    for index, found in read_together(told.desk, told, indices, processes):
        told.take(index, found)


def read_here(told: Chain, indices: Sequence[int], keeper: Keeper) -> Iterator[tuple[int, Judged]]:
    """Read the scripts `indices` in this process, adding their records to `told`; the findings of each. Raises Varies."""
    works: dict[int, Work] = {}
    for index in indices:
        if index in told.held:
            yield index, keeper.judge(told.held.pop(index), told.records[index], told.stale.pop(index))
            continue
        work, record = keeper.read(told.desk.project.scripts[index])
        if index in told.stale or not record.borrows:
            works[index] = work
        elif len(told.held) < _HELD:
            told.held[index] = work
        for ready, given in told.add(index, record, partial(itself, work.bones)):
            yield ready, keeper.judge(works.pop(ready), told.records[ready], given)
