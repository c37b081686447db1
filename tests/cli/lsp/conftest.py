"""A server to talk to, and series to talk about."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from lsp_client import ROOT, Client

LEFT_OUT = shutil.ignore_patterns("build", ".dramac")


@pytest.fixture(scope="session")
def shared() -> Iterator[Client]:
    client = Client()
    yield client
    assert client.leave() == 0
    assert "Traceback" not in client.said()


@pytest.fixture
def client(shared: Client) -> Iterator[Client]:
    """The shared server, with nothing left open afterwards."""
    yield shared
    for uri in list(shared.versions):
        shared.close(uri)
    shared.request("workspace/symbol", {"query": ""})  # what was closed has been dealt with
    shared.published.clear()


@pytest.fixture(scope="session")
def plain() -> Iterator[Client]:
    """A server whose client can do nothing special. Tests close what they open."""
    client = Client(capabilities={})
    yield client
    assert client.leave() == 0


@pytest.fixture
def own() -> Iterator[Callable[..., Client]]:
    """Servers of their own, ended in any case."""
    made: list[Client] = []

    def start(*args: object, **options: object) -> Client:
        made.append(Client(*args, **options))  # type: ignore[arg-type]
        return made[-1]

    yield start
    for one in made:
        one.kill()


@pytest.fixture
def fox(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "examples" / "white-fox", tmp_path / "white-fox", ignore=LEFT_OUT)


@pytest.fixture
def chance(tmp_path: Path) -> Path:
    """With full-width brackets, which `D119` finds."""
    root = shutil.copytree(ROOT / "examples" / "second-chance", tmp_path / "重来一次", ignore=LEFT_OUT)
    for file in (root / "episodes").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("(", "（").replace(")", "）"), encoding="utf-8")
    return root
