"""When each phone is heard in speech that came without timings: forced alignment by dynamic time warping.

The same words are spoken by an engine that tells its times, both are turned into cepstra, and the cheapest monotone path
between the two carries the known times over (the way of Malfrère and Dutoit, "High-quality speech synthesis for phonetic
speech segmentation", 1997). It needs no model, and works in every language that the other engine speaks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .delivery import Audio, Line, Phone

Features = NDArray[np.float32]
HOP = 0.010
"""Seconds from one frame of cepstra to the next."""
WINDOW = 0.025
BANDS, CEPSTRA = 26, 13
"""Mel bands and coefficients, as recognisers of speech have long used them (Davis and Mermelstein 1980)."""
LOWEST, HIGHEST = 80.0, 7600.0
QUIET = 35.0
"""Decibels under the loudest frame at which nothing is said."""
PAUSE = 0.12
"""Seconds of quiet that are a pause and no stop of the breath before a plosive."""
SLANT = 0.7
"""What a frame costs more that lets one side wait, in standard deviations: speech hurries and drags, but evenly."""


def align(known: Line, heard: Audio, rate: int) -> tuple[Phone, ...]:
    """The phones of `known` at the times at which `heard` (mono, `rate` samples a second) says them, pauses where `heard`
    is quiet; none where either of the two is silent. Times are good to a few hundredths of a second."""
    ours, theirs = _features(known.audio, known.rate), _features(heard, rate)
    spoken = [phone for phone in known.phones if phone.ipa]
    if not spoken or not _sounds(ours) or not _sounds(theirs):
        return ()
    times = _warped(_path(_normal(ours), _normal(theirs)), len(ours), len(theirs))
    edges = np.arange(len(ours) + 1) * HOP
    moved = [Phone(one.ipa, *(float(np.interp(at, edges, times)) for at in (one.start, one.end))) for one in spoken]
    return tuple(_with_pauses(moved, _pauses(theirs)))


def _features(audio: Audio, rate: int) -> Features:
    """Frames x (1 + CEPSTRA): the level in decibels, and the cepstrum of the mel spectrum."""
    size, hop = int(WINDOW * rate), int(HOP * rate)
    count = max(0, (len(audio) - size) // hop + 1)
    if count == 0:
        return np.zeros((0, 1 + CEPSTRA), np.float32)
    starts = np.arange(count) * hop
    louder = np.append(audio[:1], audio[1:] - 0.97 * audio[:-1])  # treble up, as the ear has it
    frames = louder[starts[:, None] + np.arange(size)] * np.hamming(size)
    power = np.abs(np.fft.rfft(frames, 2 * size)) ** 2
    mel = np.log(power @ _bank(rate, 2 * size).T + 1e-8)
    level = 10 * np.log10(np.mean(audio[starts[:, None] + np.arange(size)] ** 2, axis=1) + 1e-10)
    return np.column_stack((level, mel @ _cosines().T)).astype(np.float32)


def _bank(rate: int, size: int) -> NDArray[np.float64]:
    """Triangular filters, evenly spaced in mel, BANDS x bins."""
    low, high = (2595 * np.log10(1 + f / 700) for f in (LOWEST, min(HIGHEST, rate / 2)))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / rate)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)))


def _cosines() -> NDArray[np.float64]:
    """The discrete cosine transform of the bands, without its mean, CEPSTRA x BANDS."""
    return np.asarray(np.cos(np.pi * np.outer(np.arange(1, CEPSTRA + 1), np.arange(BANDS) + 0.5) / BANDS))


def _sounds(features: Features) -> bool:
    return len(features) > 2 and float(features[:, 0].max()) > -60.0


def _normal(features: Features) -> Features:
    """Each coefficient with mean 0 and deviation 1 over what is spoken, so that voices compare; the level held above QUIET;
    and how each is changing, which tells one sound from the next."""
    loud = features[:, 0] > features[:, 0].max() - QUIET
    level = np.maximum(features[:, :1], features[:, 0].max() - QUIET)
    held = np.column_stack((level, np.where(loud[:, None], features[:, 1:], 0.0)))
    spoken = held[loud]
    normal = (held - spoken.mean(axis=0)) / (spoken.std(axis=0) + 1e-6)
    normal[~loud, 1:] = 0.0
    padded = np.pad(normal, ((2, 2), (0, 0)), mode="edge")
    slope = (2 * (padded[4:] - padded[:-4]) + padded[3:-1] - padded[1:-3]) / 10
    return np.column_stack((2.0 * normal[:, :1], normal[:, 1:], 2.0 * slope)).astype(np.float32)


def _path(ours: Features, theirs: Features) -> list[tuple[int, int]]:
    """The cheapest way from the first frames of both to the last, one step on in either or in both at a time."""
    distance = np.sqrt(np.maximum(0.0, (ours**2).sum(1)[:, None] + (theirs**2).sum(1) - 2 * ours @ theirs.T))
    distance /= np.sqrt(ours.shape[1])
    rows, columns = distance.shape
    cost = np.full((rows + 1, columns + 1), np.inf)
    cost[0, 0] = 0.0
    for diagonal in range(2, rows + columns + 1):
        first, last = max(1, diagonal - columns), min(rows, diagonal - 1)
        at = np.arange(first, last + 1)
        to = diagonal - at
        here = distance[at - 1, to - 1]
        waits = np.minimum(cost[at - 1, to], cost[at, to - 1]) + here + SLANT
        cost[at, to] = np.minimum(waits, cost[at - 1, to - 1] + 2 * here)
    return _back(cost)


def _back(cost: NDArray[np.float64]) -> list[tuple[int, int]]:
    at, to = cost.shape[0] - 1, cost.shape[1] - 1
    found = []
    while at > 0 and to > 0:
        found.append((at - 1, to - 1))
        before = (cost[at - 1, to - 1], cost[at - 1, to], cost[at, to - 1])
        step = int(np.argmin(before))
        at, to = at - (step != 2), to - (step != 1)
    return found[::-1]


def _warped(path: Sequence[tuple[int, int]], ours: int, theirs: int) -> NDArray[np.float64]:
    """The time in what was heard at the edge before each frame of ours, and after the last."""
    firsts = np.full(ours, theirs, np.int64)
    for at, to in path:
        firsts[at] = min(firsts[at], to)
    return np.append(firsts, theirs) * HOP


def _pauses(features: Features) -> list[tuple[float, float]]:
    """Stretches of quiet inside the speech, in seconds."""
    quiet = features[:, 0] < features[:, 0].max() - QUIET
    loud = np.nonzero(~quiet)[0]
    found: list[tuple[float, float]] = []
    begun: int | None = None
    for at in range(int(loud[0]), int(loud[-1]) + 1):
        if quiet[at] and begun is None:
            begun = at
        elif not quiet[at] and begun is not None:
            if (at - begun) * HOP >= PAUSE:
                found.append((begun * HOP + WINDOW / 2, at * HOP + WINDOW / 2))
            begun = None
    return found


def _with_pauses(phones: Sequence[Phone], pauses: Sequence[tuple[float, float]]) -> list[Phone]:
    """`phones` one after another, cut off where a pause begins, and begun anew where it ends."""
    found: list[Phone] = []
    waiting = list(pauses)
    for one in phones:
        start, end = max(one.start, found[-1].end if found else 0.0), one.end
        while waiting and waiting[0][0] < (start + end) / 2:
            rest = waiting.pop(0)
            if found and rest[0] < start:
                found[-1] = Phone(found[-1].ipa, found[-1].start, max(found[-1].start, rest[0]))
            begin = found[-1].end if found else 0.0
            if rest[1] > begin:
                found.append(Phone("", begin, rest[1]))
            start = max(start, rest[1])
        end = max(end, start)
        if waiting and waiting[0][0] < end:
            end = max(start, waiting[0][0])
        found.append(Phone(one.ipa, start, end))
    return [one for one in found if one.end > one.start]
