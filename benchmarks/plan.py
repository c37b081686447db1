"""What a series would take to make, told as a whole process: `dramac plan` cold, after one changed line, with nothing changed.

Bars on two cores, for the made-up drama of 68 episodes (see `drama.py`): cold at most 8 s, one changed line and nothing
changed at most 0.5 s each; time in proportion to the number of episodes up to 680, within 1.5 GB. One changed line in
`dramac check`, which is the floor of both, at most 0.3 s. Beside each stands what no plan can be quicker than: Python
itself, and a check that finds nothing changed.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .check import Cost, quickest, shelf, small
from .drama import write
from .series import EPISODES, LENGTHS, edited, fit, marked, reworded
from .tools import DRAMAC, ROOT

_PLAN, _CHECK = (*DRAMAC, "plan"), (*DRAMAC, "check")
_TIMES = 5


def run() -> Iterator[tuple[str, str]]:
    """Rows for the 68 episodes, then for each length, then the lines through them."""
    yield "python -c pass", str(quickest(_TIMES, [sys.executable, "-c", "pass"], ROOT))
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder, shelf():
        root = Path(folder) / "drama"
        write(root, EPISODES)
        quickest(1, [*_PLAN], small(Path(folder)))
        cold = _told(root)
        yield f"{EPISODES} episodes, {_counts(root)}, cold", cold
        yield "the same, nothing changed", _told(root, _TIMES)
        yield "dramac check, nothing changed", str(min((quickest(1, [*_CHECK], root) for _ in range(_TIMES)), key=_wall))
        for place, number in (("first", 1), ("middle", EPISODES // 2), ("last", EPISODES)):
            yield f"the same, a line of the {place} episode changed", str(edited(root, number, reworded, _PLAN))
        yield "dramac check, a line of the middle episode changed", str(edited(root, EPISODES // 2, _again, _CHECK))
        yield "the same, a mark that lasts, in the first episode", str(edited(root, 1, marked, _PLAN))
        yield "dramac watch, a line changed, until it has been said", _watched(root)
        both = quickest(1, [*_PLAN, "--lang", "all"], root)
        yield f"both languages, {_counts(root, '--lang', 'all')}, one of them known", str(both)
        yield "both languages, nothing changed", str(quickest(_TIMES, [*_PLAN, "--lang", "all"], root))
    costs = [_of_length(count) for count in LENGTHS]
    for count, (cold_cost, warm) in zip(LENGTHS, costs, strict=True):
        yield f"{count} episodes, cold", f"{cold_cost}, {cold_cost.memory:,.0f} MB"
        yield f"{count} episodes, nothing changed", f"{warm}, {warm.memory:,.0f} MB"
    for number, what in enumerate(("cold", "nothing changed")):
        yield f"the line through them, {what}", fit(LENGTHS, [cost[number].wall for cost in costs])
        yield f"the line through user seconds, {what}", fit(LENGTHS, [cost[number].user for cost in costs])


def _told(root: Path, times: int = 1) -> str:
    cost = quickest(times, [*_PLAN], root)
    return f"{cost}, {cost.memory:,.0f} MB" if times == 1 else str(cost)


def _wall(cost: Cost) -> float:
    return cost.wall


def _again(text: str, at: int) -> str:
    """`text` with yet another word than the plans before had in it."""
    return reworded(text, 100 + at)


def _counts(root: Path, *words: str) -> str:
    """How many shots and tasks the plan of the series in `root` has."""
    with tempfile.TemporaryDirectory() as other:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "CI": "1", "XDG_CACHE_HOME": other}
        done = subprocess.run([*_PLAN, "--shots", *words], cwd=root, env=environment, capture_output=True, text=True, check=True)
    shots = sum(map(int, re.findall(r", (\d+) shots, ", done.stdout)))
    tasks = re.search(r"^(\d+) tasks, ", done.stdout, re.MULTILINE)
    return f"{shots:,} shots, {int(tasks[1]) if tasks else 0:,} tasks"


def _watched(root: Path) -> str:
    """The seconds that `dramac watch` says it took to look at a save, in a process that has looked before."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "CI": "1"}
    script = root / "episodes" / f"ep{EPISODES // 2:03d}.fountain"
    process = subprocess.Popen([*DRAMAC, "watch", "--json"], cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    took = []
    try:
        process.stdout.readline()
        for at in range(_TIMES):
            script.write_text(reworded(script.read_text(encoding="utf-8"), 200 + at), encoding="utf-8")
            took.append(json.loads(process.stdout.readline())["took"])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
    return f"{min(took) * 1000:,.0f} ms"


def _of_length(episodes: int) -> tuple[Cost, Cost]:
    """A plan of so many episodes of which nothing is known, and one more."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder, shelf():
        write(Path(folder) / "drama", episodes)
        quickest(1, [*_PLAN], small(Path(folder)))
        return quickest(1, [*_PLAN], Path(folder) / "drama"), quickest(3, [*_PLAN], Path(folder) / "drama")
