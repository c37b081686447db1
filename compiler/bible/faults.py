"""Checks the tree of a bible against its form, and turns every fault into a finding at the value's place."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ...stdlib import vocabulary
from ..base.diagnostic import Diagnostic
from ..base.near import close_to
from ..base.source import Span
from .errors import finding
from .forms import LONGEST
from .schema import Document
from .slips import advice_on_text
from .written import SPELLINGS
from .yaml import Node, at

_ROUNDS = 8
_MOST = 200
_LISTED = 12
"""How many words are listed beside the one that is most likely meant."""
_OLD = {new: old for old, new in SPELLINGS.items()}
_NAMING = frozenset({"aliases", "names", "wardrobe", "extras", "facts"})
"""Keys whose values are names that scripts use."""


def check_form(tree: Node) -> tuple[Document, tuple[Diagnostic, ...], bool]:
    """The bible in `tree`, what is wrong with its form, and whether names may have been lost with it.

    Wrong values are left out and the rest is read, so that one mistake does not hide the others or the names that the
    scripts use.
    """
    found: list[Diagnostic] = []
    lost = False
    value = tree.plain()
    value = value if isinstance(value, dict) else {}
    for round in range(_ROUNDS):
        try:
            return Document.model_validate(value), tuple(found), lost
        except ValidationError as fault:
            details = fault.errors(include_url=False)
            if round == 0:
                misspelt = _misspelt(details)
                found.extend(_finding(one, tree) for one in details[:_MOST] if _path(one) not in misspelt)
                lost = any(map(_loses_names, details))
            for one in sorted(details, key=lambda one: len(one["loc"]), reverse=True):
                _remove(value, _path(one))
    return Document(), tuple(found), True


def _path(error: ErrorDetails) -> tuple[str | int, ...]:
    """The place of an error without pydantic's own marks."""
    return tuple(step for step in error["loc"] if step != "[key]")


def _misspelt(errors: list[ErrorDetails]) -> set[tuple[str | int, ...]]:
    """The places of needed keys that are missing only because they are misspelt, which is told at the misspelt key."""
    strange = [_path(one) for one in errors if one["type"] == "extra_forbidden"]
    return {(*path[:-1], _nearest_key(path)) for path in strange} & {_path(one) for one in errors if one["type"] == "missing"}


def _loses_names(error: ErrorDetails) -> bool:
    """Whether names that scripts use go with a wrong value: a section of the bible, an outfit, an alias …"""
    path = _path(error)
    return len(path) < 2 or not _NAMING.isdisjoint(path[-2:]) or (error["type"] == "missing" and "wardrobe" in path)


def _finding(error: ErrorDetails, tree: Node) -> Diagnostic:
    """One fault of form as a finding."""
    path = _path(error)
    written = _written(tree, path)
    node, key = at(tree, written)
    kind, context = error["type"], error.get("ctx", {})
    on_key = kind in ("extra_forbidden", "missing") or "[key]" in error["loc"] or node.span.start == node.span.end
    span = key if on_key else _first_line(node)
    name = str(written[-1]) if written else "the bible"
    if kind == "extra_forbidden":
        return finding("D304", f"`{name}` is not a key that stands here", span, _suggest_key(path))
    if kind == "unknown_word":
        return _unknown_word(str(context["vocabulary"]), str(context["word"]), span)
    if kind == "missing":
        return finding("D305", f"`{name}` is missing here", span)
    if kind == "literal_error":
        return finding("D306", f"`{error['input']}` is not one of the words for `{name}`", span,
                       f"one of {context.get('expected', '')}".replace(" or ''", "").replace("'", "`"))
    return finding("D305", f"`{name}`: {_expected(kind, context, error['msg'], path)}", span, _advice(kind, error["input"], path))


def _expected(kind: str, context: dict[str, Any], message: str, path: tuple[str | int, ...]) -> str:
    """What a value of the right form looks like."""
    limits = {"greater_than_equal": "at least {ge}", "less_than_equal": "at most {le}"}
    if kind in limits:
        return "expected " + limits[kind].format(**context)
    if kind.startswith("int_"):
        return "expected a whole number"
    if kind.startswith("float_") or kind == "finite_number":
        return "expected a number"
    if kind == "string_too_short":
        return "is empty"
    if kind == "string_too_long":
        return f"is longer than {LONGEST} characters"
    if kind == "string_type":
        return "expected words"
    if kind == "string_pattern_mismatch":
        return "expected a code such as `D214`" if "lint" in path else "expected three capital letters such as `USD`"
    if kind == "tuple_type":
        return "expected a list"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        known = ", ".join(_fields(path))
        return "expected a mapping" + (f" with keys such as {known}" if known else "")
    return message


def _advice(kind: str, value: Any, path: tuple[str | int, ...]) -> str:
    """What to do about a value of the wrong form, where that can be told from it."""
    if kind not in ("dict_type", "model_type", "model_attributes_type"):
        return ""
    if isinstance(value, str) and (found := advice_on_text(value)):
        return found
    return "" if _fields(path) else "write each name on a line of its own, with a colon behind it: `LIN: {age: 22}`"


def _unknown_word(name: str, word: str, span: Span) -> Diagnostic:
    """The finding for a word that is not in vocabulary `name`, with the nearest or all of its words."""
    words = vocabulary(name)
    near = words.nearest(word)
    ids = list(words.entries)
    listed = ", ".join(f"`{id}`" for id in (ids[:_LISTED] if near else ids)) + (" …" if near and len(ids) > _LISTED else "")
    help = (f"did you mean `{near}`? " if near else "") + f"one of {listed}"
    return finding("D306", f"`{word}` is not one of the {name.replace('_', ' ')}", span, help)


def _suggest_key(path: tuple[str | int, ...]) -> str:
    """Which key was meant by the last of `path`, or which there are."""
    known, near = _fields(path[:-1]), _nearest_key(path)
    return f"did you mean `{near}`?" if near else f"keys here are {', '.join(known)}" if known else ""


def _nearest_key(path: tuple[str | int, ...]) -> str:
    """The key that is known at the place of `path` and most like its last, or nothing."""
    return next(iter(close_to(str(path[-1])[:60], _fields(path[:-1]), 1, 0.6)), "")


def _fields(path: tuple[str | int, ...]) -> list[str]:
    """The keys that the form knows at `path`."""
    kind: Any = Document
    for step in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(step))
            kind = _bare(field.annotation) if field else None
        elif get_args(kind):
            kind = _bare(get_args(kind)[-1 if get_origin(kind) is dict else 0])
        else:
            return []
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _bare(kind: Any) -> Any:
    """A type without `Annotated` and without `| None`."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = get_args(kind)[0]
    return kind


def _written(tree: Node, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """`path` with keys spelt as the file spells them (`colors`)."""
    spelt: list[str | int] = []
    for step in path:
        value = at(tree, tuple(spelt))[0].value
        old = _OLD.get(step) if isinstance(step, str) else None
        spelt.append(old if isinstance(value, dict) and step not in value and old in value else step)
    return tuple(spelt)


def _first_line(node: Node) -> Span:
    """The place of a value; of a list or mapping only its beginning."""
    if isinstance(node.value, str) or node.value is None:
        return node.span
    return Span(node.span.path, node.span.start, node.span.start + 1)


def _remove(value: Any, path: tuple[str | int, ...]) -> None:
    """Empty the deepest value along `path`, or take it out when it is empty already; where a needed key is missing,
    what needs it."""
    trail: list[tuple[Any, str | int]] = []
    for step in path:
        if isinstance(value, dict):
            step = step if step in value else _OLD.get(str(step), step)
        inside = isinstance(value, dict) and step in value
        if not inside and not (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            break
        trail.append((value, step))
        value = value[step]
    if trail:
        holder, last = trail[-1]
        if isinstance(holder, dict) and holder[last] is None:
            del holder[last]
        else:
            holder[last] = None
