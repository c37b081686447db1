"""What is wrong with a script, where exactly, and that a fix removes it."""

from __future__ import annotations

import pytest

from dramac.compiler.base.diagnostic import Diagnostic, Fix, Severity
from dramac.compiler.base.source import Source
from dramac.compiler.syntax.errors import TABLE, explanations, not_utf8
from dramac.compiler.syntax.parse import parse

CAST = frozenset({"林晚", "LIN", "WEI"})


def findings(text: str) -> tuple[Diagnostic, ...]:
    return parse(Source("t", text), CAST)[1]


def applied(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda one: -one.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


# Each script has one finding; « » stand around its span.
CASES = [
    ("D102", "A «[[» note\n\nand on."),
    ("D102", "«[[»\n\n[[x]]"),
    ("D103", "A. «/*» B.\n\nC [[x]]."),
    ("D104", "[[gives: LIN«,» jade pendant]]"),
    ("D104", "[[shot: CU LIN, «4»]]"),
    ("D104", "[[hold:« ]]»"),
    ("D104", "[[wears: LIN« ]]»"),
    ("D104", "[[shot: CU LIN,«]]»"),
    ("D104", "[[circle: «best»]]"),
    ("D104", "[[lint: off D214«]]»"),
    ("D105", "[[«shto»: CU LIN]]"),
    ("D105", "[[«musik»: stop]]"),
    ("D107", "[[shot: «OS» LIN]]"),
    ("D107", "[[shot: CU LIN, «O.S.»]]"),
    ("D108", "[[shot: CU «WS» LIN]]"),
    ("D108", "[[shot: CU LIN, two-shot, «insert»]]"),
    ("D109", "[[shot: CU LIN, static, «pan left»]]"),
    ("D109", "[[shot: CU LIN, push in, «tilt up»]]"),
    ("D110", "«INT. HOUSE - DAY»\nShe waits."),
    ("D111", "She leaves.\n«INT. HOUSE - DAY»\n\nB."),
    ("D111", "LIN\nBye.\n«EXT. STREET - DAY»\n"),
    ("D112", "A.\n\n«LIN»\n\nHello."),
    ("D112", "A.\n\n«@Somebody»\n\nHello."),
    ("D113", "A.\n\n«CLOSE ON LIN»\nShe weeps."),
    ("D113", "A.\n\n«CUT TO:»\nBlack."),
    ("D114", "LIN\n«(»softly\nGo."),
    ("D115", "A.\n\nCUT TO:« »\n\nB."),
    ("D116", "A.\n\nLIN «^»\nHello."),
    ("D117", "Title: x\n«Epsiode»: 3\n\n"),
    ("D118", "A.\n\n«林晚»\n你来了。"),
    ("D119", "A.\n\n«＠»林晚（画外音）\n（低声）\n你来了。"),
    ("D119", "[[wears«：»林晚＝嫁衣]]"),
    ("D120", "[[music: «tenes», under]]"),
    ("D120", "[[time: «flashbak», 3 years ago]]"),
    ("D121", "LIN\nOne.\n«[[shot: CU WEI]]»\nTwo."),
    ("D122", "[[shot: CU LIN, «push inn»]]"),
    ("D123", "A.\n\n«[[id: a1]]»\n"),
    ("D123", "LIN\nOne. «[[id: a1]]»\nTwo."),
    ("D123", "A. «[[same-as: a1]]»\n"),
    ("D124", "[[hold: «0s»]]"),
    ("D124", "[[shot: CU LIN, «9000s»]]"),
    ("D124", "[[circle: take «0»]]"),
    ("D125", "A.\n\n«SCANNING THE AISLES...»\nWhere is that pit boss?"),
    ("D125", "A.\n\n«THE DOOR OPENS. A SHADOW»\nWho is it?"),
    ("D126", "She «*»never said that."),
    ("D126", "LIN\nI **know** but «_»you do not."),
    ("D126", "A.\n\nShe *said* it «**»never."),
    ("D127", "«\ufeff»A."),
    ("D127", "A.\n\n«\ufeff»LIN\nWho?"),
    ("D128", "A.\n\n«\t»He\twaits."),
    ("D129", "A.\n\n«内景 客厅 夜»\n\n外景 街道 日\n"),
    ("D129", "«1-2 日 内 医院走廊»\n\nA."),
    ("D130", "A.\n\n«lin»\nYou came."),
    ("D130", "A.\n\n«lin (V.O.)»\nyou came."),
    ("D130", "A.\n\n«Wei»\n(softly)\nYou came."),
    ("D131", "A.\n\n«LIN»: You came."),
    ("D131", "A.\n\n«Lin (V.O.)» :  “You came.”\n\nB."),
    ("D131", "She waits.\n«WEI»: You came."),
    ("D131", "A.\n\n«林晚»：你来了。"),
    ("D132", "A.\n\n«[shot: CU LIN]»\n\nB."),
    ("D132", "A.\n\n«【shot：CU LIN】»\n\nB."),
    ("D134", "A.\n\n«顾沉»\n（低声）\n对不起。"),
    ("D134", "A.\n\n«Tom Baker»\n(softly)\nYou came."),
    ("D132", "She waits.\n«[SFX: thunder]»\nB."),
    ("D133", "A. [[«shot» CU LIN, push in, 4s]]"),
    ("D133", "[[«wears» LIN = bridal]]"),
    ("D133", "[[«enter» WEI from left]]"),
    ("D133", "[[«time» flashback]]"),
    ("D133", "[[«sound» thunder]]"),
    ("D133", "[[«music» strings tense, under]]"),
    ("D133", "[[«include» common/recap.fountain]]"),
    ("D133", "[[«use» slap-reveal(a=LIN)]]"),
]


@pytest.mark.parametrize(("code", "marked"), CASES)
def test_finding(code: str, marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    (found,) = findings(text)
    assert found.code == code
    assert found.severity is TABLE[code].severity
    assert found.span is not None
    start, end = found.span.start, found.span.end
    assert text[:start] + "«" + text[start:end] + "»" + text[end:] == marked
    assert "{" not in found.message + found.help
    if found.fix is not None:
        assert code not in {left.code for left in findings(applied(text, found.fix))}


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        (code, text)
        for code, text in CASES
        if code in {"D105", "D107", "D110", "D111", "D114", "D115", "D116", "D117", "D118", "D119", "D122",
                    "D125", "D126", "D127", "D128", "D129", "D130", "D131", "D132", "D133", "D134", "D103", "D112"}
    ],
)
def test_the_obvious_ones_have_a_fix(code: str, marked: str) -> None:
    (found,) = findings(marked.replace("«", "").replace("»", ""))
    assert found.fix is not None


def test_every_code_has_a_case() -> None:
    assert set(TABLE) - {"D101"} == {code for code, _ in CASES}


def test_help_names_what_may_stand_there() -> None:
    (found,) = findings("[[gives: LIN, jade pendant]]")
    assert "`->`" in found.help
    assert "[[gives: LIN -> WEI, jade pendant]]" in found.help
    (found,) = findings("[[music: tenes]]")
    assert "`tense`" in found.help


def test_conflicts_show_both_places() -> None:
    text = "[[shot: CU WS LIN]]"
    (found,) = findings(text)
    (label,) = found.labels
    assert text[label.span.start : label.span.end] == "CU"


def test_one_finding_for_all_full_width_marks_of_a_file() -> None:
    text = "＠林晚\n（低声）\n走。\n\n＠林晚（旁白）\n走。"
    (found,) = findings(text)
    assert found.fix is not None
    assert found.fix.safe
    assert applied(text, found.fix) == "@林晚\n(低声)\n走。\n\n@林晚(旁白)\n走。"


def test_a_repeated_word_is_no_conflict() -> None:
    assert findings("[[shot: CU close-up LIN]]") == ()


def test_a_name_of_the_cast_is_no_shot_slug() -> None:
    script, found = parse(Source("t", "ON BAO\nHello."), frozenset({"ON BAO"}))
    assert found == ()
    assert len(script.body) == 1


def test_fixes_keep_the_line_ends_of_the_file() -> None:
    text = "INT. HOUSE - DAY\r\nShe waits.\r\n"
    (found,) = findings(text)
    assert found.fix is not None
    assert applied(text, found.fix) == "INT. HOUSE - DAY\r\n\r\nShe waits.\r\n"


@pytest.mark.parametrize("cue", ["MR. O'BRIEN-SMITH", "DEALER #2", "LIN AND WEI", "OLD MAN AT THE BAR", "JOHN JR.", "DR. NO",
                                 "MAN’S VOICE", "23 SKIDOO", "LIN, WEI", "SGT. PEPPER (V.O.)", "A MAN IN A RED HAT"])
def test_names_are_not_taken_for_action(cue: str) -> None:
    assert findings(f"A.\n\n{cue}\nHello.") == ()


def test_a_name_of_the_cast_is_never_doubted() -> None:
    assert parse(Source("t", "A.\n\nYAHOO!\nHello."), frozenset({"YAHOO!"}))[1] == ()
    assert [one.code for one in parse(Source("t", "A.\n\nYAHOO!\nHello."))[1]] == ["D125"]


@pytest.mark.parametrize("text", ["He dialed *69.", "2 * 3 * 4", "Name: ____", "snake_case", "a* b", "* a", "*a* **b** _c_",
                                  "\\*a", "****", "5*b"])
def test_other_marks_are_not_taken_for_emphasis(text: str) -> None:
    assert findings("!" + text) == ()


def test_tabs_before_all_but_action_do_not_count() -> None:
    assert findings("Title:\n\tOne\n\n\tINT. A - DAY\n\n\tLIN\n\t(low)\n\tHi.\tYou.\n\n\tCUT TO:\n") == ()


def test_one_finding_for_all_tabs_and_one_for_all_headings_of_a_file() -> None:
    text = "内景 客厅 夜\n\n\t走。\t停。\n\n外景 街道 日\n\n\t走。\n"
    tab, heading = sorted(findings(text), key=lambda one: one.code)
    assert tab.fix is not None
    assert heading.fix is not None
    assert applied(text, heading.fix) == text.replace("内景", ".内景").replace("外景", ".外景")
    assert applied(text, tab.fix) == text.replace("\t", "    ")
    assert parse(Source("t", text))[0].body[1] == parse(Source("t", applied(text, tab.fix)))[0].body[1]


def test_sound_scripts_are_silent() -> None:
    text = (
        "Title: One\n\nFADE IN:\n\nINT. HOUSE - DAY #1#\n\nShe waits. A NOISE.\n\n[[shot: CU LIN, push in, 4s]]\n\n"
        "LIN (V.O.)\n(low)\nHello. [[id: a1]]\n\nWEI ^\nHello.\n\nCLOSE ON LIN\n\n> CUT TO:\n"
    )
    assert findings(text) == ()


@pytest.mark.parametrize("text", [
    "lin", "Lin\nwaits by the door.", "lin waits\nHere.", "A.\nlin\nYou came.", "!lin\nYou came.",
    "LIN: 22, slight, in grey.", "LIN waits: nothing.", "Beware: LIN.", "LIN:", "Lin: …", "!LIN: You came.", "lin: a gem.",
    "WEI\nLIN: You came.", "Tom waits\n(softly)\nHere.", "夜深了。\n（低声）\n对不起。", "顾沉\n（低声）对不起。",
    "She waits.\n顾沉\n（低声）",
    "[shot CU LIN]", "[note: CU LIN]", "[time: 9 to 5]", "She [shot: CU LIN] waits.", "LIN\n[shot: CU LIN]", "[id: l7f3]",
    "[[shot of the day?]]", "[[shot CU the door]]", "[[shot LIN]]", "[[title Three years later]]", "[[look at this]]",
    "[[time for a flashback]]", "[[time present or past?]]", "[[music is too loud]]", "[[sound check]]", "[[enter someone]]",
    "[[marks the day]]", "[[use with care]]", "[[include more rain]]", "[[id l7f3]]", "[[hold on]]", "[[set fire]]",
    f"[[music {'tense ' * 2000}]]",
])
def test_prose_and_comments_are_not_questioned(text: str) -> None:
    assert not {one.code for one in findings(f"A.\n\n{text}\n\nB.")} & {"D130", "D131", "D132", "D133", "D134"}


@pytest.mark.parametrize("text", [marked for code, marked in CASES if code in ("D130", "D131", "D132", "D133", "D134")])
def test_nothing_is_certain_without_a_cast(text: str) -> None:
    assert parse(Source("t", text.replace("«", "").replace("»", "")))[1] == ()


def test_what_becomes_of_lines_as_in_a_stage_play() -> None:
    text = "A.\n\nLIN: You came.\nwei (V.O.)\n\n林晚：走。\nWei (V.O.): I did.\n"
    edits = [edit for one in findings(text) if one.code == "D131" and one.fix for edit in one.fix.edits]
    fixed = applied(text, Fix("", tuple(edits)))
    assert fixed == "A.\n\nLIN\nYou came.\nwei (V.O.)\n\n@林晚\n走。\n\nWEI (V.O.)\nI did.\n"


def test_a_fix_never_takes_out_what_is_hidden() -> None:
    for text in ("LIN[[who?]]: You came.", "[shot: CU /* or WS */ LIN]"):
        (found,) = (one for one in findings(f"A.\n\n{text}\n\nB.") if one.code in ("D131", "D132"))
        assert found.fix is None


def test_not_utf8() -> None:
    found = not_utf8(Source("t", "a\ufffdb"), 1)
    assert (found.code, found.severity, found.span.start if found.span else 0) == ("D101", Severity.ERROR, 1)


def test_every_code_is_explained() -> None:
    pages = explanations()
    assert list(pages) == sorted(TABLE)
    for code, page in pages.items():
        lines = page.splitlines()
        assert lines[0].strip(), code
        heads = [line for line in lines if line in ("What it checks:", "Why it matters:", "Example:", "Fix:")]
        assert heads == ["What it checks:", "Why it matters:", "Example:", "Fix:"], code
