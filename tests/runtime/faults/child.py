"""A build in a process of its own, to be disturbed. It prints `done KEY` for every task, and at the end what came of it."""

from __future__ import annotations

import json
import resource
import sys
import traceback
from pathlib import Path

from dramac.compiler.plan.nodes import Input, Plan, Product, make_task
from dramac.runtime.crew import Crew
from dramac.runtime.events import Event, TaskFinished, Warned
from dramac.runtime.execute import carry_out
from dramac.runtime.export.deliver import deliver
from dramac.runtime.job import Fault
from dramac.runtime.ledger import Ledger
from dramac.runtime.limits import Limits
from dramac.runtime.store import Store

DRAWS, MIXES, FILMS = 120, 12, 3


def plan() -> Plan:
    """Draws, mixes of ten draws each, films of four mixes each; by the null backend, whose outputs name their inputs."""
    draws = [make_task("draw", "null", "1", {"shot": at}, outputs=("video",), label=f"draw {at}") for at in range(DRAWS)]
    mixes = [make_task("mix", "null", "1", {"mix": at}, outputs=("video", "report"), label=f"mix {at}", inputs=tuple(
        Input(f"in:{one}", draws[one].key, "video") for one in range(at * 10, at * 10 + 10))) for at in range(MIXES)]
    films = [make_task("master", "null", "1", {"film": at}, outputs=("video",), label=f"film {at}", inputs=tuple(
        Input(f"in:{one}", mixes[one].key, "report") for one in range(at * 4, at * 4 + 4))) for at in range(FILMS)]
    return Plan((*draws, *mixes, *films), tuple(Product(f"film{at}.json", one.key, "video") for at, one in enumerate(films)))


def build(root: Path, where: str = "", shared: str = "") -> dict[str, object]:
    """Builds into `root`/store and delivers to `root`/out."""
    told: list[str] = []

    def tell(event: Event) -> None:
        if isinstance(event, Warned):
            told.append(event.message)
        if isinstance(event, TaskFinished) and not event.cached:
            store.finished(event.task.key)
            print("done", event.task.key, flush=True)

    store: Store = Store(root / "store")
    if shared:
        from dramac.runtime.shared import share

        store = share(root / "store", shared, tell)
    with _crew(where, root / "store") as crew:
        store.bring(plan())
        outcome = carry_out(plan(), store, crew, ledger=Ledger(root / "ledger.sqlite"), on_event=tell,
                            limits=Limits(backoff=0.01))
    store.close()
    faults = [f"{one.task.label}: {one.message}" for one in outcome.failed]
    if outcome.ok:
        deliver(plan(), store, root / "out")
    return {"ok": outcome.ok, "done": [one.key for one in outcome.done], "faults": faults, "told": told}


def _crew(where: str, store: Path) -> Crew:
    if not where:
        return Crew(2)
    from dramac.runtime.workers.ray import Cluster

    return Crew(2, Cluster(where, 2, store).hire)


def main() -> None:
    root, where, shared, largest = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    print("begun", flush=True)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        found = build(root, where, shared)
    except Fault as fault:
        found = {"ok": False, "done": [], "faults": [fault.message], "told": []}
    except Exception:
        found = {"ok": False, "done": [], "faults": [], "told": [], "crash": traceback.format_exc()}
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
