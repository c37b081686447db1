"""The text format: excerpts, marks under the right cells, notes, fixes."""

import unicodedata

import click
import pytest

from dramac.cli.report.text import render
from dramac.compiler.base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from dramac.compiler.base.source import NOWHERE, Span


def shown(series, *found):
    return click.unstyle(render(found, series.sources))


def cells(text):
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def under(text, line, mark="^"):
    """What of the shown line that holds `line` stands over the first run of marks below it."""
    lines = text.splitlines()
    number = next(i for i, one in enumerate(lines) if line in one)
    marks = lines[number + 1]
    start, end = marks.index(mark), marks.rindex(mark) + 1
    found, at = "", 0
    for one in lines[number]:
        if start <= at < end:
            found += one
        at += cells(one)
    return found


def test_a_finding_in_full(series):
    one = series.finding("MARRA", message="nobody called MARRA is in the cast", help="did you mean MARA?", fix="MARA")
    assert shown(series, one) == """\
error[D201]: nobody called MARRA is in the cast
  --> ep01.fountain:5:1
  |
5 | MARRA
  | ^^^^^
  = help: did you mean MARA?
  = fix: write MARA (may change what the film means)
5 - MARRA
5 + MARA

1 error; 1 can be fixed with `dramac check --unsafe-fixes`
"""


def test_several_places_of_a_line_share_it(series):
    one = series.finding("林晚", ("MARA -", "gives"), ("jade pendant", "this"))
    text = shown(series, one).splitlines()
    assert text[3:6] == [
        "8 | [[gives: MARA -> 林晚, jade pendant]]",
        "  |          ------  ^^^^  ------------ this",
        "  |          gives",
    ]


def test_three_notes_hang_from_their_marks(script):
    series = script("one two six\n")
    text = shown(series, series.finding("one", ("one", "a"), ("two", "b"), ("six", "c")))
    assert "^^^" in text
    series = script("one two six\n")
    found = Diagnostic("D201", Severity.ERROR, "no", None, labels=tuple(
        Label(series.at(word), note) for word, note in (("one", "a"), ("two", "b"), ("six", "c"))))
    assert shown(series, found).splitlines()[3:7] == [
        "1 | one two six", "  | --- --- --- c", "  | |   b", "  | a"]


def test_places_that_overlap_have_a_row_each(series):
    text = shown(series, series.finding("lights", ("lights a candle", "whole")))
    lines = text.splitlines()
    assert lines[4].endswith("     ^^^^^^")
    assert lines[5].endswith("     --------------- whole")


def test_a_near_line_is_joined_and_a_far_one_left_out(series):
    near = shown(series, series.finding("MARRA", ("MARA lights", "her?")))
    assert [line.split(" |")[0] for line in near.splitlines()[3:8]] == ["3", " ", "4", "5", " "]
    far = shown(series, series.finding("Nobody", ("INT. HALL", "here")))
    assert "..." in far
    assert "MARRA" not in far


def test_a_place_of_another_file_has_its_own_excerpt(series):
    one = Diagnostic("D201", Severity.ERROR, "no", series.at("MARRA"),
                     labels=(Label(series.at("MARA", "series.yaml"), "declared here"),))
    text = shown(series, one)
    assert "  ::: series.yaml:2:2" in text
    assert under(text, "MARA: {age", "-") == "MARA"
    assert "---- declared here" in text


def test_a_tall_place_is_drawn_from_its_first_to_its_last_line(series):
    start, end = series.at("MARRA"), series.at("there")
    text = shown(series, Diagnostic("D201", Severity.ERROR, "no", start.to(end)))
    assert text.splitlines()[3:6] == ["5 | / MARRA", "6 | | Who is there?", "  | |____________^"]
    long = shown(series, Diagnostic("D201", Severity.ERROR, "no", series.at("lights").to(series.at("Nobody"))))
    assert long.splitlines()[3:12] == [
        " 3 |   MARA lights a candle.", "   |  ______^", " 4 | |", " 5 | | MARRA", "...", "10 | | 林晚（V.O.）",
        "11 | | Nobody.", "   | |______^", ""]


def test_line_ends_are_no_part_of_a_place(script):
    series = script("ONE\r\ntwo\r\n")
    text = shown(series, Diagnostic("D110", Severity.WARNING, "no", Span("ep01.fountain", 0, 5)))
    assert under(text, "1 | ONE") == "ONE"
    assert "2 |" not in text


@pytest.mark.parametrize(("line", "words"), [
    ("林晚和顾深对视", "顾深"), ("e\u0301ve\u0301 MARA", "MARA"), ("＠ｗｉｄｅ X", "X"), ("a\tb MARA", "MARA"),
    ("a\x1b[31m MARA", "MARA"), ("a\u202eb MARA", "MARA"), ("x" * 1000 + " MARA " + "y" * 1000, "MARA"),
    ("林" * 500 + "顾深", "顾深")])
def test_marks_stand_under_their_words(script, line, words):
    series = script(f"INT. A - DAY\n\n{line}\n")
    text = shown(series, series.finding(words))
    assert under(text, words) == words
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) < 200


def test_control_characters_in_messages_do_not_reach_the_terminal(series):
    one = Diagnostic("D201", Severity.ERROR, "a\x1b[2Jb\u202ec\nd", series.at("MARRA"), "x\x07\ny",
                     (Label(series.at("MARRA"), "n\x1b"),), Fix("f\x1b", (Edit(series.at("MARRA"), "\x1b[31mX"),)))
    text = shown(series, one)
    assert not set("\x1b\x07\u202e") & set(text)


@pytest.mark.parametrize("span", [None, NOWHERE, Span("gone.fountain", 3, 9)])
def test_a_finding_without_a_place_in_the_sources(series, span):
    text = shown(series, Diagnostic("D501", Severity.ERROR, "nothing here", span, "begin"))
    assert text.startswith("error[D501]: nothing here\n")
    assert "= help: begin" in text
    assert ("gone.fountain" in text) == (span is not None and span.path != "")


@pytest.mark.parametrize("text", ["", "x", "x\n", "\ufeff", "\ufeffx\r\n", "\n\n"])
@pytest.mark.parametrize("ends", [(0, 0), (0, 1), (500, 900), (5, 2), (0, 10**9)])
def test_places_beyond_the_text_are_moved_into_it(script, text, ends):
    series = script(text)
    assert "-->" in shown(series, Diagnostic("D101", Severity.ERROR, "no", Span("ep01.fountain", *ends)))


def test_a_fix_that_puts_in_a_line_shows_only_that(series):
    at = series.at("MARA lights").start
    one = Diagnostic("D111", Severity.WARNING, "no", series.at("MARA lights"),
                     fix=Fix("put a line before it", (Edit(Span("ep01.fountain", at, at), "NEW\n"),), True))
    assert "3 + NEW\n" in shown(series, one)
    assert "\n3 -" not in shown(series, one)


def test_a_fix_of_many_places_shows_some_and_counts_the_rest(script):
    series = script("（a）\n\n" * 9)
    edits = tuple(Edit(Span("ep01.fountain", i * 5, i * 5 + 1), "(") for i in range(9))
    text = shown(series, Diagnostic("D119", Severity.HINT, "no", Span("ep01.fountain", 0, 1), fix=Fix("plain", edits, True)))
    assert "and 6 more places in this file" in text


def test_a_fix_whose_edits_do_not_fit_is_named_but_not_shown(series):
    edits = (Edit(Span("ep01.fountain", 0, 10**6), "x"), Edit(Span("gone.yaml", 0, 1), "y"))
    text = shown(series, Diagnostic("D119", Severity.HINT, "no", series.at("MARRA"), fix=Fix("try", edits)))
    assert "= fix: try" in text
    assert " + " not in text


def test_the_last_line_counts(series):
    found = [series.finding("MARRA"), series.finding("MARA", severity=Severity.HINT, fix="x", safe=True),
             series.finding("MARA", severity=Severity.HINT)]
    assert shown(series, *found).endswith("\n1 error, 2 hints; 1 can be fixed with `dramac check --fix`\n")
    assert shown(series) == "no findings\n"
