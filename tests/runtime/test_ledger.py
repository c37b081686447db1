from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dramac.runtime.ledger import Entry, Ledger, Total

ENTRY = Entry(1.5, "b1", "k" * 64, "draw", "animatic", "3", "shot 1", 1, 1, 2.25, "done", "", "{}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.sqlite"


def test_entries_come_back_in_order(file: Path) -> None:
    ledger = Ledger(file)
    assert list(ledger.entries()) == []
    assert not file.exists()
    entries = [ENTRY, replace(ENTRY, outcome="fault", message="no such voice 声音")]
    assert [ledger.add(one) for one in entries] == ["", ""]
    assert list(Ledger(file).entries()) == entries
    ledger.close()
    assert ledger.add(ENTRY) == ""
    assert len(list(ledger.entries())) == 3


def test_totals_by_action_and_backend(file: Path) -> None:
    ledger = Ledger(file)
    for one in (ENTRY, replace(ENTRY, seconds=0.75), replace(ENTRY, outcome="died"), replace(ENTRY, action="mix")):
        ledger.add(one)
    assert ledger.totals() == (Total("draw", "animatic", "3", 2, 3.0, 1), Total("mix", "animatic", "3", 1, 2.25, 0))


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_ledger_is_moved_aside_and_begun_anew(file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    ledger = Ledger(file)
    assert "was damaged" in ledger.add(ENTRY)
    assert ledger.add(ENTRY) == ""
    assert len(list(ledger.entries())) == 2
    assert [one.read_bytes() for one in file.parent.glob("*.damaged-*")] == [damage]


def test_a_ledger_that_cannot_be_kept_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ledger = Ledger(tmp_path / "file" / "ledger.sqlite")
    assert "cannot be kept" in ledger.add(ENTRY)
    assert ledger.add(ENTRY) == ""
    (tmp_path / "folder").mkdir()
    assert "cannot be kept" in Ledger(tmp_path / "folder").add(ENTRY)


def test_a_ledger_of_another_version_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    base = sqlite3.connect(file)
    base.execute("PRAGMA user_version = 99")
    base.close()
    kept = file.read_bytes()
    assert "another version of dramac" in Ledger(file).add(ENTRY)
    assert file.read_bytes() == kept


def test_words_that_are_no_unicode_do_not_stop_a_build(file: Path) -> None:
    assert "cannot be kept" in Ledger(file).add(replace(ENTRY, message="\ud800"))


def test_two_processes_write_one_ledger(file: Path) -> None:
    script = ("import sys; from pathlib import Path; from dramac.runtime.ledger import Entry, Ledger\n"
              "ledger = Ledger(Path(sys.argv[1]))\n"
              "entry = Entry(1.0, sys.argv[2], 'k', 'a', 'b', '1', '', 1, 1, 0.5, 'done', '', '')\n"
              "for _ in range(100): assert not ledger.add(entry)")
    both = [subprocess.Popen([sys.executable, "-c", script, str(file), name],
                             env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}) for name in "xy"]
    assert [one.wait() for one in both] == [0, 0]
    assert len(list(Ledger(file).entries())) == 200
