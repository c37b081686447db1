"""Moving pictures by models: the clips of a shot, lips, enlarging, frames in between.

A shot's picture is not made of its position in the film: neither the seed nor anything else of a clip changes when a shot is
put before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...stdlib import data
from ...stdlib.models import Manifest
from ..base.digest import seed_of
from ..base.nodes import node
from ..cut.nodes import Clip, Cut, Shot, Spoken
from ..prompt.camera import Window, camera_of, views
from ..prompt.motion import clip as words_of
from ..prompt.motion import ending
from ..prompt.reading import as_read, shot_as_read
from . import stages
from .model_still import Still, Stills
from .nodes import Input, Task


@node
class Footage:
    """What the finish cuts a shot from: videos in order, how many frames of each are used after how many are skipped, their
    frames a second and their size. `still`: one picture instead, and the window that is seen of it."""

    tasks: tuple[Task, ...]
    keep: tuple[int, ...]
    skip: tuple[int, ...]
    fps: int
    size: tuple[int, int]
    window: Window | None = None
    still: bool = False


def footage(cut: Cut, shot: Shot, still: Still, stills: Stills, heard: Sequence[Spoken],
            speech: Mapping[int, Task]) -> tuple[list[Task], Footage]:
    """The tasks that move `shot`, which begins with `still`, in order, and what they come to."""
    model = stills.models.video
    if model is None:
        size = (int(still.task.params["width"]), int(still.task.params["height"]))
        return [], Footage((still.task,), (1,), (0,), 0, size, still.window, True)
    tasks, made = _clips(cut, shot, still, stills, model, lips=bool(heard) and stills.models.lipsync is None)
    for step in (_lips, _larger, _between):
        more, made = step(cut, shot, made, stills, heard, speech)
        tasks += more
    return tasks, made


def _clips(cut: Cut, shot: Shot, still: Still, stills: Stills, model: Manifest, *, lips: bool) -> tuple[list[Task], Footage]:
    fps, (width, height) = model.fps or cut.fps, stills.size
    tasks, pictures = _followed(shot, stills, model)
    clips: list[Task] = []
    told = shot_as_read(shot, stills.models.reads("video"))
    setup = (camera_of(told.setup)[0], shot.setup.size)
    for at, one in enumerate(shot.clips):
        read, given, params = stills.told(words_of(told, one.start, one.stop, lips), model)
        tasks += read
        params |= {**stills.named(model), "width": width, "height": height, "frames": one.frames, "fps": fps,
                   "seed": seed_of("take", setup, shot.take, *((at,) if at else ()))}
        action, inputs, more = _begins(shot, still, stills, model, clips, params)
        tasks += more
        task = stills.made(action, model, params, (*inputs, *pictures, *given), "video", stages.SHOT, one.frames, width, height,
                           _label(shot, at))
        tasks.append(task)
        clips.append(task)
    used: tuple[Clip, ...] = shot.clips
    return tasks, Footage(tuple(clips), tuple(one.keep for one in used), tuple(one.skip for one in used), fps, (width, height))


def _followed(shot: Shot, stills: Stills, model: Manifest) -> tuple[list[Task], tuple[Input, ...]]:
    """The pictures of people and the set that `model` is shown beside the one that a clip begins with, where it takes any. They
    are those that the keyframe was made with. No media server has a place for them."""
    if not model.references or model.server:
        return [], ()
    setup = as_read(shot.setup, stills.models.reads("picture"))
    return stills.pictured(views(setup, shot.fresh, edits=bool(stills.models.keyframe.edits))[0], model.references)


def _begins(shot: Shot, still: Still, stills: Stills, model: Manifest, clips: Sequence[Task],
            params: dict[str, Any]) -> tuple[str, tuple[Input, ...], list[Task]]:
    """How the next clip begins: with the shot's picture, or where the clip before it ends. The action, its inputs, and the
    tasks of a last picture where the model asks for one."""
    if clips and model.chains:
        if model.server:  # it is shown the last picture of the clip before, which is then there twice
            return "i2v", (Input("before", clips[-1].key, "video"),), []
        params["repeats"] = shot.clips[len(clips)].skip
        return "extend", (Input("before", clips[-1].key, "video"),), []
    if still.window is not None:
        params["window"] = {"factor": still.window.factor, "x": still.window.x}
    first = Input("first", still.task.key, "image")
    if model.starts != "both":
        return "i2v", (first,), []
    read = shot_as_read(shot, stills.models.reads("picture"))
    last = stills.edited(still.task, ending(read), f"last picture of {_label(shot, 0)}")
    return "flf2v", (first, Input("last", last[-1].key, "image")), last


def _lips(cut: Cut, shot: Shot, made: Footage, stills: Stills, heard: Sequence[Spoken],
          speech: Mapping[int, Task]) -> tuple[list[Task], Footage]:
    """Lips after the voices, where a speaking mouth is seen."""
    model = stills.models.lipsync
    if model is None or not heard or not mouths_seen(shot):
        return [], made
    places = {one.costume.character: one.x for one in shot.setup.figures}
    spoken = [{"input": f"speech:{at}", "second": round(one.frame / cut.fps, 4), "x": round(places[one.mouth], 4)}
              for at, one in enumerate(heard)]
    voices = tuple(Input(f"speech:{at}", speech[one.line].key, "audio") for at, one in enumerate(heard))
    return _joined("lipsync", model, made, stills, stages.LIPS, {"spoken": spoken}, voices, sum(made.keep), made.fps, made.size,
                   _label(shot, 0))


def mouths_seen(shot: Shot) -> bool:
    """Whether one sees in `shot` how lips move."""
    return shot.setup.size in data("lowering")["face"]


def _larger(cut: Cut, shot: Shot, made: Footage, stills: Stills, heard: Sequence[Spoken],
            speech: Mapping[int, Task]) -> tuple[list[Task], Footage]:
    """Enlarged, where the model's pictures are smaller than the film's."""
    model = stills.models.upscale
    if model is None or (made.size[0] >= cut.width and made.size[1] >= cut.height):
        return [], made
    size = model.size(cut.width, cut.height)
    return _joined("upscale", model, made, stills, stages.UPSCALE, {}, (), sum(made.keep), made.fps, size, _label(shot, 0))


def _between(cut: Cut, shot: Shot, made: Footage, stills: Stills, heard: Sequence[Spoken],
             speech: Mapping[int, Task]) -> tuple[list[Task], Footage]:
    """Frames in between, where the model makes fewer a second than the film has."""
    model = stills.models.interpolate
    if model is None or made.fps == cut.fps:
        return [], made
    return _joined("interpolate", model, made, stills, stages.BETWEEN, {"from_fps": made.fps}, (), shot.frames, cut.fps,
                   made.size, _label(shot, 0))


def _joined(action: str, model: Manifest, made: Footage, stills: Stills, stage: int, more: dict[str, Any],
            inputs: tuple[Input, ...], frames: int, fps: int, size: tuple[int, int], label: str) -> tuple[list[Task], Footage]:
    """A step that takes the clips that are there, joined, and makes one of `frames` frames of them."""
    params = {**stills.named(model), "keep": list(made.keep), "skip": list(made.skip), "frames": frames, "fps": fps,
              "width": size[0], "height": size[1], **more}
    clips = tuple(Input(f"clip:{at}", one.key, "video") for at, one in enumerate(made.tasks))
    task = stills.made(action, model, params, (*clips, *inputs), "video", stage, frames, *size, label)
    return [task], Footage((task,), (frames,), (0,), fps, size)


def _label(shot: Shot, at: int) -> str:
    people = [one.costume.character for one in shot.setup.figures if not one.foreground]
    what = ", ".join(people) or (shot.setup.insert.id if shot.setup.insert else shot.setup.set.place)
    return f"{shot.setup.size.upper()} {what}{f', part {at + 1}' if at else ''}"
