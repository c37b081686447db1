"""A series rendered by models on a farm that need not exist: makespan against the lower bound, beside first come, first served.

Bar: on 8 GPUs of 80 GB at most 1.10 times the longer of the work shared out and the critical path. The series is that of
`drama.py`, with FLUX.2 klein for keyframes and Wan2.2 for clips. The peers give the first ready task to whoever is free, as a
queue does: in the order of the plan (whose last pass puts equal work together) and in that of the film, shot after shot.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from pathlib import Path

from dramac.cli.builds.hiring import models_of
from dramac.cli.planning import planned
from dramac.cli.session import open_project
from dramac.compiler.analyse import analyse
from dramac.compiler.plan.nodes import Plan, Task
from dramac.compiler.request import Request
from dramac.runtime.dispatch import Choice, Dispatch, Model, Residents, Seat, kind_of
from dramac.runtime.simulate import Farm, simulate
from dramac.runtime.store import Store

from .drama import write

EPISODES = 68
TARGET = "\ntargets:\n  final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}\n"
PRICE = 2.79


class FirstCome:
    """A peer: a queue of ready tasks in plan order, each for the first free worker; models are loaded as they come."""

    def __init__(self, tasks: Sequence[Task], takers: Mapping[str, Sequence[str]], models: Mapping[str, Model],
                 seats: Mapping[str, int]) -> None:
        self._place = {task.key: place for place, task in enumerate(tasks)}
        self._residents = Residents(tasks, models)
        self._ready: dict[str, list[tuple[int, Task]]] = {}

    def push(self, task: Task) -> None:
        """Notes that `task` can run now."""
        heappush(self._ready.setdefault(kind_of(task), []), (self._place[task.key], task))

    def next(self, free: Sequence[Seat], now: float) -> Choice | None:
        """The next task in plan order, for the first worker of its class."""
        for seat in free:
            if self._ready.get(seat.kind):
                return self._residents.choice(heappop(self._ready[seat.kind])[1], seat)
        return None

    def accept(self, choice: Choice, now: float) -> None:
        """Notes that `choice` is carried out."""
        choice.take_place(now)

    def settle(self, task: Task) -> None:
        """Notes that `task` is done."""


def film_order(plan: Plan) -> Plan:
    """`plan` with its tasks in the order in which a script that makes one shot after another would come to them."""
    tasks, found = plan.by_key(), dict[str, Task]()
    for product in plan.products:
        to_see = [product.key]
        while to_see:
            lacking = [one.key for one in tasks[to_see[-1]].inputs if one.key not in found]
            if lacking:
                to_see.append(lacking[0])
            else:
                key = to_see.pop()
                found[key] = tasks[key]
    return replace(plan, tasks=tuple(found.values()))


def run() -> Iterator[tuple[str, str]]:
    """Rows for the whole series on 8 GPUs and on one, for one episode on 8, and the same for the peer."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        whole, one = series(Path(folder), ()), series(Path(folder), ("ep001",))
    models = models_of(whole)
    for plan, name, gpus in ((whole, f"{EPISODES} episodes", 8), (whole, f"{EPISODES} episodes", 1), (one, "1 episode", 8)):
        farm = Farm(gpus, 4 * gpus, 4 * gpus, 80, PRICE)
        for words, policy, work in (("", Dispatch, plan), (", first come, plan order", FirstCome, plan),
                                    (", first come, film order", FirstCome, film_order(plan))):
            found = simulate(work, farm, models, policy=policy)
            yield (f"{name}, {len(found.stints)} tasks, {gpus} GPUs{words}",
                   f"{found.makespan / 3600:7.2f} h = {found.ratio:.4f} x the bound, {sum(found.loads.values()):>5} loads, "
                   f"{found.money:8,.0f} USD")


def series(folder: Path, episodes: tuple[str, ...]) -> Plan:
    """The plan of the made-up series, or of some `episodes` of it, with models for its pictures."""
    root = folder / "drama"
    if not root.is_dir():
        write(root, EPISODES)
        (root / "series.yaml").write_text((root / "series.yaml").read_text(encoding="utf-8") + TARGET, encoding="utf-8")
    analysis = analyse(open_project(root))
    return planned(analysis, Request(episodes, ("en",), "final"), Store(folder / "store")).plan
