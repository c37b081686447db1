"""Whether what is told of a prop can be, given where the prop is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .handed import Event


class Spot(NamedTuple):
    """Where a prop is: in somebody's hands, or lying at a place; both empty where nobody has told."""

    who: str = ""
    place: str = ""


ANYBODY = ("*", "*")
"""The second place of a prop whose holder may have handed it to anybody (see `State.rivals`)."""


def same_place(one: str, other: str) -> bool:
    """Whether two places are one, or one is a part of the other (`HOUSE` and `HOUSE - STAIR`)."""
    if one == other:
        return True
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return long.startswith(short) and not (long[len(short)].isalnum() and long[len(short)].isascii())


def fault(event: Event, spot: Spot, place: str, near: Callable[[str], bool], handed_here: bool) -> str:
    """What keeps `event` from happening at `place` with the prop at `spot`, or the empty string: `away` (who does it, or
    is given it, has left), `held` (somebody else holds it), `shared` (so it is, but they are here), `lies` (it lies at
    another place), `nobody` (a directive hands on what nobody holds). `near` tells who is here; `handed_here` that the
    prop came to `spot` in this scene, so that prose may be telling the same once more."""
    if not event.who:
        return ""  # it falls or breaks by itself
    if _away(event, near):
        return "away"
    if spot.who == event.who:
        return ""
    if spot.who:
        return _held(event, spot, near, handed_here)
    if event.directive and event.kind in ("gives", "drops"):
        return "nobody"
    return "lies" if spot.place and not same_place(spot.place, place) else ""


def _away(event: Event, near: Callable[[str], bool]) -> bool:
    """Whether a directive has somebody hand things on who is gone; prose is not that exact."""
    if not event.directive:
        return event.kind == "gives" and bool(event.to) and not near(event.to)
    return not near(event.who) or bool(event.to and not near(event.to))


def _held(event: Event, spot: Spot, near: Callable[[str], bool], handed_here: bool) -> str:
    if event.kind == "takes":
        return "" if near(spot.who) else "held"
    if event.kind in ("gives", "drops"):
        again = not event.directive and handed_here and event.to == spot.who
        return "" if again else "held"
    return "shared" if near(spot.who) else "held"
