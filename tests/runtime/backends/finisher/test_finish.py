"""From models' clips to segments of a film: exactly its frames, its size, its letters; joined by the real master."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from tests_clips import ENCODER, H, W, clip, conform, encode, finish, frames_of, grade, letter, luma, numbered, scene

from dramac.runtime.assemble import clips
from dramac.runtime.assemble.encode import SegmentWriter
from dramac.runtime.backends import finisher, master
from dramac.runtime.backends.animatic.framing import compose, faces_of
from dramac.runtime.backends.animatic.grade import i420
from dramac.runtime.backends.animatic.letters import Letters
from dramac.runtime.backends.animatic.transition import blend
from dramac.runtime.job import Fault, Job


def bench(frames: int, at: int = 0, **words: Any) -> list[dict[str, Any]]:
    return [grade(at), letter(at + 1, **words), encode(at + 2, 0, frames)]


@pytest.mark.parametrize("rate", [16, 24, 25, 30])
@pytest.mark.parametrize("frames", [1, 24, 37])
def test_every_rate_comes_to_exactly_the_films_frames(tmp_path: Path, rate: int, frames: int) -> None:
    needed = (frames - 1) * rate // 24 + 1
    made = clip(tmp_path / "clip", needed + 3, rate, lambda number: numbered(number, 32, 64))
    steps = [conform(frames, keep=[needed], rate=rate, size=(32, 64)), encode(0, 0, frames)]
    found = luma(finish(tmp_path / "out", steps, [made], frames))
    wanted = [16 + (30 + 3 * (number * rate // 24)) * 219 / 255 for number in range(frames)]
    assert len(found) == frames
    assert found == pytest.approx(wanted, abs=1.6)


def test_clips_are_joined_without_the_frames_that_they_share(tmp_path: Path) -> None:
    parts = [clip(tmp_path / str(at), 9, 24, lambda number, at=at: numbered(number + 20 * at, 32, 64)) for at in range(3)]
    steps = [conform(20, keep=[8, 7, 5], skip=[0, 2, 1], size=(32, 64)), encode(0, 3, 19)]
    found = luma(finish(tmp_path / "out", steps, parts, 16))
    order = [*range(8), *range(22, 29), *range(41, 46)][3:19]
    assert found == pytest.approx([16 + (30 + 3 * number) * 219 / 255 for number in order], abs=1.6)


@pytest.mark.parametrize("size", [(W, H), (W * 2, H * 2), (H, W), (W - 16, H + 32), (W // 2, H // 2)])
def test_every_size_fills_the_frame_undistorted(tmp_path: Path, size: tuple[int, int]) -> None:
    """A disc in the middle stays a disc in the middle."""
    def disc(number: int) -> Any:
        image = np.full((size[1], size[0], 3), 30, np.uint8)
        return cv2.circle(image, (size[0] // 2, size[1] // 2), min(size) // 5, (220, 220, 220), -1, cv2.LINE_AA)

    steps = [conform(2, keep=[2]), encode(0, 0, 2)]
    image = frames_of(finish(tmp_path / "out", steps, [clip(tmp_path / "clip", 2, 24, disc)], 2))[1]
    assert image.shape == (H, W, 3)
    x, y, wide, high = cv2.boundingRect((image[..., 1] > 125).astype(np.uint8))
    assert abs(wide - high) <= 1
    assert abs(x + wide / 2 - W / 2) <= 1.5
    assert abs(y + high / 2 - H / 2) <= 1.5


def test_a_neutral_look_leaves_a_models_picture_as_it_is(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 3, 24, lambda number: scene(0.2 + 0.1 * number))
    found = frames_of(finish(tmp_path / "out", [conform(3, keep=[3]), *bench(3)], [made], 3))
    for number, image in enumerate(found):
        assert cv2.PSNR(image, scene(0.2 + 0.1 * number)) > 32


def test_a_look_is_the_films(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 3, 24, lambda number: scene(0.4))
    plain, noir, dream = (
        frames_of(finish(tmp_path / name, [conform(3, keep=[3]), grade(0, **style), encode(1, 0, 3)], [made], 3))[0]
        for name, style in (("plain", {}), ("noir", {"grade": "noir"}), ("dream", {"treatment": "dream"})))
    def colourful(image: Any) -> float:
        return float((image.max(2).astype(int) - image.min(2)).mean())

    assert colourful(noir) < 0.5 * colourful(plain)
    assert dream[:8].mean() > plain[:8].mean() + 20  # the soft bright rim


WORDS = {"subtitles": [{"start": 1, "stop": 9, "rows": [["en", "You came back."], ["zh-Hans", "你回来了。"]]}],
         "cards": [{"start": 0, "stop": 10, "text": "THE WHITE FOX\nOne", "kind": "series", "lang": "en"},
                   {"start": 2, "stop": 10, "text": "MOTHER: Where are you?", "kind": "overlay", "lang": "en"}],
         "label": "AI-generated", "fade_in": 3, "fade_out": 2, "fade_colour": "#101820"}
PERSON = {"age": 24, "sex": "f", "height": "average", "hair_style": "bun", "accessories": []}
FRAMING = {"set": {"kind": "shrine", "interior": True}, "size": "cu", "composition": "single", "angle": "eye", "insert": None,
           "figures": [{"costume": PERSON, "x": 0.1, "facing": "left", "foreground": False, "holding": None}], "move": "push-in"}


def test_letters_are_the_very_pixels_of_the_animatic(tmp_path: Path) -> None:
    """The same words over the same ground come to the same bytes of the same encoder."""
    made = clip(tmp_path / "clip", 10, 24, lambda number: scene(0.05 * number))
    steps = [conform(10, keep=[10]), letter(0, framing=FRAMING, **WORDS), encode(1, 0, 10)]
    found = finish(tmp_path / "out", steps, [made], 10)
    letters = Letters({**FRAMING, **WORDS}, faces_of(compose(FRAMING, W, H)), 10, W, H)  # as stage.Picture lays them
    with SegmentWriter(tmp_path / "promised", W, H, 24, ENCODER) as promised:
        for number, frame in enumerate(clips.read(made)):
            promised.write(i420(letters.draw(np.ascontiguousarray(frame[..., ::-1]), number)))
    assert found.read_bytes() == (tmp_path / "promised").read_bytes()


def test_a_title_keeps_off_the_face_as_in_the_animatic(tmp_path: Path) -> None:
    black = clip(tmp_path / "clip", 24, 24, lambda number: np.zeros((H, W, 3), np.uint8))
    words = {"cards": [{"start": 0, "stop": 24, "text": "THE WHITE FOX", "kind": "title", "lang": "en"}]}
    def first_row(name: str, **more: Any) -> int:
        steps = [conform(24, keep=[24]), letter(0, **words, **more), encode(1, 12, 13)]
        image = frames_of(finish(tmp_path / name, steps, [black], 1))[0]
        return int(np.flatnonzero(image.max(axis=(1, 2)) > 90)[0])

    assert first_row("kept off", framing=FRAMING) > first_row("alone") + H // 12


def test_a_transition_is_the_animatics(tmp_path: Path) -> None:
    one = clip(tmp_path / "one", 12, 24, lambda number: scene(0.02 * number))
    two = clip(tmp_path / "two", 12, 16, lambda number: scene(0.5, ground=(150, 60, 40)))
    steps = [conform(12, keep=[12]), conform(10, keep=[7], rate=16, first=1),
             {"do": "transition", "read": [0, 1], "kind": "iris-in", "from_start": 7, "frames": 5, "fps": 24, "encoder": ENCODER}]
    found = finish(tmp_path / "out", steps, [one, two], 5)
    first, second = ([np.ascontiguousarray(frame[..., ::-1]) for frame in clips.read(file)] for file in (one, two))
    with SegmentWriter(tmp_path / "promised", W, H, 24, ENCODER) as promised:
        for at in range(5):
            promised.write(i420(blend("iris-in", first[7 + at], second[at * 16 // 24], (at + 0.5) / 5)))
    assert found.read_bytes() == (tmp_path / "promised").read_bytes()


def still(file: Path, width: int = W, height: int = H) -> Path:
    cv2.imwrite(str(file) + ".png", scene(0.4, width, height)[..., ::-1])
    return file.with_suffix(".png")


@pytest.mark.parametrize("move", ["static", "push-in", "pull-out", "pan-left", "truck-right", "tilt-up", "whip-pan-left",
                                  "handheld", "orbit", "rack-focus", "zoom-in"])
def test_a_still_is_moved_and_shows_no_edge(tmp_path: Path, move: str) -> None:
    """Over a picture of one colour every move stays that colour; over another, something moves."""
    step = {"do": "conform", "read": ["clip:0"], "frames": 12, "fps": 24, "width": W, "height": H, "still": True, "move": move,
            "window": None}
    plain = tmp_path / "plain.png"
    cv2.imwrite(str(plain), np.full((H, W, 3), 120, np.uint8))
    assert all(image.min() > 110 for image in frames_of(finish(tmp_path / "one", [step, encode(0, 0, 12)], [plain], 12)))
    found = frames_of(finish(tmp_path / "two", [step, encode(0, 0, 12)], [still(tmp_path / "still")], 12))
    assert len(found) == 12
    assert np.abs(found[0].astype(int) - found[-1]).mean() > 0.3


def test_the_window_of_a_still_is_what_is_seen(tmp_path: Path) -> None:
    """Of a picture twice as large, the half around the one on the right, at the height of the eyes."""
    image = np.full((2 * H, 2 * W, 3), 40, np.uint8)
    cv2.circle(image, (round(1.5 * W), round(0.33 * 2 * H)), 20, (200, 200, 200), -1)
    cv2.imwrite(str(tmp_path / "still.png"), image)
    step = {"do": "conform", "read": ["clip:0"], "frames": 1, "fps": 24, "width": W, "height": H, "still": True,
            "move": "static", "window": {"factor": 2.0, "x": 0.5}}
    found = frames_of(finish(tmp_path / "out", [step, encode(0, 0, 1)], [tmp_path / "still.png"], 1))[0]
    x, y, wide, high = cv2.boundingRect((found[..., 1] > 120).astype(np.uint8))
    assert abs(x + wide / 2 - W / 2) <= 2
    assert abs(y + high / 2 - 0.33 * H) <= 3
    assert abs(wide - 41) <= 2  # at its own size: nothing is lost by looking closer


def test_segments_of_models_and_of_the_animatic_join_into_one_exact_film(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 33, 16, lambda number: scene(0.02 * number))
    moved = {"do": "conform", "read": ["clip:0"], "frames": 20, "fps": 24, "width": W, "height": H, "still": True,
             "move": "push-in", "window": None}
    parts = [finish(tmp_path / "a", [conform(48, keep=[32], rate=16), *bench(48, label="AI-generated")], [made], 48),
             finish(tmp_path / "b", [moved, *bench(20)], [still(tmp_path / "still")], 20),
             finish(tmp_path / "c", [conform(7, keep=[5], rate=16), encode(0, 6, 7)], [made], 1)]
    with wave.open(str(tmp_path / "mix"), "wb") as track:
        track.setnchannels(2)
        track.setsampwidth(2)
        track.setframerate(48000)
        track.writeframes(bytes(69 * 2000 * 4))
    (tmp_path / "sound").mkdir()
    master.run(Job("soundtrack", {"samples": 69 * 2000, "audio_bitrate": "192k"}, {"mix": tmp_path / "mix"},
                   {"audio": tmp_path / "sound" / "audio"}, lambda part: None))
    params = {"segments": 3, "frames": [48, 20, 1], "fps": 24, "width": W, "height": H, "samples": 69 * 2000, "title": "t",
              "language": "en"}
    inputs = {f"segment:{at}": part for at, part in enumerate(parts)} | {"soundtrack": tmp_path / "sound" / "audio"}
    (tmp_path / "film").mkdir()
    master.run(Job("master", params, inputs, {"video": tmp_path / "film" / "video"}, lambda part: None))
    with av.open(str(tmp_path / "film" / "video")) as film:
        times = [frame.time for frame in film.decode(film.streams.video[0])]
    assert times == pytest.approx([number / 24 for number in range(69)])


def test_the_same_steps_make_the_same_bytes_and_say_how(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 20, 16, lambda number: scene(0.02 * number))
    steps = [conform(24, keep=[16], rate=16), grade(0, grade="jade", grain=0.4, treatment="flashback", vignette=0.5),
             letter(1, framing=FRAMING, **WORDS), encode(2, 0, 24)]
    one, two = (finish(tmp_path / name, steps, [made], 24) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    facts = [(file.parent / "facts.json").read_text() for file in (one, two)]
    assert facts[0] == facts[1]
    assert "libx264" in json.loads(facts[0])["argv"]
    assert str(tmp_path) not in facts[0]


def test_a_step_alone_hands_its_frames_on_as_a_clip(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 8, 16, lambda number: scene(0.05 * number))
    first = finish(tmp_path / "one", [conform(12, keep=[8], rate=16)], [made], 12)
    second = finish(tmp_path / "two", [{**grade(0), "read": ["clip:0"]}, encode(0, 2, 9)], [first], 7)
    assert (clips.known(first).frames, len(frames_of(second))) == (12, 7)


@pytest.mark.parametrize(("steps", "said"), [
    ([conform(24, keep=[8], rate=16), encode(0, 0, 24)], "8 frames at 16 a second were made where 16 are needed"),
    ([conform(4, keep=[30]), encode(0, 0, 4)], "has 8 frames, and 30"),
    ([conform(4, keep=[8]), encode(0, 0, 9)], "a shot that has 4"),
    ([conform(4, keep=[8]), encode(3, 0, 4)], "reads 3"),
    ([conform(4, keep=[8]), {**encode(0, 0, 4), "encoder": None}], "no encoder"),
    ([{**conform(4, keep=[8]), "width": -1}, encode(0, 0, 4)], "width"),
    ([{**conform(4, keep=[8]), "keep": "all"}, encode(0, 0, 4)], "keep"),
    ([{"do": "dance", "read": [0]}], "no step 'dance'"),
    ([{**conform(4, keep=[8]), "read": ["clip:5"]}, encode(0, 0, 4)], "lacks its input"),
    ([conform(4, keep=[8]), {"do": "transition", "read": [0, 0], "kind": "melt", "from_start": 0, "frames": 4, "fps": 24,
                             "encoder": ENCODER}], "melt"),
    ([], "no steps")])
def test_what_does_not_fit_together_is_said(tmp_path: Path, steps: list[dict[str, Any]], said: str) -> None:
    made = clip(tmp_path / "clip", 8, 16, lambda number: numbered(number, 32, 64))
    with pytest.raises(Fault, match=said):
        finish(tmp_path / "out", steps, [made], 4 if len(steps) < 2 else int(steps[-1].get("stop", 4)))


@pytest.mark.parametrize("content", [b"", b"no clip", bytes(range(256)) * 50])
def test_damaged_inputs_are_faults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad").write_bytes(content)
    moved = {**conform(2, keep=[2]), "still": True, "move": "static", "window": None}
    for name, step in (("clip", conform(2, keep=[2])), ("still", moved)):
        with pytest.raises(Fault):
            finish(tmp_path / name, [step, encode(0, 0, 2)], [tmp_path / "bad"], 2)


def test_another_action_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no action"):
        finisher.run(Job("draw", {}, {}, {"video": tmp_path / "video"}, lambda part: None))
