"""What things do: a door, a knock, telephones, swords, glass, a wind chime."""

from __future__ import annotations

import numpy as np

from . import craft
from .craft import Mono, Random, Stereo


def door(seconds: float, rng: Random) -> Stereo:
    """The latch, the hinge where there is time for it, and the door falling to."""
    out = craft.silence(craft.samples(seconds))
    shut = 0.32 if seconds < 2.2 else min(seconds - 1.1, 1.35)
    for at, gain in ((0.005, 0.5), (0.09, 0.8)):
        craft.place(out, _latch(rng), at, gain * 0.4)
    if shut > 0.6:
        craft.place(out, _creak(rng, shut - 0.3), 0.2, 0.22, -0.1)
    n = craft.samples(0.8)
    thump = craft.modes(
        n, [(82, 1.0, 0.32), (143, 0.8, 0.22), (205, 0.5, 0.16), (310, 0.45, 0.12), (520, 0.25, 0.07)], rng, 0.03
    )
    thump += craft.noise(rng, n, 90, 1400, 1) * craft.decay(n, 0.11, 0.0008) * 0.7
    craft.place(out, np.tanh(1.4 * thump), shut, 1.0)
    for at, gain in ((0.018, 0.8), (0.055, 0.35)):
        craft.place(out, _latch(rng), shut + at, gain * 0.5)
    return craft.room(out, 0.9, 3600, 0.3)


def _latch(rng: Random) -> Mono:
    n = craft.samples(0.09)
    ring = craft.modes(n, [(1850, 0.6, 0.04), (3200, 0.5, 0.03), (5100, 0.3, 0.02), (820, 0.4, 0.03)], rng, 0.08)
    return ring + craft.noise(rng, n, 1500, 8000, 1) * craft.decay(n, 0.012, 0.0002)


def _creak(rng: Random, seconds: float) -> Mono:
    """Stick and slip: a train of small knocks whose rate wanders, heard through wood."""
    n = craft.samples(seconds)
    rate = craft.wander(rng, n, 2.5, 24, 85)
    phase = np.cumsum(rate) / craft.RATE
    ticks = np.diff(np.floor(phase), prepend=0.0) * rng.uniform(0.5, 1.0, n)
    body = sum(
        gain * craft.band(ticks, f * 0.93, f * 1.07, 1) for f, gain in ((430, 5.0), (980, 6.0), (1730, 5.0), (2600, 3.0))
    )
    return np.asarray(body) * craft.swell(n, 0.1, 0.15) * 8


def knock(seconds: float, rng: Random) -> Stereo:
    """Knuckles on wood: three, and again after a wait where there is time."""
    out = craft.silence(craft.samples(seconds))
    at = 0.01
    while at < seconds - 0.4:
        for k in range(3):
            n = craft.samples(0.25)
            wood = craft.modes(
                n,
                [(172, 1.0, 0.09), (263, 0.8, 0.07), (418, 0.6, 0.05), (690, 0.5, 0.035), (1180, 0.3, 0.02)],
                rng,
                0.02,
            )
            hit = wood + craft.noise(rng, n, 700, 4200, 1) * craft.decay(n, 0.012, 0.0003) * 0.6
            craft.place(out, hit, at, rng.uniform(0.85, 1.0))
            at += rng.uniform(0.19, 0.225) if k < 2 else 0
        at += rng.uniform(1.6, 2.1)
    return craft.room(out, 0.7, 4000, 0.25)


def phone_ring(seconds: float, rng: Random) -> Stereo:
    """A mobile telephone's mallet tune, through its own small loudspeaker."""
    n = craft.samples(seconds)
    x = np.zeros(n)
    tune = ((0.0, 988), (0.15, 1319), (0.30, 1480), (0.45, 1976), (0.75, 1480), (0.90, 1319), (1.05, 1480))
    start = 0.01
    while start < seconds - 0.1:
        for offset, pitch in tune:
            first = craft.samples(start + offset)
            length = min(craft.samples(0.5), n - first)
            if length > 64:
                bars = [
                    (pitch, 0.8, 0.42),
                    (pitch * 2, 0.18, 0.3),
                    (pitch * 3.93, 0.22, 0.1),
                    (pitch * 9.2, 0.06, 0.04),
                ]
                x[first : first + length] += craft.modes(length, bars, rng, 0.001)
        start += 2.0
    return craft.room(craft.band(np.tanh(1.2 * x), 450, 9000, 2), 0.4, 6000, 0.16)


def phone_buzz(seconds: float, rng: Random) -> Stereo:
    """A telephone that shakes on a table top."""
    n = craft.samples(seconds)
    time = craft.clock(n)
    on = (np.mod(time, 1.5) < 0.85).astype(float)
    on = np.convolve(on, np.hanning(craft.samples(0.05)) / np.sum(np.hanning(craft.samples(0.05))), mode="same")
    motor = craft.tone(152.0 + 6.0 * craft.wander(rng, n, 3, -1, 1), n)
    hum = np.tanh(2.4 * motor) + 0.4 * craft.tone(305.0, n)
    rattle = craft.noise(rng, n, 900, 5200, 1) * np.clip(motor, 0, 1) ** 6 * craft.wander(rng, n, 9, 0.3, 1.0)
    table = craft.band(hum, 100, 900, 1) + 0.5 * rattle
    return craft.room(table * on * craft.swell(n, 0.01, 0.04), 0.35, 3500, 0.2)


_BLADE = ((1180, 0.5, 1.3), (1960, 0.6, 1.2), (2890, 0.8, 1.0), (3730, 0.7, 0.9), (4870, 0.6, 0.75), (6120, 0.5, 0.6),
          (7640, 0.4, 0.45), (9380, 0.3, 0.35), (11200, 0.2, 0.25))  # fmt: skip


def sword_draw(seconds: float, rng: Random) -> Stereo:
    """Steel out of a scabbard: the scrape climbs, the blade rings on."""
    n = craft.samples(seconds)
    length = min(0.42, seconds * 0.5)

    def spectrum(at: np.ndarray, hertz: np.ndarray) -> np.ndarray:
        part = np.clip(at / length, 0, 1)
        force = np.where(at < length, np.sin(np.pi * part**1.6) ** 0.8, 0.0)
        edge = craft.hump(hertz, 2600 + 4200 * part, 0.22) + 0.6 * craft.hump(hertz, 5200 + 5200 * part, 0.12)
        return force * (edge + 0.25 * craft.hump(hertz, 900.0, 0.5))

    scrape = craft.paint(rng, n, spectrum, 512)
    ring = np.zeros(n)
    first = min(n - 1, craft.samples(length * 0.7))
    ring[first:] = craft.modes(n - first, [(f, a * 0.4, t * 1.3) for f, a, t in _BLADE[2:]], rng, 0.004)
    ring[first:] *= np.clip(craft.clock(n - first) / 0.05, 0, 1)
    return craft.room(scrape * 1.4 + ring, 1.4, 8000, 0.28)


def sword_clash(seconds: float, rng: Random) -> Stereo:
    """Two blades meet, and meet again."""
    n = craft.samples(seconds)
    out = craft.silence(n)
    blows = [(0.003, 1.0, 0.1)] + ([(0.34, 0.75, -0.2)] if seconds > 0.9 else [])
    for at, gain, pan in blows:
        length = n - craft.samples(at)
        tune = rng.uniform(0.92, 1.1)
        pairs = [(f * tune * twin, a * 0.4, t) for f, a, t in _BLADE for twin in (1.0, 1.006 + 0.004 * rng.random())]
        blow = craft.modes(length, pairs, rng, 0.01)
        hit = min(length, craft.samples(0.09))
        blow[:hit] += craft.noise(rng, hit, 1800, 14000, 1) * craft.decay(hit, 0.03, 0.0002) * 1.3
        blow[:hit] += craft.modes(hit, [(240, 0.6, 0.05), (520, 0.5, 0.04)], rng)
        craft.place(out, np.tanh(blow), at, gain, pan)
    return craft.room(out, 1.5, 8000, 0.25)


def glass(seconds: float, rng: Random) -> Stereo:
    """A glass breaks: the blow, the burst, and the pieces coming down."""
    out = craft.silence(craft.samples(seconds))
    n = craft.samples(0.3)
    burst = craft.noise(rng, n, 2500, 15000, 1) * craft.decay(n, 0.12, 0.0004)
    burst += craft.modes(n, [(1420, 0.6, 0.06), (2350, 0.6, 0.08), (3910, 0.5, 0.1), (420, 0.5, 0.04)], rng, 0.05)
    craft.place(out, burst, 0.003, 1.0)
    fall = min(1.3, max(0.2, seconds - 0.35))
    for _ in range(int(34 * min(1.0, fall))):
        at = 0.02 + fall * rng.random() ** 1.7
        base = np.exp(rng.uniform(np.log(2100), np.log(8200)))
        shard = craft.modes(
            craft.samples(0.22), [(base, 0.7, 0.16), (base * 1.52, 0.5, 0.11), (base * 2.27, 0.35, 0.07)], rng, 0.03
        )
        craft.place(out, shard, at, rng.uniform(0.08, 0.42) * (1.15 - at / (fall + 0.1)), rng.uniform(-0.8, 0.8))
    return craft.room(out, 0.9, 9000, 0.22)


def chime(seconds: float, rng: Random) -> Stereo:
    """Small hanging tubes stirred by the air, in a pentatonic scale."""
    n = craft.samples(seconds)
    out = craft.silence(n)
    scale = (1046.5, 1174.7, 1318.5, 1568.0, 1760.0, 2093.0)
    at = 0.01
    while at < seconds - 0.15:
        pitch = scale[int(rng.integers(len(scale)))]
        tube = [(pitch, 0.7, 2.6), (pitch * 2.756, 0.35, 1.3), (pitch * 5.404, 0.18, 0.6), (pitch * 1.003, 0.4, 2.4)]
        craft.place(out, craft.modes(min(n, craft.samples(2.8)), tube, rng), at, rng.uniform(0.25, 0.8), rng.uniform(-0.6, 0.6))
        at += rng.choice((0.11, 0.19, 0.33, 0.6)) * rng.uniform(0.9, 1.2) * (1.0 if at < 1.2 else 2.2)
    return craft.room(out, 2.0, 9000, 0.3) * craft.swell(n, 0.001, min(0.6, seconds * 0.25))[:, None]


EFFECTS = {
    "door": door, "knock": knock, "phone-ring": phone_ring, "phone-buzz": phone_buzz, "sword-draw": sword_draw,
    "sword-clash": sword_clash, "glass": glass, "chime": chime,
}  # fmt: skip
AMBIENCES: frozenset[str] = frozenset()
