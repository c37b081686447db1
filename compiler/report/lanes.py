"""Timelines of an episode: who is there and speaks, who wears what, who holds which prop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..bible.nodes import Bible
from .moments import Played, Said
from .nodes import Lane, Stretch

_TOUCH = 0.02
"""Seconds: stretches that lie closer than this are one."""


def presence(shots: Sequence[Played], lines: Sequence[Said], name: Callable[[str], str]) -> tuple[Lane, ...]:
    """A lane for everybody who is in the place or speaks, in order of appearance; accents are the lines that they speak."""
    here: dict[str, list[Stretch]] = {}
    for shot in shots:
        for who in shot.state.present:
            here.setdefault(who, []).append(Stretch(shot.start, shot.seconds, "", shot.scene))
    speaks: dict[str, list[Stretch]] = {}
    for one in lines:
        for who in one.line.speakers:
            here.setdefault(who, [])
            speaks.setdefault(who, []).append(
                Stretch(_round(one.start), _round(one.seconds), one.text, one.scene, one.line.channel in ("", "inner")))
    return tuple(Lane(who, name(who), joined(stretches), tuple(speaks.get(who, ()))) for who, stretches in here.items())


def wardrobe(shots: Sequence[Played], name: Callable[[str], str]) -> tuple[Lane, ...]:
    """A lane for everybody who is seen in an outfit; the stretches are the outfits, while their wearer is there."""
    found: dict[str, list[Stretch]] = {}
    for shot in shots:
        for who in shot.state.present:
            if worn := shot.state.wearing.get(who):
                found.setdefault(who, []).append(Stretch(shot.start, shot.seconds, worn, shot.scene))
    return tuple(Lane(who, name(who), joined(stretches)) for who, stretches in found.items())


def props(shots: Sequence[Played], bible: Bible, name: Callable[[str], str]) -> tuple[Lane, ...]:
    """A lane for every declared prop that somebody holds; the stretches are its holders, strong while they are there."""
    found: dict[str, list[Stretch]] = {}
    for shot in shots:
        for who, things in shot.state.holding.items():
            for thing in things:
                seen = who in shot.state.present
                found.setdefault(thing, []).append(Stretch(shot.start, shot.seconds, who, shot.scene, seen))
    order = {id: at for at, id in enumerate(bible.props)}
    lanes = [Lane(thing, _prop(thing, bible), joined(_named(stretches, name))) for thing, stretches in found.items()]
    return tuple(sorted(lanes, key=lambda lane: (not any(one.strong for one in lane.stretches),
                                                 order.get(lane.id, len(order)), lane.id)))


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """`stretches`, which are in order, with those that touch and say the same made one."""
    found: list[Stretch] = []
    for one in stretches:
        last = found[-1] if found else None
        if last and abs(last.start + last.seconds - one.start) < _TOUCH and _same(last, one):
            found[-1] = Stretch(last.start, one.start + one.seconds - last.start, last.text, last.scene, last.strong)
        else:
            found.append(one)
    return tuple(Stretch(_round(one.start), _round(one.seconds), one.text, one.scene, one.strong) for one in found)


def _same(one: Stretch, other: Stretch) -> bool:
    return (one.text, one.scene, one.strong) == (other.text, other.scene, other.strong)


def _named(stretches: Iterable[Stretch], name: Callable[[str], str]) -> list[Stretch]:
    return [Stretch(one.start, one.seconds, name(one.text), one.scene, one.strong) for one in stretches]


def _prop(id: str, bible: Bible) -> str:
    return bible.props[id].names.get(bible.series.language, id) if id in bible.props else id


def names_of(bible: Bible) -> Callable[[str], str]:
    """What somebody is called in the series' own language."""
    known: Mapping[str, str] = {id: one.names.get(bible.series.language, id) for id, one in bible.cast.items()}
    return lambda id: known.get(id, id)


def _round(seconds: float) -> float:
    return round(seconds, 2)
