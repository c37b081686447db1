"""Shots through the backend's door: frames that live, segments of the right length, the same bytes twice."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from dramac.runtime.backends import animatic
from dramac.runtime.backends.animatic.grade import i420
from dramac.runtime.backends.animatic.plate import draw_plate
from dramac.runtime.backends.animatic.stage import Picture
from dramac.runtime.backends.animatic.transition import KINDS, blend
from dramac.runtime.job import Fault, Job
from dramac.stdlib.read import vocabulary

W, H = 144, 256
PROFILE = {"width": W, "height": H, "fps": 24, "encoder": {"preset": "ultrafast", "crf": 24, "threads": 1}}
PHONES = [["m", 0.0, 0.1], ["ˈɑ", 0.1, 0.4], ["m", 0.4, 0.5], ["u", 0.5, 0.7]]
WOMAN = {"age": 24, "sex": "f", "build": "slight", "height": "average", "hair_style": "long", "hair_colour": "#1d1620",
         "skin": "#f3cdb6",
         "eyes": "#5a3524", "facial_hair": "none", "features": [], "garment": "hanfu",
         "colours": ["#8a1f33", "#e8d9c0", "#c9a04a"],
         "pattern": "plain", "accessories": [], "marks": []}
MAN = {**WOMAN, "sex": "m", "age": 31, "hair_style": "short", "garment": "suit", "height": "tall"}


def place(kind: str = "shrine", time: str = "night", weather: str = "rain") -> dict[str, Any]:
    known = vocabulary("places").entries[kind]
    return {"kind": kind, "interior": known["interior"], "time": time, "weather": weather,
            "light": known["light"][time],
            "colours": known["colours"], "features": known["features"]}


def figure(costume: dict[str, Any], x: float, facing: str, foreground: bool = False) -> dict[str, Any]:
    return {"costume": costume, "x": x, "facing": facing, "foreground": foreground, "holding": None}


def shot(size: str = "cu", composition: str = "single", figures: list[dict[str, Any]] | None = None,
         **more: Any) -> dict[str, Any]:
    known = {
        "set": place(), "style": {"grade": "neutral", "treatment": "", "grain": 0.0, "vignette": 0.5, "palette": []},
        "size": size,
        "composition": composition, "angle": "eye", "move": "static", "frames": 24, "seed": 12345678901, "tension": 0.3,
        "figures": [figure(WOMAN, 0.14, "left")] if figures is None else figures, "insert": None, "moods": [],
        "gestures": [],
        "spoken": [], "subtitles": [], "cards": [], "fade_in": 0, "fade_out": 0, "fade_colour": "#000000", "label": "",
    }
    return {**known, **more}


def picture(one: dict[str, Any], timings: dict[str, Any] | None = None) -> Picture:
    plate = draw_plate({"set": one["set"], "palette": [], "width": W, "height": H, "seed": 3})
    return Picture(one, plate, timings or {}, W, H, 24)


def job(tmp: Path, action: str, params: dict[str, Any], inputs: dict[str, Path], output: str) -> Path:
    file = tmp / f"{output}-{hashlib.sha256(repr((params, sorted(inputs))).encode()).hexdigest()[:8]}"
    animatic.run(Job(action, params, inputs, {output: file}, lambda part: None))
    return file


def plate_file(tmp: Path) -> Path:
    return job(tmp, "plate", {"set": place(), "palette": [], "width": W, "height": H, "seed": 3}, {}, "layers")


def segment(tmp: Path, plate: Path, **params: Any) -> Path:
    timing = tmp / "timing.json"
    timing.write_text(json.dumps({"seconds": 0.8, "phones": PHONES}))
    roles = {"plate": plate, "plate.from": plate, "plate.to": plate, "speech:0": timing, "from.speech:0": timing}
    return job(tmp, "draw", {"profile": PROFILE, **params}, roles, "video")


def probe(file: Path) -> tuple[int, int, int, int]:
    with av.open(str(file), format="mp4") as film:
        video = film.streams.video[0]
        return sum(1 for _ in film.decode(video)), video.width, video.height, len(film.streams)


def test_a_segment_has_exactly_its_frames_and_the_same_bytes_twice(tmp_path: Path) -> None:
    plate = plate_file(tmp_path)
    spoken = [{"input": "speech:0", "frame": 2, "mouth": 0}]
    one = segment(tmp_path, plate, start=3, stop=14, shot=shot(spoken=spoken))
    first = one.read_bytes()
    assert probe(one) == (11, W, H, 1)
    assert segment(tmp_path, plate, start=3, stop=14, shot=shot(spoken=spoken)).read_bytes() == first


@pytest.mark.parametrize("kind", KINDS)
def test_a_transition_has_its_frames(tmp_path: Path, kind: str) -> None:
    file = segment(tmp_path, plate_file(tmp_path), transition={"kind": kind, "frames": 5},
                   **{"from": shot("ws"), "to": shot("mcu")})
    assert probe(file)[0] == 5


def test_a_missing_input_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="plate"):
        job(tmp_path, "draw", {"profile": PROFILE, "start": 0, "stop": 2, "shot": shot()}, {}, "video")


def test_a_damaged_timing_is_a_fault(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    spoken = [{"input": "speech:0", "frame": 2, "mouth": 0}]
    with pytest.raises(Fault, match="timing"):
        job(tmp_path, "draw", {"profile": PROFILE, "start": 0, "stop": 2, "shot": shot(spoken=spoken)},
            {"plate": plate_file(tmp_path), "speech:0": bad}, "video")


def test_another_action_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no action"):
        job(tmp_path, "mix", {}, {}, "audio")


CASES = [
    shot("ws"), shot("cu"), shot("ecu"), shot("ws", "establishing", []),
    shot("cu", "insert", [], insert={"shape": "ring", "colours": ["#d9b04a"]}),
    shot("mcu", "ots", [figure(MAN, 0.72, "away", True), figure(WOMAN, -0.22, "right")]),
    shot("ms", "two-shot", [figure(WOMAN, -0.44, "right"), figure(MAN, 0.44, "left")], move="truck-left"),
    shot("els", figures=[], set=place("sky", "day", "clear")), shot("cu", angle="dutch"),
    shot("mcu", move="rack-focus"),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one['size']}-{one['composition']}-{one['move']}")
def test_the_picture_never_stands_still(one: dict[str, Any]) -> None:
    drawn = picture(one)
    frames = [drawn.frame(number).astype(int) for number in range(6, 12)]
    assert all(frame.shape == (H, W, 3) for frame in frames)
    assert all(np.abs(a - b).mean() > 0.002 for a, b in itertools.pairwise(frames))


def test_a_frame_does_not_depend_on_those_asked_before() -> None:
    one = shot("ms", move="handheld", moods=[{"figure": 0, "frame": 5, "emotion": "anger", "intensity": 0.8,
                                              "gaze": "right"}])
    forward = picture(one)
    frames = [forward.frame(number) for number in range(12)]
    backward = picture(one)
    assert all((backward.frame(number) == frames[number]).all() for number in (11, 3, 7, 0))


def test_the_mouth_of_the_speaker_moves() -> None:
    spoken = [{"input": "speech:0", "frame": 4, "mouth": 0}]
    talking, silent = picture(shot(spoken=spoken), {"speech:0": {"seconds": 0.8, "phones": PHONES}}), picture(shot())
    apart = [float(np.abs(talking.frame(n).astype(int) - silent.frame(n)).max()) for n in (8, 10, 12)]
    assert max(apart) > 40


def test_fades_begin_and_end_in_their_colour() -> None:
    drawn = picture(shot("ws", fade_in=6, fade_out=6, fade_colour="#ffffff"))
    assert drawn.frame(0).min() == 255
    assert drawn.frame(23).min() == 255
    assert drawn.frame(12).mean() < 150


def test_subtitles_cards_and_label_stand_only_in_their_frames() -> None:
    words = {"subtitles": [{"start": 4, "stop": 8, "rows": [["en", "Do not go."]]}],
             "cards": [{"start": 10, "stop": 22, "text": "Elsewhere", "kind": "title", "lang": "en"}]}
    drawn, plain = picture(shot("ws", figures=[], **words)), picture(shot("ws", figures=[]))

    def apart(number: int) -> int:
        return int(np.abs(drawn.frame(number).astype(int) - plain.frame(number)).max())

    assert apart(3) == 0 == apart(8)
    assert apart(5) > 90
    assert apart(16) > 90
    marked = picture(shot("ws", figures=[], label="AI-generated"))
    assert int(np.abs(marked.frame(0).astype(int) - plain.frame(0)).max()) > 60


@pytest.mark.parametrize("grade", sorted(vocabulary("grades").entries))
def test_every_grade_is_a_look_of_its_own(grade: str) -> None:
    style = {"grade": grade, "treatment": "", "grain": 0.0, "vignette": 0.5, "palette": []}
    frame = picture(shot("ws", figures=[], style=style)).frame(4)
    plain = picture(shot("ws", figures=[])).frame(4)
    assert (grade == "neutral") == bool((frame == plain).all())


def test_memory_is_paler_than_the_present() -> None:
    style = {"grade": "neutral", "treatment": "flashback", "grain": 0.0, "vignette": 0.5, "palette": []}

    def colour(frame: np.ndarray) -> float:
        return float((frame.max(2).astype(int) - frame.min(2)).mean())

    assert colour(picture(shot("cu", style=style)).frame(4)) < 0.8 * colour(picture(shot("cu")).frame(4))


@pytest.mark.parametrize("kind", KINDS)
def test_transitions_go_from_one_picture_to_the_other(kind: str) -> None:
    first, second = np.full((H, W, 3), 40, np.uint8), np.full((H, W, 3), 200, np.uint8)
    means = [float(blend(kind, first, second, t).mean()) for t in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert means[0] < 60
    assert means[-1] > 180
    assert means[0] < means[2] < means[-1]


@pytest.mark.parametrize(("bgr", "yuv"), [((0, 0, 0), (16, 128, 128)), ((255, 255, 255), (235, 128, 128)),
                                          ((0, 0, 255), (63, 102, 240)),
                                          ((0, 255, 0), (173, 42, 26)), ((255, 0, 0), (32, 240, 118))])
def test_colours_are_those_of_bt709(bgr: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    planes = i420(np.full((8, 8, 3), bgr, np.uint8)).reshape(-1)
    assert planes[0] == pytest.approx(yuv[0], abs=1)
    assert planes[64] == pytest.approx(yuv[1], abs=1)
    assert planes[80] == pytest.approx(yuv[2], abs=1)


@pytest.mark.parametrize("gesture", ["", "draw", "give", "turn-away"])
@pytest.mark.parametrize("gaze", ["", "camera", "away"])
@pytest.mark.parametrize(("count", "armed"), [(2, 0), (2, 1), (3, 0), (3, 1), (3, 2)])
def test_a_sword_crosses_nobodys_face(gesture: str, gaze: str, count: int, armed: int) -> None:
    people = [figure({**WOMAN, "height": "short"}, -0.44, "right"), figure(MAN, 0.44, "left"), figure(MAN, 0.7, "left")]
    people = people[:count]
    more: dict[str, Any] = {"moods": [{"figure": armed, "frame": 0, "emotion": "neutral", "intensity": 0.3, "gaze": gaze}]}
    if gesture:
        more["gestures"] = [{"figure": armed, "frame": 0, "frames": 24, "gesture": gesture}]
    bare = picture(shot("ms", "two-shot", people, **more))
    people = [{**one, "holding": {"shape": "sword"} if n == armed else None} for n, one in enumerate(people)]
    held = picture(shot("ms", "two-shot", people, **more))
    changed = np.abs(held.frame(12).astype(int) - bare.frame(12)).max(2) > 30
    assert changed.sum() > 40
    for spot in held.framing.places:
        x, y, unit = spot.x, spot.y, spot.unit
        face = changed[int(y - 0.3 * unit) : int(y + 0.45 * unit), int(x - 0.28 * unit) : int(x + 0.28 * unit)]
        assert not face.any()


@pytest.mark.parametrize("gesture", ["", "kneel", "fall", "bow"])
def test_the_shoulder_before_the_lens_is_there_whatever_its_owner_does(gesture: str) -> None:
    people = [figure({**WOMAN, "accessories": ["fox-ears"]}, 0.72, "away", True), figure(MAN, -0.22, "right")]
    gestures = [{"figure": 0, "frame": 0, "frames": 8, "gesture": gesture}] if gesture else []
    drawn = picture(shot("mcu", "ots", people, gestures=gestures))
    empty = picture(shot("mcu", "ots", people))
    empty.people = [one for one in empty.people if not one.spot.front]
    covered = np.abs(drawn.frame(16).astype(int) - empty.frame(16)).max(2) > 8
    front = next(spot for spot in drawn.framing.places if spot.front)
    subject = next(spot for spot in drawn.framing.places if not spot.front)
    rows = slice(int(front.y - 0.3 * front.unit), int(front.y + 0.4 * front.unit))
    assert covered[rows, int(front.x - 0.2 * front.unit) :].mean() > 0.7
    face = covered[int(subject.y - 0.3 * subject.unit) : int(subject.y + 0.45 * subject.unit),
                   int(subject.x - 0.3 * subject.unit) : int(subject.x + 0.3 * subject.unit)]
    assert face.mean() < 0.02


def test_a_low_camera_lets_uprights_converge_and_fills_the_frame() -> None:
    eye, low, high = (picture(shot("ws", figures=[], angle=angle)).frame(4).astype(int)
                      for angle in ("eye", "low", "high"))
    assert np.abs(low - eye).mean() > 1
    assert np.abs(high - low).mean() > 1
    assert all((frame[:, edge].std() > 0) and (frame[edge].std() > 0) for frame in (low, high) for edge in (0, -1))


def test_an_overlay_that_goes_on_over_a_cut_does_not_fade_there() -> None:
    held = {"start": -40, "stop": 80, "text": "Come home.", "kind": "overlay", "lang": "en"}
    frames = [picture(shot("ms", cards=[one] if one else [])).frame(0) for one in (None, held, {**held, "start": 0})]
    plain, standing, coming = (one.astype(int) for one in frames)
    assert np.abs(standing - plain).max() > 100
    assert np.abs(coming - plain).max() < 60
