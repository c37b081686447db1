"""A plan carried out on a farm that need not exist: the executor's own policy, driven by the plan's estimates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Protocol

from ..compiler.plan.nodes import Plan, Task
from .dispatch import KINDS, Choice, Dispatch, Model, Residents, Seat, group_of, kind_of, levels, seconds_of
from .job import Fault
from .schedule import Schedule

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Farm:
    """Workers of each class; `memory`: gigabytes of each GPU; `price`: US dollars for an hour of one GPU."""

    gpus: int = 1
    cpus: int = 1
    ios: int = 1
    memory: float = 80.0
    price: float = 0.0
    nets: int = 8

    def seats(self) -> dict[str, int]:
        """How many workers there are of each class."""
        return {"cpu": self.cpus, "io": self.ios, "gpu": self.gpus, "net": self.nets}


@dataclass(frozen=True, slots=True)
class Stint:
    """A worker at one task: it loads the model for `load` seconds from `began` on, and is done at `ended`."""

    task: Task
    seat: int
    began: float
    ended: float
    load: float
    evicted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """One class of workers: how many, the seconds that they worked and loaded, and the share of the time that they did."""

    kind: str
    workers: int
    work: float
    loading: float
    share: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of it. `makespan`: seconds from beginning to end. `bound`: seconds that no schedule can beat, the longer of
    the critical path and, of the busiest class, its work shared out. `critical`: the tasks of the longest path in order.
    `loads`: how often each model was loaded. `money`: US dollars, for the GPUs from beginning to end and for what
    is done elsewhere at a price."""

    makespan: float
    bound: float
    used: tuple[Used, ...]
    loads: Mapping[str, int]
    critical: tuple[Task, ...]
    money: float
    stints: tuple[Stint, ...]

    @property
    def ratio(self) -> float:
        """How many times the lower bound it takes."""
        return self.makespan / self.bound if self.bound else 1.0


class Policy(Protocol):
    """What decides: see `dispatch.Dispatch`."""

    def push(self, task: Task) -> None:
        """Notes that `task` can run now."""

    def next(self, free: Sequence[Seat], now: float) -> Choice | None:
        """The next decision over the `free` workers at the time `now`, or None."""

    def accept(self, choice: Choice, now: float) -> None:
        """Notes that `choice` is carried out from `now` on."""

    def settle(self, task: Task) -> None:
        """Notes that `task` is done."""


Maker = Callable[[Sequence[Task], Mapping[str, Sequence[str]], Mapping[str, Model], Mapping[str, int]], Policy]


def simulate(plan: Plan, farm: Farm, models: Mapping[str, Model], found: Collection[str] = (),
             policy: Maker = Dispatch) -> Simulation:
    """Carries out what `plan` needs beside the results `found` (task keys) on `farm`. `models`: what it takes to load them.

    The same arguments give the same result. Raises Fault when a task fits no GPU of the farm, or the plan goes in a ring.
    """
    schedule = Schedule(plan, found)
    tasks = schedule.wanted()
    _refuse_too_large(tasks, farm, models)
    order = policy(tasks, schedule.takers, models, farm.seats())
    stints = _run(schedule, order, farm)
    if schedule.needed:
        raise Fault(f"the inputs of {len(schedule.needed)} tasks rest on themselves", "the plan is damaged: make it again")
    return _account(tasks, schedule.takers, farm, stints)


def _refuse_too_large(tasks: Sequence[Task], farm: Farm, models: Mapping[str, Model]) -> None:
    residents, seat = Residents(tasks, models), Seat(0, "gpu", farm.memory)
    for task in tasks:
        if kind_of(task) == "gpu" and not residents.fits(task, seat):
            need = max(task.estimate.vram, residents.memory(group_of(task)))
            raise Fault(f"{group_of(task)} needs {need:g} GB for {task.action}, and a GPU of this farm has {farm.memory:g} GB",
                        "simulate larger ones (vram=…), or choose another model for the target")


def _run(schedule: Schedule, order: Policy, farm: Farm) -> list[Stint]:
    free = {at: Seat(at, kind, farm.memory if kind == "gpu" else float("inf")) for at, kind in enumerate(
        (kind for kind in KINDS for _ in range(farm.seats()[kind])), 1)}
    ends: list[tuple[float, int, Seat, Task]] = []
    stints: list[Stint] = []
    now = 0.0
    for task in schedule.ready():
        order.push(task)
    while True:
        while free and (choice := order.next(list(free.values()), now)) is not None:
            order.accept(choice, now)
            del free[choice.seat.number]
            end = now + choice.load + seconds_of(choice.task)
            stints.append(Stint(choice.task, choice.seat.number, now, end, choice.load, choice.evicted))
            heappush(ends, (end, len(stints), choice.seat, choice.task))
        if not ends:
            return stints
        now = ends[0][0]
        while ends and ends[0][0] == now:
            _, _, seat, task = heappop(ends)
            free[seat.number] = seat
            order.settle(task)
            for ready in schedule.finish(task):
                order.push(ready)


def _account(tasks: Sequence[Task], takers: Mapping[str, Sequence[str]], farm: Farm, stints: Sequence[Stint]) -> Simulation:
    makespan = max((one.ended for one in stints), default=0.0)
    work: defaultdict[str, float] = defaultdict(float)
    loading: defaultdict[str, float] = defaultdict(float)
    loads: Counter[str] = Counter()
    for one in stints:
        work[kind_of(one.task)] += seconds_of(one.task)
        loading[kind_of(one.task)] += one.load
        if one.load:
            loads[group_of(one.task)] += 1
    critical = _critical(tasks, takers)
    shared = max(work[kind] / count for kind, count in farm.seats().items())
    used = tuple(Used(kind, count, work[kind], loading[kind],
                      (work[kind] + loading[kind]) / (count * makespan) if makespan else 0.0)
                 for kind, count in farm.seats().items() if work[kind])
    rent = makespan / HOUR * farm.gpus * farm.price if work["gpu"] else 0.0
    return Simulation(makespan, max(shared, sum(map(seconds_of, critical))), used, dict(sorted(loads.items())), critical,
                      rent + sum(task.estimate.money for task in tasks if kind_of(task) != "gpu"), tuple(stints))


def _critical(tasks: Sequence[Task], takers: Mapping[str, Sequence[str]]) -> tuple[Task, ...]:
    """The tasks of the longest path through `tasks`; of equally long ones the first in plan order."""
    by_key = {task.key: task for task in tasks}
    found = levels(tasks, takers)
    at = max(by_key, key=lambda key: found[key], default=None)
    path = []
    while at is not None:
        path.append(by_key[at])
        at = max((key for key in takers.get(at, ()) if key in by_key), key=lambda key: found[key], default=None)
    return tuple(path)
