from __future__ import annotations

import pytest

from dramac.runtime.assemble import srt
from dramac.runtime.job import Fault


def test_cues_as_subrip() -> None:
    assert srt.write([[0.0, 1.5, "Go."], [1.5, 3661.0004, "留下。\nStay."]]) == (
        "1\n00:00:00,000 --> 00:00:01,500\nGo.\n\n2\n00:00:01,500 --> 01:01:01,000\n留下。\nStay.\n")
    assert srt.write([]) == ""


def test_text_cannot_break_the_form() -> None:
    made = srt.write([[0, 1, "a\r\n\r\n 2\n00:00:00,000 --> 00:00:09,000\nb\ud800"], [1, 2, " \n "], [2, 3, "c"]])
    assert made == ("1\n00:00:00,000 --> 00:00:01,000\na\n2\n00:00:00,000 → 00:00:09,000\nb?\n\n"
                    "2\n00:00:02,000 --> 00:00:03,000\nc\n")


def test_cues_stand_in_the_order_of_their_starts_and_may_overlap() -> None:
    made = srt.write([[2.0, 3.0, "c"], [0.0, 2.5, "a"], [1.0, 1.5, "b"]])
    assert [line for line in made.splitlines() if line.isalnum()] == ["1", "a", "2", "b", "3", "c"]


@pytest.mark.parametrize("cues", [
    [[1.0, 1.0, "none"]], [[2.0, 1.0, "back"]], [[-1.0, 1.0, "early"]],
    [[0.0, float("nan"), "x"]], [[0.0, 1e9, "x"]], [[0.0, 1.0]], ["abc"], [[0.0, 1.0, None]], [[True, 2, "x"]], [None],
    [[0.0, 0.0001, "shorter than a millisecond"]]])
def test_cues_that_are_none_are_refused(cues) -> None:
    with pytest.raises(Fault):
        srt.write(cues)
