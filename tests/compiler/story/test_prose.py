"""What action tells: who, gestures, emotions, sounds; and what it does not."""

import pytest

LIN, WEI, GU, MEI = "LIN YUE", "WEI", "GU SHEN", "MEI"


def act(read, text, more=""):
    scene = read(f"INT. HOUSE - NIGHT\n\n{more}{text}\n").episode.scenes[0]
    return next(beat for beat in scene.beats if getattr(beat, "text", "") == text)


@pytest.mark.parametrize(("text", "gestures", "emotions"), [
    ("Lin kneels.", [(LIN, "kneel")], []),
    ("LIN YUE, twenty-two, a grey travelling robe, kneels before the altar.", [(LIN, "kneel")], []),
    ("Lin gives Wei the jade pendant.", [(LIN, "give")], []),
    ("Lin looks at Wei, shocked.", [], [(LIN, "shock")]),
    ("Behind them, Wei nods.", [(WEI, "nod")], []),
    ("Slowly Wei shakes his head.", [(WEI, "shake")], []),
    ("Lin and Wei kneels.", [(LIN, "kneel"), (WEI, "kneel")], []),
    ("Lin hugs Wei and Mei, crying.", [], [(LIN, "tears")]),
    ("Lin smiles coldly.", [], [(LIN, "cold")]),
    ("Lin's eyes fill with tears.", [], [(LIN, "tears")]),
    ("Lin leaves the room, furious.", [(LIN, "exit-left")], [(LIN, "anger")]),
    ("Wei falls. Lin points.", [(WEI, "fall"), (LIN, "point")], []),
    ("林月接过信，转身递给魏。", [(LIN, "take"), (LIN, "turn-away"), (LIN, "give")], []),
    ("Wei storms out.", [(WEI, "exit-left")], []),
    ("Wei enters the hall.", [(WEI, "enter-right")], []),
    ("Wei bows as Lin turns away.", [(WEI, "bow"), (LIN, "turn-away")], []),
    ("林月推门而入，看着魏，震惊。", [(LIN, "enter-right")], [(LIN, "shock")]),
    ("魏把玉佩递给林月。", [(WEI, "give")], []),
    ("林月跪下，顾深愤怒地指着她。", [(LIN, "kneel"), (GU, "point")], [(GU, "anger")]),
])
def test_gestures_and_emotions_belong_to_the_subject(read, text, gestures, emotions):
    found = act(read, text)
    assert list(found.gestures) == gestures
    assert list(found.emotions) == emotions


@pytest.mark.parametrize("text", [
    "The phone slips from Lin's hand and falls to the floor.",
    "Lin's mother nods.",
    "Lin leaves the letter on the table.",
    "Lin watches the waves.",
    "Lin drinks the cold tea.",
    "Lin does not nod.",
    "Wei doesn't bow.",
    "Wei enters the code.",
    "Lin tears the letter.",
    "Night falls on Lin.",
    "Mei leaves Wei standing alone.",
    "Everyone but Lin kneels.",
    "Lin is about to leave.",
    "魏想要点头，却又停住。",
    "林月被魏推倒在地。",
    "A stranger bows.",
    "冰冷的风吹过林月。",
    "林月没有点头。",
    "林月的母亲点头。",
])
def test_what_can_be_read_in_two_ways_is_left_out(read, text):
    found = act(read, text)
    assert (found.gestures, found.emotions) == ((), ())


def test_mentions_stand_in_order_and_once(read):
    found = act(read, "Wei hands Lin the letter and the jade pendant. Wei waits.")
    assert found.who == (WEI, LIN)
    assert found.props == ("letter", "jade pendant")


def test_a_pronoun_means_the_only_one_it_fits(read):
    assert act(read, "She bows.", more="LIN\nYes.\n\nWEI\nNo.\n\n").gestures == ((LIN, "bow"),)
    assert act(read, "他转身离开。", more="LIN\nYes.\n\nWEI\nNo.\n\n").gestures == ((WEI, "exit-left"),)


@pytest.mark.parametrize("others", [
    "LIN\nYes.\n\nMEI\nNo.\n\n",
    "LIN\nYes.\n\nGUARD\nNo.\n\n",
    "LIN\nYes.\n\nAn old woman waits.\n\n",
    "LIN (V.O.)\nYes.\n\n",
])
def test_a_pronoun_that_fits_two_or_nobody_means_nobody(read, others):
    found = act(read, "She bows.", more=others)
    assert (found.who, found.gestures) == ((), ())


def test_they_is_nobody_in_particular(read):
    assert act(read, "她们鞠躬。", more="LIN\nYes.\n\n").who == ()


@pytest.mark.parametrize(("text", "sounds"), [
    ("The door slams. Thunder cracks.", ("door", "thunder")),
    ("手机响起。", ("phone-ring",)),
    ("Lin stands by the door.", ()),
    ("There is no knock at the door.", ()),
])
def test_sounds_are_read_from_what_makes_them(read, text, sounds):
    assert act(read, text).sounds == sounds
