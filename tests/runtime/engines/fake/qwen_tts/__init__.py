"""Stands for the package qwen-tts (torch and a model of gigabytes): its class and signatures as version 0.1.1 has them."""

import json
import math
import os


class Qwen3TTSModel:
    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path, **kwargs):
        _note(loaded=pretrained_model_name_or_path, how=sorted(kwargs))
        return cls()

    def create_voice_clone_prompt(self, ref_audio, ref_text=None, x_vector_only_mode=False):
        if not x_vector_only_mode and not ref_text:
            raise ValueError("ref_text is required when x_vector_only_mode=False")
        _note(heard=os.path.getsize(ref_audio), ref_text=ref_text)
        return [{"ref_text": ref_text}]

    def generate_voice_clone(self, text, language=None, ref_audio=None, ref_text=None, x_vector_only_mode=False,
                             voice_clone_prompt=None, non_streaming_mode=False, **kwargs):
        if voice_clone_prompt is None and ref_audio is None:
            raise ValueError("Either `voice_clone_prompt` or `ref_audio` must be provided.")
        _note(cloned=text, language=language)
        return [_tone(text)], 24_000

    def generate_custom_voice(self, text, speaker, language=None, instruct=None, non_streaming_mode=True, **kwargs):
        if speaker.lower() not in ("vivian", "serena", "uncle_fu", "dylan", "eric", "ryan", "aiden"):
            raise ValueError(f"Unsupported speakers: {speaker}")
        _note(text=text, language=language, speaker=speaker, instruct=instruct)
        return [_tone(text)], 24_000


def _tone(text):
    return [0.3 * math.sin(n / 24) * (0.3 + 0.7 * (n // 2400 % 2)) for n in range(int(0.08 * len(text) * 24_000))]


def _note(**what):
    if os.environ.get("FAKE_TTS_LOG"):
        with open(os.environ["FAKE_TTS_LOG"], "a", encoding="utf-8") as file:
            file.write(json.dumps(what, ensure_ascii=False) + "\n")
