"""Where props go, by directives and by what action tells, and what cannot be."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.bible.names import Names
from dramac.compiler.story.lower import lower
from dramac.compiler.story.state import Flow, flow, starts
from dramac.compiler.syntax.parse import parse

from .conftest import BIBLE

LIN, JADE = "LIN YUE", "jade pendant"
HEAD = "INT. HOUSE - NIGHT\n\n"
CAST = frozenset(name for one in BIBLE.cast.values() for name in (one.id, *one.aliases, *one.names.values()))
NAMES = Names(BIBLE)


def run(*texts: str) -> list[Flow]:
    """The flows of episodes that follow one another."""
    state, found = starts(BIBLE), []
    for number, text in enumerate(texts, 1):
        script, _ = parse(Source(f"episodes/ep{number:02}.fountain", text), CAST)
        found.append(flow(lower(script, BIBLE, NAMES, {}, f"ep{number:02}").episode, BIBLE, state))
        state = found[-1].after
    return found


def faults(*texts: str) -> list[tuple[str, str, str]]:
    return [(one.event.who, one.event.kind, one.fault) for each in run(*texts) for one in each.handled if one.fault]


@pytest.mark.parametrize("told", ["Lin hands Wei the pendant.", "Wei takes the pendant from Lin.", "林月把玉佩递给魏。",
                                  "[[gives: LIN -> WEI, pendant]]\n\nThe rain falls."])
def test_what_action_hands_over_is_held_by_the_other(told):
    (one,) = run(f"{HEAD}Lin and Wei wait.\n\n{told}\n")
    assert one.after.holder(JADE) == "WEI"
    assert faults(f"{HEAD}Lin and Wei wait.\n\n{told}\n") == []


GIFT, PROSE = "[[gives: LIN -> WEI, pendant]]", "Lin hands Wei the pendant."


@pytest.mark.parametrize("told", [(GIFT, PROSE), (PROSE, GIFT)])
def test_a_directive_beside_its_prose_is_one_event_in_either_order(told):
    (one,) = run(HEAD + "Wei waits.\n\nWEI\nNow.\n\n" + "\n\n".join(told) + "\n")
    assert [(each.event.kind, each.event.directive, each.fault) for each in one.handled] == [("gives", True, "")]
    assert one.after.holder(JADE) == "WEI"


@pytest.mark.parametrize("told", [("[[gives: LIN -> WEI, letter]]", "Lin takes the letter and hands it to Wei."),
                                  ("Lin takes the letter and hands it to Wei.", "[[gives: LIN -> WEI, letter]]")])
def test_prose_may_tell_more_than_the_directive_beside_it(told):
    (one,) = run(HEAD + "Wei waits.\n\nWEI\nNow.\n\n" + "\n\n".join(told) + "\n")
    assert [(each.event.kind, each.fault) for each in one.handled] == [("takes", ""), ("gives", "")]
    assert one.after.holder("letter") == "WEI"


def test_what_lies_somewhere_is_picked_up_there_and_nowhere_else():
    laid = f"{HEAD}Lin drops the pendant.\n"
    assert run(laid)[0].after.lying == {JADE: "HOUSE"}
    assert faults(laid, f"{HEAD}Wei picks up the pendant.\n") == []
    assert faults(laid, "EXT. RIVER - DAY\n\nWei picks up the pendant.\n") == [("WEI", "takes", "lies")]


def test_what_is_put_away_goes_along():
    text = f"{HEAD}[[drops: LIN, pendant]]\n\nShe slips the pendant into her sleeve.\n\n"
    (one,) = run(text)
    assert (one.after.holder(JADE), dict(one.after.lying)) == ("", {})
    assert faults(text, "EXT. RIVER - DAY\n\nLin raises the pendant.\n") == []


def test_using_what_nobody_holds_is_taking_it():
    (one,) = run(f"{HEAD}Wei opens the letter.\n")
    assert one.after.holder("letter") == "WEI"
    assert faults(f"{HEAD}Wei opens the letter.\n", "EXT. RIVER - DAY\n\nMei opens the letter.\n") == []


def test_using_what_somebody_elsewhere_holds():
    gave = f"{HEAD}Wei waits. Lin hands Wei the pendant.\n"
    assert faults(gave, f"{HEAD}Lin raises the pendant.\n") == [(LIN, "uses", "held")]
    assert faults(gave, f"{HEAD}Wei waits. Lin raises the pendant.\n") == []  # named in the same breath
    assert faults(gave, f"{HEAD}Wei waits.\n\nLin raises the pendant.\n") == [(LIN, "uses", "shared")]
    assert faults(gave, f"{HEAD}Wei holds out the pendant.\n\nLin raises the pendant.\n") == []


def test_after_what_cannot_be_either_place_will_do():
    gave, wrong = f"{HEAD}Lin hands Wei the pendant.\n", "EXT. RIVER - DAY\n\n[[drops: LIN, pendant]]\n\nLin waits.\n"
    used = "INT. FOX SHRINE - DAY\n\n{} raises the pendant.\n"
    assert faults(gave, wrong, used.format("Wei")) == [(LIN, "drops", "held")]
    assert faults(gave, wrong, "EXT. RIVER - DAY\n\nMei takes the pendant.\n", used.format("Mei")) == [(LIN, "drops", "held")]
    assert faults(gave, wrong, used.format("Wei"), used.format("Mei")) == [(LIN, "drops", "held"), ("MEI", "uses", "held")]


def test_a_broken_thing_stays_broken_across_episodes():
    first, second = run(f"{HEAD}Wei tears up the letter.\n", f"{HEAD}Lin nods.\n")
    assert first.after.broken == second.after.broken == frozenset(("letter",))
    assert "breaks:letter" in second.after.since


def test_the_things_of_the_dead_are_anybodys():
    died = f"{HEAD}[[takes: WEI, letter]]\n\nWei waits.\n\n[[dies: WEI]]\n\nWei falls.\n"
    assert faults(died, "EXT. RIVER - DAY\n\nLin opens the letter.\n") == []
    assert faults(died + "\n[[takes: LIN, letter]]\n\nLin weeps.\n") == []


def test_where_people_and_skies_were_is_known_within_the_episode_only():
    (one,) = run(f"{HEAD}Lin nods.\n\nEXT. RIVER - DAY, RAIN\n\nWei nods.\n\nINT. HOUSE - DAY\n\nMei nods.\n")
    assert dict(one.opening[2].where) == {LIN: "HOUSE", "WEI": "RIVER"}
    assert dict(one.opening[2].skies)["RIVER"] == ("day", "rain")
    assert (one.after.where, one.after.skies) == ({}, {})


def test_what_two_are_said_to_hold_may_be_with_either():
    cast = {name: replace(BIBLE.cast[name], holds=("letter",)) for name in ("WEI", "MEI")}
    bible = replace(BIBLE, cast={**BIBLE.cast, **cast})
    for who in ("Wei", "Mei"):
        script, _ = parse(Source("episodes/ep01.fountain", f"{HEAD}{who} opens the letter.\n"), CAST)
        found = flow(lower(script, bible, NAMES, {}, "ep01").episode, bible, starts(bible))
        assert [one.fault for one in found.handled] == [""]


def test_what_a_flashback_or_dream_does_with_things_is_forgotten():
    for fork in ("FLASHBACK", "DREAM"):
        (one,) = run(f"{HEAD}Lin nods.\n\nEXT. RIVER - DAY ({fork})\n\nLin hands Wei the pendant. Wei tears up the letter.\n\n"
                     f"INT. HOUSE - DAY\n\nLin raises the pendant.\n")
        assert one.scenes[1][-1].holder(JADE) == "WEI"
        assert (one.after.holder(JADE), one.after.broken, one.after.lying) == (LIN, frozenset(), {})
        assert not any(each.fault for each in one.handled)


def test_a_dream_may_do_with_things_what_it_likes():
    assert faults(f"{HEAD}Lin nods.\n\nEXT. RIVER - DAY (DREAM)\n\n[[drops: WEI, pendant]]\n\nWei raises the letter.\n") == []


def test_a_montage_is_part_of_the_present():
    (one,) = run(f"{HEAD}[[time: montage]]\n\nLin hands Wei the pendant.\n\n[[time: present]]\n\nWei nods.\n")
    assert one.after.holder(JADE) == "WEI"


BEATS = ("Lin nods.", "Wei waits.", "Lin hands Wei the pendant.", "Wei takes the pendant from Lin.", "Mei drops the letter.",
         "Wei tears up the letter.", "Mei raises the pendant.", "林月把玉佩递给魏。", "[[gives: LIN -> WEI, pendant]]",
         "[[takes: MEI, letter]]", "[[drops: WEI, pendant]]", "[[exit: LIN]]", "[[enter: WEI]]", "[[dies: MEI]]",
         "[[wears: LIN = bridal]]", "[[marks: WEI = cut on cheek]]", "LIN\nHa.", "[[shot: insert pendant]]")
SCENES = st.lists(st.sampled_from(BEATS), max_size=6).map("\n\n".join)
PLACES = st.sampled_from(("HOUSE", "FOX SHRINE", "RIVER"))
SERIES = st.lists(st.tuples(PLACES, SCENES), min_size=1, max_size=5)


def text_of(scenes: list[tuple[str, str]]) -> str:
    return "".join(f"INT. {place} - NIGHT\n\n{scene}\n\n" for place, scene in scenes)


@settings(max_examples=60, deadline=None)
@given(SERIES, st.tuples(PLACES, SCENES), st.sampled_from(("flashback", "dream")), st.data())
def test_a_fork_never_changes_the_main_line(scenes, fork, mode, data):
    at = data.draw(st.integers(0, len(scenes)))
    place, scene = fork
    parts = [f"INT. {one} - NIGHT\n\n{words}\n\n" for one, words in scenes]
    inside = f"INT. {place} - NIGHT ({mode.upper()})\n\n{scene}\n\nThe rain falls.\n\n"
    (plain,), (forked,) = run("".join(parts)), run("".join((*parts[:at], inside, *parts[at:])))
    for name in ("wearing", "holding", "lying", "broken", "rivals", "marks", "dead"):
        assert getattr(plain.after, name) == getattr(forked.after, name)
    assert forked.opening[at].dead <= plain.after.dead if mode == "dream" else not forked.opening[at].dead


@settings(max_examples=60, deadline=None)
@given(SERIES, SERIES)
def test_stepping_is_deterministic_and_things_are_in_one_place(first, second):
    texts = text_of(first), text_of(second)
    flows = run(*texts)
    assert flows == run(*texts)
    for one in flows:
        for state in (*one.opening, *(state for inside in one.scenes for state in inside), one.after):
            held = [prop for props in state.holding.values() for prop in props]
            assert len(held) == len(set(held))
            assert not set(held) & set(state.lying)


TOLD = ((GIFT, PROSE), ("[[takes: WEI, pendant]]", "Wei takes the pendant from Lin."),
        ("[[drops: LIN, pendant]]", "Lin drops the pendant."), ("[[gives: LIN -> WEI, pendant]]", "林月把玉佩递给魏。"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TOLD), SERIES, SCENES)
def test_the_order_of_a_directive_and_its_prose_does_not_matter(told, before, after):
    parts = [text_of(before) + f"{HEAD}Lin and Wei wait.\n\nWEI\nNow.\n\n" + "\n\n".join(order) + f"\n\nMEI\nSo.\n\n{after}\n"
             for order in (told, told[::-1])]
    (one,), (other,) = run(parts[0]), run(parts[1])
    for name in ("holding", "lying", "broken", "rivals"):
        assert getattr(one.after, name) == getattr(other.after, name)
    assert [each.fault for each in one.handled] == [each.fault for each in other.handled]
