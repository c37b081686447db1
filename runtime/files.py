"""Files that are whole or not there: atomic writing, copying with a digest, and what a disk's refusal means."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from .job import Fault

PIECE = 1 << 20
FULL = (errno.ENOSPC, errno.EDQUOT)
REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM)


def fault_of(error: OSError, what: str) -> Fault:
    """`error` met while doing `what`, as a Fault that a person can act on."""
    if error.errno in FULL:
        return Fault(f"{what}: the disk is full", "make room (dramac cache gc) and run the same command again")
    if error.errno == errno.EFBIG:
        return Fault(f"{what}: the file is larger than this system allows", "raise the file size limit (ulimit -f)")
    if error.errno in REFUSED:
        return Fault(f"{what}: {error.strerror}", "the folder cannot be written: choose another, or change its rights")
    if error.errno == errno.ENOTDIR:
        return Fault(f"{what}: a file stands where a folder should be", "move that file, or choose another folder")
    return Fault(f"{what}: {error.strerror or error}")


@contextmanager
def disk(what: str) -> Iterator[None]:
    """Turns an OSError inside into a Fault that says what was being done."""
    try:
        yield
    except OSError as error:
        raise fault_of(error, what) from error


def open_regular(file: Path) -> int:
    """A descriptor to read `file`, which must be a plain file itself: no link, no pipe, no folder. Raises OSError."""
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a plain file", str(file))
    return handle


def size_of(file: Path) -> int:
    """The size in bytes of the plain file `file`, or -1 when there is none (a link is none)."""
    try:
        facts = os.lstat(file)
    except (OSError, ValueError):
        return -1
    return facts.st_size if stat.S_ISREG(facts.st_mode) else -1


def read_small(file: Path, most: int) -> bytes:
    """The bytes of the plain file `file`. Raises OSError when it is none or holds more than `most` bytes."""
    with open(open_regular(file), "rb") as handle:
        data = handle.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "too large", str(file))
    return data


def fresh(folder: Path) -> Path:
    """A name in `folder` that nothing has yet."""
    return folder / f"{os.getpid()}-{os.urandom(12).hex()}"


def sync_folder(folder: Path) -> None:
    """Makes the names in `folder` outlive a power cut, where the file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some network file systems cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def place(temporary: Path, target: Path, durable: bool = True) -> None:
    """Moves the finished file `temporary` to `target` on the same file system, replacing it; durable afterwards unless told
    otherwise."""
    try:
        os.replace(temporary, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, target)
    if durable:
        sync_folder(target.parent)


def write_atomic(target: Path, data: bytes, temporary: Path) -> None:
    """Writes `data` to `target` by way of `temporary`: `target` is never seen half-written. Raises OSError."""
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("xb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


@cache
def _syncfs() -> Callable[[int], int] | None:
    import ctypes  # not needed by a build that needs nothing

    try:
        return ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return None


def flush(root: Path, files: Sequence[Path]) -> None:
    """Makes `files` and their names outlive a power cut. Several cost one call for the whole file system of `root`, where
    the system has that (Linux): for many small files it is far quicker than one after another. Raises OSError."""
    call = _syncfs() if len(files) > 2 else None
    if call is None:
        for file in files:
            sync(file, os.O_RDONLY | os.O_NOFOLLOW)
        for folder in {file.parent for file in files}:
            sync_folder(folder)
        return
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if call(handle):
            import ctypes

            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(root))
    finally:
        os.close(handle)


def sync(file: Path, how: int) -> None:
    """Makes the content of `file` outlive a power cut. Raises OSError."""
    handle = os.open(file, how | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def seal(file: Path, mode: int) -> tuple[str, int] | None:
    """Gives the plain file `file` the mode `mode`; the SHA-256 and the size that it has now and keeps. None where some
    process may still write to it (Linux grants a read lease only on a file that nobody has open for writing) or that cannot
    be known. Raises OSError."""
    lease = getattr(fcntl, "F_SETLEASE", None)
    with open(open_regular(file), "rb") as handle:
        if lease is None or os.fstat(handle.fileno()).st_nlink != 1:
            return None
        os.fchmod(handle.fileno(), mode)
        try:
            fcntl.fcntl(handle, lease, fcntl.F_RDLCK)
        except OSError:
            return None
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return digest, handle.tell()


def copy_digest(source: Path, temporary: Path, mode: int) -> tuple[str, int]:
    """Copies the plain file `source` to the new file `temporary`, durably; its SHA-256 and its size in bytes.

    Raises OSError, and then leaves no `temporary` behind.
    """
    hasher, size = hashlib.sha256(), 0
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(open_regular(source), "rb") as reader, temporary.open("xb") as writer:
            while piece := reader.read(PIECE):
                hasher.update(piece)
                size += writer.write(piece)
            writer.flush()
            os.fchmod(writer.fileno(), mode)
            os.fsync(writer.fileno())
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return hasher.hexdigest(), size


def digest_regular(file: Path) -> str:
    """The SHA-256 of the plain file `file`. Raises OSError when it is none."""
    with open(open_regular(file), "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
