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
_AT = {name: at for at, name in enumerate(_TASK)}


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
    return [[json.loads(one) for one in kinds], list(paths), rows, _codec().data(plan.products), _codec().data(plan.markers),
            plan.passes, pressed([one.params for one in plan.tasks])]


def plan_of(data: Sequence[Any]) -> Plan:
    """The plan that `plan_data` wrote. Raises ValueError, TypeError or LookupError for anything else."""
    kinds, paths, rows, products, markers, passes, text = data
    fold = Fold(text)
    value = _codec().value
    drafts = [_draft([value(one) for one in kind]) for kind in kinds]
    key_at, params_at, inputs_at, estimate_at, label_at, spans_at = (_AT[one] for one in (
        "key", "params", "inputs", "estimate", "label", "spans"))
    tasks = []
    for at, (key, kind, seconds, label, inputs, spans) in enumerate(rows):
        draft, rest = drafts[kind]
        draft[key_at], draft[params_at], draft[label_at] = key, Params(fold, at), label
        draft[estimate_at] = Estimate(seconds, *rest)
        each = iter(inputs)
        draft[inputs_at] = tuple([Input(role, rows[ref][0] if type(ref) is int else ref, name)
                                  for role, ref, name in zip(each, each, each)])
        each = iter(spans)
        draft[spans_at] = tuple([Span(paths[path], start, end) for path, start, end in zip(each, each, each)])
        tasks.append(Task(*draft))
    made = Plan(tuple(tasks), value(products), value(markers), str(passes))
    if not all(type(one) is str for task in made.tasks for one in (task.key, task.label)):
        raise ValueError("this is no kept plan")
    return made


def _draft(kind: list[Any]) -> tuple[list[Any], list[Any]]:
    """The parts of a task of that kind, with gaps for its own; and those of its estimate after the seconds."""
    shared = iter(kind)
    draft = [None if name in _OWN else next(shared) for name in _TASK]
    rest = list(shared)
    if len(rest) != len(fields(Estimate)) - 1 or fields(Estimate)[0].name != "seconds":
        raise ValueError("a kept task has another number of parts")
    return draft, rest
