"""`[[same-as: …]]`: a line that is heard again is delivered as it was the first time."""

from dataclasses import replace

from dramac.compiler.bible.casting import complete
from dramac.compiler.plan.engines import Engine
from dramac.compiler.plan.speech import speech_tasks
from dramac.compiler.story.reuse import reuse

HEAD = "INT. HOUSE - NIGHT\n\n"
FIRST = HEAD + "LIN\n(furious, shouting)\nYou knew it was me. [[id: l7f3]]\n"


def lines(*lowered):
    return [line for one in lowered for line in one.episode.lines()]


def test_the_delivery_is_that_of_the_original(read):
    first, again = lines(read(FIRST + "\nLIN (V.O.)\n(whispering, sad)\nYou knew it was me. [[same-as: l7f3]]\n"))
    assert (again.emotion, again.intensity, again.manner) == (first.emotion, first.intensity, first.manner)
    assert first.emotion == "anger"
    assert again.channel == "vo"


def test_one_recording_serves_both(read, bible):
    whole = complete(bible, ("en", "zh-Hans"))
    text = FIRST + "\nLIN (V.O.)\n(whispering)\nYou knew it was me.{}\n"
    apart = speech_tasks(read(text.format("")).episode, whole, "en", Engine("kokoro")).lines
    shared = speech_tasks(read(text.format(" [[same-as: l7f3]]")).episode, whole, "en", Engine("kokoro")).lines
    assert apart[0].key != apart[1].key
    assert shared[0].key == shared[1].key == apart[0].key


def test_the_original_may_come_later_and_be_another_repetition(read):
    text = (HEAD + "LIN\n(sad)\nNo. [[same-as: b2]]\n\nLIN\n(shouting)\nNo. [[id: b2]] [[same-as: a1]]\n\n"
            "LIN\n(tenderly)\nNo. [[id: a1]]\n")
    assert [line.emotion for line in lines(read(text))] == ["tender"] * 3


def test_lines_that_only_name_each_other_stay_as_they_are(read):
    text = HEAD + "LIN\n(sad)\nNo. [[id: a1]] [[same-as: b2]]\n\nLIN\n(tenderly)\nNo. [[id: b2]] [[same-as: a1]]\n"
    assert [line.emotion for line in lines(read(text))] == ["sad", "tender"]


def test_other_words_or_another_speaker_are_spoken_as_written(read):
    text = FIRST + "\nLIN\n(sad)\nYou know. [[same-as: l7f3]]\n\nMEI\n(sad)\nYou knew it was me. [[same-as: l7f3]]\n"
    assert [line.emotion for line in lines(read(text))] == ["anger", "sad", "sad"]


def test_recordings_of_other_episodes_serve_too(read):
    recap = read(HEAD + "LIN (V.O.)\n(sad)\nYou knew it was me. [[same-as: l7f3]]\n", stem="ep02")
    told = reuse((read(FIRST, {"zh-Hans": {"l7f3": "你早就知道是我。"}}), recap))
    first, again = lines(*told)
    assert again == replace(first, id="", index=0, channel="vo", same_as=again.same_as)
    assert again.text("zh-Hans") == "你早就知道是我。"
    assert reuse(told) == told


def test_an_id_of_ones_own_episode_comes_first(read):
    first, second = read(FIRST), read(FIRST.replace("furious", "tenderly") + "\nLIN\nYou knew it was me. [[same-as: l7f3]]\n",
                                      stem="ep02")
    assert lines(*reuse((first, second)))[-1].emotion == "tender"
