"""Kokoro itself, on few lines, since each second of speech costs more than one of work."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import kokoro
from dramac.runtime.backends.kokoro import model, phones
from dramac.runtime.job import Fault, Job

HEART = {"blend": [["af_heart", 0.7], ["am_michael", 0.3]]}


def speak(folder: Path, **params: object) -> tuple[np.ndarray, int, dict]:
    outputs = {"audio": folder / "a.wav", "timing": folder / "t.json"}
    kokoro.run(Job("speech", {"lang": "en", "voice": HEART, "seed": 1, **params}, {}, outputs, lambda fraction: None))
    samples, rate = wav.read(outputs["audio"])
    return samples[:, 0], rate, json.loads(outputs["timing"].read_text())


def test_a_line_is_spoken_timed_and_level(tmp_path: Path) -> None:
    samples, rate, timing = speak(tmp_path, text="Liar! Give me the ring.", pause=0.4)
    assert rate == 24_000
    assert timing["seconds"] == pytest.approx(len(samples) / rate, abs=1e-3)
    assert levels.loudness(samples, rate) == pytest.approx(-18.0, abs=0.2)
    names = "".join(name for name, _, _ in timing["phones"])
    assert names == "lˈaɪəɹɡˈɪvmˌiðəɹˈɪŋ"
    ends = [0.0]
    for _, start, end in timing["phones"]:
        assert ends[-1] <= start < end <= timing["seconds"] + 1e-3
        ends.append(end)
    pauses = [end - start for name, start, end in timing["phones"] if not name]
    assert max(pauses) > 0.4
    quiet = next((start, end) for name, start, end in timing["phones"] if not name)
    middle = samples[int((quiet[0] + quiet[1]) / 2 * rate) - 1200 :][:2400]
    assert np.std(middle) < 0.1 * np.std(samples)


def test_the_same_line_is_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    params = {"text": "No!", "lang": "en", "voice": HEART, "seed": 1, "pitch": 1.0, "breath": 0.5, "tremble": 0.3}
    outputs = {"audio": tmp_path / "a.wav", "timing": tmp_path / "t.json"}
    kokoro.run(Job("speech", params, {}, outputs, lambda fraction: None))
    here = hashlib.sha256(outputs["audio"].read_bytes() + outputs["timing"].read_bytes()).hexdigest()
    code = (
        "import sys, json, hashlib, pathlib\n"
        "from dramac.runtime.backends import kokoro\nfrom dramac.runtime.job import Job\n"
        "p = pathlib.Path(sys.argv[1]); o = {'audio': p / 'b.wav', 'timing': p / 'u.json'}\n"
        "kokoro.run(Job('speech', json.loads(sys.argv[2]), {}, o, lambda f: None))\n"
        "print(hashlib.sha256(o['audio'].read_bytes() + o['timing'].read_bytes()).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path), json.dumps(params)]
    paths = {"PYTHONPATH": str(Path(kokoro.__file__).parents[4]), "PATH": "/usr/bin"}
    there = subprocess.run(command, capture_output=True, text=True, check=True, env=paths).stdout.strip()
    assert there == here


@pytest.mark.parametrize("text", ["", "🙂", "?!…", "***"])
def test_nothing_to_say_is_a_short_silence(tmp_path: Path, text: str) -> None:
    samples, rate, timing = speak(tmp_path, text=text)
    assert len(samples) == int(0.3 * rate)
    assert not samples.any()
    assert timing["phones"] == []


def test_a_voice_there_is_not_is_a_fault(tmp_path: Path) -> None:
    for voice in ({"blend": [["af_nobody", 1]]}, {"blend": [["af_heart", 0]]}, {}):
        with pytest.raises(Fault):
            speak(tmp_path, text="No!", voice=voice)


def test_a_missing_model_file_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(model.PATH_VARIABLE, str(tmp_path / "none.onnx"))
    with pytest.raises(Fault, match=model.PATH_VARIABLE):
        speak(tmp_path, text="No!")


def test_styles_blend_and_are_shipped() -> None:
    assert len(model.voices()) == 12
    half = model.style([("af_heart", 1), ("am_santa", 1)], 20)
    both = [model.style([(name, 5)], 20) for name in ("af_heart", "am_santa")]
    assert np.allclose(half, (both[0] + both[1]) / 2, atol=1e-6)


def test_long_text_is_cut_at_clauses_and_loses_nothing() -> None:
    text = phones.clean("hˈɛlO wˈɜɹld, " * 100 + "bˈI.")
    pieces = phones.pieces(text)
    assert all(len(piece) <= model.LONGEST for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces[:-1])
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(len(piece) <= model.LONGEST for piece in phones.pieces("a" * 5000))


def test_phone_times_keep_stress_tones_and_pauses() -> None:
    text = "nˈO, xau↓"
    spans = tuple((n * 2400 + 2400, n * 2400 + 4800) for n in range(len(text)))
    timed = phones.timed(text, model.Rendered(np.zeros(0, np.float32), spans))
    assert [p.ipa for p in timed] == ["n", "ˈoʊ", "", "x", "a", "u"]
    assert timed[1].start == pytest.approx(0.2 - phones.LEAD)  # from the stress mark on
    assert timed[-1].end == pytest.approx(spans[-1][1] / model.RATE - phones.LEAD)  # to the end of the tone
