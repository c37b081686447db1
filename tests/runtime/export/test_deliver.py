from __future__ import annotations

import os
from pathlib import Path

import pytest

from dramac.compiler.plan.nodes import Plan, Product, make_task
from dramac.runtime.export.deliver import deliver
from dramac.runtime.job import Fault
from dramac.runtime.store import Store

TASK = make_task("master", "null", "1", {}, outputs=("video", "text"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    for name in ("video", "text"):
        (tmp_path / name).write_text(f"the {name}")
    store.put(TASK.key, {name: tmp_path / name for name in ("video", "text")}, {})
    return store


def plan(*products: tuple[str, str]) -> Plan:
    return Plan((TASK,), tuple(Product(file, TASK.key, name) for file, name in products))


def test_products_are_copies_under_their_names(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "build"
    files = deliver(plan(("ep01.mp4", "video"), ("en/第一集.srt", "text")), store, out)
    assert files == [out / "ep01.mp4", out / "en" / "第一集.srt"]
    assert [file.read_text() for file in files] == ["the video", "the text"]
    files[0].write_text("edited by hand")
    blob = store.output(TASK.key, "video")
    assert blob is not None
    assert blob.read_text() == "the video"
    assert sorted(file.name for file in out.rglob("*")) == ["en", "ep01.mp4", "第一集.srt"]


def test_what_is_right_is_not_touched_and_what_is_not_is_replaced(store: Store, tmp_path: Path) -> None:
    wanted = plan(("a.mp4", "video"), ("b.srt", "text"))
    first, second = deliver(wanted, store, tmp_path / "build")
    for file in (first, second):
        os.utime(file, (1, 1))
    second.write_text("the tixt")
    deliver(wanted, store, tmp_path / "build")
    assert first.stat().st_mtime == 1
    assert second.read_text() == "the text"


def test_what_was_not_done_is_left_out(store: Store, tmp_path: Path) -> None:
    other = make_task("poster", "null", "1", {}, outputs=("image",))
    wanted = Plan((TASK, other), (Product("p.jpg", other.key, "image"), Product("a.mp4", TASK.key, "video"),
                                  Product("n.txt", TASK.key, "nothing")))
    assert deliver(wanted, store, tmp_path / "build") == [tmp_path / "build" / "a.mp4"]


def test_a_link_in_the_way_is_replaced_and_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "build" / "a.mp4").symlink_to(tmp_path / "mine")
    deliver(plan(("a.mp4", "video")), store, tmp_path / "build")
    assert (tmp_path / "mine").read_text() == "mine"
    assert (tmp_path / "build" / "a.mp4").read_text() == "the video"


@pytest.mark.parametrize("name", ["../a", "/etc/a", "a/../../b", "", "..", "a\0b", "..\\a"])
def test_names_that_lead_outside_are_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(Fault, match="outside the output folder"):
        deliver(plan((name, "video")), store, tmp_path / "build")
    assert not (tmp_path / "a").exists()


def test_damaged_bytes_are_not_delivered(store: Store, tmp_path: Path) -> None:
    blob = store.output(TASK.key, "video")
    assert blob is not None
    blob.chmod(0o644)
    blob.write_text("the vadeo")
    with pytest.raises(Fault, match="is damaged"):
        deliver(plan(("a.mp4", "video")), store, tmp_path / "build")
    assert list((tmp_path / "build").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_clear_fault(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Fault, match="cannot be written"):
        deliver(plan(("a.mp4", "video")), store, tmp_path / "file")
    (tmp_path / "build" / "a.mp4").mkdir(parents=True)
    with pytest.raises(Fault, match="cannot be written"):
        deliver(plan(("a.mp4", "video")), store, tmp_path / "build")
    assert [file.name for file in (tmp_path / "build").iterdir()] == ["a.mp4"]
