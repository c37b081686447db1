"""Who is shown at which age, in flashbacks that say how long ago they play."""

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.base.source import Source
from dramac.compiler.project import Project

BIBLE = """series: {title: T, language: %s}
cast:
  LIN YUE: {age: 22, aliases: [LIN], names: {zh-Hans: 林月}}
  YOUNG LIN: {age: 8, same_person: LIN YUE, names: {zh-Hans: 小林月}}
  TEEN LIN: {age: 15, same_person: LIN YUE, names: {zh-Hans: 少女林月}}
  NURSE: {names: {zh-Hans: 护士}}
  WEI: {age: 10, names: {zh-Hans: 小卫}}
locations:
  HOUSE: {setting: interior, names: {zh-Hans: 家}}
"""


@pytest.fixture
def told(tmp_path):
    """`told(body, language)`: who is said to be at the wrong age, by message."""
    def telling(body: str, language: str = "en") -> list[str]:
        (tmp_path / "series.yaml").write_text(BIBLE % language, encoding="utf-8")
        project = Project(tmp_path, tmp_path / "series.yaml", (Source("episodes/ep01.fountain", body),))
        return [one.message for one in analyse(project).diagnostics if one.code == "D249"]

    return telling


@pytest.mark.parametrize(("when", "right", "wrong"), [
    ("14 years ago", "YOUNG LIN", ["LIN", "TEEN LIN"]), ("seven years earlier", "TEEN LIN", ["LIN", "YOUNG LIN"]),
    ("a year ago", "LIN YUE", ["TEEN LIN", "YOUNG LIN"]), ("3 years ago", "LIN YUE", ["YOUNG LIN"]),
])
def test_the_nearest_age_is_wanted(told, when, right, wrong):
    for who in [right, *wrong]:
        found = told(f"INT. HOUSE - DAY\n\n[[time: flashback, {when}]]\n\n{who} runs in from the garden.\n")
        assert len(found) == (who in wrong), (who, found)


def test_who_was_not_born_is_told_once_a_scene(told):
    found = told("INT. HOUSE - DAY\n\n[[time: flashback, 12 years ago]]\n\nWEI waits.\n\nWEI\nMother?\n\nWEI sleeps.\n")
    assert found == ["WEI is 10, and was not born 12 years ago"]


def test_a_heading_and_chinese_words_say_it_too(told):
    assert told("INT. HOUSE - DAY (FLASHBACK, 12 YEARS AGO)\n\nWEI waits.\n") == told(
        "INT. HOUSE - DAY\n\n[[time: flashback, 12 years ago]]\n\nWEI waits.\n")
    assert len(told("内景 家 - 日\n\n[[time: 闪回, 十二年前]]\n\n小卫在等。\n", "zh-Hans")) == 1


def test_nothing_is_said_of_ages_that_nobody_gave_or_of_other_times(told):
    assert told("INT. HOUSE - DAY\n\n[[time: flashback, 80 years ago]]\n\nNURSE waits.\n") == []
    assert told("INT. HOUSE - DAY\n\n[[time: flashback, long ago]]\n\nWEI waits. LIN waits.\n") == []
    assert told("INT. HOUSE - DAY\n\n[[time: dream, 80 years ago]]\n\nWEI waits.\n") == []
    assert told("INT. HOUSE - DAY\n\n[[time: flashback, 12 years ago]]\n\nWEI (V.O.)\nI did not exist yet.\n") == []
    assert told("INT. HOUSE - DAY\n\n[[time: flashback, 80 years ago]]\n\nNURSE waits.\n\nINT. HOUSE - DAY\n\nWEI waits.\n") == []
