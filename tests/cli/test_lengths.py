"""The lengths of spoken lines: each is read once, and never after its record is gone or another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramac.cli.lengths import Lengths
from dramac.runtime.listing import listed
from dramac.runtime.store import Store

KEYS = tuple(digit * 64 for digit in "abc")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Store(tmp_path / "store")


def speak(store: Store, key: str, timing: str) -> None:
    file = store.root.parent / "timing.json"
    file.write_text(timing)
    store.put(key, {"timing": file}, {})


def kept(tmp_path: Path) -> Path:
    found, = (tmp_path / "cache" / "dramac" / "lengths").glob("*.json")
    return found


def test_a_length_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(store, KEYS[0], '{"seconds": 1.5}')
    first = Lengths(store.root)
    assert dict(first) == {KEYS[0]: 1.5}
    first.keep()
    monkeypatch.setattr(Store, "output", lambda *_: pytest.fail("it is read again"))
    again = Lengths(store.root)
    assert again[KEYS[0]] == 1.5
    assert KEYS[1] not in again
    assert again.get("no key") is None
    assert len(again) == 1


def test_a_record_that_is_written_again_is_read_again(store: Store) -> None:
    speak(store, KEYS[0], '{"seconds": 1.5}')
    one = Lengths(store.root)
    assert one[KEYS[0]] == 1.5
    one.keep()
    speak(store, KEYS[0], '{"seconds": 2.5}')
    assert Lengths(store.root)[KEYS[0]] == 2.5


def test_what_the_store_has_forgotten_is_not_known(store: Store) -> None:
    for key in KEYS:
        speak(store, key, '{"seconds": 1.5}')
    one = Lengths(store.root)
    assert len(one) == 3
    one.keep()
    store.gc(frozenset(KEYS[:1]))
    assert set(Lengths(store.root)) == {KEYS[0]}
    assert set(listed(store.root)) == {KEYS[0]}


@pytest.mark.parametrize("timing", ["", "[]", '{"seconds": "x"}', '{"seconds": NaN}', '{"seconds": -1}', '{"other": 1}'])
def test_a_damaged_length_counts_as_not_spoken(store: Store, timing: str) -> None:
    speak(store, KEYS[0], timing)
    one = Lengths(store.root)
    assert KEYS[0] not in one
    one.keep()
    assert KEYS[0] not in Lengths(store.root)


@pytest.mark.parametrize("entry", [None, [], [1, 2, 3], ["x", 1.0], {"a": 1}, 1.5])
def test_a_damaged_memory_is_no_memory(store: Store, tmp_path: Path, entry: object) -> None:
    from dramac.compiler.base import kept as shelf

    speak(store, KEYS[0], '{"seconds": 1.5}')
    for data in ({KEYS[0]: entry}, [entry], entry):
        shelf.save("lengths", str(store.root), data)
        assert Lengths(store.root)[KEYS[0]] == 1.5
    one = Lengths(store.root)
    assert one[KEYS[0]]
    one.keep()
    file = kept(tmp_path)
    file.write_bytes(file.read_bytes()[:-5] + b"99.5]")
    assert Lengths(store.root)[KEYS[0]] == 1.5


def test_a_store_that_is_not_there_has_nothing(store: Store) -> None:
    assert dict(Lengths(store.root)) == {}
    assert listed(store.root / "nowhere") == {}
