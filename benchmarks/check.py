"""What `dramac check` takes as a whole process: a thousand feature-length scripts, one episode in a git hook, one huge script.

Bars on two cores: a thousand scripts at 120 000 lines a second when nothing is known of them and at 2 000 000 when nothing
changed, within 2 GB; one episode within 200 ms when nothing changed and within 400 ms when it is read for the first time;
its plan by models within 500 ms. The thousand are one series with a bible, which is what holds many scripts together; `cold`
means that nothing is kept of these files, while what every run shares is there: in a `first run ever` the cache folder is empty.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import readers
from .features import feature, series
from .tools import DRAMAC, ROOT, copy_of

SCRIPTS = 1000
_BIBLE = "series: {title: One}\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds, user seconds of it and its children, and MB of all of them together."""

    wall: float
    user: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall * 1000:,.0f} ms (user {self.user * 1000:,.0f} ms)"


def run() -> Iterator[tuple[str, str]]:
    """Rows for the thousand, for the hook, and for the huge script."""
    yield from _thousand()
    yield from _hook()
    yield from _huge()


def _thousand() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder, shelf():
        root = Path(folder) / "thousand"
        lines = series(root, SCRIPTS)
        _check(small(Path(folder)))
        cold = _check(root)
        yield f"{SCRIPTS:,} scripts, {lines:,} lines, cold", f"{lines / cold.wall:,.0f} lines/s = {cold}, {cold.memory:,.0f} MB"
        warm = _best(3, root)
        yield "the same, nothing changed", f"{lines / warm.wall:,.0f} lines/s = {warm}, {warm.memory:,.0f} MB"
        script = root / "episodes" / f"film{SCRIPTS // 2:04d}.fountain"
        script.write_text(script.read_text(encoding="utf-8") + "\nAnd the rain stops.\n", encoding="utf-8")
        one = _check(root)
        yield "the same, one script changed", f"{lines / one.wall:,.0f} lines/s = {one}, {one.memory:,.0f} MB"


def _hook() -> Iterator[tuple[str, str]]:
    with copy_of("white-fox") as project:
        for extra in ("ep02", "ep03"):
            (project / "episodes" / f"{extra}.fountain").unlink()
        script = project / "episodes" / "ep01.fountain"
        for command in (["check"], ["plan", "ep01"], ["plan", "ep01", "--target", "final"]):
            yield f"one episode, `{' '.join(command)}`, first run ever", str(_first(project, [*DRAMAC, *command]))
        colds, edits = [], []
        for number in range(5):
            with shelf(), tempfile.TemporaryDirectory() as other:
                _check(small(Path(other)))
                colds.append(_check(project))
                script.write_text(script.read_text(encoding="utf-8") + f"\nThe rain stops {number}.\n", encoding="utf-8")
                edits.append(_check(project))
        yield "one episode, cold", str(min(colds, key=lambda one: one.wall))
        yield "one episode, a line changed", str(min(edits, key=lambda one: one.wall))
        with shelf():
            _check(project)
            yield "one episode, nothing changed", str(_best(7, project))
        for name in readers.PYTHON:
            command = readers.whole(name)
            words = f"{name}, the same episode (reads it, checks nothing)"
            yield words, command if isinstance(command, str) else str(quickest(5, [*command, str(script)], project))


def _first(project: Path, command: list[str]) -> Cost:
    """The quickest of five runs of `command`, each where dramac has never run before."""
    costs = []
    for _ in range(5):
        with shelf():
            costs.append(quickest(1, command, project))
    return min(costs, key=lambda one: one.wall)


def _huge() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        for films in (10, 100):
            root = Path(folder) / f"films{films}"
            root.mkdir()
            body = [feature(number).partition("\n\n")[2] for number in range(films)]
            (root / "one.fountain").write_text("\n".join(["Title: One", "", *body]), encoding="utf-8")
            lines = sum(one.count("\n") for one in body)
            with shelf():
                _check(small(Path(folder) / f"small{films}"))
                cost = _check(root)
            figure = f"{lines / cost.wall:,.0f} lines/s = {cost}, {cost.memory:,.0f} MB"
            yield f"one script of {lines:,} lines, cold, no bible", figure


def small(folder: Path) -> Path:
    """A series that has nothing to do with what is measured, to build the tables that every run shares."""
    (folder / "small").mkdir(parents=True)
    (folder / "small" / "series.yaml").write_text(_BIBLE, encoding="utf-8")
    (folder / "small" / "ep01.fountain").write_text("INT. HOUSE - DAY\n\n[[hold: 2s]]\n", encoding="utf-8")
    return folder / "small"


def _best(times: int, root: Path) -> Cost:
    return quickest(times, [*DRAMAC, "check"], root)


def _check(root: Path) -> Cost:
    return quickest(1, [*DRAMAC, "check"], root)


def quickest(times: int, command: list[str], root: Path) -> Cost:
    return min((_cost(command, root) for _ in range(times)), key=lambda one: one.wall)


def _cost(command: list[str], root: Path) -> Cost:
    """Run `command` in `root`. Raises CalledProcessError where it ends with neither 0 nor 1, or in a traceback."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "CI": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        wall = time.perf_counter() - began
        watch.over.set()
        watch.join()
        said.seek(0)
        broken = b"Traceback" in said.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if broken or code not in (0, 1):
        raise subprocess.CalledProcessError(code, command)
    return Cost(wall, after.ru_utime - before.ru_utime, watch.most)


class _Watch(threading.Thread):
    """Looks now and then how much memory a process and its children take together (what they share counted once)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self.over, self.most = pid, threading.Event(), 0.0

    def run(self) -> None:
        while not self.over.wait(0.2):
            self.most = max(self.most, sum(map(_memory, [self._pid, *_children(self._pid)])))


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _memory(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


@contextmanager
def shelf() -> Iterator[None]:
    """A cache folder in which nothing is kept yet."""
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["XDG_CACHE_HOME"]
            else:
                os.environ["XDG_CACHE_HOME"] = before
