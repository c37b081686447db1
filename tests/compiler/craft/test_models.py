"""What models can make: the manifests, and what is said of shots that ask for more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis
from dramac.compiler.base.diagnostic import Diagnostic, Severity
from dramac.compiler.driver import compile
from dramac.compiler.request import Request
from dramac.stdlib.models import Rule, manifest, names

Told = Callable[..., tuple[Diagnostic, ...]]
HALL = "INT. HALL - NIGHT\n\n"
LONG = HALL + "[[shot: two-shot LIN and WEI, 12s]]\n\nLIN and WEI stand face to face.\n\nLIN\nYou kept the letter.\n"
CHINESE = "INT. 大厅 - 夜\n\n[[shot: 双人镜头 林晚和魏然, 12s]]\n\n林晚和魏然面对面站着。\n\n@林晚\n这封信你一直留着。\n"


def target(words: str) -> str:
    return f"targets: {{final: {{{words}}}}}"


def capability(found: tuple[Diagnostic, ...]) -> dict[str, str]:
    return {one.code: one.message for one in found if one.code.startswith("D5")}


@pytest.mark.parametrize("name", names())
def test_a_manifest_is_read_and_says_where_it_comes_from(name: str) -> None:
    one = manifest(name)
    assert one is not None
    assert one.id == name
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.as_of)
    assert one.source
    assert one.label
    assert one.time is None or one.time.source
    assert not one.vram or one.vram["source"]
    for alias in one.aliases:
        assert manifest(alias) is one


def test_names_are_spelt_freely_and_unknown_ones_are_none() -> None:
    assert manifest("Wan2.2 I2V") is manifest("wan2.2-i2v-a14b")
    assert manifest("") is None
    assert manifest("nobody's model") is None
    known = [alias for name in names() for alias in (name, *manifest(name).aliases)]
    assert len(known) == len({one.lower() for one in known})


@given(st.integers(1, 40), st.integers(0, 10), st.integers(1, 1000), st.integers(11, 400), st.sampled_from((16, 24)))
def test_frames_follow_the_rule(step: int, plus: int, wanted: int, usual: int, fps: int) -> None:
    rule = Rule(step, plus, usual)
    made, most = rule.fitting(wanted), rule.most(fps)
    assert made >= wanted or made == plus >= wanted
    assert (made - plus) % step == (most - plus) % step == 0
    assert made - step < wanted or made == plus
    assert plus <= most <= usual


@pytest.mark.parametrize(("text", "language"), [(LONG, "en"), (CHINESE, "zh-Hans")])
def test_a_long_shot_is_made_of_clips(text: str, language: str, told: Told) -> None:
    found = told(text, profile="", language=language, more=target("video: wan2.2-i2v-a14b"))
    assert "5.1 s at a time; it is made of 3 clips, divided at" in capability(found)["D510"]
    assert "moves no lips" in capability(found)["D513"]


@pytest.mark.parametrize(("words", "expected"), [
    ("picture: animatic", set()),
    ("video: nobody's", set()),
    ("video: wan2.2-i2v-a14b, lipsync: nobody's", {"D510"}),
    ("video: wan-vace", {"D510", "D513"}),
    ("video: ltx2", set()),
    ("video: minimax-h3", set()),
    ("keyframe: flux2-klein", set()),
    ("keyframe: sdxl", {"D512"}),
])
def test_only_what_is_known_is_told(words: str, expected: set[str], told: Told) -> None:
    assert capability(told(LONG, profile="", more=target(words))).keys() == expected


def test_short_shots_for_a_model_of_long_clips_are_told_once(told: Told) -> None:
    text = HALL + "LIN and WEI stand face to face.\n\n" + "LIN\nYou kept it.\n\nWEI\nI did.\n\n" * 4
    found = told(text, profile="", more=target("video: minimax-h3"))
    assert re.fullmatch(r"\d+ of \d+ shots are shorter than the 5.0 s that MiniMax-H3 makes at least; .*",
                        capability(found)["D511"])


@pytest.mark.parametrize(("form", "words", "expected"), [
    ("vertical", "keyframe: flux2-klein", []), ("vertical", "video: ltx2", ["D515"]),
    ("vertical-1080p", "keyframe: flux2-klein", ["D515"]), ("vertical-1080p", "picture: animatic", []),
    ("wide", "keyframe: sdxl", []), ("vertical-1080p", "keyframe: sdxl, video: wan2.2-i2v-a14b", ["D515"])])
def test_sizes_and_rates(form: str, words: str, expected: list[str], told_of_series: Told) -> None:
    found = told_of_series(LONG, profile="", language=f"en, format: {form}", more=target(words))
    assert [one.code for one in found] == expected
    assert all(one.span is not None and one.span.path == "series.yaml" for one in found)


def test_the_first_target_counts(told: Told) -> None:
    both = "targets: {preview: {picture: animatic}, final: {video: wan2.2-i2v-a14b}}"
    assert capability(told(LONG, profile="", more=both)) == {}


def test_what_the_animatic_does_not_draw_truly_is_for_the_plan(series: Callable[..., Analysis], told: Told) -> None:
    for angle, expected in (("high angle", []), ("overhead", [("D516", Severity.HINT)])):
        text = HALL + f"[[shot: FS LIN, {angle}, 4s]]\n\nLIN waits.\n"
        found = compile(series(text, profile=""), Request(), {}).diagnostics
        assert [(one.code, one.severity) for one in found] == expected
        assert told(text, profile="") == ()


def test_a_plan_says_what_the_wanted_target_makes_of_it(series: Callable[..., Analysis]) -> None:
    both = "targets: {preview: {picture: animatic}, final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}}"
    analysis = series(LONG, profile="", more=both)
    assert capability(compile(analysis, Request(), {}).diagnostics) == {}
    assert capability(compile(analysis, Request(target="final"), {}).diagnostics).keys() == {"D510", "D513", "D515"}


def test_a_note_and_the_bible_accept_it(series: Callable[..., Analysis]) -> None:
    more = target("keyframe: sdxl") + "\nlint: {D512: error}"
    text = HALL + "[[lint: off D512 they are twins]]\n\n[[shot: two-shot LIN and WEI, 5s]]\n\nLIN and WEI wait.\n"
    assert capability(compile(series(text, profile="", more=more), Request(), {}).diagnostics) == {}
    plain = HALL + text.split("]]\n\n", 1)[1]
    found = compile(series(plain, profile="", more=more), Request(), {})
    assert [one.severity for one in found.diagnostics if one.code == "D512"] == [Severity.ERROR]
