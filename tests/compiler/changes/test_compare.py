"""Two states of a small series compared: what happened to each shot, why, where that is said, and what it costs."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, booleans, data, integers, sampled_from

from dramac.compiler.analyse import analyse
from dramac.compiler.changes.compare import compare
from dramac.compiler.changes.nodes import Cause, Changes, EpisodeChange, ShotChange
from dramac.compiler.changes.side import Side, side_of
from dramac.compiler.driver import compile
from dramac.compiler.plan.nodes import Estimate
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
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


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Compares the little series with itself after the edits (old, new) of its bible and its script."""
    def run(bible: tuple[str, str] = ("", ""), script: tuple[str, str] = ("", "")) -> tuple[Changes, Side]:
        assert bible[0] in BIBLE
        assert script[0] in SCRIPT
        before = state(tmp_path / "a", BIBLE, SCRIPT)
        after = state(tmp_path / "b", BIBLE.replace(*bible, 1) if bible[0] else BIBLE,
                      SCRIPT.replace(*script, 1) if script[0] else SCRIPT)
        return compare(before, after), after

    return run


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


def test_nothing_edited_changes_and_costs_nothing(edited: Edited) -> None:
    changes, _ = edited()
    assert changes.episodes == ()
    assert changes.calm == 1
    assert changes.work.tasks == 0


def test_formatting_comments_and_ids_change_nothing(edited: Edited) -> None:
    changes, _ = edited(script=("INT. OFFICE - DAY\n", "INT. OFFICE - DAY #7#\n\n[[note to self]]\n"))
    assert changes.episodes == ()


def test_a_changed_line_is_named_with_its_place(edited: Edited) -> None:
    changes, after = edited(script=("longer than you.", "so very much longer than you, my dear Lin."))
    film = only(changes)
    shot = next(one for one in film.shots if told(one) == ["line"])
    assert shot.kind == "changed"
    assert "“And I have waited longer than you.” →" in shot.causes[0].text
    assert line_of(shot.causes[0], after)[1].startswith("And I have waited so very much longer")
    assert shot.causes[-1].kind in ("timing", "direction")
    assert shot.causes[-1].derived
    assert shot.seconds > shot.was_seconds
    assert set(film.remade) == {"soundtrack", "mix", "subtitle", "master"}
    assert film.kept == len(after.cuts[0].shots) - 1


@pytest.mark.parametrize(("edit", "kind", "text", "line"), [
    (('["#7c2230", "#2b2028", "#d9b26a"], accessories', '["#00ff00", "#2b2028", "#d9b26a"], accessories'), "outfit",
     "outfit `day` of LIN: colours #7c2230 → #00ff00", "day: {outfit: coat"),
    (("style: long, colour: black}", "style: long, colour: red}"), "look", "LIN's look: appearance hair colour black → red",
     "appearance: {sex: f"),
    (("built: office, colours: [\"#aab0b8\"", "built: office, colours: [\"#0000b8\""), "place",
     "place OFFICE: colours #aab0b8 → #0000b8", "OFFICE: {setting"),
    (("{grade: cold, vignette: 0.4}", "{grade: cold, vignette: 0.9}"), "style", "look `cold`: vignette 0.4 → 0.9",
     "cold: {grade"),
    (("look: cold, format", "look: warm, format"), "style", "look cold → warm", "series: {title: Rain"),
    (("format: vertical", "format: wide"), "format", "format vertical → wide", "series: {title: Rain"),
    (("voice: std/man-deep", "voice: std/old-man"), "voice", "the voice of WEI: std/man-deep → std/old-man",
     "voice: std/old-man"),
    (("voice: kokoro}", "voice: espeak}"), "target", "kokoro", "preview: {picture"),
])
def test_an_edit_of_the_bible_is_the_cause_at_its_line(edited: Edited, edit: tuple[str, str], kind: str,
                                                       text: str, line: str) -> None:
    changes, after = edited(bible=edit)
    causes = stated(changes)
    assert set(causes) == {kind}
    assert text in causes[kind].text
    file, shown = line_of(causes[kind], after)
    assert file == "series.yaml"
    assert shown.startswith(line)


@pytest.mark.parametrize(("edit", "kind", "text", "line"), [
    (("(calm)", "(furious)"), "delivery", "delivery of “I have waited three years", "I have waited three years"),
    (("[[shot: CU WEI, static]]\n\nWEI\nAnd", "[[shot: BCU WEI, static]]\n\nWEI\nAnd"), "shot",
     "CU WEI, static → BCU WEI, static", "[[shot: BCU WEI"),
    (("STREET - NIGHT", "STREET - DAY"), "time", "time of day: night → day", "EXT. STREET - DAY"),
    (("EXT. STREET - NIGHT\n", "EXT. STREET - NIGHT\n\n[[wears: LIN = bridal]]\n"), "outfit",
     "LIN wears `bridal` instead of `day`", "[[wears: LIN = bridal]]"),
    (("EXT. STREET - NIGHT\n", "> DISSOLVE TO:\n\nEXT. STREET - NIGHT\n"), "transition", "transition cut → dissolve",
     "> DISSOLVE TO:"),
    (("EXT. STREET - NIGHT\n", "EXT. STREET - NIGHT\n\n[[look: warm]]\n"), "style", "look: cold → warm", ""),
])
def test_an_edit_of_the_script_is_the_cause_at_its_line(edited: Edited, edit: tuple[str, str], kind: str,
                                                        text: str, line: str) -> None:
    changes, after = edited(script=edit)
    cause = stated(changes)[kind]
    assert text in cause.text
    file, shown = line_of(cause, after)
    assert file == "episodes/ep01.fountain"
    assert shown.startswith(line)


def test_new_and_deleted_lines_make_and_end_shots(edited: Edited) -> None:
    more = "\n[[shot: WS LIN and WEI, static]]\n\nWEI\nListen to the bells of the old tower.\n"
    changes, after = edited(script=("more. [[id: a3]]\n", f"more. [[id: a3]]\n{more}"))
    film = only(changes)
    new = [one for one in film.shots if one.kind == "added"]
    assert [one.number for one in new] == [4]
    assert "new line “Listen to the bells" in " ".join(one.text for one in new[0].causes)
    back = compare(after, _without(after))
    assert [one.kind for one in back.episodes] == ["removed"]


def test_a_removed_shot_points_at_the_older_text(tmp_path: Path) -> None:
    cut = SCRIPT.replace("[[shot: MS LIN, static]]\n\nLIN\nThen nobody needs to wait any more. [[id: a3]]\n\n", "")
    before, after = state(tmp_path / "a", BIBLE, SCRIPT), state(tmp_path / "b", BIBLE, cut)
    gone = [one for one in only(compare(before, after)).shots if one.kind == "removed"]
    assert [one.was for one in gone] == [3]
    cause = next(one for one in gone[0].causes if one.kind == "line")
    assert cause.at == ()
    assert before.sources[cause.was[0].path].text[cause.was[0].start :].startswith("Then nobody")
    assert gone[0].work.tasks == 0


def test_swapped_scenes_move_their_shots_for_nothing(tmp_path: Path) -> None:
    head, rest = SCRIPT.split("INT. OFFICE")
    office, street = rest.split("EXT. STREET")
    swapped = f"{head}EXT. STREET{street}\nINT. OFFICE{office}"
    changes = compare(state(tmp_path / "a", BIBLE, SCRIPT), state(tmp_path / "b", BIBLE, swapped))
    film = only(changes)
    moved = [one for one in film.shots if one.kind == "moved"]
    assert moved
    assert all(one.work.tasks == 0 and one.was != one.number and not one.causes for one in moved)
    assert not [one for one in film.shots if one.kind in ("added", "removed")]


def test_a_scene_that_goes_to_another_episode_is_found_there(tmp_path: Path) -> None:
    head, street = SCRIPT.split("EXT. STREET")
    second = "Title: Two\nEpisode: 2\n\nINT. OFFICE - NIGHT\n\nWEI\nNobody is here tonight but me.\n"
    before = state(tmp_path / "a", BIBLE, SCRIPT, second)
    after = state(tmp_path / "b", BIBLE, head, f"{second}\nEXT. STREET{street}")
    films = {one.episode: one for one in compare(before, after).episodes}
    found = [one for one in films["ep02"].shots if one.came_from == "ep01"]
    assert {one.was for one in found} & {4, 5}
    assert not [one for one in films["ep01"].shots if one.kind == "removed"]


def test_a_renamed_file_is_the_same_episode(tmp_path: Path) -> None:
    before = state(tmp_path / "a", BIBLE, SCRIPT)
    after = state(tmp_path / "b", BIBLE, SCRIPT, named=("pilot",))
    film = only(compare(before, after))
    assert (film.episode, film.was, film.kind, film.shots) == ("pilot", "ep01", "changed", ())
    assert film.kept == len(after.cuts[0].shots)


def test_a_renamed_character_and_place_are_no_change(tmp_path: Path) -> None:
    before = state(tmp_path / "a", BIBLE, SCRIPT)
    after = state(tmp_path / "b", BIBLE.replace("WEI:", "WEIMIN:").replace("OFFICE:", "BUREAU:"),
                  SCRIPT.replace("WEI", "WEIMIN").replace("OFFICE", "BUREAU"))
    assert all(one.shots == () for one in compare(before, after).episodes)


def test_a_voice_off_screen_leaves_the_pictures(tmp_path: Path) -> None:
    script = SCRIPT.replace("CU WEI, static]]\n\nWEI\nAnd", "CU LIN, static]]\n\nWEI (O.S.)\nAnd")
    before = state(tmp_path / "a", BIBLE, script)
    after = state(tmp_path / "b", BIBLE.replace("std/man-deep", "std/old-man"), script)
    film = only(compare(before, after))
    heard = [one for one in film.shots if one.kind == "sound"]
    assert heard
    assert told(heard[0]) == ["voice"]
    assert heard[0].work.gpu == 0
    assert heard[0].work.tasks == 1


def test_a_prop_in_the_hand_is_told_from_the_script(tmp_path: Path) -> None:
    bible = BIBLE.replace("starts: {wearing: day}", "starts: {wearing: day, holds: [ring]}").replace("shape: ring", "shape: box")
    script = SCRIPT.replace("[[shot: MS LIN, static]]", "[[drops: LIN, ring]]\n[[shot: MS LIN, static]]")
    changes = compare(state(tmp_path / "a", bible, SCRIPT), state(tmp_path / "b", bible, script))
    cause = stated(changes)["holding"]
    assert "in LIN's hand: ring → (nothing)" in cause.text
    assert cause.at


def test_a_prop_that_comes_out_of_a_pocket_is_told(tmp_path: Path) -> None:
    bible = BIBLE.replace("starts: {wearing: day}", "starts: {wearing: day, holds: [ring]}")
    shown = SCRIPT.replace("[[shot: MS LIN, static]]", "[[shot: insert ring, 1s]]\n\n[[shot: MS LIN, static]]")
    changes = compare(state(tmp_path / "a", bible, SCRIPT), state(tmp_path / "b", bible, shown))
    told = [cause.text for film in changes.episodes for shot in film.shots for cause in shot.causes if cause.kind == "holding"]
    assert told == ["in LIN's hand: (nothing) → ring: the scene shows it"]


def test_a_translation_is_told_from_its_file(tmp_path: Path) -> None:
    bible = BIBLE.replace("language: en,", "language: en, dubs: [zh-Hans], subtitles: [en, zh-Hans],").replace(
        "voice: std/young-woman-low", "voice: {en: std/young-woman-low, zh-Hans: std/zh-young-woman}").replace(
        "voice: std/man-deep", "voice: {en: std/man-deep, zh-Hans: std/zh-man-deep}")
    name = "translations/zh-Hans/ep01.yaml"
    words = "a1: 我等了三年\na2: 我等得更久\na3: 谁也不必再等\nb1: 雨不会停\nb2: 会停的\n"
    before = state(tmp_path / "a", bible, SCRIPT, extra=((name, words),))
    after = state(tmp_path / "b", bible, SCRIPT, extra=((name, words.replace("更久", "比你更久")),))
    cause = stated(compare(before, after))["subtitle"]
    assert line_of(cause, after) == (name, "a2: 我等得比你更久")


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


def _without(side: Side) -> Side:
    """The same series with no film in it."""
    return replace(side, cuts=(), plan=replace(side.plan, tasks=(), products=()))


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
