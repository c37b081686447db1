"""Stands for the package coqui-tts, which weighs 1.8 GB: its class and signatures as version 0.28 has them, a tone for a voice.

What is asked of it is noted in the file $FAKE_TTS_LOG. A text that holds one of the words below misbehaves.
"""

import contextlib
import json
import math
import os
import sys
import time


class _Synthesizer:
    output_sample_rate = 24_000


class TTS:
    def __init__(self, model_name="", *, model_path=None, config_path=None, vocoder_name=None, vocoder_path=None,
                 vocoder_config_path=None, encoder_path=None, encoder_config_path=None, speakers_file_path=None,
                 progress_bar=True, gpu=False):
        if model_name:
            input("I agree to the terms [y/n] | > ")  # what the package does before it downloads
        with open(config_path, encoding="utf-8") as file:
            self._config = json.load(file)
        self._loaded = time.monotonic_ns()
        self.synthesizer = _Synthesizer()
        _note(loaded=str(model_path))
        print("> Using model:", self._config["model"])

    def to(self, device):
        return self

    @property
    def is_multi_speaker(self):
        return bool(self.speakers)

    @property
    def is_multi_lingual(self):
        return self._config["model"] == "xtts"

    @property
    def speakers(self):
        return self._config.get("speakers")

    def tts(self, text, speaker=None, language=None, speaker_wav=None, emotion=None, split_sentences=True, **kw):
        if self.is_multi_lingual and language is None:
            raise ValueError("Model is multi-lingual but no `language` is provided.")
        _note(text=text, speaker=speaker, language=language, speaker_wav=speaker_wav)
        misbehave(text)
        pitch = 110.0 + 20 * len(speaker or "")
        count = int(0.08 * len(text) * 24_000)
        wave = [0.3 * math.sin(2 * math.pi * pitch * n / 24_000) * (0.3 + 0.7 * (n // 2400 % 2)) for n in range(count)]
        return [math.nan] * 100 if "Nothing" in text else [0.0] * count if "Silence" in text else wave


def misbehave(text):
    if "Die" in text:
        os._exit(3)
    if "Quit" in text:
        sys.exit("the package gave up")
    if "Hang" in text:
        time.sleep(60)
    if "Babble" in text:
        for number in range(3, 16):
            with contextlib.suppress(OSError):
                os.write(number, b"> Processing time: 3\n")
    if "Agree" in text:
        input("do you agree? ")


def _note(**what):
    if os.environ.get("FAKE_TTS_LOG"):
        with open(os.environ["FAKE_TTS_LOG"], "a", encoding="utf-8") as file:
            file.write(json.dumps({**what, "pid": os.getpid()}) + "\n")
