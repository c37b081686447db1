"""What runs over the shots of a film: transitions, titles, time, music and sounds, holds."""

from __future__ import annotations

from tests_cuts import LONG, QUARREL, codes, film, first, line, names, scene

from dramac.compiler.cut.nodes import LineTiming
from dramac.compiler.story.nodes import Act, Edit, Hold, Line, Music, Sound, Title


def test_transitions_join_as_written() -> None:
    cut = film(scene(line("LIN", "Goodbye."), Edit("dissolve")), scene(line("WEI", "Years passed."), Edit("fade-out"),
                                                                      place="STREET"))
    join = first(cut, lambda shot: shot.transition.kind == "dissolve")
    assert join.transition.frames == 18
    assert join.setup.set.place == "STREET"
    assert cut.shots[-1].fade_out > 0
    assert cut.shots[0].fade_in == 0
    assert codes(scene(line("LIN", "End."), Edit("wipe"))) == ["D405"]


def test_memory_is_entered_and_left_by_a_dissolve() -> None:
    cut = film(scene(line("LIN", "I remember.")), scene(line("MEI", "Run, child."), storytime="flashback"),
               scene(line("LIN", "She ran.")))
    kinds = [shot.transition.kind for shot in cut.shots if shot.transition.kind != "cut"]
    assert kinds == ["dissolve", "dissolve"]
    assert first(cut, lambda shot: "MEI" in names(shot)).setup.style.treatment == "flashback"


def test_the_title_and_the_notice_open_the_film() -> None:
    cut = film(scene(Act("LIN kneels.", ("LIN",), gestures=(("LIN", "kneel"),)), *QUARREL), title="The White Fox",
               label="AI-generated")
    cards = [card for shot in cut.shots for card in shot.cards]
    assert [card.text for card in cards] == ["The White Fox\nEpisode 1"]
    assert cards[0].stop - cards[0].start >= 48
    assert cut.shots[0].label == "AI-generated"
    assert cut.shots[-1].label == ""


def test_a_written_title_stands_where_it_is_written() -> None:
    cut = film(scene(line("LIN", "Now.")),
               scene(Title((("en", "Three years later"), ("zh-Hans", "三年后"))), line("WEI", "Here."), place="STREET"),
               language="zh-Hans")
    card = next(card for shot in cut.shots for card in shot.cards if card.kind == "title")
    assert card.text == "三年后"


def test_a_dub_is_timed_to_its_own_words() -> None:
    both = Line(0, "", ("LIN",), (("en", LONG), ("zh-Hans", "你敢来？")))
    english, chinese = (film(scene(both), language=language) for language in ("en", "zh-Hans"))
    assert chinese.frames() < english.frames() / 2


def test_measured_lines_replace_estimates() -> None:
    short, long = (film(scene(*QUARREL), timings={0: LineTiming(seconds, True)}) for seconds in (1.0, 4.0))
    assert long.frames() >= short.frames() + 60


def test_the_scene_breathes_and_the_film_rests() -> None:
    cut = film(scene(*QUARREL))
    assert [cue.sound for cue in cut.sounds if cue.bed] == ["wind"]
    assert 0 < sum(cue.frames for cue in cut.music) < cut.frames() * 0.9
    assert cut.music[0].mood in (("tense",), ("sad",))
    assert cut.music[0].start > 0


def test_written_music_and_sounds_stand_at_their_beats() -> None:
    cut = film(scene(line("LIN", "Listen."), Sound("thunder"), Music(("menace",), ("drone",)), line("WEI", "Thunder."),
                     Music(stop=True), line("LIN", "No.")))
    spoken = {one.line: start + one.frame for start, shot in zip(cut.starts(), cut.shots, strict=True)
              for one in shot.spoken}
    thunder = next(cue for cue in cut.sounds if cue.sound == "thunder")
    assert spoken[0] < thunder.start < spoken[1]
    assert [cue.mood for cue in cut.music] == [("menace",)]
    assert cut.music[0].start + cut.music[0].frames < cut.frames()


def test_a_hold_holds() -> None:
    plain, held = (film(scene(line("LIN", "Wait."), *beats, line("WEI", "For what?"))) for beats in ((), (Hold(2.0),)))
    assert held.frames() == plain.frames() + 48
