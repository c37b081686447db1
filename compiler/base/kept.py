"""Keeps what is costly to make (bibles, findings, plans) between runs, as JSON, in the user's cache folder.

Nothing here can make a command fail: a folder that cannot be written, a file that is damaged or of another version
only costs the time to build the thing again. A file is believed only if it belongs to this user and nobody else can
write it, and it holds data alone: no pickle. Files appear whole or not at all, so that commands that run at the same
time do not see halves; the last one to finish wins. `tidy` keeps a shelf small, and is to be called after something was kept.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from .digest import digest_bytes

_FORMAT = "dramac-kept-1"
_DAY = 24 * 3600.0
_NEW = ".new-"
_SELDOM = 8
"""Of 256 times."""


def load(shelf: str, key: str) -> Any | None:
    """What `save` kept on `shelf` under `key` (any text that names all it was made from), or None."""
    body = _read(shelf, key)
    try:
        return None if body is None else json.loads(body.decode("ascii"))
    except (ValueError, RecursionError):
        return None


def save(shelf: str, key: str, value: Any) -> None:
    """Keep `value` (JSON data) for the next run, by writing a new file and renaming it; silent where that is not
    possible."""
    _write(shelf, key, json.dumps(value, separators=(",", ":")))


def load_parts(shelf: str, key: str) -> list[bytes] | None:
    """What `save_parts` kept, each part as it was written: who needs few of many parts reads those."""
    body = _read(shelf, key)
    return None if body is None else body.split(b"\n")


def save_parts(shelf: str, key: str, parts: Iterable[str]) -> None:
    """Keep `parts`, each of which is ASCII without a line end; as `save`."""
    _write(shelf, key, "\n".join(parts))


def _read(shelf: str, key: str) -> bytes | None:
    file = _file(shelf, key)
    try:
        seen = _trusted(file) if file is not None else None
        if file is None or seen is None:
            return None
        if time.time() - seen.st_mtime > _DAY:
            with suppress(OSError):
                os.utime(file)  # what is read is not old: see `trim`
        with open(file, "rb", buffering=0) as stream:
            head, _, body = stream.readall().partition(b"\n")
        return body if head == digest_bytes(body).encode() else None
    except (OSError, ValueError):
        return None


def _write(shelf: str, key: str, body: str) -> None:
    file = _file(shelf, key)
    if file is None:
        return
    folder = os.path.dirname(file)
    name = os.path.join(folder, f"{_NEW}{os.urandom(8).hex()}")  # the module `tempfile` takes 8 ms to load
    data = body.encode("ascii")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(digest_bytes(data).encode("ascii") + b"\n" + data)
        with suppress(FileNotFoundError):
            os.unlink(file)  # file systems that write through when one file replaces another take 20 ms for it
        os.replace(name, file)
    except OSError:
        return


def tidy(shelf: str, most: int, days: float) -> None:
    """`trim`, once in a while: looking through a full shelf takes longer than most of what is kept there saves."""
    if os.urandom(1)[0] < _SELDOM:
        trim(shelf, most, days)


def trim(shelf: str, most: int, days: float) -> None:
    """Throw away what on `shelf` nobody has read for `days`, and then the oldest until `most` bytes are left; also
    what a run that was killed left half written. Silent where that fails."""
    folder = cache_folder()
    if folder is None:
        return
    now, files = time.time(), []
    with suppress(OSError), os.scandir(folder / "dramac" / shelf) as entries:
        for entry in entries:
            with suppress(OSError):
                seen = entry.stat(follow_symlinks=False)
                if entry.name.endswith(".json") or (entry.name.startswith(_NEW) and now - seen.st_mtime > _DAY):
                    files.append((seen.st_mtime if entry.name.endswith(".json") else 0.0, seen.st_size, entry.path))
    left = sum(size for _, size, _ in files)
    for at, size, path in sorted(files):
        if left <= most and now - at <= days * _DAY:
            break
        left -= size
        with suppress(OSError):
            os.unlink(path)


def _file(shelf: str, key: str) -> str | None:
    name = digest_bytes("\n".join((_FORMAT, f"{sys.version_info[:2]}", key)).encode("utf-8", "surrogatepass"))
    folder = cache_folder()
    return os.path.join(folder, "dramac", shelf, f"{name[:32]}.json") if folder else None


def cache_folder() -> Path | None:
    """The user's cache folder as the system has it; None where no home is known."""
    if set_by_user := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(set_by_user) if Path(set_by_user).is_absolute() else None
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    except RuntimeError:
        return None


def _trusted(file: str) -> os.stat_result | None:
    """What is known of `file`, if it and its folder are this user's and only theirs to write. Windows keeps its own rights."""
    seen = os.lstat(file)
    if hasattr(os, "getuid"):
        for one in (seen, os.lstat(os.path.dirname(file))):
            if one.st_uid != os.getuid() or one.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or stat.S_ISLNK(one.st_mode):
                return None
    return seen if stat.S_ISREG(seen.st_mode) else None
