"""dramac cache: look after the store of finished work."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ..session import STORE, open_project

EPILOG = """\b
Examples:
  dramac cache stats                  what the store holds
  dramac cache verify                 read every byte, set damaged files aside
  dramac cache gc                     forget what the present scripts do not need
  dramac cache gc --older-than 30     … only what was last used 30 days ago or more
  dramac cache gc --max-size 500      … only until it holds at most 500 MB"""

PROJECT = click.option("--project", "start", type=click.Path(path_type=Path), help="Folder of the series.")


@click.group(epilog=EPILOG)
def command() -> None:
    """Look after the store of finished work: stats, verify, gc."""


@command.command()
@PROJECT
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def stats(start: Path | None, as_json: bool) -> None:
    """Count what the store holds."""
    from ...runtime.store import Store

    store = Store(open_project(start).root / STORE)
    found = store.stats()
    facts = {"folder": str(store.root), "tasks": found.records, "files": found.blobs, "bytes": found.bytes,
             "unfinished": found.unfinished, "damaged": found.aside}
    if as_json:
        click.echo(json.dumps(facts, indent=2))
        return
    click.echo(f"{store.root}\n{found.records} finished tasks, {found.blobs} files, {found.bytes / 1e6:.1f} MB")
    if found.unfinished or found.aside:
        click.echo(f"{found.unfinished} unfinished, {found.aside} damaged and set aside; `dramac cache gc` clears them")


@command.command()
@PROJECT
def verify(start: Path | None) -> None:
    """Read every file and set aside those whose bytes are wrong; the next build makes them again."""
    from ...runtime.store import Store

    wrong = Store(open_project(start).root / STORE).verify()
    for digest in wrong:
        click.echo(f"damaged: {digest}")
    click.echo("every file is as it was written" if not wrong else f"{len(wrong)} damaged, set aside")
    sys.exit(1 if wrong else 0)


@command.command()
@PROJECT
@click.option("--older-than", type=click.FloatRange(min=0), metavar="DAYS", help="Only what was not used for so long.")
@click.option("--max-size", type=click.FloatRange(min=0), metavar="MB", help="Only until the store is this small.")
def gc(start: Path | None, older_than: float | None, max_size: float | None) -> None:
    """Forget finished work that the present scripts do not need."""
    from ...compiler.analyse import analyse
    from ...runtime.store import Store
    from ..locking import open_lock
    from ..planning import needed_keys

    project = open_project(start)
    store = Store(project.root / STORE)
    keep = needed_keys(analyse(project), store, open_lock(project))
    gone = store.gc(keep, older_than * 86_400 if older_than is not None else None,
                    round(max_size * 1e6) if max_size is not None else None)
    click.echo(f"{gone.records} tasks and {gone.blobs} files forgotten, {gone.bytes / 1e6:.1f} MB freed")
