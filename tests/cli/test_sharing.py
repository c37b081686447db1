"""`dramac cache push, pull, verify, stats, gc` and `dramac build --store`, with a folder that is shared and with a server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dramac.cli.main import cli
from dramac.cli.planning import planned
from dramac.compiler.analyse import analyse
from dramac.compiler.driver import speech_plan
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.runtime.job import Fault
from dramac.runtime.store import Store

ROOT = Path(__file__).resolve().parents[2]
BIBLE = """\
series: {title: The Well, language: en}
targets: {quick: {voice: espeak}}
cast: {MARA: {}}
locations: {HALL: {setting: interior, built: hall}}
"""
SCRIPT = "INT. HALL - DAY\n\nMara waits.\n\nMARA\nHello there.\n"


def write(folder: Path, *episodes: str) -> Path:
    """A series of small episodes in `folder`."""
    (folder / "episodes").mkdir(parents=True)
    (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
    for number, words in enumerate(episodes or (SCRIPT,), 1):
        (folder / "episodes" / f"ep{number:02}.fountain").write_text(words, encoding="utf-8")
    return folder


def fill(folder: Path) -> Store:
    """Puts a result for every task of the series into its store, as small as can be: here only where they go matters."""
    project = load_project(folder)
    assert isinstance(project, Project)
    analysis, store, made = analyse(project), Store(folder / ".dramac" / "store"), folder / "made"
    for tasks in (lambda: speech_plan(analysis, Request()).tasks, lambda: planned(analysis, Request(), store).plan.tasks):
        for task in tasks():
            outputs = {}
            for name in task.outputs:
                outputs[name] = made.with_suffix(f".{name}")
                text = json.dumps({"seconds": 1.5}) if name == "timing" else f"{name} of {task.key}"
                outputs[name].write_text(text, encoding="utf-8")
            if store.lookup(task.key) is None:
                store.put(task.key, outputs, {})
    return store


def run(*words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(cli, list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == code, done.output
    return done


def fault(*words: str) -> Fault:
    done = CliRunner().invoke(cli, list(words))
    assert isinstance(done.exception, Fault), done.output
    return done.exception


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write(tmp_path / "series", SCRIPT, SCRIPT.replace("Hello there", "Goodbye now"))
    monkeypatch.chdir(folder)
    monkeypatch.delenv("DRAMAC_STORE", raising=False)
    return folder


@pytest.fixture
def team(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    return folder


def clone(series: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same scripts elsewhere, with an empty store."""
    shutil.copytree(series, folder, ignore=shutil.ignore_patterns(".dramac", "build", "made*"))
    monkeypatch.chdir(folder)
    return folder


def test_a_clean_clone_makes_nothing_and_delivers_the_same_bytes(series: Path, team: Path, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    store = fill(series)
    sent = json.loads(run("cache", "push", "--store", str(team), "--json").stdout)
    assert sent["sent"] == store.stats().records
    assert sent["failed"] == {}
    run("build")
    folder = clone(series, tmp_path / "clone", monkeypatch)
    monkeypatch.setenv("DRAMAC_STORE", str(team))
    done = run("build", "--progress", "json")
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [one for one in events if one["event"] == "TaskStarted"] == []
    films = {file.name: file.read_bytes() for file in (folder / "build").iterdir()}
    assert films == {file.name: file.read_bytes() for file in (series / "build").iterdir()}
    products = Store(folder / ".dramac" / "store").stats().records
    assert products == len(films)  # and nothing of what they were made from
    assert next(one["tasks"] for one in events if one["event"] == "Fetched") == products


def test_a_plan_counts_what_the_shared_store_has_and_fetches_nothing(series: Path, team: Path, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    fill(series)
    run("cache", "push", "--store", str(team))
    whole = json.loads(run("plan", "--json").stdout)["tasks"]
    folder = clone(series, tmp_path / "clone", monkeypatch)
    assert not any(one["cached"] for one in json.loads(run("plan", "--json").stdout)["tasks"])
    there = json.loads(run("plan", "--json", "--store", str(team)).stdout)["tasks"]
    assert all(one["cached"] for one in there)
    assert [one["key"] for one in there] == [one["key"] for one in whole]  # set to the lines as they were spoken there
    assert "estimates" not in run("plan", "--store", str(team)).stdout
    assert "0 s of work" in run("build", "--dry-run", "--store", str(team)).stdout
    script = folder / "episodes" / "ep01.fountain"
    script.write_text(script.read_text(encoding="utf-8") + "\nMARA\nAnd one more.\n", encoding="utf-8")
    after = json.loads(run("plan", "--json", "--store", str(team)).stdout)["tasks"]
    assert 0 < sum(not one["cached"] for one in after) < len(after)
    assert Store(folder / ".dramac" / "store").stats().records == 0


def test_a_comparison_counts_what_the_shared_store_has(series: Path, team: Path, tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    fill(series)
    run("cache", "push", "--store", str(team))
    clone(series, tmp_path / "clone", monkeypatch)
    Path("episodes/ep02.fountain").rename("later.fountain")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=W", "-c", "user.email=w@w", "commit", "-qm", "one"]):
        subprocess.run(["git", *words], check=True)
    Path("later.fountain").rename("episodes/ep02.fountain")
    alone, shared = (json.loads(run("plan", "HEAD..", "--json", *words).stdout) for words in ((), ("--store", str(team))))
    assert alone["total"]["to_make"] > 0
    assert shared["total"]["to_make"] == 0


def test_pull_fetches_everything_of_an_episode(series: Path, team: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fill(series).stats().records
    run("cache", "push", "--store", str(team))
    folder = clone(series, tmp_path / "clone", monkeypatch)
    store = Store(folder / ".dramac" / "store")
    one = json.loads(run("cache", "pull", "ep01", "--store", str(team), "--json").stdout)
    assert 0 < one["fetched"] == store.stats().records < whole
    again = json.loads(run("cache", "pull", "--all", "--store", str(team), "--json").stdout)
    assert (again["here"], again["fetched"]) == (one["fetched"], whole - one["fetched"])
    assert store.verify() == []
    assert "0 results" in run("cache", "pull", "--store", str(team)).stdout


def test_push_of_an_episode_sends_no_other(series: Path, team: Path) -> None:
    whole = fill(series).stats().records
    run("cache", "push", "ep02", "--store", str(team))
    some = Store(team).stats().records
    assert 0 < some < whole
    assert f"{whole - some} results" in run("cache", "push", "--all", "--store", str(team)).stdout


def test_a_damaged_local_file_is_set_aside_and_fetched_back(series: Path, team: Path) -> None:
    store = fill(series)
    run("cache", "push", "--store", str(team))
    key = store.keys()[0]
    blob = store.path(next(iter(store.lookup(key).outputs.values())).digest)
    good = blob.read_bytes()
    blob.chmod(0o644)
    blob.write_bytes(good[:-1] + b"?")
    assert "1 damaged, set aside" in run("cache", "verify", code=1).stdout
    assert "fetched 1 results" in run("cache", "pull", "--store", str(team)).stdout
    assert blob.read_bytes() == good
    run("cache", "verify")


def test_a_damaged_local_file_is_not_sent(series: Path, team: Path) -> None:
    store = fill(series)
    key = store.keys()[0]
    blob = store.path(next(iter(store.lookup(key).outputs.values())).digest)
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    done = run("cache", "push", "--store", str(team), code=1)
    assert "damaged here" in done.stdout
    assert Store(team).lookup(key) is None


def test_verify_heals_the_shared_store_from_here_or_removes(series: Path, team: Path, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    fill(series)
    run("cache", "push", "--store", str(team))
    shared = Store(team)
    keys = shared.keys()
    records = {key: shared.lookup(key) for key in keys}
    blobs = sorted(file for file in (team / "blobs").rglob("*") if file.is_file())
    blobs[0].write_bytes(b"rubbish")
    blobs[1].unlink()
    found = json.loads(run("cache", "verify", "--store", str(team), "--json", code=1).stdout)
    assert (found["healed"], found["removed"]) == (sorted(one.name for one in blobs[:2]), [])
    assert shared.verify() == []
    run("cache", "verify", "--store", str(team))
    clone(series, tmp_path / "clone", monkeypatch)
    blobs[0].write_bytes(b"rubbish")
    found = json.loads(run("cache", "verify", "--store", str(team), "--json", code=1).stdout)
    assert found["healed"] == []
    named = {key for key in keys if blobs[0].name in {one.digest for one in records[key].outputs.values()}}
    assert set(found["removed"]) == {blobs[0].name} | named  # the blob, and the records that named it
    run("cache", "verify", "--store", str(team))


# Cleaning


def switch(series: Path, branch: str) -> None:
    (series / ".git").mkdir(exist_ok=True)
    (series / ".git" / "HEAD").write_text(f"ref: refs/heads/{branch}\n", encoding="utf-8")


def test_cleaning_in_one_branch_keeps_what_the_last_build_of_another_needs(series: Path, team: Path) -> None:
    switch(series, "main")
    store = fill(series)
    run("build")
    kept = store.stats().records
    switch(series, "idea")
    (series / "episodes" / "ep01.fountain").write_text(SCRIPT.replace("Hello", "Farewell"), encoding="utf-8")
    fill(series)
    assert json.loads(run("cache", "gc", "--json").stdout)["tasks"] == 0
    found = json.loads(run("cache", "gc", "--last-builds", "0", "--dry-run", "--json").stdout)
    assert found["tasks"] > 0
    assert not found["deleted"]
    assert store.stats().records > kept
    gone = json.loads(run("cache", "gc", "--last-builds", "0", "--json").stdout)
    assert (gone["tasks"], gone["deleted"]) == (found["tasks"], True)


def test_a_later_build_of_a_branch_replaces_what_is_kept_for_it(series: Path) -> None:
    switch(series, "main")
    store = fill(series)
    run("build")
    before = store.stats().records
    (series / "episodes" / "ep01.fountain").write_text(SCRIPT.replace("Hello", "Farewell"), encoding="utf-8")
    fill(series)
    run("build")
    gone = json.loads(run("cache", "gc", "--json").stdout)
    assert gone["tasks"] > 0
    assert gone["last_builds"] == ["series (main): all episodes"]
    assert store.stats().records <= before + 2


def test_the_shared_store_is_cleaned_only_on_a_clear_word(series: Path, team: Path) -> None:
    fill(series)
    run("cache", "push", "--store", str(team))
    (series / "episodes" / "ep02.fountain").unlink()
    shared = Store(team)
    whole = shared.stats().records
    done = run("cache", "gc", "--store", str(team))
    assert "nothing was deleted: say --yes" in done.stdout
    assert shared.stats().records == whole
    gone = json.loads(run("cache", "gc", "--store", str(team), "--yes", "--json").stdout)
    assert 0 < gone["tasks"] < whole
    assert shared.stats().records == whole - gone["tasks"]
    assert json.loads(run("cache", "stats", "--store", str(team), "--json").stdout)["tasks"] == whole - gone["tasks"]
    assert run("cache", "verify", "--store", str(team)).exit_code == 0


def test_the_shared_store_keeps_what_a_last_build_elsewhere_needs(series: Path, team: Path, tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    fill(series)
    run("build", "--store", str(team))
    run("cache", "push", "--store", str(team))
    folder = clone(series, tmp_path / "clone", monkeypatch)
    (folder / "episodes" / "ep02.fountain").unlink()
    gone = json.loads(run("cache", "gc", "--store", str(team), "--yes", "--json").stdout)
    assert gone["tasks"] == 0
    assert len(gone["last_builds"]) == 1
    roots = next((team / "roots").iterdir())
    roots.write_bytes(b"[" * 100_000)
    assert "roots/" in str(fault("cache", "gc", "--store", str(team), "--yes"))


# What is said


SECRET = ["s3://key:hush-hush@team/films", "s3://team/films?secret=hush-hush", "s3://team?endpoint=http://me:hush-hush@host/",
          "ftp://me:hush-hush@host/", "s3://hush-hush@team/"]


@pytest.mark.parametrize("address", SECRET)
def test_an_address_with_a_secret_is_refused_without_repeating_it(series: Path, address: str) -> None:
    for words in (("cache", "stats", "--store", address), ("cache", "push", "--store", address), ("build", "--store", address)):
        told = fault(*words)
        assert "hush" not in f"{told} {told.help}"


@pytest.mark.parametrize("address", ["http://team/films", "s3:///films", "nowhere/at/all", "file://host/films", "s3://[/", "://"])
def test_an_address_that_is_none_is_a_clear_fault(series: Path, address: str) -> None:
    told = fault("build", "--store", address)
    assert str(told)
    assert told.help


def test_push_without_an_address_says_where_to_put_one(series: Path) -> None:
    assert "DRAMAC_STORE" in run("cache", "push", code=2).stderr
    assert "DRAMAC_STORE" in run("cache", "pull", code=2).stderr


def test_without_the_library_a_shared_store_is_a_clear_fault(series: Path, team: Path) -> None:
    code = ("import sys; sys.modules['obstore'] = None; sys.argv = ['dramac', 'build', '--store', sys.argv[1]]\n"
            "from dramac.cli.main import main\nmain()")
    done = subprocess.run([sys.executable, "-c", code, str(team)], capture_output=True, text=True, cwd=series,
                          env={"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin"})
    assert done.returncode == 1
    assert "obstore, is not installed" in done.stderr
    assert "pip install 'dramac[remote]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_for_users_names_commands_and_options_that_there_are() -> None:
    page = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")
    used = re.findall(r"dramac (cache \w+|build)((?: +--?[a-z-]+)*)", page)
    assert {words for words, _ in used} == {"build", "cache push", "cache pull", "cache stats", "cache verify", "cache gc"}
    for words, options in used:
        known = run(*words.split(), "--help").output
        assert all(option in known for option in options.split()), words
    known = run("cache", "gc", "--help").output
    assert all(option in known for option in re.findall(r"`(--[a-z-]+) (?:DAYS|MB)`", page))
