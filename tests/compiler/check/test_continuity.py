"""Rules about props, ids, translations and numbers. A test's docstring is its screenplay."""

from dramac.compiler.bible.nodes import Series


def test_giving_what_another_holds(found):
    """
    INT. HOUSE - NIGHT

    [[gives: WEI -> MEI, jade pendant]]

    Lin waits.
    """
    (one,) = found.of("D209")
    assert found.at("D209") == ["[[gives: WEI -> MEI, jade pendant]]"]
    assert "LIN YUE holds it" in one.message


def test_dropping_what_was_given_away_names_both_places(run):
    first = "INT. HOUSE - NIGHT\n\n[[gives: LIN -> WEI, jade pendant]]\n\nLin waits.\n"
    second = "INT. HOUSE - DAY\n\nLin waits.\n\n[[drops: LIN, jade pendant]]\n"
    found = run(first, second)
    (one,) = found.of("D209")
    assert one.span.path == "episodes/ep02.fountain"
    assert found.words(one.span) == "[[drops: LIN, jade pendant]]"
    assert one.labels[0].span.path == "episodes/ep01.fountain"
    assert found.words(one.labels[0].span) == "[[gives: LIN -> WEI, jade pendant]]"


def test_taking_from_somebody_elsewhere(found):
    """
    INT. HOUSE - NIGHT

    [[takes: WEI, jade pendant]]

    Wei waits.
    """
    (one,) = found.of("D209")
    assert "LIN YUE" in one.message


def test_what_can_be_handed_about(found):
    """
    INT. HOUSE - NIGHT

    Lin waits.

    [[takes: WEI, jade pendant]]
    [[gives: WEI -> MEI, jade pendant]]
    [[drops: MEI, jade pendant]]

    INT. FOX SHRINE - NIGHT

    [[takes: WEI, jade pendant]]
    [[takes: WEI, letter]]
    [[drops: WEI, letter]]
    """
    assert found.of("D209") == []


def test_in_a_flashback_only_what_it_tells_counts(found):
    """
    INT. HOUSE - NIGHT (FLASHBACK)

    [[gives: WEI -> MEI, letter]]

    Lin waits.

    [[drops: WEI, letter]]

    INT. HOUSE - NIGHT

    Lin waits.

    [[drops: LIN, jade pendant]]
    """
    assert found.at("D209") == ["[[drops: WEI, letter]]"]


def test_two_lines_with_one_id(found):
    """
    INT. HOUSE - NIGHT

    LIN
    One. [[id: a1]]

    WEI
    Two. [[id: a2]]

    MEI
    Three. [[id: a1]]
    """
    (one,) = found.of("D208")
    assert found.line(one.span) == 10
    assert found.line(one.labels[0].span) == 4
    assert "a1" in found.words(one.span)


def test_a_line_said_again_on_purpose_and_ids_of_two_episodes(run):
    text = "INT. HOUSE - NIGHT\n\nLIN\nOne. [[id: a1]]\n\nWEI\nOne. [[same-as: a1]]\n"
    assert run(text, text).of("D208") == []


def test_lines_without_a_translation(run):
    text = "INT. HOUSE - NIGHT\n\nLIN\nOne. [[id: a1]]\n\nLIN\nTwo.\n\nLIN\nThree.\n"
    dubbed = Series(language="en", dubs=("zh-Hans",))
    found = run(text, series=dubbed, translations={"ep01": {"zh-Hans": {"a1": "一"}}})
    (one,) = found.of("D214")
    assert found.words(one.span) == "Two."
    assert one.message.startswith("2 of 3 lines")
    assert "translations/zh-Hans/ep01.yaml" in one.help


def test_nothing_lacks_where_all_is_translated_or_nothing_dubbed(run):
    text = "INT. HOUSE - NIGHT\n\nLIN\nOne. [[id: a1]]\n\nLIN\nTwo.\n"
    dubbed = Series(language="en", dubs=("zh-Hans", "en"))
    assert run(text, series=dubbed, translations={"ep01": {"zh-Hans": {"a1": "一", "Two.": "二"}}}).of("D214") == []
    assert run(text).of("D214") == []


def test_a_translation_of_nothing(run):
    text = "Title: Foxes\n\nINT. HOUSE - NIGHT\n\n[[title: Later]]\n\nLIN\nOne. [[id: a1]]\n\nLIN\nTwo.\n"
    words = {"a1": "一", "Two.": "二", "Later": "后来", "Foxes": "狐", "The White Fox": "白狐",
             "a9": "九", "Thre.": "三"}
    found = run(text, translations={"ep01": {"zh-Hans": words}, "ep09": {"zh-Hans": {"x": "y"}}})
    assert found.at("D215") == ["a9", "Thre."]
    assert found.of("D215")[0].span.path == "translations/zh-Hans/ep01.yaml"


def test_a_character_without_a_use(found):
    """
    INT. HOUSE - NIGHT

    Wei nods.

    GUARD
    Halt!

    [[shot: CU 林月]]
    """
    (one,) = found.of("D213")
    assert "MEI" in one.message
    assert (one.span.path, one.span.start) == ("series.yaml", 60)


def test_any_use_in_any_episode_counts(run):
    found = run("INT. HOUSE - DAY\n\nLIN (V.O.)\nYes.\n", "INT. HOUSE - DAY\n\n[[exit: MEI]]\n\n魏点头。\n")
    assert found.of("D213") == []


def test_a_scene_in_which_nothing_happens(found):
    """
    INT. HOUSE - NIGHT

    [[music: tense]]

    INT. FOX SHRINE - DAY

    Wei nods.
    """
    (one,) = found.of("D218")
    assert found.line(one.span) == 1
    assert "HOUSE" in one.message


def test_one_title_card_is_something(found):
    """
    INT. HOUSE - NIGHT

    [[title: Three years later]]
    """
    assert found.of("D218") == []


def test_two_episodes_with_one_number(run):
    found = run("Episode: 3\n\nINT. HOUSE - DAY\n\nWei nods.\n", "INT. HOUSE - DAY\n\nWei nods.\n",
                stems=("ep01", "ep03"))
    (one,) = found.of("D219")
    assert one.span.path == "episodes/ep03.fountain"
    assert found.words(one.labels[0].span).startswith("Episode: 3")
    assert "ep01" in one.message


def test_different_numbers(run):
    text = "INT. HOUSE - DAY\n\nWei nods.\n"
    assert run(text, text).of("D219") == []
