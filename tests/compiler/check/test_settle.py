"""What becomes of findings: levels, notes, exemptions, what only follows from others, and exceptions about nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis, analyse, further
from dramac.compiler.base.diagnostic import Diagnostic, Severity
from dramac.compiler.base.source import Source
from dramac.compiler.check.exemptions import read_exemptions
from dramac.compiler.project import Project, load_project

BIBLE = """series: {title: The Jade Pendant, language: en}
cast:
  LIN: {age: 22, appearance: {sex: female}}
  WEI: {age: 27, appearance: {sex: male}}
locations: {HOUSE: {setting: interior, built: hall}}
props: {letter: {looks: sealed letter}}
variants: {ending: {values: [A, B], default: A}}
"""
HEAD = "INT. HOUSE - NIGHT\n\nLIN and WEI wait by the door.\n\n"
GHOST = "GHOST\nBoo.\n"


def of(root: Path, files: Mapping[str, str | bytes]) -> Analysis:
    for name, text in {"series.yaml": BIBLE, **files}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    project = load_project(root)
    assert isinstance(project, Project)
    return analyse(project)


def codes(analysis: Analysis) -> list[str]:
    return [one.code for one in analysis.diagnostics]


def exempt(**entry: str) -> str:
    return "".join(f"{'-' if not number else ' '} {key}: {value}\n" for number, (key, value) in enumerate(entry.items()))


def test_a_note_that_accepts_something_is_listed_with_its_reason(tmp_path: Path) -> None:
    analysis = of(tmp_path, {"episodes/ep01.fountain": f"{HEAD}[[lint: off D201 she is a ghost]]\n\n{GHOST}"})
    assert codes(analysis) == []
    (one,) = analysis.accepted
    assert (one.finding.code, one.reason) == ("D201", "she is a ghost")
    assert analysis.sources[one.by.path].text[one.by.start : one.by.end] == "[[lint: off D201 she is a ghost]]"


@pytest.mark.parametrize("rest", ["LIN\nHello.\n", "", f"LIN\nHello.\n\n{GHOST}"])
def test_a_note_that_accepts_nothing_is_stale(tmp_path: Path, rest: str) -> None:
    analysis = of(tmp_path, {"episodes/ep01.fountain": f"{HEAD}[[lint: off D201 she is a ghost]]\n\n{rest}"})
    assert codes(analysis) == (["D260", "D201"] if "GHOST" in rest else ["D260"])
    assert [one.about for one in analysis.stale] == ["D201"]


@pytest.mark.parametrize(("code", "lint"), [("D407", ""), ("D512", ""), ("D701", ""), ("D201", "lint: {D201: off}\n")])
def test_what_nobody_looked_for_is_not_stale(tmp_path: Path, code: str, lint: str) -> None:
    files = {"series.yaml": BIBLE + lint, "episodes/ep01.fountain": f"{HEAD}[[lint: off {code} as it is]]\n\nLIN\nHello.\n",
             "exemptions.yaml": exempt(code=code, file="episodes/ep01.fountain", reason="as it is")}
    assert codes(of(tmp_path, files)) == []


@pytest.mark.parametrize("broken", [
    {"series.yaml": BIBLE + "extras: [\n"}, {"episodes/ep02.fountain": b"INT. HOUSE - DAY\n\nLIN caf\xe9\n"},
    {"episodes/ep02.fountain": "[[include: common/gone.fountain]]\n"}], ids=["bible", "script", "include"])
def test_where_a_part_of_the_series_is_missing_nothing_is_stale(tmp_path: Path, broken: Mapping[str, str | bytes]) -> None:
    files = {"episodes/ep01.fountain": f"{HEAD}[[lint: off D201 a ghost]]\n\nLIN\nHello.\n",
             "exemptions.yaml": exempt(code="D201", file="episodes/ep01.fountain", reason="a ghost"), **broken}
    assert not {"D260", "D261"} & set(codes(of(tmp_path, files)))


def test_a_note_that_one_version_needs_is_not_stale(tmp_path: Path) -> None:
    text = f"{HEAD}[[variant: ending=B]]\n\n[[lint: off D201 a ghost]]\n\n{GHOST}\n[[end]]\n\n[[lint: off D201 another]]\n\n"
    analysis = of(tmp_path, {"episodes/ep01.fountain": f"{text}[[variant: ending=A]]\n\n{GHOST}\n[[end]]\n\nLIN\nOh.\n"})
    assert codes(analysis) == []
    assert {one.reason for one in analysis.accepted} == {"a ghost", "another"}


def test_a_note_in_an_included_file_is_not_stale_where_one_script_needs_it(tmp_path: Path) -> None:
    common = f"[[lint: off D220 they come again]]\n\n{GHOST}"
    files = {"common/recap.fountain": f"[[lint: off D201 a ghost]]\n\n{GHOST}"}
    files |= {f"episodes/ep0{number}.fountain": f"{HEAD}[[include: common/recap.fountain]]\n" for number in (1, 2)}
    assert codes(of(tmp_path, files)) == []
    assert "D260" in codes(of(tmp_path, {**files, "common/recap.fountain": common}))


def test_a_macro_does_not_stand_in_the_script(tmp_path: Path) -> None:
    macro = 'macros: {boo: {parameters: {who: words}, body: "[[lint: off D201 a ghost]]\\n\\n{who}\\nBoo."}}\n'
    text = f"{HEAD}[[use: boo(who=LIN)]]\n\n[[use: boo(who=GHOST)]]\n"
    assert codes(of(tmp_path, {"series.yaml": BIBLE + macro, "episodes/ep01.fountain": text})) == []


def test_a_level_holds_for_every_stage(tmp_path: Path) -> None:
    files = {"series.yaml": BIBLE.replace("age: 22", "age: young") + "lint: {D305: off, D409: hint}\n",
             "episodes/ep01.fountain": HEAD, "episodes/ep02.fountain": ""}
    analysis = of(tmp_path, files)
    assert [(one.code, one.severity) for one in analysis.diagnostics] == [("D409", Severity.HINT)]


@pytest.mark.parametrize(("files", "code"), [
    ({"series.yaml": BIBLE + "lint: {D301: off}\nextras: [\n"}, "D301"),
    ({"series.yaml": BIBLE + "lint: {D307: hint}\ninclude: [gone.yaml]\n"}, "D307"),
    ({"series.yaml": BIBLE + "lint: {D308: off}\n", "translations/zh-Hans/ep01.yaml": b"x: caf\xe9\n"}, "D308")])
def test_what_leaves_a_part_unread_cannot_be_switched_off(tmp_path: Path, files: Mapping[str, str | bytes], code: str) -> None:
    found = [one for one in of(tmp_path, {"episodes/ep01.fountain": HEAD, **files}).diagnostics if one.code == code]
    assert [one.severity for one in found] == [Severity.ERROR]


def test_later_stages_are_settled_likewise_and_not_told_twice(tmp_path: Path) -> None:
    text = f"{HEAD}[[lint: off D407 meant]]\n\n[[shot: CU LIN]]\n\nLIN waits.\n"
    files = {"series.yaml": BIBLE + "lint: {D402: off}\n", "episodes/ep01.fountain": text, "episodes/ep02.fountain": ""}
    analysis = of(tmp_path, files)
    (empty,) = analysis.diagnostics
    at = Source("episodes/ep01.fountain", text).span(text.index("[[shot"), text.index("[[shot") + 5)
    later = [Diagnostic(code, Severity.HINT, "x", at) for code in ("D402", "D407", "D408")]
    assert [one.code for one in further(analysis.diagnostics, analysis.ground, (*later, empty))] == ["D408"]


@pytest.mark.parametrize("entry", [
    {}, {"scene": "int. house - night"}, {"scene": ".INT. HOUSE - NIGHT"}, {"about": "ghost"}, {"about": "Nobody called"}])
def test_an_entry_of_the_exemptions_accepts_what_it_names(tmp_path: Path, entry: Mapping[str, str]) -> None:
    listed = exempt(code="D201", file="episodes/ep01.fountain", reason="a ghost", **entry)
    analysis = of(tmp_path, {"episodes/ep01.fountain": HEAD + GHOST, "exemptions.yaml": listed})
    assert codes(analysis) == []
    assert [(one.reason, one.by.path) for one in analysis.accepted] == [("a ghost", "exemptions.yaml")]


@pytest.mark.parametrize(("entry", "help"), [
    ({"scene": "INT. HOUSE - DAY"}, "did you mean `INT. HOUSE - NIGHT`?"), ({"about": "sword"}, "take the entry out"),
    ({"code": "D202"}, "take the entry out"), ({"file": "episode/ep01.fountain"}, "did you mean `episodes/ep01.fountain`?"),
    ({"file": "episodes/ep02.fountain"}, "take the entry out")])
def test_an_entry_accepts_nothing_else_and_says_what_may_be_meant(tmp_path: Path, entry: Mapping[str, str], help: str) -> None:
    listed = exempt(**{"code": "D201", "file": "episodes/ep01.fountain", "reason": "a ghost", **entry})
    files = {"episodes/ep01.fountain": HEAD + GHOST, "episodes/ep02.fountain": HEAD, "exemptions.yaml": listed}
    analysis = of(tmp_path, files)
    assert codes(analysis) == ["D201", "D261"]
    assert help in analysis.diagnostics[1].help


def test_nobody_is_unused_while_a_script_cannot_be_read(tmp_path: Path) -> None:
    alone = "INT. HOUSE - NIGHT\n\nLIN waits by the door.\n"
    assert codes(of(tmp_path, {"episodes/ep01.fountain": alone})) == ["D213"]
    for text in ("WEI\r\nHello.\r\n".encode("utf-16"), "[[include: gone.fountain]]\n"):
        assert "D213" not in codes(of(tmp_path, {"episodes/ep01.fountain": alone, "episodes/ep02.fountain": text}))


def test_names_of_an_unread_part_of_the_bible_are_not_missed(tmp_path: Path) -> None:
    text = f"{HEAD}[[use: nothing(a=LIN)]]\n\nLIN waits for {{{{nothing}}}}.\n\n[[variant: nothing=B]]\n\nWEI waits.\n\n[[end]]\n"
    assert {"D142", "D144", "D147"} <= set(codes(of(tmp_path, {"episodes/ep01.fountain": text})))
    assert codes(of(tmp_path, {"series.yaml": BIBLE + "macros: [\n", "episodes/ep01.fountain": text})) == ["D301"]


@pytest.mark.parametrize(("text", "said"), [
    ("", []), ("# nothing yet\n", []), ("code: D201\n", ["exemptions are a list"]), ("- D201\n", ["an exemption is a mapping"]),
    ("- {code: D201, file: a, reason: x, code: D202}\n", ["`code` stands here a second time"]),
    ("- {code: D201, file: a}\n", ["`reason` is missing here"]), ("- {code: D201, file: a, reason: }\n", ["`reason` is empty"]),
    ("- {code: D201, file: a, reason: x, scnee: y}\n", ["`scnee` is not a key that stands here"]),
    ("- {code: D2, file: a, reason: x}\n", ["`D2` is not a code"]), ("{}\n", ["exemptions are a list"]),
    ("- {code: D201, file: {a: b}, reason: [x]}\n", ["`file`: expected words", "`reason`: expected words"])])
def test_what_is_wrong_with_exemptions_is_said(text: str, said: list[str]) -> None:
    read, found = read_exemptions(Source("exemptions.yaml", text))
    assert [one.message for one in found] == said
    assert len(read) == 0 or said == ["`code` stands here a second time"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(
    ["- ", "{", "}", "[", "]", "code", ": ", "D201", ", ", "file", "reason", "x", "\n", "  ", "&a ", "*a", "<<", "!!", "\0", "'",
     '"']), max_size=30).map("".join)))
def test_any_text_can_be_read_as_exemptions(text: str) -> None:
    source = Source("exemptions.yaml", text)
    read, found = read_exemptions(source)
    for one in found:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)
    assert all(one.code and one.file and one.reason for one in read)
