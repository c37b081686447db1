"""Hides what is not shown: notes, boneyard, the carriage return before a line feed, the byte-order mark.

Each hidden character gives way to one private-use character, so that offsets in the masked text are offsets in the
file. Line ends are never hidden; a carriage return that stands alone is one, and becomes a line feed.
"""

from __future__ import annotations

from ..base.nodes import node
from ..base.pattern import Lazy

NOTE, BONEYARD, NIL = "\uf5d0", "\uf5d1", "\uf5d2"
MARKS = Lazy(f"[{NOTE}{BONEYARD}{NIL}]")
_OPENERS = Lazy(r"\[\[|/\*")
_NOTE_OPENER = Lazy(r"\[\[")
_EMPTY_LINE = Lazy(rf"\n[ \t]?{NIL}?(?=\n)")
_COVERED = Lazy(r"[^\n]")


@node
class Masked:
    """A text with its hidden parts masked. `notes` are the `[start, end)` of every note with its brackets, in order;
    `open_notes` where a note begins that nothing closes (once a paragraph); `open_boneyard` the same, or -1;
    `boneyards` the `[start, end)` of every boneyard that takes more than one line."""

    text: str
    notes: tuple[tuple[int, int], ...]
    open_notes: tuple[int, ...]
    open_boneyard: int
    boneyards: tuple[tuple[int, int], ...] = ()


def mask(text: str) -> Masked:
    """`text` masked. A note may span lines, not an empty line; boneyard may span anything; what is never closed is
    left as written. Linear in the text: each search for a closing mark starts where the last one ended."""
    if not text.isascii() and MARKS.search(text):
        text = MARKS.sub("\ufffd", text)
    if "\r" in text:
        text = text.replace("\r\n", NIL + "\n").replace("\r", "\n")
    if "[[" not in text and "/*" not in text:
        return Masked(_without_bom(text), (), (), -1)
    pieces: list[str] = []
    notes: list[tuple[int, int]] = []
    open_notes: list[int] = []
    boneyards: list[tuple[int, int]] = []
    open_boneyard, openers = -1, _OPENERS
    copied = at = quiet = 0
    closing = _Ahead(Lazy(r"\]\]"), text)
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
            if "\n" in text[start:end]:
                boneyards.append((start, end))
        pieces += text[copied:start], _cover(mark, text[start:end])
        copied = at = end
    pieces.append(text[copied:])
    return Masked(_without_bom("".join(pieces)), tuple(notes), tuple(open_notes), open_boneyard, tuple(boneyards))


def _without_bom(shown: str) -> str:
    return NIL + shown[1:] if shown.startswith("\ufeff") else shown


def _cover(mark: str, hidden: str) -> str:
    return _COVERED.sub(mark, hidden) if "\n" in hidden else mark * len(hidden)


class _Ahead:
    """Where a pattern next occurs, remembered, so that asking in rising order reads the text once."""

    def __init__(self, pattern: Lazy, text: str) -> None:
        self._pattern, self._text, self._at = pattern, text, -1

    def after(self, offset: int) -> int:
        """The start of the first match at or after `offset`, or the length of the text."""
        if self._at < offset:
            found = self._pattern.search(self._text, offset)
            self._at = found.start() if found else len(self._text)
        return self._at
