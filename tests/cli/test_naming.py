"""What a person names: episodes by name or path and series by folder, the same way in every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dramac.cli.main import cli

BIBLE = """\
series: {title: Hall, language: en}
cast:
  MARA: {age: 30, appearance: {sex: female}, voice: {en: std/woman-warm}}
locations: {HALL: {setting: interior, built: hall}}
"""
GOOD = "INT. HALL - NIGHT\n\nMARA lights a candle.\n\nMARA\nWho is there?\n"
BAD = GOOD + "\nNOBODY\nMe.\n"
INCLUDING = GOOD + "\n[[include: common/recap.fountain]]\n"


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two clean episodes and one with a finding; the third includes a script with one. A note lies beside them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "my series"
    for name, text in {"series.yaml": BIBLE, "episodes/ep01.fountain": GOOD, "episodes/ep02.fountain": BAD,
                       "episodes/part 1.5.fountain": INCLUDING, "common/recap.fountain": "STRANGER\nHello.\n",
                       "notes.fountain": GOOD}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def told(*words: str) -> set[str]:
    """The files in which `dramac check` finds something."""
    done = run("check", "--json", *words)
    return {one["place"]["file"] for one in json.loads(done.stdout)["findings"] if one["severity"] != "hint"}


@pytest.mark.parametrize("words", [("ep02",), ("ep02.fountain",), ("episodes/ep02.fountain",), ("ep01", "ep02"),
                                   ("--project", ".", "ep02")])
def test_a_check_of_episodes_tells_what_is_in_them(series: Path, words: tuple[str, ...]) -> None:
    assert told(*words) == {"episodes/ep02.fountain"}


def test_a_check_of_episodes_says_that_there_is_more_elsewhere(series: Path) -> None:
    done = run("check", "ep01")
    assert done.exit_code == 0
    assert "no findings" in done.stdout
    assert "2 findings in the rest of the series" in done.stderr


def test_what_an_episode_includes_belongs_to_it_and_can_be_checked_alone(series: Path) -> None:
    assert told("part 1.5") == {"common/recap.fountain"} == told("common/recap.fountain")


def test_what_nobody_includes_is_no_script_of_the_series(series: Path) -> None:
    done = run("check", "notes.fountain")
    assert done.exit_code == 2
    assert "is no episode of the series" in done.stderr


def test_errors_of_a_bible_that_cannot_be_read_are_told_whatever_is_asked_for(series: Path) -> None:
    (series / "series.yaml").write_text("series: {title: x\n", encoding="utf-8")
    assert told("ep01") == {"series.yaml"}


def test_a_fix_stays_within_the_episodes(series: Path) -> None:
    for name in ("ep01", "ep02"):
        (series / f"episodes/{name}.fountain").write_text(GOOD + "\n[[sound：thunder]]\n", encoding="utf-8")
    assert run("check", "--fix", "ep01").exit_code == 0
    assert "：" not in (series / "episodes/ep01.fountain").read_text(encoding="utf-8")
    assert "：" in (series / "episodes/ep02.fountain").read_text(encoding="utf-8")


def test_a_baseline_of_one_episode_leaves_the_entries_of_others(series: Path) -> None:
    file = ("--baseline", "known.txt", "--write-baseline")
    run("check", *file)
    run("check", "ep01", *file)
    assert run("check", "--baseline", "known.txt").exit_code == 0


@pytest.mark.parametrize("command", ["plan", "export fountain", "report --json", "fmt --check", "ids --check", "lock", "check"])
@pytest.mark.parametrize("name", ["ep01", "ep01.fountain", "episodes/ep01.fountain"])
def test_every_command_takes_an_episode_by_name_and_by_path(series: Path, command: str, name: str) -> None:
    (series / "episodes/ep02.fountain").write_text(GOOD, encoding="utf-8")
    (series / "common/recap.fountain").write_text(GOOD, encoding="utf-8")
    assert run(*command.split(), name).exit_code == (1 if command.startswith("ids") else 0)


@pytest.mark.parametrize("command", ["plan", "export fountain", "report --json", "fmt --check", "lock", "check"])
@pytest.mark.parametrize("name", ["my series", "my series/episodes/ep01.fountain"])
def test_every_command_finds_the_series_of_what_is_named(series: Path, command: str, name: str,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    (series / "episodes/ep02.fountain").write_text(GOOD, encoding="utf-8")
    (series / "common/recap.fountain").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(series.parent)
    assert run(*command.split(), name).exit_code == 0


@pytest.mark.parametrize("command", ["plan", "build", "export html", "report", "check", "lock", "takes"])
def test_an_episode_that_there_is_not_is_wrong_usage_and_the_nearest_is_named(series: Path, command: str) -> None:
    (series / "episodes/ep02.fountain").write_text(GOOD, encoding="utf-8")
    (series / "common/recap.fountain").write_text(GOOD, encoding="utf-8")
    done = run(*command.split(), "EP01")
    assert done.exit_code == 2
    assert "There is no episode 'EP01'. Did you mean 'ep01'?" in done.stderr


def test_another_number_is_not_taken_for_a_slip(series: Path) -> None:
    assert "Did you mean" not in run("plan", "ep09").stderr


@pytest.mark.parametrize("command", ["check", "plan", "fmt", "ids", "export html", "new", "build"])
def test_a_name_longer_than_any_file_has_is_told_as_other_wrong_names(series: Path, command: str) -> None:
    (series / "episodes/ep02.fountain").write_text(GOOD, encoding="utf-8")
    done = run(*command.split(), "x" * 300)
    assert isinstance(done.exception, SystemExit) or "looking into" in str(done.exception)


def test_the_sum_of_a_doctor_and_of_a_schema_can_be_read_by_programs(series: Path) -> None:
    done = run("doctor", "--json")
    told = json.loads(done.stdout)
    assert told["ready"] is (done.exit_code == 0) is all(one["ok"] for one in told["findings"])
    assert run("schema", "-o", "it.json").exit_code == 0
    assert json.loads((series / "it.json").read_text(encoding="utf-8"))["title"]


def test_a_form_that_a_report_has_not_is_told_with_where_there_is_one(series: Path) -> None:
    done = run("report", "--csv")
    assert done.exit_code == 2
    assert "--breakdown" in done.stderr


def test_two_series_at_once_are_refused(series: Path) -> None:
    other = series.parent / "other"
    other.mkdir()
    (other / "series.yaml").write_text(BIBLE, encoding="utf-8")
    done = run("check", "--project", ".", str(other))
    assert done.exit_code == 2
    assert "different series" in done.stderr
