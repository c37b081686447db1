"""The only place that hashes. Digests are SHA-256 over one canonical encoding, written as lower-case hexadecimal.

The encoding tags every value with its type and length, so that no two different values share bytes; a dataclass is
its class name and its fields that take part in comparison (spans do not). `ENCODING` is part of every digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

ENCODING = b"dramac-digest-1\n"
_FIRST = itemgetter(0)
LATER: Mapping[str, Any] = {"later": True}
"""The metadata of a field that a class was given after digests of it had been kept: at its default it is no part of them."""


def digest_bytes(data: bytes) -> str:
    """SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def digest_file(file: Path) -> str:
    """SHA-256 of the bytes of `file`, read in pieces. Raises OSError when it cannot be read."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _number(value: float) -> bytes:
    body = repr(value + 0.0 if value else 0.0).encode()
    return b"f%d:%b" % (len(body), body)


@lru_cache(4096, typed=True)
def _name(key: Any) -> tuple[bytes, bytes]:
    """What mappings are put in order by, and how a key is written: parameters have few names, thousands of times."""
    name = str(key).encode("utf-8", "surrogatepass")
    return name, b"k%d:%b" % (len(name), name)


class Digester:
    """Digests of many values that share parts: each frozen dataclass is walked once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, value: Any) -> str:
        """The digest of `value`: None, bool, int, float, str, bytes, Enum, tuple, list, set of str, mapping by str, or
        dataclass of these. Raises TypeError for anything else, so that nothing slips into a key by its address."""
        return hashlib.sha256(ENCODING + self._encode(value)).hexdigest()

    def _encode(self, value: Any) -> bytes:
        kind = type(value)
        if kind is str:
            body: bytes = value.encode("utf-8", "surrogatepass")
            return b"s%d:%b" % (len(body), body)
        if kind is int:
            return b"i%d;" % value
        if kind is dict:
            return self._mapping(value)
        if kind is list or kind is tuple:
            body = b"".join([self._encode(item) for item in value])
            return b"l%d:%b" % (len(body), body)
        if kind is float:
            return _number(value)
        if kind is bool:
            return b"b1;" if value else b"b0;"
        return b"n;" if value is None else self._rarer(value)

    def _mapping(self, value: Mapping[Any, Any]) -> bytes:
        rows: list[bytes] = []
        for (_, name), item in sorted([(_name(key), item) for key, item in value.items()], key=_FIRST):
            rows += name, self._encode(item)
        body = b"".join(rows)
        return b"m%d:%b" % (len(body), body)

    def _rarer(self, value: Any) -> bytes:
        if is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value)
        match value:
            case Enum():
                return _tagged(b"e", f"{type(value).__name__}.{value.name}".encode())
            case int():
                return b"i%d;" % value
            case float():
                return _number(value)
            case str():
                return _tagged(b"s", value.encode("utf-8", "surrogatepass"))
            case bytes():
                return _tagged(b"y", value)
            case list() | tuple():
                return _tagged(b"l", b"".join(map(self._encode, value)))
            case Mapping():
                return self._mapping(value)
            case set() | frozenset():
                return _tagged(b"t", b"".join(map(self._encode, sorted(value))))
        raise TypeError(f"{type(value).__name__} has no canonical encoding")

    def _dataclass(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        body = b"".join(_tagged(b"k", one.name.encode()) + self._encode(getattr(value, one.name))
                        for one in fields(value) if one.compare and not (one.metadata and _unsaid(one, value)))
        own = hashlib.sha256(_tagged(b"d", type(value).__name__.encode()) + body).digest()
        self._known[id(value)] = (value, _tagged(b"h", own))
        return self._known[id(value)][1]


def _unsaid(one: Field[Any], value: Any) -> bool:
    """Whether a field that came LATER says nothing: then the digest is what it was before there was that field."""
    return one.metadata.get("later") is True and getattr(value, one.name) == one.default


def digest(value: Any) -> str:
    """The digest of one value; see `Digester.of`."""
    return Digester().of(value)


def seed_of(*values: Any) -> int:
    """A 63-bit seed that depends on `values` alone."""
    return int(digest(values)[:16], 16) >> 1


def _tagged(tag: bytes, body: bytes) -> bytes:
    return tag + b"%d:" % len(body) + body
