"""Ten of the harness's runs; `python -m benchmarks paid` makes a hundred."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import media_harness


def test_ten_killed_builds_pay_for_nothing_twice(tmp_path: Path) -> None:
    verdicts = list(media_harness.run(tmp_path, 3, 10, pictures=1))
    print("\n".join(media_harness.table(verdicts)))
    assert [one.wrong for one in verdicts if one.wrong] == []
