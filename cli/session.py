"""What most commands begin with: find the project, read and check it, say what was found."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from ..compiler.base.diagnostic import Diagnostic, Severity, has_errors
from ..compiler.base.source import Source
from ..compiler.bible.nodes import Bible
from ..compiler.project import Project, load_project
from ..compiler.request import Request
from .naming import among

if TYPE_CHECKING:
    from ..compiler.analyse import Analysis  # the compiler is loaded by who reads a series

STORE = ".dramac/store"
LEDGER = ".dramac/ledger.sqlite"
HEARD_HINTS = ("D200", "D526")
"""Hints that every command tells: what was inferred for want of a bible, and choices that have come to nothing."""


def open_project(start: Path | None) -> Project:
    """The project around `start` (here by default). Ends the command with exit code 2 when there is none."""
    project = load_project(start or Path.cwd())
    if isinstance(project, Diagnostic):
        stop((project,), {}, code=2)
    return project


def checked(project: Project) -> Analysis:
    """`project` analysed; its errors and warnings are said, and errors end the command with exit code 1."""
    from ..compiler.analyse import analyse

    analysis = analyse(project)
    admit(analysis.diagnostics, analysis.sources)
    return analysis


def admit(found: Sequence[Diagnostic], sources: Mapping[str, Source]) -> None:
    """Print the errors and warnings among what was `found` in reading a series; errors end the command with exit code 1."""
    if has_errors(found):
        stop(grave(found), sources)
    say_grave(found, sources)


def say_grave(found: Sequence[Diagnostic], sources: Mapping[str, Source]) -> None:
    """Print what is worth stopping at: errors and warnings, and some hints."""
    if grave(found):
        say(grave(found), sources)


def grave(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those of `found` that are worth stopping at."""
    return [one for one in found if one.severity is not Severity.HINT or one.code in HEARD_HINTS]


class Asked(Protocol):
    """What a request is checked against: the bible of a series, and its episodes."""

    @property
    def bible(self) -> Bible: ...

    @property
    def episodes(self) -> Sequence[Identified]: ...


class Identified(Protocol):
    """An episode that can be asked for."""

    @property
    def id(self) -> str: ...


def request_for(analysis: Asked, episodes: Sequence[str], languages: Sequence[str], target: str,
                draft: bool, variants: Sequence[str] = ()) -> Request:
    """What the options ask for; a name that does not exist is a usage error that names those that do."""
    known = [episode.id for episode in analysis.episodes]
    for one in episodes:
        among(one, known, "episode")
    series = analysis.bible.series
    spoken = [series.language, *series.dubs]
    wanted = tuple(spoken) if "all" in languages else tuple(languages)
    for one in wanted:
        among(one, spoken, "language", "`dubs:` of the bible's series adds languages.")
    if target:
        among(target, list(analysis.bible.targets), "target")
    return Request(tuple(episodes), wanted, target, draft, tuple(dict(_variant(one, analysis) for one in variants).items()))


def _variant(text: str, analysis: Asked) -> tuple[str, str]:
    """`ending=B` as a declared key and value; a usage error names those that there are."""
    key, _, value = text.partition("=")
    declared = analysis.bible.variants
    if key == "lang":
        raise click.UsageError(f"The language is chosen with --lang {value or 'LANG'}.")
    if not declared:
        raise click.UsageError("This series declares no variants; the bible's `variants:` would.")
    among(key, list(declared), "variant")
    among(value, list(declared[key].values), f"value of '{key}'")
    return key, value


def say(found: Sequence[Diagnostic], sources: Mapping[str, Source]) -> None:
    """Print findings for people on standard error."""
    from .report.text import render

    click.echo(render(found, sources), err=True, nl=False)


def stop(found: Sequence[Diagnostic], sources: Mapping[str, Source], code: int = 1) -> NoReturn:
    """Print findings and end the command."""
    say(found, sources)
    sys.exit(code)

