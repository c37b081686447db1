"""What action hands over is drawn in the hand that has it then, and what nobody has touched yet in its pocket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.bible.casting import complete
from dramac.compiler.bible.names import Names
from dramac.compiler.bible.nodes import Appearance, Bible, Character, Place, Prop, Series
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.nodes import Cut
from dramac.compiler.cut.version import Version
from dramac.compiler.story.lower import lower
from dramac.compiler.story.state import flow, starts
from dramac.compiler.syntax.parse import parse

DECLARED = Bible(Series("The Jade Pendant"),
                 {"LIN": Character("LIN", names={"zh-Hans": "林晚"}, age=22, appearance=Appearance(sex="f"), holds=("pendant",)),
                  "WEI": Character("WEI", names={"zh-Hans": "顾深"}, age=27, appearance=Appearance(sex="m"))},
                 {"HOUSE": Place("HOUSE", kind="living-room")},
                 {"pendant": Prop("pendant", names={"zh-Hans": "玉佩"}, shape="disc")})
BIBLE = complete(DECLARED, ("en",))
SHOTS = "[[shot: MS LIN]]\n\nLIN\n{0}\n\n[[shot: MS WEI]]\n\nWEI\n{1}\n\n"


def film(middle: str) -> Cut:
    text = ("INT. HOUSE - NIGHT\n\n" + SHOTS.format("You came.", "I did.") + middle + "\n\n" + SHOTS.format("Go.", "I go."))
    names = Names(DECLARED)
    script, _ = parse(Source("episodes/ep01.fountain", text), frozenset(("LIN", "WEI", "林晚", "顾深")))
    episode = lower(script, DECLARED, names, {}, "ep01").episode
    return direct(episode, flow(episode, DECLARED, starts(DECLARED)), BIBLE, Version())[0]


def scenes(*texts: str, shape: str = "disc") -> Cut:
    declared = replace(DECLARED, props={"pendant": replace(DECLARED.props["pendant"], shape=shape)})
    script, _ = parse(Source("episodes/ep01.fountain", "\n\n".join(texts)), frozenset(("LIN", "WEI")))
    episode = lower(script, declared, Names(declared), {}, "ep01").episode
    return direct(episode, flow(episode, declared, starts(declared)), complete(declared, ("en",)), Version())[0]


def hands(cut: Cut, line: int) -> dict[str, str]:
    """Who has what in hand in the shot in which a line is spoken."""
    shot = next(one for one in cut.shots if any(voice.line == line for voice in one.spoken))
    return {one.costume.character: one.holding.id if one.holding else "" for one in shot.setup.figures}


@pytest.mark.parametrize("told", ["Lin hands Wei the pendant.", "Wei snatches the pendant from Lin.", "林晚把玉佩递给顾深。",
                                  "Lin hands Wei the pendant.\n\n[[gives: LIN -> WEI, pendant]]",
                                  "[[gives: LIN -> WEI, pendant]]\n\nLin hands Wei the pendant."])
def test_a_prop_changes_hands_in_the_picture(told: str) -> None:
    cut = film(told)
    assert [hands(cut, line) for line in range(4)] == [{"LIN": ""}, {"WEI": ""}, {"LIN": ""}, {"WEI": "pendant"}]


def test_what_is_put_down_is_in_nobodys_hand() -> None:
    cut = film("Lin puts the pendant on the table.")
    assert [hands(cut, line) for line in range(4)] == [{"LIN": ""}, {"WEI": ""}, {"LIN": ""}, {"WEI": ""}]


def test_what_may_not_have_happened_is_not_drawn() -> None:
    cut = film("Lin almost hands Wei the pendant.")
    assert [hands(cut, line) for line in range(4)] == [{"LIN": ""}, {"WEI": ""}, {"LIN": "pendant"}, {"WEI": ""}]


TOLD = "INT. HOUSE - DAY\n\n[[shot: MS LIN]]\n\nLin holds the pendant up.\n\nLIN\nLook.\n\n"
LATER = "{0}\n\n[[shot: MS LIN]]\n\nLIN\nGone.\n"


@pytest.mark.parametrize(("shape", "heading", "held"), [
    ("disc", "INT. HOUSE - NIGHT", ""), ("disc", "INT. HOUSE - CONTINUOUS", "pendant"),
    ("sword", "INT. HOUSE - NIGHT", "pendant")])
def test_what_fits_a_pocket_is_in_it_until_the_scene_shows_it(shape: str, heading: str, held: str) -> None:
    cut = scenes(TOLD, LATER.format(heading), shape=shape)
    assert hands(cut, 0) == {"LIN": "pendant"}
    assert hands(cut, 1) == {"LIN": held}


def test_an_insert_shows_what_somebody_has() -> None:
    cut = scenes("INT. HOUSE - DAY", "[[shot: MS LIN]]", "LIN\nWait.", "[[shot: insert pendant, 2s]]", "[[shot: MS LIN]]",
                 "LIN\nSee?\n")
    assert [hands(cut, line) for line in range(2)] == [{"LIN": ""}, {"LIN": "pendant"}]
