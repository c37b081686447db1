"""Speech made longer or shorter at the same pitch: overlap and add, each piece laid where it fits the last one best.

After Verhelst and Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high quality time-scale
modification of speech" (ICASSP 1993).
"""

from __future__ import annotations

import numpy as np

from .delivery import Audio

WINDOW = 0.030
"""Seconds of one piece: two to six periods of a voice."""
SEARCH = 0.008
"""Seconds by which a piece may be moved to fit."""


def stretch(audio: Audio, rate: int, factor: float) -> Audio:
    """`audio` (mono, `rate` samples a second) made `factor` times as long, 0.4 to 2.5; of 1, or too short for one piece, as it
    is."""
    factor = min(2.5, max(0.4, factor))
    size = int(WINDOW * rate) // 2 * 2
    if abs(factor - 1.0) < 1e-3 or len(audio) < 2 * size:
        return audio
    hop, search = size // 2, int(SEARCH * rate)
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    padded = np.pad(audio, (search, size + search + hop))
    count = int(len(audio) * factor) // hop + 1
    out = np.zeros(count * hop + size, np.float32)
    last = search
    for number in range(count):
        wanted = min(search + int(number * hop / factor), len(padded) - size - search - hop)
        at = wanted if number == 0 else wanted - search + _best(padded, last + hop, wanted - search, size, 2 * search)
        out[number * hop : number * hop + size] += padded[at : at + size] * window
        last = min(at, len(padded) - size - hop)
    out[:hop] += audio[:hop] * window[hop:]  # the first piece has none before it to fade out of
    return out[: round(len(audio) * factor)]


def _best(padded: Audio, natural: int, first: int, size: int, reach: int) -> int:
    """By how many samples after `first` (0 to `reach`) the piece lies that is most like the one at `natural`."""
    template = padded[natural : natural + size]
    region = padded[first : first + size + reach]
    length = 1 << int(len(region) + size - 1).bit_length()
    product = np.fft.irfft(np.fft.rfft(region, length) * np.conj(np.fft.rfft(template, length)), length)[: reach + 1]
    power = np.cumsum(np.concatenate(([0.0], region.astype(np.float64) ** 2)))
    energy = power[size : size + reach + 1] - power[: reach + 1]
    return int(np.argmax(product / np.sqrt(energy + 1e-9)))
