"""The road of `dramac takes`: speak what is not spoken, draw the takes, lay out their pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ..compiler.analyse import Analysis
from ..compiler.base.diagnostic import Diagnostic
from ..compiler.base.nodes import node
from ..compiler.driver import compile, speech_plan, voices_of
from ..compiler.lock.nodes import Lock
from ..compiler.plan.nodes import Plan
from ..compiler.plan.takes import alternatives
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.crew import Crew
from ..runtime.events import Event
from ..runtime.execute import carry_out
from ..runtime.files import disk, fresh, write_atomic
from ..runtime.ledger import Ledger
from ..runtime.store import Store
from .asking import in_words
from .contact import Picture, Row, page
from .holding import shots_of
from .making import equipped
from .planning import measured
from .session import LEDGER, STORE

BACKEND = "animatic"
"""What draws takes, whatever the target draws with: it is at hand everywhere."""


@node
class Wish:
    """`count` takes of the shots `numbers` (none: of all) of the one episode of `request`, in its one language."""

    request: Request
    numbers: tuple[int, ...]
    count: int


@node
class Tried:
    """The contact sheet, whether every picture is on it, and whether a person stopped the work."""

    sheet: Path | None
    complete: bool
    stopped: bool = False


def try_out(project: Project, analysis: Analysis, wish: Wish, lock: Lock, workers: int, show: Callable[[Event], None],
            tell: Callable[[Sequence[Diagnostic]], None], out: Path) -> Tried:
    """Draw what `wish` asks for and write the sheet into the folder `out`. `tell` gets the findings of directing. Raises
    Fault when the store or `out` cannot be written, or what draws is not installed; UsageError for a shot that there is
    not."""
    equipped()
    store, ledger = Store(project.root / STORE), Ledger(project.root / LEDGER)
    with Crew(workers) as crew:
        speech = speech_plan(analysis, wish.request)
        known = measured(store, speech, lock)
        missing = Plan(tuple(task for task in speech.tasks if task.key not in known))
        voices_done = carry_out(missing, store, crew, ledger=ledger, on_event=show, then=(BACKEND,)) if missing.tasks else None
        if voices_done is not None and not voices_done.ok:
            return Tried(None, complete=False, stopped=voices_done.stopped)
        spoken = {**known, **measured(store, missing, lock)}
        compiled = compile(analysis, wish.request, spoken, lock.takes(), pins=lock.weights())
        tell(compiled.diagnostics)
        rows = [one for _, _, shots in shots_of(analysis, wish.request, compiled) for one in shots]
        beyond = [number for number in wish.numbers if number > len(rows)]
        if beyond:
            raise click.UsageError(f"There is no shot {beyond[0]}; {wish.request.episodes[0]} has {len(rows)} in this version.")
        if not rows:
            return Tried(None, complete=False)
        cut = compiled.cuts[0]
        numbers = sorted(set(wish.numbers)) or range(1, len(rows) + 1)
        voices = next(voices_of(analysis, wish.request))
        plan, pictures = alternatives(cut, tuple(numbers), wish.count, voices, BACKEND)
        outcome = carry_out(plan, store, crew, ledger=ledger, on_event=show)
    laid = [Row(rows[number - 1], tuple(Picture(one.take, one.frame, store.output(one.key, "image"))
                                        for one in pictures if one.number == number)) for number in numbers]
    file = out / f"{'.'.join((cut.episode, cut.language, *(f'{key}-{value}' for key, value in wish.request.variants)))}.html"
    with disk(f"{file} cannot be written"):
        write_atomic(file, page(cut, laid, in_words(wish.request)).encode("utf-8", "replace"), fresh(file.parent))
    return Tried(file, outcome.ok, outcome.stopped)
