"""Performance: poses from moods, gestures and speech."""

from __future__ import annotations

from typing import Any

from dramac.runtime.backends.animatic.acting import cast

PHONES = [["h", 0.0, 0.1], ["ə", 0.1, 0.2], ["l", 0.2, 0.3], ["ˈoʊ", 0.3, 0.6], ["m", 0.6, 0.7], ["ˈɑ", 0.9, 1.2]]


def shot(*facings: str, **more: Any) -> dict[str, Any]:
    figures = [{"costume": {}, "x": 0.0, "facing": facing, "foreground": False} for facing in facings]
    return {"figures": figures, "frames": 240, "seed": 5, "moods": [], "gestures": [], "spoken": [], **more}


def mood(frame: int, emotion: str, intensity: float, gaze: str = "", figure: int = 0) -> dict[str, Any]:
    return {"figure": figure, "frame": frame, "emotion": emotion, "intensity": intensity, "gaze": gaze}


def test_people_blink_every_few_seconds() -> None:
    (actor,) = cast(shot("front"), {}, 24)
    closed = [f for f in range(240) if actor.at(f).pose.blink == 1.0]
    starts = [f for f in closed if f - 1 not in closed]
    assert 2 <= len(starts) <= 8


def test_nobody_stands_still() -> None:
    (actor,) = cast(shot("front"), {}, 24)
    assert all(actor.at(f) != actor.at(f + 1) for f in range(239))


def test_those_who_face_each_other_look_at_each_other() -> None:
    left, right = cast(shot("right", "left"), {}, 24)
    assert left.at(50).pose.yaw > 0.3
    assert right.at(50).pose.yaw < -0.3
    assert left.at(50).pose.gaze_x > 0.2 > -0.2 > right.at(50).pose.gaze_x


def test_gaze_of_a_mood_turns_eyes_and_head() -> None:
    (actor,) = cast(shot("front", moods=[mood(0, "neutral", 0.3, "camera"), mood(60, "fear", 0.8, "left")]), {}, 24)
    assert abs(actor.at(40).pose.yaw) < 0.1
    assert actor.at(100).pose.yaw < -0.3
    assert actor.at(100).pose.emotion == "fear"


def test_a_mood_comes_over_several_frames() -> None:
    (actor,) = cast(shot("front", moods=[mood(0, "joy", 0.9), mood(50, "shock", 0.9)]), {}, 24)
    strengths = [actor.at(f).pose.intensity for f in range(50, 60)]
    assert strengths[2] < 0.6
    assert strengths[-1] == 0.9


def test_the_speaker_moves_the_mouth_and_the_listener_answers() -> None:
    spoken = [{"input": "speech:0", "frame": 20, "mouth": 0}]
    speaker, listener = cast(shot("right", "left", spoken=spoken), {"speech:0": {"seconds": 1.3, "phones": PHONES}}, 24)
    said = {speaker.at(f).pose.mouth for f in range(18, 52)}
    assert {"A", "D", "E"} <= said
    assert all(listener.at(f).pose.mouth == "X" for f in range(240))
    assert max(listener.at(f).pose.pitch for f in range(51, 75)) > max(listener.at(f).pose.pitch
        for f in range(20)) + 0.05
    assert speaker.at(200).pose.mouth == "X"


def test_a_line_that_began_before_the_shot_goes_on() -> None:
    spoken = [{"input": "speech:0", "frame": -10, "mouth": 0}]
    (actor,) = cast(shot("front", spoken=spoken), {"speech:0": {"seconds": 1.3, "phones": PHONES}}, 24)
    assert actor.at(0).pose.mouth != "X"


def test_stressed_syllables_nod() -> None:
    spoken = [{"input": "speech:0", "frame": 0, "mouth": 0}]
    quiet, = cast(shot("front"), {}, 24)
    talking, = cast(shot("front", spoken=spoken), {"speech:0": {"seconds": 1.3, "phones": PHONES}}, 24)
    assert max(talking.at(f).pose.pitch - quiet.at(f).pose.pitch for f in range(4, 12)) > 0.05


def test_a_gesture_goes_out_and_comes_back() -> None:
    (actor,) = cast(shot("front", gestures=[{"figure": 0, "frame": 20, "frames": 36, "gesture": "point"}]), {}, 24)
    reach = [actor.at(f).pose.reach for f in range(80)]
    assert reach[19] == 0
    assert max(reach) == 1
    assert reach[70] == 0
    assert actor.at(38).pose.gesture == "point"


def test_comers_walk_in_from_their_side_and_leavers_stay_away() -> None:
    come, = cast(shot("front", gestures=[{"figure": 0, "frame": 10, "frames": 40, "gesture": "enter-left"}]), {}, 24)
    assert come.at(0).dx < -1
    assert come.at(120).dx == 0
    steps = [come.at(f).dx for f in range(10, 51)]
    assert steps == sorted(steps)
    leave, = cast(shot("front", gestures=[{"figure": 0, "frame": 10, "frames": 40, "gesture": "exit-right"}]), {}, 24)
    assert leave.at(0).dx == 0
    assert leave.at(120).dx > 1


def test_the_same_seed_gives_the_same_performance() -> None:
    one, = cast(shot("left"), {}, 24)
    two, = cast(shot("left"), {}, 24)
    assert [one.at(f) for f in range(60)] == [two.at(f) for f in range(60)]
