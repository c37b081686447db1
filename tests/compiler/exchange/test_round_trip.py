"""Scripts go out and come back: what is written is read as what it was, whatever the script."""

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.exchange.blocks import Block, Break, Note, Para, Part, Spoken, blocks_of
from dramac.compiler.exchange.fdx_blocks import Imported, blocks_of_document
from dramac.compiler.exchange.fdx_read import read as read_fdx
from dramac.compiler.exchange.fdx_write import to_fdx
from dramac.compiler.exchange.fountain import unjoined, write
from dramac.compiler.exchange.html import to_html
from dramac.compiler.exchange.marks import marked
from dramac.compiler.exchange.pages import manner_of, paginate
from dramac.compiler.exchange.plain import to_fountain
from dramac.compiler.syntax.emphasis import merged, runs_of
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import (
    Action,
    Directive,
    Heading,
    Run,
    Script,
    Section,
    Speech,
    Synopsis,
    TitleEntry,
    Transition,
)

ROOT = Path(__file__).resolve().parents[3]
REAL = sorted((*ROOT.glob("examples/*/episodes/*.fountain"), *ROOT.glob("tests/golden/*/in.fountain"),
               *ROOT.glob("stdlib/templates/*/episodes/*.fountain")))
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.sampled_from([
    "rain", "LIN", "the fox", "INT. HALL", "CUT TO:", "*star*", "**bold**", "_line_", "snake_case", "2 * 3", "a/b", "林晚",
    "推门而入", "Élodie", "“don’t”", "...", ".38", "(beat)", "(low", "end)", "~", "!", "@", "#1", "= 2", ">", "<", "\\",
    "&amp;", "<Text>", "]]", "CLOSE ON", "FADE OUT.", "23", "他：走", "（低声）", "😀", "Title:", "#4#", "--", "***",
    "***both***", "*a **b** c*",
])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LINES = st.one_of(
    PHRASES, PHRASES.map(str.upper), st.just(""), st.just(""), st.just(""), st.just("  "), PHRASES.map("    {}".format),
    PHRASES.map("INT. {} - NIGHT #12A#".format), PHRASES.map(".{}".format), PHRASES.map("@{} (V.O.)".format),
    st.just("LIN ^"), st.just("LIN"), st.just("WEI (O.S.)"), PHRASES.map("({})".format), PHRASES.map("> {} <".format),
    PHRASES.map("> {}".format), PHRASES.map("!{}".format), PHRASES.map("~{}".format), PHRASES.map("# {}".format),
    PHRASES.map("= {}".format), st.just("==="), st.just("[[a thought]]"), st.just("[[shot: CU LIN, push in, 4s]]"),
    st.just("[[wears: LIN = bridal]]"), st.just("I know. [[id: l7f3]]"), st.just("/* gone */"), PHRASES.map("##  {}".format),
)
FOUNTAIN = st.lists(LINES, max_size=14).map("\n".join)
FRONT = st.one_of(st.just(""), st.lists(PHRASES, min_size=1, max_size=3).map(
    lambda lines: f"Title: {lines[0]}\nAuthor:\n    " + "\n    ".join(lines) + f"\nDraft date: {lines[-1]}\nLanguage: en\n\n"))
SCRIPTS = st.builds(str.__add__, FRONT, FOUNTAIN)


def read(text: str) -> Script:
    """The tree of `text`."""
    return parse(Source("in.fountain", text))[0]


def meaning(script: Script) -> tuple[tuple[TitleEntry, ...], tuple[object, ...]]:
    """Title page and body; whether an element was forced by a mark is how it was typed, not what it is, and marks
    without words are nothing."""
    body = (one for one in script.body if not isinstance(one, Action | Section | Synopsis) or one.text.plain.strip())
    return script.title, tuple(replace(one, forced=False) if isinstance(one, Heading | Speech | Transition) else one
                               for one in body)


# Words as another program may hold them: no two spaces at an edge, no line that is only brackets or a tilde in a speech.
_LETTERS = st.sampled_from([
    "rain", "INT. HALL", "CUT TO:", "*", "**", "_", "\\", "2 * 3", "a_b_c", "林晚", "“yes”", "...", ".38", "@home", "!", "#4",
    "= x", "===", "> in <", ">", "~", "[[x]]", "[[", "/* x */", "CLOSE ON LIN", "Note: this", "FADE IN:", "LIN", "é", "×", "Ⅳ",
    "x.",
])
_WORDS = st.lists(_LETTERS, min_size=1, max_size=3).map(" ".join)
_RUNS = st.lists(st.builds(Run, _LETTERS, st.sampled_from(["", "", "b", "i", "u", "bi", "biu"])), min_size=1, max_size=4)


def _line(runs: list[Run]) -> tuple[Run, ...]:
    spaced = [Run((" " if index and not run.style else "") + run.text, run.style) for index, run in enumerate(runs)]
    return tuple(merged(spaced))


_STYLED = _RUNS.map(_line)
_PLAIN = _WORDS.map(lambda words: (Run(words),))
_SPEECH_LINE = _PLAIN.map(lambda line: (Run("Well " + line[0].text),))
_PARTS = st.lists(st.one_of(
    st.builds(Part, st.just("parenthetical"), st.just(((Run("softly"),),))),
    st.builds(Part, st.sampled_from(["dialogue", "lyric"]), st.lists(_SPEECH_LINE, min_size=1, max_size=2).map(tuple)),
), min_size=1, max_size=3).filter(lambda parts: all(a.kind != b.kind for a, b in pairwise(parts)))
_CUES = st.sampled_from(["LIN", "Lin Yue", "林晚", "R2D2 (V.O.)", "GUARD #2", "MOM (V.O.) (CONT'D)", "INT. HALL", "CUT TO:"])
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Para, st.just("heading"), st.sampled_from(["INT. HALL - DAY", "THE ROOF", "内景 客厅 夜", "Int. house"]).map(
        lambda words: ((Run(words),),)), st.sampled_from(["", "12", "3A", "A-1."])),
    st.builds(Para, st.just("action"), st.lists(_STYLED, min_size=1, max_size=3).map(tuple)),
    st.builds(Para, st.just("action"), st.lists(_PLAIN, min_size=1, max_size=3).map(tuple)),
    st.builds(Para, st.just("centred"), st.tuples(st.sampled_from(["THE END", "> now <", "第一幕"]).map(lambda w: (Run(w),)))),
    st.builds(Para, st.just("transition"), st.tuples(st.sampled_from(["CUT TO:", "SMASH CUT", "淡出", "He goes"]).map(
        lambda w: (Run(w),)))),
    st.builds(Spoken, _CUES, _PARTS.map(tuple), st.booleans()),
    st.builds(Note, st.sampled_from(["shot: CU LIN", "a thought", "two\nlines", "BLUE"])),
    st.just(Break()),
)


def through_fdx(script: Script) -> Imported:
    """`script` as Final Draft hands it back."""
    return blocks_of_document(read_fdx(to_fdx(script.title, blocks_of(script)).encode()))


@MANY
@given(SCRIPTS)
@example("CUT TO: rain\n    rain")
def test_a_script_comes_back_from_final_draft_with_every_element(text: str) -> None:
    script = read(text)
    back = through_fdx(script)
    assert meaning(read(write(back.title, back.blocks))) == meaning(script)


@pytest.mark.parametrize("file", REAL, ids=lambda file: "-".join(file.parts[-3:]))
def test_real_episodes_come_back_from_final_draft(file: Path) -> None:
    script = read(file.read_text(encoding="utf-8"))
    back = through_fdx(script)
    assert meaning(read(write(back.title, back.blocks))) == meaning(script)
    assert back.unknown == ()


@MANY
@given(st.lists(BLOCKS, max_size=6))
def test_blocks_of_another_program_are_read_as_what_they_are(blocks: list[Block]) -> None:
    back = blocks_of_document(read_fdx(to_fdx((), blocks).encode()))
    assert list(back.blocks) == blocks
    assert [unjoined(one) for one in blocks_of(read(write((), back.blocks)))] == blocks


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(Run, st.text("ab *_\\/[", min_size=1, max_size=4), st.sampled_from(["", "b", "i", "u", "bi", "bu"])),
                max_size=5))
def test_marked_runs_keep_their_words_and_where_fountain_can_their_styles(runs: list[Run]) -> None:
    line = marked(runs)
    words = "".join(run.text for run in runs)
    again = [Run(run.text.replace("\u2060", ""), run.style) for run in runs_of(line)]
    assert "".join(run.text for run in again) == words
    assert "[[" not in line
    assert "/*" not in line
    if all(run.text == run.text.strip() for run in runs):
        assert merged([run for run in again if run.text]) == merged(runs)


def without_notes(script: Script) -> list[Block]:
    """The blocks of `script` that other apps show."""
    return [replace(one, parts=tuple(replace(part, ids=()) for part in one.parts)) if isinstance(one, Spoken) else one
            for one in blocks_of(script) if not isinstance(one, Note)]


@MANY
@given(SCRIPTS)
@example("rain\n[[shot: CU LIN, push in, 4s]]\n[[a thought]]\nINT. rain - NIGHT #12A#")
def test_plain_fountain_says_the_same_without_directives(text: str) -> None:
    text = text.translate(str.maketrans("：（）", ":()"))
    script, found = parse(Source("in.fountain", text))
    plain = read(to_fountain(script, found))
    assert not any(isinstance(one, Directive) for one in plain.body)
    assert without_notes(plain) == without_notes(script)
    assert to_fountain(script, found, keep=True) == text


class _Balanced(HTMLParser):
    """Every tag that opens closes, and the words between them."""

    VOID = ("meta", "br", "hr")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert tag not in ("text", "script", "link", "img")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@MANY
@given(SCRIPTS)
def test_html_is_well_formed_and_says_every_word(text: str) -> None:
    script = read(text)
    page = _Balanced()
    page.feed(to_html(script.title, blocks_of(script), "letter", "en"))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    said = "".join("".join(page.words).split())
    for block in blocks_of(script):
        if isinstance(block, Para) and block.kind in ("action", "centred", "transition"):
            assert "".join(block.plain.split()) in said


@MANY
@given(st.lists(SCRIPTS, min_size=1, max_size=8).map("\n\n".join), st.sampled_from(["letter", "a4"]),
       st.sampled_from(["en", "zh"]))
def test_pages_hold_every_word_inside_the_margins(text: str, paper: str, language: str) -> None:
    script = read(text)
    manner = manner_of(language)
    pages = paginate(blocks_of(script), paper, lambda char: 12.0, manner)
    rows = int((({"letter": 792.0, "a4": 841.89}[paper]) - 144) // manner.leading)
    right = {"letter": 612.0, "a4": 595.28}[paper] - 72
    said = ""
    for page in pages:
        assert all(0 <= line.row < rows for line in page.lines)
        for line in page.lines:
            assert line.x >= 107.9
            assert line.x + sum(piece.width for piece in line.pieces) <= right + 0.1
            said += "".join(piece.text for piece in line.pieces)
    said = "".join(said.split())
    for block in blocks_of(script):
        if isinstance(block, Para) and block.kind in ("action", "heading"):
            assert "".join("".join(run.text for run in line) for line in block.lines).replace(" ", "")[:20] in said
