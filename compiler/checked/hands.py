"""How many processes a reading is worth, and what is known of them."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence

from .episode import Desk

ENOUGH = 600_000
"""Code points to read from which processes pay; below, one is quicker. (Starting one takes about as long as reading
50 000 of them where processes are forked.)"""
_ENOUGH_SPAWNED = 3_000_000
_MOST = 16


class CrewLost(Exception):
    """A worker ended before its work did."""


def hands(desk: Desk, indices: Sequence[int]) -> int:
    """How many processes the reading of the scripts `indices` is worth; one is this one."""
    size = sum(len(desk.project.scripts[index].text) for index in indices)
    if size < (ENOUGH if forks() else _ENOUGH_SPAWNED) or threading.active_count() > 1:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _MOST, len(indices)))


def forks() -> bool:
    """Whether processes begin as copies of this one, which is quick; elsewhere it is not safe."""
    return sys.platform == "linux"
