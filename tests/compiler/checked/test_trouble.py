"""What can happen to shelves and to processes, and does no harm."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.base.digest import digest_bytes
from dramac.compiler.checked import crew, reading
from dramac.compiler.checked.hands import forks
from dramac.compiler.checked.run import checked
from dramac.compiler.project import Project, load_project

from .conftest import write

BIBLE = "series: {title: Spring}\ncast: {LIN: {age: 22}}\nlocations: {HALL: {built: living room}}\nprops: {cup: {looks: cup}}\n"
SCRIPT = "Episode: {0}\n\nINT. HALL - DAY\n\n[[drops: LIN, cup]]\n\nWEI\nHo.\n\n[[shot: CU\n"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def series(tmp_path: Path) -> Path:
    write(tmp_path, {"series.yaml": BIBLE, **{f"episodes/ep{n}.fountain": SCRIPT.format(n) for n in range(1, 8)}})
    return tmp_path


def project(root: Path) -> Project:
    found = load_project(root)
    assert isinstance(found, Project)
    return found


def damaged(text: str) -> str:
    return text[: len(text) // 2]


def strange(text: str) -> str:
    """Sound as a file, but nothing that this version writes."""
    body = json.dumps([{"a": [1, 2]}, 7])
    return digest_bytes(body.encode()) + "\n" + body


def hollow(text: str) -> str:
    """As this version writes it, with every finding's code changed and the digest left as it was."""
    return text.replace('"D', '"X')


@pytest.mark.parametrize("harm", [damaged, strange, hollow, lambda text: "", lambda text: "\0" * 99])
def test_damaged_files_are_made_again(series: Path, shelf: Path, harm: Callable[[str], str]) -> None:
    whole = analyse(project(series), film=True).diagnostics
    assert whole
    for _ in range(2):
        assert checked(project(series)).diagnostics == whole
        files = list(shelf.rglob("*.json"))
        assert {"bible", "check", "episodes"} <= {file.parent.name for file in files}
        for file in files:
            if file.parent.name in ("bible", "check", "episodes"):
                file.write_text(harm(file.read_text()))
    assert checked(project(series)).diagnostics == whole


@pytest.mark.parametrize("home", ["a file", "closed", "relative", "gone/far/away"])
def test_a_home_that_cannot_be_written_is_no_fault(series: Path, tmp_path_factory: pytest.TempPathFactory, home: str,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path_factory.mktemp("home") / home
    if home == "a file":
        place.write_text("")
    elif home == "closed":
        place.mkdir(mode=0o500)
    monkeypatch.setenv("XDG_CACHE_HOME", home if home == "relative" else str(place))
    whole = analyse(project(series), film=True).diagnostics
    assert [checked(project(series)).diagnostics for _ in range(2)] == [whole, whole]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="file rights are POSIX")
def test_what_others_could_have_written_is_not_believed(series: Path, shelf: Path) -> None:
    whole = checked(project(series)).diagnostics
    for file in shelf.rglob("*.json"):
        body = file.read_text().partition("\n")[2].replace("nobody called WEI", "nobody called XXX")
        file.write_text(digest_bytes(body.encode()) + "\n" + body)
        file.chmod(0o666)
    assert checked(project(series)).diagnostics == whole


def test_checks_at_the_same_time_do_not_disturb_each_other(series: Path, shelf: Path) -> None:
    code = ("import sys; from pathlib import Path; from dramac.compiler.project import load_project\n"
            "from dramac.compiler.checked.run import checked\n"
            "for _ in range(4): print(len(checked(load_project(Path(sys.argv[1]))).diagnostics))")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev")}
    runs = [subprocess.Popen([sys.executable, "-c", code, str(series)], stdout=subprocess.PIPE, env=environment, text=True)
            for _ in range(3)]
    count = len(analyse(project(series), film=True).diagnostics)
    for run in runs:
        assert run.communicate()[0].split() == [str(count)] * 4
    assert not list(shelf.rglob(".new-*"))


def test_names_that_are_no_text_are_names(tmp_path: Path) -> None:
    try:
        write(tmp_path, {"series.yaml": BIBLE, "episodes/ep1.fountain": SCRIPT.format(1)})
        (tmp_path / "episodes" / "ep\udcff.fountain").write_text(SCRIPT.format(2))
    except OSError:
        pytest.skip("this file system takes only names that are text")
    whole = analyse(project(tmp_path), film=True).diagnostics
    assert [checked(project(tmp_path)).diagnostics for _ in range(2)] == [whole, whole]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "hands", lambda desk, indices: 2)


@pytest.mark.usefixtures("two")
@pytest.mark.skipif(not forks(), reason="the worker's end is put in place before it is copied")
@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_worker_that_dies_is_done_without(series: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    from dramac.compiler.checked.episode import Desk

    read: Any = Desk.read
    here, left = os.getpid(), [after]

    def dying(desk: Desk, source: Any) -> Any:
        if os.getpid() != here and not left[0]:
            os._exit(9)
        left[0] -= 1
        return read(desk, source)

    monkeypatch.setattr(Desk, "read", dying)
    assert checked(project(series)).diagnostics == analyse(project(series), film=True).diagnostics
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("two")
def test_an_interrupted_check_leaves_no_process(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(workers: Any) -> Any:
        assert len(multiprocessing.active_children()) == 2
        raise KeyboardInterrupt

    monkeypatch.setattr(crew, "_answering", interrupted)
    with pytest.raises(KeyboardInterrupt):
        checked(project(series))
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("two")
def test_workers_that_are_started_anew_find_the_same(series: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on systems where processes do not begin as copies."""
    monkeypatch.setattr(crew, "forks", lambda: False)
    assert checked(project(series)).diagnostics == analyse(project(series), film=True).diagnostics
    assert multiprocessing.active_children() == []
