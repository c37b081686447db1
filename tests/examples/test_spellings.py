"""The ways in which people write what continuity hangs on, one little series each, and what must be told of it: exactly
those codes, or nothing at all.

Cases stand in `spellings/*.txt`: `### name | codes` (or `none`), then the script, in episodes parted by `---`. A line
`@bible: old => new` changes the bible of the case, `@file path: text` adds a file (`\\n` is a new line there).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.base.diagnostic import Diagnostic
from dramac.compiler.project import load_project

HERE = Path(__file__).parent / "spellings"
_FIRST_IDEOGRAPH = "\u3400"


class Case(NamedTuple):
    """A case, as it stands in its file."""

    name: str
    codes: tuple[str, ...]
    body: str


def cases() -> list[Case]:
    found = []
    for path in sorted(HERE.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("### ")[1:]:
            head, _, body = block.partition("\n")
            name, _, codes = head.partition(" | ")
            wanted = () if codes == "none" else tuple(sorted(codes.split(",")))
            found.append(Case(f"{path.stem}: {name}", wanted, body))
    return found


def written(case: Case, folder: Path) -> Path:
    """The series of a case, in `folder`."""
    bible, script = (HERE / "series.yaml").read_text(encoding="utf-8"), []
    for line in case.body.splitlines():
        if line.startswith("@bible: "):
            old, new = line.removeprefix("@bible: ").split(" => ")
            assert old in bible, old
            bible = bible.replace(old, new.replace("\\n", "\n"))
        elif line.startswith("@file "):
            name, _, text = line.removeprefix("@file ").partition(": ")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text.replace("\\n", "\n"), encoding="utf-8")
        else:
            script.append(line)
    (folder / "series.yaml").write_text(bible, encoding="utf-8")
    (folder / "episodes").mkdir()
    for number, part in enumerate("\n".join(script).split("---\n"), 1):
        language = "zh-Hans" if any(one >= _FIRST_IDEOGRAPH for one in part) else "en"
        page = f"Title: A case\nEpisode: {number}\nLanguage: {language}\n\n{part.strip()}\n"
        (folder / "episodes" / f"ep{number:02d}.fountain").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_spelling_is_read_as_it_is_meant(case: Case, tmp_path: Path) -> None:
    project = load_project(written(case, tmp_path))
    assert not isinstance(project, Diagnostic)
    found = analyse(project).diagnostics
    assert tuple(sorted(one.code for one in found)) == case.codes, "\n".join(one.message for one in found)


def test_there_are_as_many_that_must_be_silent_as_that_must_not() -> None:
    silent = sum(not case.codes for case in cases())
    assert len(cases()) > 300
    assert 0.4 < silent / len(cases()) < 0.6
