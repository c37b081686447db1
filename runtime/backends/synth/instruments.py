"""Instruments: one note each, stereo at 48 kHz, from pitch, length, strength and chance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import craft
from .craft import Curve, Mono, Random, Stereo

Instrument = Callable[[float, float, float, Random], Stereo]
"""(frequency in Hz, seconds held, strength 0..1, chance) -> the note with its release."""


def frequency(midi: float) -> float:
    """Equal temperament, A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((midi - 69.0) / 12.0))


def _ensemble(
    f: float, seconds: float, rng: Random, players: int, spread: float, attack: float, release: float
) -> Stereo:
    """Detuned saws, in two groups with a vibrato each, every player in a seat of its own, as a section plays."""
    n = craft.samples(seconds + release)
    time = craft.clock(n)
    depths = [0.0035 * np.clip((time - late) / 0.5, 0, 1) for late in (0.2, 0.45)] if seconds > 0.35 else []
    vibratos = [1 + d * np.sin(2 * np.pi * rng.uniform(4.6, 6.0) * time + rng.uniform(0, 6.28)) for d in depths]
    left, right = np.zeros(n), np.zeros(n)
    for k in range(players):
        pitch = f * (1 + spread * (2.4 * (k * 3 % players) / max(1, players - 1) - 1.2 + rng.normal(0, 0.15)))
        voice = craft.saw(pitch * vibratos[k % 2] if vibratos else pitch, n, rng.random())
        angle = (k + 0.5) / players * np.pi / 2
        left += voice * np.cos(angle)
        right += voice * np.sin(angle)
    return np.asarray(craft.both(left, right) * (craft.swell(n, attack, release) / np.sqrt(players))[:, None])


def strings(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A string section, bowed: brighter the harder it plays."""
    quick = seconds < 0.35
    x = _ensemble(
        f, seconds, rng, 4 if quick else 5, 0.0028, 0.02 if quick else min(0.35, seconds * 0.3), 0.09 if quick else 0.5
    )
    x = craft.band(x, 0, min(9000.0, max(900.0, f * (3.0 + 5.0 * strength))), 1)
    if quick:
        x *= (0.35 + 0.65 * craft.decay(len(x), 0.5, 0.012))[:, None]
    return craft.band(x, 130.0 if f > 150 else 45.0, craft.RATE / 2, 1) * (0.3 + 0.7 * strength) * 0.30


def pads(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A soft synthetic bed: rounded saws under a filter that opens and closes."""
    x = _ensemble(f, seconds, rng, 4, 0.004, min(1.1, seconds * 0.45), 1.2)
    part = np.sin(np.pi * np.linspace(0, 1, len(x)))[:, None]
    dark, light = craft.band(x, 0, max(300.0, f * 1.6), 2), craft.band(x, 0, max(700.0, f * 4.5), 2)
    sub = craft.tone(f, len(x)) * craft.swell(len(x), 0.8, 1.2) * 0.35
    return (dark * (1 - 0.5 * part) + light * 0.35 * part + craft.both(sub, sub)) * (0.3 + 0.6 * strength) * 0.30


def choir(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """Voices on an open vowel: a section through the formants of `ah`."""
    x = _ensemble(f, seconds, rng, 6, 0.004, min(0.5, seconds * 0.3), 0.7)
    size = 1.0 if f < 260 else 1.15
    vowel = np.zeros_like(x)
    for centre, width, gain in ((700, 150, 1.0), (1090, 180, 0.6), (2550, 320, 0.22), (3500, 500, 0.1)):
        vowel += gain * craft.band(x, (centre - width) * size, (centre + width) * size, 1)
    breath = craft.noise(rng, len(x), 900, 5000, 1) * craft.swell(len(x), 0.3, 0.7) * 0.006
    return (vowel + 0.25 * craft.band(x, 0, 420, 1) + craft.both(breath, breath)) * (0.3 + 0.7 * strength) * 0.5


def drone(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A low held fifth whose colour moves."""
    n = craft.samples(seconds + 1.0)
    x = craft.silence(n)
    for ratio, gain in ((0.5, 0.9), (1.0, 0.7), (1.5, 0.22), (1.003, 0.5)):
        for side in (0, 1):
            x[:, side] += gain * craft.saw(f * ratio * (1 + rng.uniform(-0.0015, 0.0015)), n, rng.random())
    move = 0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.07, 0.16) * craft.clock(n) + rng.uniform(0, 6.28))[:, None]
    shaped = craft.band(x, 0, 140, 2) + craft.band(x, 0, 520, 2) * move * (0.2 + 0.6 * strength)
    return shaped * craft.swell(n, min(1.5, seconds * 0.3), 1.0)[:, None] * 0.22


def _string(f: float, n: int, bright: float, t60: float, rng: Random, bend: Curve | None = None) -> Mono:
    """A plucked string (Karplus and Strong 1983) a period at a time, read back at the exact, possibly bent, pitch."""
    period = max(8, round(craft.RATE / f))
    blend = 0.5 - 0.42 * bright * min(1.0, f / 400.0)
    exact = f * (period + blend) / craft.RATE  # the filter in the loop delays by `blend` samples
    step = np.full(n, exact) if bend is None else exact * bend
    length = int(np.sum(step)) + 2 * period
    count = length // period + 2
    loop = rng.uniform(-1, 1, period)
    for _ in range(1 + int(3 * (1 - bright))):  # a softer finger: a duller start
        loop = 0.5 * (loop + np.roll(loop, 1))
    loop -= np.mean(loop)
    gain = 10.0 ** (-3.0 * period / craft.RATE / t60)
    rows = np.empty((count, period))
    for k in range(count):
        rows[k] = loop
        loop = gain * ((1 - blend) * loop + blend * np.concatenate([loop[-1:], loop[:-1]]))
    x = rows.reshape(-1)
    x /= np.max(np.abs(x[: period * 2])) + 1e-9
    out = np.interp(np.cumsum(step) - step[0], np.arange(len(x)), x)
    out[: min(n, 40)] *= np.linspace(0, 1, min(n, 40))
    return np.asarray(out, np.float64)


def plucks(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A muted harp or pizzicato: short, round, quick to die."""
    n = craft.samples(min(1.6, seconds + 0.9))
    x = _string(f, n, 0.35 + 0.4 * strength, 0.9 + 80.0 / f, rng) * np.exp(-craft.clock(n) * 1.6)
    body = craft.modes(n, [(f * 0.5, 0.05, 0.12), (190, 0.12, 0.08)], rng)
    pan = rng.uniform(-0.35, 0.35)
    return _seated(craft.band(x + body, 0, 2200 + 4500 * strength, 1), pan) * strength * 0.5


def guzheng(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A zither with steel strings: bright, long, pressed into pitch and shaken by the left hand."""
    n = craft.samples(min(4.0, seconds + 2.2))
    time = craft.clock(n)
    bend = np.ones(n)
    press = rng.random()
    if press < 0.30:  # slides up into the note
        bend *= 2 ** (-2.0 / 12 * np.exp(-time / 0.07))
    elif press < 0.42:  # falls away
        bend *= 2 ** (-1.0 / 12 * np.clip((time - 0.35) / 0.3, 0, 1))
    depth = 0.006 * np.clip((time - 0.3) / 0.4, 0, 1) * (rng.random() < 0.6)
    bend *= 1 + depth * np.sin(2 * np.pi * 5.2 * time)
    x = _string(f, n, 0.92, 3.2, rng, bend)
    nail = craft.noise(rng, n, 2500, 9000, 1) * craft.decay(n, 0.012, 0.0003) * 0.25
    wood = craft.modes(n, [(210, 0.15, 0.1), (420, 0.1, 0.07)], rng)
    heard = craft.band(x + nail + wood, 110, craft.RATE / 2, 1)
    return _seated(heard, rng.uniform(-0.25, 0.25)) * (0.25 + 0.75 * strength) * 0.42


def piano(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A felted piano: stiff strings (Fletcher's inharmonicity), two rates of decay, the hammer's thud."""
    held = min(6.0, seconds)
    n = craft.samples(held + 0.35)
    time = craft.clock(n)
    stiffness = 0.00035 * (f / 262.0) ** 0.9
    life = 7.0 * (262.0 / f) ** 0.45
    left, right = np.zeros(n), np.zeros(n)
    for k in range(1, 15):
        exact = k * f * np.sqrt(1 + stiffness * k * k)
        if exact > 9000:
            break
        m = min(n, craft.samples(life / k**0.4))
        t = time[:m]
        level = (0.9 ** (k * (3.2 - 2.4 * strength))) / k**0.55 * abs(np.sin(np.pi * k / 8.2))
        fade = 0.75 * np.exp(t * (-6.91 / (life * 0.25 / k**0.5))) + 0.25 * np.exp(t * (-6.91 / (life / k**0.4)))
        wave = np.sin(2 * np.pi * exact * t + rng.uniform(0, 6.28))
        if k <= 3:  # two strings a little apart
            wave += 0.7 * np.sin(2 * np.pi * exact * 1.0006 * t)
        side = 0.5 + 0.12 * np.sin(k * 1.7)
        wave *= fade * level
        left[:m] += wave * side
        right[:m] += wave * (1 - side)
    out = craft.both(left, right)
    knock = craft.samples(0.08)
    thud = craft.noise(rng, knock, 60, 900, 1) * craft.decay(knock, 0.05, 0.001) * 0.10
    out[:knock] += craft.both(thud, thud)[: len(out)]
    out *= np.clip(time / (0.004 + 0.004 * (1 - strength)), 0, 1)[:, None]
    damp = craft.samples(0.3)
    out[n - damp :] *= np.exp(-np.linspace(0, 7, damp))[:, None]
    return out * (0.2 + 0.8 * strength) * 0.55


def flute(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A bamboo flute: breath before tone, a scoop into the note, vibrato that grows."""
    n = craft.samples(seconds + 0.18)
    time = craft.clock(n)
    vibrato = 1 + 0.006 * np.clip((time - 0.3) / 0.6, 0, 1) * np.sin(2 * np.pi * rng.uniform(4.8, 5.6) * time)
    pitch = f * vibrato * (1 - 0.03 * np.exp(-time / 0.05))
    phase = 2 * np.pi * np.cumsum(pitch) / craft.RATE
    x = (
        np.sin(phase)
        + (0.22 + 0.2 * strength) * np.sin(2 * phase)
        + 0.10 * np.sin(3 * phase)
        + 0.04 * np.sin(4 * phase)
    )
    shape = craft.swell(n, min(0.14, seconds * 0.3), 0.18) * (1 + 0.12 * (vibrato - 1) / 0.006)
    breath = craft.band(craft.noise(rng, n, f * 0.8, min(9000.0, f * 3.5), 1), f * 0.5, 9000, 1)
    chiff = craft.decay(n, 0.12, 0.012) * 0.25 + 0.05
    return _seated(x * shape * 0.8 + breath * shape * chiff, rng.uniform(-0.1, 0.1)) * (0.3 + 0.7 * strength) * 0.26


def bells(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A celesta: struck bars, glassy and brief."""
    n = craft.samples(min(4.5, seconds + 2.6))
    bars = [(f, 0.8, 2.6), (f * 2.0, 0.25, 1.8), (f * 3.01, 0.2, 1.1), (f * 5.42, 0.10, 0.5), (f * 1.002, 0.3, 2.4)]
    return _seated(craft.modes(n, bars, rng), rng.uniform(-0.45, 0.45)) * (0.2 + 0.8 * strength) * 0.34


def drums(f: float, seconds: float, strength: float, rng: Random) -> Stereo:
    """A great drum; a higher `f` is a smaller one."""
    n = craft.samples(1.6)
    base = float(np.clip(f, 45.0, 140.0))
    skin = craft.tone(base * (0.85 + 0.5 * np.exp(-craft.clock(n) / 0.035)), n) * craft.decay(n, 1.1, 0.002)
    body = craft.modes(n, [(base * 1.59, 0.5, 0.45), (base * 2.14, 0.35, 0.3), (base * 2.65, 0.25, 0.22)], rng, 0.02)
    stick = craft.noise(rng, n, 400, 4200, 1) * craft.decay(n, 0.035, 0.0005) * (0.12 + 0.4 * strength**2)
    hit = np.tanh(1.5 * (skin + 0.6 * body + stick)) * (0.8 * strength**1.3)
    return _seated(hit, rng.uniform(-0.2, 0.2))


def _seated(x: Mono, pan: float) -> Stereo:
    angle = (pan + 1) * np.pi / 4
    return craft.both(x * np.cos(angle), x * np.sin(angle))


INSTRUMENTS: dict[str, Instrument] = {
    "strings": strings, "pads": pads, "plucks": plucks, "piano": piano, "drums": drums, "flute": flute,
    "bells": bells, "drone": drone, "guzheng": guzheng, "choir": choir,
}  # fmt: skip
