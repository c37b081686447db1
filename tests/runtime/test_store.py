from __future__ import annotations

import fcntl
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from dramac.compiler.base.digest import digest, digest_bytes
from dramac.runtime.job import Fault
from dramac.runtime.record import Record
from dramac.runtime.store import Store

KEY = digest("a task")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def put(store: Store, key: str, data: bytes, name: str = "video") -> Path:
    file = store.root.parent / "made"
    file.write_bytes(data)
    record = store.put(key, {name: file}, {"backend": "null"})
    return store.path(record.outputs[name].digest)


def record_file(store: Store, key: str = KEY) -> Path:
    return store.root / "actions" / key[:2] / f"{key}.json"


def test_what_is_put_is_found_again(store: Store) -> None:
    blob = put(store, KEY, b"pictures")
    record = store.lookup(KEY)
    assert record is not None
    assert record.outputs["video"].digest == digest_bytes(b"pictures")
    assert record.facts == {"backend": "null"}
    assert blob.read_bytes() == b"pictures"
    assert store.output(KEY, "video") == blob
    assert store.output(KEY, "audio") is None


def test_an_empty_store_is_a_quiet_miss_and_stays_unwritten(store: Store) -> None:
    assert store.find(KEY).record is None
    assert store.find(KEY).problem == ""
    assert store.stats().records == 0
    assert store.verify() == []
    assert store.gc(set()).records == 0
    assert not store.root.exists()


def test_equal_bytes_are_kept_once(store: Store) -> None:
    put(store, KEY, b"same")
    put(store, digest("another"), b"same")
    assert (store.stats().records, store.stats().blobs, store.stats().bytes) == (2, 1, 4)
    assert store.stats().unfinished == 0


def test_a_source_that_changes_later_does_not_reach_the_store(store: Store) -> None:
    blob = put(store, KEY, b"first")
    (store.root.parent / "made").write_bytes(b"edited")
    assert blob.read_bytes() == b"first"


def record_text(**changes: object) -> bytes:
    return json.dumps({"schema": 1, "key": KEY, "facts": {}, "outputs": {}, **changes}).encode()


DAMAGED = [
    b"", b"{", b"null", b"[1]", b"\xff\xfe", b'{"schema": 1}', b"[" * 200_000, b'{"a": ' + b"9" * 5000 + b"}",
    b" " * (2 << 20), record_text(facts=[]), record_text(outputs=["v"]), record_text(key=digest("other")),
    record_text(outputs={"v": {"digest": "../../etc/passwd", "size": 1}}),
    record_text(outputs={"v": {"digest": digest("x"), "size": True}}),
    record_text(outputs={"v": {"digest": digest("x"), "size": -1}})]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_record_is_a_miss_that_is_said_and_can_be_replaced(store: Store, text: bytes) -> None:
    put(store, KEY, b"pictures")
    record_file(store).write_bytes(text)
    found = store.find(KEY)
    assert found.record is None
    assert KEY[:12] in found.problem
    put(store, KEY, b"pictures")
    assert store.lookup(KEY) is not None


def test_a_record_that_is_a_link_a_pipe_or_a_folder_is_a_miss(store: Store) -> None:
    put(store, KEY, b"pictures")
    kept = record_file(store).read_bytes()
    record_file(store).unlink()
    elsewhere = store.root / "elsewhere.json"
    elsewhere.write_bytes(kept)
    record_file(store).symlink_to(elsewhere)
    assert store.find(KEY).record is None
    assert store.find(KEY).problem
    record_file(store).unlink()
    os.mkfifo(record_file(store))
    assert store.find(KEY).problem
    record_file(store).unlink()
    record_file(store).mkdir()
    assert store.find(KEY).problem


@pytest.mark.parametrize("key", ["", "../" * 20, "a" * 63, "A" * 64, "é" * 64, "a" * 64 + "\n", "\0" * 64])
def test_only_digests_are_keys(store: Store, key: str) -> None:
    assert store.find(key).record is None
    with pytest.raises(ValueError):
        store.put(key, {}, {})
    with pytest.raises(ValueError):
        store.path(key)


def test_missing_truncated_and_linked_blobs_are_misses(store: Store) -> None:
    blob = put(store, KEY, b"pictures")
    blob.chmod(0o644)
    blob.write_bytes(b"pict")
    assert "4 bytes long instead of 8" in store.find(KEY).problem
    blob.unlink()
    assert "missing" in store.find(KEY).problem
    target = store.root / "eight"
    target.write_bytes(b"pictures")
    blob.symlink_to(target)
    assert "missing" in store.find(KEY).problem
    blob.unlink()
    assert put(store, KEY, b"pictures") == blob
    assert store.lookup(KEY) is not None


def test_verify_puts_blobs_with_wrong_bytes_aside(store: Store) -> None:
    blob = put(store, KEY, b"pictures")
    put(store, digest("sound"), b"sound")
    blob.chmod(0o644)
    blob.write_bytes(b"pictureZ")
    assert store.lookup(KEY) is not None  # the size is right: only reading it all finds this
    assert store.verify() == [digest_bytes(b"pictures")]
    assert store.lookup(KEY) is None
    assert store.lookup(digest("sound")) is not None
    assert store.verify() == []
    assert store.stats().aside == 1


@pytest.mark.parametrize("make", [
    lambda file: file.mkdir(), lambda file: file.symlink_to("/etc/hostname"), lambda file: os.mkfifo(file),
    lambda file: None], ids=["folder", "link", "pipe", "nothing"])
def test_an_output_that_is_no_plain_file_is_refused(store: Store, tmp_path: Path, make) -> None:
    make(tmp_path / "out")
    with pytest.raises(Fault, match="'video' is not a plain file"):
        store.put(KEY, {"video": tmp_path / "out"}, {})
    assert store.lookup(KEY) is None


def test_facts_that_are_no_json_leave_no_record(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"x")
    with pytest.raises(ValueError):
        store.put(KEY, {"video": tmp_path / "out"}, {"seconds": float("nan")})
    assert store.lookup(KEY) is None
    assert store.stats().unfinished == 0


def test_a_store_below_a_file_is_a_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "store")
    assert store.find(KEY).record is None
    with pytest.raises(Fault, match="cannot be written: a file stands where a folder should be"):
        store.ready()
    with pytest.raises(Fault, match="a file stands"):
        store.rights()
    with pytest.raises(Fault, match="a file stands"):
        store.put(KEY, {"video": tmp_path / "file"}, {})


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that not even root can write")
def test_a_store_that_cannot_be_written_is_a_clear_fault() -> None:
    """Root passes every permission bit, so the folder is one of the kernel's, where nobody can make files."""
    with pytest.raises(Fault, match="cannot be written"):
        Store(Path("/proc/self/store")).ready()


def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The file size limit stands in for a full disk: the write fails in its middle in the same place."""
    made = tmp_path / "made"
    made.write_bytes(b"x" * 300_000)
    script = ("import sys; from pathlib import Path; from dramac.runtime.store import Store; "
              "from dramac.runtime.job import Fault\n"
              "try: Store(Path(sys.argv[1])).put(sys.argv[3], {'video': Path(sys.argv[2])}, {})\n"
              "except Fault as fault: print(fault.message, '|', fault.help)")
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "store"), str(made), KEY],
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
    assert "larger than this system allows" in done.stdout, done.stderr
    assert Store(tmp_path / "store").lookup(KEY) is None
    assert [file for file in (tmp_path / "store").rglob("*") if file.is_file()] == []


def test_gc_forgets_what_is_not_kept(store: Store) -> None:
    keys = [digest(number) for number in range(4)]
    for number, key in enumerate(keys):
        put(store, key, b"%d" % number * 100)
    put(store, digest("shares"), b"0" * 100)
    gone = store.gc({keys[1], digest("shares")})
    assert (gone.records, gone.blobs, gone.bytes) == (3, 2, 200)
    assert [store.lookup(key) is not None for key in keys] == [False, True, False, False]
    assert store.lookup(digest("shares")) is not None


def test_gc_by_age_and_by_size_takes_the_longest_unused_first(store: Store) -> None:
    keys = [digest(number) for number in range(4)]
    for number, key in enumerate(keys):
        put(store, key, b"%d" % number * 100)
        os.utime(record_file(store, key), (0, 1_000_000_000 + number))
    store.touch(keys[0])
    assert store.gc(set(), max_bytes=200).records == 2
    assert [store.lookup(key) is not None for key in keys] == [True, False, False, True]
    assert store.gc(set(), older_than=3600).records == 1
    assert [store.lookup(key) is not None for key in keys] == [True, False, False, False]
    assert store.gc(set(), older_than=3600, max_bytes=100).records == 0


def test_gc_clears_old_work_and_follows_no_links(store: Store, tmp_path: Path) -> None:
    put(store, KEY, b"pictures")
    old, new = store.scratch(), store.scratch()
    (old / "order.json").write_text("{}")
    os.utime(old, (0, 0))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / digest("precious")).write_text("mine")
    (store.root / "blobs" / digest("precious")[:2]).symlink_to(outside)
    (store.root / "tmp" / "link").symlink_to(outside)
    os.utime(store.root / "tmp" / "link", (0, 0), follow_symlinks=False)
    store.gc(set())
    assert not old.exists()
    assert new.exists()
    assert (outside / digest("precious")).read_text() == "mine"


def test_gc_stays_out_while_a_build_runs_and_the_other_way_round(store: Store) -> None:
    put(store, KEY, b"pictures")
    with store.in_use(), store.in_use(), pytest.raises(Fault, match="a build is using the store"):
        store.gc(set())
    assert store.lookup(KEY) is not None
    assert store.gc(set()).records == 1


@pytest.mark.parametrize("kind", ["ranges", "files"])
def test_a_lock_has_one_holder_and_ends_with_its_process(store: Store, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both kinds of lock: of bytes in one file, and, where the system has none of these, of one file each."""
    if kind == "files":
        monkeypatch.delattr(fcntl, "F_OFD_SETLK", raising=False)
    with store.rights() as first, store.rights() as second:
        assert first.take(KEY)
        assert not first.take(KEY)
        assert not second.take(KEY)
        assert second.take("f" * 64)
        first.release(KEY)
        first.release(KEY)
        assert second.take(KEY)
    script = ("import fcntl, os, sys; from pathlib import Path; from dramac.runtime.store import Store\n"
              "if sys.argv[3] == 'files' and hasattr(fcntl, 'F_OFD_SETLK'): del fcntl.F_OFD_SETLK\n"
              "with Store(Path(sys.argv[1])).rights() as keys:\n"
              "    print('held', keys.take(sys.argv[2]), flush=True)\n"
              "    os.kill(os.getpid(), 9)")
    done = subprocess.run([sys.executable, "-c", script, str(store.root), KEY, kind], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.stdout == "held True\n", done.stderr
    with store.rights() as again:
        assert again.take(KEY)
    assert [file.name for file in (store.root / "locks").iterdir()] == ["tasks"]


def test_an_output_is_moved_into_its_place_unless_somebody_writes_to_it_still(store: Store) -> None:
    done, open_still = store.scratch() / "done", store.scratch() / "open"
    done.write_bytes(b"pictures")
    blob = store.adopt("video", done)
    assert not done.exists()
    assert store.path(blob.digest).read_bytes() == b"pictures"
    with open_still.open("wb") as writer:
        writer.write(b"sounds")
        writer.flush()
        kept = store.adopt("audio", open_still)
        writer.write(b" and more")
    assert store.path(kept.digest).read_bytes() == b"sounds"
    assert store.lookup(KEY) is None
    store.note_all([Record(KEY, {"video": blob, "audio": kept}, {})])
    record = store.lookup(KEY)
    assert record is not None
    assert set(record.outputs) == {"video", "audio"}
    assert store.verify() == []


def test_two_writers_of_one_key_leave_one_sound_record(store: Store) -> None:
    script = ("import sys; from pathlib import Path; from dramac.runtime.store import Store\n"
              "for _ in range(30): Store(Path(sys.argv[1])).put(sys.argv[3], {'video': Path(sys.argv[2])}, {})")
    made = store.root.parent / "made"
    made.write_bytes(b"pictures" * 1000)
    both = [subprocess.Popen([sys.executable, "-c", script, str(store.root), str(made), KEY],
                             env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert store.lookup(KEY) is not None
    assert store.verify() == []
    assert store.stats().unfinished == 0
