"""What the project and the command line say about findings: which are told, and how grave they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..base.diagnostic import Diagnostic, Severity, in_order

if TYPE_CHECKING:  # a check that finds nothing changed never loads the story
    from ..story.lowered import Suppression

_LEVELS = {one.value: one for one in Severity}
_OFF = "off"


@dataclass(frozen=True, slots=True)
class Selection:
    """What the command line asks for: codes or their beginnings (`D2`) to `select` (none: all) and to `ignore`;
    `strict` makes errors of warnings."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False

EVERYTHING = Selection()


def settle(found: Iterable[Diagnostic], notes: Iterable[Suppression], levels: Mapping[str, str],
           selection: Selection = EVERYTHING) -> tuple[Diagnostic, ...]:
    """`found` without what `notes` accept, at the `levels` (code to error, warning, hint or off) of the project, and
    filtered by `selection`; for the findings of any stage."""
    accepted: dict[tuple[str, str], list[Suppression]] = {}
    for note in sorted(notes, key=lambda one: one.span.start):
        accepted.setdefault((note.span.path, note.code), []).append(note)
    wanted = {code.upper(): level.lower() for code, level in levels.items()}
    return in_order(_settled(found, accepted, wanted, selection))


def _settled(found: Iterable[Diagnostic], accepted: Mapping[tuple[str, str], list[Suppression]],
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


def _accepted(one: Diagnostic, accepted: Mapping[tuple[str, str], list[Suppression]]) -> bool:
    """Whether the finding begins in an element that a note covers. The last element to begin counts."""
    if one.span is None:
        return False
    notes = accepted.get((one.span.path, one.code), [])
    at = bisect_right(notes, one.span.start, key=lambda note: note.span.start) - 1
    return at >= 0 and one.span.start < max(notes[at].span.end, notes[at].span.start + 1)
