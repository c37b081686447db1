"""`dramac plan A..B`: both states read and planned, compared, and shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from ..compiler.analyse import Analysis, analyse
from ..compiler.base.diagnostic import Diagnostic, Severity
from ..compiler.base.source import Source
from ..compiler.changes.compare import compare
from ..compiler.changes.nodes import Changes
from ..compiler.changes.side import Side, side_of
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.store import Store
from .asking import Wish
from .changes.view import Comparison, plural
from .locks.locking import load
from .planning import planned
from .revisions import WORKING_TREE, Range, Repository, Revision, describe, read_range
from .session import STORE, open_project, request_for, stop
from .sharing import opened, worries


def answered(start: Path | None, since: str, wish: Wish, shared: str, as_json: bool, markdown: bool, every: bool,
             other: bool) -> bool:
    """Whether the words of `dramac plan` ask for a comparison; it is then made and printed. `since` is the revision of
    `--since`, `shared` the address of a store that counts; with `every` the text takes no shots together; `other` tells that
    options stand there which only a plan has."""
    ranges = [found for one in wish.episodes if (found := read_range(one)) is not None] + ([Range(since, "")] if since else [])
    if not ranges:
        if markdown:
            raise click.UsageError("--markdown is for a comparison: name two revisions, A..B, or --since A.")
        return False
    if len(ranges) > 1:
        raise click.UsageError("There can be one range of revisions: A..B, or --since A.")
    if other or (as_json and markdown):
        raise click.UsageError("With a comparison there can be one of --json and --markdown, or --shots.")
    episodes = tuple(one for one in wish.episodes if read_range(one) is None)
    project = open_project(start)
    comparison = compared(project, start, ranges[0], replace(wish, episodes=episodes), shared)
    click.echo(_rendered(comparison, project, as_json, markdown, every), nl=False)
    return True


def _rendered(comparison: Comparison, project: Project, as_json: bool, markdown: bool, every: bool) -> str:
    if as_json:
        from .changes import json as form_json

        return form_json.render(comparison)
    if markdown:
        from .changes import markdown as form_markdown

        return form_markdown.render(comparison)
    from .changes import text
    from .lint.places import Names

    return text.render(comparison, Names(project.root, Path.cwd().resolve()).path, every)


def compared(project: Project, start: Path | None, spread: Range, wish: Wish, shared: str) -> Comparison:
    """The two states of `project` that `spread` names, compared. Errors in the newer one end the command with exit code 1;
    the older one is taken as far as it can be read, and that is noted. What the store at the address `shared` has counts as
    there."""
    with opened(project.root / STORE, shared, worries) as store:
        return _compared(project, start, spread, wish, store)


def _compared(project: Project, start: Path | None, spread: Range, wish: Wish, store: Store) -> Comparison:
    repository = Repository(project.root)
    left, right = _revisions(repository, spread)
    script = start.resolve() if start is not None and project.bible is None and start.is_file() else None
    notes: list[str] = []
    with _at(repository, right, project, script, notes) as newer:
        if newer is None:
            raise click.UsageError(f"There is no series in this folder at {right.title() if right else WORKING_TREE}.")
        analysis = analyse(newer)
        errors = _errors(analysis.diagnostics)
        if errors:
            click.echo(f"{right.title() if right else WORKING_TREE} has {plural(len(errors), 'error')}:\n", err=True)
            stop(errors, analysis.sources)
        request = request_for(analysis, wish.episodes, wish.languages, wish.target, wish.draft, wish.variants)
        after = side_of(analysis, request, planned(analysis, request, store, load(newer).lock))
    with _at(repository, left, project, script, notes) as older:
        before, wrong = _before(older, left, request, analysis, store, notes)
    cached = store.there(task.key for task in after.plan.tasks)
    changes = _wanted(compare(before, after, cached), request)
    return Comparison(left.title(), right.title() if right else WORKING_TREE, changes, after.sources, before.sources,
                      tuple(notes), repository.prefix, len(wrong))


def _revisions(repository: Repository, spread: Range) -> tuple[Revision, Revision | None]:
    left = repository.resolve(spread.left)
    right = repository.resolve(spread.right) if spread.right else None
    if spread.fork:
        left = repository.fork(left, right or repository.resolve("HEAD"))
    return left, right


@contextmanager
def _at(repository: Repository, revision: Revision | None, project: Project, script: Path | None,
        notes: list[str]) -> Iterator[Project | None]:
    """The series at `revision`, or `project` itself, the working tree, where that is None."""
    if revision is None:
        yield project
        return
    with repository.project(revision, script) as (found, left_out):
        if left_out:
            notes.append(f"left out of {revision.title()}: {describe(left_out)}")
        yield found


def _before(project: Project | None, left: Revision, request: Request, newer: Analysis, store: Store,
            notes: list[str]) -> tuple[Side, Sequence[Diagnostic]]:
    """The older state, with its errors; one without cuts where the series, or what was asked for, was not there yet."""
    if project is None:
        notes.append(f"there is no series in this folder at {left.title()}: everything counts as new")
        return Side(), ()
    analysis = analyse(project)
    errors = _errors(analysis.diagnostics)
    if errors:
        first = errors[0]
        notes.append(f"{left.title()} has {plural(len(errors), 'error')}, such as {_place(first, analysis)}{first.message} "
                     f"[{first.code}]; it is compared as far as it can be read")
    asked = _then(request, analysis, newer)
    if asked is None:
        return Side(sources=analysis.sources), errors
    return side_of(analysis, asked, planned(analysis, asked, store, load(project).lock)), errors


def _then(request: Request, analysis: Analysis, newer: Analysis) -> Request | None:
    """`request` in terms of an older state, which may lack some of it; None where nothing is left. An episode that it lacks
    may be one of another name, so those that are gone since are looked at too."""
    known = [one.id for one in analysis.episodes]
    if not known:
        return None
    episodes = request.episodes
    if any(one not in known for one in episodes):
        later = {one.id for one in newer.episodes}
        episodes = tuple(one for one in known if one in request.episodes or one not in later)
        if not episodes:
            return None
    series = analysis.bible.series
    spoken = (series.language, *series.dubs)
    languages = tuple(one for one in request.languages or (newer.bible.series.language,) if one in spoken)
    if not languages:
        return None
    variants = tuple((key, value) for key, value in request.variants
                     if key in analysis.bible.variants and value in analysis.bible.variants[key].values)
    return replace(request, episodes=episodes, languages=languages, variants=variants)


def _wanted(changes: Changes, request: Request) -> Changes:
    """Without the episodes that were only looked at because one of those asked for might have been theirs."""
    if not request.episodes:
        return changes
    kept = tuple(one for one in changes.episodes if one.kind != "removed" or one.episode in request.episodes)
    return replace(changes, episodes=kept)


def _errors(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [one for one in found if one.severity is Severity.ERROR]


def _place(one: Diagnostic, analysis: Analysis) -> str:
    source: Source | None = analysis.sources.get(one.span.path) if one.span is not None else None
    if source is None or one.span is None:
        return ""
    return f"{source.path}:{source.position(one.span.start).line}: "
