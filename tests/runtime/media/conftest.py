"""A desk, and servers that go away when the test ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from media_desk import KEY, KINDS, Desk, Serve
from media_server import MediaServer

from dramac.runtime.backends.openai_media import journal as journals


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAMAC_MEDIA_URL", "DRAMAC_MEDIA_URL_VIDEOS", "OPENAI_API_KEY", journals.AGAIN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DRAMAC_MEDIA_KEY", KEY)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    monkeypatch.setenv("DRAMAC_MEDIA_SETTLE", "0.1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """`serve(kind, troubles…)`: a server of a kind, up, whose troubles come one after another, by route, and then end."""
    open_: list[MediaServer] = []

    def start(kind: str = "gateway", troubles: Mapping[str, list[str]] | None = None, **more: Any) -> MediaServer:
        left = {route: list(ones) for route, ones in (troubles or {}).items()}

        def trouble(route: str) -> str:
            return left[route].pop(0) if left.get(route) else ""

        server = MediaServer(KINDS[kind], trouble, key=more.pop("key", KEY), **more)
        server.__enter__()
        open_.append(server)
        monkeypatch.setenv("DRAMAC_MEDIA_URL", server.url)
        return server

    yield start
    for one in open_:
        one.__exit__()
