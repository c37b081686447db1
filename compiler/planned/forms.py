"""The form in which the plan of one episode is kept: small, and quick to read.

Whatever tasks have in common is written once. Parameters are ten times the rest, and who only looks at a plan reads none of
them: they are kept pressed, and unfolded when the first one is read.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from ..base.records import Codec
from ..base.source import Span
from ..plan.nodes import Estimate, Input, Marker, Plan, Product, Task

_TASK = tuple(one.name for one in fields(Task))
_OWN = frozenset(("key", "params", "inputs", "estimate", "label", "spans"))
"""What hardly two tasks share; of an estimate only the seconds."""
_KEY, _PARAMS, _INPUTS, _ESTIMATE, _LABEL, _SPANS = map(_TASK.index, ("key", "params", "inputs", "estimate", "label", "spans"))


class Params(Mapping[str, Any]):
    """The parameters of one task, which are unfolded with those of its whole episode when one is read."""

    __slots__ = ("_at", "_fold")

    def __init__(self, fold: Fold, at: int) -> None:
        self._fold, self._at = fold, at

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        """Who is sent parameters gets those of this task, and not of all."""
        return dict, (self._all(),)

    def _all(self) -> dict[str, Any]:
        return self._fold.rows()[self._at]


class Fold:
    """The parameters of many tasks, pressed. Raises ValueError for a text that `pressed` did not make."""

    __slots__ = ("_data", "_rows")

    def __init__(self, text: str) -> None:
        self._data, self._rows = b64decode(text, validate=True), list[dict[str, Any]]()

    def rows(self) -> list[dict[str, Any]]:
        """The parameters of every task, in order."""
        if not self._rows:
            self._rows = json.loads(zlib.decompress(self._data))
            self._data = b""
        return self._rows


def pressed(rows: Sequence[Mapping[str, Any]]) -> str:
    """The parameters `rows` as a text."""
    text = json.dumps([dict(one) for one in rows], separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("ascii"), 1)).decode("ascii")


@cache
def _codec() -> Codec:
    return Codec(Span, Estimate, Product, Marker)


def plan_data(plan: Plan) -> list[Any]:
    """`plan` as JSON data. Raises TypeError where a task holds what cannot be kept."""
    kinds: dict[str, int] = {}
    paths: dict[str, int] = {}
    place: dict[str, int] = {}
    rows = []
    for at, task in enumerate(plan.tasks):
        shared = [getattr(task, name) for name in _TASK if name not in _OWN]
        rest = [getattr(task.estimate, one.name) for one in fields(Estimate) if one.name != "seconds"]
        kind = json.dumps([_codec().data(one) for one in (*shared, *rest)], sort_keys=True)
        inputs = [part for one in task.inputs for part in (one.role, place.get(one.key, one.key), one.name)]
        spans = [part for one in task.spans for part in (paths.setdefault(one.path, len(paths)), one.start, one.end)]
        rows.append([task.key, kinds.setdefault(kind, len(kinds)), task.estimate.seconds, task.label, inputs, spans])
        place.setdefault(task.key, at)
    return [list(kinds), list(paths), rows, _codec().data(plan.products), _codec().data(plan.markers),
            plan.passes, pressed([one.params for one in plan.tasks])]


class Rows:
    """The tasks of a plan that was kept, each made when it is asked for: `task(at)` gives one. Raises ValueError, TypeError or
    LookupError where `plan_data` did not write `data`, then or now."""

    __slots__ = ("_drafts", "_estimates", "_fold", "_paths", "_rows", "_spans", "data")

    def __init__(self, data: Sequence[Any]) -> None:
        kinds, self._paths, self._rows, _, _, _, text = self.data = data
        self._fold = Fold(text)
        self._drafts = [(list(draft), rest) for draft, rest in map(_draft, kinds)]
        self._estimates: dict[tuple[int, float], Estimate] = {}
        self._spans: dict[tuple[int, ...], tuple[Span, ...]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def task(self, at: int) -> Task:
        """The task in row `at`."""
        rows = self._rows
        key, kind, seconds, label, inputs, spans = rows[at]
        if type(key) is not str or type(label) is not str:
            raise ValueError("this is no kept plan")
        draft, rest = self._drafts[kind]
        cost = self._estimates.get((kind, seconds))  # tasks of one kind last as long, and stand at places where others do
        if cost is None:
            cost = self._estimates[kind, seconds] = Estimate(seconds, *rest)
        draft[_KEY], draft[_PARAMS], draft[_LABEL] = key, Params(self._fold, at), label
        draft[_ESTIMATE], draft[_SPANS] = cost, self.spans(spans)
        each = iter(inputs)
        draft[_INPUTS] = tuple([Input(role, rows[ref][0] if type(ref) is int else ref, name)
                                      for role, ref, name in zip(each, each, each)])
        return Task(*draft)

    def spans(self, flat: Sequence[int]) -> tuple[Span, ...]:
        """Places, written as path, start and end of one after the other."""
        key = tuple(flat)
        made = self._spans.get(key)
        if made is None:
            each = iter(flat)
            made = self._spans[key] = tuple([Span(self._paths[path], start, end) for path, start, end in zip(each, each, each)])
        return made

    def plan(self, tasks: Sequence[Task]) -> Plan:
        """The plan that was kept, with `tasks`."""
        _, _, _, products, markers, passes, _ = self.data
        value = _codec().value
        return Plan(tuple(tasks), value(products), value(markers), str(passes))


@cache
def _draft(kind: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The parts of a task of that kind, with gaps for its own; and those of its estimate after the seconds."""
    shared = iter([_codec().value(one) for one in json.loads(kind)])
    draft = tuple([None if name in _OWN else next(shared, None) for name in _TASK])
    rest = tuple(shared)
    if len(rest) != len(fields(Estimate)) - 1 or fields(Estimate)[0].name != "seconds":
        raise ValueError("a kept task has another number of parts")
    return draft, rest
