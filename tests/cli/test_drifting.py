"""Shots that drift are told, and other takes of them are made where that is wanted: with clips that really drift."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests_clips import lay_models, small_films
from tests_models import BIBLE, lay

from dramac.cli.builds.tooling import tooled
from dramac.cli.takes.contact import Row, page
from dramac.cli.takes.drifting import Filming, Settled, Strayed, judge, settle, strayed, takes_of, warnings
from dramac.compiler.analyse import analyse
from dramac.compiler.driver import compile
from dramac.compiler.plan.filmed import filmed
from dramac.compiler.plan.nodes import Task
from dramac.compiler.request import Request
from dramac.runtime.execute import execute
from dramac.runtime.job import Fault
from dramac.runtime.store import Store
from dramac.stdlib import data

SCRIPT = """Title: Two Rooms

INT. KITCHEN - DAY

ANNA waits at the window.

ANNA
No.

PETER reads.
"""
REQUEST = Request(target="final", draft=True)


class Studio:
    """Makes the films of a small series with models that are played; take by take, the clips of `shot` do what `drift` says."""

    def __init__(self, folder: Path, shot: int, drift: Mapping[int, float]) -> None:
        bible = BIBLE.replace("final: {keyframe", "final: {lipsync: latentsync, keyframe")
        self.analysis = analyse(lay(folder / "series", {"series.yaml": bible, "ep01.fountain": SCRIPT}))
        self.folder, self.shot, self.drift = folder, shot, drift
        self.store, self.rounds = Store(folder / "store"), 0
        self.said: list[str] = []

    def film(self, takes: Mapping[str, int]) -> Filming:
        self.rounds += 1
        made = compile(self.analysis, REQUEST, {}, takes)
        plan, cut = made.plan, made.cuts[0]
        one = next(one for one in filmed(plan, cut, "ep01.en.mp4") if one.number == self.shot)
        by = self.drift.get(cut.shots[self.shot - 1].take, 0.0)

        def paint(task: Task, part: float, frame: Any) -> Any:
            if task.key != one.clip.key:
                return frame
            return np.clip(frame + np.array([255, 0, -60]) * by * part, 0, 255).astype(np.uint8)

        lay_models(plan, self.store, self.folder, paint)
        return Filming(plan, execute(plan, self.store, workers=2))

    def judge(self, takes: Mapping[str, int]) -> list[Strayed]:
        return judge(self.analysis, REQUEST, {}, takes, self.store)

    def settle(self, rounds: int) -> Settled:
        return settle(self.film, self.judge, rounds, lambda event: self.said.append(str(getattr(event, "message", ""))))


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    small_films(monkeypatch)
    return lambda drift, shot=2: Studio(tmp_path, shot, drift)


def test_films_without_drift_are_left_alone(studio: Any) -> None:
    one = studio({})
    settled = one.settle(2)
    assert settled.filming.outcome.ok
    assert (settled.strayed, settled.takes, one.rounds, one.said) == ((), (), 1, [])


def test_a_shot_that_drifts_is_told_with_the_command_for_another_take(studio: Any) -> None:
    one = studio({1: 0.6})
    settled = one.settle(0)
    assert [found.shot.number for found in settled.strayed] == [2]
    message, = (event.message for event in warnings(settled.strayed, REQUEST))
    assert "its colours wander by 0." in message or "the picture that it began with" in message
    assert message.endswith("another take: dramac take ep01 2 2 --target final --draft")
    assert (settled.takes, one.rounds) == ((), 1)


def test_the_sheet_of_takes_marks_shots_that_have_drifted(studio: Any) -> None:
    one = studio({1: 0.6})
    one.film({})
    made = compile(one.analysis, REQUEST, {}, {})
    (found,) = strayed(one.analysis, REQUEST, made, one.store)
    sheet = page(made.cuts[0], [Row(found.shot, (), found.why)], "")
    assert "has drifted: " in sheet
    assert found.why.split(" (")[0] in sheet
    tiny = Request(target="final", draft=True, tiny=True)
    assert strayed(one.analysis, tiny, compile(one.analysis, tiny, {}, {}), one.store) == []


def test_another_take_is_made_and_kept_when_it_is_good(studio: Any) -> None:
    one = studio({1: 0.6})
    settled = one.settle(3)
    assert (settled.strayed, one.rounds) == ((), 2)
    assert [(found.shot.number, found.take) for found in settled.takes] == [(2, 2)]
    assert "take 2 is made" in one.said[0]
    fact, = takes_of(settled.takes)
    assert (fact.kind, fact.name[0], fact.value) == ("take", "ep01", "2")


def test_of_takes_that_all_drift_the_best_stays_and_is_told(studio: Any) -> None:
    one = studio({1: 0.9, 2: 0.5, 3: 0.7})
    settled = one.settle(2)
    assert one.rounds == 4  # the first, two more, and the best of them, from the store
    assert not settled.filming.outcome.done
    assert [(found.shot.number, found.take) for found in settled.takes] == [(2, 2)]
    assert [found.shot.shot.take for found in settled.strayed] == [2]


def test_a_plan_for_a_program_that_is_not_here_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_TOOLS", str(tmp_path / "tools.yaml"))
    plan = compile(analyse(lay(tmp_path / "series", {"series.yaml": BIBLE, "ep01.fountain": SCRIPT})),
                   Request(target="lips", draft=True), {}).plan
    with pytest.raises(Fault, match="no program is named for latentsync on this machine"):
        tooled(tmp_path / "store")(plan)
    (tmp_path / "tools.yaml").write_text("".join(f"{name}: {{command: [{sys.executable}, '{{out}}']}}\n"
                                                 for name in ("latentsync", "rife")))
    tooled(tmp_path / "store")(plan)


FACE = """
import json, sys, cv2
image = cv2.imread(sys.argv[1]).astype(float)
print("seen", file=open(sys.argv[3], "a"))
json.dump((image.mean(axis=(0, 1)) - image.mean()).tolist(), open(sys.argv[2], "w"))
"""


def test_a_face_that_is_another_is_told_where_a_program_knows_faces(studio: Any, tmp_path: Path,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that takes the tint of a picture for its face, each pair asked once."""
    (tmp_path / "face.py").write_text(FACE)
    (tmp_path / "tools.yaml").write_text(
        f"face: {{command: [{sys.executable}, {tmp_path / 'face.py'}, '{{image}}', '{{out}}', {tmp_path / 'log'}]}}\n")
    monkeypatch.setenv("DRAMAC_TOOLS", str(tmp_path / "tools.yaml"))
    one = studio({1: 0.9}, shot=1)
    whys = [found.why for found in one.settle(0).strayed]
    asked = len((tmp_path / "log").read_text().split())
    assert asked >= 2
    assert [found.why for found in one.judge({})] == whys
    assert len((tmp_path / "log").read_text().split()) == asked
    monkeypatch.setattr("dramac.cli.takes.drifting.data",
                        lambda name: {"face": {"limit": 0.001}} if name == "drift" else data(name))
    assert any(found.why.startswith("the face is") for found in one.judge({}))
    (tmp_path / "face.py").write_text("raise SystemExit('no GPU')")
    (tmp_path / "store" / ".." / "faces.json").unlink()
    assert one.settle(0).strayed == ()
    assert one.said[-1].startswith("whether shots have drifted could not be seen: face failed")
