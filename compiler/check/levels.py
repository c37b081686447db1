"""What the project and the command line say about findings: which are told, and how grave they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node, replace
from ..base.source import NOWHERE, Span

LOCKED = frozenset({"D301", "D303", "D307", "D308", "D502"})
"""Errors after which a part of the series is not read at all. They cannot be accepted, lowered or switched off: whatever
else is found would hang on what is missing."""
_LEVELS = {one.value: one for one in Severity}
_OFF = "off"


@node
class Selection:
    """What the command line asks for: codes or their beginnings (`D2`) to `select` (none: all) and to `ignore`;
    `strict` makes errors of warnings. Only findings in `files` (None: everywhere) are told, and those after which a part of the
    series is not read at all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    files: frozenset[str] | None = None

    def asks(self, code: str) -> bool:
        """Whether findings of `code` are asked for."""
        chosen = not self.select or code.startswith(self.select)
        return chosen and not (self.ignore and code.startswith(self.ignore))

    def covers(self, one: Diagnostic) -> bool:
        """Whether `one` is asked for: its code, in its place."""
        return self.asks(one.code) and (one.code in LOCKED or self.looks_into(one.span.path if one.span else ""))

    def looks_into(self, file: str) -> bool:
        """Whether findings in `file` are asked for."""
        return self.files is None or file in self.files


EVERYTHING = Selection()


@node
class Exemption:
    """Findings of `code` in `file` are accepted: all of them, or those in the scenes whose heading is `scene`, and those
    that have the words `about` in their message or their line. `span` is the place of the entry's code."""

    code: str
    file: str
    reason: str
    scene: str = ""
    about: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@node
class Accepted:
    """A finding that the writer accepts, why, and where that is written."""

    finding: Diagnostic
    reason: str
    by: Span


@node
class Stale:
    """The finding on a note or an entry that accepts nothing any more; `about` is the code that it names."""

    about: str
    finding: Diagnostic


@node
class Settled:
    """Findings after all that a project says about them: those that are `told` (the `stale` among them), and those that
    are `accepted`."""

    told: tuple[Diagnostic, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    stale: tuple[Stale, ...] = ()


def levelled(one: Diagnostic, levels: Mapping[str, str]) -> Diagnostic | None:
    """`one` at the level that `levels` (code to error, warning, hint or off) give it; None for off."""
    level = levels.get(one.code, "") if one.code not in LOCKED else ""
    if level == _OFF:
        return None
    severity = _LEVELS.get(level, one.severity)
    return one if severity is one.severity else replace(one, severity=severity)


def is_off(code: str, levels: Mapping[str, str]) -> bool:
    """Whether `levels` switch `code` off."""
    return levels.get(code, "") == _OFF and code not in LOCKED


def plain_levels(levels: Mapping[str, str]) -> dict[str, str]:
    """`levels` as they are looked up: codes in capitals, words in small letters."""
    return {code.upper(): level.lower() for code, level in levels.items()}


def chosen(found: Settled, selection: Selection) -> Settled:
    """Of `found`, what `selection` asks for, at its levels. Nothing is called stale that was not asked for."""
    unasked = {one.finding for one in found.stale if not selection.asks(one.about)}
    told = tuple(_strict(one, selection) for one in found.told if selection.covers(one) and one not in unasked)
    return Settled(told, tuple(one for one in found.accepted if selection.covers(one.finding)),
                   tuple(one for one in found.stale if one.finding not in unasked))


def _strict(one: Diagnostic, selection: Selection) -> Diagnostic:
    if selection.strict and one.severity is Severity.WARNING:
        return replace(one, severity=Severity.ERROR)
    return one
