"""What each emotion does to a face at full intensity, and what each spoken shape does to the mouth.

The amounts are du (hundredths of a head) for places, fractions for openings. Which muscles move together follows the
Facial Action Coding System (Ekman and Friesen): joy 6+12, sadness 1+4+15, anger 4+5+7+23, fear 1+2+4+5+20,
surprise 1+2+5+26, contempt 14 on one side.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Face:
    """A face's state. Brows: `inner`, `peak`, `outer` heights (down positive), `knit` together; `lift` raises one
    brow alone. `lid` upper lid openness (1 at rest), `under` how far the lower lid comes up. Mouth: `corner` up,
    `lopsided` one corner alone, `pout` lip fullness, `press` lips together, `bare` teeth while closed, `part` open at
    rest, `stretch` wider. `flush` blush, `wet` eyes, `tears` running, `frown` lines between the brows, `iris` size,
    `look_x`, `look_y` gaze (down positive), `drop` head down, `lean` head tilt in degrees, `pale` blood gone."""

    inner: float = 0.0
    peak: float = 0.0
    outer: float = 0.0
    knit: float = 0.0
    lift: float = 0.0
    lid: float = 1.0
    under: float = 0.0
    corner: float = 0.0
    lopsided: float = 0.0
    pout: float = 0.0
    press: float = 0.0
    bare: float = 0.0
    part: float = 0.0
    stretch: float = 1.0
    flush: float = 0.0
    wet: float = 0.0
    tears: float = 0.0
    frown: float = 0.0
    iris: float = 1.0
    look_x: float = 0.0
    look_y: float = 0.0
    drop: float = 0.0
    lean: float = 0.0
    pale: float = 0.0


@dataclass(frozen=True, slots=True)
class Lips:
    """A spoken shape. `open` du between the lips, `wide` width factor, `round` pursing 0 to 1, `teeth` and `lower`
    show the rows, `tongue` height 0 to 1, `bite` the lower lip under the teeth, `jaw` du that the chin drops."""

    open: float = 0.0
    wide: float = 1.0
    round: float = 0.0
    teeth: float = 0.0
    lower: float = 0.0
    tongue: float = 0.0
    bite: float = 0.0
    jaw: float = 0.0


REST = Face()

EMOTIONS: dict[str, Face] = {
    "neutral": REST,
    "joy": Face(
        inner=-0.6, peak=-1.4, outer=-0.6, lid=0.8, under=0.62, corner=3.6, stretch=1.22, flush=0.6, bare=1.0, part=2.6, lean=2.0
    ),
    "tender": Face(
        inner=-1.0,
        peak=-0.6,
        outer=0.3,
        lid=0.82,
        under=0.34,
        corner=1.6,
        stretch=1.05,
        flush=0.5,
        wet=0.4,
        look_y=0.08,
        lean=3.5,
    ),
    "sad": Face(
        inner=-3.0,
        peak=-0.4,
        outer=1.8,
        knit=0.8,
        lid=0.74,
        under=0.12,
        corner=-1.9,
        pout=0.4,
        wet=0.7,
        flush=0.15,
        look_y=0.42,
        drop=0.3,
        lean=3.0,
        frown=0.25,
    ),
    "tears": Face(
        inner=-3.6,
        peak=-0.4,
        outer=2.0,
        knit=1.4,
        lid=0.72,
        under=0.42,
        corner=-2.2,
        pout=0.3,
        part=0.6,
        wet=1.0,
        tears=1.0,
        flush=0.75,
        look_y=0.1,
        frown=0.5,
        lean=2.0,
    ),
    "anger": Face(
        inner=3.4,
        peak=0.6,
        outer=-2.4,
        knit=1.8,
        lid=0.92,
        under=0.42,
        corner=-1.7,
        press=0.6,
        stretch=1.05,
        frown=1.0,
        flush=0.3,
        iris=0.92,
        drop=0.18,
    ),
    "cold": Face(
        inner=1.5,
        peak=0.2,
        outer=-1.2,
        knit=0.6,
        lid=0.68,
        under=0.2,
        corner=-0.7,
        press=0.45,
        stretch=0.95,
        iris=0.95,
        look_y=0.06,
        drop=-0.12,
    ),
    "fear": Face(
        inner=-3.6,
        peak=-2.6,
        outer=-0.6,
        knit=1.5,
        lid=1.22,
        under=0.1,
        corner=-1.6,
        stretch=1.14,
        part=1.6,
        bare=0.3,
        iris=0.8,
        frown=0.4,
        pale=0.6,
        wet=0.35,
    ),
    "shock": Face(inner=-3.6, peak=-4.4, outer=-2.8, lid=1.32, corner=-0.4, stretch=0.82, part=4.2, iris=0.78, pale=0.4),
    "contempt": Face(
        inner=0.9,
        peak=-0.6,
        outer=-1.4,
        lift=2.4,
        lid=0.66,
        under=0.3,
        corner=-0.3,
        lopsided=3.0,
        press=0.35,
        look_y=0.2,
        drop=-0.3,
        lean=-3.0,
    ),
    "resolve": Face(
        inner=2.0, peak=0.2, outer=-1.6, knit=1.0, lid=0.96, under=0.3, corner=-0.5, press=0.7, stretch=0.98, frown=0.4
    ),
    "pain": Face(
        inner=-0.4,
        peak=2.0,
        outer=1.0,
        knit=2.2,
        lid=0.36,
        under=0.7,
        corner=-1.8,
        stretch=1.2,
        part=1.5,
        bare=1.0,
        frown=1.0,
        flush=0.35,
        lean=-3.0,
        drop=0.2,
    ),
    "suspicion": Face(
        inner=1.7,
        peak=0.4,
        outer=-0.8,
        lift=2.6,
        knit=0.8,
        lid=0.6,
        under=0.5,
        corner=-0.7,
        lopsided=-0.9,
        press=0.3,
        look_x=0.25,
        frown=0.35,
        lean=-2.5,
    ),
    "plead": Face(
        inner=-4.0,
        peak=-1.4,
        outer=1.2,
        knit=1.2,
        lid=1.1,
        under=0.22,
        corner=-1.0,
        pout=0.45,
        part=1.0,
        wet=1.0,
        flush=0.45,
        look_y=-0.22,
        iris=1.08,
        frown=0.3,
        lean=4.0,
        drop=0.1,
    ),
    "shy": Face(
        inner=-1.8,
        peak=-0.8,
        outer=0.8,
        lid=0.7,
        under=0.3,
        corner=1.1,
        stretch=0.9,
        press=0.2,
        flush=1.0,
        look_x=-0.4,
        look_y=0.5,
        drop=0.35,
        lean=5.0,
    ),
}

MOUTHS: dict[str, Lips] = {
    "X": Lips(),
    "A": Lips(wide=0.95, bite=0.0, round=0.12, open=-0.5),
    "B": Lips(open=1.7, wide=1.06, teeth=1.0, lower=0.6, jaw=0.4),
    "C": Lips(open=3.7, wide=1.04, teeth=0.8, tongue=0.45, jaw=1.2),
    "D": Lips(open=6.6, wide=1.08, teeth=0.75, tongue=0.55, jaw=2.6),
    "E": Lips(open=4.3, wide=0.84, round=0.55, teeth=0.35, tongue=0.35, jaw=1.6),
    "F": Lips(open=2.1, wide=0.56, round=1.0, jaw=0.6),
    "G": Lips(open=1.3, wide=0.98, teeth=1.0, bite=1.0, jaw=0.3),
    "H": Lips(open=3.6, wide=0.98, teeth=0.7, tongue=1.0, jaw=1.1),
}


def face_of(emotion: str, intensity: float) -> Face:
    """The face of `emotion` at `intensity` 0 to 1; raises KeyError for an emotion that is not known."""
    full = EMOTIONS[emotion]
    amount = max(0.0, min(1.0, intensity))
    amount = 0.35 * (amount > 0) * min(1.0, amount * 4) + 0.65 * amount if emotion != "neutral" else 0.0
    values = {f.name: getattr(REST, f.name) + (getattr(full, f.name) - getattr(REST, f.name)) * amount for f in fields(Face)}
    return Face(**values)
