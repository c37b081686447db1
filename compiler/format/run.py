"""Formats a script and proves that it is still the same script.

The layout is proposed for the whole text first. It stands when the tree is equal and laying it out again changes
nothing. Otherwise the text is divided at blank lines, and what cannot be laid out without changing the tree stays as it
was, down to single paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..base.source import Source
from ..syntax.lexer import lex
from ..syntax.masks import mask
from ..syntax.parse import parse
from ..syntax.tree import Element, TitleEntry
from .directives import Directives
from .layout import Covers, lay

_GROUPS = 32
_ROUNDS = 4

Tree = tuple[tuple[TitleEntry, ...], tuple[Element, ...]]


def format_script(source: Source, cast: frozenset[str] = frozenset()) -> str:
    """The text of `source` in canonical layout. Its tree is that of `source`, and formatting it again gives the same
    text. Never fails, whatever the text.

    `cast` holds the names and aliases that the bible declares; it must be what the script is compiled with. Time is
    linear in the text; a text with many places that must stay as they are takes some times longer.
    """
    form = _Form(source.text, cast)
    laid = form.laid("", source.text)
    return form.mended() if laid is None else laid


class _Form:
    """The work on one text."""

    def __init__(self, text: str, cast: frozenset[str]) -> None:
        self._text, self._cast = text, cast
        self._notes = Directives(cast)
        self._tree: Tree | None = None

    def laid(self, lead: str, text: str, gaps: bool = True) -> str | None:
        """`text` laid out, or None when that would change its tree or would not last. `lead` is the line feed that
        stands before a text that does not begin its file, so that it is not read as a title page."""
        laid = self._lay(lead, text, gaps)
        if laid == text:
            return laid
        same = self._lay(lead, laid, gaps) == laid and self._read(lead + laid) == self._read(lead + text)
        return laid if same else None

    def mended(self) -> str:
        """The text laid out part by part, where that keeps the tree; unchanged if even that does not last."""
        text = self._text
        once = self._parts(text)
        for _ in range(_ROUNDS):
            again = self._parts(once)
            if again == once:
                return once if self._read(once) == self._read(text) else text
            once = again
        return text

    def _lay(self, lead: str, text: str, gaps: bool) -> str:
        laid = lay(lead + text, self._cast, self._notes, gaps)
        return "\n" + laid if not lead and self._begins_otherwise(text, laid) else laid

    def _begins_otherwise(self, text: str, laid: str) -> bool:
        """Whether only the blank lines before `text` keep its first line from being a title page."""
        first, feed, _ = text.removeprefix("\ufeff").partition("\n")
        if not feed or first.strip() or not laid:
            return False
        end = laid.find("\n\n")
        return lex(mask(laid[:end] if end >= 0 else laid), self._cast)[0][0].kind == "TITLE_KEY"

    def _read(self, text: str) -> Tree:
        """What must not change. That of the text itself is read once."""
        if text is self._text and self._tree is not None:
            return self._tree
        script, _ = parse(Source("", text), self._cast)
        tree = script.title, script.body
        if text is self._text:
            self._tree = tree
        return tree

    def _parts(self, text: str) -> str:
        parts = self._divide(text)
        return "".join(self._each(parts, 0, len(parts)))

    def _each(self, parts: Sequence[str], start: int, end: int) -> list[str]:
        """The parts `[start, end)` of a text, laid out in several groups."""
        step = -(-(end - start) // _GROUPS)
        return [one for at in range(start, end, step) for one in self._group(parts, at, min(at + step, end))]

    def _group(self, parts: Sequence[str], start: int, end: int) -> list[str]:
        """The parts `[start, end)` laid out together, or else in groups, down to one that stays as it was."""
        text, lead = "".join(parts[start:end]), "\n" if start else ""
        laid = self.laid(lead, text)
        if laid is None and end - start > 1:
            return self._each(parts, start, end)
        if laid is None:
            laid = self.laid(lead, text, gaps=False)
        if laid is not None:
            return [laid, "\n" if laid and end < len(parts) else ""]
        ended = text.endswith("\n") or self._read(f"{lead}{text}\n") != self._read(lead + text)
        return [text, "" if ended else "\n"]

    def _divide(self, text: str) -> list[str]:
        """`text` cut before each line that stands after a blank one and is not blank itself."""
        masked = mask(text)
        covers = Covers(text, masked)
        cuts, blank, begun = [0], False, False
        for row in lex(masked, self._cast)[0]:
            covered = covers.over(row.first)
            empty = row.kind == "BLANK" and not covered and not text[row.first : row.last].strip()
            if blank and not empty and begun:
                cuts.append(row.first)
            blank, begun = empty, begun or not empty
        return [text[one:other] for one, other in zip(cuts, [*cuts[1:], len(text)])]
