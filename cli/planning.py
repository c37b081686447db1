"""What `build`, `plan` and `cache` share: the lengths of spoken lines, and what the present scripts still need."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import product

from ..compiler.analyse import Analysis
from ..compiler.driver import Compiled, compile, speech_plan
from ..compiler.lock.nodes import Lock
from ..compiler.plan.nodes import Plan
from ..compiler.request import Request
from ..runtime.store import Store


def measured(store: Store, plan: Plan, lock: Lock) -> dict[str, float]:
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
        file = store.output(task.key, "timing")
        if file is None:
            continue
        try:
            found[task.key] = float(json.loads(file.read_bytes())["seconds"])
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a damaged result counts as not spoken; the build makes it again
    return found


def planned(analysis: Analysis, request: Request, store: Store, lock: Lock) -> Compiled:
    """The plan of `request`, set to the lines that were spoken already, with the takes that are circled."""
    return compile(analysis, request, measured(store, speech_plan(analysis, request), lock), lock.takes(), pins=lock.weights())


def every_request(analysis: Analysis) -> Iterator[Request]:
    """Every way to ask for the whole series: in all languages, for each target and variant, with real and draft voices."""
    series = analysis.bible.series
    for target in tuple(analysis.bible.targets) or ("",):
        for draft in (False, True):
            for variants in _versions(analysis):
                yield Request((), (series.language, *series.dubs), target, draft, variants)


def needed_keys(analysis: Analysis, store: Store, lock: Lock) -> frozenset[str]:
    """Every task key that a build of any language and variant, with real or draft voices, would ask for."""
    keys: set[str] = set()
    for request in every_request(analysis):
        keys.update(task.key for task in planned(analysis, request, store, lock).plan.tasks)
    return frozenset(keys)


def _versions(analysis: Analysis) -> Iterator[tuple[tuple[str, str], ...]]:
    """The choices of variants: the defaults, and all others of the keys that the scripts use."""
    declared = [one for id, one in analysis.bible.variants.items() if id in analysis.varying]
    for values in product(*(one.values for one in declared)):
        yield tuple(zip((one.id for one in declared), values, strict=True))


def without(request: Request, analysis: Analysis, lost: Collection[str]) -> Request:
    """`request` without the episodes that speak a line of the speech tasks in `lost` (by key)."""
    kept = []
    for episode in request.episodes or tuple(one.id for one in analysis.episodes):
        own = replace(request, episodes=(episode,))
        if not any(task.key in lost for task in speech_plan(analysis, own).tasks):
            kept.append(episode)
    return replace(request, episodes=tuple(kept))
