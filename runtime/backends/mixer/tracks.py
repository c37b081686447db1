"""One track made ready for its bus: read, brought to the mix's rate, cut or looped to length, filtered, placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...assemble import levels, wav
from ...job import Fault
from . import filters

Stereo = NDArray[np.float32]
KINDS = ("dialogue", "effect", "ambience", "music")
_SEAM = 0.6
_CLICK = 0.006


@dataclass(frozen=True, slots=True)
class Track:
    """A placement: `start` in samples of the mix, `samples` None for the sound's own length."""

    role: str
    kind: str
    start: int
    samples: int | None
    gain: float
    pan: float
    filter: str
    fade_in: int
    fade_out: int


def track(data: Mapping[str, Any]) -> Track:
    """A track of the task's params. Raises Fault for a kind or filter there is not."""
    kind, name = str(data.get("kind", "effect")), str(data.get("filter") or "")
    if kind not in KINDS:
        raise Fault(f"a mix has no tracks of kind {kind!r}", f"The kinds are {', '.join(KINDS)}.")
    if name not in filters.FILTERS:
        raise Fault(f"there is no filter {name!r}", f"The filters are {', '.join(filter(None, filters.FILTERS))}.")
    length = data.get("samples")
    return Track(
        str(data["role"]), kind, int(data.get("start", 0)), None if length is None else max(0, int(length)),
        min(40.0, float(data.get("gain", 0.0))), min(1.0, max(-1.0, float(data.get("pan", 0.0)))), name,
        max(0, int(data.get("fade_in", 0))), max(0, int(data.get("fade_out", 0))),
    )  # fmt: skip


def source(path: Path, rate: int) -> NDArray[np.float32]:
    """A WAV file (n x 1 or n x 2) at the mix's rate."""
    from scipy import signal

    samples, own = wav.read(path)
    samples = samples[:, :2]
    if own == rate or len(samples) == 0:
        return samples
    common = gcd(rate, own)
    return np.asarray(signal.resample_poly(samples, rate // common, own // common, axis=0), np.float32)


def prepare(placed: Track, samples: NDArray[np.float32], rate: int) -> Stereo:
    """The track's stereo sound from its start on, fades and gain applied; may ring on past its length."""
    frames = _fitted(samples, placed.samples, rate)
    if placed.filter:
        out = filters.apply(placed.filter, frames, rate)
    elif frames.shape[1] == 1:
        out = np.repeat(frames * np.float32(np.sqrt(0.5)), 2, axis=1)
    else:
        out = frames.copy()
    _fade(out, len(frames), placed, cut=placed.samples is not None and placed.samples < len(samples), rate=rate)
    # Constant power: a voice keeps its loudness wherever it stands.
    angle = (placed.pan + 1.0) * np.pi / 4.0
    sides = np.array([np.cos(angle), np.sin(angle)]) * np.sqrt(2.0) * levels.ratio(placed.gain)
    return np.asarray(out * sides.astype(np.float32), np.float32)


def _fitted(samples: NDArray[np.float32], wanted: int | None, rate: int) -> NDArray[np.float32]:
    if wanted is None or len(samples) == 0:
        return samples
    if wanted <= len(samples):
        return samples[:wanted]
    return _looped(samples, wanted, rate)


def _looped(samples: NDArray[np.float32], wanted: int, rate: int) -> NDArray[np.float32]:
    """The sound over and over, its end faded over its beginning with constant power."""
    seam = min(int(_SEAM * rate), len(samples) // 3)
    if seam < 8:
        return np.resize(samples, (wanted, samples.shape[1]))
    step = len(samples) - seam
    rise = np.sin(np.linspace(0, np.pi / 2, seam, dtype=np.float32))[:, None]
    out = np.zeros((wanted + len(samples), samples.shape[1]), np.float32)
    at = 0
    while at < wanted:
        piece = samples.copy()
        if at:
            piece[:seam] *= rise
        piece[-seam:] *= rise[::-1]
        out[at : at + len(piece)] += piece
        at += step
    return out[:wanted]


def _fade(out: Stereo, length: int, placed: Track, cut: bool, rate: int) -> None:
    fade_in = min(placed.fade_in, length)
    if fade_in > 1:
        out[:fade_in] *= np.sin(np.linspace(0, np.pi / 2, fade_in, dtype=np.float32))[:, None]
    fade_out = min(max(placed.fade_out, int(_CLICK * rate) if cut else 0), length)
    if fade_out > 1:
        out[length - fade_out : length] *= np.cos(np.linspace(0, np.pi / 2, fade_out, dtype=np.float32))[:, None]
        if placed.fade_out:
            out[length:] = 0.0
