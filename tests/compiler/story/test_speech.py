"""Who speaks, how, through what, in which languages."""

import pytest

from dramac.compiler.story.nodes import Hold

HEAD = "INT. HOUSE - NIGHT\n\n"


def lines(read, text, **more):
    return read(HEAD + text, **more).episode.lines()


@pytest.mark.parametrize(("cue", "speakers"), [
    ("LIN YUE", ("LIN YUE",)),
    ("LIN", ("LIN YUE",)),
    ("@林月", ("LIN YUE",)),
    ("林月", ("LIN YUE",)),
    ("GUARD", ("GUARD",)),
    ("GUARD #2", ("GUARD #2",)),
    ("MEI AND WEI", ("MEI", "WEI")),
    ("LIN & GUARD #2", ("LIN YUE", "GUARD #2")),
    ("@林月和顾深", ("LIN YUE", "GU SHEN")),
    ("@小梅、魏", ("MEI", "WEI")),
])
def test_cues_resolve_to_speakers(read, cue, speakers):
    lowered = read(f"{HEAD}{cue}\nYes.\n")
    assert lowered.episode.lines()[0].speakers == speakers
    assert lowered.unresolved == ()


def test_an_unknown_speaker_is_noted_and_kept_as_an_extra(read):
    text = HEAD + "LIN YEU\nYes.\n"
    lowered = read(text)
    (one,) = lowered.unresolved
    assert (one.kind, one.text, one.nearest) == ("speaker", "LIN YEU", "LIN YUE")
    assert text[one.span.start : one.span.end] == "LIN YEU"
    assert lowered.episode.lines()[0].speakers == ("LIN YEU",)


def test_the_unknown_half_of_a_joint_cue_is_pointed_at(read):
    text = HEAD + "MEI AND ZORBLATT\nYes.\n"
    (one,) = read(text).unresolved
    assert text[one.span.start : one.span.end] == "ZORBLATT"


@pytest.mark.parametrize(("extension", "channel"), [
    ("", ""), (" (V.O.)", "vo"), (" (O.S.)", "os"), (" (CONT'D)", ""), (" (cont’d)", ""), (" (V.O.) (CONT'D)", "vo"),
    (" (on the phone)", "phone"), (" (filtered)", "phone"), (" (on the radio)", "radio"), ("（旁白）", "vo"),
    ("（画外音）", "os"), ("（电话里）", "phone"), ("（内心）", "inner"),
])
def test_extensions_give_the_channel(read, extension, channel):
    assert lines(read, f"LIN{extension}\nYes.\n")[0].channel == channel


def test_an_extension_that_is_no_channel_says_how(read):
    (line,) = lines(read, "LIN (whispering)\nYes.\n")
    assert (line.channel, line.manner) == ("", ("whisper",))


def test_voice_over_over_ones_own_close_up_is_inner_voice(read):
    mine, other, wide = (lines(read, f"[[shot: {shot}]]\n\nLIN (V.O.)\nYes.\n")[0].channel
                         for shot in ("CU LIN", "CU WEI", "WS LIN"))
    assert (mine, other, wide) == ("inner", "vo", "vo")


@pytest.mark.parametrize(("words", "emotion", "manner"), [
    ("whispering, terrified", "fear", ("whisper",)),
    ("压着嗓子，恐惧", "fear", ("whisper",)),
    ("softly", "tender", ("murmur",)),
    ("not angry", "", ()),
    ("没有生气", "", ()),
    ("to Joy", "", ()),
    ("shouting; very angry", "anger", ("shout",)),
    ("冷冷地", "cold", ()),
    ("taking off her coat", "", ()),
])
def test_parentheticals_give_emotion_and_manner(read, words, emotion, manner):
    (line,) = lines(read, f"LIN\n({words})\nYes.\n")
    assert (line.emotion, line.manner) == (emotion, manner)
    assert line.delivery == words


def test_intensity_follows_the_words(read):
    weak, plain, strong = (lines(read, f"LIN\n({words})\nYes.\n")[0].intensity
                           for words in ("slightly angry", "angry", "very angry"))
    assert 0 < weak < plain < strong <= 1


def test_a_delivery_lasts_to_the_end_of_the_speech_and_no_longer(read):
    first, second, third, fourth = lines(
        read, "LIN\n(whispering, angry)\nOne.\n(slowly)\nTwo.\n\nWEI\nThree.\n\nLIN\nFour.\n")
    assert (first.emotion, first.manner) == ("anger", ("whisper",))
    assert (second.emotion, second.manner) == ("anger", ("slow",))
    assert (third.emotion, third.manner, fourth.emotion, fourth.manner) == ("", (), "", ())


def test_a_beat_is_a_pause_between_two_lines(read):
    (scene,) = read(HEAD + "LIN\n(angry)\nOne.\n(beat)\nTwo.\n(long pause)\nThree.\n").episode.scenes
    one, pause, two, longer, three = scene.beats
    assert isinstance(pause, Hold)
    assert isinstance(longer, Hold)
    assert 0 < pause.seconds < longer.seconds
    assert [one.emotion, two.emotion, three.emotion] == ["anger"] * 3


def test_emphasis_is_plain_and_broken_lines_are_joined(read):
    english, chinese = lines(read, "LIN\nYou *knew*\nit **was** me.\n\n@林月\n你早就\n知道。\n")
    assert english.words == (("en", "You knew it was me."),)
    assert chinese.text("en") == "你早就知道。"


def test_lines_count_from_zero_through_the_episode(read):
    found = lines(read, "LIN\nOne.\n(angry)\nTwo.\n\nEXT. RIVER - DAY\n\nWEI\nThree.\n")
    assert [line.index for line in found] == [0, 1, 2]


def test_translations_come_by_id_and_by_words(read):
    first, second, third = lines(
        read, "LIN\nYou knew. [[id: l7f3]]\n\nWEI\nYes.\n\nWEI\nNo.\n",
        translations={"zh-Hans": {"l7f3": "你知道。", "Yes.": "是。", "No.": "  "}})
    assert first.id == "l7f3"
    assert first.text("zh-Hans") == "你知道。"
    assert second.text("zh-Hans") == "是。"
    assert third.words == (("en", "No."),)


def test_the_language_of_the_title_page_wins(read):
    lowered = read("Title: 替嫁新娘\nEpisode: 第十二集\nLanguage: 中文\n\n内景 陆家客厅 夜\n\n@林月\n是你。\n")
    episode = lowered.episode
    assert (episode.number, episode.title, episode.language) == (12, "替嫁新娘", "zh-Hans")
    assert episode.lines()[0].words == (("zh-Hans", "是你。"),)


def test_the_number_comes_from_the_file_name_where_nothing_else_says_it(read):
    assert read(HEAD + "A.\n", stem="s2e07").episode.number == 7
    assert read(HEAD + "A.\n", stem="pilot").episode.number == 1


def test_dual_and_sung_lines_say_so(read):
    first, second = lines(read, "LIN\n~La la la.\n\nWEI ^\nStop.\n")
    assert (first.lyric, first.dual, second.lyric, second.dual) == (True, False, False, True)
