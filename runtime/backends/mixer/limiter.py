"""A look-ahead limiter that holds true peaks, as a delivery specification asks for dBTP and not for sample peaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

AHEAD, RELEASE = 0.005, 0.090
"""Seconds: how long before a peak the gain comes down, and in what time it comes back."""
_BLOCK = 32
_OVERSAMPLING = 4
_STRIP = 1 << 18


def peaks(samples: NDArray[np.floating]) -> NDArray[np.float32]:
    """The true peak of each block of 32 samples (n x 2): the larger channel after fourfold oversampling."""
    from scipy import signal

    count = -(-len(samples) // _BLOCK)
    out = np.zeros(count, np.float32)
    margin = 2 * _BLOCK
    for start in range(0, count * _BLOCK, _STRIP):
        first, last = max(0, start - margin), min(len(samples), start + _STRIP + margin)
        over = signal.resample_poly(samples[first:last].astype(np.float32), _OVERSAMPLING, 1, axis=0)
        level = np.abs(over[(start - first) * _OVERSAMPLING :])
        blocks = min(_STRIP // _BLOCK, count - start // _BLOCK)
        wanted = np.zeros((blocks * _BLOCK * _OVERSAMPLING, samples.shape[1]), np.float32)
        wanted[: min(len(level), len(wanted))] = level[: len(wanted)]
        out[start // _BLOCK : start // _BLOCK + blocks] = wanted.reshape(blocks, -1).max(axis=1)
    return out


def gains(block_peaks: NDArray[np.floating], ceiling: float, samples: int, rate: int) -> NDArray[np.float32]:
    """The gain for each sample that holds every block's true peak under `ceiling` (a ratio)."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    needed = np.minimum(1.0, ceiling / np.maximum(block_peaks, 1e-9))
    if len(needed) == 0 or float(needed.min()) >= 1.0:
        return np.ones(samples, np.float32)
    ahead = max(2, round(AHEAD * rate / _BLOCK))
    low = minimum_filter1d(needed, 2 * ahead + 1, mode="nearest")
    back = 1.0 - np.exp(-_BLOCK / (RELEASE * rate) * 2.3)
    held, value = np.empty(len(low)), 1.0
    for n, wanted in enumerate(low.tolist()):
        value = min(wanted, value + (1.0 - value) * back)
        held[n] = value
    # A mean over the look-ahead rounds the corners and, since the minimum reaches as far, never exceeds what is needed.
    smooth = np.minimum(uniform_filter1d(held, 2 * ahead - 1, mode="nearest"), needed)
    centres = (np.arange(len(smooth)) + 0.5) * _BLOCK
    lowest = minimum_filter1d(smooth, 3, mode="nearest")
    return np.asarray(np.interp(np.arange(samples), centres, lowest), np.float32)
