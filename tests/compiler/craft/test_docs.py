"""The guide for writers tells the numbers that the rules use, and every code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dramac.compiler.craft.run import all_rules
from dramac.stdlib import vocabulary

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8")
PROFILES = vocabulary("profiles").entries
ROWS = {
    "seconds of an episode": ("length", "least", "most"), "at most, in seconds": ("length", "limit"),
    "episodes": ("episodes", "least", "most"), "something happens within": ("hook", "seconds"),
    "a bare place at most": ("hook", "place"), "stakes within": ("stakes", "seconds"), "a turn every": ("gap", "seconds"),
    "a shot at most": ("shot", "seconds"), "a sentence at most": ("line", "words", "characters", "seconds"),
    "a speech at most": ("line", "monologue"), "words a second": ("rate", "words", "characters"),
    "an open end in the last": ("ending", "seconds"), "first pay point in episodes": ("paywall", "first", "last"),
    "places at most": ("places", "most"),
}


def cells(title: str) -> list[str]:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {title} |"))
    return [cell.strip() for cell in row.strip("|").split("|")][1:]


@pytest.mark.parametrize("title", ROWS)
def test_the_table_says_what_the_profiles_say(title: str) -> None:
    name, *numbers = ROWS[title]
    wanted = [[float(entry[name][number]) for number in numbers] for entry in PROFILES.values()]
    assert [list(map(float, re.findall(r"\d+(?:\.\d+)?", cell))) for cell in cells(title)] == wanted


def test_every_profile_and_every_code_is_named() -> None:
    head = next(line for line in GUIDE.splitlines() if line.startswith("| | "))
    assert [cell.strip() for cell in head.strip("|").split("|")][1:] == list(PROFILES)
    assert {rule.code for rule in all_rules()} <= set(re.findall(r"D\d{3}", GUIDE))
    assert all(f"`{name}`" in GUIDE for name in PROFILES)
