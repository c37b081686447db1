"""dramac models: what models can be had, what they can do, and which are here."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...compiler.base.near import close_to
from ..listing import Listing

if TYPE_CHECKING:
    from ...compiler.project import Project
    from ...stdlib.models import Catalogue, Manifest

EPILOG = """\b
Examples:
  dramac models                        every model: what it makes, what it needs, whether it is here
  dramac models show flux2-klein       all that is known of one, with sources
  dramac models fetch wan2.2-i2v       fetch its weights, and those of the model that reads its words
  dramac models fetch --target final   fetch what a target of the bible needs
  dramac models verify                 are the weights that are here whole, and those that dramac.lock pins?

\b
Weights are looked for in the folders that $DRAMAC_MODELS names (each model in a folder of its id), then in the
cache of the Hugging Face hub. A series may bring models of its own: models/NAME.yaml beside its series.yaml."""

PROJECT = click.option("--project", "start", type=click.Path(path_type=Path), help="Folder of the series (this one by default).")
JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group(cls=Listing, epilog=EPILOG, invoke_without_command=True)
@PROJECT
@JSON
@click.pass_context
def command(context: click.Context, start: Path | None, as_json: bool) -> None:
    """List the models that targets may name; show, fetch or verify them."""
    if context.invoked_subcommand is None:
        _list(start, as_json)


@command.command(name="list")
@PROJECT
@JSON
def list_(start: Path | None, as_json: bool) -> None:
    """List every model: what it makes, what it needs, whether it is here."""
    _list(start, as_json)


@command.command()
@click.argument("name")
@PROJECT
@JSON
def show(name: str, start: Path | None, as_json: bool) -> None:
    """Tell all that is known of one model, with where it is known from."""
    from ..models.modelling import as_data, told

    project, known = _around(start)
    model = _one(name, known)
    data = as_data(model, _pins(project), own=_own(model))
    click.echo(json.dumps(data, ensure_ascii=False, indent=1) if as_json else told(model, data, known))


@command.command()
@click.argument("names", nargs=-1)
@click.option("--target", default="", help="What this target of the bible needs.")
@PROJECT
def fetch(names: tuple[str, ...], target: str, start: Path | None) -> None:
    """Fetch weights from the hub, and pin them in dramac.lock."""
    from ..models.fetching import fetch_all, with_readers

    project, known = _around(start)
    models = [_one(name, known) for name in names]
    if target:
        models += _of_target(project, target)
    if not models:
        raise click.UsageError("Name a model, or a --target of the bible.")
    wanted = with_readers(models, known)
    if not wanted:
        named = ", ".join(one.id for one in models)
        raise click.UsageError(f"Nothing is fetched for {named}: a program that you install, or a part of dramac.")
    fetch_all(wanted, project, click.echo)


@command.command()
@click.argument("names", nargs=-1)
@PROJECT
@JSON
def verify(names: tuple[str, ...], start: Path | None, as_json: bool) -> None:
    """Look whether the weights that are here are whole, and those that are pinned."""
    from ..models.modelling import checked_weights

    project, known = _around(start)
    models = [_one(name, known) for name in names] or [one for one in map(known.find, known.names()) if one is not None]
    found = checked_weights(models, _pins(project), named=bool(names))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(f"{'ok     ' if one['ok'] else 'wrong  '}  {one['id']}: {one['said']}")
        if not found:
            click.echo("no weights are here; `dramac models fetch NAME` fetches some")
    sys.exit(0 if all(one["ok"] for one in found) else 1)


def _list(start: Path | None, as_json: bool) -> None:
    from ..models.modelling import as_data, table

    project, known = _around(start)
    pins = _pins(project)
    models = [one for one in map(known.find, known.names()) if one is not None]
    rows = [as_data(one, pins, own=_own(one)) for one in models]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else table(rows))


def _around(start: Path | None) -> tuple[Project | None, Catalogue]:
    """The series here, if there is one, and the models that it knows. What is wrong with its bible is said, and errors end the
    command with exit code 1."""
    from ...compiler.base.diagnostic import Diagnostic
    from ...compiler.bible.resolve import load_bible
    from ...compiler.project import load_project
    from ...stdlib.models import STANDARD
    from ..session import admit

    project = load_project(start or Path.cwd())
    if isinstance(project, Diagnostic) or project.bible is None:
        return None, STANDARD
    bible, sources, found = load_bible(project.bible, project.root)
    own = [one for one in found if one.span is not None and one.span.path.startswith("models/")]
    admit(own, sources)
    return project, bible.catalogue


def _pins(project: Project | None) -> dict[str, str]:
    from ..locks.locking import open_lock

    return open_lock(project).weights() if project is not None else {}


def _one(name: str, known: Catalogue) -> Manifest:
    found = known.find(name)
    if found is None:
        near = close_to(name[:60], known.names(), 1, 0.5)
        hint = f"Did you mean '{near[0]}'?" if near else "`dramac models` lists them."
        raise click.UsageError(f"There is no model '{name}'. {hint}")
    return found


def _own(model: Manifest) -> bool:
    from ...stdlib.models import STANDARD

    return STANDARD.find(model.id) is None


def _of_target(project: Project | None, target: str) -> list[Manifest]:
    """The models that draw and speak for `target`."""
    from ...compiler.bible.resolve import load_bible
    from ...compiler.driver import models_of
    from ...compiler.plan.engines import engine_of
    from ..naming import among

    if project is None or project.bible is None:
        raise click.UsageError("There is no series here whose target that could be.")
    bible = load_bible(project.bible, project.root)[0]
    among(target, list(bible.targets), "target")
    models, engine = models_of(bible, bible.targets[target]), engine_of(bible.targets[target], bible.catalogue)
    return [*(models.every() if models is not None else ()), *((engine.known,) if engine.known is not None else ())]
