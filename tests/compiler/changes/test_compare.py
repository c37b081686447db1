"""Two states of a small series compared: what happened to each shot, why, where that is said, and what it costs."""

from pathlib import Path

import pytest
from tests_changes import BIBLE, SCRIPT, Edited, line_of, only, state, stated, told, without

from dramac.compiler.changes.compare import compare


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
    back = compare(after, without(after))
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
