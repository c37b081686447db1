"""A small series for a target that models make: two episodes that share a room and two people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from dramac.compiler.analyse import analyse
from dramac.compiler.driver import Compiled, compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

BIBLE = """series: {title: Two Rooms, language: en, format: vertical}
cast:
  ANNA:
    age: 30
    appearance:
      {sex: female, build: slight, height: average, hair: {style: long, colour: black}, skin: fair, eyes: green,
       features: [freckles]}
    wardrobe: {day: {outfit: dress, colours: ["#b3202c"]}, night: {outfit: coat, colours: ["#22304f", "#c3c8cf"]}}
    starts: {wearing: day, holds: [oil lamp]}
    voice: {en: std/young-woman-low}
  PETER:
    age: 35
    appearance:
      {sex: male, build: average, height: tall, hair: {style: short, colour: brown}, skin: light, eyes: blue,
       features: [scar]}
    wardrobe: {day: {outfit: suit, colours: ["#22304f", "#f4f2ec"]}}
    starts: {wearing: day}
    voice: {en: std/young-man-low}
locations:
  KITCHEN: {setting: interior, built: kitchen}
  STUDY: {setting: interior, built: office}
props:
  oil lamp: {shape: lantern, colours: ["#c9a04a"]}
targets:
  final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}
  lips: {keyframe: flux2-klein, video: wan2.2-i2v-a14b, lipsync: latentsync, interpolate: rife}
  both: {keyframe: flux2-klein, video: wan-flf2v}
  long: {video: skyreels-v2-df}
  h3: {keyframe: qwen-image-edit-plus, video: minimax-h3}
  ltx: {keyframe: sdxl, video: ltx2}
  stills: {keyframe: flux2-klein}
  nothing: {picture: "null", keyframe: flux2-klein, video: wan2.2-i2v-a14b}
  drawn: {picture: animatic}
"""
FIRST = """Title: Two Rooms

INT. KITCHEN - DAY

ANNA waits at the window. PETER comes in.

ANNA
(angry)
You sold it! You sold the house without a word to me, and you let me hear of it from a stranger in the street.

PETER
I had to.

ANNA turns away.

> CUT TO:

INT. STUDY - NIGHT

PETER reads. ANNA nods.

PETER
(softly)
We can leave.

> DISSOLVE TO:

INT. KITCHEN - DAY

ANNA
No.
"""
SECOND = """Title: Two Rooms

INT. KITCHEN - DAY

ANNA waits at the window. PETER comes in.

ANNA
It is late.

[[circle: take 2]]
[[shot: CU PETER]]

PETER
(sad)
Too late.
"""
Series = Mapping[str, str]
PLAIN: Series = {"series.yaml": BIBLE, "ep01.fountain": FIRST, "ep02.fountain": SECOND}
Plans = Callable[..., Compiled]


def lay(folder: Path, files: Series) -> Project:
    """Writes `files` into `folder` as a series."""
    (folder / "episodes").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / ("episodes" if name.endswith(".fountain") else ".") / name).write_text(text, encoding="utf-8")
    project = load_project(folder)
    assert isinstance(project, Project)
    return project


def compiled(folder: Path, files: Series = PLAIN, target: str = "final", **more: object) -> Compiled:
    """The plan of `files`, everything verified after every pass."""
    request = more.pop("request", Request(target=target))
    assert isinstance(request, Request)
    request = replace(request, pins=more.pop("pins", {}))
    return compile(analyse(lay(folder, files)), request, {}, verify_each=True, **more)  # type: ignore[arg-type]
