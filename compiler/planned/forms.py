"""The form in which the plan of one episode is kept: small, and quick to read.

Whatever tasks have in common is written once. Parameters are ten times the rest, and who only looks at a plan reads none of
them: they are kept pressed, and unfolded when the first one is read.
"""

from __future__ import annotations

import json
import zlib
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ..base.nodes import maker, named
from ..base.records import Codec
from ..base.source import Span, make_span
from ..plan.nodes import Estimate, Input, Marker, Plan, Product, Task

_SHARED = ("action", "backend", "version", "outputs", "resource", "stage", "model", "profile")
"""What many tasks of an episode have in common; and of their estimates all but the seconds, which stand first."""
_ESTIMATE = named(Estimate)[1:]
_make_task, _make_input, _make_estimate = maker(Task), maker(Input), maker(Estimate)


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
    """The parameters of many tasks, as `pressed` wrote them."""

    __slots__ = ("_data", "_rows")

    def __init__(self, data: bytes) -> None:
        self._data, self._rows = data, list[dict[str, Any]]()

    def rows(self) -> list[dict[str, Any]]:
        """The parameters of every task, in order."""
        if not self._rows:
            self._rows = json.loads(zlib.decompress(a2b_base64(self._data)))
            self._data = b""
        return self._rows


def pressed(rows: Sequence[Mapping[str, Any]]) -> str:
    """The parameters `rows` as a text."""
    text = json.dumps([dict(one) for one in rows], separators=(",", ":"))
    return b2a_base64(zlib.compress(text.encode("ascii"), 1), newline=False).decode("ascii")


@cache
def _codec() -> Codec:
    return Codec(Span, Estimate, Product, Marker)


def plan_data(plan: Plan) -> list[Any]:
    """`plan` as JSON data, but for the parameters of its tasks. Raises TypeError where a task holds what cannot be kept."""
    kinds: dict[str, int] = {}
    paths: dict[str, int] = {}
    places: dict[tuple[int, ...], int] = {}
    first: dict[str, int] = {}
    rows = []
    for at, task in enumerate(plan.tasks):
        shared = [getattr(task, name) for name in _SHARED]
        rest = [getattr(task.estimate, name) for name in _ESTIMATE]
        kind = json.dumps([_codec().data(one) for one in (*shared, *rest)], sort_keys=True)
        inputs = [part for one in task.inputs for part in (one.role, first.get(one.key, one.key), one.name)]
        spans = tuple([part for one in task.spans for part in (paths.setdefault(one.path, len(paths)), one.start, one.end)])
        rows.append([task.key, kinds.setdefault(kind, len(kinds)), task.estimate.seconds, task.label,
                     places.setdefault(spans, len(places)), inputs])
        first.setdefault(task.key, at)
    return [list(kinds), list(paths), list(places), rows, _codec().data(plan.products), _codec().data(plan.markers),
            plan.passes]


class Rows:
    """The tasks of a plan that was kept, each made when it is asked for: `task(at)` gives one. Raises ValueError, TypeError or
    LookupError where `plan_data` did not write `data`, then or now."""

    __slots__ = ("_fold", "_kinds", "_paths", "_places", "_rows", "_spans", "data")

    def __init__(self, data: Sequence[Any], params: bytes) -> None:
        kinds, self._paths, self._places, self._rows, _, _, _ = self.data = data
        self._fold = Fold(params)
        self._kinds = [_kind(one) for one in kinds]
        self._spans: list[tuple[Span, ...] | None] = [None] * len(self._places)

    def __len__(self) -> int:
        return len(self._rows)

    def task(self, at: int) -> Task:
        """The task in row `at`."""
        rows = self._rows
        key, kind, seconds, label, place, inputs = rows[at]
        if type(key) is not str or type(label) is not str:
            raise ValueError("this is no kept plan")
        spans = self._spans[place]
        if spans is None:  # many tasks stand at one place
            spans = self._spans[place] = self._placed(self._places[place])
        (action, backend, version, outputs, resource, stage, model, profile), rest = self._kinds[kind]
        each = iter(inputs)
        given = tuple([_make_input(role, rows[ref][0] if type(ref) is int else ref, name)
                       for role, ref, name in zip(each, each, each)]) if inputs else ()
        return _make_task(key, action, backend, version, Params(self._fold, at), given, outputs, resource, stage,
                          _make_estimate(seconds, *rest), label, spans, model, profile)

    def _placed(self, flat: Sequence[int]) -> tuple[Span, ...]:
        """Places, written as path, start and end of one after the other."""
        each = iter(flat)
        return tuple([make_span(self._paths[path], start, end) for path, start, end in zip(each, each, each)])

    def plan(self, tasks: Sequence[Task]) -> Plan:
        """The plan that was kept, with `tasks`."""
        _, _, _, _, products, markers, passes = self.data
        value = _codec().value
        return Plan(tuple(tasks), value(products), value(markers), str(passes))


@cache
def _kind(kind: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What the tasks of that kind have in common, in order; and those parts of their estimates after the seconds."""
    parts = [_codec().value(one) for one in json.loads(kind)]
    if len(parts) != len(_SHARED) + len(_ESTIMATE):
        raise ValueError("a kept task has another number of parts")
    return tuple(parts[: len(_SHARED)]), tuple(parts[len(_SHARED) :])
