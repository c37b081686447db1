"""The editor's sounds, which nobody in the scene hears: drone, riser, hit, whoosh."""

from __future__ import annotations

import numpy as np

from . import craft
from .craft import Random, Stereo


def drone(seconds: float, rng: Random) -> Stereo:
    """Unease: a low detuned cluster that opens and closes, a sub under it, metal breathing over it."""
    n = craft.samples(seconds)
    root = rng.choice((41.2, 43.65, 46.25, 49.0))
    sides = []
    for _ in range(2):
        x = np.zeros(n)
        for ratio, gain in ((1.0, 1.0), (1.004, 0.9), (1.498, 0.45), (2.003, 0.5), (2.119, 0.14), (0.997, 0.8)):
            x += gain * craft.saw(root * ratio * (1 + rng.uniform(-0.002, 0.002)), n, rng.random())
        dark, open_ = craft.band(x, 0, 190, 2), craft.band(x, 0, 700, 2)
        mix = craft.wander(rng, n, 0.22, 0.0, 0.7)
        sides.append(dark * (1 - mix) + open_ * mix)
    out = craft.both(sides[0], sides[1]) * 0.25 + (craft.tone(root, n) * craft.wander(rng, n, 0.3, 0.4, 0.7))[:, None]
    for ratio in (11.3, 14.9, 19.7):
        metal = craft.tone(root * ratio, n) * craft.wander(rng, n, 0.5, 0.0, 1.0) ** 3
        craft.place(out, metal, 0.0, 0.03, rng.uniform(-0.8, 0.8))
    breath = craft.paint(rng, n, lambda at, hertz: craft.hump(hertz, 620 + 260 * np.sin(at * 0.7), 0.25), 2048)
    out += breath[:, None] * 0.18
    return craft.room(out, 3.5, 2200, 0.4)


def riser(seconds: float, rng: Random) -> Stereo:
    """Everything climbs, faster and faster, and stops dead at the end."""
    n = craft.samples(seconds)
    part = np.linspace(0, 1, n)

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        p = np.clip(at / seconds, 0, 1)
        return p**2 * (craft.hump(hertz, 260 * 28 ** (p**1.3), 0.6) + 0.4 * craft.hump(hertz, 900 * 9**p, 0.3))

    sides = []
    for _ in range(2):
        glide = 82.0 * 2 ** (2.2 * part**1.5)
        chord = sum(craft.saw(glide * r * (1 + rng.uniform(-0.006, 0.006)), n, rng.random()) for r in (1.0, 1.5, 2.0, 3.0))
        sides.append(craft.paint(rng, n, spectrum) * 1.1 + craft.band(np.asarray(chord), 120, 3600, 1) * 0.09 * part**1.6)
    beat = 0.62 + 0.38 * np.sin(2 * np.pi * np.cumsum(3 + 15 * part**2) / 48_000)
    sub = craft.tone(38 + 40 * part**2, n) * part**1.2 * 0.11
    out = craft.both(sides[0] * beat + sub, sides[1] * beat + sub)
    return craft.room(out, 1.8, 6000, 0.2) * craft.swell(n, min(0.3, seconds / 4), 0.035)[:, None]


def hit(seconds: float, rng: Random) -> Stereo:
    """A cinematic impact: drums and broken metal at the front, a falling sub, a long dark hall."""
    n = craft.samples(seconds)
    time = craft.clock(n)
    sub = craft.tone(31 + 52 * np.exp(-time / 0.11), n) * craft.decay(n, 1.9, 0.003)
    drum = craft.modes(n, [(58, 1.0, 0.7), (91, 0.8, 0.5), (137, 0.6, 0.35), (212, 0.4, 0.22), (340, 0.25, 0.15)], rng, 0.03)
    metal = craft.modes(n, [(rng.uniform(180, 2600), 0.08, rng.uniform(0.6, 2.2)) for _ in range(16)], rng)
    crack = (
        craft.noise(rng, n, 300, 9000, 1) * craft.decay(n, 0.16, 0.0006) * 0.55
        + craft.noise(rng, n, 60, 600, 1) * craft.decay(n, 0.6, 0.002) * 0.3
    )
    x = np.tanh(1.8 * (0.9 * sub + 0.6 * drum + crack)) + metal
    return craft.room(x, 3.6, 2400, 0.55, 0.015) * craft.swell(n, 0.001, min(0.8, seconds * 0.3))[:, None]


def whoosh(seconds: float, rng: Random) -> Stereo:
    """Air moved past the ear, from left to right."""
    n = craft.samples(seconds)
    middle = seconds * 0.45
    width = min(0.22, seconds * 0.22)

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        force = np.exp(-np.square((at - middle) / np.where(at < middle, width * 1.3, width)))
        centre = 350 + 2400 * force
        return force * (
            craft.hump(hertz, centre, 0.6) + 0.35 * craft.hump(hertz, centre * 3.2, 0.5) + 0.4 * craft.hump(hertz, 160.0, 0.6)
        )

    x = craft.paint(rng, n, spectrum, 512)
    side = np.clip((craft.clock(n) - middle) / (2.2 * width), -0.9, 0.9)
    out = craft.silence(n)
    out[:, 0], out[:, 1] = x * np.cos((side + 1) * np.pi / 4), x * np.sin((side + 1) * np.pi / 4)
    return craft.room(out, 0.9, 6000, 0.18)


EFFECTS = {"drone": drone, "riser": riser, "hit": hit, "whoosh": whoosh}
AMBIENCES = frozenset({"drone"})
