"""What a worker does with its orders, wherever it runs: performs them one after another and keeps what they made.

What a task made goes into the store at once; that it is done is recorded together with others, when no further order waits
or enough have come together: many small tasks then cost one wait for the disk. A task is told as done when it is recorded.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import files
from ..job import Fault, Transient
from ..perform import from_text, load, perform
from ..record import Record
from ..store import Store

TOGETHER = 64  # results
PATIENCE = 0.1  # seconds that a result waits for others while orders are there
STEP = 0.01  # progress is told in steps of a hundredth


@dataclass(frozen=True, slots=True)
class _Kept:
    record: Record
    seconds: float
    at: float


class Server:
    """Serves orders and tells by `say` what becomes of them: see `Worker.hear`."""

    def __init__(self, say: Callable[[dict[str, Any]], None]) -> None:
        self._say = say
        self._store = Store(Path())
        self._kept: list[_Kept] = []
        self._sound: set[tuple[str, int, int]] = set()

    def prepare(self, backend: str) -> None:
        """Loads `backend` ahead of its first order."""
        with suppress(Exception):  # whatever is wrong with it, its first task will say so, with the task's name
            getattr(load(backend), "prepare", lambda: None)()

    def serve(self, text: str) -> None:
        """Does the order in `text`. That it is done is recorded now or by `record`."""
        order = from_text(text)
        if self._store.root != Path(order.store):
            self.record()
            self._store = Store(Path(order.store))
        told = 0.0

        def report(fraction: float) -> None:
            nonlocal told
            if told + STEP <= fraction < 1.0:  # false for not-a-number too
                told = float(fraction)
                self._say({"say": "progress", "key": order.key, "fraction": told})

        damaged = next((file for file in order.inputs.values() if not self._is_sound(Path(file))), None)
        if damaged is not None:
            self._failed(order.key, Fault(f"its input {Path(damaged).name[:12]} is damaged or gone"), Path(damaged).name)
            return
        try:
            made = perform(order, report)
            blobs = {name: self._store.adopt(name, file) for name, file in made.outputs.items()}
        except Exception as error:
            self._failed(order.key, error)
            return
        self._kept.append(_Kept(Record(order.key, blobs, made.facts), made.seconds, time.monotonic()))
        if len(self._kept) >= TOGETHER or time.monotonic() - self._kept[0].at > PATIENCE:
            self.record()

    def _is_sound(self, file: Path) -> bool:
        """Whether the blob `file` holds the bytes that its name says. It is read once, and again when it has changed."""
        try:
            now = file.stat()
            mark = (file.name, now.st_size, now.st_mtime_ns)
            if mark not in self._sound:
                if files.digest_regular(file) != file.name:
                    return False
                self._sound.add(mark)
        except OSError:
            return False
        return True

    def record(self) -> None:
        """Records the tasks that are done, and tells of them."""
        kept, self._kept = self._kept, []
        if not kept:
            return
        try:
            self._store.note_all([one.record for one in kept])
        except Exception as error:
            for one in kept:
                self._failed(one.record.key, error)
            return
        for one in kept:
            self._store.forget_journal(one.record.key)
            outputs = {name: [blob.digest, blob.size] for name, blob in one.record.outputs.items()}
            self._say({"say": "done", "key": one.record.key, "seconds": one.seconds, "facts": dict(one.record.facts),
                       "outputs": outputs})

    def _failed(self, key: str, error: Exception, damaged: str = "") -> None:
        fault = error if isinstance(error, Fault) else Fault(
            f"the worker broke: {type(error).__name__}: {error}", "this is a fault in dramac: please report it")
        self._say({"say": "fault", "key": key, "message": fault.message, "help": fault.help, "detail": _trace(error),
                   "transient": isinstance(fault, Transient), "damaged": damaged})


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-8000:]
