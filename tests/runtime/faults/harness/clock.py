"""A wall clock that jumps under processes that run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SHIFT = Path(__file__).resolve().parent.parent / "clock"


class Clock:
    """What is added to the wall clock of every Python process with this `environment`, and of those that they start: it can
    be set while they run. Times that the kernel writes, of files, stay true; so does the monotonic clock."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.set(0.0)

    def set(self, seconds: float) -> None:
        """From now on the clock is off by so many seconds."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(repr(seconds), "ascii")
        fresh.replace(self.file)

    def environment(self) -> dict[str, str]:
        """What to start a process with."""
        return {"PYTHONPATH": os.pathsep.join((str(SHIFT), *sys.path)), "FAULTS_CLOCK": str(self.file)}
