"""A setup as a model sees it: people in thirds of the frame, without ids, without what the finish does; tight sizes as a part
of a wider picture; and apart from it what comes and goes."""

from __future__ import annotations

from dataclasses import replace

from ...stdlib import data, vocabulary
from ..base.nodes import node
from ..bible.wording import NOTHING
from ..cut.nodes import Costume, Set, Setup
from .still import side

_SIDES = {"left": -0.5, "middle": 0.0, "right": 0.5}


@node
class Window:
    """The part of a keyframe that a shot begins with: `factor` times enlarged around the face of whoever stands at `x`."""

    factor: float
    x: float


def views(setup: Setup, *, edits: bool) -> tuple[Setup, Setup, Window | None]:
    """The setup whose keyframe `setup` begins with, what is really seen (the same, or a change to it), and the window of it.
    With a model that changes no pictures (`edits`) both are the same."""
    plain, window = camera_of(setup)
    seen = plain if setup.size in data("lowering")["hands"] else without_things(plain)
    return (bare_of(seen) if edits else seen), seen, window


def closest(setup: Setup) -> float:
    """How many times the keyframe of `setup` may be enlarged by windows of it."""
    tightened = data("lowering")["tightened"]
    tight = [one for one, wide in tightened.items() if wide == setup.size] if _alone(setup) else []
    return max((_factor(setup.size, one) for one in tight), default=1.0)


def camera_of(setup: Setup) -> tuple[Setup, Window | None]:
    """The setup whose picture `setup` begins with, as a model sees it (people in thirds of the frame, no ids, no grade), and
    the window of that picture."""
    tightened = data("lowering")["tightened"]
    wide = tightened.get(setup.size, setup.size) if _alone(setup) else setup.size
    figures = tuple(replace(one, x=_SIDES[side(one.x)], costume=replace(one.costume, character=""),
                            holding=replace(one.holding, id="") if one.holding else None) for one in setup.figures)
    plain = replace(
        setup, size=wide, composition=_composition(setup), figures=figures, set=_around(setup),
        insert=replace(setup.insert, id="") if setup.insert else None,
        style=replace(setup.style, grade="", treatment="", grain=0.0, vignette=0.0))
    if wide == setup.size:
        return plain, None
    return plain, Window(_factor(wide, setup.size), figures[0].x)


def _composition(setup: Setup) -> str:
    """How the picture is built, as far as it can be told apart: a reaction is a single, a wide shot with people in it is one
    whether it establishes the place or not."""
    peopled = setup.composition == "establishing" and setup.figures
    return setup.composition if setup.composition in data("prompts")["compositions"] and not peopled else "single"


def _around(setup: Setup) -> Set:
    """What is seen of the place. Of weather and hour, from inside, only what an opening shows: lamps look the same at dusk and
    at night. What fills the frame, a thing or a face, has the light of the place and nothing of it behind."""
    place, facts = setup.set, data("lowering")
    thing = setup.insert is not None and not setup.figures
    if thing or setup.size in facts["filled"]:
        place = replace(place, kind="", colours=(), features=(), words=NOTHING, things=())
    shut = place.interior and not set(place.features) & set(facts["openings"])
    return replace(place, place="", weather="clear" if shut or thing else place.weather,
                   time="" if shut and place.light in facts["lit"] else place.time)


def bare_of(setup: Setup) -> Setup:
    """`setup` without what comes and goes: things in hand, marks."""
    return replace(without_things(setup), figures=tuple(
        replace(one, holding=None, costume=unmarked(one.costume)) for one in setup.figures))


def unmarked(one: Costume) -> Costume:
    """`one` without what it bears for a time."""
    return replace(one, marks=(), said=replace(one.said, marks=()))


def without_things(setup: Setup) -> Setup:
    """`setup` with nothing in hand."""
    return replace(setup, figures=tuple(replace(one, holding=None) for one in setup.figures))


def _alone(setup: Setup) -> bool:
    """Whether one person is in the picture, so that nobody is cut off when it is tightened."""
    return len(setup.figures) == 1 and not setup.figures[0].foreground and setup.insert is None


def _factor(wide: str, tight: str) -> float:
    sizes = vocabulary("sizes").entries
    return round(float(sizes[tight]["head"]) / float(sizes[wide]["head"]), 3)
