"""The grammars are LALR(1) without conflicts, and the document grammar takes whatever the lexer makes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import lark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.syntax.gather import gather
from dramac.compiler.syntax.machine import STARTS as SHAPES
from dramac.compiler.syntax.machine import Mismatch, Piece, match
from dramac.compiler.syntax.rows import Row
from dramac.grammar import read

STARTS = {
    "document": ["start"],
    "directive": [
        "shot",
        "look",
        "time",
        "change",
        "gives",
        "entrance",
        "sound",
        "music",
        "title",
        "hold",
        "circle",
        "lint",
        "id",
    ],
}


@pytest.mark.parametrize("name", STARTS)
def test_no_conflicts(name: str, caplog: pytest.LogCaptureFixture) -> None:
    lark.logger.setLevel(logging.DEBUG)
    try:
        with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
            lark.logger.propagate = True
            lark.Lark(read(name), parser="lalr", lexer="basic", start=STARTS[name], debug=True)
    finally:
        lark.logger.setLevel(logging.CRITICAL)
    assert [record.message for record in caplog.records if "conflict" in record.message.lower()] == []


def test_conflicts_would_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    lark.logger.setLevel(logging.DEBUG)
    try:
        with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
            lark.logger.propagate = True
            lark.Lark("start: a a\na: X*\n%declare X", parser="lalr", lexer="basic", debug=True)
    except lark.exceptions.GrammarError:
        return
    finally:
        lark.logger.setLevel(logging.CRITICAL)
    assert any("conflict" in record.message.lower() for record in caplog.records)


class _Made(lark.lexer.Lexer):
    """Hands over tokens as they are."""

    __future_interface__ = 1

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[lark.Token]:
        yield from lexer_state.text


DOCUMENT = lark.Lark(read("document"), parser="lalr", lexer=_Made)
ELEMENTS = st.one_of(
    st.sampled_from(
        [["HEADING"], ["CENTRED"], ["SONG"], ["TRANSITION"], ["SECTION"], ["SYNOPSIS"], ["PAGE_BREAK"], ["NOTE"]]
    ),
    st.tuples(
        st.sampled_from(["ACTION", "SLUG"]), st.lists(st.sampled_from(["ACTION_MORE", "ASIDE"]), max_size=4)
    ).map(lambda pair: [pair[0], *pair[1]]),
    st.tuples(
        st.sampled_from(["CUE", "DUAL"]),
        st.lists(st.sampled_from(["PARENTHETICAL", "PARENTHETICAL_MORE", "DIALOGUE", "LYRIC", "ASIDE"]), max_size=5),
    ).map(lambda pair: [pair[0], *pair[1]]),
)


@given(st.lists(ELEMENTS, max_size=20))
@settings(max_examples=200, deadline=None)
def test_every_element_comes_back_whole(elements: list[list[str]]) -> None:
    rows = []
    for kind in (kind for element in elements for kind in element):
        row = Row("x", 0, 1)
        row.kind = kind
        rows.append(row)
    assert [[row.kind for row in gathered] for _, gathered in gather(rows)] == elements


@given(st.lists(ELEMENTS, max_size=20))
@settings(max_examples=100, deadline=None)
def test_the_document_grammar_says_the_same_to_lark(elements: list[list[str]]) -> None:
    kinds = [kind for element in elements for kind in element]
    lines = [Row("x", at, at + 1) for at in range(len(kinds))]
    for row, kind in zip(lines, kinds, strict=True):
        row.kind = kind
    tree = DOCUMENT.parse([lark.Token(kind, "x", line=at) for at, kind in enumerate(kinds)])
    told = [(one.data, [lines[token.line] for token in one.children]) for one in tree.children]
    assert list(gather(lines)) == told


def test_a_mismatch_says_where_and_what_was_expected() -> None:
    name = Piece("NAME", "LIN", 0, 3)
    with pytest.raises(Mismatch) as fault:
        match("gives", [name, Piece("COMMA", ",", 3, 4)])
    assert fault.value.piece is not None
    assert (fault.value.piece.start, fault.value.expected) == (3, ("ARROW",))
    with pytest.raises(Mismatch) as fault:
        match("gives", [name])
    assert fault.value.piece is None


def test_read_refuses_what_is_no_grammar() -> None:
    for name in ("nothing", "../pyproject", ""):
        with pytest.raises(KeyError):
            read(name)


DIRECTIVES = lark.Lark(read("directive"), parser="lalr", lexer=_Made, start=list(SHAPES), maybe_placeholders=False)
TERMINALS = sorted({name for line in re.findall(r"^%declare (.+)$", read("directive"), re.MULTILINE) for name in line.split()})


@given(st.sampled_from(SHAPES), st.lists(st.sampled_from([*TERMINALS, "UNKNOWN"]), max_size=6))
@settings(max_examples=500, deadline=None)
def test_a_directive_is_read_as_lark_reads_it(shape: str, types: list[str]) -> None:
    pieces = [Piece(type, "x", at, at + 1) for at, type in enumerate(types)]
    assert _ours(shape, pieces) == _larks(shape, pieces)


def _ours(shape: str, pieces: list[Piece]) -> object:
    try:
        return match(shape, pieces)
    except Mismatch as fault:
        return fault.piece, fault.expected


def _larks(shape: str, pieces: list[Piece]) -> object:
    tokens = [lark.Token(piece.type, "x", line=at) for at, piece in enumerate(pieces)]
    try:
        parts = DIRECTIVES.parse(tokens, start=shape).children
    except lark.UnexpectedToken as fault:
        piece = None if fault.token.type == "$END" else pieces[fault.token.line]
        return piece, tuple(sorted(name for name in fault.expected if not name.startswith("$")))
    return [(getattr(one, "data", "") or one.type, [pieces[each.line] for each in getattr(one, "children", [one])])
            for one in parts]
