"""Rules about time, place and picture, through `analyse`: what is told, at which line, and above all what is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.base.diagnostic import Diagnostic, Severity
from dramac.compiler.project import Project, load_project

BIBLE = """\
series: {title: The Jade Pendant, language: en}
cast:
  LIN YUE: {aliases: [LIN], names: {zh-Hans: 林月}, appearance: {sex: female}}
  WEI: {names: {zh-Hans: 魏然}, appearance: {sex: male}}
  MEI: {names: {zh-Hans: 小梅}, appearance: {sex: female}}
  YOUNG MEI: {same_person: MEI, appearance: {sex: female}}
extras: [GUARD]
locations:
  HOUSE: {names: {zh-Hans: 陆家}, setting: interior, built: hall}
  RIVER: {names: {zh-Hans: 河边}, setting: exterior, built: river bank}
props:
  letter: {names: {zh-Hans: 信}, looks: sealed letter}
"""
Told = Callable[..., list[str]]


@pytest.fixture
def study(tmp_path: Path) -> Callable[..., Analysis]:
    """`study(ep01, ep02, …, bible=…)`: what `analyse` finds in a series of these scripts."""

    def studying(*scripts: str, bible: str = BIBLE) -> Analysis:
        shutil.rmtree(tmp_path / "episodes", ignore_errors=True)
        (tmp_path / "episodes").mkdir()
        (tmp_path / "series.yaml").unlink(missing_ok=True)
        if bible:
            (tmp_path / "series.yaml").write_text(bible, encoding="utf-8")
        for number, text in enumerate(scripts, 1):
            (tmp_path / "episodes" / f"ep{number:02d}.fountain").write_text(text.strip("\n") + "\n", encoding="utf-8")
        project = load_project(tmp_path if bible else tmp_path / "episodes" / "ep01.fountain")
        assert isinstance(project, Project)
        return analyse(project)

    return studying


@pytest.fixture
def told(study: Callable[..., Analysis]) -> Told:
    """`told(code, ep01, …)`: the words at which findings of a code point."""

    def telling(code: str, *scripts: str, bible: str = BIBLE) -> list[str]:
        found = study(*scripts, bible=bible)
        return [words(found, one) for one in found.diagnostics if one.code == code]

    return telling


def words(found: Analysis, one: Diagnostic) -> str:
    assert one.span is not None
    return found.sources[one.span.path].text[one.span.start : one.span.end]


def scenes(*headings: str) -> str:
    return "\n".join(f"{heading}\n\nLin and Wei wait.\n" for heading in headings)


# D250


@pytest.mark.parametrize("headings", [
    ("INT. HOUSE - NIGHT", "EXT. RIVER - DAY - CONTINUOUS"),
    ("INT. HOUSE - DAY", "EXT. RIVER - NIGHT (CONTINUOUS)"),
    ("INT. HOUSE - DAY", "EXT. RIVER - NIGHT - LATER"),
    ("INT. HOUSE - NIGHT", "INT. HOUSE - MORNING (LATER)"),
    ("INT. HOUSE - NIGHT", "INT. HOUSE - DAY - SAME"),
    ("INT. HOUSE - NIGHT", "INT. HOUSE - DAY - MOMENTS LATER"),
    ("INT. HOUSE - DAWN", "EXT. RIVER - DUSK - CONTINUOUS"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - CONTINUOUS", "INT. HOUSE - DAY - CONTINUOUS"),
    (".陆家 - 夜", ".河边 - 日 - 连续"),
    (".陆家 - 日", ".河边 - 夜 - 稍后"),
    (".陆家 - 日", ".河边 - 夜 - 片刻之后"),
    (".陆家 - 夜", ".河边 - 日 - 十分钟后"),
])
def test_the_light_jumps(told: Told, headings: tuple[str, ...]) -> None:
    assert told("D250", scenes(*headings)) == [headings[-1]]


@pytest.mark.parametrize("headings", [
    ("INT. HOUSE - NIGHT", "EXT. RIVER - NIGHT - CONTINUOUS"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - CONTINUOUS"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - DAY"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - DAWN - CONTINUOUS"),
    ("INT. HOUSE - DUSK", "EXT. RIVER - NIGHT - CONTINUOUS"),
    ("INT. HOUSE - DAY", "EXT. RIVER - DUSK - MOMENTS LATER"),
    ("INT. HOUSE - DAWN", "EXT. RIVER - DUSK - LATER"),
    ("INT. HOUSE - DAY", "EXT. RIVER - LATER THAT NIGHT"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - THE NEXT DAY"),
    ("INT. HOUSE - DAY", "EXT. RIVER - NIGHT - HOURS LATER"),
    ("INT. HOUSE - DAY", "EXT. RIVER - NIGHT (THREE WEEKS LATER)"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - DAY - ONE YEAR LATER"),
    ("INT. HOUSE", "EXT. RIVER - NIGHT - CONTINUOUS"),
    ("INT. HOUSE - NIGHT", "INT. HOUSE", "EXT. RIVER - DAY - CONTINUOUS"),
    (".陆家 - 日", ".河边 - 当晚"),
    (".陆家 - 夜", ".河边 - 第二天 - 日"),
    (".陆家 - 夜", ".河边 - 日 - 三天后"),
    (".陆家 - 日", ".河边 - 夜 - 几小时后"),
    (".陆家 - 日", ".河边 - 夜 - 两小时后"),
    ("INT. HOUSE - NIGHT", "EXT. RIVER - SAME DAY"),
])
def test_the_light_may_change(told: Told, headings: tuple[str, ...]) -> None:
    assert told("D250", scenes(*headings)) == []


def test_the_light_of_a_flashback_is_its_own(told: Told) -> None:
    before, after = "INT. HOUSE - NIGHT\n\nLin waits.\n", "\n\nLin waits.\n"
    inside = "\n[[time: flashback]]\n\nEXT. RIVER - DAY - CONTINUOUS\n\nLin runs.\n\n[[time: present]]\n\n"
    assert told("D250", before + inside + "INT. HOUSE - NIGHT - CONTINUOUS" + after) == []
    assert told("D250", before + inside + "INT. HOUSE - DAY - CONTINUOUS" + after) == ["INT. HOUSE - DAY - CONTINUOUS"]
    longer = ("\n[[time: dream]]\n\nEXT. RIVER - DAY\n\nLin runs.\n\n"
              "[[time: dream]]\n\nINT. HOUSE - NIGHT - CONTINUOUS\n\nLin runs.\n")
    assert told("D250", before + longer) == ["INT. HOUSE - NIGHT - CONTINUOUS"]


def test_the_light_goes_on_in_the_next_episode(study: Callable[..., Analysis]) -> None:
    found = study(scenes("INT. HOUSE - NIGHT"), scenes("EXT. RIVER - CONTINUOUS"), scenes("EXT. RIVER - DAY - CONTINUOUS"))
    (one,) = [one for one in found.diagnostics if one.code == "D250"]
    assert one.severity is Severity.WARNING
    assert one.span is not None
    assert one.span.path == "episodes/ep03.fountain"
    assert [label.span.path for label in one.labels] == ["episodes/ep01.fountain"]


def test_the_light_needs_no_bible(told: Told) -> None:
    headings = ("INT. HOUSE - NIGHT", "INT. HALL - DAY - CONTINUOUS")
    assert told("D250", scenes(*headings), bible="") == [headings[1]]


# D251


def crossed(first: str, second: str, mark: str = "[[time: intercut]]\n\n", heading: str = "EXT. RIVER - NIGHT") -> str:
    return f"{mark}INT. HOUSE - NIGHT\n\n{first}\n\n{mark}{heading}\n\n{second}\n"


@pytest.mark.parametrize(("first", "second", "words"), [
    ("Lin and Wei wait.\n\nWEI\nHello?", "Rain falls.\n\nWEI\nYes.", "Yes."),
    ("Wei lifts the telephone.", "Wei stands in the rain.", "Wei stands in the rain."),
    ("Lin waits.\n\n[[shot: CU WEI]]", "[[enter: WEI]]\n\nWei shivers.", "[[enter: WEI]]"),
    ("魏然站在窗前。", "魏然跑来。", "魏然跑来。"),
    ("林月看着信。\n\n@魏然\n谁？", "@魏然\n是我。", "是我。"),
])
def test_in_two_places_at_once(told: Told, first: str, second: str, words: str) -> None:
    assert told("D251", crossed(first, second)) == [words]


@pytest.mark.parametrize(("first", "second"), [
    ("Lin lifts the telephone.\n\nLIN\nHello?", "Wei waits.\n\nWEI\nYes.\n\nLIN (phone)\nWho is it?"),
    ("LIN\nHello?\n\nWEI (V.O.)\nYes.", "WEI\nIt is me.\n\nLIN (on the phone)\nYou."),
    ("LIN\nHello?", "Wei stares at a picture of Lin.\n\nWei thinks of Lin. Lin's letter lies on the ground."),
    ("Lin waits.\n\nWei hangs up.\n\nWEI (phone)\nBye.", "Wei runs.\n\nWEI\nNo."),
    ("Wei is gone. Lin waits.", "WEI\nNo."),
    ("Wei waits.\n\n[[exit: WEI]]", "[[enter: WEI]]\n\nWEI\nNo."),
    ("Lin waits.\n\nGUARD\nHalt!", "GUARD\nHalt!"),
    ("林月拿着电话。\n\n@魏然（电话）\n是我。", "魏然站在雨里。\n\n@魏然\n是我。"),
])
def test_in_one_place_at_a_time(told: Told, first: str, second: str) -> None:
    assert told("D251", crossed(first, second)) == []


def test_only_what_is_marked_plays_at_the_same_time(study: Callable[..., Analysis], told: Told) -> None:
    both = ("Wei waits.\n\nWEI\nHello?", "Wei runs.\n\nWEI\nYes.")
    assert told("D251", crossed(*both, mark="")) == []
    assert told("D251", crossed(*both, heading="INT. HOUSE - KITCHEN - NIGHT")) == []
    assert told("D251", crossed(*both, mark="", heading="EXT. RIVER - NIGHT - CONTINUOUS")) == []
    assert told("D251", crossed(*both), bible="") == []
    for word in ("SAME", "MEANWHILE", "同时"):
        (one,) = [one for one in study(crossed(*both, mark="", heading=f"EXT. RIVER - {word}")).diagnostics if one.code == "D251"]
        assert one.severity is Severity.WARNING


# D252


def test_nobody_has_introduced_her(told: Told) -> None:
    assert told("D252", scenes("INT. HOUSE - NIGHT") + "\nMEI\nTea?\n\nMEI\nOr wine?\n") == ["Tea?"]
    assert told("D252", scenes("INT. HOUSE - NIGHT"), "INT. HOUSE - DAY\n\nLIN\nWho?\n\nMEI\nMe.\n\nLin nods.\n") == ["Me."]
    assert told("D252", ".陆家 - 夜\n\n林月坐着，魏然站着。\n\n@小梅\n喝茶吗？\n") == ["喝茶吗？"]


@pytest.mark.parametrize("more", [
    "MEI\nTea?\n\nMei sets down the tray.", "[[enter: MEI]]\n\nMEI\nTea?", "CLOSE ON MEI\n\nMEI\nTea?", "MEI (O.S.)\nTea?",
    "MEI (V.O.)\nTea?", "MEI (phone)\nTea?", "[[title: MEI, the maid]]\n\nMEI\nTea?", "GUARD\nHalt!",
    "[[shot: two-shot LIN and MEI]]\n\nMEI\nTea?",
    "[[reveals: secret -> MEI]]\n\nMEI\nTea?", "小梅端茶。\n\nMEI\nTea?", "Mei pours.\n\nYOUNG MEI\nTea?",
])
def test_somebody_is_introduced(told: Told, more: str) -> None:
    assert told("D252", scenes("INT. HOUSE - NIGHT") + f"\n{more}\n") == []


def test_introduced_once_in_a_series(told: Told) -> None:
    first = scenes("INT. HOUSE - NIGHT") + "\nMei bows.\n"
    assert told("D252", first, "INT. HOUSE - DAY\n\nLin nods.\n\nMEI\nTea?\n") == []
    assert told("D252", "INT. HOUSE - NIGHT\n\nLin waits.\n\nMEI\nTea?\n") == []
    play = "INT. HOUSE - NIGHT\n\nLIN\nWho?\n\nWEI\nMe.\n\nMEI\nTea?\n"
    assert told("D252", play) == []
    assert told("D252", scenes("INT. HOUSE - NIGHT") + "\nMEI\nTea?\n", bible="") == []


# D253


@pytest.mark.parametrize(("old", "new", "words"), [
    ("letter: {names", "letter: {aliases: [Wei], names", "Wei"),
    ("zh-Hans: 信", "zh-Hans: 小梅", "小梅"),
    ("letter: {names", "letter: {aliases: [the note, ＬＩＮ], names", "ＬＩＮ"),
    ("RIVER: {names", "RIVER: {aliases: [MEI], names", "MEI"),
    ("[GUARD]", "[GUARD, Mei]", "Mei"),
])
def test_one_name_for_two_kinds(told: Told, old: str, new: str, words: str) -> None:
    assert old in BIBLE
    assert told("D253", scenes("INT. HOUSE - NIGHT"), bible=BIBLE.replace(old, new)) == [words]


def test_a_prop_and_a_place_may_share_a_name(told: Told) -> None:
    bible = BIBLE.replace("letter: {names", "letter: {aliases: [house], names")
    assert told("D253", scenes("INT. HOUSE - NIGHT"), bible=bible) == []


# D254


@pytest.mark.parametrize(("speech", "fixed"), [
    ("LIN (CONT'D)\nYes.", "LIN\nYes."), ("LIN (V.O.) (CONT'D)\nYes.", "LIN (V.O.)\nYes."), ("LIN (CONT’D)\nYes.", "LIN\nYes."),
    ("LIN (CONT.)\nYes.", "LIN\nYes."), ("@林月（续）\nYes.", "@林月\nYes."), ("LIN (cont'd) (O.S.)\nYes.", "LIN (O.S.)\nYes."),
])
def test_contd_after_another(study: Callable[..., Analysis], speech: str, fixed: str) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\nLIN\nWho?\n\nWEI\nMe.\n\n{speech}\n"
    found = study(text)
    (one,) = [one for one in found.diagnostics if one.code == "D254"]
    assert words(found, one) in speech
    assert [label.text for label in one.labels] == ["WEI speaks here"]
    assert one.fix is not None
    assert one.fix.safe
    (edit,) = one.fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == text.replace(speech, fixed)


@pytest.mark.parametrize("rest", [
    "LIN\nWho?\n\nShe turns.\n\nLIN (CONT'D)\nYes.", "LIN\nWho?\n\nLIN YUE (CONT'D)\nYes.", "LIN\nWho?\n\nWEI\nMe.\n\nLIN\nYes.",
    "LIN\nWho?\n\nINT. HOUSE - DAY\n\nLIN (CONT'D)\nYes.", "WEI\nWho?\n\nMEI ^\nWho?\n\nWEI (CONT'D)\nYes.",
    "LIN AND WEI\nWho?\n\nWEI (CONT'D)\nYes.", "MEI\nWho?\n\nYOUNG MEI (CONT'D)\nYes.", "LIN (CONT'D)\nYes.",
    "LIN\nWho?\n\n[[time: flashback]]\n\nWei waits.\n\nWEI\nMe.\n\n[[time: present]]\n\nLin turns.\n\nLIN (CONT'D)\nYes.",
    "@林月\n谁？\n\n@林月（断断续续）\n是我。", "GUARD #2\nHalt!\n\nGUARD #2 (CONT'D)\nHalt!",
    "LIN\nWho?\n\nWEI (V.O.)\nI heard her.\n\nLIN (CONT'D)\nYes.",
])
def test_contd_that_goes_on(told: Told, rest: str) -> None:
    assert told("D254", f"INT. HOUSE - NIGHT\n\nLin, Wei and Mei wait.\n\n{rest}\n") == []


def test_contd_in_a_new_scene(told: Told) -> None:
    text = "INT. HOUSE - NIGHT\n\nLIN\nWho?\n\nWEI\nMe.\n\nEXT. RIVER - CONTINUOUS\n\nLIN (CONT'D)\nYes.\n"
    assert told("D254", text) == ["CONT'D"]
    assert told("D254", text, bible="") == ["CONT'D"]


# D255


@pytest.mark.parametrize(("first", "heading", "second", "words"), [
    ("[[exit: WEI to right]]", "EXT. RIVER - CONTINUOUS", "[[enter: WEI from right]]", ["[[enter: WEI from right]]"]),
    ("[[exit: WEI left]]", "EXT. RIVER - NIGHT (CONTINUOUS)", "[[enter: WEI left]]", ["[[enter: WEI left]]"]),
    ("[[exit: 魏然 从右]]", ".河边 - 夜 - 连续", "[[enter: 魏然 从右]]", ["[[enter: 魏然 从右]]"]),
    ("[[exit: WEI to right]]", "EXT. RIVER - CONTINUOUS", "[[enter: WEI from left]]", []),
    ("[[exit: WEI to right]]", "EXT. RIVER - CONTINUOUS", "[[enter: WEI]]", []),
    ("[[exit: WEI]]", "EXT. RIVER - CONTINUOUS", "[[enter: WEI from right]]", []),
    ("[[exit: WEI to right]]", "EXT. RIVER - NIGHT", "[[enter: WEI from right]]", []),
    ("[[exit: WEI to right]]", "EXT. RIVER - LATER", "[[enter: WEI from right]]", []),
    ("[[exit: WEI to right]]", "EXT. RIVER - CONTINUOUS", "[[enter: LIN from right]]", []),
    ("[[exit: WEI to right]]\n\n[[enter: WEI from right]]", "EXT. RIVER - CONTINUOUS", "[[enter: WEI from right]]", []),
    ("[[exit: WEI to right]]\n\nLin waits.\n\n[[enter: WEI from left]]", "EXT. RIVER - DAY", "Lin runs.",
     ["[[enter: WEI from left]]"]),
    ("[[exit: WEI to right]]\n\nLin waits.\n\n> CUT TO:\n\n[[enter: WEI from left]]", "EXT. RIVER - DAY", "Lin runs.", []),
])
def test_ways_out_and_in(told: Told, first: str, heading: str, second: str, words: list[str]) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\n{first}\n\nLin turns.\n\n{heading}\n\n{second}\n\nLin turns.\n"
    assert told("D255", text) == words


@pytest.mark.parametrize(("one", "other", "wrong"), [
    ("OTS LIN on WEI", "reverse WEI", True), ("OTS LIN on WEI", "reverse on LIN", False),
    ("OTS LIN on WEI", "OTS WEI on LIN", False),
    ("OTS LIN on WEI, left shoulder", "OTS WEI on LIN, left shoulder", True),
    ("OTS LIN on WEI, left shoulder", "OTS WEI on LIN, right shoulder", False),
    ("OTS LIN on WEI, from left", "OTS LIN on WEI, from right, low angle", True),
    ("过肩 林月 on 魏然, 左肩", "过肩 魏然 on 林月, 左肩", True), ("过肩 林月 on 魏然, 左肩", "过肩 魏然 on 林月, 右肩", False),
    ("OTS LIN on WEI, left shoulder", "OTS MEI on LIN, left shoulder", False),
])
def test_the_line_between_two(told: Told, one: str, other: str, wrong: bool) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin, Wei and Mei wait.\n\n[[shot: {one}]]\n\nWEI\nMe.\n\n[[shot: {other}]]\n\nLIN\nYou.\n"
    assert told("D255", text) == ([f"[[shot: {other}]]"] if wrong else [])


# D256


@pytest.mark.parametrize(("one", "between", "other"), [
    ("[[shot: CU LIN]]", "LIN\nMe.", "[[shot: CU LIN]]"), ("[[shot: CU LIN]]", "She cries.", "CLOSE ON LIN"),
    ("[[shot: CU LIN, 4s]]", "LIN\nMe.", "[[shot: CU LIN, 2s]]"), ("[[shot: MS LIN, push in]]", "Lin turns.", "[[shot: MS LIN]]"),
    ("[[shot: two-shot LIN and WEI]]", "LIN\nMe.\n\nWEI\nYou.", "[[shot: two-shot LIN and WEI]]"),
    ("[[shot: OTS LIN on WEI]]", "WEI\nMe.", "[[shot: OTS LIN on WEI]]"),
    ("[[shot: insert letter]]", "Lin reads it.", "INSERT: LETTER"),
    ("[[shot: 特写 林月]]", "@林月\n是我。", "[[shot: 特写 林月]]"), ("[[shot: CU LIN]]", "WEI (O.S.)\nLin!", "[[shot: CU LIN]]"),
    ("[[shot: CU LIN]]", "[[sound: thunder]]", "[[shot: CU LIN, eye level]]"),
])
def test_the_same_framing_twice(told: Told, one: str, between: str, other: str) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\n{one}\n\n{between}\n\n{other}\n\nLin turns.\n"
    if one == "[[shot: insert letter]]":
        assert told("D256", text) == []  # whoever reads it is another picture
    else:
        assert told("D256", text) == [other]


@pytest.mark.parametrize(("one", "between", "other"), [
    ("[[shot: CU LIN]]", "WEI\nMe.", "[[shot: CU LIN]]"), ("[[shot: CU LIN]]", "Wei turns.", "[[shot: CU LIN]]"),
    ("[[shot: CU LIN]]", "Rain on the window.", "[[shot: CU LIN]]"), ("[[shot: CU LIN]]", "> JUMP CUT TO:", "[[shot: CU LIN]]"),
    ("[[shot: CU LIN]]", "LIN\nMe.", "[[shot: MS LIN]]"), ("[[shot: CU LIN]]", "LIN\nMe.", "[[shot: CU LIN, low angle]]"),
    ("[[shot: CU LIN]]", "LIN\nMe.", "[[shot: CU WEI]]"), ("[[shot: CU LIN]]", "LIN\nMe.", "[[shot: CU LIN, push in]]"),
    ("[[shot: CU LIN]]", "LIN\nMe.\n\n[[circle: take 2]]", "[[shot: CU LIN]]"),
    ("[[shot: CU LIN]]", "[[title: Later]]", "[[shot: CU LIN]]"),
    ("[[shot: CU LIN]]", "INT. HOUSE - DAY", "[[shot: CU LIN]]"), ("[[shot: two-shot]]", "LIN\nMe.", "[[shot: two-shot]]"),
    ("[[shot: CU LIN, 2s]]", "LIN\nOne.\n\nLIN\nTwo.", "[[shot: CU LIN]]"),
    ("[[shot: MS LIN]]", "[[exit: LIN]]", "[[shot: MS LIN]]"),
    ("[[shot: LIN POV]]", "Lin turns.", "[[shot: LIN POV]]"),
])
def test_another_framing(told: Told, one: str, between: str, other: str) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\n{one}\n\n{between}\n\n{other}\n\nLin turns.\n"
    assert told("D256", text) == []


# D212


@pytest.mark.parametrize(("shot", "between", "wrong"), [
    ("[[shot: CU WEI]]", "", True), ("[[shot: OTS LIN on WEI]]", "", True),
    ("[[shot: two-shot LIN and WEI]]", "LIN\nYou?\n\n", True),
    ("CLOSE ON WEI", "", True), ("[[shot: 特写 魏然]]", "", True), ("[[shot: reaction WEI]]", "Rain falls.\n\n", True),
    ("[[shot: CU LIN]]", "", False), ("[[shot: OTS WEI on LIN]]", "", False), ("[[shot: WEI POV on LIN]]", "", False),
    ("INSERT: WEI'S HAND", "", False), ("[[shot: CU WEI]]", "LIN\nYou?\n\n", False),
    ("[[shot: MS WEI]]", "[[exit: WEI]]\n\n", False),
    ("[[shot: MS WEI]]", "Wei walks out.\n\n", False), ("[[shot: MS WEI]]", "> CUT TO:\n\n", False),
])
def test_off_screen_against_the_picture(told: Told, shot: str, between: str, wrong: bool) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\n{shot}\n\n{between}WEI (O.S.)\nI am here.\n"
    assert told("D212", text) == (["I am here."] if wrong else [])


@pytest.mark.parametrize(("action", "wrong"), [
    ("Wei nods.", True), ("Wei kneels by the fire, his head low.", True), ("魏然点了点头。", True),
    ("Wei nods and goes out.", False), ("Wei nods.\n\nLIN\nYou?", False), ("Wei nods.\n\nLin turns.", False),
    ("Wei waits.", False),
    ("Lin looks up. Wei nods.", False), ("Behind the door, Wei nods.", False), ("Wei nods.\n\n[[shot: CU LIN]]", False),
    ("魏然点了点头，走向门外。", False), ("Wei nods.\n\n[[exit: WEI]]", False),
])
def test_off_screen_against_the_action(told: Told, action: str, wrong: bool) -> None:
    text = f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\n{action}\n\nWEI (O.S.)\nI am here.\n"
    assert told("D212", text) == (["I am here."] if wrong else [])


def test_a_voice_over_its_own_face_is_a_thought(study: Callable[..., Analysis]) -> None:
    for extension in ("(V.O.)", "(phone)", "（内心）"):
        found = study(f"INT. HOUSE - NIGHT\n\nLin and Wei wait.\n\n[[shot: CU WEI]]\n\nWEI {extension}\nI am here.\n")
        assert [one for one in found.diagnostics if one.severity is not Severity.HINT] == []
