"""A vertical drama of 68 episodes, checked as a whole process: cold, after one changed line, with nothing changed; and longer.

Bars on two cores: cold at most 3 s, one changed line at most 0.3 s, and time in proportion to the number of episodes up to 680.
The drama is made up (see `drama.py`) and holds no mistake.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .check import Cost, quickest, shelf, small
from .drama import write
from .tools import DRAMAC, ROOT

EPISODES = 68
LENGTHS = (68, 136, 340, 680)
_CHANGES = 5
_MARK = "\n[[marks: MAYA LIN = "
_MARKS = ("tears", "mud", "sweat", "dust", "tear stains", "soot")
_CHECK = (*DRAMAC, "check")


def run() -> Iterator[tuple[str, str]]:
    """Rows for the 68 episodes, then for each length, then the line through them."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder, shelf():
        root = Path(folder) / "drama"
        lines = write(root, EPISODES)
        quickest(1, [*_CHECK], small(Path(folder)))
        cold = quickest(1, [*_CHECK], root)
        yield f"{EPISODES} episodes, {lines:,} lines, cold", f"{cold}, {cold.memory:,.0f} MB"
        yield "the same, nothing changed", str(quickest(_CHANGES, [*_CHECK], root))
        for place, number in (("first", 1), ("middle", EPISODES // 2), ("last", EPISODES)):
            yield f"the same, a line of the {place} episode changed", str(edited(root, number, reworded))
        yield "scenes that such a change evaluates", _evaluated(root, EPISODES // 2, reworded)
        yield "the same, a mark that lasts, in the first episode", str(edited(root, 1, marked))
        yield "scenes that such a change evaluates", _evaluated(root, 1, marked)
        yield "findings", _findings(root)
    costs = [_of_length(count) for count in LENGTHS]
    for count, cost in zip(LENGTHS, costs, strict=True):
        yield f"{count} episodes, cold", f"{cost}, {cost.memory:,.0f} MB"
    yield "the line through them", fit(LENGTHS, [cost.wall for cost in costs])
    yield "the line through user seconds", fit(LENGTHS, [cost.user for cost in costs])


def _of_length(episodes: int) -> Cost:
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder, shelf():
        write(Path(folder) / "drama", episodes)
        quickest(1, [*_CHECK], small(Path(folder)))
        return quickest(1, [*_CHECK], Path(folder) / "drama")


def edited(root: Path, number: int, edit: Callable[[str, int], str], command: Sequence[str] = _CHECK) -> Cost:
    """The quickest check (or other `command`) after an edit of one episode; each is another edit, with the others in place."""
    script = root / "episodes" / f"ep{number:03d}.fountain"
    costs = []
    for at in range(_CHANGES):
        text = script.read_text(encoding="utf-8")
        script.write_text(edit(text, at), encoding="utf-8")
        costs.append(quickest(1, [*command], root))
    return min(costs, key=lambda one: one.wall)


def reworded(text: str, at: int) -> str:
    """`text` with another word in the first line of action."""
    head, mark, rest = text.partition("\n[[beat: hook]]\n")
    return f"{head}{mark}\nThe rain stops, for the time being ({at}).\n{rest}"


def marked(text: str, at: int) -> str:
    """`text` in which the heroine bears another mark at the end, so that every later episode begins in another state."""
    head, end, rest = text.rpartition("\n[[hold: 1.2s]]\n")
    return f"{head.partition(_MARK)[0]}{_MARK}{_MARKS[at]}]]\n{end}{rest}"


def _evaluated(root: Path, number: int, edit: Callable[[str, int], str]) -> str:
    """How many scenes the check of an edited series steps through the state, as `dramac check --statistics` counts them."""
    script = root / "episodes" / f"ep{number:03d}.fountain"
    script.write_text(edit(script.read_text(encoding="utf-8"), _CHANGES), encoding="utf-8")
    counted = _told(root, "--statistics", "--format", "json")["continuity"]
    return f"{counted['evaluated']:,} of {counted['scenes']:,}"


def _findings(root: Path) -> str:
    found = _told(root, "--format", "json").get("findings", [])
    codes = sorted({one["code"] for one in found})
    return f"{len(found)} {' '.join(codes)}".strip()


def _told(root: Path, *words: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "CI": "1"}
    done = subprocess.run([*_CHECK, *words], cwd=root, env=environment, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def fit(lengths: Sequence[int], seconds: Sequence[float]) -> str:
    """The straight line of least squares through the points, and how much of their variance it explains (R²)."""
    mean_x, mean_y = sum(lengths) / len(lengths), sum(seconds) / len(seconds)
    across = sum((x - mean_x) ** 2 for x in lengths)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(lengths, seconds, strict=True)) / across
    start = mean_y - slope * mean_x
    missed = sum((y - start - slope * x) ** 2 for x, y in zip(lengths, seconds, strict=True))
    spread = sum((y - mean_y) ** 2 for y in seconds)
    return f"{start * 1000:,.0f} ms + {slope * 1000:.2f} ms an episode, R² = {1 - missed / spread:.4f}"
