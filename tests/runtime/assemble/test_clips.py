from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.runtime.assemble import clips, probe
from dramac.runtime.job import Fault


def pictures(count: int, height: int = 48, width: int = 64) -> np.ndarray:
    """Frames that differ: a slope of colours, and a bright square that walks."""
    down, right = np.mgrid[:height, :width]
    frames = np.empty((count, height, width, 3), np.uint8)
    for at, frame in enumerate(frames):
        frame[:] = np.stack((right * 3 % 256, down * 4 % 256, (right + down) * 2 % 256), axis=-1)
        frame[8:16, at % (width - 8):at % (width - 8) + 8] = (250, 30, 90)
    return frames


def test_a_clip_keeps_its_frames_size_rate_and_colours(tmp_path: Path) -> None:
    made = pictures(60)
    assert clips.write(tmp_path / "clip", made, 16) == 60
    one, = probe.media(tmp_path / "clip", "mp4", "the clip").pictures
    assert (one.codec, one.pixels, one.width, one.height, one.frames) == ("h264", "yuv444p", 64, 48, 60)
    assert (one.step, one.start, one.end) == (Fraction(1, 16), 0, Fraction(60, 16))
    assert probe.media(tmp_path / "clip", "mp4", "the clip").sounds == ()
    back = np.stack(list(clips.read(tmp_path / "clip")))
    assert back.shape == made.shape
    assert np.abs(back.astype(int) - made).mean() < 1.5


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        clips.write(tmp_path / name, pictures(20), 24)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(16, 130), height=st.integers(16, 130), count=st.integers(1, 30), fps=st.integers(1, 60))
def test_any_size_and_number_comes_back(tmp_path: Path, width: int, height: int, count: int, fps: int) -> None:
    clips.write(tmp_path / "clip", iter(pictures(count, height, width)), fps)
    assert [one.shape for one in clips.read(tmp_path / "clip")] == [(height, width, 3)] * count


def test_the_last_frames_are_the_last(tmp_path: Path) -> None:
    clips.write(tmp_path / "clip", pictures(9), 24)
    every = list(clips.read(tmp_path / "clip"))
    assert np.array_equal(np.stack(clips.last(tmp_path / "clip", 3)), np.stack(every[-3:]))
    with pytest.raises(Fault, match="9 frames has no last 10"):
        clips.last(tmp_path / "clip", 10)


def test_how_far_it_is_is_told(tmp_path: Path) -> None:
    told: list[float] = []
    clips.write(tmp_path / "clip", pictures(4), 24, told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("frames", [
    [], [np.zeros((48, 64), np.uint8)], [np.zeros((48, 64, 4), np.uint8)], [np.zeros((48, 64, 3), np.float32)],
    [np.zeros((48, 64, 3), np.uint8), np.zeros((64, 48, 3), np.uint8)], [np.zeros((4, 64, 3), np.uint8)],
])
def test_what_is_no_row_of_pictures_is_refused_and_leaves_nothing(tmp_path: Path, frames: list[np.ndarray]) -> None:
    with pytest.raises(Fault):
        clips.write(tmp_path / "clip", frames, 24)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: b"no film" * 99, lambda data: data[:len(data) // 2],
                                    lambda data: data[:200] + bytes(len(data) - 200)])
def test_a_damaged_clip_is_a_fault(tmp_path: Path, damage) -> None:
    clips.write(tmp_path / "clip", pictures(12), 24)
    data = (tmp_path / "clip").read_bytes()
    (tmp_path / "bad").write_bytes(damage(data))
    with pytest.raises(Fault):
        list(clips.read(tmp_path / "bad"))


def test_a_reader_may_stop_early(tmp_path: Path) -> None:
    clips.write(tmp_path / "clip", pictures(50), 24)
    reading = clips.read(tmp_path / "clip")
    next(reading)
    reading.close()
