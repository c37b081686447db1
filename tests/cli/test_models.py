"""`dramac models`: what is known of models, what is here, and fetching what is not, from a hub that speaks the protocol."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests_hub import COMMIT, Hub, serving

from dramac.runtime.weights import digest_of
from dramac.stdlib.models import names

Dramac = Callable[..., subprocess.CompletedProcess[str]]
REPO = "black-forest-labs/FLUX.2-klein-4B"
BIBLE = """series: {title: T, language: en}
cast: {LIN: {sex: f}}
locations: {HALL: {built: palace hall}}
targets:
  film: {keyframe: flux2-klein, voice: espeak}
"""


def tensors(size: int) -> bytes:
    """A safetensors file with one tensor of `size` bytes."""
    header = json.dumps({"a": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(size)


FILES = {"model_index.json": b'{"_class_name": "Flux2KleinPipeline"}', "README.md": b"a model",
         "whole.safetensors": tensors(50_000),
         "transformer/config.json": b"{}", "transformer/model.safetensors": tensors(100), "vae/model.safetensors": tensors(10),
         "text_encoder/model.safetensors": tensors(20), "tokenizer/tokenizer.json": b"{}"}


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub({REPO: FILES})) as one:
        yield one


@pytest.fixture
def dramac(tmp_path: Path, hub: Hub) -> Dramac:
    """`dramac(words…)` in a series whose target has a model, with a hub of its own; a process of its own, as the hub's library
    reads its environment once."""
    series = tmp_path / "series"
    (series / "episodes").mkdir(parents=True)
    (series / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (series / "episodes" / "ep01.fountain").write_text("INT. HALL - NIGHT\n\nLin looks up.\n", encoding="utf-8")
    env = {**os.environ, "HF_ENDPOINT": hub.address, "HF_HUB_CACHE": str(tmp_path / "cache"), "HF_HUB_DISABLE_XET": "1",
           "NO_COLOR": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1", "DRAMAC_MODELS": str(tmp_path / "mine"), "HF_TOKEN": ""}
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        env.pop(name, None)  # what this process said to itself when it made pictures

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "dramac", *words], cwd=series, env=env, capture_output=True, text=True,
                              timeout=120, check=False)

    return run


def test_the_list_has_every_model_with_what_it_needs(dramac: Dramac) -> None:
    rows = json.loads(dramac("models", "--json").stdout)
    assert [one["id"] for one in rows] == list(names())
    flux = next(one for one in rows if one["id"] == "flux2-klein")
    assert flux["licence"]["commercial"] is True
    assert flux["hub"]["repo"] == REPO
    assert not flux["here"]
    assert set(flux["needs"]) >= {"torch", "diffusers"}


def test_a_series_own_model_is_listed_and_shown(dramac: Dramac, tmp_path: Path) -> None:
    (tmp_path / "series" / "models").mkdir()
    (tmp_path / "series" / "models" / "ours.yaml").write_text("like: wan-vace\nsource: us\nhub: us/ours\n", encoding="utf-8")
    assert "ours" in dramac("models").stdout
    shown = json.loads(dramac("models", "show", "ours", "--json").stdout)
    assert shown["own"]
    assert (shown["hub"]["repo"], shown["adapter"]) == ("us/ours", "wan_vace")


def test_an_unknown_model_is_wrong_usage(dramac: Dramac) -> None:
    done = dramac("models", "show", "flux3-klein")
    assert done.returncode == 2
    assert "flux2-klein" in done.stderr


def test_what_is_fetched_is_pinned_and_found(dramac: Dramac, hub: Hub, tmp_path: Path) -> None:
    assert "dramac models fetch flux2-klein qwen3-4b" in dramac("plan", "--target", "film").stdout
    done = dramac("models", "fetch", "flux2-klein")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "cache" / f"models--{REPO.replace('/', '--')}" / "snapshots" / COMMIT
    assert (folder / "transformer" / "model.safetensors").read_bytes() == FILES["transformer/model.safetensors"]
    assert not (folder / "whole.safetensors").exists()  # no pipeline reads it
    lock = (tmp_path / "series" / "dramac.lock").read_text(encoding="utf-8")
    for name in ("flux2-klein", "qwen3-4b"):
        assert f"model {name} revision {COMMIT}" in lock
        assert f"model {name} weights {digest_of(folder)}" in lock
    assert "not on this machine" not in dramac("plan", "--target", "film").stdout
    assert dramac("models", "verify").returncode == 0
    count = len(hub.asked)
    assert dramac("models", "verify", "--json").returncode == 0
    assert len(hub.asked) == count  # nobody asks the hub but fetch


def test_what_was_cut_short_is_not_whole(dramac: Dramac, tmp_path: Path) -> None:
    dramac("models", "fetch", "flux2-klein")
    folder = tmp_path / "cache" / f"models--{REPO.replace('/', '--')}" / "snapshots" / COMMIT
    file = (folder / "transformer" / "model.safetensors").resolve()
    file.write_bytes(file.read_bytes()[:-1])
    done = dramac("models", "verify", "flux2-klein")
    assert done.returncode == 1
    assert "transformer/model.safetensors" in done.stdout
    assert "not whole" in dramac("plan", "--target", "film").stdout


def test_other_weights_than_those_pinned_are_refused(dramac: Dramac, tmp_path: Path) -> None:
    dramac("models", "fetch", "flux2-klein")
    mine = tmp_path / "mine" / "flux2-klein" / "transformer"
    mine.mkdir(parents=True)
    (mine / "model.safetensors").write_bytes(tensors(101))
    done = dramac("build", "--target", "film")
    assert done.returncode == 1
    assert "pinned" in done.stderr
    assert not (tmp_path / "series" / "build").exists()


def test_a_build_stops_before_anything_is_made(dramac: Dramac, hub: Hub, tmp_path: Path) -> None:
    done = dramac("build", "--target", "film", "-q")
    assert done.returncode == 1
    assert "dramac models fetch flux2-klein qwen3-4b" in done.stderr
    assert hub.asked == []
    assert not list((tmp_path / "series" / ".dramac").rglob("blobs/*/*"))


@pytest.mark.parametrize(("repos", "gated", "words"), [
    ({}, (), "has no black-forest-labs"), ({REPO: FILES}, (REPO,), "accepted its terms"),
    ({REPO: {"model_index.json": b"{}"}}, (), "not whole"),
])
def test_what_the_hub_does_not_give_is_told_in_a_sentence(dramac: Dramac, hub: Hub,
                                                          repos: dict[str, dict[str, bytes]], gated: tuple[str, ...], words: str,
                                                          tmp_path: Path) -> None:
    hub.repos, hub.gated = repos, gated
    done = dramac("models", "fetch", "flux2-klein")
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "series" / "dramac.lock").exists()


VOICE, XTTS = "Qwen/Qwen3-TTS-12Hz-1.7B-Base", "tts-hub/XTTS-v2"
SPEAKING = """series: {title: T, language: en, release: private}
cast: {LIN: {sex: f}}
locations: {HALL: {built: palace hall}}
targets:
  clone: {voice: qwen3-tts}
  xtts: {voice: coqui}
  ours: {voice: coqui, voice_model: our-voice}
  own: {voice: qwen3-tts, voice_model: our-qwen}
"""


@pytest.fixture
def speaking(dramac: Dramac, hub: Hub, tmp_path: Path) -> Dramac:
    """The same for a series that models speak, from a hub that has two of them."""
    hub.repos = {VOICE: {"config.json": b"{}", "model.safetensors": tensors(50),
                         "speech_tokenizer/model.safetensors": tensors(20)},
                 XTTS: {"config.json": b'{"model": "xtts"}', "model.pth": bytes(60), "vocab.json": b"{}"}}
    (tmp_path / "series" / "series.yaml").write_text(SPEAKING, encoding="utf-8")
    (tmp_path / "series" / "episodes" / "ep01.fountain").write_text("INT. HALL - NIGHT\n\nLIN\nWho?\n", encoding="utf-8")
    return dramac


def line(dramac: Dramac, target: str) -> dict[str, object]:
    """What the key of the only line of `target` is made of."""
    plan = json.loads(dramac("plan", "--target", target, "--json").stdout)
    (task,) = [one for one in plan["tasks"] if one["action"] == "speech" and one["backend"] != "kokoro"]
    return {"key": task["key"], "weights": task["params"]["weights"]}


def test_weights_of_a_voice_are_fetched_pinned_and_part_of_what_is_spoken(speaking: Dramac, tmp_path: Path) -> None:
    before = line(speaking, "clone")
    assert "dramac models fetch qwen3-tts-1.7b-base" in speaking("plan", "--target", "clone").stdout
    stopped = speaking("build", "--target", "clone", "-q")
    assert stopped.returncode == 1
    assert "dramac models fetch qwen3-tts-1.7b-base" in stopped.stderr
    done = speaking("models", "fetch", "--target", "clone")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "cache" / f"models--{VOICE.replace('/', '--')}" / "snapshots" / COMMIT
    assert (folder / "speech_tokenizer" / "model.safetensors").is_file()
    lock = (tmp_path / "series" / "dramac.lock").read_text(encoding="utf-8")
    assert f"model qwen3-tts-1.7b-base revision {COMMIT}" in lock
    after = line(speaking, "clone")
    assert (before["weights"], after["weights"]) == ("", digest_of(folder))
    assert before["key"] != after["key"]
    assert "not on this machine" not in speaking("plan", "--target", "clone").stdout
    verified = json.loads(speaking("models", "verify", "--json").stdout)
    assert [(one["id"], one["ok"]) for one in verified] == [("qwen3-tts-1.7b-base", True)]


def test_the_licence_of_a_voice_is_accepted_by_a_person_alone(speaking: Dramac, monkeypatch: pytest.MonkeyPatch,
                                                              tmp_path: Path, hub: Hub) -> None:
    refused = speaking("models", "fetch", "xtts-v2")
    assert refused.returncode == 1
    assert "COQUI_TOS_AGREED=1" in refused.stderr
    assert hub.asked == []
    folder = tmp_path / "mine" / "xtts-v2"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text('{"model": "xtts"}', encoding="utf-8")
    found = speaking("models", "verify", "xtts-v2")
    assert found.returncode == 1
    assert "*.pth missing" in found.stdout
    (folder / "model.pth").write_bytes(bytes(60))
    assert speaking("models", "verify", "xtts-v2").returncode == 0


def test_a_voice_of_ones_own_is_pinned_as_any_other(speaking: Dramac, tmp_path: Path) -> None:
    (tmp_path / "series" / "models").mkdir()
    (tmp_path / "series" / "models" / "our-qwen.yaml").write_text(
        f"like: qwen3-tts-1.7b-base\nsource: us\nhub: {VOICE}\nlicence: {{name: ours, commercial: true}}\n", encoding="utf-8")
    assert speaking("models", "fetch", "our-qwen").returncode == 0
    assert str(line(speaking, "own")["weights"]).startswith("sha256:")
    told = speaking("plan", "--target", "ours").stdout
    assert "put the folder our-voice into one that $DRAMAC_MODELS names" in told


def test_a_voice_without_a_manifest_is_held_to_its_pin_too(speaking: Dramac, tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "our-voice"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text('{"model": "vits"}', encoding="utf-8")
    (folder / "model.pth").write_bytes(b"weights")
    lock = tmp_path / "series" / "dramac.lock"
    lock.write_text(f"dramac.lock 1\nmodel our-voice weights {digest_of(folder)}\n", encoding="utf-8")
    assert line(speaking, "ours")["weights"] == digest_of(folder)
    told = speaking("plan", "--target", "ours")
    assert "D524" not in told.stderr
    assert "our-voice" not in told.stdout
    (folder / "model.pth").write_bytes(b"others")
    assert "holds other weights than those that are pinned" in speaking("plan", "--target", "ours").stdout
