"""merge-beats: neighbouring shots of one setup become one shot, where nothing is seen at their joint and the model can make it
in one clip. Every line, subtitle, face, gesture and card keeps its frame.

Only for films that models make: a drawn film looks the same either way, and small shots are redrawn more cheaply after an edit.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...stdlib.models import Models
from ..base.nodes import node, replace
from ..cut.nodes import Card, Cut, Gesture, Mood, Shot, Spoken, Subtitle
from .legalise import needed


def run(cut: Cut, models: Models) -> Cut:
    """`cut` with as few shots as there can be."""
    if models.video is None:
        return cut
    shots: list[Shot] = []
    limit = longest(cut.fps, models)
    for shot in cut.shots:
        if shots and _joins(shots[-1], shot, limit):
            shots[-1] = joined(shots[-1], shot)
        else:
            shots.append(shot)
    return cut if len(shots) == len(cut.shots) else replace(cut, shots=tuple(shots))


@node
class Limit:
    """How long a shot in one clip may be: `most` frames at `rate`, 0 for any, of a film at `fps`."""

    most: int
    rate: int
    fps: int
    smooth: bool

    def holds(self, frames: int) -> bool:
        """Whether a shot of `frames` frames of the film is one clip."""
        return not self.most or needed(frames, self.fps, self.rate, smooth=self.smooth) <= self.most


def longest(fps: int, models: Models) -> Limit:
    """The limit of the models for a film at `fps`."""
    rate = models.video.fps or fps if models.video else fps
    return Limit(models.video.frames.most(rate) if models.video else 0, rate, fps, models.interpolate is not None)


def _joins(before: Shot, shot: Shot, limit: Limit) -> bool:
    """Whether nothing is seen where `shot` follows `before`: the same camera, that does not move, and a plain cut."""
    return (before.setup == shot.setup and before.move == shot.move == "static" and before.take == shot.take
            and shot.transition.kind == "cut" and not shot.transition.frames and not before.fade_out and not shot.fade_in
            and before.label == shot.label and limit.holds(before.frames + shot.frames))


def joined(before: Shot, shot: Shot) -> Shot:
    """`before` and `shot` as one."""
    by = before.frames
    return replace(
        before, frames=by + shot.frames, fade_out=shot.fade_out,
        fade_colour=shot.fade_colour if shot.fade_out else before.fade_colour, tension=max(before.tension, shot.tension),
        moods=_moods(before.moods, shot.moods, by), gestures=_gestures(before.gestures, shot.gestures, by),
        spoken=_spoken(before.spoken, shot.spoken, by), subtitles=_subtitles(before.subtitles, shot.subtitles, by),
        cards=_cards(before.cards, shot.cards, by), fresh=tuple(dict.fromkeys((*before.fresh, *shot.fresh))),
        told=(*before.told, *(replace(one, frame=one.frame + by) for one in shot.told)),
        spans=tuple(dict.fromkeys((*before.spans, *shot.spans))))


def _moods(first: Iterable[Mood], second: Iterable[Mood], by: int) -> tuple[Mood, ...]:
    """A face that is what it was already is not told again."""
    found = list(first)
    for mood in second:
        last = next((one for one in reversed(found) if one.character == mood.character), None)
        moved = replace(mood, frame=mood.frame + by)
        if last is None or replace(last, frame=moved.frame) != moved:
            found.append(moved)
    return tuple(found)


def _gestures(first: Iterable[Gesture], second: Iterable[Gesture], by: int) -> tuple[Gesture, ...]:
    return (*first, *(replace(one, frame=one.frame + by) for one in second))


def _spoken(first: Iterable[Spoken], second: Iterable[Spoken], by: int) -> tuple[Spoken, ...]:
    """A line that ran over the cut is heard once."""
    found = list(first)
    for one in second:
        moved = replace(one, frame=one.frame + by)
        if moved not in found:
            found.append(moved)
    return tuple(found)


def _subtitles(first: Iterable[Subtitle], second: Iterable[Subtitle], by: int) -> tuple[Subtitle, ...]:
    """Words that stood on both sides of the cut stand without a break."""
    found = list(first)
    for one in second:
        moved = replace(one, start=one.start + by, stop=one.stop + by)
        if found and found[-1].rows == moved.rows and found[-1].stop == moved.start:
            found[-1] = replace(found[-1], stop=moved.stop)
        else:
            found.append(moved)
    return tuple(found)


def _cards(first: Iterable[Card], second: Iterable[Card], by: int) -> tuple[Card, ...]:
    """A card that goes on over the cut (it ends after the first shot, or begins before the second) is one card."""
    found = list(first)
    for one in second:
        moved = replace(one, start=one.start + by, stop=one.stop + by)
        same = next((at for at, old in enumerate(found) if (old.text, old.kind) == (moved.text, moved.kind)
                     and old.stop >= moved.start), None)
        if same is None:
            found.append(moved)
        else:
            found[same] = replace(found[same], start=min(found[same].start, moved.start), stop=max(found[same].stop, moved.stop))
    return tuple(found)
