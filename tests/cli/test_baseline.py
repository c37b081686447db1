"""Baselines: what is recorded is silent, what is new is not, and what is gone is said."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.cli.lint.baseline import BrokenBaseline, read_baseline, unknown, write_baseline
from dramac.cli.main import cli
from dramac.compiler.base.diagnostic import Diagnostic, Severity
from dramac.compiler.base.source import Source, Span

BIBLE = "series: {title: X}\ncast: {MARA: {age: 30}}\nlocations: {HALL: {setting: interior, built: hall}}\n"
SCRIPT = "INT. HALL - NIGHT\n\nMARA nods.\n\nMARRA\nWho?\n\n[[sound: thundr]]\n"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    script = tmp_path / "episodes" / "ep01.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return script


def check(*words: str) -> Result:
    done = CliRunner().invoke(cli, ["check", "--format", "concise", "--baseline", "known.txt", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def test_what_is_recorded_is_silent_and_what_is_new_is_not(script: Path) -> None:
    done = check("--write-baseline")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 findings written to known.txt" in done.stderr
    assert (check().exit_code, check().stdout) == (0, "")
    script.write_text("\n\n" + SCRIPT.replace("[[sound", "[[look: grimm]]\n\n   [[sound"), encoding="utf-8")
    done = check()
    assert done.exit_code == 1
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["error[D203]"]
    assert done.stderr == ""


def test_the_file_is_sorted_text_that_says_what_it_is(script: Path) -> None:
    check("--write-baseline")
    head, *rows = Path("known.txt").read_text(encoding="utf-8").splitlines()
    assert head.startswith("# dramac baseline 1")
    assert rows == sorted(rows)
    assert [row.split("\t")[0:2] + row.split("\t")[3:] for row in rows] == [
        ["episodes/ep01.fountain", "D201", "1", "MARRA"], ["episodes/ep01.fountain", "D217", "1", "[[sound: thundr]]"]]
    before = Path("known.txt").read_bytes()
    check("--write-baseline")
    assert Path("known.txt").read_bytes() == before


def test_a_second_finding_of_a_recorded_kind_is_reported(script: Path) -> None:
    check("--write-baseline")
    script.write_text(SCRIPT + "\n[[sound: thundr]]\n", encoding="utf-8")
    assert check().stdout.startswith("episodes/ep01.fountain:10:")


def test_entries_that_no_longer_hold_are_said_and_renewing_drops_them(script: Path) -> None:
    check("--write-baseline")
    script.write_text(SCRIPT.replace("thundr", "thunder"), encoding="utf-8")
    done = check()
    assert done.exit_code == 0
    assert "1 finding of the baseline is no longer there" in done.stderr
    assert check("--select", "D201").stderr == ""
    check("--write-baseline")
    assert check().stderr == ""
    assert len(Path("known.txt").read_text(encoding="utf-8").splitlines()) == 2


def test_renewing_some_codes_keeps_the_entries_of_others(script: Path) -> None:
    check("--write-baseline")
    check("--write-baseline", "--select", "D201")
    assert check().stdout == ""


def test_known_findings_are_not_fixed(script: Path) -> None:
    check("--write-baseline")
    check("--unsafe-fixes")
    assert script.read_text(encoding="utf-8") == SCRIPT


@pytest.mark.parametrize(("content", "word"), [
    (b"", "begin"), (b"cast: {}\n", "begin"), (b"# dramac baseline 2\n", "version"), (b"\xff\xfe", "UTF-8"),
    (b"# dramac baseline 1\nwhat\n", "known.txt:2"), (b"# dramac baseline 1\n<<<<<<< ours\n", "merge"),
    (b"# dramac baseline 1\na\tD201\t0123456789abcdef\t0\tx\n", "known.txt:2"),
    (b"# dramac baseline 1\na\tD201\t0123456789abcdef\t99999999999999999999\tx\n", "known.txt:2")])
def test_a_broken_baseline_is_a_clear_error(script: Path, content: bytes, word: str) -> None:
    Path("known.txt").write_bytes(content)
    done = check()
    assert done.exit_code == 2
    assert word in done.stderr
    assert "Traceback" not in done.output


def test_a_missing_baseline_is_an_error_that_says_how_to_make_one(script: Path) -> None:
    done = check()
    assert done.exit_code == 2
    assert "--write-baseline" in done.stderr


def test_writing_needs_a_file_that_is_a_baseline_or_none(script: Path) -> None:
    assert CliRunner().invoke(cli, ["check", "--write-baseline"]).exit_code == 2
    Path("notes.txt").write_text("mine", encoding="utf-8")
    for name in ("notes.txt", "series.yaml", "episodes/ep01.fountain"):
        before = Path(name).read_bytes()
        done = CliRunner().invoke(cli, ["check", "--baseline", name, "--write-baseline"])
        assert done.exit_code == 2
        assert Path(name).read_bytes() == before


def test_a_merge_that_leaves_a_line_twice_takes_the_greater_number(tmp_path: Path) -> None:
    file = tmp_path / "known.txt"
    row = "a\tD201\t0123456789abcdef\t{}\tx\n"
    file.write_text("# dramac baseline 1\n" + row.format(2) + row.format(3) + row.format(1), encoding="utf-8")
    assert read_baseline(file) == {("a", "D201", "0123456789abcdef"): 3}


names = st.text(min_size=1, max_size=12) | st.sampled_from(["#a", "\\u{61}", "a\tb", "caf\udce9", "\u3000"])


@settings(deadline=None)
@given(st.lists(st.tuples(names, st.integers(0, 9), st.sampled_from(["D201", "D118"])), max_size=6))
def test_what_is_written_is_known_again(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, str]]) -> None:
    file = tmp_path_factory.mktemp("base") / "known.txt"
    sources = {path: Source(path, "one\ntwo\n\n") for path, _, _ in rows}
    found = [Diagnostic(code, Severity.ERROR, "no", Span(path, at, at)) for path, at, code in rows]
    assert write_baseline(file, found, sources, {}) == len(found)
    assert unknown(found, sources, read_baseline(file)) == ([], 0)
    assert unknown([], sources, read_baseline(file)) == ([], len(found))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_baseline_or_a_clear_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("base") / "known.txt"
    for content in (data, b"# dramac baseline 1\n" + data):
        file.write_bytes(content)
        said = str(file)
        with suppress(UnicodeDecodeError):
            data.decode("utf-8")
            said = ""
        try:
            known = read_baseline(file)
        except BrokenBaseline as fault:
            said = str(fault)
        else:
            assert not said, "not UTF-8, and yet read"
            assert all(count > 0 for count in known.values())
        assert not said or str(file) in said
