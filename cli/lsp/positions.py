"""Offsets in a text as an editor's positions, in the unit that client and server have agreed on, and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from lsprotocol import types as lsp

from ...compiler.base.source import Span

_ENDS = re.compile("\r\n|\n|\r")
_UNITS: Mapping[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text) + sum(char > "\uffff" for char in text),
    "utf-32": len,
}


class Lines:
    """The lines of one text. The protocol ends a line at CR, LF and CRLF, and nowhere else; columns count `encoding`
    units (`utf-8`, `utf-16`, `utf-32`). Everything outside the text is moved to its nearest place inside."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._units = _UNITS.get(encoding, _UNITS["utf-16"])
        ends = list(_ENDS.finditer(text))
        self._starts = [0, *(one.end() for one in ends)]
        self._stops = [*(one.start() for one in ends), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> lsp.Position:
        """Where `offset` stands."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return lsp.Position(line, self._units(self.text[start : min(offset, self._stops[line])]))

    def offset(self, position: lsp.Position) -> int:
        """The offset of `position`; in the middle of a character, the one of its start."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, stop = self._starts[position.line], self._stops[position.line]
        if self._units is len or self.text[start:stop].isascii():
            return min(start + position.character, stop)
        left = position.character
        for at in range(start, stop):
            left -= self._units(self.text[at])
            if left < 0:
                return at
        return stop

    def range(self, start: int, end: int) -> lsp.Range:
        """The range `[start, end)`."""
        return lsp.Range(self.position(start), self.position(end))

    def of(self, span: Span) -> lsp.Range:
        """The range of `span`."""
        return self.range(span.start, span.end)

    def line(self, offset: int) -> tuple[int, int]:
        """Where the line that holds `offset` starts, and where it ends without its line end."""
        line = bisect_right(self._starts, max(0, offset)) - 1
        return self._starts[line], self._stops[line]

    def number(self, offset: int) -> int:
        """The number of the line that holds `offset`, from zero."""
        return bisect_right(self._starts, max(0, offset)) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Start and end of line `number`, which exists."""
        return self._starts[number], self._stops[number]


def changed(text: str, change: lsp.TextDocumentContentChangeEvent, encoding: str) -> str:
    """`text` after `change`: a replacement of one range, or of everything. Lone surrogates become U+FFFD, so that the
    text can be written as UTF-8."""
    fresh = clean(change.text)
    if not isinstance(change, lsp.TextDocumentContentChangePartial):
        return fresh
    lines = Lines(text, encoding)
    start, end = lines.offset(change.range.start), lines.offset(change.range.end)
    return text[: min(start, end)] + fresh + text[max(start, end) :]


_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` as it can be written in UTF-8."""
    return _SURROGATES.sub("\ufffd", text)
