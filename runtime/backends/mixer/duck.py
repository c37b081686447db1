"""Ducking: music and ambience step back while somebody speaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ATTACK, HOLD, RELEASE = 0.020, 0.250, 0.350
"""Seconds: down, stay (so that the bed does not pump between words), and back up."""
AHEAD = 0.040
"""Seconds by which the bed makes way before the first sound of a line."""
DEPTH = {"music": 10.0, "ambience": 5.0}
"""Decibels under dialogue."""
_HOP = 0.005
_OPEN, _FULL = -52.0, -40.0  # dBFS: nobody speaks, somebody does


def envelope(dialogue: NDArray[np.floating], rate: int) -> NDArray[np.float64]:
    """How much somebody is speaking, 0 to 1, for each 5 ms of the dialogue bus (n x 2)."""
    hop = int(_HOP * rate)
    count = -(-len(dialogue) // hop)
    padded = np.zeros((count, hop * 2), np.float32)
    padded.reshape(-1)[: dialogue.size] = dialogue.reshape(-1)
    level = 10.0 * np.log10(np.einsum("ij,ij->i", padded, padded) / hop + 1e-12)
    present = np.clip((level - _OPEN) / (_FULL - _OPEN), 0.0, 1.0)
    return _follow(_held(present))


def _held(present: NDArray[np.float64]) -> NDArray[np.float64]:
    """The highest presence from HOLD ago to AHEAD from now."""
    from scipy.ndimage import maximum_filter1d

    before, after = round(HOLD / _HOP), round(AHEAD / _HOP)
    size = before + after + 1
    # origin moves the window so that it reaches `before` back and `after` forward
    held = maximum_filter1d(present, size, mode="constant", origin=(before - after) // 2)
    return np.asarray(held, np.float64)


def _follow(target: NDArray[np.float64]) -> NDArray[np.float64]:
    up, down = 1.0 - np.exp(-_HOP / ATTACK * 2.3), 1.0 - np.exp(-_HOP / RELEASE * 2.3)
    out = np.empty(len(target))
    value = 0.0
    for n, wanted in enumerate(target.tolist()):
        value += (wanted - value) * (up if wanted > value else down)
        out[n] = value
    return out


def gain(presence: NDArray[np.float64], depth: float, samples: int, rate: int) -> NDArray[np.float32]:
    """The gain for each of `samples` samples of a bed that goes `depth` dB down at full presence."""
    if len(presence) == 0:
        return np.ones(samples, np.float32)
    centres = (np.arange(len(presence)) + 0.5) * int(_HOP * rate)
    decibels = np.interp(np.arange(samples), centres, presence * -depth)
    return np.asarray(10.0 ** (decibels / 20.0), np.float32)
