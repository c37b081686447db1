"""One piece of a tool's work: its inputs laid out as plain files, the tool run, what it left looked at and brought to the plan's
frames, rate and size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from ...assemble import clips
from ...facts import write_facts
from ...job import Fault, Job
from ..finisher import told
from ..finisher.conform import Conformed
from ..finisher.source import Image, Joined, Piece
from . import left, sound, tools
from .call import call, words

_BROAD = 64
"""Pixels that the part of a picture around a face is wide at least."""


def do(job: Job) -> None:
    """params: model, keep, skip, frames, fps, width, height; for interpolate from_fps; for lipsync spoken (input, second, x);
    inputs `clip:0` …, `speech:0` …; output `video`, a clip. Raises Fault."""
    tool = tools.tool(str(job.params.get("model", "")))
    want = left.Wanted(told.whole(job.params, "frames", 1), told.fps(job.params), told.size(job.params))
    source = _source(job)
    rate = told.fps(job.params, "from_fps") if job.action == "interpolate" else want.fps
    with tempfile.TemporaryDirectory(prefix="tool-") as folder, ExitStack() as opened:
        if job.action == "lipsync":
            streams = _lips(job, tool, source, want, Path(folder))
        else:
            given = _given(Path(folder), source, rate, tool)
            places = _asked(given, want)
            call(tool, words(tool, places), lambda part: job.report(0.8 * part))
            streams = [left.result(tool, Path(folder), want, _length(given), exact=False)]
        frames = [opened.enter_context(closing(one)) for one in streams]
        written = clips.write(job.outputs["video"], _beside(frames, want, job), want.fps)
    told.exactly(written, want.frames)
    write_facts(job, {"frames": written, "tool": tool.name, "version": tool.version})
    job.report(1.0)


def _source(job: Job) -> Joined:
    files = told.clips_of(job)
    keep, skip = told.several(job.params, "keep", len(files)), told.several(job.params, "skip", len(files))
    return Joined([Piece(*one) for one in zip(files, skip, keep, strict=True)])


def _lips(job: Job, tool: tools.Tool, source: Joined, want: left.Wanted, folder: Path) -> list[left.Shown]:
    """What the tool makes of the mouths of a picture, from left to right. One that takes {faces} is told of all at once; another
    is shown, of a picture with several speakers, the part around each, and these are put together again."""
    faces = sound.faces(job, want)
    if len(faces) == 1 or tool.takes("faces"):
        given = _given(folder, source, want.fps, tool)
        places = {**_asked(given, want), **sound.files(folder, faces, want)}
        call(tool, words(tool, places), lambda part: job.report(0.8 * part))
        return [left.result(tool, folder, want, _length(given), exact=True)]
    found = []
    for at, (face, (start, stop)) in enumerate(zip(faces, _bands([one.x for one in faces], want.size[0]), strict=True)):
        part = folder / str(at)
        part.mkdir()
        band = left.Wanted(want.frames, want.fps, (stop - start, want.size[1]))
        given = _given(part, source, want.fps, tool, (start, stop))
        places = {**_asked(given, band), **sound.files(part, [face], band)}
        call(tool, words(tool, places), partial(_tell, job, at, len(faces)))
        found.append(left.result(tool, part, band, _length(given), exact=True))
    return found


def _bands(places: Sequence[float], width: int) -> list[tuple[int, int]]:
    """The part of a picture `width` pixels wide around each of the faces at `places` (0 to 1, from left to right): they meet in
    the middle between two, at even pixels."""
    edges = [0, *(round((one + two) / 4 * width) * 2 for one, two in pairwise(places)), width]
    bands = list(pairwise(edges))
    if any(stop - start < _BROAD for start, stop in bands):
        raise Fault(f"{len(bands)} faces stand too close in a picture {width} pixels wide to be shown to the tool one by one",
                    "use a tool that takes {faces}")
    return bands


def _given(folder: Path, source: Joined, rate: int, tool: tools.Tool,
           band: tuple[int, int] | None = None) -> dict[str, Any]:
    """Lays the clip out for `tool`, in its own rate if it has one, as a film or as numbered pictures; what to say of it."""
    import cv2

    first = next(iter(source.read(0, 1)))
    high, wide = first.shape[:2]
    fps = tool.fps or rate
    shown = Conformed(source, rate, max(1, -(-source.frames * fps // rate)), fps, (wide, high))
    start, stop = band or (0, wide)
    frames = (np.ascontiguousarray(one[:, start:stop]) for one in shown.read(0, shown.frames))
    (folder / "result").mkdir()
    places: dict[str, Any] = {"from_width": stop - start, "from_height": high, "from_fps": fps, "from_frames": shown.frames,
                              "out": str(folder / "result.mp4"), "out_pictures": str(folder / "result")}
    if tool.takes("pictures"):
        (folder / "given").mkdir()
        for number, frame in enumerate(frames, 1):
            cv2.imwrite(str(folder / "given" / f"{number:08d}.png"), frame)
        return places | {"pictures": str(folder / "given")}
    clips.write(folder / "given.mp4", (one[..., ::-1] for one in frames), fps)
    return places | {"video": str(folder / "given.mp4")}


def _length(given: Mapping[str, Any]) -> tuple[int, int]:
    return int(given["from_frames"]), int(given["from_fps"])


def _asked(given: Mapping[str, Any], want: left.Wanted) -> dict[str, Any]:
    return {**given, "width": want.size[0], "height": want.size[1], "fps": want.fps, "frames": want.frames}


def _tell(job: Job, at: int, of: int, part: float) -> None:
    """Tells that `part` of the run number `at`, of so many, is done."""
    job.report(0.8 * (at + part) / of)


def _beside(streams: Sequence[Iterator[Image]], want: left.Wanted, job: Job) -> Iterator[Image]:
    """The streams side by side, as RGB."""
    for number, parts in enumerate(zip(*streams, strict=True)):
        whole = np.hstack(parts) if len(parts) > 1 else parts[0]
        yield np.ascontiguousarray(whole[..., ::-1])
        job.report(0.8 + 0.2 * (number + 1) / want.frames)
