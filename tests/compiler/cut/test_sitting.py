"""Who sits in the shots of a script, from when until when, on what, and how others are framed with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.cut.nodes import Cut, Shot
from dramac.compiler.driver import compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

BIBLE = """
series: {title: Sitting, language: en}
cast:
  LIN: {names: {zh-Hans: 林月}}
  WEI: {names: {zh-Hans: 顾深}}
locations:
  CAFE: {setting: interior, built: restaurant}
  ROOM: {setting: interior, built: bedroom}
  TEMPLE: {setting: interior, built: shrine}
  CAR: {setting: interior, built: car}
"""
TALK = "LIN\nYou came.\n\nWEI\nI did.\n\nLIN\nWhy?\n\nWEI\nYou know why.\n\n"


def film(folder: Path, script: str) -> Cut:
    (folder / "episodes").mkdir(exist_ok=True)
    (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (folder / "episodes" / "ep01.fountain").write_text(script, encoding="utf-8")
    project = load_project(folder)
    assert isinstance(project, Project)
    (cut,) = compile(analyse(project), Request(), {}).cuts
    return cut


def seats(cut: Cut, who: str) -> list[str]:
    """How `who` begins each shot that they are in: `sit chair/table`, `kneel`, empty for standing."""
    found = []
    for shot in cut.shots:
        for one in shot.setup.figures:
            if one.costume.character == who:
                how = one.posture
                found.append("" if how is None or not how.kind else
                             f"{how.kind} {how.seat}{f'/{how.table}' if how.table else ''}".strip())
    return found


def doing(cut: Cut, who: str) -> list[str]:
    """What `who` does in the film, but for the posture in which a shot begins."""
    return [one.gesture for shot in cut.shots for one in shot.gestures if one.character == who and one.frames > 1]


def said(cut: Cut, line: int) -> Shot:
    return next(shot for shot in cut.shots if any(one.line == line and one.mouth for one in shot.spoken))


@pytest.mark.parametrize(("action", "seat"), [
    ("Lin sits at a table. Wei stands by the door.", "sit chair/table"),
    ("Lin is sitting on the sofa.", "sit sofa"),
    ("Lin sits on the floor.", "sit floor"),
    ("LIN, tired, is seated in an armchair.", "sit armchair"),
    ("林月坐在沙发上。", "sit sofa"),
    ("林月坐在桌边，独自喝茶。", "sit chair/table"),
])
def test_who_sits_when_a_scene_begins_sits_all_through_it(tmp_path: Path, action: str, seat: str) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\n{action}\n\n{TALK}INT. ROOM - DAY\n\nLin reads.\n\nLIN\nAlone.\n")
    told = seats(cut, "LIN")
    assert told[0] == seat
    at = told.index("")
    assert set(told[:at]) == {seat}
    assert set(told[at:]) == {""}
    assert "sit" not in doing(cut, "LIN")


def test_who_comes_in_sits_down_and_then_sits(tmp_path: Path) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\nLin sits at a table. Wei enters.\n\nWEI\nMay I?\n\nWei sits down.\n\n{TALK}")
    told = seats(cut, "WEI")
    assert told[0] == ""
    assert set(told[told.index("sit chair/table"):]) == {"sit chair/table"}
    assert doing(cut, "WEI") == ["enter-right", "sit"]


@pytest.mark.parametrize(("down", "up"), [("They sit down.", "They both stand."), ("两人坐下。", "两人站起来。")])
def test_everybody_there_sits_and_stands_together(tmp_path: Path, down: str, up: str) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\nLin and Wei are here.\n\n{TALK}{down}\n\n{TALK}{up}\n\n{TALK}")
    for who in ("LIN", "WEI"):
        told = seats(cut, who)
        assert (told[0], told[-1]) == ("", "")
        assert "sit chair/table" in told


def test_the_seat_is_told_to_the_shot_in_which_somebody_sits_down(tmp_path: Path) -> None:
    cut = film(tmp_path, "INT. ROOM - DAY\n\nWei enters and sinks into the sofa.\n\nWEI\nTired.\n")
    (down,) = [shot for shot in cut.shots if any(one.gesture == "sit" and one.frames > 1 for one in shot.gestures)]
    (figure,) = down.setup.figures
    assert figure.posture is not None
    assert (figure.posture.kind, figure.posture.seat) == ("", "sofa")


@pytest.mark.parametrize("ending", [
    "Lin stands up.", "Lin rises.", "Lin jumps to her feet.", "Lin walks to the window.", "Lin crosses to the door.",
    "林月站起来。", "林月起身。", "林月走到窗前。"])
def test_who_gets_up_stands_from_then_on(tmp_path: Path, ending: str) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\nLin sits at a table. Wei waits.\n\n{TALK}{ending}\n\n{TALK}")
    told = seats(cut, "LIN")
    assert told[0] == "sit chair/table"
    assert told[-1] == ""
    assert told == sorted(told, reverse=True)
    assert "rise" in doing(cut, "LIN")


@pytest.mark.parametrize("ending", ["Lin exits.", "Lin storms out.", "林月转身离开。"])
def test_who_goes_out_does_not_sit_when_back(tmp_path: Path, ending: str) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\nLin sits at a table. Wei waits.\n\n{TALK}{ending}\n\nWEI\nGone.\n\n"
                         f"Lin enters.\n\n{TALK}")
    assert seats(cut, "LIN")[-1] == ""


@pytest.mark.parametrize("nothing", [
    "Lin nods.", "Lin shakes her head.", "Lin picks up the cup.", "Lin points at Wei.", "Lin leans in.",
    "Lin looks at the empty seat.", "Lin sits up straight.", "Lin does not stand.", "Wei tells Lin to stand up.",
    "Lin is still sitting at the table.", "林月点点头。"])
def test_what_is_done_sitting_ends_no_sitting(tmp_path: Path, nothing: str) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\nLin sits at a table. Wei waits.\n\n{TALK}{nothing}\n\n{TALK}")
    assert set(seats(cut, "LIN")) == {"sit chair/table"}
    assert not {"sit", "rise"} & set(doing(cut, "LIN"))


@pytest.mark.parametrize(("place", "seat"), [
    ("CAFE", "sit chair/table"), ("ROOM", "sit bed"), ("TEMPLE", "sit mat"), ("CAR", "")])
def test_a_place_has_its_own_seats(tmp_path: Path, place: str, seat: str) -> None:
    assert set(seats(film(tmp_path, f"INT. {place} - DAY\n\nLin sits. Wei waits.\n\n{TALK}"), "LIN")) == {seat}


def test_who_kneels_kneels_in_the_next_shot_and_stands_after_getting_up(tmp_path: Path) -> None:
    cut = film(tmp_path, f"INT. TEMPLE - DAY\n\nLin and Wei are here.\n\nLin kneels.\n\n{TALK}Lin gets up.\n\n{TALK}")
    told = seats(cut, "LIN")
    assert "kneel" in told
    assert told[-1] == ""
    assert doing(cut, "LIN") == ["kneel", "rise"]
    assert any((one.frame, one.frames, one.gesture) == (0, 1, "kneel") for one in said(cut, 0).gestures)


def test_who_sits_looks_up_at_who_stands_and_is_seen_from_above(tmp_path: Path) -> None:
    script = "INT. CAFE - DAY\n\nLin sits at a table. Wei waits.\n\n{}"
    mixed, both = film(tmp_path, script.format(TALK)), film(tmp_path, script.format("Wei sits down.\n\n" + TALK))
    gazes = {mood.character: mood.gaze for shot in mixed.shots if shot.spoken for mood in shot.moods}
    assert gazes["LIN"].endswith("-up")
    assert gazes["WEI"].endswith("-down")
    assert not any("-" in mood.gaze for shot in both.shots[-3:] for mood in shot.moods)
    angles = {shot.setup.figures[-1].costume.character: shot.setup.angle for shot in mixed.shots
              if shot.setup.composition == "ots"}
    assert angles == {"LIN": "high", "WEI": "low"} or set(angles.items()) < {("LIN", "high"), ("WEI", "low")}
    assert {shot.setup.angle for shot in both.shots if shot.setup.composition == "ots"} <= {"eye"}


def test_a_scene_that_goes_on_keeps_its_sitters(tmp_path: Path) -> None:
    cut = film(tmp_path, f"INT. CAFE - DAY\n\nLin sits at a table. Wei waits.\n\n{TALK}INT. CAFE - CONTINUOUS\n\n{TALK}")
    assert set(seats(cut, "LIN")) == {"sit chair/table"}


def test_who_lies_in_a_bed_of_words_lies_in_one_and_sits_up_on_it(tmp_path: Path) -> None:
    cut = film(tmp_path, f"INT. ROOM - DAY\n\nLin lies in bed. Wei waits.\n\n{TALK}Lin sits up.\n\n{TALK}")
    told = seats(cut, "LIN")
    assert told[0] == "lie bed"
    assert told[-1] == "sit bed"
