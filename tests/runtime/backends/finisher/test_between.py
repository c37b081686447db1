"""Frames in between and larger pictures, on the processor: better than the plain way, exact in number and size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from tests_clips import H, W, clip, scene

from dramac.runtime.assemble import clips
from dramac.runtime.backends import finisher
from dramac.runtime.backends.finisher.between import between
from dramac.runtime.job import Fault, Job

SPEED = 0.6  # of the frame's width a second


def do(action: str, folder: Path, inputs: list[Path], **params: Any) -> Path:
    folder.mkdir()
    roles = {f"clip:{at}": one for at, one in enumerate(inputs)}
    finisher.run(Job(action, params, roles, {"video": folder / "video"}, lambda part: None))
    return folder / "video"


def moving(second: float, width: int = W, height: int = H) -> Any:
    return scene(0.1 + SPEED * second, width, height)


@pytest.mark.parametrize(("rate", "fps"), [(16, 24), (25, 24), (25, 30), (24, 30), (12, 24)])
def test_what_moves_is_where_it_is_at_that_moment(tmp_path: Path, rate: int, fps: int) -> None:
    """Against the truth, every frame in between is better than the two beside it laid over one another, and the square's edge
    is where it belongs."""
    frames = fps // 2
    needed = -(-(frames - 1) * rate // fps) + 1
    made = clip(tmp_path / "clip", needed, rate, lambda number: moving(number / rate))
    found = list(clips.read(do("interpolate", tmp_path / "out", [made], keep=[needed], skip=[0], from_fps=rate, fps=fps,
                               frames=frames, width=W, height=H)))
    assert len(found) == frames
    source = list(clips.read(made))
    gained = []
    for number, image in enumerate(found):
        truth, (before, part) = moving(number / fps), divmod(number * rate, fps)
        if not part:
            continue
        mixed = cv2.addWeighted(source[before], 1 - part / fps, source[before + 1], part / fps, 0)
        gained.append(cv2.PSNR(image, truth) - cv2.PSNR(mixed, truth))
        edge = float((image[H // 3 + 8 : H // 3 + 24, :, 0] > 150).argmax(axis=1).mean())
        assert edge == pytest.approx((0.1 + SPEED * number / fps) * W, abs=1.5)
    assert np.mean(gained) > 4
    assert min(gained) > -1


def test_a_cut_is_no_motion() -> None:
    """Between two pictures that have nothing in common nothing is dragged about: one is laid over the other."""
    random = np.random.default_rng(5)
    one, two = (cv2.resize(random.integers(0, 255, (32, 18, 3), np.uint8), (W, H), interpolation=cv2.INTER_NEAREST)
                for _ in range(2))
    found = list(between(iter((one, two)), 12, 3, 24))
    mixed = cv2.addWeighted(one, 0.5, two, 0.5, 0)
    assert np.array_equal(found[0], one)
    assert np.array_equal(found[2], two)
    assert cv2.PSNR(found[1], mixed) > 18


def test_a_still_scene_stays_still() -> None:
    image = scene(0.4)
    for frame in between(iter((image, image, image)), 16, 4, 24):
        assert np.abs(frame.astype(int) - image).max() <= 2


def test_the_last_frame_is_held(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 3, 16, lambda number: moving(number / 16))
    found = list(clips.read(do("interpolate", tmp_path / "out", [made], keep=[3], skip=[0], from_fps=16, fps=24, frames=8,
                               width=W, height=H)))
    assert len(found) == 8
    assert np.abs(found[7].astype(int) - found[4]).mean() < 1


def test_parts_are_joined_and_the_same_bytes_come_twice(tmp_path: Path) -> None:
    parts = [clip(tmp_path / str(at), 5, 16, lambda number, at=at: moving((number + 4 * at) / 16)) for at in range(2)]
    one, two = (do("interpolate", tmp_path / name, parts, keep=[5, 4], skip=[0, 1], from_fps=16, fps=24, frames=12, width=W,
                   height=H) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert clips.known(one).frames == 12


def test_larger_is_exact_in_size_and_sharper_than_stretching(tmp_path: Path) -> None:
    whole = [moving(number / 16, 2 * W, 2 * H) for number in range(4)]
    made = clip(tmp_path / "clip", 4, 16, lambda number: cv2.resize(whole[number], (W, H), interpolation=cv2.INTER_AREA))
    file = do("upscale", tmp_path / "out", [made], keep=[3], skip=[1], frames=3, fps=16, width=2 * W, height=2 * H)
    for number, image in enumerate(clips.read(file), 1):
        stretched = cv2.resize(cv2.resize(whole[number], (W, H), interpolation=cv2.INTER_AREA), (2 * W, 2 * H))
        assert cv2.PSNR(image, whole[number]) > cv2.PSNR(stretched, whole[number]) + 0.5
    assert (clips.known(file).width, clips.known(file).height, clips.known(file).frames) == (2 * W, 2 * H, 3)


def test_too_few_frames_are_a_fault(tmp_path: Path) -> None:
    made = clip(tmp_path / "clip", 3, 16, lambda number: scene(0.1, 32, 64))
    with pytest.raises(Fault, match="3 frames were made where the plan wants 5"):
        do("upscale", tmp_path / "out", [made], keep=[3], skip=[0], frames=5, fps=16, width=64, height=128)
    with pytest.raises(Fault, match="has 3 frames"):
        do("interpolate", tmp_path / "two", [made], keep=[9], skip=[0], from_fps=16, frames=5, fps=24, width=64, height=128)
