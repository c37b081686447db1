"""Builds by a misbehaving media server, killed at drawn moments (a hundred, if no other number is asked for); by a seed.

Bar: no job paid for twice, no wrong picture or clip, no key or address in anything written. What goes wrong, and how it is
judged, stands in `tests/runtime/media/media_harness.py`. It takes minutes, so it runs only when it is named: `python -m
benchmarks paid`. `DRAMAC_FAULTS` and `DRAMAC_SEED` choose another number and another seed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "runtime" / "media"))

import media_harness

COUNT, SEED = int(os.environ.get("DRAMAC_FAULTS", "100")), int(os.environ.get("DRAMAC_SEED", "1"))


def run() -> Iterator[tuple[str, str]]:
    """A row for each kind of server, and one for each run that went wrong."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        verdicts = []
        for verdict in media_harness.run(Path(folder), SEED, COUNT):
            verdicts.append(verdict)
            print(f"  {len(verdicts):>4} of {COUNT} {verdict}", file=sys.stderr, flush=True)
    for row in media_harness.table(verdicts):
        yield row, ""
    yield f"{COUNT} runs, paid twice or wrong", str(sum(1 for one in verdicts if one.wrong))
