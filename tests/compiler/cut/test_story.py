"""What the directives of the story do to the cut: overlays, story beats, deaths, marks."""

from __future__ import annotations

from dataclasses import replace

from dramac.compiler.bible.casting import complete
from dramac.compiler.bible.nodes import Bible, Character, Place, Series
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.nodes import Card, Cut, Marker, Shot
from dramac.compiler.cut.show import show
from dramac.compiler.cut.version import Version
from dramac.compiler.plan.emit import Take, emit
from dramac.compiler.plan.engines import Engine
from dramac.compiler.plan.speech import speech_tasks
from dramac.compiler.story import nodes as story
from dramac.compiler.story.nodes import Act, Beat, Change, Episode, Line, Scene, ShotAsk, StoryBeat, Title
from dramac.compiler.story.state import flow, starts

BIBLE = complete(Bible(Series("The White Fox"), {name: Character(name, age=30) for name in ("LIN", "WEI", "MEI")},
                       {"SHRINE": Place("SHRINE", kind="shrine")}), ("en",))
MESSAGE = Title((("en", "I know what you buried under the shrine."),), style="overlay")


def line(who: str, text: str, emotion: str = "") -> Line:
    return Line(0, "", (who,), (("en", text),), emotion=emotion)


def episode(*beats: Beat) -> Episode:
    index, found = 0, []
    for beat in beats:
        if isinstance(beat, Line):
            beat, index = replace(beat, index=index), index + 1
        found.append(beat)
    scene = Scene("", "SHRINE", "", True, "night", False, "", "", "present", tuple(found))
    return Episode("ep01", 1, "The White Fox", "en", (scene,))


def film(*beats: Beat) -> Cut:
    one = episode(*beats)
    return direct(one, flow(one, BIBLE, starts(BIBLE)), BIBLE, Version())[0]


def said(cut: Cut, line: int) -> Shot:
    return next(shot for shot in cut.shots if any(one.line == line for one in shot.spoken))


TALK = (line("LIN", "You followed me."), line("WEI", "From the river."), line("LIN", "You know why."), line("WEI", "I do."),
        line("LIN", "Then tell me."), line("WEI", "It was your father."), line("LIN", "Go on."), line("WEI", "He sold us."))


def overlays(cut: Cut) -> list[tuple[int, Card]]:
    return [(start, card) for start, shot in zip(cut.starts(), cut.shots, strict=True)
            for card in shot.cards if card.kind == "overlay"]


def test_an_overlay_lies_over_the_picture_while_it_goes_on() -> None:
    plain, laid = film(*TALK), film(*TALK[:2], MESSAGE, *TALK[2:])
    assert laid.frames() == plain.frames()
    assert [shot.frames for shot in laid.shots] == [shot.frames for shot in plain.shots]
    found = overlays(laid)
    assert {card.text for _, card in found} == {"I know what you buried under the shrine."}
    assert len({(start + card.start, start + card.stop) for start, card in found}) == 1, "one card that goes on over the cuts"
    begins = next(iter(start + card.start for start, card in found))
    after = said(laid, 2)
    assert begins == laid.starts()[laid.shots.index(after)]


def test_an_overlay_at_the_end_holds_the_picture_until_it_is_read() -> None:
    plain, laid = film(*TALK), film(*TALK, MESSAGE, replace(MESSAGE, seconds=3.0))
    longer = laid.frames() - plain.frames()
    assert longer >= 24 * 4
    times = sorted({(start + card.start, start + card.stop) for start, card in overlays(laid)})
    assert len(times) == 2
    assert times[0][1] == times[1][0]
    assert times[1][1] - times[1][0] == 72
    assert times[1][1] <= laid.frames()


def test_a_story_beat_brings_the_camera_closer_and_lets_go_again() -> None:
    plain, lifted = film(*TALK), film(*TALK[:3], StoryBeat("reveal"), *TALK[3:])
    assert said(lifted, 2).tension == said(plain, 2).tension
    tensions = [said(lifted, at).tension for at in (3, 4, 5)]
    assert said(lifted, 3).tension >= 0.85 > said(plain, 3).tension
    assert tensions == sorted(tensions, reverse=True)
    closest = {"ms": 0, "mcu": 1, "cu": 2, "bcu": 3, "ecu": 4}
    assert closest[said(lifted, 3).setup.size] > closest[said(plain, 3).setup.size]
    assert lifted.music[0].tension > plain.music[0].tension
    assert lifted.music[0].start <= plain.music[0].start


def test_a_story_beat_leaves_what_is_stronger_as_it_is() -> None:
    beats = (*TALK[:3], line("WEI", "Murderer!", "anger"))
    weak = film(*beats[:3], StoryBeat("kiss"), beats[3])
    assert said(weak, 3).tension == said(film(*beats), 3).tension


def test_who_dies_falls_and_nobody_talks_to_them_any_more() -> None:
    cut = film(*TALK[:4], Change("dies", "WEI"), line("LIN", "No! Wake up, Wei, wake up!", "sad"),
               ShotAsk("cu", subjects=("WEI",)), Act("Silence."))
    falls = [shot for shot in cut.shots if any(one.gesture == "fall" and one.frames > 1 for one in shot.gestures)]
    assert len(falls) == 1
    crying = said(cut, 4)
    assert [figure.costume.character for figure in crying.setup.figures] == ["LIN"]
    body = cut.shots[-1]
    assert [figure.costume.character for figure in body.setup.figures] == ["WEI"]
    assert [(mood.emotion, mood.gaze, mood.intensity) for mood in body.moods] == [("neutral", "down", 0.0)]
    assert [(one.character, one.frame, one.frames, one.gesture) for one in body.gestures] == [("WEI", 0, 1, "fall")]


def test_who_lies_lies_from_the_start_until_they_get_up() -> None:
    cut = film(ShotAsk("ws"), Act("WEI lies in bed.", ("WEI",), gestures=(("WEI", "lie"),)), *TALK[:3],
               Act("WEI sits up.", ("WEI",), gestures=(("WEI", "rise"),)), *TALK[3:])
    rises = next(at for at, shot in enumerate(cut.shots) if any(one.gesture == "rise" for one in shot.gestures))
    for at, shot in enumerate(cut.shots):
        seen = any(figure.costume.character == "WEI" for figure in shot.setup.figures)
        laid = [one for one in shot.gestures if (one.character, one.frame, one.frames, one.gesture) == ("WEI", 0, 1, "lie")]
        assert len(laid) == (seen and at <= rises)


def test_who_fell_is_up_again_once_they_speak() -> None:
    cut = film(*TALK[:2], Act("WEI falls.", ("WEI",), gestures=(("WEI", "fall"),)), *TALK[2:])
    spoke = next(at for at, shot in enumerate(cut.shots) if any(one.mouth == "WEI" and one.line >= 2 for one in shot.spoken))
    assert not any(one.gesture == "fall" for shot in cut.shots[spoke + 1:] for one in shot.gestures)


def test_a_death_that_action_tells_is_shown_once() -> None:
    told = film(*TALK[:2], Change("dies", "WEI"), Act("WEI closes his eyes.", ("WEI",)), TALK[2])
    assert not any(one.gesture == "fall" for shot in told.shots for one in shot.gestures)


def test_marks_stand_where_they_are_written() -> None:
    cut = film(story.Marker("slot", "cup on desk", "plain"), *TALK[:2], StoryBeat("cliffhanger"), TALK[2],
               story.Marker("paywall"), story.Marker("ad-break"))
    slot, beat, paywall, ad = cut.markers
    assert slot == Marker("slot", 0, "cup on desk", "plain")
    assert beat == Marker("beat", cut.starts()[cut.shots.index(said(cut, 2))], "cliffhanger")
    assert (paywall.kind, ad.kind, paywall.frame) == ("paywall", "ad-break", ad.frame)
    assert said(cut, 2).frames <= paywall.frame <= cut.frames()
    words = show(cut).splitlines()
    assert "mark  00:00:00 slot cup on desk (else plain)" in words
    assert any(one.startswith("mark ") and one.endswith(" paywall") for one in words)


def test_the_plan_tells_marks_in_seconds() -> None:
    one = episode(*TALK, story.Marker("paywall"))
    cut = direct(one, flow(one, BIBLE, starts(BIBLE)), BIBLE, Version())[0]
    plan = emit([Take(cut, "x", one.lines(), speech_tasks(one, BIBLE, "en", Engine("espeak")).lines, "animatic")])
    (mark,) = plan.markers
    assert (mark.file, mark.kind) == ("ep01.en.mp4", "paywall")
    assert abs(mark.seconds - cut.markers[0].frame / 24) < 0.001
    speech = speech_tasks(one, BIBLE, "en", Engine("espeak")).lines
    bare = emit([Take(replace(cut, markers=()), "x", one.lines(), speech, "animatic")])
    assert [task.key for task in bare.tasks] == [task.key for task in plan.tasks]
