"""What a cut or a plan comes to, so that each pass can say what it saved."""

from __future__ import annotations

from collections.abc import Iterable

from ..base.nodes import node
from ..cut.nodes import Cut
from ..plan.nodes import Plan

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


def of_cuts(cuts: Iterable[Cut]) -> Tally:
    """The tally of `cuts`: their shots, and the frames of the clips that they have been given. No tasks stand for them yet."""
    shots = frames = 0
    for cut in cuts:
        shots += len(cut.shots)
        frames += sum(clip.frames for shot in cut.shots for clip in shot.clips)
    return Tally(shots=shots, frames=frames)
