from __future__ import annotations

import os
import signal
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from dramac.runtime.assemble import probe
from dramac.runtime.assemble.encode import SegmentWriter
from dramac.runtime.job import Fault

FAST = {"preset": "ultrafast", "crf": 20, "threads": 1}


def picture(number: int) -> np.ndarray:
    frame = np.full((240, 96), 128, np.uint8)
    frame[:160] = 16 + number * 12 % 200
    return frame


def write(file: Path, *frames: np.ndarray | bytes) -> None:
    with SegmentWriter(file, 96, 160, 24, FAST) as writer:
        for frame in frames:
            writer.write(frame)


def segment(file: Path, frames: int, **settings) -> bytes:
    with SegmentWriter(file, 96, 160, 24, {**FAST, **settings}) as writer:
        for number in range(frames):
            writer.write(picture(number))
    assert writer.frames == frames
    return file.read_bytes()


@pytest.mark.parametrize("preset", ["ultrafast", "veryfast"])
def test_a_segment_is_what_the_joins_need(tmp_path: Path, preset: str) -> None:
    segment(tmp_path / "out", 60, preset=preset)
    found = probe.media(tmp_path / "out", "mp4", "the segment")
    assert found.sounds == ()
    one = found.pictures[0]
    assert (one.codec, one.profile, one.pixels, one.width, one.height) == ("h264", "High", "yuv420p", 96, 160)
    assert (one.frames, one.step, one.start, one.end) == (60, Fraction(1, 24), 0, Fraction(60, 24))
    with av.open(str(tmp_path / "out")) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        keys = [packet.pts // 512 for packet in packets if packet.is_keyframe]
        context = stream.codec_context
        assert keys == [0, 48]
        assert stream.time_base == Fraction(1, 12288)
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (1, 1, 1, 1)
        assert "creation_time" not in container.metadata


def test_the_frames_come_back_in_order(tmp_path: Path) -> None:
    segment(tmp_path / "out", 10, crf=1)
    with av.open(str(tmp_path / "out")) as container:
        levels = [int(frame.to_ndarray()[:160].mean().round()) for frame in container.decode(video=0)]
    assert levels == pytest.approx([16 + number * 12 for number in range(10)], abs=1)


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    assert segment(tmp_path / "a", 20, threads=2) == segment(tmp_path / "b", 20, threads=2)


def test_all_segments_share_one_encoder_setup(tmp_path: Path) -> None:
    """Whatever is in the pictures and however long they last: else stream copies would not join."""
    segment(tmp_path / "a", 1)
    segment(tmp_path / "b", 50)
    setups = {probe.media(tmp_path / name, "mp4", name).pictures[0].setup for name in "ab"}
    assert len(setups) == 1


def test_frames_may_be_bytes_or_strided_arrays(tmp_path: Path) -> None:
    whole = segment(tmp_path / "a", 3)
    write(tmp_path / "b", picture(0).tobytes(), np.asfortranarray(picture(1)),
          np.repeat(picture(2), 2, axis=1)[:, ::2])
    assert (tmp_path / "b").read_bytes() == whole


@pytest.mark.parametrize(("size", "fps", "settings", "words"), [
    ((95, 160), 24, FAST, "no frame size"), ((96, 0), 24, FAST, "no frame size"), ((96, 160), 0, FAST, "frame rate"),
    ((96, 160), 23.976, FAST, "frame rate"), ((96, 160), 24, {**FAST, "preset": "fast -x"}, "preset"),
    ((96, 160), 24, {**FAST, "crf": 0}, "quality"), ((96, 160), 24, {"preset": "fast", "crf": 20}, "threads")])
def test_settings_that_cannot_be_are_refused(tmp_path: Path, size, fps, settings, words: str) -> None:
    with pytest.raises(Fault, match=words):
        SegmentWriter(tmp_path / "out", *size, fps, settings)
    assert not (tmp_path / "out").exists()


def test_a_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="100 bytes was written where 23040 belong"):
        write(tmp_path / "out", picture(0), b"x" * 100)
    assert not (tmp_path / "out").exists()


def test_no_frames_no_file(tmp_path: Path) -> None:
    with pytest.raises(Fault):
        write(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_exception_leaves_no_file_and_no_encoder(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path / "out", 96, 160, 24, FAST)
    with suppress(RuntimeError), writer:
        writer.write(picture(0))
        raise RuntimeError
    assert not (tmp_path / "out").exists()
    assert writer._child.returncode == -signal.SIGKILL


def test_an_encoder_that_dies_is_noticed(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path / "out", 96, 160, 24, FAST)
    os.kill(writer._child.pid, signal.SIGKILL)

    def write_on() -> None:
        while True:
            writer.write(picture(0))

    with pytest.raises(Fault, match="signal 9"):
        write_on()
    with pytest.raises(Fault, match="closed"):
        writer.write(picture(0))
    writer.close()


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/dev/full")
    with pytest.raises(Fault) as caught:
        write(tmp_path / "out", *map(picture, range(400)))
    assert "No space left on device" in caught.value.message
    assert caught.value.help == "make room on the disk"
    assert Path("/dev/full").exists()


def test_a_missing_program_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_FFMPEG", str(tmp_path / "ffmpeg"))
    with pytest.raises(Fault, match="does not start") as caught:
        SegmentWriter(tmp_path / "out", 96, 160, 24, FAST)
    assert "DRAMAC_FFMPEG" in caught.value.help
