"""Ctrl-C and kill -9 of a build that is talking to a shared store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dramac.runtime.store import Store

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "series" / "episodes").mkdir(parents=True)
    (tmp_path / "series" / "series.yaml").write_text(
        "series: {title: The Well, language: en}\ntargets: {quick: {voice: espeak}}\ncast: {MARA: {}}\n"
        "locations: {HALL: {setting: interior, built: hall}}\n", encoding="utf-8")
    (tmp_path / "series" / "episodes" / "ep01.fountain").write_text(
        "INT. HALL - DAY\n\nMara waits.\n\nMARA\nHello there.\n", encoding="utf-8")
    return tmp_path / "series"


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_build_that_waits_for_a_silent_server_can_be_ended(series: Path, bucket, crooked, how: int, code: int) -> None:
    crooked.mischief = lambda method, path: "hang" if "/actions" in path else ""
    build = subprocess.Popen([sys.executable, "-m", "dramac", "build", "--store", bucket.url], cwd=series, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env={**os.environ, "PYTHONPATH": str(ROOT / ".dev")})
    until = time.monotonic() + 60
    while not any("/actions" in path for _, path in crooked.asked) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    build.send_signal(how)
    out, err = build.communicate(timeout=60)
    assert build.returncode == code, err
    assert "Traceback" not in err
    assert out == ""
    assert Store(series / ".dramac" / "store").stats().records == 0
