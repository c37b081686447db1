"""Reads `macros:`, `variables:` and `variants:`: what scripts are put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.pattern import Lazy
from .nodes import Macro, Parameter, VariantKey

if TYPE_CHECKING:  # reading a script needs only `HOLE`, and not pydantic
    from .report import Report
    from .schema import Document

HOLE = Lazy(r"(?<!\{)\{([^\W\d][\w.-]{0,63})\}(?!\})")
"""`{name}` in a macro's body. Doubled braces are a variable's, and left alone."""


def read_macros(document: Document, report: Report) -> dict[str, Macro]:
    """All that `macros:` declares. Holes without a parameter, and parameters without a hole, are reported."""
    found = {}
    for id, one in document.macros.items():
        parameters = tuple(Parameter(name, given.type, given.default) for name, given in one.parameters.items())
        found[id] = Macro(id, one.body, parameters, one.help, report.key("macros", id))
        holes = set(HOLE.findall(one.body))
        idle = [name for name in one.parameters if name not in holes]
        for hole in sorted(holes - set(one.parameters)):
            meant = f"did you mean `{{{idle.pop(0)}}}`? " if idle else ""
            report.add("D309", f"macro `{id}` has a hole `{{{hole}}}`, but no such parameter", report.key("macros", id, "body"),
                       f"{meant}its parameters are {_listed(one.parameters)}" if one.parameters else "give it `parameters:`")
        for name in idle:
            report.add("D309", f"macro `{id}` never uses its parameter `{name}`",
                       report.key("macros", id, "parameters", name),
                       f"write `{{{name}}}` in its body, or take the parameter away")
    return found


def read_variables(document: Document) -> dict[str, Parameter]:
    """All that `variables:` declares."""
    return {id: Parameter(id, one.type, one.value) for id, one in document.variables.items()}


def read_variants(document: Document, report: Report) -> dict[str, VariantKey]:
    """All that `variants:` declares. A default that is none of the values is reported and left out."""
    found = {}
    for id, one in document.variants.items():
        default = one.default
        if default and default not in one.values:
            report.add("D309", f"`{default}` is none of the values of `{id}`", report.value("variants", id, "default"),
                       f"its values are {_listed(one.values)}")
            default = ""
        found[id] = VariantKey(id, tuple(dict.fromkeys(one.values)), default, report.key("variants", id))
    return found


def _listed(words: object) -> str:
    return ", ".join(f"`{one}`" for one in words) if isinstance(words, (tuple, dict)) else ""
