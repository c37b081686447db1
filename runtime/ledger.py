"""The ledger: an append-only account of every attempt at a task. It informs estimates; nothing is decided by it.

SQLite in one file. A ledger that is damaged or cannot be written never stops a build: it is moved aside and begun
anew, or not kept, and that is said once.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import MISSING, Field, dataclass, fields
from pathlib import Path

SCHEMA = 2
PATIENCE = 5.0  # seconds to wait for another build's entry
_TYPES = {"float": "REAL", "int": "INTEGER", "str": "TEXT"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt. `at`: when it ended, seconds since 1970. `outcome`: done, fault, transient, died, timeout or
    stopped. `build` tells the attempts of one build apart from those of others. `facts` is JSON.

    Of cost: `seconds` it took, `gpu_seconds` those of a GPU, `money` in US dollars. What was expected of it at the time:
    `estimate` and `prior` (the estimate before it was set right by earlier entries) in seconds, `priced` in US dollars.
    `episodes` that need it, with blanks between; `fallbacks`: how often it had to make do with less memory; `machine`: the
    kind of machine."""

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
    model: str = ""
    resource: str = ""
    gpu_seconds: float = 0.0
    money: float = 0.0
    estimate: float = 0.0
    prior: float = 0.0
    priced: float = 0.0
    episodes: str = ""
    fallbacks: int = 0
    machine: str = ""


_NAMES = tuple(one.name for one in fields(Entry))
_FIRST = _NAMES[:13]
"""The columns of schema 1."""


def _column(one: Field[object]) -> str:
    default = "" if one.default is MISSING else f" DEFAULT {one.default!r}"
    return f"{one.name} {_TYPES[str(one.type)]} NOT NULL{default}"


_COLUMNS = tuple(map(_column, fields(Entry)))
_INSERT = f"INSERT INTO attempts ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS paces ON attempts (action, backend, version, model) WHERE outcome = 'done' AND prior > 0",
    "CREATE INDEX IF NOT EXISTS payments ON attempts (key, episodes, money) WHERE money > 0",
)
_PACE = ("SELECT seconds / prior FROM attempts WHERE action = ? AND backend = ? AND version = ? AND model = ? "
         "AND outcome = 'done' AND prior > 0 ORDER BY rowid DESC LIMIT ?")
_PAID = "SELECT key, episodes, SUM(money) FROM attempts WHERE money > 0 GROUP BY key, episodes"


Kind = tuple[str, str, str, str]
"""What attempts are compared by: action, backend, version of the backend, model."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid for attempts at the task `key`, in US dollars, for the `episodes` that needed it."""

    key: str
    episodes: tuple[str, ...]
    money: float


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

    def entries(self, since: float = 0.0) -> Iterator[Entry]:
        """All entries that ended at `since` (seconds since 1970) or later, oldest first; none when there is no ledger. The
        file is only read. Raises sqlite3.Error when it is damaged."""
        with closing(_reading(self.file)) as base:
            known = _NAMES if _version(base) == SCHEMA else _FIRST if _version(base) else ()
            if known:
                wanted = f"SELECT {', '.join(known)} FROM attempts WHERE at >= ? ORDER BY rowid"
                yield from (Entry(*row) for row in base.execute(wanted, (since,)))

    def paces(self, kinds: Iterable[Kind], most: int = 64) -> dict[Kind, tuple[float, ...]]:
        """How long finished attempts of each of `kinds` took, in parts of what was first expected: the newest `most`, newest
        first. Raises sqlite3.Error when the ledger is damaged."""
        with closing(_reading(self.file)) as base:
            if _version(base) != SCHEMA:
                return {}
            found = {kind: tuple(row[0] for row in base.execute(_PACE, (*kind, most))) for kind in kinds}
        return {kind: ratios for kind, ratios in found.items() if ratios}

    def payments(self) -> tuple[Payment, ...]:
        """What was paid so far, by task and the episodes that needed it. Raises sqlite3.Error when the ledger is damaged."""
        with closing(_reading(self.file)) as base:
            if _version(base) != SCHEMA:
                return ()
            return tuple(Payment(key, tuple(episodes.split()), money) for key, episodes, money in base.execute(_PAID))


def _reading(file: Path) -> sqlite3.Connection:
    """The ledger for reading alone; an empty one where there is none."""
    if not file.is_file():
        return sqlite3.connect(":memory:")
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)


def _version(base: sqlite3.Connection) -> int:
    """The schema of a ledger; 0 of an empty one. Raises sqlite3.OperationalError for one that a later dramac wrote."""
    version = int(base.execute("PRAGMA user_version").fetchone()[0])
    if not 0 <= version <= SCHEMA:
        raise sqlite3.OperationalError("it was written by another version of dramac")
    return version


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
        if _version(base) != SCHEMA:
            base.execute("PRAGMA journal_mode = WAL")
            _renew(base)
        base.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        base.close()
        raise
    return base


def _renew(base: sqlite3.Connection) -> None:
    """Makes the table, or brings that of an earlier schema up to date; its entries stay."""
    base.execute("BEGIN IMMEDIATE")
    version = _version(base)  # another build may have been first
    if version == 0:
        base.execute(f"CREATE TABLE IF NOT EXISTS attempts ({', '.join(_COLUMNS)})")
    elif version == 1:
        for column in _COLUMNS[len(_FIRST):]:
            base.execute(f"ALTER TABLE attempts ADD COLUMN {column}")
    for index in _INDEXES:
        base.execute(index)
    base.execute(f"PRAGMA user_version = {SCHEMA}")
    base.execute("COMMIT")
