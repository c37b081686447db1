"""Rules about names that nobody declared. A test's docstring is its screenplay."""


def test_an_unknown_speaker(found):
    """
    INT. HOUSE - NIGHT

    LIN YEU
    Who is there?
    """
    (one,) = found.of("D201")
    assert found.at("D201") == ["LIN YEU"]
    assert one.severity.value == "error"
    assert "LIN YEU" in one.message
    assert "LIN YUE" in one.help
    assert "\nLIN YUE\nWho" in found.fixed(one)
    assert not one.fix.safe


def test_a_stranger_gets_no_guess(found):
    """
    INT. HOUSE - NIGHT

    BARTHOLOMEW
    Who is there?
    """
    (one,) = found.of("D201")
    assert one.fix is None
    assert "did you mean" not in one.help


def test_declared_speakers_and_extras_are_known(found):
    """
    INT. HOUSE - NIGHT

    LIN (V.O.) (CONT'D)
    Who is there?

    GUARD #2
    Me.

    @林月和小梅
    是。

    WEI AND GUARD
    Us.
    """
    assert found.of("D201") == []


def test_only_the_unknown_one_of_two(found):
    """
    INT. HOUSE - NIGHT

    WEI AND ZORBA
    Us.
    """
    assert found.at("D201") == ["ZORBA"]


def test_an_unknown_place(found):
    """
    INT. FOX SHRNE - NIGHT

    Rain.
    """
    (one,) = found.of("D202")
    assert found.at("D202") == ["FOX SHRNE"]
    assert found.fixed(one).startswith("INT. FOX SHRINE - NIGHT")


def test_a_corner_of_a_known_place_is_known(found):
    """
    INT. HOUSE - STAIR - NIGHT

    Rain.

    内景 狐仙庙 - 夜

    Rain.
    """
    assert found.of("D202") == []


def test_an_unknown_look(found):
    """
    INT. HOUSE - NIGHT

    [[look: rain-nior]]

    Rain.
    """
    assert found.at("D203") == ["rain-nior"]


def test_known_looks_and_grades(found):
    """
    INT. HOUSE - NIGHT

    [[look: Rain Noir]]

    Rain.

    INT. HOUSE - DAY

    [[look: teal-orange]]

    Rain.
    """
    assert found.of("D203") == []


def test_an_unknown_prop(found):
    """
    INT. HOUSE - NIGHT

    [[takes: WEI, lettre]]

    Rain.
    """
    assert found.at("D204") == ["lettre"]


def test_a_known_prop_and_free_things_in_shots(found):
    """
    INT. HOUSE - NIGHT

    [[takes: WEI, 玉佩]]
    [[shot: insert the ash]]

    Wei and Lin wait.
    """
    assert found.of("D204") == []


def test_an_unknown_outfit(found):
    """
    INT. HOUSE - NIGHT

    [[wears: LIN = bridle]]

    Rain.
    """
    (one,) = found.of("D206")
    assert found.at("D206") == ["bridle"]
    assert "LIN YUE" in one.message
    assert "[[wears: LIN = bridal]]" in found.fixed(one)


def test_an_outfit_of_the_wardrobe(found):
    """
    INT. HOUSE - NIGHT

    [[wears: LIN = Bridal]]

    Rain.
    """
    assert found.of("D206") == []


def test_an_unknown_sound(found):
    """
    INT. HOUSE - NIGHT

    [[sound: thundr]]

    Rain.
    """
    assert found.at("D217") == ["thundr"]


def test_a_sound_in_other_words(found):
    """
    INT. HOUSE - NIGHT

    [[sound: the door slams, 2s]]

    Rain.
    """
    assert found.of("D217") == []


def test_somebody_unknown_in_a_directive(found):
    """
    INT. HOUSE - NIGHT

    [[enter: WIE from left]]

    Rain.
    """
    assert found.at("D220") == ["WIE"]
    assert found.of("D201") == []


def test_an_extra_in_a_directive(found):
    """
    INT. HOUSE - NIGHT

    [[enter: GUARD #2 from left]]

    Rain.
    """
    assert found.of("D220") == []


def test_a_mark_that_cannot_be_drawn(found):
    """
    INT. HOUSE - NIGHT

    [[marks: WEI = inky thumb]]
    [[marks: WEI = cut on cheek]]
    [[marks: WEI = none]]

    Rain.
    """
    assert found.at("D221") == ["inky thumb"]
    assert found.of("D221")[0].severity.value == "hint"


def test_a_transition_that_becomes_a_cut(found):
    """
    INT. HOUSE - NIGHT

    Rain.

    > MELT TO:

    INT. HOUSE - DAY

    Rain.

    SMASH CUT TO:
    """
    assert found.at("D222") == ["MELT TO"]


def test_without_a_bible_names_are_read_off_the_script(run):
    text = "INT. BARN - NIGHT\n\nEDNA\nHello.\n\n[[takes: EDNA, lamp]]\n[[wears: EDNA = coat]]\n"
    from dramac.compiler.bible.nodes import Character, Place

    found = run(text, inferred=True, cast={"EDNA": Character("EDNA")}, places={"BARN": Place("BARN")}, props={})
    assert [one.code for one in found.all] == ["D200"]
    assert "EDNA" in found.all[0].message
    assert "BARN" in found.all[0].message
    assert run(text).of("D200") == []
