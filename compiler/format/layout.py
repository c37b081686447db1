"""Lays out a text line by line: what the lines say stays, how they stand is settled. Whether the film is still the same
is for `run` to prove."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ..syntax.lexer import lex
from ..syntax.masks import BONEYARD, Masked, mask
from ..syntax.rows import Row
from .directives import Directives, Laid
from .gaps import Standing, apart
from .lines import SPACE, TAB, lay_line

_BOM = "\ufeff"
_AHEAD = 3


class Covers:
    """The notes and the boneyard of a text, and the lines of it that are blank to the eye."""

    def __init__(self, text: str, masked: Masked) -> None:
        self._spans = sorted([*masked.notes, *_boneyard(text, masked.text)])
        self._starts = [start for start, _ in self._spans]

    def over(self, offset: int) -> bool:
        """Whether `offset` lies inside one, not at its start."""
        at = bisect_right(self._starts, offset - 1) - 1
        return at >= 0 and self._spans[at][0] < offset < self._spans[at][1]

    def within(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Those that begin in `[start, end)`."""
        first = bisect_right(self._starts, start - 1)
        return self._spans[first : bisect_right(self._starts, end - 1)]


def _boneyard(text: str, masked: str) -> list[tuple[int, int]]:
    found, at = [], masked.find(BONEYARD)
    while at >= 0:
        end = text.index("*/", at + 2) + 2
        found.append((at, end))
        at = masked.find(BONEYARD, end)
    return found


def lay(text: str, cast: frozenset[str], notes: Directives, gaps: bool = True) -> str:
    """`text` laid out. With `gaps`, blank lines are put where they are missing."""
    text = text.removeprefix(_BOM)
    masked = mask(text)
    fresh = _with_directives(text, masked.notes, notes)
    if fresh != text:
        text, masked = fresh, mask(fresh)
    return _Layout(text, masked, cast, notes, gaps).run(lex(masked, cast)[0])


def _with_directives(text: str, places: Sequence[tuple[int, int]], notes: Directives) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in places:
        note = text[start:end]
        if "\n" not in note or _stands_alone(text, start, end):
            pieces += text[at:start], notes.lay(note).text
            at = end
    return "".join([*pieces, text[at:]])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines of `[start, end)`."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[begin:start].strip() and not text[end : stop if stop >= 0 else len(text)].strip()


class _Layout:
    """One walk over the lines of a text."""

    def __init__(self, text: str, masked: Masked, cast: frozenset[str], notes: Directives, gaps: bool) -> None:
        self._text, self._cast, self._notes, self._gaps = text, cast, notes, gaps
        self._covers = Covers(text, masked)
        self._out: list[str] = []
        self._above = Standing("", "", False)
        self._parted = True

    def run(self, rows: Sequence[Row]) -> str:
        """The text that comes of `rows`."""
        for index, row in enumerate(rows):
            raw = self._raw(row)
            covered = self._covers.over(row.first)
            if row.kind == "BLANK" and not covered and not raw.strip():
                self._parted = True
                continue
            standing = self._above if covered else self._standing(row)
            if self._out and (self._parted or (not covered and self._part(standing, rows, index))):
                self._out.append("")
            self._out.append(self._line(row, raw, covered))
            self._above, self._parted = standing, False
        return "\n".join([*self._out, ""]) if self._out else ""

    def _part(self, below: Standing, rows: Sequence[Row], index: int) -> bool:
        """Whether a blank line is to be put before `rows[index]`: not where more of a paragraph would be read as
        something else after it."""
        if not (self._gaps and apart(self._above, below)):
            return False
        if below.kind != "ACTION_MORE":
            return True
        ahead = rows[index : index + _AHEAD]
        alone = lex(mask("\n" + self._text[ahead[0].first : ahead[-1].last]), self._cast)[0]
        return alone[1].kind == "ACTION"

    def _raw(self, row: Row) -> str:
        raw = self._text[row.first : row.last]
        return raw[:-1].removesuffix("\r") if raw.endswith("\n") else raw

    def _standing(self, row: Row) -> Standing:
        inside = "" if self._parted else self._above.inside
        note = self._first_note(row) if row.kind in ("NOTE", "ASIDE") else None
        return Standing(row.kind, inside if note else row.kind, note is not None and note.directive)

    def _first_note(self, row: Row) -> Laid | None:
        for start, end in self._covers.within(row.first, row.last):
            if self._text.startswith("[[", start):
                return self._notes.lay(self._text[start:end])
        return None

    def _line(self, row: Row, raw: str, covered: bool) -> str:
        """The line of `row`. What notes and boneyard cover stays; what follows them keeps its words and loses the
        blanks at its end."""
        stop = row.first + len(raw)
        spans = self._covers.within(row.first, stop)
        open_end = (spans[-1][1] > stop) if spans else covered and self._covers.over(stop)
        if covered or not spans:
            return (raw if open_end else raw.rstrip(SPACE)) if covered else lay_line(row.kind, raw)
        head, tail = raw[: spans[0][0] - row.first], raw[spans[0][0] - row.first :]
        tail = tail if open_end else tail.rstrip(SPACE)
        lead = TAB if row.kind == "TITLE_VALUE" else ""
        if not head.strip(SPACE):
            return (head if row.kind.startswith("ACTION") else lead) + tail
        if self._shows(row, spans, stop):
            return (head if row.kind.startswith("ACTION") else lead + head.lstrip(SPACE)) + tail
        gap = " " if head[-1] in SPACE or self._names_line(spans[0]) else ""
        return lay_line(row.kind, head).rstrip(SPACE) + gap + tail

    def _shows(self, row: Row, spans: Sequence[tuple[int, int]], stop: int) -> bool:
        """Whether words stand behind the first cover of a line."""
        between = [self._text[end:start] for (_, end), (start, _) in pairwise(spans)]
        return bool("".join([*between, self._text[min(spans[-1][1], stop) : stop]]).strip(SPACE))

    def _names_line(self, span: tuple[int, int]) -> bool:
        note = self._text[span[0] : span[1]]
        return note.startswith("[[") and self._notes.lay(note).line
