"""The form of the bible (`schema`) as data: what `light` reads bibles by, made of the very classes that pydantic checks with.

A shape is a list of which the first item tells its kind. What `light` does not follow (manifests, numbers of any kind in
free data) is `unsure`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from ..base import made
from . import forms, written
from .light import FILE, basis
from .manifest_form import ManifestForm
from .schema import Document
from .strict import Model

Shape = list[Any]
_UNSURE: Shape = ["unsure"]
_FIRST = (written.listed, written.mapping, written.by_language, written.one_voice, written.clip_list, written.fact_list)
_LAST = {forms.own_language: "own-language", forms.sex: "sex", forms.setting: "setting"}


def written_shapes() -> Iterator[tuple[str, str]]:
    """Name and text of the file of `made` in which `light` finds the shapes."""
    yield FILE, made.written(basis(), [shapes()])


def shapes() -> dict[str, Any]:
    """For the name of each class of the form, `Document` among them: the keys that a bare text and a bare list stand for, and
    for each of its keys the shape, whether it is needed, and the shape of what stands for it where it is not written."""
    found: dict[str, Any] = {}
    _add(Document, found)
    return found


def _add(kind: type[Model], found: dict[str, Any]) -> None:
    if kind.__name__ in found:
        return
    parts: dict[str, Any] = {}
    found[kind.__name__] = [kind.SHORT, kind.LIST, parts]
    hints = get_type_hints(kind, include_extras=True)
    for name, field in kind.model_fields.items():
        parts[name] = [_shape(hints[name], found), field.is_required(), None if field.is_required() else _default(field)]


def _default(field: FieldInfo) -> Shape:
    value = field.get_default()
    if isinstance(value, Model):
        return ["model", type(value).__name__] if value == type(value)() else _UNSURE
    if value in ((), {}):
        return ["list"] if value == () else ["map"]
    return ["is", value] if value is None or isinstance(value, str | int | float) else _UNSURE


def _shape(kind: Any, found: dict[str, Any]) -> Shape:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _marked(parts[0], list(parts[1:]), found)
    if origin is Literal:
        return ["one", *parts]
    if origin in (Union, UnionType) and len(parts) == 2:
        return _either(parts[0], parts[1], found)
    if origin is tuple and parts[1:] == (...,):
        return ["list", _shape(parts[0], found)]
    if origin is dict:
        return ["map", _shape(parts[0], found), _shape(parts[1], found)]
    if isinstance(kind, type) and issubclass(kind, Model) and kind is not ManifestForm:
        _add(kind, found)
        return ["model", kind.__name__]
    return ["text"] if kind is str else _UNSURE


def _either(one: Any, other: Any, found: dict[str, Any]) -> Shape:
    """Something, or nothing; a word, or an empty one."""
    if other is type(None):
        return ["maybe", _shape(one, found)]
    return ["or-empty", _shape(one, found)] if other == Literal[""] else _UNSURE


def _marked(kind: Any, marks: list[Any], found: dict[str, Any]) -> Shape:
    """A type with what is asked of its values beside."""
    if not marks:
        return _shape(kind, found)
    mark = marks.pop()
    if isinstance(mark, BeforeValidator) and mark.func in _FIRST:
        return ["first", getattr(mark.func, "__name__", ""), _marked(kind, marks, found)]
    if kind is str and not marks:
        return _word(mark)
    if kind in (int, float) and not marks and isinstance(mark, FieldInfo):
        limits = {key: value for one in mark.metadata for key in ("ge", "le") if (value := getattr(one, key, None)) is not None}
        if len(limits) == len(mark.metadata):
            return ["whole" if kind is int else "number", limits.get("ge"), limits.get("le")]
    return _UNSURE


def _word(mark: Any) -> Shape:
    if isinstance(mark, StringConstraints):
        plain = StringConstraints(strip_whitespace=mark.strip_whitespace, min_length=mark.min_length, max_length=mark.max_length,
                                  pattern=mark.pattern)
        if mark == plain:
            return ["text", bool(mark.strip_whitespace), mark.min_length, mark.max_length, mark.pattern]
    if isinstance(mark, AfterValidator):
        if isinstance(mark.func, partial) and mark.func.func is forms.known:
            return ["known", *mark.func.args]
        if mark.func in _LAST:
            return [_LAST[mark.func]]
    return _UNSURE
