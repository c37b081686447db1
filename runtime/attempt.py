"""What is written into the ledger of one attempt at a task."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from ..compiler.plan.nodes import Task
from .events import Event, Warned
from .ledger import Entry


def entry_of(task: Task, *, build: str, worker: int, attempt: int, seconds: float, outcome: str, message: str = "",
             facts: Mapping[str, Any] | None = None, episodes: Sequence[str] = ()) -> Entry:
    """The entry of an attempt at `task` that ends now and took `seconds`. `facts` are those of its record; of what its
    backend left there, `money` (US dollars), `fallbacks` and `device` count.

    A GPU is paid by the time that it takes, whatever comes of it: in the proportion in which the estimate has money for
    seconds. What others make is paid when it is done, as it was priced. Without `episodes`, those count whose scripts the
    task comes from."""
    told = (facts or {}).get("backend_facts", {})
    told = told if isinstance(told, dict) else {}
    expected = task.estimate
    needed = episodes or dict.fromkeys(PurePosixPath(span.path).stem for span in task.spans)
    return Entry(
        time.time(), build, task.key, task.action, task.backend, task.version, task.label, worker, attempt, round(seconds, 3),
        outcome, message, json.dumps(dict(facts or {}), sort_keys=True), task.model, task.resource,
        round(seconds, 3) if task.resource == "gpu" else 0.0, round(_money(task, seconds, outcome, told), 6), expected.seconds,
        expected.prior or expected.seconds, expected.money, " ".join(needed),
        int(_number(told, "fallbacks")),
        str(told.get("device", "")) or machine())


def tell_of_placement(task: Task, facts: Mapping[str, Any], tell: Callable[[Event], None]) -> None:
    """Tells where the backend of `task` had too little memory for the way in which it was to compute, going by the `facts` of its
    record."""
    told = facts.get("backend_facts", {})
    before = told.get("stepped_down") if isinstance(told, dict) else None
    if isinstance(before, list) and before:
        tell(Warned(f"there was not enough memory for {task.model or task.backend} with its weights placed as {before[0]}: "
                    f"it goes on more slowly, placed as {told.get('placement', 'unknown')}"))


@cache
def machine() -> str:
    """The kind of this machine: `x86_64, 8 cores`."""
    return f"{platform.machine() or 'unknown'}, {os.cpu_count() or 1} cores"


def _money(task: Task, seconds: float, outcome: str, told: Mapping[str, Any]) -> float:
    if "money" in told:
        return _number(told, "money")
    expected = task.estimate
    if task.resource == "gpu":
        return expected.money * seconds / expected.seconds if expected.seconds > 0 else 0.0
    return expected.money if outcome == "done" else 0.0


def _number(told: Mapping[str, Any], name: str) -> float:
    """A fact that is a number from nothing up to a billion; 0 for anything else that a backend may have left."""
    value = told.get(name, 0)
    return float(value) if isinstance(value, int | float) and 0 <= value < 1e9 else 0.0
