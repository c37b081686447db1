from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests_executor import QUICK

from dramac.compiler.plan.nodes import Input, Plan, Product, Task, make_task
from dramac.runtime.execute import execute
from dramac.runtime.ledger import Ledger
from dramac.runtime.outcome import Outcome
from dramac.runtime.store import Store
from dramac.runtime.workers.local import LocalWorker

ODD = Path(__file__).parent / "odd"


@pytest.fixture
def hire(monkeypatch: pytest.MonkeyPatch) -> Callable[..., LocalWorker]:
    """Hires real workers that know the backend `odd`."""
    monkeypatch.syspath_prepend(str(ODD))
    return lambda kind="cpu", place=0: LocalWorker("odd_worker")


@pytest.fixture
def odd() -> Callable[..., Task]:
    """Makes a task of the backend `odd` with one output, `out`."""
    def make(action: str, *inputs: Task, **params: object) -> Task:
        roles = tuple(Input(f"in:{number}", one.key, "out") for number, one in enumerate(inputs))
        return make_task(action, "odd", "3", params, inputs=roles, outputs=("out",), label=str(params.get("name", "")))

    return make


@pytest.fixture
def plan_of() -> Callable[..., Plan]:
    """A plan of tasks that delivers the output of the last one."""
    def make(*tasks: Task) -> Plan:
        return Plan(tasks, (Product("film.txt", tasks[-1].key, tasks[-1].outputs[0]),))

    return make


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
