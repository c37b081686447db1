"""The road of a build: speak, set the pictures to the voices, make what is missing, deliver."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from ..compiler.analyse import Analysis
from ..compiler.base.diagnostic import Diagnostic
from ..compiler.base.nodes import node
from ..compiler.driver import speech_plan, target_of
from ..compiler.lock.nodes import Lock
from ..compiler.lock.state import misheard, used
from ..compiler.plan.nodes import Plan
from ..compiler.planned.run import replanned
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.crew import Crew
from ..runtime.engines.ready import check
from ..runtime.events import Event, TaskFinished
from ..runtime.execute import carry_out
from ..runtime.export.deliver import deliver
from ..runtime.imports import bring_in
from ..runtime.job import Fault
from ..runtime.ledger import Ledger
from ..runtime.store import Store
from .drifting import Filming, Strayed, judge, settle, warnings
from .equipment import EXTRA, lacking
from .hiring import hired, models_of
from .holding import differences
from .planning import clips_of, measured, unspoken, without
from .session import LEDGER, STORE
from .sharing import heard, opened, remember


@node
class Made:
    """The delivered files, whether everything that was asked for is among them, and whether a person stopped it; for the
    lock, the voices that were planned, how long they are, the backends and models that did the work, and the takes that were
    chosen because others had drifted."""

    files: tuple[Path, ...]
    complete: bool
    stopped: bool = False
    speech: Plan = Plan()
    lengths: Mapping[str, float] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    retaken: tuple[Strayed, ...] = ()


def make(project: Project, analysis: Analysis, request: Request, workers: int | None, show: Callable[[Event], None],
         tell: Callable[[Sequence[Diagnostic]], None], out: Path, lock: Lock, shared: str = "",
         weigh: Callable[[Plan], Plan] = lambda plan: plan, where: str = "local", retakes: int = 0) -> Made:
    """Make what `request` asks for of the `project` that was analysed, as `lock` holds it to, and put the results into `out`.
    `tell` gets the findings of directing. `shared` is the address of a store that is read and written through, or empty.
    `weigh` sees every plan before it is run, may set its estimates right, and raises what must stop the build. Of a shot that
    has drifted at most `retakes` other takes are made.

    `workers` and `where`: how many do it, and who (see `hiring`). An episode one of whose lines cannot be spoken is left out,
    and the others are made. Raises Fault when the store or `out` cannot be written, or when what draws and speaks is not
    installed.
    """
    equipped()
    ledger, folder = Ledger(project.root / LEDGER), project.root / STORE
    with opened(folder, shared, show) as store:
        def hear(event: Event) -> None:
            show(event)
            if isinstance(event, TaskFinished) and not event.cached:
                store.finished(event.task.key)

        try:
            with hired(where, workers, folder) as crew:
                made = _made(project, analysis, request, store, ledger, crew, hear, tell, out, lock, weigh, retakes,
                             where == "local")
        except KeyboardInterrupt:  # while nothing was at work: in fetching, say
            made = Made((), complete=False, stopped=True)
        store.close(hurry=made.stopped)
    return made


def _made(project: Project, analysis: Analysis, request: Request, store: Store, ledger: Ledger, crew: Crew,
          show: Callable[[Event], None], tell: Callable[[Sequence[Diagnostic]], None], out: Path, lock: Lock,
          weigh: Callable[[Plan], Plan], retakes: int, here: bool) -> Made:
    speech = weigh(speech_plan(analysis, request))
    known = heard(store, speech) | measured(store, speech, lock)
    first = unspoken(speech, lambda task: task.key not in known or store.lookup(task.key) is not None)
    for key in bring_in(speech, store, clips_of(analysis, project.root)):
        store.finished(key)
    if here:
        check(task for task in first.tasks if store.lookup(task.key) is None)
    voices = carry_out(first, store, crew, ledger=ledger, on_event=show, then=(target_of(analysis.bible, request).picture,))
    if voices.stopped:
        return Made((), complete=False, stopped=True)
    lost = {failure.task.key for failure in voices.failed}
    rest = without(request, analysis, lost)
    if lost and not rest.episodes:
        return Made((), complete=False)
    lengths = known | measured(store, speech, lock)

    def film(takes: Mapping[str, int]) -> Filming:
        planned = replanned(project, analysis, rest, lengths, {**lock.takes(), **takes}, lock.weights())
        if not takes:
            tell([*planned.found, *(differences(analysis, rest, planned, store, lock) if lock.facts else ())])
        store.bring(planned.plan)
        plan = weigh(planned.plan)
        return Filming(plan, carry_out(plan, store, crew, ledger=ledger, on_event=show,
                                       models=models_of(plan, analysis.bible.catalogue)))

    settled = settle(film, lambda takes: judge(analysis, rest, lengths, {**lock.takes(), **takes}, lock.weights(), store),
                     retakes, show)
    plan, outcome = settled.filming.plan, settled.filming.outcome
    for event in warnings(settled.strayed, rest):
        show(event)
    if lock.facts:
        tell(list(misheard(lock, speech, measured(store, speech))))
    remember(store, request, (task.key for one in (speech, plan) for task in one.tasks))
    files = deliver(plan, store, out)
    return Made(tuple(files), not voices.failed and not outcome.failed and not outcome.stopped, outcome.stopped,
                speech, lengths, used(plan), settled.takes)


def equipped() -> None:
    """One clear word, rather than a failure a task, where only the core is installed."""
    missing = lacking()
    if missing:
        raise Fault(f"what draws, speaks and encodes is not installed ({', '.join(missing)})",
                    f"{EXTRA}; `dramac doctor` looks at everything")
