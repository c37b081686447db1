"""One build at a time does one task: advisory locks (flock) that a crash lets go by itself."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from contextlib import suppress
from pathlib import Path
from types import TracebackType

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


class Keys:
    """Locks for digests, all in one file: each digest stands for one byte of it, so taking and letting go writes nothing. Used
    with `with`, at whose end all are let go; so are they when the process ends, however it ends.

    Where the system has no locks of that kind, each digest has a file of its own (see `take`) in the folder of `file`.
    """

    def __init__(self, file: Path) -> None:
        """Opens `file`. Raises OSError."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._command: int | None = getattr(fcntl, "F_OFD_SETLK", None)
        self._folder = file.parent
        self._handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
        self._own: dict[str, Lock | None] = {}

    def __enter__(self) -> Keys:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for key in list(self._own):
            self.release(key)
        os.close(self._handle)

    def take(self, key: str) -> bool:
        """Takes the lock on `key` (a digest); False when somebody has it. Never waits. Raises OSError."""
        if key in self._own:
            return False
        held: Lock | None = None
        if self._command is None:
            held = take(self._folder / key)
            if held is None:
                return False
        elif not self._ask(self._command, fcntl.F_WRLCK, key):
            return False
        self._own[key] = held
        return True

    def release(self, key: str) -> None:
        """Lets the lock on `key` go, if it is held."""
        if key not in self._own:
            return
        held = self._own.pop(key)
        if held is not None:
            held.release()
        elif self._command is not None:
            self._ask(self._command, fcntl.F_UNLCK, key)

    def _ask(self, command: int, kind: int, key: str) -> bool:
        """Locks or unlocks the byte of `key`: struct flock with an offset of 60 bits, a length of 1 and no process."""
        try:
            fcntl.fcntl(self._handle, command, struct.pack("hhqqi4x", kind, os.SEEK_SET, int(key[:15], 16), 1, 0))
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EACCES):
                return False
            if error.errno not in UNSUPPORTED:
                raise
        return True
