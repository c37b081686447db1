"""One build at a time does one task: advisory locks (flock) that a crash lets go by itself."""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress
from pathlib import Path

UNSUPPORTED = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


class Lock:
    """A held lock on `file`. `release` lets it go; so does the end of the process, however it ends."""

    def __init__(self, file: Path, handle: int, shared: bool) -> None:
        self.file = file
        self._handle = handle
        self._shared = shared

    def release(self) -> None:
        """Lets the lock go, and takes its file away when nobody else can be waiting in it. May be called twice."""
        if self._handle < 0:
            return
        if not self._shared:  # unlinked while held: a newcomer who opened the old file finds that out in `take`
            with suppress(OSError):
                self.file.unlink()
        os.close(self._handle)
        self._handle = -1


def take(file: Path, *, shared: bool = False) -> Lock | None:
    """The lock on `file`, or None when another holder excludes it. Never waits. Raises OSError when no lock file can
    be made. On file systems without locks it is granted: two builds may then do one task twice, which is only slow."""
    file.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in UNSUPPORTED:
                return Lock(file, handle, shared)
            os.close(handle)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return None
            raise
        if _same(file, handle):
            return Lock(file, handle, shared)
        os.close(handle)  # its last holder took the file away between our open and our lock


def _same(file: Path, handle: int) -> bool:
    try:
        there, ours = os.lstat(file), os.fstat(handle)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)
