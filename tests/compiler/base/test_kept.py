"""The shelf in the user's cache folder: bounded, believed when it is this user's and whole, and never in the way."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dramac.compiler.base import kept

DAY = 24 * 3600


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "dramac" / "s"


def age(file: Path, days: float) -> None:
    os.utime(file, (time.time() - days * DAY,) * 2)


def one_by_one(shelf: Path, *keys: str) -> dict[str, Path]:
    """Keep something under each key; the file of each."""
    files: dict[str, Path] = {}
    for key in keys:
        kept.save("s", key, "x" * 1000)
        files[key] = next(file for file in shelf.glob("*.json") if file not in files.values())
    return files


def test_the_oldest_goes_first(shelf: Path) -> None:
    files = one_by_one(shelf, "a", "b", "c")
    for days, key in enumerate(("c", "a", "b"), 1):
        age(files[key], days)
    kept.trim("s", 2500, 30)
    assert [key for key in files if kept.load("s", key)] == ["a", "c"]


def test_what_nobody_reads_goes(shelf: Path) -> None:
    files = one_by_one(shelf, "a", "b")
    age(files["a"], 31)
    kept.trim("s", 1 << 20, 30)
    assert (kept.load("s", "a"), kept.load("s", "b")) == (None, "x" * 1000)


def test_what_is_read_stays(shelf: Path) -> None:
    files = one_by_one(shelf, "a")
    age(files["a"], 29)
    assert kept.load("s", "a")
    kept.trim("s", 1 << 20, 1)
    assert kept.load("s", "a")


def test_halves_of_killed_runs_go_and_those_of_living_ones_stay(shelf: Path) -> None:
    one_by_one(shelf, "a")
    dead, living = shelf / ".new-dead", shelf / ".new-living"
    dead.write_text("")
    living.write_text("")
    age(dead, 2)
    kept.trim("s", 1 << 20, 30)
    assert not dead.exists()
    assert living.exists()


def test_trimming_what_is_not_there_is_no_fault(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.trim("s", 0, 0)
    shelf.parent.mkdir(parents=True)
    shelf.write_text("a file")
    kept.trim("s", 0, 0)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    kept.trim("s", 0, 0)


def test_a_shelf_that_is_used_much_stays_small(shelf: Path) -> None:
    for number in range(1500):
        kept.save("s", f"{number}", "x" * 10)
        kept.tidy("s", 1000, 30)
    assert len(list(shelf.glob("*.json"))) < 1000


def test_what_is_damaged_is_not_believed(shelf: Path) -> None:
    kept.save("s", "a", {"x": [1]})
    (file,) = shelf.iterdir()
    text = file.read_text()
    for damaged in ("", "{}", text.replace("x", "y"), text[:-1]):
        file.write_text(damaged)
        assert kept.load("s", "a") is None
    file.write_text(text)
    assert kept.load("s", "a") == {"x": [1]}


def test_no_cache_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for folder in (str(tmp_path / "file"), "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", folder)
        kept.save("s", "a", [1])
        assert kept.load("s", "a") is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="file rights are POSIX")
def test_what_others_could_write_is_not_believed(shelf: Path) -> None:
    kept.save("s", "a", {"x": [1]})
    assert kept.load("s", "a") == {"x": [1]}
    assert kept.load("s", "b") is None
    (file,) = shelf.iterdir()
    file.chmod(0o622)
    assert kept.load("s", "a") is None
    file.chmod(0o600)
    assert kept.load("s", "a") is not None
    shelf.chmod(0o777)
    assert kept.load("s", "a") is None
    shelf.chmod(0o700)
    moved = file.rename(shelf.parent / "elsewhere")
    file.symlink_to(moved)
    assert kept.load("s", "a") is None


def test_nothing_is_left_behind(shelf: Path) -> None:
    kept.save("s", "a", [1])
    kept.save("s", "a", [2])
    assert kept.load("s", "a") == [2]
    assert len(list(shelf.iterdir())) == 1
