"""What comes out of a model is judged before it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.runtime.backends.diffusers import results
from dramac.runtime.backends.diffusers.ask import Ask, Frames, Words
from dramac.runtime.job import Fault, Job, Transient


def ask(frames: int = 4, width: int = 6, height: int = 5) -> Ask:
    return Ask("i2v", width, height, frames, 24, 2, "", None, 0, {}, (), 0, lambda: None, lambda done: None)  # type: ignore[arg-type,return-value]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / "out").mkdir()
    outputs = {"embedding": tmp_path / "out" / "embedding"}
    return Job("i2v", {}, {}, outputs, lambda done: None, {}, "k", tmp_path / "journal" / "k")


def noise(*shape: int) -> np.ndarray[Any, Any]:
    return np.random.default_rng(1).random(shape, np.float32)


def test_floats_become_eight_bits_rounded_and_within_bounds(job: Job) -> None:
    made = noise(4, 5, 6, 3) * 3 - 1
    found = results.frames(Frames(made), ask(), job, trained=True)
    assert found.dtype == np.uint8
    assert np.array_equal(found, (np.clip(made, 0, 1) * 255).round())


@pytest.mark.parametrize("shape", [(3, 5, 6, 3), (4, 6, 5, 3), (4, 5, 6, 4), (4, 5, 6), (1, 4, 5, 6, 3)])
def test_nothing_is_cut_or_rounded_to_fit(job: Job, shape: tuple[int, ...]) -> None:
    with pytest.raises(Fault, match="4 frames of 6x5 were asked for") as caught:
        results.frames(Frames(noise(*shape)), ask(), job, trained=True)
    assert not isinstance(caught.value, Transient)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_tried_once_more_and_then_given_up(job: Job, value: float) -> None:
    made = noise(4, 5, 6, 3)
    made[2, 1, 1, 1] = value
    for trained in (True, False):
        with pytest.raises(Transient, match="bad frames"):
            results.frames(Frames(made), ask(), job, trained=trained)
        with pytest.raises(Fault, match="bad frames, twice") as caught:
            results.frames(Frames(made), ask(), job, trained=trained)
        assert not isinstance(caught.value, Transient)


def test_frames_of_one_colour_are_bad_where_weights_were_trained(job: Job) -> None:
    made = noise(4, 5, 6, 3)
    made[3] = 0  # it may end in black
    results.frames(Frames(made), ask(), job, trained=True)
    made[0] = (0.2, 0.4, 0.6)
    assert results.frames(Frames(made), ask(), job, trained=False).shape == (4, 5, 6, 3)
    with pytest.raises(Transient, match="2 of 4 frames of one colour"):
        results.frames(Frames(made), ask(), job, trained=True)


def test_words_are_the_same_bytes_in_any_order_and_come_back(job: Job) -> None:
    torch = pytest.importorskip("torch")
    one, two = torch.randn(1, 3, 4), torch.ones(1, 3, dtype=torch.bfloat16)
    results.write_words(Words({"b": one, "a": two}), job)
    first = job.outputs["embedding"].read_bytes()
    results.write_words(Words({"a": two, "b": one.clone()}), job)
    assert job.outputs["embedding"].read_bytes() == first
    back = results.read_words(job.outputs["embedding"]).tensors
    assert torch.equal(back["b"], one)
    assert back["a"].dtype == torch.bfloat16
    with pytest.raises(Transient, match="no numbers"):
        results.write_words(Words({"a": torch.full((2,), torch.nan)}), job)


def test_pictures_are_brought_to_size_by_filling_it(tmp_path: Path) -> None:
    from PIL import Image

    from dramac.runtime.backends.diffusers import pictures

    wide = Image.new("RGB", (300, 100), (0, 0, 0))
    wide.paste((255, 0, 0), (100, 0, 200, 100))
    cut = pictures.filling(wide, 50, 50)
    assert cut.size == (50, 50)
    assert np.asarray(cut)[:, 4:-4].min(axis=(0, 1)).tolist() == [255, 0, 0]  # the middle third is all that is seen
    assert pictures.filling(wide, 300, 100) is wide
    right = pictures.filling(wide, 150, 50, {"factor": 2.0, "x": 1.0})
    assert np.asarray(right)[:, 60:].max() == 0  # the right half, which begins in the red
    assert np.asarray(right)[10, 10].tolist() == [255, 0, 0]
    for window in ({}, {"factor": "wide", "x": 0}, {"factor": float("nan"), "x": 0}, [2, 0]):
        with pytest.raises(Fault, match="is no window"):
            pictures.filling(wide, 10, 10, window)
    see_through = tmp_path / "alpha.png"
    Image.new("RGBA", (4, 4), (9, 8, 7, 0)).save(see_through)
    assert pictures.read(see_through).mode == "RGB"
    jpeg = tmp_path / "picture.jpg"
    wide.save(jpeg)
    with pytest.raises(Fault, match="cannot be read"):
        pictures.read(jpeg)
