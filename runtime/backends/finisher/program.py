"""Finishing: the steps of a task as the plan lays them, each reading inputs or earlier steps. Frames are streamed from the first
step to the encoder, one or two in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...assemble import clips
from ...assemble.encode import SegmentWriter
from ...facts import write_facts
from ...job import Fault, Job
from ..animatic.framing import compose, faces_of
from ..animatic.grade import FILMED, Grade, i420
from ..animatic.letters import Letters
from ..animatic.transition import KINDS, blend
from . import told
from .colours import Colours
from .conform import Conformed
from .source import Image, Joined, Piece, Source, Whole
from .still import Still

_REPORT_EVERY = 12
_MOST_STEPS = 64
_GRAIN = 1
"""The seed of the grain: one film stock for the whole film. Its plates change from frame to frame."""


class Graded:
    """The look of the shot laid over `source`."""

    def __init__(self, source: Source, style: Mapping[str, Any]) -> None:
        self._source, self.frames, self.size, self.fps = source, source.frames, source.size, source.fps
        self._grade = Grade(style, *source.size, _GRAIN, FILMED)

    def read(self, start: int, stop: int) -> Iterator[Image]:
        for number, frame in enumerate(self._source.read(start, stop), start):
            yield self._grade.apply(frame, (), number)


class Lettered:
    """The words and fades of the shot over `source`."""

    def __init__(self, source: Source, shot: Mapping[str, Any]) -> None:
        self._source, self.frames, self.size, self.fps = source, source.frames, source.size, source.fps
        framing = shot.get("framing")
        faces = faces_of(compose(framing, *source.size)) if isinstance(framing, Mapping) else []
        self._letters = Letters(shot, faces, source.frames, *source.size)

    def read(self, start: int, stop: int) -> Iterator[Image]:
        for number, frame in enumerate(self._source.read(start, stop), start):
            yield self._letters.draw(frame, number)


class Cut:
    """Frames `[start, stop)` of `source`."""

    def __init__(self, source: Source, start: int, stop: int) -> None:
        """Raises Fault when `source` has not so many."""
        if not 0 <= start < stop <= source.frames:
            raise Fault(f"frames {start} to {stop} are wanted of a shot that has {source.frames}",
                        "the plan is damaged: make it again")
        self._source, self._start = source, start
        self.frames, self.size, self.fps = stop - start, source.size, source.fps

    def read(self, start: int, stop: int) -> Iterator[Image]:
        return self._source.read(self._start + start, self._start + stop)


class Blended:
    """A transition of `kind`: all frames of `first`, as they go over into those of `second`, which are as many."""

    def __init__(self, kind: str, first: Source, second: Source) -> None:
        """Raises Fault for a kind that is not drawn over frames, and for two sizes."""
        if kind not in KINDS:
            raise Fault(f"{kind!r} is no transition over frames", f"there are {', '.join(KINDS)}")
        if first.size != second.size:
            raise Fault(f"a transition is between pictures of {first.size} and of {second.size} pixels")
        self._kind, self._first, self._second = kind, first, second
        self.frames, self.size, self.fps = first.frames, first.size, first.fps

    def read(self, start: int, stop: int) -> Iterator[Image]:
        pairs = zip(self._first.read(start, stop), self._second.read(start, stop), strict=True)
        for number, (first, second) in enumerate(pairs, start):
            yield blend(self._kind, first, second, (number + 0.5) / self.frames)


def finish(job: Job) -> None:
    """params: frames, steps (see compiler/plan/finish.py); inputs by role; output `video`: a segment where the last step
    encodes, else a clip. Raises Fault."""
    steps = job.params.get("steps")
    if not isinstance(steps, Sequence) or isinstance(steps, str) or not 0 < len(steps) <= _MOST_STEPS:
        raise Fault("a finishing task has no steps", "the plan is damaged: make it again")
    colours = Colours()
    made: list[Source] = []
    for step in steps:
        made.append(_step(job, step, made, colours))
    last, step, frames = made[-1], steps[-1], told.whole(job.params, "frames", 1)
    if last.frames != frames:
        raise Fault(f"the steps come to {last.frames} frames where {frames} are wanted", "the plan is damaged: make it again")
    facts: dict[str, Any] = {"frames": frames}
    if step["do"] in ("encode", "transition"):
        facts["argv"] = _encode(job, last, step)
    else:
        clips.write(job.outputs["video"], (frame[..., ::-1] for frame in last.read(0, frames)), last.fps)
    write_facts(job, facts | (colours.facts() if step["do"] == "encode" else {}))
    job.report(1.0)


def _encode(job: Job, source: Source, step: Mapping[str, Any]) -> list[str]:
    """Writes the segment; the argv that made it, without this machine's paths."""
    encoder = step.get("encoder")
    if not isinstance(encoder, Mapping):
        raise Fault("a finishing task names no encoder", "the plan is damaged: make it again")
    with SegmentWriter(job.outputs["video"], *source.size, told.fps(step), encoder) as out:
        for number, frame in enumerate(source.read(0, source.frames)):
            out.write(i420(frame))
            if number % _REPORT_EVERY == 0:
                job.report(number / source.frames)
        return ["ffmpeg", *out.argv[1:-1], "segment.mp4"]


def _step(job: Job, step: Mapping[str, Any], made: Sequence[Source], colours: Colours) -> Source:
    match step.get("do"):
        case "conform":
            return _conformed(job, step, colours)
        case "grade":
            return Graded(_read(job, step, made, 0), {**step, "vignette": float(step.get("vignette") or 0.0)})
        case "letter":
            return Lettered(_read(job, step, made, 0), step)
        case "encode":
            return Cut(_read(job, step, made, 0), told.whole(step, "start"), told.whole(step, "stop", 1))
        case "transition":
            frames, begin = told.whole(step, "frames", 1), told.whole(step, "from_start")
            return Blended(str(step.get("kind")), Cut(_read(job, step, made, 0), begin, begin + frames),
                           Cut(_read(job, step, made, 1), 0, frames))
        case other:
            raise Fault(f"there is no step {other!r} of finishing", "make the plan again with this installation")


def _read(job: Job, step: Mapping[str, Any], made: Sequence[Source], at: int) -> Source:
    """What a step reads: the step of that number, or the clip of that role."""
    places = step.get("read")
    place = places[at] if isinstance(places, Sequence) and len(places) > at else None
    if isinstance(place, int) and 0 <= place < len(made):
        return made[place]
    if isinstance(place, str):
        return Whole(told.file(job, place))
    raise Fault(f"a step of finishing reads {place!r}", "the plan is damaged: make it again")


def _conformed(job: Job, step: Mapping[str, Any], colours: Colours) -> Source:
    frames, fps, size = told.whole(step, "frames", 1), told.fps(step), told.size(step)
    files = [told.file(job, str(role)) for role in step.get("read") or ()]
    if not files:
        raise Fault("a finishing task reads no clip", "the plan is damaged: make it again")
    if step.get("still"):
        return Still(files[0], str(step.get("move") or "static"), step.get("window"), frames, fps, size)
    keep, skip = told.several(step, "keep", len(files)), told.several(step, "skip", len(files))
    pieces = [Piece(*one) for one in zip(files, skip, keep, strict=True)]
    return Conformed(Joined(pieces), told.fps(step, "from_fps"), frames, fps, size, colours.see)
