"""Reads a bible that is plainly of the right form without pydantic, which takes as long to load as a script to check.

What comes out is what `schema.Document` would make of it. Whatever is not plainly right, and what this module does not
follow, it leaves to pydantic, which knows the words for what is wrong. What is right is told by the `shapes` of the classes
of the form, which stand ready (see `base/made.py`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from ...stdlib import vocabulary
from ..base import made
from ..base.pattern import Lazy
from . import written
from .yaml import Node

FILE = "shapes.json"
_HERE = Path(__file__).parent
_CLASSES = ("forms", "manifest_form", "schema", "shapes", "strict", "written")
"""The modules that shapes are made of."""
_WHOLE = Lazy(r"0|[1-9][0-9]{0,8}")
_NUMBER = Lazy(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,12})?")
_PATTERNS = {text: Lazy(text) for text in (r"^[\w.-]{1,64}$", r"^[A-Z]{3}$", r"^[DR]\d{3}$")}
"""Those that say the same to pydantic and to Python, of a line of ASCII. Where the form has another, pydantic is asked."""
_LIMITS = 4
"""Of a text: whether space around it is nothing, the fewest and the most characters, and a pattern."""
_SPACE = " \t\r\n"
Read = Callable[[Any], Any]


class Plain:
    """What a class of the form holds: its fields by name."""

    def __init__(self, fields: Mapping[str, Any], written: frozenset[str]) -> None:
        vars(self).update(fields)
        self.model_fields_set = written

    def model_dump(self) -> dict[str, Any]:
        """The fields of a class whose fields hold no other classes."""
        return {name: value for name, value in vars(self).items() if name != "model_fields_set"}


class _UnsureError(Exception):
    """What is read is not plainly right."""


def read_plainly(tree: Node) -> Any | None:
    """The `schema.Document` in `tree`, or what has the same fields; None where it is not plainly right, or where the shapes are
    not those of the form."""
    reader = _reader()
    value = tree.plain()
    try:
        return reader(value if isinstance(value, dict) else {}) if reader is not None else None
    except _UnsureError:
        return None


def basis() -> str:
    """What the shapes are made of; see `made.basis`."""
    return made.basis("shapes-1", [os.path.join(_HERE, f"{name}.py") for name in _CLASSES])


@cache
def _reader() -> Read | None:
    ready = made.tables(FILE, basis())
    return Form(json.loads(ready[0])).model("Document") if ready is not None else None


class Form:
    """Readers for the `shapes` of the form's classes. A reader takes what is written and returns what is meant."""

    def __init__(self, shapes: Mapping[str, Any]) -> None:
        self._shapes = shapes
        self._models: dict[str, Read] = {}

    def model(self, name: str) -> Read:
        """The reader of a class of the form."""
        if name not in self._models:
            short, several, parts = self._shapes[name]
            fields = {key: (self._read(shape), needed, None if needed else self._default(otherwise))
                      for key, (shape, needed, otherwise) in parts.items()}
            self._models[name] = lambda value: _model(written.long_form(value, short, several, fields), fields)
        return self._models[name]

    def _default(self, shape: Any) -> Callable[[], Any]:
        match shape:
            case ["model", name]:
                return lambda: self.model(name)({})
            case ["list"]:
                return tuple
            case ["map"]:
                return dict
            case ["is", value]:
                return lambda: value
        return _unsure

    def _read(self, shape: Any) -> Read:
        match shape:
            case ["model", name]:
                return self.model(name)
            case ["first", name, rest]:
                before, after = cast(Read, getattr(written, name)), self._read(rest)
                return lambda value: after(before(value))
            case ["list", item]:
                one = self._read(item)
                return lambda value: tuple(map(one, value)) if type(value) is list else _unsure()
            case ["map", key, item]:
                name_of, one = self._read(key), self._read(item)
                return lambda value: ({name_of(key): one(each) for key, each in value.items()} if type(value) is dict
                                      else _unsure())
            case ["maybe", rest]:
                one = self._read(rest)
                return lambda value: None if value is None else one(value)
            case ["or-empty", rest]:
                one = self._read(rest)
                return lambda value: "" if value == "" else one(value)
        return _scalar(shape)


def _scalar(shape: Any) -> Read:
    match shape:
        case ["one", *words]:
            return lambda value: value if value in words else _unsure()
        case ["text", *limits]:
            known = len(limits) < _LIMITS or limits[-1] is None or limits[-1] in _PATTERNS
            return (lambda value: _text(value, *limits)) if known else _unsure
        case ["known", name]:
            return lambda value: _found(vocabulary(name).find(_text(value)))
        case ["own-language"]:
            return lambda value: _found(vocabulary("languages").find(_text(value))) if value != "" else ""
        case ["sex"]:
            return lambda value: _found(written.sex_of(_text(value)))
        case ["setting"]:
            return lambda value: _found(written.setting_of(_text(value)))
        case ["whole", low, high]:
            return lambda value: _within(int(value), low, high) if _WHOLE.fullmatch(_text(value)) else _unsure()
        case ["number", low, high]:
            return lambda value: _within(float(value), low, high) if _NUMBER.fullmatch(_text(value)) else _unsure()
    return _unsure


def _unsure(_: Any = None) -> Any:
    raise _UnsureError


def _model(value: Any, fields: Mapping[str, tuple[Read, bool, Any]]) -> Plain:
    if type(value) is not dict or not fields.keys() >= value.keys():
        raise _UnsureError
    made = {}
    for name, (read, needed, default) in fields.items():
        if name in value:
            made[name] = read(value[name])
        elif needed:
            raise _UnsureError
        else:
            made[name] = default()
    return Plain(made, frozenset(value))


def _found(id: str | None) -> str:
    if id is None:
        raise _UnsureError
    return id


def _within(number: float, low: float | None, high: float | None) -> float:
    if (low is not None and number < low) or (high is not None and number > high):
        raise _UnsureError
    return number


def _text(value: Any, strip: bool = False, shortest: int | None = None, longest: int | None = None,
          pattern: str | None = None) -> str:
    """A text within its limits. What is space to Python alone, and what is a letter beyond ASCII, is not judged here."""
    if type(value) is not str:
        raise _UnsureError
    text: str = value.strip(_SPACE) if strip else value
    if strip and text.strip() != text:
        raise _UnsureError
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as fault:
            raise _UnsureError from fault
    if (shortest is not None and len(text) < shortest) or (longest is not None and len(text) > longest):
        raise _UnsureError
    if pattern is not None and not (text.isascii() and "\n" not in text and _PATTERNS[pattern].match(text)):
        raise _UnsureError
    return text
