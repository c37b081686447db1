"""A build in a process of its own, to be killed: pictures and clips that begin with them, by the server of the environment. It
prints `done KEY` for every task, and at the end what came of it. Its arguments: the folder, the kind of server, the name of the
run (a part of every prompt), how many pictures."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

from dramac.compiler.plan.nodes import Input, Plan, Product, Task, make_task
from dramac.runtime.crew import Crew
from dramac.runtime.events import Event, TaskFinished, TaskStarted
from dramac.runtime.execute import carry_out
from dramac.runtime.job import Fault
from dramac.runtime.ledger import Ledger
from dramac.runtime.limits import Limits
from dramac.runtime.store import Store

WIDTH, HEIGHT, FRAMES, FPS = 64, 112, 5, 16


def plan(kind: str, name: str, count: int) -> Plan:
    """`count` pictures, and a clip from each."""
    tasks: list[Task] = []
    for at in range(count):
        params = {"server": kind, "model": "flux2-klein", "name": "flux", "width": WIDTH, "height": HEIGHT, "seed": at}
        still = _task("plate", {**params, "prompt": f"{name}, picture {at}"}, (), "image")
        clip = _task("i2v", {**params, "prompt": f"{name}, clip {at}", "frames": FRAMES, "fps": FPS},
                     (Input("first", still.key, "image"),), "video")
        tasks += [still, clip]
    return Plan(tuple(tasks), tuple(Product(f"{at}", one.key, one.outputs[0]) for at, one in enumerate(tasks)))


def _task(action: str, params: dict[str, object], inputs: tuple[Input, ...], output: str) -> Task:
    return make_task(action, "openai_media", "1", params, inputs=inputs, outputs=(output,), resource="net",
                     label=str(params["prompt"]), model="flux2-klein")


def build(root: Path, kind: str, name: str, count: int) -> dict[str, object]:
    """Builds into `root`/store."""
    def tell(event: Event) -> None:
        if isinstance(event, TaskStarted):
            print("begun", event.task.key, flush=True)
        if isinstance(event, TaskFinished) and not event.cached:
            print("done", event.task.key, flush=True)

    with Crew(1, nets=2) as crew:
        outcome = carry_out(plan(kind, name, count), Store(root / "store"), crew, ledger=Ledger(root / "ledger.sqlite"),
                            on_event=tell, limits=Limits(backoff=0.01, deaths=20))
    return {"ok": outcome.ok, "faults": [f"{one.task.key} {one.message} {one.help}" for one in outcome.failed]}


def main() -> None:
    try:
        found = build(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
    except Fault as fault:
        found = {"ok": False, "faults": [fault.message]}
    except Exception:
        found = {"ok": False, "faults": [], "crash": traceback.format_exc()}
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
