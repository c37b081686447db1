"""A setup as a model sees it: people in parts of the frame, without ids, without what the finish does; tight sizes as a part
of a wider picture; and apart from it what comes and goes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ...stdlib import data, vocabulary
from ..base.nodes import node
from ..bible.wording import NOTHING
from ..cut.nodes import Costume, Figure, Set, Setup
from .still import PLACES, side

HEAD = 1.28
"""How wide a head is in a frame of 9 to 16, of the frame's width, for each part of the frame's height that it is high: a head is
about 0.72 times as wide as high."""
TOGETHER = 0.5
"""How far from the middle of the frame, of 1 at its edge, each of two may stand who can stand just beside it as well."""


Fresh = tuple[tuple[str, str], ...]
"""Marks, each after the character who bears it."""


@node
class Window:
    """The part of a keyframe that a shot begins with: `factor` times enlarged around what stands at `x` at the height of the
    eyes."""

    factor: float
    x: float


def views(setup: Setup, fresh: Fresh, *, edits: bool) -> tuple[Setup, Setup, Window | None]:
    """The setup whose keyframe `setup` begins with, what is really seen (the same, or a change to it), and the window of it.
    Without are things in hand and the `fresh` marks: whoever is marked from the beginning of a scene is seen so in all of it.
    With a model that changes no pictures (`edits`) both are the same."""
    plain, window = camera_of(setup)
    seen = plain if setup.size in data("lowering")["hands"] else without_things(plain)
    if not edits:
        return seen, seen, window
    return replace(seen, figures=tuple(
        _without(one, {mark for who, mark in fresh if who == whose.costume.character})
        for one, whose in zip(seen.figures, setup.figures, strict=True))), seen, window


def closest(setup: Setup) -> float:
    """How many times the keyframe of `setup` may be enlarged by windows of it."""
    return max((_factor(setup.size, one) for one, wide in _tightened(setup).items() if wide == setup.size), default=1.0)


def camera_of(setup: Setup) -> tuple[Setup, Window | None]:
    """The setup whose picture `setup` begins with, as a model sees it (people in parts of the frame, no ids, no grade), and
    the window of that picture."""
    thing = setup.insert is not None and not setup.figures
    wide = "ecu" if thing else _tightened(setup).get(setup.size, setup.size)
    near = len(setup.figures) == 2 and wide in _tightened(setup).values()
    figures = tuple(_seen(one, setup.size, near=near) for one in setup.figures)
    plain = replace(
        setup, size=wide, composition=_composition(setup), figures=figures, set=_around(setup),
        insert=replace(setup.insert, id="") if setup.insert else None,
        style=replace(setup.style, grade="", treatment="", grain=0.0, vignette=0.0))
    if thing or wide == setup.size:
        return plain, None
    return plain, Window(_factor(wide, setup.size), figures[0].x if len(figures) == 1 else 0.0)


def cut_off(setup: Setup) -> tuple[str, ...]:
    """The characters of `setup` whose heads the window of its picture cuts off: nobody, if all is well."""
    plain, window = camera_of(setup)
    if window is None:
        return ()
    half = HEAD * float(vocabulary("sizes").entries[setup.size]["head"])
    return tuple(one.costume.character for one, shown in zip(setup.figures, plain.figures, strict=True)
                 if abs(shown.x - window.x) * window.factor + half > 1)


def _seen(one: Figure, size: str, *, near: bool) -> Figure:
    """`one` as it is seen in a picture of `size`; of two who stand `near` each other each is just beside the middle."""
    if near:
        place = "near-left" if one.x < 0 else "near-right"
    else:
        place = side(one.x)
    held = replace(one.holding, id="") if one.holding and _made_out("props", one.holding.shape, size) else None
    posture = one.posture if one.posture is not None and one.posture.kind else None
    return replace(one, x=PLACES[place], costume=_borne(one, size), holding=held, posture=posture)


def _borne(one: Figure, size: str) -> Costume:
    """Who it is, with the marks that are seen: no small ones from afar, none of the face from behind."""
    behind, facts = one.foreground or one.facing == "away", vocabulary("marks").entries
    marks = tuple(mark for mark in one.costume.marks
                  if _made_out("marks", mark, size) and (not behind or facts.get(mark, {}).get("behind", False)))
    return replace(_marked(one.costume, marks), character="")


@cache
def _made_out(kind: str, id: str, size: str) -> bool:
    """Whether `id` of the vocabulary `kind` is large enough to be made out in a picture of `size`; so is what has no size."""
    across, facts = vocabulary(kind).entries.get(id, {}).get("across"), data("lowering")["seen"]
    if across is None:
        return True
    return float(across) / float(facts["head"]) * float(vocabulary("sizes").entries[size]["head"]) >= float(facts["least"])


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
    filled = thing or setup.size in facts["filled"]
    shut = place.interior and not set(place.features) & set(facts["openings"])
    dry = thing or shut or (filled and place.interior)
    lit = (filled or shut) and place.light in facts["lit"]
    if filled:
        place = replace(place, kind="", interior=False, colours=(), features=(), words=NOTHING, things=())
    return replace(place, place="", weather="clear" if dry else place.weather, time="" if lit else place.time)


def unmarked(one: Costume) -> Costume:
    """`one` without what it bears for a time."""
    return replace(one, marks=(), said=replace(one.said, marks=()))


def _without(one: Figure, marks: set[str]) -> Figure:
    """`one` with nothing in hand and none of `marks`."""
    left = tuple(mark for mark in one.costume.marks if mark not in marks)
    return replace(one, holding=None, costume=_marked(one.costume, left))


def _marked(one: Costume, marks: tuple[str, ...]) -> Costume:
    """`one` with those `marks` of its own. Marks that only the writer has a word for come and go together."""
    own = [mark for mark in one.marks if mark not in vocabulary("marks").entries]
    return replace(one, marks=marks, said=replace(one.said, marks=one.said.marks if set(own) <= set(marks) else ()))


def without_things(setup: Setup) -> Setup:
    """`setup` with nothing in hand."""
    return replace(setup, figures=tuple(replace(one, holding=None) for one in setup.figures))


def _tightened(setup: Setup) -> dict[str, str]:
    """The sizes that are cut out of a wider picture of the people of `setup`, and from which: of one person, or of two who
    stand so near each other that nobody is cut off."""
    apart = len(setup.figures) > 1 and any(abs(one.x) > TOGETHER for one in setup.figures)
    if apart or setup.insert is not None or any(one.foreground for one in setup.figures):
        return {}
    count = {1: "one", 2: "two"}.get(len(setup.figures), "")
    found: dict[str, str] = data("lowering")["tightened"].get(count, {})
    return found


def _factor(wide: str, tight: str) -> float:
    sizes = vocabulary("sizes").entries
    return round(float(sizes[tight]["head"]) / float(sizes[wide]["head"]), 3)
