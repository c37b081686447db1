"""Who is here, wearing, holding and marked while each beat plays."""

from dramac.compiler.story.state import flow, starts

LIN = "LIN YUE"


def run(read, bible, text, before=None):
    return flow(read(text).episode, bible, before or starts(bible))


def present(read, bible, text):
    """The people present at each beat of the first scene, the opening first."""
    found = run(read, bible, "INT. HOUSE - NIGHT\n\n" + text)
    return [set(found.opening[0].present), *(set(one.present) for one in found.scenes[0])]


def test_mention_cue_and_subject_count_from_the_start(read, bible):
    found = present(read, bible, "A bird sings.\n\nWei nods.\n\nGUARD #2\nHalt!\n\n[[shot: CU LIN]]\n")
    assert found == [{"WEI", "GUARD #2", LIN}] * 5


def test_voices_that_are_not_in_the_picture_bring_nobody(read, bible):
    for extension in ("V.O.", "on the phone", "O.S.", "on the radio"):
        assert present(read, bible, f"WEI ({extension})\nYes.\n") == [set(), set()]
    assert present(read, bible, "WEI (thinking)\nYes.\n") == [{"WEI"}, {"WEI"}]


def test_who_enters_was_not_here_before_even_if_mentioned(read, bible):
    found = present(read, bible, "Lin waits for Wei.\n\n[[enter: WEI]]\n\nA bird sings.\n")
    assert found == [{LIN}, {LIN}, {LIN, "WEI"}, {LIN, "WEI"}]


def test_who_leaves_is_gone_until_they_come_back(read, bible):
    found = present(read, bible, "Wei nods.\n\n[[exit: WEI]]\n\nA bird sings.\n\n[[enter: WEI]]\n")
    assert found == [{"WEI"}, {"WEI"}, set(), set(), {"WEI"}]


def test_prose_brings_in_who_was_not_told_of_before(read, bible):
    assert present(read, bible, "Lin waits.\n\nWei enters.\n") == [{LIN}, {LIN}, {LIN, "WEI"}]
    assert present(read, bible, "WEI\nYes.\n\nWei enters.\n") == [{"WEI"}] * 3


def test_clothes_things_and_marks_last_across_scenes_and_episodes(read, bible):
    first = run(read, bible, "INT. HOUSE - DAY\n\n[[wears: LIN = bridal]]\n[[marks: WEI = cut on cheek]]\n\n"
                "A bird sings.\n\nEXT. RIVER - DAY\n\n[[gives: LIN -> WEI, jade pendant]]\n\nA bird sings.\n")
    opening = first.opening[0]
    assert (opening.wearing[LIN], opening.holder("jade pendant"), opening.marks) == (
        "travel", LIN, {"MEI": ("bruise",)})
    assert first.scenes[0][0].wearing[LIN] == "bridal"
    assert first.opening[1].wearing[LIN] == "bridal"
    assert first.scenes[1][0].holder("jade pendant") == "WEI"
    second = run(read, bible, "INT. HOUSE - DAY\n\nLin nods.\n", first.after)
    assert second.opening[0].holder("jade pendant") == "WEI"
    assert second.opening[0].wearing[LIN] == "bridal"
    assert second.opening[0].marks == {"MEI": ("bruise",), "WEI": ("cut-cheek",)}
    assert second.opening[0].present == (LIN,)


def test_a_thing_has_one_holder_and_can_be_put_down(read, bible):
    found = run(read, bible, "INT. HOUSE - DAY\n\n[[takes: WEI, jade pendant]]\n[[takes: WEI, letter]]\n"
                "[[drops: WEI, jade pendant]]\n")
    assert [one.holding for one in found.scenes[0]] == [
        {"WEI": ("jade pendant",)}, {"WEI": ("jade pendant", "letter")}, {"WEI": ("letter",)}]


def test_marks_gather_and_end_together(read, bible):
    found = run(read, bible, "INT. HOUSE - DAY\n\n[[marks: MEI = blood]]\n[[marks: MEI = blood]]\n"
                "[[marks: MEI = none]]\n")
    assert [one.marks.get("MEI") for one in found.scenes[0]] == [("bruise", "blood"), ("bruise", "blood"), None]


def test_a_flashback_starts_from_the_starts_and_does_not_leak(read, bible):
    found = run(read, bible, "INT. HOUSE - DAY\n\n[[wears: LIN = bridal]]\n\nLin nods.\n\n"
                "EXT. RIVER - DAY (FLASHBACK)\n\n[[takes: WEI, letter]]\n\nLin nods.\n\n"
                "INT. FOX SHRINE - DAY (FLASHBACK)\n\nLin nods.\n\nINT. HOUSE - DAY\n\nLin nods.\n\n"
                "EXT. RIVER - DAY (FLASHBACK)\n\nLin nods.\n")
    wearing = [one.wearing[LIN] for one in found.opening]
    letter = [one.holder("letter") for one in found.opening]
    assert wearing == ["travel", "travel", "travel", "bridal", "travel"]
    assert letter == ["", "", "WEI", "", ""]
    assert found.after.wearing[LIN] == "bridal"


def test_a_dream_forks_the_present_and_does_not_leak(read, bible):
    found = run(read, bible, "INT. HOUSE - DAY\n\n[[wears: LIN = bridal]]\n\nLin nods.\n\n"
                "EXT. RIVER - DAY (DREAM)\n\n[[marks: LIN = blood]]\n\nLin nods.\n\nINT. HOUSE - DAY\n\nLin nods.\n")
    assert found.opening[1].wearing[LIN] == "bridal"
    assert found.scenes[1][-1].marks[LIN] == ("blood",)
    assert LIN not in found.opening[2].marks


def test_states_know_since_when(read, bible):
    text = "INT. HOUSE - DAY\n\n[[takes: WEI, letter]]\n\n[[exit: WEI]]\n"
    last = run(read, bible, text).scenes[0][-1]
    assert text[last.since["holds:letter"].start :].startswith("[[takes: WEI")
    assert text[last.since["exit:WEI"].start :].startswith("[[exit: WEI")


def test_snapshots_are_shared_where_nothing_changes(read, bible):
    found = run(read, bible, "INT. HOUSE - DAY\n\nLin nods.\n\nWEI\nYes.\n\nLin nods.\n")
    assert len({id(one) for one in found.scenes[0]}) == 1
