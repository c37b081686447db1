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

from dramac.compiler.plan.nodes import Input, Plan, Task, make_task
from dramac.runtime.crew import Crew, Hire, local
from dramac.runtime.execute import carry_out, execute
from dramac.runtime.ledger import Ledger
from dramac.runtime.store import Store
from dramac.runtime.workers.local import LocalWorker

from .slow_worker import SECONDS

TASKS, WORKERS = 5000, 2
LONG = 40
"""Tasks of a second each, in chains of four as those of a shot are: words, picture, clip, finish."""


def run() -> Iterator[tuple[str, str]]:
    """Rows of milliseconds a task."""
    yield f"{TASKS} null tasks, {WORKERS} workers here", _cost(local)
    yield f"{LONG} tasks of {SECONDS:g} s in chains, {WORKERS} workers here (bar: 3 % beside the work)", _share()
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


def _share() -> str:
    """The share of a build's time that is not its tasks' own, where these take a second or more. Workers are started before, as
    the voices of a build have started them."""
    tasks: list[Task] = []
    for at in range(LONG):
        before = (Input("before", tasks[-1].key, "video"),) if at % 4 else ()
        tasks.append(make_task("draw", "null", "1", {"shot": at}, inputs=before, outputs=("video",)))
    first = make_task("draw", "null", "1", {"shot": -1}, outputs=("video",))
    with (tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder,
          Crew(WORKERS, lambda kind, place: LocalWorker("benchmarks.slow_worker")) as crew):
        store, ledger = Store(Path(folder) / "store"), Ledger(Path(folder) / "ledger.sqlite")
        carry_out(Plan((first,)), store, crew, ledger=ledger)
        began = time.perf_counter()
        assert carry_out(Plan(tuple(tasks)), store, crew, ledger=ledger).ok
        wall = time.perf_counter() - began
    work = LONG * SECONDS / WORKERS
    return f"{100 * (wall - work) / work:.1f} % ({wall:.2f} s for {work:g} s of work on each{_load()})"


def _load() -> str:
    """How busy the machine was with other things: figures of a busy one say little."""
    return f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
