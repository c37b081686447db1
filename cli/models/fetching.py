"""Fetches weights, and pins what came in the lock of the series."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath

from ...compiler.lock.nodes import REVISION, WEIGHTS, Lock, nothing
from ...compiler.lock.write import fact, with_facts
from ...compiler.project import Project
from ...runtime.job import Fault
from ...runtime.weights.look import look
from ...stdlib.models import Catalogue, Manifest
from ..locks.locking import load, save
from .weights import Looking, has_weights, weights_of

_COMMIT = re.compile(r"[0-9a-f]{40}")


def with_readers(models: Iterable[Manifest], known: Catalogue) -> list[Manifest]:
    """`models`, and those that read words for them."""
    found: dict[str, Manifest] = {}
    for one in models:
        for each in (one, known.find(one.text) if one.text else None):
            if each is not None and has_weights(each):
                found.setdefault(each.id, each)
    return list(found.values())


def fetch_all(models: Iterable[Manifest], project: Project | None, tell: Callable[[str], None]) -> None:
    """Fetch the weights of `models`, and pin them in the lock of `project`, if there is one. What is pinned already is fetched
    at its pin, and has to be what it was. Raises Fault."""
    from ...runtime.weights.fetch import fetch
    from ...runtime.weights.whole import lacking

    pins = (load(project).lock if project is not None else nothing()).weights()
    for model in models:
        one = weights_of(model, pins)
        if not one.repo:
            raise Fault(f"the manifest of {model.id} does not say where its weights come from",
                        f"put their folder, named {model.id}, into one that $DRAMAC_MODELS names")
        _agreed(model)
        tell(f"{model.id}: {one.repo}{f' at {one.revision}' if one.revision else ''}")
        got = fetch(one.repo, one.revision, one.parts, gigabytes=0.0 if one.folder else float(model.load.get("gigabytes", 0)),
                    everything=model.role == "voice")
        gone = lacking(got.folder, one.parts, checkpoint=one.checkpoint)
        if gone:
            raise Fault(f"what came of {one.repo} is not whole: {', '.join(gone[:4])} missing", "fetch it again")
        if one.pinned and got.digest != one.pinned:
            raise Fault(f"what came of {one.repo} at {got.revision} is not what is pinned for {model.id}: its digest is "
                        f"{got.digest[:19]}…, not {one.pinned[:19]}…",
                        f"if that is right, take the lines `model {model.id}` out of dramac.lock and fetch it again")
        tell(f"  {got.folder}\n  {got.digest}")
        if project is not None and project.bible is not None:
            pin(project, model.id, got.revision, got.digest)


def _agreed(model: Manifest) -> None:
    """Raises Fault where the licence of `model` has to be accepted by a person first, and nobody did."""
    if model.licence.get("name") == "CPML":
        from ...runtime.backends.coqui import accepted

        accepted(model.id)


def ready(project: Project, models: Iterable[Manifest], lock: Lock, *, keep: bool, looking: Looking = look) -> Lock:
    """`lock` with a pin for those weights of `models` that are there (on this machine, or where else it is `looking`) and have
    none: what a film is made with is a part of what its
    tasks are called, and has to be known before the first one. The lock of `project` is written if it is to `keep` them."""
    new = []
    ones = [weights_of(model, lock.weights()) for model in models]
    for one, seen in zip(ones, looking([one.sought() for one in ones]), strict=True):
        if seen.digest and not one.pinned:
            new.append(fact("model", one.model.id, WEIGHTS, seen.digest))
            commit = PurePath(seen.folder).name
            if _COMMIT.fullmatch(commit):
                new.append(fact("model", one.model.id, REVISION, commit))
    if new and keep and project.bible is not None:
        save(project, lambda held: with_facts(held, new))
    return with_facts(lock, new) if new else lock


def pin(project: Project, id: str, revision: str, digest: str) -> None:
    """Hold `project` to the weights with that digest, which come from that revision."""
    def change(lock: Lock) -> Lock:
        return with_facts(lock, (fact("model", id, REVISION, revision), fact("model", id, WEIGHTS, digest)))

    save(project, change)
