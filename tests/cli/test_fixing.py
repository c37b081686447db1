"""`dramac check --fix`: what it mends, what it leaves alone, and that it never makes anything worse."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.cli.lint.edits import Shift, Taken, applied, fits
from dramac.cli.lint.fixing import fix, write
from dramac.cli.main import cli
from dramac.compiler.analyse import analyse
from dramac.compiler.base.diagnostic import Diagnostic, Edit, Fix, Severity
from dramac.compiler.base.source import Source, Span
from dramac.compiler.check import run as rules
from dramac.compiler.check.rule import Rule, Subject
from dramac.compiler.project import Project, load_project

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

[[sound: thundr]]

林晚（V.O.）
Nobody.
"""
SAFE = SCRIPT.replace("林晚（V.O.）", "@林晚(V.O.)")
ALL = SAFE.replace("MARRA", "MARA").replace("thundr", "thunder")
Check = Callable[[Subject], Iterator[Diagnostic]]


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
    """Put one rule of the test's own beside those that there are."""
    own: list[Rule] = []
    real = rules.all_rules()
    monkeypatch.setattr(rules, "all_rules", lambda: (*real, *own))
    return lambda check: own.append(Rule("own", "D298", Severity.WARNING, "own\n", check))


def check(*words: str) -> Result:
    done = CliRunner().invoke(cli, ["check", "--format", "concise", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def text(series: Path, name: str = "episodes/ep01.fountain") -> str:
    return (series / name).read_bytes().decode("utf-8")


def test_safe_fixes_are_applied_and_the_rest_is_left_and_counted(series: Path) -> None:
    done = check("--fix")
    assert text(series) == SAFE
    assert done.exit_code == 1
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["error[D201]", "error[D217]"]
    assert done.stderr == "2 fixed in 1 file (1 D118, 1 D119), 2 left\n"


def test_unsafe_fixes_are_all(series: Path) -> None:
    done = check("--unsafe-fixes")
    assert text(series) == ALL
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("4 fixed in 1 file")


def test_only_selected_findings_are_fixed(series: Path) -> None:
    check("--unsafe-fixes", "--select", "D201")
    assert text(series) == SCRIPT.replace("MARRA", "MARA")


def test_a_clean_series_is_not_touched(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.write_text(ALL, encoding="utf-8")
    before = script.stat()
    assert check("--fix").exit_code == 0
    assert (script.stat().st_mtime_ns, script.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_difference_is_shown_and_nothing_written_and_patch_takes_it(series: Path) -> None:
    done = CliRunner().invoke(cli, ["check", "--unsafe-fixes", "--diff"])
    assert done.exit_code == 1
    assert text(series) == SCRIPT
    assert "4 of 4 would be fixed" in done.stderr
    subprocess.run(["git", "apply", "-"], cwd=series, input=done.stdout_bytes, check=True)
    assert text(series) == ALL
    again = CliRunner().invoke(cli, ["check", "--unsafe-fixes", "--diff"])
    assert (again.exit_code, again.stdout) == (0, "")


@pytest.mark.parametrize("ending", ["", "no end of line"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("feed", ["\n", "\r\n"])
def test_line_ends_and_byte_order_marks_stay(series: Path, feed: str, mark: str, ending: str) -> None:
    made = [(mark + one + ending).replace("\n", feed) for one in (SCRIPT, ALL)]
    (series / "episodes" / "ep01.fountain").write_bytes(made[0].encode())
    words = ("--unsafe-fixes", "--ignore", "D127")  # D127 is about the byte-order mark itself
    done = CliRunner().invoke(cli, ["check", *words, "--diff"])
    check(*words)
    assert text(series) == made[1]
    (series / "episodes" / "ep01.fountain").write_bytes(made[0].encode())
    subprocess.run(["git", "apply", "-"], cwd=series, input=done.stdout_bytes, check=True)
    assert text(series) == made[1]


def test_a_blank_line_is_put_in_with_the_line_ends_of_the_file(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.write_bytes("INT. HALL - NIGHT\r\nMARA nods to 林晚.\r\n".encode())
    check("--unsafe-fixes")
    assert text(series) == "INT. HALL - NIGHT\r\n\r\nMARA nods to 林晚.\r\n"


def test_several_files_are_mended_at_once(series: Path) -> None:
    (series / "episodes" / "ep02.fountain").write_text(SCRIPT, encoding="utf-8")
    assert "8 fixed in 2 files" in check("--unsafe-fixes").stderr
    assert text(series) == text(series, "episodes/ep02.fountain") == ALL


def test_the_rights_of_a_file_stay(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.chmod(0o640)
    check("--fix")
    assert stat.S_IMODE(script.stat().st_mode) == 0o640
    assert sorted(one.name for one in script.parent.iterdir()) == ["ep01.fountain"]


def test_a_file_that_is_not_utf8_is_left_alone(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    data = SCRIPT.encode() + b"\xff\n"
    script.write_bytes(data)
    done = check("--unsafe-fixes")
    assert script.read_bytes() == data
    assert "not UTF-8" in done.stderr


def test_a_link_is_not_written_through(series: Path) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.rename(series / "elsewhere.txt")
    script.symlink_to(series / "elsewhere.txt")
    assert "is a link" in check("--fix").stderr
    assert script.is_symlink()
    assert text(series, "elsewhere.txt") == SCRIPT


def renamed(old: str, new: str, path: str = "series.yaml", safe: bool = True, more: tuple[Edit, ...] = ()) -> Check:
    """A rule that finds the word `old` wherever it stands in a file, with a fix that writes `new`."""
    def looks(subject: Subject) -> Iterator[Diagnostic]:
        source = subject.sources.get(path)
        at = source.text.find(old) if source else -1
        if source and at >= 0:
            span = source.span(at, at + len(old))
            yield Diagnostic("D298", Severity.WARNING, f"{old}!", span, fix=Fix(f"write {new}", (Edit(span, new), *more), safe))
    return looks


def test_the_bible_is_mended_too(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("built: hall", "built: great hall"))
    done = check("--fix", "--select", "D298")
    assert "1 fixed in 1 file (1 D298), 0 left" in done.stderr
    assert text(series, "series.yaml") == BIBLE.replace("built: hall", "built: great hall")
    assert text(series) == SCRIPT


def test_a_fix_that_undoes_another_is_dropped_and_the_rest_applied(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("  MARA:", "  TOM:", safe=False))
    done = check("--unsafe-fixes")
    assert text(series, "series.yaml") == BIBLE
    assert "D298 was not fixed (write   TOM:): it would undo the fix of D201 at episodes/ep01.fountain:5" in done.stderr
    assert text(series) == ALL


def test_a_fix_that_brings_an_error_is_dropped(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("{HALL:", "{ROOM:", safe=False))
    done = check("--unsafe-fixes", "--select", "D298")
    assert text(series, "series.yaml") == BIBLE
    assert "D298 was not fixed (write {ROOM:): it would bring a new error at episodes/ep01.fountain:1: D202" in done.stderr


def test_a_fix_that_leaves_its_finding_is_dropped(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("built: hall", "built: halls"))
    done = check("--fix", "--select", "D298")
    assert text(series, "series.yaml") == BIBLE
    assert "the finding would still be there" in done.stderr


def test_a_safe_fix_that_brings_a_hint_is_dropped(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("built: hall}}", "built: room}}\nprops: {relic: {looks: something odd}}"))
    done = check("--fix", "--select", "D298")
    assert text(series, "series.yaml") == BIBLE
    assert "it would bring a new hint" in done.stderr


def test_a_script_that_another_includes_is_mended_where_it_lies(series: Path) -> None:
    (series / "common").mkdir()
    (series / "common" / "recap.fountain").write_text("@林晚（V.O.）\nBefore this …\n", encoding="utf-8")
    (series / "episodes" / "ep01.fountain").write_text(ALL + "\n[[include: common/recap.fountain]]\n", encoding="utf-8")
    done = check("--fix")
    assert "1 fixed in 1 file (1 D119), 0 left" in done.stderr
    assert text(series, "common/recap.fountain") == "@林晚(V.O.)\nBefore this …\n"


def test_fixes_of_one_place_take_turns(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("built: hall", "built: great hall"))
    rule(renamed("interior, built", "interior, light: candles, built"))
    assert "2 fixed in 1 file (2 D298)" in check("--fix", "--select", "D298").stderr
    assert "light: candles, built: great hall" in text(series, "series.yaml")


def test_fixes_that_undo_each_other_end(series: Path, rule: Callable[[Check], None]) -> None:
    rule(renamed("built: hall", "built: room", safe=False))
    rule(renamed("built: room", "built: hall", safe=False))
    assert check("--unsafe-fixes", "--select", "D298").exit_code == 1


@pytest.mark.parametrize("edit", [
    Edit(Span("../outside.txt", 0, 0), "x"), Edit(Span("/etc/hostname", 0, 0), "x"), Edit(Span("gone.yaml", 0, 0), "x"),
    Edit(Span("series.yaml", 0, 10**9), "x"), Edit(Span("series.yaml", -5, 0), "x"), Edit(Span("series.yaml", 9, 3), "x")])
def test_edits_outside_of_the_series_are_refused(series: Path, rule: Callable[[Check], None], edit: Edit) -> None:
    rule(renamed("built: hall", "built: great hall", more=(edit,)))
    done = check("--fix", "--select", "D298")
    assert text(series, "series.yaml") == BIBLE
    assert "D298 was not fixed" in done.stderr


def loaded(folder: Path) -> Project:
    project = load_project(folder)
    assert isinstance(project, Project)
    return project


def test_a_file_that_changes_meanwhile_is_left_with_those_fixed_together_with_it(
        series: Path, rule: Callable[[Check], None]) -> None:
    start = Span("episodes/ep01.fountain", 0, 0)
    rule(renamed("built: hall", "built: great hall", more=(Edit(start, ""),)))
    (series / "episodes" / "ep02.fountain").write_text(SCRIPT, encoding="utf-8")
    project = loaded(series)
    analysis = analyse(project)
    outcome = fix(project, analysis, lambda one: one.diagnostics, unsafe=False)
    assert set(outcome.texts) == {"series.yaml", "episodes/ep01.fountain", "episodes/ep02.fountain"}
    (series / "episodes" / "ep01.fountain").write_text("new words\n", encoding="utf-8")
    done = write(project, analysis, outcome)
    assert done.files == ("episodes/ep02.fountain",)
    assert set(done.left) == {"episodes/ep01.fountain", "series.yaml"}
    assert text(series) == "new words\n"
    assert text(series, "series.yaml") == BIBLE


def test_a_bare_script_is_mended_and_its_neighbours_are_not(tmp_path: Path) -> None:
    for name in ("a.fountain", "b.fountain"):
        (tmp_path / name).write_text("INT. HALL - NIGHT\n\nMARA\n（softly）\nWho?\n", encoding="utf-8")
    check("--fix", str(tmp_path / "a.fountain"))
    assert "(softly)" in text(tmp_path, "a.fountain")
    assert "（softly）" in text(tmp_path, "b.fountain")


LINES = st.sampled_from([
    "INT. HALL - NIGHT", "内景 HALL - 夜", "MARA", "林晚", "＠林晚（画外音）", "（低声）", "(softly", "Who is there？", "", "",
    "[[shot： CU 林晚， push in]]", "[[sound: thunder]]", "[[gives: MARA -> 林晚， x]]", "CUT TO: ", "FADE OUT：", "林晚：你好",
    "> 林晚 <", "[[note", "/* x", "Title：X", "林晚 nods.", "CLOSE ON 林晚", "特写：林晚", "林晚 ^", "[[lint: off D118 x]]",
    "\ufeff", "~la", "# 林晚", "= 林晚"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_fixing_mends_what_it_can_and_adds_nothing(series: Path, lines: list[str], feed: str, unsafe: bool) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.write_bytes(feed.join(lines).encode())
    before = analyse(loaded(series))
    outcome = fix(loaded(series), before, lambda one: one.diagnostics, unsafe)
    done = write(loaded(series), before, outcome)
    assert not done.left
    after = analyse(loaded(series))
    dropped = {(one.finding.code, one.finding.message) for one in outcome.dropped}
    for one in after.diagnostics:
        mendable = one.fix is not None and (one.fix.safe or unsafe)
        assert not mendable or (one.code, one.message) in dropped, one
    count = {code: sum(one.code == code for one in before.diagnostics) for code in {one.code for one in after.diagnostics}}
    for code, number in count.items():
        if not unsafe:
            assert sum(one.code == code for one in after.diagnostics) <= number, code
    if not unsafe:
        assert not outcome.dropped
    assert len(outcome.fixed) >= len(outcome.texts)
    if "\n" in feed and feed != "\n":
        assert b"\n" not in script.read_bytes().replace(b"\r\n", b"")


edits = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text(max_size=3)), max_size=6)


@settings(deadline=None)
@given(st.text(min_size=20, max_size=40), edits)
def test_places_move_with_the_text(text: str, rows: list[tuple[int, int, str]]) -> None:
    taken, kept = Taken(), []
    for start, length, new in rows:
        one = Edit(Span("a", start, start + length), new)
        if start + length <= len(text) and taken.claim([one]):
            kept.append(one)
    assert fits(Source("a", text), kept)
    done, shift = applied(text, kept), Shift(kept)
    for at in range(len(text) + 1):
        if not any(one.span.start <= at <= one.span.end for one in kept):
            assert done[shift.moved(at, False) :][: 1] == text[at : at + 1]
        assert 0 <= shift.moved(at, False) <= shift.moved(at, True) <= len(done)
    moved = [shift.moved(at, False) for at in range(len(text) + 1)]
    assert moved == sorted(moved)


def test_no_copies_are_left_behind(series: Path, monkeypatch: pytest.MonkeyPatch, rule: Callable[[Check], None]) -> None:
    rule(renamed("built: hall", "built: great hall"))
    place = series / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr("tempfile.tempdir", None)
    check("--fix")
    assert os.listdir(place) == []
