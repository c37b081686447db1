"""Draft speech by espeak-ng: robotic, in a fiftieth of the time, with the timing of every phone.

It honours `text`, `lang` (en, zh-Hans), `voice` ({"variant": "en-us+f3", "pitch": 0..99}, optional "range" 0..99 and
"rate" in words a minute), `rate`, `pitch`, `gain`, `pause`, `breath`, `tremble`, `seed`, and of `say` the entries that
are respellings (phones between slashes are left to the engine's own reading).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ...assemble import delivery
from ...job import Fault, Job, Transient

ACTIONS: tuple[str, ...] = ("speech",)
VERSION = "1"
WORDS_A_MINUTE = 168.0
"""The pace of a voice that has none of its own."""
LONGEST = 6000
"""Characters of one line that are spoken; about six minutes."""
_TIMEOUT = 120.0
_CHILD = Path(__file__).with_name("child.py")
_TONES = re.compile(r"[˥˦˧˨˩0-9ꜛꜜ↗↘→↓.]+")


def run(job: Job) -> None:
    """Speak one line: outputs `audio` (mono float WAV, 22.05 kHz) and `timing` (JSON)."""
    line = delivery.finish(speak(job.params), job.params)
    delivery.write(line, job.outputs["audio"], job.outputs["timing"])


def speak(params: Mapping[str, Any]) -> delivery.Line:
    """The line as the engine says it. Raises Fault where espeak-ng or the voice is missing."""
    voice = params.get("voice")
    if not isinstance(voice, Mapping) or not voice.get("variant"):
        raise Fault("the task names no espeak voice", "Give the character a voice that the stdlib lists.")
    text = spoken(str(params.get("text", "")), params.get("say") or {})
    if not any(c.isalnum() for c in text):
        return delivery.Line(np.zeros(0, np.float32), 22_050, ())
    rate = float(params.get("rate", 1.0)) * float(voice.get("rate", WORDS_A_MINUTE))
    rate /= delivery.pitch_ratio(float(params.get("pitch", 0.0)))
    chinese = any("㐀" <= c <= "鿿" for c in text)
    request = {
        "text": text,
        "variant": _variant(str(voice["variant"]), chinese or str(params.get("lang", "en")).startswith("zh")),
        "rate": round(min(450.0, max(80.0, rate))),
        "pitch": round(min(99.0, max(0.0, float(voice.get("pitch", 50))))),
        "range": round(min(99.0, max(0.0, float(voice.get("range", 55))))),
        "seed": int(params.get("seed", 0)),
    }
    return _ask(request)


def spoken(text: str, say: Mapping[str, str]) -> str:
    """The text as the engine is to read it: respelt words put in, and no signs that it would read out by name."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).replace("*", "").replace("_", " ")
    for key in sorted(say, key=lambda k: (-len(k), k)):
        value = say[key].strip()
        if key.strip() and value and value[0] != "/":
            edges = ("", "") if not key.isascii() else (r"(?<!\w)", r"(?!\w)")
            text = re.sub(
                edges[0] + re.escape(key.strip()) + edges[1], value.replace("\\", r"\\"), text, flags=re.IGNORECASE
            )
    return "".join(c if unicodedata.category(c)[0] in "LNPMZ" or c in "$+%&=£€¥" else " " for c in text).strip()


def _variant(variant: str, chinese: bool) -> str:
    language, plus, person = variant.partition("+")
    if chinese != language.startswith(("cmn", "zh", "yue")):
        language = "cmn" if chinese else "en-us"
    return language + plus + person


def _ask(request: Mapping[str, Any]) -> delivery.Line:
    try:
        answer = subprocess.run(
            [sys.executable, str(_CHILD)], input=json.dumps(request).encode(), capture_output=True,
            timeout=_TIMEOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Transient("espeak-ng did not answer", "The machine may be overloaded.") from error
    head, _, sound = answer.stdout.partition(b"\n")
    if answer.returncode != 0 or not head:
        message = answer.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no answer"]
        raise Fault(f"espeak-ng failed: {message[0]}", 'pip install "dramac[animatic]"')
    facts = json.loads(head)
    if "error" in facts:
        raise Fault(str(facts["error"]), 'Choose another voice, or pip install "dramac[animatic]".')
    audio = np.frombuffer(sound[: facts["samples"] * 2], "<i2").astype(np.float32) / 32768.0
    return delivery.Line(audio, int(facts["rate"]), _phones(facts["phones"], len(audio) / facts["rate"]))


def _phones(events: list[list[Any]], seconds: float) -> tuple[delivery.Phone, ...]:
    out: list[delivery.Phone] = []
    for n, (name, start) in enumerate(events):
        end = events[n + 1][1] if n + 1 < len(events) else seconds
        ipa = _TONES.sub("", name)
        if not ipa and out and (name or end - start < 0.06):  # a tone by itself, or a gap that nobody sees
            out[-1] = delivery.Phone(out[-1].ipa, out[-1].start, end)
        elif end > start:
            out.append(delivery.Phone(ipa, start, end))
    return tuple(out)
