"""What a series accepts, as `dramac check` lists and counts it, and as `plan` and `build` hear of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from dramac.cli.main import cli

SCHEMA = json.loads((Path(__file__).parent / "report" / "sarif-schema-2.1.0.json").read_text("utf-8"))
BIBLE = """\
series: {title: Hall, language: en}
cast:
  MARA: {age: 30, appearance: {sex: female}}
locations: {HALL: {setting: interior, built: hall}}
"""
SCRIPT = """\
INT. HALL - NIGHT

MARA lights a candle.

[[lint: off D201 a voice from the wall]]

WALL (O.S.)
Who is there?

MARA
Nobody.

INT. HALL - DAY

MARA nods.

WALL (O.S.)
It is day.
"""
EXEMPT = "- {code: D201, file: episodes/ep01.fountain, scene: INT. HALL - DAY, about: wall, reason: it speaks again}\n"
STALE = "- {code: D301, file: series.yaml, reason: no}\n- {code: D230, file: episodes/ep01.fountain, reason: x}\n"


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, "utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_text(SCRIPT, "utf-8")
    (tmp_path / "exemptions.yaml").write_text(EXEMPT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    done = CliRunner().invoke(cli, words)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def test_accepted_findings_are_listed_where_that_is_asked_for(series: Path) -> None:
    assert run("check").stdout == "no findings\n"
    assert run("check", "--accepted").stdout == (
        "no findings\n2 accepted:\n"
        "  episodes/ep01.fountain:7: D201 nobody called WALL is in the cast\n"
        "    because a voice from the wall (episodes/ep01.fountain:5)\n"
        "  episodes/ep01.fountain:17: D201 nobody called WALL is in the cast\n"
        "    because it speaks again (exemptions.yaml:1)\n")
    assert run("check", "--accepted", "--ignore", "D201").stdout == "no findings\nnothing is accepted\n"
    assert run("check", "--accepted", "--format", "github").exit_code == 2


def test_statistics_count_what_is_accepted_and_what_was_evaluated(series: Path) -> None:
    assert run("check", "--statistics").stdout == "no findings\naccepted: 2 D201\ncontinuity: 2 of 2 scenes evaluated\n"
    told = json.loads(run("check", "--statistics", "--format", "json").stdout)
    assert told == {"statistics": [], "accepted": {"D201": 2}, "continuity": {"evaluated": 0, "scenes": 2}}


def test_json_and_sarif_have_them_with_their_reasons(series: Path) -> None:
    (series / "episodes" / "ep02.fountain").write_text("INT. HALL - DAY\n\nNOBODY\nHello.\n", "utf-8")
    told = json.loads(run("check", "--format", "json").stdout)
    assert [(one["reason"], one["by"]["file"], one["place"]["line"]) for one in told["accepted"]] == [
        ("a voice from the wall", "episodes/ep01.fountain", 7), ("it speaks again", "exemptions.yaml", 17)]
    log = json.loads(run("check", "--format", "sarif").stdout)
    Draft7Validator(SCHEMA).validate(log)
    results = log["runs"][0]["results"]
    kinds = [[one["kind"] for one in result["suppressions"]] for result in results]
    assert kinds[-2:] == [["inSource"], ["external"]]
    assert kinds[:-2] == [[]] * (len(results) - 2)
    assert results[-1]["suppressions"][0]["justification"] == "it speaks again"


def test_a_stale_exception_is_not_judged_by_a_check_that_does_not_look_for_its_code(series: Path) -> None:
    (series / "exemptions.yaml").write_text(EXEMPT + STALE, "utf-8")

    def codes(*words: str) -> list[str]:
        return [one["code"] for one in json.loads(run("check", "--format", "json", *words).stdout)["findings"]]

    assert codes() == ["D262", "D261"]
    assert codes("--ignore", "D230") == ["D262"]
    assert codes("--select", "D261,D230") == ["D261"]
    assert codes("--select", "D261") == []


def test_the_report_is_not_written_over_the_exemptions(series: Path) -> None:
    assert run("check", "--output", "exemptions.yaml").exit_code == 2
    assert (series / "exemptions.yaml").read_text("utf-8") == EXEMPT


def test_fixing_takes_a_stale_note_out_and_corrects_a_key(series: Path) -> None:
    script, listed = series / "episodes" / "ep01.fountain", series / "exemptions.yaml"
    script.write_text(SCRIPT.replace("MARA nods.", "[[lint: off D230 she lives]]\n\nMARA nods."), "utf-8")
    listed.write_text(EXEMPT.replace("about", "abuot"), "utf-8")
    assert run("check", "--unsafe-fixes").stdout == "no findings\n"
    assert script.read_text("utf-8") == SCRIPT
    assert listed.read_text("utf-8") == EXEMPT


def test_plan_hears_levels_and_exemptions_too(series: Path) -> None:
    alone = "INT. HALL - DAY\n\n[[shot: OTS MARA]]\n\nMARA nods.\n"
    (series / "episodes" / "ep01.fountain").write_text(alone, "utf-8")
    (series / "exemptions.yaml").unlink()
    assert "[D404]" in run("plan").stderr
    (series / "exemptions.yaml").write_text("- {code: D404, file: episodes/ep01.fountain, reason: a stare}\n", "utf-8")
    assert "D404" not in run("plan").stderr
    assert "D261" not in run("check").stdout
    (series / "exemptions.yaml").unlink()
    (series / "series.yaml").write_text(BIBLE + "lint: {D404: off}\n", "utf-8")
    assert "D404" not in run("plan").stderr


def test_an_error_of_the_bible_that_is_off_stops_nothing(series: Path) -> None:
    (series / "series.yaml").write_text(BIBLE.replace("age: 30", "age: young"), "utf-8")
    assert (run("check").exit_code, run("plan").exit_code) == (1, 1)
    (series / "series.yaml").write_text(BIBLE.replace("age: 30", "age: young") + "lint: {D305: off}\n", "utf-8")
    assert (run("check").exit_code, run("plan").exit_code) == (0, 0)


def test_plan_counts_the_notes_of_directing_and_tells_them_beside_the_shots(series: Path) -> None:
    short = "INT. HALL - DAY\n\n[[shot: CU MARA, 1s]]\n\nMARA\nNobody comes here any more, and nobody ever will again.\n"
    (series / "episodes" / "ep01.fountain").write_text(short, "utf-8")
    (series / "exemptions.yaml").unlink()
    said = run("plan").stderr
    assert "D401" not in said
    assert "1 note of directing: dramac plan --shots" in said
    said = run("plan", "--shots").stderr
    assert "[D401]" in said
    assert "of directing" not in said
