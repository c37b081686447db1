"""What is said of a change, for programs: a JSON object a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ...compiler.plan.nodes import Task
from ..progress.stages import place_of
from ..report.json import finding
from .changes import Change, State


class Lines:
    """Writes an object for everything that happens: its `event` is began, changed, built or trouble."""

    def began(self, title: str, files: int, state: State) -> None:
        """The first look at a series."""
        _write(event="began", title=title, files=files, findings=[finding(one, state.sources) for one in state.found],
               **_state(state))

    def changed(self, files: Sequence[str], state: State, change: Change, seconds: float) -> None:
        """What a save of `files` changed, found out in `seconds`."""
        shots = [{"label": task.label, "place": place_of(task, state.sources), "key": task.key} for task in change.shots()]
        _write(event="changed", files=list(files), took=round(seconds, 3),
               new=[finding(one, state.sources) for one in change.new],
               gone=[{"code": one.code, "severity": one.severity.value, "message": one.message,
                      "file": one.span.path if one.span else None} for one in change.gone],
               shots=shots, tasks=len(change.tasks), seconds=_seconds(change.tasks), **_state(state))

    def built(self, files: Sequence[Path], complete: bool) -> None:
        """What was made."""
        _write(event="built", files=[str(one) for one in files], complete=complete)

    def trouble(self, message: str) -> None:
        """Why nothing can be said; watching goes on."""
        _write(event="trouble", message=message)


def _state(state: State) -> dict[str, Any]:
    missing = state.missing()
    counts = Counter(one.severity.value for one in state.found)
    return {"counts": dict(sorted(counts.items())),
            "plan": None if state.broken else
            {"tasks": len(state.tasks), "missing": len(missing), "seconds": _seconds(missing)}}


def _seconds(tasks: Sequence[Task]) -> float:
    return round(sum(task.estimate.seconds for task in tasks), 1)


def _write(**fields: Any) -> None:
    click.echo(json.dumps(fields, ensure_ascii=False))
