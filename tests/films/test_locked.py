"""A clone with its lock and a store that is shared makes the same film without making anything; and takes look different."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from tests_films import dramac, made

BIBLE = """\
series: {title: Signal, language: en}
cast:
  ADA: {age: 24, appearance: {sex: female}, voice: {en: std/young-woman-low}}
locations: {OFFICE: {built: office}, FIELD: {setting: exterior}}
props: {letter: {shape: letter}}
"""
SCRIPT = """\
INT. OFFICE - NIGHT

[[shot: CU ADA, 1s]]

ADA
Who?

[[shot: insert letter, 1s]]

The letter lies there.

EXT. FIELD - DAY

[[shot: WS FIELD, 1s]]

Nothing moves.
"""
WHO = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
       "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(*words: str, cwd: Path) -> str:
    return subprocess.run(["git", *words], cwd=cwd, env={**os.environ, **WHO}, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series in git, built, with a circled take; what the build wrote is committed."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "episodes").mkdir()
    (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (folder / "episodes" / "ep01.fountain").write_text(SCRIPT, encoding="utf-8")
    (folder / ".gitignore").write_text(".dramac/\nbuild/\n", encoding="utf-8")
    git("init", "-q", cwd=folder)
    assert dramac("take", "ep01", "1", "2", "--draft", cwd=folder).returncode == 0
    done = dramac("build", "--draft", "--progress", "json", cwd=folder)
    assert done.returncode == 0, done.stderr[-3000:]
    git("add", "-A", cwd=folder)
    git("commit", "-qm", "built", cwd=folder)
    return folder


def test_a_clean_clone_with_the_shared_store_makes_the_same_master_and_renders_nothing(built: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git("clone", "-q", str(built), str(clone), cwd=tmp_path)
    assert "not been spoken" not in dramac("plan", "--draft", cwd=clone).stdout  # the lock alone knows how long lines are
    shutil.copytree(built / ".dramac" / "store", clone / ".dramac" / "store")
    done = dramac("build", "--draft", "--locked", "--progress", "json", cwd=clone)
    assert done.returncode == 0, done.stderr[-3000:]
    assert made(done) == []
    assert '"event": "TaskStarted"' not in done.stderr
    films = {one.name: one.read_bytes() for one in (built / "build").iterdir()}
    assert {one.name: one.read_bytes() for one in (clone / "build").iterdir()} == films
    assert "ep01.en.mp4" in films
    assert dramac("build", "--draft", "-q", cwd=clone).returncode == 0
    assert git("status", "--porcelain", cwd=clone) == ""  # an ordinary build finds nothing to add


def test_lengths_of_lines_that_are_gone_go_and_those_of_other_voices_stay(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "changed"
    git("clone", "-q", str(built), str(folder), cwd=tmp_path)
    shutil.copytree(built / ".dramac" / "store", folder / ".dramac" / "store")
    lock, script = folder / "dramac.lock", folder / "episodes" / "ep01.fountain"
    before = lock.read_text(encoding="utf-8")
    script.write_text(SCRIPT.replace("Who?", "Me?"), encoding="utf-8")
    assert dramac("build", "--draft", "-q", "--no-lock", cwd=folder).returncode == 0
    assert lock.read_text(encoding="utf-8") == before
    assert dramac("build", "--draft", "-q", cwd=folder).returncode == 0
    after = lock.read_text(encoding="utf-8")
    assert (after.count("\ntiming "), "Who?" in re.findall(r"^timing .*$", after, re.MULTILINE)[0]) == (1, False)
    assert dramac("build", "--locked", cwd=folder).returncode == 1  # of the other voice nothing was measured


def test_takes_are_laid_out_and_differ(built: Path) -> None:
    done = dramac("takes", "ep01", "--count", "3", "--draft", "--progress", "json", cwd=built)
    assert done.returncode == 0, done.stderr[-3000:]
    page = (built / done.stdout.strip()).read_text(encoding="utf-8")
    assert done.stdout.strip() == "build/takes/ep01.en.html"
    pictures = [b64decode(one) for one in re.findall(r"data:image/jpeg;base64,([^\"]+)", page)]
    shots = page.count("<h2>")
    assert (len(pictures), shots >= 3) == (3 * shots, True)
    assert all(one.startswith(b"\xff\xd8") for one in pictures)
    assert len(set(pictures)) == len(pictures)  # the insert and the empty field move, too
    assert re.findall(r'class="circled"><img alt="shot (\d), take (\d)', page)[0] == ("1", "2")
    assert page.count("in the film") == shots
    assert "<code>dramac take ep01 1 3 --draft</code>" in page
    assert "draw" not in {task["action"] for task in made(dramac("build", "--draft", "--progress", "json", cwd=built))}
    again = dramac("takes", "ep01", "1", "--count", "2", "--draft", "--progress", "json", cwd=built)
    assert made(again) == []


def test_takes_of_a_shot_that_there_is_not_are_wrong_usage(built: Path) -> None:
    assert dramac("takes", "ep01", "99", "--draft", cwd=built).returncode == 2
