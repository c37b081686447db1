"""Parameters of a job, read with care: a plan may have been damaged or written by another hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...job import Fault, Job

_AGAIN = "the plan is damaged: make it again"
LONGEST = 100_000
"""Frames of a shot: more than an hour."""


def whole(params: Mapping[str, Any], name: str, least: int = 0, most: int = LONGEST) -> int:
    """The whole number `name` of `params`. Raises Fault when it is none from `least` to `most`."""
    value = params.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Fault(f"the parameter {name} is {value!r}, no whole number from {least} to {most}", _AGAIN)
    return value


def size(params: Mapping[str, Any]) -> tuple[int, int]:
    """Width and height in pixels. Raises Fault."""
    return whole(params, "width", 16, 8192), whole(params, "height", 16, 8192)


def fps(params: Mapping[str, Any], name: str = "fps") -> int:
    """Frames a second. Raises Fault."""
    return whole(params, name, 1, 240)


def several(params: Mapping[str, Any], name: str, count: int) -> tuple[int, ...]:
    """The list `name` of `count` whole numbers. Raises Fault."""
    values = params.get(name)
    if not isinstance(values, Sequence) or isinstance(values, str) or len(values) != count \
            or not all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= LONGEST for one in values):
        raise Fault(f"the parameter {name} is {values!r}, not {count} whole numbers", _AGAIN)
    return tuple(values)


def file(job: Job, role: str) -> Path:
    """The file of the input `role`. Raises Fault when the job has none."""
    if role not in job.inputs:
        raise Fault(f"{job.action} lacks its input {role!r}", _AGAIN)
    return job.inputs[role]


def clips_of(job: Job) -> list[Path]:
    """The files of the inputs `clip:0` …, in order. Raises Fault when there is none."""
    found: list[Path] = []
    while (role := f"clip:{len(found)}") in job.inputs:
        found.append(job.inputs[role])
    return found or [file(job, "clip:0")]


def exactly(made: int, wanted: int) -> None:
    """Raises Fault unless as many frames were `made` as `wanted`."""
    if made != wanted:
        raise Fault(f"{made} frames were made where the plan wants {wanted}", _AGAIN)
