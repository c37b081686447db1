"""Edits that rename: spelling, case, quotes; and what is refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.symbols.locate import locate
from dramac.compiler.symbols.nodes import Symbol
from dramac.compiler.symbols.rename import cased

LIN, WEI = Symbol("cast", "LIN YUE"), Symbol("cast", "WEI")
NAMES = st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=6), min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(("old", "new", "fresh"), [
    ("LIN YUE", "mei hua", "MEI HUA"), ("lin yue", "Mei Hua", "mei hua"), ("Lin Yue", "mei hua", "Mei Hua"),
    ("Lin Yue", "MEI HUA", "Mei Hua"), ("Lin yue", "mei hua", "Mei hua"), ("LIN YUE", "McCoy", "MCCOY"),
    ("Lin Yue", "McCoy", "McCoy"), ("McCoy", "bob", "bob"), ("林月", "Bob", "Bob"), ("LIN", "林月", "林月"),
    ("O'Brien", "o'neill", "O'neill"), ("Lin", "a", "A"),
])
def test_a_new_name_takes_the_case_of_its_place(old: str, new: str, fresh: str) -> None:
    assert cased(old, new) == fresh


@given(NAMES, NAMES)
def test_there_and_back_gives_the_same_case(old: str, new: str) -> None:
    for shape in (str.upper, str.lower, str.title):
        assert cased(cased(shape(old), new), old) == shape(old)


@pytest.mark.parametrize(("text", "found"), [
    ("LIN YUE's hand", ["LIN YUE"]), ("the lin-yue and WEI", ["lin-yue", "WEI"]), ("LINYUE", ["LINYUE"]), ("LIN YUEN", []),
    ("wei’s", ["wei"]), ("weird", []), ("", []), ("LIN [] YUE", ["LIN [] YUE"]), ("LIN and YUE", []),
])
def test_names_are_found_as_whole_words(text: str, found: list[str]) -> None:
    forms = {"linyue": LIN, "wei": WEI}
    assert [text[start:end] for start, end, _ in locate(text, forms)] == found
    assert list(locate(text, {})) == []
