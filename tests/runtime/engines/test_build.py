"""A build whose voices are made by an engine: its clips first, on workers, from what the series brings and what kokoro speaks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.cli.planning import clips_of, unspoken
from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.driver import speech_plan
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request
from dramac.runtime.assemble import wav
from dramac.runtime.execute import execute
from dramac.runtime.imports import bring_in
from dramac.runtime.job import Fault
from dramac.runtime.store import Store

Log = Callable[[], list[dict[str, Any]]]
BIBLE = """series: {title: Two, language: en, release: private}
cast:
  ANNA: {age: 30, voice: std/young-woman-low, clips: [voices/anna.wav]}
  PETER: {age: 50, sex: m, voice: std/man-deep}
locations: {KITCHEN: {built: kitchen}}
targets: {final: {voice: coqui}}
"""
SCRIPT = "INT. KITCHEN - DAY\n\nANNA\nYou sold it.\n\nPETER\nI had to.\n\nANNA\nWhen?\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "series"
    (root / "episodes").mkdir(parents=True)
    (root / "voices").mkdir()
    (root / "series.yaml").write_text(BIBLE)
    (root / "episodes" / "ep01.fountain").write_text(SCRIPT)
    wav.write(root / "voices" / "anna.wav", 0.3 * np.sin(np.arange(70_000) / 15).astype(np.float32), 24_000)
    return root


def read(root: Path) -> Analysis:
    project = load_project(root)
    assert isinstance(project, Project)
    return analyse(project)


def test_lines_are_spoken_in_the_voices_of_clips(packages: Log, model: Any, folder: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COQUI_TOS_AGREED", "1")
    model("xtts-v2", model="xtts")
    analysis, store = read(folder), Store(folder / ".dramac" / "store")
    plan = speech_plan(analysis, Request(target="final"))
    assert sorted(task.action for task in plan.tasks) == ["import", "speech", "speech", "speech", "speech"]
    brought = bring_in(plan, store, clips_of(analysis, folder))
    assert len(brought) == 1
    outcome = execute(plan, store, workers=1)
    assert [failure.message for failure in outcome.failed] == []
    spoken = [one for one in packages() if "text" in one]
    assert {one["text"]: one["language"] for one in spoken} == {"You sold it.": "en", "I had to.": "en", "When?": "en"}
    assert all(len(one["speaker_wav"]) == 1 for one in spoken)
    assert len({one["pid"] for one in packages()}) == 1  # the model was loaded once
    assert len([one for one in packages() if "loaded" in one]) == 1
    _gone(spoken[0]["pid"])
    assert bring_in(plan, store, {}) == []  # nothing is needed any more, not even the file
    assert execute(plan, store, workers=1).done == ()


def _gone(pid: int) -> None:
    """Waits until a process has ended with its worker."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the engine outlived its worker")


def test_a_clip_that_changed_meanwhile_stops_the_build(packages: Log, folder: Path) -> None:
    analysis, store = read(folder), Store(folder / ".dramac" / "store")
    plan = speech_plan(analysis, Request(target="final"))
    (folder / "voices" / "anna.wav").write_bytes(b"RIFF other WAVE")
    with pytest.raises(Fault, match=r"voices/anna\.wav was changed"):
        bring_in(plan, store, clips_of(analysis, folder))
    (folder / "voices" / "anna.wav").unlink()
    with pytest.raises(Fault, match=r"voices/anna\.wav was changed or taken away"):
        bring_in(plan, store, clips_of(analysis, folder))


def test_only_lines_that_are_wanted_bring_their_clips(folder: Path) -> None:
    plan = speech_plan(read(folder), Request(target="final"))
    peter = next(task for task in plan.tasks if task.label.startswith("PETER"))
    some = unspoken(plan, lambda task: task.key == peter.key)
    assert [task.backend for task in some.tasks] == ["kokoro", "coqui"]
    assert unspoken(plan, lambda task: False).tasks == ()
