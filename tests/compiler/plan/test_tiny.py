"""`--tiny`: the same film by the smallest models."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from dramac.compiler.analyse import analyse
from dramac.compiler.driver import Compiled, compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

FILM = Request(("ep01",), target="film")
BIBLE = """series: {title: T, language: en}
cast: {LIN: {sex: f}, WEI: {sex: m}}
locations: {HALL: {built: palace hall}}
targets:
  film: {keyframe: flux2-klein, video: wan2.2-i2v-a14b, voice: espeak}
"""
SCRIPT = """INT. HALL - NIGHT

LIN
You came back after all of it.

WEI
I said that I would.

Lin draws a sword.
"""


def project(folder: Path) -> Project:
    (folder / "episodes").mkdir(parents=True, exist_ok=True)
    (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (folder / "episodes" / "ep01.fountain").write_text(SCRIPT, encoding="utf-8")
    found = load_project(folder)
    assert isinstance(found, Project)
    return found


def made(folder: Path, request: Request, pins: dict[str, str] | None = None) -> Compiled:
    return compile(analyse(project(folder)), replace(request, pins=pins or {}), {})


def test_the_cut_and_the_frames_are_those_of_the_whole_models(tmp_path: Path) -> None:
    full, tiny = made(tmp_path, FILM), made(tmp_path, replace(FILM, tiny=True))
    assert tiny.cuts == full.cuts
    assert Counter((one.action, str(one.params.get("frames"))) for one in tiny.plan.tasks) == \
        Counter((one.action, str(one.params.get("frames"))) for one in full.plan.tasks)


def test_every_picture_is_small_and_by_random_weights(tmp_path: Path) -> None:
    tasks = [one for one in made(tmp_path, replace(FILM, tiny=True)).plan.tasks if one.model]
    assert {one.params["weights"] for one in tasks} == {"tiny"}
    pictures = [one for one in tasks if one.action != "text_encode"]
    assert {one.params["steps"] for one in pictures} == {2}
    assert all(one.params["width"] * one.params["height"] <= 64 * 114 for one in pictures)
    assert all(one.params["width"] % 16 == 0 and one.params["height"] % 16 == 0 for one in pictures)


def test_nothing_of_it_is_taken_for_the_film(tmp_path: Path) -> None:
    full = {one.key for one in made(tmp_path, FILM).plan.tasks if one.model}
    assert not full & {one.key for one in made(tmp_path, replace(FILM, tiny=True)).plan.tasks}


def test_pins_are_not_for_what_is_tiny(tmp_path: Path) -> None:
    tiny = replace(FILM, tiny=True)
    assert made(tmp_path, tiny, {"flux2-klein": "sha256:0"}).plan == made(tmp_path, tiny).plan
