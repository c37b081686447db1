"""What `dramac report` takes as a whole process: a folder of 1 000 and of 3 000 feature-length scripts, ranked with reasons.

Bars on two cores: 60 scripts a second, and memory that does not grow with the number of scripts (all processes together,
counted once a tenth of a second). `cold`: nothing is kept of these scripts, while the tables that every run shares are there;
`warm`: they were measured before. The report of a series stands beside them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from .check import Cost, quickest, shelf
from .features import series
from .tools import DRAMAC, copy_of

SIZES = (1000, 3000)


def run() -> Iterator[tuple[str, str]]:
    """Rows for both sizes of corpus, and for the page of a series."""
    with shelf():
        for count in SIZES:
            yield from _corpus(count)
        with copy_of("white-fox") as project:
            cost = _report(project)
            yield "the page of The White Fox, three episodes", f"{cost}, {cost.memory:,.0f} MB"


def _corpus(count: int) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        root = Path(folder) / "pile"
        lines = series(root, count)
        series(Path(folder) / "small", 1, first=count)
        _report(Path(folder), "--corpus", "small")
        for name in ("cold", "warm"):
            cost = _report(Path(folder), "--corpus", "pile", "--csv", "-o", "ranking.csv")
            yield (f"{count:,} scripts, {lines:,} lines, {name}",
                   f"{count / cost.wall:,.0f} scripts/s = {cost}, {cost.memory:,.0f} MB")


def _report(folder: Path, *options: str) -> Cost:
    return quickest(1, [*DRAMAC, "report", *options], folder)
