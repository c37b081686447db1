"""One crew for several plans: its workers stay, and load ahead what the next plan will want."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dramac.compiler.plan.nodes import Plan, Task
from dramac.runtime.crew import Crew
from dramac.runtime.execute import carry_out
from dramac.runtime.limits import Limits
from dramac.runtime.store import Store
from dramac.runtime.workers.local import LocalWorker

LOG = "DRAMAC_TEST_LOADED"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], list[str]]:
    """The numbers of the processes in which the backend `odd` was made ready ahead of its tasks."""
    monkeypatch.setenv(LOG, str(tmp_path / "loaded"))
    return lambda: (tmp_path / "loaded").read_text().split() if (tmp_path / "loaded").exists() else []


def ran_in(log: Path) -> list[str]:
    return [line.split()[1] for line in log.read_text().splitlines()]


def test_workers_stay_for_the_next_plan(store: Store, odd: Callable[..., Task], hire, tmp_path: Path) -> None:
    log = str(tmp_path / "log")
    with Crew(1, hire) as crew:
        assert carry_out(Plan((odd("sleep", name="voice", log=log),)), store, crew).ok
        assert carry_out(Plan((odd("sleep", name="shot", log=log),)), store, crew).ok
    first, second = ran_in(tmp_path / "log")
    assert first == second
    with pytest.raises(ProcessLookupError):
        os.kill(int(first), 0)  # dismissed at the end


def test_a_worker_with_nothing_to_do_loads_what_comes_next(store: Store, odd, hire, loaded, tmp_path: Path) -> None:
    log = str(tmp_path / "log")
    with Crew(2, hire) as crew:
        assert carry_out(Plan((odd("sleep", name="voice", log=log, seconds=1.5),)), store, crew, then=("odd",)).ok
        voice, ready = ran_in(tmp_path / "log"), loaded()
        assert len(ready) == 1
        assert ready != voice
        both = Plan((odd("sleep", name="a", log=log, seconds=0.5), odd("sleep", name="b", log=log, seconds=0.5)))
        assert carry_out(both, store, crew).ok
    assert set(ran_in(tmp_path / "log")) == {*voice, *ready}


def test_nothing_is_loaded_while_there_is_work_for_all(store: Store, odd, hire, loaded) -> None:
    with Crew(1, hire) as crew:
        assert carry_out(Plan((odd("sleep", name="voice", seconds=0.5),)), store, crew, then=("odd",)).ok
    assert loaded() == []


@pytest.mark.parametrize("trouble", ["dies", "raises"])
def test_what_goes_wrong_ahead_of_time_harms_nobody(store: Store, odd, hire, loaded, trouble: str,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_TEST_PREPARE", trouble)
    hired: list[LocalWorker] = []

    def counted(*_: object) -> LocalWorker:
        hired.append(hire())
        return hired[-1]

    with Crew(2, counted) as crew:
        plan = Plan((odd("sleep", name="voice", seconds=1.5),))
        assert carry_out(plan, store, crew, then=("odd", "no_such_backend"), limits=Limits(backoff=0.01)).ok
    assert len(loaded()) == 1
    assert len(hired) == 2  # one that died of it is not followed by another
