"""The grammars of dramac's languages, in lark's notation."""

from __future__ import annotations

from pathlib import Path


def read(name: str) -> str:
    """The text of the grammar called `name` (`document`, `directive`). Raises KeyError when there is none."""
    return file(name).read_text(encoding="utf-8")


def file(name: str) -> Path:
    """Where the grammar called `name` stands. Raises KeyError when there is none."""
    found = Path(__file__).parent / f"{name}.lark"
    if not name.isidentifier() or not found.is_file():
        raise KeyError(name)
    return found
