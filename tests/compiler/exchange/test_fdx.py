"""Final Draft documents as other programs write them, and as nobody should."""

from html import unescape

import pytest

from dramac.compiler.base.diagnostic import Severity
from dramac.compiler.base.source import Source
from dramac.compiler.exchange.blocks import Break, Cut, Note, Para, Part, Spoken
from dramac.compiler.exchange.fdx_blocks import Imported, blocks_of_document
from dramac.compiler.exchange.fdx_read import Refused, read
from dramac.compiler.exchange.intake import take
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import Action, Heading, Run, Script, Speech, TitleEntry


def document(body: str, rest: str = "") -> Imported:
    xml = (f'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Template="No" '
           f'Version="5">\n<Content>\n{body}\n</Content>\n{rest}\n</FinalDraft>')
    return blocks_of_document(read(xml.encode()))


def paragraph(type: str, text: str, inner: str = "", **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<Paragraph Type="{type}"{more}>{inner}<Text>{text}</Text></Paragraph>'


def script_of(body: str) -> tuple[Script, str]:
    """The tree of what `dramac import` makes of a document."""
    xml = f'<FinalDraft DocumentType="Script"><Content>{body}</Content></FinalDraft>'
    taken, _ = take("in.fdx", xml.encode())
    assert taken is not None
    return parse(Source("ep01.fountain", taken.text))[0], taken.text


def line(*runs: Run) -> tuple[Run, ...]:
    return runs


def test_styles_numbers_and_page_breaks_are_kept() -> None:
    found = document(
        paragraph("Scene Heading", "INT. SHRINE - NIGHT", Number="12A", StartsNewPage="Yes")
        + '<Paragraph Type="Action"><Text>She is </Text><Text Style="Bold+Underline">not</Text><Text> here.</Text></Paragraph>'
        + paragraph("Action", "THE END", Alignment="Center"))
    assert found.blocks == (
        Break(), Para("heading", (line(Run("INT. SHRINE - NIGHT")),), "12A"),
        Para("action", (line(Run("She is "), Run("not", "bu"), Run(" here.")),)), Para("centred", (line(Run("THE END")),)))


def test_dual_dialogue_is_a_pair_and_the_next_speech_is_not() -> None:
    both = (paragraph("Character", "LIN") + paragraph("Dialogue", "Yes.") + paragraph("Character", "WEI")
            + paragraph("Parenthetical", "(low)") + paragraph("Dialogue", "No."))
    found = document(f"<Paragraph><DualDialogue>{both}</DualDialogue></Paragraph>"
                     + paragraph("Character", "LIN") + paragraph("Dialogue", "Well."))
    yes, no, well = found.blocks
    assert isinstance(yes, Spoken)
    assert isinstance(no, Spoken)
    assert isinstance(well, Spoken)
    assert (yes.dual, no.dual, well.dual) == (False, True, False)
    assert no.parts[0] == Part("parenthetical", (line(Run("low")),))


def test_what_fountain_would_misread_is_forced() -> None:
    wanted = [("Action", "INT. is what he calls it"), ("Action", "LOUD BANG"), ("Action", "#1 on the list"),
              ("Action", "CUT TO:"), ("Action", "Two * stars * and _lines_"), ("Action", "[[not a note]] /* nor gone */"),
              ("Action", "CLOSE ON the door"), ("Action", "Title: a card"), ("Scene Heading", "THE ROOF"),
              ("Action", "LOUD\nBANG"), ("Action", "@home"), ("Action", "!"), ("Action", "~ wave"), ("Action", "&gt; in &lt;")]
    script, text = script_of("".join(paragraph(type, words) for type, words in wanted))
    kinds = {"Action": Action, "Scene Heading": Heading}
    assert [type(one) for one in script.body] == [kinds[type_] for type_, _ in wanted], text
    assert [one.text.plain.replace("\u2060", "") for one in script.body if isinstance(one, Action)] == [
        unescape(words) for type_, words in wanted if type_ == "Action"]
    assert script.title == ()


def test_cues_in_small_letters_and_in_chinese_are_cues() -> None:
    script, text = script_of(paragraph("Character", "Lin Yue") + paragraph("Dialogue", "INT. no heading")
                             + paragraph("Action", "林晚\n走") + paragraph("Character", "林晚（画外）")
                             + paragraph("Dialogue", "走。"))
    assert [one.cue.text for one in script.body if isinstance(one, Speech)] == ["Lin Yue", "林晚"]
    assert "@Lin Yue" in text


def test_notes_summaries_and_omitted_scenes_are_kept() -> None:
    note = '<ScriptNote ID="1"><Paragraph><Text>Check</Text></Paragraph><Paragraph><Text>this</Text></Paragraph></ScriptNote>'
    summary = "<SceneProperties><Summary><Paragraph><Text>They meet.</Text></Paragraph></Summary></SceneProperties>"
    gone = f"<OmittedScene>{paragraph('Action', 'Nobody sees this.')}</OmittedScene>"
    found = document(paragraph("Scene Heading", "INT. HALL", summary) + paragraph("Action", "He sits.", note)
                     + f'<Paragraph Type="Scene Heading"><Text>OMITTED</Text>{gone}</Paragraph>')
    assert found.blocks == (
        Para("heading", (line(Run("INT. HALL")),)), Para("synopsis", (line(Run("They meet.")),)), Note("Check\nthis"),
        Para("action", (line(Run("He sits.")),)), Para("heading", (line(Run("OMITTED")),)), Cut("Nobody sees this."))


def test_notes_of_newer_files_stand_where_their_ranges_say() -> None:
    body = paragraph("Scene Heading", "INT. LAB") + paragraph("Action", "Hum.") + paragraph("Action", "Go.")
    notes = "".join(f'<ScriptNote Range="{place}"><Paragraph><Text>{place}</Text></Paragraph></ScriptNote>'
                    for place in ("9,13", "10,12", "14,17", "999,999", "x"))
    found = document(body, f"<ScriptNotes>{notes}</ScriptNotes>")
    assert [one.text if isinstance(one, Note) else one.plain for one in found.blocks if isinstance(one, Note | Para)] == [
        "INT. LAB", "9,13", "Hum.", "10,12", "14,17", "Go.", "999,999", "x"]


def test_a_foreign_note_that_looks_like_a_directive_is_no_error() -> None:
    note = '<ScriptNote ID="1"><Paragraph><Text>shot: get the blimp OS if we can?</Text></Paragraph></ScriptNote>'
    _, text = script_of(paragraph("Action", "He sits.", note))
    assert not [one for one in parse(Source("a", text))[1] if one.severity is Severity.ERROR]
    assert "get the blimp" in text


def test_capitals_come_from_runs_and_from_the_settings_of_the_file() -> None:
    settings = '<ElementSettings Type="Character"><FontSpec Style="AllCaps"/></ElementSettings>'
    found = document(paragraph("Character", "Lin") + '<Paragraph Type="Dialogue"><Text Style="AllCaps">no</Text></Paragraph>',
                     settings)
    assert found.blocks == (Spoken("LIN", (Part("dialogue", (line(Run("NO")),)),)),)


def test_a_title_page_without_marks_is_read_by_its_places() -> None:
    rows = [("Center", "THE WHITE FOX"), ("Center", "Written by"), ("Center", "Mei Lin"), ("Center", "Based on the tale"),
            ("Left", "Draft: May 2026"), ("Left", "mei@example.com")]
    page = "".join(f'<Paragraph Alignment="{side}"><Text>{text}</Text></Paragraph>' for side, text in rows)
    found = document(paragraph("Action", "Go."), f"<TitlePage><Content>{page}</Content></TitlePage>")
    assert {entry.key: entry.values for entry in found.title} == {
        "Title": ("THE WHITE FOX",), "Credit": ("Written by",), "Author": ("Mei Lin",), "Source": ("Based on the tale",),
        "Draft date": ("May 2026",), "Contact": ("mei@example.com",)}
    assert all(isinstance(entry, TitleEntry) for entry in found.title)


def test_an_unknown_type_is_kept_as_action_and_said() -> None:
    found = document(paragraph("Title Card", "Three years later") + paragraph("Dialogue", "Nobody says this."))
    assert [one.plain for one in found.blocks if isinstance(one, Para)] == ["Three years later", "Nobody says this."]
    assert found.unknown == ("Title Card",)


LAUGHS = ('<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]><FinalDraft>&j;</FinalDraft>")


@pytest.mark.parametrize(("data", "said"), [
    (LAUGHS.encode(), "entities"),
    (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><FinalDraft>&a;</FinalDraft>', "entities"),
    (b'<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><FinalDraft/>', "entities"),
    (b"<FinalDraft>" * 100_000, "nested"),
    (b"<html/>", "not FinalDraft"),
    (b"<FinalDraft><Content>", "no XML"),
    (b"PK\x03\x04", "no XML"),
    (b"", "no XML"),
    (b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>', ""),
    (b"<FinalDraft><Content>" + b"<Paragraph/>" * 300_000 + b"</Content></FinalDraft>", "paragraphs"),
    (b" " * (33 * 1024 * 1024), "32 MiB"),
], ids=["laughs", "file", "parameter", "deep", "html", "cut", "zip", "empty", "encoding", "many", "large"])
def test_hostile_files_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(data)
    assert said in str(refusal.value)
    taken, found = take("evil.fdx", data)
    assert taken is None
    assert [one.code for one in found] == ["D552"]


def test_words_that_are_markup_stay_words() -> None:
    found = document(paragraph("Action", "a &lt;b&gt; &amp;amp; <![CDATA[<i>]]>"))
    assert found.blocks == (Para("action", (line(Run("a <b> &amp; <i>")),)),)
