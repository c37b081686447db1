"""The head in space: features move without jumps, both ways alike."""

from __future__ import annotations

import math

import pytest

from dramac.runtime.backends.animatic.figure.frame import reach
from dramac.runtime.backends.animatic.figure.person import person_of
from dramac.runtime.backends.animatic.figure.turn import Turn

ONE = person_of({"sex": "f", "age": 25})


def landmarks(yaw: float, pitch: float = 0.0) -> list[tuple[float, float]]:
    """Places of a head as the screen shows them (a head that turns left is mirrored)."""
    turn = Turn(ONE, yaw, pitch)
    points = [turn.face(u, v, z) for u, v, z in ((16, 0, 0), (-16, 0, 0), (0, 18, 10), (0, 31, 3))]
    if turn.mirrored:
        points[0], points[1] = points[1], points[0]
    outline = turn.outline()
    points += [outline[10], turn.crown()]
    return [(-x if turn.mirrored else x, y) for x, y in points]


def test_landmarks_move_without_jumps_through_the_front() -> None:
    before = landmarks(-1.0)
    for step in range(1, 201):
        now = landmarks(-1.0 + step / 100)
        for (ax, ay), (bx, by) in zip(before, now):
            assert math.hypot(ax - bx, ay - by) < 1.0
        before = now


def test_a_turn_to_the_left_mirrors_a_turn_to_the_right() -> None:
    for yaw in (0.2, 0.45, 0.8):
        right, left = landmarks(yaw), landmarks(-yaw)
        left[0], left[1] = left[1], left[0]
        for (ax, ay), (bx, by) in zip(right, left):
            assert ax == pytest.approx(-bx)
            assert ay == pytest.approx(by)


def test_the_far_eye_narrows_and_the_near_ear_comes_forward() -> None:
    front, side = Turn(ONE, 0.0), Turn(ONE, 0.6)
    assert side.narrow(16) < front.narrow(16)
    assert side.narrow(16) < side.narrow(-16)
    assert side.ear(False)[2] > front.ear(False)[2]
    assert side.ear(True)[2] == 0 < front.ear(True)[2]


def test_a_nod_lowers_the_face_more_than_the_crown() -> None:
    up, down = Turn(ONE, 0.0, -0.5), Turn(ONE, 0.0, 0.5)
    nose = down.face(0, 18, 10)[1] - up.face(0, 18, 10)[1]
    assert nose > down.crown()[1] - up.crown()[1]
    assert nose > 3


def test_the_far_cheek_is_the_contour() -> None:
    turn = Turn(ONE, 0.45)
    assert turn.cheek(8) == pytest.approx(max(x for x, y in turn.outline() if 0 < y < 15), abs=1.5)


@pytest.mark.parametrize("target", [(150.0, 20.0), (60.0, 170.0), (5.0, 60.0), (400.0, 0.0), (0.0, 0.0)])
def test_an_elbow_never_leaves_the_arms_length(target: tuple[float, float]) -> None:
    elbow = reach((0.0, 0.0), target, 100.0, 90.0, 1.0)
    assert math.hypot(*elbow) <= max(100.0, math.hypot(*target)) + 1e-6
    assert all(math.isfinite(v) for v in elbow)


def test_people_differ_in_their_proportions() -> None:
    man, child, old = (person_of({"sex": "m", "age": age}) for age in (30, 8, 75))
    assert child.stature < old.stature < man.stature
    assert child.child
    assert not man.child
    assert old.lines > man.lines == 0
    assert person_of({"sex": "m", "build": "heavy"}).waist > man.waist > ONE.waist
