"""What was edited in a script: which beat of B is which of A, and which were changed, added, removed or moved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ..base.nodes import node
from ..story.nodes import Line, Scene
from .side import Reel, Step, words_of


@node
class Edits:
    """`partner` maps a step of B (by its place in the reel) to the step of A that it is or was. `changed`, `added` and
    `moved` are steps of B; `removed` pairs a step of A with the step of B before which it would stand."""

    partner: Mapping[int, int]
    changed: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    moved: frozenset[int] = frozenset()
    removed: tuple[tuple[int, int], ...] = ()

    def touched(self) -> frozenset[int]:
        """Every step of B that is new, other or elsewhere."""
        return self.changed | self.added | self.moved


def edits_of(before: Reel, after: Reel) -> Edits:
    """The edits between two versions of an episode."""
    old, new = [_plain(one) for one in before.steps], [_plain(one) for one in after.steps]
    partner: dict[int, int] = {}
    changed: set[int] = set()
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            partner.update(zip(range(j0, j1), range(i0, i1), strict=True))
    moved = _moved(old, new, partner)
    for i0, i1, j0, j1 in _open(partner, moved, len(old), len(new)):
        taken = set(partner.values())
        rows = [at for at in range(i0, i1) if at not in taken]
        columns = [at for at in range(j0, j1) if at not in partner]
        for i, j in _became(before.steps, after.steps, rows, columns):
            partner[j] = i
            changed.add(j)
    added = frozenset(range(len(new))) - partner.keys()
    gone = sorted(set(range(len(old))) - set(partner.values()))
    back = {i: j for j, i in partner.items() if j not in moved}
    return Edits(partner, frozenset(changed), added, frozenset(moved),
                 tuple((at, _before(at, back, len(old), len(new))) for at in gone))


def _plain(step: Step) -> Hashable:
    """A step without what says nothing of the film: numbers and ids."""
    what = step.what
    if isinstance(what, Scene):
        return ("scene", what.place, what.corner, what.interior, what.time, what.continuous, what.weather, what.look,
                what.storytime)
    return replace(what, index=0, id="", same_as=None) if isinstance(what, Line) else what


def _moved(old: Sequence[Hashable], new: Sequence[Hashable], partner: dict[int, int]) -> set[int]:
    """Steps that are left over on both sides and equal: they were moved. They are noted in `partner`."""
    taken = set(partner.values())
    left: dict[Hashable, list[int]] = {}
    for at, one in enumerate(old):
        if at not in taken:
            left.setdefault(one, []).append(at)
    found = set()
    for at, one in enumerate(new):
        if at not in partner and left.get(one):
            partner[at] = left[one].pop(0)
            found.add(at)
    return found


def _open(partner: Mapping[int, int], moved: set[int], rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """The stretches of A and B between the steps that stayed in order."""
    found, i, j = [], 0, 0
    for at in (*sorted(one for one in partner if one not in moved), columns):
        to = partner[at] if at < columns else rows
        if to > i and at > j:
            found.append((i, to, j, at))
        i, j = to + 1, at + 1
    return found


def _became(old: Sequence[Step], new: Sequence[Step], rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    """Which of the steps `rows` of A became which of `columns` of B: of one kind and in one order; lines by id first, then
    with the same speaker."""
    found: list[tuple[int, int]] = []
    last = -1
    words = {row: _words(old[row]) for row in rows}
    told = {column: _words(new[column]) for column in columns}
    for column in columns:
        near = [(_alike(old[row], new[column], words[row], told[column]), -row) for row in rows
                if row > last and type(old[row].what) is type(new[column].what)]
        likest, at = max(near, default=(0.0, 0))
        if likest > 0:
            found.append((-at, column))
            last = -at
    return found


def _alike(one: Step, other: Step, words: frozenset[str], told: frozenset[str]) -> float:
    a, b = one.what, other.what
    if isinstance(a, Line) and isinstance(b, Line):
        if a.id and a.id == b.id:
            return 3.0
        return 2 * len(words & told) / max(1, len(words) + len(told)) + (a.speakers == b.speakers) * 0.5
    return 1.0


def _words(step: Step) -> frozenset[str]:
    return words_of(step.what.words[0][1]) if isinstance(step.what, Line) else frozenset()


def _before(at: int, back: Mapping[int, int], rows: int, columns: int) -> int:
    """The step of B before which step `at` of A would stand."""
    return next((back[one] for one in range(at + 1, rows) if one in back), columns)
