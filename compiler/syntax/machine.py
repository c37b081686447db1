"""The LALR machines that lark makes of the grammars.

Lark is imported when the first script is parsed. Its tables are kept between runs (see `base/kept.py`), because a command
that checks one file spends more time on building them than on reading the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...grammar import read
from ..base import kept
from . import tables
from .rows import Row

_STARTS = {
    "document": ("start",),
    "directive": ("shot", "look", "time", "change", "gives", "entrance", "sound", "music", "title", "hold", "circle",
                  "lint", "id", "person", "fact", "reveals", "beat", "slot", "nothing", "include", "use", "set", "variant"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A terminal of a directive: its name, its words, where they stand in the directive, and what they mean (`id`)."""

    type: str
    text: str
    start: int
    end: int
    id: str = ""


class Mismatch(Exception):
    """A directive that does not fit its shape: the first piece that does not (None at the end), and the names of the
    terminals that may stand there."""

    def __init__(self, piece: Piece | None, expected: tuple[str, ...]) -> None:
        super().__init__(piece, expected)
        self.piece, self.expected = piece, expected


class _Line:
    """A row as lark takes tokens: its terminal and its number. The places that lark copies to the end mark are unknown."""

    __slots__ = ("line", "type")
    start_pos = column = end_line = end_column = end_pos = None

    def __init__(self, type: str, line: int) -> None:
        self.type, self.line = type, line


def gather(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The elements of a script: the name of each one's rule in `document.lark`, and its lines in order."""
    shown = [_Line(row.kind, index) for index, row in enumerate(rows) if row.kind != "BLANK"]
    for tree in _machine("document").parse(shown, start="start").children:
        yield tree.data, [rows[token.line] for token in tree.children]


def match(shape: str, pieces: Sequence[Piece]) -> list[tuple[str, list[Piece]]]:
    """The parts of a directive after the start symbol `shape` of `directive.lark`: for each the name of its rule, or
    of its terminal, and its pieces. Raises `Mismatch`."""
    from lark import Token, UnexpectedToken

    tokens = [Token(piece.type, piece.text, line=index) for index, piece in enumerate(pieces)]
    try:
        children: list[Any] = _machine("directive").parse(tokens, start=shape).children
    except UnexpectedToken as fault:
        at_end = fault.token.type == "$END"
        expected = tuple(sorted(name for name in fault.expected if not name.startswith("$")))
        raise Mismatch(None if at_end else pieces[fault.token.line], expected) from None
    parts: list[tuple[str, list[Piece]]] = []
    for child in children:
        rule = getattr(child, "data", "")
        parts.append((rule or child.type, [pieces[token.line] for token in (child.children if rule else [child])]))
    return parts


@cache
def _machine(name: str) -> Any:
    """The parser for the grammar called `name`, from kept tables where there are any."""
    import lark

    class Ready(lark.lexer.Lexer):
        """Hands over tokens that the lexers of this package have made."""

        __future_interface__ = 1

        def __init__(self, lexer_conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[lark.Token]:
            yield from lexer_state.text

    grammar = read(name)
    key = f"lark {lark.__version__}\n{grammar}"
    known = kept.load("grammar", key)
    if known is not None:
        try:
            return tables.revive(known, Ready)
        except Exception:
            known = None
    machine = lark.Lark(grammar, parser="lalr", lexer=Ready, start=list(_STARTS[name]), propagate_positions=False,
                        maybe_placeholders=False)
    kept.save("grammar", key, tables.flatten(machine))
    return machine
