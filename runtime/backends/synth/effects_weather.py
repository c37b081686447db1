"""Rain, storm, thunder, wind, fire and water."""

from __future__ import annotations

import numpy as np

from . import craft
from .craft import Mono, Random, Stereo


def rain(seconds: float, rng: Random) -> Stereo:
    """Steady rain: a bright wash, a dull roof behind it, near drops on leaves and in puddles."""
    return _rain(seconds, rng, weight=0.5, drops=70.0)


def _rain(seconds: float, rng: Random, weight: float, drops: float) -> Stereo:
    n = craft.samples(seconds)
    wash = [_wash(rng, n, weight) for _ in range(2)]
    out = craft.both(wash[0], wash[1]) * craft.wander(rng, n, 0.5, 0.88, 1.12)[:, None]
    ticks = [_tick(rng) for _ in range(24)]
    for at in craft.times(rng, seconds, drops):
        craft.place(out, ticks[int(rng.integers(24))], at, 0.25 * rng.pareto(3.0) + 0.05, rng.uniform(-1, 1))
    for at in craft.times(rng, seconds, 3.0):
        craft.place(out, _plip(rng), at, rng.uniform(0.15, 0.5), rng.uniform(-0.8, 0.8))
    return out


def _wash(rng: Random, n: int, weight: float) -> Mono:
    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        bright = craft.hump(hertz, 5200.0, 1.3) * 0.9
        dull = weight * (craft.hump(hertz, 420.0, 1.0) + 0.5 * craft.hump(hertz, 160.0, 0.7))
        return np.repeat(bright + dull, len(at), axis=0)

    return craft.paint(rng, n, spectrum) * 0.35


def _tick(rng: Random) -> Mono:
    n = craft.samples(0.03)
    hard = craft.noise(rng, n, 2500, 11000) * craft.decay(n, rng.uniform(0.006, 0.02))
    return hard * 0.5 + craft.tone(rng.uniform(1800, 5200), n) * craft.decay(n, rng.uniform(0.01, 0.03)) * 0.5


def _plip(rng: Random) -> Mono:
    """A bubble closing under a drop: a sine that rises as it dies (Minnaert resonance)."""
    n = craft.samples(0.09)
    start = rng.uniform(600, 1500)
    return craft.tone(start * (1 + 3.2 * craft.clock(n) / 0.09), n) * craft.decay(n, rng.uniform(0.04, 0.09), 0.002)


def storm(seconds: float, rng: Random) -> Stereo:
    """Heavy rain driven by gusts, with thunder rolling at a distance."""
    out = _rain(seconds, rng, weight=1.3, drops=120.0) * 0.8
    out += wind(seconds, rng) * 0.9
    at = rng.uniform(0.2, 0.9)
    while at < seconds - 0.5:
        length = min(6.5, seconds - at)
        roll = _roll(rng, craft.samples(length), close=0.25)
        craft.place(out, roll[:, 0], at, 0.9, -0.3)
        craft.place(out, roll[:, 1], at, 0.9, 0.3)
        at += rng.uniform(7.0, 11.0)
    return out


def thunder(seconds: float, rng: Random) -> Stereo:
    """One near strike: the tearing crack, the boom, and the roll that goes round the sky."""
    n = craft.samples(seconds)
    out = _roll(rng, n, close=1.0)
    crack = np.zeros(min(n, craft.samples(1.2)))
    for at in np.sort(rng.uniform(0, 0.45, 26)) ** 1.6:
        first = craft.samples(at)
        length = min(len(crack) - first, craft.samples(0.12))
        if length > 50:
            burst = craft.noise(rng, length, 250, 9000, 1) * craft.decay(length, rng.uniform(0.02, 0.09), 0.0006)
            crack[first : first + length] += burst * rng.uniform(0.3, 1.0) * np.exp(-2.0 * at)
    craft.place(out, np.tanh(1.6 * crack), 0.0, 2.2, rng.uniform(-0.3, 0.3))
    return craft.room(out, 4.0, 1800, 0.35, 0.05) * craft.swell(n, 0.002, min(1.5, seconds * 0.4))[:, None]


def _roll(rng: Random, n: int, close: float) -> Stereo:
    length = n / craft.RATE
    lobes = [
        (rng.uniform(0, length * 0.75), rng.uniform(0.15, 0.9), rng.uniform(0.4, 1.0))
        for _ in range(int(8 + length * 2))
    ]
    lobes.append((0.12, 0.5, 1.6))

    def envelope(at: np.ndarray) -> np.ndarray:
        total = np.zeros_like(at)
        for centre, width, amount in lobes:
            late = at - centre
            total += amount * np.exp(-centre * 0.45) * np.exp(-np.square(np.where(late < 0, late * 4, late) / width))
        return total

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        cutoff = 90.0 + (250.0 + 1500.0 * close) * np.exp(-at * 0.9)
        return envelope(at) / (1 + (hertz / cutoff) ** 2.4) * np.clip(hertz / 28.0, 0, 1)

    sides = [craft.paint(rng, n, spectrum, 2048) for _ in range(2)]
    boom = craft.tone(np.linspace(48, 31, n), n) * craft.decay(n, 2.8, 0.04) * 0.25 * close
    return craft.both(sides[0] * 1.6 + boom, sides[1] * 1.6 + boom) * craft.swell(n, 0.03, min(1.5, length * 0.4))[:, None]


def wind(seconds: float, rng: Random) -> Stereo:
    """Gusts: a hollow band that rises in pitch as it rises in strength, a low push, a thin whistle at the top."""
    n = craft.samples(seconds)
    gust = craft.wander(rng, n, 0.55, 0.0, 1.0) ** 1.5
    flutter = craft.wander(rng, n, 4.0, 0.85, 1.15)

    def side() -> Mono:
        lean = craft.wander(rng, n, 0.4, 0.85, 1.2)

        def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
            index = np.minimum((at * craft.RATE).astype(np.int64), n - 1)
            force = gust[index]
            centre = (230.0 + 620.0 * force) * lean[index]
            hollow = craft.hump(hertz, centre, 0.55) * (0.15 + force)
            whistle = 0.35 * craft.hump(hertz, centre * 2.6, 0.06) * force**2
            push = 0.8 * craft.hump(hertz, 90.0, 0.8) * (0.25 + force) + 0.05 * craft.hump(hertz, 3500.0, 1.2) * force
            return hollow + whistle + push

        return craft.paint(rng, n, spectrum, 2048)

    return craft.both(side(), side()) * flutter[:, None]


def fire(seconds: float, rng: Random) -> Stereo:
    """A hearth: a soft roar, steady crackle, and now and then a log that pops."""
    n = craft.samples(seconds)
    breath = craft.wander(rng, n, 2.5, 0.6, 1.2)
    roar = [craft.band(craft.noise(rng, n, 45, 420, 1), 0, 700, 1) * breath for _ in range(2)]
    out = craft.both(roar[0], roar[1]) * 0.16
    hiss = craft.wander(rng, n, 1.2, 0.2, 1.0)
    out += (craft.both(craft.noise(rng, n, 3500, 12000, 1), craft.noise(rng, n, 3500, 12000, 1)) * hiss[:, None]) * 0.02
    crackle = [_crackle(rng) for _ in range(30)]
    for at in craft.times(rng, seconds, 16.0):
        craft.place(out, crackle[int(rng.integers(30))], at, min(0.9, 0.10 * (rng.pareto(1.8) + 0.4)), rng.uniform(-0.6, 0.6))
    for at in craft.times(rng, seconds, 0.45):
        pop = craft.modes(craft.samples(0.12), [(310, 0.8, 0.05), (900, 0.6, 0.03), (2400, 0.4, 0.02)], rng, 0.3)
        craft.place(out, pop, at, 0.9, rng.uniform(-0.5, 0.5))
    return craft.room(out, 0.35, 4000, 0.15)


def _crackle(rng: Random) -> Mono:
    n = craft.samples(0.05)
    snap = craft.noise(rng, n, 1200, 14000, 1) * craft.decay(n, rng.uniform(0.003, 0.018), 0.0002)
    return snap + craft.modes(n, [(rng.uniform(900, 5200), 0.9, rng.uniform(0.008, 0.03))], rng)


def water(seconds: float, rng: Random) -> Stereo:
    """A stream over stones: moving bands of wash, and bubbles of all sizes."""
    n = craft.samples(seconds)

    def side() -> Mono:
        ripple = craft.wander(rng, n, 5.0, 0.5, 1.3)

        def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
            move = ripple[np.minimum((at * craft.RATE).astype(np.int64), n - 1)]
            return (
                craft.hump(hertz, 1100.0 * move, 0.9) * move
                + 0.45 * craft.hump(hertz, 3800.0, 0.9)
                + 0.3 * craft.hump(hertz, 280.0, 0.6)
            )

        return craft.paint(rng, n, spectrum) * 0.35

    out = craft.both(side(), side())
    for at in craft.times(rng, seconds, 34.0):
        length = craft.samples(rng.uniform(0.02, 0.09))
        start = np.exp(rng.uniform(np.log(350), np.log(2200)))
        bubble = craft.tone(start * (1 + rng.uniform(0.2, 1.4) * np.linspace(0, 1, length)), length)
        bubble = bubble * craft.decay(length, length / craft.RATE, 0.003)
        craft.place(out, bubble, at, rng.uniform(0.03, 0.28), rng.uniform(-0.9, 0.9))
    return craft.room(out, 0.6, 5000, 0.15)


EFFECTS = {"rain": rain, "storm": storm, "thunder": thunder, "wind": wind, "fire": fire, "water": water}
AMBIENCES = frozenset({"rain", "storm", "wind", "fire", "water"})
