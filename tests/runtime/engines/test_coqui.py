"""Coqui TTS in its child process: what it is asked, what becomes of its sound, and what it may do to us."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import coqui
from dramac.runtime.engines import process, speak
from dramac.runtime.job import Fault, Job, Transient

Log = Callable[[], list[dict[str, Any]]]
LINE = "Bring me the map before Bobby burns it."


def say(folder: Path, text: str = LINE, name: str = "a", inputs: dict[str, Path] | None = None,
        profile: dict[str, Any] | None = None, **params: Any) -> tuple[np.ndarray, int, dict[str, Any]]:
    outputs = {"audio": folder / f"{name}.wav", "timing": folder / f"{name}.json"}
    whole = {"text": text, "lang": "en", "language": "en", "model": "mine", "weights": "", "seed": 7, **params}
    coqui.run(Job("speech", whole, inputs or {}, outputs, lambda fraction: None, profile or {}))
    samples, rate = wav.read(outputs["audio"])
    return samples[:, 0], rate, json.loads(outputs["timing"].read_text())


def clip(file: Path, seconds: float = 3.0) -> Path:
    wave = 0.4 * np.sin(np.arange(int(seconds * 22_050)) / 20).astype(np.float32)
    wav.write(file, np.column_stack((wave, wave)), 22_050)
    return file


def test_a_line_is_spoken_level_and_timed_and_the_model_stays_loaded(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine", model="vits", speakers=["lin", "wei", "boss"])
    samples, rate, timing = say(tmp_path, speaker="wei")
    say(tmp_path, "Again.", "b", speaker="lin")
    assert rate == 24_000
    assert levels.loudness(samples, rate) == pytest.approx(-18.0, abs=0.3)
    assert timing["seconds"] == pytest.approx(len(samples) / rate, abs=1e-3)
    phones = timing["phones"]
    assert len([one for one in phones if one[0]]) > 15
    assert all(start < end <= timing["seconds"] + 1e-3 for _, start, end in phones)
    loaded, first, second = packages()
    assert loaded["loaded"].endswith("model.pth")
    assert (first["speaker"], second["speaker"]) == ("wei", "lin")
    assert first["pid"] == second["pid"]
    assert first["language"] is None  # not a model of many languages


def test_a_clip_is_heard_by_the_model_as_plain_wav(packages: Log, model: Any, monkeypatch: pytest.MonkeyPatch,
                                                   tmp_path: Path) -> None:
    monkeypatch.setenv("COQUI_TOS_AGREED", "1")
    model("mine", model="xtts", speakers=["Ana"])
    say(tmp_path, inputs={"reference:0": clip(tmp_path / "one.wav", 40.0), "reference:1": clip(tmp_path / "two.wav")},
        language="zh-cn")
    asked = packages()[-1]
    assert asked["language"] == "zh-cn"
    assert asked["speaker"] is None
    assert len(asked["speaker_wav"]) == 2
    assert packages()[0]["loaded"].endswith("mine")  # the folder: its vocabulary is needed too


@pytest.mark.parametrize("seconds", [0.0, 0.4])
def test_a_clip_that_says_nothing_is_refused(packages: Log, model: Any, tmp_path: Path, seconds: float) -> None:
    model("mine", model="vits")
    with pytest.raises(Fault, match="clip is too short"):
        say(tmp_path, inputs={"reference:0": clip(tmp_path / "one.wav", seconds)})
    (tmp_path / "bad.wav").write_bytes(b"fLaC but not at all")
    with pytest.raises(Fault, match="cannot be read"):
        say(tmp_path, inputs={"reference:0": tmp_path / "bad.wav"})


def test_pace_and_pitch_are_made_afterwards(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine", model="vits")
    plain = say(tmp_path)[2]["seconds"]
    assert say(tmp_path, name="b", rate=0.7)[2]["seconds"] == pytest.approx(plain / 0.7, rel=0.05)
    high = say(tmp_path, name="c", pitch=5.0)
    assert high[2]["seconds"] == pytest.approx(plain, rel=0.05)
    assert peak(high[0], high[1]) / peak(*say(tmp_path, name="d")[:2]) == pytest.approx(2 ** (5 / 12), rel=0.04)


def peak(samples: np.ndarray, rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate / len(samples))


def test_the_same_line_is_the_same_bytes_in_another_process(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine", model="vits")
    first = say(tmp_path, tremble=0.4)[0]
    process.end_all()
    assert np.array_equal(first, say(tmp_path, name="b", tremble=0.4)[0])


def test_xtts_is_not_used_before_its_licence_was_accepted(packages: Log, model: Any, monkeypatch: pytest.MonkeyPatch,
                                                          tmp_path: Path) -> None:
    with pytest.raises(Fault, match="CPML") as told:
        say(tmp_path, profile={"licence": "CPML"})
    assert "COQUI_TOS_AGREED=1" in told.value.help
    model("mine", model="xtts", speakers=["Ana"])
    with pytest.raises(Fault, match="CPML"):  # under another name
        say(tmp_path)
    monkeypatch.setenv("COQUI_TOS_AGREED", "yes please")
    with pytest.raises(Fault, match="CPML"):
        say(tmp_path)
    assert packages() == []
    monkeypatch.setenv("COQUI_TOS_AGREED", "1")
    say(tmp_path, profile={"licence": "CPML"})


def test_a_missing_model_and_one_of_other_bytes(packages: Log, model: Any, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="are not on this machine") as told:
        say(tmp_path, profile={"hub": {"repo": "coqui/XTTS-v2"}})
    assert "dramac models fetch mine" in told.value.help
    model("mine", model="vits")
    with pytest.raises(Fault, match="not those that are pinned"):
        say(tmp_path, weights=f"sha256:{'0' * 64}")


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("Die now.", Transient, "ended with status 3"),
    ("Quit now.", Fault, "cannot speak this: SystemExit: the package gave up"),
    ("Agree now.", Fault, "EOFError"),
    ("Nothing here.", Fault, "not a number"),
    ("Silence here.", Fault, "stayed silent"),
    ("Babble on.", Fault, "no answer"),
])
def test_an_engine_that_misbehaves_is_told_of_and_the_next_line_is_spoken(packages: Log, model: Any, tmp_path: Path, text: str,
                                                                          kind: type[Fault], words: str) -> None:
    model("mine", model="vits")
    with pytest.raises(Fault, match=words) as told:
        say(tmp_path, text)
    assert type(told.value) is kind
    assert say(tmp_path, name="b")[2]["seconds"] > 1


def test_an_engine_that_hangs_is_ended(packages: Log, model: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    model("mine", model="vits")
    monkeypatch.setattr(speak, "LOAD", 1.0)
    monkeypatch.setattr(speak, "PACE", 0.0)
    with pytest.raises(Transient, match="was silent for 1 seconds"):
        say(tmp_path, "Hang on.")
    asked = packages()[-1]
    with pytest.raises(ProcessLookupError):
        os.kill(asked["pid"], 0)


def test_a_python_that_is_none_and_one_without_the_package(packages: Log, model: Any, monkeypatch: pytest.MonkeyPatch,
                                                          tmp_path: Path) -> None:
    model("mine", model="vits")
    monkeypatch.setenv("PYTHONPATH", "")
    with pytest.raises(Fault, match="is not installed in") as told:
        say(tmp_path)
    assert "DRAMAC_COQUI_PYTHON" in told.value.help
    monkeypatch.setenv("DRAMAC_COQUI_PYTHON", str(tmp_path / "no-python"))
    with pytest.raises(Fault, match="cannot be started"):
        say(tmp_path)
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\necho hello\n")
    other.chmod(0o755)
    monkeypatch.setenv("DRAMAC_COQUI_PYTHON", str(other))
    with pytest.raises(Fault, match="what is no answer"):
        say(tmp_path)


def test_a_line_with_nothing_to_say_asks_nobody(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine", model="vits")
    assert say(tmp_path, "…")[2] == {"seconds": 0.3, "phones": []}
    assert packages() == []
