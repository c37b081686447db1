from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dramac.compiler.plan.nodes import Estimate, make_task
from dramac.runtime.attempt import entry_of
from dramac.runtime.ledger import Entry, Ledger, Payment

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


OLD = ("CREATE TABLE attempts (at REAL NOT NULL, build TEXT NOT NULL, key TEXT NOT NULL, action TEXT NOT NULL, backend TEXT NOT "
       "NULL, version TEXT NOT NULL, label TEXT NOT NULL, worker INTEGER NOT NULL, attempt INTEGER NOT NULL, seconds REAL NOT "
       "NULL, outcome TEXT NOT NULL, message TEXT NOT NULL, facts TEXT NOT NULL)")
"""The table of schema 1, as it was written."""


@pytest.fixture
def old(file: Path) -> Path:
    file.parent.mkdir()
    base = sqlite3.connect(file, isolation_level=None)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute(OLD)
    base.execute("INSERT INTO attempts VALUES (1.5, 'b1', ?, 'draw', 'animatic', '3', 'shot 1', 1, 1, 2.25, 'done', '', '{}')",
                 ("k" * 64,))
    base.execute("PRAGMA user_version = 1")
    base.close()
    return file


def test_a_ledger_of_the_first_schema_is_read_as_it_is_and_goes_on(old: Path) -> None:
    assert list(Ledger(old).entries()) == [ENTRY]
    assert (Ledger(old).paces([("draw", "animatic", "3", "")]), Ledger(old).payments()) == ({}, ())
    with sqlite3.connect(old) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (1,)  # reading changes nothing
    new = replace(ENTRY, model="ltx2", resource="gpu", gpu_seconds=2.25, money=0.5, estimate=3.0, prior=1.5, priced=0.6,
                  episodes="ep01 ep02", fallbacks=1, machine="x86_64, 2 cores")
    ledger = Ledger(old)
    assert ledger.add(new) == ""
    assert list(ledger.entries()) == [ENTRY, new]
    assert ledger.payments() == (Payment(ENTRY.key, ("ep01", "ep02"), 0.5),)


def test_two_processes_bring_one_old_ledger_up_to_date(old: Path) -> None:
    script = ("import sys; from pathlib import Path; from dramac.runtime.ledger import Entry, Ledger\n"
              "entry = Entry(1.0, sys.argv[2], 'k', 'a', 'b', '1', '', 1, 1, 0.5, 'done', '', '')\n"
              "assert not Ledger(Path(sys.argv[1])).add(entry)")
    both = [subprocess.Popen([sys.executable, "-c", script, str(old), name],
                             env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}) for name in "xyz"]
    assert [one.wait() for one in both] == [0, 0, 0]
    assert len(list(Ledger(old).entries())) == 4


def test_the_newest_paces_of_what_is_asked_for(file: Path) -> None:
    ledger = Ledger(file)
    kind, other = ("draw", "animatic", "3", ""), ("i2v", "diffusers", "1", "ltx2")
    for at in range(5):
        ledger.add(replace(ENTRY, seconds=float(at), prior=2.0))
    for strange in (replace(ENTRY, prior=0.0), replace(ENTRY, prior=1.0, outcome="died"),
                    replace(ENTRY, prior=1.0, version="2"), replace(ENTRY, prior=1.0, model="ltx2")):
        ledger.add(strange)
    assert ledger.paces([kind, other], most=3) == {kind: (2.0, 1.5, 1.0)}


def test_entries_since_a_time(file: Path) -> None:
    ledger = Ledger(file)
    for at in (10.0, 20.0, 30.0):
        ledger.add(replace(ENTRY, at=at))
    assert [one.at for one in ledger.entries(since=20.0)] == [20.0, 30.0]


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_reading_a_damaged_ledger_says_so_and_leaves_it(file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    for read in (lambda: list(Ledger(file).entries()), lambda: Ledger(file).paces([]), lambda: Ledger(file).payments()):
        with pytest.raises(sqlite3.Error):
            read()
    assert file.read_bytes() == damage


def test_what_an_attempt_cost() -> None:
    """A GPU is paid by the time that it took, what others make as it was priced, once it is done."""
    def task(resource: str) -> object:
        return make_task("i2v", "b", "1", {}, outputs=("v",), resource=resource, model="m",
                         estimate=Estimate(100.0, "told", money=0.5, prior=50.0))

    gpu = entry_of(task("gpu"), build="b", worker=1, attempt=2, seconds=150.0, outcome="timeout", episodes=("ep01", "ep02"))
    assert (gpu.money, gpu.gpu_seconds, gpu.estimate, gpu.prior, gpu.priced) == (0.75, 150.0, 100.0, 50.0, 0.5)
    assert (gpu.episodes, gpu.model, gpu.attempt, gpu.fallbacks) == ("ep01 ep02", "m", 2, 0)
    bought = [entry_of(task("io"), build="b", worker=1, attempt=1, seconds=9.0, outcome=outcome) for outcome in ("done", "fault")]
    assert [one.money for one in bought] == [0.5, 0.0]
    told = entry_of(task("io"), build="b", worker=1, attempt=1, seconds=9.0, outcome="done",
                    facts={"backend_facts": {"money": 0.31, "fallbacks": 2, "device": "H100"}})
    assert (told.money, told.fallbacks, told.machine) == (0.31, 2, "H100")
    for odd in ({"money": "much"}, {"money": -1}, {"money": float("nan")}, [1], "x"):
        assert entry_of(task("io"), build="b", worker=1, attempt=1, seconds=1.0, outcome="done",
                        facts={"backend_facts": odd}).money in (0.0, 0.5)
