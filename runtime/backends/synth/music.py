"""A bed of music to order: mood and instruments to a composition, a composition to sound, exactly so long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...assemble import levels
from ...assemble.reverb import impulse, wet
from . import harmony
from .craft import RATE, Random, Stereo, band, samples, silence
from .harmony import MOODS, Mood
from .instruments import INSTRUMENTS, frequency

LEVEL = -20.0
"""LUFS of every bed; dialogue stands at -18 and the mix takes the bed down from there."""
SHORTEST, LONGEST = 0.5, 600.0
PEAK = 0.89
_SUSTAINING = ("pads", "strings", "choir")
_PULSING = ("plucks", "guzheng", "piano", "strings")
_SINGING = ("flute", "guzheng", "strings", "piano", "bells")
_HALL = {
    "drums": 0.22,
    "drone": 0.1,
    "piano": 0.3,
    "plucks": 0.35,
    "strings": 0.42,
    "pads": 0.35,
    "choir": 0.6,
    "flute": 0.5,
    "bells": 0.5,
    "guzheng": 0.35,
}
_BALANCE = {"piano": -3.0, "guzheng": -4.0, "flute": -5.0, "drums": -1.0, "plucks": -7.0, "bells": -9.0,
            "strings": -7.0, "choir": -9.0, "pads": -12.0, "drone": -8.0}  # fmt: skip
"""Decibels of each instrument against the others while it plays: what is struck stands before what is held."""


@dataclass(frozen=True, slots=True)
class Note:
    """`start` and `length` in seconds, `pitch` as MIDI number, `strength` 0 to 1."""

    instrument: str
    start: float
    length: float
    pitch: float
    strength: float


@dataclass(frozen=True, slots=True)
class Form:
    """The plan of a bed: so many bars of `bar` seconds, then the last chord at `end`, which rings out."""

    mood: Mood
    bars: int
    bar: float
    end: float
    tension: float

    def force(self, at: float) -> float:
        """How hard to play at `at` seconds: an arch with its height at two thirds, or a climb."""
        part = min(1.0, max(0.0, at / max(self.end, 0.1)))
        shape = (
            0.45 + 0.55 * part if self.mood.build else 0.62 + 0.38 * np.sin(np.pi * min(1.0, part * 0.75 + 0.08)) ** 2
        )
        return float(min(1.0, (0.42 + 0.5 * self.tension) * shape + 0.08))


def render(moods: Sequence[str], instruments: Sequence[str], seconds: float, tension: float, seed: int) -> Stereo:
    """A bed of exactly so many seconds (held within 0.5 and 600), stereo at 48 kHz, at LEVEL.

    The first mood gives harmony and form, a second its tempo and colours. No instruments means the mood's own. The same
    arguments give the same samples. Raises KeyError for an unknown mood or instrument."""
    seconds = min(LONGEST, max(SHORTEST, seconds))
    chosen = _blend([MOODS[name] for name in moods] or [MOODS["calm"]])
    band_names = tuple(dict.fromkeys(instruments)) or chosen.instruments
    unknown = [name for name in band_names if name not in INSTRUMENTS]
    if unknown:
        raise KeyError(unknown[0])
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 17])
    form = plan(chosen, seconds, min(1.0, max(0.0, tension)))
    return _finish(_play(compose(form, band_names, rng), samples(seconds), rng), seconds)


def _blend(moods: Sequence[Mood]) -> Mood:
    first = moods[0]
    if len(moods) == 1:
        return first
    names = tuple(dict.fromkeys([*first.instruments[:3], *moods[1].instruments[:2]]))
    return replace(
        first, tempo=(first.tempo * 2 + moods[1].tempo) / 3, instruments=names, build=first.build or moods[1].build
    )


def plan(mood: Mood, seconds: float, tension: float) -> Form:
    """Whole bars that end so that the last chord has time to ring, at the tempo nearest to the mood's."""
    tail = min(3.6, seconds * 0.3)
    end = seconds - tail
    wanted = 240.0 / (mood.tempo * (0.94 + 0.14 * tension))
    bars = max(1, round(end / wanted))
    if bars > 3:
        bars = min((bars // 2 * 2, bars // 2 * 2 + 2), key=lambda b: (abs(end / b - wanted), b))
    return Form(mood, bars, end / bars, end, tension)


def compose(form: Form, names: Sequence[str], rng: Random) -> list[Note]:
    """All the notes of a bed."""
    tonic = int(rng.choice((45, 46, 48, 50, 51, 43))) - round(2 * form.mood.weight)
    degrees = harmony.progression(form.mood, form.bars, rng)
    chords = harmony.voicings(form.mood, tonic, [*degrees, 0])
    scale = harmony.SCALES[form.mood.scale]
    roots = [harmony.pitch(scale, tonic, degree if degree < 5 else degree - 7) for degree in [*degrees, 0]]
    notes = _harmony(form, names, chords, roots) + _pulse(form, names, chords, roots, rng)
    notes += _drums(form, names, rng) + _melody(form, names, tonic, degrees, rng)
    return notes + _ending(form, names, chords[-1], roots[-1])


def _harmony(form: Form, names: Sequence[str], chords: Sequence[Sequence[int]], roots: Sequence[int]) -> list[Note]:
    notes = []
    layers = [name for name in _SUSTAINING if name in names]
    for place, name in enumerate(layers):
        for n in range(form.bars):
            at = n * form.bar
            if place and form.bars >= 8 and n < place * form.bars // 5:
                continue  # sections come in one after another
            force = form.force(at) * (0.85 if place else 1.0)
            notes += [Note(name, at, form.bar * 1.02, p + (12 if name == "choir" else 0), force) for p in chords[n]]
            if name != "choir":
                notes.append(
                    Note(name, at, form.bar * 1.02, roots[n] - (12 if form.mood.weight > 0.3 else 0), force * 0.9)
                )
    if "drone" in names:
        span = max(1, min(4, form.bars))
        for n in range(0, form.bars, span):
            length = form.bar * min(span, form.bars - n)
            notes.append(Note("drone", n * form.bar, length, roots[0] - 12, form.force(n * form.bar)))
    return notes


def _pulse(
    form: Form, names: Sequence[str], chords: Sequence[Sequence[int]], roots: Sequence[int], rng: Random
) -> list[Note]:
    name = next((name for name in _PULSING if name in names and (name != "strings" or form.mood.pulse == 4)), None)
    if name is None or (name == "guzheng" and len(names) > 1 and "flute" not in names):
        return []
    steps = 4 * form.mood.pulse if name != "piano" else 8
    order = [(0, 1, 2, 1), (0, 2, 1, 2), (2, 1, 0, 1), (0, 1, 2, 3)][int(rng.integers(4))]
    low = -12 if name == "strings" else 0
    notes = []
    for n in range(form.bars):
        if form.bars >= 8 and n < form.bars // 8 and name != "piano":
            continue
        voices = (
            [roots[n] + 12, *chords[n]]
            if form.mood.pulse < 4
            else [roots[n] + 12, roots[n] + 12, chords[n][0], roots[n] + 12]
        )
        for k in range(steps):
            if name != "piano" and form.mood.pulse < 4 and rng.random() < 0.22 and k % 4:
                continue
            at = n * form.bar + k * form.bar / steps + float(rng.normal(0, 0.006)) * (k > 0)
            accent = 1.0 if k == 0 else 0.82 if k % (steps // 4 or 1) == 0 else 0.62
            pitch = voices[order[k % 4] % len(voices)] + low + (12 if name == "bells" else 0)
            force = form.force(at) * accent * float(rng.uniform(0.88, 1.0))
            held = form.bar / steps * (0.8 if name == "strings" else 2.0 if name == "piano" else 1.0)
            notes.append(Note(name, max(0.0, at), held, pitch, force))
    if name == "piano":
        notes += [
            Note("piano", n * form.bar, form.bar, roots[n] - 12, form.force(n * form.bar) * 0.7)
            for n in range(form.bars)
        ]
    return notes


def _drums(form: Form, names: Sequence[str], rng: Random) -> list[Note]:
    if "drums" not in names:
        return []
    heavy = form.mood.weight > 0.8
    patterns = (
        ((0.0, 1.0), (2.5, 0.55)),
        ((0.0, 1.0), (1.5, 0.6), (2.0, 0.75), (3.5, 0.5)),
        ((0.0, 1.0), (0.75, 0.55), (1.5, 0.7), (2.0, 0.85), (2.75, 0.55), (3.5, 0.7)),
    )
    notes = []
    for n in range(form.bars):
        at = n * form.bar
        force = form.force(at)
        which = 0 if heavy or force < 0.4 else 1 if force < 0.62 else 2
        if form.bars >= 6 and n == 0 and not heavy:
            which = 0
        for beat, accent in patterns[which]:
            pitch = 33.0 if beat == 0 else 38.0 + 3 * float(rng.integers(0, 2))
            notes.append(Note("drums", at + beat / 4 * form.bar, 1.0, pitch, min(1.0, force * accent * 1.15)))
        if which == 2 and n % 4 == 3:
            roll = np.linspace(3.0, 3.875, 8)
            notes += [
                Note("drums", at + b / 4 * form.bar, 0.3, 42.0, force * (0.35 + 0.06 * i)) for i, b in enumerate(roll)
            ]
    return notes


def _melody(form: Form, names: Sequence[str], tonic: int, degrees: Sequence[int], rng: Random) -> list[Note]:
    singers = [name for name in _SINGING if name in names]
    if not singers or form.bars < 2:
        return []
    name = singers[0]
    beat = form.bar / 4
    tune = harmony.melody(form.mood, tonic, degrees, rng, pentatonic=name in ("flute", "guzheng"))
    rest = form.bars * 4 // 4 if form.bars >= 8 and len(names) > 1 else 0
    notes = []
    for at, length, pitch, accent in tune:
        if at < rest or at + length > form.bars * 4 + 0.01:
            continue
        up = {"flute": 12, "bells": 12, "piano": 12, "guzheng": 0, "strings": 12}[name]
        while pitch + up > 84:
            up -= 12
        start = at * beat + abs(float(rng.normal(0, 0.008)))
        notes.append(Note(name, start, length * beat * 0.95, pitch + up, min(1.0, form.force(start) * accent * 1.25)))
    return notes


def _ending(form: Form, names: Sequence[str], chord: Sequence[int], root: int) -> list[Note]:
    """The last chord: everybody once, and it rings."""
    force = form.force(form.end) * 0.9
    held = 1.1
    notes = []
    for name in names:
        if name == "drums":
            notes.append(Note(name, form.end, 1.0, 33.0, min(1.0, force * 1.2)))
        elif name == "drone":
            notes.append(Note(name, form.end, held, root - 12, force))
        elif name in ("flute", "bells"):
            notes.append(Note(name, form.end, held * 1.2, chord[-1] + 12, force * 0.8))
        else:
            spread = 0.045 if name in ("piano", "guzheng", "plucks") else 0.0
            voices = [root - (12 if name == "piano" else 0), *chord]
            notes += [
                Note(name, form.end + k * spread, held * 1.6, p, force * (0.6 if spread else 0.9))
                for k, p in enumerate(voices)
            ]
    return notes


def _play(notes: Sequence[Note], n: int, rng: Random) -> Stereo:
    """Every note sounded in its instrument's bus, each bus in the hall, the buses together."""
    buses: dict[str, Stereo] = {}
    made: dict[tuple[str, float, int, int, int], Stereo] = {}
    for count, note in enumerate(notes):
        bus = buses.setdefault(note.instrument, silence(n))
        # One take of a held note, and three of a struck one, serve a whole bed; strength is brought to each.
        take = 0 if note.instrument in _SUSTAINING and note.length > 0.4 else count % 3
        level = max(1, round(note.strength * 5))
        key = (note.instrument, note.pitch, round(note.length * 20), level, take)
        if key not in made:
            made[key] = INSTRUMENTS[note.instrument](frequency(note.pitch), max(0.05, note.length), level / 5, rng)
        first = round(note.start * RATE)
        part = made[key][: max(0, n - first)] * (0.25 + 0.75 * note.strength) / (0.25 + 0.75 * level / 5)
        bus[first : first + len(part)] += part
    dry, send = silence(n), silence(n)
    for name in INSTRUMENTS:
        if name in buses:
            bus = buses[name] * (levels.ratio(_BALANCE[name]) / _playing(buses[name]))
            dry += bus
            send += bus * _HALL[name]
    return dry + wet(send, impulse(RATE, 2.6, 4200, 0.02))[:n]


def _playing(bus: Stereo) -> float:
    """The level of a bus while its instrument plays: four fifths of its sounding 50 ms are quieter."""
    block = samples(0.05)
    count = max(1, len(bus) // block)
    rms = np.sqrt(np.mean(np.square(bus[: count * block]).reshape(count, -1), axis=1))
    sounding = rms[rms > max(1e-6, 0.05 * float(np.max(rms)))]
    return max(1e-6, float(np.quantile(sounding, 0.8))) if len(sounding) else 1.0


def _finish(x: Stereo, seconds: float) -> Stereo:
    x = band(x, 24.0, RATE / 2, 1)
    n = len(x)
    fade = samples(min(0.9, seconds * 0.15))
    x[n - fade :] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fade)))[:, None]
    loudness = levels.loudness(x, RATE)
    if np.isfinite(loudness):
        x = x * levels.ratio(LEVEL - loudness)
    over = np.maximum(np.abs(x) - 0.5, 0.0)
    return np.where(over > 0, np.sign(x) * (0.5 + (PEAK - 0.5) * np.tanh(over / (PEAK - 0.5))), x)
