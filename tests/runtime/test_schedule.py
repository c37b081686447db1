from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from dramac.compiler.plan.nodes import Input, Plan, Product, Task, make_task
from dramac.runtime.record import Blob, Record
from dramac.runtime.schedule import Schedule


def task(name: str, *inputs: Task) -> Task:
    return make_task("draw", "null", "1", {"name": name}, outputs=("out",), label=name,
                     inputs=tuple(Input(f"in:{number}", one.key, "out") for number, one in enumerate(inputs)))


def record(one: Task) -> Record:
    return Record(one.key, {"out": Blob("0" * 64, 1)}, {})


def labels(tasks) -> str:
    return "".join(one.label for one in tasks)


A, B = task("a"), task("b")
C = task("c", A, B)
D = task("d", C)
E = task("e", B)


def test_ready_are_those_whose_inputs_are_there() -> None:
    schedule = Schedule(Plan((A, B, C, D, E)), {})
    assert labels(schedule.ready()) == "ab"
    schedule.take(B)
    schedule.finish(B, record(B))
    assert labels(schedule.ready()) == "ae"
    schedule.take(A)
    assert labels(schedule.ready()) == "e"
    schedule.finish(A, record(A))
    assert labels(schedule.ready()) == "ce"


def test_only_what_products_and_last_tasks_rest_on_is_needed() -> None:
    assert Schedule(Plan((A, B, C, D)), {C.key: record(C)}).needed == {D.key}
    assert Schedule(Plan((A, B, C, D)), {D.key: record(D)}).needed == set()
    assert Schedule(Plan((A, B, C, D), (Product("f", A.key, "out"),)), {D.key: record(D)}).needed == {A.key}
    assert Schedule(Plan((A, B, C, D, E)), {D.key: record(D)}).needed == {B.key, E.key}


def test_a_failure_loses_what_rests_on_it_once() -> None:
    schedule = Schedule(Plan((A, B, C, D, E)), {})
    schedule.take(A)
    assert labels(schedule.fail(A)) == "cd"
    schedule.take(B)
    assert labels(schedule.fail(B)) == "e"
    assert schedule.needed == set()


def test_a_task_listed_twice_runs_once() -> None:
    schedule = Schedule(Plan((A, A, E, B)), {})
    assert labels(schedule.ready()) == "ab"


@some.composite
def plans(draw) -> Plan:
    tasks: list[Task] = []
    for number in range(draw(some.integers(1, 12))):
        inputs = draw(some.lists(some.sampled_from(tasks), max_size=3)) if tasks else []
        tasks.append(task(str(number), *inputs))
    return Plan(tuple(draw(some.permutations(tasks))))


@settings(max_examples=60, deadline=None)
@given(plans(), some.data())
def test_any_plan_comes_to_an_end_and_never_runs_a_task_before_its_inputs(plan: Plan, data) -> None:
    schedule, there, lost = Schedule(plan, {}), set(), set()
    while ready := schedule.ready():
        one = data.draw(some.sampled_from(ready))
        assert {given.key for given in one.inputs} <= there
        schedule.take(one)
        if data.draw(some.booleans()):
            there.add(one.key)
            schedule.finish(one, record(one))
        else:
            lost |= {one.key} | {other.key for other in schedule.fail(one)}
    assert schedule.needed == set()
    assert there | lost == {one.key for one in plan.tasks}
    assert not there & lost
