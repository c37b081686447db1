"""What `dramac report --corpus` says: the ranking for a terminal, and how far the reading has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from ..compiler.report.corpus.rank import Ranked, rank
from ..compiler.report.corpus.read import ENDINGS, read_corpus, scripts_in
from .reporting import write


def report_corpus(folder: Path, form: str, out: Path | None, top: int, jobs: int, bom: bool, quiet: bool) -> None:
    """Read every script of `folder`, rank them, and write the ranking as `form`."""
    files = list(scripts_in(folder))
    if not files:
        raise click.UsageError(f"There is no script in {folder} ({', '.join(ENDINGS)}).")
    with _progress(len(files), quiet) as done:
        rows = rank(tuple(read_corpus(folder, files, jobs, done)))
    if form == "html":
        from ..compiler.report.corpus.page import corpus_page

        write(corpus_page(rows, folder.resolve().name), out or Path("build/corpus.html"))
    elif form == "json":
        from ..compiler.report.corpus.table import as_json

        write(as_json(rows), out)
    elif form == "csv":
        from ..compiler.report.corpus.table import as_csv

        write((as_csv(rows, bom),), out)
    else:
        write(_text(rows, top), out)


def _text(rows: Sequence[Ranked], top: int) -> Iterator[str]:
    """The best `top` scripts (0: all) with reasons, then those that could not be read, and what the pile is like."""
    read = [one for one in rows if not one.facts.trouble]
    shown = read[:top] if top else read
    wide = max((min(44, len(one.facts.path)) for one in shown), default=10)
    yield f"{'#':>5} {'score':>5}  {'script':<{wide}}  {'min':>5} {'scenes':>6} {'places':>6} {'parts':>5} {'talk':>5}  why\n"
    for one in shown:
        facts = one.facts
        path = facts.path if len(facts.path) <= 44 else "…" + facts.path[-43:]
        why = "; ".join((*(f"+ {text}" for text in one.good), *(f"- {text}" for text in one.bad)))
        yield (f"{one.rank:>5} {one.score:>5.1f}  {_plain(path):<{wide}}  {facts.seconds / 60:>5.1f} {facts.scenes:>6} "
               f"{facts.places:>6} {facts.speakers:>5} {facts.share:>5.0%}  {_plain(why)}\n")
    if len(shown) < len(read):
        yield f"… and {len(read) - len(shown)} more (--top 0 shows all)\n"
    trouble = [one for one in rows if one.facts.trouble]
    if trouble:
        yield f"\n{len(trouble)} could not be read:\n"
        for one in trouble if not top else trouble[:top]:
            yield f"  {_plain(one.facts.path)}: {_plain(one.facts.trouble)}\n"
        if top and len(trouble) > top:
            yield f"  … and {len(trouble) - top} more\n"


def _plain(text: str) -> str:
    """`text` without what could move a terminal's cursor."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, a line at the end of every tenth elsewhere; nothing where `quiet`, or for a handful."""
    if quiet or total < 50:
        yield lambda count: None
    elif sys.stderr.isatty():
        with click.progressbar(length=total, label=f"Reading {total} scripts", file=sys.stderr) as bar:
            yield bar.update
    else:
        yield _Lines(total)


class _Lines:
    def __init__(self, total: int) -> None:
        self._total, self._done, self._told = total, 0, 0

    def __call__(self, count: int) -> None:
        self._done += count
        tenth = 10 * self._done // self._total
        if tenth > self._told:
            self._told = tenth
            click.echo(f"read {self._done} of {self._total}", err=True)


