"""dramac watch: say at every save what it changes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from ...compiler.project import Project
from ..asking import SHARED, Wish, film_options
from ..session import LEDGER, STORE, open_project

EPILOG = """\b
Examples:
  dramac watch                    findings and work that come and go with every save
  dramac watch ep01 ep02          … of these episodes
  dramac watch ep01 --build --draft   make what a save changed, with quick voices
  dramac watch --json             a JSON object a line, for other programs

\b
Exit codes: 0 when Ctrl-C ended it, 2 wrong usage."""


@click.command(epilog=EPILOG)
@film_options
@click.option("--build", "builds", is_flag=True, help="Make what is missing, at once and after every save.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of what is made (build by default).")
@SHARED
@click.option("--json", "as_json", is_flag=True, help="Write a JSON object a line.")
def command(wish: Wish, start: Path | None, builds: bool, out: Path | None, shared: str, as_json: bool) -> None:
    """Watch the files of a series, and say at every save what it changes: findings, shots, work.

    Scripts, bible, translations and what they include are watched. Errors in them do not end it; Ctrl-C does.
    """
    from ..watch.lines import Lines
    from ..watch.run import watch
    from ..watch.text import Text

    voice = Lines() if as_json else Text()

    def making(project: Project) -> tuple[Sequence[Path], bool]:
        return _make(project, wish, (out or project.root / "build").resolve(), shared)

    with suppress(KeyboardInterrupt):
        watch(start or Path.cwd(), open_project(start), wish, voice, making if builds else None)


def _make(project: Project, wish: Wish, out: Path, shared: str) -> tuple[Sequence[Path], bool]:
    """Make what is missing, as `dramac build` does, without writing dramac.lock: what the bible's budget does not allow is
    refused (Fault). Ctrl-C stops that, and then everything."""
    from ...compiler.analyse import analyse
    from ..builds.making import Wanted, make
    from ..costs.reckoning import weigher
    from ..locks.locking import load
    from ..progress.plain import display

    analysis = analyse(project)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with display(analysis.sources) as show:
        weigh = weigher(analysis.bible, project.root / STORE, project.root / LEDGER, None)
        lock = load(project).lock
        wanted = Wanted(project, analysis, wish.request(analysis, lock), lock, out, cores, shared=shared, weigh=weigh)
        made = make(wanted, show, lambda found: None)
    if made.stopped:
        raise KeyboardInterrupt
    return made.files, made.complete
