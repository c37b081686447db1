"""A series of two people and two places in two states, and what was told of the way from one to the other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dramac.compiler.analyse import analyse
from dramac.compiler.changes.nodes import Cause, Changes, EpisodeChange, ShotChange
from dramac.compiler.changes.side import Side, side_of
from dramac.compiler.driver import compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

Edited = Callable[..., tuple[Changes, Side]]
BIBLE = """\
series: {title: Rain, language: en, look: cold, format: vertical}
cast:
  LIN:
    age: 24
    appearance: {sex: f, build: slight, height: average, hair: {style: long, colour: black}, skin: light, eyes: black,
                 features: [freckles]}
    wardrobe:
      day: {outfit: coat, colours: ["#7c2230", "#2b2028", "#d9b26a"], accessories: [scarf]}
      bridal: {outfit: evening gown, colours: ["#f1eef0", "#b9b4c8", "#d9b26a"]}
    starts: {wearing: day}
    voice: std/young-woman-low
  WEI:
    age: 30
    appearance: {sex: m, build: broad, height: tall, hair: {style: slicked, colour: black}, skin: tan, eyes: grey,
                 features: [scar]}
    wardrobe:
      suit: {outfit: suit, colours: ["#2b3246", "#e9ebf0", "#7a2430"], accessories: [tie]}
    voice: std/man-deep
locations:
  OFFICE: {setting: interior, built: office, colours: ["#aab0b8", "#70757c", "#dfe3e8"]}
  STREET: {setting: exterior, built: street, colours: ["#555555", "#777777", "#999999"]}
props:
  ring: {looks: gold ring, shape: ring, colours: ["#d9b26a"]}
looks:
  cold: {grade: cold, vignette: 0.4}
  warm: {grade: warm}
targets:
  preview: {picture: animatic, voice: kokoro}
"""
SCRIPT = """\
Title: One
Episode: 1

INT. OFFICE - DAY

[[shot: CU LIN, static]]

LIN
(calm)
I have waited three years for this day. [[id: a1]]

[[shot: CU WEI, static]]

WEI
And I have waited longer than you. [[id: a2]]

[[shot: MS LIN, static]]

LIN
Then nobody needs to wait any more. [[id: a3]]

EXT. STREET - NIGHT

[[shot: CU WEI, static]]

WEI
The rain will never stop in this city. [[id: b1]]

[[shot: CU LIN, static]]

LIN
It stops for those who can wait. [[id: b2]]
"""


def state(folder: Path, bible: str, *scripts: str, named: tuple[str, ...] = (), target: str = "",
          extra: tuple[tuple[str, str], ...] = ()) -> Side:
    (folder / "episodes").mkdir(parents=True, exist_ok=True)
    (folder / "series.yaml").write_text(bible, encoding="utf-8")
    for name, text in extra:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for number, text in enumerate(scripts, 1):
        stem = named[number - 1] if named else f"ep{number:02d}"
        (folder / "episodes" / f"{stem}.fountain").write_text(text, encoding="utf-8")
    project = load_project(folder)
    assert isinstance(project, Project)
    analysis = analyse(project)
    assert not [one for one in analysis.diagnostics if one.severity.value == "error"], analysis.diagnostics
    request = Request(target=target)
    return side_of(analysis, request, compile(analysis, request, {}))


def told(shot: ShotChange) -> list[str]:
    return [one.kind for one in shot.causes if not one.derived]


def stated(changes: Changes) -> dict[str, Cause]:
    return {one.kind: one for film in changes.episodes for shot in film.shots for one in shot.causes if not one.derived}


def line_of(cause: Cause, side: Side) -> tuple[str, str]:
    """The file of a cause and the text of its line."""
    span = cause.at[0]
    source = side.sources[span.path]
    return span.path, source.line(source.position(span.start).line).strip()


def only(changes: Changes) -> EpisodeChange:
    assert len(changes.episodes) == 1
    return changes.episodes[0]


def without(side: Side) -> Side:
    """The same series with no film in it."""
    return replace(side, cuts=(), plan=replace(side.plan, tasks=(), products=()))
