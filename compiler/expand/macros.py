"""`[[use: …]]`: a macro is given what it asks for, and its body becomes script."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Edit, Fix, Label
from ..base.nodes import replace
from ..base.source import NOWHERE, Source
from ..bible.nodes import Macro, Parameter
from ..bible.templates import HOLE
from ..syntax.parse import parse
from ..syntax.tree import Directive, Element, Name
from .errors import finding
from .library import Library
from .values import moved, nearest, wrong

Made = tuple[tuple[Element, ...], list[Diagnostic]]


def instantiate(note: Directive, library: Library) -> Made:
    """What `note`, a `use`, stands for: the elements of the macro's body with its holes filled, all at the note's
    place. What is wrong inside the body is said at the use, with a label where the macro is declared."""
    called = note.args["macro"]
    if not isinstance(called, Name):
        return (), []
    macro = library.macro(called.text)
    if macro is None:
        near = nearest(called.text, library.macros())
        fix = Fix(f"write `{near}`", (Edit(called.span, near),)) if near else None
        known = "there are " + ", ".join(f"`{one}`" for one in library.macros())
        return (), [finding("D142", f"there is no macro `{called.text}`", called.span,
                            f"did you mean `{near}`?" if near else known, fix=fix)]
    library.used.add(macro.id)
    values, found = _bound(note, macro, library)
    if found:
        return (), found
    body = Source(f"macro {macro.id}", HOLE.sub(lambda hole: values.get(hole.group(1), hole.group()), macro.body))
    script, trouble = parse(body, library.cast)
    place = _declared(macro)
    told = [replace(one, span=note.span, labels=(*place,), fix=None,
                    message=f"in the macro `{macro.id}`, line {body.position(one.span.start).line if one.span else 1} of its "
                            f"body: {one.message}")
            for one in trouble]
    return tuple(moved(element, note.span) for element in script.body), told


def _bound(note: Directive, macro: Macro, library: Library) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The values of a macro's parameters, and what is wrong with what is given."""
    known = {one.name: one for one in macro.parameters}
    values: dict[str, str] = {}
    found: list[Diagnostic] = []
    labels = _declared(macro)
    given = note.args["given"]
    for name, value in given if isinstance(given, tuple) else ():
        if name.text not in known:
            near = nearest(name.text, known)
            help = f"did you mean `{near}`?" if near else f"it is given as {_shape(macro)}"
            fix = Fix(f"write `{near}`", (Edit(name.span, near),)) if near else None
            found.append(finding("D143", f"macro `{macro.id}` has no parameter `{name.text}`", name.span, help, labels, fix))
        elif name.text in values:
            found.append(finding("D143", f"`{name.text}` is given twice", name.span, "keep one", labels))
        else:
            values[name.text] = " ".join(value.text.split())
            reason = wrong(values[name.text], known[name.text], library)
            if reason:
                found.append(finding("D143", f"`{value.text}` is not what `{name.text}` of `{macro.id}` takes", value.span,
                                     reason, labels))
    missing = [one for one in macro.parameters if one.name not in values and not one.default]
    if missing and not any(one.message.startswith("macro") for one in found):  # a misspelt name is not a missing one too
        names = ", ".join(f"`{one.name}`" for one in missing)
        found.append(finding("D143", f"macro `{macro.id}` is not given {names}", note.span, f"write {_shape(macro)}", labels))
    return {**{one.name: one.default for one in macro.parameters}, **values}, found


def _declared(macro: Macro) -> tuple[Label, ...]:
    return (Label(macro.span, f"`{macro.id}` is declared here"),) if macro.span != NOWHERE else ()


def _shape(macro: Macro) -> str:
    """How a macro is used: `[[use: slap(a=…, b=…)]]`."""
    inner = ", ".join(f"{one.name}={_example(one)}" for one in macro.parameters)
    return f"`[[use: {macro.id}({inner})]]`" if inner else f"`[[use: {macro.id}]]`"


def _example(one: Parameter) -> str:
    return one.default or {"number": "1", "seconds": "2s"}.get(one.type, one.type.upper())
