"""Runs the rules over a series, then applies what the project and the command line say about levels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ..base.diagnostic import Diagnostic, Severity, in_order
from ..base.roster import member, members
from ..story.lowered import Suppression
from . import rules
from .rule import Rule, Subject

_LEVELS = {one.value: one for one in Severity}
_OFF = "off"
_Accepted = dict[tuple[str, str], list[Suppression]]
_PART = re.compile(r"^(What it checks|Why it matters|Example|Fix):$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the command line asks for: codes or their beginnings (`D2`) to `select` (none: all) and to `ignore`;
    `strict` makes errors of warnings."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False


def check(subject: Subject, selection: Selection = Selection()) -> tuple[Diagnostic, ...]:
    """The findings of all rules on `subject`, in order of place, after `[[lint: off …]]` notes, the bible's `lint:`
    block and `selection`. A rule that raises is our mistake and is not caught."""
    found = (one for rule in all_rules() for one in rule.check(subject))
    notes = tuple(note for lowered in subject.lowered for note in lowered.suppressions)
    return settle(found, notes, subject.bible.lint, selection)


def settle(found: Iterable[Diagnostic], notes: Iterable[Suppression], levels: Mapping[str, str],
           selection: Selection = Selection()) -> tuple[Diagnostic, ...]:
    """`found` without what `notes` accept, at the `levels` (code to error, warning, hint or off) of the project, and
    filtered by `selection`; for the findings of any stage."""
    accepted: _Accepted = {}
    for note in sorted(notes, key=lambda one: one.span.start):
        accepted.setdefault((note.span.path, note.code), []).append(note)
    wanted = {code.upper(): level.lower() for code, level in levels.items()}
    return in_order(_settled(found, accepted, wanted, selection))


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the `rules` folder, by code. Raises ValueError where two share a code or one has no docstring."""
    found = sorted((_load(name) for name in members(rules)), key=lambda one: one.code)
    for one, other in pairwise(found):
        if one.code == other.code:
            raise ValueError(f"rules {one.name} and {other.name} share the code {one.code}")
    return tuple(found)


def explanations() -> Mapping[str, str]:
    """The page of every rule by its code, in Markdown: the title on the first line, then its four parts."""
    return {one.code: f"# {one.code} " + _PART.sub(r"## \1", one.text) for one in all_rules()}


def _load(name: str) -> Rule:
    module = member(rules, name)
    if not module.__doc__:
        raise ValueError(f"rule {name} has no docstring")
    return Rule(name, module.CODE, module.SEVERITY, module.__doc__.strip() + "\n", module.check)


def _settled(found: Iterable[Diagnostic], accepted: _Accepted,
             levels: Mapping[str, str], selection: Selection) -> Iterator[Diagnostic]:
    for one in found:
        level = levels.get(one.code, "")
        if level == _OFF or not _selected(one.code, selection) or _accepted(one, accepted):
            continue
        severity = _LEVELS.get(level, one.severity)
        if selection.strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        yield one if severity is one.severity else replace(one, severity=severity)


def _selected(code: str, selection: Selection) -> bool:
    if selection.select and not code.startswith(selection.select):
        return False
    return not (selection.ignore and code.startswith(selection.ignore))


def _accepted(one: Diagnostic, accepted: _Accepted) -> bool:
    """Whether the finding begins in an element that a note covers. The last element to begin counts."""
    if one.span is None:
        return False
    notes = accepted.get((one.span.path, one.code), [])
    at = bisect_right(notes, one.span.start, key=lambda note: note.span.start) - 1
    return at >= 0 and one.span.start < max(notes[at].span.end, notes[at].span.start + 1)
