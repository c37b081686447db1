"""What the last builds needed, so that cleaning a store in one branch keeps what another branch's last build rests on.

A file `roots/NAME.json` for each branch and each thing that is built on it; a later build of the same replaces it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..compiler.base.digest import digest
from . import files
from .record import is_digest
from .store import Store

SCHEMA = 1
FOLDER = "roots"
LARGEST = 64 << 20  # bytes of such a file; that of a series of 5 000 shots holds less than one million
USUAL = 30 * 86_400.0  # seconds for which a last build keeps what it needed, unless a person says otherwise


@dataclass(frozen=True, slots=True)
class Root:
    """A build of `what` (branch and request, in words), when it was (seconds since 1970), and the task keys it needs."""

    what: str
    at: float
    keys: frozenset[str]


def remember(store: Store, what: str, keys: Iterable[str]) -> Path:
    """Notes in `store` that a build of `what` needs the tasks `keys`. The file that says so. Raises Fault."""
    file = store.root / FOLDER / f"{digest(what)}.json"
    text = json.dumps({"schema": SCHEMA, "what": what, "at": time.time(), "keys": sorted(set(keys))}, ensure_ascii=False)
    with files.disk(f"the store {store.root} cannot be written"):
        files.write_atomic(file, text.encode(), files.fresh(store.root / "tmp"))
    return file


def from_bytes(data: bytes) -> Root:
    """The root in `data`. Raises ValueError for anything else."""
    try:
        whole = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        raise ValueError("no list of roots")
    what, at, keys = whole.get("what"), whole.get("at"), whole.get("keys")
    if not isinstance(what, str) or not isinstance(at, int | float) or not isinstance(keys, list):
        raise ValueError("no list of roots")
    return Root(what, float(at), frozenset(key for key in keys if is_digest(key)))


def remembered(store: Store, since: float) -> tuple[list[Root], list[str]]:
    """The builds of `store` that ended at or after `since` (seconds since 1970), and the names of files that cannot be read.
    Raises Fault when the folder cannot be read."""
    found, damaged = [], []
    with files.disk(f"the store {store.root} cannot be read"):
        listed = sorted((store.root / FOLDER).glob("*.json")) if (store.root / FOLDER).is_dir() else []
    for file in listed:
        try:
            root = from_bytes(files.read_small(file, LARGEST))
        except (OSError, ValueError):
            damaged.append(file.name)
            continue
        if root.at >= since:
            found.append(root)
    return found, damaged


def forget(store: Store, before: float) -> None:
    """Takes away the files of builds that ended before `before`. Raises Fault."""
    with files.disk(f"the store {store.root} cannot be cleaned"):
        for file in (store.root / FOLDER).glob("*.json"):
            if file.lstat().st_mtime < before:
                file.unlink(missing_ok=True)
