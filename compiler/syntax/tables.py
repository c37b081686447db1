"""Keeps lark's tables between runs, as JSON, in the user's cache folder.

Nothing here can make a parse fail: a folder that cannot be written, a file that is damaged or was made by another
version only costs the time to build the tables again. A file is believed only if it belongs to this user and nobody
else can write it, and it holds data alone: no pickle.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any

from ..base.digest import digest_bytes

_FORMAT = "dramac-tables-1"


def load(grammar: str, version: str) -> Any | None:
    """What `save` kept for this grammar and lark version, or None."""
    file = _file(grammar, version)
    try:
        if file is None or not _trusted(file):
            return None
        head, _, body = file.read_text(encoding="ascii").partition("\n")
        return json.loads(body) if head == digest_bytes(body.encode()) else None
    except (OSError, ValueError, RecursionError):
        return None


def save(grammar: str, version: str, tables: Any) -> None:
    """Keep `tables` for the next run, by writing a new file and renaming it; silent where that is not possible."""
    file = _file(grammar, version)
    if file is None:
        return
    body = json.dumps(tables, separators=(",", ":"))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(digest_bytes(body.encode()) + "\n" + body)
        os.replace(name, file)
    except OSError:
        return


def flatten(machine: Any) -> Any:
    """The tables of a `lark.Lark` as plain data that JSON can hold."""
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    data, memo = machine.memo_serialize([TerminalDef, Rule])
    data["parser"]["lexer_conf"]["lexer_type"] = data["options"]["lexer"] = None
    return {"data": data, "memo": memo}


def revive(tables: Any, lexer: type) -> Any:
    """The `lark.Lark` of which `flatten` made `tables`. Raises whatever wrong data leads to."""
    from lark import Lark

    plain = _numbered(tables)
    plain["data"]["parser"]["lexer_conf"]["lexer_type"] = plain["data"]["options"]["lexer"] = lexer
    return Lark.load(plain)


def _numbered(value: Any) -> Any:
    """JSON has no whole-number keys: give them back."""
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: _numbered(item) for key, item in value.items()}
    return [_numbered(item) for item in value] if isinstance(value, list) else value


def _file(grammar: str, version: str) -> Path | None:
    key = digest_bytes("\n".join((_FORMAT, version, f"{sys.version_info[:2]}", grammar)).encode())
    folder = _folder()
    return folder / "dramac" / "grammar" / f"{key[:32]}.tables" if folder else None


def _folder() -> Path | None:
    """The user's cache folder as the system has it; None where no home is known."""
    if set_by_user := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(set_by_user) if Path(set_by_user).is_absolute() else None
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    except RuntimeError:
        return None


def _trusted(file: Path) -> bool:
    """Whether `file` and its folder are this user's and only theirs to write. Windows keeps its own rights."""
    if not hasattr(os, "getuid"):
        return file.is_file()
    for one in (file.lstat(), file.parent.lstat()):
        if one.st_uid != os.getuid() or one.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or stat.S_ISLNK(one.st_mode):
            return False
    return stat.S_ISREG(file.lstat().st_mode)
