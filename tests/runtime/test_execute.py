from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

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
from dramac.runtime.outcome import Outcome
from dramac.runtime.store import Store
from dramac.runtime.workers.local import LocalWorker

QUICK = Limits(backoff=0.01)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def build(store: Store, hire: Callable[[], LocalWorker], tmp_path: Path) -> Callable[..., tuple[Outcome, list]]:
    def run(plan: Plan, **settings) -> tuple[Outcome, list]:
        events: list = []
        wanted = {"workers": 2, "ledger": Ledger(tmp_path / "ledger.sqlite"), "limits": QUICK, "hire": hire, **settings}
        return execute(plan, store, on_event=events.append, **wanted), events

    return run


def left_behind(store: Store) -> list[str]:
    found = [file.name for folder in ("tmp", "locks") for file in (store.root / folder).iterdir()]
    return [name for name in found if name not in ("store", "tasks")]


def null_plan(shots: int) -> Plan:
    draws = [make_task("draw", "null", "1", {"shot": number}, outputs=("video",)) for number in range(shots)]
    sound = make_task("mix", "null", "1", {"samples": 5}, outputs=("audio", "report"))
    inputs = tuple(Input(f"segment:{number}", one.key, "video") for number, one in enumerate(draws))
    inputs = (*inputs, Input("mix", sound.key, "audio"))
    master = make_task("master", "null", "1", {}, inputs=inputs, outputs=("video",))
    return Plan((*draws, sound, master), (Product("ep01.mp4", master.key, "video"),))


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


def test_a_worker_that_is_killed_is_replaced_and_its_task_tried_once_more(build, odd, tmp_path: Path) -> None:
    once = odd("kill", name="once", fails=1, log=str(tmp_path / "once"))
    outcome, events = build(Plan((once, odd("sleep", once, name="after"))), workers=1)
    assert outcome.ok
    assert [event.worker for event in events if isinstance(event, TaskStarted)] == [1, 2, 2]


def test_a_task_that_kills_its_workers_fails_with_their_last_words(build, odd, tmp_path: Path) -> None:
    bad, exits = odd("segfault", name="bad", log=str(tmp_path / "bad")), odd("exit")
    outcome, _ = build(Plan((bad, exits, odd("sleep", name="good"))))
    assert [one.task.action for one in outcome.failed] == ["segfault", "exit"]
    assert "SIGSEGV" in outcome.failed[0].message
    assert "last words of a worker" in outcome.failed[0].detail
    assert "exit code 7" in outcome.failed[1].message
    assert [task.label for task in outcome.done] == ["good"]
    assert len((tmp_path / "bad").read_text().splitlines()) == 2


def test_a_task_that_takes_too_long_is_ended_with_its_children(build, odd, tmp_path: Path, store: Store) -> None:
    long = odd("child", pids=str(tmp_path / "pids"))
    outcome, _ = build(Plan((long, odd("sleep", name="good"))), limits=Limits(timeout=1.0))
    assert "longer than 1 seconds" in outcome.failed[0].message
    assert [task.label for task in outcome.done] == ["good"]
    child = int((tmp_path / "pids").read_text().split()[1])
    assert gone(child)
    assert left_behind(store) == []


def gone(pid: int) -> bool:
    """Whether the process `pid` ends within ten seconds (a zombie has ended)."""
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


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


def test_what_backends_print_does_not_disturb(build, odd) -> None:
    outcome, _ = build(Plan((odd("print"),)))
    assert outcome.ok


def test_workers_have_one_thread_each_and_inputs_by_role(build, odd, store: Store, plan_of) -> None:
    first = odd("environment", name="first")
    second = odd("environment", first, name="second")
    assert build(plan_of(first, second))[0].ok
    file = store.output(second.key, "out")
    assert file is not None
    assert file.read_text() == "out second 1 ['out first 1 []']"


def test_a_backend_stays_with_its_worker(build, odd) -> None:
    """One worker of two has `odd` loaded; a later task of `odd` goes there although both are free."""
    first = odd("sleep", name="first", seconds=0.3)
    null = make_task("draw", "null", "1", {}, outputs=("out",))
    gate = make_task("draw", "null", "1", {"gate": 1}, outputs=("out",), inputs=(
        Input("a", first.key, "out"), Input("b", null.key, "out")))
    last = make_task("sleep", "odd", "3", {}, outputs=("out",), inputs=(Input("a", gate.key, "out"),))
    _, events = build(Plan((null, first, gate, last)))
    worker = {event.task.key: event.worker for event in events if isinstance(event, TaskStarted)}
    assert worker[null.key] != worker[first.key]
    assert worker[gate.key] == worker[null.key]
    assert worker[last.key] == worker[first.key]


def test_one_gpu_task_runs_at_a_time_beside_the_others(build, tmp_path: Path) -> None:
    tasks = tuple(make_task("sleep", "odd", "3", {"seconds": 0.15, "n": number}, outputs=("out",), resource="gpu")
                  for number in range(3))
    _, events = build(Plan((*tasks, make_task("draw", "null", "1", {}, outputs=("out",)))), workers=4)
    at_work = most = 0
    for event in events:
        if getattr(getattr(event, "task", None), "resource", "") == "gpu":
            at_work += isinstance(event, TaskStarted) - isinstance(event, TaskFinished)
            most = max(most, at_work)
    assert most == 1


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


def test_stop_ends_the_build_and_leaves_only_finished_results(build, odd, store: Store, tmp_path: Path) -> None:
    tasks = tuple(odd("sleep", name=f"t{number}", seconds=0.0 if number < 3 else 600) for number in range(9))
    outcome, events = build(Plan(tasks), stop=lambda: len(list(Path(store.root, "actions").rglob("*.json"))) >= 3)
    assert outcome.stopped
    assert not outcome.ok
    assert outcome.failed == ()
    assert [task.label for task in outcome.done] == ["t0", "t1", "t2"]
    assert events[-1].stopped
    assert left_behind(store) == []


def test_ctrl_c_is_clean(build, odd, store: Store) -> None:
    long = odd("sleep", seconds=600)

    def interrupt(event) -> None:
        if isinstance(event, TaskStarted):
            os.kill(os.getpid(), signal.SIGINT)

    outcome = execute(Plan((odd("sleep", name="first"), long)), store, workers=1, on_event=interrupt, limits=QUICK)
    assert outcome.stopped
    assert left_behind(store) == []


def test_a_store_that_cannot_be_written_stops_the_build_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Fault, match="cannot be written"):
        execute(null_plan(1), Store(tmp_path / "file"), workers=1,
                hire=lambda *_: pytest.fail("a worker was hired for a store that cannot be written"))


def test_workers_that_never_start_stop_the_build(store: Store) -> None:
    with pytest.raises(Fault, match=r"workers do not start: exit code 1: .*no_such_module"):
        execute(null_plan(8), store, workers=2, hire=lambda *_: LocalWorker("no_such_module"), limits=QUICK)
    assert left_behind(store) == []


def test_a_system_that_starts_no_process_is_a_fault(store: Store) -> None:
    def refuse(*_: object) -> LocalWorker:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with pytest.raises(Fault, match="no worker process can be started"):
        execute(null_plan(1), store, workers=1, hire=refuse)
    assert left_behind(store) == []


def test_a_system_that_starts_few_processes_is_served_by_those(store: Store, hire) -> None:
    hired: list[LocalWorker] = []

    def one_only(*_: object) -> LocalWorker:
        if hired:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        hired.append(hire())
        return hired[0]

    assert execute(Plan(null_plan(5).tasks[:5]), store, workers=4, hire=one_only).ok


def test_a_failing_listener_does_not_leave_workers_behind(store: Store, odd, hire) -> None:
    workers: list[LocalWorker] = []

    def keep(*_: object) -> LocalWorker:
        workers.append(hire())
        return workers[-1]

    def explode(event) -> None:
        if isinstance(event, TaskStarted):
            raise RuntimeError("the screen is gone")

    with pytest.raises(RuntimeError, match="the screen is gone"):
        execute(Plan((odd("sleep", seconds=600),)), store, workers=1, hire=keep, on_event=explode)
    assert workers
    with pytest.raises(ValueError, match="closed file"):
        workers[0].fileno()
    assert left_behind(store) == []


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
