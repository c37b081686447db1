"""A scene is a function from state to state: it is evaluated again only where a change can reach it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dramac.compiler.analyse import analyse
from dramac.compiler.base.diagnostic import Diagnostic, Label, Severity
from dramac.compiler.base.source import NOWHERE, Span
from dramac.compiler.checked.episode import Desk
from dramac.compiler.checked.passed import passed, settled_places, step
from dramac.compiler.checked.result import Checked, Work
from dramac.compiler.checked.run import checked
from dramac.compiler.project import Project, load_project
from dramac.compiler.story.state import State

from .conftest import write

BIBLE = """series: {title: Spring, language: en}
cast: {LIN: {age: 22, sex: f}, WEI: {age: 25, sex: m}}
locations: {HALL: {built: living room}}
props: {cup: {looks: paper cup}}
"""
SCENE = "INT. HALL - DAY\n\nLIN and WEI nod.\n\n{0}\n\nLIN\nHo.\n\nINT. HALL - NIGHT\n\nWEI and LIN wait.\n"


class Series:
    """Six episodes of two scenes, and which of them are read."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.read = root, list[str]()
        read: Any = Desk.read
        monkeypatch.setattr(Desk, "read", lambda desk, source: (self.read.append(source.path[-10:-9]), read(desk, source))[1])
        write(root, {"series.yaml": BIBLE, **{f"episodes/ep{n}.fountain": SCENE.format(f"Day {n}.") for n in range(1, 7)}})

    def put(self, number: int, what: str) -> Series:
        (self.root / f"episodes/ep{number}.fountain").write_text(SCENE.format(what), "utf-8")
        return self

    def check(self) -> Checked:
        """The findings, which are those of a fresh reading."""
        project = load_project(self.root)
        assert isinstance(project, Project)
        self.read.clear()
        found = checked(project)
        assert repr(found.diagnostics) == repr(analyse(project, film=True).diagnostics)
        return found


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Series:
    return Series(tmp_path, monkeypatch)


def test_at_first_everything_is_evaluated_and_then_nothing(series: Series) -> None:
    assert series.check().work == Work(12, 12)
    assert series.check().work == Work(0, 12)
    assert series.read == []


def test_words_reach_no_further_than_their_episode(series: Series) -> None:
    series.check()
    assert series.put(3, "Another day.").check().work == Work(2, 12)
    assert series.read == ["3"]


def test_a_change_of_the_state_reaches_as_far_as_it_lasts(series: Series) -> None:
    series.put(4, "[[marks: LIN = none]]").check()
    assert series.put(2, "[[marks: LIN = cut on cheek]]").check().work == Work(6, 12)
    assert sorted(series.read) == ["2", "3", "4"]
    assert series.put(2, "Day 2.").check().work == Work(6, 12)
    assert series.put(2, "[[takes: WEI, cup]]").check().work == Work(10, 12)


def test_where_a_fact_was_set_is_no_part_of_the_state(series: Series) -> None:
    """A line above it moves the place to which findings of later episodes point, and no more."""
    series.put(1, "[[dies: WEI]]").put(6, "WEI\nI live.").check()
    found = series.put(1, "A long pause.\n\n[[dies: WEI]]").check()
    assert (found.work, series.read) == (Work(2, 12), ["1"])
    (label,) = next(one for one in found.diagnostics if one.code == "D230" and one.span and "ep6" in one.span.path).labels
    text = found.sources[label.span.path].text
    assert text[label.span.start : label.span.end] == "[[dies: WEI]]"


def test_an_episode_between_others_reaches_no_further_than_the_next(series: Series) -> None:
    """It leaves the clock by a heading of its own, to which findings of the next may point."""
    series.check()
    (series.root / "episodes/ep35.fountain").write_text("Episode: 3\n\n" + SCENE.format("More."), "utf-8")
    assert series.check().work == Work(4, 14)


def test_places_are_put_back_where_they_were() -> None:
    here, there = Span("ep1", 5, 9), Span("ep0", 7, 8)
    since = {"wears:LIN": here, "dies:WEI": there, "holds:cup": here, "exit:MEI": NOWHERE}
    state = State(wearing={"LIN": "coat"}, knowing=(frozenset((("LIN", "it"), ("WEI", "it"))),), since=since)
    one, moved = passed(state), Span("ep1", 6, 9)
    assert one.mark == passed(replace(state, since={**since, "wears:LIN": moved, "holds:cup": moved})).mark
    assert one.mark != passed(replace(state, since={**since, "wears:LIN": moved})).mark
    again = one.state()
    assert again == state
    assert again.since["exit:MEI"] == NOWHERE
    assert again.since["wears:LIN"] == again.since["holds:cup"] != again.since["dies:WEI"]
    assert all(span.start < 0 for key, span in again.since.items() if key != "exit:MEI")
    finding = Diagnostic("D230", Severity.ERROR, "x", Span("ep2", 1, 2), labels=(Label(again.since["wears:LIN"], "here"),))
    assert settled_places([finding], one.places)[0].labels[0].span == here
    later = step(again, len(one.places)).after(one)
    assert (later.mark, later.places) == (one.mark, one.places)
