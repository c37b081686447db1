"""Kept tables: used when they are this user's, ignored when damaged or open to others, never needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dramac.compiler.base import kept as shelf

ROOT = Path(__file__).resolve().parents[3] / ".dev"
SCRIPT = """
import sys
from dramac.compiler.base.source import Source
from dramac.compiler.syntax.parse import parse
script, found = parse(Source("s", "INT. A - DAY\\n\\n[[shot: CU LIN, push in]]\\n\\n[[hold: x]]\\n"))
print(len(script.body), [one.code for one in found])
"""


def run(cache: Path | str) -> str:
    """Parse a script in a fresh process with its cache in `cache`."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), "PATH": os.environ.get("PATH", "")},
    )
    return done.stdout


def kept(cache: Path) -> list[Path]:
    return sorted((cache / "dramac" / "grammar").glob("*.json"))


def test_kept_tables_give_the_same_tree(tmp_path: Path) -> None:
    first = run(tmp_path)
    assert len(kept(tmp_path)) == 1
    stamps = [file.stat().st_mtime_ns for file in kept(tmp_path)]
    assert run(tmp_path) == first == "3 ['D104']\n"
    assert [file.stat().st_mtime_ns for file in kept(tmp_path)] == stamps


def test_damaged_tables_are_built_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    (file,) = kept(tmp_path)
    text = file.read_text()
    for damaged in ("{}", text.replace("SECONDS", "ANGLE", 1)):
        file.write_text(damaged)
        assert run(tmp_path) == first
        assert file.read_text() != damaged
        assert len(file.read_text()) > 1000


def test_no_cache_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run(blocked) == "3 ['D104']\n"
    assert run("relative") == "3 ['D104']\n"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="file rights are POSIX")
def test_tables_that_others_could_write_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shelf.save("grammar", "start: A", {"x": [1]})
    assert shelf.load("grammar", "start: A") == {"x": [1]}
    assert shelf.load("grammar", "start: B") is None
    (file,) = kept(tmp_path)
    file.chmod(0o622)
    assert shelf.load("grammar", "start: A") is None
    file.chmod(0o600)
    assert shelf.load("grammar", "start: A") is not None
    file.parent.chmod(0o777)
    assert shelf.load("grammar", "start: A") is None
    file.parent.chmod(0o700)
    moved = file.rename(tmp_path / "elsewhere")
    file.symlink_to(moved)
    assert shelf.load("grammar", "start: A") is None


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shelf.save("grammar", "start: A", [1])
    shelf.save("grammar", "start: A", [2])
    assert shelf.load("grammar", "start: A") == [2]
    assert len(list((tmp_path / "dramac" / "grammar").iterdir())) == 1
