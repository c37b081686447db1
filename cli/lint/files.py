"""Writes files whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def unchanged(file: Path, text: str) -> str:
    """Why `file` may not be written in the place of `text`, which was read from it; nothing where it may."""
    try:
        if file.is_symlink():
            return "is a link; run dramac where the file itself lies"
        if not stat.S_ISREG(file.stat().st_mode):
            return "is no plain file"
        if file.read_bytes() != text.encode("utf-8", "surrogatepass"):
            return "is not UTF-8, or has changed since it was read"
        if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
            return "cannot be written"
    except OSError as fault:
        return f"cannot be read: {fault.strerror or fault}"
    return ""


def write_whole(file: Path, text: str) -> None:
    """Write `text` as UTF-8 to a new file beside `file` and put it in its place, with the rights that `file` had. Of a
    link, what it points to is written; a device or a pipe is written into. Raises OSError where that is not possible;
    `file` is then as it was."""
    file = file.resolve() if file.is_symlink() else file
    if file.exists() and not file.is_file():
        file.write_bytes(text.encode("utf-8", "replace"))
        return
    import tempfile  # most runs write no file

    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".dramac-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o666 & ~_mask())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mask() -> int:
    """The bits that a new file of this process does not get; the system tells them only by setting them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
