"""Rooms: reverberation by convolution with a made impulse response, the same on every run."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Stereo = NDArray[np.float32]


@lru_cache(maxsize=16)
def impulse(rate: int, seconds: float, brightness: float, predelay: float, seed: int = 1) -> Stereo:
    """A stereo impulse response (n x 2, energy 1 a side): noise that dies away by 60 dB in `seconds`, its treble
    sooner, after a few early reflections (Moorer, "About This Reverberation Business", 1979). `brightness` is the
    cutoff in Hz at the start, `predelay` in seconds. The sides are independent, which is what makes it wide."""
    from scipy import signal

    rng = np.random.default_rng([seed, 60])
    length = int(seconds * 1.1 * rate)
    time = np.arange(length) / rate
    noise = rng.standard_normal((length, 2))
    tail = np.zeros((length, 2))
    for cutoff, life in ((brightness, 0.45), (brightness * 0.45, 0.75), (brightness * 0.18, 1.0)):
        sos = signal.butter(2, min(cutoff, rate * 0.45), output="sos", fs=rate)
        tail += signal.sosfilt(sos, noise, axis=0) * np.exp(-6.91 * time / (seconds * life))[:, None]
    tail *= np.clip(time / 0.012, 0.0, 1.0)[:, None]  # density builds up
    early = np.zeros((length, 2))
    for n in range(10):
        at = int((0.006 + 0.0055 * n * (1 + 0.3 * rng.random())) * rate)
        if at < length:
            early[at, n % 2] += (0.85**n) * (1 if rng.random() > 0.5 else -1) * 2.0
    early = signal.sosfilt(signal.butter(1, min(brightness, rate * 0.45), output="sos", fs=rate), early, axis=0)
    tail /= np.sqrt(np.sum(np.square(tail), axis=0))
    keep = signal.butter(2, 110.0, "highpass", output="sos", fs=rate)  # bass stays in the middle, and clear
    tail, early = signal.sosfilt(keep, tail, axis=0), signal.sosfilt(keep, early, axis=0)
    out = np.concatenate([np.zeros((int(predelay * rate), 2)), tail + 0.35 * early])
    return np.asarray(out / np.sqrt(np.sum(np.square(out), axis=0)), np.float32)


def wet(samples: NDArray[np.floating], response: Stereo) -> Stereo:
    """Mono or stereo samples in the room alone (no direct sound), as long as the sound and its tail together."""
    from scipy import signal

    frames = samples[:, None] if samples.ndim == 1 else samples
    sides = [signal.oaconvolve(frames[:, min(side, frames.shape[1] - 1)], response[:, side]) for side in (0, 1)]
    return np.asarray(np.stack(sides, axis=1), np.float32)
