"""What the benchmarks share: a copy of an example to work on, and whole-process times."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAMAC = (sys.executable, "-m", "dramac")


@contextmanager
def copy_of(example: str) -> Iterator[Path]:
    """A fresh copy of an example, without anything it has built."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        target = Path(folder) / example
        shutil.copytree(ROOT / "examples" / example, target, ignore=shutil.ignore_patterns(".dramac", "build"))
        yield target


def timed(*command: str, cwd: Path = ROOT, best_of: int = 1) -> tuple[float, str]:
    """Wall seconds of the quickest of `best_of` runs, and what the last printed. Raises CalledProcessError."""
    quickest, printed = float("inf"), ""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "CI": "1"}
    for _ in range(best_of):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)
        quickest = min(quickest, time.perf_counter() - began)
        if done.returncode not in (0, 1):
            raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
        printed = done.stdout + done.stderr
    return quickest, printed


def seconds_of(film: Path) -> float:
    """The length of a film."""
    import av

    with av.open(str(film)) as container:
        return float(container.duration or 0) / 1e6
