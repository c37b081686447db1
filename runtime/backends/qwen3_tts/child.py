"""What answers for Qwen3-TTS, in a process and an environment that have its package (`qwen-tts`): see engines/serve.py.

An ask is {"folder", "text", "language", "speaker", "instruct", "references", "words", "seed", "device", "out"}. With a
reference (a WAV file; `words` are what is said in it, where that is known) the line is spoken in its voice; without one by
`speaker`, a preset of the model, as `instruct` directs. The sound goes to the file `out`, 32-bit floats in the machine's order,
and the answer is {"rate", "samples", "device"}.
"""

from __future__ import annotations

import array
import hashlib
import random
import sys
from typing import Any

_held: dict[str, Any] = {}
_prompts: dict[tuple[str, str], Any] = {}
_LOADED = 0.3


def answer(ask: dict[str, Any], report: Any) -> dict[str, Any]:
    """Speak one line. Raises what the package raises."""
    model, device = _model(ask["folder"], ask["device"])
    report(_LOADED)
    _seed(int(ask["seed"]))
    if ask["references"]:
        waves, rate = model.generate_voice_clone(text=ask["text"], language=ask["language"],
                                                 voice_clone_prompt=_prompt(model, ask["references"][0], ask["words"]))
    else:
        waves, rate = model.generate_custom_voice(text=ask["text"], language=ask["language"], speaker=ask["speaker"],
                                                  instruct=ask["instruct"] or None)
    sound = array.array("f", map(float, waves[0]))
    with open(ask["out"], "wb") as file:
        sound.tofile(file)
    return {"rate": int(rate), "samples": len(sound), "device": device}


def _prompt(model: Any, reference: str, words: str) -> Any:
    """What the model hears in `reference`; the last few are kept, as a character speaks more than once. Without words it takes
    the voice alone, and not its way of speaking."""
    with open(reference, "rb") as file:
        key = (hashlib.sha256(file.read()).hexdigest(), words)
    if key not in _prompts:
        while len(_prompts) >= 32:
            del _prompts[next(iter(_prompts))]
        _prompts[key] = model.create_voice_clone_prompt(ref_audio=reference, ref_text=words or None, x_vector_only_mode=not words)
    return _prompts[key]


def _model(folder: str, wanted: str) -> tuple[Any, str]:
    """The model in `folder`, loaded once; another one takes its place."""
    if folder not in _held:
        _held.clear()
        _prompts.clear()
        from qwen_tts import Qwen3TTSModel

        torch: Any = sys.modules.get("torch")
        device = wanted or ("cuda:0" if torch is not None and torch.cuda.is_available() else "cpu")
        how: dict[str, Any] = {"device_map": device}
        if torch is not None:
            how["dtype"] = torch.bfloat16 if device != "cpu" else torch.float32
            if device == "cpu":
                torch.set_num_threads(1)  # the sum of floats depends on the number of threads
        _held[folder] = (Qwen3TTSModel.from_pretrained(folder, **how), device)
    found: tuple[Any, str] = _held[folder]
    return found


def _seed(seed: int) -> None:
    random.seed(seed)
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed(seed % (1 << 32))
    if (torch := sys.modules.get("torch")) is not None:
        torch.manual_seed(seed)
