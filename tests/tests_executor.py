"""What tests of the executor share: quick retries, a plan for the null backend, what a build must not leave behind."""

from __future__ import annotations

from dramac.compiler.plan.nodes import Input, Plan, Product, make_task
from dramac.runtime.limits import Limits
from dramac.runtime.store import Store

QUICK = Limits(backoff=0.01)


def left_behind(store: Store) -> list[str]:
    """What builds left in `store` that is no result."""
    found = [file.name for folder in ("tmp", "locks") for file in (store.root / folder).iterdir()]
    return [name for name in found if name not in ("store", "tasks")]


def null_plan(shots: int) -> Plan:
    draws = [make_task("draw", "null", "1", {"shot": number}, outputs=("video",)) for number in range(shots)]
    sound = make_task("mix", "null", "1", {"samples": 5}, outputs=("audio", "report"))
    inputs = tuple(Input(f"segment:{number}", one.key, "video") for number, one in enumerate(draws))
    inputs = (*inputs, Input("mix", sound.key, "audio"))
    master = make_task("master", "null", "1", {}, inputs=inputs, outputs=("video",))
    return Plan((*draws, sound, master), (Product("ep01.mp4", master.key, "video"),))
