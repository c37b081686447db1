"""What the rules about unknown names do alike: each has its kind of name and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..base.diagnostic import Diagnostic, Edit, Fix, Severity
from ..story.lowered import Unresolved
from .rule import Subject

_DECLARED = frozenset({"speaker", "character", "place", "look", "prop", "wardrobe", "fact", "time", "subject"})
"""Kinds of names that a bible declares; the others are the standard library's."""


def unknown(kind: str, code: str, severity: Severity, message: str,
            otherwise: str) -> Callable[[Subject], Iterator[Diagnostic]]:
    """The `check` of a rule about names of one `kind`: one finding for each that lowering could not place. `message`, and
    `otherwise`, which says what to do where no declared word is near, may hold `{text}` and `{whose}`. Nothing is said of names
    that came out garbled (D101 is), nor of those that the part of the bible which could not be read may declare."""

    def check(subject: Subject) -> Iterator[Diagnostic]:
        for one in subject.unresolved(kind):
            if "\ufffd" in one.text or (subject.bible.partial and kind in _DECLARED):
                continue
            help = otherwise.format(text=one.text, whose=one.whose)
            if one.nearest:
                help = f"did you mean {one.nearest}? If not, {help}"
            yield Diagnostic(code, severity, message.format(text=one.text, whose=one.whose), one.span, help, fix=_renamed(one))

    return check


def _renamed(one: Unresolved) -> Fix | None:
    """The edit that puts the nearest declared word in place of an unknown one. Not safe: the writer may mean somebody
    new."""
    if not one.nearest or one.span.start == one.span.end:
        return None
    word = one.nearest.upper() if one.text.isupper() else one.nearest
    return Fix(f"write {word}", (Edit(one.span, word),))
