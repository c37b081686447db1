"""The LALR machine of the grammar of directives.

Lark makes its tables, which are kept between runs (see `base/kept.py`): a command that checks one file would spend more time
on importing lark and building them than on reading the file. So what lark would do with them is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...grammar import read
from ..base import kept
from ..base.nodes import node
from . import tables

STARTS = ("shot", "look", "time", "change", "gives", "entrance", "sound", "music", "title", "hold", "circle", "lint", "id",
           "person", "fact", "reveals", "beat", "slot", "nothing", "include", "use", "set", "variant")


@node
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


def match(shape: str, pieces: Sequence[Piece]) -> list[tuple[str, list[Piece]]]:
    """The parts of a directive after the start symbol `shape` of `directive.lark`: for each the name of its rule, or
    of its terminal, and its pieces. Raises `Mismatch`."""
    table = _table()
    start, end = table.starts[shape]
    states: list[int] = [start]
    values: list[list[tuple[str, list[Piece]]]] = []
    for piece in (*pieces, None):
        type = piece.type if piece is not None else tables.END
        while not isinstance(action := table.states[states[-1]].get(type), int):
            if action is None:
                expected = sorted(name for name in table.states[states[-1]] if name.isupper() and name != tables.END)
                raise Mismatch(piece, tuple(expected))
            rule, size = action
            first = len(values) - size
            parts = [part for value in values[first:] for part in value]
            del values[first:], states[first + 1 :]
            if rule != shape and not rule.startswith("_"):
                parts = [(rule, [one for _, own in parts for one in own])]
            values.append(parts)
            goes_to = table.states[states[-1]][rule]
            assert isinstance(goes_to, int), "behind a rule stands a state"
            states.append(goes_to)
            if piece is None and goes_to == end:
                return parts
        assert piece is not None, "the end of a directive is never shifted"
        states.append(action)
        values.append([(type, [piece])])
    raise AssertionError("a directive ends with its end mark")


@cache
def _table() -> tables.Table:
    """The tables of the grammar of directives, kept ones where there are any."""
    grammar = read("directive")
    key = f"{tables.FORM}\n{grammar}"
    known = kept.load("grammar", key)
    if known is not None:
        try:
            return tables.revive(known)
        except (TypeError, ValueError, KeyError, AttributeError):
            pass  # something that this version never wrote
    made = tables.build(grammar, STARTS)
    kept.save("grammar", key, made)
    return tables.revive(made)
