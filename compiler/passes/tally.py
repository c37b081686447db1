"""What a cut or a plan comes to, so that each pass can say what it saved."""

from __future__ import annotations

from ...stdlib.models import Models
from ..base.nodes import node
from ..cut.nodes import Cut
from ..plan.nodes import Plan
from .legalise import needed

FIRST = frozenset(("draw", "i2v", "flf2v"))
"""Actions that begin a shot, or a part of it that goes on from nothing."""
STILLS = frozenset(("keyframe", "keyframe_edit"))
MOVING = frozenset(("i2v", "flf2v", "extend"))


@node
class Tally:
    """What there is to do: `tasks`, `shots` (shots of a cut, or tasks that begin a clip), `keyframes` (with changes to them),
    `frames` that models generate for clips, `seconds` of work in all and of it `gpu` on a GPU, `money` in US dollars."""

    tasks: int = 0
    shots: int = 0
    keyframes: int = 0
    frames: int = 0
    seconds: float = 0.0
    gpu: float = 0.0
    money: float = 0.0

    def less(self, other: Tally) -> Tally:
        """What `self` has more than `other`."""
        return Tally(self.tasks - other.tasks, self.shots - other.shots, self.keyframes - other.keyframes,
                     self.frames - other.frames, self.seconds - other.seconds, self.gpu - other.gpu, self.money - other.money)

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.tasks + other.tasks, self.shots + other.shots, self.keyframes + other.keyframes,
                     self.frames + other.frames, self.seconds + other.seconds, self.gpu + other.gpu, self.money + other.money)


def of_plan(plan: Plan) -> Tally:
    """The tally of `plan`, every task of which is done once."""
    shots = keyframes = frames = 0
    seconds = gpu = money = 0.0
    for task in plan.tasks:
        action, estimate = task.action, task.estimate
        seconds += estimate.seconds
        money += estimate.money
        if task.resource == "gpu":
            gpu += estimate.seconds
        if action in FIRST:
            shots += 1
        elif action in STILLS:
            keyframes += 1
        if action in MOVING:
            frames += task.params["frames"]
    return Tally(len(plan.tasks), shots, keyframes, frames, seconds, gpu, money)


def of_cut(cut: Cut, models: Models) -> Tally:
    """The tally of `cut`, for which no tasks stand yet: its shots, and the frames of their clips, or those that are needed of
    the video model where a shot has no clips."""
    video, smooth = models.video, models.interpolate is not None
    if video is None:
        return Tally(shots=len(cut.shots))
    rate = video.fps or cut.fps
    return Tally(shots=len(cut.shots), frames=sum(
        sum(clip.frames for clip in shot.clips) or needed(shot.frames, cut.fps, rate, smooth=smooth) for shot in cut.shots))
