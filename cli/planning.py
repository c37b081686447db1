"""What `build`, `plan` and `cache` share: the lengths of spoken lines, and what the present scripts still need."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product
from math import isfinite
from pathlib import Path

from ..compiler.analyse import Analysis
from ..compiler.driver import Compiled, compile, speech_plan
from ..compiler.lock.nodes import Lock, nothing
from ..compiler.plan.nodes import Plan, Task
from ..compiler.planned.run import Planned, replanned
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.store import Store
from .lengths import length_of

_NO_LOCK = nothing()


def measured(store: Store, plan: Plan, lock: Lock = _NO_LOCK) -> dict[str, float]:
    """The length in seconds of every speech task of `plan`, by key, as `lock` has it or else the result in `store`; tasks
    that neither knows are left out."""
    found = {}
    known = lock.timings()
    for task in plan.tasks:
        if task.action != "speech":
            continue
        if task.key in known:
            found[task.key] = known[task.key]
            continue
        seconds = length_of(store, task.key)
        if seconds is not None:
            found[task.key] = seconds
    return found


def heard(store: Store, speech: Plan, lock: Lock = _NO_LOCK) -> dict[str, float]:
    """What `measured` finds of `speech`, and the lengths of those lines that only a store has with which `store` is shared."""
    known = measured(store, speech, lock)
    there = store.glance((task.key for task in speech.tasks if task.action == "speech" and task.key not in known), "timing")
    for key, data in there.items():
        with suppress(ValueError, KeyError, TypeError):  # what is no timing counts as not spoken
            seconds = float(json.loads(data)["seconds"])
            if isfinite(seconds) and seconds >= 0:
                known[key] = seconds
    return known


def unspoken(speech: Plan, wanted: Callable[[Task], bool]) -> Plan:
    """Those lines of `speech` that are `wanted`, and the clips that these are to sound like."""
    given = {one.key for task in speech.tasks for one in task.inputs}
    lines = [task for task in speech.tasks if task.key not in given and wanted(task)]
    keys = {task.key for task in lines} | {one.key for task in lines for one in task.inputs}
    return Plan(tuple(task for task in speech.tasks if task.key in keys))


def clips_of(analysis: Analysis, root: Path) -> dict[str, Path]:
    """Where the recordings lie that the bible of the series in `root` names, by the digests of their bytes."""
    return {clip.sha256: root / clip.file for one in analysis.bible.cast.values() for clip in one.clips}


def held(request: Request, lock: Lock) -> Request:
    """`request`, whose models' weights are held to what `lock` says."""
    return replace(request, pins=lock.weights())


def planned(analysis: Analysis, request: Request, store: Store, lock: Lock = _NO_LOCK) -> Compiled:
    """The cuts and the plan of `request`, set to the lines that were spoken already, with the takes that are circled."""
    request = held(request, lock)
    return compile(analysis, request, heard(store, speech_plan(analysis, request), lock), lock.takes())


def foreseen(project: Project, analysis: Analysis, request: Request, store: Store, lock: Lock) -> Planned:
    """The same plan without its cuts, as far as it can be from what is kept of earlier plans."""
    request = held(request, lock)
    return replanned(project, analysis, request, heard(store, speech_plan(analysis, request), lock), lock.takes())


def needed_keys(analysis: Analysis, store: Store, episodes: tuple[str, ...] = (), lock: Lock = _NO_LOCK) -> frozenset[str]:
    """Every task key that a build of `episodes` (all by default) in any language and variant, with real or draft voices,
    would ask for, as `lock` holds it to."""
    keys: set[str] = set()
    for request in all_requests(analysis, episodes, lock):
        compiled = compile(analysis, request, heard(store, speech_plan(analysis, request), lock), lock.takes())
        keys.update(task.key for task in compiled.plan.tasks)
    return frozenset(keys)


def all_requests(analysis: Analysis, episodes: tuple[str, ...] = (), lock: Lock = _NO_LOCK) -> Iterator[Request]:
    """Every version of `episodes` (all by default) that can be asked for, held to `lock`, all languages at once."""
    series, pins = analysis.bible.series, lock.weights()
    for target in tuple(analysis.bible.targets) or ("",):
        for draft in (False, True):
            for variants in _versions(analysis):
                yield Request(episodes, (series.language, *series.dubs), target, draft, variants, pins=pins)


def _versions(analysis: Analysis) -> Iterator[tuple[tuple[str, str], ...]]:
    """The choices of variants: the defaults, and all others of the keys that the scripts use."""
    declared = [one for id, one in analysis.bible.variants.items() if id in analysis.varying]
    for values in product(*(one.values for one in declared)):
        yield tuple(zip((one.id for one in declared), values, strict=True))


def without(request: Request, analysis: Analysis, lost: Collection[str]) -> Request:
    """`request` without the episodes that speak a line of the speech tasks in `lost` (by key)."""
    if not lost:
        return request
    kept = []
    for episode in request.episodes or tuple(one.id for one in analysis.episodes):
        own = replace(request, episodes=(episode,))
        if not any(task.key in lost for task in speech_plan(analysis, own).tasks):
            kept.append(episode)
    return replace(request, episodes=tuple(kept))
