"""A whole plan for models, whose pictures and clips are laid into the store as models would leave them: everything after them
runs for real, and the film is frame-exact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import pytest
from tests_clips import lay_models, small_films
from tests_models import BIBLE, compiled

from dramac.compiler.plan.nodes import Plan
from dramac.compiler.request import Request
from dramac.runtime.execute import execute
from dramac.runtime.store import Store

TARGETS = """
  smooth: {keyframe: flux2-klein, video: wan2.2-i2v-a14b, interpolate: flow, upscale: lanczos}
  film: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}
"""
SCRIPT = """Title: Two Rooms

INT. KITCHEN - DAY

ANNA waits at the window.

ANNA
No.

> DISSOLVE TO:

INT. STUDY - NIGHT

PETER reads.
"""


@pytest.mark.parametrize("target", ["smooth", "film", "stills"])
def test_a_film_of_models_is_exact_to_the_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    small_films(monkeypatch)
    bible = BIBLE.replace("\n  final:", TARGETS.rstrip() + "\n  final:")
    made = compiled(tmp_path / "series", {"series.yaml": bible, "ep01.fountain": SCRIPT}, "",
                    request=Request(target=target, draft=True))
    plan, store = made.plan, Store(tmp_path / "store")
    lay_models(plan, store, tmp_path)
    outcome = execute(plan, store, workers=2)
    assert not outcome.failed, [(one.task.label, one.message) for one in outcome.failed]
    assert {task.backend for task in outcome.done if task.action != "speech"} >= {"finisher", "master", "mixer"}
    film = store.output(product(plan, ".mp4"), "video")
    assert film is not None
    width, height, times, sound = measured(film)
    cut = made.cuts[0]
    assert (width, height) == (cut.width, cut.height)
    assert times == pytest.approx([number / cut.fps for number in range(cut.frames())])
    assert abs(sound - cut.frames() / cut.fps) < 1 / cut.fps
    assert store.output(product(plan, ".jpg"), "image") is not None


@pytest.mark.parametrize("target", ["nothing", "blank"])
def test_a_target_that_makes_nothing_says_so(tmp_path: Path, target: str) -> None:
    """It runs to its end, and what it delivers does not pass for a film."""
    bible = BIBLE.replace("\n  final:", "\n  blank: {picture: \"null\"}\n  final:")
    plan = compiled(tmp_path / "series", {"series.yaml": bible, "ep01.fountain": SCRIPT}, "",
                    request=Request(target=target, draft=True)).plan
    store = Store(tmp_path / "store")
    assert execute(plan, store, workers=2).ok
    assert {one.file for one in plan.products} == {"ep01.en.en.srt", "ep01.en.null.json"}
    film = store.output(product(plan, ".null.json"), "video")
    assert film is not None
    assert "nothing was drawn" in json.loads(film.read_text())["note"]


def product(plan: Plan, suffix: str) -> str:
    return next(one.key for one in plan.products if one.file.endswith(suffix))


def measured(film: Path) -> tuple[int, int, list[float], float]:
    """Size, the time of every decoded frame, and the length of the sound."""
    with av.open(str(film)) as opened:
        video, audio = opened.streams.video[0], opened.streams.audio[0]
        times: list[Any] = []
        for frame in opened.decode(video):
            times.append(frame.time)
        return video.width, video.height, times, float(audio.duration * audio.time_base)
