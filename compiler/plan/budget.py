"""Whether a plan keeps within the bible's budget, and what is said where it does not.

An episode is charged with what was paid for it so far, takes that were thrown away and all, and what its missing tasks would
cost once at the usual price; what is there and was made elsewhere counts as estimated. So is a minute of it, and the series.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.pages import Kind, kind
from ..bible.nodes import Bible
from .cost import Bill

CODE = "D530"
_CENT = 0.005
_SHOWN = 3
_WORDS = {"per_episode": "an episode", "per_minute": "a minute of film", "series": "the series"}

KINDS: Mapping[str, Kind] = {
    CODE: kind(
        Severity.WARNING, "the plan costs more than the budget",
        "That no episode, no minute of one and not the series costs more than the bible's `budget:` allows. Counted are what was "
        "paid so far (the ledger knows), and what is missing, once, at the usual prices of `dramac plan --cost`.",
        "A film that is half paid for is no film. `dramac build` refuses to begin when it would cost more.",
        "```yaml\ntargets: {final: {video: wan2.2-i2v-a14b}}\nbudget: {currency: CNY, per_episode: 5}\n```",
        "See with `dramac plan --cost` what costs most. Fewer or shorter shots, a quicker model, your own prices under `prices:` "
        "where the list prices are wrong, or a larger budget. `dramac build --max-cost AMOUNT` decides for one build."),
}


@node
class Overrun:
    """A limit of the budget that is passed: `kind` per_episode, per_minute or series; `limit` in the budget's currency;
    `dearest` the episodes that pass it, or for the series all, with their cost, dearest first."""

    kind: str
    limit: float
    cost: float
    dearest: tuple[tuple[str, float], ...]


def overruns(bill: Bill, budget: Mapping[str, str | float], elsewhere: float = 0.0) -> tuple[Overrun, ...]:
    """The limits of `budget` that `bill` passes. `elsewhere`: US dollars paid for episodes that are not in the plan."""
    each = {row.name: row.bound * bill.rate for row in bill.episodes}
    minute = {name: cost / bill.minutes[name] for name, cost in each.items() if bill.minutes.get(name, 0) > 0}
    found = []
    for name, costs in (("per_episode", each), ("per_minute", minute)):
        limit = budget.get(name)
        over = {one: cost for one, cost in costs.items() if isinstance(limit, int | float) and cost > limit + _CENT}
        if over and isinstance(limit, int | float):
            found.append(Overrun(name, float(limit), max(over.values()), _dearest(over)))
    whole, limit = (bill.total.bound + elsewhere) * bill.rate, budget.get("series")
    if isinstance(limit, int | float) and whole > limit + _CENT:
        found.append(Overrun("series", float(limit), whole, _dearest(each)))
    return tuple(found)


def findings(over: tuple[Overrun, ...], bill: Bill, bible: Bible) -> tuple[Diagnostic, ...]:
    """`over` as findings, at the lines of the bible that set the limits, and at the level that it gives them."""
    level = bible.lint.get(CODE, KINDS[CODE].severity.value)
    if level == "off":
        return ()
    return tuple(Diagnostic(CODE, Severity(level), sentence(one, bill), bible.budget_at.get(one.kind),
                            "`dramac plan --cost` shows what costs most; `prices:` in the bible takes your own prices")
                 for one in over)


def sentence(one: Overrun, bill: Bill) -> str:
    """What is said of `one`."""
    allowed = f"more than the {one.limit:g} {bill.currency} that the budget has for {_WORDS[one.kind]}"
    if one.kind == "series":
        return f"the series would cost {one.cost:.2f} {bill.currency}, {allowed}"
    shown = ", ".join(f"{name} {cost:.2f}" for name, cost in one.dearest[:_SHOWN])
    more = f" and {len(one.dearest) - _SHOWN} more" if len(one.dearest) > _SHOWN else ""
    what = "a minute of " if one.kind == "per_minute" else ""
    return f"{what}{shown}{more} would cost {allowed}" if len(one.dearest) > 1 else (
        f"{what}{one.dearest[0][0]} would cost {one.cost:.2f} {bill.currency}, {allowed}")


def explanations() -> Mapping[str, str]:
    """What the code of this room means."""
    return {code: one.text for code, one in KINDS.items()}


def _dearest(costs: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(costs.items(), key=lambda one: (-one[1], one[0])))
