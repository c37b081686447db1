"""All sound effects, from the files of this folder whose names begin with `effects_`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np

from ...assemble import levels
from .craft import RATE, Random, Stereo, band, looped, samples, swell

Effect = Callable[[float, Random], Stereo]
STEADY, SINGLE = -14.0, -13.0
"""LUFS: of an ambience as a whole, and of the loudest 0.4 s of an event, before the gain that the mix gives each. Sharp
sounds have peaks over full scale, which is why effects are written as floats: nothing is clipped before the mix."""
SHORTEST, LONGEST = 0.05, 180.0
LOOP = 24.0
"""Seconds after which an ambience begins again, its end faded over its beginning."""
SOFT = 0.2
"""Seconds over which an ambience comes and goes."""


@cache
def effects() -> Mapping[str, tuple[Effect, bool]]:
    """Sound id -> (how it is made, is it an ambience)."""
    table: dict[str, tuple[Effect, bool]] = {}
    for file in sorted(Path(__file__).parent.glob("effects_*.py")):
        module = import_module(f"{__package__}.{file.stem}")
        table.update({name: (make, name in module.AMBIENCES) for name, make in module.EFFECTS.items()})
    return table


def render(sound: str, seconds: float, seed: int) -> Stereo:
    """A sound of exactly so many seconds (held within 0.05 and 180), stereo at 48 kHz, without DC, at the level of its
    kind. The same seed gives the same sound. Raises KeyError for an unknown id."""
    make, steady = effects()[sound]
    seconds = min(LONGEST, max(SHORTEST, seconds))
    n = samples(seconds)
    rng = np.random.default_rng([seed & 0xFFFFFFFF, sum(sound.encode())])
    made = make(min(max(seconds, 0.3), LOOP if steady else LONGEST), rng)
    made = looped(made, n) * swell(n, SOFT, SOFT)[:, None] if steady else made[:n]
    out = band(np.concatenate([made, np.zeros((n - len(made), 2))]), 18.0, RATE / 2, 1)
    if steady:
        measured, wanted = levels.loudness(out, RATE), STEADY
    else:
        measured, wanted = _loudest(out), SINGLE
    out = out * levels.ratio(min(60.0, wanted - measured)) if np.isfinite(measured) else out
    edge = min(n // 2, samples(0.004))
    out[n - edge :] *= np.linspace(1, 0, edge)[:, None]
    return out


def _loudest(x: Stereo) -> float:
    """The loudness of the 0.4 s with the most energy."""
    window = samples(0.4)
    if len(x) <= window:
        return levels.loudness(x, RATE)
    energy = np.concatenate([[0.0], np.cumsum(np.sum(np.square(band(x, 100.0, RATE / 2, 1)), axis=1))])
    at = int(np.argmax(energy[window:] - energy[:-window]))
    return levels.loudness(x[at : at + window], RATE)
