"""`dramac report` through its own door: what it writes, where, and what it says when it cannot."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOX, CHANCE = ROOT / "examples" / "white-fox", ROOT / "examples" / "second-chance"


def dramac(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "dramac", "report", *words], cwd=cwd, capture_output=True, timeout=120,
                          env={"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin", "HOME": str(cwd)})


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text("series: {title: Hall, language: en}\ncast: {MARA: {age: 30}, TOM: {age: 40}}\n"
                                          "locations: {HALL: {setting: interior}}\n", encoding="utf-8")
    for number in (1, 2):
        (tmp_path / "episodes" / f"ep0{number}.fountain").write_text(
            f"INT. HALL - NIGHT\n\nMARA lights a candle.\n\nMARA\nWho is there, {number}?\n\nTOM\nNobody.\n", encoding="utf-8")
    return tmp_path


def test_the_page_lies_in_build_and_its_path_is_said(series: Path) -> None:
    done = dramac(cwd=series)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "build/report.html\n", b"")
    text = (series / "build" / "report.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Who is there, 1?" in text
    assert [one.name for one in (series / "build").iterdir()] == ["report.html"]


def test_twice_the_same_to_the_byte(series: Path) -> None:
    first, second = (dramac("-o", "-", cwd=series).stdout for _ in range(2))
    assert first == second != b""


def test_json_has_the_schema_and_goes_to_standard_output(series: Path) -> None:
    told = json.loads(dramac("--json", cwd=series).stdout)
    assert told["schema"] == "dramac-report-1"
    assert [one["id"] for one in told["episodes"]] == ["ep01", "ep02"]
    assert {one["id"]: one["lines"] for one in told["voices"]} == {"MARA": 2, "TOM": 2}


def test_one_episode_by_name_and_by_path(series: Path) -> None:
    for word in ("ep02", "episodes/ep02.fountain"):
        told = json.loads(dramac(word, "--format", "json", cwd=series).stdout)
        assert [one["id"] for one in told["episodes"]] == ["ep02"]


def test_errors_in_the_scripts_are_a_part_of_the_report(series: Path) -> None:
    script = "INT. HALL - NIGHT\n\n[[wears: NOBODY = gown]]\n\nMARA\nStill here.\n"
    (series / "episodes" / "ep02.fountain").write_text(script, encoding="utf-8")
    done = dramac("--json", cwd=series)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert any(one["level"] == "error" for one in told["findings"])
    assert told["episodes"][1]["errors"] > 0


def test_a_chinese_series_in_chinese(tmp_path: Path) -> None:
    done = dramac("--project", str(CHANCE), "-o", "out/报告.html", cwd=tmp_path)
    assert done.stdout.decode() == "out/报告.html\n"
    text = (tmp_path / "out" / "报告.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in text
    assert all(words in text for words in ("对白分配", "景别", "苏晚", "谁在场，谁说话"))


def test_the_dub_of_a_series(tmp_path: Path) -> None:
    told = json.loads(dramac("ep01", "--project", str(FOX), "--lang", "zh-Hans", "--json", cwd=tmp_path).stdout)
    assert (told["spoken"], told["unit"]) == ("zh-Hans", "characters")


def test_breakdown_sheets_open_in_excel(tmp_path: Path) -> None:
    done = dramac("--breakdown", "--bom", "--project", str(CHANCE), "-o", "sheet.csv", cwd=tmp_path)
    assert done.stdout == b"sheet.csv\n"
    data = (tmp_path / "sheet.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["场景"] for row in rows[:3]] == ["天台", "卧室", "宴会厅"]
    assert "苏晚: rain > home" in rows[1]["服装"]
    told = json.loads(dramac("--breakdown", "--json", "--project", str(CHANCE), cwd=tmp_path).stdout)
    assert [row["place"] for row in told] == [row["场景"] for row in rows]


def test_breakdown_goes_to_build(series: Path) -> None:
    assert dramac("--breakdown", cwd=series).stdout == b"build/breakdown.csv\n"
    assert (series / "build" / "breakdown.csv").read_text(encoding="utf-8").startswith("Episode,Scene,Heading")


def test_a_folder_of_scripts_is_ranked(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for source in (*FOX.glob("episodes/*.fountain"), *CHANCE.glob("episodes/*.fountain")):
        (pile / f"{source.parent.parent.name}-{source.name}").write_bytes(source.read_bytes())
    (pile / "copy.fountain").write_bytes((pile / "white-fox-ep01.fountain").read_bytes())
    (pile / "broken.fountain").write_bytes(b"\0\0\0")
    text = dramac("--corpus", "pile", cwd=tmp_path)
    assert text.returncode == 0
    assert text.stderr == b""
    said = text.stdout.decode()
    assert "near copy of white-fox-ep01.fountain (100% alike)" in said
    assert "broken.fountain: no text file" in said
    told = json.loads(dramac("--corpus", "pile", "--json", cwd=tmp_path).stdout)
    assert len(told["scripts"]) == 7
    assert [one["rank"] for one in told["scripts"]] == list(range(1, 8))
    table = list(csv.DictReader(StringIO(dramac("--corpus", "pile", "--csv", cwd=tmp_path).stdout.decode(), newline="")))
    assert [row["Script"] for row in table] == [one["path"] for one in told["scripts"]]
    assert dramac("--corpus", "pile", "--html", cwd=tmp_path).stdout == b"build/corpus.html\n"
    assert (tmp_path / "build" / "corpus.html").read_text(encoding="utf-8").count("<tr>") == 8


def test_progress_is_told_for_many_and_hushed_on_request(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(60):
        (pile / f"s{number}.fountain").write_text(f"INT. HALL - DAY\n\nMARA\nHello {number}.\n", encoding="utf-8")
    assert b"read 60 of 60" in dramac("--corpus", "pile", cwd=tmp_path).stderr
    done = dramac("--corpus", "pile", "-q", "--top", "3", cwd=tmp_path)
    assert done.stderr == b""
    assert "and 57 more" in done.stdout.decode()


@pytest.mark.parametrize(("words", "why"), [
    (("--corpus", "nowhere"), "does not exist"), (("--corpus", "."), "no script"), (("ep01", "--corpus", "."), "neither"),
    (("--csv",), "no csv"), (("--breakdown", "--html"), "no html"), (("--bom",), "for CSV"), (("ep77",), "no episode 'ep77'"),
    (("--lang", "fr"), "no language 'fr'")])
def test_what_cannot_be_is_said(series: Path, words: tuple[str, ...], why: str) -> None:
    (series / "empty").mkdir()
    done = dramac(*words, cwd=series / "empty" if words == ("--corpus", ".") else series)
    assert done.returncode == 2
    assert why in done.stderr.decode()


def test_a_folder_without_a_series(tmp_path: Path) -> None:
    assert dramac(cwd=tmp_path).returncode == 2


def test_a_disk_that_refuses_is_told(series: Path) -> None:
    (series / "build").write_text("in the way", encoding="utf-8")
    done = dramac(cwd=series)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"error" in done.stderr


def test_help_shows_how_each_report_is_called(tmp_path: Path) -> None:
    said = dramac("--help", cwd=tmp_path).stdout.decode()
    for words in ("[EPISODES]...", "--breakdown", "--corpus DIR", "dramac report --corpus scripts", "-o, --output FILE"):
        assert words in said


def test_a_subcommand_is_found_and_episodes_stay_episodes() -> None:
    import click
    from click.testing import CliRunner

    from dramac.cli.commands.report import Report

    group = Report("report", params=[click.Argument(["episodes"], nargs=-1)], invoke_without_command=True,
                   callback=lambda episodes: click.echo(f"main {episodes}"))
    group.add_command(click.Command("cost", callback=lambda: click.echo("cost")))
    run = CliRunner().invoke
    assert run(group, ["cost"]).output == "cost\n"
    assert run(group, ["ep01", "cost"]).output == "main ('ep01', 'cost')\n"
    assert run(group, []).output == "main ()\n"
