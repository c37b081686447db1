"""dramac check: read every script and the bible, report every problem."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ...compiler.base.roster import members
from .. import report
from ..asking import PROJECT

EPILOG = """\b
Examples:
  dramac check                          the series around this folder
  dramac check ep03 ep04                what is found in these episodes
  dramac check script.fountain          one script, with or without a bible
  dramac check --select D2,D301         only these findings
  dramac check --target final           also what the models of a target cannot make
  dramac check --accepted               also what notes and exemptions.yaml accept, and why
  dramac check --statistics             how often each code, and how much had to be worked out
  dramac check --fix                    mend what cannot change the film
  dramac check --unsafe-fixes --diff    see what all suggestions would change
  dramac check --format sarif --output dramac.sarif
  dramac check --baseline dramac-baseline.txt --write-baseline
  dramac check --baseline dramac-baseline.txt      only what is new since then

\b
Exit codes: 0 clean or only hints, 1 findings, 2 wrong usage, or nothing that can be read."""

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(epilog=EPILOG)
@click.argument("what", nargs=-1, metavar="[EPISODE|PATH]...")
@PROJECT
@click.option("--target", metavar="TARGET", default="",
              help="Also what this target of the bible cannot make (D5xx); the first one's by default.")
@click.option("--format", "form", type=click.Choice(members(report)), default="text", show_default=True,
              help="How findings are written.")
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--select", metavar="CODES", multiple=True, help="Only findings whose code begins with one of these.")
@click.option("--ignore", metavar="CODES", multiple=True, help="No findings whose code begins with one of these.")
@click.option("--strict", is_flag=True, help="Warnings become errors, and hints count as findings too.")
@click.option("--statistics", is_flag=True, help="Count findings by code instead of listing them (text or json).")
@click.option("--accepted", is_flag=True, help="List what notes and exemptions accept, with reasons (json and sarif always do).")
@click.option("--fix", is_flag=True, help="Apply fixes that cannot change what the film means.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply all fixes; read the changes before you keep them.")
@click.option("--diff", is_flag=True, help="Show what fixes would change, and write nothing.")
@click.option("--baseline", metavar="FILE", type=_FILE, help="Do not report findings that are recorded in FILE.")
@click.option("--write-baseline", is_flag=True, help="Record the present findings in the file of --baseline.")
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Write the report to FILE.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
def command(what: tuple[str, ...], start: Path | None, as_json: bool, form: str, **chosen: Any) -> None:
    """Read every script and the bible, and report every problem at once.

    What is named is a folder of a series (the current one by default), or episodes of one (ep01, or the path of a script): then
    all is read, and only what is found in these is reported. Exit code 1 when there are errors or warnings, 0 otherwise.
    """
    from ..lint.options import Options
    from ..lint.run import run
    from ..naming import named

    sys.exit(run(named(start, what), Options(form="json" if as_json else form, **chosen)))
