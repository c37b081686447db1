"""Builds through the front door: the same bytes however many workers, and nothing lost to a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from tests_films import ENVIRONMENT, PROGRAM, dramac, made

SCRIPT = """\
Title: Signal
Episode: 1

INT. OFFICE - NIGHT

[[sound: thunder]]

ADA
Who sent it?

[[shot: CU BEN]]

BEN
(whispering)
You did.
"""


def series(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "signal.fountain").write_text(SCRIPT, encoding="utf-8")
    return folder


def build(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return dramac("build", "signal.fountain", "--draft", "--progress", "json", *words, cwd=folder)


def results(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((folder / "build").iterdir())}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = series(tmp_path_factory.mktemp("finished"))
    done = build(folder)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def test_a_bare_script_becomes_a_film(finished: Path) -> None:
    assert {"signal.en.mp4", "signal.en.en.srt", "signal.en.jpg"} == set(results(finished))


def test_one_worker_makes_the_same_bytes_as_many(finished: Path, tmp_path: Path) -> None:
    alone = series(tmp_path / "alone")
    assert build(alone, "-j", "1").returncode == 0
    assert results(alone) == results(finished)


def test_ten_kills_lose_nothing_that_was_finished(finished: Path, tmp_path: Path) -> None:
    folder, chance = series(tmp_path / "killed"), random.Random(7)
    for _ in range(10):
        process = subprocess.Popen([*PROGRAM, "build", "signal.fountain", "--draft", "-q"], cwd=folder, env=ENVIRONMENT,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 4.0))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    done = build(folder)
    assert done.returncode == 0, done.stderr[-3000:]
    assert results(folder) == results(finished)
    with sqlite3.connect(folder / ".dramac" / "ledger.sqlite") as ledger:
        finishes = ledger.execute("SELECT key, COUNT(*) FROM attempts WHERE outcome = 'done' GROUP BY key").fetchall()
    assert [key for key, count in finishes if count > 1] == []


def test_two_builds_at_once_on_one_store_both_succeed(finished: Path, tmp_path: Path) -> None:
    folder = series(tmp_path / "both")
    words = [*PROGRAM, "build", "signal.fountain", "--draft", "-q"]
    pair = [subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE) for _ in range(2)]
    assert [one.wait(timeout=300) for one in pair] == [0, 0]
    assert results(folder) == results(finished)


def test_a_line_that_cannot_be_spoken_is_reported_with_its_place_and_the_rest_is_made(tmp_path: Path) -> None:
    folder = series(tmp_path / "broken")
    environment = {**ENVIRONMENT, "DRAMAC_FFMPEG": "/nonexistent/ffmpeg"}
    done = subprocess.run([*PROGRAM, "build", "signal.fountain", "--draft", "--progress", "json"], cwd=folder,
                          env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 1
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith('{"event"')]
    failed = [one for one in events if one["event"] == "TaskFailed"]
    assert failed
    assert all("ffmpeg" in one["message"] for one in failed)
    assert any(one["task"]["place"].startswith("signal.fountain:") for one in failed)
    assert "speech" in {task["action"] for task in made(done)}
    assert not (folder / "build" / "signal.en.mp4").exists()
