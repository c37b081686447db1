"""Where disturbed builds work, and a build in a process of its own."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .clock import Clock
from .relay import Relay

CHILD = Path(__file__).resolve().parent.parent / "child.py"


@dataclass(slots=True)
class Place:
    """Where the builds of one harness work: `root`/store, `root`/out; the products that there must be; what is drawn."""

    root: Path
    expected: dict[str, bytes]
    draw: random.Random
    ray: str = ""
    relay: Relay | None = None

    @property
    def store(self) -> Path:
        return self.root / "store"

    def files(self, folder: str) -> list[Path]:
        return sorted(file for file in (self.store / folder).rglob("*") if file.is_file())

    def products(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in (self.root / "out").glob("*.json")}


class Build:
    """A build in a process of its own. `seen`: the keys that it has told as done. With a `clock`, its wall clock and that of
    its workers is off by what that says."""

    def __init__(self, place: Place, where: str = "", shared: str = "", largest: int = 0, clock: Clock | None = None) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "AWS_ACCESS_KEY_ID": "tester",
                       "AWS_SECRET_ACCESS_KEY": "hush", "AWS_REGION": "us-east-1",
                       "AWS_ENDPOINT_URL": place.relay.endpoint if place.relay else "",
                       **(clock.environment() if clock else {})}
        self.process = subprocess.Popen([sys.executable, str(CHILD), str(place.root), where, shared, str(largest)],
                                        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        start_new_session=True)
        self.seen: list[str] = []
        self.found: dict[str, Any] = {}

    def until(self, count: int) -> bool:
        """Reads what it says until it has told of `count` tasks. False when it ended before."""
        assert self.process.stdout is not None
        while len(self.seen) < count:
            line = self.process.stdout.readline()
            if not line:
                return False
            self._take(line)
        return True

    def finish(self) -> str:
        """Waits for its end, at most two minutes. What it wrote on standard error."""
        said, complaint = self.process.communicate(timeout=120)
        for line in said.splitlines():
            self._take(line)
        return complaint

    def workers(self) -> list[int]:
        """Its worker processes."""
        found = []
        for one in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if int((one / "stat").read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    found.append(int(one.name))
        return found

    def _take(self, line: str) -> None:
        if line.startswith("done "):
            self.seen.append(line.split()[1])
        elif line.startswith("{"):
            self.found = json.loads(line)
