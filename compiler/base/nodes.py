"""Nodes that are made by the hundred thousand.

A frozen dataclass sets each field through `object.__setattr__`, looked up by name, which takes most of the time of making
a small one. `quick` lets it set them through the descriptors of its slots: a third less time, and just as frozen.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

_Node = TypeVar("_Node")


def quick(node: type[_Node]) -> type[_Node]:
    """`node`, a frozen slotted dataclass whose fields have no default factory, made quickly: to stand above
    `@dataclass(frozen=True, slots=True)`. Raises TypeError for any other class."""
    own: Any = node
    if not own.__dataclass_params__.frozen or "__slots__" not in vars(own) or hasattr(own, "__post_init__"):
        raise TypeError(f"{own.__name__} is no plain frozen slotted dataclass")
    scope: dict[str, Any] = {}
    written, body = [], []
    for at, one in enumerate(fields(own)):
        if one.default_factory is not MISSING or not one.init or one.kw_only:
            raise TypeError(f"{own.__name__}.{one.name} is no plain field")
        scope[f"_set{at}"] = vars(own)[one.name].__set__
        if one.default is not MISSING:
            scope[f"_default{at}"] = one.default
        written.append(one.name if one.default is MISSING else f"{one.name}=_default{at}")
        body.append(f"    _set{at}(self, {one.name})")
    exec("\n".join([f"def __init__(self, {', '.join(written)}):", *body]), scope)  # as the standard library makes it
    made, before = scope["__init__"], own.__init__
    made.__qualname__, made.__module__, made.__annotations__ = before.__qualname__, own.__module__, before.__annotations__
    own.__init__ = made
    return node
