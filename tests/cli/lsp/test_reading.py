"""Reading aids: hover, outline, folds, hints, symbols, layout, fixes."""

import re
from pathlib import Path
from typing import Any

import pytest
from lsp_client import Client, apply, place, texts_of

WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}


def card(client: Client, uri: str, text: str, words: str, inside: int = 1, nth: int = 0) -> str:
    found = client.at("hover", uri, place(text, words, nth, inside))
    return found["contents"]["value"] if found else ""


def test_a_character_as_they_are_here(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    first = card(client, uri, text, "LIN YUE runs")
    assert first.startswith("**LIN YUE** · 林月 · YUE\n\n21, female\n\nHere: wears *travel* (hanfu robe); holds")
    assert "Voice: en Young woman, low; zh-Hans" in first
    assert "holds jade pendant;" in card(client, uri, text, "LIN YUE stops")
    assert "wears *keeper*" in card(client, uri, text, "BAI kneels")
    assert "wears *true*" in card(client, uri, text, "BAI turns")


def test_a_place_a_prop_and_an_outfit(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    assert "interior; ruined shrine; light: candles; weather: rain\n\nHere: night, rain." in card(client, uri, text, "FOX SHRINE")
    assert card(client, uri, text, "sword in her").endswith("Here: LIN YUE holds it.")
    assert card(client, uri, text, "sword into").endswith("Here: nobody holds it.")
    assert "wardrobe of BAI" in card(client, uri, text, "true]]")


def test_the_same_in_the_bible(client: Client, fox: Path) -> None:
    file = fox / "series.yaml"
    uri = client.open(file)
    assert "At the start: wears *travel*" in card(client, uri, file.read_text(), "  LIN YUE", 3)
    assert "Young woman, low; about" in card(client, uri, file.read_text(), "std/young-woman-low")


@pytest.mark.parametrize(("words", "told"), [
    ("shot: CU", "**shot** frames what follows"), ("CU LIN", "**Close-up** (size)"), ("handheld", "**Handheld** (move)"),
    ("tense drums", "**Tense** (mood)"), ("strings", "**Strings** (instrument)"), ("thunder", "**Thunder** (sound)"),
    ("(cold)", "Spoken: Coldness"), ("V.O.", "**Voice-over** (channel)"), ("INSERT -", "**Insert** (composition)"),
    ("w105", "zh-Hans: 你说过"),
])
def test_words_are_explained(client: Client, fox: Path, words: str, told: str) -> None:
    file = fox / "episodes" / "ep01.fountain"
    uri = client.open(file)
    assert told in card(client, uri, file.read_text(), words)


def test_a_code_in_a_lint_note(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text() + "\n[[lint: off D213 she comes later]]\n\nThe end.\n"
    assert card(client, client.open(file, text), text, "D213").startswith("Character whom no episode uses")


def test_plain_words_have_no_card(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    uri = client.open(file)
    assert card(client, uri, file.read_text(), "Tonight") == ""
    assert client.at("hover", uri, (0, 0)) is None


def test_the_outline(client: Client, tmp_path: Path) -> None:
    text = "# One\n\n## Two\n\nINT. A - DAY\n\n[[shot: CU ANN]]\n\nANN\nHi.\n\nCLOSE ON ANN\n\n# Three\n\nEXT. B - DAY\n\nRain.\n"
    uri = client.open(tmp_path / "bare.fountain", text)

    def tree(found: list[dict[str, Any]]) -> list[Any]:
        return [(one["name"], *tree(one.get("children") or [])) for one in found]

    found = client.of("documentSymbol", uri)
    assert tree(found) == [
        ("One", ("Two", ("INT. A - DAY", ("shot: CU ANN",), ("ANN",), ("CLOSE ON ANN",)))), ("Three", ("EXT. B - DAY",))]
    scene = found[0]["children"][0]["children"][0]
    assert (scene["range"]["start"]["line"], scene["range"]["end"]["line"]) == (4, 11)
    assert scene["children"][1]["detail"] == "Hi."


def test_every_symbol_lies_in_its_parent(client: Client, chance: Path) -> None:
    def points(one: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]]:
        return tuple((place["line"], place["character"]) for place in (one["start"], one["end"]))  # type: ignore[return-value]

    def inside(one: dict[str, Any]) -> None:
        outer = points(one["range"])
        for inner in (points(one["selectionRange"]), *(points(child["range"]) for child in one.get("children") or [])):
            assert outer[0] <= inner[0]
            assert inner[1] <= outer[1]
        for child in one.get("children") or []:
            inside(child)

    found = client.of("documentSymbol", client.open(chance / "episodes" / "ep01.fountain"))
    assert found
    for one in found:
        inside(one)


def test_names_are_coloured(client: Client, tmp_path: Path) -> None:
    """Five numbers a token: lines down, columns along, length, type, and whether it declares."""
    text = "INT. HOUSE - DAY\n\nANN waits 🦊 for Ann's hat.\n\nANN\nHi.\n"
    uri = client.open(tmp_path / "bare.fountain", text)
    legend = client.initialized["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    data = client.of("semanticTokens/full", uri)["data"]
    tokens = [data[at : at + 5] for at in range(0, len(data), 5)]
    assert [(*one[:3], legend[one[3]], one[4]) for one in tokens] == [
        (0, 5, 5, "namespace", 1), (2, 0, 3, "class", 1), (0, 17, 3, "class", 0), (2, 0, 3, "class", 0)]


def test_folds(client: Client, tmp_path: Path) -> None:
    text = ("Title: X\nEpisode: 1\n\n# One\n\nINT. A - DAY\n\nRain. [[a note\nthat goes on]]\n\n/* cut\nout */\n\n"
            "INT. B - DAY\n\nSun.\n")
    uri = client.open(tmp_path / "bare.fountain", text)
    found = [(one["startLine"], one["endLine"], one["kind"]) for one in client.of("foldingRange", uri)]
    assert found == [(0, 1, "region"), (3, 15, "region"), (5, 11, "region"), (7, 8, "comment"), (10, 11, "comment"),
                     (13, 15, "region")]


def test_symbols_of_all_open_projects(client: Client, fox: Path, chance: Path) -> None:
    client.open(fox / "episodes" / "ep01.fountain")
    client.open(chance / "episodes" / "ep01.fountain")
    found = client.request("workspace/symbol", {"query": "fxshr"})
    assert {one["name"] for one in found} == {"FOX SHRINE", "INT. FOX SHRINE - NIGHT"}
    (one,) = client.request("workspace/symbol", {"query": "苏晚"})
    assert one["location"]["uri"] == (chance / "series.yaml").as_uri()


def minutes(text: str) -> int:
    return int(text.split(":")[0]) * 60 + int(text.split(":")[1])


def test_seconds_of_scenes_and_speeches(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    found = {one["position"]["line"]: one["label"] for one in client.of("inlayHint", uri, range=WHOLE)}
    scene, speech = place(text, "INT. FOX")[0], place(text, "BAI\n(softly)")[0]
    assert re.fullmatch(r"\d:\d\d", found[scene])
    assert re.fullmatch(r"\d\.\d s", found[speech])
    longer = text.replace("You did. Ten years ago,", "You did. " + "Ten long years ago, " * 5)
    client.replace(uri, longer)
    after = {one["position"]["line"]: one["label"] for one in client.of("inlayHint", uri, range=WHOLE)}
    assert float(after[speech].split()[0]) > float(found[speech].split()[0]) + 4
    assert minutes(after[scene]) > minutes(found[scene]) + 4
    part = {"start": {"line": scene, "character": 0}, "end": {"line": scene + 1, "character": 0}}
    assert len(client.of("inlayHint", uri, range=part)) == 1


def test_layout(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    clean = file.read_text()
    options = {"options": {"tabSize": 4, "insertSpaces": True}}
    uri = client.open(file)
    assert client.of("formatting", uri, **options) == []
    messy = clean.replace("[[sound: thunder]]", "[[ sound :  thunder ]]").replace("\nBAI\n", "\nBAI   \n")
    client.replace(uri, messy)
    laid = apply(messy, client.of("formatting", uri, **options))
    client.replace(uri, laid)
    assert client.of("formatting", uri, **options) == []
    assert "[[sound: thunder]]" in laid
    assert client.findings(uri) == []


def test_layout_keeps_line_ends(client: Client, chance: Path) -> None:
    file = chance / "episodes" / "ep01.fountain"
    text = file.read_text(encoding="utf-8").replace("\n", "\r\n").replace("[[music: ", "[[music:   ")
    uri = client.open(file, text)
    laid = apply(text, client.of("formatting", uri, options={"tabSize": 4, "insertSpaces": True}))
    assert laid.count("\r\n") == laid.count("\n")
    assert "[[music: tense" in laid


def actions(client: Client, uri: str, at: tuple[int, int], **more: Any) -> list[dict[str, Any]]:
    where = {"line": at[0], "character": at[1]}
    return client.of("codeAction", uri, range={"start": where, "end": where}, context={"diagnostics": [], **more}) or []


def test_a_fix_and_an_acceptance(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text().replace("BAI\n(calm)", "BIA\n(calm)")
    uri = client.open(file, text)
    found = {one["title"]: one for one in actions(client, uri, place(text, "BIA", inside=1))}
    fix = found["write BAI"]
    assert (fix["kind"], fix["isPreferred"], fix["diagnostics"][0]["code"]) == ("quickfix", False, "D201")
    assert apply(text, texts_of(fix["edit"])[uri]) == file.read_text()
    accepted = apply(text, texts_of(found["accept D201 here with a note"]["edit"])[uri])
    assert "\n\n[[lint: off D201 on purpose]]\n\nBIA\n(calm)\n" in accepted
    client.replace(uri, accepted)
    assert client.findings(uri) == []


def test_every_acceptance_removes_its_finding(client: Client, fox: Path) -> None:
    """Also in stacks of directives, and with CRLF."""
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text().replace("[[sound: heartbeat]]", "[[look: memory]]\n[[sound: hartbeet]]").replace("\n", "\r\n")
    uri = client.open(file, text)
    found = next(one for one in actions(client, uri, place(text, "hartbeet")) if one["title"].startswith("accept"))
    accepted = apply(text, texts_of(found["edit"])[uri])
    client.replace(uri, accepted)
    assert client.findings(uri) == []
    assert accepted.count("\r\n") == accepted.count("\n")


def test_all_safe_fixes_at_once(client: Client, chance: Path) -> None:
    file = chance / "episodes" / "ep01.fountain"
    text = file.read_text(encoding="utf-8")
    uri = client.open(file)
    assert [one["code"] for one in client.findings(uri)] == ["D119"]
    (one,) = [one for one in actions(client, uri, (0, 0), only=["source.fixAll"]) if one["kind"] == "source.fixAll.dramac"]
    mended = apply(text, texts_of(one["edit"])[uri])
    assert "（" not in mended
    client.replace(uri, mended)
    assert client.findings(uri) == []
    assert actions(client, uri, (0, 0), only=["source.fixAll"]) == []


def test_a_safe_fix_is_preferred(client: Client, chance: Path) -> None:
    file = chance / "episodes" / "ep01.fountain"
    uri = client.open(file)
    found = actions(client, uri, place(file.read_text(encoding="utf-8"), "（轻蔑）"), only=["quickfix"])
    assert [one["isPreferred"] for one in found if one["title"] == "write the plain marks"] == [True]


def test_nothing_to_read_outside_of_projects(client: Client, tmp_path: Path) -> None:
    """A YAML file that is no bible, and a document that was never opened and is not there."""
    other = client.open(tmp_path / "other.yaml", "a: 1\n")
    gone = (tmp_path / "gone.fountain").as_uri()
    for uri in (other, gone):
        assert client.at("hover", uri, (0, 0)) is None
        assert client.of("documentSymbol", uri) is None
        assert client.at("completion", uri, (0, 0)) is None
        assert client.of("codeAction", uri, range=WHOLE, context={"diagnostics": []}) is None
        assert client.at("rename", uri, (0, 0), newName="x") is None
