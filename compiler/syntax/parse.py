"""Source to tree: mask, name the lines, gather them by the grammar, build the nodes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from ..base.diagnostic import Diagnostic, in_order
from ..base.source import Source
from .build import Builder
from .doubts import doubtful, of_lines, unclosed
from .gather import gather
from .lexer import lex
from .masks import mask
from .tree import Script


def parse(source: Source, cast: frozenset[str] = frozenset()) -> tuple[Script, tuple[Diagnostic, ...]]:
    """The tree of `source` and what is wrong with its syntax. Never fails, whatever the text.

    `cast` holds the names and aliases that the bible declares: a line in a script without capitals that equals one is
    a cue, and a name wins over a word of the shot vocabularies. Time is linear in the text.
    """
    with _undisturbed():
        return _parse(source, cast)


def _parse(source: Source, cast: frozenset[str]) -> tuple[Script, tuple[Diagnostic, ...]]:
    masked = mask(source.text)
    rows, doubts = lex(masked, cast)
    builder = Builder(source, masked.notes, cast)
    for rule, gathered in gather(rows):
        builder.add(rule, gathered)
    builder.finish()
    kinds, ends = tuple([row.kind for row in rows]), tuple([row.last for row in rows])
    script = Script(source, tuple(builder.title), tuple(builder.body), kinds, ends)
    found = [*builder.found, *unclosed(source, masked), *(doubtful(source, one) for one in doubts), *of_lines(source, rows, cast)]
    return script, in_order(found)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keeps the collector of reference cycles from running. A tree has none, and looking for them in all that is made
    here takes a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
