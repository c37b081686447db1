"""Where a voice comes from: a telephone, a radio, a hall's loudspeakers, the next room, inside the head."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...assemble import levels, reverb

Stereo = NDArray[np.float32]
TELEPHONE = (300.0, 3400.0)
"""Hz: the voice band of the public telephone network (ITU-T G.712)."""
RADIO = (450.0, 4200.0)
PUBLIC_ADDRESS = (260.0, 6500.0)
_CENTRE = np.float32(np.sqrt(0.5))


def apply(name: str, samples: NDArray[np.floating], rate: int) -> Stereo:
    """Mono or stereo samples through the filter `name`, as stereo; longer than they were where the filter rings on.

    The result is as loud as what went in, but for `os`, which stands 4 dB back. An unknown name raises KeyError."""
    frames = samples[:, None] if samples.ndim == 1 else samples
    if len(frames) == 0:
        return np.zeros((0, 2), np.float32)
    mono = np.asarray(np.mean(frames, axis=1), np.float64)
    out = FILTERS[name](mono, rate)
    before, after = levels.loudness(mono, rate), levels.loudness(out[: len(mono)], rate)
    if np.isfinite(before) and np.isfinite(after):
        out = out * levels.ratio(min(24.0, before - after) + (-4.0 if name == "os" else 0.0))
    return np.asarray(out, np.float32)


def _band(mono: NDArray[np.float64], rate: int, low: float, high: float, order: int = 4) -> NDArray[np.float64]:
    from scipy import signal

    sos = signal.butter(order, (low, min(high, rate * 0.45)), "bandpass", output="sos", fs=rate)
    return np.asarray(signal.sosfilt(sos, mono))


def _drive(mono: NDArray[np.float64], amount: float) -> NDArray[np.float64]:
    """Soft clipping, driven by the signal's own peak so that a quiet line is coloured like a loud one."""
    peak = float(np.max(np.abs(mono))) or 1.0
    return np.asarray(np.tanh(mono / peak * amount) * (peak / np.tanh(amount)))


def _wide(mono: NDArray[np.float64]) -> Stereo:
    return np.repeat((mono * _CENTRE).astype(np.float32)[:, None], 2, axis=1)


def _add(base: Stereo, extra: Stereo, amount: float) -> Stereo:
    out = np.zeros((max(len(base), len(extra)), 2), np.float32)
    out[: len(base)] = base
    out[: len(extra)] += extra * np.float32(amount)
    return out


def _shelf(mono: NDArray[np.float64], rate: int, corner: float, decibels: float, high: bool) -> NDArray[np.float64]:
    """A first-order shelf: what is past the corner, added or taken away."""
    from scipy import signal

    sos = signal.butter(1, corner, "highpass" if high else "lowpass", output="sos", fs=rate)
    return np.asarray(mono + (levels.ratio(decibels) - 1.0) * signal.sosfilt(sos, mono))


def _phone(mono: NDArray[np.float64], rate: int) -> Stereo:
    return _wide(_band(_drive(_band(mono, rate, *TELEPHONE), 1.6), rate, *TELEPHONE))


def _radio(mono: NDArray[np.float64], rate: int) -> Stereo:
    voice = _band(_drive(_band(mono, rate, *RADIO), 3.0), rate, *RADIO)
    hiss = _band(np.random.default_rng(11).standard_normal(len(mono)), rate, 900.0, 4200.0, 2)
    level = float(np.sqrt(np.mean(np.square(voice))))
    return _wide(voice + hiss * (0.05 * level / (float(np.std(hiss)) or 1.0)))


def _pa(mono: NDArray[np.float64], rate: int) -> Stereo:
    horn = _shelf(_band(_drive(mono, 1.3), rate, *PUBLIC_ADDRESS, order=2), rate, 1200.0, 4.0, high=True)
    out = _wide(horn)
    for seconds, level in ((0.115, 0.42), (0.205, 0.30), (0.338, 0.18)):  # loudspeakers farther down the hall
        late = np.concatenate([np.zeros(int(seconds * rate)), horn])
        out = _add(out, _wide(late), level)
    return _add(out, reverb.wet(horn, reverb.impulse(rate, 1.6, 5000.0, 0.02)), 0.35)


def _os(mono: NDArray[np.float64], rate: int) -> Stereo:
    from scipy import signal

    dull = signal.sosfilt(signal.butter(2, 2600.0, output="sos", fs=rate), mono)
    far = _shelf(np.asarray(dull), rate, 160.0, -4.0, high=False)
    return _add(_wide(far) * np.float32(0.8), reverb.wet(far, reverb.impulse(rate, 0.7, 3000.0, 0.004)), 0.55)


def _inner(mono: NDArray[np.float64], rate: int) -> Stereo:
    near = _shelf(_shelf(mono, rate, 200.0, 3.5, high=False), rate, 6500.0, 2.0, high=True)
    return _add(_wide(near), reverb.wet(near, reverb.impulse(rate, 1.3, 7000.0, 0.035)), 0.22)


def _echo(mono: NDArray[np.float64], rate: int) -> Stereo:
    out = _wide(mono)
    dull = mono
    for n in range(1, 5):
        dull = _shelf(dull, rate, 3000.0, -4.0, high=True)
        late = _wide(np.concatenate([np.zeros(int(0.31 * n * rate)), dull]))
        late[:, n % 2] *= np.float32(0.55)  # the repeats go from side to side
        out = _add(out, late, 0.5**n)
    return _add(out, reverb.wet(mono, reverb.impulse(rate, 2.4, 6000.0, 0.03)), 0.25)


FILTERS: dict[str, Callable[[NDArray[np.float64], int], Stereo]] = {
    "": lambda mono, rate: _wide(mono), "phone": _phone, "radio": _radio, "pa": _pa, "os": _os, "inner": _inner,
    "echo": _echo,
}  # fmt: skip
