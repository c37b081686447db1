"""`dramac doctor --target`: what a target's models need, without a GPU and without their weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramac.cli.health import gpu
from dramac.cli.health.gpu import Card
from dramac.cli.health.target import findings_of
from dramac.compiler.bible.nodes import Bible, Series, Target
from dramac.compiler.lock.nodes import nothing

OPTIONS = {"keyframe": "flux2-klein", "video": "wan2.2-i2v-a14b", "lipsync": "latentsync"}


def told(target: Target, bible: Bible | None = None) -> dict[str, bool]:
    return {what: ok for ok, what, _ in findings_of(bible or Bible(), target, nothing())}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without GPU, weights and tools."""
    monkeypatch.setattr(gpu, "graphics", list)
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("DRAMAC_TOOLS", str(tmp_path / "tools.yaml"))


def test_what_is_missing_is_told_with_what_to_do() -> None:
    found = {what: remedy for ok, what, remedy in findings_of(Bible(), Target("final", options=OPTIONS), nothing()) if not ok}
    assert found["weights of flux2-klein: not on this machine"] == "dramac models fetch flux2-klein"
    assert any("program for latentsync" in one for one in found)
    assert any("GPU" in one for one in found)


def test_tiny_models_need_neither_gpu_nor_weights() -> None:
    found = told(Target("final", options={**OPTIONS, "lipsync": ""}, tiny=True))
    assert not any(one.startswith("weights of") for one in found)
    assert all(ok for what, ok in found.items() if "GPU" in what)


def test_memory_is_held_against_what_models_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "graphics", lambda: [Card("RTX", 24.0, "580")])
    monkeypatch.setattr(gpu, "cuda", lambda: (True, "torch", ""))
    found = told(Target("final", options={"keyframe": "flux2-klein", "video": "wan-vace"}))
    assert any("flux2-klein needs 20" in one and ok for one, ok in found.items())
    assert any("wan-vace needs 45" in one and not ok for one, ok in found.items())
    placed = told(Target("final", options={"video": "wan2.2-i2v-a14b"}))
    assert any("groups 11" in one and ok for one, ok in placed.items())


def test_a_media_server_that_is_not_named_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAMAC_MEDIA_URL", "DRAMAC_MEDIA_URL_IMAGES", "DRAMAC_MEDIA_URL_VIDEOS"):
        monkeypatch.delenv(name, raising=False)
    target = Target("final", "openai_media", options={"picture": "openai_media", "server": "openai", "video": "wan2.2-i2v-a14b"})
    found = told(target, Bible(series=Series(release="commercial")))
    assert any(one.startswith("media server for pictures") and not ok for one, ok in found.items())


def test_a_target_that_is_drawn_needs_nothing_more() -> None:
    assert told(Target("preview")) == {}
