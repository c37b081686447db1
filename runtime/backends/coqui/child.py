"""What answers for Coqui TTS, in a process and an environment that have its package (imported as `TTS`): see engines/serve.py.

An ask is {"folder", "text", "language", "speaker", "choose", "references", "seed", "device", "out"}: `folder` holds a model's
config.json and checkpoint; `language` is the engine's name of it; `references` are WAV files to speak like, `speaker` a speaker
of the model, and `choose` a number that chooses one where neither is given. The sound goes to the file `out`, 32-bit floats in
the machine's order, and the answer is {"rate", "samples", "device"}.
"""

from __future__ import annotations

import array
import json
import os
import random
import sys
from typing import Any

_held: dict[str, Any] = {}
_LOADED = 0.3


def answer(ask: dict[str, Any], report: Any) -> dict[str, Any]:
    """Speak one line. Raises what the package raises, and ValueError for a folder or a speaker that is no use."""
    tts, device = _model(ask["folder"], ask["device"])
    report(_LOADED)
    _seed(int(ask["seed"]))
    how: dict[str, Any] = {"language": ask["language"]} if tts.is_multi_lingual else {}
    if ask["references"]:
        how["speaker_wav"] = list(ask["references"])
    elif tts.is_multi_speaker:
        how["speaker"] = _speaker(list(tts.speakers or ()), ask["speaker"], int(ask["choose"]))
    sound = array.array("f", map(float, tts.tts(text=ask["text"], split_sentences=True, **how)))
    with open(ask["out"], "wb") as file:
        sound.tofile(file)
    return {"rate": int(tts.synthesizer.output_sample_rate), "samples": len(sound), "device": device}


def _speaker(known: list[str], wanted: str, choose: int) -> str:
    if wanted and wanted not in known:
        raise ValueError(f"the model has no speaker {wanted!r}; it has {', '.join(sorted(known)[:12])}")
    if not known:
        raise ValueError("the model speaks with several voices and names none: it needs a reference clip")
    return wanted or sorted(known)[choose % len(known)]


def _model(folder: str, wanted: str) -> tuple[Any, str]:
    """The model in `folder`, loaded once; another one takes its place."""
    if folder not in _held:
        _held.clear()
        config, checkpoint = _files(folder)
        from TTS.api import TTS

        torch: Any = sys.modules.get("torch")
        if torch is not None and not torch.cuda.is_available():
            torch.set_num_threads(1)  # the sum of floats depends on the number of threads
        tts = TTS(model_path=checkpoint, config_path=config, progress_bar=False)
        device = wanted or ("cuda" if torch is not None and torch.cuda.is_available() else "cpu")
        _held[folder] = (tts.to(device), device)
    found: tuple[Any, str] = _held[folder]
    return found


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


def _seed(seed: int) -> None:
    random.seed(seed)
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed(seed % (1 << 32))
    if (torch := sys.modules.get("torch")) is not None:
        torch.manual_seed(seed)
