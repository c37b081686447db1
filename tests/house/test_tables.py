"""The tables that stand ready are those that would be made of the files of the package, and a run makes none of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dramac.cli.tables import documents, write
from dramac.compiler.base import made
from dramac.compiler.bible import light
from dramac.compiler.syntax import machine
from dramac.stdlib import read

ROOT = Path(__file__).parents[2]
DOCUMENTS = documents()


def test_the_tables_are_not_stale() -> None:
    there = {file.relative_to(made.FOLDER).as_posix(): file.read_text(encoding="utf-8") for file in made.FOLDER.rglob("*.json")}
    assert sorted(there) == sorted(DOCUMENTS), "run `make tables`"
    assert [name for name, text in there.items() if text != DOCUMENTS[name]] == [], "run `make tables`"


def test_writing_makes_the_folder_hold_these_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "gone.json").write_text("x\n[]\n", encoding="utf-8")
    write(tmp_path)
    there = {file.relative_to(tmp_path).as_posix(): file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.*")}
    assert there == DOCUMENTS


def test_a_table_of_other_files_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: b\n", encoding="utf-8")
    monkeypatch.setattr(made, "_PLACE", str(tmp_path))
    (tmp_path / "a.json").write_text(made.written(made.basis("1", [file]), [{"a": "ü\n"}, 2]), encoding="utf-8", newline="\n")
    assert list(map(json.loads, made.tables("a.json", made.basis("1", [file])) or ())) == [{"a": "ü\n"}, 2]
    assert made.tables("a.json", made.basis("2", [file])) is None
    file.write_bytes(b"a: b\r\n")
    assert made.tables("a.json", made.basis("1", [file])) is not None, "a checkout with other line ends"
    file.write_text("a: c\n", encoding="utf-8")
    assert made.tables("a.json", made.basis("1", [file])) is None
    assert made.tables("b.json", made.basis("1", [file])) is None
    assert made.tables("a.json", made.basis("1", [tmp_path / "gone"])) is None


def test_words_are_the_same_where_no_table_stands_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = {name: read._tables("vocabulary", name) for name in ("emotions", "sizes")}
    monkeypatch.setattr(made, "_PLACE", str(tmp_path))
    for name, tables in ready.items():
        assert list(read._tables("vocabulary", name)) == list(tables)


def test_directives_are_read_alike_where_no_table_stands_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = machine._table()
    monkeypatch.setattr(made, "_PLACE", str(tmp_path))
    assert machine._table.__wrapped__() == ready


def test_every_pattern_of_the_form_is_followed_without_pydantic() -> None:
    """Another one would be no mistake, but every bible that says something there would be read by pydantic."""
    def patterns(shape: object) -> set[str]:
        if isinstance(shape, dict):
            return set().union(*map(patterns, shape.values()))
        if not isinstance(shape, list):
            return set()
        own = {shape[4]} if shape[:1] == ["text"] and len(shape) == 5 and shape[4] else set()
        return own.union(*map(patterns, shape))

    found = patterns(json.loads(DOCUMENTS[light.FILE].splitlines()[1]))
    assert found == set(light._PATTERNS)


def test_a_first_run_loads_nothing_that_makes_tables(tmp_path: Path) -> None:
    """Where nothing is kept, and nothing can be: in a folder that may not be written."""
    bible = "series: {title: One}\ncast: {LIN: {age: 24}}\nlocations: {HOUSE: a house}\n"
    (tmp_path / "series.yaml").write_text(bible, encoding="utf-8")
    (tmp_path / "ep01.fountain").write_text("INT. HOUSE - DAY\n\nLin waits. It rains.\n\n[[hold: 2s]]\n", encoding="utf-8")
    (tmp_path / "file").touch()
    says = "import sys\nfrom dramac.cli.main import run\nsys.argv[1:] = ['check']\ntry: run()\n" \
           "except SystemExit as end: print(end.code)\nprint(sorted({'pydantic', 'lark'} & set(sys.modules)))"
    for cache in ("cache", "file", "file/cache"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev"), "XDG_CACHE_HOME": str(tmp_path / cache)}
        done = subprocess.run([sys.executable, "-c", says], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.stdout.endswith("0\n[]\n"), done.stdout + done.stderr
