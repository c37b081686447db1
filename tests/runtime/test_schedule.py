from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from dramac.compiler.plan.nodes import Input, Plan, Product, Task, make_task
from dramac.runtime.schedule import Schedule


def task(name: str, *inputs: Task) -> Task:
    return make_task("draw", "null", "1", {"name": name}, outputs=("out",), label=name,
                     inputs=tuple(Input(f"in:{number}", one.key, "out") for number, one in enumerate(inputs)))


def labels(tasks) -> str:
    return "".join(one.label for one in tasks)


A, B = task("a"), task("b")
C = task("c", A, B)
D = task("d", C)
E = task("e", B)


def test_ready_are_those_whose_inputs_are_there() -> None:
    schedule = Schedule(Plan((A, B, C, D, E)), ())
    assert labels(schedule.ready()) == "ab"
    assert labels(schedule.finish(B)) == "e"
    assert labels(schedule.finish(A)) == "c"
    assert labels(schedule.wanted()) == "cde"


def test_only_what_products_and_last_tasks_rest_on_is_needed() -> None:
    assert Schedule(Plan((A, B, C, D)), {C.key}).needed == {D.key}
    assert Schedule(Plan((A, B, C, D)), {D.key}).needed == set()
    assert Schedule(Plan((A, B, C, D), (Product("f", A.key, "out"),)), {D.key}).needed == {A.key}
    assert Schedule(Plan((A, B, C, D, E)), {D.key}).needed == {B.key, E.key}


def test_a_failure_loses_what_rests_on_it_once() -> None:
    schedule = Schedule(Plan((A, B, C, D, E)), ())
    assert labels(schedule.fail(A)) == "cd"
    assert labels(schedule.fail(B)) == "e"
    assert schedule.needed == set()


def test_a_task_listed_twice_runs_once() -> None:
    schedule = Schedule(Plan((A, A, E, B)), ())
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
    schedule, there, lost = Schedule(plan, ()), set(), set()
    ready = list(schedule.ready())
    while ready:
        one = ready.pop(data.draw(some.integers(0, len(ready) - 1)))
        assert {given.key for given in one.inputs} <= there
        if data.draw(some.booleans()):
            there.add(one.key)
            ready += schedule.finish(one)
        else:
            lost |= {one.key} | {other.key for other in schedule.fail(one)}
    assert schedule.needed == set()
    assert there | lost == {one.key for one in plan.tasks}
    assert not there & lost
