"""A series on disk, directed with lines as long as they are estimated to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dramac.compiler.analyse import Analysis, analyse, story_of
from dramac.compiler.base.diagnostic import Diagnostic
from dramac.compiler.craft.run import outline, preview, review_series
from dramac.compiler.project import Project, load_project

BIBLE = """series: {{title: The Pendant, language: {language}{profile}}}
cast:
  LIN: {{names: {{zh-Hans: 林晚}}, age: 24}}
  WEI: {{names: {{zh-Hans: 魏然}}, age: 30}}
locations:
  HALL: {{names: {{zh-Hans: 大厅}}, built: hall}}
  STREET: {{names: {{zh-Hans: 街道}}, built: street}}
{more}
"""
Told = Callable[..., tuple[Diagnostic, ...]]


@pytest.fixture
def series(tmp_path: Path) -> Callable[..., Analysis]:
    """`series(scripts, profile="tiktok", language="en", more="")`: the scripts (or the only one), analysed."""
    def make(scripts: str | dict[str, str], profile: str = "tiktok", language: str = "en", more: str = "") -> Analysis:
        (tmp_path / "episodes").mkdir(exist_ok=True)
        chosen = f", profile: {profile}" if profile else ""
        (tmp_path / "series.yaml").write_text(BIBLE.format(language=language, profile=chosen, more=more), "utf-8")
        for id, text in ({"ep01": scripts} if isinstance(scripts, str) else scripts).items():
            (tmp_path / "episodes" / f"{id}.fountain").write_text(text, "utf-8")
        project = load_project(tmp_path)
        assert isinstance(project, Project)
        return analyse(project)

    return make


@pytest.fixture
def told(series: Callable[..., Analysis]) -> Told:
    """`told(script, …)`: what `preview` says of the first episode; `final=True` for the last of its series."""
    def preview_of(scripts: str | dict[str, str], *args: str, final: bool = False, **more: str) -> tuple[Diagnostic, ...]:
        analysis = series(scripts, *args, **more)
        language = analysis.bible.series.language
        episodes, flows = story_of(analysis, language, {})
        return preview(episodes[0], flows[0], analysis.bible, language, final=final)

    return preview_of


@pytest.fixture
def told_of_series(series: Callable[..., Analysis]) -> Told:
    """`told_of_series(scripts, …)`: what `review_series` says."""
    def review_of(scripts: str | dict[str, str], *args: str, **more: str) -> tuple[Diagnostic, ...]:
        analysis = series(scripts, *args, **more)
        return review_series(map(outline, analysis.episodes), analysis.bible)

    return review_of
