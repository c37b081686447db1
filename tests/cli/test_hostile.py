"""Hostile input through the front door: a clear word, no traceback, no hang, nothing lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests_films import dramac

BIBLE = "series: {title: X}\ncast: {MARA: {age: 30}}\nlocations: {HALL: {setting: interior, built: hall}}\n"
GOOD = "INT. HALL - NIGHT\n\nMARA\nWho is there?\n"
NOISE = random.Random(3).randbytes(200_000)

SCRIPTS = {
    "empty": b"",
    "only blank lines": b"\n" * 10_000,
    "one line of ten megabytes": b"a" * 10_000_000,
    "one cue of a megabyte": b"\n" + b"A" * 1_000_000 + b"\nhello\n",
    "binary": NOISE,
    "nul bytes": b"INT. HALL - NIGHT\n\nMARA\n\x00\x00 hello \x00\n",
    "utf-16": "INT. HALL - NIGHT\n\nMARA\nHello\n".encode("utf-16"),
    "unclosed everything": b"Title: x\n\nINT. HALL - NIGHT\n\n[[shot: CU MARA\n\nMARA (V.O.\n(softly\n*a **b _c [[id: x\n\n"
                           b"/* never closed\n\nMARA\nx\n",
    "nested notes": b"[[" * 50_000 + b"]]" * 50_000,
    "nested emphasis": b"\n" + b"*_**" * 50_000 + b"\n",
    "a thousand headings": b"INT. HALL - NIGHT\n\n" * 1000,
    "directives that mean nothing": b"INT. HALL - NIGHT\n\n" + b"\n\n".join([
        b"[[shot: ]]", b"[[hold: -1s]]", b"[[hold: 99999999s]]", b"[[title: ]]", b"[[circle: take 0]]", b""]) * 50,
    "control and bidi characters": "INT. HALL - NIGHT\n\nMARA\n\x1b[31mred\x1b[0m \u202ereverse\u2066\n".encode(),
}


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "episodes" / "ep01.fountain").write_text(GOOD, encoding="utf-8")
    return tmp_path


def speaks_clearly(series: Path, *words: str) -> str:
    done = dramac(*words, cwd=series, timeout=120)
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1, 2), said[-2000:]
    assert "Traceback" not in said, said[-2000:]
    assert "\x1b" not in said
    return said


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("command", ["check", "plan"])
def test_any_script_gets_a_clear_word(series: Path, name: str, command: str) -> None:
    script = series / "episodes" / "ep01.fountain"
    script.write_bytes(SCRIPTS[name])
    speaks_clearly(series, command)
    assert script.read_bytes() == SCRIPTS[name]


def test_fifty_thousand_lines_are_read(series: Path) -> None:
    block = "INT. HALL - NIGHT\n\nMARA walks.\n\nMARA\n(softly)\nWho is there?\n\n"
    (series / "episodes" / "ep01.fountain").write_text(block * 6250, encoding="utf-8")
    assert "no findings" in speaks_clearly(series, "check")


BIBLES = {
    "empty": b"",
    "not yaml": b"series: {title: [unclosed\n  - x: : :\n\t\tcast",
    "a bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(12)),
    "deep": b"series: " + b"[" * 20_000 + b"]" * 20_000,
    "binary": NOISE,
    "a list": b"- series\n- cast\n",
    "wrong types everywhere": b"series: [1]\ncast: {MARA: 3, TOM: {age: old, wardrobe: [x], voice: 7}}\nlocations: none\n"
                              b"props: {x: }\n",
    "python objects": b"series: !!python/object/apply:os.system ['touch pwned']\n",
    "itself included": b"include: [series.yaml]\nseries: {title: x}\n",
    "outside included": b"include: [../../../etc/passwd]\nseries: {title: x}\n",
    "missing included": b"include: [nowhere.yaml]\nseries: {title: x}\n",
}


@pytest.mark.parametrize("name", BIBLES)
@pytest.mark.parametrize("command", ["check", "plan"])
def test_any_bible_gets_a_clear_word(series: Path, name: str, command: str) -> None:
    (series / "series.yaml").write_bytes(BIBLES[name])
    said = speaks_clearly(series, command)
    assert "root:" not in said
    assert not (series / "pwned").exists()


def test_a_folder_in_place_of_a_script(series: Path) -> None:
    (series / "episodes" / "ep02.fountain").mkdir()
    assert "no findings" in speaks_clearly(series, "check")


def test_a_broken_link_in_place_of_a_script(series: Path) -> None:
    (series / "episodes" / "ep02.fountain").symlink_to(series / "nowhere")
    speaks_clearly(series, "check")


@pytest.mark.parametrize("words", [
    ("build", "--draft"), ("cache", "stats"), ("cache", "gc"), ("cache", "verify"), ("plan",)])
def test_a_file_where_the_store_should_be(series: Path, words: tuple[str, ...]) -> None:
    (series / ".dramac").write_text("mine", encoding="utf-8")
    speaks_clearly(series, *words)
    assert (series / ".dramac").read_text(encoding="utf-8") == "mine"


def test_a_file_where_the_results_should_go(series: Path) -> None:
    done = dramac("build", "--draft", "--out", str(series / "series.yaml"), cwd=series)
    assert done.returncode == 2
    assert (series / "series.yaml").read_text(encoding="utf-8") == BIBLE
