"""A series rendered by models on a farm that need not exist: makespan against the lower bound, beside first come, first served.

Bar: on 8 GPUs at most 1.10 times the longer of the work shared out and the critical path. The series is made up: 68 episodes of
75 shots with lengths, models, memory and loading times like those of a real one; a tenth of the shots go on from the one
before. The peer takes tasks in plan order and gives each to whoever is free, as a queue does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

from dramac.compiler.plan.nodes import Estimate, Input, Plan, Task, make_task
from dramac.runtime.dispatch import Choice, Model, Residents, Seat, kind_of
from dramac.runtime.simulate import Farm, simulate

EPISODES, SHOTS, SETUPS, REFERENCES = 68, 75, 30, 48
MODELS = {"text": Model(11, 12), "stills": Model(15, 20), "clips": Model(65, 66), "lips": Model(20, 18), "upscale": Model(4, 4)}
PRICE = 2.79


class FirstCome:
    """The peer: a queue of ready tasks in plan order, each for the first free worker; models are loaded as they come."""

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


def run() -> Iterator[tuple[str, str]]:
    """Rows for the whole series on 1 and 8 GPUs, for one episode on 8, and the same for the peer."""
    for episodes, gpus in ((EPISODES, 8), (EPISODES, 1), (1, 8)):
        plan = series(episodes)
        farm = Farm(gpus, 4 * gpus, 4 * gpus, 80, PRICE)
        for name, policy in (("", None), (", first come first served", FirstCome)):
            found = simulate(plan, farm, MODELS, policy=policy) if policy else simulate(plan, farm, MODELS)
            loads = sum(found.loads.values())
            yield (f"{episodes} episodes, {gpus} GPUs{name}", f"{found.makespan / 3600:8.2f} h = {found.ratio:.4f} x the bound, "
                   f"{loads:>5} loads, {found.money:8,.0f} USD")


def series(episodes: int) -> Plan:
    """The plan of a made-up series in film order: references, then for each shot its words, keyframe, clip and finish."""
    people = [_gpu("reference", 6, 20, "stills", at) for at in range(REFERENCES)]
    tasks = list(people)
    for episode in range(episodes):
        tasks += _episode(episode, people)
    return Plan(tuple(tasks))


def _episode(episode: int, people: Sequence[Task]) -> list[Task]:
    tasks: list[Task] = []
    stills = [_gpu("keyframe", 6, 20, "stills", (episode, at), people[(episode * 7 + at) % REFERENCES]) for at in range(SETUPS)]
    tasks += stills
    ends: list[Task] = []
    before: Task | None = None
    for at in range(SHOTS):
        words = _gpu("text_encode", 0.3, 12, "text", (episode, at))
        start = before if before is not None and at % 10 == 0 else stills[at % SETUPS]
        before = clip = _gpu("i2v", 391 * (0.5 + at * 37 % 100 / 100), 80, "clips", (episode, at), start, words)
        tasks += [words, clip]
        if at % 3 == 0:
            clip = _gpu("lipsync", 30, 24, "lips", (episode, at), clip)
            tasks.append(clip)
        large = _gpu("upscale", 20, 10, "upscale", (episode, at), clip)
        ends.append(_task("finish", 4, (episode, at), large))
        tasks += [large, ends[-1]]
    return [*tasks, _task("master", 3, episode, *ends)]


def _gpu(action: str, seconds: float, vram: float, model: str, what: object, *inputs: Task) -> Task:
    return _task(action, seconds, what, *inputs, resource="gpu", model=model, vram=vram)


def _task(action: str, seconds: float, what: object, *inputs: Task, resource: str = "cpu", model: str = "",
          vram: float = 0.0) -> Task:
    return make_task(action, "null", "1", {"what": repr(what)}, outputs=("out",), resource=resource, model=model,
                     estimate=Estimate(seconds, "made up", vram), label=f"{action} {what}",
                     inputs=tuple(Input(str(at), one.key, "out") for at, one in enumerate(inputs)))
