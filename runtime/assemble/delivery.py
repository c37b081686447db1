"""From what a speech engine said to a finished line: pitch, pauses, whisper, tremble, level, and the timing of phones.

All engines share this, so that a line directed `(whispering)` is a whisper whoever speaks it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import levels, wav

LEVEL = -18.0
"""LUFS of every line before its gain: dialogue of one loudness, from which the mix is built."""
EMPTY = 0.3
"""Seconds of silence for a line with nothing in it to say."""
Audio = NDArray[np.float32]
_TAIL = 0.12
_FLOOR = 45.0  # dB under the loudest 10 ms at which speech has ended


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone in IPA (a stress mark may stand before it; '' is a pause), from `start` to `end` in seconds."""

    ipa: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """Mono speech at `rate` samples a second and its phones, in order."""

    audio: Audio
    rate: int
    phones: tuple[Phone, ...]


def prepare() -> None:
    """Load what `finish` works with, which takes longer than finishing a line: an engine does it while its model loads."""
    import scipy.signal  # noqa: F401


def pitch_ratio(semitones: float) -> float:
    """The frequency ratio of an interval, held within an octave. An engine that is to be raised by `ratio` speaks that
    much slower first: `finish` then resamples, which gives the pitch and takes the length back."""
    return float(2.0 ** (min(12.0, max(-12.0, semitones)) / 12.0))


def finish(line: Line, params: Mapping[str, Any]) -> Line:
    """The line as directed: trimmed to its sound, pitch moved (`pitch`, semitones), longer pauses (`pause`, seconds at
    each), whispered (`breath`, 0..1), unsteady (`tremble`, 0..1), at LEVEL plus `gain` dB."""
    line = _trim(line)
    if len(line.audio) == 0:
        return Line(np.zeros(int(EMPTY * line.rate), np.float32), line.rate, ())
    line = _shift(line, pitch_ratio(float(params.get("pitch", 0.0))))
    line = _lengthen(line, min(5.0, max(0.0, float(params.get("pause", 0.0)))))
    seed = int(params.get("seed", 0)) & 0xFFFFFFFF
    audio = _effort(line.audio, line.rate, float(params.get("gain", 0.0)))
    tremble = min(1.0, max(0.0, float(params.get("tremble", 0.0))))
    if tremble > 0:
        audio = _tremble(audio, line.rate, tremble, seed)
    breath = min(1.0, max(0.0, float(params.get("breath", 0.0))))
    if breath > 0:
        audio = _whisper(audio, line.rate, breath, seed)
    loudness = levels.loudness(audio, line.rate)
    if np.isfinite(loudness):
        gain = min(24.0, max(-60.0, float(params.get("gain", 0.0))))
        audio = audio * np.float32(levels.ratio(LEVEL - loudness + gain))
    return Line(_edges(audio, line.rate), line.rate, line.phones)


def write(line: Line, audio: Path, timing: Path) -> None:
    """The two files of a speech task: mono float WAV, and {"seconds", "phones": [[ipa, start, end], ...]} with times
    rounded to the millisecond."""
    wav.write(audio, line.audio, line.rate)
    phones = [[p.ipa, round(p.start, 3), round(p.end, 3)] for p in line.phones]
    content = {"seconds": round(len(line.audio) / line.rate, 6), "phones": phones}
    timing.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def join(lines: Sequence[Line], gap: float) -> Line:
    """Lines of one rate one after another, each trimmed, `gap` seconds of quiet between."""
    parts = [part for part in map(_trim, lines) if len(part.audio)]
    if not parts:
        return Line(np.zeros(0, np.float32), lines[0].rate if lines else 24_000, ())
    rate = parts[0].rate
    quiet = np.zeros(int(gap * rate), np.float32)
    audio: list[Audio] = []
    phones: list[Phone] = []
    at = 0
    for n, part in enumerate(parts):
        if n:
            audio.append(quiet)
            phones.append(Phone("", at / rate, (at + len(quiet)) / rate))
            at += len(quiet)
        phones += [Phone(p.ipa, p.start + at / rate, p.end + at / rate) for p in part.phones]
        audio.append(_edges(part.audio, rate))
        at += len(part.audio)
    return Line(np.concatenate(audio), rate, tuple(phones))


def _levels(audio: Audio, hop: int) -> NDArray[np.float64]:
    count = len(audio) // hop
    power = np.mean(np.square(audio[: count * hop].astype(np.float64)).reshape(count, hop), axis=1)
    return np.asarray(np.sqrt(power + 1e-12), np.float64)


def _trim(line: Line) -> Line:
    """Quiet cut from both ends; phones clipped to what is left, and those that fell away dropped."""
    hop = max(1, line.rate // 100)
    rms = _levels(line.audio, hop)
    if len(rms) == 0 or float(rms.max()) < 1e-4:
        return Line(np.zeros(0, np.float32), line.rate, ())
    loud = np.nonzero(rms > rms.max() * levels.ratio(-_FLOOR))[0]
    first = max(0, int(loud[0]) * hop - hop * 2)
    last = min(len(line.audio), (int(loud[-1]) + 1) * hop + int(_TAIL * line.rate))
    shift, length = first / line.rate, (last - first) / line.rate
    return Line(line.audio[first:last], line.rate, _clip(line.phones, shift, length))


def _clip(phones: Sequence[Phone], shift: float, length: float) -> tuple[Phone, ...]:
    out: list[Phone] = []
    for phone in phones:
        start = max(out[-1].end if out else 0.0, phone.start - shift)
        end = min(length, phone.end - shift)
        if end - start > 0.001:
            out.append(Phone(phone.ipa, start, end))
    while out and not out[-1].ipa:
        out.pop()
    while out and not out[0].ipa:
        out.pop(0)
    return tuple(out)


def _shift(line: Line, ratio: float) -> Line:
    from scipy import signal

    if abs(ratio - 1.0) < 1e-4:
        return line
    step = Fraction(1.0 / ratio).limit_denominator(160)
    audio = signal.resample_poly(line.audio, step.numerator, step.denominator).astype(np.float32)
    factor = len(audio) / len(line.audio)
    return Line(audio, line.rate, tuple(Phone(p.ipa, p.start * factor, p.end * factor) for p in line.phones))


def _lengthen(line: Line, pause: float) -> Line:
    """Quiet put into every pause of the line, at its stillest point."""
    if pause <= 0:
        return line
    rate, hop = line.rate, max(1, line.rate // 200)
    quiet = np.zeros(int(pause * rate), np.float32)
    audio: list[Audio] = []
    phones: list[Phone] = []
    done, added = 0, 0.0
    for phone in line.phones:
        start = phone.start + added
        if not phone.ipa and phone.end - phone.start >= 0.02:
            span = line.audio[int(phone.start * rate) : int(phone.end * rate)]
            still = int(np.argmin(_levels(span, hop))) * hop + hop // 2 if len(span) >= hop else 0
            cut = int(phone.start * rate) + still
            audio += [_edges(line.audio[done:cut], rate, 0.004), quiet]
            done, added = cut, added + pause
        phones.append(Phone(phone.ipa, start, phone.end + added))
    return Line(np.concatenate([*audio, line.audio[done:]]), rate, tuple(phones))


def _edges(audio: Audio, rate: int, seconds: float = 0.008) -> Audio:
    size = min(int(seconds * rate), len(audio) // 2)
    if size < 2:
        return audio
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, size))).astype(np.float32)
    out = audio.copy()
    out[:size] *= ramp
    out[-size:] *= ramp[::-1]
    return out


def _effort(audio: Audio, rate: int, gain: float) -> Audio:
    """A raised voice is brighter and a lowered one duller, not only louder: half a decibel above 2 kHz for each decibel
    of level (after Traunmüller and Eriksson 2000), held within 3 dB."""
    from scipy import signal

    tilt = min(3.0, max(-3.0, gain * 0.5))
    if abs(tilt) < 0.1:
        return audio
    treble = signal.sosfilt(signal.butter(1, 2000.0, "highpass", output="sos", fs=rate), audio)
    return np.asarray(audio + (levels.ratio(tilt) - 1.0) * treble, np.float32)


def _tremble(audio: Audio, rate: int, amount: float, seed: int) -> Audio:
    """A voice that shakes: 5 to 7 Hz, uneven, up to 40 cents and 4 dB (the range of vocal tremor)."""
    rng = np.random.default_rng([seed, 7])
    time = np.arange(len(audio)) / rate
    knots = np.arange(0.0, time[-1] + 0.5, 0.25)
    drift = np.interp(time, knots, rng.uniform(-1, 1, len(knots)))
    strength = np.interp(time, knots, rng.uniform(0.4, 1.0, len(knots)))
    phase = 2 * np.pi * np.cumsum(6.0 + drift) / rate
    depth = amount * 0.00062 * rate  # samples: 6 Hz x 2 pi x 0.62 ms = 2.3 %, 40 cents
    moved = np.interp(np.arange(len(audio)) + depth * strength * np.sin(phase), np.arange(len(audio)), audio)
    return np.asarray(moved * (1.0 - amount * 0.35 * strength * (0.5 + 0.5 * np.sin(phase + 0.9))), np.float32)


def _whisper(audio: Audio, rate: int, amount: float, seed: int) -> Audio:
    """The line with noise in place of the voice's tone: each frame's spectral envelope (real cepstrum, its first
    1.5 ms) shapes noise, tilted up and cut below 350 Hz as whispers are. From `amount` 0.85 on there is no tone left;
    a little of it is breath in the voice."""
    size, hop = 512, 128
    window = np.hanning(size + 1)[:-1]
    padded = np.pad(audio.astype(np.float64), (size, size + hop))
    starts = np.arange(0, len(padded) - size, hop)
    frames = padded[starts[:, None] + np.arange(size)] * window
    noise = np.random.default_rng([seed, 3]).standard_normal(len(padded))[starts[:, None] + np.arange(size)] * window
    log = np.log(np.abs(np.fft.rfft(frames)) + 1e-5)
    cepstrum = np.fft.irfft(log)
    keep = max(8, int(0.0015 * rate))
    cepstrum[:, keep:-keep] = 0.0
    envelope = np.exp(np.fft.rfft(cepstrum).real)
    frequency = np.fft.rfftfreq(size, 1 / rate)
    tilt = np.clip((frequency / 350.0) ** 2, 0.0, 1.0) * np.sqrt(1.0 + (frequency / 1500.0) ** 2)
    spoken = np.fft.irfft(np.fft.rfft(noise) * envelope * tilt / np.sqrt(size)) * window
    out = np.zeros(len(padded))
    for at, frame in zip(starts, spoken):
        out[at : at + size] += frame
    whispered = out[size : size + len(audio)]
    level = np.sqrt(np.mean(np.square(audio)) / (np.mean(np.square(whispered)) + 1e-12))
    voiced = np.sqrt(1.0 - min(1.0, max(0.0, (amount - 0.3) / 0.55)))
    return np.asarray(voiced * audio + amount**1.5 * level * whispered, np.float32)
