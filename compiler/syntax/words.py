"""Pieces of visible text that know where in the file they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.source import Span, make_span
from .rows import Row
from .tree import Name, make_name


class Words:
    """The part `[start, end)` of the text of a row, in the file `path`."""

    __slots__ = ("end", "path", "row", "start")

    def __init__(self, row: Row, path: str, start: int = 0, end: int | None = None) -> None:
        self.row, self.path, self.start = row, path, start
        self.end = len(row.text) if end is None else end

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.row.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Their place in the file, hidden characters in between included; empty for no words."""
        return make_span(self.path, self.first, self.last)

    @property
    def first(self) -> int:
        """Where they begin in the file."""
        row = self.row
        return row.start + self.start if row.places is None else row.at(self.start)

    @property
    def last(self) -> int:
        """Where they end in the file; where they begin for no words."""
        row, end = self.row, self.end
        if row.places is None:
            return row.start + end
        return row.end(end) if end > self.start else row.at(self.start)

    def name(self) -> Name:
        """These words as a name."""
        return make_name(self.text, self.span)

    def cut(self, start: int, end: int | None = None) -> Words:
        """The part `[start, end)` of these words."""
        first = self.start + start
        stop = self.end if end is None else self.start + end
        stop = self.end if stop > self.end else stop
        return Words(self.row, self.path, stop if first > stop else first, stop)

    def strip(self, letters: str | None = None) -> Words:
        """These words without `letters` (white space of all kinds, where none are named) at both ends."""
        text = self.row.text[self.start : self.end]
        kept = text.strip(letters)
        if len(kept) == len(text):
            return self
        start = self.end - len(text.lstrip(letters))
        return Words(self.row, self.path, start, start + len(kept))

    def split(self, cuts: Sequence[tuple[int, int]]) -> list[Words]:
        """The stripped parts between `cuts`; empty ones are left out unless all are."""
        parts, at = [], 0
        for start, end in (*cuts, (self.end - self.start, self.end - self.start)):
            part = self.cut(at, start).strip()
            if part.end > part.start:
                parts.append(part)
            at = end
        return parts or [self]

    def between(self, first: Words, last: Words) -> Words:
        """From the start of `first` to the end of `last`, both parts of these words."""
        return Words(self.row, self.path, first.start, last.end)
