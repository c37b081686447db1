"""What bodies do: steps, running, a heartbeat, a slap, a gasp, a horse."""

from __future__ import annotations

import numpy as np

from . import craft
from .craft import Mono, Random, Stereo


def steps(seconds: float, rng: Random) -> Stereo:
    """Unhurried shoes on a hard floor, heel and then toe."""
    return _walk(seconds, rng, 0.56, 0.8)


def run(seconds: float, rng: Random) -> Stereo:
    """The same shoes in a hurry, with the rustle of clothes."""
    n = craft.samples(seconds)
    out = _walk(seconds, rng, 0.315, 1.0)
    rustle = craft.noise(rng, n, 1800, 7000) * (0.5 + 0.5 * craft.tone(1 / 0.63, n)) ** 2 * 0.02
    out += rustle[:, None] * craft.swell(n, 0.05, 0.1)[:, None]
    return out


def _walk(seconds: float, rng: Random, stride: float, force: float) -> Stereo:
    out = craft.silence(craft.samples(seconds))
    at, foot = 0.02, 0
    while at < seconds - 0.08:
        pan = 0.16 if foot % 2 else -0.16
        craft.place(out, _heel(rng, force), at, rng.uniform(0.8, 1.0), pan)
        craft.place(out, _toe(rng), at + stride * rng.uniform(0.13, 0.17), rng.uniform(0.22, 0.4) * force, pan)
        at += stride * rng.uniform(0.965, 1.035)
        foot += 1
    return craft.room(out, 0.55, 4200, 0.22)


def _heel(rng: Random, force: float) -> Mono:
    n = craft.samples(0.18)
    thud = craft.modes(n, [(78, 1.0, 0.09), (142, 0.6, 0.07), (255, 0.35, 0.05), (610, 0.2, 0.03)], rng, 0.06)
    click = craft.noise(rng, n, 1500, 6500, 1) * craft.decay(n, 0.016, 0.0003) * 0.55
    return (thud * 0.8 + click + craft.noise(rng, n, 120, 900, 1) * craft.decay(n, 0.05, 0.001) * 0.3) * force


def _toe(rng: Random) -> Mono:
    n = craft.samples(0.12)
    return craft.noise(rng, n, 1700, 6000, 1) * craft.swell(n, 0.02, 0.08) * 0.35 + craft.modes(n, [(190, 0.4, 0.04)], rng, 0.1)


def heartbeat(seconds: float, rng: Random) -> Stereo:
    """Heard from inside: lub and dub, felt more than heard."""
    out = craft.silence(craft.samples(seconds))
    beat = 60.0 / rng.uniform(64, 74)
    at = 0.03
    while at < seconds - 0.1:
        craft.place(out, _thump(rng, 62, 0.22), at, 1.0)
        craft.place(out, _thump(rng, 76, 0.16), at + 0.30 * beat, 0.68)
        at += beat * rng.uniform(0.985, 1.015)
    return craft.room(out, 0.5, 500, 0.3)


def _thump(rng: Random, frequency: float, length: float) -> Mono:
    n = craft.samples(length)
    falling = frequency * (0.62 + 0.55 * np.exp(-craft.clock(n) / 0.035))
    body = craft.tone(falling, n) * craft.decay(n, length, 0.008)
    skin = craft.band(craft.noise(rng, n, 60, 320, 1), 0, 400, 1) * craft.decay(n, 0.07, 0.006) * 0.22
    return np.tanh(1.7 * (body + 0.3 * craft.tone(falling * 2, n) * craft.decay(n, length * 0.5, 0.006))) + skin


def slap(seconds: float, rng: Random) -> Stereo:
    """An open hand on a cheek: the crack, the flesh under it, the silence of the room."""
    n = craft.samples(seconds)
    x = np.zeros(n)
    for at, gain in ((0.004, 0.5), (0.0065, 1.0), (0.0105, 0.35)):
        start = craft.samples(at)
        length = min(craft.samples(0.12), n - start)
        if length > 64:
            crack = craft.noise(rng, length, 900, 9500, 1) * craft.decay(length, 0.035, 0.0004)
            flesh = craft.noise(rng, length, 250, 1400, 1) * craft.decay(length, 0.06, 0.001) * 0.6
            x[start : start + length] += gain * (crack + flesh + craft.modes(length, [(185, 0.7, 0.05)], rng))
    return craft.room(np.tanh(1.5 * x), 0.7, 5500, 0.3)


def gasp(seconds: float, rng: Random) -> Stereo:
    """A sharp breath in, through an open throat."""
    n = craft.samples(seconds)
    length = min(seconds, 0.62)

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        part = np.clip(at / length, 0, 1)
        force = np.where(at < length, np.sin(np.pi * part**0.62) ** 1.4, 0.0)
        rise = 1.0 + 0.25 * part
        throat = (
            craft.hump(hertz, 820 * rise, 0.22)
            + 0.8 * craft.hump(hertz, 1650 * rise, 0.16)
            + 0.55 * craft.hump(hertz, 2900 * rise, 0.16)
        )
        return force * (throat + 0.35 * craft.hump(hertz, 5200.0, 0.6))

    breath = craft.paint(rng, n, spectrum, 512)
    return craft.room(breath, 0.4, 5000, 0.12)


def horse(seconds: float, rng: Random) -> Stereo:
    """A canter on earth: three beats and a breath, over and over."""
    out = craft.silence(craft.samples(seconds))
    at = 0.03
    while at < seconds - 0.1:
        for offset, gain, pan in ((0.0, 0.8, -0.2), (0.135, 0.7, 0.15), (0.25, 1.0, 0.0)):
            craft.place(out, _hoof(rng), at + offset * rng.uniform(0.96, 1.04), gain * rng.uniform(0.85, 1.0), pan)
        n = craft.samples(0.22)
        craft.place(out, craft.noise(rng, n, 300, 2400, 1) * craft.swell(n, 0.05, 0.15), at + 0.2, 0.05)
        at += 0.47 * rng.uniform(0.98, 1.02)
    return craft.room(out, 0.8, 2600, 0.18)


def _hoof(rng: Random) -> Mono:
    n = craft.samples(0.2)
    knock = craft.modes(n, [(115, 1.0, 0.1), (240, 0.8, 0.06), (470, 0.7, 0.045), (980, 0.3, 0.03)], rng, 0.1)
    return knock + craft.noise(rng, n, 200, 3200, 1) * craft.decay(n, 0.05, 0.0006) * 0.5


EFFECTS = {"steps": steps, "run": run, "heartbeat": heartbeat, "slap": slap, "gasp": gasp, "horse": horse}
AMBIENCES: frozenset[str] = frozenset()
