"""A worker on a Ray cluster, seen from inside: orders are put into a queue, served by a thread, and the answers collected by
whoever asks. Backends stay loaded between orders.

Where the machine does not see the folder of the build's store, a store of its own in a temporary folder stands for it: inputs
come, and results go, as Ray objects.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ... import __version__
from .. import files
from ..store import Store
from .serve import Server

PATIENCE = 1.0  # seconds that `hear` waits for something to say


class Actor:
    """What a Ray actor of dramac does. It needs two threads: one that hears, one for the rest."""

    def __init__(self, threads: Sequence[str]) -> None:
        os.environ.update(dict.fromkeys(threads, "1"))
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._said: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._own: Store | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    def hello(self, token: str, content: str) -> tuple[str, int, bool]:
        """The version of dramac here, the number of this process, and whether it sees `content` in the file `token`."""
        try:
            sees = Path(token).read_text(encoding="ascii") == content
        except (OSError, ValueError):
            sees = False
        if not sees:
            self._own = Store(Path(tempfile.mkdtemp(prefix="dramac-")))
        return __version__, os.getpid(), sees

    def send(self, orders: Sequence[str], blobs: Mapping[str, Any]) -> None:
        """Takes `orders`, to be done one after another. `blobs`: Ray objects with the bytes of inputs that are not here yet, by
        digest."""
        if self._own is not None:
            import ray

            for digest, data in zip(blobs, ray.get(list(blobs.values())), strict=True):
                file = self._own.path(digest)
                files.write_atomic(file, data, files.fresh(self._own.root / "tmp"))
        for order in orders:
            self._waiting.put(order if self._own is None else self._here(order, self._own))

    def prepare(self, backend: str) -> None:
        """Has `backend` loaded when there is nothing else to do."""
        self._waiting.put(json.dumps({"prepare": backend}))

    def hear(self) -> list[dict[str, Any]]:
        """What there is to say; waits a moment for it."""
        said = []
        try:
            said.append(self._said.get(timeout=PATIENCE))
            while True:
                said.append(self._said.get_nowait())
        except queue.Empty:
            pass
        return [self._with_content(one) for one in said]

    def close(self) -> None:
        """Takes away what was put on this machine."""
        if self._own is not None:
            shutil.rmtree(self._own.root, ignore_errors=True)

    def _serve(self) -> None:
        server = Server(self._said.put)
        while True:
            if self._waiting.empty():
                server.record()
            line = self._waiting.get()
            if line.startswith('{"prepare":'):
                server.prepare(json.loads(line)["prepare"])
            else:
                server.serve(line)

    @staticmethod
    def _here(order: str, own: Store) -> str:
        """`order` with the paths of this machine."""
        whole = json.loads(order)
        whole["inputs"] = {role: str(own.path(Path(file).name)) for role, file in whole["inputs"].items()}
        return json.dumps({**whole, "store": str(own.root), "scratch": str(own.root / "tmp" / "work")})

    def _with_content(self, answer: dict[str, Any]) -> dict[str, Any]:
        """`answer`, with Ray objects of the bytes of its outputs where the store is not the build's."""
        if self._own is None or answer["say"] != "done":
            return answer
        import ray

        content = {digest: ray.put(self._own.path(digest).read_bytes()) for digest, _ in answer["outputs"].values()}
        return {**answer, "content": content}


