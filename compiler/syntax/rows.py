"""Lines as the lexer sees them: visible text, and the place in the file of each of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ..base.pattern import Lazy, western
from .masks import BONEYARD, MARKS, NIL, NOTE

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK = f"{NIL} \t\u3000"
_COVER = f"{NOTE}{BONEYARD}{_BLANK}"
HAS_CJK = Lazy(f"[{CJK}]")


def has_cjk(text: str) -> bool:
    """Whether `text` holds a character of Chinese or Japanese."""
    return not western(text) and HAS_CJK.search(text) is not None


class Row:
    """One line. `text` is what is visible of it, without its line end; `kind` is set by the lexer.

    `first` and `last` bound the line in the file, line end included. `bare` tells what covers a line whose `text` is
    blank: notes (`"note"`) or boneyard (`"boneyard"`; `"tail"` when that began behind words on a line above).
    `places` holds the offset in the file of each character of `text`, None where they follow each other from `start` on.
    """

    __slots__ = ("bare", "first", "kind", "last", "places", "start", "text")

    def __init__(self, text: str, first: int, last: int) -> None:
        self.kind = ""
        self.text = text
        self.start = self.first = first
        self.last = last
        self.bare = ""
        self.places: Sequence[int] | None = None

    def at(self, index: int) -> int:
        """The offset in the file of `text[index]`; the end of the text for an index beyond it."""
        if self.places is None:
            return self.start + index
        if index < len(self.places):
            return self.places[index]
        return self.places[-1] + 1 if self.places else self.start

    def end(self, index: int) -> int:
        """The offset in the file just after `text[index - 1]`."""
        return self.at(index - 1) + 1 if index > 0 else self.at(0)

    def lead(self) -> int:
        """The offset in the file of the first character that is no white space."""
        text = self.text
        lead = 0 if text[:1] > " " and text.isascii() else len(text) - len(text.lstrip())
        return self.start + lead if self.places is None else self.at(lead)

    def tail(self) -> int:
        """The offset in the file just after the last character that is no white space."""
        kept = len(self.text.rstrip())
        if not kept:
            return self.lead()
        return self.start + kept if self.places is None else self.end(kept)

    def take(self, parts: Sequence[tuple[int, Row]]) -> None:
        """Take over the words of other rows, each behind the space at an offset of the file (none for -1)."""
        texts, places = [self.text], [self.at(index) for index in range(len(self.text))]
        for gap, row in parts:
            if gap >= 0:
                texts.append(" ")
                places.append(gap)
            lead = len(row.text) - len(row.text.lstrip()) if gap >= 0 else 0
            texts.append(row.text[lead:])
            places += [row.at(index) for index in range(lead, len(row.text))]
            row.text, row.bare, row.places = "", "tail", None
        self.text, self.places = "".join(texts), places

    def unmask(self) -> None:
        """Drop the masked characters from `text` and remember where the others stand."""
        masked = self.text
        if not masked.strip(_COVER) and masked.strip(_BLANK):
            self.text, self.bare = "", "boneyard" if BONEYARD in masked else "note"
            return
        if masked.startswith(NIL):
            masked, self.start = masked[1:], self.start + 1
        masked = masked.rstrip(NIL)
        if MARKS.search(masked):
            kept = [index for index, one in enumerate(masked) if one not in (NOTE, BONEYARD, NIL)]
            kept = _without_gaps(masked, kept)
            self.places = [self.start + index for index in kept]
            masked = "".join([masked[index] for index in kept])
        self.text = masked


def _without_gaps(masked: str, kept: list[int]) -> list[int]:
    """Where a hidden part stood between two spaces, one of them goes too; so do spaces after a hidden start and before
    a hidden end."""
    tidy: list[int] = []
    for index in kept:
        if masked[index] == " " and (masked[tidy[-1]] == " " and index > tidy[-1] + 1 if tidy else kept[0] > 0):
            continue
        tidy.append(index)
    while tidy and tidy[-1] < len(masked) - 1 and masked[tidy[-1]] == " ":
        tidy.pop()
    return tidy


def rows_of(masked: str) -> list[Row]:
    """The lines of a masked text. Their ranges cover it without gap or overlap; a text that ends in a line feed has
    no empty line after it."""
    lines = masked.split("\n")
    ends = [*accumulate([len(line) + 1 for line in lines])]
    rows = [*map(Row, lines, [0, *ends], ends)]
    if not masked.isascii() and MARKS.search(masked) is not None:
        for row in rows:
            if not row.text.isascii():
                row.unmask()
    if rows[-1].first == len(masked):
        rows.pop()
    else:
        rows[-1].last = len(masked)
    return rows
