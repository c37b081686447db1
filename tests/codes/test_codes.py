"""Every code proven: a folder a code, with a little series that is told of it (`bad`), one like it that is not (`good`),
and what is printed of the bad one (`expected.txt`).

What prints it is `dramac check`, unless a file `command` names another, such as `plan`, which says what the director finds.
`grow` names a file of the bad series and the
bytes that it is made to have, where a file is too large to be kept here. `--bless` writes what is printed.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dramac.cli.catalogue import pages
from dramac.cli.main import cli

HERE = Path(__file__).parent
CODES = tuple(pages())
GRAVE = re.compile(r"^(?:error|warning)\[(D\d{3})\]", re.MULTILINE)
TOLD = re.compile(r"^(?:error|warning|hint)\[(D\d{3})\]", re.MULTILINE)


def told(words: str) -> str:
    """What the command `words` says of problems in the current folder."""
    done = CliRunner().invoke(cli, words.split(), catch_exceptions=False)
    return done.stdout if words == "check" else done.stderr


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """`printed(code, "bad")`: what is printed of that series, without colour."""
    monkeypatch.setenv("NO_COLOR", "1")

    def printing(code: str, name: str) -> str:
        case, folder = HERE / code, tmp_path / name
        shutil.copytree(case / name, folder)
        if name == "bad" and (case / "grow").is_file():
            path, size = (case / "grow").read_text(encoding="utf-8").split()
            os.truncate(folder / path, int(size))
        monkeypatch.chdir(folder)
        return told(command(case, name))

    return printing


def command(case: Path, name: str) -> str:
    """The command of a case; a line `good: …` in its file is that of the good one alone."""
    file = case / "command"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else ["check"]
    return next((line.removeprefix(f"{name}: ") for line in lines if line.startswith(f"{name}: ")), lines[0])


@pytest.mark.parametrize("code", CODES)
def test_the_bad_one_is_told_of_it(code: str, printed: Callable[[str, str], str], bless: bool) -> None:
    assert (HERE / code / "bad").is_dir(), f"{code} has no folder in tests/codes"
    text, golden = printed(code, "bad"), HERE / code / "expected.txt"
    assert code in TOLD.findall(text), text
    if bless:
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == text, f"{code} is not told as it was; `make bless` accepts it"


@pytest.mark.parametrize("code", CODES)
def test_the_good_one_is_not(code: str, printed: Callable[[str, str], str]) -> None:
    assert (HERE / code / "good").is_dir(), f"{code} has no folder in tests/codes"
    text = printed(code, "good")
    assert code not in TOLD.findall(text), text
    assert not GRAVE.findall(text), f"the good example of {code} has another fault:\n{text}"


def test_every_folder_is_a_code() -> None:
    known = {*CODES, "broken"}
    assert {one.name for one in HERE.iterdir() if one.is_dir() and not one.name.startswith("__")} <= known
