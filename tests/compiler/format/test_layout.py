"""What the formatter makes of what writers write: one case a line of the table."""

from __future__ import annotations

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.format.run import format_script
from dramac.compiler.syntax.parse import parse

CAST = frozenset({"林晚", "顾深", "LIN", "WEI"})

CASES = {
    # blank lines
    "one blank line between paragraphs": ("A.\n\n\n\nB.\n", "A.\n\nB.\n"),
    "one blank line before a heading": ("A.\n\n\nINT. HALL - DAY\n\nB.\n", "A.\n\nINT. HALL - DAY\n\nB.\n"),
    "none at the start, one line feed at the end": ("\n\n  \nA.\n\n\n", "A.\n"),
    "a line feed is added at the end": ("A.", "A.\n"),
    "nothing stays nothing": ("", ""),
    "blanks become nothing": ("  \n\t\n", ""),
    "blank lines lose their blanks": ("A.\n   \nB.\n", "A.\n\nB.\n"),
    "no line of a paragraph is parted from it": ("He goes.\nShe stays.\n  They weep.\n", "He goes.\nShe stays.\n  They weep.\n"),
    # bytes
    "CRLF": ("INT. HALL - DAY\r\n\r\nLIN\r\nHi.\r\n", "INT. HALL - DAY\n\nLIN\nHi.\n"),
    "a byte-order mark": ("\ufeffTitle: X\n\nA.\n", "Title: X\n\nA.\n"),
    "blanks at the end of lines": ("INT. HALL - DAY \t\n\nLIN  \nHi. \n", "INT. HALL - DAY\n\nLIN\nHi.\n"),
    # indentation
    "action keeps its indentation": ("A sign.\n\n    No entry\n      at night\n", "A sign.\n\n    No entry\n      at night\n"),
    "tabs in action are four spaces": ("\tA.\tB.\n", "    A.    B.\n"),
    "all else stands at the margin": (
        "\tINT. HALL - DAY\n\n          LIN\n     (softly)\n  Hi.\n\n                CUT TO:\n",
        "INT. HALL - DAY\n\nLIN\n(softly)\nHi.\n\nCUT TO:\n"),
    "an ideographic indentation of action is kept": ("\u3000\u3000他走了。\n", "\u3000\u3000他走了。\n"),
    "forced action stands at the margin": ("   !LIN\n", "!LIN\n"),
    # headings
    "a heading gets its blank line": ("INT. HALL - DAY\nLIN sits.\n", "INT. HALL - DAY\n\nLIN sits.\n"),
    "a heading above a cue too": ("INT. HALL - DAY\nLIN\nHi.\n", "INT. HALL - DAY\n\nLIN\nHi.\n"),
    "a heading after a section": ("# Act\nINT. HALL - DAY\n\nA.\n", "# Act\n\nINT. HALL - DAY\n\nA.\n"),
    "spaces in a heading": ("INT.   HALL  -  NIGHT   #12A#\n", "INT. HALL - NIGHT #12A#\n"),
    "a space after the dot, one before the number": ("INT.HALL - NIGHT#3#\n", "INT. HALL - NIGHT #3#\n"),
    "a dash that leans": ("EXT. ROAD- NIGHT\n", "EXT. ROAD - NIGHT\n"),
    "case and wording stay": ("int hall - Later that night\n", "int hall - Later that night\n"),
    "a long dash without spaces is typography": ("内景 客厅——夜\n", "内景 客厅——夜\n"),
    "what parts a place from its sub-place stays": ("INT. HALL  - STAIR - DAY\n", "INT. HALL  - STAIR - DAY\n"),
    "a forced heading": (".  \n\n.HALL  -  NIGHT\n", ".\n\n.HALL - NIGHT\n"),
    "a space after a joint setting": ("INT./EXT.CAR- DAY\n", "INT./EXT. CAR - DAY\n"),
    "a heading in another order": ("1-1  夜  内  客厅\n", "1-1 夜 内 客厅\n"),
    "a Chinese heading": ("内景   陆家客厅  夜\n", "内景 陆家客厅 夜\n"),
    # speeches
    "extensions": ("LIN(V.O.)( CONT'D )\nHi.\n", "LIN (V.O.) (CONT'D)\nHi.\n"),
    "dual dialogue": ("LIN\nHi.\n\nWEI^\nHo.\n", "LIN\nHi.\n\nWEI ^\nHo.\n"),
    "dual dialogue after an extension": ("LIN\nHi.\n\n@Wei (O.S.)^\nHo.\n", "LIN\nHi.\n\n@Wei (O.S.) ^\nHo.\n"),
    "full-width marks of a cue": ("＠林晚（画外）\n你好。\n", "@林晚 (画外)\n你好。\n"),
    "full-width marks of a parenthetical": ("@林晚\n（ 低声 ）\n你（好）。\n", "@林晚\n(低声)\n你（好）。\n"),
    "an unmarked name of the cast": ("林晚：\n你好。\n", "林晚\n你好。\n"),
    "a line of action that is no name": ("张三：\n你好。\n", "张三：\n你好。\n"),
    "a parenthetical over two lines": ("LIN\n( softly,\n  sadly ）\nHi.\n", "LIN\n(softly,\nsadly)\nHi.\n"),
    "a bracket that never closes": ("LIN\n( softly\nHi.\n", "LIN\n( softly\nHi.\n"),
    "two spaces hold a speech open": ("LIN\nHi.\n  \nHo.\n", "LIN\nHi.\n  \nHo.\n"),
    "three do not": ("LIN\nHi.\n   \nHo.\n", "LIN\nHi.\n\nHo.\n"),
    "two spaces under action hold nothing": ("He waits.\n  \nHo.\n", "He waits.\n\nHo.\n"),
    "a lyric in a speech": ("LIN\n  ~la la \nHi.\n", "LIN\n~la la\nHi.\n"),
    "a heading inside a speech is spoken": ("LIN\nINT. HALL - DAY\n", "LIN\nINT. HALL - DAY\n"),
    "the id of a line": ("LIN\nHi.[[id:l7f3]]\n", "LIN\nHi. [[id: l7f3]]\n"),
    "an id after many spaces": ("LIN\nHi.    [[ id : l7f3 ]]  \n", "LIN\nHi. [[id: l7f3]]\n"),
    # transitions and the like
    "a forced transition": (">SMASH CUT TO:\nA.\n", "> SMASH CUT TO:\n\nA.\n"),
    "a space after the colon makes it action": ("A.\n\nCUT TO:   \n\nB.\n", "A.\n\nCUT TO: \n\nB.\n"),
    "a transition with blanks around": ("A.\n\n   FADE OUT.  \n\nB.\n", "A.\n\nFADE OUT.\n\nB.\n"),
    "centred lines stay together": (">THE END<\n>  or not  <\n", "> THE END <\n> or not <\n"),
    "sections and synopses": ("#Act\n##  Sequence\n=It begins.\nA.\n", "# Act\n## Sequence\n= It begins.\n\nA.\n"),
    "a page break": ("He goes.\n=====\nHe comes.\n", "He goes.\n\n=====\n\nHe comes.\n"),
    "songs stay together": ("~la\n~lo\n", "~la\n~lo\n"),
    "a shot slug": ("  CLOSE ON LIN  \n\nA.\n", "CLOSE ON LIN\n\nA.\n"),
    "emphasis and escapes": ("*A*  **b** _c_ \\*d \n", "*A*  **b** _c_ \\*d\n"),
    # title page
    "a title page": (
        "Title:The Fox\nCredit : by\nAuthor：\n\tA. B.\n   C. D.\n\n\nA.\n",
        "Title: The Fox\nCredit: by\nAuthor:\n    A. B.\n    C. D.\n\nA.\n"),
    "a title page gets its blank line": ("Title: X\nINT. HALL - DAY\n\nA.\n", "Title: X\n\nINT. HALL - DAY\n\nA.\n"),
    "what is no title page does not become one": ("\n\nTitle: X\n\nA.\n", "\nTitle: X\n\nA.\n"),
    # notes and boneyard
    "a comment stays": ("[[ to do:  mend   this，please ]]  \n", "[[ to do:  mend   this，please ]]\n"),
    "a comment over lines": ("A.\n[[one\n   two  \n  \nthree]]   \n", "A.\n[[one\n   two  \n  \nthree]]\n"),
    "a comment beside words": ("LIN [[her sister]]  \nHi [[soft]] there. \n", "LIN [[her sister]]\nHi [[soft]] there.\n"),
    "a comment above action stays there": ("[[who?]]\nA man comes.\n", "[[who?]]\nA man comes.\n"),
    "a comment above a heading does not": ("[[which?]]\nINT. HALL - DAY\n\nA.\n", "[[which?]]\n\nINT. HALL - DAY\n\nA.\n"),
    "a note that nothing closes": ("A [[ b  \n\nC.\n", "A [[ b\n\nC.\n"),
    "boneyard stays to the letter": ("A.\n\n/* x  \n\n\n   y\t*/\n\n\nB.\n", "A.\n\n/* x  \n\n\n   y\t*/\n\nB.\n"),
    "boneyard between words": ("He /* or she */ goes.  \n", "He /* or she */ goes.\n"),
    "boneyard that nothing closes": ("A /* b \n\n\nC.\n", "A /* b\n\nC.\n"),
    # directives
    "directives stand in a paragraph of their own": (
        "He sits.\n[[sound:thunder]]\nHe stands.\n", "He sits.\n\n[[sound: thunder]]\n\nHe stands.\n"),
    "directives that stack stay together": (
        "[[look:noir]]\n[[shot:CU LIN]]\nLIN\nHi.\n", "[[look: noir]]\n[[shot: CU LIN]]\n\nLIN\nHi.\n"),
    "a directive on a heading": ("INT. HALL - DAY\n[[hold:2s]]\n\nA.\n", "INT. HALL - DAY\n\n[[hold: 2s]]\n\nA.\n"),
    "no blank line that would change the film": (
        "He sits.\n[[sound:thunder]]\nBANG\nHe stands.\n", "He sits.\n[[sound: thunder]]\nBANG\nHe stands.\n"),
    "a directive inside a speech": ("LIN\nHi.\n[[hold:2s]]\nHo.\n", "LIN\nHi.\n[[hold: 2s]]\nHo.\n"),
    "a directive over lines": ("[[shot: CU LIN,\n   push in]]\n\nA.\n", "[[shot: CU LIN, push in]]\n\nA.\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_layout(name: str) -> None:
    before, after = CASES[name]
    assert format_script(Source("s", before), CAST) == after


@pytest.mark.parametrize("name", CASES)
def test_layout_is_stable_and_says_the_same(name: str) -> None:
    before, after = CASES[name]
    assert format_script(Source("s", after), CAST) == after
    (one, _), (other, _) = parse(Source("s", before), CAST), parse(Source("s", after), CAST)
    assert (one.title, one.body) == (other.title, other.body)


def test_without_the_bible_a_chinese_name_is_action_and_stays_so() -> None:
    text = "林晚：\n你好。\n"
    assert format_script(Source("s", text)) == text
    assert format_script(Source("s", text), CAST) == "林晚\n你好。\n"


DIRECTIVES = {
    "[[shot:OTS 林晚 on 顾深,low angle,push in,4s]]": "[[shot: OTS 林晚 on 顾深, low angle, push in, 4s]]",
    "[[ SHOT ： cu LIN ， push-in，4 s ]]": "[[shot: CU LIN, push in, 4s]]",
    "[[shot: closeup LIN, two shot]]": "[[shot: close-up LIN, two-shot]]",
    "[[shot: ws LIN  and  WEI]]": "[[shot: WS LIN and WEI]]",
    "[[shot: Steadicam, Dutch angle, MS]]": "[[shot: Steadicam, Dutch angle, MS]]",
    "[[shot: dolly in, LIN]]": "[[shot: dolly in, LIN]]",
    "[[镜头：特写 林晚，缓推]]": "[[镜头: 特写 林晚, 缓推]]",
    "[[shot: 特写林晚、顾深]]": "[[shot: 特写林晚、顾深]]",
    "[[wears:LIN＝bridal]]": "[[wears: LIN = bridal]]",
    "[[takes: LIN ,jade,green]]": "[[takes: LIN, jade,green]]",
    "[[gives:LIN->WEI，jade pendant]]": "[[gives: LIN -> WEI, jade pendant]]",
    "[[gives: LIN→WEI, jade]]": "[[gives: LIN → WEI, jade]]",
    "[[music: strings tense ,under]]": "[[music: strings tense, under]]",
    "[[music: tense drums，under]]": "[[music: tense drums, under]]",
    "[[title:“Three years later” ,3s]]": "[[title: “Three years later”, 3s]]",
    "[[title: 三年后，春天]]": "[[title: 三年后，春天]]",
    "[[time:flashback,3  years ago]]": "[[time: flashback, 3 years ago]]",
    "[[enter:WEI from left]]": "[[enter: WEI from left]]",
    "[[circle:take 3]]": "[[circle: take 3]]",
    "[[lint: off d214 she is a ghost]]": "[[lint: off D214 she is a ghost]]",
    "[[sfx:thunder ,3s]]": "[[sfx: thunder, 3s]]",
    "[[COLOR  BLUE]]": "[[COLOR  BLUE]]",
    "[[marker pink:  x]]": "[[marker pink:  x]]",
    "[[shot: CU LIN, CU]]  ": "[[shot: CU LIN, CU]]",
    "[[shot:]]": "[[shot:]]",
    "[[sound: thunder,]]": "[[sound: thunder,]]",
    "[[see: p. 3，below]]": "[[see: p. 3，below]]",
}


@pytest.mark.parametrize("before", DIRECTIVES)
def test_directives(before: str) -> None:
    assert format_script(Source("s", before + "\n"), CAST) == DIRECTIVES[before] + "\n"


def test_a_name_of_the_cast_is_never_respelt() -> None:
    cast = frozenset({"pan", "cu"})
    assert format_script(Source("s", "[[shot: pan,cu]]\n"), cast) == "[[shot: pan, cu]]\n"
    assert format_script(Source("s", "[[shot: pan,cu]]\n")) == "[[shot: pan, CU]]\n"
