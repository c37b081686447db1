"""`[[variant: …]]` … `[[end]]`: which text belongs to the version that is made."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Edit, Fix, Label
from ..base.nodes import node
from ..syntax.tree import Directive, Name
from .errors import finding
from .library import LANGUAGE, Library
from .values import nearest

Conditions = tuple[tuple[str, frozenset[str]], ...]


@node
class Open:
    """A variant that has not ended yet: its note, what it asks for, and whether its text is shown."""

    note: Directive
    conditions: Conditions
    shown: bool


def opened(note: Directive, around: list[Open], choice: Mapping[str, str], library: Library) -> tuple[Open, list[Diagnostic]]:
    """The variant that `note` begins inside the variants `around`."""
    found: list[Diagnostic] = []
    conditions: list[tuple[str, frozenset[str]]] = []
    written = note.args["conditions"]
    for key, values in written if isinstance(written, tuple) else ():
        found += _unknown(key, values, library)
        conditions.append((_canonical(key.text, library.keys()),
                           frozenset(_canonical(one.text, library.values(key.text)) for one in values)))
    for key, wanted in conditions:
        outer = next((one for one in around if any(name == key and not wanted & had for name, had in one.conditions)), None)
        if outer is not None:
            found.append(finding("D148", f"no version shows this: a variant around it asks for another `{key}`", note.span,
                                 "close the outer variant first, or take one of the two out",
                                 (Label(outer.note.span, "the outer variant begins here"),)))
    shown = all(one.shown for one in around) and all(choice.get(key, "") in wanted for key, wanted in conditions)
    return Open(note, tuple(conditions), shown), found


def _unknown(key: Name, values: tuple[Name, ...], library: Library) -> list[Diagnostic]:
    known = library.keys()
    if _canonical(key.text, known) not in known:
        return [_report("key", key, known, "declare it under `variants:` in the bible")]
    allowed = library.values(_canonical(key.text, known))
    remedy = "add the language to `dubs:` of the series" if key.text == LANGUAGE else (
        f"declare it under `variants: {{{key.text}: …}}` in the bible")
    return [_report(f"`{key.text}`", one, allowed, remedy) for one in values if _canonical(one.text, allowed) not in allowed]


def _report(kind: str, name: Name, known: tuple[str, ...], remedy: str) -> Diagnostic:
    near = nearest(name.text, known)
    fix = Fix(f"write `{near}`", (Edit(name.span, near),)) if near else None
    listed = "there is " + ", ".join(f"`{one}`" for one in known)
    return finding("D147", f"no variant has the {'key' if kind == 'key' else 'value'} `{name.text}`"
                   + ("" if kind == "key" else f" for {kind}"), name.span,
                   f"did you mean `{near}`?" if near else f"{listed}; {remedy}", fix=fix)


def _canonical(word: str, known: tuple[str, ...]) -> str:
    """`word` as it is declared, whatever its case."""
    return next((one for one in known if one.casefold() == word.casefold()), word)
