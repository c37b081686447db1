"""What `dramac lock` does: show, check and update."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

import click

from ...compiler.analyse import Analysis
from ...compiler.base.diagnostic import Diagnostic, Severity, has_errors, in_order
from ...compiler.base.nodes import node
from ...compiler.driver import Compiled, speech_plan
from ...compiler.lock.nodes import FILE, Fact, Lock, shot_of
from ...compiler.lock.state import departures, gone, lengths, misheard, pinned, pins, unmeasured, used
from ...compiler.lock.write import with_facts, write
from ...compiler.plan.nodes import Plan
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.store import Store
from ..planning import all_requests, measured, planned
from ..planning import held as held_to
from ..report.json import finding
from ..session import STORE, say
from .holding import lost_takes, shots_of, stale
from .locking import Held, load, put, texts

_UNREAD = ("D101", "D502")
_MENDED = ("D521", "D522", "D523")
_SHOWN = 20


@node
class _State:
    """A lock beside the series: the plan of the request, its voices, and the circled takes with their present shots."""

    held: Held
    compiled: Compiled
    speech: Plan
    shots: dict[str, tuple[str, int, str]]


def show_lock(project: Project, analysis: Analysis, request: Request, as_json: bool) -> NoReturn:
    """Say what the lock holds; what differs is told, and only a lock that cannot be read is a failure."""
    state = _state(project, analysis, request)
    lock = state.held.lock
    found = [*state.held.diagnostics, *departures(lock, pinned(lock), known=analysis.bible.catalogue),
             *misheard(lock, state.speech, _voices(project, state)), *_lost(project, analysis, request, state)]
    _end(project, analysis, found, _as_json(state) if as_json else None, as_json, list(_told(state)), has_errors(found))


def check_lock(project: Project, analysis: Analysis, request: Request, as_json: bool) -> NoReturn:
    """Fail unless the lock describes the film of `request` on this installation."""
    state = _state(project, analysis, request)
    lock = state.held.lock
    found = [*state.held.diagnostics, *departures(lock, pinned(lock), Severity.ERROR, analysis.bible.catalogue),
             *unmeasured(lock, state.speech), *misheard(lock, state.speech, _voices(project, state), Severity.ERROR),
             *_lost(project, analysis, request, state)]
    failed = any(one.severity is not Severity.HINT for one in found)
    _end(project, analysis, found, _as_json(state) if as_json else None, as_json,
         [] if failed else [f"{FILE} holds"], failed)


def update_lock(project: Project, analysis: Analysis, request: Request, as_json: bool) -> NoReturn:
    """Write the lock anew: what is installed, the lengths of present lines, takes of shots that there are, no conflict."""
    state = _state(project, analysis, request)
    held = state.held
    if any(one.code in _UNREAD for one in held.diagnostics):
        _end(project, analysis, held.diagnostics, None, as_json, [], True)
    store, lock = Store(project.root / STORE), held.lock
    after = with_facts(lock, (), without=[
        *gone(lock, analysis.bible.catalogue), *stale(analysis, lock, state.speech),
        *(one.about for one, _ in lost_takes(analysis, request, state.shots, store, lock))])
    said = {one.name[0] for one in lock.facts if one.kind in ("backend", "model")}
    after = with_facts(after, [*pins(said | used(state.compiled.plan), analysis.bible.catalogue),
                               *_measured_again(analysis, store, after)])
    unknown = [about for about in after.disputed if about[0] == "timing"]
    after = with_facts(after, (), without=unknown)
    lines: list[str] = []
    if after != lock or not held.there or any(one.code in _MENDED for one in held.diagnostics):
        put(project, after)
        lines = _changes(held.source.text, write(after))
    left = load(project)
    data = _as_json(_State(left, state.compiled, state.speech, state.shots)) if as_json else None
    _end(project, analysis, left.diagnostics, data, as_json, lines or [f"{FILE} is as it should be"],
         has_errors(left.diagnostics))


def _state(project: Project, analysis: Analysis, request: Request) -> _State:
    held = load(project)
    request = held_to(request, held.lock)
    store = Store(project.root / STORE)
    compiled = planned(analysis, request, store, held.lock)
    shots = {one.identity: (episode, one.number, one.words)
             for episode, _, shots in shots_of(analysis, request, compiled) for one in shots}
    return _State(held, compiled, speech_plan(analysis, request), shots)


def _lost(project: Project, analysis: Analysis, request: Request, state: _State) -> list[Diagnostic]:
    store = Store(project.root / STORE)
    return [said for _, said in lost_takes(analysis, request, state.shots, store, state.held.lock)]


def _voices(project: Project, state: _State) -> dict[str, float]:
    """How long the lines are that were spoken here."""
    return measured(Store(project.root / STORE), state.speech)


def _measured_again(analysis: Analysis, store: Store, lock: Lock) -> list[Fact]:
    """The lengths of the lines in `lock` as the store has them, where it does."""
    known = {one.name[0] for one in lock.facts if one.kind == "timing"}
    found: dict[str, Fact] = {}
    for request in all_requests(analysis, lock=lock) if known else ():
        speech = speech_plan(analysis, request)
        here = Plan(tuple(task for task in speech.tasks if task.key in known - found.keys()))
        found.update((one.name[0], one) for one in lengths(here, measured(store, here)))
    return list(found.values())


def _told(state: _State) -> Iterator[str]:
    """The lock in words."""
    lock = state.held.lock
    if not state.held.there:
        yield f"there is no {FILE} yet; `dramac build` writes it"
        return
    for one in (*lock.of("stdlib"), *lock.of("backend"), *lock.of("model")):
        yield " ".join((one.kind, *one.name, one.value))
    known = lock.timings()
    lines = [task for task in state.speech.tasks if task.action == "speech" and task.spans]  # without clips to sound like
    have = sum(task.key in known for task in lines)
    yield f"{have} of {len(lines)} lines have their length; {len(known)} lengths in all"
    for one in lock.of("take"):
        shot = state.shots.get(shot_of(one))
        where = f"shot {shot[1]}, {shot[2]}" if shot else one.note or one.name[1]
        yield f"{one.name[0]}, {where}: take {one.value}"


def _as_json(state: _State) -> dict[str, object]:
    lock = state.held.lock
    takes = []
    for one in lock.of("take"):
        shot = state.shots.get(shot_of(one))
        takes.append({"episode": one.name[0], "shot": one.name[1], "take": int(one.value), "note": one.note,
                      "number": shot[1] if shot else None})
    stdlib = lock.of("stdlib")
    return {"version": lock.version, "stdlib": stdlib[0].value if stdlib else None,
            "backends": {one.name[0]: one.value for one in lock.of("backend")},
            "models": [{"id": one.name[0], "part": one.name[1], "digest": one.value} for one in lock.of("model")],
            "timings": lock.timings(), "takes": takes}


def _changes(before: str, after: str) -> list[str]:
    """What lines went and what lines came, as a person may want to know; of lengths only how many."""
    old, new = set(before.splitlines()), set(after.splitlines())
    lines = []
    for mark, these in (("-", old - new), ("+", new - old)):
        some = sorted(one for one in these if one.strip() and not one.startswith("timing "))
        lines += [f"{mark} {one}" for one in some[:_SHOWN]]
        if len(some) > _SHOWN:
            lines.append(f"{mark} … {len(some) - _SHOWN} more")
        count = sum(one.startswith("timing ") for one in these)
        if count:
            lines.append(f"{mark} {count} length{'s' if count > 1 else ''} of lines")
    return lines


def _end(project: Project, analysis: Analysis, found: Sequence[Diagnostic], data: dict[str, object] | None, as_json: bool,
         lines: Sequence[str], failed: bool) -> NoReturn:
    """Say what was found and end the command."""
    sources = texts(analysis, project)
    ordered = in_order(found)
    if as_json:
        click.echo(json.dumps({**(data or {}), "findings": [finding(one, sources) for one in ordered]}, ensure_ascii=False,
                              indent=1))
    else:
        if ordered:
            say(ordered, sources)
        for line in lines:
            click.echo(line)
    sys.exit(1 if failed else 0)
