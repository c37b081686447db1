"""The PDF of a script: the measures of the American page, and what goes over it."""

import io
import sys

import pytest
from pypdf import PdfReader

from dramac.compiler.base.source import Source
from dramac.compiler.exchange.blocks import blocks_of
from dramac.compiler.exchange.missing import Missing
from dramac.compiler.exchange.pages import Page, manner_of, paginate
from dramac.compiler.exchange.pdf import to_pdf
from dramac.compiler.exchange.typeset import NOT_FIRST, NOT_LAST
from dramac.compiler.syntax.parse import parse

RAIN = "The rain falls on the tiled roof and nobody in the whole of the house is awake to hear it. "


def pages_of(text: str, paper: str = "letter", language: str = "en") -> list[Page]:
    return paginate(blocks_of(parse(Source("a", text))[0]), paper, lambda char: 12.0, manner_of(language))


def text_of(page: Page) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in page.lines]


def pdf_of(text: str, paper: str = "letter", language: str = "en") -> PdfReader:
    script = parse(Source("a", text))[0]
    return PdfReader(io.BytesIO(to_pdf(script.title, blocks_of(script), paper, language).data))


def test_every_element_stands_where_the_standard_puts_it() -> None:
    page, = pages_of("INT. HALL - DAY\n\nRain.\n\nLIN\n(low)\nYes.\n\n> CUT TO:\n\n> THE END <\n")
    at = {"".join(piece.text for piece in line.pieces): line for line in page.lines}
    assert {text: line.x / 72 for text, line in at.items() if text in ("INT. HALL - DAY", "Rain.", "LIN", "(low)", "Yes.")} == (
        pytest.approx({"INT. HALL - DAY": 1.5, "Rain.": 1.5, "LIN": 3.7, "(low)": 3.1, "Yes.": 2.5}))
    assert at["CUT TO:"].x + 7 * 7.2 == pytest.approx(7.5 * 72)
    assert at["THE END"].x + 7 * 3.6 == pytest.approx(4.5 * 72)
    assert [at[one].row for one in ("INT. HALL - DAY", "Rain.", "LIN", "(low)", "Yes.", "CUT TO:", "THE END")] == [
        0, 2, 4, 5, 6, 8, 10]


def test_action_has_sixty_letters_a_line_and_dialogue_thirty_five() -> None:
    page, = pages_of(f"{RAIN * 3}\n\nLIN\n{RAIN * 3}\n")
    action = [len(one) for one, line in zip(text_of(page), page.lines) if line.x == 108]
    speech = [len(one) for one, line in zip(text_of(page), page.lines) if line.x == 180]
    assert 50 < max(action) <= 60
    assert 28 < max(speech) <= 35


def test_a_speech_over_a_page_says_more_and_continued() -> None:
    first, second = pages_of("INT. HALL - DAY\n\n" + "Rain.\n\n" * 22 + f"LIN (V.O.)\n(low)\n{RAIN * 6}\n")
    assert text_of(first)[-1] == "(MORE)"
    assert text_of(second)[0] == "LIN (V.O.) (CONT'D)"
    words = [line for line in (*text_of(first), *text_of(second)) if line not in ("(MORE)", "LIN (V.O.) (CONT'D)")]
    assert RAIN.strip() in " ".join(words)
    assert " ".join(words).count("tiled roof") == 6


@pytest.mark.parametrize("before", range(15, 30))
def test_no_heading_and_no_cue_is_alone_at_the_foot(before: int) -> None:
    text = "Rain.\n\n" * before + f"INT. HALL - DAY\n\n{RAIN * 2}\n\nLIN\n(low)\n{RAIN * 3}\n\nINT. ROOF - DAY\n\nWEI\nNo.\n"
    for page in pages_of(text):
        last = text_of(page)[-1]
        assert last not in ("INT. HALL - DAY", "INT. ROOF - DAY", "LIN", "WEI", "(low)")
        assert text_of(page)[0] != "(low)"


def test_speeches_said_at_once_stand_side_by_side() -> None:
    page, = pages_of(f"LIN\n{RAIN}\n\nWEI ^\nNo.\n\nAfter.\n")
    columns = {column: [line for line in page.lines if line.column == column] for column in (0, 1, 2)}
    assert columns[1][0].row == columns[2][0].row == 0
    left = max(line.x + sum(piece.width for piece in line.pieces) for line in columns[1])
    assert left < min(line.x for line in columns[2])
    assert columns[0][0].row > columns[1][-1].row


def test_chinese_lines_break_between_characters_but_not_before_a_stop() -> None:
    page, = pages_of("雨点打在落地窗上，（窗外的霓虹灯）一闪一闪。“是的，”他说，“我一直都知道……”" * 6 + "\n", "a4", "zh-Hans")
    lines = text_of(page)
    assert len(lines) > 5
    assert all(line[0] not in NOT_FIRST and line[-1] not in NOT_LAST for line in lines)
    assert max(len(line) for line in lines) >= 30


def test_pages_are_numbered_from_the_second_and_scenes_on_both_sides() -> None:
    script = "Title: Rain\nAuthor: Mei\nContact: mei@example.com\nLanguage: en\n\nINT. HALL - DAY #7A#\n\n" + f"{RAIN}\n\n" * 30
    pages = pdf_of(script).pages
    front, first, second = (page.extract_text() for page in (pages[0], pages[1], pages[2]))
    assert "Rain" in front
    assert "mei@example.com" in front
    assert "Language" not in front
    assert first.count("7A") == 2
    assert "1." not in first.split()
    assert "2." in second.split()
    assert [float(side) for side in pages[0].mediabox[2:]] == [612.0, 792.0]
    assert [round(float(side)) for side in pdf_of("Go.\n", "a4").pages[0].mediabox[2:]] == [595, 842]


def test_every_script_of_letters_is_in_the_file_and_can_be_copied() -> None:
    text = pdf_of("Élodie says “don’t” — café…\n\nПривет,林晚。*slanted* **heavy 林** _low_\n").pages[0].extract_text()
    squeezed = "".join(text.replace("\0", "").split())  # pypdf reads the codes of the second font byte by byte
    assert "Élodiesays“don’t”—café…" in squeezed
    assert "Привет,林晚。slantedheavy林low" in squeezed


def test_what_no_font_holds_is_shown_as_a_box_and_said() -> None:
    script = parse(Source("a", "A 😀 and 한.\n"))[0]
    drawn = to_pdf(script.title, blocks_of(script), "letter", "en")
    assert set(drawn.missing) == {"😀", "한"}
    assert drawn.pages == 1


def test_the_same_script_makes_the_same_bytes() -> None:
    script = parse(Source("a", "Title: 雨\n\nINT. 客厅 - 夜 #1#\n\n雨。 *Rain.*\n"))[0]
    one, two = (to_pdf(script.title, blocks_of(script), "a4", "zh-Hans").data for _ in range(2))
    assert one == two


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(Missing, match="pip install"):
        to_pdf((), (), "letter", "en")
