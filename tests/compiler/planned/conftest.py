"""A cache folder of its own for every test, a small series, and a way to write it."""

from __future__ import annotations

from pathlib import Path

from tests_kept import shelf, write

from dramac.compiler.project import Project, load_project

__all__ = ["BIBLE", "SERIES", "project", "shelf", "write"]

BIBLE = """\
series: {title: Spring, language: en, dubs: [zh-Hans], profile: generic}
cast:
  LIN: {age: 22, sex: f, starts: {holds: [cup], wearing: coat}, wardrobe: {coat: {outfit: coat}, suit: {outfit: suit}}}
  WEI: {age: 25, sex: m, wardrobe: {suit: {outfit: suit}}}
locations: {HALL: {built: living room}, YARD: {built: garden}}
props: {cup: {looks: paper cup}}
targets: {preview: {}, quick: {voice: espeak}, final: {keyframe: flux2-klein, video: wan2.2-i2v-a14b}}
"""
FIRST = """\
Title: One
Episode: 1

INT. HALL - DAY

LIN and WEI wait.

LIN
(angry)
You sold the house. [[id: a1]]

WEI
I had to. [[id: a2]]

[[shot: CU WEI, 4s]]

Lin hands Wei the cup.

[[marks: WEI = cut on cheek]]

EXT. YARD - NIGHT

WEI
Nobody came.
"""
SECOND = """\
Title: Two
Episode: 2

INT. HALL - NIGHT

WEI waits. LIN enters.

WEI
I had to. [[same-as: a2]]

LIN
(softly)
We can leave.

[[hold: 1s]]
"""
THIRD = """\
Title: Three
Episode: 3

EXT. YARD - DAY

LIN
It is over. [[id: c1]]

WEI
Not for me.
"""
SERIES = {"series.yaml": BIBLE, "episodes/ep01.fountain": FIRST, "episodes/ep02.fountain": SECOND,
          "episodes/ep03.fountain": THIRD,
          "translations/zh-Hans/ep01.yaml": "a1: 你卖了房子。\na2: 我没办法。\n"}


def project(root: Path) -> Project:
    found = load_project(root)
    assert isinstance(found, Project)
    return found
