"""What the store remembers of a finished task, and how it lies on disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCHEMA = 1
LARGEST = 1 << 20  # bytes of a record file; real ones hold some hundreds
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Blob:
    """The content of one output: SHA-256 of its bytes, and how many there are."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Record:
    """A finished task: its outputs by name, and facts about how it was done (JSON data: action, backend, version,
    seconds and what the backend adds)."""

    key: str
    outputs: Mapping[str, Blob]
    facts: Mapping[str, Any]


def is_digest(text: object) -> bool:
    """Whether `text` is a SHA-256 in lower-case hexadecimal, which no path trick is."""
    return isinstance(text, str) and _HEX.fullmatch(text) is not None


def to_bytes(record: Record) -> bytes:
    """`record` as the bytes of its file. Raises TypeError or ValueError when the facts are no JSON data."""
    outputs = {name: {"digest": blob.digest, "size": blob.size} for name, blob in record.outputs.items()}
    whole = {"schema": SCHEMA, "key": record.key, "outputs": outputs, "facts": dict(record.facts)}
    return json.dumps(whole, sort_keys=True, indent=1, allow_nan=False).encode() + b"\n"


def from_bytes(key: str, data: bytes) -> Record:
    """The record of `key` in `data`. Raises ValueError, saying what is wrong, for anything else."""
    try:
        whole = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA or whole.get("key") != key:
        raise ValueError("not a record of this task")
    outputs, facts = whole.get("outputs"), whole.get("facts")
    if not isinstance(outputs, dict) or not isinstance(facts, dict):
        raise ValueError("outputs or facts are missing")
    return Record(key, {name: _blob(value) for name, value in outputs.items()}, facts)


def _blob(value: object) -> Blob:
    if not isinstance(value, dict):
        raise ValueError("an output is not described")
    digest, size = value.get("digest"), value.get("size")
    if not isinstance(digest, str) or not is_digest(digest):
        raise ValueError("an output has no digest")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError("an output has no size")
    return Blob(digest, size)
