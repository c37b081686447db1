"""The weights of models where they are needed: which a plan needs and are not there, and what a person does about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from ...compiler.analyse import Analysis
from ...compiler.base.nodes import node
from ...compiler.driver import models_of, target_of
from ...compiler.lock.nodes import Lock
from ...compiler.plan.backends import resource_of
from ...compiler.plan.engines import SERVER, engine_of
from ...compiler.plan.nodes import Plan, Task
from ...compiler.project import Project
from ...compiler.request import Request
from ...runtime.job import Fault
from ...runtime.store import Store
from ...runtime.weights.look import Seen, Sought, look
from ...stdlib.models import Catalogue, Manifest
from ...stdlib.models.tiny import WEIGHTS as TINY
from ..planning import foreseen
from ..session import STORE

HOLDER = "diffusers"
"""The backend whose workers hold models that draw, and need their weights."""
VARIABLE = "DRAMAC_MODELS"
_CHECKPOINTS = frozenset(("coqui",))
"""The backends whose models are one file that torch reads."""
HERE = "this machine"
Looking = Callable[[Sequence[Sought]], Sequence[Seen]]
"""Who looks where the work is done."""


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

    @property
    def checkpoint(self) -> bool:
        """Whether they are one file that torch reads, and not safetensors."""
        return self.model.backend in _CHECKPOINTS

    def sought(self) -> Sought:
        """What is looked for on a machine."""
        return Sought(self.model.id, self.repo, self.revision, self.parts, self.checkpoint,
                      resource_of(self.model.backend))


@node
class Wanting:
    """What a plan needs of weights and is not there: `models` whose weights are missing, of which nobody says where the
    `homeless` ones come from, and why others cannot be used."""

    models: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    homeless: tuple[str, ...] = ()


def has_weights(model: Manifest) -> bool:
    """Whether `model` is run by us with weights of its own: one that draws, or that speaks without a server."""
    return model.backend == HOLDER or (model.role == "voice" and model.backend != SERVER)


def weights_of(model: Manifest, pins: Mapping[str, str]) -> Weights:
    """The weights of `model`, held to what `pins` (of a lock) say, or else its manifest."""
    from ...runtime.weights import find

    repo = str(model.hub.get("repo", ""))
    revision = pins.get(f"{model.id}/revision") or str(model.hub.get("revision") or model.revision)
    return Weights(model, repo, revision, pins.get(model.id, model.weights), find(model.id, repo, revision))


def wanted(plan: Plan, cached: Collection[str], known: Catalogue) -> list[Manifest]:
    """The models whose weights are needed for the tasks of `plan` that are not `cached`, by id."""
    needed = {task.model: task for task in plan.tasks if task.key not in cached and _weighs(task)}
    found = (known.find(name) or _unknown(task) for name, task in sorted(needed.items()))
    return [one for one in found if has_weights(one)]


def _weighs(task: Task) -> bool:
    """Whether `task` needs weights that somebody has to bring."""
    speaks = task.action == "speech" and task.backend != SERVER
    return bool(task.model) and (task.backend == HOLDER or speaks) and task.params.get("weights") != TINY


def _unknown(task: Task) -> Manifest:
    """What is known of a model that has no manifest: a folder of its name."""
    return Manifest(task.model, task.model, "voice" if task.action == "speech" else "keyframe", "", "", backend=task.backend)


def wanting(models: Iterable[Manifest], lock: Lock, looking: Looking = look) -> Wanting:
    """Which weights of `models` are not where `looking` looks (by default this machine), or are not those of `lock`."""
    missing: list[Weights] = []
    faults = {}
    ones = [weights_of(model, lock.weights()) for model in models]
    for one, seen in zip(ones, looking([one.sought() for one in ones]), strict=True):
        if not seen.folder:
            missing.append(one)
        elif seen.trouble:
            faults[one.model.id] = f"{seen.folder} cannot be read: {seen.trouble}"
        elif seen.gone:
            more = f"{', '.join(seen.gone[:4])} {'is' if len(seen.gone) == 1 else 'are'} missing"
            faults[one.model.id] = f"{seen.folder} is not whole: {more}"
        elif one.pinned and seen.digest != one.pinned:
            faults[one.model.id] = f"{seen.folder} holds other weights than those that are pinned ({one.pinned[:19]}…)"
    return Wanting(tuple(one.model.id for one in missing), faults, tuple(one.model.id for one in missing if not one.repo))


def said(found: Wanting, where: str = HERE) -> list[str]:
    """What to tell of weights that are wanting on `where`, a line each, the command that mends it last."""
    missing = f"the weights of {', '.join(found.models)} are not on {where}"
    lines = [missing] if found.models else []
    lines += [f"the weights of {name}: {why}" for name, why in found.faults.items()]
    return [*lines, command_for(found)] if lines else []


def of_build(project: Project, analysis: Analysis, request: Request, lock: Lock) -> list[Manifest]:
    """The models whose weights a build of `request` needs for what `project` does not have yet, as `lock` holds it to."""
    target, known = target_of(analysis.bible, request), analysis.bible.catalogue
    models, engine = models_of(analysis.bible, target), engine_of(target, known)
    draws = models is not None and any(one.backend == HOLDER for one in models.every())
    if request.tiny or not (draws or (engine.model and engine.backend != SERVER)):
        return []
    store = Store(project.root / STORE)
    plan = foreseen(project, analysis, request, store, lock).plan
    return wanted(plan, _kept(plan, store), known)


def guarded(project: Project, analysis: Analysis, lock: Lock, looking: Looking = look,
            where: str = HERE) -> Callable[[Plan], None]:
    """What raises Fault for a plan whose tasks need weights that are wanting `where` it is `looking`."""
    def weights_are_here(plan: Plan) -> None:
        kept = _kept(plan, Store(project.root / STORE))
        refuse(wanting(wanted(plan, kept, analysis.bible.catalogue), lock, looking), where)

    return weights_are_here


def _kept(plan: Plan, store: Store) -> set[str]:
    """The tasks of `plan` that would need weights, and are in `store` already."""
    return {task.key for task in plan.tasks if _weighs(task) and store.lookup(task.key) is not None}


def refuse(found: Wanting, where: str = HERE) -> None:
    """Raises Fault where weights are wanting on `where`, with the command that fetches them."""
    if found.models or found.faults:
        told = "; ".join(said(found, where)[:-1])
        here = where == HERE
        more = ", or dramac build --fetch" if here and not found.homeless else "" if here else ", there"
        raise Fault(f"{told}; nothing was made", f"{command_for(found)}{more}")


def command_for(found: Wanting) -> str:
    """The command that fetches what is wanting, and what is to be done where there is none."""
    fetched = [one for one in (*found.models, *found.faults) if one not in found.homeless]
    command = f"dramac models fetch {' '.join(fetched)}" if fetched else ""
    folders = ", ".join(found.homeless)
    many = "s" if len(found.homeless) > 1 else ""
    by_hand = f"put the folder{many} {folders} into one that ${VARIABLE} names" if folders else ""
    return "; ".join(part for part in (command, by_hand) if part)
