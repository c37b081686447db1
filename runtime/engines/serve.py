"""What runs inside an engine's process: `python serve.py PROGRAM`, where PROGRAM is a file with `answer(ask, report)`.

Run as a program in whatever environment the engine needs, never imported by dramac: it uses Python's own library alone.

Orders come as JSON objects, one a line, on standard input: {"id", "ask"}. Answers go to standard output, one a line:
{"ready": true} once, {"id", "done": 0..1} on the way, and {"id", "answer": {...}} or {"id", "error", "kind"} at the end. What
libraries print goes to standard error. The process ends when its input does, even in the middle of an answer.
"""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import sys
import threading
from typing import Any, BinaryIO


def main() -> None:
    """Answers until there are no more orders."""
    orders, answers = _take_pipes()
    sys.path[:] = [one for one in sys.path if one and os.path.abspath(one) != os.path.dirname(os.path.abspath(__file__))]
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    program = _load(sys.argv[1])
    _say(answers, {"ready": True})
    while True:
        order = waiting.get()
        number = order["id"]

        def report(fraction: float, number: int = number) -> None:
            _say(answers, {"id": number, "done": fraction})

        try:
            _say(answers, {"id": number, "answer": program.answer(order["ask"], report)})
        except BaseException as error:  # SystemExit too: a library must not end the process without a word
            _say(answers, {"id": number, "error": f"{type(error).__name__}: {error}"[:4000], "kind": _kind(error)})
            if isinstance(error, MemoryError):
                os._exit(1)


def _kind(error: BaseException) -> str:
    """What a person can do about it: `missing` a package, `memory` that ran out, or nothing known."""
    if isinstance(error, ImportError):
        return "missing"
    return "memory" if isinstance(error, MemoryError) or "OutOfMemory" in type(error).__name__ else ""


def _load(file: str) -> Any:
    spec = importlib.util.spec_from_file_location("engine", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _say(stream: BinaryIO, message: dict[str, Any]) -> None:
    stream.write(json.dumps(message).encode() + b"\n")
    stream.flush()


def _listen(orders: BinaryIO, waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    for line in orders:
        waiting.put(json.loads(line))
    os._exit(0)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output kept for ourselves: nobody can ask at a prompt, and no print can speak on the wire."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return orders, answers


if __name__ == "__main__":
    main()
