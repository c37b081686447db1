"""The loop of `dramac watch`: look, say what changed, make it where that is wished, wait for the next save."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import click

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.project import Project, load_project
from ...runtime.job import Fault
from ..asking import Wish
from ..locks.locking import load
from ..outlook import look
from ..session import LEDGER
from . import files
from .changes import Change, State, change, state_of

PAUSE, QUIET = 0.2, 0.06
"""Seconds between two looks, and after the last change until it is believed to be over."""

Making = Callable[[Project], tuple[Sequence[Path], bool]]
"""Makes what is missing: the files that were delivered, and whether they are all that was asked for."""


class Voice(Protocol):
    """Who says what happens."""

    def began(self, title: str, files: int, state: State) -> None: ...

    def changed(self, files: Sequence[str], state: State, change: Change, seconds: float) -> None: ...

    def built(self, files: Sequence[Path], complete: bool) -> None: ...

    def trouble(self, message: str) -> None: ...


def watch(start: Path, project: Project, wish: Wish, voice: Voice, making: Making | None) -> None:
    """Watch the `project` around `start` until KeyboardInterrupt. Mistakes in scripts, and trouble with the disk, are said
    and do not end it. Raises click.UsageError where `wish` names what there is not from the start."""
    seen = files.look(project.root)
    state = state_of(look(project, wish, load(project).lock), None, project.root / LEDGER)
    voice.began(project.root.name, len(seen), state)
    if making is not None:
        state = _built(project, wish, None, state, voice, making)
    while True:
        before, seen = seen, files.wait(project.root, seen, PAUSE, QUIET)
        began = time.perf_counter()
        now = load_project(start)
        if isinstance(now, Diagnostic):
            voice.trouble(f"{now.message}; {now.help}" if now.help else now.message)
            continue
        try:
            after = state_of(look(now, wish, load(now).lock), state, now.root / LEDGER)
        except click.UsageError as fault:
            voice.trouble(fault.format_message())
            continue
        voice.changed(files.changed(before, seen), after, change(state, after), time.perf_counter() - began)
        state = after if making is None else _built(now, wish, state, after, voice, making)


def _built(project: Project, wish: Wish, before: State | None, state: State, voice: Voice, making: Making) -> State:
    """The state after what was missing in `state` has been made, and delivered if it is another film than `before`."""
    if state.broken or (before is not None and before.keys() == state.keys() and not state.missing()):
        return state
    try:
        voice.built(*making(project))
        return state_of(look(project, wish, load(project).lock), state, project.root / LEDGER)
    except Fault as fault:
        voice.trouble(f"{fault.message}; {fault.help}" if fault.help else fault.message)
        return state
