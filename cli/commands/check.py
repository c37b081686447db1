"""dramac check: read every script and the bible, report every problem."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ...compiler.base.diagnostic import Diagnostic, Severity
from ...compiler.base.roster import member, members
from .. import report

EPILOG = """\b
Examples:
  dramac check                        the series around this folder
  dramac check script.fountain        one script, with or without a bible
  dramac check --format json          for other programs
  dramac check --select D2,D301       only these findings"""


@click.command(epilog=EPILOG)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(members(report)), default="text", show_default=True,
              help="How findings are written.")
@click.option("--select", metavar="CODES", default="", help="Only findings whose code begins with one of these.")
@click.option("--ignore", metavar="CODES", default="", help="No findings whose code begins with one of these.")
@click.option("--strict", is_flag=True, help="Hints count as findings too.")
def command(path: Path | None, form: str, select: str, ignore: str, strict: bool) -> None:
    """Read every script and the bible, and report every problem at once.

    PATH is a folder of a series or one script; the current folder by default. Exit code 1 when there are errors or
    warnings, 0 otherwise.
    """
    from ...compiler.analyse import analyse
    from ...compiler.project import load_project

    project = load_project(path or Path.cwd())
    if isinstance(project, Diagnostic):
        click.echo(member(report, form).render((project,), {}), nl=False)
        sys.exit(2)
    analysis = analyse(project)
    found = [one for one in analysis.diagnostics if _wanted(one, select, ignore)]
    click.echo(member(report, form).render(found, analysis.sources), nl=False)
    grave = [one for one in found if strict or one.severity is not Severity.HINT]
    sys.exit(1 if grave else 0)


def _wanted(one: Diagnostic, select: str, ignore: str) -> bool:
    chosen, dropped = _codes(select), _codes(ignore)
    return (not chosen or one.code.startswith(chosen)) and not (dropped and one.code.startswith(dropped))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())
