"""What action does with things, and whom it shows: a table of sentences, and what holds for any sentence."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.bible.names import Names
from dramac.compiler.bible.nodes import Character, Prop
from dramac.compiler.story.frames_en import FRAMES
from dramac.compiler.story.lower import lower
from dramac.compiler.story.nodes import Act
from dramac.compiler.syntax.parse import parse
from dramac.stdlib import vocabulary

from .conftest import BIBLE

TABLE = tomllib.loads((Path(__file__).parent / "handlings.toml").read_text(encoding="utf-8"))
HANDLED = [(text, told) for part in ("english", "chinese", "nothing", "unsure") for text, told in TABLE[part].items()]
KINDS = {"takes", "gives", "drops", "uses", "breaks", "mends"}
NAMES = Names(BIBLE)


def acts(text, bible=BIBLE):
    script, _ = parse(Source("episodes/ep01.fountain", f"INT. HOUSE - NIGHT\n\n{text}\n"), frozenset())
    scenes = lower(script, bible, NAMES if bible is BIBLE else Names(bible), {}, "ep01").episode.scenes
    return [beat for scene in scenes for beat in scene.beats if isinstance(beat, Act)]


def told(act):
    return ", ".join(f"{one.who or 'somebody'} {one.kind} {one.prop}{f' -> {one.to}' if one.to else ''}"
                     f"{'' if one.sure else '?'}" for one in act.handlings)


@pytest.mark.parametrize(("text", "expected"), HANDLED)
def test_what_is_done_with_things(text, expected):
    assert "; ".join(told(act) for act in acts(text.replace("|", "\n\n"))) == expected


@pytest.mark.parametrize(("text", "expected"), TABLE["seen"].items())
def test_who_is_in_the_picture(text, expected):
    assert ", ".join(acts(text)[0].who) == expected


def test_it_is_not_sure_after_somebody_has_spoken():
    found = acts("LIN holds the pendant.\n\nMEI\nGive me the knife.\n\nWEI snatches it.")
    assert [told(act) for act in found] == ["LIN YUE uses jade pendant", "WEI takes jade pendant?"]


def test_every_entry_of_the_vocabulary_has_a_frame():
    assert set(FRAMES) == set(vocabulary("handlings").entries)


def test_a_phone_of_ones_own_is_no_sure_thing():
    bible = replace(BIBLE, props={**BIBLE.props, "phone": Prop("phone", (), {"zh-Hans": "手机"}, "phone")})
    expected = {"WEI takes out his phone.": "WEI takes phone?", "WEI holds up his phone.": "", "魏掏出手机。": "WEI takes phone?",
                "WEI takes the phone.": "WEI takes phone", "WEI hands LIN his phone.": "WEI gives phone -> LIN YUE",
                "魏夺过手机。": "WEI takes phone"}
    assert {text: told(acts(text, bible)[0]) for text in expected} == expected


def test_a_title_with_a_full_stop_ends_no_sentence():
    bible = replace(BIBLE, cast={**BIBLE.cast, "MRS. CROWE": Character("MRS. CROWE")})
    found = acts("Mrs. Crowe hands Wei the letter and nods.", bible)[0]
    assert told(found) == "MRS. CROWE gives letter -> WEI"
    assert found.gestures[-1] == ("MRS. CROWE", "nod")


def test_there_are_many_sentences_and_more_that_tell_nothing_than_tempt():
    assert sum(len(part) for part in TABLE.values()) >= 200
    assert len(TABLE["nothing"]) >= 80


WORDS = st.sampled_from((
    "LIN", "WEI", "MEI", "him", "her", "it", "the", "a", "pendant", "letter", "hands", "gives", "takes", "drops", "puts", "holds",
    "breaks", "to", "from", "into", "by", "is", "and", ",", ".", "’s", '"', "“", "”", "(", "?", "-", "not", "hand", "pocket",
    "back", "up", "down", "who", "watches", "林月", "顾深", "玉佩", "信", "把", "被", "递给", "接过", "放在", "手里", "从", "的",
    "看着", "他", "她", "碎了", "，", "。", "它", "一把", "用", "Mrs.", "\n", "\ue001", "\ue002", "\ue000"))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=3), max_size=24).map(" ".join) | st.lists(WORDS, max_size=24).map("".join))
def test_any_words_are_survived_and_only_the_bible_is_named(text):
    found = acts(f"Words. {text}")
    assert [act.handlings for act in found] == [act.handlings for act in acts(f"Words. {text}")]
    for act in found:
        for one in act.handlings:
            assert one.kind in KINDS
            assert one.prop in BIBLE.props
            assert one.who in {"", *BIBLE.cast}
            assert one.to in {"", *BIBLE.cast}
            assert not one.to or one.to != one.who
            if one.sure:
                assert one.who or one.kind in ("drops", "breaks")
                assert (one.kind == "gives") == bool(one.to)
