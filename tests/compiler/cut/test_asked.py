"""Shots that the script asks for: taken as they are asked for, ended by others' lines, told where they cannot be."""

from __future__ import annotations

from tests_cuts import QUARREL, codes, film, first, line, names, scene

from dramac.compiler.story.nodes import ShotAsk


def test_an_asked_shot_is_taken_as_it_is_asked_for() -> None:
    ask = ShotAsk("ms", "ots", "low", "truck-left", ("WEI",), ("LIN",), seconds=5.0, take=3)
    cut = film(scene(line("WEI", "Wait."), ask, line("LIN", "Why?")))
    shot = first(cut, lambda shot: shot.take == 3)
    assert (shot.setup.size, shot.setup.composition, shot.setup.angle, shot.move) == ("ms", "ots", "low", "truck-left")
    assert names(shot) == ["LIN"]
    assert shot.setup.figures[0].foreground
    assert shot.frames >= 5 * 24


def test_another_speaker_ends_an_asked_shot() -> None:
    cut = film(scene(ShotAsk("cu", subjects=("LIN",)), line("LIN", "I know you."), line("LIN", "I know your name."),
                     line("WEI", "You know nothing.")))
    by_line = {one.line: shot for shot in cut.shots for one in shot.spoken}
    assert by_line[0] is by_line[1]
    assert names(by_line[2]) == ["WEI"]


def test_a_line_of_somebody_else_begins_under_a_shot_that_has_seconds_left() -> None:
    cut = film(scene(ShotAsk("cu", subjects=("LIN",), seconds=2.0),
                     line("WEI", "I was there, that night, by the river.")))
    assert names(cut.shots[0]) == ["LIN"]
    assert cut.shots[0].spoken[0].mouth == ""
    assert cut.shots[0].frames >= 48


def test_a_line_longer_than_its_shot_is_told() -> None:
    assert "D401" in codes(scene(ShotAsk("cu", subjects=("LIN",), seconds=1.0),
                                 line("LIN", "Three whole seconds of words."), line("WEI", "Yes.")))
    assert "D402" in codes(scene(ShotAsk("", "two-shot", subjects=("LIN", "WEI")), *QUARREL))


def test_too_many_people_get_a_wider_composition() -> None:
    cut = film(scene(ShotAsk("ms", "single", subjects=("LIN", "WEI", "MEI")), line("LIN", "All of us.")))
    assert cut.shots[0].setup.composition == "three-shot"
    assert codes(scene(ShotAsk("ms", "single", subjects=("LIN", "WEI", "MEI")), line("LIN", "All of us."))) == ["D403"]


def test_a_shoulder_needs_somebody() -> None:
    alone = scene(ShotAsk("", "ots", subjects=("LIN",)), line("LIN", "Nobody here."))
    assert codes(alone) == ["D404"]
    assert film(alone).shots[0].setup.composition == "single"


def test_the_same_shot_twice_is_one() -> None:
    twice = scene(ShotAsk("cu", subjects=("LIN",)), line("LIN", "One."),
                  ShotAsk("cu", subjects=("LIN",)), line("LIN", "Two."))
    assert codes(twice) == []
    assert len(film(twice).shots) == 1


# Joins, words, sound.
