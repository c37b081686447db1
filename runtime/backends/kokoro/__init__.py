"""Speech by Kokoro-82M: English, American and British, and Mandarin on the processor, with exact phone timings.

It honours `text`, `lang` (en, zh-Hans), `voice` ({"blend": [[name, weight], ...]}, optional "pitch" in semitones and
"rate"), `rate`, `pitch`, `gain`, `pause`, `breath`, `tremble`, `say` and `seed`. The network has no input for emotion:
what a direction asks for arrives as those.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...assemble import delivery
from ...job import Fault, Job
from . import english, mandarin, model, phones

ACTIONS: tuple[str, ...] = ("speech",)
VERSION = "2"
_GAP = 0.22


def run(job: Job) -> None:
    """Speak one line: outputs `audio` (mono float WAV, 24 kHz) and `timing` (JSON)."""
    line = speak(job.params, job)
    delivery.write(line, job.outputs["audio"], job.outputs["timing"])


def speak(params: Mapping[str, Any], job: Job) -> delivery.Line:
    """The finished line for a speech task's params. Raises Fault for an unknown voice or a missing model."""
    voice = params.get("voice")
    if not isinstance(voice, Mapping) or not voice.get("blend"):
        raise Fault("the task names no Kokoro voice", "Give the character a voice that the stdlib lists.")
    blend = [(str(name), float(weight)) for name, weight in voice["blend"]]
    pitch = float(params.get("pitch", 0.0)) + float(voice.get("pitch", 0.0))
    rate = min(2.0, max(0.5, float(params.get("rate", 1.0)) * float(voice.get("rate", 1.0))))
    model.begin()
    parts = phones.pieces(phones.clean(phonemes(params)))
    delivery.prepare()
    lines = []
    for done, part in enumerate(parts):
        rendered = model.render(part, blend, rate / delivery.pitch_ratio(pitch))
        lines.append(delivery.Line(rendered.audio, model.RATE, phones.timed(part, rendered)))
        job.report((done + 1) / (len(parts) + 1))
    return delivery.finish(delivery.join(lines, _GAP), {**params, "pitch": pitch})


def phonemes(params: Mapping[str, Any]) -> str:
    """The phone string that a task's text is spoken from."""
    text, say = str(params.get("text", "")), params.get("say") or {}
    if str(params.get("lang", "en")).lower().startswith("zh") or mandarin.is_mandarin(text):
        return mandarin.phonemes(text, say)
    return english.phonemes(text, say, _is_british(params.get("voice") or {}))


def _is_british(voice: Mapping[str, Any]) -> bool:
    """Whether all that a voice is blended of is British: those names begin with b. A blend with others speaks American,
    as the standard library's espeak variants of the same voices do."""
    names = [str(name) for name, _ in voice.get("blend") or ()]
    return bool(names) and all(name.startswith("b") for name in names)
