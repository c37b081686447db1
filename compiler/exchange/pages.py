"""A screenplay laid out on pages: where every line stands, in the measures of the American standard.

Courier at 12 points gives ten characters an inch and six lines an inch, and with these measures a page is about a minute
on screen. Distances are in points from the left and the top edge of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..base.nodes import node
from ..syntax.emphasis import runs_of
from ..syntax.tree import Run
from .blocks import Block, Break, Dual, Line, Para, Part, Spoken, printed
from .typeset import Advance, Piece, broken, glyphs_of, pieces_of

INCH = 72.0
PAPER = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
LEFT, RIGHT, TOP, BOTTOM = 1.5 * INCH, 1.0 * INCH, 1.0 * INCH, 1.0 * INCH
CUE, BRACKET, SPEECH = 3.7 * INCH, 3.1 * INCH, 2.5 * INCH
SPEECH_WIDTH, BRACKET_WIDTH = 3.5 * INCH, 2.4 * INCH
GUTTER = 0.3 * INCH
Shown = Para | Spoken | Break | Dual

_WIDOW = 2
"""Lines of a paragraph that stay together at the foot and the head of a page."""


@node
class Placed:
    """One line of text: the x of its left edge and what is drawn there. `row` counts from the top of the page's body.
    `column` tells lines of a dual dialogue (1 left, 2 right) from the others (0)."""

    row: int
    x: float
    pieces: tuple[Piece, ...]
    column: int = 0


@node
class Mark:
    """The number of the scene that begins at `row`, its heading for the reader's outline."""

    row: int
    number: str
    heading: str


@dataclass(slots=True)
class Page:
    """One page."""

    lines: list[Placed]
    marks: list[Mark]


@node
class Manner:
    """What the language of a script changes on its pages: what stands where a speech goes over a page, and the distance of
    its lines in points."""

    more: str = "(MORE)"
    continued: str = "(CONT'D)"
    leading: float = 12.0


@node
class _Row:
    """A line before it has its place. `kind` is that of the part it belongs to."""

    x: float
    pieces: tuple[Piece, ...]
    kind: str = ""
    column: int = 0


def manner_of(language: str) -> Manner:
    """The manner of `language`. Chinese and Japanese letters fill their lines, so they are set one and a half apart."""
    if language.lower().startswith("zh"):
        return Manner("（转下页）", "（续）", 18.0)
    return Manner(leading=18.0) if language.lower().startswith("ja") else Manner()


def paginate(blocks: Sequence[Block], paper: str, advance: Advance, manner: Manner) -> list[Page]:
    """The pages of a screenplay. Notes, sections and synopses are not printed."""
    shown = printed(blocks)
    layout = _Layout(paper, advance, manner)
    for index, block in enumerate(shown):
        layout.add(block, shown[index + 1] if index + 1 < len(shown) else None)
    return [page for page in layout.pages if page.lines] or [Page([], [])]


class _Layout:
    """One walk over the blocks, a page open."""

    def __init__(self, paper: str, advance: Advance, manner: Manner) -> None:
        self._width, height = PAPER[paper]
        self._rows = int((height - TOP - BOTTOM) // manner.leading)
        self._advance, self._manner = advance, manner
        self._row = 0
        self.pages = [Page([], [])]

    def add(self, block: Shown, after: Shown | None) -> None:
        """Set `block`; `after` is what comes next, which a heading does not leave."""
        if isinstance(block, Break):
            if self._row:
                self._turn()
        elif isinstance(block, Para):
            self._para(block, after)
        elif isinstance(block, Spoken):
            self._speech(block)
        elif isinstance(block, Dual):
            self._dual(block)

    def _turn(self) -> None:
        self.pages.append(Page([], []))
        self._row = 0

    def _put(self, rows: Sequence[_Row]) -> None:
        """Set `rows` from the open row on."""
        for row in rows:
            if row.pieces:
                self.pages[-1].lines.append(Placed(self._row, row.x, row.pieces, row.column))
            self._row += 1

    def _space(self, rows: int) -> None:
        """Leave blank rows, none at the head of a page."""
        if self._row:
            self._row += rows

    @property
    def _left(self) -> int:
        return self._rows - self._row

    def _para(self, block: Para, after: Shown | None) -> None:
        rows = self._para_rows(block)
        space = _space_before(block)
        keep = len(rows) + self._first_rows(after) if block.kind in ("heading", "shot") else min(len(rows), _WIDOW)
        keep = min(keep, self._rows)
        if self._row and space + keep > self._left:
            self._turn()
        self._space(space)
        if block.kind == "heading":
            self.pages[-1].marks.append(Mark(self._row, block.number, block.plain))
        self._flow(rows)

    def _flow(self, rows: list[_Row]) -> None:
        """Set rows that may go over pages, two at least on each side."""
        while len(rows) > self._left:
            take = min(self._left, len(rows) - _WIDOW) if len(rows) > _WIDOW else 0
            if take >= _WIDOW or not self._row:
                take = max(take, 1)
                self._put(rows[:take])
                rows = rows[take:]
            self._turn()
        self._put(rows)

    def _first_rows(self, block: Shown | None) -> int:
        """How many rows the start of `block` needs, with the space before it, so that what leads it in is not alone."""
        if isinstance(block, Para):
            lead = len(self._para_rows(block))
            return _space_before(block) + (lead + 2 if block.kind == "heading" else min(lead, _WIDOW))
        if isinstance(block, Spoken):
            return 1 + min(len(self._spoken_rows(block)), 4)
        if isinstance(block, Dual):
            return 1 + len(self._dual_rows(block))
        return 0

    def _lines(self, line: Line, x: float, width: float, kind: str, align: str = "", hang: float = 0.0) -> list[_Row]:
        found = []
        for index, glyphs in enumerate(broken(glyphs_of(line, self._advance), width, hang)):
            pieces = pieces_of(glyphs)
            used = sum(piece.width for piece in pieces)
            shift = {"right": width - used, "centre": (width - used) / 2}.get(align, hang if index else 0.0)
            found.append(_Row(x + shift, pieces, kind))
        return found

    def _para_rows(self, block: Para) -> list[_Row]:
        width = self._width - LEFT - RIGHT
        align = {"centred": "centre", "transition": "right"}.get(block.kind, "")
        style = "i" if block.kind == "song" else ""
        lines = [_with(line, style) for line in block.lines]
        return [row for line in lines for row in self._lines(line, LEFT, width, block.kind, align)]

    def _cue(self, cue: str, x: float, width: float) -> list[_Row]:
        return self._lines(tuple(runs_of(cue)), x, width, "cue")

    def _part(self, part: Part, x: float, width: float, bracket: float, bracket_width: float) -> list[_Row]:
        if part.kind == "parenthetical":
            runs = (Run("("), *(run for line in part.lines for run in line), Run(")"))
            full = any(one.wide for one in glyphs_of(runs, self._advance))
            runs = (Run("（"), *runs[1:-1], Run("）")) if full else runs
            hang = self._advance("（") if full else 7.2
            return self._lines(runs, bracket, bracket_width, "parenthetical", hang=hang)
        style = "i" if part.kind == "lyric" else ""
        return [row for line in part.lines for row in self._lines(_with(line, style), x, width, part.kind)]

    def _spoken_rows(self, speech: Spoken) -> list[_Row]:
        rows = self._cue(speech.cue, CUE, self._width - RIGHT - CUE)
        for part in speech.parts:
            rows += self._part(part, SPEECH, SPEECH_WIDTH, BRACKET, BRACKET_WIDTH)
        return rows

    def _speech(self, speech: Spoken) -> None:
        rows = self._spoken_rows(speech)
        head = len(self._cue(speech.cue, CUE, self._width - RIGHT - CUE))
        space = 1 if self._row else 0
        while space + len(rows) > self._left:
            cut = _cut(rows, head, self._left - space - 1)
            if cut:
                self._space(space)
                self._put([*rows[:cut], *self._lines((Run(self._manner.more),), CUE, INCH * 2, "more")])
                continued = speech.cue if _continues(speech.cue) else f"{speech.cue} {self._manner.continued}"
                again = self._cue(continued, CUE, self._width - RIGHT - CUE)
                rows, head = [*again, *rows[cut:]], len(again)
            elif not self._row:
                break
            self._turn()
            space = 0
        self._space(space)
        self._flow(rows)

    def _dual_rows(self, dual: Dual) -> list[_Row]:
        """Both columns of a dual dialogue, row by row: the left one's row before the right one's."""
        width = (self._width - LEFT - RIGHT - GUTTER) / 2
        columns = []
        for index, speech in enumerate((dual.left, dual.right)):
            x = LEFT + index * (width + GUTTER)
            rows = self._cue(speech.cue, x + 0.9 * INCH, width - 0.9 * INCH)
            for part in speech.parts:
                rows += self._part(part, x, width, x + 0.4 * INCH, width - 0.4 * INCH)
            columns.append([replace(row, column=index + 1) for row in rows])
        height = max(len(rows) for rows in columns)
        filled = [rows + [_Row(LEFT, ())] * (height - len(rows)) for rows in columns]
        return [row for pair in zip(*filled) for row in pair]

    def _dual(self, dual: Dual) -> None:
        rows = self._dual_rows(dual)
        pairs = [rows[index : index + 2] for index in range(0, len(rows), 2)]
        if self._row and 1 + len(pairs) > self._left:
            self._turn()
        self._space(1)
        for pair in pairs:
            if not self._left:
                self._turn()
            for row in pair:
                self._put([row])
                self._row -= 1
            self._row += 1


def _space_before(block: Para) -> int:
    return 2 if block.kind == "heading" else 1


def _with(line: Line, style: str) -> Line:
    """`line` in a further style; one that has it already loses it, as italics in italics stand upright."""
    if not style:
        return line
    return tuple(Run(run.text, run.style.replace(style, "") if style in run.style else style + run.style) for run in line)


def _cut(rows: Sequence[_Row], head: int, room: int) -> int:
    """After how many rows a speech may be cut so that at most `room` stay: after spoken words, two rows of them on each
    side where there are as many; 0 for nowhere."""
    for cut in range(min(room, len(rows) - 1), head, -1):
        before, after = rows[cut - 1], rows[cut]
        if before.kind in ("cue", "parenthetical"):
            continue
        if after.kind != "parenthetical" and (len(rows) - cut < _WIDOW or cut - head < _WIDOW):
            continue
        return cut
    return 0


def _continues(cue: str) -> bool:
    return cue.upper().replace("’", "'").endswith(("(CONT'D)", "(CONTINUED)", "（续）", "(续)"))
