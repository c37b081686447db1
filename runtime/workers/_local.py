"""A worker process, seen from inside. It reads orders (JSON objects, one a line) from its standard input and writes what
becomes of them, one JSON object a line, to its standard output; backends stay loaded between orders. A line
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
from typing import Any, BinaryIO

from .serve import Server


def main() -> None:
    """Serves orders until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    orders, answers = _take_pipes()
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    wire = _Wire(answers)
    server = Server(wire.say)
    wire.say({"say": "ready"})
    while True:
        if waiting.empty():
            server.record()
        line = waiting.get()
        if line.startswith('{"prepare":'):
            server.prepare(json.loads(line)["prepare"])
        else:
            server.serve(line)


class _Wire:
    """The way to the parent, for several threads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def say(self, message: dict[str, Any]) -> None:
        line = json.dumps(message).encode() + b"\n"
        with self._lock:
            self._stream.write(line)
            self._stream.flush()


def _listen(orders: BinaryIO, waiting: queue.SimpleQueue[str]) -> None:
    """Ends the whole process group when the parent's end of the pipe is closed, so that any program that a backend
    has started goes too (PR_SET_PDEATHSIG would take this process first and leave those behind)."""
    for line in orders:
        waiting.put(line.decode())
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
