"""The ledger added up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramac.runtime.accounts import NOWHERE, OTHER, account
from dramac.runtime.ledger import Entry

CLIP = Entry(1e9, "b1", "k1", "i2v", "diffusers", "1", "CU LIN", 1, 1, 150.0, "done", "", "{}", "ltx2", "gpu", 150.0, 0.3, 100.0,
             100.0, 0.2, "ep01")
FACE = replace(CLIP, key="k2", action="reference", label="LIN", model="flux2-klein", seconds=20.0, gpu_seconds=20.0, money=0.02,
               estimate=10.0, priced=0.01, episodes="ep01 ep02")
FAILED = replace(CLIP, outcome="timeout", attempt=1, seconds=60.0, gpu_seconds=60.0, money=0.12)
AGAIN = replace(CLIP, key="k3", attempt=2, fallbacks=1, episodes="ep02", build="b2", at=1e9 + 2 * 86_400)
VOICE = Entry(1e9, "b1", "k4", "speech", "kokoro", "2", "LIN: Hello", 1, 1, 3.0, "done", "", "{}", estimate=2.0, prior=2.0,
              episodes="ep01")
OLD = Entry(1e9, "b0", "k5", "draw", "animatic", "3", "shot 1", 1, 1, 2.0, "done", "", "{}")
ALL = (CLIP, FACE, FAILED, AGAIN, VOICE, OLD)


@pytest.mark.parametrize("by", ["episode", "shot", "model", "action", "day", "build"])
def test_rows_add_up_to_the_whole(by: str) -> None:
    rows, whole = account(ALL, by)
    for figure in ("done", "failed", "retries", "seconds", "gpu_seconds", "money", "estimate", "priced"):
        assert sum(getattr(row, figure) for row in rows) == pytest.approx(getattr(whole, figure))
    assert (whole.done, whole.failed, whole.retries, whole.fallbacks) == (5, 1, 1, 1)
    assert whole.money == pytest.approx(0.3 + 0.02 + 0.12 + 0.3)
    assert whole.ratio == 1.5  # of 1.5, 2, 1.5 and 1.5: what failed and what nothing was expected of do not count


def test_what_episodes_share_is_charged_in_parts_and_failures_to_who_needed_them() -> None:
    rows = {row.name: row for row in account(ALL, "episode")[0]}
    assert rows["ep01"].money == pytest.approx(0.3 + 0.01 + 0.12)
    assert rows["ep02"].money == pytest.approx(0.3 + 0.01)
    assert rows[NOWHERE].seconds == 2.0
    only, whole = account(ALL, "episode", ["ep02"])
    assert [row.name for row in only] == ["ep02"]
    assert whole.money == pytest.approx(0.31)


def test_dearest_first_and_days_in_order() -> None:
    assert [row.name for row in account(ALL, "model")[0]] == ["ltx2", "flux2-klein", "kokoro 2", "animatic 3"]
    assert {row.name for row in account(ALL, "shot")[0]} == {"ep01 CU LIN", "ep02 CU LIN", "ep01 LIN", "ep02 LIN", OTHER,
                                                            f"{NOWHERE} shot 1"}
    days = [row.name for row in account(ALL, "day")[0]]
    assert days == sorted(days)
    assert len(days) == 2


def test_strange_times_break_nothing() -> None:
    assert account([replace(CLIP, at=1e300)], "day")[0][0].name == "(no such day)"
