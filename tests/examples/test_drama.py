"""The drama that the benchmarks write is sound, of any length: nothing is to be said against it, not even a hint."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests_films import dramac

from dramac.benchmarks.drama import write

KINDS = ("wears", "marks", "dies", "plant", "payoff", "reveals", "knows", "gives", "takes", "drops", "enter", "exit", "same-as")


@pytest.fixture(scope="module")
def drama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drama of 24 episodes, in which both deaths happen."""
    folder = tmp_path_factory.mktemp("drama") / "drama"
    write(folder, 24)
    return folder


def scripts(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((folder / "episodes").iterdir())]


def test_nothing_is_said_against_it(drama: Path) -> None:
    done = dramac("check", "--format", "json", cwd=drama)
    assert json.loads(done.stdout)["findings"] == []


@pytest.mark.parametrize("episodes", [1, 2, 7])
def test_nor_against_a_short_one(episodes: int, tmp_path: Path) -> None:
    write(tmp_path / "drama", episodes)
    done = dramac("check", "--format", "json", "--ignore", "D213", cwd=tmp_path / "drama")  # not everybody has come yet
    assert json.loads(done.stdout)["findings"] == []


def test_it_is_the_same_every_time_and_no_two_episodes_are(drama: Path, tmp_path: Path) -> None:
    write(tmp_path / "again", 24)
    assert scripts(tmp_path / "again") == scripts(drama)
    bodies = {text.partition("\n\n")[2] for text in scripts(drama)}
    assert len(bodies) == 24


def test_all_that_continuity_hangs_on_is_in_it(drama: Path) -> None:
    text = "".join(scripts(drama))
    for part in (*(f"[[{kind}: " for kind in KINDS), "[[time: flashback", "[[time: intercut]]", "= none]]", "INSERT - ",
                 "(CONTINUOUS)", "(on the phone)", "(V.O.)", "(CONT'D)", "[[beat: cliffhanger]]"):
        assert part in text, part
    handed = re.findall(r"^(?!\[\[).* (?:hands|gives|passes) .*\.$", text, re.MULTILINE)
    assert len(handed) > text.count("[[gives: ")


def test_every_line_has_its_translation(drama: Path) -> None:
    for path in (drama / "episodes").iterdir():
        ids = re.findall(r"\[\[id: (\w+)\]\]", path.read_text(encoding="utf-8"))
        words = (drama / "translations" / "zh-Hans" / f"{path.stem}.yaml").read_text(encoding="utf-8").splitlines()
        assert [one.partition(": ")[0] for one in words] == ids
        assert all(re.search(r"[\u4e00-\u9fff]", one) for one in words)
