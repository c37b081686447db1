"""A dozen of the injections of the harness, one of each kind and some again; `benchmarks/faults.py` makes two hundred."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import injections, judge

NEEDED = {"kill_ray_worker": "ray", "network_gone": "moto"}


def test_a_dozen_injected_faults_lose_nothing_and_make_nothing_wrong(tmp_path: Path) -> None:
    kinds = [*(one.__name__ for one in injections.LOCAL), "network_gone", "kill_build", "flip_blob", "kill_worker"]
    kinds = [one for one in kinds if importlib.util.find_spec(NEEDED.get(one, "sys")) is not None]
    verdicts = list(judge.run(tmp_path, 7, kinds))
    print("\n".join(judge.table(verdicts)))
    assert [one.wrong for one in verdicts if one.wrong] == []


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install dramac[ray]")
def test_killed_ray_workers_lose_nothing(tmp_path: Path) -> None:
    verdicts = list(judge.run(tmp_path, 8, ["kill_ray_worker"]))
    assert [one.wrong for one in verdicts if one.wrong] == []
