"""What can be written at a place, the likeliest first."""

from pathlib import Path
from typing import Any

import pytest
from lsp_client import Client, apply


def offers(client: Client, file: Path, typed: str, after: str = "") -> list[dict[str, Any]]:
    """What is offered at `|` of `typed`, put at the end of a copy of `file` (or behind the words `after` in it)."""
    text = file.read_bytes().decode()
    at = text.index(after) + len(after) if after else len(text)
    before, _, rest = typed.partition("|")
    text = text[:at] + "\n\n" + before + "|" + rest + text[at:]
    offset = text.index(before + "|") + len(before)
    text = text.replace("|", "", 1) if "|" not in text[:offset] else text[:offset] + text[offset + 1 :]
    uri = client.open(file, text)
    line = text.count("\n", 0, offset)
    column = len(text[text.rfind("\n", 0, offset) + 1 : offset].encode("utf-16-le")) // 2
    found = client.at("completion", uri, (line, column))
    client.close(uri)
    return found["items"] if found else []


def labels(found: list[dict[str, Any]]) -> list[str]:
    return [one["label"] for one in sorted(found, key=lambda one: one["sortText"])]


def written(client: Client, file: Path, typed: str, label: str, after: str = "") -> str:
    """The line in which the offer `label` was taken."""
    one = next(one for one in offers(client, file, typed, after) if one["label"] == label)
    line = typed.partition("|")[0]
    first = one["textEdit"]["range"]["start"]["character"]
    edit = one["textEdit"] | {"range": {"start": {"line": 0, "character": first}, "end": {"line": 0, "character": len(line)}}}
    return apply(line, [edit])


def test_cues_by_who_spoke_last(client: Client, fox: Path) -> None:
    """Talk goes back and forth: after BAI, LIN YUE; then BAI again; then those who are not here."""
    file = fox / "episodes" / "ep01.fountain"
    found = labels(offers(client, file, "|", after="LIN YUE stops. She does not turn her back on him."))
    assert found[:2] == ["BAI", "LIN YUE"]
    found = labels(offers(client, file, "|", after="I never told you my name. [[id: w104]]"))
    assert found[:2] == ["BAI", "LIN YUE"]
    assert {"CAPTAIN GUO", "LORD LIN", "INT.", "EXT."} <= set(found)
    assert written(client, file, "CAPTAIN G|", "CAPTAIN GUO") == "CAPTAIN GUO"


def test_cues_in_chinese_get_their_mark(client: Client, chance: Path) -> None:
    file = chance / "episodes" / "ep01.fountain"
    assert labels(offers(client, file, "|"))[0].startswith("@")
    assert "苏晚" in labels(offers(client, file, "@|"))
    assert {"内景", "外景"} <= set(labels(offers(client, file, "|")))


def test_nothing_inside_a_sentence(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    assert offers(client, file, "She walks through the rain |") == []
    assert offers(client, file, "BAI\nI know |") == []


def test_headings_have_places_then_times(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    assert labels(offers(client, file, "INT. |")) == ["MOUNTAIN ROAD", "FOX SHRINE", "SNOW FIELD"]
    assert written(client, file, "INT. FOX SH|", "FOX SHRINE") == "INT. FOX SHRINE"
    times = labels(offers(client, file, "INT. FOX SHRINE - |"))
    assert times[:4] == ["DAWN", "DAY", "DUSK", "NIGHT"]
    assert "CONTINUOUS" in times
    assert written(client, file, "INT. FOX SHRINE - N|", "NIGHT") == "INT. FOX SHRINE - NIGHT"


def test_headings_in_chinese(client: Client, chance: Path) -> None:
    file = chance / "episodes" / "ep01.fountain"
    assert {"天台", "卧室"} <= set(labels(offers(client, file, "内景 |")))
    assert "夜" in "".join(labels(offers(client, file, "内景 卧室 - |")))


def test_directive_words_are_snippets(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    found = {one["label"]: one for one in offers(client, file, "[[|")}
    assert found["gives"]["textEdit"]["newText"] == "gives: ${1:WHO} -> ${2:WHOM}, $0]]"
    assert found["gives"]["insertTextFormat"] == 2
    assert "hands a prop" in found["gives"]["detail"]
    closed = {one["label"]: one for one in offers(client, file, "[[sh|]]")}
    assert closed["shot"]["textEdit"]["newText"].endswith("$0")


def test_a_client_without_snippets_gets_plain_words(plain: Client, fox: Path) -> None:
    found = {one["label"]: one for one in offers(plain, fox / "episodes" / "ep01.fountain", "[[|")}
    assert found["gives"]["textEdit"]["newText"] == "gives: WHO -> WHOM, ]]"
    assert found["gives"]["insertTextFormat"] == 1


@pytest.mark.parametrize(("typed", "first", "among"), [
    ("[[shot: |]]", "ELS", {"CU", "OTS", "low", "push in", "LIN YUE", "jade pendant", "2s"}),
    ("[[look: |]]", "rain-noir", {"memory", "noir"}),
    ("[[time: |", "present", {"flashback", "dream"}),
    ("[[wears: BAI = |]]", "keeper", {"true"}),
    ("[[wears: BAI, |]]", "keeper", {"true"}),
    ("[[drops: LIN YUE, |]]", "jade pendant", {"sword"}),
    ("[[marks: LIN YUE = |]]", "cut cheek", {"tears", "none"}),
    ("[[gives: LIN YUE -> |]]", "BAI", {"CAPTAIN GUO"}),
    ("[[gives: LIN YUE -> BAI, |]]", "jade pendant", {"sword"}),
    ("[[sound: |]]", "rain", {"thunder", "heartbeat"}),
    ("[[music: |]]", "tense", {"strings", "under", "stop"}),
    ("[[lint: |]]", "off", {"off"}),
    ("[[lint: off |]]", "D1", {"D201", "D213"}),
    ("[[same-as: |]]", "w101", {"w113"}),
    ("[[variant: |]]", "lang", {"lang"}),
    ("[[variant: lang=|]]", "en", {"zh-Hans"}),
    ("[[include: |]]", "episodes/ep02.fountain", {"episodes/ep03.fountain"}),
    ("[[use: slap(a=|]]", "BAI", {"LIN YUE"}),
    ("[[hold: |]]", "1s", {"1.5s"}),
    ("[[beat: |]]", "", {"reveal", "hook"}),
])
def test_arguments_by_kind(client: Client, fox: Path, typed: str, first: str, among: set[str]) -> None:
    found = labels(offers(client, fox / "episodes" / "ep01.fountain", typed))
    assert found
    assert found[0].startswith(first)
    assert among <= set(found)


def test_a_gift_is_not_for_the_giver(client: Client, fox: Path) -> None:
    assert "LIN YUE" not in labels(offers(client, fox / "episodes" / "ep01.fountain", "[[gives: LIN YUE -> |]]"))


def test_who_may_come_and_go(client: Client, fox: Path) -> None:
    """In the shrine are LIN YUE and BAI."""
    file = fox / "episodes" / "ep01.fountain"
    assert labels(offers(client, file, "[[exit: |]]"))[:2] == ["BAI", "LIN YUE"]
    assert labels(offers(client, file, "[[enter: |]]"))[0] == "CAPTAIN GUO"
    assert written(client, file, "[[enter: CAPTAIN GUO |", "from left") == "[[enter: CAPTAIN GUO from left"


def test_names_of_several_words_replace_what_was_typed_of_them(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    assert written(client, file, "[[shot: CU LIN Y|", "LIN YUE") == "[[shot: CU LIN YUE"
    assert written(client, file, "[[shot: CU LIN YUE, pu|", "push in") == "[[shot: CU LIN YUE, push in"
    assert written(client, file, "[[takes: BAI, jade p|", "jade pendant") == "[[takes: BAI, jade pendant"


def test_shots_in_chinese(client: Client, chance: Path) -> None:
    found = labels(offers(client, chance / "episodes" / "ep01.fountain", "[[shot: |]]"))
    assert {"特写", "苏晚", "推镜"} <= set(found)


def test_deliveries_in_a_parenthetical(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    found = labels(offers(client, file, "BAI\n(|"))
    assert {"anger", "whisper", "beat"} <= set(found)
    assert {"anger", "whisper"} <= set(labels(offers(client, file, "BAI\n(cold, wh|")))


def test_extensions_and_transitions(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    assert labels(offers(client, file, "BAI (|"))[:2] == ["V.O.", "O.S."]
    found = {one["label"]: one for one in offers(client, file, "> |")}
    assert found["SMASH CUT TO"]["textEdit"]["newText"] == "SMASH CUT TO:"


def test_nothing_is_offered_in_a_bible(client: Client, fox: Path) -> None:
    uri = client.open(fox / "series.yaml")
    assert client.at("completion", uri, (5, 0)) is None
