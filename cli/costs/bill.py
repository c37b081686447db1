"""What a plan costs, in words and tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from ...compiler.plan.cost import SHARED, Bill, Row
from ...compiler.plan.prices import Band

_MOST_SHOTS = 20
_HEAD = ("", "tasks", "to make", "CPU", "GPU", "now", "low", "likely", "high")


def lasting(seconds: float) -> str:
    """A time as people say it: `40 s`, `12 min`, `3.4 h`."""
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5970 else f"{seconds / 3600:.1f} h"


def cost_lines(bill: Bill) -> list[str]:
    """The few lines of a summary."""
    total, per_minute = bill.total, bill.per_minute()
    takes = "1 take a shot" if bill.takes.low == bill.takes.high else f"{bill.takes.low:g} to {bill.takes.high:g} takes a shot"
    lines = [f"GPU: {lasting(total.left_gpu)} of {lasting(total.gpu)} to make"] if total.gpu else []
    lines.append(f"cost: {_sum(total.spend, bill)} {bill.currency} for what is missing; the production "
                 f"{_sum(total.money.low, bill)} to {_sum(total.money.high, bill)}, likely {_sum(total.money.mid, bill)} "
                 f"{bill.currency} ({takes})")
    if bill.minutes:
        lines.append(f"a finished minute: likely {_sum(per_minute.mid, bill)} {bill.currency}")
    if bill.unknown:
        lines.append(f"not counted, for nobody says how long they take, or at what price: {', '.join(bill.unknown)}")
    return lines


def cost_table(bill: Bill) -> Iterator[str]:
    """The whole bill, line by line."""
    if bill.total.money.high:
        yield (f"All sums in {bill.currency}. now: what is missing, once. low, likely, high: the production, with "
               f"{bill.takes.low:g}, {bill.takes.mid:g} and {bill.takes.high:g} takes of a shot at low, usual and high prices.")
        yield ""
    rows: list[tuple[str, Sequence[Row]]] = [("by action", bill.actions), ("by model", bill.models),
                                             ("by episode", bill.episodes), ("by shot", _dear(bill.shots))]
    for title, part in rows:
        if part:
            yield from _table(title, part, bill)
            if title == "by shot" and len(bill.shots) > len(part):
                yield f"and {len(bill.shots) - len(part)} more shots (--json has all)"
            yield ""
    yield from _table("", (bill.total,), bill)
    yield from _totals(bill)


def _totals(bill: Bill) -> Iterator[str]:
    minutes = sum(bill.minutes.values())
    if minutes:
        yield f"a finished minute: {_band(bill.per_minute(), bill)} {bill.currency} ({minutes:.1f} minutes in all)"
    if bill.labour:
        yield f"people: {_sum(bill.labour, bill)} {bill.currency}, which is not in the sums above"
    if bill.total.money.mid or bill.labour:
        yield (f"Chinese investment tier of these episodes: {bill.tier.name} ({bill.tier.yuan:,.0f} CNY; AI drama, since "
               f"{bill.tier.since}; {bill.tier.source})")
    for one in bill.sources:
        yield f"price: {one}"
    if bill.unknown:
        yield f"not counted, for nobody says how long they take, or at what price: {', '.join(bill.unknown)}"
    yield "work on your own processors is counted as free" + ("" if bill.labour else "; what people cost is not counted")


def _dear(shots: Sequence[Row]) -> Sequence[Row]:
    return [row for row in shots if row.name != SHARED][:_MOST_SHOTS]


def _table(title: str, rows: Sequence[Row], bill: Bill) -> Iterator[str]:
    yield from columns([(title, *_HEAD[1:]), *(_cells(row, bill) for row in rows)])


def columns(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table whose first line is its head: the first column to the left, figures to the right, and columns in which
    nothing stands left out."""
    full = [at for at in range(len(cells[0])) if at == 0 or any(line[at] for line in cells[1:])]
    widths = {at: max(7 if at else 24, *(cell_width(line[at]) for line in cells)) for at in full}
    for line in cells:
        first = line[0] + " " * (widths[0] - cell_width(line[0]))
        yield "  ".join((first, *(line[at].rjust(widths[at]) for at in full[1:]))).rstrip()


def cell_width(text: str) -> int:
    """How many columns of a terminal `text` takes: Chinese letters take two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _cells(row: Row, bill: Bill) -> tuple[str, ...]:
    sums = (row.spend, row.money.low, row.money.mid, row.money.high) if row.money.high else ()
    return (row.name or "together", f"{row.tasks:.0f}", f"{row.missing:.0f}", lasting(row.cpu) if row.cpu else "",
            lasting(row.gpu) if row.gpu else "", *(_sum(one, bill) for one in sums), *[""] * (4 - len(sums)))


def _band(band: Band, bill: Bill) -> str:
    return f"{_sum(band.low, bill)}, likely {_sum(band.mid, bill)}, at most {_sum(band.high, bill)}"


def _sum(dollars: float, bill: Bill) -> str:
    return f"{dollars * bill.rate:,.2f}"


def not_spoken(count: int, figures: str) -> str:
    """That `count` lines have not been spoken yet, so that lengths and `figures` are estimates."""
    many = count != 1
    lines, lengths = ("lines have", "their lengths") if many else ("line has", "its length")
    return f"{count} {lines} not been spoken yet: {lengths}, and so {figures}, are estimates"
