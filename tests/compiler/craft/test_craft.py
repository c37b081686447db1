"""What is said of the craft of an episode and of a series, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis, analyse, story_of
from dramac.compiler.base.diagnostic import Diagnostic, Severity
from dramac.compiler.bible.casting import complete
from dramac.compiler.craft.run import outline, preview, review, review_series, together
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.nodes import LineTiming
from dramac.compiler.cut.version import version_of
from dramac.compiler.project import Project, load_project
from dramac.stdlib import vocabulary

Told = Callable[..., tuple[Diagnostic, ...]]
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
HALL, DATING = "INT. HALL - NIGHT\n\n", "INT. 大厅 - 夜\n\n"
STREET, LANE = "EXT. STREET - NIGHT\n\n", "EXT. 街道 - 夜\n\n"
PROFILES = tuple(vocabulary("profiles").entries)


def talk(count: int) -> str:
    """Calm lines of about two seconds each."""
    said = ("You kept the letter all this time.", "I could not burn it, and I tried.", "Then read it to me now, here.",
            "It has no name on it, only a date.")
    return "".join(f"{('LIN', 'WEI')[at % 2]}\n{said[at % 4]}\n\n" for at in range(count))


def chat(count: int) -> str:
    said = ("这封信你一直留着。", "我烧不掉，我试过。", "那你现在念给我听。", "上面没有名字，只有日期。")
    return "".join(f"@{('林晚', '魏然')[at % 2]}\n{said[at % 4]}\n\n" for at in range(count))


FACING, OPPOSITE = "LIN and WEI stand face to face.\n\n", "林晚和魏然面对面站着。\n\n"
WRITTEN = {
    "D701": (HALL + FACING + talk(4), DATING + OPPOSITE + chat(4)),
    "D703": (HALL + "[[shot: ELS establishing, 5s]]\n\nDust hangs in the air of the empty hall, and the moon stands in all "
             "of its tall windows like a lamp.\n\n" + talk(30),
             DATING + "[[shot: 大远景 establishing, 5s]]\n\n空旷的大厅里，灰尘在月光里慢慢飘着，"
             "高高的窗户外面没有一点声音，只有夜色。什么都没有动。\n\n" + chat(30)),
    "D704": (STREET + "[[shot: WS establishing, 2s]]\n\nRain on the stones.\n\n[[shot: CU lamp, 7s]]\n\nA lamp swings.\n\n"
             "[[shot: WS establishing, 7s]]\n\nNothing moves.\n\n" + HALL + FACING + talk(26),
             LANE + "[[shot: 远景 establishing, 2s]]\n\n雨落在石板上。\n\n[[shot: CU 灯笼, 7s]]\n\n灯笼摇晃。\n\n"
             "[[shot: 远景 establishing, 7s]]\n\n什么都没有动。\n\n" + DATING + OPPOSITE + chat(26)),
    "D705": (HALL + FACING + "[[beat: hook]]\n\n" + talk(4) + "[[beat: threat]]\n\n" + talk(22)
             + "[[beat: reveal]]\n\n" + talk(4),
             DATING + OPPOSITE + "[[beat: 钩子]]\n\n" + chat(4) + "[[beat: 威胁]]\n\n" + chat(22)
             + "[[beat: 反转]]\n\n" + chat(4)),
    "D706": (HALL + "[[shot: two-shot LIN and WEI]]\n\n" + talk(30), DATING + "[[shot: 双人镜头 林晚和魏然]]\n\n" + chat(30)),
    "D707": (HALL + FACING + "LIN\nI only came back to this house because the lawyer who wrote to me last winter said that you "
             "had sold it.\n\n" + talk(26),
             DATING + OPPOSITE + "@林晚\n我回到这座房子只是因为去年冬天给我写信的那位律师说你已经把它卖掉了。\n\n" + chat(26)),
    "D708": (HALL + FACING + "[[shot: CU LIN, 1s]]\n\nLIN\nYou knew it was me from the very first night.\n\n"
             "[[shot: CU WEI]]\n\n" + talk(26),
             DATING + OPPOSITE + "[[shot: 特写 林晚, 1s]]\n\n@林晚\n从第一个晚上起你就知道那个人是我。\n\n"
             "[[shot: 特写 魏然]]\n\n" + chat(26)),
    "D711": (HALL + "[[beat: hook]]\n\n" + FACING + talk(12) + "[[beat: threat]]\n\n" + talk(24),
             DATING + "[[beat: 钩子]]\n\n" + OPPOSITE + chat(12) + "[[beat: 威胁]]\n\n" + chat(24)),
    "D712": (HALL + "[[beat: hook]]\n\n" + FACING + talk(26) + "[[paywall]]\n\n" + talk(2)
             + "[[beat: reveal]]\n\nWEI nods.\n",
             DATING + "[[beat: 钩子]]\n\n" + OPPOSITE + chat(26) + "[[paywall]]\n\n" + chat(2)
             + "[[beat: 反转]]\n\n魏然点头。\n"),
}


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.code for one in found]


@pytest.mark.parametrize("code", WRITTEN)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_it_is_told_with_its_numbers_its_source_and_its_date(code: str, language: str, told: Told) -> None:
    found = [one for one in told(WRITTEN[code][language != "en"], language=language) if one.code == code]
    assert len(found) == 1
    assert found[0].span is not None
    assert "TikTok, as of 2026-11-22: " in found[0].help
    assert any(letter.isdigit() for letter in found[0].message)


@pytest.mark.parametrize("code", WRITTEN)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_nothing_is_told_where_no_profile_is_chosen(code: str, language: str, told: Told) -> None:
    found = told(WRITTEN[code][language != "en"], profile="", language=language)
    assert [one for one in found if one.code.startswith(("D7", "D5"))] == []
    assert {"D401", "D402", "D406", "D408"}.isdisjoint(codes(found)), "pace is not judged before anybody has spoken"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("profile", ["tiktok", "generic", "douyin"])
def test_a_plain_good_episode_is_left_alone(language: str, profile: str, told: Told) -> None:
    text = HALL + FACING + talk(34) if language == "en" else DATING + OPPOSITE + chat(34)
    assert told(text, profile=profile, language=language) == ()


PIECES = st.lists(st.sampled_from(("LIN waits.", "Rain.", "LIN\nNo.", "WEI\nI came back for the letter, and for you.",
                                   "[[shot: WS establishing, 6s]]", "[[shot: CU LIN, 1s]]", "[[beat: hook]]", "[[paywall]]",
                                   "[[beat: cliffhanger]]", "[[hold: 3s]]", "INT. STREET - DAY")), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, profile=st.sampled_from(("", *PROFILES)))
def test_no_order_of_things_breaks_it_and_only_a_profile_judges(pieces: list[str], profile: str, told: Told) -> None:
    found = told(HALL + "\n\n".join(pieces) + "\n", profile=profile)
    assert profile or not any(one.code.startswith("D7") for one in found)
    assert len({(one.code, one.span) for one in found if one.code.startswith("D7")}) == sum(
        one.code.startswith("D7") for one in found), "each place is told once of each code"
    said = {one.code for one in found}
    assert not {"D703", "D408"} <= said


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(2, 60), profile=st.sampled_from(PROFILES))
def test_a_length_is_told_exactly_outside_the_norm(count: int, profile: str, series: Callable[..., Analysis]) -> None:
    analysis = series(HALL + FACING + talk(count), profile)
    bible = complete(analysis.bible, ("en",))
    cut, _ = direct(analysis.episodes[0], analysis.flows[0], bible, version_of(bible, "en"))
    seconds, norm = cut.frames() / cut.fps, vocabulary("profiles").entries[profile]["length"]
    found = review(analysis.episodes[0], analysis.flows[0], analysis.bible, cut)
    outside = (seconds * 1.1 < norm["least"] or seconds > norm["most"] * 1.1) and profile != "generic"
    assert ("D701" in codes(found)) == outside


def test_measured_lines_leave_nothing_to_guess(series: Callable[..., Analysis]) -> None:
    analysis = series(HALL + FACING + talk(24))
    episode, flow, bible = analysis.episodes[0], analysis.flows[0], complete(analysis.bible, ("en",))
    for each, expected in ((1.0, ["D701"]), (2.4, []), (6.0, ["D701"])):
        heard = {line.index: LineTiming(each, measured=True) for line in episode.lines()}
        cut, _ = direct(episode, flow, bible, version_of(bible, "en", heard))
        found = [one for one in review(episode, flow, bible, cut, heard) if one.code == "D701"]
        assert codes(tuple(found)) == expected
        assert all("about" not in one.message for one in found)


def test_beyond_the_limit_is_an_error_on_every_platform(told: Told) -> None:
    found = [one for one in told(HALL + FACING + talk(130), profile="shorts") if one.code == "D701"]
    assert [(one.severity, "at most 180 s" in one.message) for one in found] == [(Severity.ERROR, True)]


@pytest.mark.parametrize("code", WRITTEN)
def test_the_generic_profile_has_no_taste(code: str, told: Told) -> None:
    assert told(WRITTEN[code][0], profile="generic") == ()


def test_the_generic_profile_has_a_limit(told: Told) -> None:
    found = told(HALL + FACING + talk(640), profile="generic")
    assert [(one.code, one.severity) for one in found] == [("D701", Severity.ERROR)]


@pytest.mark.parametrize(("code", "instead"), [("D703", "D408"), ("D706", "D402"), ("D708", "D401")])
def test_what_the_director_says_too_is_said_once(code: str, instead: str, told: Told) -> None:
    place = [one.span for one in told(WRITTEN[code][0]) if one.code == code]
    assert [one.code for one in told(WRITTEN[code][0]) if one.span in place and one.code in (code, instead)] == [code]


def test_other_findings_of_directing_stay() -> None:
    one, other = (Diagnostic("D401", Severity.HINT, text, None) for text in "ab")
    assert together((one,), (other,)) == (one, other)


@pytest.mark.parametrize("ending", ["[[beat: cliffhanger]]\n\nA knock at the door.", "WEI\nThen who is in my bed?",
                                    "LIN\nI have to tell you, I am", "[[plant: the key]]\n\nLIN hides a key.",
                                    "[[dies: WEI]]\n\nWEI lies still."])
def test_what_leaves_a_question_open(ending: str, told: Told) -> None:
    ending += "—\n" if ending.endswith("I am") else "\n"
    assert "D711" not in codes(told(WRITTEN["D711"][0] + ending))


@pytest.mark.parametrize("turn", ["[[reveals: the key]]", "[[payoff: the key]]", "LIN\n(furious)\nYou lied to me! Get out!",
                                  "[[beat: slap]]\n\nLIN slaps WEI."])
def test_what_breaks_a_stretch(turn: str, told: Told) -> None:
    text = (HALL + FACING + "[[beat: hook]]\n\n" + talk(4) + "[[beat: threat]]\n\n" + talk(11) + "{}" + talk(11)
            + "[[beat: reveal]]\n\n" + talk(4))
    assert "D705" in codes(told(text.format("")))
    assert "D705" not in codes(told(text.format(turn + "\n\n")))


def test_the_last_episode_may_end(told: Told) -> None:
    assert "D711" not in codes(told(WRITTEN["D711"][0], final=True))


def test_a_speech_without_an_answer(told: Told) -> None:
    speech = "LIN\nYou kept the letter all this time. I could not have done it. I would have burned it.\n\nLIN waits.\n\n"
    found = [one for one in told(HALL + FACING + speech * 8) if one.code == "D707"]
    assert ["LIN speaks for" in one.message for one in found] == [True]
    answered = speech + "WEI\nI know.\n\n"
    assert "D707" not in codes(told(HALL + FACING + answered * 8))


def test_a_series_that_is_being_written_is_not_too_short(told_of_series: Told) -> None:
    assert told_of_series({f"ep{at:02}": HALL + talk(2) for at in range(1, 4)}) == ()


@pytest.mark.parametrize(("profile", "number", "expected"), [
    ("reelshort", 2, ["D712"]), ("reelshort", 3, []), ("reelshort", 9, ["D712"]), ("douyin", 3, ["D712"]),
    ("douyin", 8, []), ("shorts", 1, []), ("", 1, [])])
def test_where_the_first_pay_point_stands(profile: str, number: int, expected: list[str], told_of_series: Told) -> None:
    scripts = {f"ep{at:02}": HALL + talk(2) + ("[[paywall]]\n" if at >= number else "") for at in range(1, number + 2)}
    found = told_of_series(scripts, profile=profile)
    assert codes(found) == expected
    assert all(one.span is not None and one.span.path.endswith(f"ep{number:02}.fountain") for one in found)


def test_a_long_series_and_its_places_by_their_outlines(series: Callable[..., Analysis]) -> None:
    analysis = series(HALL + talk(2), "reelshort")
    one = outline(analysis.episodes[0])
    assert [place for place, _ in one.places] == ["HALL"]
    span = one.places[0][1]
    many = tuple((f"PLACE {at}", span) for at in range(6))
    outlines = [replace(one, id=f"ep{at:03}", number=at, places=many if at < 4 else one.places) for at in range(1, 152)]
    assert sorted(codes(review_series(outlines, analysis.bible))) == ["D702", "D713"]
    assert review_series(outlines[:2], analysis.bible) == ()


@pytest.mark.parametrize("name", ["white-fox", "second-chance"])
def test_the_examples_have_nothing_to_mend(name: str) -> None:
    project = load_project(EXAMPLES / name)
    assert isinstance(project, Project)
    analysis = analyse(project)
    series = analysis.bible.series
    for language in (series.language, *series.dubs):
        for episode, flow in zip(*story_of(analysis, language, {}), strict=True):
            found = preview(episode, flow, analysis.bible, language)
            assert found == ()
    assert review_series(map(outline, analysis.episodes), analysis.bible) == ()
