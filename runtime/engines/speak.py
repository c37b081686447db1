"""What the engines that tell no times share: the words that they are given, the voice that they are to have, what is done with
the sound that they make, and when each phone of it is heard."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..assemble import align, delivery, stretch, wav
from ..assemble.delivery import Audio, Line
from ..backends import espeak
from ..job import Fault, Job

LONGEST = 600.0
"""Seconds that one line may last: what is longer has run away."""
REFERENCE = 30.0
"""Seconds of a reference clip that are listened to; models of speech hear no more of one."""
SHORTEST = 1.0
LOAD, PACE, MOST = 600.0, 0.5, 850.0
"""Seconds in which a model is to be loaded and a line begun, those that a character may take, and the most of both: less than
a build lets a worker be silent, so that it is the engine that is ended."""
RAW = np.dtype("=f4")
Ask = Callable[[Mapping[str, Any], float, Callable[[float], None]], Mapping[str, Any]]


def words(params: Mapping[str, Any]) -> str:
    """The text of a speech task as an engine is to read it: respelt words put in, no stage signs, and nothing where nothing can
    be said."""
    text = espeak.spoken(str(params.get("text", "")), params.get("say") or {})
    return text if any(one.isalnum() for one in text) else ""


def references(job: Job, folder: Path) -> list[str]:
    """The clips of the roles `reference:0` …, brought to mono WAV files in `folder`, no longer than REFERENCE. Raises Fault for
    a clip that is no sound, or too short or too quiet to know a voice by."""
    roles = sorted((role for role in job.inputs if role.partition(":")[0] == "reference"), key=lambda role: (len(role), role))
    found = []
    for number, role in enumerate(roles):
        audio, rate = _read(job.inputs[role], role)
        audio = audio[: int(REFERENCE * rate)]
        if len(audio) < SHORTEST * rate or float(np.max(np.abs(audio))) < 1e-3:
            raise Fault(f"the {role.replace(':', ' ')} clip is {'silent' if len(audio) >= SHORTEST * rate else 'too short'}",
                        f"give a clip of {SHORTEST:g} to {REFERENCE:g} seconds in which one person speaks")
        file = folder / f"reference-{number}.wav"
        wav.write(file, audio * np.float32(0.9 / max(0.9, float(np.max(np.abs(audio))))), rate, "pcm16")
        found.append(str(file))
    return found


def spoken(job: Job, ask: Ask, more: Mapping[str, Any], model: str) -> tuple[Line, str]:
    """The finished line for a speech task by an engine: asked by `ask` with the words and what is in `more`, made as fast,
    high and loud as the task says, its phones found. And what computed it. Raises Fault for sound that is none."""
    text = words(job.params)
    if not text:
        return delivery.finish(Line(np.zeros(0, np.float32), 24_000, ()), job.params), ""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        out = folder / "line.raw"
        whole = {"text": text, "references": references(job, folder), "seed": int(job.params.get("seed", 0)) & 0x7FFFFFFF,
                 "device": "", "out": str(out), **more}
        answer = ask(whole, min(MOST, LOAD + PACE * len(text)), lambda done: job.report(0.9 * done))
        audio, rate = received(out, answer, model)
    return finished(audio, rate, text, job.params), str(answer.get("device", ""))


def received(out: Path, answer: Mapping[str, Any], model: str) -> tuple[Audio, int]:
    """The sound that an engine says it left in `out`, and its rate. Raises Fault where it is not there or no sound."""
    rate, samples = _number(answer.get("rate")), _number(answer.get("samples"))
    size = out.stat().st_size if out.is_file() else -1
    if not 8_000 <= rate <= 192_000 or size != samples * RAW.itemsize:
        raise Fault(f"{model} left {size} bytes for {samples} samples at {rate} a second", "this is a fault in its adapter")
    if samples > LONGEST * rate:
        raise Fault(f"{model} spoke for {samples / rate:.0f} seconds without an end", "speak the line in two")
    return sound(np.fromfile(out, RAW), rate, model)


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1


def sound(audio: Audio, rate: int, model: str) -> tuple[Audio, int]:
    """`audio` as it may be worked with. Raises Fault where it holds values that are none, or nothing can be heard."""
    if not np.isfinite(audio).all():
        raise Fault(f"{model} made values that are no sound (not a number, or infinite)",
                    "its weights may be damaged, or their precision too low for this machine")
    if len(audio) == 0 or float(np.max(np.abs(audio))) < 1e-4:
        raise Fault(f"{model} was asked to speak and stayed silent", "try other words, or another voice")
    return np.clip(audio, -4.0, 4.0).astype(np.float32), rate


def finished(audio: Audio, rate: int, text: str, params: Mapping[str, Any]) -> Line:
    """What an engine said at its own pace and pitch, as the task directs it: `rate` by stretching, then as `delivery.finish`
    has it; its phones are those of a reading by espeak-ng, laid over it."""
    delivery.prepare()
    pace = min(2.0, max(0.5, float(params.get("rate", 1.0)))) / delivery.pitch_ratio(float(params.get("pitch", 0.0)))
    audio = stretch.stretch(audio, rate, 1.0 / pace)
    return delivery.finish(Line(audio, rate, _phones(audio, rate, text, params)), params)


def _phones(audio: Audio, rate: int, text: str, params: Mapping[str, Any]) -> tuple[delivery.Phone, ...]:
    language = str(params.get("lang", "en"))
    variant = "cmn+f2" if language.startswith("zh") else "en-us+f2"
    known = espeak.speak({"text": text, "lang": language, "voice": {"variant": variant}, "seed": 1})
    return align.align(known, audio, rate)


def _read(file: Path, role: str) -> tuple[Audio, int]:
    """A clip as mono samples: WAV by our own reader, all else that libsndfile reads by it."""
    with file.open("rb") as stream:
        head = stream.read(12)
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        samples, rate = wav.read(file)
    else:
        import soundfile

        try:
            samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
        except (RuntimeError, OSError) as error:
            raise Fault(f"the {role.replace(':', ' ')} clip cannot be read: {error}",
                        "give it as WAV: ffmpeg -i clip.m4a clip.wav") from error
    return np.nan_to_num(np.asarray(samples.mean(axis=1), np.float32), posinf=0.0, neginf=0.0), int(rate)

