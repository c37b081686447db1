"""Texts to begin fuzzing with: the examples, the templates, and every case of the table of Fountain's rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def seeds() -> Iterator[bytes]:
    """Whole scripts, then the table's texts."""
    for pattern in ("examples/*/episodes/*.fountain", "stdlib/templates/*/episodes/*.fountain",
                    "tests/golden/*/in.fountain"):
        for file in sorted(ROOT.glob(pattern)):
            yield file.read_bytes()
    table = tomllib.loads((ROOT / "tests" / "compiler" / "syntax" / "fountain.toml").read_text(encoding="utf-8"))
    for cases in table.values():
        for case in cases.values():
            yield case["in"].encode("utf-8")


def crashes(target: str) -> Iterator[bytes]:
    """The inputs that once broke `target`."""
    for file in sorted((ROOT / "tests" / "fuzz" / "crashes").glob(f"{target}-*")):
        yield file.read_bytes()
