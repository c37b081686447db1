"""What writers get wrong, and what they are told of it: exactly that, and nothing that only follows from it.

A folder of `broken/` is a case: the files of a series (the bible of `broken/` where it has none of its own) and
`expected.txt`: after a `#` what went wrong, and then, one a line, the code and the place of every finding. What is
expected was written before the compiler was asked.
"""

import shutil
from pathlib import Path

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.project import Project, load_project

HERE = Path(__file__).parent / "broken"
CASES = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir())


def read(case: str) -> list[str]:
    """What is expected of a case."""
    lines = (HERE / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    return sorted(line for line in lines if line[:1] not in ("#", ""))


@pytest.mark.parametrize("case", CASES)
def test_writers_are_told_exactly_what_is_wrong(case: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / case, tmp_path / "series")
    if not (tmp_path / "series" / "series.yaml").is_file():
        shutil.copy(HERE / "series.yaml", tmp_path / "series" / "series.yaml")
    project = load_project(tmp_path / "series")
    assert isinstance(project, Project)
    analysis = analyse(project)
    told = []
    for one in analysis.diagnostics:
        assert one.span is not None, one
        told.append(f"{one.code} {one.span.path}:{analysis.sources[one.span.path].position(one.span.start).line}")
    assert sorted(told) == read(case)


def test_there_are_cases() -> None:
    assert len(CASES) >= 30
