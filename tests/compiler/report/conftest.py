"""Reports of the two example series and of made ones, through the public doors."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.driver import Compiled, compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.report.measure import measure
from dramac.compiler.report.nodes import Report
from dramac.compiler.request import Request

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Made:
    """A series on its whole way: read, directed, measured."""

    analysis: Analysis
    compiled: Compiled
    report: Report


def made(root: Path, request: Request | None = None, timings: dict[str, float] | None = None) -> Made:
    project = load_project(root)
    assert isinstance(project, Project)
    analysis = analyse(project)
    asked = request or Request()
    compiled = compile(analysis, asked, timings or {})
    return Made(analysis, compiled, measure(analysis, asked, compiled, timings or {}))


@pytest.fixture(scope="session", params=["white-fox", "second-chance"])
def example(request: pytest.FixtureRequest) -> Made:
    return made(ROOT / "examples" / request.param)


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Made]:
    """Measures a series of which the bible and the episodes are given as text."""
    def make(bible: str, *episodes: str) -> Made:
        (tmp_path / "episodes").mkdir(exist_ok=True)
        (tmp_path / "series.yaml").write_text(bible, encoding="utf-8")
        for number, text in enumerate(episodes, 1):
            (tmp_path / "episodes" / f"ep{number:02d}.fountain").write_text(text, encoding="utf-8")
        return made(tmp_path)

    return make
