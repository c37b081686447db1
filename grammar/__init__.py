"""The grammars of dramac's languages, in lark's notation."""

from __future__ import annotations

from pathlib import Path


def read(name: str) -> str:
    """The text of the grammar called `name` (`document`, `directive`). Raises KeyError when there is none."""
    file = Path(__file__).parent / f"{name}.lark"
    if not name.isidentifier() or not file.is_file():
        raise KeyError(name)
    return file.read_text(encoding="utf-8")
