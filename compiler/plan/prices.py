"""What work costs in money: the dated prices of the stdlib, with those of the bible put over them. US dollars inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any

from ...stdlib import data, fold
from ...stdlib.models.read import manifest
from ..base.nodes import node
from ..bible.nodes import Bible
from .nodes import Task

BASE = "USD"
_COUNTS = {"one": 1, "two": 2, "four": 4, "eight": 8}
_HARDWARE = re.compile(r"(\w+) (.+)")
_EDGES = (("480p", 480), ("720p", 720), ("1080p", 1080), ("2k", 1440), ("4k", 2160))
_UNITS = {"video": "", "image": "each", "speech": "thousand", "music": "each", "lipsync": "second"}
"""The kinds of what others make for money, and the key of their price; of video it is the resolution."""
_CHARACTERS, _PIECES = frozenset(("speech",)), frozenset(("reference", "plate", "keyframe", "keyframe_edit", "music"))
"""The actions that are paid by the thousand characters, and those paid by the piece; all others by the second."""


@node
class Band:
    """A figure as it may come out: `low`, `mid` (what to reckon with) and `high`."""

    low: float = 0.0
    mid: float = 0.0
    high: float = 0.0

    def times(self, factor: float) -> Band:
        """Every figure `factor` times."""
        return Band(self.low * factor, self.mid * factor, self.high * factor)

    def plus(self, other: Band) -> Band:
        """Figure by figure, the sum."""
        return Band(self.low + other.low, self.mid + other.mid, self.high + other.high)


_FREE = Band()


@node
class Hosted:
    """A model that somebody else runs: US dollars by resolution (another key: whatever the resolution) for a second, a
    picture, a piece or a thousand characters. `kind` is what it makes, empty where only the series knows. `high` is how many
    times the price it may cost elsewhere."""

    kind: str
    prices: Mapping[str, float]
    clips: tuple[float, ...] = ()
    high: float = 1.0
    source: str = ""

    def price(self, edge: int) -> tuple[str, float]:
        """The resolution that is sold for a picture whose short edge has `edge` pixels, and its price."""
        sold = [(name, size) for name, size in _EDGES if name in self.prices]
        if not sold:
            return next(iter(self.prices.items()))
        name = next((name for name, size in sold if size >= edge), sold[-1][0])
        return name, self.prices[name]


@node
class Prices:
    """All that `cost` needs. `rate` is how much of `currency` one US dollar is; `gpu_hour` maps a GPU of stdlib to what an
    hour costs, overhead and all; `takes` how often a shot is made, and `retaken` which actions that means; `labour` is for
    people, a finished minute. `own` names the prices that are the series' own."""

    currency: str
    rate: float
    gpu_hour: Mapping[str, Band]
    usual_gpu: str
    hosted: Mapping[str, Hosted]
    takes: Band
    retaken: frozenset[str]
    labour: float
    as_of: str
    own: tuple[str, ...] = ()

    def of(self, task: Task) -> Band:
        """What one run of `task` costs. CPU work on one's own machine is free; a GPU costs its hours; what others make
        costs their price; where the plan itself names a sum, that."""
        if task.resource not in ("gpu", "net") and not task.model:
            return Band(task.estimate.money, task.estimate.money, task.estimate.money) if task.estimate.money else _FREE
        if self.rents(task):
            gpu, count = machine_of(task.model)
            hour = self.gpu_hour.get(gpu) or self.gpu_hour[self.usual_gpu]
            return hour.times(task.estimate.seconds * count / 3600)
        sold = self.hosted.get(task.model)
        if sold is not None:
            sum_of_it = sold.price(_edge(task.params))[1] * _amount(task, sold)
            return Band(sum_of_it, sum_of_it, sum_of_it * sold.high)
        return Band(task.estimate.money, task.estimate.money, task.estimate.money)

    def rents(self, task: Task) -> bool:
        """Whether `task` is paid by the hours of a GPU: one of a farm, or one that a server of one's own has (unless the series
        has a price for its model)."""
        if task.resource == "net":
            own = bool(data("servers")["kinds"].get(task.params.get("server"), {}).get("own"))
            return own and task.model not in self.hosted
        return task.resource == "gpu"

    def knows(self, task: Task) -> bool:
        """Whether anything is known of what `task` costs; what costs nothing is known."""
        return task.resource != "net" or self.rents(task) or task.model in self.hosted or task.estimate.money > 0

    def sources(self, tasks: Sequence[Task]) -> tuple[str, ...]:
        """Where the prices that `tasks` are reckoned with come from, a line each."""
        found: dict[str, None] = {}
        for task in tasks:
            if self.rents(task):
                found[self._source_of_gpu(machine_of(task.model)[0])] = None
            elif task.model in self.hosted:
                found[f"{task.model}: {self._said(task.model, self.hosted[task.model].source)}"] = None
        return tuple(sorted(found))

    def _source_of_gpu(self, gpu: str) -> str:
        known = gpu if gpu in self.gpu_hour else self.usual_gpu
        label = data("prices")["gpu_hour"].get(known, {}).get("label", known)
        source = data("prices")["gpu_hour"].get(known, {}).get("source", "")
        own = "gpu_hour" in self.own or fold(known) in map(fold, self.own)
        price = self.gpu_hour[known].mid * self.rate
        said = "your own price" if own else f"{source}, as of {self.as_of}"
        return f"{label}: {price:.2f} {self.currency} an hour ({said})"

    def _said(self, name: str, source: str) -> str:
        return "your own price" if fold(name) in map(fold, self.own) else f"{source}, as of {self.as_of}"


def prices_of(bible: Bible) -> Prices:
    """The prices that hold for a series: those of the stdlib, under those that its bible gives in the currency of its
    budget."""
    facts, own = data("prices"), bible.prices
    rates = {BASE: 1.0, **facts["currency"]["rates"], **own.get("rates", {})}
    currency = str(bible.budget.get("currency", BASE))
    currency = currency if float(rates.get(currency, 0)) > 0 else BASE
    rate = float(rates[currency])
    names = [*own.get("models", ()), *own.get("gpus", ()), *(["gpu_hour"] if "gpu_hour" in own else [])]
    takes = facts["takes"]
    mid = own.get("takes", takes["mid"])
    return Prices(currency, rate, _hours(facts, own, rate), str(facts["gpu_usual"]),
                  dict(_sold(facts, own, rate)), Band(min(takes["low"], mid), mid, max(takes["high"], mid)),
                  frozenset(takes["actions"]), float(own.get("labour", 0.0)) / rate, str(facts["as_of"]), tuple(names))


@cache
def machine_of(model: str) -> tuple[str, int]:
    """The GPU of stdlib, and how many of them, on which the speed of `model` was measured; where nothing is known of it, one
    of the usual ones."""
    known = manifest(model) if model else None
    said = _HARDWARE.fullmatch(known.time.hardware) if known is not None and known.time is not None else None
    if said is None:
        return str(data("prices")["gpu_usual"]), 1
    word, label = said.groups()
    count = _COUNTS.get(word) or (int(word) if word.isdecimal() else 1)
    gpu = next((id for id, one in data("prices")["gpu_hour"].items() if one["label"] == label), "")
    return gpu or str(data("prices")["gpu_usual"]), max(1, min(count, 1024))


def billed(seconds: float, clips: Sequence[float]) -> float:
    """The seconds that a clip of `seconds` is billed for: the next longer one of `clips`; of what is longer than all, as many
    of the longest as it takes and the next longer one for the rest. Without a list, whole seconds."""
    if not clips:
        return float(ceil(seconds - 1e-6))
    whole = int((seconds + 1e-6) // clips[-1])
    rest = seconds - whole * clips[-1]
    return whole * clips[-1] + (next(one for one in clips if one >= rest - 1e-6) if rest > 1e-6 else 0.0)


def _hours(facts: Mapping[str, Any], own: Mapping[str, Any], rate: float) -> dict[str, Band]:
    over = facts["overhead"]
    found = {id: Band(one["low"] * over["low"], one["usual"] * over["usual"], one["high"] * over["high"])
             for id, one in facts["gpu_hour"].items()}
    if "gpu_hour" in own:
        found = dict.fromkeys(found, _flat(float(own["gpu_hour"]) / rate))
    names = {fold(name): name for name in found}
    return found | {names.get(fold(id), id): _flat(float(price) / rate) for id, price in own.get("gpus", {}).items()}


def _flat(price: float) -> Band:
    return Band(price, price, price)


def _sold(facts: Mapping[str, Any], own: Mapping[str, Any], rate: float) -> Iterator[tuple[str, Hosted]]:
    """Every model that is sold, those of the stdlib first; what is no longer sold is left out."""
    for kind, unit in _UNITS.items():
        for name, one in facts[kind].items():
            if "retired" not in one:
                names = [edge for edge, _ in _EDGES] if kind == "video" else [unit]
                sold = {edge: float(one[edge]) for edge in names if edge in one}
                yield name, Hosted(kind, sold, tuple(map(float, one.get("clips", ()))), float(facts["resale"]["factor"]),
                                   str(one.get("source", facts["source"])))
    kinds = {fold(name): (kind, name) for kind in _UNITS for name in facts[kind]}
    for name, price in own.get("models", {}).items():
        kind, listed = kinds.get(fold(name), ("", name))
        clips = facts[kind][listed].get("clips", ()) if kind else ()
        yield listed, Hosted(kind, {"": float(price) / rate}, tuple(map(float, clips)))


def _amount(task: Task, sold: Hosted) -> float:
    """How many units a task buys: seconds as they are billed, pieces, or thousands of characters."""
    if task.action in _CHARACTERS:
        return len(str(task.params.get("text", ""))) / 1000
    if task.action in _PIECES:
        return 1.0
    offered = data("servers")["kinds"].get(task.params.get("server"), {}).get("video", {}).get("seconds", ())
    return billed(seconds_of(task.params), tuple(map(float, offered)) or sold.clips)


def seconds_of(params: Mapping[str, Any]) -> float:
    """The seconds of film that a task makes, as its parameters say: `seconds`, or `frames` at `fps`; 0 where they do not."""
    seconds, frames, fps = _number(params, "seconds"), _number(params, "frames"), _number(params, "fps")
    return seconds or (frames / fps if fps else 0.0)


def _edge(params: Mapping[str, Any]) -> int:
    return int(min(_number(params, "width"), _number(params, "height")))


def _number(params: Mapping[str, Any], name: str) -> float:
    inside = params.get("profile")
    value = params.get(name, inside.get(name) if isinstance(inside, Mapping) else None)
    return float(value) if isinstance(value, int | float) else 0.0
