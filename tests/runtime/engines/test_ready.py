"""What is known of engines before anything is spoken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dramac.compiler.plan.nodes import Task, make_task
from dramac.runtime.backends import coqui, qwen3_tts
from dramac.runtime.engines.ready import check, found
from dramac.runtime.job import Fault

Log = Callable[[], list[dict[str, Any]]]


def line(model: str, backend: str = "coqui", **profile: Any) -> Task:
    return make_task("speech", backend, "1", {"model": model, "text": "Hello."}, outputs=("audio", "timing"), resource="gpu",
                     model=model, profile=profile)


def test_a_plan_is_looked_at_before_it_speaks(packages: Log, model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    check([])
    check([make_task("speech", "kokoro", "2", {"text": "Hello."}, outputs=("audio", "timing"))])
    with pytest.raises(Fault, match="CPML"):
        check([line("xtts-v2", licence="CPML")])
    monkeypatch.setenv("COQUI_TOS_AGREED", "1")
    for backend in ("coqui", "qwen3_tts"):
        with pytest.raises(Fault, match="are not on this machine"):
            check([line("xtts-v2", backend, licence="CPML")])
    model("xtts-v2", model="xtts")
    check([line("xtts-v2", licence="CPML"), line("tts-1", "openai_speech")])
    assert packages() == []


@pytest.mark.parametrize(("versions", "words"), [
    ({"coqui-tts": "0.28.0", "torch": "2.13.0+cpu", "torchcodec": "0.17", "torchaudio": "2.11.0", "transformers": "5.23.0"}, ""),
    ({"coqui-tts": "0.28.0", "torch": "2.9.1", "torchcodec": "", "torchaudio": "2.9.1", "transformers": "4.57.0"}, "torchcodec"),
    ({"coqui-tts": "0.27.2", "torch": "2.8.0", "torchcodec": "", "torchaudio": "2.8", "transformers": "5.1.0"}, "0.28"),
    ({"coqui-tts": "0.28.0", "torch": "2.8.0", "torchcodec": "", "torchaudio": "", "transformers": "4.57.0"}, "torchaudio"),
])
def test_known_troubles_of_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: dict[str, str],
                                    words: str) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho '{json.dumps(versions)}'\n")
    python.chmod(0o755)
    monkeypatch.setenv("DRAMAC_COQUI_PYTHON", str(python))
    looked = found(coqui.ENGINE)
    assert (looked.python, looked.version) == (str(python), versions["coqui-tts"])
    assert [words in one for one in looked.troubles] == [True] * bool(words)


def test_a_python_without_the_package_and_none_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DRAMAC_QWEN3_TTS_PYTHON", raising=False)
    assert found(qwen3_tts.ENGINE).version == ""
    for bad in (tmp_path / "nothing", Path("/bin/false"), Path("/bin/echo")):
        monkeypatch.setenv("DRAMAC_QWEN3_TTS_PYTHON", str(bad))
        with pytest.raises(Fault, match="cannot be asked"):
            found(qwen3_tts.ENGINE)


def test_doctor_tells_what_a_target_lacks_to_speak(packages: Log, model: Any, monkeypatch: pytest.MonkeyPatch,
                                                   tmp_path: Path) -> None:
    from dramac.cli.health.target import findings_of
    from dramac.compiler.bible.nodes import Bible, Target
    from dramac.compiler.lock.nodes import nothing

    python = tmp_path / "python"
    python.write_text("""#!/bin/sh\necho '{"coqui-tts": "0.28.0", "torch": "2.9.0", "torchaudio": "2.9.0"}'\n""")
    python.chmod(0o755)
    monkeypatch.setenv("DRAMAC_COQUI_PYTHON", str(python))
    monkeypatch.setenv("COQUI_TOS_AGREED", "1")
    model("xtts-v2", model="xtts")
    told = list(findings_of(Bible(), Target("final", voice="coqui"), nothing()))
    assert [(well, words.partition(" (")[0]) for well, words, _ in told] == [
        (True, "Coqui TTS 0.28.0"), (False, "Coqui TTS: with torch 2.9 or later it needs torchcodec"),
        (True, f"xtts-v2: {tmp_path / 'models' / 'xtts-v2'}")]
