"""Breakdown sheets: what each scene needs, in cells that no spreadsheet can run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.report.breakdown import HEAD, Told, breakdown
from dramac.compiler.report.page.words import words_in
from dramac.compiler.report.sheet import csv_text

from .conftest import Made


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "=HYPERLINK(\"http://x\")"])
def test_a_cell_that_would_be_a_formula_is_text(cell: str) -> None:
    (row,) = list(csv.reader(StringIO(csv_text(("Head",), [(cell,)]), newline="")))[1:]
    assert row == [f"'{cell}"]


def test_numbers_and_plain_words_stay() -> None:
    assert csv_text(("A", "B"), [(3, 1.5), ("ivy", "a, b"), (-2, True)]) == 'A,B\r\n3,1.5\r\nivy,"a, b"\r\n-2,True\r\n'
    assert csv_text(("名",), [("林晚",)], bom=True) == "\ufeff名\r\n林晚\r\n"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=8))
def test_every_cell_comes_back_and_none_begins_a_formula(rows: list[list[str]]) -> None:
    back = list(csv.reader(StringIO(csv_text(("A", "B"), rows), newline="")))[1:]
    assert len(back) == len(rows)
    for row, cells in zip(rows, back):
        for text, cell in zip(row, cells):
            assert cell in (text.replace("\0", ""), "'" + text.replace("\0", ""))
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def rows_of(made: Made, language: str = "en") -> list[dict[str, object]]:
    cuts = {one.episode: one for one in made.compiled.cuts}
    told = [Told(one, flow, cuts.get(one.id)) for one, flow in zip(made.analysis.episodes, made.analysis.flows)]
    return [dict(zip(HEAD, row)) for row in breakdown(told, made.analysis.bible, made.analysis.sources, words_in(language))]


def test_every_scene_has_a_row(example: Made) -> None:
    rows = rows_of(example, example.report.language)
    assert len(rows) == sum(len(one.scenes) for one in example.report.episodes)
    assert sum(float(str(row["Seconds"])) for row in rows) == pytest.approx(example.report.seconds, abs=1)


def test_a_row_lists_what_the_scene_needs(written: object) -> None:
    bible = ("series: {title: Rain, language: en}\n"
             "cast:\n"
             "  MARA: {wardrobe: {coat: {outfit: coat}, gown: {outfit: gown}}, starts: {wearing: coat, holds: [letter]}}\n"
             "  IVY: {age: 30}\n"
             "locations: {HALL: {setting: interior}}\nprops: {letter: {looks: paper}, lamp: {looks: brass}}\nextras: [GUARD]\n")
    script = ("INT. HALL - STAIR - NIGHT #7#\n\nMARA lifts the lamp. Thunder.\n\n"
              "[[wears: MARA = gown]]\n\n[[marks: MARA = cut on cheek]]\n\n[[slot: cup of tea, default plain]]\n\n"
              "GUARD\nHalt.\n\nIVY (V.O.)\nRun.\n\n[[sound: rain]]\n")
    (row,) = rows_of(written(bible, script))
    assert row["Episode"] == "ep01"
    assert (row["Scene"], row["Heading"]) == ("7", "INT. HALL - STAIR - NIGHT")
    assert (row["Int/Ext"], row["Place"], row["Corner"], row["Time"]) == ("INT", "HALL", "STAIR", "Night")
    assert (row["Cast"], row["Voices only"], row["Extras"]) == ("MARA", "IVY", "GUARD")
    assert row["Wardrobe"] == "MARA: coat > gown"
    assert set(str(row["Props"]).split("; ")) == {"letter", "lamp"}
    assert row["Make-up"] == "MARA: Cut on the cheek"
    assert "Rain" in str(row["Sounds"])
    assert (row["Products"], row["Lines"], row["Line"]) == ("cup of tea", 2, 1)
