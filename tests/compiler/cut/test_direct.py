"""What a director does with a script that says nothing about shots, and with one that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dramac.compiler.base.diagnostic import Severity
from dramac.compiler.bible.casting import complete
from dramac.compiler.bible.nodes import Bible, Character, Place, Prop, Series
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.errors import KINDS, explanations
from dramac.compiler.cut.nodes import Cut, LineTiming, Shot
from dramac.compiler.cut.show import show
from dramac.compiler.cut.version import Version
from dramac.compiler.story.nodes import (
    Act,
    Beat,
    Change,
    Edit,
    Episode,
    Hold,
    Line,
    Music,
    Scene,
    ShotAsk,
    Sound,
    Title,
)
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


def test_a_scene_is_covered_from_wide_to_close() -> None:
    cut = film(scene(*QUARREL))
    kinds = [shot.setup.composition for shot in cut.shots]
    assert kinds[1] == "establishing"
    assert {"two-shot", "ots", "single"} <= set(kinds)
    assert kinds.index("two-shot") < kinds.index("ots") < len(kinds) - 1 - kinds[::-1].index("single")
    loud = first(cut, lambda shot: any(one.line == 5 for one in shot.spoken))
    assert loud.setup.size in ("cu", "bcu", "ecu")
    assert names(loud) == ["LIN"]
    assert loud.tension > cut.shots[3].tension


def test_the_listener_is_seen_over_the_end_of_a_strong_line() -> None:
    cut = film(scene(*QUARREL[:2], line("LIN", "You burned it all, every house, every field! And now you dare to "
                                        "come here!", "anger"), Act("Silence."), line("WEI", "I was a child.")))
    reaction = first(cut, lambda shot: shot.setup.composition == "reaction")
    assert names(reaction) == ["WEI"]
    assert reaction.spoken[0].frame < 0
    assert reaction.spoken[0].mouth == ""
    assert reaction.moods[0].emotion != "neutral"


def test_a_long_line_is_cut_at_clauses_and_heard_through() -> None:
    cut = film(scene(*QUARREL[:3], line("LIN", LONG, "anger"), line("WEI", "Yes.")))
    parts = [shot for shot in cut.shots if any(one.line == 2 for one in shot.spoken)]
    assert len(parts) >= 3
    assert all(shot.frames <= 6 * 24 for shot in parts)
    assert {"LIN", "WEI"} <= {name for shot in parts for name in names(shot)}


def test_the_axis_holds_and_eyes_meet() -> None:
    for shot in film(scene(*QUARREL)).shots:
        for figure in shot.setup.figures:
            assert figure.facing in ({"LIN": "right", "WEI": "left"}[figure.costume.character], "away", "front")
        for mood in shot.moods:
            assert mood.gaze in ({"LIN": "right", "WEI": "left"}[mood.character], "down")


def test_people_keep_their_sides_from_scene_to_scene() -> None:
    def facing(one: str, other: str) -> dict[str, str]:
        cut = film(scene(line(one, "Wait."), line(other, "Why?"), line(one, "Because."), line(other, "No.")))
        return {figure.costume.character: figure.facing for shot in cut.shots for figure in shot.setup.figures
                if not figure.foreground}

    assert facing("LIN", "WEI") == facing("WEI", "LIN") == {"LIN": "right", "WEI": "left"}
    assert facing("WEI", "MEI") == facing("MEI", "WEI") == {"WEI": "left", "MEI": "right"}  # WEI where LIN faces him


def test_somebody_who_enters_from_the_left_stands_there() -> None:
    cut = film(scene(line("LIN", "Who is there?"), Change("enter", "WEI", side="left"), line("WEI", "Only me.")))
    entering = first(cut, lambda shot: bool(shot.gestures))
    assert entering.gestures[0].gesture == "enter-left"
    assert entering.setup.figures[0].facing == "right"
    assert any(cue.sound == "steps" and cue.pan < 0 for cue in cut.sounds)


def test_two_stand_as_close_as_the_frame_holds_them() -> None:
    def pair(width: int, height: int, *words: str) -> list[str]:
        cut = film(scene(*QUARREL), width=width, height=height)
        return [shot.setup.size for shot in cut.shots if shot.setup.composition == "two-shot"]

    assert set(pair(720, 1280)) == {"mls"}
    assert set(pair(1280, 720)) == {"ms"}


def test_an_angle_is_kept_for_the_strongest_line() -> None:
    quarrel = (Act("LIN and WEI stand before the altar.", ("LIN", "WEI")), line("WEI", "You followed me.", "anger"),
               line("LIN", "From the river.", "anger"), line("WEI", "Why?", "anger"), line("LIN", "You know!", "anger"),
               line("WEI", "I never touched her!", "anger"), line("LIN", "Liar!", "anger"), line("WEI", "Yes.", "cold"))
    cut = film(scene(*quarrel))
    angled = [shot for shot in cut.shots if shot.setup.angle != "eye"]
    assert len({one.line for shot in angled for one in shot.spoken}) <= 1
    assert sum(shot.tension >= 0.7 for shot in cut.shots) > 2


def test_a_cut_to_the_same_people_is_two_sizes_wide() -> None:
    cut = film(scene(*QUARREL, Act("LIN and WEI wait.", ("LIN", "WEI")), line("LIN", "Go.", "sad"), line("WEI", "No.", "sad"),
                     Act("LIN and WEI turn.", ("LIN", "WEI")), line("LIN", "Then stay!", "anger")))
    sizes = ("els", "ws", "fs", "mls", "ms", "mcu", "cu", "bcu", "ecu")
    for before, after in zip(cut.shots, cut.shots[1:], strict=False):
        if names(before) == names(after) and before.setup.composition == after.setup.composition:
            assert abs(sizes.index(before.setup.size) - sizes.index(after.setup.size)) >= 2


def test_an_insert_that_is_asked_for_is_seen_as_the_director_sees_one() -> None:
    asked = film(scene(line("WEI", "Wait."), ShotAsk(composition="insert", props=("letter",), seconds=1.5), line("LIN", "Why?")))
    own = film(scene(line("WEI", "Wait."), Act("LIN reads the letter.", ("LIN",), ("letter",)), line("LIN", "Why?")))
    setups = [first(cut, lambda shot: shot.setup.insert is not None).setup for cut in (asked, own)]
    assert [one.angle for one in setups] == ["high", "high"]
    assert setups[0] == setups[1]


def test_equal_moments_are_equal_setups() -> None:
    cut = film(scene(*QUARREL), scene(*QUARREL, place="STREET"), scene(*QUARREL))
    singles = {shot.setup for shot in cut.shots if shot.setup.composition == "ots"}
    shots = [shot for shot in cut.shots if shot.setup.composition == "ots"]
    assert len(singles) <= len(shots) * 2 / 3


def test_an_insert_shows_the_thing_and_a_look_what_is_seen() -> None:
    cut = film(scene(line("WEI", "Take it."), Act("LIN picks up the jade pendant.", ("LIN",), ("jade pendant",),
                                                   (("LIN", "take"),)), Act("LIN sees WEI.", ("LIN", "WEI"))))
    insert = first(cut, lambda shot: shot.setup.composition == "insert")
    assert insert.setup.insert is not None
    assert insert.setup.insert.shape == "disc"
    at = next(at for at, shot in enumerate(cut.shots) if shot.setup.composition == "pov")
    assert names(cut.shots[at - 1]) == ["LIN"]
    assert names(cut.shots[at]) == ["WEI"]
    assert cut.shots[at].moods[0].gaze == "camera"


def test_a_slap_is_seen_on_both_and_then_on_the_face() -> None:
    cut = film(scene(line("WEI", "Say it again."), Act("LIN slaps WEI.", ("LIN", "WEI"), sounds=("slap",)),
                     line("LIN", "Never.")))
    at = next(at for at, shot in enumerate(cut.shots) if any(one.gesture == "raise-hand" for one in shot.gestures))
    assert sorted(names(cut.shots[at])) == ["LIN", "WEI"]
    assert names(cut.shots[at + 1]) == ["WEI"]
    slap = next(cue for cue in cut.sounds if cue.sound == "slap")
    assert cut.starts()[at] < slap.start < cut.starts()[at + 1]


def test_voices_from_elsewhere_move_no_lips() -> None:
    cut = film(scene(Act("LIN waits.", ("LIN",)), line("WEI", "Come home.", channel="phone"),
                     line("LIN", "I cannot forget.", channel="inner"), line("MEI", "Open the door!", channel="os")))
    assert all(one.mouth == "" for shot in cut.shots for one in shot.spoken)
    assert all("WEI" not in names(shot) for shot in cut.shots)


def test_people_who_speak_at_once_are_seen_together() -> None:
    cut = film(scene(line("LIN", "Where is she?"), line("WEI", "Gone."), line("LIN", "Run!"),
                     line("WEI", "Run!", dual=True)))
    both = first(cut, lambda shot: {one.line for one in shot.spoken} >= {2, 3})
    assert sorted(names(both)) == ["LIN", "WEI"]
    assert len({one.frame for one in both.spoken if one.line in (2, 3)}) == 1


def test_costumes_follow_the_state() -> None:
    marked = scene(line("LIN", "Before."), Change("marks", "LIN", "cut-cheek"), Change("takes", "LIN", "letter"),
                   line("LIN", "After."), line("LIN", "Long after."))
    figures = [figure for shot in film(marked).shots for figure in shot.setup.figures]
    assert figures[0].costume.marks == ()
    assert figures[-1].costume.marks == ("cut-cheek",)
    assert any(figure.holding is not None and figure.holding.shape == "letter" for figure in figures)


# What the writer states wins.


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


def test_nothing_to_film_is_an_error() -> None:
    empty = Episode("ep01", 1, "", "en", ())
    cut, found = direct(empty, flow(empty, BIBLE, starts(BIBLE)), BIBLE, Version())
    assert cut.shots == ()
    assert [(one.code, one.severity) for one in found] == [("D409", Severity.ERROR)]


def test_every_code_has_its_page() -> None:
    assert set(explanations()) == set(KINDS)
    for page in explanations().values():
        assert all(heading in page for heading in ("What it checks", "Why it matters", "Example", "Fix"))


# Whole scenes, as a shot list.


def test_shot_list_in_english() -> None:
    story = episode(scene(
        Act("Rain beats on the roof.", sounds=("rain",)), line("LIN", "Don't move."),
        Act("WEI looks at LIN.", ("WEI", "LIN")), line("WEI", "You carry her pendant.", "cold"),
        line("LIN", "Liar!", "anger"), Edit("smash-cut")))
    cut = direct(story, flow(story, BIBLE, starts(BIBLE)), BIBLE, Version(title="The White Fox"))[0]
    assert _brief(show(cut, story.lines())) == [
        "CU single LIN", "WS establishing LIN WEI", "MLS two-shot LIN WEI “Don't move.”", "MCU single WEI",
        "MS pov LIN", "CU single WEI “You carry her pendant.”", "ECU single LIN “Liar!”", "BCU reaction WEI"]


def test_shot_list_in_chinese() -> None:
    story = episode(scene(
        Act("林晚跪在地上。", ("LIN",), gestures=(("LIN", "kneel"),)),
        Line(0, "", ("WEI",), (("zh-Hans", "签字。"),), emotion="cold"),
        Line(0, "", ("LIN",), (("zh-Hans", "三年了，我为了你放弃了一切，你却在今天，当着所有人的面，把我赶出家门！"),),
             emotion="tears"),
        Act("林晚看见顾深手里的玉佩。", ("LIN", "WEI"), ("jade pendant",))))
    story = replace(story, language="zh-Hans")
    cut = direct(story, flow(story, BIBLE, starts(BIBLE)), BIBLE, Version("zh-Hans", ("zh-Hans",), title="白狐"))[0]
    listed = _brief(show(cut, story.lines()))
    assert listed[0] == "MLS single LIN"
    assert listed[1] == "WS establishing LIN WEI"
    assert any("pov WEI" in one for one in listed), listed
    assert cut.shots[0].cards[0].text == "白狐\n第1集"
    assert all(text in "三年了，我为了你放弃了一切，你却在今天，当着所有人的面，把我赶出家门！签字。"
               for shot in cut.shots for one in shot.subtitles for _, text in one.rows)


def _brief(listed: str) -> list[str]:
    """The framing, people and words of every shot of a shot list."""
    found = []
    for row in listed.splitlines()[1:]:
        if not row[:3].strip().isdigit():
            continue
        camera, _, rest = row.split("/night ", 1)[1].partition(", ")
        people = " ".join(word.partition("@")[0] for word in camera.split() if not word.startswith("("))
        words = f" “{rest.split('“')[1].split('”')[0]}”" if "“" in rest else ""
        found.append(people + words)
    return found
