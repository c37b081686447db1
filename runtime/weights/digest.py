"""The digest of a folder of weights: enough to tell two models apart, without reading all their gigabytes.

It is the SHA-256 over every file's name and size, and of small files their bytes, of safetensors files their headers, which
name every tensor with its type and shape. A folder that has not changed since (names, sizes and times of its files) is not
read again. Names that begin with a dot are no part of a model, nor are what tools note beside it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ...compiler.base import kept
from ..job import Fault

SMALL = 1 << 20
_LARGEST_HEADER = 100_000_000  # bytes, the limit of the format's own reader
_MOST = 10_000  # files; a model has some dozens
_SHELF = "weights"
_FORMAT = "dramac weights 1"


def digest_of(folder: Path) -> str:
    """The digest of the weights in `folder`, as `sha256:` and 64 digits. Raises Fault where it cannot be read, or is no such
    folder."""
    try:
        found = sorted(_files(folder, ""))
        key = f"{_FORMAT} {os.path.realpath(folder)} {found}"
        known = kept.load(_SHELF, key)
        if isinstance(known, str):
            return known
        digest = f"sha256:{_digest(folder, found)}"
    except OSError as error:
        raise Fault(f"the weights in {folder} cannot be read: {error.strerror or error}") from error
    kept.save(_SHELF, key, digest)
    return digest


def _files(folder: Path, before: str) -> Iterator[tuple[str, int, int]]:
    """The files under `folder`: name, size and time. Links are followed, as a hub's cache is made of them."""
    pending = [(folder, before)]
    count = 0
    while pending:
        place, prefix = pending.pop()
        for entry in os.scandir(place):
            if entry.name.startswith("."):
                continue
            count += 1
            if count > _MOST:
                raise Fault(f"{folder} holds more than {_MOST} files", "a model's folder is meant, with nothing else in it")
            name = f"{prefix}{entry.name}"
            if entry.is_dir():
                if entry.is_symlink():
                    raise Fault(f"{name} in {folder} is a link to a folder", "put the folder itself there")
                pending.append((Path(entry.path), f"{name}/"))
            else:
                seen = entry.stat()
                yield name, seen.st_size, seen.st_mtime_ns


def _digest(folder: Path, found: list[tuple[str, int, int]]) -> str:
    whole = hashlib.sha256(_FORMAT.encode())
    for name, size, _ in found:
        whole.update(f"\n{name}\0{size}\0".encode("utf-8", "surrogateescape"))
        if size < SMALL:
            whole.update((folder / name).read_bytes())
        elif name.endswith(".safetensors"):
            whole.update(_header(folder / name))
    return whole.hexdigest()


def _header(file: Path) -> bytes:
    """The header of a safetensors file: its length in 8 bytes, and that many bytes of JSON."""
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if length > _LARGEST_HEADER:
            raise Fault(f"{file.name} is no safetensors file: it says that its header has {length} bytes")
        return stream.read(length)
