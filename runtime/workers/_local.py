"""A worker process, seen from inside. It reads orders (paths of JSON files, one a line) from its standard input and
writes what becomes of them, one JSON object a line, to its standard output; backends stay loaded between orders. A line
{"prepare": backend} has it load a backend ahead of its first order.

What backends print goes to standard error. The worker ends when its input does, even in the middle of a task: its
parent is then gone.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from ..job import Fault, Transient
from ..perform import load, perform, read_order

STEP = 0.01  # progress is told in steps of a hundredth


def main() -> None:
    """Serves orders until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    orders, answers = _take_pipes()
    waiting: queue.SimpleQueue[str | dict[str, str]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    wire = _Wire(answers)
    wire.say({"say": "ready"})
    while True:
        match waiting.get():
            case str(order):
                _serve(Path(order), wire)
            case {"prepare": str(backend)}:
                _prepare(backend)


class _Wire:
    """The way to the parent, for several threads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._told = 0.0

    def say(self, message: dict[str, Any]) -> None:
        line = json.dumps(message).encode() + b"\n"
        with self._lock:
            self._stream.write(line)
            self._stream.flush()

    def start(self) -> None:
        self._told = 0.0

    def report(self, fraction: float) -> None:
        if self._told + STEP <= fraction <= 1.0:  # false for not-a-number too
            self._told = float(fraction)
            self.say({"say": "progress", "fraction": self._told})


def _prepare(backend: str) -> None:
    with suppress(Exception):  # whatever is wrong with it, its first task will say so, with the task's name
        getattr(load(backend), "prepare", lambda: None)()


def _serve(file: Path, wire: _Wire) -> None:
    wire.start()
    try:
        seconds = perform(read_order(file), wire.report)
    except Fault as fault:
        wire.say({"say": "fault", "message": fault.message, "help": fault.help, "detail": _trace(fault),
                  "transient": isinstance(fault, Transient)})
    except Exception as error:
        wire.say({"say": "fault", "message": f"the worker broke: {type(error).__name__}: {error}",
                  "help": "this is a fault in dramac: please report it", "detail": _trace(error), "transient": False})
    else:
        wire.say({"say": "done", "seconds": seconds})


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-8000:]


def _listen(orders: BinaryIO, waiting: queue.SimpleQueue[str | dict[str, str]]) -> None:
    """Ends the whole process group when the parent's end of the pipe is closed, so that any program that a backend
    has started goes too (PR_SET_PDEATHSIG would take this process first and leave those behind)."""
    for line in orders:
        waiting.put(json.loads(line))
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output kept for ourselves; in their place stand nothing and standard error, so that neither
    a backend's print nor a program that it starts can speak on the wire."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return orders, answers
