"""dramac export: scripts for other programs and for people: Final Draft, PDF, HTML, plain Fountain."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.source import Source
from ...compiler.exchange.outlet import FORMATS, Missing, Way, export
from ...compiler.project import Project
from ...runtime.files import disk, fresh, write_atomic
from ...runtime.job import Fault
from ..asking import PROJECT
from ..naming import among, named
from ..session import open_project, say

EPILOG = """\b
Examples:
  dramac export pdf                      every episode as PDF, into build/
  dramac export fdx ep01 ep02            two episodes for Final Draft
  dramac export html --out public        to read on a phone
  dramac export fountain scene.fountain  a single script, without dramac's directives"""


@click.command(epilog=EPILOG)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("episodes", nargs=-1)
@PROJECT
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the results (build by default).")
@click.option("--paper", type=click.Choice(("letter", "a4")),
              help="Paper of pdf and html; letter for English, a4 for other languages by default.")
@click.option("--keep-directives", is_flag=True, help="fountain: leave [[shot: …]] and its like in.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def command(form: str, episodes: tuple[str, ...], start: Path | None, out: Path | None, paper: str | None,
            keep_directives: bool, as_json: bool) -> None:
    """Write scripts as FORMAT: fdx, pdf, html or fountain.

    EPISODES are names of scripts (ep01, or a path); all of them by default. Results that are there already are made
    again.
    """
    meant = named(start, episodes)
    project = open_project(meant.start)
    chosen = _chosen(project, meant.episodes)
    folder = out or project.root / "build"
    way = Way(form, paper or "", keep_directives)
    files: list[Path] = []
    found: list[Diagnostic] = []
    for source in chosen:
        target = folder / f"{Path(source.path).stem}.{form}"
        if target.resolve() in {(project.root / one.path).resolve() for one in project.scripts}:
            raise click.UsageError(f"{target} is the script itself; choose another folder with --out.")
        try:
            data, said = export(source, project, way)
        except Missing as lack:
            raise Fault(*str(lack).split(": ", 1)) from lack
        with disk(f"writing {target}"):
            write_atomic(target, data, fresh(target.parent))
        files.append(target)
        found += said
    if found:
        say(found, {})
    click.echo(json.dumps({"files": [str(file) for file in files]}, ensure_ascii=False, indent=2) if as_json
               else "\n".join(_short(file) for file in files))


def _chosen(project: Project, episodes: tuple[str, ...]) -> Sequence[Source]:
    """The scripts asked for; a name that does not exist is a usage error that names those that do."""
    by_name = {Path(source.path).stem: source for source in project.scripts}
    names = list(episodes) or list(by_name)
    for name in names:
        among(name, list(by_name), "episode")
    return [by_name[name] for name in dict.fromkeys(names)]


def _short(file: Path) -> str:
    """`file` as a person here would write it."""
    absolute = file.resolve()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(file)
