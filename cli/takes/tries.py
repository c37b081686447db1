"""The road of `dramac takes`: speak what is not spoken, draw the takes, lay out their pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import click

from ...compiler.analyse import Analysis
from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.nodes import node
from ...compiler.driver import Compiled, compile, speech_plan, voices_of
from ...compiler.lock.nodes import Lock
from ...compiler.plan.nodes import Plan
from ...compiler.plan.takes import alternatives
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.crew import Crew
from ...runtime.events import Event, Warned
from ...runtime.execute import carry_out
from ...runtime.files import disk, fresh, write_atomic
from ...runtime.imports import bring_in
from ...runtime.job import Fault
from ...runtime.ledger import Ledger
from ...runtime.outcome import Outcome
from ...runtime.store import Store
from ..asking import in_words
from ..builds.making import equipped
from ..locks.holding import shots_of
from ..planning import clips_of, held, measured, unspoken
from ..session import LEDGER, STORE
from .contact import Picture, Row, page
from .drifting import strayed, warnings

BACKEND = "animatic"
"""What draws takes, whatever the target draws with: it is at hand everywhere."""


@node
class Wish:
    """`count` takes of the shots `numbers` (none: of all) of the one episode of `request`, in its one language; with `drifted`
    only of those that have drifted."""

    request: Request
    numbers: tuple[int, ...]
    count: int
    drifted: bool = False


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
    wish = replace(wish, request=held(wish.request, lock))
    with Crew(workers) as crew:
        def work(plan: Plan) -> Outcome:
            return carry_out(plan, store, crew, ledger=ledger, on_event=show, then=(BACKEND,))

        speech = speech_plan(analysis, wish.request)
        bring_in(speech, store, clips_of(analysis, project.root))
        heard = _heard(speech, store, lock, work)
        if isinstance(heard, Outcome):
            return Tried(None, complete=False, stopped=heard.stopped)
        compiled = compile(analysis, wish.request, heard, lock.takes())
        tell(compiled.diagnostics)
        shots = [one for _, _, shots in shots_of(analysis, wish.request, compiled) for one in shots]
        if not shots:
            return Tried(None, complete=False)
        lost = _drifted(analysis, wish.request, compiled, store, show)
        cut, numbers = compiled.cuts[0], _numbers(wish, len(shots), lost)
        if not numbers:
            show(Warned(f"no shot of {cut.episode} has drifted"))
            return Tried(None, complete=True)
        plan, pictures = alternatives(cut, numbers, wish.count, next(voices_of(analysis, wish.request)), BACKEND)
        outcome = work(plan)
    rows = [Row(shots[number - 1], tuple(Picture(one.take, one.frame, store.output(one.key, "image"))
                                         for one in pictures if one.number == number), lost.get(number, ""))
            for number in numbers]
    file = out / f"{'.'.join((cut.episode, cut.language, *(f'{key}-{value}' for key, value in wish.request.variants)))}.html"
    with disk(f"{file} cannot be written"):
        write_atomic(file, page(cut, rows, in_words(wish.request)).encode("utf-8", "replace"), fresh(file.parent))
    return Tried(file, outcome.ok, outcome.stopped)


def _heard(speech: Plan, store: Store, lock: Lock, work: Callable[[Plan], Outcome]) -> dict[str, float] | Outcome:
    """How long the lines of `speech` are, by key; those that nobody has measured are spoken now. What became of that where
    it failed."""
    known = measured(store, speech, lock)
    missing = unspoken(speech, lambda task: task.key not in known)
    if missing.tasks:
        outcome = work(missing)
        if not outcome.ok:
            return outcome
    return known | measured(store, missing, lock)


def _drifted(analysis: Analysis, request: Request, compiled: Compiled, store: Store,
             show: Callable[[Event], None]) -> dict[int, str]:
    """Why shots that a build has made have drifted, by their numbers; that is told, too."""
    try:
        found = strayed(analysis, request, compiled, store)
    except Fault as fault:
        show(Warned(f"whether shots have drifted could not be seen: {fault.message}"))
        return {}
    for event in warnings(found, request):
        show(event)
    return {one.shot.number: one.why for one in found}


def _numbers(wish: Wish, count: int, drifted: Collection[int]) -> tuple[int, ...]:
    """The wanted shots of `count`, in order."""
    beyond = [number for number in wish.numbers if number > count]
    if beyond:
        raise click.UsageError(f"There is no shot {beyond[0]}; {wish.request.episodes[0]} has {count} in this version.")
    wanted = sorted(set(wish.numbers)) or range(1, count + 1)
    return tuple(one for one in wanted if one in drifted or not wish.drifted)
