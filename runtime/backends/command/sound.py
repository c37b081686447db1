"""The voices of a shot laid into sound tracks as long as its clip: one for all, and one for each mouth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...assemble import wav
from ...job import Fault, Job
from ..finisher import told
from .left import Wanted

RATE = 48000
_MOST = 64


@dataclass(frozen=True, slots=True)
class Face:
    """A mouth that speaks: where it is across the picture, 0 left to 1 right; its sound, RATE samples a second, as long as the
    clip; and from when to when it speaks, in seconds."""

    x: float
    track: NDArray[np.float32]
    spoken: tuple[tuple[float, float], ...]


def faces(job: Job, want: Wanted) -> list[Face]:
    """The mouths of `job` from left to right, by its parameter `spoken`. Raises Fault for what is damaged, and for no voice."""
    spoken = job.params.get("spoken")
    if not isinstance(spoken, Sequence) or isinstance(spoken, str) or not 0 < len(spoken) <= _MOST:
        raise Fault("a task of lips has no voice", "the plan is damaged: make it again")
    samples = round(want.frames * RATE / want.fps)
    tracks: dict[float, NDArray[np.float32]] = {}
    times: dict[float, list[tuple[float, float]]] = {}
    for one in spoken:
        x, second, role = _line(one)
        voice = _voice(told.file(job, role))
        track = tracks.setdefault(x, np.zeros(samples, np.float32))
        start = round(second * RATE)
        first, last = max(0, start), min(samples, start + len(voice))
        if first < last:
            track[first:last] += voice[first - start : last - start]
            times.setdefault(x, []).append((round(first / RATE, 4), round(last / RATE, 4)))
    return [Face((x + 1) / 2, tracks[x], tuple(times.get(x, ()))) for x in sorted(tracks)]


def files(folder: Path, found: Sequence[Face], want: Wanted) -> dict[str, str]:
    """Writes the tracks of `found`, and what is said of them, into `folder`; the places of a command that name them."""
    mixed = np.sum([one.track for one in found], axis=0)
    wav.write(folder / "voices.wav", mixed, RATE, "pcm16")
    told_of: list[dict[str, Any]] = []
    for at, one in enumerate(found):
        track = folder / f"voice-{at}.wav"
        wav.write(track, one.track, RATE, "pcm16")
        told_of.append({"x": round(one.x, 4), "audio": str(track), "spoken": [list(pair) for pair in one.spoken]})
    content = {"width": want.size[0], "height": want.size[1], "fps": want.fps, "frames": want.frames, "faces": told_of}
    (folder / "faces.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return {"audio": str(folder / "voices.wav"), "faces": str(folder / "faces.json")}


def _line(one: Any) -> tuple[float, float, str]:
    if isinstance(one, Mapping):
        x, second = one.get("x"), one.get("second")
        if isinstance(x, int | float) and isinstance(second, int | float) and -1 <= x <= 1 and abs(second) < 1e5:
            return float(x), float(second), str(one.get("input"))
    raise Fault(f"a voice of a task of lips is {one!r}", "the plan is damaged: make it again")


def _voice(file: Path) -> NDArray[np.float32]:
    from scipy import signal

    samples, rate = wav.read(file)
    mono = samples.mean(axis=1)
    return np.asarray(mono if rate == RATE else signal.resample_poly(mono, RATE, rate), np.float32)
