"""Engines in child processes, whose packages are stood for by `fake/`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dramac.runtime.engines import process

FAKE = Path(__file__).parent / "fake"
Log = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Log]:
    """Children find the fake packages; what was asked of them can be read."""
    log = tmp_path / "asked.jsonl"
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FAKE), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("FAKE_TTS_LOG", str(log))
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path / "models"))
    monkeypatch.delenv("COQUI_TOS_AGREED", raising=False)
    process.end_all()
    yield lambda: [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    process.end_all()


@pytest.fixture
def model(tmp_path: Path) -> Callable[..., None]:
    """Puts a model's folder where models are looked for."""

    def put(name: str, **config: Any) -> None:
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        (folder / "config.json").write_text(json.dumps(config))
        (folder / "model.pth").write_bytes(b"weights")

    return put
