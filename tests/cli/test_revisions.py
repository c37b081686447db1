"""`dramac plan A..B` through its own door, in real git repositories."""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dramac.cli.main import cli
from dramac.cli.revisions import Range, read_range
from dramac.runtime.job import Fault

ROOT = Path(__file__).resolve().parents[2]
BIBLE = """\
series: {title: Rain, language: en}
cast:
  LIN: {age: 24, appearance: {sex: f}, wardrobe: {day: {outfit: coat}}, voice: std/young-woman-low}
  WEI: {age: 30, appearance: {sex: m}, wardrobe: {suit: {outfit: suit}}, voice: std/man-deep}
locations:
  OFFICE: {setting: interior, built: office}
"""
SCRIPT = """\
Title: One
Episode: 1

INT. OFFICE - DAY

LIN
I have waited three years.

WEI
And I have waited longer.
"""
OWN = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
       "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *words: str, given: bytes = b"") -> str:
    done = subprocess.run(["git", *words], cwd=folder, input=given, capture_output=True, check=True, env={**os.environ, **OWN})
    return done.stdout.decode().strip()


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_fountain", ".fountain")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


@dataclass(frozen=True)
class Done:
    """What a command printed."""

    stdout: str
    stderr: str


@contextmanager
def inside(folder: Path, env: dict[str, str]) -> Iterator[None]:
    """The process in another folder with another environment."""
    before, here = dict(os.environ), Path.cwd()
    os.chdir(folder)
    os.environ.update(env)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def plan(folder: Path, *words: str, code: int = 0, **env: str) -> Done:
    """`dramac plan` in this process: starting one for each would take most of the time of these tests."""
    with inside(folder, {**OWN, **env}):
        done = CliRunner().invoke(cli, ["plan", *words])
    said, status = done.stderr, done.exit_code
    if isinstance(done.exception, Fault):
        said, status = f"{said}{done.exception}\n{done.exception.help}", 1
    elif done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert status == code, done.stdout + said
    return Done(done.stdout, said)


def compared(folder: Path, *words: str) -> Any:
    return json.loads(plan(folder, *words, "--json").stdout)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with one commit, of a series of one episode."""
    folder = tmp_path / "repo"
    write(folder, series_yaml=BIBLE, episodes__ep01_fountain=SCRIPT)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "one")
    return folder


@pytest.mark.parametrize(("text", "means"), [
    ("main..HEAD", Range("main", "HEAD")), ("main..", Range("main", "")), ("..", Range("HEAD", "")),
    ("..dev", Range("HEAD", "dev")), ("main...dev", Range("main", "dev", True)), ("v1.0..v1.1", Range("v1.0", "v1.1")),
    ("feature/a..feature/b", Range("feature/a", "feature/b")), ("HEAD~3...", Range("HEAD~3", "", True)),
    ("ep01", None), ("../ep01.fountain", None), ("../ep01", None), ("a/../b", None), ("ep..01.fountain", None)])
def test_ranges_are_read_as_git_reads_them(text: str, means: Range | None) -> None:
    assert read_range(text) == means


def test_the_working_tree_is_compared_and_left_alone(repo: Path) -> None:
    assert "Nothing changes" in plan(repo, "..").stdout
    write(repo, episodes__ep01_fountain=SCRIPT.replace("three years", "four long years"))
    before = git(repo, "status", "--porcelain=v2", "--branch")
    for words in (["HEAD.."], [".."], ["--since", "HEAD"], ["ep01", "main.."], ["main...", "ep01"]):
        done = plan(repo, *words)
        assert "line changed: “I have waited three years.” → “I have waited four long years.”" in done.stdout
        assert "episodes/ep01.fountain:7" in done.stdout
        assert "main" in done.stdout or "HEAD" in done.stdout
    assert git(repo, "status", "--porcelain=v2", "--branch") == before


def test_two_revisions_and_the_place_where_they_parted(repo: Path) -> None:
    git(repo, "checkout", "-qb", "dev")
    write(repo, episodes__ep01_fountain=SCRIPT.replace("three years", "four long years"))
    commit(repo, "dev")
    git(repo, "checkout", "-q", "main")
    write(repo, series_yaml=BIBLE.replace("built: office", "built: temple"))
    commit(repo, "main goes on")
    two, fork = ({cause["kind"] for film in compared(repo, asked)["films"] for shot in film["shots"] for cause in shot["causes"]}
                 for asked in ("main..dev", "main...dev"))
    assert {"place", "line"} <= two
    assert "line" in fork
    assert "place" not in fork


def test_json_says_where_with_lines_and_columns(repo: Path) -> None:
    write(repo, series_yaml=BIBLE.replace("built: office", "built: temple"))
    found = compared(repo, "..")
    assert (found["schema"], found["before"].split()[0], found["after"], found["folder"]) == (1, "HEAD", "the working tree", "")
    shot = found["films"][0]["shots"][0]
    cause = next(one for one in shot["causes"] if one["kind"] == "place")
    assert cause["at"][0]["file"] == "series.yaml"
    assert cause["at"][0]["line"] == 6
    assert BIBLE.splitlines()[5][cause["at"][0]["column"] - 1 :].startswith("office")
    total = found["total"]
    assert total["new"] == sum(one["new"] for one in found["tasks"]) == sum(one["work"]["new"] for one in found["films"])
    assert total["to_make"] == total["new"] - total["cached"]


def test_a_series_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "repo" / "shows" / "rain & snow"
    write(folder, series_yaml=BIBLE, episodes__ep01_fountain=SCRIPT)
    git(tmp_path / "repo", "init", "-q", "-b", "main")
    write(tmp_path / "repo", series_yaml="series: {title: Another}\n", other__ep09_fountain="INT. X - DAY\n\nNobody.\n")
    commit(tmp_path / "repo", "one")
    write(folder, episodes__ep01_fountain=SCRIPT.replace("three", "ten"))
    found = compared(folder, "main..")
    assert found["folder"] == "shows/rain & snow/"
    assert [one["episode"] for one in found["films"]] == ["ep01"]
    assert "<code>shows/rain &#38; snow/episodes/ep01.fountain</code>:7" in plan(folder, "main..", "--markdown").stdout
    assert "episodes/ep01.fountain:7" in plan(tmp_path, "main..", "--project", str(folder)).stdout
    assert "episodes/ep01.fountain:7" in plan(folder, "..", GIT_DIR=".git", GIT_INDEX_FILE=".git/index").stdout  # as in a hook


def test_a_renamed_script_and_a_new_episode(repo: Path) -> None:
    git(repo, "mv", "episodes/ep01.fountain", "episodes/pilot.fountain")
    write(repo, episodes__ep02_fountain=SCRIPT.replace("Episode: 1", "Episode: 2").replace("three", "nine"))
    found = {one["episode"]: one for one in compared(repo, "..")["films"]}
    assert (found["pilot"]["change"], found["pilot"]["was"], found["pilot"]["shots"]) == ("changed", "ep01", [])
    assert found["ep02"]["change"] == "added"
    assert compared(repo, "..", "pilot")["films"][0]["was"] == "ep01"
    assert "(was ep01)" in plan(repo, "..").stdout


def test_a_series_that_was_not_there_counts_as_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, readme_yaml="a: b\n")
    commit(tmp_path, "nothing yet")
    write(tmp_path / "show", series_yaml=BIBLE, episodes__ep01_fountain=SCRIPT)
    done = plan(tmp_path / "show", "main..")
    assert "everything counts as new" in done.stdout
    assert "new: " in done.stdout
    commit(tmp_path, "there")
    gone = plan(tmp_path / "show", "HEAD..main~1", code=2)
    assert "There is no series in this folder at main~1" in gone.stderr


def test_errors_of_either_side(repo: Path) -> None:
    write(repo, series_yaml=BIBLE + "cast: {}\n")
    broken = commit(repo, "broken")
    done = plan(repo, "HEAD~1..HEAD", code=1)
    assert "HEAD (" in done.stderr
    assert "error[" in done.stderr
    write(repo, series_yaml=BIBLE, episodes__ep01_fountain=SCRIPT.replace("three", "ten"))
    commit(repo, "mended")
    older = plan(repo, f"{broken}..HEAD")
    assert "compared as far as it can be read" in older.stdout
    assert compared(repo, f"{broken}..HEAD")["errors_before"] >= 1


@pytest.mark.parametrize(("words", "says"), [
    (("nowhere..HEAD",), "There is no revision 'nowhere'"), (("HEAD..--output=x",), "is no revision"),
    (("main..HEAD", "HEAD.."), "one range"), (("main..HEAD", "--since", "HEAD"), "one range"),
    (("--markdown",), "name two revisions"), (("..", "--json", "--markdown"), "one of --json"),
    (("..", "--tasks"), "With a comparison"), (("..", "ep77"), "There is no episode 'ep77'"),
    (("HEAD:series.yaml..",), "There is no revision")])
def test_wrong_usage_is_said(repo: Path, words: tuple[str, ...], says: str) -> None:
    assert says in " ".join(plan(repo, *words, code=2).stderr.split())
    assert not (repo / "x").exists()


def test_a_shallow_clone_is_told_to_fetch(repo: Path, tmp_path: Path) -> None:
    write(repo, episodes__ep01_fountain=SCRIPT.replace("three", "ten"))
    commit(repo, "two")
    git(tmp_path, "clone", "-q", "--depth", "1", repo.as_uri(), "shallow")
    assert "fetch-depth: 0" in plan(tmp_path / "shallow", "HEAD~1..", code=2).stderr


def test_no_repository_and_no_git(tmp_path: Path, repo: Path) -> None:
    bare = tmp_path / "bare"
    write(bare, series_yaml=BIBLE, episodes__ep01_fountain=SCRIPT)
    assert "is in no git repository" in plan(bare, "..", code=1).stderr
    assert "git is not installed" in plan(repo, "..", code=1, PATH=str(tmp_path)).stderr


def test_a_bare_script_without_a_bible(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, scene_fountain=SCRIPT)
    commit(tmp_path, "one")
    write(tmp_path, scene_fountain=SCRIPT.replace("three", "ten"))
    assert "scene.fountain:7" in plan(tmp_path, "..", "--project", "scene.fountain").stdout


def test_hostile_trees_stay_in_their_folder(repo: Path, tmp_path: Path) -> None:
    """Names that no checkout has, links out of the tree, a link in a circle, a file that is a folder too, a submodule."""
    secret = tmp_path / "secret.fountain"
    secret.write_text(SCRIPT.replace("One", "Secret"), encoding="utf-8")

    def blob(text: str) -> str:
        return git(repo, "hash-object", "-w", "--stdin", given=text.encode())

    def tree(*entries: tuple[str, str, str, str]) -> str:
        return git(repo, "mktree", "-z", "--missing",
                   given=b"".join(f"{mode} {kind} {id}\t{name}".encode() + b"\0" for mode, kind, id, name in entries))

    script, bible = blob(SCRIPT.replace("three", "ten").replace("Episode: 1\n", "")), blob(BIBLE)
    up = tree(("100644", "blob", script, "evil.fountain"))
    episodes = tree(("100644", "blob", script, "ep01.fountain"), ("100644", "blob", script, "ep\n07 .fountain"),
                    ("120000", "blob", blob("ep01.fountain"), "ep02.fountain"),
                    ("120000", "blob", blob(str(secret)), "ep03.fountain"),
                    ("120000", "blob", blob("../../secret.fountain"), "ep04.fountain"),
                    ("120000", "blob", blob("ep05.fountain"), "ep05.fountain"),
                    ("100644", "blob", script, "x" * 300 + ".fountain"),
                    ("160000", "commit", "1" * 40, "ep06.fountain"))
    top = tree(("100644", "blob", bible, "series.yaml"), ("040000", "tree", episodes, "episodes"), ("040000", "tree", up, ".."),
               ("040000", "tree", up, ".git"), ("040000", "tree", up, "series.yaml.d"))
    evil = git(repo, "commit-tree", top, "-p", "HEAD", "-m", "evil")
    (tmp_path / "t").mkdir()
    done = subprocess.run([sys.executable, "-m", "dramac", "plan", f"HEAD..{evil}", "--json"], cwd=repo, capture_output=True,
                          text=True, env={**os.environ, **OWN, "PYTHONPATH": str(ROOT / ".dev"), "TMPDIR": str(tmp_path / "t")})
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {one["episode"] for one in found["films"]} == {"ep01", "ep02", "ep\n07 "}
    note = " ".join(found["notes"])
    assert "left out" in note
    assert "no name of a file" in note
    assert not list(tmp_path.rglob("evil.fountain"))
    assert list((tmp_path / "t").iterdir()) == []
    assert "Secret" not in json.dumps(found)
    plan(repo, f"{evil}..HEAD", "--markdown")


def test_markdown_shows_text_and_nothing_else(repo: Path) -> None:
    """Whatever a script says stays text in a comment: no cells, tags, mentions, links or code that it brings along."""
    nasty = ("a | b `c` <img src=x onerror=alert(1)> **bold** @everyone #12 [x](http://evil.example) www.evil.example --> "
             "$x$ ~~y~~")
    script = SCRIPT.replace("Title: One", f"Title: {nasty}").replace("I have waited three years.", nasty)
    write(repo, episodes__ep01_fountain=script)
    text = plan(repo, "..", "--markdown").stdout
    assert text.startswith("<!-- dramac plan -->\n")
    tags = set(re.findall(r"</?([a-zA-Z]+)[^>]*>", text))
    assert tags <= {"details", "summary", "b", "br", "sub", "code"}
    rows = [one for one in text.splitlines() if one.startswith("|")]
    assert {one.count("|") for one in rows} <= {4, 5, 8}
    for mark in ("@everyone", "](", "**bold**", "~~", "http://", "www.evil"):
        assert mark not in text
    assert not re.search(r"(?<!&)#12", text)
    seen = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u2060", "")
    assert "a | b c <img src=x" in seen


def test_a_great_change_still_fits_a_comment(repo: Path) -> None:
    lines = "\n\n".join(f"{'LIN' if at % 2 else 'WEI'}\nThis is line number {at} of a long and | rather winding conversation."
                        for at in range(60))
    for words in (lines, lines.replace("line number", "chapter")):
        commit(repo, "many")
        for number in range(1, 9):
            script = f"Title: T\nEpisode: {number}\n\nINT. OFFICE - DAY\n\n{words} {number}\n"
            write(repo, **{f"episodes__ep{number:02d}_fountain": script})
    text = plan(repo, "..", "--markdown").stdout
    assert 2_000 < len(text) <= 65_536
    assert "more film" in text
    assert text.count("<details") == text.count("</details>")


def test_the_help_shows_how(repo: Path) -> None:
    shown = plan(repo, "--help").stdout
    assert "A..B" in shown
    assert "--markdown" in shown




def test_the_shot_list_says_what_is_in_the_store(repo: Path) -> None:
    shown = plan(repo, "--shots").stdout.splitlines()
    shots = [one for one in shown if "OFFICE/day" in one]
    assert shots
    assert all(one.startswith("missing ") for one in shots)
