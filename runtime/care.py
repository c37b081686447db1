"""Looking after a store: how much it holds, whether its bytes are still right, what may be forgotten."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import files
from .record import LARGEST, from_bytes, is_digest

STALE = 24 * 3600.0  # seconds after which work in progress belongs to nobody: longer than any task may take
FORGOTTEN = 30 * 24 * 3600.0  # seconds after which nobody goes on with a job that was begun elsewhere: no server keeps it


@dataclass(frozen=True, slots=True)
class Stats:
    """What a store holds: finished tasks, blobs and their bytes, entries of work in progress, damaged blobs aside."""

    records: int
    blobs: int
    bytes: int
    unfinished: int
    aside: int


@dataclass(frozen=True, slots=True)
class Collected:
    """What was forgotten: finished tasks, blobs, and the bytes that these held."""

    records: int
    blobs: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished task as `choose` needs it: when it was used last, and the digests of its blobs."""

    key: str
    used: float
    blobs: frozenset[str]


def stats(root: Path) -> Stats:
    """Counts what lies in the store at `root`. Raises OSError when a folder cannot be read."""
    sizes = [files.size_of(file) for file in _sharded(root / "blobs", "")]
    records = sum(1 for _ in _sharded(root / "actions", ".json"))
    return Stats(records, len(sizes), sum(sizes), len(_entries(root / "tmp")), len(_entries(root / "aside")))


def keys(root: Path) -> list[str]:
    """The keys of the records in the store at `root`, sorted. Raises OSError when a folder cannot be read."""
    return [file.name.removesuffix(".json") for file in _sharded(root / "actions", ".json")]


def verify(root: Path) -> list[str]:
    """Moves blobs whose bytes do not fit their name to aside/; their digests, sorted. Raises OSError."""
    wrong = []
    for file in _sharded(root / "blobs", ""):
        try:
            fits = files.digest_regular(file) == file.name
        except FileNotFoundError:
            continue  # forgotten by a `gc` beside us
        except OSError:
            fits = False
        if not fits:
            (root / "aside").mkdir(exist_ok=True)
            os.replace(file, root / "aside" / file.name)
            wrong.append(file.name)
    return sorted(wrong)


def collect(root: Path, keep: frozenset[str], older_than: float | None, max_bytes: int | None, dry: bool) -> Collected:
    """Forgets what `Store.gc` says, while nobody else uses the store; with `dry` only counts it. Raises OSError."""
    kept = [_read(file) for file in _sharded(root / "actions", ".json")]
    sizes = {file.name: files.size_of(file) for file in _sharded(root / "blobs", "")}
    going = choose(kept, sizes, keep, older_than, max_bytes)
    gone = {one.key for one in going}
    named = frozenset[str]().union(*(one.blobs for one in kept if one.key not in gone))
    orphans = sorted(set(sizes) - named)
    if not dry:
        for one in going:
            (root / "actions" / one.key[:2] / f"{one.key}.json").unlink(missing_ok=True)
        for digest in orphans:
            (root / "blobs" / digest[:2] / digest).unlink(missing_ok=True)
        _clear(root / "tmp", time.time() - STALE)
        _clear(root / "aside", time.time())
        _clear(root / "locks", time.time() - STALE)
        forget_journals(root)
        _clear(root / "journal", time.time() - FORGOTTEN)
    return Collected(len(going), len(orphans), sum(sizes[digest] for digest in orphans))


def forget_journals(root: Path) -> None:
    """Takes away the journals of tasks that are done: they were left by a worker that was killed right then."""
    from shutil import rmtree

    for entry in _entries(root / "journal"):
        key = entry.name
        if is_digest(key) and (root / "actions" / key[:2] / f"{key}.json").exists():
            rmtree(entry.path, ignore_errors=True)


def choose(found: Iterable[Kept], sizes: Mapping[str, int], keep: frozenset[str], older_than: float | None,
           max_bytes: int | None) -> list[Kept]:
    """Which of the tasks `found` go, those longest unused first, by the rules of `Store.gc`; `sizes` are of blobs."""
    kept = sorted(found, key=lambda one: (one.used, one.key))
    free = [one for one in kept if one.key not in keep]
    if older_than is None and max_bytes is None:
        return free
    since = time.time() - older_than if older_than is not None else float("-inf")
    going = [one for one in free if one.used < since]
    if max_bytes is None:
        return going
    users: dict[str, int] = {}
    for one in kept:
        for digest in one.blobs:
            users[digest] = users.get(digest, 0) + 1
    total = sum(sizes.get(digest, 0) for digest in users)
    rest = [one for one in free if one.used >= since]
    for one in (*going, *rest):
        if one.used >= since:
            if total <= max_bytes:
                break
            going.append(one)
        for digest in one.blobs:
            users[digest] -= 1
            total -= sizes.get(digest, 0) if users[digest] == 0 else 0
    return going


def _read(file: Path) -> Kept:
    """A record as `collect` needs it; one that cannot be read names no blobs and is as old as can be."""
    key = file.name.removesuffix(".json")
    try:
        record = from_bytes(key, files.read_small(file, LARGEST))
        return Kept(key, file.lstat().st_mtime, frozenset(blob.digest for blob in record.outputs.values()))
    except (OSError, ValueError):
        return Kept(key, float("-inf"), frozenset())


def _sharded(folder: Path, suffix: str) -> Iterator[Path]:
    """The entries of `folder`/ab/ that are named by a digest and `suffix`, in order. No link is followed."""
    for shard in _entries(folder):
        if not shard.is_dir(follow_symlinks=False):
            continue
        for entry in _entries(Path(shard.path)):
            digest = entry.name.removesuffix(suffix)
            named = is_digest(digest) and digest[:2] == shard.name and entry.name == digest + suffix
            if named and not entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []


def _clear(folder: Path, before: float) -> None:
    """Takes away what `folder` holds and nobody has changed since `before`; what resists stays."""
    from shutil import rmtree

    for entry in _entries(folder):
        with suppress(OSError):
            if entry.name == "store" or entry.stat(follow_symlinks=False).st_mtime > before:
                continue
            if entry.is_dir(follow_symlinks=False):
                rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)
