"""plain: a line for each task as it ends, for logs and CI."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from ...compiler.base.source import Source
from ...runtime.events import BuildFinished, BuildStarted, Event, Fetched, Sent, TaskFailed, TaskFinished, TaskRetried, Warned
from ..costs.bill import lasting
from .stages import place_of, stage_of


@contextmanager
def display(sources: Mapping[str, Source]) -> Iterator[Callable[[Event], None]]:
    """Lines on standard error."""
    left = {"needed": 0, "done": 0}

    def show(event: Event) -> None:
        line = _line(event, left, sources)
        if line:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    yield show


def _line(event: Event, left: dict[str, int], sources: Mapping[str, Source]) -> str:
    match event:
        case BuildStarted(_, cached, needed, seconds):
            left["needed"], left["done"] = needed, 0
            return f"{needed} to make ({lasting(seconds)} of work), {cached} kept" if needed else ""
        case TaskFinished(task, False, seconds):
            left["done"] += 1
            return f"[{left['done']}/{left['needed']}] {stage_of(task)}: {task.label} ({seconds:.1f} s)"
        case TaskRetried(task, message, after):
            return f"again in {after:.0f} s: {task.label}: {message}"
        case TaskFailed(task, message, help):
            place = place_of(task, sources)
            remedy = f"\n  = help: {help}" if help else ""
            return f"FAILED {stage_of(task)}: {task.label}{f' ({place})' if place else ''}: {message}{remedy}"
        case BuildFinished(failed=failed, skipped=skipped) if failed:
            return f"{failed} failed; {skipped} that need them were not tried"
        case Warned(message):
            return f"warning: {message}"
        case Fetched(tasks, size, where):
            return f"fetched {tasks} results ({size / 1e6:.1f} MB) from {where}"
        case Sent(tasks, size, where):
            return f"sent {tasks} results ({size / 1e6:.1f} MB) to {where}"
    return ""
