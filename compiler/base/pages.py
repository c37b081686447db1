"""Codes and their pages, for the rooms that own some: a table of kinds, or a folder of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from types import ModuleType
from typing import Protocol, TypeVar

from .diagnostic import Severity
from .nodes import node
from .pattern import Lazy
from .roster import everyone

HEADINGS = ("What it checks", "Why it matters", "Example", "Fix")
_PART = Lazy(rf"^({'|'.join(HEADINGS)}):$", re.MULTILINE)


@node
class Kind:
    """One code of a table: how grave, and its page."""

    severity: Severity
    text: str


def kind(severity: Severity, title: str, *parts: str) -> Kind:
    """A code whose page has this title and these four parts, in the order of HEADINGS."""
    return Kind(severity, title + "\n\n" + "\n".join(f"{name}:\n{text}\n" for name, text in zip(HEADINGS, parts, strict=True)))


class Filed(Protocol):
    """A rule as found in its file: `name` is the file's, `text` its docstring."""

    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...


_Rule = TypeVar("_Rule", bound=Filed)


def filed(package: ModuleType, make: Callable[[str, ModuleType, str], _Rule]) -> tuple[_Rule, ...]:
    """What `make` makes of the name, the module and the docstring of every rule in the folder `package`, by code. Raises
    ValueError where two share a code or one has no docstring."""
    found = sorted((make(name, module, _text(name, module)) for name, module in everyone(package)), key=lambda one: one.code)
    for one, other in pairwise(found):
        if one.code == other.code:
            raise ValueError(f"rules {one.name} and {other.name} share the code {one.code}")
    return tuple(found)


def pages(rules: Iterable[Filed]) -> Mapping[str, str]:
    """The page of every rule by its code, in Markdown: the title on the first line, then its four parts."""
    return {one.code: f"# {one.code} " + _PART.sub(r"## \1", one.text) for one in rules}


def _text(name: str, module: ModuleType) -> str:
    if not module.__doc__:
        raise ValueError(f"rule {name} has no docstring")
    return module.__doc__.strip() + "\n"
