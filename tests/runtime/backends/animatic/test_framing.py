"""Where people stand in the frame."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from dramac.runtime.backends.animatic import camera
from dramac.runtime.backends.animatic.figure.puppet import Puppet
from dramac.runtime.backends.animatic.framing import CHIN, CROWN, HEADS, compose
from dramac.runtime.backends.animatic.light import Light
from dramac.runtime.backends.animatic.pose import Pose

W, H = 720, 1280
ALONE = ("single", "reaction", "pov", "reverse")


def person(x: float = 0.0, facing: str = "front", foreground: bool = False, **costume: Any) -> dict[str, Any]:
    return {"costume": {"age": 30, "sex": "f", "height": "average", **costume}, "x": x, "facing": facing,
            "foreground": foreground, "holding": None}


def shot(size: str, composition: str, figures: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"size": size, "composition": composition, "figures": figures, "angle": "eye", "set": {"interior": True},
            **more}


@pytest.mark.parametrize("size", [s for s in HEADS if s not in ("bcu", "ecu")])
@pytest.mark.parametrize("frame", [(720, 1280), (1080, 1920), (720, 720), (1280, 720)])
def test_no_head_is_cut_by_the_frame(size: str, frame: tuple[int, int]) -> None:
    width, height = frame
    people = [{"age": age, "sex": sex, "height": tall} for age, sex, tall in itertools.product((6, 15, 30, 72), "mf",
        ("short", "tall"))]
    for angle, costume, x in itertools.product(("eye", "low", "high", "dutch"), people, (-1.0, -0.14, 0.0, 1.0)):
        (place,) = compose(shot(size, "single", [person(x, **costume)], angle=angle), width, height).places
        assert place.y - CROWN * place.unit >= 0.01 * height
        assert place.y + CHIN * place.unit <= 0.99 * height
        assert place.x - 0.4 * place.unit >= 0
        assert place.x + 0.4 * place.unit <= width


@pytest.mark.parametrize("size", ["ms", "mcu", "cu"])
@pytest.mark.parametrize("composition", ALONE)
def test_eyes_lie_on_the_upper_third(size: str, composition: str) -> None:
    (place,) = compose(shot(size, composition, [person()]), W, H).places
    assert 0.25 * H <= place.y <= 0.37 * H


@pytest.mark.parametrize("size", ["ms", "mcu", "cu"])
def test_the_chin_of_a_single_stays_above_the_subtitles(size: str) -> None:
    (place,) = compose(shot(size, "single", [person(0.14, "left")]), W, H).places
    assert place.y + CHIN * place.unit <= 1180 / 1920 * H


@pytest.mark.parametrize("size", ["ws", "ms", "mcu", "cu"])
def test_sizes_have_the_head_height_of_the_table_when_it_fits(size: str) -> None:
    (place,) = compose(shot(size, "single", [person()]), W, H).places
    assert place.unit == pytest.approx(HEADS[size] * H, rel=0.01)


@pytest.mark.parametrize("size", ["ws", "fs", "mls", "ms", "mcu", "cu"])
@pytest.mark.parametrize("count", [2, 3, 6])
def test_faces_of_a_group_stand_apart_and_in_the_frame(size: str, count: int) -> None:
    xs = [-0.6 + 1.2 * i / (count - 1) for i in range(count)]
    figures = [person(x, "right" if x < 0 else "left", age=8 if i % 3 == 2 else 40) for i, x in enumerate(xs)]
    places = sorted(compose(shot(size, "group", figures), W, H).places, key=lambda one: one.x)
    for left, right in itertools.pairwise(places):
        assert right.x - left.x >= 0.36 * (left.unit + right.unit)
    for place in places:
        assert 0.35 * place.unit <= place.x <= W - 0.35 * place.unit
        assert place.y - CROWN * place.unit >= 0


def test_a_child_stands_lower_than_a_grown_person() -> None:
    places = compose(shot("ms", "two-shot", [person(-0.44), person(0.44, age=7)]), W, H).places
    grown, child = sorted(places, key=lambda one: one.index)
    assert child.y > grown.y + 0.2 * grown.unit
    assert child.unit < grown.unit


@pytest.mark.parametrize("size", ["ms", "mcu", "cu"])
@pytest.mark.parametrize("side", [-1, 1])
def test_the_shoulder_before_the_lens_keeps_off_the_face(size: str, side: int) -> None:
    figures = [person(0.72 * side, "away", True), person(-0.22 * side, "right" if side > 0 else "left")]
    places = compose(shot(size, "ots", figures), W, H).places
    front = next(one for one in places if one.front)
    subject = next(one for one in places if not one.front)
    face = 0.33 * subject.unit
    head = 0.36 * front.unit
    assert abs(front.x - subject.x) >= face + head
    assert front.unit > subject.unit


@pytest.mark.parametrize("size", ["fs", "mls", "ms", "mcu", "cu"])
@pytest.mark.parametrize("move", ["static", "push-in", "handheld"])
@pytest.mark.parametrize("worn", [{"accessories": ["fox-ears"]}, {"accessories": ["hat"]}, {"hair_style": "topknot"}])
def test_ears_and_headgear_stay_in_the_frame_to_the_end_of_the_move(size: str, move: str, worn: dict[str, Any]) -> None:
    (place,) = compose(shot(size, "single", [person(0.14, "left", **worn)], move=move), W, H).places
    light = Light("#ffd9a8", -0.7, "#7f90c0", "#cfe0ff", 0.8, 0.6, "#3a3038")
    drawn = Puppet({"age": 30, "sex": "f", **worn}, light, 80, 0.8).sprite(Pose(yaw=-0.4))
    tip = place.y - (drawn.y - np.flatnonzero((drawn.image[..., 3] > 128).any(1))[0]) / 80 * place.unit
    for frame in (0, 23):
        still = camera.matrix(camera.view(move, frame, 24, 24, 0), 1.0, W, H)
        assert (still @ [place.x, tip, 1])[1] > 0
    assert place.y + CHIN * place.unit <= 1180 / 1920 * H


@pytest.mark.parametrize("size", ["ms", "mcu"])
@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("front", [{}, {"height": "short"}, {"accessories": ["fox-ears"], "height": "tall"}, {"age": 8}])
def test_the_head_before_the_lens_is_at_the_edge_and_level_with_the_eyes_it_meets(
        size: str, side: int, front: dict[str, Any]) -> None:
    figures = [person(0.72 * side, "away", True, **front), person(-0.22 * side, accessories=["fox-ears"])]
    places = {one.front: one for one in compose(shot(size, "ots", figures), W, H).places}
    near, subject = places[True], places[False]
    assert abs(near.y - subject.y) < 0.05 * near.unit
    inside = W - near.x if side > 0 else near.x
    assert 0 <= inside <= 0.25 * W
    assert 0.42 * subject.unit <= (subject.x if side > 0 else W - subject.x)


def test_looking_room_is_given_on_the_side_faced() -> None:
    (left,) = compose(shot("mcu", "single", [person(0.14, "left")]), W, H).places
    (right,) = compose(shot("mcu", "single", [person(-0.14, "right")]), W, H).places
    assert left.x > W / 2 > right.x


def test_a_wide_shot_stands_on_the_ground_of_the_set() -> None:
    framing = compose(shot("ws", "single", [person()]), W, H)
    (place,) = framing.places
    feet = place.y + 6.55 * place.unit
    assert 0.85 * H <= feet <= 0.97 * H


def test_a_tighter_shot_has_a_softer_set() -> None:
    blurs = [compose(shot(size, "single", [person()]), W, H).blur for size in ("ws", "ms", "mcu", "cu", "ecu")]
    assert blurs[0] == 0
    assert blurs == sorted(blurs)


def test_a_low_camera_sees_the_horizon_lower_and_a_dutch_one_tilted() -> None:
    eye, low, high, dutch = (compose(shot("ms", "single", [person()], angle=angle), W, H)
                             for angle in ("eye", "low", "high", "dutch"))
    assert high.horizon < eye.horizon < low.horizon
    assert dutch.roll != 0 == eye.roll


def test_nobody_stands_up_in_a_car() -> None:
    (place,) = compose(shot("ws", "single", [person()], set={"kind": "car", "interior": True}), W, H).places
    assert place.unit == pytest.approx(HEADS["ms"] * H, rel=0.01)
