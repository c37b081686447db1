"""What the executor costs: 5,000 tasks that do nothing, on two workers here and on a Ray cluster of this machine.

Bars: at most 1 ms a task here, 5 ms on Ray; each with its workers' start. A task is locked, handed out, done, its output and its
record put into the store durably, and noted in the ledger.
"""

from __future__ import annotations

import importlib.util
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dramac.compiler.plan.nodes import Plan, make_task
from dramac.runtime.crew import Hire, local
from dramac.runtime.execute import execute
from dramac.runtime.ledger import Ledger
from dramac.runtime.store import Store

TASKS, WORKERS = 5000, 2


def run() -> Iterator[tuple[str, str]]:
    """Rows of milliseconds a task."""
    yield f"{TASKS} null tasks, {WORKERS} workers here", _cost(local)
    if importlib.util.find_spec("ray") is None:
        yield "the same on Ray", "not installed (ray)"
        return
    from dramac.runtime.workers.ray import Cluster

    with (tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder,
          Cluster("ray", WORKERS, Path(folder) / "store") as cluster):
        began = time.perf_counter()
        cluster.start()
        yield "a Ray cluster of this machine, started", f"{time.perf_counter() - began:.1f} s"
        yield f"{TASKS} null tasks, {WORKERS} actors", _cost(cluster.hire, Path(folder))


def _cost(hire: Hire, folder: Path | None = None) -> str:
    plan = Plan(tuple(make_task("draw", "null", "1", {"shot": number}, outputs=("video",)) for number in range(TASKS)))
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as other:
        root = folder or Path(other)
        began = time.perf_counter()
        outcome = execute(plan, Store(root / "store"), workers=WORKERS, ledger=Ledger(root / "ledger.sqlite"), hire=hire)
        wall = time.perf_counter() - began
    assert outcome.ok
    return f"{wall / TASKS * 1000:.2f} ms a task ({wall:.1f} s{_load()})"


def _load() -> str:
    """How busy the machine was with other things: figures of a busy one say little."""
    return f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
