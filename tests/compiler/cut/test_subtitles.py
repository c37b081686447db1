"""Subtitles: where rows and cues may be broken."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dramac.compiler.cut.subtitles import split_cues, width


@pytest.mark.parametrize("text", [
    "我当然知道今天是什么日子今天是你们转走我第一笔钱的日子", "他从来没有想过这一天会来得这样快这样狠这样冷",
    "那三百万两银子不是我的也不是你的而是先帝留下的"])
@pytest.mark.parametrize("columns", range(14, 30, 2))
def test_a_number_is_not_torn_from_what_it_counts(text: str, columns: int) -> None:
    rows = [row for cue in split_cues(text, columns, 2) for row in cue]
    assert "".join(rows) == text
    for row in rows[:-1]:
        assert row[-1] not in "第一三百万这那不没从"


@given(st.text(st.sampled_from("我你他第一二三百万不没的了吗，。！？ abc"), max_size=60), st.integers(12, 30), st.integers(1, 2))
@example("aa一a。。。吗的", 12, 2)
@example("一一a。。的。。", 12, 2)
def test_nothing_is_lost_and_rows_hold(text: str, columns: int, rows: int) -> None:
    cues = split_cues(text, columns, rows)
    assert "".join(row for cue in cues for row in cue).replace(" ", "") == text.replace(" ", "")
    assert all(len(cue) <= rows for cue in cues)
    assert all(width(row) <= columns + 2 for cue in cues for row in cue)
