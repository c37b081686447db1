"""Levels, notes and selection; and that every rule keeps the contract."""

import re

import pytest

from dramac.compiler.base.diagnostic import Severity
from dramac.compiler.check.run import Selection, all_rules, explanations

TEXT = """INT. HOUSE - NIGHT

[[lint: off D201 she is a ghost]]

GHOST
Boo.

GHOST
Boo again.

[[marks: WEI = inky thumb]]

Lin, Mei and Wei nod.

[[shot: CU LIN]]

LIN (O.S.)
Who?
"""


def codes(found):
    return [one.code for one in found.all]


def test_a_note_accepts_one_code_in_the_next_paragraph_only(run):
    found = run(TEXT)
    assert codes(found) == ["D201", "D221", "D212"]
    assert found.line(found.of("D201")[0].span) == 8
    assert codes(run(TEXT.replace("D201 she", "D999 she"))) == ["D201", "D201", "D221", "D212"]


def test_the_bible_sets_levels(run):
    found = run(TEXT, lint={"D201": "hint", "d212": "error", "D221": "off"})
    assert [(one.code, one.severity) for one in found.all] == [("D201", Severity.HINT), ("D212", Severity.ERROR)]


@pytest.mark.parametrize(("selection", "expected"), [
    (Selection(select=("D201",)), ["D201"]),
    (Selection(select=("D21", "D221")), ["D221", "D212"]),
    (Selection(ignore=("D22",)), ["D201", "D212"]),
    (Selection(select=("D2",), ignore=("D201", "D212")), ["D221"]),
])
def test_the_command_line_selects_and_ignores(run, selection, expected):
    assert codes(run(TEXT, selection=selection)) == expected


def test_strict_makes_errors_of_warnings_but_not_of_hints(run):
    levels = {one.code: one.severity for one in run(TEXT, selection=Selection(strict=True)).all}
    assert levels == {"D201": Severity.ERROR, "D212": Severity.ERROR, "D221": Severity.HINT}


def test_a_series_without_fault_has_no_findings(run):
    text = "INT. HOUSE - NIGHT\n\nLin, Wei and Mei nod.\n\nWEI\nYes.\n"
    assert run(text).all == ()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_is_documented_under_the_fixed_headings(rule):
    assert re.fullmatch(r"D[24]\d\d", rule.code)
    assert re.findall(r"^(What it checks|Why it matters|Example|Fix):$", rule.text, re.MULTILINE) == [
        "What it checks", "Why it matters", "Example", "Fix"]
    title, blank, *_ = rule.text.splitlines()
    assert title
    assert not title.endswith(".")
    assert blank == ""


def test_every_code_is_explained_once():
    pages = explanations()
    assert len(pages) == len(all_rules())
    assert all(page.startswith(f"# {code} ") and "## What it checks" in page for code, page in pages.items())
