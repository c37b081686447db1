"""The ledger: an append-only account of every attempt at a task. It informs estimates; nothing is decided by it.

SQLite in one file. A ledger that is damaged or cannot be written never stops a build: it is moved aside and begun
anew, or not kept, and that is said once.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from pathlib import Path

SCHEMA = 1
PATIENCE = 5.0  # seconds to wait for another build's entry
_TYPES = {"float": "REAL", "int": "INTEGER", "str": "TEXT"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt. `at`: when it ended, seconds since 1970. `outcome`: done, fault, transient, died, timeout or
    stopped. `build` tells the attempts of one build apart from those of others. `facts` is JSON."""

    at: float
    build: str
    key: str
    action: str
    backend: str
    version: str
    label: str
    worker: int
    attempt: int
    seconds: float
    outcome: str
    message: str
    facts: str


_COLUMNS = ", ".join(f"{one.name} {_TYPES[str(one.type)]} NOT NULL" for one in fields(Entry))
_INSERT = f"INSERT INTO attempts VALUES ({', '.join('?' * len(fields(Entry)))})"
_SELECT = f"SELECT {', '.join(one.name for one in fields(Entry))} FROM attempts ORDER BY rowid"


@dataclass(frozen=True, slots=True)
class Total:
    """What the attempts at one action by one backend version came to: finished ones and their seconds, all failures."""

    action: str
    backend: str
    version: str
    done: int
    seconds: float
    failed: int


class Ledger:
    """The ledger in `file`, opened at the first entry. Not to be shared between threads."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._base: sqlite3.Connection | None = None
        self._off = False

    def add(self, entry: Entry) -> str:
        """Appends `entry`. Never raises; what went wrong is returned as a sentence, else ""."""
        if self._off:
            return ""
        try:
            return self._append(entry)
        except sqlite3.OperationalError as error:  # locked, read-only, full: the file itself is sound
            return self._give_up(str(error))
        except sqlite3.DatabaseError as error:
            return self._replace(entry, str(error))
        except (OSError, OverflowError, UnicodeEncodeError) as error:
            return self._give_up(str(error))

    def _append(self, entry: Entry) -> str:
        if self._base is None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._base = _open(self.file)
        self._base.execute(_INSERT, [getattr(entry, name) for name in Entry.__slots__])
        return ""

    def _replace(self, entry: Entry, why: str) -> str:
        self.close()
        aside = self.file.with_name(f"{self.file.name}.damaged-{time.time_ns()}")
        try:
            os.replace(self.file, aside)
            for tail in ("-wal", "-shm"):
                self.file.with_name(self.file.name + tail).unlink(missing_ok=True)
            self._append(entry)
        except (OSError, sqlite3.Error) as error:
            return self._give_up(str(error))
        return f"the ledger was damaged ({why}); it was moved to {aside.name} and begun anew"

    def _give_up(self, why: str) -> str:
        self.close()
        self._off = True
        return f"the ledger {self.file} cannot be kept: {why}"

    def close(self) -> None:
        """Closes the file. May be called twice."""
        if self._base is not None:
            base, self._base = self._base, None
            with suppress(sqlite3.Error):  # every entry was committed on its own
                base.close()

    def entries(self) -> Iterator[Entry]:
        """All entries, oldest first; none when there is no ledger. Raises sqlite3.Error when it is damaged."""
        if self.file.is_file():
            with closing(_open(self.file)) as base:
                for row in base.execute(_SELECT):
                    yield Entry(*row)

    def totals(self) -> tuple[Total, ...]:
        """The entries added up by action, backend and version. Raises sqlite3.Error when the ledger is damaged."""
        sums: dict[tuple[str, str, str], list[float]] = {}
        for one in self.entries():
            row = sums.setdefault((one.action, one.backend, one.version), [0, 0.0, 0])
            if one.outcome == "done":
                row[0] += 1
                row[1] += one.seconds
            else:
                row[2] += 1
        return tuple(Total(*name, int(row[0]), row[1], int(row[2])) for name, row in sorted(sums.items()))


def _open(file: Path) -> sqlite3.Connection:
    """The ledger, set up. SQLite's change to write-ahead logging does not wait for a process that makes it at the same
    moment, so two builds that begin together are given another try."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _set_up(file)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _set_up(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        if base.execute("PRAGMA user_version").fetchone()[0] not in (0, SCHEMA):
            raise sqlite3.OperationalError("it was written by another version of dramac")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute(f"CREATE TABLE IF NOT EXISTS attempts ({_COLUMNS})")
        base.execute(f"PRAGMA user_version = {SCHEMA}")
    except BaseException:
        base.close()
        raise
    return base
