"""What counts as drift, in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from tests_clips import H, W, scene

from dramac.runtime.backends.finisher.colours import Colours, cells
from dramac.runtime.drift import Drift, Shown, began, colour, drifted, palette, shown


def lab(*values: float) -> Any:
    return np.broadcast_to(np.array(values), (16, 9, 3)).copy()


def one(name: str, cells: Any, family: str = "a", **more: Any) -> Shown:
    ends = {"first": cells.mean(axis=(0, 1)), "last": cells.mean(axis=(0, 1)), **more}
    return Shown(name, family, cells, **ends)


def test_colours_are_those_of_oklab() -> None:
    """White, black and the primaries, as Ottosson's paper has them (red: 0.62796, 0.22486, 0.12585)."""
    for rgb, wanted in (((255, 255, 255), (1, 0, 0)), ((0, 0, 0), (0, 0, 0)), ((255, 0, 0), (0.62796, 0.22486, 0.12585)),
                        ((0, 0, 255), (0.45201, -0.03246, -0.31153))):
        image = np.full((64, 36, 3), rgb[::-1], np.uint8)
        assert cells(image)[3, 3] == pytest.approx(wanted, abs=1e-3)


def test_nothing_is_told_of_shots_that_are_alike() -> None:
    assert drifted([one(str(at), lab(0.6 + 0.01 * at, 0.02, 0.03), began=lab(0.6, 0.02, 0.03)) for at in range(4)]) == []


def test_one_of_a_family_stands_out_and_the_others_do_not() -> None:
    found = drifted([one(str(at), lab(0.6, 0.02, 0.2 if at == 2 else 0.03)) for at in range(4)])
    assert [(drift.name, "the other shots" in drift.why) for drift in found] == [("2", True)]


def test_of_two_nobody_knows_which() -> None:
    assert drifted([one("1", lab(0.6, 0, 0)), one("2", lab(0.8, 0, 0))]) == []


def test_families_are_judged_apart() -> None:
    assert drifted([one(f"{at}", lab(0.2 * at, 0, 0), family=str(at)) for at in range(4)]) == []


def test_people_may_drift_in_a_room_that_stays() -> None:
    stray = lab(0.6, 0.02, 0.03)
    stray[4:7, 4:6] += (0, 0.12, 0)
    found = drifted([one("1", stray, began=lab(0.6, 0.02, 0.03), face=(0.45, 0.27, 0.6, 0.42))])
    assert found == [Drift("1", found[0].why, found[0].times)]
    assert found[0].why.startswith("its people's colours are")
    assert drifted([one("1", stray, began=lab(0.6, 0.02, 0.03))]) == []


def test_the_same_colours_elsewhere_are_no_other_palette() -> None:
    left = lab(0.3, 0, 0)
    left[:, :4] = 0.8, 0.1, 0
    assert palette(left, left[:, ::-1]) < 1e-12
    assert palette(left, lab(*left.mean(axis=(0, 1)))) > 0.15 > 1e-9 > colour(left, lab(*left.mean(axis=(0, 1))))


def test_what_is_remembered_of_a_shot_is_read_again_and_what_is_damaged_is_not() -> None:
    seen = Colours()
    for at in range(30):
        seen.see(at, scene(0.2 + 0.01 * at)[..., ::-1])
    facts = {"backend_facts": seen.facts()}
    found = shown("1", "a", facts)
    assert found is not None
    assert np.abs(found.cells.mean(axis=(0, 1)) - found.first).max() < 0.02
    for bad in ({}, {"backend_facts": 3}, {"backend_facts": {"colours": {"rows": 9}}},
                {"backend_facts": {"colours": {**seen.facts()["colours"], "cells": [[1, 2]]}}},
                {"backend_facts": {"colours": {**seen.facts()["colours"], "first": "x"}}}):
        assert shown("1", "a", bad) is None


def test_a_clip_begins_with_the_window_of_its_picture(tmp_path: Path) -> None:
    image = scene(0.6, 2 * W, 2 * H)
    cv2.imwrite(str(tmp_path / "one.png"), image[..., ::-1])
    whole = began(tmp_path / "one.png", None, W, H)
    assert colour(whole, cells(np.ascontiguousarray(image[..., ::-1]))) < 0.002
    window = began(tmp_path / "one.png", {"factor": 2.0, "x": 0.45}, W, H)
    assert colour(window, whole) > 0.02
