"""One name for two kinds of things

What it checks:
No name or alias of the bible, in any language, means both a character and a prop, a character and a place, or a character
and an extra. Case, width, spaces and punctuation do not matter. Two of one kind that share a name are told of by D311; a
prop and a place may (`car` and `INT. CAR`).

Why it matters:
Action is read for both, and takes every such word for the character: the prop never changes hands, the extra never speaks.

Example:
A character JADE, and the alias `jade` of a jade pendant.

Fix:
Give one of the two another name or alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ....stdlib import fold
from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...base.source import Source, Span
from ...bible.nodes import Character, Place, Prop
from ..rule import Subject

CODE = "D253"
SEVERITY = Severity.WARNING
_EXTRAS = Lazy(r"^extras[ \t]*:", re.MULTILINE)
_HELP = "give one of the two another name"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each pair of declarations with a name in common."""
    bible = subject.bible
    if bible.inferred:
        return
    people = _written(bible.cast)
    for kind, things in (("prop", bible.props), ("place", bible.places)):
        pairs: set[tuple[str, str]] = set()
        for key, (name, thing) in _written(things).items():
            who = people[key][1].id if key in people else ""
            if who and (who, thing.id) not in pairs:
                pairs.add((who, thing.id))
                yield _finding(f"`{name}` means the {kind} {thing.id} and the character {who}",
                               _found(name, thing.span, subject.sources), people[key], subject.sources)
    for extra in bible.extras:
        if fold(extra) in people:
            one = people[fold(extra)]
            where = next((Span(path, found.start(), found.end()) for path, source in subject.sources.items()
                          if path.endswith((".yaml", ".yml")) and (found := _EXTRAS.search(source.text))), one[1].span)
            yield _finding(f"`{extra}` is an extra, and means the character {one[1].id}",
                           _found(extra, where, subject.sources), one, subject.sources)


def _finding(message: str, span: Span, other: tuple[str, Character | Place | Prop],
             sources: Mapping[str, Source]) -> Diagnostic:
    name, one = other
    label = Label(_found(name, one.span, sources), f"{one.id} is named so here")
    return Diagnostic(CODE, SEVERITY, message, span, _HELP, (label,))


def _found(name: str, after: Span, sources: Mapping[str, Source]) -> Span:
    """Where `name` is written in a declaration that begins at `after`; `after` where it cannot be found."""
    source = sources.get(after.path)
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source.text[after.start :]) if source is not None else None
    return Span(after.path, after.start + found.start(), after.start + found.end()) if found else after


def _written(things: Mapping[str, Character] | Mapping[str, Place] | Mapping[str, Prop]
             ) -> dict[str, tuple[str, Character | Place | Prop]]:
    """Every name as it is compared, with the name as written and whom or what it means first."""
    found: dict[str, tuple[str, Character | Place | Prop]] = {}
    for one in things.values():
        for name in (one.id, *one.aliases, *one.names.values()):
            found.setdefault(fold(name), (name, one))
    return found
