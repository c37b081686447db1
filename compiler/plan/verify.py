"""What every plan must satisfy, as data. A plan that breaks an invariant is a fault of the compiler, never of a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .nodes import Plan, make_task


class InvalidPlan(Exception):
    """The compiler made a plan that does not hold; the message lists every breach."""


def verify(plan: Plan, *, merged: bool = True) -> None:
    """Raise InvalidPlan unless `plan` satisfies every invariant; equal tasks may stand twice until `merged`."""
    breaches = [f"{name}: {what}" for name, holds in INVARIANTS.items() for what in holds(plan)]
    if merged:
        breaches += [f"tasks are merged: {key} stands {count} times" for key, count in _counts(plan).items() if count > 1]
    if breaches:
        raise InvalidPlan("\n".join(breaches))


def _counts(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for task in plan.tasks:
        found[task.key] = found.get(task.key, 0) + 1
    return found


def _keys_are_content(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        again = make_task(task.action, task.backend, task.version, task.params, inputs=task.inputs, outputs=task.outputs)
        if again.key != task.key:
            yield f"{task.label} has key {task.key}, its content {again.key}"


def _inputs_come_first(plan: Plan) -> Iterator[str]:
    made: dict[str, tuple[str, ...]] = {}
    for task in plan.tasks:
        for one in task.inputs:
            if one.name not in made.get(one.key, ()):
                yield f"{task.label} reads {one.name} of {one.key}, which nothing before it makes"
        made[task.key] = task.outputs


def _products_exist(plan: Plan) -> Iterator[str]:
    made = {(task.key, name) for task in plan.tasks for name in task.outputs}
    files = [product.file for product in plan.products]
    for product in plan.products:
        if (product.key, product.name) not in made:
            yield f"{product.file} has no task"
        if files.count(product.file) > 1:
            yield f"{product.file} is delivered twice"


def _params_are_json(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        bad = next(_not_json(task.params), None)
        if bad is not None:
            yield f"{task.label} has a parameter of type {bad}"


def _not_json(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _not_json(item) if isinstance(name, str) else (f"key {type(name).__name__}",)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _not_json(item)
    elif not isinstance(value, str | int | float | bool | None):
        yield type(value).__name__


INVARIANTS: dict[str, Callable[[Plan], Iterator[str]]] = {
    "a key is its content": _keys_are_content,
    "inputs come first": _inputs_come_first,
    "products exist": _products_exist,
    "parameters are JSON": _params_are_json,
}
