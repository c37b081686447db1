"""The files of a project as they are on disk, by looking again and again.

Looking costs a millisecond for a series of a hundred episodes, needs no library, and works on network drives and in
containers, where the messages of the operating system do not arrive. It also does not care how an editor saves: in place, or
by a new file that takes the name of the old one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ...compiler.project import SCRIPTS

Seen = Mapping[str, tuple[int, int, int]]
"""Files by project-relative name: time of the last change, size, and number of the file."""
_READ = (*SCRIPTS, ".yaml", ".yml", ".lock", ".wav", ".flac", ".ogg", ".mp3")
_NOT_READ = frozenset(("build", "node_modules", "__pycache__", "venv"))
_PATIENCE = 2.0
"""Seconds after which a save that goes on and on is looked at all the same."""
_SHARE = 10
"""Looking may take this part of the time, no more, however large the folder is."""


def look(root: Path) -> Seen:
    """The files under `root` that a series may be read from."""
    found: dict[str, tuple[int, int, int]] = {}
    for entry in _files(str(root)):
        with suppress(OSError):
            now = entry.stat()
            found[os.path.relpath(entry.path, root).replace(os.sep, "/")] = (now.st_mtime_ns, now.st_size, now.st_ino)
    return found


def changed(before: Seen, after: Seen) -> list[str]:
    """The names of the files that came, went or changed, sorted."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def wait(root: Path, before: Seen, pause: float, quiet: float) -> Seen:
    """The files after the next change since `before`: it is looked for every `pause` seconds, and is over when nothing more
    changed for `quiet` seconds. An editor that takes a file away and puts another one in its place makes one change, and so
    does one that empties a file and then writes it."""
    while True:
        began = time.monotonic()
        now = look(root)
        if changed(before, now):
            break
        time.sleep(max(pause, _SHARE * (time.monotonic() - began)))
    since = time.monotonic()
    while time.monotonic() - since < _PATIENCE:
        time.sleep(quiet)
        again = look(root)
        if not changed(now, again) and not any(now[name][1] == 0 for name in now if before.get(name) != now[name]):
            return now
        now = again
    return now


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """Scripts and bibles under `folder`, but for hidden folders and those that hold results."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and entry.name not in _NOT_READ:
                        yield from _files(entry.path)
                elif entry.name.lower().endswith(_READ):
                    yield entry
