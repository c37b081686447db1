"""Files of the series. They are brought into the store before a plan is carried out (see runtime/imports.py): a worker, which may
stand on another machine, has nowhere to take them from."""

from __future__ import annotations

from ..job import Fault, Job

ACTIONS: tuple[str, ...] = ("import",)
VERSION = "1"


def run(job: Job) -> None:
    """Raises Fault: a task that reaches a worker was not brought in."""
    raise Fault("a file of the series is not in the store", "run `dramac build` in the folder of the series, which has the file")
