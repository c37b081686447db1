"""The benchmark of one GPU runs anywhere at its smallest, both ways, and counts loads as they are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_scheduled_plan_loads_each_model_once(tmp_path: Path) -> None:
    table = tmp_path / "table.md"
    words = ["--size", "tiny", "--shots", "2", "--frames", "5", "--folder", str(tmp_path / "weights"), "--out", str(table)]
    done = subprocess.run([sys.executable, "-m", "benchmarks.gpu", *words], cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": f"{ROOT / '.dev'}{os.pathsep}{ROOT}"}, timeout=900)
    assert done.returncode == 0, done.stderr
    rows = [line.split("|")[1:3] for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("|")][2:]
    assert [(name.strip(), int(loads)) for name, loads in rows] == [("scheduled plan", 4), ("a pipeline for each shot", 4)]
