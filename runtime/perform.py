"""Tasks done in this process: the backend found, handed its job, its outputs put into the store."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from ..compiler.base.roster import members
from . import backends, files
from .facts import FILE, read_facts
from .job import Fault, Job

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Order:
    """A task as a worker gets it: `inputs` are the files of roles, `store` the folder that its results go to, `scratch` a
    folder on the same file system that is the worker's to fill, with what an earlier task may have left there."""

    key: str
    action: str
    backend: str
    version: str
    params: Mapping[str, Any]
    inputs: Mapping[str, str]
    outputs: tuple[str, ...]
    store: str
    scratch: str
    profile: Mapping[str, Any] = field(default_factory=dict)


def to_text(order: Order) -> str:
    """`order` as one line of JSON. Raises TypeError or ValueError when the parameters are no JSON data."""
    whole = {name: getattr(order, name) for name in Order.__slots__}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in whole.items()}
    return json.dumps(plain, allow_nan=False)


def from_text(text: str) -> Order:
    """The order in `text`, as `to_text` left it."""
    whole = json.loads(text)
    return Order(**{**whole, "outputs": tuple(whole["outputs"])})


@dataclass(frozen=True, slots=True)
class Made:
    """What a task made: the files of its outputs by name, facts about how it was done (JSON data), and the seconds that its
    backend worked."""

    outputs: Mapping[str, Path]
    facts: Mapping[str, Any]
    seconds: float


def perform(order: Order, report: Callable[[float], None]) -> Made:
    """Carries out `order`. What it made lies in its scratch folder afterwards, to be put into the store.

    Raises Fault (or Transient) as the backend does, and for whatever else goes wrong: no such backend, another
    version of it, a crash in it, an output that it did not write, a disk that refuses.
    """
    backend = _backend(order)
    folder, temporary = Path(order.scratch, "out"), Path(order.scratch, "tmp")
    with files.disk("the work folder cannot be written"):
        _empty(folder)
        _empty(temporary)
    outputs = {_safe(name): folder / name for name in order.outputs}
    inputs = {role: Path(file) for role, file in order.inputs.items()}
    began = time.monotonic()
    with _temporary_files_in(temporary):
        journal = Path(order.store, "journal", order.key)
        _run(backend, order, Job(order.action, order.params, inputs, outputs, report, order.profile, order.key, journal))
    seconds = time.monotonic() - began
    for name, file in outputs.items():
        if files.size_of(file) < 0:
            raise Fault(f"the backend {order.backend} did not write the {name} of {order.action}",
                        "this is a fault in the backend: please report it")
    facts = {"action": order.action, "backend": order.backend, "version": order.version,
             "seconds": round(seconds, 3), **read_facts(folder)}
    return Made(outputs, facts, seconds)


def _empty(folder: Path) -> None:
    """Makes `folder` be there and hold nothing. Raises OSError."""
    try:
        with os.scandir(folder) as entries:
            left = [entry.path for entry in entries]
    except FileNotFoundError:
        folder.mkdir(parents=True)
        return
    if left:
        shutil.rmtree(folder)
        folder.mkdir()


def _run(backend: ModuleType, order: Order, job: Job) -> None:
    try:
        backend.run(job)
    except Fault:
        raise
    except MemoryError as error:
        raise Fault(f"the backend {order.backend} ran out of memory", "run with fewer --workers") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno in files.FULL:
            raise files.fault_of(error, f"{order.action} cannot be written") from error
        last = traceback.extract_tb(error.__traceback__)[-1]
        raise Fault(f"the backend {order.backend} broke: {type(error).__name__}: {error} "
                    f"({Path(last.filename).name}:{last.lineno})",
                    "this is a fault in the backend: please report it") from error


@cache
def load(name: str) -> ModuleType:
    """The backend `name`, imported (looked for once a process). Raises Fault when there is none, or it lacks what it needs."""
    known = members(backends)
    if name not in known:
        raise Fault(f"there is no backend {name!r}", "there are " + ", ".join(known))
    try:
        return import_module(f"{backends.__name__}.{name}")
    except ImportError as error:
        raise Fault(f"the backend {name} cannot be loaded: {error}",
                    "dramac doctor says what is missing and how to install it") from error


def _backend(order: Order) -> ModuleType:
    backend = load(order.backend)
    actions, version = getattr(backend, "ACTIONS", ()), getattr(backend, "VERSION", "")
    if order.action not in actions and "*" not in actions:
        raise Fault(f"the backend {order.backend} cannot do {order.action!r}", "it does " + ", ".join(actions))
    if version != order.version:
        raise Fault(f"the plan was made for {order.backend} {order.version}, but {order.backend} {version} is here",
                    "make the plan again with this installation")
    return backend


def _safe(name: str) -> str:
    if not _NAME.fullmatch(name) or name == FILE:
        raise Fault(f"{name!r} is no name for an output", "use letters, digits, dots, dashes and underlines")
    return name


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Temporary files made meanwhile lie in `folder`, so that they go when the task's scratch folder goes."""
    before, variable = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        if variable is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = variable
