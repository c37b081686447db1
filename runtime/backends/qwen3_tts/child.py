"""What speaks for Qwen3-TTS, in a process and an environment that have its package (`qwen-tts`): see engines/serve.py.

An ask has {"text", "language", "speaker", "instruct", "references", "words"} besides. With a reference (a WAV file; `words` are
what is said in it, where that is known) the line is spoken in its voice; without one by `speaker`, a preset of the model, as
`instruct` directs.
"""

from __future__ import annotations

import hashlib
import sys
from typing import Any

KEPT = 32
"""Clips that are kept as the model hears them: a character speaks more than once."""


class Voice:
    """A model, and what it has heard in the clips that it was last given."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self._heard: dict[tuple[str, str], Any] = {}

    def like(self, reference: str, words: str) -> Any:
        """What the model hears in the clip `reference`. Without `words` it takes the voice alone, and not its way of speaking."""
        with open(reference, "rb") as file:
            key = (hashlib.sha256(file.read()).hexdigest(), words)
        if key not in self._heard:
            while len(self._heard) >= KEPT:
                del self._heard[next(iter(self._heard))]
            self._heard[key] = self.model.create_voice_clone_prompt(ref_audio=reference, ref_text=words or None,
                                                                    x_vector_only_mode=not words)
        return self._heard[key]


def load(folder: str, device: Any) -> Voice:
    """The model in `folder`. Raises what the package raises."""
    from qwen_tts import Qwen3TTSModel

    place = device()
    how: dict[str, Any] = {"device_map": f"{place}:0" if place == "cuda" else place}
    if (torch := sys.modules.get("torch")) is not None:
        how["dtype"] = torch.float32 if place == "cpu" else torch.bfloat16
    return Voice(Qwen3TTSModel.from_pretrained(folder, **how))


def speak(voice: Voice, ask: dict[str, Any]) -> tuple[Any, int]:
    """The sound of one line, and its rate. Raises what the package raises."""
    model = voice.model
    if ask["references"]:
        waves, rate = model.generate_voice_clone(text=ask["text"], language=ask["language"],
                                                 voice_clone_prompt=voice.like(ask["references"][0], ask["words"]))
    else:
        waves, rate = model.generate_custom_voice(text=ask["text"], language=ask["language"], speaker=ask["speaker"],
                                                  instruct=ask["instruct"] or None)
    return waves[0], int(rate)
