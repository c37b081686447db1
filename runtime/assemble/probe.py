"""What is really in a media file, read from its packets with PyAV. Nothing is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av

from ..job import Fault


@dataclass(frozen=True, slots=True)
class Pictures:
    """A video stream. `step` is the time between frames in seconds, None when it is not the same for all; `start` and
    `end` are in seconds, `end` that of the last frame. `setup` is the decoder configuration (avcC)."""

    codec: str
    profile: str
    pixels: str
    width: int
    height: int
    frames: int
    step: Fraction | None
    start: Fraction
    end: Fraction
    setup: bytes
    opens_with_key: bool


@dataclass(frozen=True, slots=True)
class Sound:
    """An audio stream. `start` and `end` in seconds, as a player hears it (the encoder's run-in is not counted)."""

    codec: str
    rate: int
    channels: int
    start: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class Media:
    """The streams of a file."""

    pictures: tuple[Pictures, ...]
    sounds: tuple[Sound, ...]


def media(file: Path, format: str, what: str) -> Media:
    """The streams of `file`, which must be of `format` (as libavformat calls it). `what` names it in complaints.

    Raises Fault when it cannot be read.
    """
    try:
        with av.open(str(file.absolute()), format=format) as container:
            packets: dict[int, list[Any]] = {stream.index: [] for stream in container.streams}
            for packet in container.demux():
                if packet.pts is not None:
                    packets[packet.stream.index].append(packet)
            return Media(tuple(_pictures(stream, packets[stream.index]) for stream in container.streams.video),
                         tuple(_sound(stream) for stream in container.streams.audio))
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise Fault(f"{what} cannot be read as {format}: {error}", "dramac cache verify finds damaged files") from error


def _pictures(stream: Any, packets: list[Any]) -> Pictures:
    times = sorted(packet.pts for packet in packets)
    steps = {after - before for before, after in pairwise(times)} or {packet.duration for packet in packets}
    base = Fraction(stream.time_base)
    step = base * steps.pop() if len(steps) == 1 else None
    context = stream.codec_context
    return Pictures(context.name, context.profile or "", context.pix_fmt or "", context.width, context.height,
                    len(times), step, base * times[0] if times else Fraction(0),
                    base * times[-1] + (step or 0) if times else Fraction(0), bytes(context.extradata or b""),
                    bool(packets) and packets[0].is_keyframe)


def _sound(stream: Any) -> Sound:
    base = Fraction(stream.time_base)
    start = base * (stream.start_time or 0)
    return Sound(stream.codec_context.name, stream.codec_context.sample_rate, stream.codec_context.channels,
                 start, start + base * (stream.duration or 0))
