"""Rules about who is in a scene. A test's docstring is its screenplay."""


def test_a_speaker_who_has_left(found):
    """
    INT. HOUSE - NIGHT

    Wei nods.

    [[exit: WEI]]

    WEI
    Wait.

    WEI
    Wait again.
    """
    (one,) = found.of("D207")
    assert found.at("D207") == ["Wait."]
    assert [found.words(label.span) for label in one.labels] == ["[[exit: WEI]]"]
    assert "left" in one.message


def test_a_speaker_who_has_not_come_yet(found):
    """
    INT. HOUSE - NIGHT

    WEI
    Wait.

    [[enter: WEI from left]]

    WEI
    Here I am.
    """
    (one,) = found.of("D207")
    assert found.at("D207") == ["Wait."]
    assert [found.words(label.span) for label in one.labels] == ["[[enter: WEI from left]]"]


def test_voices_from_elsewhere_and_people_who_come_back(found):
    """
    INT. HOUSE - NIGHT

    [[exit: WEI]]

    WEI (V.O.)
    One.

    WEI (on the phone)
    Two.

    WEI (O.S.)
    Three.

    Lin stares where Wei stood.

    [[enter: WEI]]

    WEI
    Four.

    INT. HOUSE - DAY

    WEI
    Five.
    """
    assert found.of("D207") == []


def test_a_speaker_whom_prose_brings_in(found):
    """
    INT. HOUSE - NIGHT

    WEI
    Wait.

    Wei enters.

    WEI
    Here I am.
    """
    assert found.of("D207") == []


def test_a_shot_of_somebody_who_has_left(found):
    """
    INT. HOUSE - NIGHT

    Wei nods.

    [[exit: WEI]]

    CLOSE ON WEI

    A door slams.

    [[shot: OTS LIN on WEI]]

    A door slams.
    """
    assert found.at("D210") == ["CLOSE ON WEI", "[[shot: OTS LIN on WEI]]"]
    assert [found.words(one.labels[0].span) for one in found.of("D210")] == ["[[exit: WEI]]"] * 2


def test_a_shot_during_which_somebody_comes_or_goes(found):
    """
    INT. HOUSE - NIGHT

    Lin waits.

    [[shot: MS WEI]]
    [[enter: WEI from left]]

    WEI
    Here.

    [[shot: CU WEI]]

    WEI
    There.

    [[exit: WEI]]
    """
    assert found.of("D210") == []


def test_an_off_screen_speaker_in_the_picture(found):
    """
    INT. HOUSE - NIGHT

    [[shot: CU LIN]]

    LIN (O.S.)
    Who is there?

    WEI (O.S.)
    Me.
    """
    (one,) = found.of("D212")
    assert found.at("D212") == ["Who is there?"]
    assert found.words(one.labels[0].span) == "[[shot: CU LIN]]"
    assert one.severity.value == "warning"


def test_an_off_screen_speaker_after_the_next_shot_or_scene(found):
    """
    INT. HOUSE - NIGHT

    [[shot: CU LIN]]

    LIN
    Who is there?

    [[shot: CU WEI]]

    LIN (O.S.)
    Who?

    INT. HOUSE - DAY

    WEI (O.S.)
    Me.
    """
    assert found.of("D212") == []


def test_chinese_writers_hear_of_the_inner_voice(found):
    """
    Language: zh-Hans

    内景 狐仙庙 夜

    [[shot: CU 林月]]

    @林月（OS）
    是谁？
    """
    (one,) = found.of("D212")
    assert "内心" in one.help


def test_entering_twice_and_leaving_twice(found):
    """
    INT. HOUSE - NIGHT

    [[enter: WEI from left]]

    Lin nods.

    [[enter: WEI from right]]

    Lin nods.

    [[exit: WEI]]

    Lin nods.

    [[exit: WEI left]]

    [[exit: MEI]]
    """
    assert found.at("D216") == ["[[enter: WEI from right]]", "[[exit: WEI left]]", "[[exit: MEI]]"]
    assert [found.words(one.labels[0].span) for one in found.of("D216")[:2]] == [
        "[[enter: WEI from left]]", "[[exit: WEI]]"]


def test_coming_and_going_in_turn(found):
    """
    INT. HOUSE - NIGHT

    Wei and Mei nod.

    [[exit: WEI]]
    [[enter: WEI]]
    [[exit: WEI]]

    INT. HOUSE - DAY

    [[enter: WEI]]

    Mei enters.

    [[exit: MEI]]
    """
    assert found.of("D216") == []
