"""Qwen3-TTS in its child process: as somebody in a clip, or as a preset that is told how."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import qwen3_tts
from dramac.runtime.job import Fault, Job

Log = Callable[[], list[dict[str, Any]]]


def say(folder: Path, text: str, inputs: dict[str, Path] | None = None, **params: Any) -> tuple[np.ndarray, int, dict[str, Any]]:
    outputs = {"audio": folder / "a.wav", "timing": folder / "a.json"}
    whole = {"text": text, "lang": "zh-Hans", "language": "Chinese", "model": "mine", "weights": "", "seed": 7, **params}
    qwen3_tts.run(Job("speech", whole, inputs or {}, outputs, lambda fraction: None))
    samples, rate = wav.read(outputs["audio"])
    return samples[:, 0], rate, json.loads(outputs["timing"].read_text())


def clip(folder: Path) -> Path:
    wav.write(folder / "clip.wav", 0.4 * np.sin(np.arange(60_000) / 20).astype(np.float32), 22_050)
    return folder / "clip.wav"


def test_a_preset_is_directed_in_words(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine")
    samples, rate, timing = say(tmp_path, "骗子！把戒指还给我。", speaker="Vivian", instruct="用非常愤怒的语气说话。", gain=3.0)
    assert levels.loudness(samples, rate) == pytest.approx(-15.0, abs=0.4)
    assert len([one for one in timing["phones"] if one[0]]) > 8
    loaded, asked = packages()
    assert loaded["loaded"] == str(tmp_path / "models" / "mine")
    assert asked == {"text": "骗子!把戒指还给我。", "language": "Chinese", "speaker": "Vivian",
                     "instruct": "用非常愤怒的语气说话。"}


def test_a_clip_is_listened_to_once_for_all_lines_with_it(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine")
    for text in ("你好。", "再见。"):
        say(tmp_path, text, {"reference:0": clip(tmp_path)}, words="清晨的河边。")
    say(tmp_path, "走吧。", {"reference:0": clip(tmp_path)})
    assert [sorted(one) for one in packages()] == [
        ["how", "loaded"], ["heard", "ref_text"], ["cloned", "language"], ["cloned", "language"], ["heard", "ref_text"],
        ["cloned", "language"]]
    assert [one["ref_text"] for one in packages() if "heard" in one] == ["清晨的河边。", None]


def test_a_voice_that_the_model_lacks_and_none_at_all(packages: Log, model: Any, tmp_path: Path) -> None:
    model("mine")
    with pytest.raises(Fault, match="Unsupported speakers"):
        say(tmp_path, "你好。", speaker="Nobody")
    with pytest.raises(Fault, match="neither a clip"):
        say(tmp_path, "你好。")
