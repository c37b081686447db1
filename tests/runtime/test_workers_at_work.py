"""What the executor does about its workers: hires, watches, replaces and ends them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from tests_executor import QUICK, left_behind, null_plan

from dramac.compiler.plan.nodes import Input, Plan, make_task
from dramac.runtime.events import (
    TaskFinished,
    TaskStarted,
)
from dramac.runtime.execute import execute
from dramac.runtime.job import Fault
from dramac.runtime.limits import Limits
from dramac.runtime.store import Store
from dramac.runtime.workers.local import LocalWorker


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
