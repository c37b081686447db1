"""The line of action: who stands on which side of the camera, for the length of a scene.

Whoever is on the left looks right in every shot of the scene and the other way round, so that eye-lines meet across
cuts (the 180-degree rule). Sides follow the order of the cast, so that the same two people at the same place are
filmed from the same positions in every scene and episode: whoever leads the series stands on the left, so that all others
are filmed on the right of them, and of two others the one who comes first in the cast keeps that place.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from ..bible.nodes import Bible
from ..story.nodes import Act, Change, Line, Scene, ShotAsk
from .ground import OUT_OF_PICTURE

LEFT, RIGHT = "left", "right"
OPPOSITE = {LEFT: RIGHT, RIGHT: LEFT}


def sides(scene: Scene, bible: Bible, people: tuple[str, ...]) -> Mapping[str, str]:
    """The side of each of `people` (all who are seen in the scene), and of those they talk to over a wire. Somebody who
    enters from a side stands there; the two who talk most face each other; the rest face whom they talk to."""
    speakers = tuple(who for beat in scene.beats if isinstance(beat, Line) and beat.channel not in OUT_OF_PICTURE
                     for who in beat.speakers)
    order = _in_cast_order(bible, (*people, *speakers))
    exchanges = _exchanges(scene)
    found = {who: side for who, side in _entrances(scene).items() if who in order}
    first, second = _principals(order, exchanges)
    lead = next(iter(bible.cast), "")
    if first and second:
        _face(found, *((first, second) if first == lead else (second, first)))
    partners = _partners(exchanges)
    left = sum(1 for side in found.values() if side == LEFT)
    for who in order:
        if who not in found:
            across = next((one for one in partners.get(who, ()) if one in found), "")
            found[who] = OPPOSITE[found[across]] if across else LEFT if left * 2 <= len(found) else RIGHT
            left += found[who] == LEFT
    return found


def _in_cast_order(bible: Bible, people: tuple[str, ...]) -> tuple[str, ...]:
    """`people` once each, in the order of the bible's cast; extras follow in order of appearance."""
    rank = {id: at for at, id in enumerate(bible.cast)}
    return tuple(sorted(dict.fromkeys(people), key=lambda who: rank.get(who, len(rank))))


def _entrances(scene: Scene) -> dict[str, str]:
    """The sides from which people come in, or to which they go, where a directive or the action says so."""
    found: dict[str, str] = {}
    for beat in scene.beats:
        if isinstance(beat, Change) and beat.kind in ("enter", "exit") and beat.side in OPPOSITE:
            found.setdefault(beat.who, beat.side)
        elif isinstance(beat, Act):
            for who, gesture in beat.gestures:
                if gesture == "enter-left":
                    found.setdefault(who, LEFT)
    return found


def _exchanges(scene: Scene) -> dict[tuple[str, str], int]:
    """How often two people speak one after the other, or stand together in a shot that the writer asks for."""
    found: dict[tuple[str, str], int] = {}
    before: tuple[str, ...] = ()
    for beat in scene.beats:
        pairs: list[tuple[str, str]] = []
        if isinstance(beat, Line) and beat.channel not in OUT_OF_PICTURE:
            pairs = [(one, other) for one in before for other in beat.speakers]
            before = beat.speakers
        elif isinstance(beat, ShotAsk):
            pairs = list(combinations((*beat.subjects, *beat.on), 2))[:6]
        for one, other in pairs:
            if one != other:
                key = (min(one, other), max(one, other))
                found[key] = found.get(key, 0) + 1
    return found


def _principals(order: tuple[str, ...], exchanges: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    """The two who talk most with each other, in cast order; the first two of the cast where nobody talks."""
    rank = {who: at for at, who in enumerate(order)}
    pairs = [pair for pair in exchanges if pair[0] in rank and pair[1] in rank]
    if pairs:
        one, other = max(pairs, key=lambda pair: (exchanges[pair], -rank[pair[0]] - rank[pair[1]], -rank[pair[0]]))
        return (one, other) if rank[one] < rank[other] else (other, one)
    return (order[0], order[1]) if len(order) > 1 else ("", "")


def _face(found: dict[str, str], first: str, second: str) -> None:
    if first in found:
        found.setdefault(second, OPPOSITE[found[first]])
    elif second in found:
        found[first] = OPPOSITE[found[second]]
    else:
        found[first], found[second] = LEFT, RIGHT


def _partners(exchanges: Mapping[tuple[str, str], int]) -> dict[str, tuple[str, ...]]:
    """Whom each person talks to, most first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for (one, other), count in exchanges.items():
        found.setdefault(one, []).append((-count, other))
        found.setdefault(other, []).append((-count, one))
    return {who: tuple(name for _, name in sorted(partners)) for who, partners in found.items()}
