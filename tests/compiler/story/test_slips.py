"""Words that are surely a slip of the finger are told of; words that only resemble one are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.story.slip import near_name, near_time, near_transition
from dramac.stdlib import vocabulary


def told(read, text):
    return [(one.kind, one.text, one.nearest) for one in read(text).unresolved]


@pytest.mark.parametrize(("heading", "text", "nearest"), [
    ("INT. HOUSE - NIGTH", "NIGTH", "NIGHT"),
    ("INT. HOUSE - DYA", "DYA", "DAY"),
    ("INT. HOUSE - STAIR - EVENIGN", "EVENIGN", "EVENING"),
    ("INT. HOUSE - NIGT (CONTINUOUS)", "NIGT", "NIGHT"),
    ("INT. HOUSE - CONTINOUS", "CONTINOUS", "CONTINUOUS"),
])
def test_a_corner_that_slips_from_a_time_of_day(read, heading, text, nearest):
    lowered = read(f"{heading}\n\nA bird sings.\n")
    assert [(one.kind, one.text, one.nearest) for one in lowered.unresolved] == [("time", text, nearest)]
    (one,) = lowered.unresolved
    assert heading[one.span.start : one.span.end] == text


@pytest.mark.parametrize("corner", [
    "LAWN", "NOOK", "DECK", "DUCK POND", "BAY", "LIGHT ROOM", "LASER", "SAFE", "STAIR", "KITCHEN", "D", "N2", "LIGHT",
])
def test_other_corners_are_corners(read, corner):
    assert told(read, f"INT. HOUSE - {corner}\n\nA bird sings.\n") == []
    assert told(read, f"INT. HOUSE - {corner} - NIGHT\n\nA bird sings.\n") == []


@pytest.mark.parametrize(("heading", "nearest"), [
    ("INT HOUSE NIGHT", "HOUSE - NIGHT"), ("INT. FOX SHRINE LATE NIGHT", "FOX SHRINE - LATE NIGHT"),
    ("INT. HOUSE CONTINUOUS", "HOUSE - CONTINUOUS"),
])
def test_a_time_without_its_dash_keeps_its_time_in_the_fix(read, heading, nearest):
    lowered = read(f"{heading}\n\nA bird sings.\n")
    (one,) = lowered.unresolved
    assert (one.kind, one.nearest) == ("place", nearest)
    fixed = heading[: one.span.start] + nearest + heading[one.span.end :]
    assert told(read, f"{fixed}\n\nA bird sings.\n") == []
    assert lowered.episode.scenes[0].place == read(f"{fixed}\n\nA.\n").episode.scenes[0].place


def test_a_place_hidden_in_part_gets_no_edit(read):
    (one,) = read("INT. HOUSE - [[or DAY]]NIGTH\n\nA bird sings.\n").unresolved
    assert (one.text, one.span.start) == ("NIGTH", one.span.end)


@pytest.mark.parametrize(("shot", "text", "nearest"), [
    ("[[shot: CU MEII]]", "MEII", "MEI"),
    ("[[shot: CU WEII and MEI]]", "WEII", "WEI"),
    ("[[shot: OTS WEI on MEEI]]", "MEEI", "MEI"),
    ("[[shot: WS FOX SHRNE]]", "FOX SHRNE", "FOX SHRINE"),
    ("[[shot: insert the leter]]", "leter", "letter"),
    ("CLOSE ON THE JADE PENDNT", "JADE PENDNT", "jade pendant"),
])
def test_a_subject_that_slips_from_a_name(read, shot, text, nearest):
    script = f"INT. HOUSE - DAY\n\n{shot}\n\nA bird sings.\n"
    (one,) = read(script).unresolved
    assert (one.kind, one.text, one.nearest) == ("subject", text, nearest)
    assert script[one.span.start : one.span.end] == text


@pytest.mark.parametrize("subject", ["LINE", "LAN", "LINK", "the horse", "THE HORSE", "letters", "Joyce", "BOY", "THE DOOR",
                                     "WEI'S HAND", "LIN YEU", "GUARD #2", "latter", "林", "LINT'S HAND"])
def test_other_things_are_things(read, subject):
    assert told(read, f"INT. HOUSE - DAY\n\n[[shot: CU {subject}]]\n\nA bird sings.\n") == []


@pytest.mark.parametrize(("line", "nearest"), [
    ("SMAHS CUT TO:", "SMASH CUT TO"), ("> MATHC CUT TO:", "MATCH CUT TO"), ("DISSOVLE TO:", "DISSOLVE TO"),
])
def test_a_transition_with_a_slip(read, line, nearest):
    ((kind, _, near),) = told(read, f"INT. HOUSE - DAY\n\nA bird sings.\n\n{line}\n\nEXT. RIVER - DAY\n\nA.\n")
    assert (kind, near) == ("transition", nearest)


@pytest.mark.parametrize("line", ["FADES IN:", "> FADES OUT.", "CUT TO:", "SMASH CUT TO:", "> SLOW DISSOLVE TO:",
                                  "HARD CUT TO THE HOUSE, CUT TO:"])
def test_other_transitions_are_silent(read, line):
    assert told(read, f"INT. HOUSE - DAY\n\nA bird sings.\n\n{line}\n\nEXT. RIVER - DAY\n\nA.\n") == []


@pytest.mark.parametrize("name", ["times", "continuity", "transitions"])
def test_known_words_are_no_slips(name):
    for id, entry in vocabulary(name).entries.items():
        for word in (entry.get("label", id), *entry.get("aliases", ())):
            assert near_transition(word, vocabulary(name).find(word)) == "" or name != "transitions"
            if name != "transitions":
                assert near_time(word) == "" or vocabulary(name).find(near_time(word)), word


@given(st.text(max_size=80))
def test_any_words_will_do(words):
    from .conftest import BIBLE

    assert near_name(words, BIBLE) == "" or len(words) > 2
    assert near_time(words) == near_time(words).upper()
    assert near_transition(words, None) == near_transition(words, None).upper()
