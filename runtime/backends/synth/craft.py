"""The tools of sound design: noise, filters, envelopes, struck modes, painted spectra, placement and rooms.

Mono sounds are float64 arrays at RATE, finished ones n x 2. All chance comes from the generator that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from ...assemble import reverb

RATE = 48_000
Mono = NDArray[np.float64]
Stereo = NDArray[np.float64]
Curve = NDArray[np.float64]
Random = np.random.Generator


def samples(seconds: float) -> int:
    """Seconds as a count of samples, at least one."""
    return max(1, round(seconds * RATE))


def clock(n: int) -> Curve:
    """Seconds at each of n samples."""
    return np.arange(n) / RATE


def silence(n: int) -> Stereo:
    """n samples of stereo nothing, to place sounds on."""
    return np.zeros((n, 2))


def band(x: NDArray[np.float64], low: float, high: float, order: int = 2) -> NDArray[np.float64]:
    """Band-pass (Butterworth); low 0 or high 24000 leave that side open."""
    if low <= 0:
        sos = signal.butter(order, high, "lowpass", output="sos", fs=RATE)
    elif high >= RATE / 2:
        sos = signal.butter(order, low, "highpass", output="sos", fs=RATE)
    else:
        sos = signal.butter(order, (low, high), "bandpass", output="sos", fs=RATE)
    return np.asarray(signal.sosfilt(sos, x, axis=0))


def noise(rng: Random, n: int, low: float = 0.0, high: float = RATE / 2, order: int = 2) -> Mono:
    """Band-passed white noise of about unit level."""
    x = rng.standard_normal(n + 256)
    if low > 0 or high < RATE / 2:
        x = band(x, low, high, order) * np.sqrt(RATE / 2 / max(100.0, high - low))
    return x[256:]


def decay(n: int, t60: float, attack: float = 0.001) -> Curve:
    """An exponential that falls by 60 dB in t60 seconds after a short linear attack."""
    time = clock(n)
    return np.asarray(np.exp(-6.91 * time / t60) * np.clip(time / max(attack, 1e-5), 0.0, 1.0))


def swell(n: int, rise: float, fall: float) -> Curve:
    """A raised-cosine rise over `rise` seconds, and such a fall over the last `fall`."""
    up, down = min(n, samples(rise)), min(n, samples(fall))
    out = np.ones(n)
    out[:up] *= 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, up))
    out[n - down :] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, down))
    return out


def wander(rng: Random, n: int, per_second: float, low: float, high: float) -> Curve:
    """A smooth random curve between two values, `per_second` turns a second."""
    count = max(4, int(n / RATE * per_second) + 4)
    knots = rng.uniform(low, high, count)
    at = np.linspace(0, count - 3.001, n) + 1.0
    index = at.astype(np.int64)
    part = 0.5 - 0.5 * np.cos(np.pi * (at - index))
    return np.asarray(knots[index] * (1 - part) + knots[index + 1] * part)


def tone(frequency: float | Curve, n: int, phase: float = 0.0) -> Mono:
    """A sine of constant or moving frequency (Hz)."""
    if isinstance(frequency, np.ndarray):
        return np.sin(2 * np.pi * np.cumsum(frequency[:n]) / RATE + phase)
    return np.sin(2 * np.pi * frequency * clock(n) + phase)


def saw(frequency: float | Curve, n: int, phase: float = 0.0) -> Mono:
    """A sawtooth without aliases (PolyBLEP: Välimäki and Huovilainen 2007), of constant or moving frequency."""
    step = np.broadcast_to(np.asarray(frequency, np.float64) / RATE, (n,))
    at = np.mod(np.cumsum(step) + phase, 1.0)
    out = 2.0 * at - 1.0
    early, late = at < step, at > 1.0 - step
    x = at[early] / step[early]
    out[early] -= x + x - x * x - 1.0
    x = (at[late] - 1.0) / step[late]
    out[late] -= x * x + x + x + 1.0
    return out


def modes(n: int, partials: Sequence[tuple[float, float, float]], rng: Random, spread: float = 0.0) -> Mono:
    """A struck body: (frequency in Hz, level, t60 in seconds) each, mistuned at random by up to `spread` (a ratio)."""
    time = clock(n)
    out = np.zeros(n)
    for frequency, amount, t60 in partials:
        f = frequency * (1.0 + rng.uniform(-spread, spread))
        if f < RATE * 0.45:
            length = min(n, samples(t60 * 1.2))
            out[:length] += (
                amount
                * np.sin(2 * np.pi * f * time[:length] + rng.uniform(0, 6.28))
                * np.exp(-6.91 * time[:length] / t60)
            )
    out[: min(n, 48)] *= np.linspace(0, 1, min(n, 48))
    return out


def place(out: Stereo, x: Mono, at: float, gain: float = 1.0, pan: float = 0.0) -> None:
    """Add a mono sound to `out` from `at` seconds on, at constant power from left (-1) to right (1)."""
    first = round(at * RATE)
    skip = max(0, -first)
    part = x[skip : skip + max(0, len(out) - max(0, first))]
    angle = (pan + 1) * np.pi / 4
    start = max(0, first)
    out[start : start + len(part), 0] += part * (gain * np.cos(angle))
    out[start : start + len(part), 1] += part * (gain * np.sin(angle))


def paint(rng: Random, n: int, spectrum: Callable[[Curve, Curve], NDArray[np.float64]], size: int = 1024) -> Mono:
    """Noise with a painted spectrogram: `spectrum(seconds (m x 1), hertz (1 x k))` gives the magnitudes (m x k)."""
    hop = size // 4
    count = n // hop + 5
    window = np.sqrt(np.hanning(size + 1)[:-1])
    starts = np.arange(count) * hop
    raw = rng.standard_normal(count * hop + size)
    frames = np.fft.rfft(raw[starts[:, None] + np.arange(size)] * window)
    times = np.maximum((starts - size // 2) / RATE, 0.0)[:, None]
    hertz = np.asarray(np.fft.rfftfreq(size, 1 / RATE), np.float64)[None, :]
    shaped = np.fft.irfft(frames * spectrum(times, hertz)) * window
    out = np.zeros(count * hop + size)
    for k in range(4):  # frames four apart do not overlap: each quarter is laid down at once
        part = shaped[k::4].reshape(-1)
        out[k * hop : k * hop + len(part)] += part
    return out[size : size + n] * 0.5


def hump(hertz: Curve, centre: float | Curve, octaves: float) -> NDArray[np.float64]:
    """A bell on the octave scale, for painted spectra: 1 at the centre, 0.6 at `octaves` to either side."""
    return np.asarray(np.exp(-0.5 * np.square(np.log2(np.maximum(hertz, 10.0) / centre) / octaves)))


def both(left: Mono, right: Mono) -> Stereo:
    """Two mono sounds as the sides of one."""
    return np.stack([left, right], axis=1)


def room(x: NDArray[np.float64], seconds: float, brightness: float, amount: float, predelay: float = 0.008) -> Stereo:
    """The sound with a room around it, no longer than it was."""
    frames = np.stack([x, x], axis=1) * np.sqrt(0.5) if x.ndim == 1 else x
    wet = reverb.wet(frames, reverb.impulse(RATE, round(seconds, 2), round(brightness), round(predelay, 3)))
    return np.asarray(frames + amount * wet[: len(frames)], np.float64)


def times(rng: Random, seconds: float, per_second: float) -> Curve:
    """Random moments (a Poisson process), in order."""
    return np.sort(rng.uniform(0, seconds, rng.poisson(max(0.0, seconds * per_second))))


def looped(x: Stereo, n: int) -> Stereo:
    """The sound carried on to n samples, its end faded over its beginning."""
    if len(x) >= n:
        return x[:n]
    seam = min(samples(1.0), len(x) // 3)
    rise = np.sin(np.linspace(0, np.pi / 2, seam))[:, None]
    out = silence(n + len(x))
    at = 0
    while at < n:
        piece = x.copy()
        piece[:seam] *= rise if at else 1.0
        piece[-seam:] *= rise[::-1]
        out[at : at + len(piece)] += piece
        at += len(x) - seam
    return out[:n]
