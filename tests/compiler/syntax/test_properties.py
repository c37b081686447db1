"""What holds of every text whatever."""

from __future__ import annotations

import sys
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source, Span
from dramac.compiler.syntax.emphasis import runs_of
from dramac.compiler.syntax.masks import mask
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import print_script

CAST = frozenset({"林晚", "顾深", "LIN", "PAN"})
_BITS = [
    "INT. HOUSE - DAY",
    "内景 客厅 夜",
    ".FORCED",
    "LIN",
    "@Wei",
    "林晚",
    "(V.O.)",
    "（低声）",
    "^",
    "Hello.",
    "CUT TO:",
    "> x <",
    "> out",
    "# Act",
    "= what",
    "===",
    "~la",
    "!LIN",
    "CLOSE ON LIN",
    "特写：玉佩",
    "[[",
    "]]",
    "[[shot: CU LIN, pan left]]",
    "[[shot: OS",
    "[[music: tense]]",
    "[[id: a]]",
    "[[same-as: b]]",
    "[[gives: A -> B, c]]",
    "[[end]]",
    "[[shto: x]]",
    "/*",
    "*/",
    "*",
    "**",
    "_",
    "\\*",
    "Title: x",
    "   more",
    "\t",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n  \n",
    "\r\n",
    "\r",
    "\ufeff",
    "：",
    "\uf5d0",
    "\uf5d1",
    "\uf5d2",
    "\0",
    "#1#",
    "，",
    "＠",
    "ǅ",
    "ß",
    "\u2028",
    "\U0001f600",
]
scripts = st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=6)), max_size=40).map("".join)


def spans(value: Any) -> list[Span]:
    """Every span inside a value."""
    found, open_values = [], [value]
    while open_values:
        one = open_values.pop()
        if isinstance(one, Span):
            found.append(one)
        elif isinstance(one, (list, tuple)):
            open_values += one
        elif isinstance(one, dict):
            open_values += one.values()
        elif hasattr(one, "__slots__") and not isinstance(one, Source):
            open_values += [getattr(one, name) for name in one.__slots__]
    return found


@given(scripts)
@settings(max_examples=400, deadline=None)
def test_nothing_is_lost_and_everything_has_its_place(text: str) -> None:
    script, found = parse(Source("s", text), CAST)
    assert print_script(script) == text
    at = 0
    for line in script.lines:
        assert (line.span.start, line.span.end) == (at, at + len(line.text))
        assert line.kind
        at = line.span.end
    for span in spans([script.title, script.body, found]):
        assert span.path == "s"
        assert 0 <= span.start <= span.end <= len(text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_prints_back(text: str) -> None:
    assert print_script(parse(Source("s", text))[0]) == text


@given(scripts)
@settings(max_examples=100, deadline=None)
def test_parsing_is_a_function(text: str) -> None:
    assert parse(Source("s", text), CAST) == parse(Source("s", text), CAST)


@given(scripts)
@settings(max_examples=100, deadline=None)
def test_the_mask_keeps_every_offset(text: str) -> None:
    masked = mask(text)
    assert len(masked.text) == len(text)
    ends = [at for at, one in enumerate(text) if one == "\n" or (one == "\r" and text[at + 1 : at + 2] != "\n")]
    assert [at for at, one in enumerate(masked.text) if one == "\n"] == ends
    for start, end in masked.notes:
        assert text[start : start + 2] == "[["
        assert text[end - 2 : end] == "]]"


@given(st.text(alphabet="*_\\ ab", max_size=60))
@settings(max_examples=300, deadline=None)
def test_emphasis_only_takes_marks_away(line: str) -> None:
    runs = runs_of(line)
    assert [run.text for run in runs if not run.text] == []
    assert "".join(one for run in runs for one in run.text if one in "ab ") == "".join(
        one for one in line if one in "ab "
    )
    assert all(one.style != other.style for one, other in pairwise(runs))


HOSTILE = {
    "open notes": "[[",
    "open notes on lines": "[[\n",
    "open boneyards": "/*",
    "notes": "[[x]]",
    "directives": "[[hold: 1s]]\n",
    "stars": "*",
    "starred": "*a",
    "mixed stars": "**a* _b",
    "brackets": "(",
    "closing brackets": ")",
    "extensions": "A (b)\n",
    "bracket lines": "(\n",
    "dashes": "- ",
    "heading": "INT. A - DAY",
    "commas": "a,",
    "spaces": " ",
    "hashes": "#1",
    "lines": "a\n",
    "carriage returns": "\r",
    "blank": "\n",
    "speeches": "LIN\nHi.\n\n",
    "slugs": "CLOSE ON x\n\n",
    "slug": "特写：",
    "和": "和",
    "notes in one paragraph": "a\n[[x]]\n",
    "directives in one paragraph": "a\n[[sound: rain]]\n",
    "titles": "k: v\n",
    "ids": "(b)\nc [[id: x]]\n",
    "unlike directives": "[[shot: CU LIN, push in]]\n\n",
    "boneyards behind words": "a /*\n\n*/ b",
    "boneyards alone": "/*\n\n*/\n",
    "open brackets on lines": "(a\nb\n",
    "brackets over lines": "(a\nb)\n",
    "held blanks": "a\n  \n",
    "open emphasis": "*a _b **c ",
    "underscores": "_a_b",
    "tabs": "\ta",
    "returns": "a\r",
    "scenes": "1-2 日 内 走廊\n\n",
    "scene words": "第1场 内 ",
    "sentences": "ONE TWO THREE...\nx\n\n",
    "duals": "A ^\n[[x]]\nb\n\n",
    "caseless sentences": "他DNA。",
    "lyrics": "~a\n",
}


@pytest.mark.parametrize(
    ("name", "lead"),
    [(name, lead) for name, unit in HOSTILE.items() for lead in ("", "LIN\n", "INT. ") if "\n" not in unit or lead != "INT. "],
)
def test_work_grows_with_the_text_and_no_faster(name: str, lead: str) -> None:
    unit = HOSTILE[name]
    small, large = (lead + unit * (size // len(unit)) for size in (1_000, 8_000))
    parse(Source("s", small), CAST)
    assert _calls(large) < 12 * _calls(small) + 2_000


def _calls(text: str) -> int:
    """How many functions are called to parse `text`."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        parse(Source("s", text), CAST)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "text",
    [
        "A" * 300_000,
        "[[" * 150_000,
        "*a" * 100_000,
        "LIN\n" + "(" * 300_000,
        "[[shot: " + "林" * 300_000 + "]]",
        "INT. " + "a, " * 100_000,
        "CLOSE ON " + "a " * 150_000,
        "A" + "(a)" * 100_000 + "\nb",
        bytes(range(256)).decode("latin-1") * 1_000,
        "INT. A #" + "1-" * 150_000 + "#",
        "[[shot: " * 40_000,
        "Title" + " " * 300_000 + ": x",
    ],
)
def test_long_lines_end(text: str) -> None:
    script, _ = parse(Source("s", text), CAST)
    assert print_script(script) == text


def test_deep_nesting_needs_no_recursion() -> None:
    limit = sys.getrecursionlimit()
    text = "**a _b " * limit + "[[ /* " * limit + "\n\n" + "# x\n" * limit
    script, _ = parse(Source("s", text))
    assert print_script(script) == text
