"""What the plan can tell today about cost: seconds of computing, and what generators ask for the same shots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from ...stdlib import data
from ..bible.nodes import Bible
from ..plan.nodes import Plan
from .nodes import Cost, EpisodeFacts, Offer, Work

_WANTED = ("720p", "1080p", "480p")
"""The resolution that is compared: the first of these that a model sells."""


def cost_of(plan: Plan, episodes: Sequence[EpisodeFacts], bible: Bible) -> Cost:
    """The work of `plan`, and the list prices of the shots of `episodes`, cheapest first. Nothing is free of rounding: a
    shot is billed for the next longer clip that the model sells, and for several where none is long enough."""
    tasks: defaultdict[str, int] = defaultdict(int)
    seconds: defaultdict[str, float] = defaultdict(float)
    for one in plan.tasks:
        tasks[one.action] += 1
        seconds[one.action] += one.estimate.seconds
    prices = data("prices")
    rates = {prices["currency"]["base"]: 1.0, **prices["currency"]["rates"]}
    currency = str(bible.budget.get("currency", prices["currency"]["base"]))
    currency = currency if currency in rates else prices["currency"]["base"]
    lengths = [shot.seconds for one in episodes for shot in one.shots]
    offers = [offer for model, facts in prices["video"].items() if "retired" not in facts
              if (offer := _offer(model, facts, lengths, float(rates[currency]))) is not None]
    budget = bible.budget.get("per_episode")
    return Cost(tuple(Work(action, tasks[action], round(seconds[action], 1)) for action in tasks),
                tuple(sorted(offers, key=lambda one: (one.cost, one.model))), currency,
                round(float(budget) * len(episodes), 2) if isinstance(budget, int | float) else None,
                str(prices["as_of"]), str(prices["source"]))


def work_by_script(plan: Plan) -> Mapping[str, float]:
    """Seconds of computing by the path of the script that first asks for them."""
    found: defaultdict[str, float] = defaultdict(float)
    for one in plan.tasks:
        found[one.spans[0].path if one.spans else ""] += one.estimate.seconds
    return found


def _offer(model: str, facts: Mapping[str, Any], lengths: Sequence[float], rate: float) -> Offer | None:
    resolution = next((one for one in _WANTED if one in facts), "")
    if not resolution:
        return None
    clips = sorted(float(one) for one in facts.get("clips", ()))
    billed = sum(_billed(one, clips) for one in lengths)
    price = float(facts[resolution]) * rate
    return Offer(model, resolution, round(price, 4), round(billed, 1), round(billed * price, 2))


def _billed(seconds: float, clips: Sequence[float]) -> float:
    """What a shot is billed for: the next longer clip; of a shot longer than all, as many of the longest as it takes and
    the next longer one for the rest. Models without a list are billed by whole seconds."""
    if not clips:
        return float(ceil(seconds - 1e-6))
    whole = int(seconds // clips[-1])
    rest = seconds - whole * clips[-1]
    return whole * clips[-1] + (next(one for one in clips if one >= rest) if rest > 1e-6 else 0.0)
