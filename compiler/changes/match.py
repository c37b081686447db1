"""Which shot of A is which shot of B: by what is drawn first, then by what is shown and said, then by likeness.

A pair keeps its place when it belongs to the longest run of pairs that stand in the same order in both films; every other
pair has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..base.nodes import node
from .side import Reel, Seen, words_of

ALIKE = 0.45
"""The least likeness (0 to 1) of two shots of which one is taken for the changed other."""
_RENAMED = 0.3
"""The least share of shots that two episodes of different names must have in common to be one that was renamed."""
_DENSE = 40_000
"""The most cells of a table of likenesses; a longer gap is compared by what is said and shown alone."""

_Any = TypeVar("_Any")
_Place = tuple[int, int]
"""A shot: the place of its film in the pairs, and its own in the film, from zero."""
_Reels = Sequence[tuple[Reel | None, Reel | None]]


@node
class Pair:
    """Shot `after` of B is shot `before` of A, which stands in reel `was` of A; either may be absent."""

    before: Seen | None
    after: Seen | None
    was: Reel | None = None
    moved: bool = False


@node
class Features:
    """What tells one shot from another: the words heard in it, who is seen, where, and how it is framed."""

    words: frozenset[str]
    people: frozenset[str]
    place: str
    composition: str
    size: str
    insert: str


def pair_reels(before: Sequence[Reel], after: Sequence[Reel]) -> list[tuple[Reel | None, Reel | None]]:
    """The films of B with those of A that they were; those of A that are gone come last. A film is known by its episode and
    language; one whose file was renamed by its shots."""
    left = {(one.cut.episode, one.cut.language): one for one in before}
    found: dict[int, Reel | None] = {}
    for at, one in enumerate(after):
        found[at] = left.pop((one.cut.episode, one.cut.language), None)
    gone = list(left.values())
    for at, one in enumerate(after):
        if found[at] is None:
            near = max(((_share(other, one), -order, other) for order, other in enumerate(gone)
                        if other.cut.language == one.cut.language), key=lambda rank: rank[:2], default=None)
            if near is not None and near[0] >= _RENAMED:
                found[at] = near[2]
                gone.remove(near[2])
    return [*((found[at], one) for at, one in enumerate(after)), *((one, None) for one in gone)]


def pair_shots(reels: Sequence[tuple[Reel | None, Reel | None]]) -> list[list[Pair]]:
    """The shots of every pair of films, in the order of B, removed ones where they stood."""
    kept = [dict(_in_order(*pair)) for pair in reels]
    moves: dict[_Place, _Place] = {}
    fresh = [(at, number) for at, (_, after) in enumerate(reels) if after
             for number in range(len(after.shots)) if number not in kept[at]]
    left = {(at, number): one for at, (before, _) in enumerate(reels) if before
            for number, one in enumerate(before.shots) if number not in set(kept[at].values())}
    for same, telling in ((_drawn, _always), (_looks, _speaks)):
        _find(reels, fresh, left, moves, same, telling)
    return [_listed(at, reels, kept[at], moves) for at in range(len(reels))]


def _find(reels: _Reels, fresh: Sequence[_Place], left: dict[_Place, Seen], moves: dict[_Place, _Place],
          same: Callable[[Seen], Hashable], telling: Callable[[Seen], bool]) -> None:
    """Find the shots of `fresh` among those that are `left` of A, in the same film first, and note them in `moves`; where a
    shot is not `telling`, in the same film alone."""
    by: dict[Hashable, list[_Place]] = {}
    for place, one in left.items():
        by.setdefault(same(one), []).append(place)
    for own in (True, False):
        for place in fresh:
            shot = _shot(reels, place)
            if place in moves or not (own or telling(shot)):
                continue
            places = by.get(same(shot), [])
            near = next((one for one in places if (one[0] == place[0]) == own), None)
            if near is not None:
                moves[place] = near
                places.remove(near)
                del left[near]


def _shot(reels: _Reels, place: _Place) -> Seen:
    after = reels[place[0]][1]
    assert after is not None
    return after.shots[place[1]]


def _drawn(one: Seen) -> Hashable:
    return one.own


def _always(one: Seen) -> bool:
    return True


def _speaks(one: Seen) -> bool:
    return bool(one.said)


def _listed(at: int, reels: _Reels, kept: Mapping[int, int], moves: Mapping[_Place, _Place]) -> list[Pair]:
    before, after = reels[at]
    taken = set(kept.values()) | {number for reel, number in moves.values() if reel == at}
    gone = [] if before is None else [one for number, one in enumerate(before.shots) if number not in taken]
    found: list[Pair] = []
    for number, shot in enumerate(after.shots if after else ()):
        old = kept.get(number)
        if old is not None and before is not None:
            while gone and gone[0].number <= old:
                found.append(Pair(gone.pop(0), None, before))
            found.append(Pair(before.shots[old], shot, before))
            continue
        origin = moves.get((at, number))
        reel = reels[origin[0]][0] if origin else None
        found.append(Pair(reel.shots[origin[1]], shot, reel, moved=True) if origin and reel else Pair(None, shot))
    return [*found, *(Pair(one, None, before) for one in gone)]


def _in_order(before: Reel | None, after: Reel | None) -> Iterator[tuple[int, int]]:
    """Pairs (shot of B, shot of A) that stand in the same order in both."""
    if before is None or after is None:
        return
    old, new = before.shots, after.shots
    anchors = longest([one.own for one in old], [one.own for one in new])
    for (i0, j0), (i1, j1) in _gaps(anchors, len(old), len(new)):
        inner = longest([_looks(one) for one in old[i0:i1]], [_looks(one) for one in new[j0:j1]])
        near = [(i0 + i, j0 + j) for i, j in inner]
        for (i2, j2), (i3, j3) in _gaps([(i - i0, j - j0) for i, j in near], i1 - i0, j1 - j0):
            near += _likest(old, new, (i0 + i2, i0 + i3), (j0 + j2, j0 + j3))
        yield from ((j, i) for i, j in near)
    yield from ((j, i) for i, j in anchors)


def _gaps(anchors: Sequence[tuple[int, int]], rows: int, columns: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What lies between the anchors: where it begins and where it ends in both, if it is empty in neither."""
    last = (-1, -1)
    for one in (*anchors, (rows, columns)):
        if one[0] > last[0] + 1 and one[1] > last[1] + 1:
            yield (last[0] + 1, last[1] + 1), one
        last = one


def longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """A longest common subsequence, as pairs of places."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    rows, columns = old[start : len(old) - end], new[start : len(new) - end]
    middle = _table(rows, columns, lambda a, b: 1.0 if a == b else 0.0) if set(rows) & set(columns) else []
    return [*((at, at) for at in range(start)), *((start + i, start + j) for i, j in middle),
            *((len(old) - end + at, len(new) - end + at) for at in range(end))]


def _likest(old: Sequence[Seen], new: Sequence[Seen], rows: tuple[int, int],
            columns: tuple[int, int]) -> list[tuple[int, int]]:
    """The pairs of a gap that are most alike altogether."""
    if (rows[1] - rows[0]) * (columns[1] - columns[0]) > _DENSE:
        return []
    left, right = ([features(one) for one in side] for side in (old[rows[0] : rows[1]], new[columns[0] : columns[1]]))
    pairs = _table(left, right, likeness)
    return [(rows[0] + i, columns[0] + j) for i, j in pairs]


def _table(rows: Sequence[_Any], columns: Sequence[_Any], alike: Callable[[_Any, _Any], float]) -> list[tuple[int, int]]:
    """The alignment with the greatest sum of likenesses (each of at least `ALIKE`), as pairs of places; of equals the one
    that pairs what comes first. Time and room are those of the table."""
    scores = [[score if (score := alike(row, column)) >= ALIKE else 0.0 for column in columns] for row in rows]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skip, scores[i][j] + best[i + 1][j + 1]) if scores[i][j] else skip
    found, i, j = [], 0, 0
    while i < len(rows) and j < len(columns):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def likeness(one: Features, other: Features) -> float:
    """How much two shots are the same shot, 0 to 1: by what is said, who is seen, where, and how it is framed."""
    both = len(one.words) + len(other.words)
    spoken = 2 * len(one.words & other.words) / both if both else 0.6
    anybody = len(one.people | other.people)
    seen = len(one.people & other.people) / anybody if anybody else 1.0
    framed = (one.composition == other.composition) * 0.1 + (one.size == other.size) * 0.05 + (one.insert == other.insert) * 0.05
    return 0.4 * spoken + 0.25 * seen + 0.15 * (one.place == other.place) + framed


def features(one: Seen) -> Features:
    """What `likeness` compares of a shot."""
    setup = one.shot.setup
    words = frozenset(word for said in one.said for word in words_of(said.text))
    people = frozenset(figure.costume.character for figure in setup.figures)
    return Features(words, people, setup.set.place, setup.composition, setup.size, setup.insert.id if setup.insert else "")


def _looks(one: Seen) -> Hashable:
    """What a person would know a shot by: where, who, how it is framed, what is said."""
    setup = one.shot.setup
    return (setup.set.place, setup.size, setup.composition, setup.insert.id if setup.insert else "",
            tuple((figure.costume.character, figure.foreground) for figure in setup.figures),
            tuple((said.text, said.frame < 0) for said in one.said))


def _share(one: Reel, other: Reel) -> float:
    """The share of shots that two films have in common, drawn alike or known alike."""
    looks = {_looks(shot) for shot in one.shots}
    drawn = {shot.own for shot in one.shots}
    common = sum(shot.own in drawn or _looks(shot) in looks for shot in other.shots)
    return common / max(1, len(one.shots), len(other.shots))
