"""Every format: takes anything, says everything, and what it writes can be read by those that it is for."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.cli import report
from dramac.cli.report import concise, github, junit, sarif
from dramac.compiler.base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from dramac.compiler.base.roster import member, members
from dramac.compiler.base.source import Source, Span

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft7Validator(SCHEMA)

paths = st.sampled_from(["a.fountain", "series.yaml", "gone.fountain", "", "odd %:,\n<&\"' name.fountain", "caf\udce9.fountain"])
spans = st.builds(Span, paths, st.integers(-5, 60), st.integers(-5, 60))
words = st.text(max_size=12)
fixes = st.builds(Fix, words, st.lists(st.builds(Edit, spans, words), max_size=3).map(tuple), st.booleans())
findings = st.builds(Diagnostic, st.sampled_from(["D201", "D118", "D999"]), st.sampled_from(Severity), words,
                     st.none() | spans, words, st.lists(st.builds(Label, spans, words), max_size=3).map(tuple),
                     st.none() | fixes)
texts = st.text(st.characters() | st.sampled_from("\n\r\t\ufeff林\x1b\u202e"), max_size=40)


def told(text, other):
    return {path: Source(path, one) for path, one in (("a.fountain", text), ("series.yaml", other),
                                                     ("odd %:,\n<&\"' name.fountain", text))}


def sources_of(*pairs):
    return {path: Source(path, text) for path, text in pairs}


@settings(max_examples=60, deadline=None)
@given(st.lists(findings, max_size=4), texts, texts)
@pytest.mark.parametrize("form", members(report))
def test_any_finding_in_any_text_can_be_written(form, found, text, other):
    done = member(report, form).render(found, told(text, other))
    assert all(one.code in done for one in found)
    done.encode("utf-8", "surrogateescape")


@settings(max_examples=80, deadline=None)
@given(st.lists(findings, max_size=4), texts, texts)
def test_sarif_keeps_to_the_schema_of_the_standard(found, text, other):
    log = json.loads(sarif.render(found, told(text, other)))
    VALID.validate(log)
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == [one.code for one in found]


@settings(max_examples=80, deadline=None)
@given(st.lists(findings, max_size=4), texts, texts)
def test_junit_is_xml_that_counts_right(found, text, other):
    top = ElementTree.fromstring(junit.render(found, told(text, other)).encode("utf-8", "replace"))
    grave = sum(one.severity is not Severity.HINT for one in found)
    assert int(top.get("failures")) == grave == len(top.findall("./testsuite/testcase/failure"))
    assert int(top.get("tests")) == len(top.findall("./testsuite/testcase"))
    for suite in top:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))


@settings(max_examples=80, deadline=None)
@given(st.lists(findings, max_size=4), texts, texts)
def test_github_gets_one_command_a_line_and_can_undo_the_escapes(found, text, other):
    lines = github.render(found, told(text, other)).split("\n")[:-1]
    assert len(lines) == len(found)
    for line, one in zip(lines, found):
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match
        facts = dict(pair.split("=", 1) for pair in match[2].split(","))
        assert facts["title"] == f"dramac {one.code}"
        back = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert back == one.message + (f"\n{one.help}" if one.help else "")
        if one.span and one.span.path:
            name = facts["file"]
            for escape, plain in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
                name = name.replace(escape, plain)
            assert name == one.span.path


@settings(max_examples=60, deadline=None)
@given(st.lists(findings, max_size=4), texts, texts)
def test_concise_is_a_line_a_finding_with_nothing_for_the_terminal_in_it(found, text, other):
    done = concise.render(found, told(text, other))
    assert len(done.splitlines()) == len(found)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", done)


def result(found, sources):
    [one] = json.loads(sarif.render([found], sources))["runs"][0]["results"]
    return one


def test_sarif_tells_place_labels_and_fix_in_code_points(series):
    found = series.finding("林晚", ("MARA -", "who gives"), message="no", help="yes", fix="MARA", severity=Severity.WARNING)
    one = result(found, series.sources)
    assert one["level"] == "warning"
    assert one["message"]["text"] == "no\nyes"
    place = one["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "ep01.fountain", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 8, "startColumn": 18, "endLine": 8, "endColumn": 20}
    assert one["relatedLocations"][0]["message"]["text"] == "who gives"
    change = one["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change == {"deletedRegion": place["region"], "insertedContent": {"text": "MARA"}}


def test_sarif_rules_carry_the_page_that_explain_shows(series):
    run = json.loads(sarif.render([series.finding("MARRA")], series.sources))["runs"][0]
    [rule] = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert rule["id"] == "D201"
    assert "## Why it matters" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "error"


def test_fingerprints_stay_when_lines_move_and_differ_when_words_do(series):
    def marks(text):
        sources = sources_of(("a.fountain", text))
        spans = [Span("a.fountain", match.start(), match.end()) for match in re.finditer("MARRA", text)]
        log = json.loads(sarif.render([Diagnostic("D201", Severity.ERROR, "no", span) for span in spans], sources))
        return [one["partialFingerprints"]["primaryLocationLineHash"] for one in log["runs"][0]["results"]]

    one = marks("MARRA\nx\n\nMARRA\ny\n")
    assert len(set(one)) == 2
    assert marks("new\n\n\n  MARRA\nz\n\nMARRA\n") == one
    assert not set(marks("MARRA!\n")) & set(one)


def test_github_names_columns_only_within_a_line(series):
    flat = github.render([series.finding("MARRA")], series.sources)
    assert flat.startswith("::error file=ep01.fountain,line=5,col=1,endLine=5,endColumn=6,title=dramac D201::no")
    tall = Diagnostic("D201", Severity.HINT, "no", series.at("MARRA").to(series.at("there")))
    assert github.render([tall], series.sources).startswith("::notice file=ep01.fountain,line=5,endLine=6,title=")


def test_junit_has_a_suite_for_every_file_and_passes_clean_ones(series):
    top = ElementTree.fromstring(junit.render([series.finding("MARRA"), Diagnostic("D501", Severity.ERROR, "x", None)],
                                              series.sources))
    assert [suite.get("name") for suite in top] == ["ep01.fountain", "series.yaml", junit.NOWHERE]
    assert top[1][0].get("name") == "no findings"
    assert top[0][0].get("line") == "5"


def test_json_keeps_its_keys(series):
    from dramac.cli.report.json import render

    [one] = json.loads(render([series.finding("MARRA", ("there", "x"), fix="MARA")], series.sources))["findings"]
    assert set(one) == {"code", "severity", "message", "place", "labels", "help", "fix"}
    assert one["place"] == {"file": "ep01.fountain", "line": 5, "column": 1, "end_line": 5, "end_column": 6}


def test_every_format_is_a_file_that_says_what_it_is():
    assert {"concise", "github", "json", "junit", "sarif", "text"} <= set(members(report))
    for name in members(report):
        assert member(report, name).__doc__.startswith(f"{name}: ")
        assert getattr(member(report, name), "FROM", "") in ("", "here", "repository")
