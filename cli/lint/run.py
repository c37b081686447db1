"""The road of `dramac check`: read, choose, fix, remember, report. Returns the exit code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from ...compiler.base.diagnostic import Diagnostic, Severity
from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ...compiler.check.levels import Selection, Settled, chosen
from ...compiler.checked.result import Work
from ...compiler.checked.run import checked
from ...compiler.project import Project, load_project
from ..naming import Named, among
from .baseline import Baseline, BrokenBaseline, Entry, read_baseline, unknown, write_baseline
from .options import Options
from .output import Output, say
from .scope import files_of

if TYPE_CHECKING:
    from ...compiler.analyse import Analysis  # loaded only for fixes: a check that remembers its findings needs none of it

FINDINGS, WRONG = 1, 2


class Judged(Protocol):
    """A series that has been checked: its findings and its texts by name."""

    @property
    def settled(self) -> Settled: ...

    @property
    def sources(self) -> Mapping[str, Source]: ...


@node
class Choice:
    """What of a check is reported: what the selection asks for and the baseline does not know."""

    selection: Selection
    baseline: Baseline

    def settled(self, judged: Judged) -> Settled:
        """What the selection asks for, findings that the baseline knows among it."""
        return chosen(judged.settled, self.selection)

    def __call__(self, judged: Judged) -> Sequence[Diagnostic]:
        return unknown(self.settled(judged).told, judged.sources, self.baseline)[0]

    def knows(self, key: Entry) -> bool:
        """Whether an entry of a baseline is of what the selection asks for."""
        return self.selection.asks(key[1]) and self.selection.looks_into(key[0])

    def stale(self, judged: Judged) -> int:
        """How many findings of the baseline are gone, among those that the selection asks for."""
        here = {key: count for key, count in self.baseline.items() if self.knows(key)}
        return unknown(self.settled(judged).told, judged.sources, here)[1]


def run(meant: Named, options: Options) -> int:
    """Check the series, or the episodes of it, that are `meant`, as `options` ask, and say what was found. Raises click's
    errors for wrong usage."""
    options.agree()
    selection = options.selection()
    output = Output(options)
    path = meant.start
    project = load_project(path or Path.cwd())
    if isinstance(project, Diagnostic):
        output.report((project,), (), {}, None, None)
        return WRONG
    if meant.words and project.bible is not None:
        selection = replace(selection, files=files_of(project, meant.words))
    project = _judging(project, options.target)
    choice = Choice(selection, _baseline(options))
    output.keep_off(project)
    judged: Judged
    work: Work | None = None
    if options.diff or options.fix or options.unsafe_fixes:
        from ...compiler.analyse import analyse

        analysis = analyse(project, film=True)
        if options.diff:
            return _diff(project, analysis, choice, options, output)
        project, judged = _fixed(project, path, analysis, choice, options)
    else:
        judged = found_now = checked(project)
        work = found_now.work
    if options.write_baseline:
        return _remember(judged, choice, options)
    found = choice(judged)
    output.report(found, choice.settled(judged).accepted, judged.sources, project.root, work)
    _say_rest(judged, selection)
    stale = choice.stale(judged)
    if stale:
        say(f"{stale} finding{'s' * (stale != 1)} of the baseline {'are' if stale != 1 else 'is'} no longer there; "
            "`--write-baseline` renews it")
    return _code(found, options)


def _judging(project: Project, target: str) -> Project:
    """`project`, of which `target` is judged. Raises UsageError where its bible has none of that name."""
    if not target:
        return project
    from ...compiler.analyse import bible_of

    among(target, list(bible_of(project)[0].targets), "target")
    return replace(project, target=target)


def _say_rest(judged: Judged, selection: Selection) -> None:
    """Tell that there are findings in what was not asked for."""
    if selection.files is not None:
        everywhere = replace(selection, files=None)
        rest = sum(everywhere.covers(one) and not selection.covers(one) for one in judged.settled.told)
        if rest:
            say(f"{rest} finding{'s' * (rest != 1)} in the rest of the series; `dramac check` lists all")


def _baseline(options: Options) -> Baseline:
    if options.baseline is None or (options.write_baseline and not options.baseline.exists()):
        return {}
    try:
        return read_baseline(options.baseline)
    except BrokenBaseline as fault:
        if options.write_baseline:
            return {}  # it is about to be renewed, unless it is no baseline at all
        raise click.UsageError(str(fault)) from fault


def _remember(judged: Judged, choice: Choice, options: Options) -> int:
    """Write the baseline. Entries of codes and files that this run does not look at stay."""
    assert options.baseline is not None
    kept = {key: count for key, count in choice.baseline.items() if not choice.knows(key)}
    try:
        count = write_baseline(options.baseline, choice.settled(judged).told, judged.sources, kept)
    except BrokenBaseline as fault:
        raise click.UsageError(str(fault)) from fault
    except OSError as fault:
        raise click.UsageError(f"{options.baseline} cannot be written: {fault.strerror or fault}.") from fault
    say(f"{count} finding{'s' * (count != 1)} written to {options.baseline}")
    return 0


def _fixed(project: Project, path: Path | None, analysis: Analysis, choice: Choice,
           options: Options) -> tuple[Project, Analysis]:
    """Fix what can be fixed, say what was done, and read the series again."""
    from ...compiler.analyse import analyse
    from .fixing import fix, write
    from .told import told

    outcome = fix(project, analysis, choice, options.unsafe_fixes)
    done = write(project, analysis, outcome)
    if done.files:
        again = load_project(path or Path.cwd())
        if isinstance(again, Project):
            again = replace(again, target=options.target)
            project, analysis_now = again, analyse(again, film=True)
        else:
            analysis_now = analysis
    else:
        analysis_now = analysis
    for line in told(outcome, done, analysis, len(choice(analysis_now))):
        say(line)
    return project, analysis_now


def _diff(project: Project, analysis: Analysis, choice: Choice, options: Options, output: Output) -> int:
    """Show what fixing would change, and write nothing."""
    from .fixing import fix
    from .told import difference, foreseen

    outcome = fix(project, analysis, choice, options.unsafe_fixes)
    output.difference(difference(outcome, analysis))
    found = choice(analysis)
    for line in foreseen(outcome, analysis, len(found)):
        say(line)
    return FINDINGS if outcome.texts and not options.exit_zero else _code(found, options)


def _code(found: Sequence[Diagnostic], options: Options) -> int:
    grave = any(options.strict or one.severity is not Severity.HINT for one in found)
    return FINDINGS if grave and not options.exit_zero else 0
