"""The fuzz targets hold on all seeds and on everything that once broke them."""

from __future__ import annotations

import random

import pytest
from fuzz.seeds import crashes, seeds
from fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    count = 0
    for seed in seeds():
        TARGETS[target](seed)
        count += 1
    assert count > 150


@pytest.mark.parametrize("target", TARGETS)
def test_what_once_broke(target: str) -> None:
    for data in crashes(target):
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_with_bytes_changed(target: str) -> None:
    rng = random.Random(11)
    for seed in seeds():
        data = bytearray(seed)
        for _ in range(min(len(data), 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        TARGETS[target](bytes(data))
