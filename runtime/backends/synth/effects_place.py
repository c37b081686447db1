"""What places sound like: a crowd, traffic, a car, birds, crickets, a temple bell."""

from __future__ import annotations

import numpy as np
from scipy import signal

from . import craft
from .craft import Mono, Random, Stereo

_VOWELS = (
    (730, 1090, 2440),
    (530, 1840, 2480),
    (390, 1990, 2550),
    (570, 840, 2410),
    (440, 1020, 2240),
    (300, 870, 2240),
)
"""The first three formants of English vowels (Peterson and Barney 1952)."""
_LOW_RATE = 16_000


def crowd(seconds: float, rng: Random) -> Stereo:
    """Many people talking at once, none of whom can be made out."""
    out = craft.silence(craft.samples(seconds))
    for _ in range(16):
        voice = signal.resample_poly(_babble(rng, seconds), craft.RATE // _LOW_RATE, 1)[: len(out)]
        craft.place(out, voice, 0.0, rng.uniform(0.4, 1.0), rng.uniform(-0.9, 0.9))
    out = craft.room(out, 1.1, 3000, 0.5)
    air = craft.both(craft.noise(rng, len(out), 120, 900, 1), craft.noise(rng, len(out), 120, 900, 1)) * 0.02
    return np.asarray(out / (np.std(out) * 8) + air)


def _babble(rng: Random, seconds: float) -> Mono:
    """One voice: a pulse train with a falling tune, its syllables coloured by vowel formants, fricatives between."""
    n = int(seconds * _LOW_RATE)
    time = np.arange(n) / _LOW_RATE
    base = rng.uniform(95, 150) if rng.random() < 0.5 else rng.uniform(170, 250)
    knots = np.arange(0, seconds + 0.6, 0.3)
    pitch = base * np.exp(np.interp(time, knots, rng.normal(0, 0.12, len(knots))))
    pulses = np.mod(np.cumsum(pitch) / _LOW_RATE, 1.0) * 2 - 1
    syllables = np.cumsum(rng.uniform(0.13, 0.32, int(seconds / 0.13) + 2))
    index = np.searchsorted(syllables, time)
    start = np.concatenate([[0.0], syllables])[index]
    part = (time - start) / (np.concatenate([syllables, [seconds + 1]])[index] - start)
    spoken = (rng.random(len(syllables) + 1) > 0.22)[index]
    envelope = spoken * np.sin(np.pi * np.clip(part, 0, 1)) ** 0.8
    vowel = rng.integers(0, len(_VOWELS), len(syllables) + 1)[index]
    out = np.zeros(n)
    for which, formants in enumerate(_VOWELS):
        chosen = pulses * envelope * (vowel == which)
        for gain, formant in zip((1.0, 0.5, 0.25), formants):
            b, a = signal.iirpeak(formant * (1.12 if base > 160 else 1.0), 7.0, fs=_LOW_RATE)
            out += gain * signal.lfilter(b, a, chosen)
    hiss = rng.standard_normal(n) * (part < 0.18) * spoken * 0.05
    return np.asarray(out + hiss)


def traffic(seconds: float, rng: Random) -> Stereo:
    """A city street from the pavement: a low bed, and cars that come and go."""
    n = craft.samples(seconds)
    bed = craft.both(_murmur(rng, n), _murmur(rng, n))
    at = rng.uniform(-2.0, 1.0)
    while at < seconds:
        passing = _pass_by(rng, rng.uniform(3.5, 5.5))
        craft.place(bed, passing[:, 0], at, rng.uniform(0.5, 1.1), -0.7)
        craft.place(bed, passing[:, 1], at, rng.uniform(0.5, 1.1), 0.7)
        at += rng.uniform(1.8, 4.0)
    for at in craft.times(rng, seconds, 0.07):
        length = craft.samples(rng.uniform(0.25, 0.6))
        horn = craft.saw(392.0, length) + craft.saw(494.0, length)
        craft.place(bed, craft.band(horn, 350, 2200) * craft.swell(length, 0.02, 0.05), at, 0.05, rng.uniform(-0.8, 0.8))
    return craft.room(bed, 1.2, 2500, 0.15)


def _murmur(rng: Random, n: int) -> Mono:
    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        shape = craft.hump(hertz, 85.0, 0.9) + 0.35 * craft.hump(hertz, 480.0, 1.0) + 0.06 * craft.hump(hertz, 2000.0, 1.0)
        return np.repeat(shape, len(at), axis=0)

    return craft.paint(rng, n, spectrum, 2048) * craft.wander(rng, n, 0.6, 0.8, 1.1) * 0.5


def _pass_by(rng: Random, seconds: float) -> Stereo:
    """Tyres and engine going past from one side to the other, pitch falling by the Doppler effect."""
    n = craft.samples(seconds)
    time = craft.clock(n) - seconds / 2
    speed, distance = rng.uniform(9, 16), rng.uniform(4, 9)
    away = np.sqrt(distance**2 + (speed * time) ** 2)
    shift = 1.0 / (1.0 + speed * (speed * time / away) / 343.0)
    near = (distance / away) ** 1.3

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        index = np.minimum((at * craft.RATE).astype(np.int64), n - 1)
        return craft.hump(hertz, 950.0 * shift[index], 0.9) * near[index] + 0.7 * craft.hump(hertz, 120.0, 0.7) * near[index]

    engine = np.tanh(2 * craft.saw(rng.uniform(62, 95) * shift, n)) * near * 0.05
    x = craft.paint(rng, n, spectrum) * 0.8 + craft.band(engine, 0, 600)
    side = np.clip(speed * time / 14.0, -1, 1) * (1 if rng.random() > 0.5 else -1)
    return craft.both(x * np.cos((side + 1) * np.pi / 4), x * np.sin((side + 1) * np.pi / 4))


def car(seconds: float, rng: Random) -> Stereo:
    """A car pulls up: tyres and a falling engine, the brake's sigh, the motor idling, then switched off."""
    n = craft.samples(seconds)
    time = craft.clock(n)
    stop = seconds * 0.55
    moving = np.clip(1.0 - time / stop, 0.0, 1.0)
    firing = 27.0 + 62.0 * moving**0.8
    rough = 1.0 + 0.03 * craft.wander(rng, n, 14.0, -1.0, 1.0)
    engine = craft.saw(firing * rough, n) + 0.6 * craft.saw(firing * rough * 2.01, n) + 0.3 * craft.saw(firing * rough * 0.5, n)
    engine = craft.band(np.tanh(1.5 * engine), 30, 520, 2) * (0.25 + 0.5 * moving) * craft.swell(n, 0.4, 0.35)

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        force = np.clip(1.0 - at / stop, 0.0, 1.0)
        brake = np.exp(-np.square((at - stop * 0.93) / 0.12)) * 0.16
        tyres = craft.hump(hertz, 700.0 + 500.0 * force, 0.9) * force + 0.5 * craft.hump(hertz, 180.0, 0.8) * force
        return tyres * 0.7 + brake * craft.hump(hertz, 2850.0, 0.05)

    near = 1.0 / (1.0 + 2.2 * moving)
    x = (engine + craft.paint(rng, n, spectrum) * 0.6) * near
    side = np.clip(-0.8 * moving, -1, 1)
    return craft.room(craft.both(x * np.cos((side + 1) * np.pi / 4), x * np.sin((side + 1) * np.pi / 4)), 0.8, 3000, 0.12)


def birds(seconds: float, rng: Random) -> Stereo:
    """A few garden birds, each with its own phrase and perch."""
    n = craft.samples(seconds)
    out = craft.silence(n)
    for _ in range(4):
        phrase = [
            (rng.uniform(2300, 5200), rng.uniform(-1800, 2200), rng.uniform(0.045, 0.17))
            for _ in range(int(rng.integers(2, 6)))
        ]
        trill, pan, far = rng.random() < 0.35, rng.uniform(-0.9, 0.9), rng.uniform(0.25, 1.0)
        at = rng.uniform(0.05, 1.6)
        while at < seconds - 0.2:
            for start, slide, length in phrase:
                for _ in range(4 if trill else 1):
                    craft.place(out, _chirp(rng, start, slide, length * (0.45 if trill else 1)), at, 0.5 * far, pan)
                    at += length * (0.55 if trill else 1.35)
            at += rng.uniform(0.9, 3.2)
    air = craft.both(craft.noise(rng, n, 300, 2500, 1), craft.noise(rng, n, 300, 2500, 1)) * 0.006
    return craft.room(out, 1.4, 6500, 0.35) + air


def _chirp(rng: Random, start: float, slide: float, seconds: float) -> Mono:
    n = craft.samples(seconds)
    part = np.linspace(0, 1, n)
    bend = start + slide * part + rng.uniform(-350, 350) * np.sin(np.pi * part)
    wobble = 1 + 0.012 * np.sin(2 * np.pi * rng.uniform(25, 60) * craft.clock(n))
    frequency = np.clip(bend * wobble, 1200, 9000)
    return (craft.tone(frequency, n) + 0.18 * craft.tone(frequency * 2, n)) * np.sin(np.pi * part) ** 1.2


def crickets(seconds: float, rng: Random) -> Stereo:
    """A summer night: near crickets that chirp in threes, a far field that never stops."""
    n = craft.samples(seconds)
    time = craft.clock(n)
    far = [
        craft.band(craft.noise(rng, n, 3900, 5400), 3900, 5400) * (0.75 + 0.25 * np.sin(2 * np.pi * (27 + k) * time))
        for k in (0, 3)
    ]
    out = craft.both(far[0], far[1]) * 0.02
    for _ in range(5):
        pitch, pulse = rng.uniform(4050, 4900), rng.uniform(26, 36)
        period, phase = rng.uniform(0.38, 0.62), rng.uniform(0, 1)
        cycle = np.mod(time / period + phase, 1.0) * period
        inside = cycle < 3.0 / pulse
        shape = np.where(inside, np.sin(np.pi * np.mod(cycle * pulse, 1.0)) ** 1.5, 0.0)
        voice = craft.tone(pitch * (1 - 0.015 * np.mod(cycle * pulse, 1.0)), n) * shape * craft.wander(rng, n, 0.3, 0.5, 1.0)
        craft.place(out, voice, 0.0, rng.uniform(0.12, 0.5), rng.uniform(-0.9, 0.9))
    return craft.room(out, 0.9, 7000, 0.25)


def bell(seconds: float, rng: Random) -> Stereo:
    """A great bronze bell: the hum an octave under the note, the minor third, pairs of partials that beat."""
    n = craft.samples(seconds)
    out = craft.silence(n)
    at, base = 0.004, rng.uniform(128, 150)
    ratios = (
        (0.5, 0.9, 9.0),
        (1.0, 1.0, 6.5),
        (1.183, 0.75, 5.0),
        (1.506, 0.45, 4.0),
        (2.0, 0.8, 3.2),
        (2.514, 0.35, 2.2),
        (2.662, 0.3, 2.0),
        (3.011, 0.3, 1.6),
        (4.166, 0.22, 1.0),
        (5.43, 0.16, 0.7),
        (6.79, 0.12, 0.45),
    )
    while at < seconds - 0.3:
        length = n - craft.samples(at)
        partials = [(base * r * twin, a * 0.6, t) for r, a, t in ratios for twin in (1.0, 1.0 + 0.0022 / r)]
        strike = craft.modes(length, partials, rng)
        hit = min(length, craft.samples(0.06))
        strike[:hit] += craft.noise(rng, hit, 500, 4500, 1) * craft.decay(hit, 0.03, 0.0006) * 0.7
        craft.place(out, strike, at, 1.0, 0.0)
        at += 6.0
    return craft.room(out, 3.2, 3200, 0.3, 0.03) * craft.swell(n, 0.001, min(0.8, seconds * 0.25))[:, None]


EFFECTS = {"crowd": crowd, "traffic": traffic, "car": car, "birds": birds, "crickets": crickets, "bell": bell}
AMBIENCES = frozenset({"crowd", "traffic", "birds", "crickets"})
