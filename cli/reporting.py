"""What `dramac report` makes of a series: the page, the data, the breakdown sheets; and where they are written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from ..compiler.analyse import Analysis, analyse, story_of
from ..compiler.driver import Compiled, compile, speech_plan
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.files import disk, fresh, place
from ..runtime.store import Store
from .locks.locking import load
from .planning import held, measured
from .session import STORE, request_for

STDOUT = Path("-")
_KEY = str.maketrans(" /-", "___")


def report_series(project: Project, episodes: tuple[str, ...], language: str, variants: tuple[str, ...], form: str,
                  out: Path | None) -> None:
    """Measure the series (or some `episodes` of it) and write the report. Findings are a part of it: errors in the scripts
    do not stop it."""
    from ..compiler.report.measure import measure

    analysis, request, timings, compiled = _compiled(project, episodes, language, variants)
    report = measure(analysis, request, compiled, timings)
    if form == "json":
        write((json.dumps(asdict(report), ensure_ascii=False, indent=1), "\n"), out)
        return
    from ..compiler.report.page.html import page

    write((page(report),), out or project.root / "build" / "report.html")


def report_breakdown(project: Project, episodes: tuple[str, ...], language: str, variants: tuple[str, ...], form: str,
                     out: Path | None, bom: bool) -> None:
    """Write the breakdown sheet: a row for each scene."""
    from ..compiler.report.breakdown import HEAD, Told, breakdown
    from ..compiler.report.page.words import words_in
    from ..compiler.report.sheet import csv_text

    analysis, request, _, compiled = _compiled(project, episodes, language, variants)
    spoken = language or analysis.bible.series.language
    say = words_in(analysis.bible.series.language)
    cuts = {one.episode: one for one in compiled.cuts if one.language == spoken}
    wanted = [Told(one, flow, cuts.get(one.id)) for one, flow in zip(*story_of(analysis, spoken, dict(request.variants)))
              if not request.episodes or one.id in request.episodes]
    rows = breakdown(wanted, analysis.bible, analysis.sources, say)
    if form == "json":
        keys = [head.lower().translate(_KEY) for head in HEAD]
        write((json.dumps([dict(zip(keys, row)) for row in rows], ensure_ascii=False, indent=1), "\n"), out)
    else:
        write((csv_text([say(head) for head in HEAD], rows, bom),), out or project.root / "build" / "breakdown.csv")


def write(pieces: Iterable[str], out: Path | None) -> None:
    """Write `pieces` to `out` whole, and say its path; to standard output for None or `-`. Raises Fault when the disk
    refuses."""
    if out is None or out == STDOUT:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    with disk(f"writing {out.name}"):
        out.parent.mkdir(parents=True, exist_ok=True)
        temporary = fresh(out.parent)
        try:
            with temporary.open("xb") as handle:
                for piece in pieces:
                    handle.write(piece.encode("utf-8", "replace"))
            place(temporary, out)
        finally:
            temporary.unlink(missing_ok=True)
    click.echo(_short(out))


def _short(file: Path) -> str:
    """A path as short as can be from here."""
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _compiled(project: Project, episodes: tuple[str, ...], language: str,
              variants: tuple[str, ...]) -> tuple[Analysis, Request, dict[str, float], Compiled]:
    """The series read, and its cuts set to the lines that were spoken already."""
    analysis = analyse(project)
    request = request_for(analysis, episodes, (language,) if language else (), "", False, variants)
    lock = load(project).lock
    request = held(request, lock)
    timings = measured(Store(project.root / STORE), speech_plan(analysis, request), lock)
    return analysis, request, timings, compile(analysis, request, timings)
