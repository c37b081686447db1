"""What a backend is handed, and how it says that it failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from ..compiler.base.nodes import node


@node
class Job:
    """One task at work. `inputs` maps roles to readable files, `outputs` names to files that the backend must write
    (their folder exists). `report` takes the fraction done, 0 to 1.

    `profile` says how it is to be computed (Task.profile). `key` is the task's. `journal` is a folder, not there yet, in which
    a backend may note what must outlive this attempt, such as the number of a job that was paid for; it is the task's own, and
    goes when the task is done."""

    action: str
    params: Mapping[str, Any]
    inputs: Mapping[str, Path]
    outputs: Mapping[str, Path]
    report: Callable[[float], None]
    profile: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    journal: Path = Path()


class Fault(Exception):
    """The task cannot be done; trying again would not help. `help` says what a person may do about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return self.message


class Transient(Fault):
    """The task failed for a reason that may pass (a busy machine, a dropped connection): it is tried again."""
