"""Where weights lie, and what tells two folders of them apart."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from dramac.compiler.base import kept
from dramac.runtime.job import Fault
from dramac.runtime.weights import digest, digest_of, find
from dramac.runtime.weights.tiny import built

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAMAC_MODELS", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))


def snapshot(cache: Path, commit: str = COMMIT) -> Path:
    folder = cache / "models--owner--name" / "snapshots" / commit
    folder.mkdir(parents=True)
    return folder


def test_a_folder_that_is_named_comes_before_the_hubs_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached = snapshot(tmp_path / "hf" / "hub")
    assert find("klein", "owner/name", COMMIT) == cached
    own = tmp_path / "b" / "klein"
    own.mkdir(parents=True)
    monkeypatch.setenv("DRAMAC_MODELS", os.pathsep.join([str(tmp_path / "a"), "", str(tmp_path / "b")]))
    assert find("klein", "owner/name", COMMIT) == own
    assert find("klein") == own
    assert find("other") is None


def test_the_hubs_cache_is_where_its_own_library_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = snapshot(tmp_path / "one"), snapshot(tmp_path / "hf" / "hub")
    assert find("m", "owner/name", COMMIT) == two
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "one"))
    assert find("m", "owner/name", COMMIT) == one
    monkeypatch.delenv("HF_HUB_CACHE")
    monkeypatch.delenv("HF_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    three = snapshot(tmp_path / "cache" / "huggingface" / "hub")
    assert find("m", "owner/name", COMMIT) == three


def test_a_branch_is_the_commit_that_the_cache_knows_it_by(tmp_path: Path) -> None:
    cache = tmp_path / "hf" / "hub"
    folder = snapshot(cache)
    assert find("m", "owner/name") is None
    refs = cache / "models--owner--name" / "refs"
    refs.mkdir()
    (refs / "main").write_text(COMMIT, encoding="ascii")
    (refs / "broken").write_text("../../elsewhere", encoding="ascii")
    assert find("m", "owner/name") == find("m", "owner/name", "main") == folder
    for revision in ("other", "broken", "../refs/main", "/etc/passwd", "a" * 300):
        assert find("m", "owner/name", revision) is None
    for repo in ("owner", "owner/../name", "../owner/name", "owner/name/more"):
        assert find("m", repo, COMMIT) is None
    assert find("../hf/hub", "", "") is None


def weights(folder: Path, name: str = "model.safetensors", shape: int = 7, size: int = digest.SMALL + 100) -> Path:
    """A safetensors file of `size` bytes."""
    header = json.dumps({"w": {"dtype": "F32", "shape": [shape], "data_offsets": [0, 4 * shape]}}).encode()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(len(header).to_bytes(8, "little") + header + b"\0" * (size - len(header) - 8))
    return folder


def test_a_digest_stands_for_names_sizes_headers_and_small_files(tmp_path: Path) -> None:
    def made(name: str, **how: int) -> Path:
        folder = weights(tmp_path / name, **how)
        (folder / "sub").mkdir()
        (folder / "sub" / "config.json").write_text("{}", encoding="ascii")
        return folder

    first = digest_of(made("a"))
    assert first.startswith("sha256:")
    assert len(first) == 71
    same = made("b")
    assert digest_of(same) == first
    (same / ".cache").mkdir()
    (same / ".cache" / "note").write_text("x", encoding="ascii")
    assert digest_of(same) == first
    changed = [made("c", shape=8), made("d", size=digest.SMALL + 101), made("e"), made("f"), made("g")]
    (changed[2] / "sub" / "config.json").write_text("[]", encoding="ascii")
    (changed[3] / "sub" / "more").touch()
    (changed[4] / "sub" / "config.json").rename(changed[4] / "config.json")
    assert len({first, *map(digest_of, changed)}) == 6


def test_a_digest_is_reckoned_once_and_again_after_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = weights(tmp_path / "model")
    first = digest_of(folder)
    monkeypatch.setattr(digest, "_header", lambda file: pytest.fail("read again"))
    assert digest_of(folder) == first
    os.utime(folder / "model.safetensors", ns=(1, 1))
    with pytest.raises(pytest.fail.Exception):
        digest_of(folder)


def test_links_of_a_hubs_cache_are_followed(tmp_path: Path) -> None:
    plain = weights(tmp_path / "plain")
    blob = weights(tmp_path / "blobs", "abc") / "abc"
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "model.safetensors").symlink_to(blob)
    assert digest_of(linked) == digest_of(plain)


def test_folders_that_are_none_are_faults(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        digest_of(tmp_path / "nothing")
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"\xff" * (digest.SMALL + 1))
    with pytest.raises(Fault, match="no safetensors file"):
        digest_of(folder)
    (folder / "model.safetensors").unlink()
    (folder / "loop").symlink_to(folder)
    with pytest.raises(Fault, match="link to a folder"):
        digest_of(folder)


def test_tiny_weights_are_built_once_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    counted = []

    def build(folder: Path) -> None:
        counted.append(folder)
        (folder / "part").mkdir()
        (folder / "part" / "w").write_text("w", encoding="ascii")

    def broken(folder: Path) -> None:
        build(folder)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        built("flux2", ("torch1", "diffusers2"), broken)
    assert kept.cache_folder() == tmp_path / "cache"
    assert list((tmp_path / "cache" / "dramac" / "tiny").iterdir()) == []
    found = built("flux2", ("torch1", "diffusers2"), build)
    assert built("flux2", ("torch1", "diffusers2"), build) == found
    assert (found / "part" / "w").read_text(encoding="ascii") == "w"
    assert built("flux2", ("torch1", "diffusers3"), build) != found
    assert len(counted) == 3
    assert found not in counted


def test_two_that_build_at_once_come_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    both, found = threading.Barrier(2), []

    def build(folder: Path) -> None:
        both.wait(10)
        (folder / "w").write_text("w", encoding="ascii")

    threads = [threading.Thread(target=lambda: found.append(built("sdxl", (), build))) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found[0] == found[1]
    assert [one.name for one in found[0].parent.iterdir()] == [found[0].name]
