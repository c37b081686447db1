"""The mix of an episode: tracks placed, filtered and ducked, brought to a loudness, held under a true peak.

Levels are those of short-video delivery unless the task says otherwise: -14 LUFS integrated, at most -1 dBTP.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...assemble import levels, wav
from ...job import Fault, Job
from . import duck, limiter, tracks

ACTIONS: tuple[str, ...] = ("mix",)
VERSION = "1"
TOLERANCE = 0.1
"""LU around the target at which the level is left alone."""
_MARGIN = 0.08  # dB under the peak that the limiter aims for, since its own gain moves inter-sample peaks a little
_MOST_GAIN = 40.0
Stereo = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mixed:
    """The finished programme, and what it measures: `lufs` and `peak` are None for silence."""

    samples: Stereo
    lufs: float | None
    peak: float | None
    gain: float


def run(job: Job) -> None:
    """Write `audio` (stereo 16-bit WAV of exactly `samples` frames) and `report` (JSON: lufs, peak_dbtp, gain; the
    first two null for silence)."""
    rate, samples = int(job.params.get("rate", 48_000)), int(job.params["samples"])
    if samples < 0 or rate < 8000:
        raise Fault("the mix has no length", "The episode has no frames; write a scene.")
    programme = combine(job.params.get("tracks", ()), job.inputs, samples, rate, job)
    mixed = level(programme, rate, float(job.params.get("loudness", -14.0)), float(job.params.get("peak", -1.0)))
    wav.write(job.outputs["audio"], mixed.samples, rate, "pcm16")
    report = {
        "lufs": None if mixed.lufs is None else round(mixed.lufs, 2),
        "peak_dbtp": None if mixed.peak is None else round(mixed.peak, 2),
        "gain": round(mixed.gain, 2),
    }
    job.outputs["report"].write_text(json.dumps(report) + "\n", encoding="utf-8")


def combine(
    placements: Sequence[Mapping[str, Any]], inputs: Mapping[str, Path], samples: int, rate: int, job: Job
) -> Stereo:
    """All tracks in place on one stereo programme, music and ambience ducked under the dialogue. Raises Fault for a
    track whose sound is missing."""
    buses = {kind: np.zeros((samples, 2), np.float32) for kind in tracks.KINDS}
    used: set[str] = set()
    sounds: dict[str, NDArray[np.float32]] = {}
    for n, data in enumerate(placements):
        placed = tracks.track(data)
        if placed.role not in inputs:
            raise Fault(f"the mix was given no sound for {placed.role!r}")
        if placed.role not in sounds:
            sounds[placed.role] = tracks.source(inputs[placed.role], rate)
        sound = tracks.prepare(placed, sounds[placed.role], rate)
        first, skip = max(0, placed.start), max(0, -placed.start)
        part = sound[skip : skip + max(0, samples - first)]
        buses[placed.kind][first : first + len(part)] += part
        used.add(placed.kind)
        job.report(0.6 * (n + 1) / len(placements))
    presence = duck.envelope(buses["dialogue"], rate) if "dialogue" in used else np.zeros(0)
    for kind, depth in duck.DEPTH.items():
        if kind in used and len(presence):
            buses[kind] *= duck.gain(presence, depth, samples, rate)[:, None]
    return np.asarray(sum(buses[kind] for kind in tracks.KINDS if kind in used) + np.zeros((samples, 2), np.float32))


def level(programme: Stereo, rate: int, target: float, ceiling: float) -> Mixed:
    """The programme at `target` LUFS with no true peak over `ceiling` dBTP.

    Limiting takes loudness away, so gain and limiter are run until the measured loudness is within TOLERANCE."""
    start = levels.loudness(programme, rate)
    if not np.isfinite(start):
        return Mixed(np.zeros_like(programme), None, None, 0.0)
    peaks = limiter.peaks(programme)
    limit = levels.ratio(ceiling - _MARGIN)
    gain, out, measured = min(_MOST_GAIN, target - start), programme, start
    for _ in range(6):
        factor = levels.ratio(gain)
        held = limiter.gains(peaks * np.float32(factor), limit, len(programme), rate)
        out = programme * (held * np.float32(factor))[:, None]
        measured = levels.loudness(out, rate)
        if abs(measured - target) <= TOLERANCE or gain >= _MOST_GAIN:
            break
        gain = min(_MOST_GAIN, gain + (target - measured) * 1.1)
    peak = levels.true_peak(out)
    if peak > ceiling:
        correction = ceiling - peak - 0.01
        out, peak, measured = out * np.float32(levels.ratio(correction)), peak + correction, measured + correction
    return Mixed(out, measured, peak, gain)
