"""Two branches that add different facts merge without a conflict; two that decide differently are told so."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.lock.nodes import Lock
from dramac.compiler.lock.read import read
from dramac.compiler.lock.write import fact, with_facts, write

WHO = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
       "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
BASE = [fact("stdlib", "1"), *(fact("timing", f"{number:064x}", "2.5") for number in range(0, 40, 4))]
OURS = [fact("take", "ep01", "0" * 16, "2"), *(fact("timing", f"{number:064x}", "1.5") for number in range(1, 40, 4))]
THEIRS = [fact("take", "ep01", "f" * 16, "3"), *(fact("timing", f"{number:064x}", "3.5") for number in range(2, 40, 4))]


def git(*words: str, cwd: Path) -> int:
    return subprocess.run(["git", *words], cwd=cwd, env={**os.environ, **WHO}, capture_output=True).returncode


def merged(folder: Path, ours: list, theirs: list, attributes: str = "dramac.lock merge=union\n") -> tuple[int, str]:
    """What git makes of two branches of a lock with BASE, and its exit code."""
    file = folder / "dramac.lock"

    def commit(facts: list) -> None:
        file.write_text(write(with_facts(Lock(), facts)), encoding="utf-8")
        git("add", "-A", cwd=folder)
        git("commit", "-qm", "lock", cwd=folder)

    git("init", "-q", "-b", "main", cwd=folder)
    (folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    commit(BASE)
    git("checkout", "-qb", "night", cwd=folder)
    commit([*BASE, *theirs])
    git("checkout", "-q", "main", cwd=folder)
    commit([*BASE, *ours])
    return git("merge", "-q", "night", "-m", "merge", cwd=folder), file.read_text(encoding="utf-8")


def test_what_both_sides_add_is_there_afterwards(tmp_path: Path) -> None:
    code, text = merged(tmp_path, OURS, THEIRS)
    found, wrong = read(Source("dramac.lock", text))
    assert (code, wrong) == (0, ())
    assert {one.about: one.value for one in found.facts} == {one.about: one.value for one in [*BASE, *OURS, *THEIRS]}
    assert write(found) == write(with_facts(Lock(), [*BASE, *OURS, *THEIRS]))


def test_what_both_sides_add_alike_merges(tmp_path: Path) -> None:
    code, text = merged(tmp_path, OURS, OURS)
    assert code == 0
    assert text == write(with_facts(Lock(), [*BASE, *OURS]))


def test_two_takes_of_one_shot_are_told_of(tmp_path: Path) -> None:
    code, text = merged(tmp_path, [fact("take", "ep01", "0" * 16, "2")], [fact("take", "ep01", "0" * 16, "3")])
    assert code == 0
    assert [one.code for one in read(Source("dramac.lock", text))[1]] == ["D523"]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_a_conflict_that_git_leaves_holds_the_facts_of_both(tmp_path: Path, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "merge.conflictStyle")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", style)
    code, text = merged(tmp_path, OURS, THEIRS, attributes="")
    found, wrong = read(Source("dramac.lock", text))
    assert code == 1
    assert {one.code for one in wrong} == {"D522"}
    assert write(found) == write(with_facts(Lock(), [*BASE, *OURS, *THEIRS]))
