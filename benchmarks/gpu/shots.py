"""The shots that both ways make: for each a picture from words, and a clip that begins with it."""

from __future__ import annotations

from dataclasses import dataclass

from dramac.compiler.plan.nodes import Input, Plan, Task, make_task
from dramac.stdlib import data
from dramac.stdlib.models import Manifest, manifest

from .weights import IMAGE, IMAGE_WORDS, VIDEO, VIDEO_WORDS

_DRESS = ("a crimson coat", "a grey suit", "a white shirt", "a green dress")
_DOES = ("looks up slowly", "turns to the window", "walks towards us", "lowers her eyes")


@dataclass(frozen=True)
class Work:
    """How many `shots`, of `frames` frames of `width` and `height`, in how many `steps` a clip and a picture."""

    shots: int
    frames: int
    width: int
    height: int
    steps: int
    picture_steps: int = 4

    def words(self, at: int) -> tuple[str, str]:
        """What the model of pictures, and that of clips, is told of a shot."""
        who = f"a woman in {_DRESS[at % 4]}, take {at}, in a kitchen by night, medium shot, film still"
        return who, f"she {_DOES[at % 4]}, the camera holds, shot {at}"


def plan_of(work: Work) -> Plan:
    """The plan of `work` as dramac makes it: words first, then pictures, then clips; one model after another."""
    image, video, reads, hears = (_known(one) for one in (IMAGE, VIDEO, IMAGE_WORDS, VIDEO_WORDS))
    words, pictures, clips = [], [], []
    for at in range(work.shots):
        still, moving = work.words(at)
        first = _task("text_encode", reads, {"text": still, "tokens": 512}, (), "embedding", 1)
        second = _task("text_encode", hears, {"text": moving, "tokens": 512}, (), "embedding", 1)
        size = {"width": work.width, "height": work.height, "seed": at}
        picture = _task("keyframe", image, {**size, "steps": work.picture_steps}, (Input("prompt", first.key, "embedding"),),
                        "image", 3)
        moved = {"frames": work.frames, "fps": 24, "steps": work.steps, "call": {"guidance_scale": 1.0}}
        clip = _task("i2v", video, {**size, **moved},
                     (Input("first", picture.key, "image"), Input("prompt", second.key, "embedding")), "video", 5)
        words += [first, second]
        pictures.append(picture)
        clips.append(clip)
    return Plan((*words, *pictures, *clips))


def _task(action: str, model: Manifest, params: dict[str, object], inputs: tuple[Input, ...], output: str, stage: int) -> Task:
    named = {"model": model.id, "weights": "", "adapter": model.adapter}
    version = str(data("backends")["diffusers"]["version"])
    return make_task(action, "diffusers", version, {**named, **params}, inputs=inputs, outputs=(output,), resource="gpu",
                     stage=stage, label=f"{action} {model.id}", model=model.id, profile={"precision": "bfloat16"})


def _known(id: str) -> Manifest:
    found = manifest(id)
    assert found is not None
    return found
