"""How long ago a flashback plays, as writers write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.story.ago import years_ago


@pytest.mark.parametrize(("words", "years"), [
    ("14 years ago", 14), ("fourteen years earlier", 14), ("a year ago", 1), ("twenty-one years ago", 21),
    ("Thirty years before", 30), ("two decades ago", 20), ("6 months ago", 0.5),
    ("2.5 years ago", 2.5), ("flashback, some three years back", 3),
    ("十四年前", 14), ("三年前", 3), ("二十年之前", 20), ("一百零三年前", 103), ("3年前", 3), ("六个月前", 0.5), ("两年以前", 2),
])
def test_a_count_is_read(words: str, years: float) -> None:
    assert years_ago(words) == pytest.approx(years)


@pytest.mark.parametrize("words", ["", "long ago", "years ago", "many years ago", "last night", "3 years later", "多年前",
                                   "三年后", "the 14 years"])
def test_what_says_no_count_gives_none(words: str) -> None:
    assert years_ago(words) is None


@given(st.integers(1, 99))
def test_chinese_numerals_are_read_as_digits_are(years: int) -> None:
    signs = "零一二三四五六七八九"
    tens, ones = divmod(years, 10)
    written = ("" if tens == 0 else "十" if tens == 1 else signs[tens] + "十") + (signs[ones] if ones else "")
    assert years_ago(f"{written}年前") == years_ago(f"{years} years ago") == years


@given(st.text(max_size=60))
def test_anything_is_read(words: str) -> None:
    assert years_ago(words) is None or years_ago(words) >= 0
