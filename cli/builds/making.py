"""The road of a build: speak, set the pictures to the voices, make what is missing, deliver."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from ...compiler.analyse import Analysis
from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.nodes import node
from ...compiler.driver import speech_plan, target_of
from ...compiler.lock.nodes import Lock
from ...compiler.lock.state import misheard, used
from ...compiler.plan.nodes import Plan
from ...compiler.planned.run import replanned
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.crew import Crew
from ...runtime.dispatch import Model
from ...runtime.engines.ready import check
from ...runtime.events import Event, TaskFinished
from ...runtime.execute import NO_MODELS, carry_out
from ...runtime.export.deliver import deliver
from ...runtime.imports import bring_in
from ...runtime.job import Fault
from ...runtime.ledger import Ledger
from ...runtime.outcome import Outcome
from ...runtime.store import Store
from ..locks.holding import differences
from ..planning import clips_of, heard, measured, unspoken, without
from ..session import LEDGER, STORE
from ..sharing import opened, remember
from ..takes.drifting import Filming, Settled, Strayed, judge, settle, warnings
from .equipment import EXTRA, lacking
from .hiring import here, hired, models_of


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


@node
class Wanted:
    """A build that somebody asked for: what `request` asks for of the `project` that was analysed, held to `lock`, to be
    put into `out`. `speech` is the plan of its voices, where that is known. `workers` and `where`: how many do it, and who (see
    `hiring`). `shared` is the address of a store that is read and written through, or empty. `checks` see every plan before it
    is run, and raise what must stop the build; so may `weigh`, which comes last and sets its estimates right. Of a shot that has
    drifted at most `retakes` other takes are made."""

    project: Project
    analysis: Analysis
    request: Request
    lock: Lock
    out: Path
    workers: int | None = None
    where: str = "local"
    shared: str = ""
    weigh: Callable[[Plan], Plan] = lambda plan: plan
    retakes: int = 0
    speech: Plan | None = None
    checks: tuple[Callable[[Plan], None], ...] = ()

    def admitted(self, plan: Plan) -> Plan:
        """`plan` with its estimates set right, if nothing stops it. Raises Fault."""
        for stopper in self.checks:
            stopper(plan)
        return self.weigh(plan)


@node
class Floor:
    """Where a build is at work: store, ledger and crew, who is to `show` what happens, and who to `tell` of findings."""

    store: Store
    ledger: Ledger
    crew: Crew
    show: Callable[[Event], None]
    tell: Callable[[Sequence[Diagnostic]], None]

    def run(self, plan: Plan, then: tuple[str, ...] = (), models: Mapping[str, Model] = NO_MODELS) -> Outcome:
        """Carries out `plan`: see `carry_out`."""
        return carry_out(plan, self.store, self.crew, ledger=self.ledger, on_event=self.show, then=then, models=models)


@node
class Spoken:
    """The voices of a build: their plan, how long every line is that is there, and the request without what lacks a line."""

    plan: Plan
    lengths: Mapping[str, float]
    rest: Request
    complete: bool


def make(wanted: Wanted, show: Callable[[Event], None], tell: Callable[[Sequence[Diagnostic]], None]) -> Made:
    """Make what is `wanted`. `tell` gets the findings of directing. An episode one of whose lines cannot be spoken is left out,
    and the others are made. Raises Fault when the store or the folder of the results cannot be written, or when what draws and
    speaks is not installed."""
    equipped()
    root = wanted.project.root
    ledger, folder = Ledger(root / LEDGER), root / STORE
    with opened(folder, wanted.shared, show) as store:
        def hear(event: Event) -> None:
            show(event)
            if isinstance(event, TaskFinished) and not event.cached:
                store.finished(event.task.key)

        try:
            with hired(wanted.where, wanted.workers, folder) as crew:
                made = _made(wanted, Floor(store, ledger, crew, hear, tell))
        except KeyboardInterrupt:  # while nothing was at work: in fetching, say
            made = Made((), complete=False, stopped=True)
        store.close(hurry=made.stopped)
    return made


def _made(wanted: Wanted, floor: Floor) -> Made:
    spoken = _spoken(wanted, floor)
    if spoken is None:
        return Made((), complete=False, stopped=True)
    if not spoken.complete and not spoken.rest.episodes:
        return Made((), complete=False)
    settled = _filmed(wanted, floor, spoken)
    plan, outcome, lock = settled.filming.plan, settled.filming.outcome, wanted.lock
    for event in warnings(settled.strayed, spoken.rest):
        floor.show(event)
    if lock.facts:
        floor.tell(list(misheard(lock, spoken.plan, measured(floor.store, spoken.plan))))
    remember(floor.store, wanted.request, (task.key for one in (spoken.plan, plan) for task in one.tasks))
    files = deliver(plan, floor.store, wanted.out)
    return Made(tuple(files), spoken.complete and not outcome.failed and not outcome.stopped, outcome.stopped,
                spoken.plan, spoken.lengths, used(plan), settled.takes)


def _spoken(wanted: Wanted, floor: Floor) -> Spoken | None:
    """The voices, made where they are not known; None where a person stopped it."""
    analysis, request, lock, store = wanted.analysis, wanted.request, wanted.lock, floor.store
    speech = wanted.admitted(wanted.speech if wanted.speech is not None else speech_plan(analysis, request))
    known = heard(store, speech, lock)
    first = unspoken(speech, lambda task: task.key not in known or store.lookup(task.key) is not None)
    for key in bring_in(speech, store, clips_of(analysis, wanted.project.root)):
        store.finished(key)
    if here(wanted.where):
        check(task for task in first.tasks if store.lookup(task.key) is None)
    voices = floor.run(first, then=(target_of(analysis.bible, request).picture,))
    if voices.stopped:
        return None
    lost = {failure.task.key for failure in voices.failed}
    return Spoken(speech, known | measured(store, speech, lock), without(request, analysis, lost), not lost)


def _filmed(wanted: Wanted, floor: Floor, spoken: Spoken) -> Settled:
    """The films, set to the voices, with other takes of what has drifted where that is wanted."""
    analysis, lock, rest, lengths = wanted.analysis, wanted.lock, spoken.rest, spoken.lengths

    def film(takes: Mapping[str, int]) -> Filming:
        planned = replanned(wanted.project, analysis, rest, lengths, {**lock.takes(), **takes})
        if not takes:
            floor.tell([*planned.found, *(differences(analysis, rest, planned, floor.store, lock) if lock.facts else ())])
        floor.store.bring(planned.plan)
        plan = wanted.admitted(planned.plan)
        return Filming(plan, floor.run(plan, models=models_of(plan, analysis.bible.catalogue)))

    def look(takes: Mapping[str, int]) -> list[Strayed]:
        return judge(analysis, rest, lengths, {**lock.takes(), **takes}, floor.store)

    return settle(film, look, wanted.retakes, floor.show)


def equipped() -> None:
    """One clear word, rather than a failure a task, where only the core is installed."""
    missing = lacking()
    if missing:
        raise Fault(f"what draws, speaks and encodes is not installed ({', '.join(missing)})",
                    f"{EXTRA}; `dramac doctor` looks at everything")
