"""The words for pictures that stand still: a person's reference, a set's plate, a keyframe, a change to a keyframe."""

from __future__ import annotations

from collections.abc import Sequence

from ...stdlib import data
from ..cut.nodes import Costume, Figure, Posture, Set, Setup
from .fit import Part
from .people import clothes, face, identity, marks, short, thing
from .words import a, colour, label, phrase, words_of

PLACES = {"left": -0.5, "near-left": -0.36, "middle": 0.0, "near-right": 0.36, "right": 0.5}
"""The parts of the frame that a model can be told of, and where in it somebody stands there (-1 left edge to 1 right edge)."""
MIDDLE, NEAR = 0.25, 0.4
"""How far from the middle of the frame somebody still stands in the middle, and just beside it."""


def reference(one: Costume) -> list[Part]:
    """The words for the reference picture of a person."""
    return [Part(data("prompts")["reference"]), Part(face(one)), Part(clothes(one))]


def plate(place: Set, palette: Sequence[str]) -> list[Part]:
    """The words for an empty set."""
    return [Part(data("prompts")["plate"]), *surroundings(place), *tint(palette), Part(data("prompts")["style"], 4)]


def keyframe(setup: Setup) -> list[Part]:
    """The words for the first picture of a setup: camera, people, place."""
    inside = [Part(f"{thing(setup.insert)} fills the frame")] if setup.insert else []
    return [*camera(setup), *inside, *people(setup.figures), *surroundings(setup.set), *tint(setup.style.palette),
            Part(data("prompts")["style"], 4)]


def change(bare: Setup, seen: Setup) -> list[Part]:
    """The words that bring the picture of `bare` to `seen`, in which people hold things and bear marks that they do not there."""
    found = []
    for one, before in zip(seen.figures, bare.figures, strict=True):
        there = marks(before.costume)
        held = [f"holds {thing(one.holding)}"] if one.holding else []
        told = [*held, *(f"has {part.text}" for part in marks(one.costume) if part not in there)]
        if told:
            found.append(Part(f"{short(one.costume)} now {' and '.join(told)}"))
    return [*found, Part("everything else stays as it is")]


def camera(setup: Setup) -> list[Part]:
    """Size, composition and angle."""
    composition = setup.composition if setup.composition in data("prompts")["compositions"] else ""
    thing = setup.insert is not None and not setup.figures  # it fills the frame: the words for sizes are those of faces
    return [Part("" if thing else phrase("sizes", setup.size)), Part(phrase("compositions", composition)),
            Part(phrase("angles", setup.angle))]


def people(figures: Sequence[Figure]) -> list[Part]:
    """Everybody in the picture, where they stand and which way they face, with what they bear and hold."""
    found = []
    for one in figures:
        held = [f"holding {thing(one.holding)}"] if one.holding else []
        borne = [f"has {part.text}" for part in marks(one.costume)]
        told = [identity(one.costume), *([posture(one.posture)] if one.posture else []), *borne, *held,
                phrase("facing", one.facing)]
        found.append(Part(f"{phrase('sides', side(one.x))}: {', '.join(told)}"))
    return found


def posture(one: Posture) -> str:
    """How somebody is placed: `seated on a chair at a table`."""
    parts = (phrase("postures", one.kind), words_of("seats", one.seat), words_of("tables", one.table))
    return " ".join(part for part in parts if part)


def surroundings(place: Set) -> list[Part]:
    """The place at its time and in its weather."""
    built = a(place.words.own or label("places", place.kind))
    where = f"{'inside' if place.interior else 'outside'} {built}" if place.kind else ""
    weather = phrase("weathers", place.weather)
    weather = f"outside {weather}" if weather and place.interior else weather
    features = [one.own for one in place.things] or [label("place_features", one) for one in place.features]
    colours = list(dict.fromkeys(colour(one) for one in place.colours[:3]))
    return [Part(where), Part(phrase("times", place.time)),
            Part(weather), Part(phrase("lights", place.light), 1),
            Part(f"with {', '.join(features)}" if features else "", 2),
            Part(f"colours {', '.join(colours)}" if colours else "", 3)]


def tint(palette: Sequence[str]) -> list[Part]:
    """The palette of a look."""
    colours = list(dict.fromkeys(colour(one) for one in palette))
    return [Part(f"palette of {', '.join(colours)}" if colours else "", 3)]


def side(x: float) -> str:
    """Where somebody at `x` stands: one of PLACES."""
    if abs(x) < MIDDLE:
        return "middle"
    near = "near-" if abs(x) < NEAR else ""
    return f"{near}{'left' if x < 0 else 'right'}"
