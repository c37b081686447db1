"""Run the pipeline: verify after each pass where asked, and report what each saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter

from ..base.nodes import node
from ..plan.nodes import Plan
from ..plan.verify import verify
from .pipeline import PIPELINE, Pass


@node
class Saving:
    """What one pass did: tasks and estimated seconds of work before it and after it, and its own seconds."""

    name: str
    tasks_before: int
    tasks_after: int
    work_before: float
    work_after: float
    seconds: float


def run(plan: Plan, pipeline: Mapping[str, Pass] = PIPELINE, *, stop_after: str = "",
        verify_each: bool = False) -> tuple[Plan, tuple[Saving, ...]]:
    """`plan` after the passes of `pipeline`, up to and with `stop_after` if that is given, and what each saved.

    Raises InvalidPlan when a plan does not hold: after every pass with `verify_each`, else at the end of a full run.
    """
    savings = []
    done: list[str] = []
    for name, step in pipeline.items():
        began = perf_counter()
        after = step(plan)
        savings.append(Saving(name, len(plan.tasks), len(after.tasks), _work(plan), _work(after),
                              perf_counter() - began))
        plan = after
        done.append(name)
        if verify_each:
            verify(plan, merged=name in ("drop-dead", "order"))
        if name == stop_after:
            break
    plan = replace(plan, passes=" | ".join(done))
    if not stop_after:
        verify(plan)
    return plan, tuple(savings)


def _work(plan: Plan) -> float:
    return sum(task.estimate.seconds for task in plan.tasks)
