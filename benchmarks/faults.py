"""Injected faults (two hundred, if no other number is asked for): kills, full disks, damaged stores, clocks, networks; by a seed.

Bar: nothing lost, no wrong product at any time, each healed or told clearly, and the same bytes as undisturbed in the end. What
is injected, and how it is judged, stands in `tests/runtime/faults/harness`. It takes many minutes, so it runs only when it is
named: `python -m benchmarks faults`. `DRAMAC_FAULTS` and `DRAMAC_SEED` choose another number and another seed.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "runtime" / "faults"))

from harness import injections, judge

COUNT, SEED = int(os.environ.get("DRAMAC_FAULTS", "200")), int(os.environ.get("DRAMAC_SEED", "1"))


def run() -> Iterator[tuple[str, str]]:
    """A row for each kind of fault, and one for each injection that went wrong."""
    kinds = [list(injections.KINDS)[at % len(injections.KINDS)] for at in range(COUNT)]
    random.Random(SEED).shuffle(kinds)
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        verdicts = []
        for verdict in judge.run(Path(folder), SEED, kinds):
            verdicts.append(verdict)
            print(f"  {len(verdicts):>4} of {COUNT} {verdict.kind:<18}{verdict.became} {verdict.wrong}", file=sys.stderr,
                  flush=True)
    for row in judge.table(verdicts):
        yield row, ""
    yield f"{COUNT} injected, wrong or lost", str(sum(1 for one in verdicts if one.wrong))
