"""A bible that is no YAML: the line to look at is told, with what to do, and nothing that only follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.bible.resolve import load_bible

HEAD = "series: {title: Hall, language: en}\n"

CASES = {
    "a key without a colon": (HEAD + "cast:\n  TOM\n    age: 3\n", 3, "a key ends with a colon: `TOM:`"),
    "a section without a colon": (HEAD + "cast\n  TOM: {age: 3}\n", 2, "a key ends with a colon: `cast:`"),
    "a key without a colon, after an empty line": ("cast:\n  TOM\n\n    age: 3\n", 2, "a key ends with a colon: `TOM:`"),
    "a full-width colon behind a plain one": ("series:\n  title: x\n  language：en\n", 3, "in the place of `：`"),
    "full-width colons": ("series：\n  title： x\n", 1, "in the place of `：`"),
    "no space behind the colon": ("series:\n  title:x\n  language:en\n", 2, "put a space behind the colon"),
    "a line that stands too deep": ("series:\n  title: x\n   language: en\n", 3, "stands deeper than `title` above it"),
    "a line that stands between two depths": ("series:\n   title: x\n language: en\n", 3, "indentation of a line above"),
    "a colon inside words": ("series:\n  title: Love: A Story\n", 2, "needs quotes"),
    "a tab": ("series:\n\ttitle: x\n", 2, "indent with spaces"),
    "a list of names": ("cast: [TOM, LIN]\n", 1, "write each name on a line of its own"),
    "a list for a bible": ("- TOM\n- LIN\n", 1, "begin with `series:`"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_slip_is_told_once_with_what_to_do(case: str, tmp_path: Path) -> None:
    text, line, help = CASES[case]
    (tmp_path / "series.yaml").write_text(text, encoding="utf-8")
    _, sources, found = load_bible(tmp_path / "series.yaml", tmp_path)
    (one,) = found
    assert one.span is not None
    assert sources["series.yaml"].position(one.span.start).line == line
    assert help in one.help


def test_the_fix_of_a_lost_colon_makes_the_bible_whole(tmp_path: Path) -> None:
    text = HEAD + "cast:\n  TOM   # the hero\n    age: 3\n"
    (tmp_path / "series.yaml").write_text(text, encoding="utf-8")
    ((one,),) = (load_bible(tmp_path / "series.yaml", tmp_path)[2],)
    assert one.fix is not None
    (edit,) = one.fix.edits
    mended = text[: edit.span.start] + edit.text + text[edit.span.end :]
    (tmp_path / "series.yaml").write_text(mended, encoding="utf-8")
    bible, _, found = load_bible(tmp_path / "series.yaml", tmp_path)
    assert not found
    assert bible.cast["TOM"].age == 3


@pytest.mark.parametrize("text", ["a", "\n\n a\n  b: c", "\ufeffTOM\n  age: 3\n", "TOM\r\n  age: 3\r\n",
                                  "x: |\n  TOM\n    age: 3\n y: 2"])
def test_places_stay_inside_the_file(text: str, tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text(text, encoding="utf-8", newline="")
    for one in load_bible(tmp_path / "series.yaml", tmp_path)[2]:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(Source("series.yaml", text).text)
