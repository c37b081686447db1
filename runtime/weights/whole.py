"""Whether a folder of weights is whole: a download that was broken off leaves files out, or half of one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_HEADER = 8
_LARGEST = 100_000_000  # bytes of a header, the limit of the format's own reader


def lacking(folder: Path, parts: tuple[str, ...] = (), *, checkpoint: bool = False) -> tuple[str, ...]:
    """What is missing or cut short in the pipeline (or model) in `folder`, by name, in order: its `parts`, the folders that
    its index names, the shards that an index of safetensors names, and the ends of safetensors files. Empty: it is whole, as
    far as that can be told without reading all of it. A `checkpoint` is one file that torch reads, beside its configuration: of
    it only can be told that it is there. Raises OSError where the folder cannot be read."""
    if checkpoint:
        there = {"config.json": (folder / "config.json").is_file(),
                 "*.pth": any(file.stat().st_size for file in folder.glob("*.pth") if not file.name.startswith("speakers"))}
        return tuple(name for name, found in there.items() if not found)
    found = {f"{part}/" for part in parts if not (folder / part).is_dir() and part in _named(folder, parts)}
    if not any(folder.rglob("*.safetensors")):
        found.add("*.safetensors")
    for index in folder.rglob("*.safetensors.index.json"):
        shards = _read(index).get("weight_map")
        names = {str(one) for one in shards.values()} if isinstance(shards, dict) else set()
        found |= {(index.parent / one).relative_to(folder).as_posix() for one in names if not (index.parent / one).is_file()}
    found |= {file.relative_to(folder).as_posix() for file in folder.rglob("*.safetensors") if _cut(file)}
    return tuple(sorted(found))


def _named(folder: Path, parts: tuple[str, ...]) -> set[str]:
    """Those of `parts` that the pipeline has: its index gives null for what it goes without."""
    index = _read(folder / "model_index.json")
    if not index:
        return set(parts)
    return {name for name in parts if isinstance(index.get(name), list) and index[name][:1] != [None]}


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _cut(file: Path) -> bool:
    """Whether a safetensors file ends before its last tensor does, by its own header."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(_HEADER), "little")
        if not 2 <= length <= _LARGEST or _HEADER + length > size:
            return True
        try:
            header = json.loads(stream.read(length))
            ends = [int(one["data_offsets"][1]) for name, one in header.items() if name != "__metadata__"]
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            return True
    return _HEADER + length + max(ends, default=0) > size
