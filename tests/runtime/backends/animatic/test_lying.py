"""Who lies, falls or is seen from above, and whose hand holds the thing of an insert: as the pictures show it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from dramac.runtime.backends.animatic.figure.closeup import GRIPS
from dramac.runtime.backends.animatic.figure.props import SHAPES
from dramac.runtime.backends.animatic.framing import HEADS, compose
from dramac.runtime.backends.animatic.plate import draw_plate
from dramac.runtime.backends.animatic.plate.layers import Plate
from dramac.runtime.backends.animatic.stage import Picture

W, H = 144, 256
LIN = {"age": 24, "sex": "f", "build": "slight", "height": "average", "hair_style": "half-up", "hair_colour": "#1d1620",
       "skin": "#f3cdb6", "eyes": "#5a3524", "facial_hair": "none", "features": [], "garment": "hanfu",
       "colours": ["#8a1f33", "#e8d9c0", "#c9a04a"], "pattern": "plain", "accessories": [], "marks": []}
WEI = {**LIN, "sex": "m", "age": 31, "hair_style": "short", "garment": "suit", "height": "tall", "skin": "#6b4630"}
WARD = {"kind": "hospital", "interior": True, "time": "day", "weather": "clear", "light": "fluorescent",
        "colours": ["#dfe7e8", "#a9bfc4", "#5a8f9c"], "features": ["bed", "window"]}
STREET = {"kind": "street", "interior": False, "time": "day", "weather": "clear", "light": "sun",
          "colours": ["#6b6f78", "#3b3f48", "#c0573c"], "features": []}
_PLATES: dict[tuple[str, int, int], Plate] = {}


def shot(size: str, gestures: list[tuple[int, int, int, str]], place: dict[str, Any] = STREET, *people: dict[str, Any],
         **more: Any) -> dict[str, Any]:
    xs = (0.0,) if len(people) < 2 else (-0.44, 0.44)
    figures = [{"costume": one, "x": x, "facing": "right" if x <= 0 else "left", "foreground": False, "holding": None}
               for one, x in zip(people or (LIN,), xs, strict=False)]
    return {"set": place, "style": {"grade": "neutral", "vignette": 0.0}, "size": size, "composition": "single", "angle": "eye",
            "move": "static", "frames": 48, "seed": 7, "tension": 0.3, "figures": figures, "insert": None, "moods": [],
            "gestures": [{"figure": at, "frame": first, "frames": length, "gesture": kind}
                         for at, first, length, kind in gestures],
            "spoken": [], "subtitles": [], "cards": [], "fade_in": 0, "fade_out": 0, "label": "", **more}


def picture(one: dict[str, Any], width: int = W, height: int = H) -> Picture:
    key = (one["set"]["kind"], width, height)
    if key not in _PLATES:
        _PLATES[key] = draw_plate({"set": one["set"], "width": width, "height": height, "seed": 3})
    return Picture(one, _PLATES[key], {}, width, height, 24)


def drawn(one: dict[str, Any], number: int, width: int = W, height: int = H) -> NDArray[np.bool_]:
    """Where the people of a frame are: what differs from the same frame without them."""
    there = picture(one, width, height)
    nobody = picture(one, width, height)
    nobody.people, nobody.seen = [], []
    return np.abs(there.frame(number).astype(int) - nobody.frame(number)).max(2) > 14


def extent(mask: NDArray[np.bool_]) -> tuple[int, int]:
    """How wide and how high a mask is."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


@pytest.mark.parametrize("frame", [(144, 256), (256, 144), (180, 180)])
@pytest.mark.parametrize("place", [STREET, WARD], ids=["floor", "bed"])
def test_who_lies_is_longer_than_high_and_in_the_lower_half(frame: tuple[int, int], place: dict[str, Any]) -> None:
    mask = drawn(shot("ws", [(0, 0, 1, "lie")], place), 20, *frame)
    wide, high = extent(mask)
    assert wide > 1.3 * high
    assert np.flatnonzero(mask.any(1)).mean() > 0.5 * frame[1]


def test_who_falls_stands_first_and_lies_at_the_end() -> None:
    fall = shot("mls", [(0, 0, 40, "fall")], STREET, WEI)
    (first_wide, first_high), (last_wide, last_high) = extent(drawn(fall, 0)), extent(drawn(fall, 46))
    assert first_high > 2 * first_wide
    assert last_wide > 2 * last_high


@pytest.mark.parametrize("size", HEADS)
@pytest.mark.parametrize("frame", [(720, 1280), (1920, 1080), (1080, 1080)])
@pytest.mark.parametrize("gesture", [(0, 0, 1, "lie"), (0, 0, 1, "fall"), (0, 5, 40, "fall")])
def test_the_face_of_who_lies_is_in_the_frame(size: str, frame: tuple[int, int], gesture: tuple[int, int, int, str]) -> None:
    (spot,) = compose(shot(size, [gesture], WARD, WEI), *frame).places
    assert spot.rest is not None
    assert 0.1 * frame[0] < spot.rest.x < 0.9 * frame[0]
    assert 0.1 * frame[1] < spot.rest.y < 0.92 * frame[1]


def test_near_the_one_who_stands_is_seen_without_the_one_who_lies() -> None:
    near = compose(shot("ms", [(1, 0, 1, "lie")], WARD, LIN, WEI), 720, 1280)
    wide = compose(shot("fs", [(1, 0, 1, "lie")], WARD, LIN, WEI), 720, 1280)
    assert [spot.index for spot in near.places] == [0]
    assert sorted(spot.index for spot in wide.places if spot.rest is None) == [0]
    assert sorted(spot.index for spot in wide.places if spot.rest is not None) == [1]


def test_who_feels_nothing_sleeps_and_who_is_afraid_does_not() -> None:
    moods = [{"figure": 0, "frame": 0, "emotion": "fear", "intensity": 0.8, "gaze": "up"}]
    asleep, awake = picture(shot("cu", [(0, 0, 1, "lie")], WARD)), picture(shot("cu", [(0, 0, 1, "lie")], WARD, moods=moods))
    assert all(asleep.actors[0].at(number).pose.blink == 1 for number in range(48))
    assert min(awake.actors[0].at(number).pose.blink for number in range(48)) < 0.1


def test_who_gets_up_comes_into_the_picture_from_below() -> None:
    rise = shot("ms", [(0, 0, 1, "lie"), (0, 0, 36, "rise")], WARD)
    first, last = drawn(rise, 0), drawn(rise, 46)
    assert first.sum() < 0.3 * last.sum()


def test_from_above_people_are_round_and_their_faces_are_not_seen() -> None:
    above = shot("ws", [], STREET, LIN, angle="overhead")
    wide, high = extent(drawn(above, 10))
    assert 0.6 < wide / high < 1.7
    skin, front = ((np.abs(picture(one).frame(10).astype(int) - (0xB6, 0xCD, 0xF3)).max(2) < 40).mean()
                   for one in (above, {**above, "angle": "eye", "size": "cu"}))
    assert skin < 0.1 * front


def test_every_thing_but_a_living_one_lies_in_a_hand() -> None:
    assert set(SHAPES) - set(GRIPS) == {"fox"}
    assert set(GRIPS) <= set(SHAPES)


@pytest.mark.parametrize("shape", GRIPS)
def test_a_hand_is_of_its_owner(shape: str) -> None:
    thing = {"shape": shape, "colours": []}
    alone, hers, his = (picture(shot("cu", [], STREET, composition="insert", figures=[],
                                     insert={**thing, **({"hand": one} if one else {})})).frame(8).astype(int)
                        for one in (None, LIN, WEI))
    assert (np.abs(hers - alone).max(2) > 20).mean() > 0.03
    assert (np.abs(hers - his).max(2) > 20).mean() > 0.02
