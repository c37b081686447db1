"""Fountain as dramac reads it: each case is a script and the elements it is made of."""

from __future__ import annotations

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import (
    Action,
    Comment,
    Dialogue,
    Directive,
    Element,
    Heading,
    PageBreak,
    Section,
    ShotSlug,
    Speech,
    Synopsis,
    Transition,
)

CAST = frozenset({"林晚", "顾深", "LIN", "WEI"})


def shown(element: Element) -> str:
    """One element on one line."""
    match element:
        case Heading():
            time = element.time.text if element.time else ""
            return f"heading {element.setting}|{element.place.text}|{time}|{element.number}" + "!" * element.forced
        case Action():
            return ("centred " if element.centred else "action ") + element.text.plain
        case Speech():
            extensions = "".join(f"({one.text})" for one in element.extensions)
            parts = [
                ("'" if isinstance(part, Dialogue) else "(")
                + ("~" if getattr(part, "lyric", False) else "")
                + part.text.plain
                for part in element.parts
            ]
            marks = "^" * element.dual + "@" * element.forced
            return " / ".join([f"speech{marks} {element.cue.text}{extensions}", *parts])
        case Transition():
            return f"transition{'>' * element.forced} {element.text.text}"
        case ShotSlug():
            spec = element.spec
            words = [spec.size, spec.composition, spec.angle, *(name.text for name in spec.subjects)]
            return "slug " + "|".join(filter(None, words)) + (f" / {element.rest.plain}" if element.rest else "")
        case Section():
            return f"section {element.depth} {element.text.plain}"
        case Synopsis():
            return f"synopsis {element.text.plain}"
        case PageBreak():
            return "page break"
        case Directive():
            return f"directive {element.kind}"
        case Comment():
            return f"comment {element.text}"


def read(text: str) -> list[str]:
    script, _ = parse(Source("t.fountain", text), CAST)
    return [f"{entry.key}={'+'.join(entry.values)}" for entry in script.title] + [shown(one) for one in script.body]


CASES: dict[str, tuple[str, list[str]]] = {
    # title page
    "title page": ("Title: One\nAuthor: A. Writer\n\nGo.", ["Title=One", "Author=A. Writer", "action Go."]),
    "title of several lines": ("Title:\n    One\n    Two\nDraft date: May\n\n", ["Title=One+Two", "Draft date=May"]),
    "title value with a colon": ("Contact:\n\tme: you\nTitle: x", ["Contact=me: you", "Title=x"]),
    "title, full-width colon": ("Title：替嫁新娘\n\n", ["Title=替嫁新娘"]),
    "emphasis on the title page": ("Title:\n\t_**ONE**_\n\n", ["Title=ONE"]),
    "no title page after a blank line": ("\nTitle: One", ["action Title: One"]),
    "FADE IN: is no title": ("FADE IN:\n\nINT. A - DAY\n", ["transition FADE IN", "heading INT|A|DAY|"]),
    "a heading with a colon is no title": ("INT. A - 3:00 PM\n\nx", ["heading INT|A|3:00 PM|", "action x"]),
    "a directive is no title": ("[[title: x]]\n\ny", ["directive title", "action y"]),
    # headings
    "interior": ("INT. HOUSE - DAY\n\n", ["heading INT|HOUSE|DAY|"]),
    "lower case": ("ext. a long road - night\n\n", ["heading EXT|a long road|night|"]),
    "both": (
        "INT./EXT. CAR - DAY\n\nI/E. CAR\n\nEXT/INT SORORITY HOUSE\n\n",
        ["heading INT/EXT|CAR|DAY|", "heading INT/EXT|CAR||", "heading INT/EXT|SORORITY HOUSE||"],
    ),
    "establishing": ("EST. CITY - DUSK\n\n", ["heading EST|CITY|DUSK|"]),
    "without a dot": ("INT HOUSE - DAY\n\n", ["heading INT|HOUSE|DAY|"]),
    "INTERNAL is none": ("INTERNAL AFFAIRS\n\n", ["action INTERNAL AFFAIRS"]),
    "indented": ("    INT. HOUSE\n\n", ["heading INT|HOUSE||"]),
    "not inside a paragraph": ("He left.\nINT. HOUSE - DAY\n", ["action He left.\nINT. HOUSE - DAY"]),
    "text right below": ("INT. HOUSE - DAY\nShe waits.", ["heading INT|HOUSE|DAY|", "action She waits."]),
    "forced": (".FOX SHRINE - NIGHT\n\n", ["heading |FOX SHRINE|NIGHT|!"]),
    "dots are not forced": ("...and then\n\n", ["action ...and then"]),
    "a pistol inside a paragraph": ("A gun:\n.38 special\n", ["action A gun:\n.38 special"]),
    "scene number": ("INT. HOUSE - DAY #1-A.2#\n\n", ["heading INT|HOUSE|DAY|1-A.2"]),
    "no scene number": ("INT. HOUSE #a b#\n\n", ["heading INT|HOUSE #a b#||"]),
    "sub-place": ("INT. HOUSE - STAIR - NIGHT\n\n", ["heading INT|HOUSE - STAIR|NIGHT|"]),
    "sub-place without a time": ("INT. HOUSE - STAIR\n\n", ["heading INT|HOUSE - STAIR||"]),
    "continuity words": (
        "INT. A - NIGHT - CONTINUOUS\n\nINT. B - NIGHT (LATER)\n\nINT. C - MOMENTS LATER\n\n",
        ["heading INT|A|NIGHT - CONTINUOUS|", "heading INT|B|NIGHT (LATER)|", "heading INT|C|MOMENTS LATER|"],
    ),
    "weather after the time": (
        "EXT. ROAD - NIGHT - RAIN\n\nINT. BATHROOM - SHOWER\n\n",
        ["heading EXT|ROAD|NIGHT - RAIN|", "heading INT|BATHROOM - SHOWER||"],
    ),
    "a hyphen in a name": ("INT. CO-OP - DAY\n\n", ["heading INT|CO-OP|DAY|"]),
    "a time alone is the place": ("EXT. NIGHT\n\n", ["heading EXT|NIGHT||"]),
    "Chinese heading": (
        "INT. 陆家客厅 - 夜 #12#\n\n外景 街道 日\n\n",
        ["heading INT|陆家客厅|夜|12", "heading EXT|街道|日|"],
    ),
    "long dash": ("INT. HOUSE — DAY\n\nINT. 客厅——夜\n\n", ["heading INT|HOUSE|DAY|", "heading INT|客厅|夜|"]),
    # cues and dialogue
    "cue": ("LIN\nHello.\nAgain.\n\nShe goes.", ["speech LIN / 'Hello.\nAgain.", "action She goes."]),
    "capitals alone are action": ("BOOM\n\nLIN\nHi.", ["action BOOM", "speech LIN / 'Hi."]),
    "letters are needed": (
        "23\nyears\n\nR2D2\nBeep.\n\n23 SKIDOO\nGo!",
        ["action 23\nyears", "speech R2D2 / 'Beep.", "speech 23 SKIDOO / 'Go!"],
    ),
    "punctuation in a cue": (
        "MR. O'BRIEN-SMITH\nA.\n\nDEALER #2\nB.\n\nMAN’S VOICE\nC.",
        ["speech MR. O'BRIEN-SMITH / 'A.", "speech DEALER #2 / 'B.", "speech MAN’S VOICE / 'C."],
    ),
    "other alphabets": ("ÉLODIE\nOui.\n\nМАША\nДа.", ["speech ÉLODIE / 'Oui.", "speech МАША / 'Да."]),
    "mixed case is action": ("McCLANE\nYippie.", ["action McCLANE\nYippie."]),
    "forced cue": ("@McCLANE\nYippie.", ["speech@ McCLANE / 'Yippie."]),
    "full-width forced cue": ("＠林月（画外音）\n走。", ["speech@ 林月(画外音) / '走。"]),
    "extensions": ("MOM (V.O.) (on the radio)\nHi.", ["speech MOM(V.O.)(on the radio) / 'Hi."]),
    "Chinese cue of the cast": ("林晚\n你来了。", ["speech 林晚 / '你来了。"]),
    "Chinese cue with extension": ("林晚（旁白）\n你来了。", ["speech 林晚(旁白) / '你来了。"]),
    "Chinese joint cue": ("林晚和顾深\n好！", ["speech 林晚和顾深 / '好！"]),
    "Chinese action": ("雨点打在窗上。\n风很大。", ["action 雨点打在窗上。\n风很大。"]),
    "a blank line between two speeches": ("LIN\nA.\n\nWEI\nB.", ["speech LIN / 'A.", "speech WEI / 'B."]),
    "two spaces hold a speech open": ("LIN\nA.\n  \nB.\n\nC.", ["speech LIN / 'A.\n\nB.", "action C."]),
    "anything is dialogue under a cue": (
        "LIN\nINT. HOUSE - DAY\nCUT TO:\n# x",
        ["speech LIN / 'INT. HOUSE - DAY\nCUT TO:\n# x"],
    ),
    "parentheticals": ("LIN\n(softly)\nGo.\n(beat)\nNow.", ["speech LIN / (softly / 'Go. / (beat / 'Now."]),
    "full-width parenthetical": ("@林晚\n（低声）\n走。", ["speech@ 林晚 / (低声 / '走。"]),
    "parenthetical over two lines": ("LIN\n(softly,\nto WEI)\nGo.", ["speech LIN / (softly, to WEI / 'Go."]),
    "brackets that are no parenthetical": ("LIN\n(laughs) No! (beat)", ["speech LIN / '(laughs) No! (beat)"]),
    "dual dialogue": ("LIN\nA.\n\nWEI ^\nB.", ["speech LIN / 'A.", "speech^ WEI / 'B."]),
    "dual, forced, with extension": ("LIN\nA.\n\n@Wei (O.S.)^\nB.", ["speech LIN / 'A.", "speech^@ Wei(O.S.) / 'B."]),
    "lyric in a speech": ("LIN\n~La la\n~lo\nStop.", ["speech LIN / '~La la\nlo / 'Stop."]),
    "lyric alone": ("~La la", ["action La la"]),
    "indented speech": ("\t\tLIN\n\t\t(low)\n\t\tHi.", ["speech LIN / (low / 'Hi."]),
    # transitions, centred, forced action
    "transition": ("A.\n\nCUT TO:\n\nB.", ["action A.", "transition CUT TO", "action B."]),
    "a space after the colon": ("A.\n\nCUT TO: \n\nB.", ["action A.", "action CUT TO:", "action B."]),
    "lower case is no transition": ("He goes TO:\n\n", ["action He goes TO:"]),
    "boneyard counts as blank": ("CUT TO:\n/* x */\nB.", ["transition CUT TO", "action B."]),
    "fades": (
        "FADE OUT.\n\nCUT TO BLACK.\n\nINTERCUT WITH:\n\n",
        ["transition FADE OUT", "transition CUT TO BLACK", "transition INTERCUT WITH"],
    ),
    "Chinese transition": ("淡出。\n\n", ["transition 淡出"]),
    "forced transition": ("> Burn to white.\n\n", ["transition> Burn to white"]),
    "centred": ("> THE END <\n> really <", ["centred THE END", "centred really"]),
    "forced action": ("!LIN\nwalks.", ["action LIN\nwalks."]),
    "action keeps its spaces": ("  one   two\n\tthree", ["action   one   two\n    three"]),
    "action keeps its lines": ("One.\nTwo.\n\nThree.", ["action One.\nTwo.", "action Three."]),
    # sections, synopses, page breaks
    "sections": (
        "# Act\n## Scene\n###### deep\n####### too deep",
        ["section 1 Act", "section 2 Scene", "section 6 deep", "action ####### too deep"],
    ),
    "a section over a heading": ("# Act\nINT. A - DAY\n\n", ["section 1 Act", "heading INT|A|DAY|"]),
    "synopsis": ("= They meet.\n", ["synopsis They meet."]),
    "page break": ("A.\n\n====\n\nB.", ["action A.", "page break", "action B."]),
    # notes and boneyard
    "note in a line": ("He [[who?]] goes.", ["action He goes.", "comment who?"]),
    "note alone": ("A.\n\n[[think]]\n\nB.", ["action A.", "comment think", "action B."]),
    "note over lines": ("He [[one\ntwo]] goes.", ["action He\ngoes.", "comment one\ntwo"]),
    "note over a held blank": ("[[one\n  \ntwo]]\n\nB.", ["comment one\n  \ntwo", "action B."]),
    "note that a blank line cuts": ("[[one\n\ntwo]]", ["action [[one", "action two]]"]),
    "note on a cue": ("LIN [[x]]\nHi.", ["comment x", "speech LIN / 'Hi."]),
    "note below a cue": ("LIN\n[[x]]\nHi.", ["comment x", "speech LIN / 'Hi."]),
    "note at the end of a speech": ("LIN\nHi. [[x]]\n\nB.", ["speech LIN / 'Hi.", "comment x", "action B."]),
    "note over a heading": (
        "[[x]]\nINT. A - DAY\n[[y]]\n\nB.",
        ["comment x", "heading INT|A|DAY|", "comment y", "action B."],
    ),
    "boneyard in a line": ("A /* gone */ b.", ["action A b."]),
    "boneyard over lines": ("A.\n\n/*\nB.\n\nC.\n*/\n\nD.", ["action A.", "action D."]),
    "boneyard never closed": ("A /* b", ["action A /* b"]),
    "text after a boneyard": ("/* a\nb */ text", ["action text"]),
    "directive divides a paragraph": (
        "One.\n[[sound: thunder]]\nTwo.",
        ["action One.", "directive sound", "action Two."],
    ),
    "comment does not": ("One.\n[[hm]]\nTwo.", ["action One.\nTwo.", "comment hm"]),
    # shot slugs
    "slug alone": ("CLOSE ON LIN\n\nGo.", ["slug cu|LIN", "action Go."]),
    "slug that leads": ("CLOSE ON Edward, smiling.", ["slug cu|Edward / smiling."]),
    "slug before a sentence": ("CLOSE ON Edward smiling at her.", ["slug cu|Edward / smiling at her."]),
    "slug with lines below": ("ANGLE ON the fish as it swims.\nAway.", ["slug ms|the fish / as it swims.\nAway."]),
    "slug on a title": ("CLOSE ON MRS. CROWE\n\nCLOSE ON DR. LEE AND MR. O'BRIEN. Rain.",
                        ["slug cu|MRS. CROWE", "slug cu|DR. LEE|MR. O'BRIEN / Rain."]),
    "slug of": ("CLOSE UP of his eye.", ["slug cu|his eye"]),
    "insert": ("INSERT - LETTER\n\nINSERT: the ring\n\n", ["slug ecu|insert|LETTER", "slug ecu|insert|the ring"]),
    "point of view": ("LIN'S POV - the door\n\nPOV\n\n", ["slug pov|LIN / the door", "slug pov"]),
    "on": ("ON WILL\n\n", ["slug mcu|WILL"]),
    "back to": ("BACK TO SCENE\n\nBACK TO LIN\n\n", ["slug ", "slug LIN"]),
    "slug of two": ("TWO SHOT - LIN AND WEI\n\n", ["slug two-shot|LIN|WEI"]),
    "Chinese slug": ("特写：玉佩\n\n特写：林晚，落泪。", ["slug cu|玉佩", "slug cu|林晚 / 落泪。"]),
    "slug with text below is a cue": ("CLOSE ON LIN\nShe weeps.", ["speech CLOSE ON LIN / 'She weeps."]),
    "a sentence is no slug": ("On the table lies a gun.", ["action On the table lies a gun."]),
    # line ends
    "CRLF": ("LIN\r\nHi.\r\n\r\nGo.\r\n", ["speech LIN / 'Hi.", "action Go."]),
    "byte-order mark": ("\ufeffINT. A - DAY\n\n", ["heading INT|A|DAY|"]),
    "nothing": ("", []),
    "blank": (" \n\t\n", []),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    text, expected = CASES[name]
    assert read(text) == expected


EMPHASIS = {
    "plain": [("plain", "")],
    "*i*": [("i", "i")],
    "**b**": [("b", "b")],
    "***both***": [("both", "bi")],
    "_u_": [("u", "u")],
    "a *b **c** d*": [("a ", ""), ("b ", "i"), ("c", "bi"), (" d", "i")],
    "_*x*_ y": [("x", "iu"), (" y", "")],
    "***a* b**": [("a", "bi"), (" b", "b")],
    "*69 and then *23, then": [("*69 and then *23, then", "")],
    r"\*69\* and *so*": [("*69* and ", ""), ("so", "i")],
    "* a *": [("* a *", "")],
    "**open": [("**open", "")],
    "**a*": [("**a*", "")],
    "a _b *c_ d*": [("a ", ""), ("b *c", "u"), (" d*", "")],
    "*one\ntwo*": [("*one\ntwo*", "")],
}


@pytest.mark.parametrize("text", EMPHASIS)
def test_emphasis(text: str) -> None:
    script, _ = parse(Source("t", "!" + text))
    (action,) = script.body
    assert isinstance(action, Action)
    assert [(run.text, run.style) for run in action.text.runs] == EMPHASIS[text]
    assert action.text.plain == "".join(run.text for run in action.text.runs)
