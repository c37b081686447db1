"""Nodes: plain values with named parts, that nobody changes.

`node` makes of a class what `dataclass(frozen=True, slots=True)` makes of it, and what `dataclasses` offers (`fields`,
`replace`, `asdict`) works on it. It is there for speed. The standard decorator looks at every field and writes and compiles
six methods for every class as it is imported, which for two hundred classes is a third of the start of a check. Here all
of that is done when it is first asked for, and most of it never is; and a method is compiled once for all classes with as
many fields, and given their names. And a frozen class has to set its fields by calls, which take more time than all
else in the making of a value; a node is a draft while it is made, a subclass that does not refuse, and becomes what it is
with its last field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast, dataclass_transform

_Node = TypeVar("_Node")
_CLASS = object.__dict__["__class__"]
_PARTS, _FIELDS, _PARAMS = "__node__", "__dataclass_fields__", "__dataclass_params__"
_GONE = frozenset(("__dict__", "__weakref__"))
_NO_FIELDS = ("ClassVar", "typing.ClassVar", "InitVar", "dataclasses.InitVar", "KW_ONLY", "dataclasses.KW_ONLY")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def node(plain: type[_Node]) -> type[_Node]:
    """`plain` as a frozen, slotted dataclass. Raises TypeError where it has a `__post_init__`, which would not be called, where
    a base is another dataclass, or where its fields are not those of an ordinary one."""
    if hasattr(plain, "__post_init__"):
        raise TypeError(f"{plain.__name__} has a __post_init__")
    given = {name: vars(plain).get(name, MISSING) for name in plain.__annotations__}
    before: dict[str, Any] = {}
    for base in plain.__mro__[:0:-1]:
        if _FIELDS in vars(base) and _PARTS not in vars(base):
            raise TypeError(f"{base.__name__}, of which {plain.__name__} is one, is no node")
        before |= vars(base).get(_PARTS, {})
    parts = before | given
    _hold(plain, parts)
    space = {name: value for name, value in vars(plain).items() if name not in given and name not in _GONE}
    new = {"__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _parts, "__setstate__": _restore}
    wanted = tuple([name for name, what in parts.items() if _wanted(what)])
    meta: Any = type(plain)
    own = meta(plain.__name__, plain.__bases__, {
        **new, **space, "__slots__": tuple([name for name in given if name not in before]), "__match_args__": wanted,
        "__qualname__": plain.__qualname__, _PARTS: parts})
    makers = {"__init__": _init, "__eq__": _eq, "__hash__": _hash, "__replace__": _replaced}
    if len(wanted) == len(parts) and vars(plain).keys().isdisjoint(("__init__", "__getstate__", "__setstate__")):
        makers["__reduce__"] = _reduced
    for name, make in makers.items():
        if space.get(name) is None:  # a class with an __eq__ of its own has None for a __hash__
            setattr(own, name, _later(own, name, make))
    for name in (_FIELDS, _PARAMS):
        setattr(own, name, _Looked(own, name, given))
    made: type[_Node] = own
    return made


def _hold(plain: type, parts: Mapping[str, Any]) -> None:
    """Raise TypeError where `parts` are not the fields of an ordinary dataclass."""
    for name, kind in plain.__annotations__.items():
        words = kind if type(kind) is str else repr(kind)
        if words.startswith(_NO_FIELDS):
            raise TypeError(f"{plain.__name__}.{name} is no field")
    defaults = False
    for name, what in parts.items():
        if type(what) is not Field:
            default = what
            if type(what).__hash__ is None:
                raise TypeError(f"{plain.__name__}.{name} is one value for all: use default_factory")
        elif what.init:
            default = _default(what)
        else:
            continue
        if default is not MISSING:
            defaults = True
        elif defaults:
            raise TypeError(f"{plain.__name__}.{name} has no default and follows one that has")


def _wanted(what: Any) -> bool:
    """Whether a field is given to the class when it is called."""
    return type(what) is not Field or what.init


def _default(what: Field[Any]) -> Any:
    """What a field is, or by which call it is made, where it is not given; MISSING where it must be."""
    return what.default if what.default_factory is MISSING else what.default_factory


class _Looked:
    """What `dataclasses` has to know of a node, which is found out when it first looks."""

    __slots__ = ("_given", "_name", "_own")

    def __init__(self, own: Any, name: str, given: Mapping[str, Any]) -> None:
        self._own, self._name, self._given = own, name, given

    def __get__(self, one: Any, kind: Any = None) -> Any:
        own = self._own
        defaults = {name: what for name, what in self._given.items() if what is not MISSING}
        twin: Any = type(own)(own.__name__, own.__bases__, {
            **defaults, "__annotations__": own.__annotations__, "__module__": own.__module__, "__doc__": own.__doc__ or " "})
        known = dataclass(init=False, repr=False, eq=False)(twin)
        for name in (_FIELDS, _PARAMS):
            setattr(own, name, vars(known)[name])
        return vars(own)[self._name]


def named(own: type) -> tuple[str, ...]:
    """The names of the fields that the node `own` is made of, in order; none where it is no node."""
    return tuple(name for name, what in getattr(own, _PARTS, {}).items() if _wanted(what))


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
    return _filling(own, "make")


def _init(own: Any) -> Callable[..., None]:
    return _filling(own, "__init__")


def _filling(own: Any, name: str) -> Callable[..., Any]:
    """What makes or fills a node. A field with a default factory takes MISSING for nothing."""
    draft = type(own.__name__, (own,), {"__slots__": (), "__init__": object.__init__, "__setattr__": object.__setattr__,
                                        "__delattr__": object.__delattr__})
    scope: dict[str, Any] = {"_MISSING": MISSING, "_own": own, "_draft": draft, "_become": _CLASS.__set__}
    parts = getattr(own, _PARTS)
    kinds, defaults = "", []
    for at, what in enumerate(parts.values()):
        kind, default = ("g", what) if type(what) is not Field else (_kind(what), _default(what))
        kinds += kind
        if kind != "g":
            scope[f"_default{at}"] = default
        if kind in "gm" and default is not MISSING:
            defaults.append(default if kind == "g" else MISSING)
    return _function(_filler(name, kinds), parts, scope, tuple(defaults))


def _kind(what: Field[Any]) -> str:
    """Whether a field is given to the class, made by a call where it is not, always set to one value or always made."""
    return {(True, False): "g", (True, True): "m", (False, False): "s", (False, True): "c"}[
        what.init, what.default_factory is not MISSING]


@cache
def _filler(name: str, kinds: str) -> CodeType:
    """The code of what fills the draft of a node with fields of those `kinds`."""
    lines = {"g": "self.f{0} = f{0}", "m": "self.f{0} = _default{0}() if f{0} is _MISSING else f{0}",
             "s": "self.f{0} = _default{0}", "c": "self.f{0} = _default{0}()"}
    given = [f"f{at}" for at, kind in enumerate(kinds) if kind in "gm"]
    body = [*("    " + lines[kind].format(at) for at, kind in enumerate(kinds)), "    self.__class__ = _own"]
    if name == "make":
        return _code(_text(name, given, ["    self = _draft()", *body, "    return self"]))
    return _code(_text(name, ["self", *given], ["    _become(self, _draft)", *body]))


def _replaced(own: Any) -> Callable[..., Any]:
    parts = getattr(own, _PARTS)
    given = [at for at, what in enumerate(parts.values()) if _wanted(what)]
    values = _tuple([f"self.f{at} if f{at} is _MISSING else f{at}" for at in given])
    text = _text("__replace__", ["self", "*", *(f"f{at}" for at in given)] if given else ["self"], [f"    return _own({values})"])
    made: Any = _function(_code(text), parts, {"_own": own, "_MISSING": MISSING})
    made.__kwdefaults__ = dict.fromkeys(named(own), MISSING)
    return cast(Callable[..., Any], made)


def _reduced(own: Any) -> Callable[..., Any]:
    """How a node is sent to another process: as its class and the values that make it."""
    parts = getattr(own, _PARTS)
    values = _tuple([f"self.f{at}" for at in range(len(parts))])
    return _function(_code(_text("__reduce__", ["self"], [f"    return self.__class__, ({values})"])), parts, {})


def _eq(own: Any) -> Callable[..., Any]:
    parts = getattr(own, _PARTS)
    at = [at for at, what in enumerate(parts.values()) if type(what) is not Field or what.compare]
    mine, theirs = _tuple([f"self.f{one}" for one in at]), _tuple([f"other.f{one}" for one in at])
    return _function(_code(_text("__eq__", ["self", "other"], [
        "    if other.__class__ is not self.__class__:", "        return NotImplemented",
        f"    return ({mine}) == ({theirs})"])), parts, {})


def _hash(own: Any) -> Callable[..., Any]:
    parts = getattr(own, _PARTS)
    at = [at for at, what in enumerate(parts.values()) if type(what) is not Field or
          (what.compare if what.hash is None else what.hash)]
    values = _tuple([f"self.f{one}" for one in at])
    return _function(_code(_text("__hash__", ["self"], [f"    return hash(({values}))"])), parts, {"hash": hash})


def _tuple(parts: list[str]) -> str:
    return "".join(f"{part}, " for part in parts)


def _text(name: str, parameters: list[str], body: list[str]) -> str:
    """A function in which fields have numbers, so that it is the same for all classes with as many."""
    return "\n".join([f"def {name}({', '.join(parameters)}):", *body])


def _function(code: CodeType, parts: Mapping[str, Any], scope: dict[str, Any],
              defaults: tuple[Any, ...] = ()) -> Callable[..., Any]:
    """The function of `code`, with the names of `parts` for the numbers of fields."""
    names = {f"f{at}": name for at, name in enumerate(parts)}
    code = code.replace(co_names=tuple([names.get(one, one) for one in code.co_names]),
                        co_varnames=tuple([names.get(one, one) for one in code.co_varnames]))
    return FunctionType(code, scope, code.co_name, defaults or None)


@cache
def _code(text: str) -> CodeType:
    whole = compile(text, "<node>", "exec")
    return next(one for one in whole.co_consts if isinstance(one, CodeType))


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
