"""What a plan costs: seconds of processors, hours of GPUs and money, for actions, models, episodes and shots.

Three figures, low, mid and high, for what a production comes to: a shot is made once, twice or four times until it is right,
at a low, usual or high price (`takes` and the prices of stdlib). Beside them what *this* build would spend: every task that is
not there yet once, at the usual price. A task that several episodes need is charged to each in equal parts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from ...stdlib import data
from ..base.nodes import node, replace
from .nodes import Estimate, Plan, Task, with_estimate
from .prices import Band, Prices, machine_of

SHARED = ""
"""The name of the row for what belongs to no single shot: voices, sound, references that several shots take from."""


@node
class Row:
    """One line of the bill. `tasks` of which `missing` are not in the store. Seconds of one core (`cpu`) and of one GPU
    (`gpu`) for everything once, and for what is missing (`left_cpu`, `left_gpu`). US dollars: `spend` for what is missing,
    once, at the usual price; `once` for everything so; `bound` for what is spent on it already and what is missing; `money`
    for the whole production."""

    name: str
    tasks: float = 0.0
    missing: float = 0.0
    cpu: float = 0.0
    gpu: float = 0.0
    left_cpu: float = 0.0
    left_gpu: float = 0.0
    spend: float = 0.0
    once: float = 0.0
    bound: float = 0.0
    money: Band = Band()


@node
class Tier:
    """The Chinese investment tier of an AI drama that costs `yuan`: `key`, `ordinary` or `other`, by a rule in force `since`."""

    name: str
    yuan: float
    since: str
    source: str


@node
class Bill:
    """What a plan costs. `rows` of each kind are dearest first. `minutes` of finished film by episode, each version of it
    counted once. `labour` in US dollars, for people. `unknown`: models of whose speed or price nothing is known, so that they
    count as nothing. `sources`: where the prices come from."""

    currency: str
    rate: float
    total: Row
    actions: tuple[Row, ...]
    models: tuple[Row, ...]
    episodes: tuple[Row, ...]
    shots: tuple[Row, ...]
    minutes: Mapping[str, float]
    takes: Band
    labour: float
    tier: Tier
    unknown: tuple[str, ...]
    sources: tuple[str, ...]

    def per_minute(self) -> Band:
        """US dollars of the production for one finished minute; nothing where there is no film."""
        whole = sum(self.minutes.values())
        return self.total.money.times(1 / whole) if whole > 0 else Band()


def cost_of(plan: Plan, prices: Prices, *, kept: Collection[str] = (), spent: Mapping[str, float] | None = None,
            scrapped: Mapping[str, float] | None = None, by_shot: bool = True) -> Bill:
    """The bill of `plan`, with its shots if `by_shot`. `kept` are the keys of tasks whose results are there. `spent` is what
    was paid for tasks so far, by key, and `scrapped` what was paid for an episode's tasks that are no longer in the plan: US
    dollars."""
    paid = spent or {}
    needed = needed_keys(plan, kept)
    charges = {task.key: _charge(task, prices, task.key in needed, paid.get(task.key)) for task in plan.tasks}
    films = plan.episodes()
    shots = _shots_of(plan, films) if by_shot else {}
    lost = scrapped or {}
    minutes = _minutes(plan, films)
    total = _grouped(plan, charges, lambda task: ("",)).get("", Row(""))
    total = replace(total, bound=total.bound + sum(lost.values()))
    episodes = _grouped(plan, charges, lambda task: films.get(task.key, ()))
    episodes = {name: replace(row, bound=row.bound + lost.get(name, 0.0)) for name, row in episodes.items()}
    labour = prices.labour * sum(minutes.values())
    unknown = {task.model for task in plan.tasks
               if (task.resource == "gpu" and not task.estimate.seconds) or not prices.knows(task)}
    return Bill(
        prices.currency, prices.rate, total,
        _dearest(_grouped(plan, charges, lambda task: (task.action,))),
        _dearest(_grouped(plan, charges, lambda task: (task.model,) if task.model else ())),
        _dearest(episodes),
        _dearest(_grouped(plan, charges, lambda task: shots.get(task.key, (SHARED,)))) if by_shot else (), minutes,
        prices.takes, labour, tier_of(total.money.mid + labour), tuple(sorted(unknown)), prices.sources(plan.tasks))


def priced(plan: Plan, prices: Prices) -> Plan:
    """`plan` with what each task costs once, at the usual price, in its estimate. No key changes."""
    def with_price(task: Task) -> Task:
        if task.resource not in ("gpu", "net") and not task.model:
            return task
        money = prices.of(task).mid
        old = task.estimate
        return task if money == old.money else with_estimate(task, Estimate(old.seconds, old.source, old.vram, money, old.prior))

    return replace(plan, tasks=tuple(map(with_price, plan.tasks)))


def needed_keys(plan: Plan, kept: Collection[str]) -> set[str]:
    """The keys of the tasks that a build runs: what the products rest on, down to what is kept."""
    tasks = plan.by_key()
    given = {one.key for task in plan.tasks for one in task.inputs}
    to_see = [one.key for one in plan.products] + [key for key in tasks if key not in given]
    found: set[str] = set()
    while to_see:
        key = to_see.pop()
        if key in tasks and key not in kept and key not in found:
            found.add(key)
            to_see += [one.key for one in tasks[key].inputs]
    return found


def tier_of(dollars: float) -> Tier:
    """The Chinese investment tier of a series of AI drama that costs `dollars`."""
    prices = data("prices")
    facts = prices["tiers"]["cn_ai_drama"]
    yuan = dollars * float(prices["currency"]["rates"]["CNY"])
    name = "key" if yuan >= facts["key"] else "ordinary" if yuan >= facts["ordinary"] else "other"
    return Tier(name, yuan, str(facts["since"]), str(facts["source"]))


_Charge = tuple[float, ...]
"""The figures of a row in the order of `_FIGURES`, and then the three of its money."""
_FIGURES = ("tasks", "missing", "cpu", "gpu", "left_cpu", "left_gpu", "spend", "once", "bound")
_WIDTH = len(_FIGURES) + 3


def _charge(task: Task, prices: Prices, missing: bool, paid: float | None) -> _Charge:
    seconds = task.estimate.seconds
    gpu = seconds * machine_of(task.model)[1] if prices.rents(task) else 0.0
    cpu = 0.0 if task.resource in ("gpu", "net") else seconds
    price = prices.of(task)
    takes = prices.takes if task.action in prices.retaken else _ONCE
    bound = price.mid + (paid or 0.0) if missing else price.mid if paid is None else paid
    return (1.0, float(missing), cpu, gpu, cpu * missing, gpu * missing, price.mid * missing, price.mid, bound,
            price.low * takes.low, price.mid * takes.mid, price.high * takes.high)


_ONCE = Band(1, 1, 1)


def _grouped(plan: Plan, charges: Mapping[str, _Charge], names: Callable[[Task], Sequence[str]]) -> dict[str, Row]:
    """The charges of all tasks added up by name; a task of several names is charged to each in equal parts."""
    sums: dict[str, list[float]] = {}
    for task in plan.tasks:
        owners = names(task)
        for name in owners:
            row = sums.setdefault(name, [0.0] * _WIDTH)
            for at, figure in enumerate(charges[task.key]):
                row[at] += figure / len(owners)
    return {name: _row(name, row) for name, row in sums.items()}


def _row(name: str, figures: Sequence[float]) -> Row:
    own: dict[str, float] = dict(zip(_FIGURES, figures, strict=False))
    return Row(name, money=Band(*figures[len(_FIGURES):]), **own)


def _dearest(rows: Mapping[str, Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows.values(), key=lambda row: (-row.money.mid, -row.gpu, -row.cpu, row.name)))


def _shots_of(plan: Plan, films: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Of every task, by key, the shots that need it. A shot is called by its episode, its place in the film (from 1) and what
    is seen: `ep01:12 CU LIN`."""
    tasks = plan.by_key()
    roots: list[tuple[str, str]] = []
    for task in plan.tasks:
        for one in task.inputs:
            role, _, at = one.role.partition(":")
            if role == "segment" and at.isdecimal() and one.key in tasks:
                episode = next(iter(films.get(task.key, ())), "")
                roots.append((f"{episode}:{int(at) + 1} {tasks[one.key].label}".rstrip(), one.key))
    return plan.owners(roots)


def _minutes(plan: Plan, films: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The minutes of each episode: as long as its longest mix."""
    found: dict[str, float] = {}
    for task in plan.tasks:
        if task.action == "mix" and task.params.get("rate"):
            minutes = float(task.params.get("samples", 0)) / float(task.params["rate"]) / 60
            for name in films.get(task.key, ()):
                found[name] = max(found.get(name, 0.0), minutes)
    return found
