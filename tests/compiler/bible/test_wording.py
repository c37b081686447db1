"""The writer's words in English: by the glossary, the names, the standard library; and what none of them knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.bible.wording import NOTHING, Terms, glossary, language_of, terms_of, translated, written
from dramac.stdlib import data

TERMS = terms_of({"宗门": {"en": "sect"}, "sword light": {"zh-Hans": "剑光"}, "天台边": {"en": "edge of the roof"}},
                 [("天台", ("楼顶",), {"en": "Rooftop"}), ("酒杯", ("酒",), {"en": "wine glass"}),
                  ("SHRINE", (), {"zh-Hans": "狐仙庙"})],
                 ["苏晚", "Lin"])


@pytest.mark.parametrize(("text", "english"), [
    ("破旧的狐仙庙，挂着红灯笼", "shabby shrine, hung with red lanterns"),
    ("苏晚的卧室", "bedroom"),
    ("宗门大殿", "sect palace"),
    ("天台边", "edge of the roof"),
    ("楼顶", "rooftop"),
    ("剑光", "sword light"),
    ("一杯红酒", "a glass of red wine"),
    ("红色丝绸晚礼服", "red silk evening gown"),
    ("深蓝色西装", "navy suit"),
    ("VIP 病房", "VIP hospital ward"),
    ("a ruined shrine", "a ruined shrine"),
    ("café à Paris", "café à Paris"),
])
def test_known_words_come_out_in_english(text: str, english: str) -> None:
    assert written(text, terms=TERMS).english == english
    assert written(text, terms=TERMS).left == ()


def test_what_nothing_knows_is_told_as_terms_that_can_be_translated() -> None:
    one = written("玄铁护腕与黑色劲装，宗门大殿", terms=TERMS)
    assert one.left == ("玄铁护腕", "黑色劲装")
    assert one.english.endswith("sect palace")
    own = terms_of({"玄铁护腕": {"en": "dark iron bracers"}, "劲装": {"en": "fighting clothes"}}, [], [])
    assert written(one.own, terms=own).english.startswith("dark iron bracers and black fighting clothes")


def test_a_part_that_does_not_say_what_it_is_is_left_out() -> None:
    assert written("黑色劲装", terms=TERMS, first="garments").english == ""
    assert written("玄色西装", terms=TERMS, first="garments").english == "black suit"


def test_the_glossary_comes_before_the_standard_library_and_its_longest_term_first() -> None:
    own = terms_of({"红": {"en": "scarlet"}, "红灯笼": {"en": "paper moons"}}, [], [])
    assert written("红灯笼", terms=own).english == "paper moons"
    assert written("红色", terms=own).english == "scarlet"


@pytest.mark.parametrize(("text", "language"), [
    ("red", "en"), ("", "en"), ("12 #!", "en"), ("Déjà vu", "en"), ("红", "zh-Hans"), ("VIP房", "zh-Hans"), ("ほこら", ""),
    ("красный", ""), ("빨강", ""), ("，。", "en")])
def test_languages_are_told_apart_by_their_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text("abc 红色的破庙劲装VIPほ，。-'1", max_size=30))
def test_every_text_has_an_english_of_latin_letters_and_terms_out_of_itself(text: str) -> None:
    english, left = translated(text, TERMS)
    assert language_of(english) == "en"
    assert all(one and one in text and language_of(one) != "en" for one in left)
    assert translated(text, Terms()) == translated(text, Terms())
    once = written(text, terms=TERMS)
    assert once.own == once.english or language_of(once.own) != "en"


def test_what_is_told_can_be_put_into_a_bible() -> None:
    import yaml

    found = yaml.safe_load(glossary(["红绳", "a: b", "ほこら"]))
    assert found == {"glossary": {"红绳": {"en": ""}, "a: b": {"en": ""}, "ほこら": {"en": ""}}}


def test_the_words_of_the_standard_library_are_chinese_and_english() -> None:
    facts = data("words-zh")
    assert all(language_of(term) == "zh-Hans" for term in facts["words"])
    assert all(language_of(english) == "en" for english in facts["words"].values())
    assert set(facts["joints"]) <= set(facts["words"])


def test_a_reader_of_the_language_is_given_the_words_themselves() -> None:
    one = written("红绳", terms=TERMS)
    assert one.read_in({"en", "zh-Hans"}) == "红绳"
    assert one.read_in({"en"}) == "red cord"
    assert NOTHING.read_in({"en"}) == ""
