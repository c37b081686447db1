"""What holds of the formatter whatever the text: the film stays, and a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.format.run import format_script
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import Element, TitleEntry

ROOT = Path(__file__).resolve().parents[3]
CAST = frozenset({"林晚", "顾深", "LIN", "PAN"})
BITS = [
    "INT. HOUSE - DAY", "INT.X -NIGHT#1#", "内景 客厅 夜", ".FORCED", "LIN", "@Wei (V.O.)^", "＠林晚（画外）", "林晚：",
    "（低声）",
    "( a", "b ）", "Hello.", "CUT TO:", "CUT TO: ", "淡出", "> x <", ">out", "#Act", "=what", "===", "~la", "!LIN",
    "CLOSE ON LIN",
    "特写：玉佩", "[[", "]]", "[[shot:cu LIN,push-in]]", "[[shot: OS", "[[music: tense，under]]", "[[id:a]]", "[[same_as: b]]",
    "[[gives: A->B,c]]", "[[ end ]]", "[[note]]", "[[a\n  \nb]]", "/*", "*/", "*", "_", "Title:x", "   more", "\t", " ", "  ",
    "\n", "\n", "\n\n", "\n\n\n", "\n  \n", "\n   \n", "\r\n", "\r", "\ufeff", "：", "\uf5d0", "\0", "\u3000", "\x85", "\x1c",
    "\u2028", "\U0001f600",
]
FILES = [file for folder in ("examples", "tests/golden", "stdlib/templates")
         for file in sorted((ROOT / folder).rglob("*.fountain"))]
REAL = [file.read_text(encoding="utf-8") for file in FILES]

texts = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=6)), max_size=40).map("".join)
casts = st.sampled_from([CAST, frozenset[str]()])
Tree = tuple[tuple[TitleEntry, ...], tuple[Element, ...]]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A stretch of a real script with some bits put in and some letters taken out."""
    text = draw(st.sampled_from(REAL))
    start = draw(st.integers(0, len(text)))
    letters = list(text[start : start + draw(st.integers(0, 600))])
    for at, bit in draw(st.lists(st.tuples(st.integers(0, 600), st.sampled_from(["", *BITS])), max_size=12)):
        at = min(at, len(letters))
        letters[at : at + (not bit)] = [bit]
    return "".join(letters)


def tree(text: str, cast: frozenset[str]) -> Tree:
    script, _ = parse(Source("s", text), cast)
    return script.title, script.body


def holds(text: str, cast: frozenset[str]) -> None:
    laid = format_script(Source("s", text), cast)
    assert tree(laid, cast) == tree(text, cast)
    assert format_script(Source("s", laid), cast) == laid


@given(texts, casts)
@settings(max_examples=500, deadline=None)
def test_the_film_stays_and_a_second_time_changes_nothing(text: str, cast: frozenset[str]) -> None:
    holds(text, cast)


@given(mutated(), casts)
@settings(max_examples=300, deadline=None)
def test_so_it_is_with_real_scripts_that_somebody_types_into(text: str, cast: frozenset[str]) -> None:
    holds(text, cast)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_so_it_is_with_any_text(text: str) -> None:
    holds(text, frozenset())


@given(st.lists(st.sampled_from(["He sits.", "LIN\nHi.", "INT. HALL - DAY", "> OUT", "# Act", "[[sound: rain]]", "~la"]),
                min_size=1, max_size=12),
       st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_paragraphs_come_out_with_one_blank_line_between_them(paragraphs: list[str], feeds: int) -> None:
    text = ("\n" + "\n" * feeds).join(paragraphs)
    assert format_script(Source("s", text)) == "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize("text", REAL, ids=[file.relative_to(ROOT).as_posix() for file in FILES])
def test_shipped_scripts_change_in_nothing_but_full_width_marks(text: str) -> None:
    laid = format_script(Source("s", text))
    assert laid.translate({0xFF08: "(", 0xFF09: ")"}) == text.translate({0xFF08: "(", 0xFF09: ")"})


ODD = "He sits.\n[[sound: rain]]\nBANG\nHe stands.\n\n"


def test_what_cannot_be_laid_out_spoils_nothing_else() -> None:
    text = "INT.HALL - DAY\n\n" + ODD + "LIN(V.O.)\nHi.  \n\n\n" + ODD + "[[shot:CU LIN]]"
    assert format_script(Source("s", text)) == "INT. HALL - DAY\n\n" + ODD + "LIN (V.O.)\nHi.\n\n" + ODD + "[[shot: CU LIN]]\n"


@pytest.mark.parametrize("unit", ["LIN(V.O.)\nHi. \n\n\n", ODD + "LIN^\nHo.\n\n", "/*\n", "[[\n", "(\n", "LIN\n  \n", "k:v\n",
                                  "[[shot:CU LIN,4s]]\n"])
def test_long_scripts_end_soon(unit: str) -> None:
    """Twice the text may not cost much more than twice the reading: what is counted is what is read."""
    assert _read(unit * 800) <= 3 * _read(unit * 400) + 10_000


def _read(text: str) -> int:
    """How many letters are read to format `text`."""
    import dramac.compiler.format.layout as layout
    import dramac.compiler.format.run as run

    count = 0

    def counted(real, at):  # type: ignore[no-untyped-def]
        def read(*words):  # type: ignore[no-untyped-def]
            nonlocal count
            count += len(at(*words))
            return real(*words)
        return read

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "parse", counted(run.parse, lambda source, cast: source.text))
        patch.setattr(layout, "mask", counted(layout.mask, lambda text: text))
        format_script(Source("s", text))
    return count
