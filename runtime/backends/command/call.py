"""A tool run: its words filled in, no shell between, watched until it ends or its time is over."""

from __future__ import annotations

import os
import re
import signal
import string
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from ...job import Fault, Transient
from .tools import Tool

_TAIL = 2000
_PERCENT = re.compile(rb"(\d{1,3})%")
_OURS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "PYTHONHASHSEED", "PYTHONPATH",
         "PYTHONHOME")
"""What dramac sets for its own workers, and what leads another Python to the wrong packages."""


def words(tool: Tool, places: Mapping[str, str | int]) -> list[str]:
    """The tool's command with its places filled in. Raises Fault for a place that this work does not have."""
    try:
        return [string.Formatter().vformat(word, (), places) for word in tool.command]
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise Fault(f"{tool.where}: {tool.name} is asked for work that has no {{{error.args[0] if error.args else error}}}",
                    "docs/tools.md says which places each kind of work has") from error


def call(tool: Tool, argv: list[str], report: Callable[[float], None]) -> None:
    """Runs `argv`. `report` is told how far it is, where it prints percentages. Raises Fault when it does not start, fails or
    takes too long, with the end of what it printed; Transient when something ended it from outside."""
    environment = {name: value for name, value in os.environ.items() if name not in _OURS} | dict(tool.environment)
    with tempfile.TemporaryFile() as said:
        try:
            child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, cwd=tool.folder,
                                     env=environment)
        except (OSError, ValueError) as error:
            raise Fault(f"{tool.name} does not start: {argv[0]}: {getattr(error, 'strerror', None) or error}",
                        f"{tool.where} names it; `dramac doctor` looks for it") from error
        try:
            _watch(tool, child, said, report)
        finally:
            _end(child)
        if child.returncode < 0:
            raise Transient(f"{tool.name} was ended by signal {-child.returncode}{_last(said)}",
                            "a machine out of memory ends programs so")
        if child.returncode:
            raise Fault(f"{tool.name} failed ({child.returncode}){_last(said)}", f"{tool.where} names its command")


def _watch(tool: Tool, child: subprocess.Popen[bytes], said: IO[bytes], report: Callable[[float], None]) -> None:
    until, pause, told = time.monotonic() + tool.timeout, 0.01, 0
    while child.poll() is None:
        if time.monotonic() > until:
            raise Fault(f"{tool.name} took longer than {tool.timeout:g} seconds{_last(said)}",
                        f"{tool.where}: `timeout` says how long it may take")
        with suppress(subprocess.TimeoutExpired):
            child.wait(pause)
        pause = min(1.0, pause * 1.5)
        found = _PERCENT.findall(_end_of(said, 200))
        if found and told < int(found[-1]) <= 100:
            told = int(found[-1])
            report(told / 100)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the program, if it is still there, and what it has started."""
    if child.poll() is None:
        for pid in reversed(_family(child.pid)):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        child.wait()


def _family(pid: int) -> list[int]:
    """`pid` and the processes that come from it, as far as the system tells."""
    found = [pid]
    for one in found:
        with suppress(OSError, ValueError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text("ascii").split())
    return found


def _end_of(said: IO[bytes], most: int) -> bytes:
    size = os.fstat(said.fileno()).st_size
    return os.pread(said.fileno(), most, max(0, size - most))


def _last(said: IO[bytes]) -> str:
    """The end of what a program printed, as the end of a message."""
    lines = _end_of(said, _TAIL).decode("utf-8", "replace").replace("\r", "\n").splitlines()
    kept = [line.strip() for line in lines if line.strip()][-6:]
    return ": " + " | ".join("".join(letter for letter in line if letter.isprintable()) for line in kept) if kept else ""
