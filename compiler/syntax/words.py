"""Pieces of visible text that know where in the file they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.source import Span
from .rows import Row
from .tree import Name

_SPACE = " \t\u3000\xa0\n\x0b\x0c"


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
        first = self.row.at(self.start)
        return Span(self.path, first, self.row.end(self.end) if self.end > self.start else first)

    def name(self) -> Name:
        """These words as a name."""
        return Name(self.text, self.span)

    def cut(self, start: int, end: int | None = None) -> Words:
        """The part `[start, end)` of these words."""
        first = self.start + start
        stop = self.end if end is None else self.start + end
        stop = self.end if stop > self.end else stop
        return Words(self.row, self.path, stop if first > stop else first, stop)

    def strip(self, letters: str = _SPACE) -> Words:
        """These words without `letters` at both ends."""
        text, start, end = self.row.text, self.start, self.end
        while start < end and text[start] in letters:
            start += 1
        while start < end and text[end - 1] in letters:
            end -= 1
        if start == self.start and end == self.end:
            return self
        return Words(self.row, self.path, start, end)

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
