"""Two states of a series compared: what it costs, with any edit, for a series that was not there and for a target of models."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, booleans, data, integers, sampled_from
from tests_changes import BIBLE, SCRIPT, only, state, stated

from dramac.compiler.analyse import analyse
from dramac.compiler.changes.compare import compare
from dramac.compiler.changes.side import Side, side_of
from dramac.compiler.driver import compile
from dramac.compiler.plan.nodes import Estimate
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def test_what_is_in_the_store_is_counted_and_costs_nothing(tmp_path: Path) -> None:
    before = state(tmp_path / "a", BIBLE, SCRIPT)
    after = state(tmp_path / "b", BIBLE.replace("grade: cold", "grade: warm"), SCRIPT)
    whole = compare(before, after)
    fresh = {one.key for one in after.plan.tasks} - {one.key for one in before.plan.tasks}
    some = compare(before, after, frozenset(sorted(fresh)[:2]))
    assert whole.work.tasks == len(fresh) == some.work.tasks
    assert (whole.work.cached, some.work.cached) == (0, 2)
    assert some.work.cpu <= whole.work.cpu
    assert sum(one.work.tasks for one in whole.actions) == len(fresh)
    assert sum(one.work.tasks for one in whole.episodes) == len(fresh)


def test_gpu_seconds_and_money_come_from_the_estimates(tmp_path: Path) -> None:
    before = state(tmp_path / "a", BIBLE, SCRIPT)
    after = state(tmp_path / "b", BIBLE.replace("grade: cold", "grade: warm"), SCRIPT)
    dear = Estimate(2.0, "a test", 8.0, 0.25)
    tasks = tuple(replace(one, resource="gpu", estimate=dear) if one.action == "draw" else one for one in after.plan.tasks)
    work = compare(before, replace(after, plan=replace(after.plan, tasks=tasks))).work
    draws = sum(one.action == "draw" for one in tasks)
    assert (work.gpu, work.money) == (2.0 * draws, 0.25 * draws)


def test_a_series_that_was_not_there_is_new(tmp_path: Path) -> None:
    changes = compare(Side(), state(tmp_path / "b", BIBLE, SCRIPT))
    film = only(changes)
    assert film.kind == "added"
    assert {one.kind for one in film.shots} == {"added"}
    assert changes.standing.tasks == 0


@settings(max_examples=12, deadline=None)
@given(data())
def test_whatever_is_edited_every_shot_is_told_once(tmp_path_factory: pytest.TempPathFactory, draw: DataObject) -> None:
    """Blocks of the first episode of either example are taken out, doubled or moved."""
    source = EXAMPLES / draw.draw(sampled_from(("white-fox", "second-chance")))
    folder = tmp_path_factory.mktemp("edit")
    shutil.copytree(source, folder / "b")
    script = sorted((folder / "b" / "episodes").iterdir())[0]
    head, *blocks = re.sub(r" ?\[\[id: \w+\]\]", "", script.read_text(encoding="utf-8")).split("\n\n")
    for _ in range(draw.draw(integers(1, 4))):
        at, to = (draw.draw(integers(0, len(blocks) - 1)) for _ in range(2))
        block = blocks[at] if draw.draw(booleans()) else blocks.pop(at)
        if draw.draw(booleans()):
            blocks.insert(to, block)
    script.write_text("\n\n".join((head, *blocks)), encoding="utf-8")
    before, after = _read(source), _read(folder / "b")
    changes = compare(before, after)
    told = {one.episode: one for one in changes.episodes}
    for old, new in zip(before.cuts, after.cuts, strict=False):
        film = told.get(new.episode)
        if film is not None and film.kind == "changed" and not film.was:
            assert film.kept + sum(one.kind != "removed" for one in film.shots) == len(new.shots)
            assert film.kept + sum(one.kind != "added" and not one.came_from for one in film.shots) <= len(old.shots)
            numbers = [one.number for one in film.shots if one.number]
            assert sorted(set(numbers)) == numbers
            assert all(one.causes for one in film.shots if one.kind in ("changed", "sound", "added", "removed"))
            assert all(one.work.tasks == 0 for one in film.shots if one.kind in ("moved", "removed"))
    assert sum(one.work.tasks for one in changes.episodes) == changes.work.tasks == sum(one.work.tasks for one in changes.actions)
    assert compare(after, after).episodes == ()


def _read(folder: Path) -> Side:
    project = load_project(folder)
    assert isinstance(project, Project)
    analysis = analyse(project)
    return side_of(analysis, Request(), compile(analysis, Request(), {}))


def test_a_target_of_models_is_compared_by_the_same_road(tmp_path: Path) -> None:
    bible = BIBLE + "  final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b, voice: kokoro}\n"
    before = state(tmp_path / "a", bible, SCRIPT, target="final")
    red = bible.replace("colour: black}, skin: light", "colour: red}, skin: light")
    after = state(tmp_path / "b", red, SCRIPT, target="final")
    changes = compare(before, after)
    assert set(stated(changes)) == {"look"}
    assert changes.work.gpu > 0
    assert {"keyframe", "i2v"} <= {one.action for one in changes.actions if one.work.tasks}
    assert only(changes).kept > 0


def test_where_somebody_sits_is_told_with_the_words_that_say_so(tmp_path: Path) -> None:
    script = SCRIPT.replace("[[shot: CU LIN, static]]", "LIN sits at a desk.\n\n[[shot: CU LIN, static]]", 1)
    moved = script.replace("at a desk", "on a sofa")
    changes = compare(state(tmp_path / "a", BIBLE, script), state(tmp_path / "b", BIBLE, moved))
    causes = [cause for film in changes.episodes for shot in film.shots for cause in shot.causes if cause.kind == "posture"]
    assert {cause.text for cause in causes} == {"LIN: sit chair at desk → sit sofa"}
    assert len([cause for cause in causes if cause.at]) >= 2
