"""What the planner asks of a model is what its pipeline makes, for every manifest: no number is ever rounded on the way.

The numbers of frames and the sizes that are planned are held against the pipelines' own arithmetic, which is proved by calling
the pipelines with numbers that are not legal, and some of them are really made with tiny random weights. `make test-clips` makes
all lengths and all sizes of two hundred shots for each manifest.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest
import torch
from tests_motion import AS_IT_IS, adapter, ask, built, picture, told

from dramac.compiler.cut.nodes import Clip
from dramac.compiler.passes.legalise import clips
from dramac.stdlib import vocabulary
from dramac.stdlib.models import Manifest, manifest, names

EVERY = 200
ALL = os.environ.get("DRAMAC_ALL_CLIPS") == "1"
MADE = 200
"""Frames of each manifest that are really made, where not all are."""
STEPS = 3
"""Sides of a square, in steps of its model's sizes, as large as which pictures are really made."""
LONGEST = 60  # seconds of a shot


@dataclass(frozen=True)
class Factors:
    """What the weights of a model say of themselves: frames that become one, pixels that become one, and the patch on top."""

    frames: int
    pixels: int
    patch: int
    plus: int = 1


REAL = {
    "wan2.2-i2v-a14b": Factors(4, 8, 2),  # vae/config.json of Wan2.1 and A14B: scale_factor_*; patch_size of Wan2.2
    "wan-flf2v": Factors(4, 8, 2),
    "wan-vace": Factors(4, 8, 2),
    "wan2.2-ti2v-5b": Factors(4, 16, 2),  # vae/config.json of Wan2.2-TI2V-5B-Diffusers: scale_factor_spatial 16
    "skyreels-v2-df": Factors(4, 8, 2),  # the VAE of Wan2.1
    "ltx2": Factors(8, 32, 1),  # vae/config.json of Lightricks/LTX-2: spatial_compression_ratio 32, temporal_compression_ratio 8
    "minimax-h3": Factors(17, 16, 2, 5),  # defaults of MiniMaxH3ModularPipeline, which are those of its weights
}


def moving() -> list[Manifest]:
    return [one for name in names() if (one := manifest(name)) is not None and one.role == "video" and one.adapter]


def still() -> list[Manifest]:
    return [one for name in names() if (one := manifest(name)) is not None and one.role == "keyframe" and one.adapter]


@dataclass(frozen=True)
class Planned:
    """A shot of `frames` frames at `fps` in a film of `film`, and what a model is asked to make for it."""

    frames: int
    fps: int
    film: tuple[int, int]
    size: tuple[int, int]
    clips: tuple[Clip, ...]


def planned(model: Manifest, seed: int = 0, count: int = EVERY) -> list[Planned]:
    """Shots of random lengths in random formats, as the planner cuts them up."""
    draw = Random(f"{model.id} {seed}")
    formats = [(one["width"], one["height"]) for one in vocabulary("formats").entries.values()]
    found = []
    for _ in range(count):
        fps = draw.choice((24, 25, 30, 50, 60))
        frames = draw.randint(1, LONGEST * fps if draw.random() < 0.3 else 6 * fps)
        film = draw.choice(formats) if draw.random() < 0.5 else (draw.randrange(64, 3841, 2), draw.randrange(64, 3841, 2))
        found.append(Planned(frames, fps, film, model.size(*film), clips(frames, fps, model, smooth=draw.random() < 0.5)))
    return found


@pytest.mark.parametrize("model", moving(), ids=lambda one: one.id)
def test_what_is_planned_is_what_the_pipeline_makes(model: Manifest) -> None:
    real = REAL[model.id]
    assert (model.frames.step, model.frames.plus) == (real.frames, real.plus)
    assert model.multiple % (real.pixels * real.patch) == 0
    for one in planned(model):
        wide, high = one.size
        for clip in one.clips:
            assert rounded(clip.frames, real) == clip.frames
            assert not model.frames.most(model.fps) or clip.frames <= model.frames.most(model.fps)
            assert clip.frames >= model.frames.least(model.fps)
            assert 0 < clip.keep <= clip.frames - clip.skip
        grid = real.pixels * real.patch
        assert (wide // grid * grid, high // grid * grid) == one.size
        assert not model.area or wide * high <= model.area
        assert sum(clip.keep for clip in one.clips) >= (one.frames - 1) * model.fps // one.fps + 1


def rounded(frames: int, real: Factors) -> int:
    """The number of frames that a pipeline makes when it is asked for `frames`, as its own code reckons."""
    if real.plus == 5:
        from diffusers.modular_pipelines.minimax_h3.modular_pipeline import align_num_frames

        return align_num_frames(frames, real.frames, real.plus)
    return frames if frames % real.frames == 1 else frames // real.frames * real.frames + 1


@dataclass(frozen=True)
class Wanted:
    """A clip that a model is asked for: `action`, frames, how many of them are those of the clip before, size and rate."""

    action: str
    frames: int
    repeats: int
    size: tuple[int, int]
    fps: int


def wanted(model: Manifest) -> list[Wanted]:
    """Clips of all planned shots, as small as they can be made: each length of them, and each size, once with each action."""
    small, found, made = replace(model, area=(STEPS * model.multiple) ** 2), [], set()
    for one in planned(model):
        size = small.size(*one.film)
        for at, clip in enumerate(one.clips):
            action = "extend" if at and model.chains else "flf2v" if model.starts == "both" else "i2v"
            new = {(action, clip.frames, clip.skip), (action, size)} - made
            if new:
                found.append(Wanted(action, clip.frames, clip.skip, size, model.fps or one.fps))
                made |= new
    return found


def some(found: list[Wanted]) -> list[Wanted]:
    """A few of them, the shortest of each action among them, as long together as they may be."""
    if ALL:
        return found
    least = {one.action: one for one in sorted(found, key=lambda one: -one.frames)}
    chosen, left = list(least.values()), MADE
    for one in found:
        if one not in chosen and one.frames <= left:
            chosen.append(one)
            left -= one.frames
    return chosen


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("weights")

    @cache
    def get(name: str, weights: str = "") -> Any:
        return adapter(name).load(built(folder, weights or name), AS_IT_IS)

    return get


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """What an ask says of words that the reader of this name has encoded; nothing where none can be run apart."""
    @cache
    def read(name: str) -> dict[str, Any]:
        model = manifest(name)
        if model is None:
            return {}
        reader = adapter(model.adapter).load(built(tmp_path_factory.mktemp("reader"), model.adapter), AS_IT_IS)
        return told(adapter(model.adapter).run(reader, ask("text_encode")))

    return read


@pytest.mark.parametrize("model", moving(), ids=lambda one: one.id)
def test_what_is_planned_is_made(model: Manifest, held, words) -> None:
    """As small as it can be: the model's own steps of size and length, and few pixels."""
    pipe = held(model.adapter, model.tiny)
    for one in some(wanted(model)):
        wide, high = one.size
        asked = ask(one.action, width=wide, height=high, frames=one.frames, fps=one.fps, tokens=16, repeats=one.repeats, steps=2,
                    call=dict(model.call), given=one.repeats, **words(model.text))
        made = np.asarray(adapter(model.adapter).run(pipe, asked).pixels)
        assert made.shape == (one.frames, high, wide, 3), one


@pytest.mark.parametrize("model", still(), ids=lambda one: one.id)
def test_pictures_have_the_sizes_that_are_planned(model: Manifest, held, words) -> None:
    small, pipe = replace(model, area=(STEPS * model.multiple) ** 2), held(model.adapter)
    sizes = list(dict.fromkeys(small.size(*one.film) for one in planned(model)))
    action, seen = ("keyframe", ()) if model.from_words else ("keyframe_edit", ("picture",))
    for wide, high in sizes[:None if ALL else 2]:
        asked = ask(action, width=wide, height=high, frames=1, steps=1, tokens=64, seen=seen, call=dict(model.call),
                    **words(model.text))
        assert np.asarray(adapter(model.adapter).run(pipe, asked).pixels).shape == (1, high, wide, 3)


@pytest.mark.parametrize(("name", "step"), [("wan_i2v", 4), ("wan_vace", 4), ("skyreels_df", 4)])
def test_the_pipelines_round_as_their_adapters_say(name: str, step: int, held, words) -> None:
    """Called with what is not legal, they make something else and go on: which is why the adapters refuse it."""
    pipe, read = held(name).pipe, words("umt5-xxl")["words"]
    say = {one: read.tensors[one] for one in ("prompt_embeds", "negative_prompt_embeds")}
    shown = {"image": picture(1, 32, 32)} if name != "wan_vace" else {}
    assert adapter(name).grid(pipe)[:2] == (step, 1)
    for frames in range(2, 12):
        if name == "skyreels_df" and frames < 2 * step:
            continue  # nothing is left to be made beside the first picture, and it fails
        made = pipe(**say, **shown, width=32, height=32, num_frames=frames, num_inference_steps=1, guidance_scale=1.0,
                    output_type="np").frames[0]
        assert len(made) == rounded(frames, Factors(step, 8, 2))
        assert (len(made) == frames) == ((frames - 1) % step == 0)
    for side in (24, 40):
        with pytest.raises(ValueError):
            pipe(**say, **shown, width=side, height=32, num_frames=5, num_inference_steps=1, guidance_scale=1.0, output_type="np")


def test_ltx_rounds_as_its_adapter_says(held) -> None:
    pipe = held("ltx2")
    assert adapter("ltx2").grid(pipe) == (8, 1, 32, 32)
    for frames in (2, 8, 9, 10, 16, 17, 24, 25):
        made = pipe(prompt="a", width=64, height=64, num_frames=frames, num_inference_steps=2, guidance_scale=1.0, stg_scale=0.0,
                    modality_scale=1.0, max_sequence_length=8, output_type="np").frames[0]
        assert len(made) == (frames - 1) // 8 * 8 + 1
    with pytest.raises(ValueError, match="divisible by 32"):
        pipe(prompt="a", width=48, height=32, num_frames=9, num_inference_steps=2)
