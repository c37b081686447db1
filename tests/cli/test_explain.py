"""`dramac explain`: every code, in words and as data."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dramac.cli.catalogue import HEADINGS, pages
from dramac.cli.main import cli


def explain(*words: str) -> Result:
    done = CliRunner().invoke(cli, ["explain", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


@pytest.mark.parametrize("code", pages())
def test_every_page_is_plain_text_under_its_headings(code: str) -> None:
    lines = explain(code.lower()).stdout.splitlines()
    assert lines[0].startswith(f"{code}  {pages()[code].title}")
    assert [line for line in lines if line in HEADINGS] == list(HEADINGS)
    assert not any(line.lstrip().startswith(("#", "```")) and "#" in line[:3] for line in lines)
    assert "```" not in "\n".join(lines)


def test_without_a_code_all_are_listed_and_all_can_be_read_at_once() -> None:
    listed = [line.split("  ")[0] for line in explain().stdout.splitlines()]
    assert listed == sorted(pages())
    every = explain("--all").stdout
    assert all(f"{code}  {page.title}" in every for code, page in pages().items())


def test_as_json_one_is_an_object_and_all_are_a_list() -> None:
    one = json.loads(explain("D201", "--json").stdout)
    assert one["code"] == "D201"
    assert one["severity"] == "error"
    assert set(one) == {"code", "title", "severity", "group", "checks", "matters", "example", "fix"}
    for words in (("--json",), ("--all", "--json")):
        assert [page["code"] for page in json.loads(explain(*words).stdout)] == sorted(pages())


@pytest.mark.parametrize(("typed", "meant"), [
    ("D2O1", "D201"), ("201", "D201"), ("D2011", "D201"), ("d999", ""), ("x", ""), ("", "")])
def test_an_unknown_code_is_wrong_usage_with_the_nearest(typed: str, meant: str) -> None:
    done = explain(typed)
    assert done.exit_code == 2
    assert ("Did you mean" in done.stderr) == bool(meant)
    assert meant in done.stderr


def test_a_code_and_all_of_them_do_not_go_together() -> None:
    assert explain("D201", "--all").exit_code == 2
