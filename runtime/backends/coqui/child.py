"""What speaks for Coqui TTS, in a process and an environment that have its package (imported as `TTS`): see engines/serve.py.

An ask has {"text", "language", "speaker", "choose", "references"} besides: `language` is the engine's name of it; `references`
are WAV files to speak like, `speaker` a speaker of the model, and `choose` a number that chooses one where neither is given. A
folder holds a model's config.json and checkpoint.
"""

from __future__ import annotations

import json
import os
from typing import Any


def load(folder: str, device: Any) -> Any:
    """The model in `folder`. Raises what the package raises, and ValueError for a folder that is no use."""
    config, checkpoint = _files(folder)
    from TTS.api import TTS

    place = device()
    return TTS(model_path=checkpoint, config_path=config, progress_bar=False).to(place)


def speak(tts: Any, ask: dict[str, Any]) -> tuple[Any, int]:
    """The sound of one line, and its rate. Raises what the package raises, and ValueError for a speaker that is not there."""
    how: dict[str, Any] = {"language": ask["language"]} if tts.is_multi_lingual else {}
    if ask["references"]:
        how["speaker_wav"] = list(ask["references"])
    elif tts.is_multi_speaker:
        how["speaker"] = _speaker(list(tts.speakers or ()), ask["speaker"], int(ask["choose"]))
    return tts.tts(text=ask["text"], split_sentences=True, **how), int(tts.synthesizer.output_sample_rate)


def _speaker(known: list[str], wanted: str, choose: int) -> str:
    if wanted and wanted not in known:
        raise ValueError(f"the model has no speaker {wanted!r}; it has {', '.join(sorted(known)[:12])}")
    if not known:
        raise ValueError("the model speaks with several voices and names none: it needs a reference clip")
    return wanted or sorted(known)[choose % len(known)]


def _files(folder: str) -> tuple[str, str]:
    """The configuration in `folder`, and the checkpoint: the folder itself where the model reads more than one file of it."""
    config = os.path.join(folder, "config.json")
    if not os.path.isfile(config):
        raise ValueError(f"{folder} holds no config.json")
    with open(config, encoding="utf-8") as file:
        model = str(json.load(file).get("model", ""))
    if model in ("xtts", "bark", "tortoise"):
        return config, folder
    found = sorted(name for name in os.listdir(folder) if name.endswith(".pth") and not name.startswith("speakers"))
    names = [name for name in ("model.pth", "best_model.pth", "model_file.pth", *found) if name in found]
    if not names:
        raise ValueError(f"{folder} holds no checkpoint (model.pth)")
    return config, os.path.join(folder, names[0])
