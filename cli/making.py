"""The road of a build: speak, set the pictures to the voices, make what is missing, deliver."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from ..compiler.analyse import Analysis
from ..compiler.base.diagnostic import Diagnostic
from ..compiler.base.nodes import node
from ..compiler.driver import compile, speech_plan, target_of
from ..compiler.lock.nodes import Lock, nothing
from ..compiler.lock.state import misheard, used
from ..compiler.plan.nodes import Plan
from ..compiler.request import Request
from ..runtime.crew import Crew
from ..runtime.events import Event
from ..runtime.execute import carry_out
from ..runtime.export.deliver import deliver
from ..runtime.job import Fault
from ..runtime.ledger import Ledger
from ..runtime.store import Store
from .equipment import EXTRA, lacking
from .holding import differences
from .planning import measured, without


@node
class Made:
    """The delivered files, whether everything that was asked for is among them, and whether a person stopped it; for the
    lock, the voices that were planned, how long they are, and the backends and models that did the work."""

    files: tuple[Path, ...]
    complete: bool
    stopped: bool = False
    speech: Plan = Plan()
    lengths: Mapping[str, float] = field(default_factory=dict)
    used: frozenset[str] = frozenset()


def make(analysis: Analysis, request: Request, store_folder: Path, ledger_file: Path, workers: int,
         show: Callable[[Event], None], tell: Callable[[Sequence[Diagnostic]], None], out: Path, lock: Lock) -> Made:
    """Make what `request` asks for, as `lock` holds it to, and put the results into `out`. `tell` gets the findings of
    directing.

    An episode one of whose lines cannot be spoken is left out, and the others are made. Raises Fault when the store or
    `out` cannot be written, or when what draws and speaks is not installed.
    """
    equipped()
    store, ledger = Store(store_folder), Ledger(ledger_file)
    with Crew(workers) as crew:
        return _made(analysis, request, store, ledger, crew, show, tell, out, lock)


def _made(analysis: Analysis, request: Request, store: Store, ledger: Ledger, crew: Crew,
          show: Callable[[Event], None], tell: Callable[[Sequence[Diagnostic]], None], out: Path, lock: Lock) -> Made:
    speech = speech_plan(analysis, request)
    voices = carry_out(speech, store, crew, ledger=ledger, on_event=show, then=(target_of(analysis.bible, request).picture,))
    if voices.stopped:
        return Made((), complete=False, stopped=True)
    lost = {failure.task.key for failure in voices.failed}
    rest = without(request, analysis, lost)
    if not rest.episodes:
        return Made((), complete=False)
    heard = measured(store, speech, lock)
    if lock.facts:
        tell(list(misheard(lock, speech, measured(store, speech, nothing()))))
    compiled = compile(analysis, rest, heard, lock.takes(), pins=lock.weights())
    tell([*compiled.diagnostics, *(differences(analysis, rest, compiled, store, lock) if lock.facts else ())])
    plan = compiled.plan
    outcome = carry_out(plan, store, crew, ledger=ledger, on_event=show)
    files = deliver(plan, store, out)
    return Made(tuple(files), not voices.failed and not outcome.failed and not outcome.stopped, outcome.stopped,
                speech, heard, used(plan))


def equipped() -> None:
    """One clear word, rather than a failure a task, where only the core is installed."""
    missing = lacking()
    if missing:
        raise Fault(f"what draws, speaks and encodes is not installed ({', '.join(missing)})",
                    f"{EXTRA}; `dramac doctor` looks at everything")
