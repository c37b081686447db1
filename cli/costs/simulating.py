"""dramac plan --simulate: what the missing part of a plan would take on machines that need not be there."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, fields
from typing import Any

import click

from ...compiler.plan.nodes import Plan
from ...runtime.dispatch import seconds_of
from ...runtime.simulate import Farm, Simulation, simulate
from ...stdlib import data
from ...stdlib.models import STANDARD, Catalogue
from ..builds.hiring import models_of

WORDS = {"gpus": ("gpus", int), "cpus": ("cpus", int), "ios": ("ios", int), "nets": ("nets", int), "vram": ("memory", float),
         "price": ("price", float)}
MOST = 100_000  # workers of one class
SHOWN = 12  # tasks of the critical path


def farm_of(text: str) -> Farm:
    """The farm that `text` describes, such as `gpus=8,vram=80,cpus=32,price=2.79`. What is left out: one GPU of 80 GB, four
    cores for each, the usual price of an hour. Raises click.BadParameter where it describes none."""
    found: dict[str, Any] = {}
    for piece in text.split(","):
        word, _, number = piece.strip().partition("=")
        if word not in WORDS:
            raise _wrong(f"{word!r} is none of {', '.join(WORDS)}; write for instance gpus=8,vram=80")
        name, kind = WORDS[word]
        try:
            found[name] = kind(number)
        except ValueError:
            raise _wrong(f"{number!r} is no number for {word}") from None
        if not 0 <= found[name] <= MOST or (kind is int and not found[name]):
            raise _wrong(f"{number} is too {'small' if found[name] < 1 else 'large'} for {word}")
    many = 4 * found.get("gpus", 1)
    hour = data("prices")["gpu_hour"]
    return Farm(**{"cpus": many, "ios": many, "price": float(hour[next(iter(hour))]["usual"]), **found})


def _wrong(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="--simulate")


def report(plan: Plan, cached: Collection[str], farm: Farm, as_json: bool, money: Callable[[float], str],
           known: Catalogue = STANDARD) -> str:
    """What `plan` without the tasks that are `cached` comes to on `farm`: text, or JSON. `money` writes US dollars as the
    reader wants them; `known` are the models of its series. Raises Fault where a task fits no machine of the farm."""
    found = simulate(plan, farm, models_of(plan, known), cached)
    if as_json:
        return json.dumps(_as_json(found, farm), ensure_ascii=False, indent=1)
    return "\n".join(_as_text(found, farm, money))


def _as_text(found: Simulation, farm: Farm, money: Callable[[float], str]) -> Iterator[str]:
    path = sum(map(seconds_of, found.critical))
    yield f"{len(found.stints)} tasks on {farm.gpus} GPUs of {farm.memory:g} GB and {farm.cpus} cores: {_time(found.makespan)}"
    yield f"at the least {_time(found.bound)} (work shared out, or the critical path): {found.ratio:.3f} times that"
    for one in found.used:
        whole = one.workers * found.makespan or 1.0
        loading = f", {one.loading / whole:.1%} loading models" if one.loading else ""
        yield f"{one.kind:<5} {one.workers:>5}   {one.work / whole:6.1%} at work{loading}"
    if found.loads:
        yield "models loaded: " + ", ".join(f"{name} ({count})" for name, count in found.loads.items())
    yield f"money: {money(found.money)}, at {money(farm.price)} an hour of one GPU"
    yield f"critical path: {_time(path)}, {len(found.critical)} tasks"
    shown = sorted(sorted(range(len(found.critical)), key=lambda at: -seconds_of(found.critical[at]))[:SHOWN])
    for at in shown:
        task = found.critical[at]
        yield f"  {seconds_of(task):>10,.1f} s  {task.action:<13} {task.label or task.key[:12]}"
    if len(shown) < len(found.critical):
        yield f"  and {len(found.critical) - len(shown)} shorter ones"


def _as_json(found: Simulation, farm: Farm) -> dict[str, Any]:
    return {
        "farm": asdict(farm), "tasks": len(found.stints), "seconds": round(found.makespan, 3), "bound": round(found.bound, 3),
        "ratio": round(found.ratio, 6), "money_usd": round(found.money, 4), "loads": dict(found.loads),
        "used": [{one.name: getattr(row, one.name) for one in fields(row)} for row in found.used],
        "critical_path": [{"key": task.key, "action": task.action, "label": task.label, "model": task.model,
                           "seconds": seconds_of(task)} for task in found.critical],
    }


def _time(seconds: float) -> str:
    """Seconds as a person says them."""
    if seconds < 120:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02d} min"


def dollars(amount: float) -> str:
    """US dollars."""
    return f"{amount:,.2f} USD"


def in_currency(wanted: str) -> Callable[[float], str]:
    """Writes US dollars in the currency `wanted`, where its rate is known."""
    rates = data("prices")["currency"]["rates"]
    if wanted not in rates:
        return dollars
    return lambda amount: f"{amount * float(rates[wanted]):,.2f} {wanted}"

