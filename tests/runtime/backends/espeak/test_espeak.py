"""Draft voices: timing, determinism, and text that nobody should have written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import espeak
from dramac.runtime.job import Fault, Job
from dramac.stdlib import vocabulary

WOMAN = {"variant": "en-us+f3", "pitch": 55}


def speak(folder: Path, text: str, name: str = "a", **params: object) -> tuple[np.ndarray, int, dict]:
    outputs = {"audio": folder / f"{name}.wav", "timing": folder / f"{name}.json"}
    whole = {"text": text, "lang": "en", "voice": WOMAN, "seed": 1, **params}
    espeak.run(Job("speech", whole, {}, outputs, lambda fraction: None))
    samples, rate = wav.read(outputs["audio"])
    return samples[:, 0], rate, json.loads(outputs["timing"].read_text())


def test_a_line_is_spoken_timed_and_level(tmp_path: Path) -> None:
    samples, rate, timing = speak(tmp_path, "Liar! Give me the ring, or I walk out that door.")
    assert timing["seconds"] == pytest.approx(len(samples) / rate, abs=1e-3)
    assert 2.0 < timing["seconds"] < 5.0
    assert levels.loudness(samples, rate) == pytest.approx(-18.0, abs=0.3)
    assert "".join(name for name, _, _ in timing["phones"]).startswith("lˈaɪɚɡˈɪv")
    last = 0.0
    for _, start, end in timing["phones"]:
        assert last <= start < end <= timing["seconds"] + 1e-3
        last = end
    assert "" in [name for name, _, _ in timing["phones"]]


def test_the_same_line_is_the_same_bytes_whatever_was_said_between(tmp_path: Path) -> None:
    speak(tmp_path, "Never again.", "first")
    speak(tmp_path, "Something else altogether.", "between", seed=9)
    speak(tmp_path, "Never again.", "second")
    assert (tmp_path / "first.wav").read_bytes() == (tmp_path / "second.wav").read_bytes()
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


def test_directions_change_the_delivery(tmp_path: Path) -> None:
    plain = speak(tmp_path, "Where were you, my love?")
    slow = speak(tmp_path, "Where were you, my love?", rate=0.7)
    paced = speak(tmp_path, "Where were you, my love?", voice={**WOMAN, "rate": 120})
    assert paced[2]["seconds"] > plain[2]["seconds"] * 1.2
    paused = speak(tmp_path, "Where were you, my love?", pause=0.5)
    assert slow[2]["seconds"] > plain[2]["seconds"] * 1.25
    assert paused[2]["seconds"] == pytest.approx(plain[2]["seconds"] + 0.5, abs=0.02)
    assert levels.loudness(speak(tmp_path, "Where were you?", gain=-6.0)[0], 22_050) == pytest.approx(-24.0, abs=0.3)


def test_mandarin_and_mixed_lines_are_read_by_the_mandarin_voice(tmp_path: Path) -> None:
    _, _, timing = speak(tmp_path, "你说过，你不会回来。", lang="zh-Hans", voice={"variant": "cmn+f2", "pitch": 55})
    names = [name for name, _, _ in timing["phones"]]
    assert len([name for name in names if name]) > 15
    assert not any(c in "0123456789˥˧˩" for name in names for c in name)
    assert speak(tmp_path, "骗子！", lang="zh-Hans")[2]["phones"]  # an English voice lends its timbre


@pytest.mark.parametrize("text", ["", "🙂", "?!…", "\x00\x01", "((((", "*" * 300])
def test_nothing_to_say_is_a_short_silence(tmp_path: Path, text: str) -> None:
    samples, rate, timing = speak(tmp_path, text)
    assert len(samples) == int(0.3 * rate)
    assert not samples.any()
    assert timing["phones"] == []


def test_a_long_line_and_markup_are_only_text(tmp_path: Path) -> None:
    assert speak(tmp_path, "word " * 250)[2]["seconds"] > 30
    assert speak(tmp_path, "<break time='9s'/> [[hello]] & go \x07 on 🙂")[2]["seconds"] < 12


def test_say_respells(tmp_path: Path) -> None:
    assert espeak.spoken("Lin Yue's ring", {"lin yue": "lin yweh"}) == "lin yweh's ring"
    assert espeak.spoken("Qi", {"qi": "/tʃi/"}) == "Qi"
    assert espeak.spoken("a\\b", {"a": "\\1"}) == "\\1\\b"


def test_a_voice_there_is_not_is_a_fault(tmp_path: Path) -> None:
    for voice in ({"variant": "xx-nobody"}, {}, None):
        with pytest.raises(Fault):
            speak(tmp_path, "No!", voice=voice)


@pytest.mark.parametrize("voice", [name for name, facts in vocabulary("voices").entries.items() if "espeak" in facts])
def test_the_engine_has_every_voice_of_the_library(voice: str) -> None:
    facts = vocabulary("voices").entries[voice]
    text = "你好。" if facts["language"].startswith("zh") else "Hello."
    assert len(espeak.speak({"text": text, "lang": facts["language"], "voice": facts["espeak"]}).audio) > 5_000
