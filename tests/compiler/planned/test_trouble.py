"""Kept plans are believed only if they are whole, of this version and this user's: anything else is made again."""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dramac.compiler.base.digest import digest_bytes
from dramac.compiler.planned.run import Planned, planned
from dramac.compiler.request import Request

from .conftest import SERIES, project, write
from .test_exact import Spoken, assert_exact


def look(root: Path) -> Planned:
    return planned(project(root), lambda cast: Request(), Spoken(8))


def kept(shelf: Path) -> list[Path]:
    return sorted((shelf / "takes").glob("*.json"))


def _cut(body: bytes) -> bytes:
    return body[: len(body) // 2]


def _flipped(body: bytes) -> bytes:
    at = random.Random(7).randrange(len(body))
    return body[:at] + bytes((body[at] ^ 1,)) + body[at + 1 :]


def _signed(data: object, *rest: bytes) -> bytes:
    """Data that is whole, and nothing that this version wrote."""
    body = b"\n".join((json.dumps(data).encode(), *rest))
    return digest_bytes(body).encode() + b"\n" + body


def _foreign(body: bytes) -> bytes:
    return _signed(["x"])


def _other_parts(body: bytes) -> bytes:
    head, *rest = body.split(b"\n")[1:]
    data = json.loads(head)
    data[5][0] = [kind[:-1] for kind in data[5][0]]
    return _signed(data, *rest)


def _other_refs(body: bytes) -> bytes:
    head, *rest = body.split(b"\n")[1:]
    data = json.loads(head)
    for row in data[5][3]:
        row[5] = ["role", 10**9, "name"]
    return _signed(data, *rest)


@pytest.mark.parametrize("spoil", [_cut, _flipped, _foreign, _other_parts, _other_refs, lambda body: b"", lambda body: b"\xff"])
def test_a_spoilt_file_is_a_miss(tmp_path: Path, shelf: Path, spoil: Callable[[bytes], bytes]) -> None:
    write(tmp_path, SERIES)
    look(tmp_path)
    assert len(kept(shelf)) == 3
    for file in kept(shelf):
        file.write_bytes(spoil(file.read_bytes()))
    assert_exact(tmp_path, Request(), Spoken(8))


@pytest.mark.parametrize("spoil", [_cut, _flipped, _foreign, lambda body: b"", lambda body: _signed([]),
                                   lambda body: _order(body, 10**9),
                                   lambda body: _order(body, "x"), lambda body: _order(body, -1)])
def test_a_spoilt_memory_of_the_whole_is_a_miss(tmp_path: Path, shelf: Path, spoil: Callable[[bytes], bytes]) -> None:
    write(tmp_path, SERIES)
    look(tmp_path)
    (file,) = (shelf / "plans").glob("*.json")
    file.write_bytes(spoil(file.read_bytes()))
    assert_exact(tmp_path, Request(), Spoken(8))


def _order(body: bytes, number: object) -> bytes:
    """The memory of the whole with another task in the first place than there is."""
    basis, data = map(json.loads, body.split(b"\n")[1:])
    data[1][0] = number
    return _signed(basis, json.dumps(data).encode())


def test_an_episode_that_is_kept_no_more_is_made_again(tmp_path: Path, shelf: Path) -> None:
    write(tmp_path, SERIES)
    look(tmp_path)
    kept(shelf)[1].unlink()
    assert_exact(tmp_path, Request(), Spoken(8))


def test_a_file_that_others_can_write_is_a_miss(tmp_path: Path, shelf: Path) -> None:
    write(tmp_path, SERIES)
    look(tmp_path)
    for file in kept(shelf):
        head, *rest = file.read_bytes().split(b"\n")[1:]
        data = json.loads(head)
        data[1] = [0]
        data[2] = []
        data[3] = {}
        file.write_bytes(_signed(data, *rest))
        os.chmod(file, 0o666)
    assert_exact(tmp_path, Request(), Spoken(8))


def test_where_nothing_can_be_kept_the_plan_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "series.yaml"))
    write(tmp_path, SERIES)
    assert_exact(tmp_path, Request(), Spoken(8))


def test_two_at_once_make_the_same(tmp_path: Path) -> None:
    write(tmp_path, SERIES)
    found: list[Planned] = []
    threads = [threading.Thread(target=lambda: found.append(look(tmp_path))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 4
    assert all(one.plan == found[0].plan for one in found)
    assert_exact(tmp_path, Request(), Spoken(8))


def test_parameters_are_those_of_one_task_when_they_are_sent_away(tmp_path: Path) -> None:
    import pickle

    write(tmp_path, SERIES)
    fresh, again = look(tmp_path).plan, look(tmp_path).plan
    for one, other in zip(fresh.tasks, again.tasks, strict=True):
        sent = pickle.loads(pickle.dumps(other))
        assert type(sent.params) is dict
        assert sent == one
        assert repr(other.params) == repr(dict(other.params))
