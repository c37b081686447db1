"""The files that a bible is read from, and what they held: whether a bible that was kept is still the one on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..base.digest import digest_bytes
from ..base.source import Source
from .folder import files_of

Seen = Mapping[str, tuple[str, str]]
"""Files by their absolute path as it was asked for: where that led (links followed), and the digest of its bytes."""


def seen_by(file: Path, root: Path, sources: Mapping[str, Source]) -> Seen | None:
    """What reading the bible in `file` looked at and found, by the `sources` that came of it. None where a file could
    not be read (what is said of it then hangs on what else is there), is not UTF-8, or has changed meanwhile."""
    seen: dict[str, tuple[str, str]] = {}
    names = set()
    for path in _asked(file, root, sources):
        real, text = _look(type(file)(path), None if path == str(file) else root)
        name = _name(real, root)
        if text is None or name not in sources or sources[name].text != text:
            return None
        seen[path] = (real, digest_bytes(text.encode()))
        names.add(name)
    return seen if names >= sources.keys() else None


def unchanged(seen: Seen, file: Path, root: Path) -> dict[str, Source] | None:
    """The sources that reading the files of `seen`, for the bible in `file`, gives by name, if all of them are as they
    were and there is no further manifest; else None."""
    sources = {}
    if any(str(one) not in seen for one in files_of(type(file)(root))):
        return None
    for path, before in seen.items():
        real, text = _look(type(file)(path), None if path == str(file) else root)
        if text is None or (real, digest_bytes(text.encode())) != before:
            return None
        name = _name(real, root)
        sources[name] = Source(name, text)
    return sources


def _look(path: Path, root: Path | None) -> tuple[str, str | None]:
    """Where `path` leads, and the text there if it is one; a file outside of `root` (where one is given) is not opened."""
    real = str(path)
    try:
        real = os.path.realpath(path)
        if root is not None and not Path(real).is_relative_to(root.resolve()):
            return real, None
        return real, type(path)(real).read_bytes().decode("utf-8")
    except (OSError, ValueError, RuntimeError):
        return real, None


def _asked(file: Path, root: Path, sources: Mapping[str, Source]) -> Iterator[str]:
    """The paths of the bible's files as they were asked for: its own, the manifests', and what `include:` names."""
    yield str(file)
    yield from map(str, files_of(type(file)(root)))
    for number, source in enumerate(sources.values()):
        if "include" not in source.text and "\\" not in source.text:  # a key may be written with escapes
            continue
        from .yaml import load_yaml

        top = load_yaml(source)[0].value
        entry = top.get("include") if isinstance(top, dict) else None
        if entry is None:
            continue
        for one in entry.node.value if isinstance(entry.node.value, list) else [entry.node]:
            if isinstance(one.value, str):
                own = (root / source.path).parent if number else file.parent
                yield str((own if one.value.startswith("./") else root) / one.value)


def _name(real: str, root: Path) -> str:
    """The name that a bible's file has among the sources: from `root` on, or its last part where it lies outside."""
    try:
        return Path(real).relative_to(root.resolve()).as_posix()
    except (OSError, ValueError, RuntimeError):
        return Path(real).name
