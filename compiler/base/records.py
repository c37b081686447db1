"""Dataclasses as JSON data and back, for what is kept between runs: only classes that are listed, checked when read.

A value becomes itself (None, bool, number, text), an object (a mapping by text), or a list whose first item tells what
it is: a tuple, a set, or one of the listed classes, whose fields follow in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from .nodes import named

_TUPLE, _LIST, _SET, _FIRST = range(4)
_PLAIN = frozenset((str, int, float, bool, type(None)))


class Codec:
    """Turns values of the listed `classes` (dataclasses and enums) into JSON data and back. The order of the list is
    part of the form: what one codec wrote, only one with the same list can read."""

    def __init__(self, *classes: type) -> None:
        self._numbers = {one: number for number, one in enumerate(classes, _FIRST)}
        self._classes: list[tuple[Callable[..., Any], int]] = []
        self._parts: dict[type, Callable[[Any], Sequence[Any]]] = {}
        for one in classes:
            names = named(one) or ([each.name for each in fields(one) if each.init] if is_dataclass(one) else ["value"])
            self._parts[one] = attrgetter(*names) if len(names) > 1 else partial(_each, names)
            self._classes.append((one, len(names)))

    def data(self, value: Any) -> Any:
        """`value` as JSON data. Raises TypeError for a class that is not listed and for a mapping not by text."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        number = self._numbers.get(kind)
        if number is not None:
            return [number, *[one if type(one) in _PLAIN else self.data(one) for one in self._parts[kind](value)]]
        if kind is tuple:
            return [_TUPLE, *[one if type(one) in _PLAIN else self.data(one) for one in value]]
        if kind is list:
            return [_LIST, *[self.data(one) for one in value]]
        if kind in (set, frozenset):
            return [_SET, *[self.data(one) for one in sorted(value)]]
        if isinstance(value, Mapping) and all(type(key) is str for key in value):
            return {key: self.data(one) for key, one in value.items()}
        raise TypeError(f"{kind.__name__} cannot be kept")

    def value(self, data: Any) -> Any:
        """What `data` returned for a value. Raises ValueError for what no value of the listed classes gives."""
        if isinstance(data, list):
            return self._made(data)
        if isinstance(data, dict):
            return {key: self.value(one) for key, one in data.items()}
        return data

    def _made(self, data: Sequence[Any]) -> Any:
        number = data[0] if data else None
        if type(number) is not int or not 0 <= number < _FIRST + len(self._classes):
            raise ValueError("this is no kept value")
        parts = [self.value(one) if type(one) in (list, dict) else one for one in data[1:]]
        if number >= _FIRST:
            made, count = self._classes[number - _FIRST]
            if len(parts) != count:
                raise ValueError("a kept value has another number of parts")
            return made(*parts)
        if number == _TUPLE:
            return tuple(parts)
        try:
            return parts if number == _LIST else frozenset(parts)
        except TypeError as fault:
            raise ValueError("a kept set holds what no set can") from fault


def _each(names: Sequence[str], value: Any) -> list[Any]:
    return [getattr(value, name) for name in names]
