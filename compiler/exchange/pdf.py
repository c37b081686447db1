"""A screenplay as PDF, drawn with fpdf2.

Latin is set in the Courier that every reader has; what it does not hold (Chinese, Cyrillic …) in Noto Serif SC, of which
only the characters in use are embedded. The bytes depend on the script alone: the date in the file is fixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...stdlib import data
from ..base.nodes import node
from ..syntax.tree import Run, TitleEntry
from .blocks import Block
from .front import Front, front_of
from .missing import Missing
from .pages import BOTTOM, INCH, LEFT, PAPER, RIGHT, TOP, Page, manner_of, paginate
from .typeset import Piece, broken, glyphs_of, pieces_of

if TYPE_CHECKING:
    from fpdf import FPDF

_FACE = "serif"
_MISSING = "\u25a1"
_ASCENT = 9.0
"""From the top of a row to the line the letters stand on."""
_LEAN = 12.0
"""Degrees by which letters lean that have no italic of their own."""
_BORN = datetime(2000, 1, 1, tzinfo=UTC)


@node
class Drawn:
    """A PDF file, how many pages it has (the title page too), and the characters that no font holds."""

    data: bytes
    pages: int
    missing: str


def to_pdf(title: Sequence[TitleEntry], blocks: Sequence[Block], paper: str, language: str) -> Drawn:
    """The PDF of a script on `paper` (`letter` or `a4`). Raises Missing when a package is not installed."""
    try:
        from fpdf import FPDF
    except ImportError:
        raise Missing("PDF needs the package fpdf2: pip install 'dramac[pdf]'") from None
    front, manner = front_of(title, language), manner_of(language)
    sheet = _Sheet(FPDF(unit="pt", format=PAPER[paper]), paper, manner.leading)
    sheet.about(front, language)
    if front.title or front.author:
        sheet.front(front)
    pages = paginate(blocks, paper, sheet.advance, manner)
    for number, page in enumerate(pages, 1):
        sheet.page(page, number)
    return Drawn(bytes(sheet.pdf.output()), sheet.pdf.page_no(), "".join(sorted(sheet.missing)))


class _Sheet:
    """Draws pages."""

    def __init__(self, pdf: FPDF, paper: str, leading: float) -> None:
        self.pdf = pdf
        self.missing: set[str] = set()
        self._width, self._height = PAPER[paper]
        self._row = leading
        self._second: Any = None
        pdf.core_fonts_encoding = "cp1252"
        pdf.set_auto_page_break(False)
        pdf.set_margins(0, 0, 0)
        pdf.set_creation_date(_BORN)

    def about(self, front: Front, language: str) -> None:
        """What the file says about itself."""
        self.pdf.set_title(front.title or "Screenplay")
        if front.author:
            self.pdf.set_author(", ".join(front.author))
        self.pdf.set_lang(language)
        self.pdf.set_creator("dramac")

    def advance(self, char: str) -> float:
        """The advance of a character in the second font at 12 points."""
        font = self._font()
        known = char if ord(char) in font.cmap else _MISSING
        return float(font.get_text_width(known, 12, None)[1])

    def page(self, page: Page, number: int) -> None:
        """Draw one page of the script."""
        self.pdf.add_page()
        if number > 1:
            self._text(f"{number}.", self._width - RIGHT, 0.5 * INCH, "right")
        for mark in page.marks:
            y = TOP + mark.row * self._row
            self._outline(f"{mark.number} {mark.heading}".strip())
            if mark.number:
                self._text(mark.number, LEFT - 0.3 * INCH, y, "right")
                self._text(mark.number, self._width - RIGHT + 0.2 * INCH, y)
        for line in page.lines:
            self._draw(line.pieces, line.x, TOP + line.row * self._row)

    def front(self, front: Front) -> None:
        """Draw the title page."""
        self.pdf.add_page()
        y = self._height * 0.3
        for lines, space in ((front.heading, 0), (front.episode, 2), (front.credit, 3), (front.author, 1), (front.source, 2)):
            y += space * self._row if lines else 0
            for line in lines:
                y = self._block(line, LEFT, self._width - LEFT - RIGHT, y, "centre")
        left, right = front.contact, front.dates
        for lines, x, align in ((left, LEFT, ""), (right, self._width / 2, "right")):
            y = self._height - BOTTOM - len(lines) * self._row
            for line in lines:
                y = self._block(line, x, self._width - RIGHT - x if align else self._width / 2 - LEFT, y, align)

    def _block(self, text: str, x: float, width: float, y: float, align: str) -> float:
        """Draw a paragraph of one style; returns where the next begins."""
        for line in broken(glyphs_of((Run(text),), self.advance), width):
            pieces = pieces_of(line)
            used = sum(piece.width for piece in pieces)
            self._draw(pieces, x + {"centre": (width - used) / 2, "right": width - used}.get(align, 0.0), y)
            y += self._row
        return y

    def _text(self, text: str, x: float, y: float, align: str = "") -> None:
        pieces = pieces_of(glyphs_of((Run(text),), self.advance))
        self._draw(pieces, x - (sum(piece.width for piece in pieces) if align else 0.0), y)

    def _draw(self, pieces: Sequence[Piece], x: float, y: float) -> None:
        for piece in pieces:
            if piece.text.strip() or "u" in piece.style:
                (self._wide if piece.wide else self._narrow)(piece, x, y + _ASCENT)
            x += piece.width

    def _narrow(self, piece: Piece, x: float, y: float) -> None:
        self.pdf.set_font("courier", piece.style.upper(), 12)
        self.pdf.text(x, y, piece.text)

    def _wide(self, piece: Piece, x: float, y: float) -> None:
        """Letters of the second font: made bold by their outline, italic by leaning, as it has one weight."""
        from fpdf.enums import TextMode

        text = self._known(piece.text)
        self.pdf.set_font("second", "U" if "u" in piece.style else "", 12)
        with self.pdf.local_context():
            if "b" in piece.style:
                self.pdf.text_mode = TextMode.FILL_STROKE
                self.pdf.set_line_width(0.25)
            if "i" in piece.style:
                with self.pdf.skew(ax=_LEAN, ay=0, x=x, y=y):
                    self.pdf.text(x, y, text)
            else:
                self.pdf.text(x, y, text)

    def _known(self, text: str) -> str:
        lost = {char for char in text if ord(char) not in self._font().cmap}
        self.missing |= lost
        return "".join(_MISSING if char in lost else char for char in text)

    def _outline(self, name: str) -> None:
        self.pdf.start_section("".join(char if char.isprintable() else " " for char in name) or "-")

    def _font(self) -> Any:
        """The second font, loaded when the first character needs it."""
        if self._second is None:
            self.pdf.add_font("second", "", str(second_font()))
            self._second = self.pdf.fonts["second"]
        return self._second


def second_font() -> Path:
    """The file of the font for what Courier does not hold. Raises Missing when it is not installed."""
    for font in data("backends")["animatic"]["fonts"]:
        if font["face"] == _FACE:
            spec = find_spec(font["module"])
            for folder in (spec.submodule_search_locations or []) if spec else []:
                file = Path(folder) / str(font["file"])
                if file.is_file():
                    return file
    raise Missing("text beyond Western letters needs the package pylopdf-fonts-zh-cn: pip install 'dramac[pdf]'")
