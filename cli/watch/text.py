"""What is said of a change, for people."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from ...compiler.plan.nodes import Task
from ..progress.stages import place_of
from ..report.text import render, summary
from .changes import Change, State

FEW = 5
"""How many shots, or files, are named."""


class Text:
    """Says on standard output what happens; a terminal is cleared before each change."""

    def began(self, title: str, files: int, state: State) -> None:
        """The first look at a series."""
        click.echo(f"watching {title} ({files} files); Ctrl-C ends it")
        self._state(state)

    def changed(self, files: Sequence[str], state: State, change: Change, seconds: float) -> None:
        """What a save of `files` changed, found out in `seconds`."""
        if sys.stdout.isatty():
            click.clear()
        click.echo(f"\n{time.strftime('%H:%M:%S')} {_named(files)} ({seconds:.2f} s)")
        if change.new:
            click.echo(render(change.new, state.sources), nl=False)
        for one in change.gone:
            place = f"{one.span.path}: " if one.span else ""
            click.echo(f"gone: {one.severity.value}[{one.code}] {place}{one.message}")
        if not change.new and not change.gone:
            click.echo("no finding came or went")
        if not state.broken:
            self._work(state, change)
        self._state(state, told=summary(change.new) if change.new else "")

    def built(self, files: Sequence[Path], complete: bool) -> None:
        """What was made."""
        for file in files:
            click.echo(str(file))
        if not complete:
            click.echo("not everything could be made", err=True)

    def trouble(self, message: str) -> None:
        """Why nothing can be said; watching goes on."""
        click.echo(f"{click.style('error', fg='red', bold=True)}: {message}", err=True)

    def _work(self, state: State, change: Change) -> None:
        shots = change.shots()
        for task in shots[:FEW]:
            place = place_of(task, state.sources)
            click.echo(f"  draw {task.label}{f' ({place})' if place else ''}")
        if len(shots) > FEW:
            click.echo(f"  … and {len(shots) - FEW} more")
        click.echo(f"{_count(len(shots), 'shot')} and {_count(len(change.tasks) - len(shots), 'other task')} more to make: "
                   f"about {_work_of(change.tasks):.0f} s of work on one core")

    def _state(self, state: State, told: str = "") -> None:
        """How things stand; `told` is the summary above, which is not said twice."""
        if state.broken:
            found = summary(state.found)
            click.echo(f"{'' if found == told else f'{found}; '}there is no plan until the errors are mended")
            return
        missing = state.missing()
        click.echo(f"{summary(state.found)}; {len(missing)} of {_count(len(state.tasks), 'task')} to make: "
                   f"about {_work_of(missing):.0f} s")


def _named(files: Sequence[str]) -> str:
    few = ", ".join(files[:FEW])
    return few if len(files) <= FEW else f"{few} and {len(files) - FEW} more"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _work_of(tasks: Sequence[Task]) -> float:
    return sum(task.estimate.seconds for task in tasks)
