"""What a director does with a script that says nothing about shots."""

from __future__ import annotations

from dataclasses import replace

from tests_cuts import BIBLE, LONG, QUARREL, episode, film, first, line, names, scene

from dramac.compiler.base.diagnostic import Severity
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.errors import KINDS, explanations
from dramac.compiler.cut.show import show
from dramac.compiler.cut.version import Version
from dramac.compiler.story.nodes import Act, Change, Edit, Episode, Line, ShotAsk
from dramac.compiler.story.state import flow, starts


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
