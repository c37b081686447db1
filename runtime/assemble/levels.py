"""Loudness and peaks of samples, as the delivery specifications define them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SILENT = -70.0
"""LUFS below which nothing is measured: the absolute gate of ITU-R BS.1770-4."""
_BLOCK = 0.4
_OVERSAMPLING = 4
_STRIP, _MARGIN = 16_384, 64


def loudness(samples: NDArray[np.floating], rate: int) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770-4, measured by pyloudnorm) of mono or n x channels samples; -inf for
    silence. What is shorter than four gating blocks is repeated, so that a one-word line is measured by its sound and
    not by the quiet around it."""
    import pyloudnorm

    frames = np.asarray(samples, np.float64)
    frames = frames[:, np.newaxis] if frames.ndim == 1 else frames
    if len(frames) == 0 or float(np.max(np.abs(frames))) < 1e-6:
        return float("-inf")
    wanted = int(4 * _BLOCK * rate) + 1
    if len(frames) < wanted:
        frames = np.tile(frames, (-(-wanted // len(frames)), 1))
    value = float(pyloudnorm.Meter(rate).integrated_loudness(frames))
    return value if value > SILENT else float("-inf")


def true_peak(samples: NDArray[np.floating]) -> float:
    """The true peak in dBTP: the highest value after fourfold oversampling (ITU-R BS.1770-4, Annex 2); -inf for
    silence."""
    from scipy import signal

    frames = np.asarray(samples)
    if len(frames) == 0:
        return float("-inf")
    peak = float(np.max(np.abs(frames)))
    if peak < 1e-6:
        return float("-inf")
    rows = frames[:, np.newaxis] if frames.ndim == 1 else frames
    highest = peak
    for start in range(0, len(rows), _STRIP):
        strip = rows[max(0, start - _MARGIN) : start + _STRIP + _MARGIN]
        if float(np.max(np.abs(strip))) > peak * 0.5:  # what is 6 dB down cannot hold the peak between its samples
            highest = max(highest, float(np.max(np.abs(signal.resample_poly(strip, _OVERSAMPLING, 1, axis=0)))))
    return decibels(highest)


def decibels(ratio: float) -> float:
    """20 log10; -inf for zero."""
    return 20.0 * float(np.log10(ratio)) if ratio > 0 else float("-inf")


def ratio(decibels: float) -> float:
    """The amplitude ratio of a level in dB."""
    return float(10.0 ** (decibels / 20.0))
