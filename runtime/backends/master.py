"""The master: the mix encoded, segments and soundtrack joined into a film, the subtitle file beside it, the poster."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..assemble import ffmpeg, mux, probe, srt
from ..facts import write_facts
from ..job import Fault, Job

ACTIONS = ("soundtrack", "master", "subtitle", "poster")
VERSION = "3"
MOST_SEGMENTS = 10_000


def run(job: Job) -> None:
    """Does `job`. Raises Fault when its inputs do not fit together, when its parameters are not those of its action,
    and when ffmpeg fails."""
    match job.action:
        case "soundtrack":
            _soundtrack(job)
        case "master":
            _master(job)
        case "subtitle":
            job.outputs["text"].write_text(srt.write(_param(job, "cues", list)), encoding="utf-8", newline="\n")
        case "poster":
            _poster(job)
        case _:
            raise Fault(f"the master backend cannot do {job.action!r}", "it does " + ", ".join(ACTIONS))


def _soundtrack(job: Job) -> None:
    """params: samples, audio_bitrate; input `mix`, a WAV; output `audio`, AAC in MP4."""
    target = job.outputs["audio"]
    file, argv = mux.encode_sound(_input(job, "mix"), _param(job, "samples", int), _param(job, "audio_bitrate", str),
                                  _folder(target))
    os.replace(file, target)
    write_facts(job, {"argv": argv})


def _master(job: Job) -> None:
    """params: segments (how many), frames (of each; may be absent), fps, width, height, samples, title, language;
    inputs `segment:0` … and `soundtrack`; output `video`."""
    number = _param(job, "segments", int)
    if not 0 < number <= MOST_SEGMENTS:
        raise Fault(f"{number} is no number of segments")
    film = mux.Film(_param(job, "width", int), _param(job, "height", int), _param(job, "fps", int),
                    _param(job, "samples", int), _param(job, "title", str), _param(job, "language", str),
                    _frames(job, number))
    if not 0 < film.fps <= 240:
        raise Fault(f"{film.fps} is no frame rate")
    target = job.outputs["video"]
    segments = [_input(job, f"segment:{one}") for one in range(number)]
    file, argv, frames = mux.join(film, segments, _input(job, "soundtrack"), _folder(target))
    os.replace(file, target)
    write_facts(job, {"argv": argv, "frames": frames})


def _poster(job: Job) -> None:
    """params: frame (from 0); input `segment`; output `image`, a JPEG."""
    frame, segment = _param(job, "frame", int), _input(job, "segment")
    pictures = probe.media(segment, "mp4", "the segment").pictures
    if not pictures or not 0 <= frame < pictures[0].frames:
        raise Fault(f"the segment has no frame {frame}: it has {pictures[0].frames if pictures else 0}")
    target = job.outputs["image"]
    folder = _folder(target)
    os.symlink(segment.absolute(), folder / "segment")
    argv = ffmpeg.still("segment", "poster.jpg", frame)
    ffmpeg.run(argv, folder)
    os.replace(folder / "poster.jpg", target)
    write_facts(job, {"argv": ["ffmpeg", *argv[1:]]})


def _frames(job: Job, number: int) -> tuple[int, ...] | None:
    if "frames" not in job.params:
        return None
    frames = tuple(_param(job, "frames", list))
    if len(frames) != number or not all(isinstance(one, int) and one > 0 for one in frames):
        raise Fault(f"the plan gives lengths {frames} for {number} segments", "the plan is damaged: make it again")
    return frames


def _folder(target: Path) -> Path:
    folder = target.parent / "join"
    folder.mkdir()
    return folder


def _param(job: Job, name: str, kind: type) -> Any:
    value = job.params.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Fault(f"the parameter {name} of {job.action} is {value!r}, not {kind.__name__}",
                    "the plan is damaged: make it again")
    return value


def _input(job: Job, role: str) -> Path:
    if role not in job.inputs:
        raise Fault(f"{job.action} lacks its input {role}", "the plan is damaged: make it again")
    return job.inputs[role]
