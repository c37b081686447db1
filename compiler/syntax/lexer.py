"""The line lexer: gives every line of a file its kind by its own words, the line before and the line after.

Total: there is no text that it refuses. Lines that only a note covers are looked through; lines that only boneyard
covers count as blank. Kinds are the terminals of `grammar/document.lark`, and BLANK.
"""

from __future__ import annotations

from bisect import bisect_right

from ..base.nodes import node
from ..base.pattern import Lazy
from . import cues, headings, lost, slugs, title_page, transitions
from .masks import Masked
from .rows import Row, rows_of

_SECTION = Lazy(r"#{1,6}(?!#)\s*\S")
_HELD_BLANK = "  "
_LONGEST_BRACKET = 4
_CUES = frozenset(("CUE", "DUAL"))
_PARAGRAPH = frozenset(("ACTION", "ACTION_MORE", "SLUG"))
_CLEAR = frozenset(("HEADING", "SECTION", "SYNOPSIS", "PAGE_BREAK", "TRANSITION"))
"""Kinds of lines that need no blank line behind them."""
_OPENING = frozenset("(（")
_MARKS = frozenset("!.@＠>~#=")
"""What may force the kind of the line that it begins."""


@node
class Doubt:
    """A line that was read one way and may be meant another: the code of the finding that it deserves. `name` is the
    one of the cast, as declared, that D130 and D131 are about; `clear` tells whether a cue may stand there."""

    code: str
    row: Row
    name: str = ""
    clear: bool = True


def lex(masked: Masked, cast: frozenset[str]) -> tuple[list[Row], list[Doubt]]:
    """All lines of `masked` with their kinds, and what was doubtful. `cast` holds names that make a line without
    capitals a cue. The ranges of the rows cover the text without gap or overlap."""
    rows = rows_of(masked.text)
    _tails(rows, masked)
    start = title_page.scan(rows)
    state = _State(cast)
    shown = rows[start:]
    if masked.notes or masked.boneyards:
        shown = [row for row in shown if not _hidden(row)]
    texts = [row.text.strip() for row in shown]
    texts.append("")
    for index, row in enumerate(shown):
        text = texts[index]
        if not text:
            if state.speaking:
                state.blank(row)
            else:
                row.kind, state.clear, state.paragraph = "BLANK", True, False
        elif state.speaking:
            state.spoken(row, text, texts, index)
        else:
            after = texts[index + 1]
            state.read(row, text, after, not after and index + 1 < len(shown) and shown[index + 1].text == _HELD_BLANK)
    if masked.notes:
        _asides(rows[start:])
    return rows, state.doubts


def _hidden(row: Row) -> bool:
    """Whether nothing of a line is seen; its kind is then set."""
    row.kind = "NOTE" if row.bare == "note" else "BLANK" if row.bare == "tail" else row.kind
    return row.bare in ("note", "tail")


def _tails(rows: list[Row], masked: Masked) -> None:
    """Boneyard that takes several lines covers the empty ones in it too. Where it began behind words it takes their line
    end with it: the words behind it stand on their line, and the lines between are looked through."""
    starts = [row.first for row in rows] if masked.boneyards else []
    behind: dict[int, list[tuple[int, Row]]] = {}
    root = reached = -1
    for start, end in masked.boneyards:
        first, last = (bisect_right(starts, at) - 1 for at in (start, end - 1))
        kind = "tail" if rows[first].text.strip() else "boneyard"
        for row in rows[first + 1 : last + 1]:
            row.bare = row.bare if row.text.strip() else kind
        if kind == "tail" and rows[last].text.strip():
            root = root if first == reached else first
            reached = last
            gap = next((at for at in (start - 1, end) if masked.text[at].isspace()), -1)
            behind.setdefault(root, []).append((gap, rows[last]))
    for root, parts in behind.items():
        rows[root].take(parts)


def _asides(rows: list[Row]) -> None:
    """A note line inside a paragraph or a speech is an ASIDE of it: the grammar keeps it there."""
    inside = {"ACTION", "ACTION_MORE", "SLUG", "CUE", "DUAL", "PARENTHETICAL", "PARENTHETICAL_MORE", "DIALOGUE",
              "LYRIC", "ASIDE"}
    before = ""
    for row in rows:
        if row.kind == "NOTE" and before in inside:
            row.kind = "ASIDE"
        before = before if row.bare == "tail" else row.kind


class _State:
    """What the lines so far say about the next: whether a blank line stands before it, and what it would go on."""

    __slots__ = ("bracket", "cast", "clear", "doubts", "leads", "names", "paragraph", "speaking")

    def __init__(self, cast: frozenset[str]) -> None:
        self.cast = cast
        self.names = {name.casefold(): name for name in cast}
        self.leads = frozenset("".join([name[:1].upper() + name[:1].lower() for name in cast]))
        self.clear = True
        self.paragraph = self.speaking = False
        self.bracket = 0
        self.doubts: list[Doubt] = []

    def blank(self, row: Row) -> None:
        """A blank line ends everything, but two spaces inside a speech hold it open."""
        if self.speaking and row.text == _HELD_BLANK:
            row.kind = "DIALOGUE"
            return
        row.kind = "BLANK"
        self.clear = True
        self.paragraph = self.speaking = False
        self.bracket = 0

    def spoken(self, row: Row, text: str, texts: list[str], index: int) -> None:
        """A line under a cue, `texts[index]` of all that are shown."""
        if self.bracket:
            row.kind, self.bracket = "PARENTHETICAL_MORE", self.bracket - 1
        elif text[0] == "~" and len(text) > 1:
            row.kind = "LYRIC"
        elif text[0] not in "(（":
            row.kind = "DIALOGUE"
            if text[0] in headings.OPENINGS and headings.heading_row(text):
                self.doubts.append(Doubt("D111", row))
        elif cues.is_parenthetical(text):
            row.kind = "PARENTHETICAL"
        elif _is_closed(text):
            row.kind = "DIALOGUE"
        elif more := _bracketed(texts, index):
            row.kind, self.bracket = "PARENTHETICAL", more
        else:
            row.kind = "DIALOGUE"
            self.doubts.append(Doubt("D114", row))

    def read(self, row: Row, text: str, after: str, held: bool) -> None:
        """A line outside a speech. `after` is the one below it, `held` tells whether that is one of two spaces, which is
        blank for all but a cue."""
        below = not after
        kind = _marked(text, self.clear) if text[0] in _MARKS else ""
        if not kind and self.clear:
            kind = self._plain(row, text, below, held)
        dumb = below and not held
        if not kind:
            kind = "ACTION_MORE" if self.paragraph else "ACTION"
            if not self.clear and text[0] in headings.OPENINGS and headings.heading_row(text):
                self.doubts.append(Doubt("D111", row))
            if text[0] in self.leads:
                self._lost(row, text, after)
            elif after[:1] in _OPENING:
                self._stranger(row, text, after)
        if dumb and kind in _CUES:
            self.doubts.append(Doubt("D112", row))
        if kind == "HEADING" and not below:
            self.doubts.append(Doubt("D110", row))
        row.kind = kind
        self.clear = kind in _CLEAR
        self.paragraph = kind in _PARAGRAPH
        self.speaking = not dumb and kind in _CUES
        self.bracket = 0

    def _lost(self, row: Row, text: str, after: str) -> None:
        """A line of action that a name of the cast makes doubtful. Few lines begin with a letter that a name begins with,
        and only they are looked at."""
        if self.clear and after and (name := lost.small_cue(text, after, self.names)):
            self.doubts.append(Doubt("D130", row, name))
        elif (":" in text or "：" in text) and (line := lost.stage_line(text, self.names)):
            self.doubts.append(Doubt("D131", row, line[0], self.clear))
        elif after[:1] in _OPENING:
            self._stranger(row, text, after)

    def _stranger(self, row: Row, text: str, after: str) -> None:
        """A line of action above one in brackets, which may name somebody whom the cast does not know."""
        if self.clear and self.names and lost.unknown_cue(text, after):
            self.doubts.append(Doubt("D134", row))

    def _plain(self, row: Row, text: str, below: bool, held: bool) -> str:
        """The kind of an unmarked line after a blank one; empty for action."""
        if text[0] in headings.OPENINGS and headings.is_heading(text):
            return "HEADING"
        if below and ((kind := self._alone(row, text, held)) or not held):
            return kind
        if not "a" <= text[0] <= "z" and cues.is_cue(text):
            if not cues.is_cast(text, self.cast):
                if slugs.is_slug(text, True, self.cast) or transitions.ends_in_to(text):
                    self.doubts.append(Doubt("D113", row))
                elif cues.is_sentence(text):
                    self.doubts.append(Doubt("D125", row))
            return "DUAL" if cues.is_dual(text) else "CUE"
        if not text.isascii() and cues.is_unmarked(text, self.cast):
            self.doubts.append(Doubt("D118", row))
            return "DUAL" if cues.is_dual(text) else "CUE"
        return "SLUG" if slugs.is_slug(text, False, self.cast) else ""

    def _alone(self, row: Row, text: str, held: bool) -> str:
        """The kind of an unmarked line between blank ones; empty for action."""
        if text.isascii() and not text.isupper():  # most lines: only some slugs are written so
            return "SLUG" if slugs.is_slug(text, True, self.cast) else ""
        if transitions.is_transition(text):
            if not (transitions.ends_in_to(text) and row.text.endswith((" ", "\t"))):
                return "TRANSITION"
            self.doubts.append(Doubt("D115", row))
            return ""
        if slugs.is_slug(text, True, self.cast):
            return "SLUG"
        if not held and (text.isupper() or not text.isascii()) and cues.is_cast(text, self.cast) and (
                text.isupper() or cues.is_unmarked(text, self.cast)):
            self.doubts.append(Doubt("D112", row))
        return ""


def _marked(text: str, clear: bool) -> str:
    """The kind that a line's first character forces; empty when it forces none."""
    match text[0]:
        case "!":
            return "" if not clear else "ACTION"
        case "." if clear and headings.is_forced(text):
            return "HEADING"
        case "@" | "＠" if clear and text[1:].strip(" \t^"):
            return "DUAL" if cues.is_dual(text) else "CUE"
        case ">" if not text.strip("<> \t"):
            return ""
        case ">" if text[-1] == "<":
            return "CENTRED"
        case ">":
            return "TRANSITION"
        case "~" if len(text) > 1:
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


def _bracketed(texts: list[str], index: int) -> int:
    """How many lines more the brackets take that open line `index` of `texts`; 0 unless the last of them closes at the
    end of its line. A blank line, or one with brackets of its own in front, is never looked past."""
    depth = 0
    for more, text in enumerate(texts[index : index + _LONGEST_BRACKET]):
        if not text or (more and text[0] in "(（"):
            return 0
        for at, mark in enumerate(text):
            depth += (mark in "(（") - (mark in ")）")
            if not depth:
                return more if at + 1 == len(text) else 0
    return 0
