"""The LALR machine of the grammar of directives.

Lark makes its tables, which stand ready (see `base/made.py`): a command that checks one file would spend more time on
importing lark and building them than on reading the file. So what lark would do with them is done here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache

from ...grammar import file, read
from ..base import made
from ..base.nodes import node
from . import tables

_GRAMMAR = "directive"
_FILE = f"{_GRAMMAR}.json"
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
    """The tables of the grammar of directives, those that stand ready unless the grammar has changed since."""
    ready = made.tables(_FILE, _basis())
    return tables.revive(tables.build(read(_GRAMMAR), STARTS) if ready is None else json.loads(ready[0]))


def written() -> Iterator[tuple[str, str]]:
    """Name and text of the file of `made` that this module reads."""
    yield _FILE, made.written(_basis(), [tables.build(read(_GRAMMAR), STARTS)])


def _basis() -> str:
    return made.basis(f"{tables.FORM} {' '.join(STARTS)}", [file(_GRAMMAR)])
