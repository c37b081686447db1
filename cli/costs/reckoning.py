"""Money and time on the command line: estimates as they are known here, the bill of a plan, and what may not be spent."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.nodes import node
from ...compiler.bible.nodes import Bible
from ...compiler.lock.nodes import Lock
from ...compiler.plan.budget import findings, overruns, sentence
from ...compiler.plan.calibrate import calibrated, factor_of, kind_of
from ...compiler.plan.cost import Bill, Row, cost_of, needed_keys, priced
from ...compiler.plan.nodes import Plan
from ...compiler.plan.prices import BASE, prices_of
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.job import Fault
from ...stdlib import data
from ..session import LEDGER, STORE

if TYPE_CHECKING:
    from ...compiler.analyse import Analysis

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*([A-Z]{3})?")
_DEAREST = 5


class Amount(click.ParamType[tuple[float, str]]):
    """A sum of money: `12`, `12.50`, `12USD`. The currency is empty where none is written."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, str]:
        found = _AMOUNT.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            self.fail(f"'{value}' is no amount: write 12, 12.50 or 12USD.", param, ctx)
        return float(found[1]), found[2] or ""


@node
class Reckoned:
    """A plan with its estimates as they are known here, its bill, and what was paid for episodes that it does not make."""

    plan: Plan
    bill: Bill
    elsewhere: float


def costs_money(plan: Plan) -> bool:
    """Whether a plan needs a GPU, asks servers, or asks for money."""
    return any(task.resource in ("gpu", "net") or task.estimate.money > 0 for task in plan.tasks)


def expected(plan: Plan, bible: Bible, ledger: Path, tell: Callable[[str], None]) -> Plan:
    """`plan` with its seconds set right by what such tasks took here, and its money by the prices that hold for the series.
    `tell` is told where the ledger cannot be read."""
    if ledger.is_file():
        import sqlite3  # who has built nothing yet has no need of it

        from ...runtime.ledger import Ledger

        try:
            paces = Ledger(ledger).paces({kind_of(task) for task in plan.tasks})
            plan = calibrated(plan, {kind: factor_of(ratios) for kind, ratios in paces.items()})
        except (sqlite3.Error, OSError) as error:
            tell(f"the ledger cannot be read ({error}): estimates are those of the library, not of this machine")
    return priced(plan, prices_of(bible))


def reckon(plan: Plan, bible: Bible, kept: Collection[str], ledger: Path, by_shot: bool = False) -> Reckoned:
    """The bill of `plan`, whose estimates are as they are `expected`; with its shots if `by_shot`."""
    spent: dict[str, float] = {}
    scrapped: dict[str, float] = {}
    elsewhere = 0.0
    ours, episodes = {task.key for task in plan.tasks}, {one.episode for one in plan.products}
    for key, names, money in _payments(ledger) if costs_money(plan) else ():
        if key in ours:
            spent[key] = spent.get(key, 0.0) + money
            continue
        for name in names:
            if name in episodes:
                scrapped[name] = scrapped.get(name, 0.0) + money / len(names)
            else:
                elsewhere += money / len(names)
    return Reckoned(plan, cost_of(plan, prices_of(bible), kept=kept, spent=spent, scrapped=scrapped,
                                  by_shot=by_shot), elsewhere)


def over_budget(reckoned: Reckoned, bible: Bible) -> tuple[Diagnostic, ...]:
    """The findings of a plan that passes the bible's budget."""
    return findings(overruns(reckoned.bill, bible.budget, reckoned.elsewhere), reckoned.bill, bible)


def weigher(bible: Bible, store: Path, ledger: Path, limit: tuple[float, str] | None) -> Callable[[Plan], Plan]:
    """What a build does with a plan before it runs it: set its estimates right, and refuse (Fault) when what is missing from
    the store would cost more than `limit`, or without one more than the bible's budget."""
    said: set[str] = set()

    def tell(words: str) -> None:
        if words not in said:
            said.add(words)
            warn(words)

    def weigh(plan: Plan) -> Plan:
        plan = expected(plan, bible, ledger, tell)
        if any(task.estimate.money > 0 or task.resource == "net" for task in plan.tasks):
            from ...runtime.store import Store

            here = Store(store)
            kept = {task.key for task in plan.tasks if here.lookup(task.key) is not None}
            reckoned = reckon(plan, bible, kept, ledger)
            refuse(reckoned, bible, limit)
            _announce(reckoned, kept)
        return plan

    return weigh


def _announce(reckoned: Reckoned, kept: Collection[str]) -> None:
    """Say, before they are asked, what media servers will be asked for and at what price."""
    bill, needed = reckoned.bill, needed_keys(reckoned.plan, kept)
    asked = [task for task in reckoned.plan.tasks if task.resource == "net" and task.key in needed]
    if not asked:
        return
    money = sum(task.estimate.money for task in asked) * bill.rate
    blind = sorted({task.model for task in asked} & set(bill.unknown))
    words = f"about {money:.2f} {bill.currency}" if not blind else (
        f"{money:.2f} {bill.currency} and what {', '.join(blind)} costs, of which no price is known: `prices: models:` takes one")
    click.echo(f"media servers will be asked for {len(asked)} pictures and clips: {words}", err=True)


def refuse(reckoned: Reckoned, bible: Bible, limit: tuple[float, str] | None) -> None:
    """Raises Fault, with the figures and what to do, where a build may not spend what it would. A build that spends nothing
    may always go on."""
    bill = reckoned.bill
    spend = bill.total.spend * bill.rate
    bought = {task.model for task in reckoned.plan.tasks if task.resource == "net"} & set(bill.unknown)
    blind = [row.name for row in bill.models if row.missing and row.name in bought]
    if limit is not None and blind:
        raise Fault(f"--max-cost cannot be kept: no price is known of {', '.join(blind)}, which a media server is asked for",
                    f"write it into the bible: `prices: {{models: {{{blind[0]}: 0.05}}}}`, for a second or a picture")
    if spend <= 0:
        return
    if limit is not None:
        allowed = limit[0] / rate_of(limit[1] or bill.currency, bible) * bill.rate
        if spend > allowed + 1e-9:
            written = f"{limit[0]:g} {limit[1] or bill.currency}"
            raise Fault(f"this build would spend {spend:.2f} {bill.currency}, more than the {written} of --max-cost",
                        _remedy(bill, spend))
        return
    over = overruns(bill, bible.budget, reckoned.elsewhere)
    if over:
        raise Fault(f"this build would spend {spend:.2f} {bill.currency}; {'; '.join(sentence(one, bill) for one in over)}",
                    _remedy(bill, spend))


def rate_of(currency: str, bible: Bible) -> float:
    """How much of `currency` one US dollar is. Raises click.UsageError where nobody has said."""
    rates = {BASE: 1.0, **data("prices")["currency"]["rates"], **bible.prices.get("rates", {})}
    if not rates.get(currency):
        raise click.UsageError(f"No rate is known for {currency}. There are: {', '.join(sorted(rates))}; `prices: rates:` of the "
                               "bible takes more.")
    return float(rates[currency])


def _remedy(bill: Bill, spend: float) -> str:
    rows = [row for row in sorted(bill.episodes, key=lambda row: (-row.spend, row.name)) if row.spend > 0]
    dear = ", ".join(f"{row.name} {row.spend * bill.rate:.2f}" for row in rows[:_DEAREST])
    fewer = "build fewer episodes" if len(rows) > 1 else "make it shorter, or choose another target"
    allow = f"{spend * 1.005 + 0.01:.2f}{bill.currency}"
    lines = [f"what is still to make costs most in: {dear}" if dear else "",
             f"prices: {'; '.join(bill.sources)}" if bill.sources else "",
             f"{fewer}, or allow it with --max-cost {allow}; `dramac plan --cost` shows every figure"]
    return "\n          ".join(filter(None, lines))


def _payments(ledger: Path) -> Iterable[tuple[str, tuple[str, ...], float]]:
    """What was paid so far: the key of a task, the episodes that needed it, US dollars."""
    if not ledger.is_file():
        return ()
    import sqlite3

    from ...runtime.ledger import Ledger

    try:
        return [(one.key, one.episodes, one.money) for one in Ledger(ledger).payments()]
    except (sqlite3.Error, OSError):
        return ()  # `expected` has said so


def warn(words: str) -> None:
    """Say that something is not as it should be and stops nothing."""
    click.echo(f"warning: {words}", err=True)


def show_cost(reckoned: Reckoned, as_data: bool) -> None:
    """Print the whole bill, as a table or as JSON."""
    if as_data:
        click.echo(json.dumps(as_json(reckoned), ensure_ascii=False, indent=1))
        return
    from .bill import cost_table

    for line in cost_table(reckoned.bill):
        click.echo(line)


def foresee(project: Project, analysis: Analysis, request: Request, limit: tuple[float, str] | None, dry: bool,
            lock: Lock, shared: str = "") -> None:
    """Look at a whole build of `project`, as `lock` holds it to, before its first line is spoken: refuse (Fault) what would
    cost too much, and with `dry` print what it would make and spend. The lengths of lines that nobody has measured are
    estimates; what the store at the address `shared` has counts as made."""
    from ..planning import foreseen
    from ..sharing import opened, worries

    ledger = project.root / LEDGER
    with opened(project.root / STORE, shared, worries) as store:
        ahead = foreseen(project, analysis, request, store, lock)
        kept = store.there(task.key for task in ahead.plan.tasks)
    plan = expected(ahead.plan, analysis.bible, ledger, warn if dry else lambda words: None)
    if limit is not None:
        rate_of(limit[1] or BASE, analysis.bible)
    if not dry and not costs_money(plan):
        return
    reckoned = reckon(plan, analysis.bible, kept, ledger)
    if dry:
        _rehearse(reckoned, kept, ahead.estimated)
    refuse(reckoned, analysis.bible, limit)


def _rehearse(reckoned: Reckoned, kept: Collection[str], estimated: int) -> None:
    """Print what a build would make and spend, as `build --dry-run` does."""
    from .bill import cost_lines, lasting, not_spoken

    plan = reckoned.plan
    needed = needed_keys(plan, kept)
    counts = Counter(task.action for task in plan.tasks if task.key in needed)
    for action, count in counts.items():
        click.echo(f"would make {count:>5} {action}")
    work = lasting(reckoned.bill.total.left_cpu)
    click.echo(f"would make {len(needed)} of {len(plan.tasks)} tasks: about {work} of work on one core")
    for line in cost_lines(reckoned.bill) if costs_money(plan) else ():
        click.echo(line)
    if estimated:
        click.echo(not_spoken(estimated, "these figures"))
    for product in plan.products:
        click.echo(f"would write {product.file}")


def as_json(reckoned: Reckoned) -> dict[str, Any]:
    """The bill as JSON data: sums in its currency."""
    bill = reckoned.bill

    def row(one: Row) -> dict[str, Any]:
        found = asdict(one)
        for name in ("spend", "once", "bound"):
            found[name] = round(found[name] * bill.rate, 4)
        found["money"] = {name: round(value * bill.rate, 4) for name, value in found["money"].items()}
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}

    return {
        "schema": "dramac-cost-1", "currency": bill.currency, "rate": bill.rate, "as_of": str(data("prices")["as_of"]),
        "takes": asdict(bill.takes), "total": row(bill.total),
        "per_minute": {name: round(value * bill.rate, 4) for name, value in asdict(bill.per_minute()).items()},
        "labour": round(bill.labour * bill.rate, 2), "tier": asdict(bill.tier), "minutes": dict(bill.minutes),
        "actions": [row(one) for one in bill.actions], "models": [row(one) for one in bill.models],
        "episodes": [row(one) for one in bill.episodes], "shots": [row(one) for one in bill.shots],
        "unknown": list(bill.unknown), "sources": list(bill.sources),
    }
