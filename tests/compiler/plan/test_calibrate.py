"""Estimates that are set right by earlier runs."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.plan.calibrate import Factor, calibrated, factor_of, kind_of
from dramac.compiler.plan.nodes import Estimate, Plan, make_task

CLIP = make_task("i2v", "diffusers", "1", {}, outputs=("v",), resource="gpu", model="ltx2",
                 estimate=Estimate(10.0, "a paper", 80.0))
MIX = make_task("mix", "mixer", "1", {}, outputs=("a",), estimate=Estimate(3.0, "measured"))


def test_what_ran_here_is_believed_and_the_rest_stays() -> None:
    plan = calibrated(Plan((CLIP, MIX)), {kind_of(CLIP): Factor(2.5, 40)})
    assert plan.tasks[0].estimate == Estimate(25.0, "measured here: 40 runs", 80.0, 0.0, 10.0)
    assert plan.tasks[1] == MIX
    assert [one.key for one in plan.tasks] == [CLIP.key, MIX.key]
    again = calibrated(plan, {kind_of(CLIP): Factor(3.0, 1)})
    assert again.tasks[0].estimate == Estimate(30.0, "measured here: 1 run", 80.0, 0.0, 10.0)


def test_few_runs_say_little_and_many_nearly_all() -> None:
    ratios = [factor_of([4.0] * runs).ratio for runs in (1, 5, 64)]
    assert ratios == pytest.approx([4 ** (1 / 6), 2.0, 4 ** (64 / 69)])


def test_one_run_that_went_wrong_says_nothing() -> None:
    assert factor_of([1.1, 1.0, 0.9, 1.0, 500.0]).ratio == pytest.approx(1.0)


@given(st.lists(st.floats(0, 1e12), min_size=1, max_size=64))
def test_a_factor_lies_between_1_and_the_middle_and_is_in_bounds(ratios: list[float]) -> None:
    factor = factor_of(ratios)
    assert 0.01 <= factor.ratio <= 100
    middle = sorted(ratios)[len(ratios) // 2] if len(ratios) % 2 else None
    if middle is not None and 0.01 < middle < 100:
        assert abs(log(factor.ratio)) <= abs(log(middle)) + 1e-9
