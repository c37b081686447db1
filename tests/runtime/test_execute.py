from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests_executor import left_behind, null_plan

from dramac.compiler.base.digest import digest
from dramac.compiler.plan.nodes import Estimate, Input, Plan, Product, Task, make_task
from dramac.runtime.events import (
    BuildFinished,
    BuildStarted,
    TaskFailed,
    TaskFinished,
    TaskProgress,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
    Warned,
)
from dramac.runtime.execute import execute
from dramac.runtime.job import Fault
from dramac.runtime.ledger import Ledger
from dramac.runtime.limits import Limits
from dramac.runtime.store import Store


def test_a_whole_plan_runs_in_order_and_the_second_time_there_is_nothing_to_do(store: Store, tmp_path: Path) -> None:
    plan, events = null_plan(5), []
    ledger = Ledger(tmp_path / "ledger.sqlite")
    outcome = execute(plan, store, workers=2, ledger=ledger, on_event=events.append)
    assert outcome.ok
    assert outcome.done == plan.tasks
    assert events[0] == BuildStarted(7, 0, 7)
    started = [event.task for event in events if isinstance(event, TaskStarted)]
    assert started == list(plan.tasks)
    finished = [event.task for event in events if isinstance(event, TaskFinished)]
    assert finished[-1] == plan.tasks[-1]
    assert {event.fraction for event in events if isinstance(event, TaskProgress)} == {0.5}
    assert isinstance(events[-1], BuildFinished)
    assert [entry.outcome for entry in ledger.entries()] == ["done"] * 7
    assert left_behind(store) == []

    again: list = []
    outcome = execute(plan, store, workers=2, ledger=ledger, on_event=again.append,
                      hire=lambda *_: pytest.fail("a build that needs nothing hired a worker"))
    assert outcome.ok
    assert outcome.cached == plan.tasks
    assert again[0] == BuildStarted(7, 7, 0)
    assert len(list(ledger.entries())) == 7


def test_results_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    plan, seen = null_plan(6), []
    for workers in (1, 3):
        store = Store(tmp_path / str(workers))
        assert execute(plan, store, workers=workers).ok
        seen.append([store.lookup(task.key).outputs for task in plan.tasks])
    assert seen[0] == seen[1]


def test_a_build_that_needs_nothing_is_light(store: Store) -> None:
    """No worker machinery and no heavy library is imported when all is in the store."""
    assert execute(null_plan(1), store, workers=1).ok
    script = ("import sys; from pathlib import Path; from dramac.runtime.store import Store\n"
              "from dramac.runtime.execute import execute\n"
              "from dramac.compiler.plan.nodes import Plan, Product, make_task\n"
              "task = make_task('draw', 'null', '1', {'shot': 0}, outputs=('video',))\n"
              "print(execute(Plan((task,)), Store(Path(sys.argv[1])), workers=1).ok)\n"
              "print(sorted({'numpy', 'cv2', 'av', 'subprocess', 'multiprocessing', 'asyncio'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", script, str(store.root)], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.stdout == "True\n[]\n", done.stderr


def test_what_rests_under_a_finished_task_is_not_needed_again(store: Store, tmp_path: Path) -> None:
    plan = null_plan(3)
    assert execute(plan, store, workers=1).ok
    store.gc({plan.tasks[-1].key})
    events: list = []
    assert execute(plan, store, workers=1, on_event=events.append).ok
    assert events[0] == BuildStarted(5, 1, 0)


def test_a_damaged_result_is_said_and_made_again(store: Store) -> None:
    plan = null_plan(3)
    assert execute(plan, store, workers=1).ok
    for task in (plan.tasks[0], plan.tasks[-1]):
        file = store.output(task.key, "video")
        assert file is not None
        file.unlink()
    events: list = []
    outcome = execute(plan, store, workers=1, on_event=events.append)
    assert outcome.done == (plan.tasks[0], plan.tasks[-1])
    assert len([event for event in events if isinstance(event, Warned)]) == 2


def test_a_failure_stops_only_what_rests_on_it(build, odd, store: Store) -> None:
    good, bad, bug = odd("sleep", name="good"), odd("fault", name="bad"), odd("bug", name="bug")
    lost, later = odd("sleep", bad, name="lost"), odd("sleep", good, name="later")
    film = odd("sleep", later, lost, name="film")
    outcome, events = build(Plan((bad, good, bug, lost, later, film)))
    assert outcome.done == (good, later)
    assert outcome.skipped == (lost, film)
    assert [one.task for one in outcome.failed] == [bad, bug]
    assert outcome.failed[0].message == "no such voice"
    assert re.fullmatch(r"the backend odd broke: ZeroDivisionError: one by nothing \(odd\.py:\d+\)",
                        outcome.failed[1].message)
    assert outcome.failed[0].help == "choose another"
    assert not outcome.ok
    skipped = [(event.task, event.cause) for event in events if isinstance(event, TaskSkipped)]
    assert skipped == [(lost, bad), (film, bad)]
    assert left_behind(store) == []
    again, _ = build(Plan((bad, good, bug, lost, later, film)))
    assert again.done == ()
    assert again.cached == (good, later)


@pytest.mark.parametrize(("action", "words"), [
    ("mute", "did not write the out"), ("link", "did not write the out"), ("dance", "cannot do 'dance'")])
def test_what_a_backend_must_do_is_checked(build, odd, action: str, words: str) -> None:
    outcome, _ = build(Plan((odd(action),)))
    assert words in outcome.failed[0].message


def test_a_missing_backend_and_another_version_are_said(build, odd) -> None:
    none = make_task("draw", "nobody", "1", {}, outputs=("out",))
    trick = make_task("draw", "../store", "1", {}, outputs=("out",))
    old = make_task("sleep", "odd", "2", {}, outputs=("out",))
    path = make_task("sleep", "odd", "3", {}, outputs=("../out",))
    outcome, _ = build(Plan((none, trick, old, path)))
    assert [one.message for one in outcome.failed] == [
        "there is no backend 'nobody'", "there is no backend '../store'",
        "the plan was made for odd 2, but odd 3 is here", "'../out' is no name for an output"]
    assert "null" in outcome.failed[0].help


def test_transient_failures_are_tried_again_but_not_for_ever(build, odd, tmp_path: Path) -> None:
    soon = odd("flaky", name="soon", fails=2, log=str(tmp_path / "soon"))
    never = odd("flaky", name="never", fails=99, log=str(tmp_path / "never"))
    outcome, events = build(Plan((soon, never)))
    assert outcome.done == (soon,)
    assert [one.message for one in outcome.failed] == ["the line is busy"]
    retried = [event for event in events if isinstance(event, TaskRetried)]
    waits = [event.after for event in retried if event.task == never]
    assert all(most / 2 <= wait <= most for wait, most in zip(waits, (0.01, 0.02, 0.04), strict=True))
    assert len((tmp_path / "never").read_text().splitlines()) == 4
    outcomes = [entry.outcome for entry in Ledger(tmp_path / "ledger.sqlite").entries() if entry.key == soon.key]
    assert outcomes == ["transient", "transient", "done"]


def test_an_input_whose_bytes_have_changed_is_made_again(store: Store, tmp_path: Path) -> None:
    """Its size is the same, so that only reading it tells."""
    plan = null_plan(6)
    assert execute(plan, store, workers=2).ok
    expected = store.lookup(plan.tasks[-1].key).outputs
    store.gc({task.key for task in plan.tasks[:-1]})  # the master has to be made again
    file = store.output(plan.tasks[2].key, "video")
    assert file is not None
    data = bytearray(file.read_bytes())
    data[10] ^= 1
    file.chmod(0o644)
    file.write_bytes(data)
    events: list = []
    outcome = execute(plan, store, workers=2, on_event=events.append)
    assert outcome.ok
    assert {task.key for task in outcome.done} == {plan.tasks[2].key, plan.tasks[-1].key}
    assert any(isinstance(event, TaskRetried) and "damaged" in event.message for event in events)
    assert store.lookup(plan.tasks[-1].key).outputs == expected
    assert store.verify() == []


def test_of_small_tasks_that_are_handed_over_together_only_the_bad_one_is_lost(build, odd, store: Store) -> None:
    """When the worker of many dies, each is tried by itself."""
    tasks = [odd("sleep", name=f"t{number}") for number in range(120)]
    bad = [odd("sleep", name=f"bad{number}", die=True) for number in range(2)]
    outcome, events = build(Plan((*tasks[:60], bad[0], *tasks[60:90], bad[1], *tasks[90:])))
    assert {one.task.label for one in outcome.failed} == {"bad0", "bad1"}
    assert len(outcome.done) == 120
    together = max(sum(1 for later in events[at:at + 12] if isinstance(later, TaskStarted)) for at in range(len(events)))
    assert together > 4
    assert left_behind(store) == []


def test_a_task_may_take_a_multiple_of_its_estimate() -> None:
    limits = Limits(timeout=1000, floor=100, factor=10)
    assert limits.allowed(make_task("draw", "null", "1", {}, outputs=("out",))) == 1000  # nothing is known of it
    assert [limits.allowed(make_task("draw", "null", "1", {}, outputs=("out",), estimate=Estimate(seconds, "")))
            for seconds in (1, 20, 500)] == [100, 200, 1000]


def test_an_input_that_is_nowhere_fails_its_task(build, odd, store: Store) -> None:
    ghost = odd("sleep", name="ghost")
    other = odd("sleep", name="other")
    outcome, _ = build(Plan((odd("sleep", ghost, name="heir"), other)))
    assert "neither in the plan nor in the store" in outcome.failed[0].message
    assert outcome.done == (other,)
    assert build(Plan((ghost,)))[0].ok
    assert build(Plan((odd("sleep", ghost, name="heir"), other)))[0].ok


def test_a_plan_that_bites_its_tail_ends(build) -> None:
    """Real keys cannot do that; a plan read from a file can say anything."""
    one, two = digest("one"), digest("two")
    ring = (Task(one, "draw", "null", "1", {}, (Input("a", two, "out"),), ("out",)),
            Task(two, "draw", "null", "1", {}, (Input("a", one, "out"),), ("out",)))
    outcome, _ = build(Plan(ring, (Product("film", one, "out"),)))
    assert "rest on itself" in outcome.failed[0].message
    assert not outcome.ok


def test_parameters_that_are_no_json_fail_their_task(build, odd) -> None:
    outcome, _ = build(Plan((odd("sleep", name=float("nan")), odd("sleep", name="good"))))
    assert "no JSON data" in outcome.failed[0].message
    assert len(outcome.done) == 1


def test_a_store_that_cannot_be_written_stops_the_build_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Fault, match="cannot be written"):
        execute(null_plan(1), Store(tmp_path / "file"), workers=1,
                hire=lambda *_: pytest.fail("a worker was hired for a store that cannot be written"))


def test_a_task_failed_event_comes_for_every_failure(build, odd) -> None:
    _, events = build(Plan((odd("fault", name="a"), odd("bug", name="b"))))
    failed = [event for event in events if isinstance(event, TaskFailed)]
    assert {event.task.label for event in failed} == {"a", "b"}
    assert any("ZeroDivisionError" in event.detail for event in failed)


def test_a_lack_of_memory_that_was_got_round_is_said(build, odd, plan_of) -> None:
    roomy, strange = odd("tight", before=[], name="roomy"), odd("tight", before="resident", name="strange")
    outcome, events = build(plan_of(roomy, strange, odd("tight", roomy, strange, before=["resident", "components"])))
    assert outcome.ok
    assert [event.message for event in events if isinstance(event, Warned)] == [
        "there was not enough memory for odd with its weights placed as resident: it goes on more slowly, placed as groups"]
