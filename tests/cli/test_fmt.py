"""`dramac fmt` through its own door: what it writes, what it leaves alone, what it says."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIBLE = "series: {title: Hall, language: zh-Hans}\ncast:\n  林晚: {age: 30}\n"
ENVIRONMENT = {"PYTHONPATH": str(ROOT / ".dev"), "PATH": "/usr/bin:/bin"}
GOOD = "INT. HALL - NIGHT\n\nMARA\nWho is there?\n"
BAD = "INT.HALL - NIGHT\nMARA\nWho is there?  \n\n\n"


def fmt(*words: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "dramac", "fmt", *words], cwd=cwd, capture_output=True, input=stdin,
                          env=ENVIRONMENT, timeout=120)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    root = tmp_path / "series"
    (root / "episodes").mkdir(parents=True)
    (root / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (root / "episodes" / "ep01.fountain").write_text(GOOD, encoding="utf-8")
    (root / "episodes" / "ep02.fountain").write_text(BAD, encoding="utf-8")
    return root


def test_it_formats_the_series_and_says_what_changed(series: Path) -> None:
    done = fmt(cwd=series / "episodes")
    assert (done.returncode, done.stdout) == (0, b"formatted episodes/ep02.fountain\n")
    assert done.stderr == b"1 script formatted, 1 script already in order\n"
    assert (series / "episodes" / "ep02.fountain").read_text() == GOOD
    assert (series / "series.yaml").read_text() == BIBLE
    again = fmt(cwd=series)
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"2 scripts already in order\n")
    assert sorted(one.name for one in (series / "episodes").iterdir()) == ["ep01.fountain", "ep02.fountain"]


def test_check_writes_nothing_and_names_what_would_change(series: Path) -> None:
    done = fmt("--check", cwd=series)
    assert (done.returncode, done.stdout) == (1, b"would format episodes/ep02.fountain\n")
    assert (series / "episodes" / "ep02.fountain").read_text() == BAD
    assert fmt("--check", "episodes/ep01.fountain", cwd=series).returncode == 0


def test_diff_is_one_that_patch_takes(series: Path) -> None:
    script = series / "episodes" / "ep02.fountain"
    script.write_bytes(BAD.rstrip().encode())
    done = fmt("--diff", cwd=series)
    assert done.returncode == 0
    assert done.stdout.startswith(b"--- a/episodes/ep02.fountain\n+++ b/episodes/ep02.fountain\n@@ ")
    assert b"\\ No newline at end of file\n" in done.stdout
    assert script.read_text() == BAD.rstrip()
    assert fmt("--diff", "--check", cwd=series).returncode == 1
    subprocess.run(["git", "apply", "-p1", "-"], cwd=series, input=done.stdout, check=True)
    assert script.read_text() == GOOD


def test_diff_is_coloured_on_a_terminal_and_shows_control_characters(series: Path) -> None:
    (series / "episodes" / "ep02.fountain").write_text("A \x1b[2J line.  \n")
    ours, theirs = pty.openpty()
    done = subprocess.run([sys.executable, "-m", "dramac", "fmt", "--diff"], cwd=series, stdout=theirs,
                          stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=120)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 0
    assert b"\x1b[31m-A \\x1b[2J line.  " in shown
    assert b"\x1b[32m+A \\x1b[2J line." in shown


def test_named_files_and_folders(series: Path, tmp_path: Path) -> None:
    (series / "common").mkdir()
    recap = series / "common" / "recap.drama"
    recap.write_text(BAD)
    assert fmt("common", cwd=series).stdout == b"formatted common/recap.drama\n"
    assert recap.read_text() == GOOD
    lone = tmp_path / "lone.fountain"
    lone.write_text(BAD)
    done = fmt("lone.fountain", "lone.fountain", "series", cwd=tmp_path)
    assert done.stdout == b"formatted lone.fountain\nformatted episodes/ep02.fountain\n"


@pytest.mark.parametrize("words", [("series.yaml",), ("none.fountain",), ("--stdin-filename", "x.fountain"), ("-", "x.fountain"),
                                   ("empty",)])
def test_wrong_usage(words: tuple[str, ...], series: Path) -> None:
    (series / "empty").mkdir()
    done = fmt(*words, cwd=series)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr
    assert (series / "episodes" / "ep02.fountain").read_text() == BAD


def test_where_there_is_no_script(tmp_path: Path) -> None:
    done = fmt(cwd=tmp_path)
    assert done.returncode == 2
    assert b"D501" in done.stderr


def test_the_names_of_the_bible_decide_what_is_a_cue(series: Path) -> None:
    (series / "episodes" / "ep02.fountain").write_text("林晚（画外）\n（低声）\n你好。\n", encoding="utf-8")
    fmt(cwd=series)
    assert (series / "episodes" / "ep02.fountain").read_text(encoding="utf-8") == "林晚 (画外)\n(低声)\n你好。\n"
    text = "林晚（画外）\n你好。\n".encode()
    assert fmt("-", cwd=series.parent, stdin=text).stdout == text
    named = fmt("-", "--stdin-filename", "series/episodes/ep02.fountain", cwd=series.parent, stdin=text)
    assert named.stdout == "林晚 (画外)\n你好。\n".encode()


def test_a_bible_that_cannot_be_read_stops_it(series: Path) -> None:
    (series / "series.yaml").write_text("cast: [", encoding="utf-8")
    done = fmt(cwd=series)
    assert done.returncode == 2
    assert b"D301" in done.stderr
    assert (series / "episodes" / "ep02.fountain").read_text() == BAD


def test_standard_input_goes_to_standard_output(series: Path) -> None:
    done = fmt("-", cwd=series, stdin=BAD.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, GOOD.encode(), b"")
    assert (fmt("-", "--check", cwd=series, stdin=BAD.encode()).returncode,
            fmt("-", "--check", cwd=series, stdin=GOOD.encode()).returncode) == (1, 0)
    assert fmt("-", "--diff", cwd=series, stdin=BAD.encode()).stdout.startswith(b"--- a/stdin\n+++ b/stdin\n")


def test_what_is_not_utf_8_is_left_alone(series: Path) -> None:
    script = series / "episodes" / "ep03.fountain"
    script.write_bytes("A café.  \n".encode("latin-1"))
    done = fmt(cwd=series)
    assert done.returncode == 2
    assert b"D101" in done.stderr
    assert b"episodes/ep03.fountain is not UTF-8; it was left alone" in done.stderr
    assert script.read_bytes() == "A café.  \n".encode("latin-1")
    assert (series / "episodes" / "ep02.fountain").read_text() == GOOD
    piped = fmt("-", cwd=series, stdin=b"\xff\n")
    assert (piped.returncode, piped.stdout) == (2, b"")


def test_the_rights_of_a_file_stay(series: Path) -> None:
    script = series / "episodes" / "ep02.fountain"
    script.chmod(0o640)
    fmt(cwd=series)
    assert script.read_text() == GOOD
    assert script.stat().st_mode & 0o777 == 0o640


def test_no_link_is_followed_out_of_the_series(series: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.fountain"
    outside.write_text(BAD)
    (series / "episodes" / "ep03.fountain").symlink_to(outside)
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "x.fountain").write_text(BAD)
    (series / "far").symlink_to(tmp_path / "far")
    done = fmt(cwd=series)
    assert done.returncode == 2
    assert b"episodes/ep03.fountain lies outside of the series; it was left alone" in done.stderr
    assert fmt("far/x.fountain", cwd=series).returncode == 2
    assert outside.read_text() == BAD == (tmp_path / "far" / "x.fountain").read_text()
    assert (series / "episodes" / "ep03.fountain").is_symlink()
    assert (series / "episodes" / "ep02.fountain").read_text() == GOOD
