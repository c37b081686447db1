"""Still pictures by tiny models of random weights, through the road that a worker's orders take."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dramac.runtime.backends.diffusers.windows import windows
from dramac.runtime.job import Fault
from dramac.runtime.perform import Made

Do = Callable[..., Made]
TEXT = "A woman of 21 in a red hanfu robe waits at the shrine; candles, rain outside."
READER = {"model": "qwen3-4b", "weights": "tiny", "adapter": "qwen3", "text": TEXT, "tokens": 512}
KLEIN = {"model": "flux2-klein", "weights": "tiny", "adapter": "flux2", "steps": 2, "width": 64, "height": 112, "seed": 5}
SDXL = {"model": "sdxl", "weights": "tiny", "adapter": "sdxl", "steps": 2, "width": 64, "height": 112, "seed": 5, "prompt": TEXT}
QWEN = {"model": "qwen-image-edit-plus", "weights": "tiny", "adapter": "qwen_edit", "steps": 1, "width": 64, "height": 112,
        "seed": 5, "prompt": TEXT, "call": {"true_cfg_scale": 1.0}}


@pytest.fixture
def words(do: Do) -> Path:
    return do("text_encode", READER).outputs["embedding"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture with a colour for each corner."""
    corners = np.array([[[220, 30, 30], [30, 200, 40]], [[40, 40, 210], [230, 220, 60]]], np.uint8)
    file = tmp_path / "picture.png"
    Image.fromarray(corners).resize((96, 96), Image.Resampling.BICUBIC).save(file)
    return file


def pixels(made: Made) -> np.ndarray:
    with Image.open(made.outputs["image"]) as image:
        assert image.format == "PNG"
        assert image.mode == "RGB"
        return np.asarray(image)


def content(made: Made) -> bytes:
    (file,) = made.outputs.values()
    return file.read_bytes()


def test_the_same_task_gives_the_same_bytes_and_another_seed_does_not(do: Do, words: Path) -> None:
    assert content(do("text_encode", READER)) == words.read_bytes()
    first = do("reference", KLEIN, {"prompt": words})
    assert import_module("torch").get_num_threads() == 1
    assert content(do("reference", KLEIN, {"prompt": words})) == content(first)
    assert content(do("reference", {**KLEIN, "seed": 6}, {"prompt": words})) != content(first)
    assert pixels(first).shape == (112, 64, 3)
    assert len(np.unique(pixels(first))) > 20


def test_encoded_words_make_the_picture_that_the_pipeline_makes_of_the_words_themselves(do: Do, words: Path) -> None:
    """By the pipeline whole, as diffusers' own documentation calls it; and by the backend where nobody has encoded them."""
    encoded = pixels(do("plate", KLEIN, {"prompt": words}))
    assert np.array_equal(encoded, pixels(do("plate", {**KLEIN, "prompt": TEXT, "tokens": 512})))
    import torch
    from diffusers import Flux2KleinPipeline

    from dramac.runtime.backends.diffusers import tiny

    pipe = Flux2KleinPipeline.from_pretrained(tiny.folder("flux2"), local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    whole = pipe(prompt=TEXT, width=64, height=112, num_inference_steps=2, output_type="np",
                 generator=torch.Generator("cpu").manual_seed(5)).images[0]
    assert np.array_equal(encoded, (whole * 255).round().astype(np.uint8))


def test_people_the_place_and_the_picture_to_be_changed_reach_the_model(do: Do, words: Path, picture: Path) -> None:
    bare = content(do("keyframe", KLEIN, {"prompt": words}))
    other = do("reference", KLEIN, {"prompt": words}).outputs["image"]
    one = content(do("keyframe", KLEIN, {"prompt": words, "person:0": picture}))
    two = content(do("keyframe", KLEIN, {"prompt": words, "person:0": picture, "plate": other}))
    turned = content(do("keyframe", KLEIN, {"prompt": words, "person:0": other, "plate": picture}))
    changed = content(do("keyframe_edit", KLEIN, {"prompt": words, "picture": picture}))
    assert len({bare, one, two, turned, changed}) == 5
    ten = {f"person:{at}": picture if at == 10 else other for at in (0, 2, 10)}
    assert content(do("keyframe", KLEIN, {"prompt": words, **ten})) == content(
        do("keyframe", KLEIN, {"prompt": words, "person:0": other, "person:1": other, "person:2": picture}))


@pytest.mark.parametrize(("model", "multiple"), [("flux2", 16), ("sdxl", 8)])
def test_a_picture_has_exactly_the_size_that_was_asked_for(do: Do, words: Path, model: str, multiple: int) -> None:
    random = np.random.default_rng(7)
    for width, height in random.integers(-(-64 // multiple), 160 // multiple, (12, 2)) * multiple:
        size = {"width": int(width), "height": int(height), "steps": 1}
        made = (do("plate", {**KLEIN, **size}, {"prompt": words}) if model == "flux2" else do("plate", {**SDXL, **size}))
        assert pixels(made).shape == (height, width, 3)


def test_a_size_that_the_pipeline_rounds_is_refused(do: Do, words: Path) -> None:
    with pytest.raises(Fault, match=r"of 70x112 were asked for, and there came 1 frames of 64x112"):
        do("plate", {**KLEIN, "width": 70}, {"prompt": words})


def test_sdxl_reads_all_words_however_many_and_few_as_its_pipeline_does(do: Do) -> None:
    import torch
    from diffusers import StableDiffusionXLPipeline

    from dramac.runtime.backends.diffusers import tiny

    pipe = StableDiffusionXLPipeline.from_pretrained(tiny.folder("sdxl"), local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    pipe.set_ip_adapter_scale(0.0) if getattr(pipe.unet, "encoder_hid_proj", None) else None
    few = {"prompt": "a red robe, rain", "call": {"negative_prompt": "text", "clip_skip": 0}}
    whole = pipe("a red robe, rain", negative_prompt="text", clip_skip=0, width=64, height=112, num_inference_steps=2,
                 output_type="np", generator=torch.Generator("cpu").manual_seed(5)).images[0]
    assert np.array_equal(pixels(do("plate", {**SDXL, **few})), (whole * 255).round().astype(np.uint8))
    ends = [{"prompt": f"{TEXT} {TEXT} {end}"} for end in ("at night", "by day")]
    night, day, unwanted = (content(do("plate", {**SDXL, **one})) for one in (*ends, {**ends[0], "call": {
        "negative_prompt": f"{TEXT} {TEXT} blurred"}}))
    assert len({night, day, unwanted}) == 3


@given(st.lists(st.text("ab ,.;爱", max_size=90), max_size=6).map(" ".join))
def test_windows_hold_every_word_and_no_more_than_is_read_at_once(text: str) -> None:
    from dramac.runtime.backends.diffusers.tiny.sdxl import _tokenizer

    tokenizer = _tokenizer()
    made = windows([tokenizer], text)
    assert " ".join(made).split() == text.split()
    long = [one for one in made if len(tokenizer(one, truncation=False).input_ids) > 77]
    assert all(len(one.split()) == 1 for one in long)


def test_sdxl_follows_one_picture_through_its_ip_adapter(do: Do, picture: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.png"
    with Image.open(picture) as image:
        image.transpose(Image.Transpose.ROTATE_180).save(turned)
    bare, followed = do("plate", SDXL), do("keyframe", SDXL, {"person:0": picture})
    assert content(do("keyframe", SDXL, {"person:0": picture})) == content(followed) != content(bare)
    assert content(do("keyframe", SDXL, {"person:0": turned})) != content(followed)
    assert content(do("plate", SDXL)) == content(bare)
    weak = {**SDXL, "call": {"ip_adapter_scale": 0.0}}
    assert content(do("keyframe", weak, {"person:0": picture})) == content(bare)
    with pytest.raises(Fault, match="follows one picture, not 2"):
        do("keyframe", SDXL, {"person:0": picture, "plate": turned})
    with pytest.raises(Fault, match="cannot do 'keyframe_edit'"):
        do("keyframe_edit", SDXL, {"picture": picture})


def test_sdxl_without_an_ip_adapter_says_so(do: Do, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    from dramac.runtime.backends.diffusers.tiny import sdxl

    sdxl.build(tmp_path / "models" / "sdxl")
    shutil.rmtree(tmp_path / "models" / "sdxl" / "ip_adapter")
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path / "models"))
    plain = {**SDXL, "weights": ""}
    assert pixels(do("plate", plain)).shape == (112, 64, 3)
    with pytest.raises(Fault, match="cannot follow a picture without an IP-Adapter"):
        do("keyframe", plain, {"person:0": picture})


def test_weights_of_16_bits_beside_others_and_alone(do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from diffusers import StableDiffusionXLPipeline

    from dramac.runtime.backends.diffusers.tiny import sdxl

    folder = tmp_path / "models" / "sdxl"
    sdxl.build(folder)
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path / "models"))
    plain = {**SDXL, "weights": ""}
    first = content(do("plate", plain))
    StableDiffusionXLPipeline.from_pretrained(folder, local_files_only=True).save_pretrained(folder, variant="fp16")
    assert content(do("plate", plain)) == first
    for file in folder.rglob("*.safetensors"):
        if ".fp16." not in file.name and "ip_adapter" not in str(file):
            file.unlink()
    assert content(do("plate", plain)) == first


def test_weights_that_may_hold_programs_are_not_read(do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from dramac.runtime.backends.diffusers.tiny import qwen3

    folder = tmp_path / "models" / "qwen3-4b"
    qwen3.build(folder)
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path / "models"))
    (folder / "text_encoder" / "model.safetensors").unlink()
    torch.save({}, folder / "text_encoder" / "pytorch_model.bin")
    with pytest.raises(Fault, match="cannot be loaded by Qwen3ForCausalLM"):
        do("text_encode", {**READER, "weights": ""})


def test_qwen_changes_a_picture_without_torchvision(do: Do, picture: Path) -> None:
    first = do("keyframe_edit", QWEN, {"picture": picture})
    assert pixels(first).shape == (112, 64, 3)
    assert content(do("keyframe_edit", QWEN, {"picture": picture})) == content(first)
    with pytest.raises(Fault, match="no picture from words alone"):
        do("keyframe", QWEN)


def test_progress_is_told_after_every_step(do: Do, words: Path) -> None:
    told: list[float] = []
    do("plate", {**KLEIN, "steps": 4}, {"prompt": words}, report=told.append)
    assert told == pytest.approx([0.2375, 0.475, 0.7125, 0.95])


def test_step_caches_and_tiling_are_used_and_leave_nothing_to_the_next_task(do: Do, words: Path, picture: Path) -> None:
    given, params = {"prompt": words, "picture": picture}, {**KLEIN, "steps": 8}
    plain = content(do("keyframe_edit", params, given))
    cache = {"step_cache": {"kind": "taylor", "cache_interval": 3}, "tiling": "both"}
    cached = do("keyframe_edit", params, given, profile=cache)
    assert content(cached) != plain
    assert cached.facts["backend_facts"]["step_cache"] == '{"cache_interval": 3, "kind": "taylor"}'
    do("keyframe_edit", {**params, "steps": 3}, given, profile=cache)
    assert content(do("keyframe_edit", params, given, profile=cache)) == content(cached)
    assert content(do("keyframe_edit", params, given)) == plain
    with pytest.raises(Fault, match="first-block cannot be used with flux2-klein"):
        do("keyframe_edit", params, given, profile={"step_cache": "first-block"})


def test_a_model_is_loaded_once_for_many_tasks(do: Do, words: Path) -> None:
    from dramac.runtime.backends.diffusers import holder

    holder.cache_clear()
    loads = [do("plate", {**KLEIN, "seed": seed}, {"prompt": words}).facts["backend_facts"]["loads"] for seed in range(3)]
    loads += [do("plate", SDXL).facts["backend_facts"]["loads"] for _ in range(2)]
    loads.append(do("plate", KLEIN, {"prompt": words}).facts["backend_facts"]["loads"])
    assert loads == [1, 0, 0, 1, 0, 0]


@pytest.mark.parametrize(("change", "said"), [
    ({"width": 0}, "width cannot be 0"), ({"width": "64"}, "width cannot be '64'"), ({"seed": None}, "seed cannot be None"),
    ({"steps": True}, "steps cannot be True"), ({"adapter": "../os"}, "no adapter '../os'"), ({"adapter": ""}, "no adapter"),
    ({"tiny": "../sdxl"}, "no tiny weights '../sdxl'"),
    ({"call": {"width": 5}}, "has 'width', which this model does not take"), ({"call": {"nonsense": 1}}, "has 'nonsense'"),
    ({"call": [1]}, "no mapping"), ({"weights": ""}, "not on this machine"),
    ({"model": "../..", "weights": ""}, "not on this machine")])
def test_a_task_that_is_not_well_formed_is_refused(do: Do, words: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(Fault) as caught:
        do("plate", {**KLEIN, **change}, {"prompt": words})
    assert said in f"{caught.value} {caught.value.help}"


def test_inputs_that_cannot_be_read_are_refused(do: Do, words: Path, picture: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    with pytest.raises(Fault, match="a picture cannot be read"):
        do("keyframe_edit", KLEIN, {"prompt": words, "picture": broken})
    with pytest.raises(Fault, match="encoded words cannot be read"):
        do("plate", KLEIN, {"prompt": broken})
    with pytest.raises(Fault, match="takes an input 'hat'"):
        do("plate", KLEIN, {"prompt": words, "hat": picture})


def test_weights_must_be_those_that_are_pinned(do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dramac.runtime.backends.diffusers.tiny import qwen3
    from dramac.runtime.weights import digest_of

    folder = tmp_path / "models" / "qwen3-4b"
    qwen3.build(folder)
    monkeypatch.setenv("DRAMAC_MODELS", str(tmp_path / "models"))
    pinned = {**READER, "weights": digest_of(folder)}
    assert content(do("text_encode", pinned)) == content(do("text_encode", READER))
    (folder / "tokenizer" / "tokenizer_config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Fault, match="are not those of this plan") as caught:
        do("text_encode", pinned)
    assert caught.value.help == "dramac models fetch qwen3-4b"
    weights = folder / "text_encoder" / "model.safetensors"
    weights.unlink()  # a worker reads them where they lie: what it holds is not to be changed under it
    weights.write_bytes(b"no weights at all")
    with pytest.raises(Fault, match="cannot be loaded by Qwen3ForCausalLM"):
        do("text_encode", {**READER, "weights": ""})


def test_a_missing_package_is_named_with_the_command_that_installs_it(do: Do, words: Path) -> None:
    with pytest.raises(Fault, match="needs the package no_such_package") as caught:
        do("plate", KLEIN, {"prompt": words}, profile={"needs": ["no_such_package"]})
    assert caught.value.help == "pip install no_such_package"
