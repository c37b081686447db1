"""What runs inside an engine's process: `python serve.py PROGRAM`, where PROGRAM is a file that knows one package. It has
`load(folder, device)`, which returns the model in `folder` after it has asked `device()` where to put it (to be called when the
package, and torch with it, has been imported), and `speak(model, ask)`, which returns the sound of a line as floats, and their
number a second. All else is done here: one model is held, random numbers are seeded, the sound is written.

Run as a program in whatever environment the engine needs, never imported by dramac: it uses Python's own library alone.

An ask has at least {"folder", "seed", "device", "out"}; the sound goes to the file `out`, 32-bit floats in the machine's order,
and the answer is {"rate", "samples", "device"}. Orders come as JSON objects, one a line, on standard input: {"id", "ask"}.
Answers go to standard output, one a line: {"ready": true} once, {"id", "done": 0..1} on the way, and {"id", "answer": {...}} or
{"id", "error", "kind"} at the end. What libraries print goes to standard error. The process ends when its input does, even in the
middle of an answer.
"""

from __future__ import annotations

import array
import importlib.util
import json
import os
import queue
import random
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

LOADED = 0.3
"""How far a line is when its model is there."""


def main() -> None:
    """Answers until there are no more orders."""
    orders, answers = _take_pipes()
    sys.path[:] = [one for one in sys.path if one and os.path.abspath(one) != os.path.dirname(os.path.abspath(__file__))]
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    speaker = Speaker(_load(sys.argv[1]))
    _say(answers, {"ready": True})
    while True:
        order = waiting.get()
        number = order["id"]

        def report(fraction: float, number: int = number) -> None:
            _say(answers, {"id": number, "done": fraction})

        try:
            _say(answers, {"id": number, "answer": speaker.answer(order["ask"], report)})
        except BaseException as error:  # SystemExit too: a library must not end the process without a word
            _say(answers, {"id": number, "error": f"{type(error).__name__}: {error}"[:4000], "kind": _kind(error)})
            if isinstance(error, MemoryError):
                os._exit(1)


class Speaker:
    """A `program` with the model that it speaks with: the one of the last line."""

    def __init__(self, program: Any) -> None:
        self._program, self._folder, self._model, self._device = program, "", None, ""

    def answer(self, ask: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
        """Speak one line. Raises what the package raises."""
        self._hold(ask["folder"], ask["device"])
        report(LOADED)
        _seed(int(ask["seed"]))
        samples, rate = self._program.speak(self._model, ask)
        sound = array.array("f", map(float, samples))
        with open(ask["out"], "wb") as file:
            sound.tofile(file)
        return {"rate": int(rate), "samples": len(sound), "device": self._device}

    def _hold(self, folder: str, wanted: str) -> None:
        """Have the model in `folder`; the one before it goes first."""
        if folder == self._folder:
            return
        self._folder, self._model, self._device = "", None, ""

        def device() -> str:
            self._device = _device(wanted)
            return self._device

        self._model = self._program.load(folder, device)
        self._folder = folder


def _device(wanted: str) -> str:
    """Where a model is put: as is `wanted`, else the GPU where torch reaches one. On the processor one thread computes: the sum
    of floats depends on their number."""
    torch: Any = sys.modules.get("torch")
    device = wanted or ("cuda" if torch is not None and torch.cuda.is_available() else "cpu")
    if torch is not None and device == "cpu":
        torch.set_num_threads(1)
    return device


def _seed(seed: int) -> None:
    random.seed(seed)
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed(seed % (1 << 32))
    if (torch := sys.modules.get("torch")) is not None:
        torch.manual_seed(seed)


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
