"""legalise: every shot gets the clips that the model may make: lengths of its rule, no longer than it can, the fewest frames.

It works on the cut and not on tasks: a task's key digests its numbers, so a plan of ideal numbers would have to be keyed
twice. Sizes are the manifest's own (`Manifest.size`), and need no choice.
"""

from __future__ import annotations

from ...stdlib import data
from ...stdlib.models import Manifest, Models
from ..base.nodes import replace
from ..cut.nodes import Clip, Cut


def run(cut: Cut, models: Models) -> Cut:
    """`cut` with the clips of each shot, where a model makes moving pictures."""
    if models.video is None:
        return cut
    made: dict[int, tuple[Clip, ...]] = {}
    shots = []
    for shot in cut.shots:
        if shot.frames not in made:
            made[shot.frames] = clips(shot.frames, cut.fps, models.video, smooth=models.interpolate is not None)
        shots.append(replace(shot, clips=made[shot.frames]))
    return replace(cut, shots=tuple(shots))


def clips(frames: int, fps: int, model: Manifest, *, smooth: bool) -> tuple[Clip, ...]:
    """What `model` makes of a shot of `frames` frames at `fps`. `smooth`: frames in between will be made, which takes one
    from both sides."""
    rate = model.fps or fps
    wanted = needed(frames, fps, rate, smooth=smooth)
    skip = int(data("lowering")["chained"]) if model.chains else 0
    found: list[Clip] = []
    used = 0
    for length in model.frames.split(wanted, rate, skip):
        before = skip if found else 0
        keep = min(length - before, wanted - used)
        start, used = _frame(used, fps, rate, frames), used + keep
        found.append(Clip(length, keep, before, start, _frame(used, fps, rate, frames)))
    last = replace(found[-1], stop=frames)
    return (*found[:-1], last)


def needed(frames: int, fps: int, rate: int, *, smooth: bool) -> int:
    """How many frames at `rate` stand behind `frames` frames at `fps`."""
    last = (frames - 1) * rate
    return (-(-last // fps) if smooth else last // fps) + 1


def _frame(used: int, fps: int, rate: int, frames: int) -> int:
    """The first frame of the shot that shows frame `used` of the model's, or one after it."""
    return min(frames, -(-used * fps // rate))
