"""dramac build: make the films."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import click

from ...compiler.analyse import Analysis
from ...compiler.base.roster import member, members
from ...compiler.lock.nodes import Lock
from ...compiler.plan.nodes import Plan
from ...compiler.planned.result import Planned, cast_of
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.events import Event, TaskFailed
from ...runtime.weights.look import look
from .. import progress
from ..asking import SHARED, Wish, film_options
from ..builds.hiring import Afar, here
from ..builds.making import Wanted, make
from ..builds.tooling import tooled
from ..costs.reckoning import Amount, foresee, weigher
from ..late import late
from ..locks.holding import hold_to, remember
from ..locks.locking import load, open_lock, texts
from ..models.weights import HERE, Looking, guarded
from ..outlook import look as look_ahead
from ..planning import held
from ..session import LEDGER, STORE, admit, checked, open_project, say_grave
from ..takes.drifting import takes_of

EPILOG = """\b
Examples:
  dramac build                            every episode, in the series' language
  dramac build ep01 ep02                  these episodes
  dramac build ep01 --lang zh-Hans        a dub; --lang all for every language
  dramac build --variant ending=B         another version of the text
  dramac build --draft                    quick voices, for a first look
  dramac build --target final --fetch     fetch the weights of its models first, where they are not here
  dramac build --target final --tiny      the models of a target at their smallest: the whole road, on any machine
  dramac build --locked                   only the very film that dramac.lock describes
  dramac build scene.fountain             a bare script: cast and places are inferred
  dramac build --workers ray              on a Ray cluster of this machine
  dramac build --workers ray://head:10001 on a Ray cluster that is there
  dramac build -j 1 --out /tmp/film       one worker, results elsewhere
  dramac build --store s3://team/films    what others have made is not made again
  dramac build --target final --retake 2  shots whose colours drift are made again, twice at most
  dramac build --dry-run                  what would be made and spent; nothing is written
  dramac build ep01 --max-cost 20USD      refuse, before anything is spent, what would cost more"""


@click.command(epilog=EPILOG)
@film_options
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="Workers; one for each core by default.")
@click.option("--workers", "where", default="local", metavar="WHERE",
              help="local; ray (a cluster of this machine); or the address of a Ray cluster, ray://host:10001 or host:6379.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of the results (build by default; build/tiny with --tiny).")
@click.option("--locked", is_flag=True, help="Make only the film that dramac.lock describes; any difference is an error.")
@click.option("--no-lock", is_flag=True, help="Do not write dramac.lock.")
@SHARED
@click.option("--max-cost", "limit", type=Amount(), metavar="AMOUNT",
              help="Refuse to spend more, in place of the bible's budget; in its currency, or 12USD.")
@click.option("--pay-again", is_flag=True,
              help="Ask media servers once more for what may have been paid for and never came.")
@click.option("--fetch", is_flag=True, help="Fetch the weights of models that are not here, before anything is made.")
@click.option("--retake", "retakes", type=click.IntRange(0, 9), default=0, metavar="N",
              help="Of a shot whose colours have drifted make up to N other takes, and circle the best.")
@click.option("--dry-run", is_flag=True, help="Say what would be made and spent, and make nothing.")
@click.option("--progress", "shown", type=click.Choice([one for one in members(progress) if one != "stages"]),
              help="How progress is shown; live on a terminal, plain elsewhere.")
@click.option("-q", "--quiet", is_flag=True, help="Say only the paths of the results, and what failed.")
def command(wish: Wish, start: Path | None, jobs: int | None, where: str, out: Path | None, locked: bool, no_lock: bool,
            shared: str, limit: tuple[float, str] | None, pay_again: bool, fetch: bool, retakes: int,
            dry_run: bool, shown: str | None, quiet: bool) -> None:
    """Make the films: voices first, then pictures set to them, then mix and master.

    EPISODES are names of scripts (ep01, or a path). What the store already holds is not made again, so a second
    build takes up where the first one stopped. The paths of the films are printed at the end.
    """
    project = open_project(start)
    analysis, ahead = _read(project, wish)
    lock, sources = open_lock(project), texts(analysis, project)
    request = asked = wish.request(cast_of(project, analysis.bible), lock)
    if locked and retakes:
        raise click.UsageError("--locked makes the very film that dramac.lock describes: --retake has no place there.")
    if locked:
        hold_to(project, analysis, request, lock)
    weigh = weigher(analysis.bible, project.root / STORE, project.root / LEDGER, limit)
    if dry_run or limit is not None or analysis.bible.budget:
        foresee(project, analysis, request, limit, dry_run, lock, shared)
    if dry_run:
        return
    if pay_again:
        os.environ["DRAMAC_MEDIA_PAY_AGAIN"] = os.urandom(8).hex()  # a leave of its own: it is good for this build
    looking, place = (look, HERE) if here(where) else (Afar(where, jobs, project.root / STORE), f"the cluster {where}")
    lock = _weights(project, analysis, request, lock, looking, place, fetch=fetch, keep=not (locked or no_lock), sure=not shared)
    request = held(request, lock)
    checks: tuple[Callable[[Plan], None], ...] = (guarded(project, analysis, lock, looking, place),)
    if here(where):
        checks = tooled(project.root / STORE), *checks
    display = nullcontext(failures_only) if quiet else member(progress, shown or default_progress()).display(analysis.sources)
    with display as show:
        wanted = Wanted(project, analysis, request, lock, (out or _results(project, wish)).resolve(), jobs, where, shared, weigh,
                        retakes, ahead.voices() if ahead.voices is not None and request == asked else None, checks)
        made = make(wanted, show, lambda found: say_grave(found, sources))
    if made.complete and not (locked or no_lock) and project.bible is not None:
        remember(project, analysis, made.speech, made.lengths, made.used, takes_of(made.retaken))
    for file in made.files:
        click.echo(short(file))
    sys.exit(0 if made.complete else 130 if made.stopped else 1)


def _results(project: Project, wish: Wish) -> Path:
    """Where films go unless somebody says. One of random weights never takes the place of a real one."""
    return project.root / "build" / "tiny" if wish.tiny else project.root / "build"


def _read(project: Project, wish: Wish) -> tuple[Analysis, Planned]:
    """The series and what is planned of it, with the lengths of lines that are known so far. Its findings are said; errors end
    the command with exit code 1. Raises click.UsageError for a wish that names what there is not."""
    try:
        planned = look_ahead(project, wish, load(project).lock).planned
    except click.UsageError:
        checked(project)  # errors, which may be why something is not there, are said first and end the command
        raise
    admit(planned.told, planned.sources)
    return late(project, planned), planned


def _weights(project: Project, analysis: Analysis, request: Request, lock: Lock, looking: Looking, place: str, *, fetch: bool,
             keep: bool, sure: bool) -> Lock:
    """`lock` with pins for all weights that the build needs in the `place` where it is `looking`. Raises Fault where some are not
    there, or are not those pinned, if it is `sure` that they are needed: a shared store may have what they would make. Nothing is
    downloaded unless the person said `fetch`, and never on a cluster."""
    from ..models.fetching import fetch_all, ready, with_readers
    from ..models.weights import of_build, refuse, wanting

    models = of_build(project, analysis, request, lock)
    if not models:
        return lock
    found = wanting(models, lock, looking)
    if fetch and found.models and place == HERE:
        known = analysis.bible.catalogue
        missing = [one for one in models if one.id in found.models]
        fetch_all(with_readers(missing, known), project, lambda words: click.echo(words, err=True))
        lock = open_lock(project)
        found = wanting(models, lock, looking)
    if sure:
        refuse(found, place)
    return ready(project, models, lock, keep=keep, looking=looking)


def default_progress() -> str:
    """How progress is shown when nobody says."""
    return "live" if sys.stderr.isatty() and "CI" not in os.environ else "plain"


def short(file: Path) -> str:
    """`file` as a person here would write it."""
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)


def failures_only(event: Event) -> None:
    """Say what failed, and nothing else."""
    if isinstance(event, TaskFailed):
        remedy = f" ({event.help})" if event.help else ""
        click.echo(f"failed: {event.task.label}: {event.message}{remedy}", err=True)
