"""Where reports go: to the screen, in colour where that is wanted, or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.roster import member
from ...compiler.base.source import Source
from ...compiler.check.levels import Accepted
from ...compiler.checked.result import Work
from ...compiler.project import BIBLE, EXEMPTIONS, Project
from .. import report
from .files import write_whole
from .options import Options


def colour(err: bool = False) -> bool | None:
    """Whether to write in colour: never with NO_COLOR (no-color.org), always with FORCE_COLOR, else on terminals (None)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    stream = sys.stderr if err else sys.stdout
    return None if stream.isatty() else False


def say(line: str) -> None:
    """A remark for people, beside the report."""
    click.echo(_sendable(line, sys.stderr.encoding), err=True, color=colour(err=True))


class Output:
    """The place that the options name for the report."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def keep_off(self, project: Project) -> None:
        """Raises UsageError where the report would be written over a file of the series."""
        for file in (self._options.output, self._options.baseline if self._options.write_baseline else None):
            own = {project.root / BIBLE, project.root / EXEMPTIONS, *(project.root / one.path for one in project.scripts),
                   *(one for files in project.translations.values() for one in files.values())}
            if file is not None and file.resolve() in {one.resolve() for one in own}:
                raise click.UsageError(f"{file} is a file of the series; the report would overwrite it.")

    def report(self, found: Sequence[Diagnostic], accepted: Sequence[Accepted], sources: Mapping[str, Source],
               root: Path | None, work: Work | None) -> None:
        """Write `found`, and what is `accepted`, in the form that was asked for; `root` is the folder that files are named
        from, `work` what the check had to do."""
        if self._options.statistics:
            from . import statistics

            if self._options.form == "json":
                self._write(statistics.as_json(found, accepted, work))
            else:
                self._write(statistics.as_text(found, accepted, work) + self._listed(accepted, sources, root))
        else:
            form = member(report, self._options.form)
            found, shown, texts = self._named(form, found, accepted, sources, root)
            if getattr(form, "ACCEPTED", False):
                self._write(form.render(found, texts, shown))
            else:
                self._write(form.render(found, texts) + self._listed(accepted, sources, root))
        if self._options.output is not None:
            say(f"{len(found)} finding{'s' * (len(found) != 1)} written to {self._options.output}")

    def _named(self, form: ModuleType, found: Sequence[Diagnostic], accepted: Sequence[Accepted],
               sources: Mapping[str, Source], root: Path | None
               ) -> tuple[Sequence[Diagnostic], Sequence[Accepted], Mapping[str, Source]]:
        """Findings and texts with files named from where the `form` of the report has them."""
        base = getattr(form, "FROM", "")
        if root is None or not base:
            return found, accepted, sources
        from .places import Names, repository

        names = Names(root, Path.cwd() if base == "here" else repository(root))
        return ([names.finding(one) for one in found],
                [replace(one, finding=names.finding(one.finding), by=names.span(one.by)) for one in accepted],
                names.sources(sources))

    def _listed(self, accepted: Sequence[Accepted], sources: Mapping[str, Source], root: Path | None) -> str:
        """The list of what is accepted, if it was asked for, for people."""
        if not self._options.accepted:
            return ""
        from ..report.text.accepted import listed

        _, shown, texts = self._named(member(report, "text"), (), accepted, sources, root)
        return listed(shown, texts)

    def difference(self, text: str) -> None:
        """Write a unified diff: in colour, and harmless, on a terminal; else to the byte."""
        if self._options.output is not None:
            self._write(text)
            return
        if colour() is False:
            click.echo(text.encode("utf-8", "surrogateescape"), nl=False)
            return
        from ..report.text.cells import plain

        marks = {"+": "green", "-": "red", "@": "cyan"}
        for line in text.split("\n")[:-1]:
            click.echo(click.style(plain(line.rstrip("\r")), fg=marks.get(line[:1])), color=colour())

    def _write(self, text: str) -> None:
        if self._options.output is None:
            click.echo(_sendable(text, sys.stdout.encoding), nl=False, color=colour())
            return
        try:
            write_whole(self._options.output, text if self._options.diff or self._options.form != "text" else click.unstyle(text))
        except OSError as fault:
            raise click.UsageError(f"{self._options.output} cannot be written: {fault.strerror or fault}.") from fault


def _sendable(text: str, encoding: str | None) -> str:
    """`text` with what the stream cannot carry (parts of file names that are not UTF-8, say) as `?`."""
    name = encoding or "utf-8"
    return text.encode(name, "replace").decode(name)
