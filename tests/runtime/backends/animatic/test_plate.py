"""Sets: every place, hour and weather draws, and a plate survives its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.runtime.backends.animatic.plate import draw_plate, kinds
from dramac.runtime.backends.animatic.plate.layers import load, save
from dramac.runtime.job import Fault
from dramac.stdlib.read import vocabulary

PLACES = vocabulary("places").entries
TIMES = sorted(vocabulary("times").entries)


def params(kind: str, time: str = "night", weather: str = "clear", seed: int = 3, width: int = 144, height: int = 256,
           **more: Any) -> dict[str, Any]:
    place = PLACES[kind]
    known = {"kind": kind, "interior": place["interior"], "time": time, "weather": weather,
             "light": place["light"].get(time, "sun"),
             "colours": place["colours"], "features": place["features"]}
    return {"set": {**known, **more}, "palette": [], "width": width, "height": height, "seed": seed}


def flat(plate: Any) -> np.ndarray:
    return np.concatenate([layer.image.ravel() for layer in plate.layers])


def test_every_place_of_the_vocabulary_is_drawn() -> None:
    assert set(kinds()) == set(PLACES)


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_every_hour_draws_and_differs(kind: str) -> None:
    plates = {time: draw_plate(params(kind, time)) for time in ("dawn", "day", "dusk", "night")}
    for plate in plates.values():
        assert plate.layers[0].image[..., 3].min() == 255
        assert 2 <= len(plate.layers) <= 4
        assert plate.layers[0].image.shape[:2] == (plate.height, plate.width)
        assert plate.width >= 1.29 * 144
    means = {time: float(np.mean([layer.image[..., :3].mean() for layer in plate.layers])) for time,
             plate in plates.items()}
    assert means["day"] > means["night"]
    assert len({round(mean, 2) for mean in means.values()}) > 2


@pytest.mark.parametrize("weather", sorted(vocabulary("weathers").entries))
@pytest.mark.parametrize("kind", ["street", "shrine"])
def test_every_weather_draws(kind: str, weather: str) -> None:
    assert draw_plate(params(kind, "day", weather)).weather == weather


@pytest.mark.parametrize("light", sorted(vocabulary("lights").entries))
def test_every_light_reaches_the_people(light: str) -> None:
    plate = draw_plate(params("hall", "night", light=light))
    assert plate.light.key.startswith("#")
    assert 0 < plate.light.ambient <= 1
    assert 0.4 <= abs(plate.light.key_side) <= 1


@pytest.mark.parametrize("feature", sorted(vocabulary("place_features").entries))
def test_every_feature_is_understood(feature: str) -> None:
    for kind in ("shrine", "courtyard"):
        assert draw_plate(params(kind, features=[feature])).layers


@pytest.mark.parametrize("frame", [(144, 144), (256, 144)])
@pytest.mark.parametrize("kind", sorted(PLACES))
def test_other_frames_are_filled(kind: str, frame: tuple[int, int]) -> None:
    plate = draw_plate(params(kind, width=frame[0], height=frame[1]))
    assert plate.layers[0].image[..., 3].min() == 255
    assert plate.width > plate.height * frame[0] / frame[1] - 3


def test_a_set_without_words_still_draws() -> None:
    place = {"kind": "office", "interior": True, "time": "", "weather": "", "light": "", "colours": [], "features": []}
    assert draw_plate({"set": place, "palette": [], "width": 144, "height": 256, "seed": 0}).layers


def test_an_unknown_place_is_a_fault() -> None:
    with pytest.raises(Fault, match="no place"):
        draw_plate({"set": {"kind": "moon-base"}, "width": 144, "height": 256, "seed": 0})


def test_the_seed_decides_and_nothing_else() -> None:
    one, two, other = (draw_plate(params("street", seed=seed)) for seed in (3, 3, 4))
    assert (flat(one) == flat(two)).all()
    assert (flat(one) != flat(other)).any()


def test_a_plate_survives_its_file(tmp_path: Path) -> None:
    plate = draw_plate(params("shrine", weather="rain"))
    save(plate, tmp_path / "a")
    save(plate, tmp_path / "b")
    again = load(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert again.light == plate.light
    assert again.lamps == plate.lamps
    assert (flat(again) == flat(plate)).all()


@pytest.mark.parametrize("damage", [b"", b"DPL1", b"nonsense", b"DPL1\xff\xff\xff\x7f{}"])
def test_a_damaged_plate_is_a_fault(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "layers").write_bytes(damage)
    with pytest.raises(Fault, match="not a plate"):
        load(tmp_path / "layers")


def test_a_plate_that_is_cut_off_is_a_fault(tmp_path: Path) -> None:
    save(draw_plate(params("sky")), tmp_path / "layers")
    data = (tmp_path / "layers").read_bytes()
    (tmp_path / "layers").write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(Fault):
        load(tmp_path / "layers")
