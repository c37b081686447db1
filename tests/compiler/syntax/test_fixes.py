"""Fixes do what they say: each removes its finding and brings no other. Places: elements in order, parts inside them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dramac.compiler.base.diagnostic import Diagnostic, Fix
from dramac.compiler.base.source import Source, Span
from dramac.compiler.syntax.masks import MARKS, mask
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import Comment, Dialogue, Directive, Parenthetical, Speech

CAST = frozenset({"林晚", "顾深", "LIN", "WEI"})
SOUND = [
    "INT. HOUSE - DAY",
    "She waits.",
    "LIN\nHello.",
    "LIN (V.O.)\n(low)\nHello.\n~la la",
    "CUT TO:",
    "> THE END <",
    "[[shot: CU LIN, push in]]",
    "[[who?]]",
    "A [[b\nc]] d.",
    "a /* b\n\nc */ d",
    "# Act\n= They meet.",
    "CLOSE ON LIN",
    "*so*",
]
FLAWED = [
    "A [[note.",
    "[[shto: CU LIN]]",
    "[[shot: OS LIN]]",
    "[[hold: 4]] [[shot: CU LIN, 4]]",
    "INT. HOUSE - DAY\nShe waits.",
    "She leaves.\nINT. HOUSE - DAY",
    "LIN\nBye.\nEXT. STREET - DAY",
    "LIN",
    "CLOSE ON LIN\nShe weeps.",
    "CUT TO:\nBlack.",
    "LIN\n(softly\nGo.",
    "LIN\n(softly\nGo (now).\n(beat)\nYes.",
    "CUT TO: ",
    "CUT TO:\t ",
    "She waits.\n\nWEI ^\nHello.",
    "林晚\n你来了。",
    "＠林晚（画外音）\n（低声）\n走。",
    "[[wears：林晚＝嫁衣]]",
    "[[music: tenes, under]]",
    "[[shot: CU LIN, push inn]]",
    "SCANNING THE AISLES...\nWhere is it?",
    "She *never said **that.",
    "LIN\nI _know.",
    "\tHe\twaits.",
    "内景 客厅 夜",
    "1-2 日 内 医院走廊",
    "lin\nYou came.",
    "She waits.\nLIN: You came.\nWEI: I did.",
    "林晚：你来了。",
    "[shot: CU LIN]",
    "\ufeffShe waits.",
    "She waits. [[wears LIN = bridal]]",
]
STARTS = ["", "\ufeff", "Title: One\n\n", "Epsiode: 3\nTitle:\n\tOne\n\n", "\ufeffTitel: One\n\n"]
scripts = st.tuples(
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(SOUND + FLAWED), max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
).map(lambda parts: (parts[0] + "\n\n".join(parts[1]) + "\n" * parts[3]).replace("\n", parts[2]))


def findings(text: str) -> tuple[Diagnostic, ...]:
    return parse(Source("s", text), CAST)[1]


def applied(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda one: -one.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@given(scripts)
@example("LIN\r\rINT. HOUSE - DAY\r\rShe waits.")
@settings(max_examples=300, deadline=None)
def test_a_fix_removes_its_finding_and_brings_no_other(text: str) -> None:
    found = findings(text)
    before = Counter(one.code for one in found)
    for one in found:
        if one.fix is None:
            continue
        after = Counter(left.code for left in findings(applied(text, one.fix)))
        assert after <= before - Counter([one.code]), (one.code, one.fix)


@given(scripts)
@settings(max_examples=100, deadline=None)
def test_fixes_come_to_an_end(text: str) -> None:
    """Fixing the first finding that can be fixed, again and again, leaves none that can."""
    for _ in range(len(findings(text)) + 1):
        fix = next((one.fix for one in findings(text) if one.fix), None)
        if fix is None:
            return
        text = applied(text, fix)
    raise AssertionError(text)


_BITS = ["INT. A - DAY #1#", "内景 客厅 夜", "LIN (V.O.) (low) ^", "@Wei", "(low", "to WEI)", "(beat)", "Hello *there*.", "~la",
         "CUT TO:", "> x <", "# Act", "= what", "CLOSE ON LIN, smiling", "[[x]]", "[[shot: OTS LIN on WEI]]", "[[id: a]]", "[[",
         "]]", "/*", "*/", "Title: x", "   more", "\t", "  ", "\n", "\n\n", "\n  \n", "\r", "\r\n", "\ufeff", "林晚"]
texts = st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=4)), max_size=30).map("".join)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_elements_stand_in_order_and_hold_their_parts(text: str) -> None:
    script, _ = parse(Source("s", text), CAST)
    masked = mask(text).text
    shown = [one.span for one in script.body if not isinstance(one, (Comment, Directive))]
    notes = [one.span for one in script.body if isinstance(one, (Comment, Directive))]
    for spans in ([one.span for one in script.title], shown, notes):
        assert all(one.end <= other.start for one, other in pairwise(spans))
    for element in (*script.title, *script.body):
        for span in inner(element):
            assert element.span.end >= span.end
            assert not MARKS.sub("", masked[span.start : max(span.start, element.span.start)]).strip()
        if isinstance(element, Speech):
            parts = [element.cue.span, *(one.span for one in element.extensions), *(one.span for one in element.parts)]
            assert all(one.end <= other.start for one, other in pairwise(parts))
            for part in element.parts:
                if isinstance(part, Parenthetical):
                    assert text[part.span.start] in "(（"


def inner(value: Any) -> list[Span]:
    """The spans of the parts of a node, however deep. The ids of a line stand in a note behind its words."""
    found: list[Span] = []
    for name in value.__slots__:
        waiting = [getattr(value, name)] if not (isinstance(value, Dialogue) and name in ("id", "same_as")) else []
        while waiting:
            one = waiting.pop()
            if isinstance(one, Span):
                found += [one] if name != "span" else []
            elif isinstance(one, (list, tuple)):
                waiting += one
            elif isinstance(one, dict):
                waiting += one.values()
            elif hasattr(one, "__slots__"):
                found += [one.span] if hasattr(one, "span") else []
                found += inner(one)
    return found
