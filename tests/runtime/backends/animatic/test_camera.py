"""Camera moves are smooth functions of the frame."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dramac.runtime.backends.animatic import camera
from dramac.stdlib.read import vocabulary

MOVES = sorted(vocabulary("moves").entries)


def seen(move: str, frame: int, frames: int = 72, depth: float = 1.0) -> np.ndarray:
    """Where the four corners and the middle of the frame go."""
    where = camera.matrix(camera.view(move, frame, frames, 24, 7, 0.5), depth, 720, 1280)
    points = np.array([[0, 720, 0, 720, 360], [0, 0, 1280, 1280, 640]], float)
    return where[:, :2] @ points + where[:, 2:]


@pytest.mark.parametrize("move", MOVES)
def test_moves_do_not_jump(move: str) -> None:
    limit = 90.0 if move.startswith("whip") else 13.0
    for a, b in itertools.pairwise(range(72)):
        assert np.abs(seen(move, a) - seen(move, b)).max() < limit


@pytest.mark.parametrize("move", MOVES)
def test_no_move_stands_still(move: str) -> None:
    assert all(np.abs(seen(move, a) - seen(move, b)).max() > 1e-4 for a, b in itertools.pairwise(range(72)))


@pytest.mark.parametrize("move", MOVES)
def test_moves_depend_on_nothing_but_their_arguments(move: str) -> None:
    assert camera.view(move, 30, 72, 24, 5) == camera.view(move, 30, 72, 24, 5)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("frames", [1, 2, 24])
def test_short_shots_are_possible(move: str, frames: int) -> None:
    assert np.isfinite(camera.matrix(camera.view(move, frames - 1, frames, 24, 5), 1.0, 720, 1280)).all()


def test_a_push_enlarges_and_a_pull_lets_go() -> None:
    assert camera.view("push-in", 71, 72, 24, 1).dolly > camera.view("push-in", 0, 72, 24, 1).dolly + 0.1
    assert camera.view("pull-out", 71, 72, 24, 1).dolly < camera.view("pull-out", 0, 72, 24, 1).dolly - 0.1
    assert camera.view("zoom-in", 71, 72, 24, 1).lens > camera.view("zoom-in", 0, 72, 24, 1).lens + 0.1


@pytest.mark.parametrize(("move", "axis", "sign"), [("pan-left", 0, 1), ("pan-right", 0, -1), ("truck-left", 0, 1),
                                                    ("truck-right", 0, -1), ("tilt-up", 1, 1), ("crane-down", 1, -1)])
def test_the_picture_moves_against_the_camera(move: str, axis: int, sign: int) -> None:
    assert (seen(move, 71)[axis, 4] - seen(move, 0)[axis, 4]) * sign > 40


def test_a_truck_shows_depth_and_a_pan_does_not() -> None:
    def travel(move: str, depth: float) -> float:
        return float(abs(seen(move, 71, depth=depth)[0, 4] - seen(move, 0, depth=depth)[0, 4]))

    assert travel("truck-left", 1.0) > 1.6 * travel("truck-left", 0.5)
    assert travel("pan-left", 1.0) == pytest.approx(travel("pan-left", 0.5), rel=0.05)


def test_rack_focus_comes_from_far_to_near() -> None:
    focus = [camera.view("rack-focus", frame, 72, 24, 1).focus for frame in range(72)]
    assert focus[0] == 1
    assert focus[-1] == 0
    assert focus == sorted(focus, reverse=True)
