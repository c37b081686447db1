"""The weights of models on this machine: which a plan needs and are not here, and what a person does about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from ..compiler.analyse import Analysis
from ..compiler.base.nodes import node
from ..compiler.driver import models_of, target_of
from ..compiler.lock.nodes import Lock
from ..compiler.plan.nodes import Plan
from ..compiler.project import Project
from ..compiler.request import Request
from ..runtime.job import Fault
from ..runtime.store import Store
from ..stdlib.models import Catalogue, Manifest
from ..stdlib.models.tiny import WEIGHTS as TINY
from .planning import foreseen
from .session import STORE

HOLDER = "diffusers"
"""The backend whose workers hold models, and need their weights."""


@node
class Weights:
    """The weights of a model: where they come from, the digest that they are held to ("" for none), and where they are here
    (None: nowhere)."""

    model: Manifest
    repo: str
    revision: str
    pinned: str
    folder: Path | None

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders that are needed, where not all are."""
        return tuple(self.model.hub.get("parts", ()))


@node
class Wanting:
    """What a plan needs of weights and is not here: `models` whose weights are missing, and why others cannot be used."""

    models: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


def weights_of(model: Manifest, pins: Mapping[str, str]) -> Weights:
    """The weights of `model`, held to what `pins` (of a lock) say, or else its manifest."""
    from ..runtime.weights import find

    repo = str(model.hub.get("repo", ""))
    revision = pins.get(f"{model.id}/revision") or str(model.hub.get("revision") or model.revision)
    return Weights(model, repo, revision, pins.get(model.id, model.weights), find(model.id, repo, revision))


def wanted(plan: Plan, cached: Collection[str], known: Catalogue) -> list[Manifest]:
    """The models whose weights are needed for the tasks of `plan` that are not `cached`, by id."""
    names = {task.model for task in plan.tasks
             if task.backend == HOLDER and task.key not in cached and task.params.get("weights") != TINY}
    found = (known.find(name) for name in sorted(names))
    return [one for one in found if one is not None]


def wanting(models: Iterable[Manifest], lock: Lock) -> Wanting:
    """Which weights of `models` are not here, or are not those of `lock`. Looks at this machine's disk alone."""
    from ..runtime.weights import digest_of
    from ..runtime.weights.whole import lacking

    missing, faults = [], {}
    for model in models:
        one = weights_of(model, lock.weights())
        if one.folder is None:
            missing.append(model.id)
            continue
        try:
            gone = lacking(one.folder, one.parts)
            if gone:
                faults[model.id] = f"{one.folder} is not whole: {', '.join(gone[:4])} {'is' if len(gone) == 1 else 'are'} missing"
            elif one.pinned and digest_of(one.folder) != one.pinned:
                faults[model.id] = f"{one.folder} holds other weights than those that are pinned ({one.pinned[:19]}…)"
        except (OSError, Fault) as error:
            faults[model.id] = f"{one.folder} cannot be read: {error}"
    return Wanting(tuple(missing), faults)


def said(found: Wanting) -> list[str]:
    """What to tell of weights that are wanting, a line each, the command that mends it last."""
    missing = f"the weights of {', '.join(found.models)} are not on this machine"
    lines = [missing] if found.models else []
    lines += [f"the weights of {name}: {why}" for name, why in found.faults.items()]
    return [*lines, command_for(found)] if lines else []


def of_build(project: Project, analysis: Analysis, request: Request, lock: Lock) -> list[Manifest]:
    """The models whose weights a build of `request` needs for what `project` does not have yet, as `lock` holds it to."""
    models = models_of(analysis.bible, target_of(analysis.bible, request))
    if request.tiny or models is None or not any(one.backend == HOLDER for one in models.every()):
        return []
    store = Store(project.root / STORE)
    plan = foreseen(project, analysis, request, store, lock).plan
    kept = {task.key for task in plan.tasks if task.backend == HOLDER and store.lookup(task.key) is not None}
    return wanted(plan, kept, analysis.bible.catalogue)


def guarded(weigh: Callable[[Plan], Plan], project: Project, analysis: Analysis, lock: Lock) -> Callable[[Plan], Plan]:
    """`weigh`, which also raises Fault for a plan whose tasks need weights that are wanting."""
    def watched(plan: Plan) -> Plan:
        store = Store(project.root / STORE)
        kept = {task.key for task in plan.tasks if task.backend == HOLDER and store.lookup(task.key) is not None}
        refuse(wanting(wanted(plan, kept, analysis.bible.catalogue), lock))
        return weigh(plan)

    return watched


def refuse(found: Wanting) -> None:
    """Raises Fault where weights are wanting, with the command that fetches them."""
    if found.models or found.faults:
        told = "; ".join(said(found)[:-1])
        raise Fault(f"{told}; nothing was made", f"{command_for(found)}, or dramac build --fetch")


def command_for(found: Wanting) -> str:
    """The command that fetches what is wanting."""
    return f"dramac models fetch {' '.join((*found.models, *found.faults))}"
