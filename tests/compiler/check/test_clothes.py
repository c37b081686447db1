"""Rules about clothes, marks and the weather in continuous action."""

from dataclasses import replace

import pytest

from .conftest import BIBLE

H = "INT. HOUSE - NIGHT\n\n"
BRIDAL = "[[wears: LIN = bridal]]"


def lines(found, code):
    return [found.line(one.span) for one in found.of(code)]


@pytest.mark.parametrize("follows", ["CONTINUOUS", "NIGHT (CONTINUOUS)", "SAME", "MOMENTS LATER", "连续", "片刻后"])
def test_other_clothes_in_the_next_moment(run, follows):
    found = run(f"{H}LIN\nHa.\n\nINT. FOX SHRINE - {follows}\n\n{BRIDAL}\n\nLin runs in.\n")
    (one,) = found.of("D244")
    assert found.words(one.span) == BRIDAL
    assert found.words(one.labels[0].span) == "Ha."


@pytest.mark.parametrize("follows", ["NIGHT", "LATER", "THE NEXT DAY", "DAY"])
def test_other_clothes_another_time(run, follows):
    assert run(f"{H}LIN\nHa.\n\nINT. FOX SHRINE - {follows}\n\n{BRIDAL}\n\nLin runs in.\n").of("D244") == []


def test_other_clothes_in_the_middle_of_a_scene(run):
    assert lines(run(f"{H}LIN\nHa.\n\nThe rain falls.\n\n{BRIDAL}\n\nLIN\nHo.\n"), "D244") == [8]


def test_what_was_said_in_the_scene_is_changed_by_what_is_said_again(run):
    text = f"{H}[[wears: LIN = travel]]\n\nLin sits at the table.\n\n{BRIDAL}\n\nLIN\nHo.\n"
    assert lines(run(f"{H}{BRIDAL}\n\nLIN\nHa.\n", text), "D244") == [7]


@pytest.mark.parametrize("cause", ["Lin slips into the wedding dress.", "Lin takes off her coat.", "林月换上嫁衣。",
                                   "WEI\nPut this on.", "[[exit: LIN]]\n\nWei waits.\n\n[[enter: LIN]]", "Lin transforms.",
                                   "Lin leaves the room.", "> DISSOLVE TO:", "[[title: One hour later]]"])
def test_clothes_that_are_changed(run, cause):
    assert run(f"{H}LIN\nHa.\n\n{cause}\n\n{BRIDAL}\n\nLIN\nHo.\n").of("D244") == []


@pytest.mark.parametrize("text", [
    f"{H}Lin stands by the window in her gown.\n\n{BRIDAL}\n\nLIN\nHa.\n",
    f"{H}{BRIDAL}\n\nLIN\nHa.\n",
    f"{H}LIN\nHa.\n\n[[wears: LIN = travel]]\n\nLIN\nHo.\n",
    f"{H}Wei waits for Lin.\n\n{BRIDAL}\n\n[[enter: LIN]]\n\nLIN\nHo.\n",
    f"{H}LIN\nHa.\n\n{BRIDAL}\n\nINT. FOX SHRINE - DAY\n\nLin nods.\n",
    f"{H}LIN (V.O.)\nHa.\n\nThe rain falls.\n\n{BRIDAL}\n\nLIN\nHo.\n",
    f"{H}[[time: montage]]\n\nLIN\nHa.\n\nThe rain falls.\n\n{BRIDAL}\n\nLIN\nHo.\n",
    f"{H}LIN\nHa.\n\nINT. HOUSE - DAY (DREAM)\n\n{BRIDAL}\n\nLIN\nHo.\n\nINT. HOUSE - CONTINUOUS\n\nLIN\nHi.\n",
])
def test_clothes_that_are_only_declared(run, text):
    assert run(text).of("D244") == []


def test_clothes_change_behind_a_flashback(run):
    assert lines(run(f"{H}LIN\nHa.\n\nINT. FOX SHRINE - DAY (FLASHBACK)\n\nWei nods.\n\nINT. HOUSE - CONTINUOUS\n\n{BRIDAL}\n\n"
                     "LIN\nHo.\n"), "D244") == [12]


CUT, NONE = "[[marks: WEI = cut on cheek]]", "[[marks: WEI = none]]"


@pytest.mark.parametrize("head", ["INT. FOX SHRINE - CONTINUOUS\n\n", "INT. FOX SHRINE - NIGHT\n\n", ""])
def test_a_wound_that_vanishes(run, head):
    found = run(f"{H}{CUT}\n\nWei sits.\n\n{head}{NONE}\n\nWEI\nHa.\n")
    (one,) = found.of("D245")
    assert found.words(one.span) == NONE


@pytest.mark.parametrize("text", [
    f"{H}{CUT}\n\nWei sits.\n\nINT. FOX SHRINE - THE NEXT DAY\n\n{NONE}\n\nWEI\nHa.\n",
    f"{H}{CUT}\n\nWei sits.\n\nINT. FOX SHRINE - DAY\n\n{NONE}\n\nWEI\nHa.\n",
    f"{H}{CUT}\n\nWei sits.\n\nLin heals him with a spell.\n\n{NONE}\n\nWEI\nHa.\n",
    f"{H}{CUT}\n\nWei sits.\n\n{NONE}\n\nINT. FOX SHRINE - DAY\n\nWEI\nHa.\n",
    f"{H}[[marks: WEI = blood]]\n\nWei sits. He wipes the blood from his lip.\n\n{NONE}\n\nWEI\nHa.\n",
    f"{H}[[marks: WEI = blood]]\n\n魏擦掉嘴角的血。\n\n{NONE}\n\nWEI\nHa.\n",
    f"{H}[[marks: WEI = tears]]\n\nWei sits.\n\n{NONE}\n\nWEI\nHa.\n",
    f"{H}{NONE}\n\nWEI\nHa.\n",
])
def test_marks_that_may_go(run, text):
    assert run(text).of("D245") == []


def test_blood_that_nobody_wipes(run):
    assert lines(run(f"{H}[[marks: WEI = blood]]\n\nWei sits.\n\n{NONE}\n\nWEI\nHa.\n"), "D245") == [7]


def test_marks_end_with_the_episode(run):
    assert run(f"{H}{CUT}\n\nWei sits.\n", f"{H}{NONE}\n\nWEI\nHa.\n").of("D245") == []


RAIN = "EXT. FOX SHRINE - NIGHT, RAIN\n\nLin runs.\n\n"


@pytest.mark.parametrize("rest", ["EXT. FOX SHRINE - CONTINUOUS\n\nSnow falls.\n",
                                  "EXT. HOUSE - CONTINUOUS, SUNNY\n\nLin runs.\n",
                                  "EXT. HOUSE - CONTINUOUS\n\nLin runs.\n\nEXT. HOUSE - CONTINUOUS\n\nSnow falls.\n"])
def test_weather_that_jumps(run, rest):
    (one,) = run(RAIN + rest).of("D246")
    assert one.labels


@pytest.mark.parametrize("rest", [
    "EXT. FOX SHRINE - DAY\n\nSnow falls.\n", "EXT. FOX SHRINE - CONTINUOUS\n\nThe rain turns to snow.\n",
    "EXT. FOX SHRINE - CONTINUOUS\n\nThunder and lightning.\n", "EXT. HOUSE - SAME\n\nSnow falls.\n",
    "EXT. FOX SHRINE - CONTINUOUS\n\nThe rain has stopped. A clear sky.\n",
    "INT. HOUSE - CONTINUOUS\n\nSunshine on the wall.\n", "EXT. FOX SHRINE - CONTINUOUS\n\nLin runs.\n",
])
def test_weather_that_may_be(run, rest):
    assert run(RAIN + rest).of("D246") == []


def undressed():
    return {**BIBLE.cast, "LIN YUE": replace(BIBLE.cast["LIN YUE"], undressed=True)}


def test_an_outfit_that_nobody_declared_is_told_once(run):
    found = run(f"{H}LIN (V.O.)\nHa.\n\nWei nods.\n\nLin runs in.\n\nLIN\nHo.\n", f"{H}LIN\nHi.\n", cast=undressed())
    (one,) = found.of("D243")
    assert found.words(one.span) == "Lin runs in."


def test_an_outfit_that_is_declared_in_the_scene_or_before(run):
    assert run(f"{H}Lin nods.\n\n{BRIDAL}\n\nLIN\nHo.\n", f"{H}LIN\nHi.\n", cast=undressed()).of("D243") == []
    assert run(f"{H}{BRIDAL}\n\nWei nods.\n", f"{H}LIN\nHi.\n", cast=undressed()).of("D243") == []
    assert run(f"{H}Lin nods.\n").of("D243") == []
