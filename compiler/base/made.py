"""Tables that are made of files of this package and stand ready in `stdlib/made`: a first run on a new machine would spend
most of its time on making them. `make tables` writes them (see `cli/tables.py`), and a test tells when one is out of date.

The first line of such a file names what it was made of. Where that has changed since, as while one works on dramac, the
table is not believed, and whoever wants it makes it again for itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .digest import digest_bytes

FOLDER = Path(__file__).resolve().parents[2] / "stdlib" / "made"
_PLACE = str(FOLDER)


def basis(form: str, files: Iterable[Path | str]) -> str:
    """What stands for the names and bytes of `files`, line ends aside, and for the `form` of what is made of them. Empty where
    a file cannot be read."""
    marks = [form]
    try:
        for file in files:
            with open(file, "rb", buffering=0) as stream:
                marks += os.path.basename(file), digest_bytes(stream.readall().replace(b"\r\n", b"\n"))
    except OSError:
        return ""
    return digest_bytes("\n".join(marks).encode())[:32]


def written(basis: str, tables: Iterable[Any]) -> str:
    """The text of a file of `tables` (JSON data), a line for each, made of what `basis` stands for."""
    lines = [json.dumps(one, ensure_ascii=False, default=str, separators=(",", ":")) for one in tables]
    return "\n".join([basis, *lines, ""])


def tables(name: str, basis: str) -> list[bytes] | None:
    """The tables in the file called `name`, each as JSON; None where they were made of something else, or of nothing that
    is here."""
    try:
        with open(os.path.join(_PLACE, name), "rb", buffering=0) as stream:
            head, *lines = stream.readall().split(b"\n")
    except OSError:
        return None
    return lines[:-1] if basis and head.rstrip() == basis.encode() and lines else None
