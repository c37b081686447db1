"""Nodes: plain values with named parts, that nobody changes.

`node` makes of a class what `dataclass(frozen=True, slots=True)` makes of it, and what `dataclasses` offers (`fields`,
`replace`, `asdict`) works on it. It is there for speed. The standard decorator writes and compiles six methods for every
class as it is imported, which for two hundred classes is a third of the start of a check; here they are compiled when
they are first called, and most never are. And a frozen class has to set its fields by calls, which take more time than all
else in the making of a value; a node is a draft while it is made, a subclass that does not refuse, and becomes what it is
with its last field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, cast, dataclass_transform

_Node = TypeVar("_Node")
_CLASS = object.__dict__["__class__"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def node(plain: type[_Node]) -> type[_Node]:
    """`plain` as a frozen, slotted dataclass. Raises TypeError where it has a `__post_init__`, which would not be called."""
    if hasattr(plain, "__post_init__"):
        raise TypeError(f"{plain.__name__} has a __post_init__")
    own: Any = dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    for name, method in (("__repr__", _repr), ("__setattr__", _refuse), ("__delattr__", _refuse),
                         ("__getstate__", _parts), ("__setstate__", _restore)):
        if name not in vars(plain):
            setattr(own, name, method)
    makers = {"__init__": _init, "__eq__": _eq, "__hash__": _hash, "__replace__": _replaced}
    if all(one.init for one in fields(own)) and vars(plain).keys().isdisjoint(("__init__", "__getstate__", "__setstate__")):
        makers["__reduce__"] = _reduced
    for name, make in makers.items():
        if name not in vars(plain) or (name == "__hash__" and vars(plain)[name] is None):
            setattr(own, name, _later(own, name, make))
    made: type[_Node] = own
    return made


def replace(old: _Node, **changes: Any) -> _Node:
    """The node `old` with other values for some of its fields, as `dataclasses.replace` makes it, in a third of the time."""
    made: _Node = cast(Any, old).__replace__(**changes)
    return made


def _later(own: Any, name: str, make: Callable[[Any], Callable[..., Any]]) -> Callable[..., Any]:
    """A method that is replaced by the real one when it is first called."""
    def first(self: Any, *args: Any, **named: Any) -> Any:
        method = make(own)
        method.__qualname__, method.__module__ = f"{own.__qualname__}.{name}", own.__module__
        setattr(own, name, method)
        return method(self, *args, **named)

    return first


def maker(own: type[_Node]) -> Callable[..., _Node]:
    """A function that makes nodes of the class `own`, in half the time that it takes to call the class: for the few classes
    of which a script makes thousands."""
    written, body, scope = _filling(own)
    return _compiled("make", written, ["    self = _draft()", *body, "    return self"], scope)


def _init(own: Any) -> Callable[..., None]:
    written, body, scope = _filling(own)
    return _compiled("__init__", ["self", *written], ["    _become(self, _draft)", *body], scope)


def _filling(own: Any) -> tuple[list[str], list[str], dict[str, Any]]:
    """The parameters of what fills the draft `self` of a node, the statements that do it, and what they need."""
    draft = type(own.__name__, (own,), {"__slots__": (), "__init__": object.__init__, "__setattr__": object.__setattr__,
                                        "__delattr__": object.__delattr__})
    scope: dict[str, Any] = {"_MISSING": MISSING, "_own": own, "_draft": draft, "_become": _CLASS.__set__}
    written, body = [], []
    for at, one in enumerate(fields(own)):
        scope[f"_default{at}"] = one.default_factory if one.default is MISSING else one.default
        written += _written(one, at)
        body.append(f"    self.{one.name} = {_given(one, at)}")
    return written, [*body, "    self.__class__ = _own"], scope


def _written(one: Field[Any], at: int) -> list[str]:
    """The parameter of a field; one with a default factory takes MISSING for nothing."""
    if not one.init:
        return []
    if one.default is not MISSING:
        return [f"{one.name}=_default{at}"]
    return [one.name] if one.default_factory is MISSING else [f"{one.name}=_MISSING"]


def _given(one: Field[Any], at: int) -> str:
    """What a field is set to."""
    if not one.init:
        return f"_default{at}" if one.default is not MISSING else f"_default{at}()"
    return one.name if one.default_factory is MISSING else f"_default{at}() if {one.name} is _MISSING else {one.name}"


def _replaced(own: Any) -> Callable[..., Any]:
    given = [one.name for one in fields(own) if one.init]
    values = [f"self.{name} if {name} is _MISSING else {name}" for name in given]
    parameters = [f"{name}=_MISSING" for name in given]
    return _compiled("__replace__", ["self", "*", *parameters] if given else ["self"], [f"    return _own({_tuple(values)})"],
                     {"_own": own, "_MISSING": MISSING})


def _reduced(own: Any) -> Callable[..., Any]:
    """How a node is sent to another process: as its class and the values that make it."""
    values = _tuple([f"self.{one.name}" for one in fields(own)])
    return _compiled("__reduce__", ["self"], [f"    return self.__class__, ({values})"], {})


def _eq(own: Any) -> Callable[..., Any]:
    mine = [f"self.{one.name}" for one in fields(own) if one.compare]
    theirs = [f"other.{one.name}" for one in fields(own) if one.compare]
    return _compiled("__eq__", ["self", "other"], [
        "    if other.__class__ is not self.__class__:", "        return NotImplemented",
        f"    return ({_tuple(mine)}) == ({_tuple(theirs)})"], {})


def _hash(own: Any) -> Callable[..., Any]:
    parts = [f"self.{one.name}" for one in fields(own) if (one.compare if one.hash is None else one.hash)]
    return _compiled("__hash__", ["self"], [f"    return hash(({_tuple(parts)}))"], {})


def _tuple(parts: list[str]) -> str:
    return "".join(f"{part}, " for part in parts)


def _compiled(name: str, parameters: list[str], body: list[str], scope: dict[str, Any]) -> Callable[..., Any]:
    """A function from its text, as the standard library makes the methods of dataclasses."""
    exec("\n".join([f"def {name}({', '.join(parameters)}):", *body]), scope)
    made: Callable[..., Any] = scope[name]
    return made


def _repr(self: Any) -> str:
    parts = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({parts})"


def _refuse(self: Any, name: str, *value: Any) -> None:
    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _parts(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, parts: list[Any]) -> None:
    for one, value in zip(fields(self), parts, strict=True):
        object.__setattr__(self, one.name, value)
