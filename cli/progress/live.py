"""live: one bar a stage on a terminal, with what is at work now and how long the rest may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from ...compiler.base.source import Source
from ...compiler.plan.nodes import Task
from ...runtime.events import (
    BuildFinished,
    BuildStarted,
    Event,
    Fetched,
    Sent,
    TaskFailed,
    TaskFinished,
    TaskProgress,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
    Warned,
)
from ..costs.bill import lasting
from .stages import place_of, stage_of


@contextmanager
def display(sources: Mapping[str, Source]) -> Iterator[Callable[[Event], None]]:
    """One bar on standard error while the context lasts; failures and warnings scroll above it."""
    console = Console(stderr=True)
    columns = (TextColumn("[bold]{task.fields[stage]}"), BarColumn(32), MofNCompleteColumn(), TimeElapsedColumn(),
               TextColumn("{task.fields[left]}"), TextColumn("{task.fields[now]}", style="dim"))
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=None, stage="Making", now="", left="")
        yield _Show(progress, bar, console, sources)


class _Show:
    def __init__(self, progress: Progress, bar: TaskID, console: Console, sources: Mapping[str, Source]) -> None:
        self._progress, self._bar, self._console, self._sources = progress, bar, console, sources
        self._running: dict[str, float] = {}
        self._expected: dict[str, float] = {}
        self._done = 0.0
        self._work = self._worked = 0.0  # seconds that all is expected to take, and those that are done
        self._began = time.monotonic()

    def __call__(self, event: Event) -> None:
        match event:
            case BuildStarted(_, _, needed, seconds):
                self._done, self._work, self._worked, self._began = 0, seconds, 0.0, time.monotonic()
                self._progress.update(self._bar, total=needed, completed=0)
            case TaskStarted(task):
                self._running[task.key] = 0.0
                self._advance(task)
            case TaskProgress(task, fraction):
                self._running[task.key] = fraction
                self._advance(task)
            case TaskFinished(task, cached):
                self._end(task, counts=not cached)
            case TaskFailed(task, message, help):
                self._end(task, counts=True)
                place = place_of(task, self._sources)
                self._say("red", "failed", f"{place + ': ' if place else ''}{task.label}: {message}")
                if help:
                    self._say("blue", "  = help", help)
            case TaskSkipped(task):
                self._end(task, counts=True)
            case BuildFinished(failed=failed, skipped=skipped) if failed:
                self._say("red", f"{failed} failed", f"{skipped} that need them were not tried")
            case TaskRetried(task, message, after):
                self._say("yellow", f"again in {after:.0f} s", f"{task.label}: {message}")
            case Warned(message):
                self._say("yellow", "warning", message)
            case Fetched(tasks, size, where):
                self._say("blue", "fetched", f"{tasks} results ({size / 1e6:.1f} MB) from {where}")
            case Sent(tasks, size, where):
                self._say("blue", "sent", f"{tasks} results ({size / 1e6:.1f} MB) to {where}")

    def _end(self, task: Task, counts: bool) -> None:
        self._running.pop(task.key, None)
        self._done += counts
        self._worked += task.estimate.seconds * counts
        self._advance(task)

    def _advance(self, task: Task) -> None:
        done = self._done + sum(self._running.values())
        self._expected[task.key] = task.estimate.seconds
        self._progress.update(self._bar, completed=done, stage=stage_of(task), now=task.label[:40], left=self._left())

    def _left(self) -> str:
        """How long the rest may take, if it goes on as it went: a task counts by how long it was expected to take."""
        worked = self._worked + sum(fraction * self._expected[key] for key, fraction in self._running.items())
        if worked <= 0 or self._work <= worked:
            return ""
        return f"{lasting((time.monotonic() - self._began) * (self._work - worked) / worked)} left"

    def _say(self, colour: str, word: str, message: str) -> None:
        self._console.print(Text.assemble((word, f"bold {colour}"), ": ", message))
