"""The clip that a server sends: read, compared with what was asked for, and written as clips are written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from ...assemble import clips
from ...job import Fault
from .pictures import Picture, is_flat

_OFF = 0.01  # how far a rate may be from the one that was asked for: files count time in steps
_MOST = 120 * 60  # frames


class Damaged(Exception):
    """It is no whole clip: what came may not be what lies there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a clip has to be. `free`: frames and rate are the server's choice, as long as it is long enough."""

    width: int
    height: int
    frames: int
    fps: int
    free: bool


def conformed(source: Path, to: Path, wanted: Wanted, report: Callable[[float], None]) -> None:
    """Writes the clip `source` to `to` as `wanted`. Raises Damaged for what is no whole clip; Fault for a whole one that is not
    what was asked for."""
    times = _looked_at(source, wanted)
    places = _places(times, wanted)
    seen = _Seen()
    written = clips.write(to, _picked(source, places, wanted, seen), wanted.fps, report)
    if written != wanted.frames:
        to.unlink(missing_ok=True)
        raise Damaged("it breaks off")
    if seen.flat:
        to.unlink(missing_ok=True)
        raise Fault("the clip that the server made is all one colour", "some servers blank what their filter stops: "
                    "change the words of the shot, or look at the server's log")


@dataclass(slots=True)
class _Seen:
    flat: bool = True


def _looked_at(source: Path, wanted: Wanted) -> list[float]:
    """The times of its frames, from 0, after a look at everything that can be known undecoded."""
    if source.stat().st_size < 12:
        raise Damaged("it is empty")
    with source.open("rb") as handle:
        if handle.read(8)[4:] != b"ftyp":
            raise Damaged("it is no MP4")
    try:
        with av.open(str(source), format="mp4") as container:
            streams = container.streams.video
            if len(streams) != 1:
                raise Damaged(f"it has {len(streams)} video streams")
            width, height = streams[0].codec_context.width, streams[0].codec_context.height
            times = []
            for packet in container.demux(streams[0]):
                if packet.pts is not None and packet.size:
                    times.append(float(packet.pts * packet.time_base))
                if len(times) > _MOST:
                    raise Fault(f"the server made a clip of more than {_MOST} frames")
    except (av.error.FFmpegError, ValueError, MemoryError):
        raise Damaged("it cannot be read") from None
    if not times:
        raise Damaged("it has no frames")
    if (width, height) != (wanted.width, wanted.height):
        raise Fault(f"the server made a clip of {width}x{height} where {wanted.width}x{wanted.height} was asked for",
                    "the model behind it may make other sizes than its manifest says")
    times.sort()
    return [one - times[0] for one in times]


def _places(times: list[float], wanted: Wanted) -> list[int]:
    """Which of the server's frames each frame is. Raises Fault where they are not those that were asked for."""
    rate = (len(times) - 1) / times[-1] if len(times) > 1 and times[-1] > 0 else float(wanted.fps)
    if not wanted.free:
        if len(times) != wanted.frames or abs(rate / wanted.fps - 1) > _OFF:
            raise Fault(f"the server made {len(times)} frames at {rate:.4g} a second where {wanted.frames} at {wanted.fps} were "
                        "asked for", "the model behind it may make other lengths than its manifest says")
        return list(range(wanted.frames))
    places = [round(at * rate / wanted.fps) for at in range(wanted.frames)]
    if places[-1] > len(times) - 1:
        raise Fault(f"the server made a clip of {len(times) / rate:.2f} s where {wanted.frames / wanted.fps:.2f} s are needed",
                    "it does not make the lengths that it sells")
    return places


def _picked(source: Path, places: list[int], wanted: Wanted, seen: _Seen) -> Iterator[Picture]:
    """The frames at `places`, which rise. Raises Damaged."""
    at = 0
    try:
        with av.open(str(source), format="mp4") as container:
            for number, frame in enumerate(container.decode(video=0)):
                if at == len(places):
                    return
                if number < places[at]:
                    continue
                pixels = _pixels(frame, wanted)
                seen.flat = seen.flat and is_flat(pixels)
                while at < len(places) and places[at] == number:
                    yield pixels
                    at += 1
    except (av.error.FFmpegError, ValueError, MemoryError):
        raise Damaged("it cannot be decoded") from None
    if at < len(places):
        raise Damaged(f"it breaks off after {at} of {len(places)} frames")


def _pixels(frame: Any, wanted: Wanted) -> Picture:
    """A decoded frame as RGB, by the colour that its file claims (BT.601 where it claims none, as the usual writers do)."""
    if (frame.width, frame.height) != (wanted.width, wanted.height):
        raise Damaged("its size changes")
    return np.ascontiguousarray(frame.to_ndarray(format="rgb24"))
