"""How a task says that it is to be computed: every word is looked at. No torch is needed for that."""

from __future__ import annotations

from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from dramac.runtime.backends.diffusers.profile import CACHES, KEYS, PLACEMENTS, PRECISIONS, Profile, read
from dramac.runtime.job import Fault
from dramac.stdlib.models import manifest, names


def test_every_manifest_can_be_computed_as_it_says() -> None:
    for name in names():
        model = manifest(name)
        assert model is not None
        if model.backend == "diffusers":
            read(model.profile)


@pytest.mark.parametrize(("profile", "said"), [
    ({"precison": "float16"}, "no 'precison'"), ({"precision": "fp16"}, "float32, float16, bfloat16"),
    ({"placement": "disk"}, "resident, components, groups, sequential"), ({"compile": "yes"}, "true or false"),
    ({"attention": "flash_hub"}, "nothing is downloaded"), ({"attention": 3}, "attention cannot be 3"),
    ({"tiling": True}, "tiles, slices, both"),
    ({"step_cache": "teacache"}, "first-block, pyramid"), ({"step_cache": {"kind": "first-block", "thresold": 1}}, "no setting"),
    ({"step_cache": {"kind": "first-block", "threshold": "high"}}, "numbers"), ({"step_cache": ["first-block"]}, "cannot be"),
    ({"quantisation": "int4"}, "int8, float8, nf4"), ({"hub": "owner/name"}, "hub or needs"),
    ({"needs": "ftfy"}, "hub or needs")])
def test_an_unknown_word_is_a_fault_that_names_the_known_ones(profile: dict[str, object], said: str) -> None:
    with pytest.raises(Fault) as caught:
        read(profile)
    assert said in f"{caught.value} {caught.value.help}"


def test_without_a_gpu_there_is_one_way_to_compute() -> None:
    asked = read({"precision": "bfloat16", "placement": "groups", "attention": "flash", "compile": True, "quantisation": "nf4",
                  "tiling": "tiles", "step_cache": {"threshold": 0.1, "kind": "first-block"}})
    assert asked.on("cuda") is asked
    assert asked.on("cpu") == Profile(tiling="tiles", step_cache='{"kind": "first-block", "threshold": 0.1}')
    assert asked.cache() == ("first-block", {"threshold": 0.1})


def test_no_profile_is_a_crash() -> None:
    random = Random(11)

    def value(depth: int) -> object:
        kinds = [None, True, -1, 0.5, float("nan"), "", "é", *PRECISIONS, *PLACEMENTS, *CACHES]
        if depth and random.random() < 0.5:
            return [value(0)] if random.random() < 0.3 else {
                key: value(depth - 1) for key in random.sample(["kind", "threshold", "repo", "revision"], random.randint(0, 3))}
        return random.choice(kinds)

    read_well = 0
    for _ in range(3000):
        profile = {key: value(2) for key in random.sample([*KEYS, "other"], random.randint(0, 4))}
        try:
            found = read(profile)
        except Fault:
            continue
        read_well += 1
        assert found.precision in PRECISIONS
        assert found.placement in PLACEMENTS
        found.cache()
    assert read_well > 100


def test_what_a_model_cannot_do_is_a_fault() -> None:
    from dramac.runtime.backends.diffusers import placement

    plain = SimpleNamespace(unet=SimpleNamespace(), vae=None)
    with pytest.raises(Fault, match="compiling is nothing that SimpleNamespace can do"):
        placement.options(plain, Profile(compile=True))

    def refuse(name: str) -> None:
        raise ValueError("flash needs a newer card")

    old = SimpleNamespace(transformer=SimpleNamespace(set_attention_backend=refuse), vae=None)
    with pytest.raises(Fault, match=r"the attention flash cannot be used .*: flash needs a newer card"):
        placement.options(old, Profile(attention="flash"))


@pytest.mark.parametrize(("way", "package"), [("int8", "torchao"), ("nf4", "bitsandbytes")])
def test_fewer_bits_need_their_package(way: str, package: str, tmp_path: Path) -> None:
    from importlib.util import find_spec

    from dramac.runtime.backends.diffusers import placement

    if find_spec(package) is not None:
        pytest.skip(f"{package} is installed")
    with pytest.raises(Fault, match=f"needs the package {package}") as caught:
        placement.quantised(Profile(quantisation=way), ("transformer",))
    assert caught.value.help == f"pip install {package}"
