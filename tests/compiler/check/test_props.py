"""Rules about props: who holds them, where they lie, whether they are whole."""

import pytest

from dramac.compiler.base.diagnostic import Severity

H = "INT. HOUSE - NIGHT\n\n"
GAVE = f"{H}Lin hands Wei the pendant.\n"
CODES = ("D209", "D240", "D241", "D242")


def told_of(found):
    """Code and line of what is found about props."""
    return [(one.code, found.line(one.span)) for one in found.all if one.code in CODES]


def test_using_what_another_holds_names_both_places(run):
    found = run(GAVE, f"{H}Lin raises the pendant.\n")
    (one,) = found.of("D240")
    assert one.severity is Severity.ERROR
    assert found.words(one.span) == "Lin raises the pendant."
    assert found.words(one.labels[0].span) == "Lin hands Wei the pendant."
    assert told_of(found) == [("D240", 3)]


def test_what_the_bible_says_is_a_place_too(run):
    (one,) = run(f"{H}Wei raises the pendant.\n").of("D240")
    assert one.labels[0].span.path == "series.yaml"


def test_a_holder_who_is_here_but_does_not_hand_it_over_is_asked_about(run):
    found = run(GAVE, f"{H}Wei waits.\n\nLin opens the pendant.\n")
    (one,) = found.of("D240")
    assert one.severity is Severity.WARNING


@pytest.mark.parametrize("between", ["Wei holds out the pendant.", "WEI\nTake it.", "Lin takes the pendant from Wei.",
                                     "[[gives: WEI -> LIN, pendant]]", "[[takes: LIN, pendant]]", "Wei drops the pendant."])
def test_what_is_handed_over_may_be_used(run, between):
    assert told_of(run(GAVE, f"{H}Wei waits.\n\n{between}\n\nLin raises the pendant.\n")) == []


@pytest.mark.parametrize("line", ["Lin looks at the pendant.", "Lin reaches for the pendant.", "Lin dreams of the pendant.",
                                  "Lin asks about the pendant.", "林月看着玉佩。", "Lin almost drops the pendant."])
def test_what_is_no_use_is_none(run, line):
    assert told_of(run(GAVE, f"{H}Wei waits.\n\n{line}\n")) == []


def test_each_impossible_event_is_told_once_by_one_rule(run):
    """A directive is D209's, prose D240's, a thing that lies elsewhere D241's."""
    assert told_of(run(GAVE, f"{H}[[drops: LIN, pendant]]\n\nLin drops the pendant.\n")) == [("D209", 3)]
    assert told_of(run(GAVE, f"{H}Lin drops the pendant.\n\n[[drops: LIN, pendant]]\n")) == [("D209", 5)]
    assert told_of(run(GAVE, f"{H}Lin drops the pendant.\n")) == [("D240", 3)]
    laid = f"{H}Lin drops the pendant.\n"
    assert told_of(run(laid, "INT. FOX SHRINE - DAY\n\nINSERT - PENDANT\n\nWei picks up the pendant.\n")) == [("D241", 5)]
    assert told_of(run(laid, "INT. FOX SHRINE - DAY\n\n[[takes: WEI, pendant]]\n\nWei nods.\n")) == [("D241", 3)]


def test_handing_things_to_who_has_left(run):
    found = run(f"{H}Wei and Lin wait.\n\n[[exit: WEI]]\n\nLIN\nGone.\n\n[[gives: LIN -> WEI, pendant]]\n\nMei nods.\n")
    assert told_of(found) == [("D209", 10)]
    beside = f"{H}Wei and Lin wait.\n\nLIN\nNo.\n\n[[exit: WEI]]\n[[gives: LIN -> WEI, pendant]]\n\nMei nods.\n"
    assert told_of(run(beside)) == []


SHOWN = ["INSERT - PENDANT", "[[shot: insert pendant, 2s]]", "The pendant lies on the altar.", "玉佩静静地躺在桌上。"]


@pytest.mark.parametrize("shown", SHOWN)
def test_a_thing_is_not_shown_where_it_cannot_be(run, shown):
    rest = f"INT. FOX SHRINE - DAY\n\nMei nods.\n\n{shown}\n\nThe rain falls.\n"
    assert told_of(run(f"{H}Lin drops the pendant.\n", rest)) == [("D241", 5)]
    assert told_of(run(GAVE, rest)) == [("D241", 5)]


@pytest.mark.parametrize("shown", [*SHOWN, "Mei asks for the pendant.", "A photo shows the pendant.",
                                   "The pendant lies on the screen of the monitor."])
def test_a_thing_may_be_shown_where_it_may_be(run, shown):
    assert told_of(run(f"{H}Lin drops the pendant.\n", f"{H}Mei nods.\n\n{shown}\n")) == []
    assert told_of(run(GAVE, f"INT. FOX SHRINE - DAY\n\nWei nods.\n\n{shown}\n")) == []
    assert told_of(run(GAVE, f"INT. FOX SHRINE - DAY\n\nWEI (on the phone)\nLook.\n\n{shown}\n")) == []
    assert told_of(run(GAVE, f"INT. FOX SHRINE - DAY (FLASHBACK)\n\nMei nods.\n\n{shown}\n")) == []
    assert told_of(run(GAVE, f"INT. FOX SHRINE - DAY\n\n[[time: montage]]\n\nMei nods.\n\n{shown}\n")) == []


def test_somebody_may_carry_it(run):
    assert told_of(run(f"{H}Lin drops the pendant. Mei picks up the pendant.\n", "INT. FOX SHRINE - DAY\n\nMei nods.\n\n"
                    "INSERT - PENDANT\n\nMei hands Wei the pendant.\n")) == []


@pytest.mark.parametrize("told", ["Lin throws the pendant out of the window.", "Lin slips the pendant into her sleeve.",
                                  "林月把玉佩扔出窗外。", "[[drops: LIN, pendant]]\n\nThe pendant flies over the wall."])
def test_what_flies_off_or_goes_along_lies_nowhere(run, told):
    assert told_of(run(f"{H}{told}\n", "INT. FOX SHRINE - DAY\n\nLin raises the pendant.\n")) == []


def test_a_corner_of_a_place_is_that_place(run):
    assert told_of(run(f"{H}Lin drops the pendant.\n", "INT. HOUSE - STAIR - DAY\n\nWei picks up the pendant.\n")) == []


def test_broken_things_do_not_mend_themselves(run):
    broken = f"{H}Wei tears up the letter.\n"
    found = run(broken, f"{H}Wei opens the letter.\n\nWei opens the letter.\n")
    assert told_of(found) == [("D242", 3)]
    assert found.words(found.of("D242")[0].labels[0].span) == "Wei tears up the letter."


@pytest.mark.parametrize("after", [
    "Wei picks up the letter.", "Wei reads the torn letter.", "Lin glues the letter. Lin opens it.", "INSERT - LETTER",
    "Lin writes another letter. She folds the letter."])
def test_what_is_done_with_pieces(run, after):
    assert told_of(run(f"{H}Wei tears up the letter.\n", f"{H}Lin and Wei wait.\n\n{after}\n")) == []


def test_another_thing_of_its_kind(run):
    assert told_of(run(f"{H}Lin hides the letter under the bed.\n",
                    "INT. FOX SHRINE - DAY\n\nWei writes a letter. He folds the letter.\n")) == []


def test_without_a_bible_nothing_is_declared(run):
    found = run(GAVE, f"{H}Lin raises the pendant.\n", inferred=True, props={})
    assert told_of(found) == []


@pytest.mark.parametrize("line", ["Lin hands the pendant to one of them.", "Lin hands over the pendant."])
def test_what_may_have_gone_to_anybody_is_nobodys_mistake_until_it_is_told_again(run, line):
    given, raised = f"{H}Lin, Wei and Bai wait.\n\n{line}\n", f"{H}Wei raises the pendant.\n"
    assert told_of(run(given, raised)) == []
    assert told_of(run(given, raised, f"{H}[[gives: LIN -> MEI, pendant]]\n\nMei nods.\n")) == [("D209", 3)]
    to_wei = f"{H}[[gives: LIN -> WEI, pendant]]\n\nWei nods.\n"
    assert told_of(run(given, to_wei, f"{H}Lin raises the pendant.\n")) == [("D240", 3)]
