"""What the index of a project is made of: symbols, and the places where each is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from ..base.nodes import node
from ..base.source import Span

DECLARED = frozenset(("cast", "extra", "place", "prop", "look", "wardrobe", "line", "fact", "macro", "variable", "variant",
                      "value"))
"""Kinds of symbol that a project declares itself; the others are words of the standard library, or files."""


class Role(Enum):
    """What a place does for its symbol: it declares one of its names, or uses one."""

    DECLARATION = "declaration"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """Something with a name. `kind` is one of `DECLARED`, file (a script that is included), or one of the standard
    library's: mark, sound, voice. `id` is its name as the bible declares it. `owner` is the character to whom a
    wardrobe belongs, the stem of the file in which a line stands, or the key whose value it is."""

    kind: str
    id: str
    owner: str = ""


@node
class Occurrence:
    """One place where `symbol` is written. `form` tells as what: `key`, `alias` or `name` in a bible, `bible` for a
    reference inside one, `body` for one in the script of a macro, `cue`, `heading`, `argument`, `subject`, `slug`,
    `mention`, `hole` or `id` in a script, `translation`. The span holds the words alone, without quotes or a possessive
    ending."""

    span: Span
    symbol: Symbol
    role: Role
    form: str


@node
class Index:
    """Every occurrence of a project, by file and place. Made by `make_index`."""

    files: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    symbols: Mapping[Symbol, tuple[Occurrence, ...]] = field(default_factory=dict)

    def at(self, path: str, offset: int) -> Occurrence | None:
        """What is written at `offset` of the file `path`; a place just behind a name belongs to it."""
        found = self.files.get(path, ())
        here = bisect_right(found, offset, key=lambda one: one.span.start) - 1
        return found[here] if here >= 0 and found[here].span.end >= offset else None

    def of(self, symbol: Symbol) -> tuple[Occurrence, ...]:
        """Every occurrence of `symbol`, by file and place."""
        return self.symbols.get(symbol, ())

    def declarations(self, symbol: Symbol) -> tuple[Occurrence, ...]:
        """Where `symbol` is declared: its key, or failing that the first place that names it."""
        found = self.of(symbol)
        own = [one for one in found if one.role is Role.DECLARATION]
        keys = tuple(one for one in own if one.form in ("key", "id"))
        return keys or tuple(own[:1])


def make_index(found: Iterable[Occurrence]) -> Index:
    """The index of `found`, each occurrence once."""
    files: dict[str, list[Occurrence]] = {}
    symbols: dict[Symbol, list[Occurrence]] = {}
    order = sorted(dict.fromkeys(found), key=lambda one: (one.span.path, one.span.start, one.span.end, one.symbol))
    for one in order:
        files.setdefault(one.span.path, []).append(one)
        symbols.setdefault(one.symbol, []).append(one)
    return Index({path: tuple(here) for path, here in files.items()},
                 {symbol: tuple(places) for symbol, places in symbols.items()})
