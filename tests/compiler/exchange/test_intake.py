"""Scripts from elsewhere become a project that checks clean."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.base.diagnostic import Diagnostic, Severity
from dramac.compiler.base.source import Source
from dramac.compiler.exchange.gather import gather
from dramac.compiler.exchange.intake import Intake, Taken, further_episodes, in_order, new_project, take
from dramac.compiler.exchange.skeleton import quoted, series_yaml
from dramac.compiler.project import load_project
from dramac.compiler.syntax.parse import parse

SCRIPT = """\
Title: The White Fox
Episode: 4

INT. CHEN VILLA - NIGHT

She grips the JADE PENDANT. A BANG.

LIN YUE
Who is there?

GUARD #2
Nobody.

INT. CHEN VILLA - STAIR - NIGHT

OLD LIN
Go.

EXT. CHEN VILLA - GARDEN - DAY

LIN
Never.
"""


def bring(*texts: str) -> Intake:
    return new_project([Taken(f"{index}.fountain", text, text.encode()) for index, text in enumerate(texts)], "Untitled")


def analysed(intake: Intake) -> Analysis:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in intake.files.items():
            (Path(folder) / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).write_bytes(data)
        project = load_project(Path(folder))
        assert not isinstance(project, Diagnostic)
        return analyse(project)


def errors(intake: Intake) -> list[str]:
    return [f"{one.code} {one.message}" for one in analysed(intake).diagnostics if one.severity is Severity.ERROR]


def test_a_script_becomes_a_project_that_checks_clean() -> None:
    intake = bring(SCRIPT)
    assert set(intake.files) == {"episodes/ep04.fountain", "series.yaml", ".gitignore"}
    bible = yaml.safe_load(intake.files["series.yaml"])
    assert bible["series"]["title"] == "The White Fox"
    assert set(bible["cast"]) == {"LIN YUE", "OLD LIN"}
    assert bible["cast"]["LIN YUE"]["aliases"] == ["LIN"]
    assert bible["cast"]["OLD LIN"]["age"] >= 60
    assert bible["extras"] == ["GUARD"]
    assert {place: facts["setting"] for place, facts in bible["locations"].items()} == {
        "CHEN VILLA": "interior", "CHEN VILLA - GARDEN": "exterior"}
    assert list(bible["props"]) == ["jade pendant"]
    assert errors(intake) == []


def test_names_that_speak_in_one_scene_are_two_people() -> None:
    found = gather([parse(Source("a", "INT. A\n\nLIN\nYes.\n\nLIN YUE\nNo.\n"))[0]], "x")
    assert [one.name for one in found.cast] == ["LIN", "LIN YUE"]
    assert [one.aliases for one in found.cast] == [(), ()]
    assert "# the same person as LIN YUE?" in series_yaml(found)


def test_a_chinese_script_gets_its_cast_places_and_language() -> None:
    intake = bring("内景 陆家客厅 夜\n\n雨点打在窗上。\n\n@林晚\n谁？\n\n@顾深（画外）\n我。\n")
    bible = yaml.safe_load(intake.files["series.yaml"])
    assert bible["series"]["language"] == "zh-Hans"
    assert list(bible["cast"]) == ["林晚", "顾深"]
    assert list(bible["locations"]) == ["陆家客厅"]
    assert errors(intake) == []


def test_a_name_alone_on_a_line_stays_action_when_another_file_makes_it_a_cue() -> None:
    one = "<Paragraph Type='Action'><Text>林晚\n走了。</Text></Paragraph>"
    two = "<Paragraph Type='Character'><Text>林晚</Text></Paragraph><Paragraph Type='Dialogue'><Text>走。</Text></Paragraph>"
    taken = [take(name, ("<FinalDraft><Content><Paragraph Type='Scene Heading'><Text>INT. A</Text></Paragraph>"
                         f"{body}</Content></FinalDraft>").encode())[0] for name, body in (("1.fdx", one), ("2.fdx", two))]
    analysis = analysed(new_project([each for each in taken if each], "x"))
    first = analysis.scripts["episodes/ep01.fountain"]
    assert [type(element).__name__ for element in first.body] == ["Heading", "Action"]


def test_what_directives_name_is_declared() -> None:
    text = ("INT. HALL - DAY\n\n[[look: memory]]\n\n[[wears: LIN = bridal]]\n\n[[gives: LIN -> WEI, sword]]\n\n"
            "LIN hands it over.\n\nLIN\nTake it.\n\nWEI\nYes.\n")
    assert errors(bring(text)) == []


def test_a_series_that_is_there_gets_episodes_and_hears_of_new_names() -> None:
    bible = analysed(bring(SCRIPT)).bible
    text = "INT. CHEN VILLA - DAY\n\nLIN\nHm.\n\nEXT. HARBOUR - DAY\n\nMEI\nOh.\n"
    intake = further_episodes([Taken("b.fountain", text)], bible, [4])
    assert list(intake.files) == ["episodes/ep05.fountain"]
    assert (intake.cast, intake.places) == (("MEI",), ("HARBOUR",))


def test_two_files_that_claim_one_number_are_said() -> None:
    intake = bring("Episode: 2\n\nINT. A\n\nX\nGo.\n", "Episode: 2\n\nINT. A\n\nX\nGo.\n", "INT. A\n\nX\nGo.\n")
    assert [one.code for one in intake.found] == ["D556"]
    assert len(intake.episodes) == 3


def test_files_are_counted_as_people_count() -> None:
    assert in_order(["Part 10.fdx", "part 2.fdx", "Part 1.fdx"]) == ["Part 1.fdx", "part 2.fdx", "Part 10.fdx"]


def test_plain_fountain_is_kept_to_the_byte_and_utf_16_is_turned() -> None:
    data = "\ufeffINT. A\r\n\r\nRain.  \r\n".encode()
    taken, found = take("a.fountain", data)
    assert taken is not None
    assert new_project([taken], "x").files["episodes/ep01.fountain"] == data
    wide, _ = take("a.txt", "INT. 客厅\n".encode("utf-16"))
    assert wide is not None
    assert wide.text == "INT. 客厅\n"
    for name, bad, code in (("a.txt", "é".encode("latin-1"), "D554"), ("a.pdf", b"%PDF", "D551"), ("a.fdx", b"", "D552")):
        nothing, found = take(name, bad)
        assert nothing is None
        assert [one.code for one in found] == [code]


@pytest.mark.parametrize("word", ["NO", "Yes", "on", "007", "a: b", "#x", "- y", "", "'", '"q"', "\\", "[x]", "~", "林晚",
                                  "O'NEIL", "x "])
def test_quoted_words_are_read_as_themselves(word: str) -> None:
    assert yaml.safe_load(f"{{{quoted(word)}: 1}}") == {" ".join(word.split()): 1}


WORDS = st.text("ABab12 .,:;!?'\"#&-[]{}()*_/\\|>@%`^~林é–", min_size=1, max_size=14)
PARAGRAPHS = st.tuples(st.sampled_from(["Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition", "Shot",
                                        "General", "Lyrics", "New Act"]), WORDS, st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARAGRAPHS, min_size=1, max_size=12))
def test_any_final_draft_file_becomes_a_project_without_errors(paragraphs: list[tuple[str, str, bool]]) -> None:
    from xml.sax.saxutils import escape

    xml = "".join(f'<Paragraph Type="{type}">' + (f"<ScriptNote><Paragraph><Text>{escape(text)}</Text></Paragraph></ScriptNote>"
                                                  if note else "") + f"<Text>{escape(text)}</Text></Paragraph>"
                  for type, text, note in [("Scene Heading", "INT. HALL - DAY", False), ("Action", "Rain.", False), *paragraphs])
    taken, _ = take("a.fdx", f"<FinalDraft><Content>{xml}</Content></FinalDraft>".encode())
    assert taken is not None
    assert errors(new_project([taken], "A")) == []
