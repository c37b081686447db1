"""A real server on this machine: what it is asked, and what is made of what comes back."""

from __future__ import annotations

import json
from typing import Any

import cv2
import numpy as np
import pytest
from media_desk import KINDS, Desk, Serve, close, colour
from media_server import picture, stamp

from dramac.runtime.assemble import clips
from dramac.runtime.job import Fault


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_picture_from_words_comes_as_it_was_asked_for(desk: Desk, serve: Serve, kind: str) -> None:
    server = serve(kind)
    file = desk.run("plate", kind, ())
    pixels = cv2.imread(str(file))[:, :, ::-1]
    assert pixels.shape == (112, 64, 3)
    assert (pixels == picture("a red room", 64, 112)).all()
    route, asked, _ = server.asked[0]
    assert (route, asked["size"], asked["prompt"]) == ("image", "64x112", "a red room")
    assert asked.get("seed", 7) == 7  # below 2 ** 31: not every server takes more
    assert ("num_inference_steps" in asked) == (kind in ("vllm-omni", "sglang"))
    assert ("model" in asked) == (kind in ("openai", "gateway"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_change_takes_every_picture_along(desk: Desk, serve: Serve, kind: str) -> None:
    server = serve(kind)
    desk.run("keyframe", kind, ("person:0", "plate"))
    desk.run("keyframe_edit", kind, ("picture",), key="cd" * 32)
    assert [(route, count) for route, _, count in server.asked] == [("edit", 2), ("edit", 1)]
    assert set(server.asked[0][1]["files"]) == {"image[]" if kind in ("openai", "gateway") else "image"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_clip_has_the_very_frames_and_rate(desk: Desk, serve: Serve, kind: str) -> None:
    server = serve(kind)
    file = desk.run("i2v", kind)
    known = clips.known(file)
    assert (known.width, known.height, known.frames, known.step) == (64, 112, 9, clips.known(file).step)
    assert float(known.step or 0) == pytest.approx(1 / 16)
    frames = list(clips.read(file))
    assert close(colour(frames[0]), stamp("she turns"))
    _, asked, count = server.asked[0]
    assert count == 1
    assert cv2.imdecode(np.frombuffer(server.jobs["video_0000"].pictures[0], np.uint8), 1).shape == (112, 64, 3)
    if kind == "openai":
        assert (asked["seconds"], asked["size"]) == ("4", "64x112")
        assert "num_frames" not in asked
    else:
        assert (asked["num_frames"], asked["fps"], asked["seed"]) == ("9", "16", "5")
    assert (asked.get("guidance_scale") == "3.5") == (kind in ("vllm-omni", "sglang"))
    assert "odd" not in asked


def test_a_clip_goes_on_from_the_last_picture_of_the_one_before(desk: Desk, serve: Serve) -> None:
    server = serve()
    desk.run("i2v", roles=("before",))
    sent = cv2.imdecode(np.frombuffer(server.jobs["video_0000"].pictures[0], np.uint8), 1)[:, :, ::-1]
    assert close(colour(sent), colour(picture("before", 64, 112, 3)))


def test_a_window_of_the_first_picture_is_sent(desk: Desk, serve: Serve) -> None:
    server = serve()
    desk.run("i2v", window={"factor": 2.0, "x": 0.2})
    desk.run("i2v", key="cd" * 32)
    tight, wide = (cv2.imdecode(np.frombuffer(one.pictures[0], np.uint8), 1) for one in server.jobs.values())
    assert tight.shape == wide.shape
    assert np.ptp(tight[:, 0, 0].astype(int)) < np.ptp(wide[:, 0, 0].astype(int))  # half as far from top to bottom


def test_a_last_picture_is_sent_where_there_is_a_way(desk: Desk, serve: Serve) -> None:
    server = serve("vllm-omni")
    desk.run("flf2v", "vllm-omni", ("first", "last"), adapter="h3")
    _, asked, count = server.asked[0]
    assert (asked["files"], count) == (["input_references"] * 2, 2)
    assert json.loads(asked["extra_params"])["frame_indices"] == [0, -1]
    with pytest.raises(Fault, match="takes no last picture"):
        desk.run("flf2v", "vllm-omni", ("first", "last"), key="cd" * 32, adapter="wan_i2v")
    assert len(server.jobs) == 1


def test_clips_sold_by_seconds_are_brought_to_the_frames(desk: Desk, serve: Serve) -> None:
    serve("openai")
    file = desk.run("i2v", "openai", frames=80, fps=16)  # 5 s: 8 are bought, at 30 frames a second
    frames = list(clips.read(file))
    assert len(frames) == 80
    light = [float(one.mean()) for one in frames]
    assert light[6] > light[1]  # frame 6 at 16 a second is frame 11 at 30
    with pytest.raises(Fault, match="makes none of more than 12"):
        desk.run("i2v", "openai", key="cd" * 32, frames=200)


@pytest.mark.parametrize(("tweak", "words"), [
    ({"num_frames": "8"}, "8 frames at 16"), ({"num_frames": "13"}, "13 frames"), ({"fps": "24"}, "at 24 a second"),
    ({"size": "112x64"}, "clip of 112x64"), ({"flat": True}, "all one colour")])
def test_another_clip_than_was_asked_for_is_refused(desk: Desk, serve: Serve, tweak: dict[str, Any], words: str) -> None:
    server = serve(tweak=lambda asked: {**asked, **tweak})
    for _ in range(2):  # the next build pays nothing, and says the same
        with pytest.raises(Fault, match=words) as told:
            desk.run()
        assert "--pay-again" in told.value.help
    assert sum(server.billed.values()) == 1


def test_a_clip_of_seconds_that_is_too_short_is_refused(desk: Desk, serve: Serve) -> None:
    serve("openai", tweak=lambda asked: {**asked, "seconds": "1"})
    with pytest.raises(Fault, match=r"1\.00 s where 3\.00 s are needed"):
        desk.run("i2v", "openai", frames=48)


def test_another_picture_than_was_asked_for_is_refused(desk: Desk, serve: Serve) -> None:
    server = serve(tweak=lambda asked: {**asked, "size": "64x64"})
    for _ in range(2):
        with pytest.raises(Fault, match="64x64 where 64x112"):
            desk.run("plate", roles=())
    assert server.count("POST", "generations") == 1
