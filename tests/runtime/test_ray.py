"""Builds on a real Ray cluster of this machine, started once for all of these tests."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dramac.compiler.plan.nodes import Input, Plan, Product, make_task
from dramac.runtime.crew import Crew
from dramac.runtime.events import TaskFinished
from dramac.runtime.execute import carry_out, execute
from dramac.runtime.job import Fault
from dramac.runtime.store import Store
from dramac.runtime.weights.look import Seen, Sought, look
from dramac.runtime.workers import ray as ray_workers

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install dramac[ray]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ray")


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[ray_workers.Cluster]:
    with ray_workers.Cluster("ray", 2, folder / "store") as cluster:
        yield cluster


def film(name: str, shots: int) -> Plan:
    draws = [make_task("draw", "null", "1", {"shot": number, "film": name}, outputs=("video",)) for number in range(shots)]
    inputs = tuple(Input(f"in:{number}", one.key, "video") for number, one in enumerate(draws))
    master = make_task("master", "null", "1", {"film": name}, inputs=inputs, outputs=("video",))
    return Plan((*draws, master), (Product("film.txt", master.key, "video"),))


def actors() -> list[int]:
    """The processes of actors of dramac on this machine."""
    found = []
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            try:
                if b"ray::Actor" in (one / "cmdline").read_bytes():
                    found.append(int(one.name))
            except OSError:
                continue
    return found


@needs_ray
def test_a_build_on_ray_makes_what_a_build_here_makes(cluster: ray_workers.Cluster, folder: Path, tmp_path: Path, capfd) -> None:
    plan, ours = film("same", 40), Store(tmp_path / "local")
    assert execute(plan, ours, workers=2).ok
    store = Store(folder / "store")
    assert execute(plan, store, workers=2, hire=cluster.hire).ok
    assert [store.lookup(one.key).outputs for one in plan.tasks] == [ours.lookup(one.key).outputs for one in plan.tasks]
    assert list((store.root / "tmp").iterdir()) == []
    assert capfd.readouterr() == ("", "")  # Ray keeps quiet


@needs_ray
def test_a_killed_actor_is_replaced_and_nothing_is_lost(cluster: ray_workers.Cluster, folder: Path, capfd) -> None:
    plan, store, killed = film("killed", 200), Store(folder / "store"), []

    def kill(event: object) -> None:
        if isinstance(event, TaskFinished) and not killed:
            killed.extend(actors())
            for one in killed:
                os.kill(one, signal.SIGKILL)

    outcome = execute(plan, store, workers=2, hire=cluster.hire, on_event=kill)
    assert killed
    assert outcome.ok
    assert store.verify() == []
    assert capfd.readouterr() == ("", "")


@needs_ray
def test_a_machine_that_does_not_see_the_store_gets_and_gives_by_ray(cluster: ray_workers.Cluster, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """`/proc/self/cwd` is another folder for each process, so the actors do not find the store there."""
    monkeypatch.chdir(tmp_path)
    hidden = Path("/proc/self/cwd/store")
    monkeypatch.setattr(cluster, "_root", hidden)
    plan, store = film("hidden", 5), Store(hidden)
    assert execute(plan, store, workers=2, hire=cluster.hire).ok
    here = Store(tmp_path / "store")
    ours = Store(tmp_path / "local")
    assert execute(plan, ours, workers=1).ok
    assert [here.lookup(one.key).outputs for one in plan.tasks] == [ours.lookup(one.key).outputs for one in plan.tasks]
    assert here.verify() == []
    assert list((here.root / "tmp").iterdir()) == []


@needs_ray
def test_a_fault_comes_back_from_ray(cluster: ray_workers.Cluster, folder: Path) -> None:
    bad = make_task("draw", "nobody", "1", {}, outputs=("video",))
    outcome = execute(Plan((bad,)), Store(folder / "store"), workers=1, hire=cluster.hire)
    assert outcome.failed[0].message == "there is no backend 'nobody'"


@needs_ray
def test_a_stopped_build_ends_its_actors(cluster: ray_workers.Cluster, folder: Path) -> None:
    plan, started = film("stopped", 3000), []
    with Crew(2, cluster.hire) as crew:
        outcome = carry_out(plan, Store(folder / "store"), crew, on_event=lambda event: started.append(event) if isinstance(
            event, TaskFinished) else None, stop=lambda: len(started) > 20)
    assert outcome.stopped
    assert gone(actors())


def gone(pids: list[int]) -> bool:
    """Whether all those processes end within some seconds."""
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@needs_ray
@pytest.mark.parametrize(("address", "words"), [("127.0.0.1:1", "cannot be joined"), ("ray://127.0.0.1:1", "cannot be joined"),
                                                ("somewhere", "no address of a Ray cluster")])
def test_a_cluster_that_is_not_there_is_a_clear_fault(tmp_path: Path, address: str, words: str) -> None:
    with pytest.raises(Fault, match=words):
        ray_workers.Cluster(address, 1, tmp_path)


BUILD = """
import sys
from pathlib import Path
from dramac.compiler.plan.nodes import Plan, make_task
from dramac.runtime.crew import Crew
from dramac.runtime.events import TaskFinished
from dramac.runtime.execute import carry_out
from dramac.runtime.store import Store
from dramac.runtime.workers.ray import Cluster
plan = Plan(tuple(make_task("draw", "null", "1", {"shot": number}, outputs=("video",)) for number in range(30000)))
seen = []
def tell(event):
    if isinstance(event, TaskFinished) and not seen:
        seen.append(event)
        print("begun", flush=True)
with Cluster("ray", 1, Path(sys.argv[1])) as cluster, Crew(1, cluster.hire) as crew:
    print(carry_out(plan, Store(Path(sys.argv[1])), crew, on_event=tell).stopped)
"""


@needs_ray
def test_ctrl_c_ends_the_build_its_actors_and_its_cluster(tmp_path: Path) -> None:
    """As from a terminal, where the whole group of processes gets the signal."""
    child = subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path / "store")], stdout=subprocess.PIPE, text=True,
                             stderr=subprocess.PIPE, start_new_session=True,
                             env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert child.stdout is not None
    assert child.stdout.readline() == "begun\n"
    theirs = below(child.pid)
    os.killpg(child.pid, signal.SIGINT)
    said, complaint = child.communicate(timeout=60)
    assert (said, complaint) == ("True\n", "")
    assert len(theirs) > 3
    assert gone(theirs)
    assert list((tmp_path / "store" / "tmp").iterdir()) == []


def below(pid: int) -> list[int]:
    """The processes that `pid` has started, and those that they have started."""
    parents = {}
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            try:
                parents[int(one.name)] = int((one / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found, to_see = [], [pid]
    while to_see:
        at = to_see.pop()
        children = [child for child, parent in parents.items() if parent == at]
        found += children
        to_see += children
    return found


def test_without_ray_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_workers, "find_spec", lambda name: None)
    with pytest.raises(Fault, match="Ray is not installed") as fault:
        ray_workers.Cluster("ray", 1, tmp_path)
    assert 'pip install "dramac[ray]"' in fault.value.help


@needs_ray
def test_a_cluster_tells_what_weights_it_has_itself(cluster: ray_workers.Cluster, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine" / "voice").mkdir(parents=True)
    (tmp_path / "mine" / "voice" / "config.json").write_text("{}", encoding="utf-8")
    cluster.start()
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path / "mine"))  # here, and not where the workers are
    sought = [Sought("voice", checkpoint=True, resource="cpu"), Sought("voice", checkpoint=True)]
    assert [one.gone for one in look(sought)] == [("*.pth",), ("*.pth",)]
    assert cluster.look(sought) == (Seen(), Seen())
    assert cluster.look([]) == ()
