"""`dramac check` through its own door: what is chosen, counted, remembered and written, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dramac.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
BIBLE = """\
series: {title: Hall, language: en}
cast:
  MARA: {age: 30, appearance: {sex: female}, voice: {en: std/woman-warm}}
  林晚: {age: 24, appearance: {sex: female}, voice: {en: std/young-woman-low}}
locations: {HALL: {setting: interior, built: hall}}
"""
SCRIPT = """\
INT. HALL - NIGHT

MARA lights a candle.

MARRA
Who is there?

@林晚
Me.

[[sound: thundr]]

林晚（V.O.）
Nobody.
"""


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "series"
    (folder / "episodes").mkdir(parents=True)
    (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (folder / "episodes" / "ep01.fountain").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def check(*words: str | Path) -> Result:
    done = CliRunner().invoke(cli, ["check", *map(str, words)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def codes(*words: str | Path) -> list[str]:
    return [one["code"] for one in json.loads(check("--format", "json", *words).stdout)["findings"]]


def lines(*words: str | Path) -> list[str]:
    return check("--format", "concise", *words).stdout.splitlines()


def test_codes_and_their_beginnings_are_selected_and_ignored(series: Path) -> None:
    assert codes() == ["D201", "D217", "D118", "D119"]
    assert codes("--select", "d2") == ["D201", "D217"]
    assert codes("--select", "D201,D119") == codes("--select", "D201", "--select", "D119") == ["D201", "D119"]
    assert codes("--select", "D2", "--ignore", "D217") == ["D201"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_wrong_usage_with_the_nearest(series: Path, option: str) -> None:
    done = check(option, "D2O1")
    assert done.exit_code == 2
    assert "D201" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(("words", "expected"), [
    ((), 1), (("--exit-zero",), 0), (("--select", "D1"), 0), (("--select", "D1", "--strict"), 1),
    (("--select", "D1", "--strict", "--exit-zero"), 0), (("--select", "D4", "--strict"), 0), (("nowhere",), 2)])
def test_exit_codes(series: Path, words: tuple[str, ...], expected: int) -> None:
    assert check(*words).exit_code == expected


def test_strict_makes_errors_of_warnings(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.write_text("INT. HALL - NIGHT\nMARA and 林晚 nod.\n", encoding="utf-8")
    assert [line.split()[1].split("[")[0] for line in lines("--select", "D110")] == ["warning"]
    assert [line.split()[1].split("[")[0] for line in lines("--select", "D110", "--strict")] == ["error"]


def test_the_levels_of_the_project_hold_for_script_and_bible(series: Path) -> None:
    bible = BIBLE + "props: {relic: {looks: something odd}}\nlint: {D201: hint, D312: off, D119: off}\n"
    (series / "series.yaml").write_text(bible, encoding="utf-8")
    found = {line.split()[1] for line in lines()}
    assert "hint[D201]" in found
    assert not found & {"hint[D312]", "hint[D119]"}
    assert "hint[D312]" not in found


def test_a_target_is_judged_by_name(series: Path) -> None:
    """Whatever was judged before: what is kept of one target is not told of another."""
    targets = "targets: {first: {picture: animatic}, second: {keyframe: sdxl, video: wan2.2-i2v-a14b}}\n"
    (series / "series.yaml").write_text(BIBLE + targets, encoding="utf-8")
    other = {"D512", "D513", "D515"}  # no references, no lips, 16 frames a second
    limits = [set(codes("--select", "D51", *words)) for words in ((), ("--target", "second"), ("--target", "first"), (),
                                                               ("--target", "second"))]
    assert limits == [set(), other, set(), set(), other]
    done = check("--target", "secnd")
    assert done.exit_code == 2
    assert "'second'" in done.output


def test_statistics_count_by_code(series: Path) -> None:
    text = check("--statistics")
    assert text.exit_code == 1
    assert "1  D118  [*]  Cue without a mark\n" in text.stdout
    assert "1  D201  [?]  Speaker that nobody declared\n" in text.stdout
    rows = json.loads(check("--statistics", "--format", "json").stdout)["statistics"]
    assert {row["code"]: (row["count"], row["safe"], row["unsafe"]) for row in rows} == {
        "D118": (1, 1, 0), "D119": (1, 1, 0), "D201": (1, 0, 1), "D217": (1, 0, 1)}
    assert check("--statistics", "--format", "sarif").exit_code == 2


def test_files_are_named_from_where_one_stands(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines()[0].startswith("episodes/ep01.fountain:5:1: ")
    monkeypatch.chdir(series / "episodes")
    assert lines()[0].startswith("ep01.fountain:5:1: ")
    monkeypatch.chdir(series.parent)
    assert lines("series")[0].startswith("series/episodes/ep01.fountain:5:1: ")


def test_services_get_files_named_from_the_repository(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (series.parent / ".git").mkdir()
    assert "file=series/episodes/ep01.fountain,line=5" in check("--format", "github").stdout
    run = json.loads(check("--format", "sarif").stdout)["runs"][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "series/episodes/ep01.fountain"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(series))
    assert "file=episodes/ep01.fountain,line=5" in check("--format", "github").stdout


def test_the_report_goes_to_a_file(series: Path) -> None:
    done = check("--output", "out.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "4 findings written to out.txt" in done.stderr
    text = (series / "out.txt").read_text(encoding="utf-8")
    assert "error[D201]" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("name", ["series.yaml", "episodes/ep01.fountain", "nowhere/out.txt", "episodes"])
def test_a_report_never_goes_over_the_series_and_needs_a_place(series: Path, name: str) -> None:
    before = {file: file.read_bytes() for file in series.rglob("*") if file.is_file()}
    done = check("--output", name)
    assert done.exit_code == 2
    assert name.rpartition("/")[2] in done.stderr
    assert {file: file.read_bytes() for file in series.rglob("*") if file.is_file()} == before


def test_a_device_is_written_into_and_not_replaced(series: Path) -> None:
    pipe = series / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    check("--output", pipe)
    assert b"error[D201]" in reader.communicate(timeout=20)[0]
    assert pipe.is_fifo()


def test_colour_is_for_terminals_and_those_who_ask(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in check().stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in check().stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check().stdout


def test_a_file_name_that_is_not_text_stops_no_format(series: Path) -> None:
    (series / "episodes" / os.fsdecode(b"ep\xff.fountain")).write_text(SCRIPT, encoding="utf-8")
    for form in ("text", "concise", "json", "github", "junit", "sarif"):
        assert check("--format", form).exit_code == 1


def test_hostile_words_do_not_reach_the_terminal_even_in_colour(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    script = series / "episodes" / "ep01.fountain"
    script.write_text(SCRIPT.replace("thundr", "thun\x1b]0;owned\x07dr\u202e").replace("MARRA", "MAR\x1b[2JRA"), encoding="utf-8")
    for form in ("text", "concise"):
        said = check("--format", form).stdout
        assert "\x1b]" not in said
        assert "\x1b[2J" not in said
        assert not {"\x07", "\u202e"} & set(said)
    said = check("--unsafe-fixes", "--diff").stdout
    assert "\x1b]" not in said


def dramac(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "dramac", *words], cwd=cwd, capture_output=True, timeout=120,
                          env={"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin", "HOME": str(cwd), **environment})


def test_a_stream_that_cannot_carry_chinese_gets_question_marks(series: Path) -> None:
    done = dramac("check", cwd=series, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"D118" in done.stdout


def test_checking_loads_neither_fixes_nor_pages(series: Path) -> None:
    code = ("import sys; sys.argv = ['dramac', 'check']; from dramac.cli.main import run\n"
            "try: run()\nexcept SystemExit: pass\n"
            "print(sorted(n for n in sys.modules if n.startswith('dramac.cli.') and n.split('.')[-1] in "
            "('fixing', 'told', 'statistics', 'catalogue', 'sarif', 'junit')))")
    done = subprocess.run([sys.executable, "-c", code], cwd=series, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT / ".dev")})
    assert done.stdout.splitlines()[-1] == "[]"
