"""Worker processes on this machine, seen from outside: started, given orders, listened to, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
MAIN = f"{__package__}._local"  # the module whose main() a worker runs
# The parent's own search path, so that the worker finds the very same dramac, whatever way it was installed.
BOOT = ("import sys, json; from importlib import import_module; sys.path[:] = json.loads(sys.argv[1]); "
        "import_module(sys.argv[2]).main()")
PATIENCE = 100  # hundredths of a second
LOG_TAIL = 2000  # bytes of what a dead worker printed last


def gpus() -> list[str]:
    """The GPUs of this machine, as CUDA calls them: those that CUDA_VISIBLE_DEVICES leaves, else those that the driver has."""
    chosen = os.environ.get("CUDA_VISIBLE_DEVICES")
    if chosen is not None:
        return [one.strip() for one in chosen.split(",") if one.strip()]
    with suppress(OSError):
        return [str(number) for number in range(len(os.listdir("/proc/driver/nvidia/gpus")))]
    return []


class LocalWorker:
    """A worker process. `fileno` can be waited on; it is readable when `hear` has something or the worker is gone."""

    def __init__(self, main: str = MAIN, gpu: int | None = None) -> None:
        """Starts the process in a session of its own, so that Ctrl-C reaches only the parent. It sees the GPU `gpu` of those
        there are (from 0), and none with None. Raises OSError."""
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the worker lives
        self._heard = b""
        environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "0",
                       "CUDA_VISIBLE_DEVICES": "" if gpu is None else ",".join(gpus()[gpu:gpu + 1])}
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-c", BOOT, json.dumps([str(one) for one in sys.path]), main],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=environment,
                start_new_session=True, bufsize=0)
        except BaseException:
            self._log.close()
            raise
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._orders, self._answers = self._child.stdin, self._child.stdout
        os.set_blocking(self._answers.fileno(), False)

    def fileno(self) -> int:
        """The descriptor that answers come from."""
        return self._answers.fileno()

    def send(self, orders: Sequence[str]) -> bool:
        """Hands over `orders` (see perform.to_text). False when the worker is gone."""
        return self._tell("\n".join(orders))

    def prepare(self, backend: str) -> None:
        """Has the worker load `backend`. A worker that is gone is found out by listening."""
        self._tell(json.dumps({"prepare": backend}))

    def _tell(self, line: str) -> bool:
        rest = memoryview(line.encode() + b"\n")
        try:
            while rest:
                rest = rest[self._orders.write(rest):]
        except OSError:
            return False
        return True

    def hear(self) -> tuple[list[dict[str, Any]], bool]:
        """The answers that have come, and whether the worker is still there. Never waits."""
        alive = True
        while True:
            try:
                piece = os.read(self.fileno(), 1 << 16)
            except BlockingIOError:
                break
            if not piece:
                alive = False
                self._await_end()
                break
            self._heard += piece
        *lines, self._heard = self._heard.split(b"\n")
        return [json.loads(line) for line in lines], alive

    def _await_end(self) -> None:
        """Gives a worker that has closed its pipe a moment to end by itself, so that how it ended can be told."""
        for _ in range(PATIENCE):
            if os.waitid(os.P_PID, self._child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None:
                return
            time.sleep(0.01)

    def kill(self) -> tuple[str, str]:
        """Ends the worker and every program that it started. How it had ended, in words, and what it printed last."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)  # not yet waited for, so the number is still its own
        code = self._child.wait()
        with suppress(OSError):
            self._orders.close()
        self._answers.close()
        with self._log:
            self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - LOG_TAIL))
            return _ending(code), self._log.read().decode("utf-8", "replace").strip()


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {-code} ({signal.Signals(-code).name})"
    except ValueError:
        return f"signal {-code}"
