"""A circled take stays with its shot: whatever moves, is timed, translated or called otherwise around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dramac.compiler.analyse import Analysis, analyse, story_of
from dramac.compiler.cut.nodes import Cut
from dramac.compiler.cut.takes import Named, named
from dramac.compiler.driver import compile, speech_plan
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

BIBLE = """\
series: {title: The Pendant, language: en, dubs: [zh-Hans]}
cast:
  LIN: {age: 24, appearance: {sex: female}, voice: {en: std/young-woman-low}}
  WEI:
    age: 30
    appearance: {sex: male, build: slight, height: tall, hair: {style: short, colour: black}, skin: fair, eyes: brown,
                 facial_hair: beard, features: [sharp eyes]}
    wardrobe: {suit: {outfit: suit, colours: ["#222222", "#dddddd"], accessories: []}}
    starts: {wearing: suit}
    voice: {en: std/young-man-low}
locations: {HALL: {built: hall}, GARDEN: {setting: exterior}}
"""
HALL = """\
INT. HALL - NIGHT

LIN and WEI stand face to face.

LIN
You kept the letter all this time.

WEI
I could not burn it, and I tried.

[[shot: CU LIN]]

LIN
Then read it to me.

[[shot: CU WEI]]

WEI
No.

[[shot: CU LIN]]

LIN
Then read it to me.
"""
GARDEN = """\
EXT. GARDEN - DAY

WEI waits.

WEI
She is late.
"""


@pytest.fixture
def series(tmp_path: Path) -> Callable[..., Analysis]:
    def make(script: str = HALL, bible: str = BIBLE, translation: str = "") -> Analysis:
        (tmp_path / "episodes").mkdir(exist_ok=True)
        (tmp_path / "series.yaml").write_text(bible, encoding="utf-8")
        (tmp_path / "episodes" / "ep01.fountain").write_text(script, encoding="utf-8")
        (tmp_path / "translations" / "zh-Hans").mkdir(parents=True, exist_ok=True)
        (tmp_path / "translations" / "zh-Hans" / "ep01.yaml").write_text(translation, encoding="utf-8")
        project = load_project(tmp_path)
        assert isinstance(project, Project)
        return analyse(project)

    return make


def shots(analysis: Analysis, language: str = "en", slower: float = 0.0) -> list[Named]:
    """The shots of the first episode, each line `slower` seconds longer than three, where that is given."""
    request = Request(languages=(language,))
    timings = {task.key: 3 + slower for task in speech_plan(analysis, request).tasks} if slower else {}
    return named(cut_of(analysis, request, timings), story_of(analysis, language, {})[0][0])


def cut_of(analysis: Analysis, request: Request, timings: dict[str, float], takes: dict[str, int] | None = None) -> Cut:
    return compile(analysis, request, timings, takes or {}).cuts[0]


def identities(found: list[Named]) -> list[str]:
    return [one.identity for one in found]


def spoken(found: list[Named]) -> dict[str, str]:
    """The identities of shots in which something is said, by what they are called."""
    return {one.words: one.identity for one in found if '"' in one.words}


def test_every_shot_has_an_identity_of_its_own(series: Callable[..., Analysis]) -> None:
    found = shots(series())
    assert len(set(identities(found))) == len(found) > 3
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(re.fullmatch(r"ep01/[0-9a-f]{16}", one.identity) for one in found)


def test_a_scene_that_is_put_in_front_or_behind_changes_no_other_shot(series: Callable[..., Analysis]) -> None:
    alone = shots(series())
    behind = shots(series(HALL + "\n" + GARDEN))
    before = shots(series(GARDEN + "\n" + HALL))
    assert set(identities(alone)) - set(identities(behind)) <= {alone[-1].identity}  # a film ends on its last face
    kept = spoken(alone).items() & spoken(before).items()
    assert len(kept) >= len(spoken(alone)) - 1  # a film begins with a picture of its own


def test_scenes_that_change_places_keep_their_shots(series: Callable[..., Analysis]) -> None:
    middle = "INT. HALL - DAY\n\nLIN\nGood morning.\n\nWEI\nIs it?\n"
    one = shots(series("\n".join((GARDEN, HALL, middle, GARDEN.replace("late", "gone")))))
    other = shots(series("\n".join((GARDEN, middle, HALL, GARDEN.replace("late", "gone")))))
    assert spoken(one) == spoken(other)


def test_timing_formatting_and_names_are_no_part_of_it(series: Callable[..., Analysis]) -> None:
    plain = identities(shots(series()))
    assert identities(shots(series(), slower=0.2)) == plain
    assert set(plain) < set(identities(shots(series(), slower=0.7)))  # a long line is listened to: a shot more, none other
    assert identities(shots(series(HALL.replace("\n\n", "\n\n\n")))) == plain
    assert identities(shots(series(HALL.replace("HALL", "ROOM"), BIBLE.replace("HALL", "ROOM")))) == plain
    assert identities(shots(series(HALL.replace("WEI", "XU"), BIBLE.replace("WEI", "XU")))) == plain


def test_a_translation_is_no_part_of_it(series: Callable[..., Analysis]) -> None:
    words = '"You kept the letter all this time.": 你一直留着那封信。\n"I could not burn it, and I tried.": 我烧不掉。\n'
    english = spoken(shots(series(translation=words)))
    dubbed = spoken(shots(series(translation=words), "zh-Hans"))
    assert english.keys() == dubbed.keys()
    assert english == dubbed


def test_what_is_said_what_is_worn_and_where_it_is_are_part_of_it(series: Callable[..., Analysis]) -> None:
    plain = spoken(shots(series()))
    assert len(plain.items() - spoken(shots(series(HALL.replace("could not", "would not")))).items()) >= 1
    assert not plain.items() & spoken(shots(series(HALL.replace("NIGHT", "DAY")))).items()


def test_a_circled_take_changes_its_shot_and_no_other(series: Callable[..., Analysis]) -> None:
    analysis = series()
    chosen = shots(analysis)[2]
    before, after = compile(analysis, Request(), {}), compile(analysis, Request(), {}, {chosen.identity: 3, "0" * 16: 5})
    assert [one.take for one in after.cuts[0].shots] == [3 if at == 2 else 1 for at in range(len(after.cuts[0].shots))]
    keys = [{task.key for task in compiled.plan.tasks if task.action == "draw"} for compiled in (before, after)]
    assert len(keys[0] - keys[1]) == len(keys[1] - keys[0]) == 1


def test_of_equal_shots_one_can_be_chosen(series: Callable[..., Analysis]) -> None:
    analysis = series()
    found = shots(analysis)
    equal = [one for one in found if one.words.endswith('"Then read it to me."')]
    assert len(equal) == 2
    cut = cut_of(analysis, Request(), {}, {equal[1].identity: 2})
    assert [cut.shots[one.number - 1].take for one in equal] == [1, 2]


def test_the_lock_has_the_last_word_over_the_script(series: Callable[..., Analysis]) -> None:
    analysis = series(HALL.replace("[[shot: CU LIN]]\n\nLIN\nThen", "[[circle: take 2]]\n[[shot: CU LIN]]\n\nLIN\nThen", 1))
    chosen = next(one for one in shots(analysis) if one.shot.take == 2)
    assert cut_of(analysis, Request(), {}, {chosen.identity: 4}).shots[chosen.number - 1].take == 4
