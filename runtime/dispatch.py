"""The policy: which ready task goes to which free worker. Pure; the executor and the simulator both ask it.

- Tasks that hold the same model (or, without one, the same backend) form a group. A worker that has a model loaded keeps
  to its group while that has ready tasks: loading costs as much as several clips.
- Inside a group the longest remaining path goes first (for tasks that nothing rests on that is longest processing time
  first); so text is encoded before the pictures that need it, and a chain of clips begins early. Drafts precede finals.
- A worker without ready work of its own joins another group where the load is shorter than the wait that it saves. It
  leaves ready work of its own only for a task on the critical path, one that would otherwise make the whole thing longer.
- A model that does not fit beside what a worker holds puts out what was used longest ago.

Ready tasks lie in one heap for each group, so a decision costs the number of groups and of free workers, not of tasks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf, isfinite

from ..compiler.plan.nodes import Task

KINDS = ("cpu", "io", "gpu", "net")
_Rank = tuple[bool, float, int]


@dataclass(frozen=True, slots=True)
class Model:
    """What a worker needs to hold a model: `seconds` to load it, `memory` in gigabytes of its GPU while it lies idle (0:
    not known; then what its tasks need is taken)."""

    seconds: float = 0.0
    memory: float = 0.0


@dataclass(eq=False, slots=True)
class Seat:
    """A worker as the policy sees it: its number, its resource class, the gigabytes of its GPU, the models and backends
    that it holds (last used last), when it is expected to be free (seconds, on the clock of `Dispatch.next`), and its place
    among the workers of its class (from 0), which decides on which GPU it works."""

    number: int
    kind: str
    memory: float = inf
    held: dict[str, None] = field(default_factory=dict)
    until: float = 0.0
    place: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision: `task` goes to `seat`, which first puts out the models `evicted` and loads for `load` seconds."""

    seat: Seat
    task: Task
    load: float
    evicted: tuple[str, ...]

    def take_place(self, now: float) -> None:
        """Has the seat hold what the task needs, from `now` on."""
        group = group_of(self.task)
        for one in (*self.evicted, group):
            self.seat.held.pop(one, None)
        self.seat.held[group] = None
        self.seat.until = now + self.load + seconds_of(self.task)


def kind_of(task: Task) -> str:
    """The class of workers that does `task`: cpu, io, gpu, or net for what another's server does while one waits."""
    return task.resource if task.resource in KINDS else "cpu"


def group_of(task: Task) -> str:
    """What a worker must hold for `task`: its model, or its backend where it needs no model."""
    return task.model or task.backend


def seconds_of(task: Task) -> float:
    """What `task` is expected to take; 0 where the plan says nothing sensible."""
    seconds = task.estimate.seconds
    return seconds if isfinite(seconds) and seconds > 0 else 0.0


def levels(tasks: Sequence[Task], takers: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """For each of `tasks` the seconds of the longest path from its beginning to the end of all that rests on it."""
    own = {task.key: seconds_of(task) for task in tasks}
    waiting = {task.key: sum(1 for key in takers.get(task.key, ()) if key in own) for task in tasks}
    found = dict(own)
    to_see = [key for key, count in waiting.items() if not count]
    inputs = {task.key: {one.key for one in task.inputs} & own.keys() for task in tasks}
    while to_see:
        key = to_see.pop()
        for given in inputs[key]:
            found[given] = max(found[given], own[given] + found[key])
            waiting[given] -= 1
            if not waiting[given]:
                to_see.append(given)
    return found


class Residents:
    """What loading and holding models costs: their seconds, their memory, and what must go to make room."""

    def __init__(self, tasks: Iterable[Task], models: Mapping[str, Model]) -> None:
        self._models = models
        self._peak: defaultdict[str, float] = defaultdict(float)
        self._real: set[str] = set()
        for task in tasks:
            group = group_of(task)
            self._peak[group] = max(self._peak[group], task.estimate.vram)
            if seconds_of(task):
                self._real.add(group)

    def load(self, group: str) -> float:
        """Seconds to load `group`. 0 for backends, and where no task of the group takes any time: nothing is loaded then."""
        known = self._models.get(group)
        return known.seconds if known and group in self._real else 0.0

    def memory(self, group: str) -> float:
        """Gigabytes that `group` fills while it lies idle."""
        known = self._models.get(group)
        return known.memory if known and known.memory else self._peak[group]

    def fits(self, task: Task, seat: Seat) -> bool:
        """Whether `seat` can do `task` at all, were it to hold nothing else."""
        return self._need(task) <= seat.memory

    def evicted(self, task: Task, seat: Seat) -> tuple[str, ...]:
        """What `seat` must put out before it does `task`: what was used longest ago first."""
        group = group_of(task)
        others = [one for one in seat.held if one != group]
        filled = self._need(task) + sum(map(self.memory, others))
        going = []
        for one in others:
            if filled <= seat.memory:
                break
            if self.memory(one):
                going.append(one)
                filled -= self.memory(one)
        return tuple(going)

    def choice(self, task: Task, seat: Seat) -> Choice:
        """What it means to do `task` on `seat` as it is now."""
        group = group_of(task)
        return Choice(seat, task, 0.0 if group in seat.held else self.load(group), self.evicted(task, seat))

    def _need(self, task: Task) -> float:
        return max(task.estimate.vram, self.memory(group_of(task)))


class Dispatch:
    """The state of the policy over the needed `tasks` (in plan order) with their `takers`. `seats`: how many workers of
    each class there are.

    A task is pushed when it can run; `next` takes it out again; then it is either accepted, and later settled or given
    back, or pushed once more, or dropped.
    """

    def __init__(self, tasks: Sequence[Task], takers: Mapping[str, Sequence[str]], models: Mapping[str, Model],
                 seats: Mapping[str, int]) -> None:
        found = levels(tasks, takers)
        self._rank: dict[str, _Rank] = {
            task.key: (task.params.get("tier") != "draft", -found[task.key], place) for place, task in enumerate(tasks)}
        self._residents = Residents(tasks, models)
        self._seats = {kind: max(1, seats.get(kind, 1)) for kind in KINDS}
        self._ready: dict[str, dict[str, list[tuple[_Rank, Task]]]] = {kind: {} for kind in KINDS}
        self._ready_work: defaultdict[str, float] = defaultdict(float)
        self._to_come: defaultdict[str, float] = defaultdict(float)  # seconds of each group that nobody has begun
        self._left = dict.fromkeys(KINDS, 0.0)  # seconds of each class that are not done
        self._holders: defaultdict[str, dict[Seat, None]] = defaultdict(dict)
        for task in tasks:
            self._to_come[group_of(task)] += seconds_of(task)
            self._left[kind_of(task)] += seconds_of(task)

    def push(self, task: Task) -> None:
        """Notes that `task` can run now."""
        group = group_of(task)
        heappush(self._ready[kind_of(task)].setdefault(group, []), (self._rank[task.key], task))
        self._ready_work[group] += seconds_of(task)

    def accept(self, choice: Choice, now: float) -> None:
        """Notes that `choice` is carried out from `now` on (seconds)."""
        group = group_of(choice.task)
        choice.take_place(now)
        self._to_come[group] -= seconds_of(choice.task)
        self._holders[group][choice.seat] = None
        for one in choice.evicted:
            self._holders[one].pop(choice.seat, None)

    def settle(self, task: Task) -> None:
        """Notes that there is nothing more to do about `task`, which was accepted."""
        self._left[kind_of(task)] -= seconds_of(task)

    def give_back(self, task: Task) -> None:
        """Notes that `task`, which was accepted, has not been done: it may be pushed again."""
        self._to_come[group_of(task)] += seconds_of(task)

    def drop(self, task: Task) -> None:
        """Notes that there is nothing more to do about `task`, which was not accepted."""
        self._to_come[group_of(task)] -= seconds_of(task)
        self.settle(task)

    def join(self, seat: Seat) -> None:
        """Notes what a worker, who was there before, holds already."""
        for group in seat.held:
            self._holders[group][seat] = None

    def leave(self, seat: Seat) -> None:
        """Notes that the worker of `seat` is gone with all that it held."""
        for group in seat.held:
            self._holders[group].pop(seat, None)

    def __bool__(self) -> bool:
        """Whether a task is ready."""
        return any(heap for heaps in self._ready.values() for heap in heaps.values())

    def next(self, free: Sequence[Seat], now: float) -> Choice | None:
        """The next decision over the `free` workers at the time `now` (seconds), or None where it is better to wait, or
        there is nothing to do. Its task is out of the ready ones then."""
        for kind, heaps in self._ready.items():
            seats = [seat for seat in free if seat.kind == kind]
            if not seats:
                continue
            for group in sorted((group for group, heap in heaps.items() if heap), key=lambda one: heaps[one][0][0]):
                seat = self._seat(kind, group, seats, now)
                if seat is not None:
                    task = heappop(heaps[group])[1]
                    self._ready_work[group] -= seconds_of(task)
                    return self._residents.choice(task, seat)
        return None

    def waiting(self, like: Choice) -> int:
        """How many tasks of the group of `like` are ready."""
        return len(self._ready[like.seat.kind].get(group_of(like.task), ()))

    def more(self, like: Choice, but: Container[str]) -> Choice | None:
        """The next ready task of the group of `like`, for the same seat; None when there is none, or its key is in `but`."""
        group = group_of(like.task)
        heap = self._ready[like.seat.kind].get(group)
        if not heap or heap[0][1].key in but:
            return None
        task = heappop(heap)[1]
        self._ready_work[group] -= seconds_of(task)
        return self._residents.choice(task, like.seat)

    def _seat(self, kind: str, group: str, seats: Sequence[Seat], now: float) -> Seat | None:
        """The best of the free `seats` for the first ready task of `group`, or None when none should do it now."""
        task = self._ready[kind][group][0][1]
        able = [seat for seat in seats if self._residents.fits(task, seat)]
        holding = [seat for seat in able if group in seat.held]
        if holding:
            return min(holding, key=lambda seat: seat.number)
        load = self._residents.load(group)
        if not load:
            return min(able, key=lambda seat: (len(seat.held), seat.number), default=None)
        for seat in sorted(able, key=lambda seat: (self._cost(task, seat), len(seat.held), seat.number)):
            own = [heap[0] for one, heap in self._ready[kind].items() if heap and one in seat.held]
            if self._urgent(kind, task, min(own), now) if own else self._worthwhile(task, seat, now):
                return seat
        return None

    def _cost(self, task: Task, seat: Seat) -> float:
        """Seconds that loading for `task` costs `seat`, with those of loading again what goes and will be needed."""
        load = self._residents.load
        return load(group_of(task)) + sum(load(one) for one in self._residents.evicted(task, seat) if self._to_come[one] > 0)

    def _worthwhile(self, task: Task, seat: Seat, now: float) -> bool:
        """Whether `seat`, which has nothing ready of its own, should load for `task` rather than leave it to those who
        hold the model: yes, where the wait for them is longer than what loading costs."""
        group = group_of(task)
        holders = self._holders[group]
        if not holders:
            return True
        wait = max(min(one.until for one in holders) - now, self._ready_work[group] / len(holders))
        return self._cost(task, seat) < wait

    def _urgent(self, kind: str, task: Task, own: tuple[_Rank, Task], now: float) -> bool:
        """Whether `task` must not wait until a worker has done `own` and the like: what rests on it takes longer than
        everything that is left, shared out."""
        load, level = self._residents.load(group_of(task)), -self._rank[task.key][1]
        free = min((one.until for one in self._holders[group_of(task)]), default=inf)
        return free - now > load and level + load >= self._left[kind] / self._seats[kind] and level > load - own[0][1]
