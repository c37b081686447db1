"""What action tells of how people are placed: who sits, on what, and who is on their feet; and what tells nothing of it."""

from __future__ import annotations

import pytest

LIN, WEI, GU, MEI = "LIN YUE", "WEI", "GU SHEN", "MEI"


def postures(read, text):
    scene = read(f"INT. HOUSE - NIGHT\n\nLin and Wei are here.\n\n{text}\n").episode.scenes[0]
    return [(one.who, one.kind, one.seat, one.table)
            for beat in scene.beats if getattr(beat, "text", "") == text for one in beat.postures]


@pytest.mark.parametrize(("text", "told"), [
    ("Wei sits.", [(WEI, "sit", "", "")]),
    ("Wei sits down.", [(WEI, "sit-down", "", "")]),
    ("LIN YUE (22), creative but frazzled, sits at a corner table, staring at her laptop screen.", [(LIN, "sit", "", "table")]),
    ("Lin is seated at her desk.", [(LIN, "sit", "", "desk")]),
    ("Lin and Wei sit at the bar.", [(LIN, "sit", "", "counter"), (WEI, "sit", "", "counter")]),
    ("Lin enters and takes a seat.", [(LIN, "sit-down", "", "")]),
    ("Wei sinks into the sofa.", [(WEI, "sit-down", "sofa", "")]),
    ("Wei drops into an armchair.", [(WEI, "sit-down", "armchair", "")]),
    ("Wei slumps into a chair.", [(WEI, "sit-down", "chair", "")]),
    ("Mei perches on the edge of the bed.", [(MEI, "sit", "bed", "")]),
    ("Mei sits cross-legged on the floor.", [(MEI, "sit", "floor", "")]),
    ("Mei sits on the table, swinging her legs.", [(MEI, "sit", "bench", "")]),
    ("Mei sits on the edge of the desk.", [(MEI, "sit", "bench", "")]),
    ("Wei sits opposite Lin.", [(WEI, "sit-down", "", "")]),
    ("Wei pulls up a chair.", [(WEI, "sit-down", "chair", "")]),
    ("Wei sits up.", [(WEI, "sit-up", "", "")]),
    ("They sit down at the table.", [("", "sit-down", "", "table")]),
    ("Both stand.", [("", "up", "", "")]),
    ("两人坐下。", [("", "sit-down", "", "")]),
    ("Wei stands.", [(WEI, "up", "", "")]),
    ("Wei rises from the chair.", [(WEI, "up", "", "")]),
    ("Lin stands up and leaves.", [(LIN, "up", "", "")]),
    ("Lin jumps to her feet.", [(LIN, "up", "", "")]),
    ("Lin gets up, walks to the window and sits on a stool.",
     [(LIN, "up", "", ""), (LIN, "up", "", ""), (LIN, "sit", "stool", "")]),
    ("Wei crosses to the window.", [(WEI, "up", "", "")]),
    ("林月坐在床边。", [(LIN, "sit", "bed", "")]),
    ("林月坐下。", [(LIN, "sit-down", "", "")]),
    ("林月在桌边坐下。", [(LIN, "sit-down", "", "table")]),
    ("林月坐在书桌前，低头写信。", [(LIN, "sit", "", "desk")]),
    ("顾深端坐在太师椅上。", [(GU, "sit", "chair", "")]),
    ("众人落座，林月在蒲团上坐下。", [("", "sit-down", "", ""), (LIN, "sit-down", "mat", "")]),
    ("林月跌坐在地上。", [(LIN, "sit-down", "floor", "")]),
    ("林月站起来，走到窗前。", [(LIN, "up", "", ""), (LIN, "up", "", "")]),
    ("顾深起身。", [(GU, "up", "", "")]),
    ("林月从床上坐起来。", [(LIN, "sit-up", "", "")]),
])
def test_postures_belong_to_the_subject(read, text, told):
    assert postures(read, text) == told


@pytest.mark.parametrize("text", [
    "The only empty seat is across from Lin.",
    "Lin looks at the empty chair.",
    "Wei does not sit.",
    "Wei refuses to sit down.",
    "Wei is about to sit.",
    "Wei wants to sit.",
    "Wei tells Lin to sit down.",
    "Wei motions for her to sit.",
    "Lin could sit here for ever.",
    "Lin enters the sitting room.",
    "The letter sits on the table.",
    "Wei's heart sinks.",
    "Lin's hair stands on end.",
    "Lin collapses into tears.",
    "Wei falls onto the floor.",
    "Wei slumps.",
    "Wei sinks to the floor.",
    "Wei sits on his horse.",
    "Lin sits in the back of the car.",
    "Lin rides in the carriage.",
    "Wei is sitting behind the wheel of his car.",
    "Lin doesn't stand.",
    "Lin cannot stand him.",
    "Lin understands.",
    "Lin runs a hand through her hair.",
    "Lin crosses her legs.",
    "顾深请林月坐下。",
    "顾深示意她坐下。",
    "林月没有坐下。",
    "林月不肯坐下。",
    "林月看着空座位。",
    "林月想坐下。",
    "林月骑在马上。",
    "林月坐在马车里。",
])
def test_nobody_is_moved_by_what_does_not_happen(read, text):
    assert postures(read, text) == []


def test_dialogue_moves_nobody(read):
    scene = read("INT. HOUSE - NIGHT\n\nLin waits.\n\nWEI\nSit down, Lin. She sits at the table.\n").episode.scenes[0]
    assert not any(getattr(beat, "postures", ()) for beat in scene.beats)
