"""The line lexer: gives every line of a file its kind by its own words, the line before and the line after.

Total: there is no text that it refuses. Lines that only a note covers are looked through; lines that only boneyard
covers count as blank. Kinds are the terminals of `grammar/document.lark`, and BLANK.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import cues, headings, slugs, title_page, transitions
from .masks import Masked
from .rows import Row, rows_of

_SECTION = re.compile(r"#{1,6}(?!#)\s*\S")
_HELD_BLANK = "  "
_CAPITAL_LEAD = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that was read one way and may be meant another: the code of the finding that it deserves."""

    code: str
    row: Row


def lex(masked: Masked, cast: frozenset[str]) -> tuple[list[Row], list[Doubt]]:
    """All lines of `masked` with their kinds, and what was doubtful. `cast` holds names that make a line without
    capitals a cue. The ranges of the rows cover the text without gap or overlap."""
    rows = rows_of(masked.text)
    start = title_page.scan(rows)
    state = _State(cast)
    shown = []
    for row in rows[start:]:
        if row.bare:
            row.kind = "NOTE"
        else:
            shown.append(row)
    blanks = [not row.text or row.text.isspace() for row in shown]
    blanks.append(True)
    for index, row in enumerate(shown):
        if blanks[index]:
            state.blank(row)
        elif state.speaking:
            state.spoken(row, shown[index + 1] if not blanks[index + 1] else None)
        else:
            below = blanks[index + 1] and not (index + 1 < len(shown) and shown[index + 1].text == _HELD_BLANK)
            state.read(row, below)
    _asides(rows[start:])
    return rows, state.doubts


def _asides(rows: list[Row]) -> None:
    """A note line inside a paragraph or a speech is an ASIDE of it: the grammar keeps it there."""
    inside = {"ACTION", "ACTION_MORE", "SLUG", "CUE", "DUAL", "PARENTHETICAL", "PARENTHETICAL_MORE", "DIALOGUE",
              "LYRIC", "ASIDE"}
    before = ""
    for row in rows:
        if row.kind == "NOTE" and before in inside:
            row.kind = "ASIDE"
        before = row.kind


class _State:
    """What the lines so far say about the next: whether a blank line stands before it, and what it would go on."""

    __slots__ = ("bracket", "cast", "clear", "doubts", "paragraph", "speaking")

    def __init__(self, cast: frozenset[str]) -> None:
        self.cast = cast
        self.clear = True
        self.paragraph = self.speaking = self.bracket = False
        self.doubts: list[Doubt] = []

    def blank(self, row: Row) -> None:
        """A blank line ends everything, but two spaces inside a speech hold it open."""
        if self.speaking and row.text == _HELD_BLANK:
            row.kind = "DIALOGUE"
            return
        row.kind = "BLANK"
        self._turn("", clear=True)

    def _turn(self, kind: str, clear: bool) -> None:
        self.clear = clear
        self.paragraph = kind in ("ACTION", "ACTION_MORE", "SLUG")
        self.speaking = kind in ("CUE", "DUAL")
        self.bracket = False

    def spoken(self, row: Row, after: Row | None) -> None:
        """A line under a cue. `after` is the next line if it is not blank."""
        text = row.text.strip()
        if self.bracket:
            row.kind, self.bracket = "PARENTHETICAL_MORE", False
        elif text[0] == "~":
            row.kind = "LYRIC"
        elif text[0] not in "(（":
            row.kind = "DIALOGUE"
            if headings.heading_row(row):
                self.doubts.append(Doubt("D111", row))
        elif cues.is_parenthetical(text):
            row.kind = "PARENTHETICAL"
        elif _is_closed(text):
            row.kind = "DIALOGUE"
        elif after is not None and _closes(after.text.strip()):
            row.kind, self.bracket = "PARENTHETICAL", True
        else:
            row.kind = "DIALOGUE"
            self.doubts.append(Doubt("D114", row))

    def read(self, row: Row, below: bool) -> None:
        """A line outside a speech. `below` tells whether a blank line stands below it."""
        text = row.text.strip()
        kind = _marked(text, self.clear, below) or (self._plain(row, text, below) if self.clear else "")
        if not kind:
            kind = "ACTION_MORE" if self.paragraph else "ACTION"
            if not self.clear and headings.heading_row(row):
                self.doubts.append(Doubt("D111", row))
        if kind in ("CUE", "DUAL") and below:
            self.doubts.append(Doubt("D112", row))
        if kind == "HEADING" and not below:
            self.doubts.append(Doubt("D110", row))
        row.kind = kind
        self._turn(kind, clear=kind in ("HEADING", "SECTION", "SYNOPSIS", "PAGE_BREAK", "TRANSITION"))
        if kind in ("CUE", "DUAL") and below:
            self._turn("", clear=False)

    def _plain(self, row: Row, text: str, below: bool) -> str:
        """The kind of an unmarked line after a blank one; empty for action."""
        if headings.is_heading(text):
            return "HEADING"
        capitals = text.isupper()
        if below:
            return self._alone(row, text, capitals)
        if _CAPITAL_LEAD.match(text) and cues.is_cue(text):
            other = slugs.is_slug(text, True, self.cast) or transitions.ends_in_to(text)
            if other and not cues.is_cast(text, self.cast):
                self.doubts.append(Doubt("D113", row))
            return "DUAL" if cues.is_dual(text) else "CUE"
        if cues.is_unmarked(text, self.cast):
            self.doubts.append(Doubt("D118", row))
            return "DUAL" if cues.is_dual(text) else "CUE"
        return "SLUG" if slugs.is_slug(text, False, self.cast) else ""

    def _alone(self, row: Row, text: str, capitals: bool) -> str:
        """The kind of an unmarked line between blank ones; empty for action."""
        if transitions.is_transition(text):
            if not (transitions.ends_in_to(text) and row.text.endswith((" ", "\t"))):
                return "TRANSITION"
            self.doubts.append(Doubt("D115", row))
            return ""
        if slugs.is_slug(text, True, self.cast):
            return "SLUG"
        if (capitals or cues.is_unmarked(text, self.cast)) and cues.is_cast(text, self.cast):
            self.doubts.append(Doubt("D112", row))
        return ""


def _marked(text: str, clear: bool, below: bool) -> str:
    """The kind that a line's first character forces; empty when it forces none."""
    match text[0]:
        case "!":
            return "" if not clear else "ACTION"
        case "." if clear and headings.is_forced(text):
            return "HEADING"
        case "@" | "＠" if clear and len(text) > 1:
            return "DUAL" if cues.is_dual(text) else "CUE"
        case ">" if text[-1] == "<" and len(text) > 1:
            return "CENTRED"
        case ">" if clear and len(text) > 1:
            return "TRANSITION"
        case "~":
            return "SONG"
        case "#" if _SECTION.match(text):
            return "SECTION"
        case "=" if not text.strip("="):
            return "PAGE_BREAK" if len(text) > 2 else ""
        case "=":
            return "SYNOPSIS"
    return ""


def _is_closed(text: str) -> bool:
    """Whether the bracket that opens a line closes somewhere in it."""
    return ")" in text or "）" in text


def _closes(text: str) -> bool:
    return text.endswith((")", "）")) and not text.startswith(("(", "（"))
