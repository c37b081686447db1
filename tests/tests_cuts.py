"""A small bible, and films directed from scenes of a line or two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dramac.compiler.bible.casting import complete
from dramac.compiler.bible.nodes import Bible, Character, Place, Prop, Series
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.nodes import Cut, Shot
from dramac.compiler.cut.version import Version
from dramac.compiler.story.nodes import Act, Beat, Episode, Line, Scene
from dramac.compiler.story.state import flow, starts

BIBLE = complete(Bible(
    series=Series("The White Fox"),
    cast={"LIN": Character("LIN", age=22, names={"zh-Hans": "林晚"}),
          "WEI": Character("WEI", age=27, names={"zh-Hans": "顾深"}), "MEI": Character("MEI", age=40)},
    places={"SHRINE": Place("SHRINE", kind="shrine", light="candles"),
            "STREET": Place("STREET", interior=False, kind="street")},
    props={"jade pendant": Prop("jade pendant", shape="disc"), "letter": Prop("letter", shape="letter")}), ("zh-Hans",))
LONG = ("You carry my mother's pendant. The one she wore the night your people burned our village to the ground, and "
        "you dare to walk into her shrine?")


def line(who: str, text: str, emotion: str = "", channel: str = "", **more: object) -> Line:
    return replace(Line(0, "", (who,), (("en", text),), channel, emotion, 0.8), **more)  # type: ignore[arg-type]


def scene(*beats: Beat, place: str = "SHRINE", time: str = "night", storytime: str = "present",
          continuous: bool = False) -> Scene:
    return Scene("", place, "", place == "SHRINE", time, continuous, "", "", storytime, beats)


def episode(*scenes: Scene) -> Episode:
    index, found = 0, []
    for one in scenes:
        beats: list[Beat] = []
        for beat in one.beats:
            if isinstance(beat, Line):
                beat, index = replace(beat, index=index), index + 1
            beats.append(beat)
        found.append(replace(one, beats=tuple(beats)))
    return Episode("ep01", 1, "The White Fox", "en", tuple(found))


def film(*scenes: Scene, **asked: object) -> Cut:
    story = episode(*scenes)
    return direct(story, flow(story, BIBLE, starts(BIBLE)), BIBLE, Version(**asked))[0]  # type: ignore[arg-type]


def codes(*scenes: Scene, **asked: object) -> list[str]:
    story = episode(*scenes)
    found = direct(story, flow(story, BIBLE, starts(BIBLE)), BIBLE, Version(**asked))[1]  # type: ignore[arg-type]
    return [one.code for one in found]


def names(shot: Shot) -> list[str]:
    return [figure.costume.character for figure in shot.setup.figures if not figure.foreground]


def first(cut: Cut, wanted: Callable[[Shot], bool]) -> Shot:
    return next(shot for shot in cut.shots if wanted(shot))


QUARREL = (
    Act("LIN stands before the altar.", ("LIN",)), line("WEI", "You followed me."), line("LIN", "From the river."),
    line("WEI", "Why?"), line("LIN", "You know why."), line("WEI", "I never touched her."),
    line("LIN", "Liar!", "anger"), line("WEI", "She gave it to me. She wanted me to find you.", "plead"))
