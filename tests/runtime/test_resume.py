"""What survives when builds are killed, and what two builds on one store do."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from dramac.runtime.ledger import Ledger
from dramac.runtime.store import Store

ODD = Path(__file__).parent / "odd"
SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[5])
from dramac.compiler.plan.nodes import Input, Plan, make_task
from dramac.runtime.execute import execute
from dramac.runtime.ledger import Ledger
from dramac.runtime.store import Store
from dramac.runtime.workers.local import LocalWorker
from {module} import plan
wanted = plan(int(sys.argv[3]), sys.argv[2], float(sys.argv[4]), sys.argv[6])
outcome = execute(wanted, Store(Path(sys.argv[1])), workers=2,
                  ledger=Ledger(Path(sys.argv[1] + ".ledger")), hire=lambda *_: LocalWorker("odd_worker"))
print(len(outcome.done), len(outcome.cached), outcome.ok)
"""
PLAN = """
from dramac.compiler.plan.nodes import Input, Plan, make_task
def plan(shots, log, seconds, action='sleep'):
    draws = tuple(make_task(action, "odd", "3", outputs=("out",), params={
        "seconds": seconds, "name": f"shot{number}", "log": log, "pids": log + ".pids"}) for number in range(shots))
    inputs = tuple(Input(f"in:{number}", one.key, "out") for number, one in enumerate(draws))
    return Plan((*draws, make_task("sleep", "odd", "3", {"name": "film", "log": log}, inputs=inputs, outputs=("out",))))
"""


@pytest.fixture
def begin(tmp_path: Path):
    """Starts a build of `shots` tasks of `seconds` each, and a film of them, in a process of its own."""
    (tmp_path / "kill_plan.py").write_text(PLAN)
    children: list[subprocess.Popen[str]] = []

    def start(shots: int, seconds: float, action: str = "sleep") -> subprocess.Popen[str]:
        argv = [sys.executable, "-c", SCRIPT.replace("{module}", "kill_plan"), str(tmp_path / "store"),
                str(tmp_path / "log"), str(shots), str(seconds), str(tmp_path), action]
        path = os.pathsep.join([str(ODD), *sys.path])
        children.append(subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                         env={**os.environ, "PYTHONPATH": path}))
        return children[-1]

    yield start
    for child in children:
        child.kill()
        child.communicate()


def keys_by_name(tmp_path: Path, shots: int, seconds: float) -> dict[str, str]:
    space: dict = {}
    exec(PLAN, space)
    return {task.params["name"]: task.key for task in space["plan"](shots, str(tmp_path / "log"), seconds).tasks}


def started(tmp_path: Path) -> list[str]:
    log = tmp_path / "log"
    return [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []


def workers_of(tmp_path: Path) -> set[int]:
    return {int(line.split()[1]) for line in (tmp_path / "log").read_text().splitlines()} \
        if (tmp_path / "log").exists() else set()


def all_gone(pids: set[int], words: str = "odd_worker") -> bool:
    """Whether the processes `pids` with these `words` in their command lines end within ten seconds."""
    for _ in range(200):
        if not any(words in command_line(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()  # empty for a zombie
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_a_build_killed_again_and_again_does_nothing_finished_twice(begin, tmp_path: Path) -> None:
    shots, seconds, moments = 24, 0.04, random.Random(7)
    store, names = Store(tmp_path / "store"), keys_by_name(tmp_path, 24, 0.04)
    killed = 0
    for _ in range(6):
        before = set(started(tmp_path))
        count = len(started(tmp_path))
        kept = {name for name, key in names.items() if store.lookup(key) is not None}
        child = begin(shots, seconds)
        while child.poll() is None and len(started(tmp_path)) == count:
            time.sleep(0.005)  # until the first task of this build is at work
        time.sleep(moments.uniform(0.0, 0.2))
        child.send_signal(signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        assert all_gone(workers_of(tmp_path)), "workers outlived the build"
        assert kept.isdisjoint(started(tmp_path)[count:]), "a finished task was done again"
        assert kept <= before
    assert killed >= 3
    kept = {name for name, key in names.items() if store.lookup(key) is not None}
    count = len(started(tmp_path))
    last = begin(shots, seconds)
    said, complaint = last.communicate(timeout=60)
    assert said.split()[2] == "True", complaint
    assert sorted(started(tmp_path)[count:]) == sorted(set(names) - kept)
    assert store.verify() == []
    assert all(store.lookup(key) is not None for key in names.values())


def test_two_builds_at_once_share_the_work(begin, tmp_path: Path) -> None:
    both = [begin(12, 0.05) for _ in range(2)]
    said = [child.communicate(timeout=60) for child in both]
    assert [out.split()[2] for out, _ in said] == ["True", "True"], said
    assert max(Counter(started(tmp_path)).values()) == 1
    assert sum(int(out.split()[0]) for out, _ in said) == 13
    done = [entry.key for entry in Ledger(Path(f"{tmp_path / 'store'}.ledger")).entries() if entry.outcome == "done"]
    assert len(done) == len(set(done)) == 13


def test_a_build_goes_on_with_the_task_of_one_that_was_killed(begin, tmp_path: Path) -> None:
    first = begin(1, 1.5)
    while not started(tmp_path):
        time.sleep(0.01)
    second = begin(1, 1.5)
    time.sleep(0.3)
    assert started(tmp_path) == ["shot0"]  # the second waits for the first
    first.kill()
    said, complaint = second.communicate(timeout=60)
    assert said == "2 0 True\n", complaint
    assert started(tmp_path) == ["shot0", "shot0", "film"]


def test_a_build_that_is_killed_leaves_no_process_behind(begin, tmp_path: Path) -> None:
    """Neither its workers, however long their tasks, nor the programs that these have started."""
    child = begin(2, 600, "child")
    pids = tmp_path / "log.pids"
    while not pids.exists() or pids.read_text().count("child") < 2:
        time.sleep(0.01)
    child.kill()
    child.wait()
    assert all_gone(workers_of(tmp_path))
    programs = {int(line.split()[1]) for line in pids.read_text().splitlines()}
    assert len(programs) == 2
    assert all_gone(programs, "time.sleep")


def test_ctrl_c_ends_a_build_with_its_workers(begin, tmp_path: Path) -> None:
    child = begin(3, 600)
    while len(started(tmp_path)) < 2:
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    said, complaint = child.communicate(timeout=60)
    assert said == "0 0 False\n", complaint
    assert all_gone(workers_of(tmp_path))
    assert list((tmp_path / "store" / "tmp").iterdir()) == []
    assert {file.name for file in (tmp_path / "store" / "locks").iterdir()} == {"store", "tasks"}
    entries = list(Ledger(Path(f"{tmp_path / 'store'}.ledger")).entries())
    assert [entry.outcome for entry in entries] == ["stopped", "stopped"]
