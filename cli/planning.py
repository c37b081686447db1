"""What `build`, `plan` and `cache` share: the lengths of spoken lines, and what the present scripts still need."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product

from ..compiler.analyse import Analysis
from ..compiler.driver import Compiled, compile, speech_plan
from ..compiler.plan.nodes import Plan
from ..compiler.request import Request
from ..runtime.store import Store


def measured(store: Store, plan: Plan) -> dict[str, float]:
    """The length in seconds of every speech task of `plan` whose result is in `store`, by key."""
    found = {}
    for task in plan.tasks:
        if task.action != "speech":
            continue
        file = store.output(task.key, "timing")
        if file is None:
            continue
        try:
            found[task.key] = float(json.loads(file.read_bytes())["seconds"])
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a damaged result counts as not spoken; the build makes it again
    return found


def planned(analysis: Analysis, request: Request, store: Store) -> Compiled:
    """The plan of `request`, set to the lines that were spoken already."""
    return compile(analysis, request, measured(store, speech_plan(analysis, request)))


def needed_keys(analysis: Analysis, store: Store, episodes: tuple[str, ...] = (),
                lengths: Callable[[Store, Plan], Mapping[str, float]] = measured) -> frozenset[str]:
    """Every task key that a build of `episodes` (all by default) in any language and variant, with real or draft voices,
    would ask for. `lengths` knows the lengths of spoken lines."""
    keys: set[str] = set()
    for request in all_requests(analysis, episodes):
        known = lengths(store, speech_plan(analysis, request))
        keys.update(task.key for task in compile(analysis, request, known).plan.tasks)
    return frozenset(keys)


def all_requests(analysis: Analysis, episodes: tuple[str, ...] = ()) -> Iterator[Request]:
    """Every version of `episodes` (all by default) that can be asked for, all languages at once."""
    series = analysis.bible.series
    for target in tuple(analysis.bible.targets) or ("",):
        for draft in (False, True):
            for variants in _versions(analysis):
                yield Request(episodes, (series.language, *series.dubs), target, draft, variants)


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
