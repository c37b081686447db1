"""json: one JSON object a line for every event, for programs that watch a build."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from ...compiler.base.source import Source
from ...compiler.plan.nodes import Task
from ...runtime.events import Event
from .stages import place_of


@contextmanager
def display(sources: Mapping[str, Source]) -> Iterator[Callable[[Event], None]]:
    """Objects on standard error: `event` names the kind, `task` the key, label, action and place."""

    def show(event: Event) -> None:
        found: dict[str, Any] = {"event": type(event).__name__}
        for one in fields(event):
            value = getattr(event, one.name)
            found[one.name] = _task(value, sources) if isinstance(value, Task) else value
        sys.stderr.write(json.dumps(found, ensure_ascii=False) + "\n")
        sys.stderr.flush()

    yield show


def _task(task: Task, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {"key": task.key, "action": task.action, "backend": task.backend, "label": task.label,
            "place": place_of(task, sources)}
