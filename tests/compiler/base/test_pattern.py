"""Expressions that are compiled late say what those of `re` say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base.pattern import ByScript, Lazy, western


@given(st.text("ab 林x", max_size=12))
def test_a_lazy_expression_does_what_the_compiled_one_does(text):
    late, made = Lazy(r"(a+)(b)?", re.IGNORECASE), re.compile(r"(a+)(b)?", re.IGNORECASE)
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in made.finditer(text)]
    assert late.findall(text) == made.findall(text)
    assert late.split(text) == made.split(text)
    assert late.sub("-", text) == made.sub("-", text)
    assert bool(late.match(text)) == bool(made.match(text))
    assert bool(late.fullmatch(text)) == bool(made.fullmatch(text))


def test_a_wrong_expression_is_told_when_it_is_used():
    late = Lazy("(")
    with pytest.raises(re.error):
        late.match("x")
    with pytest.raises(AttributeError):
        late.nothing  # noqa: B018


@given(st.text(max_size=20))
def test_texts_of_the_west_have_nothing_from_the_east(text):
    assert western(text) == all(ord(one) < 0x2E80 for one in text)
    assert ByScript("[\u4e00-\u9fff]|x", "x").of(text).findall(text) == re.findall("[\u4e00-\u9fff]|x", text)
