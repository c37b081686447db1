"""Sets a plan's estimates right by what such tasks took here before. Keys do not change.

The factor of a kind of task is the median m of the ratios of its last n runs (time taken to time first expected), drawn
towards 1 where there are few of them: m ** (n / (n + K)). That is the credibility factor Z = n / (n + K) of Buehlmann
(ASTIN Bulletin 4, 1967), applied to the logarithm, since times are off by factors; K = 5 runs weigh as much as the prior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..base.nodes import node, replace
from .nodes import Estimate, Plan, Task, with_estimate

K = 5
_LEAST, _MOST = 0.01, 100.0

Kind = tuple[str, str, str, str]
"""What runs are compared by: action, backend, version of the backend, model."""


@node
class Factor:
    """By how much a kind of task takes longer than was first expected, out of so many `runs`."""

    ratio: float
    runs: int


def kind_of(task: Task) -> Kind:
    """The kind of `task`."""
    return task.action, task.backend, task.version, task.model


def factor_of(ratios: Sequence[float]) -> Factor:
    """The factor that `ratios` (of at least one run) speak for, between a hundredth and a hundred."""
    runs, order = len(ratios), sorted(ratios)
    median = (order[(runs - 1) // 2] + order[runs // 2]) / 2  # the module `statistics` takes 5 ms to load
    middle = min(_MOST, max(_LEAST, median))
    return Factor(float(middle ** (runs / (runs + K))), runs)


def calibrated(plan: Plan, factors: Mapping[Kind, Factor]) -> Plan:
    """`plan` with the seconds of its estimates times the factors of their kinds; the source says so. What was set right
    before is set right anew, from where it began."""
    if not factors:
        return plan
    return replace(plan, tasks=tuple(_calibrated(task, factors.get(kind_of(task))) for task in plan.tasks))


def _calibrated(task: Task, factor: Factor | None) -> Task:
    old = task.estimate
    prior = old.prior or old.seconds
    if factor is None or prior <= 0:
        return task
    runs = f"{factor.runs} run{'' if factor.runs == 1 else 's'}"
    return with_estimate(task, Estimate(round(prior * factor.ratio, 3), f"measured here: {runs}", old.vram, old.money, prior))
