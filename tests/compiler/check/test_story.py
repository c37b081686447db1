"""Rules about the story: the dead, who knows what, plants and payoffs, repeated lines. Docstrings are screenplays."""

import pytest

HEAD = "INT. HOUSE - NIGHT\n\n"
NEXT = "\nINT. FOX SHRINE - DAY\n\n"
DEATH = HEAD + "Lin and Wei nod.\n\n[[dies: WEI]]\n\nLin nods.\n"


@pytest.mark.parametrize(("text", "what"), [
    ("WEI\nI live.\n", "speaks in the picture"), ("[[enter: WEI]]\n", "enters"), ("Wei nods.\n", "acts in the scene"),
    ("[[shot: CU WEI]]\n\nLin nods.\n", "is shown"), ("[[takes: WEI, letter]]\n", "takes something"),
    ("[[dies: WEI]]\n", "dies a second time"),
])
def test_the_dead_do_nothing(run, text, what):
    found = run(DEATH + NEXT + text)
    assert [one.code for one in found.all if one.severity.value == "error"] == ["D230"]
    (one,) = found.of("D230")
    assert one.message == f"WEI {what}, but is dead"
    assert found.words(one.labels[0].span) == "[[dies: WEI]]"
    assert found.line(one.span) > 9


@pytest.mark.parametrize("text", [
    "WEI (V.O.)\nRemember me.\n", "WEI (on the phone)\nA recording.\n", "Lin thinks of Wei.\n", "[[gives: LIN -> WEI, letter]]\n",
    "Wei smiles in the photo.\n", "[[shot: CU portrait of WEI]]\n", "INSERT - PHOTO OF WEI\n",
    "[[time: flashback]]\n\nWEI\nI live.\n", "[[time: dream]]\n\nWei nods.\n\nWEI\nI live.\n",
])
def test_voices_memories_and_mentions_are_no_life(run, text):
    assert run(DEATH + NEXT + text).of("D230") == []


def test_a_body_may_be_shown_and_carried_out_but_does_not_speak(run):
    body = "[[shot: CU WEI]]\n\nWei falls to the ground.\n\n[[drops: WEI, letter]]\n\n[[exit: WEI]]\n"
    found = run(HEAD + "[[takes: WEI, letter]]\n\nLin and Wei nod.\n\n[[dies: WEI]]\n\n" + body)
    assert [one.code for one in found.all if one.code != "D213"] == []
    assert run(HEAD + "Wei nods.\n\n[[dies: WEI]]\n\nWEI\nI live.\n").at("D230") == ["I live."]


def test_death_lasts_over_episodes_and_is_told_once_a_scene(run):
    found = run(DEATH, HEAD + "WEI\nI live.\n\nWEI\nI do.\n\n" + NEXT + "WEI\nReally.\n")
    assert found.at("D230") == ["I live.", "Really."]
    assert {one.labels[0].span.path for one in found.of("D230")} == {"episodes/ep01.fountain"}
    assert found.of("D207") == []


def test_a_death_that_was_played_is_accepted_once(run):
    text = DEATH + NEXT + "[[lint: off D230 the death was played]]\n\n[[enter: WEI]]\n\nWEI\nI live.\n" + NEXT + "WEI\nI do.\n"
    assert run(text).of("D230") == []


def test_who_was_told_may_know(found):
    """
    INT. HOUSE - NIGHT

    Lin and Wei nod.

    [[reveals: pendant-secret]]

    [[knows: LIN and WEI, Pendant Secret]]
    """
    assert found.of("D231") == []


def test_who_was_not_told_knows_nothing(run):
    found = run(HEAD + "Lin and Mei nod.\n\n[[reveals: it]]\n" + NEXT + "[[knows: WEI, it]]\n\n[[knows: WEI, it]]\n\n"
                "[[knows: WEI, what]]\n")
    first, second = found.of("D231")
    assert first.message == "WEI acts on it, but was never told"
    assert [(found.words(one.span), one.text) for one in first.labels] == [("[[reveals: it]]", "told here to LIN YUE, MEI")]
    assert second.labels == ()


def test_what_a_flashback_tells_is_known_to_the_audience_alone(run):
    text = HEAD + "[[time: flashback]]\n\nWei nods.\n\n[[reveals: it]]\n" + NEXT + "[[knows: WEI, it]]\n"
    (one,) = run(text).of("D231")
    assert one.labels[0].text == "told here to WEI, in a flashback"


def test_plants_and_payoffs(run):
    found = run(HEAD + "[[plant: pendant-secret]]\n[[plant: the will]]\n[[payoff: the ring]]\n",
                HEAD + "[[payoff: Pendant Secret]]\n[[payoff: pendant-secert]]\n[[plant: the ring]]\n")
    assert found.at("D232") == ["[[payoff: the ring]]", "[[payoff: pendant-secert]]"]
    early, misspelt = found.of("D232")
    assert found.words(early.labels[0].span) == "[[plant: the ring]]"
    assert "did you mean pendant-secret?" in misspelt.help
    assert sorted(found.at("D233")) == ["[[plant: the ring]]", "[[plant: the will]]"]
    assert {one.severity.value for one in found.of("D233")} == {"hint"}


def test_an_undeclared_fact(run):
    text = HEAD + "[[plant: pendent-secret]]\n\n[[payoff: pendent-secret]]\n"
    assert run(text).of("D234") == []
    found = run(text, facts=("pendant-secret",))
    assert found.at("D234") == ["pendent-secret"] * 2
    assert "[[plant: pendant-secret]]" in found.fixed(found.of("D234")[0])


def test_a_repeated_line_that_is_not_there(run):
    found = run(HEAD + "LIN\nNo. [[id: l7f3]]\n\nLIN\nNo. [[same-as: l7f4]]\n\nLIN\nNo. [[id: x1]] [[same-as: x1]]\n",
                HEAD + "LIN\nNo. [[same-as: l7f3]]\n")
    wrong, circle = found.of("D235")
    assert found.at("D235") == ["l7f4", "x1"]
    assert "did you mean l7f3?" in wrong.help
    assert "[[same-as: l7f3]]\n\nLIN" in found.fixed(wrong)
    assert "recording of its own" in circle.message


def test_a_repeated_line_that_was_reworded(run):
    found = run(HEAD + "LIN\n(sad)\nYou knew. [[id: a1]]\n\nLIN\n(cold)\nYou knew. [[same-as: a1]]\n\n"
                "LIN\nYou know. [[same-as: a1]]\n\nWEI\nYou knew. [[same-as: a1]]\n")
    words, speaker = found.of("D236")
    assert (found.words(words.span), found.words(words.labels[0].span)) == ("You know.", "You knew.")
    assert "WEI cannot repeat a line of LIN YUE" in speaker.message


@pytest.mark.parametrize("line", ["Wei walks to the window.", "魏走到窗前。", "Wei raises the letter.",
                                  "Lin nods. Wei pours tea."])
def test_the_dead_do_not_move(run, line):
    (one,) = run(DEATH, f"{NEXT.lstrip()}Lin nods.\n\n{line}\n").of("D230")
    assert one.span.path == "episodes/ep02.fountain"


@pytest.mark.parametrize("line", ["Wei opens the door in the photo.", "The sword that Wei carries is gone.",
                                  "Lin remembers Wei.", "Wei is dead.", "魏的遗像挂在墙上。"])
def test_the_dead_may_be_spoken_of(run, line):
    assert run(DEATH, f"{NEXT.lstrip()}Lin nods.\n\n{line}\n").of("D230") == []
