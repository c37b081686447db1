"""The road of a build: speak, set the pictures to the voices, make what is missing, deliver."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ..compiler.analyse import Analysis
from ..compiler.base.diagnostic import Diagnostic
from ..compiler.driver import compile, speech_plan
from ..compiler.request import Request
from ..runtime.events import Event
from ..runtime.execute import execute
from ..runtime.export.deliver import deliver
from ..runtime.job import Fault
from ..runtime.ledger import Ledger
from ..runtime.store import Store
from .planning import measured, without

NEEDED = ("numpy", "scipy", "cv2", "skia", "av", "imageio_ffmpeg")
"""Modules of the extra `animatic` that every build needs."""


@dataclass(frozen=True, slots=True)
class Made:
    """The delivered files, whether everything that was asked for is among them, and whether a person stopped it."""

    files: tuple[Path, ...]
    complete: bool
    stopped: bool = False


def make(analysis: Analysis, request: Request, store_folder: Path, ledger_file: Path, workers: int,
         show: Callable[[Event], None], tell: Callable[[Sequence[Diagnostic]], None], out: Path) -> Made:
    """Make what `request` asks for and put the results into `out`. `tell` gets the findings of directing.

    An episode one of whose lines cannot be spoken is left out, and the others are made. Raises Fault when the store or
    `out` cannot be written, or when what draws and speaks is not installed.
    """
    _equipped()
    store, ledger = Store(store_folder), Ledger(ledger_file)
    speech = speech_plan(analysis, request)
    voices = execute(speech, store, workers=workers, ledger=ledger, on_event=show)
    if voices.stopped:
        return Made((), complete=False, stopped=True)
    lost = {failure.task.key for failure in voices.failed}
    rest = without(request, analysis, lost)
    if not rest.episodes:
        return Made((), complete=False)
    compiled = compile(analysis, rest, measured(store, speech))
    tell(compiled.diagnostics)
    plan = compiled.plan
    outcome = execute(plan, store, workers=workers, ledger=ledger, on_event=show)
    files = deliver(plan, store, out)
    return Made(tuple(files), not voices.failed and not outcome.failed and not outcome.stopped, outcome.stopped)


def _equipped() -> None:
    """One clear word, rather than a failure a task, where only the core is installed."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        raise Fault(f"what draws, speaks and encodes is not installed ({', '.join(lacking)})",
                    "pip install 'dramac[animatic]'; `dramac doctor` looks at everything")
