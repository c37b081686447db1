"""Reads `budget:` and `prices:`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...stdlib import data
from .report import Report

if TYPE_CHECKING:  # see `light`
    from . import schema

_NO_BUDGET = {"currency": "USD"}


def read_money(document: schema.Document, report: Report) -> dict[str, Any]:
    """The fields of the bible that tell of money: `budget`, where its keys stand, and `prices`. Sums in a currency that nobody
    has given a rate for are reported."""
    budget = {key: value for key, value in document.budget.model_dump().items() if value is not None}
    budget = {} if budget == _NO_BUDGET else budget
    prices = {key: value for key, value in document.prices.model_dump().items() if value not in (None, {})}
    listed = data("prices")["currency"]
    rates = {listed["base"]: 1.0, **listed["rates"], **prices.get("rates", {})}
    currency = document.budget.currency
    if not rates.get(currency):
        report.add("D318", f"no rate is known for {currency}; the sums are taken for {listed['base']}",
                   report.value("budget", "currency"),
                   f"say how much of it one US dollar is: `prices: {{rates: {{{currency}: 1.0}}}}`")
    return {"budget": budget, "prices": prices,
            "budget_at": {key: report.key("budget", key) for key in budget if key in document.budget.model_fields_set}}
