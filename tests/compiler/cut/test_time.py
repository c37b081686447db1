"""How long things last, and how subtitles are cut."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.cut.subtitles import cues_of, split_cues, too_fast, width
from dramac.compiler.cut.time import action_seconds, clauses, estimate, frames, sentences, share

ENGLISH = ("I gave you three years of my life, and you threw me out in the rain, with nothing but a jade pendant and a "
           "promise you never meant to keep.")
CHINESE = "三年了，我为了你放弃了一切，你却在今天，当着所有人的面，把我赶出家门！"


def test_chinese_takes_about_a_quarter_of_a_second_a_character() -> None:
    spoken = sum(unicodedata.category(one) == "Lo" for one in CHINESE)
    assert 3.5 < spoken / estimate(CHINESE, "zh-Hans") < 4.5


def test_english_takes_about_two_and_a_half_words_a_second() -> None:
    assert 2.3 < len(ENGLISH.split()) / estimate(ENGLISH, "en") < 3.4


def test_digits_are_spoken() -> None:
    assert estimate("2026", "en") > estimate("two", "en") * 1.5
    assert estimate("那是2026年", "zh-Hans") > estimate("那是年", "zh-Hans") + 1


def test_punctuation_inside_a_line_takes_time_and_at_its_end_none() -> None:
    assert estimate("Yes. I know that much", "en") > estimate("Yes I know that much", "en") + 0.3
    assert estimate("I know that much.", "en") == estimate("I know that much", "en")


def test_delivery_changes_the_pace() -> None:
    plain = estimate(ENGLISH, "en")
    assert estimate(ENGLISH, "en", ("slow",)) > plain * 1.15
    assert estimate(ENGLISH, "en", ("fast",)) < plain * 0.9
    weak, strong = (estimate(ENGLISH, "en", emotion="tears", intensity=one) for one in (0.2, 1.0))
    assert strong > weak > plain


@pytest.mark.parametrize("text", ["", "……", "?!", "\u3000"])
def test_wordless_lines_last_a_moment(text: str) -> None:
    assert 0.5 <= estimate(text, "en") <= 1


@given(st.text(max_size=300), st.sampled_from(("en", "zh-Hans", "ja", "xx")))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text_has_a_duration(text: str, language: str) -> None:
    assert 0 < estimate(text, language) < 300
    assert action_seconds(text) > 0


def test_pieces_are_the_text() -> None:
    assert "".join(clauses(ENGLISH)) == ENGLISH
    assert len(clauses(CHINESE)) == 5
    assert sentences("LIN walks in. She sees WEI... He is gone! 3.5 miles.") == (
        "LIN walks in. ", "She sees WEI... ", "He is gone! ", "3.5 miles.")


@given(st.integers(0, 5000), st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_shares_add_up(total: int, weights: list[float]) -> None:
    parts = share(total, weights)
    assert sum(parts) == total
    assert min(parts) >= 0


def test_frames_are_whole_and_at_least_one() -> None:
    assert frames(0.0, 24) == 1
    assert frames(1.5, 24) == 36


def test_rows_fit_and_break_after_marks() -> None:
    cues = split_cues(CHINESE, 26, 2)
    assert cues[0] == ("三年了，", "我为了你放弃了一切，")
    assert all(width(row) <= 26 for rows in cues for row in rows)
    assert "".join(row for rows in cues for row in rows) == CHINESE


@given(st.text(max_size=200), st.integers(8, 42), st.integers(1, 2))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_letter_of_a_subtitle_is_lost(text: str, columns: int, rows: int) -> None:
    cues = split_cues(text, columns, rows)
    assert "".join("".join(row for one in cues for row in one).split()) == "".join(text.split())
    assert all(1 <= len(one) <= rows for one in cues)


def test_no_single_word_is_left_for_a_last_subtitle() -> None:
    cues = split_cues("She told me foxes never forget the people they loved.", 26, 2)
    assert len(" ".join(cues[-1]).split()) > 2


def test_cues_are_timed_apart_and_not_too_short() -> None:
    cues = cues_of([("en", ENGLISH)], 100, 330, 350, 26, 24)
    assert cues[0].start == 100
    assert cues[-1].stop >= 330
    for before, after in pairwise(cues):
        assert before.stop + 2 <= after.start
    assert all(20 <= one.stop - one.start <= 7 * 24 for one in cues)


def test_two_languages_share_a_cue_and_the_shorter_one_is_held() -> None:
    english = "You knew it was me all along, from the very first night, and you never said one single word about it."
    cues = cues_of([("zh-Hans", "你早就知道是我。"), ("en", english)], 0, 70, 80, 26, 24)
    assert {dict(one.rows)["zh-Hans"] for one in cues} == {"你早就知道是我。"}
    assert len({dict(one.rows)["en"] for one in cues}) == len(cues)
    assert cues[0].stop == cues[1].start, "a row that stays does not blink"


def test_a_row_that_is_held_is_read_over_all_its_cues() -> None:
    """Twelve characters in a second are too fast; while the other language goes to its second cue there is time."""
    english, chinese = "Stay. I will never ever let you go there alone.", "别走，我不会让你一个人去。"
    cues = cues_of([("en", english), ("zh-Hans", chinese)], 0, 48, 48, 26, 24)
    assert len(cues) > 1
    assert len({dict(one.rows)["zh-Hans"] for one in cues}) == 1
    assert max(len(chinese) * 24 / (one.stop - one.start) for one in cues) > 9 * 1.2
    assert "zh-Hans" not in too_fast(cues, 24)


def test_a_short_line_stays_up_while_there_is_room() -> None:
    assert cues_of([("en", "No.")], 0, 8, 60, 26, 24)[0].stop == 20
    assert cues_of([("en", "No.")], 0, 8, 12, 26, 24)[0].stop == 12


def test_what_cannot_be_read_is_known() -> None:
    fast, slow = (cues_of([("en", ENGLISH)], 0, stop, stop, 26, 24) for stop in (48, 240))
    assert too_fast(fast, 24) == ("en",)
    assert too_fast(slow, 24) == ()
