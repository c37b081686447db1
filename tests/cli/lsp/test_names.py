"""Names: where they are declared and used, and what it takes to change one."""

from pathlib import Path
from typing import Any

import pytest
from lsp_client import Client, Failed, apply, place, texts_of

ANYWHERE = {"context": {"includeDeclaration": True}}


def read_all(root: Path) -> dict[Path, str]:
    return {file: file.read_bytes().decode() for file in sorted(root.rglob("*")) if file.suffix in (".fountain", ".yaml")}


def rename(client: Client, root: Path, file: Path, words: str, new: str, inside: int = 1, nth: int = 0) -> dict[str, Any]:
    """Rename what stands at `words` of `file`, write the edits to disk, and return them by address."""
    text = file.read_bytes().decode()
    uri = client.open(file)
    edits = texts_of(client.at("rename", uri, place(text, words, nth, inside), newName=new))
    client.close(uri)
    for one in root.rglob("*"):
        if one.as_uri() in edits:
            one.write_bytes(apply(one.read_bytes().decode(), edits[one.as_uri()]).encode())
    return edits


def findings(client: Client, root: Path) -> dict[str, list[str]]:
    uri = client.open(root / "series.yaml")
    client.findings(uri)
    found = {one["uri"]: [each["code"] for each in one["diagnostics"]] for one in client.published if one["diagnostics"]}
    client.close(uri)
    client.published.clear()
    return found


@pytest.mark.parametrize(("words", "target"), [
    ("LIN YUE (V.O.)", "  LIN YUE:"), ("sword, 1.5s", "  sword:"), ("FOX SHRINE", "  FOX SHRINE:"), ("true]]", '"true"'),
    ("BAI kneels", "  BAI:"), ("JADE PENDANT", "  jade pendant:"), ("pendant beats", "  jade pendant:"),
])
def test_from_use_to_declaration(client: Client, fox: Path, words: str, target: str) -> None:
    text, bible = (fox / "episodes" / "ep01.fountain").read_text(), (fox / "series.yaml").read_text()
    uri = client.open(fox / "episodes" / "ep01.fountain")
    (found,) = client.at("definition", uri, place(text, words, inside=1))
    assert found["uri"] == (fox / "series.yaml").as_uri()
    line, column = place(bible, target, inside=len(target) - len(target.lstrip(' "')))
    assert found["range"]["start"] == {"line": line, "character": column}


def test_in_a_script_without_a_bible_the_first_use_declares(client: Client, tmp_path: Path) -> None:
    text = "INT. HOUSE - DAY\n\nANN waits.\n\nANN\nHi.\n\nINT. HOUSE - NIGHT\n\nANN\nBye.\n"
    uri = client.open(tmp_path / "bare.fountain", text)
    for where in ((4, 0), (9, 2)):
        (found,) = client.at("definition", uri, where)
        assert found["range"]["start"] == {"line": 2, "character": 0}
    assert len(client.at("references", uri, (9, 0), **ANYWHERE)) == 3
    assert len(client.at("references", uri, (7, 6), context={"includeDeclaration": False})) == 1


def test_references_go_over_all_files_and_names(client: Client, chance: Path) -> None:
    file = chance / "episodes" / "ep01.fountain"
    text = file.read_text(encoding="utf-8")
    uri = client.open(file)
    found = client.at("references", uri, place(text, "苏晚"), **ANYWHERE)
    files = {one["uri"] for one in found}
    assert {(chance / name).as_uri() for name in ("series.yaml", "episodes/ep01.fountain", "episodes/ep02.fountain")} == files
    lines = (chance / "series.yaml").read_text(encoding="utf-8").splitlines()
    declared = {lines[one["range"]["start"]["line"]].strip() for one in found if one["uri"].endswith("series.yaml")}
    assert {"苏晚:", "names: {en: Su Wan}", "aliases: [晚晚]"} <= declared
    without = client.at("references", uri, place(text, "苏晚"), context={"includeDeclaration": False})
    assert len(found) - len(without) == 3


def test_a_lines_id_leads_to_its_translation_and_back(client: Client, fox: Path) -> None:
    file, other = fox / "episodes" / "ep01.fountain", fox / "translations" / "zh-Hans" / "ep01.yaml"
    uri = client.open(file)
    found = client.at("references", uri, place(file.read_text(), "w105"), context={"includeDeclaration": False})
    assert [one["uri"] for one in found] == [other.as_uri()]
    uri = client.open(other)
    (back,) = client.at("definition", uri, place(other.read_text(), "w105", inside=2))
    assert back["range"]["start"]["line"] == place(file.read_text(), "w105")[0]


def test_highlights_are_of_this_file(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    found = client.at("documentHighlight", uri, place(text, "sword"))
    rows = text.splitlines()
    places = [one["range"] for one in found]
    marked = [rows[one["start"]["line"]][one["start"]["character"] : one["end"]["character"]] for one in places]
    assert marked == ["sword"] * 6  # the spoken sword is no prop in the picture
    assert client.at("documentHighlight", uri, (0, 0)) is None


@pytest.mark.parametrize(("where", "words", "new", "back"), [
    ("episodes/ep01.fountain", "LIN YUE (V.O.)", "mei hua", "LIN YUE"),
    ("episodes/ep01.fountain", "BAI kneels", "Ghost", "BAI"),
    ("series.yaml", "  LORD LIN", "Marquess Shen", "Lord Lin"),
    ("series.yaml", "THE KEEPER", "The Watchman", "The Keeper"),
    ("episodes/ep01.fountain", "FOX SHRINE", "Wolf Temple", "Fox Shrine"),
    ("episodes/ep01.fountain", "sword, 1.5s", "sabre", "sword"),
    ("episodes/ep01.fountain", "true]]", "revealed", "true"),
    ("episodes/ep02.fountain", "memory", "long-ago", "memory"),
    ("episodes/ep01.fountain", "w105", "opening.5", "w105"),
    ("series.yaml", "林月", "林雪", "林月"),
])
def test_there_and_back_again(client: Client, fox: Path, where: str, words: str, new: str, back: str) -> None:
    before, clean = read_all(fox), findings(client, fox)
    offset = len(words) - len(words.lstrip())
    edits = rename(client, fox, fox / where, words, new, offset)
    assert edits
    middle = read_all(fox)
    assert middle != before
    assert findings(client, fox) == clean
    shown = next(iter({text[1:-1] if text[:1] == '"' else text for one in edits.values() for text in [one[0]["newText"]]}))
    file = next(file for file in middle if shown in middle[file] and file == fox / where)
    rename(client, fox, file, shown, back, 0)
    assert read_all(fox) == before


def test_there_and_back_in_chinese(client: Client, chance: Path) -> None:
    before, clean = read_all(chance), findings(client, chance)
    file = chance / "episodes" / "ep01.fountain"
    rename(client, chance, file, "苏晚", "苏晴", 0)
    assert "苏晚" not in file.read_text(encoding="utf-8")
    assert "晚晚" in file.read_text(encoding="utf-8")  # the alias is another name
    assert findings(client, chance) == clean
    rename(client, chance, file, "苏晴", "苏晚", 0)
    assert read_all(chance) == before


def test_every_place_keeps_its_case(client: Client, tmp_path: Path) -> None:
    text = "INT. HOUSE - DAY\n\nAnn Lee waits for McCOY.\n\nANN LEE\nHi.\n\n[[shot: CU Ann Lee]]\n\nMCCOY\nBye.\n"
    uri = client.open(tmp_path / "bare.fountain", text)
    edits = texts_of(client.at("rename", uri, place(text, "ANN LEE"), newName="mary jane"))
    assert apply(text, edits[uri]) == text.replace("Ann Lee", "Mary Jane").replace("ANN LEE", "MARY JANE")


def test_a_cue_that_loses_its_capitals_gets_its_mark(client: Client, fox: Path) -> None:
    clean = findings(client, fox)
    rename(client, fox, fox / "episodes" / "ep01.fountain", "BAI\n(calm)", "白狐", 0)
    assert "\n@白狐\n(calm)\n" in (fox / "episodes" / "ep01.fountain").read_text()
    assert findings(client, fox) == clean


def test_names_in_a_macro_are_renamed_with_the_rest(client: Client, fox: Path) -> None:
    bible, file = fox / "series.yaml", fox / "episodes" / "ep01.fountain"
    bible.write_text(bible.read_text() + "macros:\n  vigil: |\n    [[shot: CU BAI]]\n\n    BAI waits.\n\n    BAI\n    I count.\n")
    file.write_text(file.read_text() + "\n[[use: vigil()]]\n")
    clean = findings(client, fox)
    rename(client, fox, file, "BAI kneels", "Ghost", 0)
    assert "    [[shot: CU GHOST]]\n\n    GHOST waits.\n\n    GHOST\n    I count.\n" in bible.read_text()
    assert findings(client, fox) == clean


def test_names_that_yaml_would_misread_are_quoted(client: Client, fox: Path) -> None:
    rename(client, fox, fox / "episodes" / "ep02.fountain", "memory", "no", 0)
    assert '\n  "no": {grade: cold' in (fox / "series.yaml").read_text()


@pytest.mark.parametrize(("words", "new", "told"), [
    ("LIN YUE (V.O.)", "", "at least one letter"), ("LIN YUE (V.O.)", " -- ", "at least one letter"),
    ("LIN YUE (V.O.)", "bai", "the name of BAI"), ("LIN YUE (V.O.)", "Guo", "the name of CAPTAIN GUO"),
    ("LIN YUE (V.O.)", "yue", "another name of LIN YUE"), ("LIN YUE (V.O.)", "LIN, YUE", "cannot hold `,`"),
    ("LIN YUE (V.O.)", "[[x]]", r"cannot hold `\["), ("LIN YUE (V.O.)", "x" * 200, "at most"),
    ("sword, 1.5s", "pendant", "another name|the name of jade pendant"), ("sword, 1.5s", "door", "something else"),
    ("FOX SHRINE", "snow field", "the name of SNOW FIELD"), ("true]]", "keeper", "the name of keeper"),
    ("w105", "w106", "the name of w106"), ("w105", "two words", "one word"), ("thunder", "rain", "standard library"),
])
def test_names_that_cannot_be_given(client: Client, fox: Path, words: str, new: str, told: str) -> None:
    file = fox / "episodes" / "ep01.fountain"
    uri = client.open(file)
    with pytest.raises(Failed, match=told) as refusal:
        client.at("rename", uri, place(file.read_text(), words), newName=new)
    assert refusal.value.code == -32803


def test_a_rename_that_would_break_the_film_is_refused(client: Client, fox: Path) -> None:
    """Her name would be one with the place that the script plays at: a mention would change its meaning."""
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text().replace("LIN YUE draws", "Candle light. LIN YUE draws")
    uri = client.open(file, text)
    with pytest.raises(Failed, match=r"episodes/ep01\.fountain:\d+ would mean something else"):
        client.at("rename", uri, place(text, "BAI kneels"), newName="Candle")


def test_what_can_be_renamed_is_known_before(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    found = client.at("prepareRename", uri, place(text, "LIN YUE runs", inside=2))
    assert found["placeholder"] == "LIN YUE"
    assert client.at("prepareRename", uri, place(text, "Tonight")) is None
    with pytest.raises(Failed, match="standard library"):
        client.at("prepareRename", uri, place(text, "heartbeat"))


def test_emphasis_inside_a_name_is_left_to_the_writer(client: Client, tmp_path: Path) -> None:
    text = "INT. HOUSE - DAY\n\n**Ann** Lee waits.\n\nANN LEE\nHi.\n"
    uri = client.open(tmp_path / "bare.fountain", text)
    with pytest.raises(Failed, match=r"inside the name at bare\.fountain:3"):
        client.at("rename", uri, place(text, "ANN LEE"), newName="Mary")


def test_edits_are_bound_to_versions_or_plain(client: Client, plain: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    where = place(file.read_text(), "w105")
    uri = client.open(file)
    found = client.at("rename", uri, where, newName="w900")
    assert {one["textDocument"]["uri"]: one["textDocument"]["version"] for one in found["documentChanges"]} == {
        uri: 1, (fox / "translations" / "zh-Hans" / "ep01.yaml").as_uri(): None}
    uri = plain.open(file)
    assert set(plain.at("rename", uri, where, newName="w900")) == {"changes"}
    plain.close(uri)
