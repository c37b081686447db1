"""The grammars are LALR(1) without conflicts, and the document grammar takes whatever the lexer makes."""

from __future__ import annotations

import logging

import lark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.syntax.machine import Mismatch, Piece, gather, match
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
