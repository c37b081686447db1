"""Who does the work of a build, as a person says it (`local`, `ray`, `ray://host:port`, `host:port`), and with what models."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...compiler.plan.nodes import Plan
from ...runtime.crew import Crew
from ...runtime.dispatch import Model
from ...runtime.weights.look import Seen, Sought
from ...stdlib import data
from ...stdlib.models import STANDARD, Catalogue, Manifest


@contextmanager
def hired(where: str, jobs: int | None, store: Path) -> Iterator[Crew]:
    """The crew of a build with the store `store`: on this machine (`local`), on a Ray cluster that is started here (`ray`), or
    on one that is joined by its address. At most `jobs` workers for cpu tasks; one for each core by default. Raises Fault
    where there is no such cluster."""
    if where == "local":
        from ...runtime.workers.local import gpus

        with Crew(jobs or cores(), gpus=max(1, len(gpus()))) as crew:
            yield crew
        return
    from ...runtime.workers.ray import Cluster

    with Cluster(where, jobs, store) as cluster, Crew(cluster.cpus, cluster.hire, max(1, cluster.gpus)) as crew:
        yield crew


def here(where: str) -> bool:
    """Whether the work is done on this machine: by workers of our own, or on a Ray cluster that is started here."""
    from ...runtime.workers.ray import HERE

    return where == "local" or where in HERE


class Afar:
    """Looks for weights on the cluster at the address `where`, which is joined for that; what was seen once is not looked for
    again. `jobs` and `store` as in `hired`."""

    def __init__(self, where: str, jobs: int | None, store: Path) -> None:
        self._cluster = where, jobs, store
        self._seen: dict[Sought, Seen] = {}

    def __call__(self, sought: Sequence[Sought]) -> tuple[Seen, ...]:
        """What the cluster has of what is `sought`, in order. Raises Fault."""
        new = [one for one in dict.fromkeys(sought) if one not in self._seen]
        if new:
            from ...runtime.workers.ray import Cluster

            with Cluster(*self._cluster) as cluster:
                self._seen.update(zip(new, cluster.look(new), strict=True))
        return tuple(self._seen[one] for one in sought)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def models_of(plan: Plan, known: Catalogue = STANDARD) -> dict[str, Model]:
    """What it takes to hold each model that `plan` names, by its manifest in `known` and the facts about loading."""
    needs: defaultdict[str, float] = defaultdict(float)
    for task in plan.tasks:
        if task.model and task.resource == "gpu":  # nothing is loaded here for what a server does
            needs[task.model] = max(needs[task.model], task.estimate.vram)
    return {name: _model(known.find(name), vram) for name, vram in needs.items()}


def _model(made: Manifest | None, vram: float) -> Model:
    facts = data("loading")
    known: Mapping[str, Any] = made.load if made is not None else {}
    weights = float(known.get("gigabytes", 0)) or vram
    size = weights or float(facts["unknown"]["gigabytes"])
    return Model(float(known.get("seconds", 0)) or size / float(facts["rate"]["gigabytes_per_second"]), weights)
