"""A series on disk, analysed as a whole."""

from __future__ import annotations

from pathlib import Path

from dramac.compiler.analyse import analyse
from dramac.compiler.project import Project, load_project


def test_a_line_of_another_episode_is_heard_again_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text("series: {language: en, dubs: [zh-Hans]}\ncast: {LIN: {age: 22}}\n"
                                          "locations: {HALL: {built: hall}}\n")
    (tmp_path / "translations" / "zh-Hans").mkdir(parents=True)
    (tmp_path / "translations" / "zh-Hans" / "ep01.yaml").write_text("w1a: 你撒谎。\n", "utf-8")
    scene = "INT. HALL - DAY\n\nLIN\n"
    (tmp_path / "episodes" / "ep01.fountain").write_text(scene + "(whispering)\nYou lied. [[id: w1a]]\n")
    (tmp_path / "episodes" / "ep02.fountain").write_text(scene + "(shouting)\nYou lied. [[same-as: w1a]]\n")
    project = load_project(tmp_path)
    assert isinstance(project, Project)
    analysis = analyse(project)
    first, again = (one.lines()[0] for one in analysis.episodes)
    assert "whisper" in first.manner
    assert (again.manner, again.words) == (first.manner, first.words)
    assert [one.code for one in analysis.diagnostics if one.code == "D214"] == []


def test_lines_without_words_are_counted_once_whatever_the_versions(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text("series: {language: en, dubs: [zh-Hans]}\ncast: {LIN: {age: 22}}\n"
                                          "locations: {HALL: {built: hall}}\nvariants: {ending: [A, B]}\n")
    one = "INT. HALL - DAY\n\nLIN\nYou lied.\n\n[[variant: ending=A]]\n\nLIN\nI know.\n\n[[end]]\n"
    two = "INT. HALL - DAY\n\nLIN waits.\n\n[[variant: ending=B]]\n\nLIN\nI know.\n\n[[end]]\n"
    (tmp_path / "episodes" / "ep01.fountain").write_text(one)
    (tmp_path / "episodes" / "ep02.fountain").write_text(two)
    project = load_project(tmp_path)
    assert isinstance(project, Project)
    told = [one.span.path for one in analyse(project).diagnostics if one.code == "D214" and one.span]
    assert told == ["episodes/ep01.fountain", "episodes/ep02.fountain"]
