"""What is kept between runs, in tests: a cache folder of its own for every test, and a way to write a series."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "dramac"


def write(root: Path, files: Mapping[str, str]) -> None:
    """Make `root` hold exactly `files`."""
    for old in [one for one in root.rglob("*") if one.is_file()]:
        old.unlink()
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
