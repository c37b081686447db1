"""Passes over small plans: equal work is done once, dead work not at all, and nothing that a film needs is lost."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base.source import Span
from dramac.compiler.passes.pipeline import PIPELINE
from dramac.compiler.passes.run import run
from dramac.compiler.passes.verify import InvalidPlan, verify
from dramac.compiler.plan.nodes import Estimate, Input, Plan, Product, Task, make_task


def plate(place: str, span: int = 0) -> Task:
    return make_task("plate", "null", "1", {"set": place}, outputs=("layers",), stage=2,
                     estimate=Estimate(1.0, "test"), label=place, spans=(Span("ep01.fountain", span, span + 1),))


def draw(name: str, of: Task, span: int = 0) -> Task:
    return make_task("draw", "null", "1", {"shot": name}, inputs=(Input("plate", of.key, "layers"),), outputs=("video",),
                     stage=3, estimate=Estimate(4.0, "test"), label=name, spans=(Span("ep01.fountain", span, span + 1),))


def master(*shots: Task) -> Task:
    inputs = tuple(Input(f"segment:{at}", one.key, "video") for at, one in enumerate(shots))
    return make_task("master", "null", "1", {"n": len(shots)}, inputs=inputs, outputs=("video",), stage=5)


def film(*shots: tuple[str, str]) -> Plan:
    """A film of `(place, shot)` pairs as the emitter leaves it: a plate and a segment for each, equal or not."""
    plates = [plate(place, at) for at, (place, _) in enumerate(shots)]
    segments = [draw(name, one, at) for at, ((_, name), one) in enumerate(zip(shots, plates))]
    whole = master(*segments)
    return Plan((*plates, *segments, whole), (Product("ep01.mp4", whole.key, "video"),))


def test_one_set_is_one_plate_that_keeps_every_place_that_asked() -> None:
    plan, _ = run(film(("hall", "a"), ("hall", "b"), ("road", "c")))
    plates = [task for task in plan.tasks if task.action == "plate"]
    assert sorted(task.label for task in plates) == ["hall", "road"]
    assert next(task for task in plates if task.label == "hall").spans == (
        Span("ep01.fountain", 0, 1), Span("ep01.fountain", 1, 2))


def test_equal_shots_are_drawn_once_and_both_stand_in_the_film() -> None:
    plan, savings = run(film(("hall", "a"), ("hall", "b"), ("hall", "a")), tallied=True)
    assert sum(task.action == "draw" for task in plan.tasks) == 2
    whole = next(task for task in plan.tasks if task.action == "master")
    assert whole.inputs[0].key == whole.inputs[2].key
    saved = {one.name: one.saved().seconds for one in savings}
    assert saved["share-references"] == pytest.approx(2.0)
    assert saved["dedup-shots"] == pytest.approx(4.0)


def test_what_no_film_needs_is_dropped() -> None:
    base = film(("hall", "a"))
    orphan = draw("never shown", plate("cellar"))
    plan, _ = run(Plan((*base.tasks, plate("cellar"), orphan), base.products))
    assert {task.label for task in plan.tasks} == {"hall", "a", ""}


def test_voices_come_first_then_what_unblocks_most() -> None:
    line = make_task("speech", "null", "1", {"text": "x"}, outputs=("audio",), stage=0)
    short, long = plate("hall"), plate("road")
    one, two, three = draw("a", short), draw("b", long), draw("c", long)
    heavy = make_task("draw", "null", "1", {"shot": "long"}, inputs=(Input("plate", long.key, "layers"),),
                      outputs=("video",), stage=3, estimate=Estimate(50.0, "test"))
    whole = master(one, two, three, heavy)
    products = (Product("a.mp4", whole.key, "video"), Product("a.wav", line.key, "audio"))
    plan, _ = run(Plan((short, long, one, two, three, heavy, line, whole), products))
    order = [task.key for task in plan.tasks]
    assert order[0] == line.key
    assert order.index(long.key) < order.index(short.key)
    assert order.index(heavy.key) < order.index(one.key)


PAIRS = st.lists(st.tuples(st.sampled_from(["hall", "road", "inn"]), st.sampled_from("abcdef")), min_size=1, max_size=12)


@given(PAIRS)
def test_every_pass_is_idempotent_and_keeps_the_film(pairs: list[tuple[str, str]]) -> None:
    plan = film(*pairs)
    for step in PIPELINE.values():
        plan = step(plan)
        assert step(plan) == plan
    verify(plan, keys=True)
    assert plan.products == film(*pairs).products
    assert sum(task.action == "draw" for task in plan.tasks) == len(set(pairs))


@given(PAIRS, st.integers(0, 1000))
def test_the_outcome_does_not_depend_on_the_order_of_unrelated_tasks(pairs: list[tuple[str, str]], seed: int) -> None:
    base = film(*pairs)
    shuffled = list(base.tasks[:-1])
    random.Random(seed).shuffle(shuffled)
    shuffled.sort(key=lambda task: task.stage)
    one, _ = run(base)
    two, _ = run(Plan((*shuffled, base.tasks[-1]), base.products))
    assert {task.key for task in one.tasks} == {task.key for task in two.tasks}


def test_the_pipeline_can_be_cut_short_and_names_itself() -> None:
    plan, savings = run(film(("hall", "a"), ("hall", "a")), stop_after="share-references", tallied=True)
    assert plan.passes == "share-text | share-references"
    assert [one.name for one in savings] == ["share-text", "share-references"]
    assert sum(task.action == "draw" for task in plan.tasks) == 2


def test_the_verifier_names_every_breach() -> None:
    good = plate("hall")
    forged = Task("0" * 64, "plate", "null", "1", {"set": "x"}, outputs=("layers",), label="forged")
    lost = draw("lost", plate("nowhere"))
    odd = make_task("plate", "null", "1", {"set": "odd"}, outputs=("layers",), label="odd")
    odd = Task(odd.key, odd.action, odd.backend, odd.version, {"set": (b"bytes",)}, outputs=odd.outputs, label="odd")
    plan = Plan((good, good, forged, lost, odd), (Product("a.mp4", "f" * 64, "video"), Product("a.mp4", good.key, "layers")))
    with pytest.raises(InvalidPlan) as caught:
        verify(plan, keys=True)
    text = str(caught.value)
    for expected in ("forged has key", "nothing before it makes", "a.mp4 has no task", "delivered twice",
                     "parameter of type bytes", "stands 2 times"):
        assert expected in text
