"""What music is made of before it sounds: scales, moods, chord progressions, voice leading, melodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Random = np.random.Generator
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11), "lydian": (0, 2, 4, 6, 7, 9, 11), "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10), "dorian": (0, 2, 3, 5, 7, 9, 10), "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mood:
    """How a mood is composed. `tempo` beats a minute; `progressions` scale degrees from 0, a chord a bar; `chord` the
    steps of each chord above its degree; `pulse` 0 none, 1 quarters, 2 eighths, 4 sixteenths; `melody` how much of the
    time the tune plays; `weight` -1 high and light to 1 low and heavy; `build` grows to the end instead of arching."""

    scale: str
    tempo: float
    progressions: tuple[tuple[int, ...], ...]
    instruments: tuple[str, ...]
    chord: tuple[int, ...] = (0, 2, 4)
    pulse: int = 2
    melody: float = 0.5
    weight: float = 0.0
    build: bool = False


MOODS = {
    "tense": Mood(
        "harmonic",
        96,
        ((0, 0, 5, 4), (0, 1, 0, 4)),
        ("strings", "plucks", "drone", "drums"),
        pulse=4,
        melody=0.15,
        weight=0.6,
        build=True,
    ),
    "sad": Mood("minor", 58, ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 4)), ("piano", "strings", "pads"), melody=0.65),
    "tender": Mood(
        "major",
        66,
        ((0, 2, 3, 4), (0, 4, 5, 3), (0, 5, 3, 4)),
        ("piano", "pads", "strings"),
        chord=(0, 2, 4, 8),
        melody=0.6,
        weight=-0.3,
    ),
    "hopeful": Mood(
        "lydian",
        84,
        ((0, 4, 5, 3), (0, 1, 3, 4), (3, 4, 0, 5)),
        ("strings", "plucks", "piano", "pads"),
        melody=0.5,
        weight=-0.2,
        build=True,
    ),
    "epic": Mood(
        "minor",
        100,
        ((0, 5, 2, 6), (0, 5, 6, 0), (0, 3, 5, 6)),
        ("strings", "drums", "choir", "drone"),
        pulse=4,
        melody=0.4,
        weight=0.5,
        build=True,
    ),
    "mystery": Mood(
        "dorian",
        68,
        ((0, 3, 0, 1), (0, 2, 3, 0)),
        ("bells", "pads", "plucks", "drone"),
        chord=(0, 2, 4, 8),
        melody=0.4,
        weight=0.1,
    ),
    "menace": Mood(
        "phrygian",
        60,
        ((0, 1, 0, 1), (0, 0, 1, 6)),
        ("drone", "drums", "strings"),
        chord=(0, 4, 7),
        pulse=1,
        melody=0.1,
        weight=1.0,
        build=True,
    ),
    "romantic": Mood(
        "major",
        72,
        ((0, 5, 1, 4), (0, 2, 5, 3), (3, 4, 2, 5)),
        ("strings", "piano", "pads"),
        chord=(0, 2, 4, 6),
        melody=0.7,
        weight=-0.2,
    ),
    "calm": Mood(
        "major",
        60,
        ((0, 3, 0, 4), (0, 5, 3, 0)),
        ("guzheng", "pads", "flute"),
        chord=(0, 2, 4, 8),
        melody=0.5,
        weight=-0.4,
    ),
    "triumph": Mood(
        "mixolydian",
        104,
        ((0, 6, 3, 0), (0, 4, 6, 3), (0, 3, 6, 0)),
        ("strings", "drums", "choir", "bells"),
        melody=0.7,
        build=True,
    ),
}
_RHYTHMS = {  # two bars of four beats: (beat, length)
    2: ((0.0, 3.0), (4.0, 2.0), (6.0, 2.0)),
    1: ((0.0, 1.5), (1.5, 0.5), (2.0, 2.0), (4.0, 3.0)),
    3: ((0.0, 2.0), (2.0, 1.0), (3.0, 1.0), (4.0, 2.0), (6.0, 1.5)),
    4: ((1.0, 1.0), (2.0, 1.5), (3.5, 0.5), (4.0, 2.5)),
    5: ((0.0, 1.0), (1.0, 1.0), (2.0, 2.0), (4.0, 1.0), (5.0, 3.0)),
}


def pitch(scale: Sequence[int], tonic: int, degree: int) -> int:
    """The MIDI pitch of a scale degree (0 is the tonic, 7 its octave; negative goes down)."""
    octave, step = divmod(degree, len(scale))
    return tonic + 12 * octave + scale[step]


def progression(mood: Mood, bars: int, rng: Random) -> list[int]:
    """A chord degree for each bar: the mood's turns, one after another, home at the last."""
    turns = mood.progressions
    first = int(rng.integers(len(turns)))
    degrees: list[int] = []
    while len(degrees) < bars:
        phrase = len(degrees) // 4
        degrees += turns[(first + (1 if phrase % 4 == 3 else 0)) % len(turns)]
    degrees = degrees[:bars]
    if bars > 1 and degrees[-1] == 0:
        degrees[-1] = 4 if mood.scale not in ("phrygian", "dorian") else 1
    return degrees


def voicings(mood: Mood, tonic: int, degrees: Sequence[int]) -> list[list[int]]:
    """For each chord its upper voices, each moving as little as it can from the chord before."""
    scale = SCALES[mood.scale]
    centre = tonic + 15 - round(5 * mood.weight)
    before: list[int] = []
    out = []
    for degree in degrees:
        tones = [pitch(scale, tonic, degree + step) % 12 for step in mood.chord]
        aims = before or [centre - 5 + round(11 * k / max(1, len(tones) - 1)) for k in range(len(tones))]
        chord: list[int] = []
        free = list(tones)
        for aim in aims:
            near = _nearest(free, aim)
            free.remove(near)
            note = aim + (near - aim + 6) % 12 - 6
            chord.append(note + (12 if note < centre - 10 else -12 if note > centre + 11 else 0))
        before = sorted(chord)
        out.append(before)
    return out


def _nearest(tones: Sequence[int], aim: int) -> int:
    """The one of `tones` (0 to 11) that lies nearest to `aim` in any octave; the lower of two."""
    return min(tones, key=lambda tone: (abs((tone - aim + 6) % 12 - 6), tone))


def melody(
    mood: Mood, tonic: int, degrees: Sequence[int], rng: Random, pentatonic: bool
) -> list[tuple[float, float, int, float]]:
    """A tune of two-bar phrases in the form A A' B A: (beat, beats, MIDI pitch, strength) each."""
    scale = SCALES[mood.scale]
    names = sorted(_RHYTHMS)
    motifs = [_RHYTHMS[names[int(rng.integers(len(names)))]] for _ in range(2)]
    shapes = [[int(s) for s in rng.integers(-2, 3, 8)] for _ in range(2)]
    tune = []
    height = 7 + round(-2 * mood.weight)
    for phrase in range((len(degrees) + 1) // 2):
        which = 1 if phrase % 4 == 2 else 0
        if rng.random() > mood.melody * 1.5 and phrase % 4 != 0:
            continue
        step = height + shapes[which][0] + int(rng.integers(-1, 2))
        for k, (beat, length) in enumerate(motifs[which]):
            bar = min(len(degrees) - 1, phrase * 2 + int(beat // 4))
            strong = beat % 2 == 0
            step += shapes[which][k % 8] if phrase % 4 != 3 or k < 2 else -1
            step = max(height - 5, min(height + 6, step))
            if strong:
                step = min(
                    (degrees[bar] + s + 7 * o for s in mood.chord[:3] for o in (0, 1, 2)),
                    key=lambda d: (abs(d - step), d),
                )
            played = _pentatonic(scale, step) if pentatonic else step
            tune.append((phrase * 8 + beat, length, pitch(scale, tonic + 12, played), 0.8 if strong else 0.62))
    return tune


def _pentatonic(scale: Sequence[int], degree: int) -> int:
    """The degree, or its neighbour below, that belongs to the five-note scale (no fourth or seventh in major, no second
    or sixth in minor)."""
    out = (3, 6) if scale[2] == 4 else (1, 5)
    return degree - 1 if degree % 7 in out else degree
