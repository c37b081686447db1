"""Who sits, as the pictures show it: lower than who stands, on a seat, with the feet on the floor, the arms on the table."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from dramac.runtime.backends.animatic.figure.puppet import Puppet
from dramac.runtime.backends.animatic.figure.sitting import Seat, levels
from dramac.runtime.backends.animatic.framing import CHIN, CROWN, HEADS, compose
from dramac.runtime.backends.animatic.light import Light
from dramac.runtime.backends.animatic.plate import draw_plate
from dramac.runtime.backends.animatic.plate.layers import Plate
from dramac.runtime.backends.animatic.pose import Pose
from dramac.runtime.backends.animatic.seating import HIGH, TOPS, sitters
from dramac.runtime.backends.animatic.stage import Picture
from dramac.stdlib import data, vocabulary

W, H = 180, 320
LIN = {"age": 24, "sex": "f", "build": "slight", "height": "average", "hair_style": "half-up", "hair_colour": "#1d1620",
       "skin": "#f3cdb6", "eyes": "#5a3524", "facial_hair": "none", "features": [], "garment": "hanfu",
       "colours": ["#8a1f33", "#e8d9c0", "#c9a04a"], "pattern": "plain", "accessories": [], "marks": []}
WEI = {**LIN, "sex": "m", "age": 31, "hair_style": "short", "garment": "suit"}
KID = {**LIN, "age": 7, "garment": "tshirt"}
ROOM = {"kind": "restaurant", "interior": True, "time": "day", "weather": "clear", "light": "sun",
        "colours": ["#dfe7e8", "#a9bfc4", "#5a8f9c"], "features": ["table"]}
LIGHT = Light("#ffe9cf", -0.6, "#8090b0", "#cfe0ff", 1.0, 0.8, "#6b5b4b")
CHAIR, TABLE = {"on": "chair", "at": ""}, {"on": "chair", "at": "table"}
FORMATS = [(720, 1280), (1080, 1080), (1920, 1080)]
_PLATES: dict[tuple[str, int, int], Plate] = {}


def shot(size: str, *people: tuple[dict[str, Any], dict[str, str] | None],
         gestures: list[tuple[int, int, int, str]] | None = None, place: dict[str, Any] = ROOM, **more: Any) -> dict[str, Any]:
    xs = {1: (-0.14,), 2: (-0.44, 0.44), 3: (-0.62, 0.0, 0.62)}[len(people)]
    figures: list[dict[str, Any]] = [
        {"costume": who, "x": x, "facing": "right" if x <= 0 else "left", "foreground": False, "holding": None,
         **({"seat": seat} if seat else {})} for (who, seat), x in zip(people, xs, strict=True)]
    told = gestures if gestures is not None else [(at, 0, 1, "sit") for at, (_, seat) in enumerate(people) if seat]
    return {"set": place, "style": {"grade": "neutral", "vignette": 0.0}, "size": size, "composition": "single", "angle": "eye",
            "move": "static", "frames": 60, "seed": 7, "tension": 0.3, "figures": figures, "insert": None, "moods": [],
            "gestures": [{"figure": at, "frame": first, "frames": length, "gesture": kind} for at, first, length, kind in told],
            "spoken": [], "subtitles": [], "cards": [], "fade_in": 0, "fade_out": 0, "label": "", **more}


def picture(one: dict[str, Any], width: int = W, height: int = H) -> Picture:
    key = (one["set"]["kind"], width, height)
    if key not in _PLATES:
        _PLATES[key] = draw_plate({"set": one["set"], "width": width, "height": height, "seed": 3})
    return Picture(one, _PLATES[key], {}, width, height, 24)


def without(one: dict[str, Any], *, people: bool = False, furniture: bool = False, width: int = W, height: int = H) -> Picture:
    """The picture of a shot without its people, or without its furniture."""
    made = picture(one, width, height)
    if people:
        made.people = []
    if furniture:
        made.furniture = None
    return made


def differs(one: Picture, other: Picture, number: int) -> NDArray[np.bool_]:
    return np.asarray(np.abs(one.frame(number).astype(int) - other.frame(number)).max(2) > 14)


def rows(mask: NDArray[np.bool_]) -> tuple[int, int]:
    """The first and the last row of a mask."""
    found = np.flatnonzero(mask.sum(1) > 1)
    return int(found[0]), int(found[-1])


def test_everything_that_can_be_sat_on_or_at_is_drawn() -> None:
    assert set(HIGH) == set(vocabulary("seats").entries)
    assert set(TOPS) == set(vocabulary("tables").entries)
    for place, (*seat,) in data("seating").items():
        if place != "at":
            assert place in vocabulary("places").entries or place in ("inside", "outside")
            assert set(seat[:1]) <= set(HIGH)
            assert set(seat[1:]) <= set(TOPS)
    assert set(data("seating")["at"]) == set(TOPS)


@pytest.mark.parametrize("size", ["ws", "fs"])
@pytest.mark.parametrize("who", [LIN, WEI, KID], ids=["robe", "suit", "child"])
def test_who_sits_is_lower_and_has_the_feet_where_who_stands_has_them(size: str, who: dict[str, Any]) -> None:
    sits, stands = shot(size, (who, CHAIR)), shot(size, (who, None))
    (low,), (high,) = (compose(one, W, H).places for one in (sits, stands))
    assert low.y > high.y + (0.25 if who is KID else 0.7) * high.unit
    (top, bottom), (head, foot) = (rows(differs(without(one, furniture=True), without(one, people=True, furniture=True), 12))
                                   for one in (sits, stands))
    assert top > head + (0.15 if who is KID else 0.6) * high.unit
    if who is not KID:  # whose feet do not reach the floor
        assert abs(bottom - foot) <= 0.35 * high.unit


@pytest.mark.parametrize("on", [one for one in HIGH if one != "floor"])
def test_a_seat_is_seen_about_who_sits_on_it_and_its_foot_is_on_the_floor(on: str) -> None:
    one = shot("ws", (WEI, {"on": on, "at": ""}))
    seat = differs(without(one, people=True), without(one, people=True, furniture=True), 12)
    there = differs(picture(one), without(one, furniture=True), 12)
    (spot,) = compose(one, W, H).places
    assert spot.sitter is not None
    assert there.sum() > 20
    top, bottom = rows(seat)
    floor = spot.y + spot.sitter.floor * spot.unit
    assert top < floor
    assert abs(bottom - floor) < 0.75 * spot.unit


def test_a_table_hides_the_lap_and_arms_lie_on_it() -> None:
    one = shot("fs", (WEI, TABLE))
    made = picture(one)
    assert made.furniture is not None
    (table,) = made.furniture.tables
    assert made.people[0].puppet.sprite(made.actors[0].at(12).pose).arms is not None
    lap = differs(made, without(one, people=True), 12)
    (spot,) = compose(one, W, H).places
    assert spot.sitter is not None
    near = int(table.y + 0.75 * spot.unit)  # below the top, the apron: nothing of the person is seen through it
    assert not lap[near : near + int(0.3 * spot.unit), :].any()
    assert lap[int(table.y + 0.05 * spot.unit) : near, :].any()


def test_two_at_one_table_have_one_table_and_two_on_one_sofa_one_sofa() -> None:
    at = picture(shot("mls", (LIN, TABLE), (WEI, TABLE))).furniture
    on = picture(shot("ws", (LIN, {"on": "sofa", "at": ""}), (WEI, {"on": "sofa", "at": ""}))).furniture
    assert at is not None
    assert on is not None
    assert (len(at.tables), len(at.seats)) == (1, 2)
    assert (len(on.tables), len(on.seats)) == (0, 1)


def test_in_a_car_no_seat_is_drawn() -> None:
    one = shot("ms", (LIN, CHAIR), place={**ROOM, "kind": "car", "features": []})
    assert sitters(one) == {}


def test_who_sits_down_goes_down_and_who_gets_up_goes_up() -> None:
    down = picture(shot("fs", (WEI, CHAIR), gestures=[(0, 4, 40, "sit")]))
    up = picture(shot("fs", (WEI, CHAIR), gestures=[(0, 0, 1, "sit"), (0, 8, 36, "rise")]))
    left = picture(shot("fs", (WEI, CHAIR), gestures=[(0, 0, 1, "sit"), (0, 8, 36, "exit-right")]))
    sat = {name: [one.actors[0].at(number).sat for number in range(60)] for name, one in
           {"down": down, "up": up, "left": left}.items()}
    assert (sat["down"][0], sat["down"][-1]) == (0, 1)
    assert (sat["up"][0], sat["up"][-1]) == (1, 0)
    assert (sat["left"][0], sat["left"][-1]) == (1, 0)
    assert sat["down"] == sorted(sat["down"])
    assert sat["up"] == sorted(sat["up"], reverse=True)
    mark = [float(down.people[0]._mark(down.actors[0].at(number), 0, 0)[1, 2]) for number in (0, 59)]
    assert mark[1] > mark[0] + down.people[0].spot.unit


@pytest.mark.parametrize("gesture", ["point", "reach", "give", "take", "raise-hand", "hand-to-chest", "clench", "bow", "nod"])
@pytest.mark.parametrize("table", [False, True])
def test_who_sits_still_gestures(gesture: str, table: bool) -> None:
    puppet = Puppet(WEI, LIGHT, 60, 7.5, seat=Seat(195, table))
    base = Pose(yaw=0.4, sat=1.0)
    at_rest, acts = (puppet.sprite(one) for one in (base, replace(base, gesture=gesture, reach=0.6)))
    pairs = [(at_rest.image, acts.image)]
    if at_rest.arms is not None and acts.arms is not None:
        pairs.append((at_rest.arms.image, acts.arms.image))
    assert any(a.shape != b.shape or not np.array_equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("garment", vocabulary("garments").entries)
def test_every_outfit_sits_at_every_age_on_a_seat_and_on_the_ground(garment: str) -> None:
    for (age, sex, build), seat, sat in itertools.product(((6, "f", "slight"), (15, "m", "average"), (30, "f", "heavy"),
                                                           (74, "m", "broad")), (Seat(195), Seat(0)), (0.5, 1.0)):
        puppet = Puppet({**LIN, "age": age, "sex": sex, "build": build, "garment": garment}, LIGHT, 30, 8.0, seat=seat)
        sprite = puppet.sprite(Pose(yaw=0.45 if age % 2 else -0.1, sat=sat))
        low, stands = (rows(one.image[..., 3] > 40)[1] - one.y for one in (sprite, puppet.sprite(Pose())))
        assert low <= stands
        if sat == 1.0:
            level, floor = levels(puppet.person, seat)
            assert level * 0.3 < low < floor * 0.3 + 9


@pytest.mark.parametrize("size", HEADS)
@pytest.mark.parametrize("frame", FORMATS)
def test_the_head_of_who_sits_is_in_the_frame_and_above_the_subtitles(size: str, frame: tuple[int, int]) -> None:
    width, height = frame
    for people in ([(LIN, TABLE)], [(KID, CHAIR)], [(LIN, TABLE), (WEI, None)], [(WEI, {"on": "mat", "at": ""}), (LIN, None)],
                   [(LIN, TABLE), (WEI, TABLE), (KID, TABLE)]):
        stands = max(spot.y + CHIN * spot.unit for spot in
                     compose(shot(size, *((who, None) for who, _ in people)), width, height).places)
        for spot in compose(shot(size, *people), width, height).places:
            if size not in ("bcu", "ecu"):
                assert spot.y - CROWN * spot.unit >= 0
            assert 0 <= spot.x <= width
            if size not in ("els", "ws", "fs"):
                assert spot.y + CHIN * spot.unit <= max(0.72 * height, stands + 1)


def test_alone_and_close_who_sits_is_framed_as_who_stands() -> None:
    for size in ("ms", "mcu", "cu"):
        (sits,), (stands,) = (compose(shot(size, (LIN, seat)), 720, 1280).places for seat in (TABLE, None))
        assert (sits.x, sits.y, sits.unit) == (stands.x, stands.y, stands.unit)


def test_among_who_stands_who_sits_is_lower() -> None:
    for size in ("ws", "fs", "mls", "ms"):
        sits, stands = sorted(compose(shot(size, (WEI, TABLE), (WEI, None)), 720, 1280).places, key=lambda spot: spot.index)
        assert sits.y > stands.y + 0.7 * stands.unit


def test_a_shoulder_that_stands_is_higher_than_one_that_sits() -> None:
    def over(seat: dict[str, str] | None) -> float:
        one = shot("mcu", (LIN, TABLE))
        one["figures"].append({"costume": WEI, "x": 0.72, "facing": "away", "foreground": True, "holding": None,
                               **({"seat": seat} if seat else {})})
        if seat:
            one["gestures"].append({"figure": 1, "frame": 0, "frames": 1, "gesture": "sit"})
        return next(spot.y for spot in compose(one, 720, 1280).places if spot.front)

    assert over(None) < over(TABLE)


def test_who_kneels_from_the_first_frame_kneels_in_it() -> None:
    one = picture(shot("fs", (LIN, None), gestures=[(0, 0, 1, "kneel")]))
    assert one.actors[0].at(0).pose.reach == 1
    assert compose(one.shot, W, H).places[0].y > compose(shot("fs", (LIN, None)), W, H).places[0].y


def test_frames_do_not_depend_on_the_order_in_which_they_are_asked() -> None:
    one = shot("mls", (LIN, TABLE), (WEI, TABLE))
    first, second = picture(one), picture(one)
    later = [second.frame(number) for number in (30, 8)]
    assert np.array_equal(first.frame(8), later[1])
    assert np.array_equal(first.frame(30), later[0])


@pytest.mark.parametrize("table", [False, True])
def test_what_is_held_is_seen_when_sitting(table: bool) -> None:
    puppet = Puppet(WEI, LIGHT, 60, 7.5, seat=Seat(195, table))
    pose, cup = Pose(yaw=0.4, sat=1.0), {"shape": "cup", "colours": ["#ff00ff"]}

    def pink(holding: dict[str, Any] | None) -> int:
        sprite = puppet.sprite(pose, holding)
        image = sprite.arms.image if sprite.arms is not None else sprite.image
        return int(((image[..., 2] > 90) & (image[..., 0] > 90) & (image[..., 1] < 60)).sum())

    assert pink(cup) > pink(None) + 8
