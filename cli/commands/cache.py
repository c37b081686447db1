"""dramac cache: look after the store of finished work, here and where it is shared."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from ..asking import PROJECT
from ..listing import Listing
from ..naming import among, named
from ..session import STORE, open_project

if TYPE_CHECKING:
    from ...runtime.remote.link import Moved

EPILOG = """\b
Examples:
  dramac cache stats                  what the store holds
  dramac cache verify                 read every byte, set damaged files aside
  dramac cache gc                     forget what the present scripts and the last builds do not need
  dramac cache gc --older-than 30     … only what was last used 30 days ago or more
  dramac cache gc --max-size 500      … only until it holds at most 500 MB
  dramac cache push --store s3://team/films     send what is here and not there
  dramac cache pull ep01              fetch all work on an episode from $DRAMAC_STORE
  dramac cache gc --store s3://team/films --older-than 30 --yes"""

F = TypeVar("F", bound=Callable[..., Any])
DAY = 86_400

JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
THERE = click.option("--store", "shared", default="", metavar="URL",
                     help="Look after this shared store instead: s3://…, gs://…, az://… or a folder.")
OTHER = click.option("--store", "shared", default="", envvar="DRAMAC_STORE", metavar="URL",
                     help="The shared store: s3://…, gs://…, az://… or a folder. $DRAMAC_STORE by default.")
EVERYTHING = click.option("--all", "everything", is_flag=True, help="All that there is, not only what the scripts ask for.")


@click.group(cls=Listing, epilog=EPILOG)
def command() -> None:
    """Look after the store of finished work: stats, verify, gc, push, pull."""


@command.command()
@PROJECT
@THERE
@JSON
def stats(start: Path | None, shared: str, as_json: bool) -> None:
    """Count what the store holds."""
    from ...runtime.store import Store

    store = Store(open_project(start).root / STORE)
    if shared:
        from ...runtime.remote import care
        from ..sharing import linked

        with linked(store.root, shared) as (there, _):
            held, place = care.stats(there.link), there.link.address.shown
        _say({"store": place, "tasks": held.records, "files": held.blobs, "bytes": held.bytes, "last_builds": held.roots},
             as_json, f"{place}\n{held.records} finished tasks, {held.blobs} files, {held.bytes / 1e6:.1f} MB, "
             f"{held.roots} last builds")
        return
    found = store.stats()
    words = f"{store.root}\n{found.records} finished tasks, {found.blobs} files, {found.bytes / 1e6:.1f} MB"
    if found.unfinished or found.aside:
        words += f"\n{found.unfinished} unfinished, {found.aside} damaged and set aside; `dramac cache gc` clears them"
    _say({"folder": str(store.root), "tasks": found.records, "files": found.blobs, "bytes": found.bytes,
          "unfinished": found.unfinished, "damaged": found.aside}, as_json, words)


@command.command()
@PROJECT
@THERE
@JSON
def verify(start: Path | None, shared: str, as_json: bool) -> None:
    """Read every file and set aside those whose bytes are wrong; the next build makes them again, or `cache pull` fetches
    them. In a shared store, what is wrong is sent again if it is right here, and else removed."""
    from ...runtime.store import Store

    store = Store(open_project(start).root / STORE)
    if shared:
        from ...runtime.remote import care
        from ..sharing import linked

        with linked(store.root, shared) as (there, _):
            found = care.verify(there.link)
        words = [*(f"healed: {one}" for one in found.healed), *(f"damaged, removed: {one}" for one in found.removed)]
        _say({"read": found.read, "healed": found.healed, "removed": found.removed}, as_json,
             "\n".join([*words, f"{found.read} files read, {len(found.healed)} healed, {len(found.removed)} removed"]))
        sys.exit(1 if words else 0)
    wrong = store.verify()
    _say({"damaged": wrong}, as_json, "\n".join([
        *(f"damaged: {digest}" for digest in wrong),
        "every file is as it was written" if not wrong else f"{len(wrong)} damaged, set aside"]))
    sys.exit(1 if wrong else 0)


@command.command()
@PROJECT
@click.option("--older-than", type=click.FloatRange(min=0), metavar="DAYS", help="Only what was not used for so long.")
@click.option("--max-size", type=click.FloatRange(min=0), metavar="MB", help="Only until the store is this small.")
@click.option("--last-builds", type=click.FloatRange(min=0), default=30.0, show_default=True, metavar="DAYS",
              help="Keep what builds of so many days needed, in whatever branch.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--yes", is_flag=True, help="Yes, delete in the shared store.")
@THERE
@JSON
def gc(start: Path | None, older_than: float | None, max_size: float | None, last_builds: float, dry_run: bool,
       yes: bool, shared: str, as_json: bool) -> None:
    """Forget finished work that neither the present scripts nor the last builds need."""
    from ...compiler.analyse import analyse
    from ...runtime import roots
    from ...runtime.store import Store
    from ..locks.locking import open_lock
    from ..planning import needed_keys

    project = open_project(start)
    store = Store(project.root / STORE)
    since = time.time() - last_builds * DAY
    limits = (older_than * DAY if older_than is not None else None, round(max_size * 1e6) if max_size is not None else None)
    builds, damaged = roots.remembered(store, since)
    analysis, lock = analyse(project), open_lock(project)
    if shared:
        from ..sharing import collect_shared

        dry = dry_run or not yes
        gone, others = collect_shared(analysis, store, shared, builds, since, limits, dry, lock)
        builds += others
    else:
        dry = dry_run
        keep = needed_keys(analysis, store, lock=lock).union(*(one.keys for one in builds))
        gone = store.gc(keep, *limits, dry=dry)
        if not dry:
            roots.forget(store, since)
    for name in damaged:
        click.echo(f"warning: {roots.FOLDER}/{name} cannot be read: what that build needed is not kept for its sake", err=True)
    would = "would be " if dry else ""
    words = f"{gone.records} tasks and {gone.blobs} files {would}forgotten, {gone.bytes / 1e6:.1f} MB {would}freed"
    if shared and dry and not dry_run:
        words += "\nnothing was deleted: say --yes"
    _say({"tasks": gone.records, "files": gone.blobs, "bytes": gone.bytes, "deleted": not dry,
          "last_builds": sorted(one.what for one in builds)}, as_json, words)


@command.command()
@click.argument("episodes", nargs=-1)
@PROJECT
@OTHER
@EVERYTHING
@JSON
def push(episodes: tuple[str, ...], start: Path | None, shared: str, everything: bool, as_json: bool) -> None:
    """Send finished work on EPISODES (all by default) that is here to the shared store, as far as it is not there."""
    from ..sharing import send

    moved, place = send(*_chosen(start, episodes, everything), _named(shared))
    _end(moved, place, as_json, "sent", "to", "there")


@command.command()
@click.argument("episodes", nargs=-1)
@PROJECT
@OTHER
@EVERYTHING
@JSON
def pull(episodes: tuple[str, ...], start: Path | None, shared: str, everything: bool, as_json: bool) -> None:
    """Fetch all finished work on EPISODES (all by default) that the shared store has. A build fetches by itself what it
    needs; this is for working without a network afterwards, and for healing a damaged store."""
    from ..sharing import receive

    moved, place = receive(*_chosen(start, episodes, everything), _named(shared))
    _end(moved, place, as_json, "fetched", "from", "here")


def _end(moved: Moved, place: str, as_json: bool, done: str, way: str, where: str) -> NoReturn:
    """Say what was `done` (sent, fetched) on the `way` to or from `place`, and what had been `where` it should be; ends the
    command with exit code 1 where something failed."""
    reasons = Counter(moved.failed.values())
    words = [*(f"{count} not: {reason}" for reason, count in reasons.items()),
             f"{done} {moved.tasks} results ({moved.bytes / 1e6:.1f} MB) {way} {place}; {moved.there} were {where} already"]
    _say({"store": place, done: moved.tasks, "bytes": moved.bytes, where: moved.there, "failed": moved.failed}, as_json,
         "\n".join(words))
    sys.exit(1 if moved.failed else 0)


def _chosen(start: Path | None, episodes: tuple[str, ...], everything: bool) -> tuple[Any, Path, tuple[str, ...], Any]:
    """The analysis of the project (None for everything there is), the folder of its store, the episodes asked for, and the
    lock."""
    from ...compiler.analyse import analyse
    from ..locks.locking import load, open_lock

    meant = named(start, episodes)
    project = open_project(meant.start)
    if everything:
        if episodes:
            raise click.UsageError("Name episodes, or say --all.")
        return None, project.root / STORE, (), load(project).lock
    analysis = analyse(project)
    for one in meant.episodes:
        among(one, [episode.id for episode in analysis.episodes], "episode")
    return analysis, project.root / STORE, meant.episodes, open_lock(project)


def _named(shared: str) -> str:
    if not shared:
        raise click.UsageError("Which shared store? Say --store s3://bucket/folder (or a folder), or set DRAMAC_STORE.")
    return shared


def _say(facts: dict[str, Any], as_json: bool, words: str) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else words)
