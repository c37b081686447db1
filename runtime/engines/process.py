"""An engine's process, seen from the worker that started it: it keeps its model between lines and ends with the worker."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..job import Fault, Transient

SERVE = Path(__file__).with_name("serve.py")
START = 120.0
"""Seconds in which an engine's Python has to be running."""
LONGEST = 1 << 20
"""Bytes of one answer; sound comes in files."""
_QUIET = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "PYTHONHASHSEED": "0", "TOKENIZERS_PARALLELISM": "false"}


@dataclass(frozen=True, slots=True)
class Kind:
    """An engine: its `name` for people, the `program` that its process runs, the environment variable that names the Python
    that has its packages (by default the one that runs dramac), and how to `install` them."""

    name: str
    program: Path
    variable: str
    install: str

    def python(self) -> str:
        """The interpreter that runs it."""
        return os.environ.get(self.variable) or sys.executable


class Engine:
    """One running process. Used by one thread."""

    def __init__(self, kind: Kind) -> None:
        """Starts it. Raises Fault where that cannot be done."""
        self._kind = kind
        self._number = 0
        self._unread = b""
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        environment = {name: value for name, value in os.environ.items() if name != "TMPDIR"} | _QUIET
        try:
            self._process = subprocess.Popen([kind.python(), str(SERVE), str(kind.program)], stdin=subprocess.PIPE,
                                             stdout=subprocess.PIPE, stderr=self._stderr, env=environment)
        except OSError as error:
            self._stderr.close()
            raise Fault(f"{kind.name} cannot be started: {kind.python()}: {error.strerror}",
                        f"set {kind.variable} to the Python of an environment that has it ({kind.install})") from error
        assert self._process.stdout is not None
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._process.stdout, selectors.EVENT_READ)
        atexit.register(self.close)
        answer = self._hear(time.monotonic() + START, START)
        if answer != {"ready": True}:
            raise self._rubbish(answer)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, ask: Mapping[str, Any], seconds: float,
            report: Callable[[float], None] = lambda fraction: None) -> dict[str, Any]:
        """What the program answers to `ask`. It may be silent for at most `seconds`; `report` hears how far it is. Raises Fault
        for what the engine refuses and for an answer that is none, Transient for a process that died or fell silent; after
        any of these but a refusal the process is gone."""
        self._number += 1
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"id": self._number, "ask": ask}).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._died() from None
        while True:
            answer = self._hear(time.monotonic() + seconds, seconds)
            if answer.get("id") != self._number:
                raise self._rubbish(answer)
            if isinstance(done := answer.get("done"), int | float):
                report(min(1.0, max(0.0, float(done))))
            elif isinstance(found := answer.get("answer"), dict):
                return found
            elif isinstance(error := answer.get("error"), str):
                raise self._refusal(error, str(answer.get("kind", "")))
            else:
                raise self._rubbish(answer)

    def close(self) -> None:
        """Ends the process, if it has not ended."""
        atexit.unregister(self.close)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._selector.close()
        if not self._stderr.closed:
            self._stderr.close()

    def _hear(self, until: float, allowed: float) -> dict[str, Any]:
        """The next answer."""
        assert self._process.stdout is not None
        while b"\n" not in self._unread:
            if not self._selector.select(max(0.0, until - time.monotonic())):
                said = self._said()
                self.close()
                raise Transient(f"{self._kind.name} was silent for {allowed:g} seconds and was ended{said}",
                                "the machine may be overloaded, or the model too large for it")
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                raise self._died()
            self._unread += piece
            if len(self._unread) > LONGEST:
                raise self._rubbish(self._unread[:60])
        line, _, self._unread = self._unread.partition(b"\n")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            raise self._rubbish(line) from None
        if not isinstance(answer, dict):
            raise self._rubbish(line)
        return answer

    def _refusal(self, error: str, kind: str) -> Fault:
        if kind == "missing":
            return Fault(f"{self._kind.name} is not installed in {self._kind.python()}: {error}",
                         f"{self._kind.install}, there or in an environment of its own whose Python {self._kind.variable} names")
        if kind == "memory":
            self.close()
            return Transient(f"{self._kind.name} ran out of memory: {error}", "free memory, or run with fewer --workers")
        return Fault(f"{self._kind.name} cannot speak this: {error}", "dramac doctor looks at what is installed")

    def _died(self) -> Fault:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code, said = self._process.poll(), self._said()
        self.close()
        how = f"by signal {-code}" if code is not None and code < 0 else f"with status {code}"
        return Transient(f"{self._kind.name} ended {how}{said}", f"{self._kind.install}; the machine may be short of memory")

    def _rubbish(self, answer: object) -> Fault:
        said = self._said()
        self.close()
        return Fault(f"{self._kind.name} answered what is no answer: {str(answer)[:80]!r}{said}",
                     f"{self._kind.variable} may name a Python that prints of its own accord")

    def _said(self) -> str:
        """The last line of what it printed."""
        if self._stderr.closed:
            return ""
        size = self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, size - 4000))
        lines = [one for one in self._stderr.read().decode("utf-8", "replace").splitlines() if one.strip()]
        return f": {lines[-1].strip()[:300]}" if lines else ""


_RUNNING: dict[tuple[str, str], Engine] = {}


def engine(kind: Kind) -> Engine:
    """The engine of this process, started when first asked for and again after it has ended."""
    key = (str(kind.program), kind.python())
    known = _RUNNING.get(key)
    if known is None or not known.alive:
        if known is not None:
            known.close()
        known = _RUNNING[key] = Engine(kind)
    return known


def end_all() -> None:
    """Ends every engine of this process."""
    while _RUNNING:
        _RUNNING.popitem()[1].close()
