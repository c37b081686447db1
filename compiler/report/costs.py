"""What a report tells of cost: the work of a build, and what generators ask for the same shots. See `plan.cost`."""

from __future__ import annotations

from collections.abc import Sequence

from ...stdlib import data
from ..bible.nodes import Bible
from ..plan.cost import Bill
from ..plan.prices import Hosted, Prices, billed, prices_of
from .nodes import Cost, EpisodeFacts, Offer, Work

_WANTED = ("720p", "1080p", "480p", "")
"""The resolution that is compared: the first of these that a model sells; empty for the series' own price."""


def cost_facts(bill: Bill, episodes: Sequence[EpisodeFacts], bible: Bible) -> Cost:
    """The work of `bill`, and the list prices of the shots of `episodes`, cheapest first. Nothing is free of rounding: a
    shot is billed for the next longer clip that the model sells, and for several where none is long enough."""
    prices, facts = prices_of(bible), data("prices")
    lengths = [shot.seconds for one in episodes for shot in one.shots]
    offers = [offer for model, sold in prices.hosted.items()
              if (offer := _offer(model, sold, lengths, prices)) is not None]
    budget = bible.budget.get("per_episode")
    return Cost(tuple(Work(row.name, round(row.tasks), round(row.cpu + row.gpu, 1)) for row in bill.actions),
                tuple(sorted(offers, key=lambda one: (one.cost, one.model))), prices.currency,
                round(float(budget) * len(episodes), 2) if isinstance(budget, int | float) else None,
                str(facts["as_of"]), str(facts["source"]))


def _offer(model: str, sold: Hosted, lengths: Sequence[float], prices: Prices) -> Offer | None:
    resolution = next((one for one in _WANTED if one in sold.prices), None)
    if sold.kind != "video" or resolution is None:
        return None
    seconds = sum(billed(one, sold.clips) for one in lengths)
    price = sold.prices[resolution] * prices.rate
    return Offer(model, resolution, round(price, 4), round(seconds, 1), round(seconds * price, 2))
