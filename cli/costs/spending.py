"""dramac report cost: what builds took and cost, against what was expected."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ...compiler.analyse import analyse
from ...compiler.plan.prices import Prices, prices_of
from ...runtime.accounts import BY, Account, account
from ...runtime.job import Fault
from ...runtime.ledger import Ledger
from ..asking import PROJECT
from ..naming import named
from ..session import LEDGER, open_project
from .bill import columns, lasting

EPILOG = """\b
Examples:
  dramac report cost                      every episode: estimated and actual time and money
  dramac report cost ep01 --by shot       which shots of an episode took longest
  dramac report cost --by model           how far off the estimates of each model are
  dramac report cost --since 7            the last seven days; --since 2026-11-01 from a day on
  dramac report cost --by build --json    for other programs

\b
An episode whose script is called cost is named by its path: dramac report episodes/cost.fountain
Exit codes: 0 shown, 1 the ledger cannot be read, 2 wrong usage."""

_DAY = 86_400.0
_LATEST_DAYS = 36_500


class Since(click.ParamType[float]):
    """A day (`2026-11-01`) or a number of days back from now (`7`), as seconds since 1970."""

    name = "day or days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        text = str(value).strip()
        if text.isascii() and text.isdecimal() and int(text[:9]) <= _LATEST_DAYS and len(text) <= 9:
            return time.time() - int(text) * _DAY
        try:
            return time.mktime(time.strptime(text, "%Y-%m-%d"))
        except (ValueError, OverflowError):
            self.fail(f"'{value}' is neither a day such as 2026-11-01 nor a number of days.", param, ctx)


@click.command(epilog=EPILOG)
@click.argument("episodes", nargs=-1)
@PROJECT
@click.option("--by", type=click.Choice(list(BY)), default="episode", show_default=True, help="What to add up by.")
@click.option("--since", type=Since(), default=None, metavar="DAY|DAYS", help="Only what was made since then.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
def command(episodes: tuple[str, ...], start: Path | None, by: str, since: float | None, as_json: bool) -> None:
    """Say what builds took and cost here, against what was expected of them.

    Everything that was tried counts, also what failed and was tried again. What several episodes share is charged to each in
    equal parts. The figures come from the ledger beside the store; results that were fetched from elsewhere are not in it.
    """
    meant = named(start, episodes)
    project = open_project(meant.start)
    file = project.root / LEDGER
    try:
        rows, whole = account(Ledger(file).entries(since or 0.0), by, meant.episodes)
    except (sqlite3.Error, OSError) as error:
        raise Fault(f"the ledger {file} cannot be read: {error}",
                    "the next build moves a damaged one aside and begins another") from error
    prices = prices_of(analyse(project).bible)
    if as_json:
        click.echo(json.dumps({"schema": "dramac-spending-1", "currency": prices.currency, "by": by,
                               "rows": [_data(row, prices) for row in rows], "total": _data(whole, prices)},
                              ensure_ascii=False, indent=1))
    elif not rows:
        click.echo("nothing was made here yet" if not file.is_file() or not (episodes or since) else "nothing was made of that")
    else:
        _show(rows, whole, by, prices)


def _show(rows: Sequence[Account], whole: Account, by: str, prices: Prices) -> None:
    head = (f"by {by}", "done", "failed", "again", "less memory", "time", "expected", "actual/exp.", "GPU",
            f"cost {prices.currency}", "expected")
    for line in columns([head, *(_cells(row, prices) for row in rows), _cells(whole, prices, "together")]):
        click.echo(line)
    if whole.ratios:
        off = whole.ratio
        word = "as long as" if 0.95 < off < 1.05 else f"{off:.2f} times as long as"
        click.echo(f"of {len(whole.ratios)} finished tasks, the middle one took {word} was expected")


def _cells(row: Account, prices: Prices, name: str = "") -> tuple[str, ...]:
    def some(value: float, text: str) -> str:
        return text if value > 0 else ""

    return (name or row.name, f"{row.done:.0f}", some(row.failed, f"{row.failed:.0f}"), some(row.retries, f"{row.retries:.0f}"),
            some(row.fallbacks, f"{row.fallbacks:.0f}"), lasting(row.seconds), some(row.estimate, lasting(row.estimate)),
            some(row.ratio, f"{row.ratio:.2f}"), some(row.gpu_seconds, lasting(row.gpu_seconds)),
            some(row.money, f"{row.money * prices.rate:,.2f}"), some(row.priced, f"{row.priced * prices.rate:,.2f}"))


def _data(row: Account, prices: Prices) -> dict[str, Any]:
    return {
        "name": row.name, "done": round(row.done, 3), "failed": round(row.failed, 3), "retries": round(row.retries, 3),
        "fallbacks": round(row.fallbacks, 3), "seconds": round(row.seconds, 3), "gpu_seconds": round(row.gpu_seconds, 3),
        "estimate": round(row.estimate, 3), "median_ratio": round(row.ratio, 4), "money": round(row.money * prices.rate, 4),
        "priced": round(row.priced * prices.rate, 4),
    }
