"""`dramac watch` as a process: what it says of saves, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dramac.cli.watch import files

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
BIBLE = """\
series: {title: Spring, language: en, dubs: [zh-Hans]}
cast: {LIN: {age: 22, sex: f}, WEI: {age: 25, sex: m}}
locations: {HALL: {built: living room}}
targets: {quick: {voice: espeak}}
"""
ONE = "Title: One\nEpisode: 1\n\nINT. HALL - DAY\n\nLIN waits. WEI enters.\n\nLIN\nYou sold it. [[id: a1]]\n\nWEI\nI had to.\n"
TWO = "Title: Two\nEpisode: 2\n\nINT. HALL - NIGHT\n\nWEI\nShe is gone.\n"


class Watching:
    """A process that watches, and the objects that it writes."""

    def __init__(self, root: Path, *words: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "XDG_CACHE_HOME": str(root.parent / "cache")}
        self.process = subprocess.Popen([sys.executable, "-m", "dramac", "watch", "--json", *words], cwd=root, env=environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def next(self, event: str) -> dict[str, Any]:
        """What it says next, which is an `event`."""
        found: dict[str, Any] = json.loads(self._lines.get(timeout=PATIENCE))
        assert found["event"] == event, found
        return found

    def end(self) -> tuple[int, str]:
        """Ctrl-C: the exit code, and what it wrote on standard error."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return code, self.process.stderr.read()


@pytest.fixture
def series(tmp_path: Path) -> Path:
    root = tmp_path / "spring"
    (root / "episodes").mkdir(parents=True)
    (root / "series.yaml").write_text(BIBLE)
    (root / "episodes" / "ep01.fountain").write_text(ONE)
    (root / "episodes" / "ep02.fountain").write_text(TWO)
    return root


@pytest.fixture
def watching(series: Path) -> Iterator[Watching]:
    one = Watching(series)
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.wait()


def test_it_says_what_a_line_changes_and_ends_well(series: Path, watching: Watching) -> None:
    first = watching.next("began")
    assert first["plan"]["missing"] == first["plan"]["tasks"] > 0
    script = series / "episodes" / "ep02.fountain"
    script.write_text(TWO.replace("She is gone.", "She left for good, and I let her."))
    said = watching.next("changed")
    assert said["files"] == ["episodes/ep02.fountain"]
    assert [one["place"] for one in said["shots"]] == ["episodes/ep02.fountain:7"]
    assert 0 < len(said["shots"]) < said["tasks"] < first["plan"]["tasks"]
    assert said["seconds"] > 0
    assert watching.end() == (0, "")


def test_findings_come_and_go_and_errors_do_not_end_it(series: Path, watching: Watching) -> None:
    watching.next("began")
    script = series / "episodes" / "ep01.fountain"
    script.write_text(ONE + "\nZHOU\nWho am I?\n")
    said = watching.next("changed")
    assert "D201" in [one["code"] for one in said["new"]]
    assert said["counts"]["error"] >= 1
    assert said["plan"] is None
    script.write_text("\n\n".join(("Title: One\nEpisode: 1", "INT. HALL - DAY", "LIN waits.", ONE.partition("DAY\n\n")[2])))
    said = watching.next("changed")
    assert "D201" in [one["code"] for one in said["gone"]]
    assert said["plan"]["tasks"] > 0
    assert watching.end()[0] == 0


def test_a_finding_that_moves_with_its_line_is_not_new(series: Path, watching: Watching) -> None:
    script = series / "episodes" / "ep01.fountain"
    watching.next("began")
    script.write_text(ONE + "\n[[shot: CU LIN, 1s]]\n\nLIN\nThis takes much longer to say than one second.\n")
    assert "D401" in [one["code"] for one in watching.next("changed")["new"]]
    script.write_text(ONE.replace("LIN waits.", "The clock ticks.\n\nLIN waits.")
                      + "\n[[shot: CU LIN, 1s]]\n\nLIN\nThis takes much longer to say than one second.\n")
    said = watching.next("changed")
    assert said["new"] == said["gone"] == []


def test_an_editor_that_saves_by_renaming_makes_one_change(series: Path, watching: Watching) -> None:
    watching.next("began")
    script = series / "episodes" / "ep01.fountain"
    script.rename(series / "episodes" / "ep01.fountain~")
    other = series / "episodes" / ".ep01.swp"
    other.write_text(ONE.replace("I had to.", "I would do it again."))
    other.replace(script)
    (series / "episodes" / "ep01.fountain~").unlink()
    said = watching.next("changed")
    assert said["files"] == ["episodes/ep01.fountain"]
    assert said["shots"]
    (series / "episodes" / "ep02.fountain").write_text(TWO + "\nWEI\nGone.\n")
    assert watching.next("changed")["files"] == ["episodes/ep02.fountain"]


def test_included_files_translations_and_the_bible_are_watched(series: Path, watching: Watching) -> None:
    watching.next("began")
    (series / "episodes" / "ep02.fountain").write_text(TWO + "\n[[include: common/recap.fountain]]\n")
    assert watching.next("changed")["counts"].get("error")
    (series / "common").mkdir()
    (series / "common" / "recap.fountain").write_text("LIN\nBefore.\n")
    said = watching.next("changed")
    assert said["files"] == ["common/recap.fountain"]
    assert said["plan"]["tasks"] > 0
    assert not said["counts"].get("error")
    (series / "translations" / "zh-Hans").mkdir(parents=True)
    (series / "translations" / "zh-Hans" / "ep01.yaml").write_text("a9: 好\n")
    assert watching.next("changed")["files"] == ["translations/zh-Hans/ep01.yaml"]
    (series / "series.yaml").write_text(BIBLE + "lint: [\n")
    assert watching.next("changed")["plan"] is None
    (series / "series.yaml").unlink()
    assert "series.yaml" in watching.next("trouble")["message"]
    (series / "series.yaml").write_text(BIBLE)
    assert watching.next("changed")["plan"]["tasks"] > 0
    assert watching.end()[0] == 0


def test_an_episode_that_is_not_there_is_wrong_usage(series: Path) -> None:
    one = Watching(series, "ep07")
    assert one.process.wait(PATIENCE) == 2
    assert one.process.stderr is not None
    assert "There is no episode 'ep07'" in one.process.stderr.read()


def test_what_a_save_changed_is_made(series: Path) -> None:
    one = Watching(series, "ep02", "--build")
    try:
        first = one.next("began")
        made = one.next("built")
        assert made["complete"]
        film = series / "build" / "ep02.en.mp4"
        assert str(film) in made["files"]
        before = film.read_bytes()
        (series / "episodes" / "ep02.fountain").write_text(TWO.replace("gone", "back"))
        said = one.next("changed")
        assert 0 < said["plan"]["missing"] < first["plan"]["tasks"]
        assert one.next("built")["complete"]
        assert film.read_bytes() != before
        (series / "episodes" / "ep02.fountain").write_text(TWO)
        assert one.next("changed")["plan"]["missing"] == 0
        assert one.next("built")["complete"]
        assert film.read_bytes() == before
        assert one.end()[0] == 0
    finally:
        one.process.kill()


def test_only_a_terminal_is_cleared(series: Path) -> None:
    mine, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "XDG_CACHE_HOME": str(series.parent / "cache"),
                   "TERM": "xterm"}
    command = [sys.executable, "-m", "dramac", "watch"]
    process = subprocess.Popen(command, cwd=series, env=environment, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    try:
        assert b"to make" in _until(mine, b"to make")
        (series / "episodes" / "ep02.fountain").write_text(TWO + "\nWEI\nGone.\n")
        said = _until(mine, b"tasks to make")
        assert b"\x1b[2J" in said
        assert b"draw" in said
        assert b"episodes/ep02.fountain" in said
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        os.close(mine)


def _until(terminal: int, words: bytes) -> bytes:
    said = b""
    while words not in said:
        said += os.read(terminal, 4096)
    return said


def test_a_file_that_was_only_emptied_is_waited_for(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    before = files.look(series)
    script.write_text("")
    writer = threading.Timer(0.3, lambda: script.write_text(ONE))
    writer.start()
    after = files.wait(series, before, pause=0.01, quiet=0.02)
    writer.join()
    assert after["episodes/ep01.fountain"][1] == len(ONE.encode())
