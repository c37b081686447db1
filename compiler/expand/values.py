"""Values of parameters and variables: are they what their type asks for, and where do they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ...stdlib import vocabulary
from ..base.near import close_to
from ..base.pattern import Lazy
from ..base.source import Source, Span
from ..bible.nodes import Parameter
from .library import Library

HOLDER = Lazy(r"\{\{\s*([^\W\d][\w.-]{0,63})\s*\}\}")
"""`{{brand}}` in a script."""
_SECONDS = Lazy(r"\d{1,4}(?:\.\d{1,3})?\s*(?:s|秒)")
_NUMBER = Lazy(r"-?\d{1,9}(?:\.\d{1,6})?")
_KINDS = {"character": "cast", "place": "place", "prop": "prop", "look": "look"}
T = TypeVar("T")


def wrong(value: str, parameter: Parameter, library: Library) -> str:
    """Why `value` is not of the parameter's type, in words with what to do; empty when it is."""
    kind = parameter.type
    if kind == "number":
        return "" if _NUMBER.fullmatch(value) else "a number is asked for"
    if kind == "seconds":
        return "" if _SECONDS.fullmatch(value) else "a length is asked for, such as `3s`"
    if kind == "sound":
        return "" if _sound(value) else _near("sound", vocabulary("sounds").nearest(value))
    if kind not in _KINDS or library.bible.inferred:
        return ""
    if library.names.find(_KINDS[kind], value) is not None or (kind == "character" and value in library.bible.extras):
        return ""
    return _near(kind, library.names.nearest(_KINDS[kind], value))


def _sound(value: str) -> bool:
    sounds = vocabulary("sounds")
    return bool(sounds.find(value) or sounds.search(value))


def _near(kind: str, near: str | None) -> str:
    return f"a {kind} is asked for" + (f"; did you mean `{near}`?" if near else "")


def nearest(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """The known word most like `word`, or the empty string."""
    return next(iter(close_to(word[:60], list(known), 1, 0.6)), "")


def filled(element: T, values: Mapping[str, str]) -> T:
    """`element` with every `{{name}}` in its words replaced; names that are not in `values` stay."""
    done: T = _map_text(element, lambda text: HOLDER.sub(lambda one: values.get(one.group(1), one.group()), text))
    return done


def moved(element: T, span: Span) -> T:
    """`element` with every span in it set to `span`: what a macro made stands where it is used."""
    done: T = _map_spans(element, span)
    return done


def holders(source: Source, span: Span) -> list[tuple[str, Span]]:
    """The `{{name}}`s in `span` of `source`, with their places."""
    return [(one.group(1), source.span(one.start(), one.end()))
            for one in HOLDER.finditer(source.text, span.start, span.end)]


def _map_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value) if "{{" in value else value
    if isinstance(value, tuple):
        return tuple(_map_text(one, change) for one in value)
    if isinstance(value, dict):
        return {key: _map_text(one, change) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, Span | type):
        return replace(value, **{one.name: _map_text(getattr(value, one.name), change) for one in fields(value)})
    return value


def _map_spans(value: Any, span: Span) -> Any:
    if isinstance(value, Span):
        return span
    if isinstance(value, tuple):
        return tuple(_map_spans(one, span) for one in value)
    if isinstance(value, dict):
        return {key: _map_spans(one, span) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _map_spans(getattr(value, one.name), span) for one in fields(value)})
    return value
