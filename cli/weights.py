"""The weights of models on this machine: which a plan needs and are not here, and what a person does about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from ..compiler.base.nodes import node
from ..compiler.lock.nodes import Lock
from ..compiler.plan.nodes import Plan
from ..runtime.job import Fault
from ..stdlib.models import Catalogue, Manifest
from ..stdlib.models.tiny import WEIGHTS as TINY

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
    lines = [f"weights of {name} are not on this machine" for name in found.models]
    lines += [f"weights of {name}: {why}" for name, why in found.faults.items()]
    return [*lines, command_for(found)] if lines else []


def command_for(found: Wanting) -> str:
    """The command that fetches what is wanting."""
    return f"dramac models fetch {' '.join((*found.models, *found.faults))}"
