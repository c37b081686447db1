"""The real package coqui-tts: a tiny VITS of random weights through `TTS.api`, in the environment of `make test-coqui`.

Skipped elsewhere: $DRAMAC_TEST_COQUI names the Python of that environment.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import coqui
from dramac.runtime.engines import process
from dramac.runtime.engines.ready import found
from dramac.runtime.job import Fault, Job

PYTHON = os.environ.get("DRAMAC_TEST_COQUI", "")
pytestmark = pytest.mark.skipif(not PYTHON, reason="`make test-coqui` runs it, in an environment of its own")


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model `mine`, where models are looked for, and a Python that can speak with it."""
    monkeypatch.setenv("DRAMAC_COQUI_PYTHON", PYTHON)
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    subprocess.run([PYTHON, str(Path(__file__).with_name("tiny_vits.py")), str(tmp_path / "mine")], check=True, timeout=600)
    process.end_all()


def say(folder: Path, text: str, name: str, **params: Any) -> tuple[np.ndarray, int, dict[str, Any]]:
    outputs = {"audio": folder / f"{name}.wav", "timing": folder / f"{name}.json"}
    coqui.run(Job("speech", {"text": text, "lang": "en", "language": "en", "model": "mine", "weights": "", "seed": 3, **params},
                  {}, outputs, lambda fraction: None))
    samples, rate = wav.read(outputs["audio"])
    return samples[:, 0], rate, json.loads(outputs["timing"].read_text())


def test_a_tiny_model_speaks_through_the_package(tiny: None, tmp_path: Path) -> None:
    assert found(coqui.ENGINE).version
    samples, rate, timing = say(tmp_path, "You said you would never come back.", "a", speaker="wei")
    assert rate == 22_050
    assert timing["seconds"] == pytest.approx(len(samples) / rate, abs=1e-3)
    assert timing["seconds"] > 0.3
    assert np.isfinite(levels.loudness(samples, rate))
    other, _, _ = say(tmp_path, "You said you would never come back.", "b", speaker="lin")
    assert not np.array_equal(samples, other)
    with pytest.raises(Fault, match="no speaker 'nobody'"):
        say(tmp_path, "Hello.", "c", speaker="nobody")
    process.end_all()
    again, _, _ = say(tmp_path, "You said you would never come back.", "d", speaker="wei")
    assert np.array_equal(samples, again)
    assert len(say(tmp_path, "Whoever it is.", "e", choose=4)[0])
    process.end_all()
