"""Edits of texts: which fit together, what they make of a text, and where a place is after them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from ...compiler.base.diagnostic import Edit
from ...compiler.base.nodes import node
from ...compiler.base.source import Source

_BARE = re.compile(r"(?<!\r)\n")


@node
class Change:
    """Neighbouring lines as they are and as they become. `line` is the number of the first, `column` (from zero) the place
    of the first difference in it."""

    line: int
    column: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    """`edits` of one text in order of place."""
    return sorted(edits, key=lambda one: (one.span.start, one.span.end))


def fits(source: Source, edits: Sequence[Edit]) -> bool:
    """Whether `edits` lie in the text of `source`, apart from each other."""
    inside = all(0 <= one.span.start <= one.span.end <= len(source.text) for one in edits)
    row = ordered(edits)
    return inside and not any(_clash((one.span.start, one.span.end), (other.span.start, other.span.end))
                              for one, other in pairwise(row))


def alike(source: Source, edit: Edit) -> Edit:
    """`edit` with the line ends of `source`: CRLF where all of its lines have that."""
    if "\n" not in edit.text or "\r\n" not in source.text or _BARE.search(source.text):
        return edit
    return replace(edit, text=_BARE.sub("\r\n", edit.text))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` after `edits`, which fit it."""
    parts, at = [], 0
    for one in ordered(edits):
        parts += [text[at : one.span.start], one.text]
        at = one.span.end
    return "".join([*parts, text[at:]])


class Shift:
    """Where places of a text are after `edits`, which fit it."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._row = ordered(edits)
        self._starts = [one.span.start for one in self._row]
        self._sums = [0, *accumulate(len(one.text) - (one.span.end - one.span.start) for one in self._row)]

    def moved(self, offset: int, right: bool) -> int:
        """Where `offset` is afterwards. Inside of a replaced text, or where one is inserted, it goes to the beginning of
        the new text, or to its end with `right`."""
        at = bisect_left(self._starts, offset)
        if at and self._row[at - 1].span.end > offset:
            return self._starts[at - 1] + self._sums[at - 1] + (len(self._row[at - 1].text) if right else 0)
        if right and at < len(self._row) and self._row[at].span.start == self._row[at].span.end == offset:
            return offset + self._sums[at + 1]
        return offset + self._sums[at]


class Taken:
    """The places that edits have claimed, so that no two want the same."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[int, int]]] = {}

    def claim(self, edits: Sequence[Edit]) -> bool:
        """Claim the places of `edits`, all or none; whether they were free."""
        if not all(self._free(one) for one in edits):
            return False
        for one in edits:
            insort(self._rows.setdefault(one.span.path, []), (one.span.start, one.span.end))
        return True

    def _free(self, edit: Edit) -> bool:
        row, place = self._rows.get(edit.span.path, []), (edit.span.start, edit.span.end)
        at = bisect_left(row, place)
        return not any(_clash(other, place) for other in row[max(0, at - 1) : at + 1])


def changes(source: Source, edits: Sequence[Edit]) -> list[Change]:
    """What `edits` change, line by line; nothing where they do not fit."""
    if not fits(source, edits):
        return []
    found: list[Change] = []
    group: list[Edit] = []
    for one in ordered(edits):
        if group and source.position(one.span.start).line > source.position(group[-1].span.end).line:
            found.append(_change(source, group))
            group = []
        group.append(one)
    return [*found, _change(source, group)] if group else found


def _change(source: Source, group: Sequence[Edit]) -> Change:
    """The lines that the edits of `group` touch, without those at their ends that stay the same."""
    first = source.position(group[0].span.start)
    last = source.position(group[-1].span.end)
    start, end = group[0].span.start - (first.column - 1), group[-1].span.end - (last.column - 1) + len(source.line(last.line))
    old = source.text[start:end]
    shifted = [replace(one, span=replace(one.span, start=one.span.start - start, end=one.span.end - start)) for one in group]
    before, after = _lines(old), _lines(applied(old, shifted))
    line, column = first.line, first.column - 1
    while before and after and before[0] == after[0]:
        before, after, line, column = before[1:], after[1:], line + 1, 0
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return Change(line, column, tuple(before), tuple(after))


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.split("\n")]


def _clash(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places are one. Beside an insertion even touching counts: what comes first is not said."""
    (start, end), (next_start, next_end) = sorted((one, other))
    empty = start == end or next_start == next_end
    return end > next_start or (empty and end == next_start)
