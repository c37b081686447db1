"""Hides what is not shown: notes, boneyard, the carriage return before a line feed, the byte-order mark.

Each hidden character gives way to one private-use character, so that offsets in the masked text are offsets in the
file. Line feeds are never hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTE, BONEYARD, NIL = "\uf5d0", "\uf5d1", "\uf5d2"
MARKS = re.compile(f"[{NOTE}{BONEYARD}{NIL}]")
_OPENERS = re.compile(r"\[\[|/\*")
_NOTE_OPENER = re.compile(r"\[\[")
_EMPTY_LINE = re.compile(r"\n[ \t]?\r?(?=\n)")
_COVERED = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its hidden parts masked. `notes` are the `[start, end)` of every note with its brackets, in order;
    `open_notes` where a note begins that nothing closes (once a paragraph); `open_boneyard` the same, or -1."""

    text: str
    notes: tuple[tuple[int, int], ...]
    open_notes: tuple[int, ...]
    open_boneyard: int


def mask(text: str) -> Masked:
    """`text` masked. A note may span lines, not an empty line; boneyard may span anything; what is never closed is
    left as written. Linear in the text: each search for a closing mark starts where the last one ended."""
    if MARKS.search(text):
        text = MARKS.sub("\ufffd", text)
    pieces: list[str] = []
    notes: list[tuple[int, int]] = []
    open_notes: list[int] = []
    open_boneyard, openers = -1, _OPENERS
    copied = at = quiet = 0
    closing = _Ahead(re.compile(r"\]\]"), text)
    empty = _Ahead(_EMPTY_LINE, text)
    while found := openers.search(text, at):
        start = found.start()
        if found.group() == "[[":
            stop = closing.after(start + 2)
            if stop > empty.after(start) or stop == len(text):
                if start >= quiet:
                    open_notes.append(start)
                    quiet = empty.after(start)
                at = start + 2
                continue
            mark, end = NOTE, stop + 2
            notes.append((start, end))
        else:
            stop = text.find("*/", start + 2)
            if stop < 0:
                open_boneyard, openers, at = start, _NOTE_OPENER, start + 2
                continue
            mark, end = BONEYARD, stop + 2
        pieces += text[copied:start], _COVERED.sub(mark, text[start:end])
        copied = at = end
    pieces.append(text[copied:])
    return Masked(_line_ends("".join(pieces)), tuple(notes), tuple(open_notes), open_boneyard)


class _Ahead:
    """Where a pattern next occurs, remembered, so that asking in rising order reads the text once."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text, self._at = pattern, text, -1

    def after(self, offset: int) -> int:
        """The start of the first match at or after `offset`, or the length of the text."""
        if self._at < offset:
            found = self._pattern.search(self._text, offset)
            self._at = found.start() if found else len(self._text)
        return self._at


def _line_ends(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", NIL + "\n").replace("\r", " ")
    return NIL + text[1:] if text.startswith("\ufeff") else text
