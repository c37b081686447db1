"""What this compiler is, to the byte: results that an older one kept say nothing about what this one would find."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .digest import digest_bytes

_PACKAGE = Path(__file__).resolve().parents[2]
_ROOMS = ("compiler", "grammar", "stdlib")
_ENDINGS = (".py", ".yaml", ".lark")
_LIBRARIES = ("lark", "pydantic", "pydantic_core", "yaml")
"""Whose words findings may hold, or whose reading they may depend on."""


@cache
def stamp() -> str:
    """A digest of the version of Python, of the names, sizes and times of the files of the compiler and its data, and of
    the libraries that it reads with."""
    rows = [sys.version]
    for room in _ROOMS:
        rows += sorted(_rows(os.path.join(_PACKAGE, room)))
    for library in _LIBRARIES:
        spec = find_spec(library)
        rows.append(_row(library, os.stat(spec.origin)) if spec and spec.origin else library)
    return digest_bytes("\n".join(rows).encode("utf-8", "surrogateescape"))


def _rows(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _rows(entry.path)
            elif entry.name.endswith(_ENDINGS):
                yield _row(entry.path, entry.stat())


def _row(name: str, now: os.stat_result) -> str:
    return f"{name} {now.st_size} {now.st_mtime_ns}"
