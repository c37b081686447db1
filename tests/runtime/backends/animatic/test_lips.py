"""Phones to mouth shapes."""

from __future__ import annotations

from itertools import groupby

import pytest

from dramac.runtime.backends.animatic.lips import SHIFT, cues, mouths, shapes


@pytest.mark.parametrize(("phone", "wanted"), [
    ("p", "A"), ("b", "A"), ("m", "A"), ("f", "G"), ("v", "G"), ("u", "F"), ("w", "F"), ("ˈɑ", "D"), ("o", "E"),
    ("s", "B"),
    ("iː", "B"), ("æ", "C"), ("l", "H"), ("aɪ", "DB"), ("oʊ", "EF"), ("aʊ", "DF"), ("ʨ", "B"), ("ɨ↗", "B"), ("", "X"),
    (" ", "X"),
    (".", "X"), ("O", "EF"), ("ˈA", "CB"),
])
def test_table(phone: str, wanted: str) -> None:
    assert shapes(phone) == wanted


def test_diphthongs_take_half_the_time_each() -> None:
    assert [(shape, round(start, 3), round(end, 3)) for shape, start, end in cues([("aɪ", 0.0, 0.4)])] == [("D", 0.0,
        0.2), ("B", 0.2, 0.4)]


def test_equal_neighbours_are_one() -> None:
    assert cues([("s", 0.0, 0.1), ("t", 0.1, 0.3)]) == [("B", 0.0, 0.3)]


def test_short_shapes_are_swallowed_but_closures_stay() -> None:
    assert [c[0] for c in cues([("ɑ", 0.0, 0.2), ("s", 0.2, 0.23), ("ɑ", 0.23, 0.4)])] == ["D"]
    assert [c[0] for c in cues([("ɑ", 0.0, 0.2), ("m", 0.2, 0.23), ("ɑ", 0.23, 0.4)])] == ["D", "A", "D"]


def test_a_quick_l_is_no_raised_tongue() -> None:
    assert "H" not in [c[0] for c in cues([("ɑ", 0.0, 0.2), ("l", 0.2, 0.25), ("ɑ", 0.25, 0.5)])]
    assert "H" in [c[0] for c in cues([("ɑ", 0.0, 0.2), ("l", 0.2, 0.3), ("ɑ", 0.3, 0.5)])]


def test_every_shape_is_held_for_two_frames() -> None:
    phones = [("h", 0.0, 0.03), ("ə", 0.03, 0.09), ("l", 0.09, 0.15), ("ˈoʊ", 0.15, 0.3), ("m", 0.3, 0.33),
              ("æ", 0.33, 0.4),
              ("v", 0.4, 0.43), ("i", 0.43, 0.52), ("p", 0.52, 0.55), ("ʊ", 0.55, 0.66), ("b", 0.66, 0.7)]
    _, frames = mouths(phones, 24)
    assert all(len(list(run)) >= 2 for _, run in groupby(frames))
    assert {"A", "G"} <= set(frames)


def test_the_mouth_runs_ahead_of_the_sound() -> None:
    first, frames = mouths([("ɑ", 0.5, 1.0)], 24)
    assert first == round((0.5 + SHIFT) * 24)
    assert len(frames) == pytest.approx(12, abs=1)


def test_no_phones_no_mouth() -> None:
    assert mouths([], 24) == (0, "")
