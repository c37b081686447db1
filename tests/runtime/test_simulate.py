"""The policy and the simulator that drives it: what no schedule may do, and how far from the best one it is."""

from __future__ import annotations

from itertools import product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dramac.compiler.plan.nodes import Estimate, Input, Plan, Task, make_task
from dramac.runtime.dispatch import Model, group_of, kind_of, seconds_of
from dramac.runtime.job import Fault
from dramac.runtime.simulate import Farm, Simulation, simulate

MODELS = {"a": Model(5, 30), "b": Model(20, 60), "c": Model(3, 10)}


def task(name: object, seconds: float, *inputs: Task, model: str = "", resource: str = "cpu", vram: float = 0.0,
         **params: object) -> Task:
    return make_task("work", "null", "1", {"name": name, **params}, outputs=("out",), label=str(name), model=model,
                     resource=resource, estimate=Estimate(seconds, "a test", vram),
                     inputs=tuple(Input(f"in:{number}", one.key, "out") for number, one in enumerate(inputs)))


def gpu(name: object, seconds: float, *inputs: Task, model: str = "a", **params: object) -> Task:
    return task(name, seconds, *inputs, model=model, resource="gpu", vram=MODELS[model].memory, **params)


def order(found: Simulation) -> str:
    return "".join(one.task.label for one in found.stints)


@some.composite
def plans(draw, most: int = 14, models: tuple[str, ...] = ("", *MODELS)) -> Plan:
    tasks: list[Task] = []
    for number in range(draw(some.integers(1, most))):
        inputs = draw(some.lists(some.sampled_from(tasks), max_size=3, unique_by=lambda one: one.key)) if tasks else []
        seconds = draw(some.integers(0, 40))
        model = draw(some.sampled_from(models))
        tasks.append(gpu(number, seconds, *inputs, model=model) if model else task(number, seconds, *inputs))
    return Plan(tuple(draw(some.permutations(tasks))))


@settings(max_examples=150, deadline=None)
@given(plans(), some.integers(1, 3), some.integers(1, 3), some.sampled_from([60.0, 75.0, 100.0]))
def test_a_simulation_does_nothing_that_cannot_be_done(plan: Plan, gpus: int, cpus: int, vram: float) -> None:
    farm = Farm(gpus, cpus, 1, vram)
    found = simulate(plan, farm, MODELS)
    assert found == simulate(plan, farm, MODELS)  # the same every time
    assert sorted(one.task.key for one in found.stints) == sorted(one.key for one in plan.tasks)
    ended = {one.task.key: one.ended for one in found.stints}
    real = {group_of(one) for one in plan.tasks if seconds_of(one)} & MODELS.keys()  # what costs nothing is not loaded
    held: dict[int, list[str]] = {}
    free: dict[int, float] = {}
    for one in found.stints:
        assert all(ended[given.key] <= one.began for given in one.task.inputs)  # no task before its inputs
        assert one.began >= free.get(one.seat, 0.0)  # no worker does two things
        free[one.seat] = one.ended
        holds = held.setdefault(one.seat, [])
        group = group_of(one.task)
        assert set(one.evicted) <= set(holds)
        assert one.load == (MODELS[group].seconds if group in real and group not in holds else 0)
        held[one.seat] = holds = [name for name in holds if name not in (*one.evicted, group)] + [group]
        if kind_of(one.task) == "gpu":
            assert sum(MODELS[name].memory for name in holds) <= vram
        assert one.ended == one.began + one.load + seconds_of(one.task)
    assert found.makespan >= found.bound - 1e-9
    times = sorted({time for one in found.stints for time in (one.began, one.ended)})
    for at in times[:-1]:  # somebody is at work until the end
        assert any(one.began <= at < one.ended for one in found.stints)


@settings(max_examples=100, deadline=None)
@given(plans(models=("",)), some.integers(1, 4))
def test_without_models_it_keeps_the_bound_of_every_list_schedule(plan: Plan, cores: int) -> None:
    """Graham 1969: no worker rests while a task is ready, so the time is at most work / m + (1 - 1 / m) x critical path."""
    found = simulate(plan, Farm(1, cores), {})
    path, work = sum(map(seconds_of, found.critical)), sum(map(seconds_of, plan.tasks))
    assert found.makespan <= work / cores + (1 - 1 / cores) * path + 1e-9
    assert found.bound == max(work / cores, path)


@settings(max_examples=60, deadline=None)
@given(some.lists(some.integers(1, 30), min_size=1, max_size=7), some.integers(1, 3))
def test_tasks_that_wait_for_nothing_take_at_most_four_thirds_of_the_best_time(lengths: list[int], cores: int) -> None:
    """Graham 1969, longest processing time first: (4/3 - 1/(3 m)) of the optimum, found here by trying everything."""
    plan = Plan(tuple(task(number, seconds) for number, seconds in enumerate(lengths)))
    best = min(max(sum(seconds for seconds, at in zip(lengths, places, strict=True) if at == core) for core in range(cores))
               for places in product(range(cores), repeat=len(lengths)))
    assert simulate(plan, Farm(1, cores), {}).makespan <= (4 / 3 - 1 / (3 * cores)) * best + 1e-9


@settings(max_examples=60, deadline=None)
@given(plans(6, ("a", "b")))
def test_one_gpu_takes_at_most_the_best_order_and_two_loads(plan: Plan) -> None:
    """On one GPU only loading can be lost. The best order is found by trying all."""
    found = simulate(plan, Farm(1, 1, 1, 80), MODELS)
    assert found.makespan <= best_on_one(plan) + 2 * sum(one.seconds for one in MODELS.values())


def best_on_one(plan: Plan) -> float:
    """The least time of one GPU that holds one of the models a and b at a time, over all orders."""
    keys = {one.key: one for one in plan.tasks}
    real = {group_of(one) for one in plan.tasks if seconds_of(one)}
    best = inf
    stack = [(frozenset[str](), "", 0.0)]
    seen: dict[tuple[frozenset[str], str], float] = {}
    while stack:
        done, held, time = stack.pop()
        if time >= seen.get((done, held), inf) or time >= best:
            continue
        seen[done, held] = time
        if len(done) == len(keys):
            best = time
        for key, one in keys.items():
            if key not in done and all(given.key in done for given in one.inputs):
                load = MODELS[one.model].seconds if one.model != held and one.model in real else 0.0
                stack.append((done | {key}, one.model, time + load + seconds_of(one)))
    return best


def series(shots: int, episodes: int = 1) -> Plan:
    """Keyframes from two references, clips from keyframes, a cheap finish: one model each but for the last."""
    tasks = [gpu(f"ref{number}", 4, model="a") for number in range(2)]
    for at in range(shots * episodes):
        key = gpu(f"key{at}", 4, tasks[at % 2], model="a")
        clip = gpu(f"clip{at}", 30 + at % 7 * 20, key, model="b")
        tasks += [key, clip, task(f"end{at}", 2, clip)]
    return Plan(tuple(tasks))


def test_one_gpu_loads_each_model_once() -> None:
    assert simulate(series(40), Farm(1, 2), MODELS).loads == {"a": 1, "b": 1}


def test_several_gpus_load_each_model_at_most_once_each_and_come_near_the_bound() -> None:
    found = simulate(series(75, 8), Farm(8, 8), MODELS)
    assert found.loads["b"] == 8
    assert found.loads["a"] <= 8
    assert found.ratio < 1.1


def test_a_worker_keeps_the_model_that_it_holds() -> None:
    """With room for both, what was loaded stays; with room for one, all of one come before the other."""
    plan = Plan((gpu(1, 2), gpu(2, 2, model="b"), gpu(3, 2), gpu(4, 2, model="b")))
    assert order(simulate(plan, Farm(1), MODELS)) == "1324"
    assert simulate(plan, Farm(1, memory=90), MODELS).stints[-1].evicted == ()
    assert simulate(plan, Farm(1, memory=80), MODELS).stints[2].evicted == ("a",)


def test_the_longest_path_goes_first() -> None:
    first, second = task(1, 10), task(2, 3)
    plan = Plan((first, second, task(3, 9), task(4, 30, second)))
    assert order(simulate(plan, Farm(1, 1), {})) == "2413"


def test_drafts_precede_finals() -> None:
    plan = Plan((task(1, 50), task(2, 1, tier="draft"), task(3, 2, tier="draft")))
    assert order(simulate(plan, Farm(1, 1), {})) == "321"


def test_a_chain_that_would_come_last_is_not_left_for_the_end() -> None:
    """The GPU with model `a` has hours of its own; a chain of `b` that takes longer than all of it is begun at once."""
    chain = [gpu(0, 30, model="b")]
    for number in range(1, 8):
        chain.append(gpu(number, 30, chain[-1], model="b"))
    plan = Plan((*(gpu(f"a{number}", 10) for number in range(30)), *chain))
    assert simulate(plan, Farm(2), MODELS).ratio < 1.2


def test_nobody_loads_a_model_for_less_than_it_costs() -> None:
    first = gpu(0, 30, model="b")
    plan = Plan((first, *(gpu(number, 2, first, model="b") for number in range(1, 6))))
    assert simulate(plan, Farm(4), MODELS).loads == {"b": 1}


def test_what_is_found_is_not_done_again() -> None:
    plan = series(4)
    found = simulate(plan, Farm(1, 1), MODELS, [one.key for one in plan.tasks if one.label.startswith("key")])
    assert not [one for one in found.stints if one.task.label.startswith(("key", "ref"))]
    assert simulate(plan, Farm(1, 1), MODELS, [one.key for one in plan.tasks]).makespan == 0.0


def test_gpus_cost_money_from_beginning_to_end() -> None:
    found = simulate(Plan((gpu(1, 3595),)), Farm(4, price=2.5), MODELS)
    assert found.money == pytest.approx(10.0)


def test_what_fits_no_gpu_is_said() -> None:
    with pytest.raises(Fault, match=r"b needs 60 GB for work, and a GPU of this farm has 48 GB"):
        simulate(Plan((gpu(1, 5, model="b"),)), Farm(8, memory=48), MODELS)


def test_a_plan_that_bites_its_tail_is_said() -> None:
    one = task(1, 5)
    ring = Task(one.key, "work", "null", "1", {}, (Input("a", "f" * 64, "out"),), ("out",))
    tail = Task("f" * 64, "work", "null", "1", {}, (Input("a", one.key, "out"),), ("out",))
    with pytest.raises(Fault, match="rest on themselves"):
        simulate(Plan((ring, tail, task(2, 1, ring))), Farm(), {})


def test_a_nonsense_estimate_counts_as_none() -> None:
    plan = Plan((task(1, inf), task(2, float("nan")), task(3, -5), task(4, 2)))
    assert simulate(plan, Farm(1, 1), {}).makespan == 2
