"""What every cut must satisfy, as data. A cut that breaks an invariant is a fault of the compiler, never of a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...stdlib.models import Manifest
from .nodes import Cut


class InvalidCut(Exception):
    """The compiler made a cut that does not hold; the message lists every breach."""


def verify_cut(cut: Cut, video: Manifest | None = None) -> None:
    """Raise InvalidCut unless `cut` satisfies every invariant; and, for a `video` model, those of its clips."""
    breaches = [f"{cut.episode}: {name}: {what}" for name, holds in INVARIANTS.items() for what in holds(cut)]
    if video is not None:
        breaches += [f"{cut.episode}: clips are legal: {what}" for what in _clips_are_legal(cut, video)]
    if breaches:
        raise InvalidCut("\n".join(breaches))


def _frames_are_positive(cut: Cut) -> Iterator[str]:
    for at, shot in enumerate(cut.shots, 1):
        if shot.frames < 1:
            yield f"shot {at} has {shot.frames} frames"


def _overlaps_fit(cut: Cut) -> Iterator[str]:
    tails = [shot.transition.frames for shot in cut.shots[1:]] + [0]
    for at, (shot, tail) in enumerate(zip(cut.shots, tails, strict=True), 1):
        if shot.transition.frames < 0 or shot.transition.frames + tail > shot.frames:
            yield f"shot {at} of {shot.frames} frames overlaps by {shot.transition.frames} and {tail}"
    if cut.shots and cut.shots[0].transition.frames:
        yield "the first shot overlaps with nothing"


def _lines_begin_once(cut: Cut) -> Iterator[str]:
    """Every line begins at one frame of the film, in whatever shots it is heard."""
    begins: dict[int, int] = {}
    for start, shot in zip(cut.starts(), cut.shots, strict=True):
        for one in shot.spoken:
            if begins.setdefault(one.line, start + one.frame) != start + one.frame:
                yield f"line {one.line} begins at frames {begins[one.line]} and {start + one.frame}"


def _subtitles_are_in_range(cut: Cut) -> Iterator[str]:
    for at, shot in enumerate(cut.shots, 1):
        for one in shot.subtitles:
            if not 0 <= one.start < one.stop <= shot.frames:
                yield f"shot {at} of {shot.frames} frames has a subtitle in {one.start} to {one.stop}"


def _people_are_there(cut: Cut) -> Iterator[str]:
    for at, shot in enumerate(cut.shots, 1):
        seen = {one.costume.character for one in shot.setup.figures}
        for who in (*(one.character for one in shot.moods), *(one.character for one in shot.gestures),
                    *(one.mouth for one in shot.spoken if one.mouth)):
            if who not in seen:
                yield f"shot {at} moves {who}, who is not in the picture"


def _fades_fit(cut: Cut) -> Iterator[str]:
    for at, shot in enumerate(cut.shots, 1):
        if not 0 <= shot.fade_in <= shot.frames or not 0 <= shot.fade_out <= shot.frames:
            yield f"shot {at} of {shot.frames} frames fades for {shot.fade_in} and {shot.fade_out}"


def _clips_are_legal(cut: Cut, video: Manifest) -> Iterator[str]:
    rule, most = video.frames, video.frames.most(video.fps or cut.fps)
    for at, shot in enumerate(cut.shots, 1):
        end = 0
        for clip in shot.clips:
            if rule.fitting(clip.frames) != clip.frames or (most and clip.frames > most):
                yield f"shot {at} has a clip of {clip.frames} frames"
            if clip.keep < 1 or clip.keep + clip.skip > clip.frames:
                yield f"shot {at} keeps {clip.keep} of {clip.frames} frames after {clip.skip}"
            if clip.start != end:
                yield f"shot {at} has a clip from frame {clip.start}, after one to {end}"
            end = clip.stop
        if shot.clips and end != shot.frames:
            yield f"shot {at} of {shot.frames} frames has clips to {end}"


INVARIANTS: dict[str, Callable[[Cut], Iterator[str]]] = {
    "frames are positive": _frames_are_positive,
    "overlaps fit": _overlaps_fit,
    "a line begins once": _lines_begin_once,
    "subtitles are in range": _subtitles_are_in_range,
    "who moves is there": _people_are_there,
    "fades fit": _fades_fit,
}
